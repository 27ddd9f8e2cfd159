// The notice of a meeting that votes: its day and its place; and what is settled before the vote.
#include "tests/matter/next_year.hpp"
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

JsonObject notice(const char* held_on) {
  JsonObject out = object(R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec",
                              "place":"会议室"})");
  if (held_on != nullptr) out["held_on"] = held_on;
  return out;
}

Given on_agenda() {
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.by(office());
  return given;
}

// Called on Monday, 2 March, with two working days for the papers: from Thursday on.
TEST(Vote, IsNotifiedWithItsDayAndItsPlace) {
  Given given = on_agenda();
  EXPECT_EQ(unmet(given, "meeting.notify", notice(nullptr)), "invalid-form");
  JsonObject nowhere = notice("2026-03-05");
  nowhere.erase("place");
  EXPECT_EQ(unmet(given, "meeting.notify", nowhere), "invalid-form");
  EXPECT_EQ(unmet(given, "meeting.notify", notice("2026-03-04")), "V41");
  given.send("meeting.notify", notice("2026-03-05"));
  EXPECT_EQ(of(given, "meeting").at("held_on"), "2026-03-05");
  EXPECT_EQ(of(given, "meeting").at("place"), "会议室");
}

// From 30 December two working days run into a year whose holidays are not known.
TEST(Vote, WaitsForTheHolidaysOfTheYearItsNoticeRunsInto) {
  Given given = on_agenda();
  given.at("2026-12-29T09:00:00+08:00");
  Given(given).send("meeting.notify", notice("2027-01-04"));
  given.at("2026-12-30T09:00:00+08:00");
  EXPECT_EQ(unmet(given, "meeting.notify", notice("2027-01-11")), "V41Q");
  EXPECT_EQ(given.refused("meeting.notify", notice("2027-01-11")).rules.size(), 1U);
  given.calendar(with_2027(), "2027");
  EXPECT_EQ(unmet(given, "meeting.notify", notice("2026-12-31")), "V41");
  given.send("meeting.notify", notice("2027-01-11"));
}

TEST(Vote, MeetsOnTheDayThatWasNotifiedAndNotBefore) {
  Given given = on_agenda();
  given.send("meeting.notify", notice("2026-03-09")).at("2026-03-06T09:00:00+08:00");
  EXPECT_EQ(unmet(given.by(recorder()), "attendance.arrive", {{"member", "m1"}}), "V42");
  EXPECT_EQ(unmet(given.by(office()), "meeting.begin"), "V05");
  arrive(given.at("2026-03-09T09:00:00+08:00"), {"m1", "m2", "m3"});
  given.by(office()).send("meeting.begin");
  Given early = on_agenda();
  early.send("meeting.notify", notice("2026-03-09")).at("2026-03-06T09:00:00+08:00");
  const Refusal refused = early.refused("meeting.begin");
  EXPECT_TRUE(
      std::ranges::any_of(refused.rules, [](const auto& rule) { return rule.id == "V42"; }));
}

TEST(Vote, ARequestThatAMemberKeepOutIsDecidedFirst) {
  const auto asked = [](const char* account) {
    JsonObject all = numbers();
    all["recusals_asked"] = JsonArray{JsonObject{{"account", account}, {"by", "m5"}}};
    return all;
  };
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).facts(asked("m6"));
  EXPECT_EQ(unmet(given, "meeting.begin"), "V43");
  given.facts(asked("somebody-else")).send("meeting.begin");
  speak(given, {"m2", "m3", "m4", "m1"}).by(chair()).facts(asked("m1"));
  EXPECT_EQ(unmet(given, "vote.open"), "V43");
  given.facts(numbers()).send("vote.open").in({"voting"});
}

// Nobody of another organ makes up the numbers, where the register knows who the members are.
TEST(Vote, IsOfTheMembersOfTheBodyThatTheChairIsOf) {
  const auto knows = [](JsonArray body) {
    JsonObject said = numbers();
    said.at("registers").as_object().at("chair").as_object()["body"] = std::move(body);
    return said;
  };
  Given given = on_agenda();
  given.facts(knows({"m1", "m2"}));
  EXPECT_EQ(unmet(given, "meeting.notify", notice("2026-03-05")), "V47");
  JsonObject known = knows({"m1", "m2", "m3", "m4"});
  known.at("registers").as_object().at("chair").as_object()["organs"] = JsonArray{"市住建局"};
  given.facts(std::move(known)).send("meeting.notify", notice("2026-03-05"));
  EXPECT_EQ(json_text(given.snapshot().session.data.at("organs")), R"(["市住建局"])");
  Given unknown = on_agenda();
  unknown.facts(knows({})).send("meeting.notify", notice("2026-03-05"));
}

