// Decree 713, article 17: what is said at a hearing, its signed record and its report.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

TEST(Article17, TheDraftIsPresentedFirstAndThenThoseWhoCameSpeak) {
  Course course = opened();
  for (const auto& wrong : {said("张", "state"), said("张", "present"), said("专家", "explain")}) {
    EXPECT_EQ(course.refused("hearing.speak", wrong), "rules-unmet G09O") << wrong;
  }
  course.send("hearing.speak", said("教育局", "present"));
  EXPECT_EQ(course.refused("hearing.speak", said("赵", "state")), "rules-unmet G09O");
  // An expert is somebody, and neither in the chair nor one of those who take part.
  const auto explained = [](const char* who) {
    return std::string(R"({"speaker":")") + who +
           R"(","part":"explain","post":"某大学教授","text":"意见"})";
  };
  for (const auto& wrong :
       {said("专家", "explain"), explained("法制办"), explained("张"), explained("（张）")}) {
    EXPECT_EQ(course.refused("hearing.speak", wrong), "rules-unmet G09O") << wrong;
  }
  for (const auto& right :
       {said("张", "state"), said("王", "question"), said("张", "debate"), explained("专家")}) {
    course.send("hearing.speak", right);
  }
  // Nor by their account.
  course.knows(
      "speaker",
      {{"found",
        JsonObject{{"account", "zhang"}, {"name", "张"}, {"roles", JsonArray{"expert"}}}}});
  EXPECT_EQ(course.refused("hearing.speak", explained("zhang")), "rules-unmet G09O");
}

// Article 17(2): where need be the drafting unit explains, too; as what it is, not as an expert.
TEST(Article17, TheDraftingUnitExplainsAsSuchAndNobodyOfItAsAnExpert) {
  Course course = opened();
  const auto explained = [](const char* who, const char* part, const char* post = "科长") {
    return R"({"speaker":")" + std::string(who) + R"(","part":")" + part + R"(","post":")" + post +
           R"(","text":"答复"})";
  };
  EXPECT_EQ(course.refused("hearing.speak", explained("教育局", "clarify")), "rules-unmet G09O");
  course.send("hearing.speak", said("教育局", "present"));
  course.send("hearing.speak", said("教育局", "clarify"));
  const auto is_of = [&](const char* unit) {
    course.knows("speaker", {{"found", JsonObject{{"account", "liu3"},
                                                  {"name", "柳"},
                                                  {"unit", unit},
                                                  {"roles", JsonArray{"drafter"}}}}});
  };
  is_of("education");
  EXPECT_EQ(course.refused("hearing.speak", explained("liu3", "explain")), "rules-unmet G09O");
  EXPECT_EQ(course.refused("hearing.speak", explained("liu3", "clarify", "")), "rules-unmet G09O");
  course.send("hearing.speak", explained("liu3", "clarify"));
  is_of("works");
  EXPECT_EQ(course.refused("hearing.speak", explained("liu3", "clarify")), "rules-unmet G09O");
  course.send("hearing.speak", explained("liu3", "explain"));
}

// Whoever is on the list of one side is no expert, come or not.
TEST(Article17, NobodyOfThePublishedListExplainsAsAnExpert) {
  Course course = listed_for_two();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["张","李"]})");
  course.send("hearing.speak", said("教育局", "present"));
  EXPECT_EQ(course.refused("hearing.speak",
                           R"({"speaker":"王","part":"explain","post":"某教授","text":"x"})"),
            "rules-unmet G09O");
}

TEST(Article17, EachWhoCameSignsTheRecordOrTheRefusalIsNoted) {
  Course course = spoken();
  EXPECT_EQ(course.refused("hearing.confirm", signed_by("张")), "rules-unmet G09S");
  course.add({"PUB-09"}).send("hearing.confirm", signed_by("张"));
  EXPECT_EQ(course.refused("hearing.confirm", signed_by("张")), "rules-unmet G09S");
  EXPECT_EQ(course.refused("hearing.confirm", signed_by("赵")), "rules-unmet G09S");
  course.send("hearing.confirm", signed_by("王"));
  EXPECT_EQ(json_text(course.unmet("hearing.hold").seen.at("not_signed")), R"(["李"])");
  EXPECT_EQ(course.refused("hearing.confirm", R"({"participant":"李","signed":false})"),
            "rules-unmet G09S");
  course.send("hearing.confirm", R"({"participant":"李","signed":false,"reason":"记录有误"})");
  course.sign().send("hearing.hold");
  EXPECT_EQ(course.refused("hearing.hold"), "rules-unmet G09E");
}

// It is their record: not that of the unit that was heard among the others.
TEST(Article17, WhoChairedOrRecordedFilesTheRecordAndTheReport) {
  for (const char* paper : {"PUB-09", "PUB-11"}) {
    const auto& filers = major_decision()->documents.at(paper).who;
    for (const char* role : {"drafter", "office", "justice", "recorder"})
      EXPECT_NE(std::ranges::find(filers, role), filers.end()) << paper << " " << role;
  }
}

