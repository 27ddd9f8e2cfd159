// Decree 713 articles 8, 31 and 32: what comes before issue, and how it is published; and the exits
// before a decision.
#include "tests/law/course.hpp"
#include "tests/matter/next_year.hpp"

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

TEST(Article31, WhatThePartyCommitteeObjectsToIsDecidedAgain) {
  Course course;
  course.minuted().by(party_group()).add({"MTG-07"});
  course.send("party.report", R"({"number":"1","reply":"object"})").in({"consolidating"});
  Course consent;
  consent.minuted().by(party_group()).add({"MTG-07"});
  consent.send("party.report", R"({"number":"1","reply":"consent"})").in({"signing"});
}

TEST(Article32, ATechnicalOrWidelyFollowedDecisionIsExplained) {
  const std::string_view channels = Course::channels;
  Course technical;
  technical.signed_off().by(office()).add({"ISS-02"});
  EXPECT_EQ(technical.refused("publication.publish", channels), "rules-unmet G27");
  technical.add({"ISS-04"}).send("publication.publish", channels).in({"published"});

  Course plain;
  plain.heard().assessed().reviewed_for_competition().by(drafter());
  plain.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})")
      .in({"consolidating"});
  EXPECT_EQ(plain.given.snapshot().session.data.at("experts").at("required"), Json(false));
}

/// An item that was proposed so, and the other as the register tells of it: of that organ, its
/// title told or kept. This one is of the organ that it was proposed to, and of what that took
/// over.
Course merging(const char* proposed, const char* organ, const char* title = "学区") {
  Course course;
  JsonObject form = object(Course::proposal);
  for (auto& [name, value] : object(proposed)) form[name] = value;
  JsonObject into{{"found", JsonObject{{"id", "m7"},
                                       {"title", title},
                                       {"procedure", "major-decision"},
                                       {"states", JsonArray{"before_decision"}},
                                       {"shows", JsonObject{{"organs", JsonArray{organ}}}}}}};
  if (const std::string own = string_or(form, "organ"); !own.empty())
    into["own"] = JsonObject{{"organs", JsonArray{own, "原" + own}}, {"packs", JsonArray{}}};
  course.given.by(drafter()).open(std::move(form));
  course.knows("into", std::move(into));
  return std::move(course.by(head()));
}

// 公务员法 76: what is entered of recusals goes along, and no further than the matter itself.
TEST(Exits, WhatIsKeptToACircleIsMergedOnlyIntoWhatIsKeptSoToo) {
  const char* into = R"({"into":"m7","reason":"同一事项"})";
  EXPECT_EQ(merging(R"({"kept":true})", "市政府").refused("matter.merge", into),
            "rules-unmet G23IK");
  merging(R"({"kept":true})", "市政府", "").send("matter.merge", into).in({"merged"});
  merging("{}", "市政府", "").send("matter.merge", into).in({"merged"});
}

// 组织法 77: nobody of the other organ has acted.
TEST(Exits, WhatOneOrganDecidesIsNotMergedIntoWhatAnotherDecides) {
  const char* into = R"({"into":"m7","reason":"同一事项"})";
  EXPECT_EQ(merging(R"({"organ":"市政府"})", "区政府").refused("matter.merge", into),
            "rules-unmet G23IO");
  merging(R"({"organ":"市政府"})", "市政府").send("matter.merge", into).in({"merged"});
  merging(R"({"organ":"市政府"})", "原市政府").send("matter.merge", into).in({"merged"});
  merging("{}", "区政府").send("matter.merge", into).in({"merged"});
}

TEST(Exits, AMatterIsMergedIntoAnotherBeforeItIsDecided) {
  Course course;
  course.noticed().by(head());
  EXPECT_EQ(course.refused("matter.merge", R"({"reason":"同一事项"})"), "invalid-form /into");
  // Into another that is on record and under way: what is not, would only be a way to end it.
  const char* into = R"({"into":"m7","reason":"同一事项"})";
  const auto known = [](const char* id, const char* procedure, const char* state) {
    return JsonObject{{"found", JsonObject{{"id", id},
                                           {"title", "学区"},
                                           {"procedure", procedure},
                                           {"states", JsonArray{state}}}}};
  };
  for (const JsonObject& other :
       {JsonObject{{"found", nullptr}}, known("m1", "major-decision", "before_decision"),
        known("m7", "letters", "before_decision"), known("m7", "major-decision", "withdrawn")}) {
    EXPECT_EQ(course.knows("into", other).refused("matter.merge", into), "rules-unmet G23I");
  }
  course.knows("into", known("m7", "major-decision", "before_decision"));
  EXPECT_EQ(course.by(office()).refused("matter.merge", into), "rules-unmet G23WD");
  // A meeting that is called has its papers and its members.
  const JsonArray called{"before_decision", "meeting_called"};
  JsonObject meeting = known("m7", "major-decision", "before_decision");
  meeting["found"].as_object()["states"] = called;
  EXPECT_EQ(Course(course).by(head()).knows("into", meeting).refused("matter.merge", into),
            "rules-unmet G23I");
  course.by(head()).send("matter.merge", into).in({"merged"});
  // Who keeps out of it keeps out of the other from then on, which tells what came in.
  const auto sent = std::ranges::find_if(course.given.effects(), [](const chart::Effect& effect) {
    const auto* each = std::get_if<chart::Sent>(&effect);
    return each != nullptr && each->type == "urn:gavel:merge";
  });
  ASSERT_NE(sent, course.given.effects().end());
  EXPECT_EQ(json_text(std::get<chart::Sent>(*sent).data), R"({"matter":"m7"})");
  Course after;
  EXPECT_EQ(after.decided().by(office()).refused("matter.merge", R"({"into":"m7","reason":"x"})"),
            "not-now");
}

