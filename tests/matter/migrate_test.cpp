#include "engine/matter/migrate.hpp"

#include "engine/base/ensure.hpp"
#include "tests/matter/moves.hpp"

namespace gavel::matter {
namespace {

using Why = chart::NoCounterpart::Why;
using Ids = std::vector<std::string>;

Given asked(const JsonObject& policy = {}) {
  Given given(permit("1.0.0"));
  given.by(actor("wang", {"clerk"})).open({}, policy);
  return given;
}
/// Published on Monday, 2 March 2026: ten days end on Thursday the 12th.
Given noticed(const JsonObject& policy = {}) {
  Given given = asked(policy);
  given.send("notice");
  return given;
}

std::vector<chart::TimerArmed> armed(const Moved& moved) {
  std::vector<chart::TimerArmed> out;
  for (const auto& effect : moved.accepted.effects) {
    if (const auto* one = std::get_if<chart::TimerArmed>(&effect)) out.push_back(*one);
  }
  return out;
}

TEST(Move, IsAnEventThatNamesBothVersionsAndTheReason) {
  const Given given = noticed();
  const auto to = permit("1.1.0");
  const auto done = moved(given, *to);
  ASSERT_TRUE(done.has_value());
  const Event& event = done->accepted.event;
  EXPECT_EQ(event.kind, "migrated");
  EXPECT_EQ(event.name, "gavel.migrate");
  EXPECT_EQ(event.seq, 3);
  EXPECT_EQ(event.actor.account, "chen");
  EXPECT_EQ(
      json_text(Json(event.data)),
      R"({"from":{"version":"1.0.0","sha256":"sha256-of-1.0.0"},"to":{"version":"1.1.0","sha256":"sha256-of-1.1.0"},"reason":"条例修订","accepted":[]})");
  EXPECT_TRUE(event.entered.empty());
  EXPECT_EQ(states(*to, *done), Ids{"noticed"});
  EXPECT_EQ(done->accepted.next.procedure_sha256, "sha256-of-1.1.0");
  EXPECT_EQ(done->accepted.next.version, 3);
}

TEST(Move, IsReplayedWithEachVersionsOwnProcedureByteForByte) {
  Given given = noticed();
  const auto from = permit("1.0.0"), to = permit("1.1.0", {{"more", " + 5"}});
  const auto done = moved(given, *to);
  ASSERT_TRUE(done.has_value());
  // Afterwards the clock of the new version fires under the new version.
  const Instant due = parse_instant("2026-03-18T00:00:00+08:00").value();
  const Command fire{Fire{"W"}, clock_actor(), due, {}, "real"};
  const auto fired = decide(*to, &done->accepted.next, fire, real_calendar());
  ASSERT_TRUE(fired.has_value());
  EXPECT_EQ(configuration(*to, fired->next), Ids{"ripe"});

  std::vector<Event> events = given.events();
  for (const Event* each : {&done->accepted.event, &fired->event}) {
    events.push_back(decode_event(object(json_text(encode(*each)))).value());
  }
  const auto by_sha256 = [&](const std::string& sha256) -> const procedure::Procedure& {
    return sha256 == to->sha256 ? *to : *from;
  };
  const Snapshot again = replay(*from, std::nullopt, events, given.calendars(), by_sha256);
  EXPECT_EQ(json_text(encode(*to, again)), json_text(encode(*to, fired->next)));
  // From a snapshot on either side of the move too.
  const std::span<const Event> all(events);
  const Snapshot after = replay(*to, done->accepted.next, all.subspan(3), given.calendars());
  EXPECT_EQ(json_text(encode(*to, after)), json_text(encode(*to, fired->next)));
  const Snapshot across =
      replay(*from, given.snapshot(), all.subspan(2), given.calendars(), by_sha256);
  EXPECT_EQ(json_text(encode(*to, across)), json_text(encode(*to, fired->next)));
  // Without the procedures, or with another than the event names, it is a damaged record.
  EXPECT_THROW((void)replay(*from, std::nullopt, events, given.calendars()), BrokenInvariant);
  const auto wrong = [&](const std::string&) -> const procedure::Procedure& { return *from; };
  EXPECT_THROW((void)replay(*from, std::nullopt, events, given.calendars(), wrong),
               BrokenInvariant);
}

TEST(Move, RearmsAClockThatRunsLonger) {
  const Given given = noticed();
  const auto done = moved(given, *permit("1.1.0", {{"more", " + 5"}}));
  ASSERT_TRUE(done.has_value());
  // Fifteen days from 2 March end on Tuesday the 17th.
  const Instant end = parse_instant("2026-03-18T00:00:00+08:00").value();
  EXPECT_EQ(armed(*done), (std::vector<chart::TimerArmed>{{"W", "clock.W", end}}));
  EXPECT_EQ(chart::timers(done->accepted.next.session).at(0).due, end);
}

TEST(Move, KeepsATimerWhoseClockIsTheSame) {
  const auto done = moved(noticed(), *permit("1.1.0"));
  ASSERT_TRUE(done.has_value());
  EXPECT_TRUE(armed(*done).empty());
  EXPECT_EQ(done->carried.timers.at(0).how, chart::CarriedTimer::How::kept);
}

TEST(Move, ArmsAClockThatTheActiveStateNowHas) {
  const auto to = permit(
      "1.1.0",
      {{"clock",
        R"(<g:clock id="L" kind="maximum" from="noticed_on" count="30" unit="'day'" cite="rules:6" zh="办理期限" en="Limit"/>)"},
       {"onentry", R"xml(<send id="L" event="clock.L" delayexpr="until('L')"/>)xml"},
       {"noticed", R"(<transition event="clock.L"/>)"}});
  const auto done = moved(noticed(), *to);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(armed(*done).at(0).id, "L");
  EXPECT_EQ(to_string(armed(*done).at(0).due), "2026-04-02T00:00:00.000+08:00");
}

TEST(Move, IsImpossibleWhereTheStateIsGone) {
  Given given(permit(
      "1.0.0",
      {{"state",
        R"(<state id="pause" g:zh="中止" g:en="Paused"><transition event="notice" target="noticed"/></state>)"},
       {"asked", R"(<transition event="grant" target="pause"/>)"}}));
  given.by(actor("wang", {"clerk"})).open().add("D1").send("grant").in({"pause"});
  const auto done = moved(given, *permit("1.1.0"));
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().states, (std::vector<chart::NoCounterpart>{{Why::gone, "pause", ""}}));
}

TEST(Move, KeepsTheOrgansNumbersWithinTheNewBoundsOnly) {
  const auto policy = [](const JsonObject& own) {
    const auto done = moved(
        noticed(own),
        *permit(
            "1.1.0",
            {{"min", "20"},
             {"standard", "30"},
             {"parameter",
              R"(<g:parameter name="copies" type="integer" standard="2" zh="份数" en="Copies"/>)"}}));
    return done.value().policy;
  };
  EXPECT_EQ(policy({}), (std::vector<PolicyChange>{{"wait_days", Json(10), Json(30)},
                                                   {"copies", std::nullopt, Json(2)}}));
  EXPECT_EQ(policy({{"wait_days", 25}}),
            (std::vector<PolicyChange>{{"copies", std::nullopt, Json(2)}}));
}

constexpr std::string_view by_clerk =
    R"(<g:event name="gavel.migrate" who="clerk" rules="@" zh="转版" en="Migrate"/>)";
std::string declared(std::string_view rules) {
  std::string event(by_clerk);
  return event.replace(event.find('@'), 1, rules);
}

TEST(Move, MayBeHadByWhomTheNewVersionNamesOtherwiseByTheOffice) {
  EXPECT_EQ(migration_roles(*permit("1.1.0")), Ids{"office"});
  EXPECT_EQ(migration_roles(*permit("1.1.0", {{"event", declared("")}})), Ids{"clerk"});
}

TEST(Move, ObeysTheNewVersionsRulesForIt) {
  const auto to = permit("1.1.0", {{"event", declared("R1")}});
  Given given = noticed();
  const auto without = moved(given, *to);
  ASSERT_FALSE(without.has_value());
  ASSERT_EQ(without.error().rules.size(), 1u);
  EXPECT_EQ(without.error().rules[0].id, "R1");
  given.add("D1");
  EXPECT_TRUE(moved(given, *to).has_value());
}

TEST(Move, LetsTheNewVersionSayWhatElseItDoes) {
  const auto to = permit(
      "1.1.0",
      {{"event", declared("")},
       {"data", R"(<data id="moved_from"/>)"},
       {"noticed",
        R"(<transition event="gavel.migrate" target="asked"><assign location="moved_from" expr="_event.data.from"/></transition>)"}});
  const auto done = moved(noticed(), *to);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->accepted.event.exited, Ids{"noticed"});
  EXPECT_EQ(done->accepted.event.entered, Ids{"asked"});
  EXPECT_EQ(string_or(done->accepted.next.session.data.object(), "moved_from"), "1.0.0");
  EXPECT_TRUE(chart::timers(done->accepted.next.session).empty());
}

