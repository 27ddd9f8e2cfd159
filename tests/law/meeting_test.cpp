// Decree 713, chapter 3, section 2: the packet and collective discussion.
#include "tests/law/stances.hpp"

namespace gavel::law {
namespace {

TEST(Article29, ThePacketReachesTheOfficeAheadOfTheMeeting) {
  Course course;
  course.called();
  const auto rule = course.unmet("meeting.open");
  EXPECT_EQ(rule.id, "T09");
  EXPECT_EQ(rule.earliest, parse_day("2026-04-21"));
}

TEST(Article29, TheAgendaShowsWhatEveryStepStoodAt) {
  Course course;
  course.packed();
  const Json& packet = course.given.snapshot().session.data.at("packet");
  EXPECT_EQ(packet.at("draft_sha256"), "sha-of-DRF-04");
  std::string gates;
  for (const Json& gate : packet.at("gates").as_array())
    gates += std::string(gate.at("gate").as_string()) + ":" +
             std::string(gate.at("result").as_string()) + " ";
  EXPECT_EQ(gates,
            "participation:done experts:done risk:low competition:passed legality:lawful "
            "congress:not_found superior:not_found ");
}

TEST(Article30, MembersHaveNoticeAndPapersTwoWorkingDaysAhead) {
  Course course;
  course.packed().at("2026-04-21T09:00:00+08:00");
  EXPECT_EQ(course.refused("meeting.open"), "not-now");  // nobody was called
  const auto rule = course.unmet("meeting.notify", Course::notice_for("2026-04-23"));
  EXPECT_EQ(rule.id, "T09D");
  EXPECT_EQ(rule.seen.at("notice_until"), "2026-04-23");
  course.send("meeting.notify", Course::notice_for("2026-04-24"));
  course.at("2026-04-23T23:59:59+08:00");
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet T09N G21D G21");
  course.at("2026-04-24T00:00:00+08:00").arrive({"zhao", "qian"});
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21");
  course.arrive({"sun"}).send("meeting.open").in({"deliberating"});
}

// The office has the packet for two days before the one that the notice names.
TEST(Practice, NoMeetingIsCalledForADayThatThePacketIsTooLateFor) {
  Course course;
  course.submitted().at("2026-04-16T09:00:00+08:00").accepted_for_the_meeting().by(office());
  const auto rule = course.unmet("meeting.notify", Course::notice_for("2026-04-20"));
  EXPECT_EQ(rule.id, "T09D");
  EXPECT_EQ(rule.seen.at("packet_until"), "2026-04-21");
}

// Who could come on the day of the notice may be away on another.
TEST(Article30, AMeetingIsHeldOnTheDayOfTheNoticeOrCalledAnew) {
  Course course;
  course.called().at("2026-04-22T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet T09N");
  course.send("meeting.notify", Course::notice_for("2026-04-27"));
  course.at("2026-04-27T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  course.send("meeting.open").in({"deliberating"});
}

// Called as a member, and none any more on the day: neither there nor counted.
TEST(Article30, NobodyArrivesWhosePostEndedSinceTheNotice) {
  const auto is_now = [](Course& course, JsonArray roles) {
    course.knows("member", {{"found", JsonObject{{"account", "sun"},
                                                 {"name", "sun"},
                                                 {"unit", "gov"},
                                                 {"roles", std::move(roles)}}}});
  };
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").by(recorder());
  is_now(course, {"drafter"});
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"sun"})"), "rules-unmet G21AT");
  for (const char* role : {"member", "organ_head"}) {
    Course still = course;
    is_now(still, {role});
    still.send("meeting.arrive", R"({"member":"sun"})");
  }
}

TEST(Article30, NobodyMeetsBeforeTheDayOfTheNotice) {
  Course course;
  course.packed().send("meeting.notify", R"({"body":"executive","held_on":"2026-04-28",
    "place":"一","members":["zhao","qian"],"chair":"zhao","recorder":"ji"})");
  course.at("2026-04-27T09:00:00+08:00").by(recorder());
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"zhao"})"), "rules-unmet G21A");
  EXPECT_EQ(course.by(office()).refused("meeting.open"), "rules-unmet T09N G21D G21");
  course.at("2026-04-28T09:00:00+08:00").arrive({"zhao", "qian"});
  course.send("meeting.open").in({"deliberating"});
}