// A member whom the register knows is not passed over in silence; one who keeps out is none.
TEST(Vote, SaysWhyAMemberOfTheBodyWasNotCalled) {
  JsonObject known = numbers();
  known.at("registers").as_object().at("chair").as_object()["body"] =
      JsonArray{"m1", "m2", "m3", "m4", "m5"};
  known.at("registers").as_object().at("chair").as_object()["executive"] =
      JsonArray{"m1", "m2", "m3", "m4"};
  Given given = on_agenda();
  given.facts(known);
  EXPECT_EQ(unmet(given, "meeting.notify", notice("2026-03-05")), "V48");
  JsonObject reasoned = notice("2026-03-05");
  reasoned["left_out_reason"] = "在外挂职";
  Given told = given;
  told.send("meeting.notify", reasoned);
  EXPECT_EQ(json_text(of(told, "meeting").at("left_out")), R"(["m4"])");
  EXPECT_EQ(of(told, "meeting").at("left_out_reason"), "在外挂职");
  arrive(told.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3"});
  counted(told, 3, 3, 0);
  EXPECT_EQ(json_text(of(told, "meeting").at("result").at("left_out")), R"(["m4"])");
  JsonObject all = notice("2026-03-05");
  all["members"] = JsonArray{"m1", "m2", "m3", "m4"};
  Given(given).send("meeting.notify", all);
  known["recused"] = JsonArray{JsonObject{{"account", "m4"}, {"step", "order"}}};
  given.facts(known).send("meeting.notify", notice("2026-03-05"));
  EXPECT_EQ(json_text(of(given, "meeting").at("left_out")), "[]");
}

/// A body of six by the register, of whom these are called.
Given called_of_six(JsonArray members, const JsonObject& policy = {},
                    JsonObject known = numbers()) {
  static const auto procedure =
      procedure_of(file_text("workflows/collective-vote.scxml"), "workflows/collective-vote.scxml");
  known.at("registers").as_object().at("chair").as_object()["executive"] =
      JsonArray{"m1", "m2", "m3", "m4", "m5", "m6"};
  Given given{procedure};
  given.by(drafter()).open(object(R"({"kind":"project","summary":"新建图书馆"})"), policy);
  given.facts(known).add("TOP-01").add("TOP-02").send("topic.submit").by(chair());
  JsonObject data = notice("2026-03-05");
  data["members"] = std::move(members);
  data["left_out_reason"] = "在外挂职";
  given.send("agenda.accept").by(office()).send("meeting.notify", data);
  given.at("2026-03-05T09:00:00+08:00");
  return given;
}

// Two thirds of six are four: three who were called, and all came, are no quorum of the body.
TEST(Vote, NeedsItsQuorumOfTheWholeBodyWhoeverWasCalled) {
  Given three = called_of_six({"m1", "m2", "m3"});
  arrive(three, {"m1", "m2", "m3"}).by(office());
  const Refusal refusal = three.refused("meeting.begin");
  ASSERT_EQ(refusal.rules.front().id, "V05");
  EXPECT_EQ(refusal.rules.front().seen.at("due"), 6);
  EXPECT_EQ(json_text(refusal.rules.front().seen.at("not_called")), R"(["m4","m5","m6"])");
  Given four = called_of_six({"m1", "m2", "m3", "m4"});
  arrive(four, {"m1", "m2", "m3", "m4"}).by(office()).send("meeting.begin").in({"discussing"});
}

// Three of six are no majority of those due, though all others were not called; four are.
TEST(Vote, CarriesWithTheMajorityOfTheWholeBodyWhoeverWasCalled) {
  for (const auto& [agree, ends] : {std::pair{3, "not_carried"}, std::pair{4, "carried"}}) {
    Given given = called_of_six({"m1", "m2", "m3", "m4"});
    arrive(given, {"m1", "m2", "m3", "m4"});
    counted(given, 4, agree, 0).in({ends});
    EXPECT_EQ(of(given, "meeting").at("count").at("due"), 6);
  }
}

// Who keeps out is not due, be it that they were not called either; unless the body has it so.
TEST(Vote, WhoKeepsOutAndWasNotCalledIsDueOnlyWhereTheRecusedAre) {
  JsonObject known = numbers();
  known["recused"] = JsonArray{JsonObject{{"account", "m5"}, {"step", "order"}},
                               JsonObject{{"account", "m6"}, {"step", "order"}}};
  for (const auto& [are_due, due] : {std::pair{false, 4}, std::pair{true, 6}}) {
    Given given = called_of_six({"m1", "m2", "m3"}, {{"recused_are_due", are_due}}, known);
    arrive(given, {"m1", "m2"}).by(office());
    EXPECT_EQ(given.refused("meeting.begin").rules.front().seen.at("due"), due);
  }
}

// Who lost the post, or the delegation, since the notice could put nothing to the vote.
// Where several organs have their heads here, whose body votes stands in the topic.
TEST(Vote, IsBroughtToTheBodyOfOneOrgan) {
  static const auto procedure =
      procedure_of(file_text("workflows/collective-vote.scxml"), "workflows/collective-vote.scxml");
  constexpr const char* two = R"({"headed":["区政府","市政府"],"of_pack":[],"only":[]})";
  constexpr const char* one = R"({"headed":["市政府"],"of_pack":[],"only":["市政府"]})";
  const auto brought_to = [](const char* organ, const char* organs) -> std::string {
    Given given{procedure};
    given.facts({{"registers", JsonObject{{"organs", object(organs)}}}});
    JsonObject form = object(R"({"kind":"project","summary":"新建图书馆"})");
    if (organ[0] != '\0') form["organ"] = organ;
    const auto out = given.by(drafter()).ask(
        Open{"m1", "一件事", procedure->policy({}).value(), std::move(form)});
    if (out) return json_text(out->next.session.data.at("organs"));
    return out.error().rules.empty() ? reason(out.error()) : out.error().rules.front().id;
  };
  EXPECT_EQ(brought_to("市政府", two), R"(["市政府"])");
  EXPECT_EQ(brought_to("", two), "V49");
  EXPECT_EQ(brought_to("省政府", two), "V49");
  // As long as one has a head here, it is that one's, whichever comes later.
  EXPECT_EQ(brought_to("", one), R"(["市政府"])");
}

// Whoever joined the body since the notice is due as whoever was left out of it is.
TEST(Vote, CountsWhoJoinedTheBodySinceTheNoticeAmongThoseDue) {
  const auto seated = [](std::initializer_list<const char*> more) {
    JsonObject said = numbers();
    JsonArray members{"m1", "m2", "m3", "m4", "m5", "m6"};
    for (const char* one : more) members.emplace_back(one);
    said.at("registers").as_object()["seats"] =
        JsonObject{{"found", JsonArray{JsonObject{{"account", "m1"}, {"is_head", true}}}},
                   {"missing", JsonArray{}},
                   {"executive", members},
                   {"plenary", members}};
    return said;
  };
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.facts(seated({"n1"})).by(office());
  EXPECT_EQ(unmet(given, "meeting.begin"), "V05A");  // four of seven are not two thirds
  Given(given).facts(seated({})).send("meeting.begin");
  arrive(given, {"m5"}).by(office()).send("meeting.begin");
  EXPECT_EQ(of(given, "meeting").at("not_called"), Json(JsonArray{"n1"}));
}

TEST(Vote, MeetsUnderAChairWhoCanPutTheTopicToTheVote) {
  const auto seated = [](bool is_head, JsonArray lent) {
    JsonObject said = numbers();
    said.at("registers").as_object()["seats"] = JsonObject{
        {"found",
         JsonArray{JsonObject{{"account", "m1"}, {"is_head", is_head}, {"lent", std::move(lent)}}}},
        {"missing", JsonArray{}}};
    return said;
  };
  Given given = called();
  arrive(given.at("2026-03-05T09:00:00+08:00"), {"m1", "m2", "m3", "m4"});
  given.by(office()).facts(seated(false, {}));
  EXPECT_EQ(unmet(given, "meeting.begin"), "V45");
  given.facts(seated(true, {})).send("meeting.begin");
}

TEST(Vote, WhoeverIsAskedToKeepOutPutsNoTopicOnTheAgendaAndSignsNothing) {
  const auto waits = [](Given& given, const char* event, JsonObject data = {}) {
    JsonObject all = numbers();
    all["recusals_asked"] = JsonArray{JsonObject{{"account", "m1"}, {"name", "王"}}};
    const auto refused = own(given.by(chair()).facts(std::move(all))).refused(event, data);
    given.facts(numbers());
    return refused.rules.empty() ? reason(refused) : refused.rules.back().id;
  };
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit");
  EXPECT_EQ(waits(given, "agenda.accept"), "V46");
  EXPECT_EQ(waits(given, "agenda.return", {{"reason", "补充"}}), "V46");
  given.by(chair()).send("agenda.accept");
  Given voted = at_table(5, 5);
  counted(voted, 5, 5, 0).in({"carried"});
  EXPECT_EQ(waits(voted, "record.sign"), "V46");
  EXPECT_EQ(waits(voted, "minutes.sign", {{"number", 3}}), "V46");
}

// Five vote three to two, on the day it was put off as well.
TEST(Vote, ThatIsNearlyEvenAgainComesToItsEnd) {
  struct Row {
    int deferrals, agree, oppose;
    const char* state;
  };
  for (const Row& row : {Row{1, 3, 2, "carried"}, Row{1, 2, 3, "not_carried"},
                         Row{1, 2, 2, "not_carried"}, Row{2, 3, 2, "deferred"}}) {
    Given given = at_table(5, 5, {{"near_tie_deferrals", row.deferrals}});
    counted(given, 5, 3, 2).in({"deferred"});
    own(record_signed(given)).send("minutes.sign", {{"number", 3}});
    given.by(chair()).send("topic.resume").send("agenda.accept").by(office());
    given.send("meeting.notify",
               object(R"({"members":["m1","m2","m3","m4","m5"],"chair":"m1","recorder":"rec",
                          "held_on":"2026-03-12","place":"会议室"})"));
    arrive(given.at("2026-03-12T09:00:00+08:00"), {"m1", "m2", "m3", "m4", "m5"});
    counted(given, 5, row.agree, row.oppose).in({row.state});
  }
}

}  // namespace
}  // namespace gavel::matter
