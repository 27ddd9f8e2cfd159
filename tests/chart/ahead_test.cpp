// What may still come of a session.
#include "engine/chart/ahead.hpp"

#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

/// Ids of the states ahead once the events have come, in document order.
std::string ahead_after(const std::string& body, const std::vector<std::string>& events) {
  const ReadResult result = read(scxml(body), "test.scxml", {});
  EXPECT_NE(result.chart, nullptr) << written(result.diagnostics);
  const Surroundings surroundings;
  Session session = start(result.chart, "s", surroundings).next;
  for (const std::string& event : events)
    session = step(result.chart, std::move(session), {.name = event}, surroundings).next;
  const std::vector<bool> found = ahead(*result.chart, session);
  std::string out;
  for (const State& state : result.chart->states)
    if (found[state.index]) out += state.id + " ";
  return out;
}

const std::string work = R"(
  <state id="draft"><transition event="go" cond="false" target="work"/></state>
  <state id="work" initial="a">
    <transition event="pause" target="paused"/><transition event="stop" target="stopped"/>
    <state id="a"><transition event="go" target="b"/></state><state id="b"/>
    <history id="where"><transition target="b"/></history></state>
  <state id="paused"><transition event="on" target="where"/></state>
  <final id="stopped"/>)";

TEST(Ahead, TakesEveryConditionForMet) {
  EXPECT_EQ(ahead_after(work, {}), "work a b paused stopped ");
}

TEST(Ahead, IsOnlyWhatLiesBeforeIt) {
  const std::string line = R"(<state id="one"><transition event="e" target="two"/></state>
    <state id="two"><transition event="e" target="three"/></state>
    <state id="three"/>)";
  EXPECT_EQ(ahead_after(line, {}), "two three ");
  EXPECT_EQ(ahead_after(line, {"e"}), "three ");
  EXPECT_EQ(ahead_after(line, {"e", "e"}), "");
}

TEST(Ahead, OfWhatHasEndedIsNothing) {
  EXPECT_EQ(ahead_after(R"(<state id="one"><transition event="e" target="end"/></state>
                           <final id="end"/>)",
                        {"e"}),
            "");
}

// SCXML 3.10: the default is for what was never left.
TEST(Ahead, FollowsAHistoryToWhatItHolds) {
  const std::string ends = R"(
    <state id="ends" initial="won"><transition event="close" target="closing"/>
      <state id="won"/><state id="lost"/>
      <history id="as_it_ended"><transition target="won"/></history></state>
    <state id="closing"><transition event="failed" target="as_it_ended"/></state>)";
  const std::string lost = R"(<state id="game"><transition event="lose" target="lost"/></state>)";
  EXPECT_EQ(ahead_after(lost + ends, {}), "ends lost closing ");
  EXPECT_EQ(ahead_after(lost + ends, {"lose"}), "ends lost closing ");
  EXPECT_EQ(ahead_after(lost + ends, {"lose", "close"}), "ends lost closing ");
}

TEST(Ahead, EntersTheRegionsBesideATarget) {
  EXPECT_EQ(ahead_after(R"(<state id="one"><transition event="e" target="left2"/></state>
    <parallel id="both"><state id="left" initial="left1"><state id="left1"/><state id="left2"/></state>
      <state id="right" initial="right1"><state id="right1"/><state id="right2"/></state></parallel>)",
                        {}),
            "both left left2 right right1 ");
}

}  // namespace
}  // namespace gavel::chart