// The members have spoken: what they said has its outcome, and the record of it.
TEST(Exits, WhatAMeetingHasBegunToDiscussIsNotWithdrawn) {
  Course course;
  course.called().by(drafter());
  Course before = course;
  EXPECT_EQ(before.refused("matter.withdraw", R"({"reason":"条件不成熟"})"), "rules-unmet G23WD");
  before.by(head()).send("matter.withdraw", R"({"reason":"条件不成熟"})").in({"withdrawn"});
  const char* withdrawn = R"({"reason":"多数反对"})";
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.stances("oppose", "oppose").add({"MTG-04"}).by(head());
  EXPECT_EQ(course.refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  EXPECT_EQ(course.by(head()).refused("matter.merge", R"({"into":"m2","reason":"r"})"),
            "rules-unmet G23I G23W");
  Course deferred = course;
  course.by(office()).send("meeting.adjourn", R"({"reason":"另行研究"})").record_and_minutes();
  EXPECT_EQ(course.by(head()).refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  course.by(office()).send("meeting.notify", R"({"body":"executive","held_on":"2026-04-24",
    "place":"一","members":["zhao","qian","sun"],"chair":"zhao","recorder":"ji"})");
  EXPECT_EQ(course.by(head()).refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  deferred.head_spoke()
      .send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})")
      .in({"deferred"});
  EXPECT_EQ(deferred.refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  // Of the record as it is: one that was replaced is signed anew.
  deferred.record_signed().file("MTG-04", "rewritten").by(head());
  EXPECT_EQ(deferred.refused("matter.withdraw", withdrawn), "rules-unmet G23W");
  deferred.record_signed().by(head()).send("matter.withdraw", withdrawn);
  deferred.in({"withdrawn_discussed"});
}

/// The file of a matter that a meeting discussed: its minutes, and the archive.
void expect_archived(Course& course) {
  const char* collect = R"({"fonds":"X043","organisation":"BGS"})";
  course.by(archivist()).send("archive.collect", collect).in({"building"});
  course.by(matter::clock_actor())
      .send("system.archive.built",
            R"({"archival_code":"X043-WS·2026-Y-BGS-0001","package_sha256":"p","passed":true,
                "report":{}})")
      .in({"archived"});
}

// Article 33: what led to the meeting and what was said there is kept, whatever becomes of it.
TEST(Exits, WhatAMeetingDiscussedIsArchivedThoughItIsWithdrawnOrMerged) {
  Course met;
  met.met().stances("oppose", "oppose").head_spoke();
  Course deferred = met;
  deferred.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})")
      .record_signed()
      .by(head());
  deferred.send("matter.withdraw", R"({"reason":"条件不成熟"})").in({"withdrawn_discussed"});
  const auto& data = deferred.given.snapshot().session.data;
  EXPECT_EQ(data.at("ended").at("reason"), "条件不成熟");
  EXPECT_EQ(data.at("execution").at("ended"), "not_adopted");
  deferred.by(archivist());
  EXPECT_EQ(deferred.refused("archive.collect", R"({"fonds":"X043","organisation":"BGS"})"),
            "rules-unmet G25K");
  deferred.by(office()).add({"LIA-01"});
  EXPECT_EQ(deferred.refused("decision.annul", R"({"by":"court","number":"1","reason":"r"})"),
            "rules-unmet G35N");
  deferred.add({"MTG-05"}).minutes_signed().by(office());
  deferred.send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  expect_archived(deferred);
  const JsonObject other{{"found", JsonObject{{"id", "m7"},
                                              {"title", "学区"},
                                              {"procedure", "major-decision"},
                                              {"states", JsonArray{"before_decision"}}}}};
  Course amended = met;
  amended.send("meeting.decide", R"({"outcome":"amend","reason":"补充条款"})").record_and_minutes();
  amended.by(head()).knows("into", other);
  amended.send("matter.merge", R"({"into":"m7","reason":"同一事项"})").in({"merged_discussed"});
  EXPECT_EQ(amended.given.snapshot().session.data.at("ended").at("into"), "m7");
  expect_archived(amended);
}

