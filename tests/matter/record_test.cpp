// What is stored, and that it gives the same matter again.
#include <random>

#include "engine/base/ensure.hpp"
#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

TEST(Event, KeepsEverythingTheStepDependedOn) {
  Given given = noticed();
  given.add("D1").facts(all_answered()).at("2026-03-17T08:30:00+08:00").by(counsel());
  given.signed_with(by_li()).send("answer", object(R"({"conclusion":"support"})"));
  EXPECT_EQ(json_text(encode(given.events().back())),
            R"({"seq":4,"kind":"sent","name":"answer",)"
            R"("data":{"event":"answer","data":{"conclusion":"support"},)"
            R"("signature":{"statement_id":"s1","signer":"li"}},)"
            R"("actor":{"account":"li","name":"li","unit":"justice","roles":["counsel"]},)"
            R"("at":"2026-03-17T08:30:00.000+08:00","facts":{"comments":{"unanswered":0}},)"
            R"("calendar_id":"real","entered":["answered"],"exited":["noticed","work"]})");
}

TEST(Event, OfOpeningKeepsThePolicyThatWasInForce) {
  const Given given = registered(object(R"({"wait_days":8})"));
  EXPECT_EQ(json_text(given.events().at(0).data.at("policy")),
            R"({"wait_days":8,"wait_unit":"workday"})");
  EXPECT_EQ(given.events().at(0).entered, (std::vector<std::string>{"work", "registered"}));
}

TEST(Event, ThatIsDamagedSaysWhichMember) {
  JsonObject encoded = encode(registered().events().at(0));
  encoded["at"] = "yesterday";
  const auto read = decode_event(encoded);
  ASSERT_FALSE(read.has_value());
  EXPECT_THAT(read.error(), ::testing::HasSubstr("'at'"));
}

// A number has one form, whichever way it was written, live as after reading it back.
TEST(Event, KeepsNumbersInTheFormInWhichTheyComeBack) {
  Given given = registered();
  JsonObject data;
  data["weight"] = 2.0;
  data["extra"] = JsonObject{{"list", JsonArray{1.0, std::uint64_t{7}, 0.1}}};
  given.send("note", data);
  EXPECT_EQ(json_text(given.events().back().data.at("data")),
            R"({"weight":2,"extra":{"list":[1,7,0.1]}})");
  const Json& note = given.snapshot().session.data.at("notes").at(0);
  EXPECT_TRUE(note.at("weight").is_int64());
  EXPECT_TRUE(note.at("extra").at("list").at(0).is_int64());
}

TEST(Snapshot, OfAnotherChartIsRefusedAndNamesTheState) {
  JsonObject encoded = encode(*petition(), registered().snapshot());
  const auto other = procedure_of(
      R"(<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript"><state id="a"/></scxml>)",
      "other.scxml");
  const auto read = decode_snapshot(*other, encoded);
  ASSERT_FALSE(read.has_value());
  EXPECT_THAT(read.error(), ::testing::HasSubstr("work"));
}

TEST(Snapshot, ThatLacksAMemberSaysWhich) {
  JsonObject encoded = encode(*petition(), registered().snapshot());
  encoded.erase("policy");
  EXPECT_THAT(decode_snapshot(*petition(), encoded).error(), ::testing::HasSubstr("'policy'"));
}

// ---- replay
TEST(Replay, ContinuesFromASnapshot) {
  Given given = noticed();
  const Snapshot half = given.snapshot();
  given.add("D1").send("note", object(R"({"weight":0.1})"));
  const std::span<const Event> events(given.events());
  const Snapshot whole = replay(*petition(), half, events.subspan(2), given.calendars());
  EXPECT_EQ(json_text(encode(*petition(), whole)),
            json_text(encode(*petition(), given.snapshot())));
}

TEST(Replay, FindsAStepThatLedElsewhere) {
  Given given = noticed();
  auto events = given.events();
  events.back().entered = {"answered"};
  EXPECT_THROW((void)replay(*petition(), std::nullopt, events, given.calendars()), BrokenInvariant);
}

TEST(Replay, FindsAGapAndAMissingBeginning) {
  Given given = noticed();
  given.add("D1");
  auto events = given.events();
  events.erase(events.begin() + 1);
  EXPECT_THROW((void)replay(*petition(), std::nullopt, events, given.calendars()), BrokenInvariant);
  EXPECT_THROW((void)replay(*petition(), std::nullopt, {}, given.calendars()), BrokenInvariant);
}

TEST(Replay, FindsADocumentWhoseVersionWasChanged) {
  Given given = registered();
  given.add("D1");
  auto events = given.events();
  events.back().data["version"] = 2;
  EXPECT_THROW((void)replay(*petition(), std::nullopt, events, given.calendars()), BrokenInvariant);
}

/// One thing that may be asked, sensible or not.
What anything(std::mt19937& random) {
  const auto one_of = [&](auto... values) {
    const std::array all{std::string(values)...};
    return all[random() % all.size()];
  };
  switch (random() % 8) {
    case 0:
      return AddDocument{Given::document(one_of("D1", "D2", "D9"))};
    case 1:
      return Fire{one_of("W", "A", "X")};
    case 2:
      return Send{"hand_over", {{"unit", one_of("education", "transport", "")}}, {}};
    case 3:
      return Send{"answer",
                  {{"conclusion", one_of("support", "refuse", "broken", "maybe")}},
                  random() % 2 == 0 ? by_li() : JsonObject{}};
    case 4: {
      const double weight = static_cast<double>(random()) / 1e7;
      return Send{"note", {{"weight", weight}, {"text", one_of("", "好", "x")}}, {}};
    }
    default:
      return Send{one_of("notice", "withdraw", "system.reminded", "note", "bogus"), {}, {}};
  }
}

// Given checks after every accepted event that replay gives the live snapshot byte for byte.
TEST(Replay, EqualsLiveForAnyCourse) {
  int accepted = 0, finished_courses = 0;
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    Given given = registered(object(random() % 3 == 0 ? R"({"wait_days":300})" : "{}"));
    for (int step = 0; step < 30; ++step) {
      given.later(std::chrono::hours{random() % 200});
      const std::array actors{clerk(), counsel(), actor("zhao", {"clerk"}, "transport"),
                              clock_actor(), actor("guest", {})};
      given.by(actors[random() % actors.size()]);
      given.facts(random() % 2 == 0 ? all_answered()
                                    : object(R"({"comments":{"unanswered":1.0}})"));
      const What what = anything(random);
      const auto outcome = given.ask(what);
      if (!outcome) {
        EXPECT_NE(name(outcome.error().reason), "");
        continue;
      }
      ++accepted;
      given.again(what);
      if (finished(given.snapshot())) break;
    }
    finished_courses += finished(given.snapshot());
  }
  EXPECT_GT(accepted, 300);
  EXPECT_GT(finished_courses, 10);
}

}  // namespace
}  // namespace gavel::matter
