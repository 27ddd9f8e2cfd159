// Expressions that divide by zero, overflow, reach past an end or nest without end: what ECMAScript
// gives a value stays a value, what cannot be kept or had raises error.execution (SCXML 5.9, 5.4),
// and the session goes on.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

std::string repeated(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

/// A chart that does `what` on `go`, tells of errors, and takes `next` whatever happened.
Scenario doing(std::string_view what) {
  return given(
      "<datamodel><data id='v' expr='[1, 2]'/><data id='n' expr='0'/></datamodel>"
      "<state id='a'><transition event='go'>" +
      std::string(what) +
      "<log expr=\"'done'\"/></transition>"
      "<transition event='error.execution'><log expr=\"'error'\"/></transition>"
      "<transition event='next' target='b'/></state><state id='b'/>");
}

/// What was logged when `expression` was assigned to a variable.
Scenario assigning(std::string_view expression) {
  return doing("<assign location='n' expr='" + std::string(expression) + "'/>").when("go");
}

TEST(Fault, WhatJsonCannotHoldIsNotKept) {
  for (const char* expression :
       {"1 / 0", "-1 / 0", "0 / 0", "n % 0", "1e308 * 10", "Math.pow(10, 400)", "[1, [0 / 0]]",
        "{a: {b: 1 / n}}", "Math.sqrt(-1)", "Number(\"x\")"}) {
    assigning(expression).said("error").has("n", 0).when("next").in({"b"});
  }
}

TEST(Fault, WhatEcmaScriptGivesAValueHasIt) {
  const auto text = [](std::string_view expression) {
    return "<assign location='n' expr='String(" + std::string(expression) + ")'/>";
  };
  doing(text("1 / 0")).when("go").has("n", "Infinity").said("done");
  doing(text("0 / 0")).when("go").has("n", "NaN").said("done");
  doing(text("v[99]")).when("go").has("n", "undefined").said("done");
  doing(text("v[-1]")).when("go").has("n", "undefined").said("done");
  doing(text("9007199254740993")).when("go").has("n", "9007199254740992").said("done");
  doing(text("2147483647 | 0")).when("go").has("n", "2147483647").said("done");
  doing(text("2147483648 | 0")).when("go").has("n", "-2147483648").said("done");
  doing(text("1 &lt;&lt; 33")).when("go").has("n", "2").said("done");
}

TEST(Fault, ComparingWithWhatDividesByZeroIsNoError) {
  given(
      "<state id='a'><transition event='e' cond='0 / 0 == 0 / 0' target='b'/>"
      "<transition event='e' cond='1 / 0 &gt; 1e308' target='c'/></state>"
      "<state id='b'/><state id='c'/>")
      .when("e")
      .in({"c"});
}

TEST(Fault, ReachingThroughWhatIsNotThereIsAnError) {
  for (const char* expression : {"v[99].x", "v.x.y", "n.x.y.z", "nowhere", "null.x"})
    assigning(expression).said("error").has("n", 0);
}

TEST(Fault, WritingPastTheBoundOfAnArrayIsAnError) {
  const auto writing = [](const char* location) {
    return doing("<assign location='" + std::string(location) + "' expr='1'/>").when("go");
  };
  writing("v[3]").said("done").has("v", JsonArray{1, 2, nullptr, 1});
  for (const char* location : {"v[-1]", "v[100000]", "v[4294967296]", "v[0.5]", "v[9].x", "n[0]"})
    writing(location).said("error").has("v", JsonArray{1, 2});
}

TEST(Fault, DataThatCannotBeKeptLeavesTheVariableUndefined) {
  Scenario s = given(
      "<datamodel><data id='a' expr='1 / 0'/><data id='b' expr='[0 / 0]'/><data id='c'>[1e400]"
      "</data></datamodel><state id='s'/>");
  EXPECT_EQ(s.all<ErrorRaised>().size(), 2u);
  EXPECT_FALSE(s.session().data.contains("a"));
  EXPECT_FALSE(s.session().data.contains("b"));
  s.has("c", "[1e400]");  // no JSON, so text
}

TEST(Fault, EventsAndDoneDataCarryWhatCanBeWrittenDown) {
  doing("<send event='e'><param name='p' expr='1 / 0'/></send>").when("go").said("error");
  doing("<send event='e' delay='1s'><content expr='[0 / 0]'/></send>").when("go").said("error");
  doing("<foreach array='[1, 0 / 0]' item='v'></foreach>").when("go").said("error");
  given(
      "<state id='a' initial='b'><final id='b'><donedata><param name='p' expr='0 / 0'/>"
      "<param name='q' expr='1'/></donedata></final>"
      "<transition event='done.state.a'><log expr='_event.data'/></transition></state>")
      .said("{\"q\":1}");
}

TEST(Fault, DepthIsBounded) {
  doing("<assign location='n' expr='" + repeated("[", 150) + repeated("]", 150) + "'/>")
      .when("go")
      .said("done");
  Scenario s = given(
      "<datamodel><data id='v' expr='[]'/><data id='n' expr='0'/></datamodel><state id='a'>"
      "<transition cond='n &lt; 1000'><assign location='n' expr='n + 1'/>"
      "<assign location='v' expr='[v]'/></transition></state>");
  EXPECT_EQ(s.all<ErrorRaised>().size(), 1000u - 199u);
  s.when("e").in({"a"});
}

TEST(Fault, AnEventTenThousandLevelsDeepIsNotKept) {
  Json deep = 1;
  for (int i = 0; i < 10'000; ++i) deep = JsonArray{std::move(deep)};
  doing("<assign location='v' expr='_event.data'/>")
      .when("go", deep)
      .said("error")
      .has("v", JsonArray{1, 2})
      .when("next")
      .in({"b"});
}

TEST(Fault, AnExpressionTenThousandLevelsDeepIsRefusedOrRaised) {
  const std::string chart = scxml(
      "<datamodel><data id='n'/></datamodel><state id='a'><transition "
      "event='e'><assign location='n' expr='" +
      repeated("-(", 10'000) + "1" + repeated(")", 10'000) +
      "'/></transition><transition event='error.execution' "
      "target='b'/></state><state id='b'/>");
  EXPECT_EQ(read(chart, "f").chart, nullptr);
  Scenario(chart, true).when("e").in({"b"});
}

// Each value is within its bound; a loop that makes one after another is not.
TEST(Fault, WhatOneStepMakesIsBounded) {
  Scenario s = given(
      "<datamodel><data id='v' expr=\"['0123456789012345']\"/><data id='n' expr='0'/>"
      "<data id='w'/></datamodel><state id='a'>"
      "<transition cond='v.length &lt; 9000'><assign location='v' expr='v.concat(v)'/></transition>"
      "<transition event='go'><foreach array='v' item='w'>"
      "<assign location='n' expr='v.concat(v).length + n'/></foreach></transition></state>");
  EXPECT_TRUE(s.all<ErrorRaised>().empty());
  s.when("go");
  ASSERT_EQ(s.all<ErrorRaised>().size(), 1u);
  EXPECT_THAT(in_words(s.all<ErrorRaised>().front().says).en,
              testing::HasSubstr("the step makes too many values"));
  s.when("e").in({"a"});
}

}  // namespace
}  // namespace gavel::chart