// The notice of the second meeting falls away; the first met, and its record is of the file.
TEST(Exits, ANoticeOfAnotherMeetingIsNoMeetingOfTheFile) {
  Course course;
  course.met().stances("oppose", "oppose").head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"条件不成熟"})")
      .record_and_minutes()
      .by(office());
  course.send("deferred.resume").send("meeting.notify", R"({"body":"executive",
    "held_on":"2026-04-24","place":"一","members":["zhao","qian","sun"],"chair":"zhao",
    "recorder":"ji","left_out_reason":"出差"})");
  course.by(head()).send("matter.withdraw", R"({"reason":"条件不成熟"})");
  course.in({"withdrawn_discussed"});
  const auto& data = course.given.snapshot().session.data;
  EXPECT_EQ(data.at("meeting").at("outcome"), "defer");
  EXPECT_TRUE(data.at("meetings").as_array().empty());
  expect_archived(course);
}

TEST(Exits, ADeferredItemComesBackOnlyWithTheDraftThatWasReviewed) {
  Course course;
  course.met().stances().head_spoke();
  course.send("meeting.decide", R"({"outcome":"defer","reason":"r"})").in({"deferred"});
  course.by(drafter()).given.add("DRF-04", "rewritten-while-deferred");
  EXPECT_EQ(course.by(office()).refused("deferred.resume"), "rules-unmet G19");
  course.add({"DRF-04"}).send("deferred.resume").in({"meeting_scheduled"});
}

TEST(Exits, AnExemptionThatEndsWhileItIsCarriedOutIsTold) {
  Course course;
  course.heard().argued().assessed().by(market_regulator()).add({"FCR-01"});
  course.send("competition.conclude", R"({"conclusion":"exempt","exempt_until":"2026-06-30",
      "exempt_ground":"public_interest","exempt_reason":"没有影响更小的方式"})");
  course.in({"consolidating"}).changed("C0").by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  course.send("meeting.submit").approved_for_the_agenda().accepted_for_the_meeting();
  course.send("meeting.notify", Course::notice_of_meeting).at("2026-04-21T09:00:00+08:00");
  course.arrive({"zhao", "qian", "sun"}).send("meeting.open");
  course.stances().head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  course.record_signed().add({"MTG-05", "MTG-07"}).minutes_signed().by(office());
  course.send("minutes.issue", R"({"number":1,"signatory":"zhao"})");
  course.by(party_group()).send("party.report", R"({"number":"1"})");
  course.by(head()).add({"ISS-01"});
  course.sign().send("decision.sign", R"({"number":"政发〔2026〕1号","validity_days":365})");
  course.by(office()).add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
  course.by(archivist()).send("archive.receive").by(office());
  course.given.until("2026-06-30T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-07-01T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T18");
  // In force for 365 days from 21 April: told 180 days before, 185 days on, after 23 October.
  course.given.until("2026-10-23T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").as_array().size(), 0u);
  course.given.until("2026-10-24T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").at(0).at("clock"), "T16");
}

// One that is in force for no longer than 180 days is told half way.
TEST(Article36, TheEndOfAShortValidityIsToldHalfWay) {
  const auto told = [](const char* validity) -> std::string {
    Course course;
    course.reported()
        .by(head())
        .add({"ISS-01"})
        .sign()
        .send("decision.sign", std::string(R"({"number":"政发〔2026〕9号")") + validity + "}");
    course.by(office()).add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
    const auto clocks = course.given.clocks();
    const auto found = std::ranges::find(clocks, std::string("T16"), &matter::ClockView::id);
    return found == clocks.end() ? "" : to_string(found->due.last);
  };
  EXPECT_EQ(told(""), "");
  EXPECT_EQ(told(R"(,"validity_days":181)"), "2026-04-22");
  EXPECT_EQ(told(R"(,"validity_days":180)"), "2026-07-20");
  EXPECT_EQ(told(R"(,"validity_days":101)"), "2026-06-10");
  EXPECT_EQ(told(R"(,"validity_days":1)"), "2026-04-21");
}

// What is published is what was signed, and what was signed is what was decided.
TEST(Article32, TheTextIsTheOneThatWasSignedAndTheDraftTheOneThatWasDecided) {
  Course course;
  course.reported().by(head());
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G25I");
  course.add({"ISS-01"})
      .sign()
      .send("decision.sign", R"({"number":"政发〔2026〕1号"})")
      .by(office());
  course.add({"ISS-02", "ISS-04"});
  const auto swapped = [](Course& of, const char* code, const Actor& whose) {
    of.by(whose).given.add(code, "swapped-after-signing");
    of.by(office());
  };
  Course kept = course;
  kept.send("publication.restrict", Course::restriction).by(head());
  kept.send("exception.confirm", R"({"no":1})").by(office());
  for (const auto& [code, whose] :
       {std::pair("ISS-01", office()), std::pair("DRF-04", drafter())}) {
    swapped(course, code, whose);
    EXPECT_EQ(course.refused("publication.publish", Course::channels), "rules-unmet G25V");
    course.by(whose).add({code}).by(office());
    swapped(kept, code, whose);
    EXPECT_EQ(kept.refused("publication.deliver", Course::recipients), "rules-unmet G25V");
    kept.by(whose).add({code}).by(office());
  }
  course.send("publication.publish", Course::channels).in({"published"});
}

}  // namespace
}  // namespace gavel::law