TEST(Article30, TheNoticeListsEachMemberOnceAndTheChairDoesNotRecord) {
  Course course;
  course.packed();
  const auto notice = [](const char* members, const char* chair, const char* recorder) {
    return std::string(R"({"body":"executive","held_on":"2026-04-21","place":"一","members":)") +
           members + R"(,"chair":")" + chair + R"(","recorder":")" + recorder + "\"}";
  };
  for (const std::string& wrong :
       {notice(R"(["zhao","qian","qian"])", "zhao", "ji"),
        notice(R"(["qian","sun"])", "zhao", "ji"), notice(R"(["zhao","qian"])", "zhao", "zhao"),
        notice(R"(["zhao","ji"])", "zhao", "ji")}) {
    EXPECT_EQ(course.refused("meeting.notify", wrong), "rules-unmet G21N") << wrong;
  }
  course.send("meeting.notify", notice(R"(["zhao","qian"])", "zhao", "ji")).in({"meeting_called"});
}

// Whoever could neither chair nor record once it is open is found out when the notice is given.
TEST(Article30, TheHeadChairsAndARecorderRecords) {
  Course course;
  course.packed();
  const auto told = [&](const char* field, Json found) {
    Course with = course;
    JsonObject said = std::string_view(field) == "chair" ? seats({}) : JsonObject();
    said["found"] = std::move(found);
    with.knows(field, std::move(said));
    return with.refused("meeting.notify", Course::notice_of_meeting);
  };
  const auto somebody = [](const char* role, const char* lent) -> Json {
    JsonObject out{{"account", "a"}, {"name", "a"}, {"unit", "u"}, {"roles", JsonArray{role}}};
    if (*lent != '\0') out["lent"] = JsonArray{lent};
    return out;
  };
  EXPECT_EQ(told("chair", somebody("member", "")), "rules-unmet G21H");
  EXPECT_EQ(told("chair", nullptr), "rules-unmet G21H");
  EXPECT_EQ(told("recorder", somebody("drafter", "")), "rules-unmet G21H");
  EXPECT_EQ(told("recorder", nullptr), "rules-unmet G21H");
  // In the head's place, and in the recorder's, as they lent it.
  for (const char* lent : {"organ_head", "meeting.decide"}) {
    JsonObject said = seats({});
    said["found"] = somebody("member", lent);
    Course deputy = course;
    deputy.knows("chair", std::move(said));
    deputy.knows("recorder", {{"found", somebody("office", "recorder")}});
    deputy.send("meeting.notify", Course::notice_of_meeting).in({"meeting_called"});
  }
}

// Two of five are not more than half, three are.
TEST(Article30, MoreThanHalfAreThereWhenItOpensWhenTheHeadSpeaksAndWhenItIsDecided) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian"});
  const auto rule = course.unmet("meeting.open");
  EXPECT_EQ(rule.id, "G21");
  EXPECT_EQ(rule.seen.at("present"), Json(2));
  EXPECT_EQ(rule.seen.at("due"), Json(5));
  EXPECT_EQ(rule.seen.at("share"), "1/2");
  course.arrive({"sun"}).send("meeting.open").stances();
  course.by(recorder()).send("meeting.depart", R"({"member":"sun"})").by(head());
  EXPECT_EQ(course.refused("meeting.head_statement", R"({"text":"同意"})"), "rules-unmet G21");
  course.arrive({"sun"}).head_spoke();
  course.by(recorder()).send("meeting.depart", R"({"member":"sun"})");
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"sun"})"), "rules-unmet G21A");
  course.by(head());
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G21");
  // Nobody joins after the head has spoken: the meeting is adjourned and another one called.
  course.send("meeting.adjourn", R"({"reason":"人数不足"})").in({"meeting_scheduled"});
  course.by(office());
  EXPECT_EQ(course.refused("meeting.notify", R"({"body":"executive","held_on":"2026-04-24",
    "place":"一","members":["zhao","qian"],"chair":"zhao","recorder":"ji"})"),
            "rules-unmet G23P G25K");
  course.record_and_minutes().send("meeting.notify", R"({"body":"executive",
    "held_on":"2026-04-24","place":"一","members":["zhao","qian"],"chair":"zhao",
    "recorder":"ji"})");
  EXPECT_EQ(course.given.snapshot().session.data.at("meetings").at(0).at("reason"), "人数不足");
}

/// With that quorum these do not open the meeting of five; the next who arrives does.
void opens_with_next(int parts, int of, std::initializer_list<std::string_view> there,
                     std::string_view next) {
  Course course;
  course.policy = {{"meeting_quorum_parts", parts}, {"meeting_quorum_of", of}};
  course.called().at("2026-04-21T09:00:00+08:00").arrive(there);
  EXPECT_EQ(course.refused("meeting.open"), "rules-unmet G21") << parts << "/" << of;
  course.arrive({next}).send("meeting.open").in({"deliberating"});
}

