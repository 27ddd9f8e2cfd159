// Procedures that are made to keep the checker busy for ever: it gives up, says so, and has proved
// nothing. The bound on the time is that of the test run.
#include "engine/soundness/explore.hpp"
#include "engine/soundness/obligations.hpp"
#include "engine/soundness/outside.hpp"
#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

using ::testing::Contains;

/// `count` regions of two states each, which change places by the event that `event_of` names.
template <class EventOf, class ConditionOf>
std::string regions(int count, const EventOf& event_of, const ConditionOf& condition_of) {
  std::string out = "<parallel id='p'>";
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i), event = event_of(i);
    out += "<state id='r" + n + "'><state id='a" + n + "'><transition event='" + event + "' " +
           condition_of(i) + " target='b" + n + "'/></state><state id='b" + n +
           "'><transition event='" + event + "' target='a" + n + "'/></state></state>";
  }
  return out + "</parallel>";
}

std::string always(int) { return ""; }

std::string numbered_events(int count) {
  std::string words;
  for (int i = 0; i < count; ++i) words += "e" + std::to_string(i) + " ";
  return events(words);
}

TEST(Hostile, MoreSituationsThanCanBeLookedAt) {
  const auto own = [](int i) { return "e" + std::to_string(i); };
  EXPECT_THAT(codes(numbered_events(30) + regions(30, own, always)),
              ElementsAre("1 too-many-states"));
}

TEST(Hostile, MoreRegionsThanCanBeFollowedAtOnce) {
  const auto same = [](int) { return "go"; };
  EXPECT_THAT(codes(events("go") + regions(2400, same, always)), Contains("1 too-many-states"));
}

TEST(Hostile, MoreOutcomesOfOneEventThanCanBeLookedAt) {
  const auto same = [](int) { return "go"; };
  const auto some = [](int i) { return i < 11 ? std::string("cond='_x.facts'") : std::string(); };
  EXPECT_THAT(codes(events("go") + regions(100, same, some)), Contains("1 too-many-states"));
}

/// Two thousand states, each left at once for the next one.
std::string round(std::string_view first) {
  std::string states{first};
  for (int i = 0; i < 2000; ++i) {
    states += "<state id='s" + std::to_string(i) + "'><transition target='s" +
              std::to_string((i + 1) % 2000) + "'/></state>";
  }
  return states;
}

TEST(Hostile, ARoundThatNothingStops) {
  EXPECT_THAT(found(round("")), ElementsAre("1 never-at-rest: the chart goes on by itself without "
                                            "end after (at the start)"));
  EXPECT_THAT(found(events("go out") + round("<state id='a'><transition event='go' target='b'/>"
                                             "</state><state id='b'><transition event='go' "
                                             "target='s0'/><transition event='out' target='z'/>"
                                             "</state><final id='z'/>")),
              ElementsAre("1 never-at-rest: the chart goes on by itself without end after "
                          "go (e) → go (e)"));
}

TEST(Hostile, AsManyEventsAndTransitionsAsFitIn) {
  std::string transitions;
  for (int i = 0; i < 5000; ++i)
    transitions += "<transition event='e" + std::to_string(i) + "' target='z'/>";
  EXPECT_THAT(
      codes(numbered_events(5000) + "<state id='a'>" + transitions + "</state><final id='z'/>"),
      IsEmpty());
}

TEST(Hostile, TheShippedProcedureNeedsAFractionOfTheBound) {
  const auto procedure = procedure_of(file_text("workflows/major-decision.scxml"));
  const Graph graph = explore(*procedure->chart, outside_events(*procedure),
                              obligations_of(*procedure), {.work = Bounds{}.work / 4});
  EXPECT_TRUE(graph.complete);
}

}  // namespace
}  // namespace gavel::soundness
