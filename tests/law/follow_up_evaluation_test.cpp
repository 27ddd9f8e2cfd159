// Decree 713, article 36: a decision is evaluated after its file was closed.
#include "tests/law/follow_up.hpp"

namespace gavel::law {
namespace {

TEST(Article36, AnotherEvaluationOfAFollowUpHasItsOwnPapers) {
  FollowUp course;
  course.opened().add("EVA-01").add("EVA-02").add("EVA-03").by("office");
  course.knows("evaluator", unit("academy", "社科院")).send("evaluation.start", plan);
  const char* found = R"({"outcome":"rectify","conclusion":"效果不明显","left_out":"r",
      "heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}]})";
  course.given.until("2026-03-03T09:00:00+08:00");
  course.send("evaluation.conclude", found).given.until("2026-03-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05");
  course.add("EVA-01").by("office").send("evaluation.start", plan);
  EXPECT_EQ(course.refused("evaluation.conclude", found), "rules-unmet F07");
  course.add("EVA-02").by("office");
  EXPECT_EQ(course.refused("evaluation.conclude", found), "rules-unmet F07");
  course.add("EVA-03").by("office").send("evaluation.conclude", found);
}

TEST(Article36, AnEvaluationYearsLaterIsIndependentAndHearsThePublic) {
  FollowUp course;
  course.opened().knows("evaluator", unit("risk-centre", "风险评估中心")).add("EVA-01");
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05");
  for (const char* respelled : {"社科院 本级", "甲咨询有限公司"}) {
    course.knows("evaluator", unit("other", respelled));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05") << respelled;
  }
  course.knows("evaluator", {{"found", nullptr}});
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05");
  course.knows("evaluator", unit("academy", "社科院")).send("evaluation.start", plan);
  course.given.in({"evaluating"});
  const auto concluded = [](const char* heard) {
    return std::string(R"({"outcome":"rectify","conclusion":"效果不明显","heard":[)") + heard +
           "]}";
  };
  const std::string of_the_public = R"({"who":"public","how":"问卷"})";
  const std::string of_deputies = of_the_public + R"(,{"who":"deputies","how":"座谈"})";
  const std::string of_all = of_deputies + R"(,{"who":"cppcc","how":"座谈"},)"
                                           R"({"who":"grassroots","how":"走访"})";
  EXPECT_EQ(course.refused("evaluation.conclude", concluded(of_all.c_str())), "rules-unmet F07");
  course.add("EVA-02").add("EVA-03");
  EXPECT_EQ(course.refused("evaluation.conclude", concluded(of_the_public.c_str())),
            "rules-unmet F06");
  EXPECT_EQ(course.refused("evaluation.conclude", concluded(of_deputies.c_str())),
            "rules-unmet F06");
  EXPECT_EQ(course.by("archivist").refused("archive.collect", collect), "not-now");
  course.by("office").send("evaluation.conclude", concluded(of_all.c_str()));
  EXPECT_EQ(course.given.in({"recording"})
                .snapshot()
                .session.data.at("evaluations")
                .at(0)
                .at("evaluator"),
            "academy");
}

// The public always; of those who take part for it each kind, or it is said who was not heard.
TEST(Article36, AnEvaluationYearsLaterSaysWhoWasNotHeard) {
  FollowUp course;
  course.opened().add("EVA-01").add("EVA-02").add("EVA-03").by("office");
  course.knows("evaluator", unit("academy", "社科院")).send("evaluation.start", plan);
  const auto heard = [&](std::initializer_list<const char*> who, const char* left_out = "") {
    JsonArray list;
    for (const char* each : who) list.push_back(JsonObject{{"who", each}, {"how", "座谈"}});
    JsonObject data{{"outcome", "rectify"}, {"conclusion", "效果不明显"}, {"heard", list}};
    if (*left_out != 0) data["left_out"] = left_out;
    FollowUp tried = course;
    const auto outcome = tried.given.ask(matter::Send{"evaluation.conclude", data, {}});
    return outcome ? std::string("concluded") : outcome.error().rules.front().id;
  };
  const char* because = "政协换届";
  for (const char* group : {"people_organisations", "grassroots", "social_organisations"}) {
    EXPECT_EQ(heard({"public", "deputies", "cppcc", group}), "concluded") << group;
    EXPECT_EQ(heard({"public", "deputies", group}), "F06") << group;
    EXPECT_EQ(heard({"public", "cppcc", group}), "F06") << group;
    EXPECT_EQ(heard({"deputies", "cppcc", group}), "F06") << group;
    EXPECT_EQ(heard({"deputies", "cppcc", group}, because), "F06") << group;
    EXPECT_EQ(heard({"public", group}), "F06") << group;
    EXPECT_EQ(heard({"public", group}, because), "concluded") << group;
  }
  EXPECT_EQ(heard({"public", "deputies", "cppcc"}), "F06");
  EXPECT_EQ(heard({"public", "deputies"}, because), "concluded");
  EXPECT_EQ(heard({"public", "cppcc"}, because), "concluded");
  EXPECT_EQ(heard({"public"}, because), "F06");
  EXPECT_EQ(heard({"public", "experts"}, because), "F06");
}

TEST(Article36, WhoDraftedOrCarriedOutADecisionDoesNotEvaluateItLater) {
  FollowUp course;
  course.opened().add("EVA-01").by("office");
  for (const char* own : {"education", "finance", "works", "land"}) {
    course.knows("evaluator", unit(own, "社科院"));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F16") << own;
  }
}

// The drafting unit was changed on the way: what they drafted is part of what is evaluated.
TEST(Article36, WhoDraftedADecisionBeforeTheUnitWasChangedDoesNotEvaluateItLater) {
  FollowUp course;
  course.opened().add("EVA-01").by("office");
  for (const char* former : {"culture", "sports"}) {
    course.knows("evaluator", unit(former, "社科院"));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F16") << former;
  }
  course.knows("evaluator", unit("tourism", "社科院")).send("evaluation.start", plan);
}

// They lie in the archive as well, with a volume, and were never decided.
TEST(Article36, WhatLapsedOrWasNotAdoptedIsNotEvaluatedAndMayBeObjectedTo) {
  for (const char* ended : {"not_adopted", "lapsed"}) {
    FollowUp course;
    course.opened(ended).add("EVA-01").by("office");
    course.knows("evaluator", unit("academy", "社科院"));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F12") << ended;
    course.send("objection.record",
                R"({"number":"1","from":"某","on":"2026-03-01","text":"应当决策"})");
  }
}

}  // namespace
}  // namespace gavel::law
