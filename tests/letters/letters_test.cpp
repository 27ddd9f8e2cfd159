// workflows/letters.scxml: a second procedure, which no line of C++ knows by name.
#include "tests/matter/given.hpp"

namespace gavel::matter {
namespace {

Given letters() {
  static const auto procedure =
      procedure_of(file_text("workflows/letters.scxml"), "workflows/letters.scxml");
  return Given{procedure};
}
Actor office() { return actor("chen", {"office"}, "office"); }
Actor handler() { return actor("wu", {"handler"}, "water"); }
Actor head() { return actor("zheng", {"unit_head"}, "water"); }

/// What the register of units says of the one that a letter is assigned to.
JsonObject registered(const Json& unit) {
  return {{"registers", JsonObject{{"unit", JsonObject{{"found", unit}}}}}};
}
JsonObject unit(const char* id, const char* name) {
  return registered(JsonObject{{"id", id}, {"name", name}});
}

/// Received on Monday, 2 March 2026, and given to the water bureau the same day.
Given assigned(const char* track) {
  Given given = letters();
  given.by(office())
      .open(object(R"({"channel":"mailbox","summary":"停水三天","publish_consent":false})"))
      .send("letter.accept", {{"track", track}})
      .facts(unit("water", "水务局"))
      .send("letter.assign", {{"unit", "water"}});
  return given;
}
Given& reply(Given& given) {
  return given.by(handler())
      .add("LET-02")
      .send("reply.draft", {{"adopted", true}})
      .by(head())
      .send("reply.send");
}
std::string unmet(Given& given, const std::string& event, JsonObject data = {}) {
  const Refusal refusal = given.refused(event, std::move(data));
  return refusal.rules.empty() ? reason(refusal) : refusal.rules[0].id;
}

TEST(Letters, RunFromReceiptToTheWritersAnswer) {
  Given given = assigned("enquiry");
  reply(given).in({"replied"}).by(office()).send("reply.satisfied");
  EXPECT_FALSE(given.snapshot().session.running);
}

// Thirty days from Monday, 2 March end with Wednesday, 1 April; the day of the reply does not
// count.
TEST(Letters, CloseByThemselvesThirtyDaysAfterTheReply) {
  Given given = assigned("enquiry");
  reply(given).until("2026-04-01T23:59:59+08:00").in({"replied"});
  given.until("2026-04-02T00:00:00+08:00");
  EXPECT_FALSE(given.snapshot().session.running);
}

// Thirty days from Friday, 6 March end on Sunday, 5 April, and the Monday after it is a holiday.
TEST(Letters, TheLastDayToAskForAReviewIsNoHoliday) {
  Given given = assigned("enquiry");
  reply(given.at("2026-03-06T09:00:00+08:00")).until("2026-04-07T23:59:59+08:00").in({"replied"});
  given.until("2026-04-08T00:00:00+08:00");
  EXPECT_FALSE(given.snapshot().session.running);
}

TEST(Letters, AreOverdueWhenThePromisedWorkingDaysAreOver) {
  Given given = assigned("complaint");
  given.until("2026-03-16T23:59:59+08:00").data("overdue", JsonArray{});
  given.until("2026-03-17T00:00:00+08:00");
  given.data("overdue", JsonArray{JsonObject{{"clock", "finish"}, {"on", "2026-03-17"}}});
}

TEST(Letters, AUnitObjectsToAnAssignmentWithinFiveWorkingDays) {
  Given given = assigned("complaint");
  given.by(handler()).at("2026-03-10T09:00:00+08:00");
  EXPECT_EQ(unmet(given, "letter.object", {{"reason", "不属水务"}}), "L01");
  given.at("2026-03-09T23:59:00+08:00").send("letter.object", {{"reason", "不属水务"}});
  given.in({"registered"});
}

/// Accepted on Tuesday, 3 March 2026, the day after it came in, and assigned three weeks later.
Given assigned_late(const char* track) {
  Given given = letters();
  given.by(office()).open(
      object(R"({"channel":"mailbox","summary":"停水三天","publish_consent":false})"));
  given.at("2026-03-03T09:00:00+08:00").send("letter.accept", {{"track", track}});
  given.until("2026-03-24T09:00:00+08:00").facts(unit("water", "水务局"));
  return given.send("letter.assign", {{"unit", "water"}});
}
std::string due(const Given& given, const std::string& clock) {
  const auto all = given.clocks();
  const auto found = std::ranges::find(all, clock, &ClockView::id);
  return found == all.end() ? "" : to_string(found->due.last);
}

// Sixty days from 3 March end on Saturday, 2 May, within the holidays until 5 May; ten working days
// end on 17 March, and with the letter on nobody's desk.
TEST(Letters, TheTimeToFinishRunsFromAcceptanceHoweverLateTheAssignment) {
  Given petition = assigned_late("petition");
  EXPECT_EQ(due(petition, "accept"), "2026-03-17");
  EXPECT_EQ(due(petition, "object"), "2026-03-31");  // five working days from the assignment
  EXPECT_EQ(due(petition, "finish"), "2026-05-06");
  petition.until("2026-05-06T23:59:59+08:00").data("overdue", JsonArray{});
  petition.until("2026-05-07T00:00:00+08:00");
  petition.data("overdue", JsonArray{JsonObject{{"clock", "finish"}, {"on", "2026-05-07"}}});
  Given enquiry = assigned_late("enquiry");
  EXPECT_EQ(due(enquiry, "finish"), "2026-03-17");
  enquiry.until("2026-03-25T00:00:00+08:00");
  enquiry.data("overdue", JsonArray{JsonObject{{"clock", "finish"}, {"on", "2026-03-18"}}});
}

TEST(Letters, PassingOnDoesNotGiveMoreTime) {
  Given given = assigned("petition");
  given.by(handler())
      .at("2026-03-06T09:00:00+08:00")
      .send("letter.object", {{"reason", "不属水务"}});
  given.by(office()).facts(unit("roads", "公路局")).send("letter.assign", {{"unit", "roads"}});
  given.data("assigned",
             JsonObject{{"unit", "roads"}, {"on", "2026-03-06"}, {"first_on", "2026-03-02"}});
  EXPECT_EQ(due(given, "finish"), "2026-05-06");  // 60 days from 2 March are 1 May, a holiday
}

// The role of the handling unit compares with the unit's id.
TEST(Letters, AreAssignedToAUnitOfTheRegisterByItsIdOrItsName) {
  Given given = letters();
  given.by(office()).open(
      object(R"({"channel":"mailbox","summary":"停水三天","publish_consent":false})"));
  given.send("letter.accept", {{"track", "enquiry"}}).facts(registered(nullptr));
  const Refusal typo = given.refused("letter.assign", {{"unit", "水务句"}});
  ASSERT_EQ(typo.rules.size(), 1U);
  EXPECT_EQ(typo.rules[0].id, "L06");
  EXPECT_THAT(typo.rules[0].remedy.zh, ::testing::HasSubstr("单位登记簿"));
  EXPECT_EQ(json_text(typo.rules[0].seen), R"({"unit":"水务句"})");
  given.facts(unit("water", "水务局")).send("letter.assign", {{"unit", "水务局"}});
  EXPECT_EQ(given.snapshot().session.data.at("assigned").at("unit"), "water");
  reply(given).in({"replied"});
}

TEST(Letters, AreAssignedAnewWhileTheUnitHasNotAnswered) {
  Given given = assigned("petition");
  given.by(handler());
  EXPECT_EQ(unmet(given, "letter.assign", {{"unit", "roads"}}), "not-permitted");
  given.by(office()).at("2026-03-04T09:00:00+08:00").facts(registered(nullptr));
  EXPECT_EQ(unmet(given, "letter.assign", {{"unit", "公路句"}}), "L06");
  given.facts(unit("roads", "公路局")).send("letter.assign", {{"unit", "公路局"}});
  given.in({"in_time", "handling_letter"})
      .data("assigned",
            JsonObject{{"unit", "roads"}, {"on", "2026-03-04"}, {"first_on", "2026-03-02"}});
  given.by(actor("lu", {"handler"}, "roads"))
      .add("LET-02")
      .send("reply.draft", {{"adopted", true}})
      .by(office());
  EXPECT_EQ(unmet(given, "letter.assign", {{"unit", "水务局"}}), "not-now");
  given.by(actor("ma", {"unit_head"}, "roads")).send("reply.return", {{"reason", "补充依据"}});
  given.by(office());
  EXPECT_EQ(unmet(given, "letter.assign", {{"unit", "水务局"}}), "L07");
}

// A unit may have nobody who could approve what it drafted.
TEST(Letters, AReplyThatNobodyCouldApproveIsTakenBackByTheOfficeAndAssignedElsewhere) {
  Given given = assigned("petition");
  given.by(handler()).add("LET-02").send("reply.draft", {{"adopted", true}}).by(office());
  given.send("reply.return", {{"reason", "该单位无审核人"}}).facts(unit("roads", "公路局"));
  given.send("letter.assign", {{"unit", "roads"}}).in({"handling_letter"});
}

// 信访工作条例 art. 22: fifteen days from the day the letter was received.
TEST(Letters, TheTimeToTellRunsFromTheDayTheLetterWasReceived) {
  Given given = letters();
  JsonObject letter = object(
      R"({"channel":"letter","summary":"停水三天","publish_consent":false,"received_on":"2026-03-03"})");
  const auto refused =
      given.by(office()).ask(Open{"m1", "一件事", given.procedure().policy({}).value(), letter});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rules.front().id, "L10");
  letter["received_on"] = "2026-02-20";
  given.open(letter);
  EXPECT_EQ(given.snapshot().session.data.at("letter").at("received_on"), "2026-02-20");
}

/// Approved and told on that day.
JsonObject extended(std::string_view day, int days = 30) {
  return {{"days", days},
          {"reason", "情况复杂"},
          {"decided_on", day},
          {"told_on", day},
          {"told_how", "电话告知"}};
}

TEST(Letters, APetitionIsExtendedOnceByTheHeadAndAnEnquiryNever) {
  Given petition = assigned("petition");
  petition.by(head()).send("letter.extend", extended("2026-03-02"));
  EXPECT_EQ(unmet(petition, "letter.extend", extended("2026-03-02")), "L02");
  petition.until("2026-05-30T12:00:00+08:00").data("overdue", JsonArray{});
  petition.until("2026-06-02T00:00:00+08:00");
  EXPECT_EQ(petition.snapshot().session.data.at("overdue").as_array().size(), 1);

  Given enquiry = assigned("enquiry");
  enquiry.by(head());
  EXPECT_EQ(unmet(enquiry, "letter.extend", extended("2026-03-02", 5)), "L02");
}

// Sixty days from 2 March are over with 6 May, the first working day after the holidays.
TEST(Letters, ATermIsExtendedBeforeItHasRunOutAndNotAfterwards) {
  Given given = assigned("petition");
  given.until("2026-05-06T23:59:00+08:00").by(head());
  Given in_time = given;
  in_time.send("letter.extend", extended("2026-05-06"));
  EXPECT_EQ(due(in_time, "finish"), "2026-06-01");  // 90 days end on Sunday, 31 May
  given.until("2026-05-07T09:00:00+08:00");
  const Refusal late = given.refused("letter.extend", extended("2026-05-06"));
  ASSERT_EQ(late.rules.size(), 1U);
  EXPECT_EQ(late.rules[0].id, "L08");
  EXPECT_EQ(late.rules[0].seen.at("finish_by"), "2026-05-06");
}

TEST(Letters, WhoseTermIsExtendedIsToldWhy) {
  Given given = assigned("petition");
  given.by(head()).at("2026-03-05T09:00:00+08:00");
  for (const char* asked : {"decided_on", "told_on", "told_how"}) {
    JsonObject data = extended("2026-03-04");
    data.erase(asked);
    EXPECT_EQ(unmet(given, "letter.extend", data), "invalid-form") << asked;
  }
  const auto told = [](const char* decided_on, const char* told_on) {
    JsonObject data = extended(decided_on);
    data["told_on"] = told_on;
    return data;
  };
  EXPECT_EQ(unmet(given, "letter.extend", told("2026-03-04", "2026-03-03")), "L09");
  EXPECT_EQ(unmet(given, "letter.extend", told("2026-03-04", "2026-03-06")), "L09");
  EXPECT_EQ(unmet(given, "letter.extend", told("2026-03-01", "2026-03-04")), "L09");
  given.send("letter.extend", told("2026-03-04", "2026-03-05"));
  const Json& kept = given.snapshot().session.data.at("extension");
  EXPECT_EQ(kept.at("told_on"), "2026-03-05");
  EXPECT_EQ(kept.at("told_how"), "电话告知");
}

TEST(Letters, AnotherPersonApprovesTheReply) {
  Given given = assigned("enquiry");
  given.by(actor("wu", {"handler", "unit_head"}, "water")).send("reply.draft", {{"adopted", true}});
  given.add("LET-02");
  EXPECT_EQ(unmet(given, "reply.send"), "L03");
  given.by(head()).send("reply.send").in({"replied"});
}

TEST(Letters, AnotherUnitsHandlerHasNoPart) {
  Given given = assigned("enquiry");
  given.by(actor("lu", {"handler"}, "roads"));
  EXPECT_EQ(unmet(given, "reply.draft", {{"adopted", true}}), "not-permitted");
}

TEST(Letters, AreHandledAgainOnce) {
  Given given = assigned("complaint");
  reply(given).by(office()).send("reply.redo", {{"reason", "仍无水"}});
  reply(given).by(office());
  EXPECT_EQ(unmet(given, "reply.redo", {{"reason", "仍无水"}}), "L04");
  given.send("reply.review_path");
  EXPECT_FALSE(given.snapshot().session.running);
}

// Answered and surveyed long after the first term was over: it is late once its own is.
TEST(Letters, WhatIsHandledAgainHasATermOfItsOwn) {
  for (const auto& [track, last, after] :
       {std::tuple{"petition", "2026-06-22", "2026-06-23T00:00:00+08:00"},
        std::tuple{"enquiry", "2026-06-03", "2026-06-04T00:00:00+08:00"}}) {
    Given given = assigned(track);
    reply(given.at("2026-04-24T09:00:00+08:00"));
    given.until("2026-05-20T09:00:00+08:00").by(office());
    given.send("reply.redo", {{"reason", "仍无水"}}).in({"in_time", "handling_letter"});
    EXPECT_EQ(due(given, "finish"), last) << track;
    given.until(std::string(last) + "T23:59:59+08:00").data("overdue", JsonArray{});
    given.until(after);
    given.data("overdue",
               JsonArray{JsonObject{{"clock", "finish"}, {"on", std::string(after, 10)}}});
  }
}

TEST(Letters, WhatWasLateOnceIsToldLateAgain) {
  Given given = assigned("complaint");
  given.until("2026-03-20T09:00:00+08:00");
  reply(given).by(office()).send("reply.redo", {{"reason", "仍无水"}});
  given.until("2026-04-04T09:00:00+08:00");
  const Json& overdue = given.snapshot().session.data.at("overdue");
  ASSERT_EQ(overdue.as_array().size(), 2U);
  EXPECT_EQ(overdue.at(0).at("on"), "2026-03-17");
  EXPECT_EQ(overdue.at(1).at("on"), "2026-04-04");
}

TEST(Letters, WhatIsHandledAgainIsNotExtendedAndAnsweredAnew) {
  Given given = assigned("petition");
  reply(given).until("2026-03-10T09:00:00+08:00").by(office());
  given.send("reply.redo", {{"reason", "仍无水"}}).by(head());
  EXPECT_EQ(unmet(given, "letter.extend", extended("2026-03-10")), "L08");
  given.by(handler()).send("reply.draft", {{"adopted", true}}).by(head());
  EXPECT_EQ(unmet(given, "reply.send"), "L03");
  given.by(handler()).add("LET-02", "another").by(head()).send("reply.send").in({"replied"});
}

TEST(Letters, AreSetAsideWithWhatTheWriterWasTold) {
  Given given = letters();
  given.by(office()).open(
      object(R"({"channel":"letter","summary":"重复","publish_consent":false})"));
  EXPECT_EQ(unmet(given, "letter.set_aside", {{"ground", "duplicate"}}), "invalid-form");
  given.send("letter.set_aside", {{"ground", "duplicate"}, {"told", "已并入前信"}});
  EXPECT_FALSE(given.snapshot().session.running);
}

// A wrong entry stays; a new one says what it corrects.
TEST(Letters, ACorrectionNamesTheEntryItCorrects) {
  Given given = assigned("enquiry");
  const auto entry = [](const char* account) {
    return JsonObject{
        {"registers", JsonObject{{"seq", JsonObject{{"found", JsonObject{{"event", "letter.assign"},
                                                                         {"account", account},
                                                                         {"on_behalf_of", ""},
                                                                         {"unit", ""}}}}}}}};
  };
  // One of the system's is the office's to correct; somebody's is theirs.
  given.by(handler()).facts(entry("office"));
  EXPECT_EQ(unmet(given, "record.correct", object(R"({"seq":1,"text":"x","reason":"y"})")), "L05A");
  given.by(office());
  EXPECT_EQ(unmet(given, "record.correct", object(R"({"seq":9,"text":"x","reason":"y"})")), "L05");
  given.send("record.correct", object(R"({"seq":1,"text":"停水两天","reason":"误记"})"));
  EXPECT_EQ(json_text(given.snapshot().session.data.at("corrections").at(0).at("text")),
            R"("停水两天")");
  reply(given).by(office()).send("record.correct", object(R"({"seq":2,"text":"x","reason":"y"})"));
}

// Where several organs have their heads here, whose letter it is stands in it from the first day.
TEST(Letters, AreOfTheOrganThatReceivedThem) {
  const auto received = [](const char* organ, const char* organs) -> std::string {
    Given given = letters();
    given.facts({{"registers", JsonObject{{"organs", object(organs)}}}}).by(office());
    JsonObject form = object(R"({"channel":"letter","summary":"停水","publish_consent":false})");
    if (organ[0] != '\0') form["organ"] = organ;
    const auto out =
        given.ask(Open{"m1", "来信", given.procedure().policy({}).value(), std::move(form)});
    if (out) return json_text(out->next.session.data.at("organs"));
    return out.error().rules.empty() ? reason(out.error()) : out.error().rules.front().id;
  };
  const char* two = R"({"headed":["区政府","市政府"],"of_pack":[]})";
  EXPECT_EQ(received("市政府", two), R"(["市政府"])");
  EXPECT_EQ(received("", two), "L21");
  EXPECT_EQ(received("省政府", two), "L21");
  const char* on_pack = R"({"headed":["区政府","市政府"],"of_pack":["市政府"]})";
  EXPECT_EQ(received("", on_pack), R"(["市政府"])");
  EXPECT_EQ(received("区政府", on_pack), "L21RA");
  EXPECT_EQ(received("", R"({"headed":["市政府"],"of_pack":[]})"), "[]");
  // An office that has a position in one of them registers for that one alone.
  const auto of_office = [](const char* office, const char* pack, const char* headed) {
    return R"({"headed":[)" + std::string(headed) + R"(],"of_pack":[)" + pack +
           R"(],"of_office":)" + office + "}";
  };
  const char* both = R"("区政府","市政府")";
  const std::string of_city = of_office(R"(["县政府","市 政府"])", "", both);
  EXPECT_EQ(received("市政府", of_city.c_str()), R"(["市政府"])");
  EXPECT_EQ(received("区政府", of_city.c_str()), "L31");
  const std::string on_city = of_office(R"(["市政府"])", R"("市政府")", both);
  EXPECT_EQ(received("", on_city.c_str()), R"(["市政府"])");
  const std::string on_district = of_office(R"(["市政府"])", R"("区政府")", both);
  EXPECT_EQ(received("", on_district.c_str()), "L31");
  const std::string of_both = of_office(R"(["市政府","区政府"])", "", both);
  EXPECT_EQ(received("区政府", of_both.c_str()), R"(["区政府"])");
  // Its position is in none of these, or there is but one organ.
  const std::string of_none = of_office(R"(["市档案馆"])", "", both);
  EXPECT_EQ(received("区政府", of_none.c_str()), R"(["区政府"])");
  const std::string of_one = of_office(R"(["市政府"])", R"("县政府")", R"("市政府")");
  EXPECT_EQ(received("", of_one.c_str()), R"(["县政府"])");
}

}  // namespace
}  // namespace gavel::matter
