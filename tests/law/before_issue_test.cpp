// Decree 713 article 8: what the people's congress or an organ above decides before issue.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* basis = R"({"basis":"《地方组织法》第11条"})";
constexpr const char* sign = R"({"number":"政发〔2026〕9号"})";

Course& to_be_signed(Course& course) {
  course.reported().by(office());
  return course;
}

TEST(Article8, ItIsLawThatSendsADecisionToThePeoplesCongressOrTheUpperOrgan) {
  Course course;
  course.noticed().by(office());
  for (const char* event : {"npc.require", "upper.require"}) {
    EXPECT_EQ(course.refused(event, R"({"basis":"领导要求"})"), "rules-unmet G14N");
    course.send(event, R"({"basis":"《重大行政决策程序暂行条例》第八条"})");
  }
}

TEST(Article8, WhatThePeoplesCongressDecidesGoesThereFirst) {
  Course course;
  to_be_signed(course).send("npc.require", basis).by(head()).add({"ISS-01"});
  EXPECT_EQ(course.sign().refused("decision.sign", sign), "rules-unmet G14");
  course.by(office());
  const char* resolved = R"({"outcome":"resolved","number":"人常〔2026〕2号"})";
  EXPECT_EQ(course.refused("npc.outcome", resolved), "rules-unmet G14D");
  course.add({"MTG-08"}).send("npc.outcome", resolved).by(head());
  course.sign().send("decision.sign", sign).in({"publishing"});
}

TEST(Article8, ItCanBeFoundAtAnyTimeBefore) {
  Course course;
  course.noticed().send("npc.require", basis).in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("npc").at("basis"), "《地方组织法》第11条");
}

TEST(Article8, WhatItReturnsIsWorkedOnAndReviewedAgain) {
  Course course;
  to_be_signed(course).send("npc.require", basis).add({"MTG-08"});
  course.send("npc.outcome", R"({"outcome":"returned","number":"1"})").in({"returned"});
  course.by(drafter());
  EXPECT_EQ(course.refused("meeting.submit"), "rules-unmet G18");
}

// One resolution is of one draft; found once more on the same one, it is entered again.
TEST(Article8, AResolutionIsEnteredOnceUnderItsNumber) {
  const auto answer = [](const char* outcome, const char* number) {
    return json_text(JsonObject{{"outcome", outcome}, {"number", number}});
  };
  Course course;
  to_be_signed(course).send("npc.require", basis).add({"MTG-08"});
  course.send("npc.outcome", answer("resolved", "人常〔2026〕2号"));
  for (const char* number : {"人常〔2026〕2号", "人常[2026]02 号"}) {
    EXPECT_EQ(course.refused("npc.outcome", answer("resolved", number)), "rules-unmet G43S")
        << number;
  }
  // By a slip the one was entered for the other.
  Course slip = course;
  slip.send("npc.outcome", answer("reported", "人常〔2026〕2号"));
  Course another = course;
  another.send("npc.outcome", answer("resolved", "人常〔2026〕20号"));
  course.send("npc.require", basis).send("npc.outcome", answer("resolved", "人常〔2026〕2号"));
}

TEST(UpperOrgan, AReplyIsEnteredOnceUnderItsNumber) {
  Course course;
  to_be_signed(course).send("upper.require", R"({"basis":"《城乡规划法》"})").add({"MTG-09"});
  const char* approved = R"({"outcome":"approved","number":"批〔2026〕1号"})";
  course.send("upper.outcome", approved);
  EXPECT_EQ(course.refused("upper.outcome", R"({"outcome":"approved","number":"批（2026）01号"})"),
            "rules-unmet G44S");
  Course another = course;
  another.send("upper.outcome", R"({"outcome":"approved","number":"批〔2026〕3号"})");
  course.send("upper.require", R"({"basis":"《城乡规划法》"})").send("upper.outcome", approved);
}

TEST(Article8, NoOutcomeIsRecordedOfWhatDidNotGoThere) {
  Course course;
  to_be_signed(course).add({"MTG-08"});
  EXPECT_EQ(course.refused("npc.outcome", R"({"outcome":"resolved","number":"1"})"),
            "rules-unmet G14D");
}

// Found in error it is taken back, by the office with the head's approval and as an exception;
// never once the congress has answered, though its answer was of another draft or the finding is
// made anew.
TEST(Article8, AFindingInErrorIsTakenBackWithTheHeadsApproval) {
  const char* in_error = R"({"reason":"经核，不属于人大讨论决定事项","approver":"zhao"})";
  Course course;
  course.noticed().send("npc.require", basis).by(drafter());
  EXPECT_EQ(course.refused("npc.release", in_error), "not-permitted");
  course.by(office()).send("npc.release", in_error).in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("exceptions").as_array().back().at("kind"),
            "npc_released");
  EXPECT_EQ(course.refused("npc.release", in_error), "rules-unmet G14B");
  Course signing;
  to_be_signed(signing).send("npc.require", basis).by(office()).send("npc.release", in_error);
  signing.by(head()).send("exception.confirm", R"({"no":1})");
  signing.add({"ISS-01"}).sign().send("decision.sign", sign).in({"publishing"});
  for (const char* outcome : {"resolved", "returned"}) {
    Course answered;
    to_be_signed(answered).send("npc.require", basis).add({"MTG-08"});
    answered.send("npc.outcome", R"({"number":"1","outcome":")" + std::string(outcome) + R"("})");
    answered.send("npc.require", basis).by(office());
    EXPECT_EQ(answered.refused("npc.release", in_error), "rules-unmet G14B") << outcome;
  }
}

