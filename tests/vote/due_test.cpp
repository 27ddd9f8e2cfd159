// Those due at a meeting that votes: the notice names each of them once, by an account that is
// known.
#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

TEST(Vote, NamesThoseDueOnceAndTheRecorderNotAmongThem) {
  Given given = opened(R"({"kind":"personnel","summary":"任免"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.by(office());
  for (
      const char* list :
      {R"({"members":["m1","m2","m2"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})",
       R"({"members":["m1","m2","m3"],"chair":"m9","recorder":"rec","held_on":"2026-03-05","place":"会议室"})",
       R"({"members":["m1","m2","rec"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"})
    EXPECT_EQ(unmet(given, "meeting.notify", object(list)), "V03") << list;
  given.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  given.by(recorder());
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m9"}}), "V06");
}

/// On the agenda, with what the registers say of those whom the notice names.
Given noticing(JsonObject members, JsonObject head, JsonObject writer) {
  Given given = opened(R"({"kind":"personnel","summary":"任免"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  JsonObject says = numbers();
  JsonObject& registers = says["registers"].as_object();
  registers["members"] = std::move(members);
  registers["chair"] = std::move(head);
  registers["recorder"] = std::move(writer);
  given.facts(std::move(says)).by(office());
  return given;
}
std::string unmet_of(const Refusal& refusal) {
  std::string out;
  for (const UnmetRule& rule : refusal.rules) out += (out.empty() ? "" : " ") + rule.id;
  return out;
}

// Whoever is not there could neither vote nor confirm a vote, and would be due all the same.
TEST(Vote, NamesNobodyWhomTheRegisterOfAccountsDoesNotKnow) {
  Given given = noticing(object(R"({"missing":["ghost"],"keys":["m1","m2","ghost"]})"),
                         known("m1", "organ_head"), known("rec", "recorder"));
  const Refusal ghost = given.refused(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","ghost"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  EXPECT_EQ(unmet_of(ghost), "V31");
  EXPECT_THAT(ghost.rules[0].remedy.zh, testing::HasSubstr("ghost"));
}

// One person under two names would be two of those due.
TEST(Vote, NamesThoseDueByTheirAccounts) {
  Given given = noticing(object(R"({"missing":[],"keys":["m1","m2","m3","m3"]})"),
                         known("m1", "organ_head"), known("rec", "recorder"));
  const Refusal twice = given.refused(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3","张三"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  EXPECT_EQ(unmet_of(twice), "V32");
  const Refusal once = given.refused(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","张三"],"chair":"m1","recorder":"rec","held_on":"2026-03-05","place":"会议室"})"));
  EXPECT_EQ(unmet_of(once), "V32");
  EXPECT_THAT(once.rules[0].remedy.zh, testing::HasSubstr("张三"));
}

TEST(Vote, IsChairedByAHeadAndRecordedByARecorder) {
  const JsonObject members = object(R"({"missing":[],"keys":["m1","m2","m3"]})");
  const JsonObject nobody{{"found", nullptr}};
  JsonObject lent = known("rec", "office");
  lent["found"].as_object()["lent"] = JsonArray{"recorder"};
  const auto answer = [&](const JsonObject& head, const JsonObject& writer,
                          const char* named = "rec") {
    Given given = noticing(members, head, writer);
    JsonObject notice = object(
        R"({"members":["m1","m2","m3"],"chair":"m1","held_on":"2026-03-05","place":"会议室"})");
    notice["recorder"] = named;
    const auto outcome = given.ask(Send{"meeting.notify", notice, {}});
    return outcome ? "" : unmet_of(outcome.error());
  };
  const JsonObject head = known("m1", "organ_head"), writer = known("rec", "recorder");
  EXPECT_EQ(answer(head, writer), "");
  EXPECT_EQ(answer(head, lent), "");
  EXPECT_EQ(answer(nobody, writer), "V33");
  EXPECT_EQ(answer(known("m1", "member"), writer), "V33");
  EXPECT_EQ(answer(head, nobody), "V33");
  EXPECT_EQ(answer(head, known("rec", "office")), "V33");
  EXPECT_EQ(answer(head, writer, "李四"), "V33");  // the name of that account
}

}  // namespace
}  // namespace gavel::matter