// Of five, three are less than two thirds. A share is reached by the number itself ("以上"
// includes it): three of five are three fifths, and five are all of them.
TEST(Article30, AnOrganMayAskForMoreThanHalf) {
  opens_with_next(2, 3, {"zhao", "qian", "sun"}, "zhou");
  opens_with_next(3, 5, {"zhao", "qian"}, "sun");
  opens_with_next(4, 5, {"zhao", "qian", "sun"}, "zhou");
}
TEST(Article30, AnOrganMayAskForAllAndTheyCanBeThere) {
  opens_with_next(1, 1, {"zhao", "qian", "sun", "zhou"}, "wu");
  opens_with_next(2, 2, {"zhao", "qian", "sun", "zhou"}, "wu");
}
// Whatever share an organ writes down, more than half are there.
TEST(Article30, NoOrganMeetsWithHalfOrLess) { opens_with_next(1, 3, {"zhao", "qian"}, "sun"); }

// The record holds what was said besides the stances, by those whom the notice names.
TEST(Article30, WhatThePresenterAndThoseWhoSitInSayIsRecordedToo) {
  Course course;
  course.packed().send("meeting.notify", R"({"body":"executive","held_on":"2026-04-21",
    "place":"第一会议室","chair":"zhao","members":["zhao","qian","sun"],"recorder":"ji",
    "presenter":"教育局局长","observers":["司法局副局长"]})");
  course.at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"}).send("meeting.open");
  const auto said = [](const char* speaker) {
    return std::string(R"({"speaker":")") + speaker + R"(","text":"汇报起草过程"})";
  };
  course.by(recorder());
  EXPECT_EQ(course.refused("meeting.remark", said("路人")), "rules-unmet G22R");
  EXPECT_EQ(course.refused("meeting.remark", said("qian")), "rules-unmet G22R");
  EXPECT_EQ(
      course.by(actor("lu", {"recorder"}, "office")).refused("meeting.remark", said("教育局局长")),
      "rules-unmet G22R");
  course.by(recorder()).send("meeting.remark", said("教育局局长"));
  course.send("meeting.remark", said("司法局副局长"));
  const Json& remarks = course.given.snapshot().session.data.at("meeting").at("remarks");
  EXPECT_EQ(remarks.at(0).at("member"), "教育局局长");
  EXPECT_EQ(remarks.at(1).at("text"), "汇报起草过程");
  // The head speaks last, after them too.
  course.stances().head_spoke().by(recorder());
  EXPECT_EQ(course.refused("meeting.remark", said("司法局副局长")), "rules-unmet G22R");
}

TEST(Article30, ArrivalsAreOfThoseDueOnceAndAtATimeThatHasBeen) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao"}).by(recorder());
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"zhao"})"), "rules-unmet G21A");
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"li"})"), "rules-unmet G21A");
  EXPECT_EQ(course.refused("meeting.depart", R"({"member":"qian"})"), "rules-unmet G21P");
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"qian","at":"9:00"})"),
            "invalid-form /at");
  for (const char* at : {"2026-04-21T09:00:01+08:00", "2026-04-20T23:59:59+08:00"}) {
    EXPECT_EQ(
        course.refused("meeting.arrive", std::string(R"({"member":"qian","at":")") + at + "\"}"),
        "rules-unmet G21T");
  }
  course.send("meeting.arrive", R"({"member":"qian","at":"2026-04-21T08:55:00+08:00"})");
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("meeting").at("movements").at(1)),
            R"({"member":"qian","kind":"arrive","at":"2026-04-21T08:55:00+08:00","by":"ji"})");
}