TEST(Move, ComesToRestWhereTheNewVersionGoesOnByItself) {
  const auto to =
      permit("1.1.0", {{"noticed", R"(<transition cond="noticed_on != ''" target="ripe"/>)"}});
  const auto done = moved(noticed(), *to);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(states(*to, *done), Ids{"ripe"});
}

TEST(Move, ThatFailsInTheNewVersionsOwnStepDoesNotCount) {
  const auto to = permit(
      "1.1.0",
      {{"event", declared("")},
       {"noticed",
        R"(<transition event="gavel.migrate"><assign location="no.such" expr="1"/></transition>)"}});
  const auto done = moved(noticed(), *to);
  ASSERT_FALSE(done.has_value());
  EXPECT_TRUE(done.error().fault.has_value());
}

TEST(Move, CannotBeSentAsAnEventNorIsItATask) {
  Given given(permit(
      "1.1.0", {{"event", declared("")}, {"noticed", R"(<transition event="gavel.migrate"/>)"}}));
  given.by(actor("wang", {"clerk"})).open().send("notice");
  EXPECT_EQ(reason(given.refused("gavel.migrate")), "unknown-event");
  for (const Task& task : given.tasks()) EXPECT_NE(task.event, "gavel.migrate");
}

}  // namespace
}  // namespace gavel::matter
