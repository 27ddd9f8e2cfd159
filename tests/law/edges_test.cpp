// Rules tried just inside and just outside, where the test of their article shows the usual case.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

TEST(Article12, ADraftWithoutAnyLegalBasisIsNotFrozen) {
  Course course;
  course.started().by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  const std::string why = course.refused("draft.freeze", R"({"legal_basis":[]})");
  EXPECT_THAT(why, testing::AnyOf("rules-unmet G04", "invalid-form /legal_basis"));
}

TEST(Article13, WhereNoUnitWasAskedNothingIsConcluded) {
  Course course;
  course.drafted().add({"DRF-07"});
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05");
}

// The department's experts, and those of the drafting units, may be just one in three and in two.
TEST(Article20, TheSharesOfExpertsMayBeJustMet) {
  const auto concluded = [](const char* kind, bool is_drafting) {
    Course course;
    course.policy = object(R"({"experts_min":3,"experts_department_one_in":3,
                               "experts_subordinate_one_in":3})");
    course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
    JsonObject near = object(R"({"expert":"a","unit":"大学","conclusion":"support","text":"可行",
                                 "direct_interest":false,"paper":1})");
    near["kind"] = kind;
    near["subordinate"] = is_drafting;
    course.given.send("experts.opinion", near);
    course.opinion_of("b").opinion_of("c").send("experts.conclude");
    return course;
  };
  concluded("department", false).in({"ex_done"});
  concluded("independent", true).in({"ex_done"});
}

// A class that opens nothing does not hide one beside it that does, wherever it is decided.
TEST(ChangeOfTheDraft, OfWordingAndOfScopeOpensWhatScopeOpens) {
  const auto told = [](Course& course) -> Course& {
    course.by(drafter()).file("DRF-04", "another area");
    return course.send("draft.revise", R"({"change":"C1","scope":true,"explanation":"扩大范围"})");
  };
  for (const char* minor : {"C0", "C1"}) {
    JsonObject both{{"change", minor}, {"also", JsonArray{"C2"}}, {"reason", "兼有"}};
    Course first;
    told(first.proceeded()).given.by(office()).send("change.decide", both);
    first.in({"pp_planning", "ra_planning", "fc_planning", "ex_done"});
    Course reviewed;
    told(reviewed.reviewed()).given.by(office()).send("change.decide", both);
    reviewed.in({"pp_planning", "ra_planning", "fc_planning", "ex_done"});
    // In the second round, while its steps are taken.
    first.by(drafter()).file("DRF-04", "yet another area");
    first.send("draft.revise", R"({"change":"C1","technical":true,"explanation":"另改参数"})");
    both["also"] = JsonArray{"C3"};
    first.given.by(office()).send("change.decide", both);
    first.in({"pp_planning", "ra_planning", "fc_planning", "ex_planning"});
  }
}

TEST(FairCompetition, AnExemptionHoldsToItsLastDayAndIsRenewedToALaterOne) {
  Course course;
  course.coordinated().by(market_regulator()).add({"FCR-01"});
  const auto exempt = [](const char* day) {
    return std::string(
               R"({"conclusion":"exempt","exempt_ground":"technology","exempt_reason":"无其他方式",
                           "exempt_until":")") +
           day + "\"}";
  };
  EXPECT_EQ(course.refused("competition.conclude", exempt("2026-03-02")), "rules-unmet G13");
  course.send("competition.conclude", exempt("2026-03-03")).in({"fc_done"}).add({"FCR-01"});
  EXPECT_EQ(course.refused("competition.renew", R"({"exempt_until":"2026-03-03","reason":"r"})"),
            "rules-unmet G13R");
  course.at("2026-03-10T09:00:00+08:00");
  EXPECT_EQ(course.refused("competition.renew", R"({"exempt_until":"2026-03-10","reason":"r"})"),
            "rules-unmet G13R");
  course.send("competition.renew", R"({"exempt_until":"2026-03-11","reason":"r"})");
}

TEST(Article30, WhoWasRecusedIsNotRecusedAgainAndTheChairNotAtAll) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").by(head());
  course.send("meeting.recuse", R"({"member":"qian","reason":"亲属"})");
  for (const char* member : {"qian", "zhao", "nobody"}) {
    EXPECT_EQ(course.refused("meeting.recuse",
                             json_text(Json(JsonObject{{"member", member}, {"reason", "r"}}))),
              "rules-unmet G21R")
        << member;
  }
}

TEST(Article32, WhatIsWidelyFollowedIsExplainedWhoeverSaysSo) {
  const auto refused = [](const char* channels) {
    Course course;
    course.heard().assessed().reviewed_for_competition().by(drafter());
    course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})");
    course.by(head()).send("exception.confirm", R"({"no":1})");
    course.to_the_meeting().stances().head_spoke();
    course.send("meeting.decide", R"({"outcome":"approve"})").issued_to_be_signed();
    course.sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})").by(office());
    return course.add({"ISS-02"}).refused("publication.publish", channels);
  };
  EXPECT_EQ(refused(R"({"finding":"publishable","channels":["公报","网站"],"followed":true})"),
            "rules-unmet G27");
}

TEST(Article26, AReviewIsPausedAndItsTimeExtendedWhileItRuns) {
  Course course;
  course.accepted_for_review().by(justice());
  course.send("review.pause", R"({"cause":"comments"})");
  EXPECT_EQ(course.refused("review.pause", R"({"cause":"comments"})"), "rules-unmet G16P");
  course.send("review.resume");
  EXPECT_EQ(course.refused("review.resume"), "rules-unmet G16R");
}

// Whoever sits in the chair or keeps the record does not note the other's refusal.
TEST(Article30, ARefusalToSignIsNotedByNeitherOfThoseWhoSign) {
  Course course;
  course.decided().add({"MTG-05"});
  for (const auto& [account, part] :
       {std::pair{"zhao", "recorder"}, std::pair{"ji", "chair"}, std::pair{"zhao", "chair"}}) {
    const std::string refusal = json_text(Json(JsonObject{{"part", part}, {"reason", "有异议"}}));
    course.by(actor(account, {"office"}, "office"));
    EXPECT_EQ(course.refused("record.refuse", refusal), "rules-unmet G23F") << account;
    EXPECT_EQ(course.refused("minutes.refuse", refusal), "rules-unmet G25O") << account;
  }
}

}  // namespace
}  // namespace gavel::law
