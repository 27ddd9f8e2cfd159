// Whoever left the body since the notice: no member on the day, neither due nor absent.
#include <gmock/gmock.h>

#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

JsonObject facts_of(const char* key, std::initializer_list<const char*> executive) {
  JsonObject said = numbers();
  JsonArray members;
  for (const char* one : executive) members.emplace_back(one);
  said.at("registers").as_object()[key] = JsonObject{
      {"found", key == std::string("chair")
                    ? Json(object(R"({"account":"m1","roles":["organ_head"],"is_head":true})"))
                    : Json(JsonArray{JsonObject{{"account", "m1"}, {"is_head", true}}})},
      {"missing", JsonArray{}},
      {"body", members},
      {"executive", members},
      {"plenary", members}};
  return said;
}

/// Called for all six of the body on Monday, 2 March 2026.
Given called_by_register() {
  Given given = opened(R"({"kind":"project","summary":"新建图书馆"})");
  given.add("TOP-01").add("TOP-02").send("topic.submit").by(chair()).send("agenda.accept");
  given.facts(facts_of("chair", {"m1", "m2", "m3", "m4", "m5", "m6"})).by(office());
  given.send("meeting.notify",
             object(R"({"members":["m1","m2","m3","m4","m5","m6"],"chair":"m1","recorder":"rec",
                        "held_on":"2026-03-05","place":"会议室"})"));
  return given.at("2026-03-05T09:00:00+08:00");
}

// Five are the body of that day: three of them carry it, which would not be a majority of six.
TEST(Vote, CountsNobodyWhoLeftTheBodySinceTheNotice) {
  const auto voted = [](std::initializer_list<const char*> executive) {
    Given given = called_by_register();
    given.facts(facts_of("seats", executive));
    arrive(given, {"m1", "m2", "m3", "m4", "m5"});
    at_vote(given, 5);
    vote(given, {"m1", "m2", "m3"}, "agree");
    vote(given, {"m4"}, "oppose");
    vote(given, {"m5"}, "abstain");
    return close(given);
  };
  Given all = voted({"m1", "m2", "m3", "m4", "m5", "m6"});
  all.in({"not_carried"});
  EXPECT_EQ(of(all, "meeting").at("count").at("due"), Json(6));
  Given five = voted({"m1", "m2", "m3", "m4", "m5"});
  five.in({"carried"});
  const Json& meeting = of(five, "meeting");
  EXPECT_EQ(meeting.at("count").at("due"), Json(5));
  EXPECT_EQ(json_text(meeting.at("gone")), R"(["m6"])");
  const Json& result = meeting.at("result");
  EXPECT_EQ(json_text(result.at("due")), R"(["m1","m2","m3","m4","m5"])");
  EXPECT_EQ(json_text(result.at("absent")), "[]");
  EXPECT_EQ(json_text(result.at("recused")), "[]");
}

TEST(Vote, EntersNobodyWhoLeftTheBodySinceTheNotice) {
  Given given = called_by_register();
  given.facts(facts_of("seats", {"m1", "m2", "m3", "m4", "m5"})).by(recorder());
  JsonObject known = facts_of("seats", {"m1", "m2", "m3", "m4", "m5"});
  known.at("registers").as_object()["member"] =
      JsonObject{{"found", object(R"({"account":"m6","roles":["member"]})")}};
  given.facts(std::move(known));
  EXPECT_EQ(unmet(given, "attendance.arrive", {{"member", "m6"}}), "V06T");
  arrive(given, {"m5"});
}

// Four of seven are not two thirds, four of six are: told before it begins, also of a seat that
// was lost after the last of them had come.
TEST(Vote, BeginsWithTheQuorumOfWhoIsOfTheBodyByThen) {
  const auto waits = [](const char* since) {
    Given given = called_by_register();
    given.facts(facts_of("seats", {"m1", "m2", "m3", "m4", "m5", "m6"}));
    arrive(given, {"m1", "m2", "m3"});
    JsonObject known = facts_of("seats", {"m1", "m2", "m3", "m4", "m5", "m6"});
    if (*since != '\0')
      known["seats_over"] = JsonArray{JsonObject{{"account", "m5"}, {"since", since}},
                                      JsonObject{{"account", "m6"}, {"since", since}}};
    given.facts(std::move(known)).by(office());
    const auto tasks = given.tasks();
    const auto beginning = std::ranges::find(tasks, "meeting.begin", &Task::event);
    return beginning->blocked ? beginning->blocked->rules.front().id : "";
  };
  EXPECT_EQ(waits(""), "V05");
  EXPECT_EQ(waits("2026-03-06"), "V05");
  EXPECT_EQ(waits("2026-03-05"), "");
}

}  // namespace
}  // namespace gavel::matter