// A signature is under what was said before it, and under that paper.
TEST(Article17, WhatIsSaidLaterOrWrittenAnewIsSignedAgain) {
  Course course = spoken();
  course.add({"PUB-09"}).send("hearing.confirm", signed_by("张"));
  course.at("2026-04-20T10:00:00+08:00").send("hearing.speak", said("王", "state"));
  // The paper is older than what was said.
  EXPECT_EQ(course.refused("hearing.confirm", signed_by("张")), "rules-unmet G09S");
  course.given.add("PUB-09", "with-what-wang-said");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.given.add("PUB-09", "another-paper");
  const auto rule = course.unmet("hearing.hold");
  EXPECT_EQ(rule.id, "G09E");
  EXPECT_EQ(json_text(rule.seen.at("not_signed")), R"(["张","王","李"])");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold");
  const Json& first = course.given.snapshot().session.data.at("hearing").at("signatures").at(0);
  EXPECT_EQ(first.at("record_sha256"), "another-paper");
}

TEST(Article17, TheChairOrTheRecorderSignsTheRecord) {
  Course course = spoken();
  course.add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  EXPECT_EQ(course.by(actor("ta", {"drafter"}, "education")).sign().refused("hearing.hold"),
            "rules-unmet G09U");
  EXPECT_EQ(course.by(drafter()).refused("hearing.hold"), "signature-required");
  course.sign().send("hearing.hold");
  // A record that is replaced is signed again before comments are summed up.
  course.add({"PUB-03", "PUB-05"}).given.add("PUB-09", "a-smoother-record");
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09H G09F");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").add({"PUB-11"});
  course.send("hearing.report", R"({"summary":"s"})")
      .send("participation.feedback")
      .in({"pp_done"});
}

TEST(Article17, AHearingHasAChairOrARecorderWhoCanSign) {
  Course course = closed();
  JsonObject all = facts();
  all["registers"].as_object()["recorder"] = object(R"({"found":null})");
  all["registers"].as_object()["chair"] = object(R"({"found":null})");
  course.given.facts(all);
  EXPECT_EQ(course.refused("hearing.announce", announcement), "rules-unmet G09J");
  all["registers"].as_object()["chair"] = account("fa", "justice");
  course.given.facts(all);
  course.send("hearing.announce", announcement);
}

TEST(Article17, AHearingWhereNobodyStatedAViewIsNone) {
  Course course = opened();
  course.send("hearing.speak", said("教育局", "present")).add({"PUB-09"});
  for (const char* each : {"张", "王", "李"})
    EXPECT_EQ(course.refused("hearing.confirm", signed_by(each)), "rules-unmet G09S");
  EXPECT_EQ(course.refused("hearing.hold"), "rules-unmet G09E");
}

// Seven working days from Monday, 20 April; 1 to 5 May are off, the 9th is worked: the 29th.
TEST(Article17, TheReportOfTheHearingStopsItsClock) {
  for (const bool is_reported : {true, false}) {
    Course course = spoken();
    course.add({"PUB-09"});
    for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
    EXPECT_EQ(course.refused("hearing.report", R"({"summary":"s"})"), "rules-unmet G09Y");
    course.sign().send("hearing.hold");
    // The record is not the report.
    EXPECT_EQ(course.refused("hearing.report", R"({"summary":"s"})"), "rules-unmet G09Y");
    if (is_reported) course.add({"PUB-11"}).send("hearing.report", R"({"summary":"多数支持"})");
    course.given.until("2026-04-30T00:00:00+08:00");
    int late = 0;
    for (const Json& each : course.given.snapshot().session.data.at("overdue").as_array())
      late += each.at("clock") == "T06" ? 1 : 0;
    EXPECT_EQ(late, is_reported ? 0 : 1);
  }
}

TEST(Article16, AHearingThatWasAnnouncedIsHeld) {
  Course course = announced();
  course.add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09H");
  Course held = spoken();
  held.add({"PUB-05", "PUB-09"});
  for (const char* each : {"张", "王", "李"}) held.send("hearing.confirm", signed_by(each));
  held.sign().send("hearing.hold");
  EXPECT_EQ(held.refused("participation.feedback"), "rules-unmet G09F");
  held.add({"PUB-11"}).send("hearing.report", R"({"summary":"多数支持"})");
  held.send("participation.feedback").in({"pp_done"});
}

// A hearing on the older draft does not stand for the changed one.
TEST(StaleFindings, OfTheHearingDoNotCountInANewNotice) {
  Course course = spoken();
  course.add({"PUB-05", "PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign()
      .send("hearing.hold")
      .add({"PUB-11"})
      .send("hearing.report", R"({"summary":"支持"})");
  course.send("participation.feedback");
  course.argued().assessed().reviewed_for_competition().changed("C2").checked_for_secrets().send(
      "notice.open", R"({"title":"再次征求意见","how":"信函","hearing_basis":"价格法第23条"})");
  course.given.until("2026-06-01T00:00:00+08:00").in({"pp_collating"});
  course.by(drafter()).add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09RM");
}

}  // namespace
}  // namespace gavel::law