// What is found out only after the signature holds publication just as it would have held that.
TEST(Article8, WhatIsFoundToGoThereAfterTheSignatureHoldsPublication) {
  const char* reported = R"({"outcome":"reported","number":"人常1号"})";
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"}).send("npc.require", basis);
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G14");
  course.add({"MTG-08"}).send("npc.outcome", reported);
  course.send("publication.publish", Course::channels).in({"published"});
  Course kept;
  kept.restriction_confirmed().send("npc.require", basis);
  EXPECT_EQ(kept.refused("publication.deliver", Course::recipients), "rules-unmet G14");
  kept.add({"MTG-08"}).send("npc.outcome", reported);
  kept.send("publication.deliver", Course::recipients).in({"published"});
}

// Found in error it is taken back only once the head, who is named, has said so.
TEST(Article8, NothingIsSignedOrIssuedWhileTheApprovalOfTakingItBackWaits) {
  const char* in_error = R"({"reason":"经核，不属于人大讨论决定事项","approver":"zhao"})";
  Course course;
  to_be_signed(course).send("npc.require", basis).send("npc.release", in_error);
  course.by(head()).add({"ISS-01"}).sign();
  const auto unmet = course.unmet("decision.sign", sign);
  EXPECT_EQ(unmet.id, "G14C");
  EXPECT_THAT(unmet.remedy.zh, testing::HasSubstr("待确认：1 撤销须报人大及其常委会的认定"));
  Course denied = course;
  course.send("exception.confirm", R"({"no":1})").sign().send("decision.sign", sign);
  denied.send("exception.dispute", R"({"no":1,"reason":"属于人大讨论决定事项"})").sign();
  EXPECT_EQ(denied.refused("decision.sign", sign), "rules-unmet G14C");
  denied.by(office()).send("npc.require", basis);
  denied.by(actor("xin", {"office"}, "office")).send("exception.drop", R"({"no":1,"reason":"r"})");
  EXPECT_EQ(denied.by(head()).sign().refused("decision.sign", sign), "rules-unmet G14");
  // Taken back after the signature, it holds what leaves the office.
  Course issued;
  issued.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  issued.send("upper.require", R"({"basis":"《城乡规划法》"})").send("upper.release", in_error);
  EXPECT_EQ(issued.refused("publication.publish", Course::channels), "rules-unmet G14C");
  issued.by(head()).send("exception.confirm", R"({"no":1})").by(office());
  issued.send("publication.publish", Course::channels).in({"published"});
}

TEST(UpperOrgan, HoldsPublicationWhereItIsFoundToApproveAfterTheSignature) {
  const char* approved = R"({"outcome":"approved","number":"批1号"})";
  Course course;
  course.signed_off().by(office()).add({"ISS-02", "ISS-04"});
  course.send("upper.require", R"({"basis":"《城乡规划法》"})");
  EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G14U");
  course.add({"MTG-09"}).send("upper.outcome", approved);
  course.send("publication.publish", Course::channels).in({"published"});
  Course kept;
  kept.restriction_confirmed().send("upper.require", R"({"basis":"《城乡规划法》"})");
  EXPECT_EQ(kept.refused("publication.deliver", Course::recipients), "rules-unmet G14U");
  kept.add({"MTG-09"}).send("upper.outcome", approved);
  kept.send("publication.deliver", Course::recipients).in({"published"});
}

TEST(UpperOrgan, AFindingInErrorIsTakenBackWithTheHeadsApproval) {
  const char* in_error = R"({"reason":"经核，不属于上级批准事项","approver":"zhao"})";
  Course course;
  to_be_signed(course).send("upper.require", R"({"basis":"《城乡规划法》"})");
  EXPECT_EQ(course.by(head()).refused("upper.release", in_error), "not-permitted");
  course.by(office()).send("upper.release", in_error);
  EXPECT_EQ(course.refused("upper.release", in_error), "rules-unmet G14UB");
  course.by(head())
      .send("exception.confirm", R"({"no":1})")
      .add({"ISS-01"})
      .sign()
      .send("decision.sign", sign)
      .in({"publishing"});
  Course approved;
  to_be_signed(approved).send("upper.require", R"({"basis":"《城乡规划法》"})").add({"MTG-09"});
  approved.send("upper.outcome", R"({"outcome":"approved","number":"批1号"})");
  approved.send("upper.require", R"({"basis":"《城乡规划法》"})").by(office());
  EXPECT_EQ(approved.refused("upper.release", in_error), "rules-unmet G14UB");
}

TEST(UpperOrgan, ApprovesBeforeIssueWhereItMust) {
  Course course;
  to_be_signed(course)
      .send("upper.require", R"({"basis":"《城乡规划法》"})")
      .by(head())
      .add({"ISS-01"});
  EXPECT_EQ(course.sign().refused("decision.sign", sign), "rules-unmet G14U");
  EXPECT_THAT(course.sign().unmet("decision.sign", sign).says.zh, testing::HasSubstr("签发、公布"));
  const char* approved = R"({"outcome":"approved","number":"批〔2026〕1号"})";
  EXPECT_EQ(course.by(office()).refused("upper.outcome", approved), "rules-unmet G14UD");
  course.add({"MTG-09"}).send("upper.outcome", approved);
  course.by(head()).add({"ISS-01"}).sign().send("decision.sign", sign).in({"publishing"});
  Course refused;
  to_be_signed(refused).send("upper.require", R"({"basis":"《城乡规划法》"})").add({"MTG-09"});
  refused.send("upper.outcome", R"({"outcome":"refused","number":"1"})").in({"refused"});
}

}  // namespace
}  // namespace gavel::law