TEST(Article30, WhatTheRecorderEnteredIsConfirmedOrDisputedByTheMemberAlone) {
  Course course;
  course.met().by(recorder()).stance("qian", "agree").stance("sun", "agree");
  for (const Actor& other : {member("sun"), head()}) {
    EXPECT_EQ(course.by(other).refused("stance.confirm", R"({"member":"qian"})"),
              "rules-unmet G23C");
  }
  EXPECT_EQ(course.by(recorder()).refused("stance.confirm", R"({"member":"qian"})"),
            "not-permitted");
  course.by(member("qian"));
  EXPECT_EQ(course.refused("stance.dispute", R"({"member":"qian"})"), "invalid-form /text");
  EXPECT_EQ(course.refused("stance.dispute", R"({"member":"qian","text":"我反对"})"),
            "signature-required");
  course.sign().send("stance.dispute", R"({"member":"qian","text":"我反对"})");
  course.head_spoke();
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G23D");
  // What is disputed is put right, even after the head; what is not, is not touched any more.
  course.by(recorder());
  EXPECT_EQ(
      course.refused("meeting.stance", R"({"member":"sun","stance":"oppose","text":"不同意"})"),
      "rules-unmet G22L");
  course.stance("qian", "oppose").by(member("qian"));
  EXPECT_EQ(course.refused("stance.confirm", R"({"member":"qian"})"), "signature-required");
  course.sign().send("stance.confirm", R"({"member":"qian"})");
  EXPECT_EQ(course.refused("stance.dispute", R"({"member":"qian","text":"又变"})"),
            "rules-unmet G23C");
  EXPECT_EQ(stances_of(course), "qian oppose confirmed; sun agree entered; ");
  course.head_spoke().send("meeting.decide", R"({"outcome":"approve","reason":"民生急需"})");
  // Who was not asked in the room answers afterwards.
  course.by(member("sun")).sign().send("stance.confirm", R"({"member":"sun"})");
  EXPECT_EQ(stances_of(course), "qian oppose confirmed; sun agree confirmed; ");
}

// What the head said rested on the entry as it was; the member's right to have it put right stays.
TEST(Article30, TheHeadSpeaksAnewAfterAnEntryIsPutRight) {
  Course course;
  course.met().stances("agree", "agree").head_spoke().by(member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我反对"})").sign();
  course.stance("qian", "oppose").by(head());
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve","reason":"r"})"),
            "rules-unmet G23");
  const auto& meeting = course.given.snapshot().session.data.at("meeting");
  EXPECT_EQ(meeting.at("head_before").at(0).at("text"), "同意");
  const auto& correction = meeting.at("corrections").at(0);
  EXPECT_EQ(correction.at("stance"), "agree");
  EXPECT_EQ(correction.at("by"), "ji");
  EXPECT_EQ(correction.at("dispute"), "我反对");
  EXPECT_EQ(correction.at("corrected_by"), "qian");
  // It names the entry it corrects and the one that puts it right, as the record counts them.
  const auto entry = correction.at("entry").as_int64();
  EXPECT_EQ(correction.at("corrected_entry"), Json(course.given.snapshot().version));
  EXPECT_EQ(meeting.at("stances").at(0).at("entry"), Json(course.given.snapshot().version));
  const matter::Event& corrected = course.given.events().at(static_cast<std::size_t>(entry) - 1);
  EXPECT_EQ(corrected.name, "meeting.stance");
  EXPECT_EQ(json_text(corrected.data.at("data")), R"({"member":"qian","stance":"agree"})");
  // Nobody else takes the occasion: no other stance, no arrival, no recusal.
  course.by(recorder());
  EXPECT_EQ(
      course.refused("meeting.stance", R"({"member":"sun","stance":"oppose","text":"不同意"})"),
      "rules-unmet G22L");
  EXPECT_EQ(course.refused("meeting.arrive", R"({"member":"zhou"})"), "rules-unmet G21A");
  course.by(head());
  EXPECT_EQ(course.refused("meeting.recuse", R"({"member":"sun","reason":"r"})"),
            "rules-unmet G21R");
  course.head_spoke().send("meeting.decide", R"({"outcome":"approve","reason":"民生急需"})");
}

TEST(Article30, ACorrectionBeforeTheHeadHasSpokenIsToldAsOneToo) {
  Course course;
  course.met().stances("agree", "agree").by(member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我反对"})");
  course.by(recorder()).stance("qian", "oppose").stance("sun", "oppose");
  const auto& meeting = course.given.snapshot().session.data.at("meeting");
  EXPECT_EQ(meeting.at("corrections").as_array().size(), 1U);
  EXPECT_TRUE(meeting.at("head_before").as_array().empty());
}

TEST(Article30, NobodySpeaksForAMemberWhoSpokeInPerson) {
  Course course;
  course.met().by(member("qian"));
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"sun","stance":"agree"})"),
            "rules-unmet G23O");
  // What a member enters is the member's own by signature; what the recorder enters waits for it.
  EXPECT_EQ(
      course.refused("meeting.stance", R"({"member":"qian","stance":"oppose","text":"不同意"})"),
      "signature-required");
  course.sign().stance("qian", "oppose").by(recorder());
  EXPECT_EQ(course.refused("meeting.stance", R"({"member":"qian","stance":"agree"})"),
            "rules-unmet G23K");
  EXPECT_EQ(course.by(actor("ta", {"recorder"}, "office"))
                .refused("meeting.stance", R"({"member":"sun","stance":"agree"})"),
            "rules-unmet G23O");
  course.by(member("qian")).sign().stance("qian", "agree");
  EXPECT_EQ(stances_of(course), "qian agree own; ");
  EXPECT_EQ(course.given.snapshot().session.data.at("meeting").at("stances").at(0).at("key_id"),
            "k1");
}

// The member's list asks for a signature; the recorder's, for the same step, does not.
TEST(Article30, TheTaskSaysWhetherWhoeverAsksSignsIt) {
  Course course;
  course.met();
  const auto is_signed = [&](const Actor& who) {
    const auto tasks = course.by(who).given.tasks();
    return std::ranges::find(tasks, "meeting.stance", &matter::Task::event)->is_signed;
  };
  EXPECT_TRUE(is_signed(member("qian")));
  EXPECT_FALSE(is_signed(recorder()));
  EXPECT_TRUE(is_signed(office()));  // none of theirs: someone signs it
}

TEST(Article30, TheHeadInTheChairDecidesNotAnother) {
  Course course;
  course.met().stances().by(actor("qian", {"organ_head"}, "government"));
  EXPECT_EQ(course.refused("meeting.head_statement", R"({"text":"同意"})"), "rules-unmet G22S");
  course.head_spoke().by(actor("qian", {"organ_head"}, "government"));
  EXPECT_EQ(course.refused("meeting.decide", R"({"outcome":"approve"})"), "rules-unmet G22H");
}

// Every paper was asked for by the step that made it; should one have been left out, this holds.
TEST(Article29, ThePacketIsCompleteBeforeItIsAccepted) {
  Course course(major_decision_without("G19R"));
  course.reviewed().by(drafter()).send("meeting.submit").by(office());
  const auto rule = course.unmet("packet.accept");
  EXPECT_EQ(rule.id, "G20");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["LEG-05"])");
  course.by(drafter()).add({"LEG-05"}).approved_for_the_agenda().accepted_for_the_meeting();
}

TEST(Article30, WordingTheMeetingLeftOpenIsConfirmedBeforeItIsSigned) {
  Course course;
  course.met().stances().head_spoke().send("meeting.decide", R"({"outcome":"approve_text"})");
  course.record_signed().add({"MTG-05", "MTG-07"}).minutes_signed().by(office());
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})").by(party_group());
  course.send("party.report", R"({"number":"1"})").by(drafter());
  course.by(head()).add({"ISS-01"});
  // The wording that the meeting asked for is not left out in silence.
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G24V");
  EXPECT_EQ(course.refused("decision.confirm_text", R"({"substance":false,"note":"文字"})"),
            "rules-unmet G24W");
  Course untouched = course;
  untouched.send("decision.confirm_text",
                 R"({"substance":false,"unchanged":true,"note":"会上所提已在稿中"})");
  untouched.sign().send("decision.sign", R"({"number":"政发〔2026〕1号"})").in({"publishing"});
  course.by(drafter()).file("DRF-04", "with-the-wording").by(head());
  EXPECT_EQ(course.sign().refused("decision.sign", R"({"number":"政发〔2026〕1号"})"),
            "rules-unmet G19 G24V");
  Course again = course;
  course.send("decision.confirm_text", R"({"substance":false,"note":"仅文字"})");
  course.sign().send("decision.sign", R"({"number":"政发〔2026〕1号"})").in({"publishing"});
  again.send("decision.confirm_text", R"({"substance":true,"note":"新增收费"})");
  again.in({"consolidating"});
}

TEST(Article30, WhatWasApprovedAsItStandsHasNoWordingLeftToConfirm) {
  Course course;
  course.decided().by(head());
  EXPECT_EQ(course.refused("decision.confirm_text", R"({"substance":false,"note":"文字"})"),
            "rules-unmet G24T");
}

TEST(Article30, TheOfficeMeetingMayPrepareButNotDecide) {
  Course course;
  course.packed().by(office()).send("meeting.prepare",
                                    R"({"held_on":"2026-04-15","advice":"建议提请审议"})");
  const auto notice = [](const char* body) {
    return std::string(R"({"held_on":"2026-04-21","place":"一","members":["zhao","qian","sun"],
      "chair":"zhao","recorder":"ji","body":")") +
           body + "\"}";
  };
  EXPECT_EQ(course.in({"meeting_scheduled"}).refused("meeting.notify", notice("office_meeting")),
            "rules-unmet G21B");
  course.send("meeting.notify", notice("executive")).in({"meeting_called"});
}

// A stance of the head entered early would stand for a member who has not spoken.

}  // namespace
}  // namespace gavel::law
