// Data, system variables and executable content: SCXML 4 and 5.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

/// A chart that performs `content` when it begins and says in `ended` how: "ok" or the error.
Scenario performing(const std::string& content, const std::string& data = "") {
  return Scenario(scxml("<datamodel><data id='v'/><data id='ended' expr=\"'no'\"/>" + data +
                        "</datamodel><state id='a'><onentry>" + content +
                        "<assign location='ended' expr=\"'ok'\"/></onentry>"
                        "<transition event='error'><assign location='ended' expr='_event.name'/>"
                        "</transition></state>"),
                  true);
}

TEST(Data, LiteralIsJsonOrNormalisedText) {
  given(
      "<datamodel><data id='j'>{\"a\": [1, true]}</data><data id='t'> two\n  words </data>"
      "<data id='n'> 12 </data></datamodel><state id='a'/>")
      .has("j", {{"a", {1, true}}})
      .has("t", "two words")
      .has("n", 12);
}

TEST(Data, FromSourcesOrUndefinedWithAnError) {
  Texts texts;
  texts.texts["file:x"] = "[1]";
  Scenario s(scxml("<datamodel><data id='x' src='file:x'/><data id='y' src='file:y'/></datamodel>"
                   "<state id='a'><transition event='error.execution' target='b'/></state>"
                   "<state id='b'/>"),
             false, texts);
  s.in({"b"}).has("x", {1});
  EXPECT_FALSE(s.session().data.contains("y"));
}

// W3C 277: the variable exists, undefined, and can be assigned later.
TEST(Data, WhoseExpressionFailsIsUndefined) {
  given(
      "<datamodel><data id='x' expr='nothing.here'/></datamodel><state id='a'>"
      "<transition event='error.execution' cond=\"typeof x === 'undefined'\" target='b'>"
      "<assign location='x' expr='7'/></transition></state><state id='b'/>")
      .in({"b"})
      .has("x", 7);
}

// W3C 307: late binding or early, what is not there yet reads the same.
TEST(Data, LateBindingReadsAsMissing) {
  const auto chart =
      "<state id='a'><onentry><log expr='typeof v'/></onentry>"
      "<transition event='e' target='b'/></state>"
      "<state id='b'><datamodel><data id='v' expr='1'/></datamodel>"
      "<onentry><log expr='typeof v'/><assign location='v' expr='v + 1'/></onentry>"
      "<transition event='e' target='a'/></state>";
  given(chart, "binding='late'").when("e").said("undefined number").has("v", 2);
  // Only the first entry initialises.
  given(chart, "binding='late'").when("e").when("e").when("e").has("v", 3);
  given(chart, "binding='early'").when("e").said("number number").has("v", 2);
}

TEST(SystemVariables, SayWhoAndWhat) {
  given(
      "<state id='a'><transition event='e'><log expr='_event.name + _event.type + _event.data.n'/>"
      "<log expr='_sessionid + _name'/><log expr=\"_ioprocessors['scxml'].location\"/>"
      "</transition></state>",
      "name='chart'")
      .when("e", {{"n", 3}})
      .said("eexternal3 schart #_scxml_s");
}

TEST(SystemVariables, AreReadOnly) {
  for (const char* name : {"_event", "_sessionid", "_name", "_ioprocessors", "_x", "_x.now"})
    performing(std::string("<assign location='") + name + "' expr='1'/>")
        .has("ended", "error.execution");
  performing("<script>_x = 1</script>").has("ended", "error.execution");
  performing("<foreach array='[1]' item='_x'/>").has("ended", "error.execution");
}

TEST(SystemVariables, EventIsUndefinedBeforeTheFirst) {
  given("<state id='a'><onentry><log expr='typeof _event'/></onentry></state>").said("undefined");
}

TEST(SystemVariables, PlatformVariableComesFromOutside) {
  Scenario s = given(
      "<state id='a'><transition event='e' cond='_x.count > 1' target='b'/></state>"
      "<state id='b'/>");
  s.when("e").in({"a"});
  s.x = {{"count", 2}};
  s.when("e").in({"b"});
}

TEST(Assign, ToUndeclaredIsAnErrorThatEndsTheBlock) {
  performing("<assign location='unknown' expr='1'/>").has("ended", "error.execution");
  performing("<assign location='v.x.y' expr='1'/>").has("ended", "error.execution");
  performing("<assign location='v' expr='{a: 1}'/><assign location='v.a' expr='2'/>")
      .has("ended", "ok")
      .has("v", {{"a", 2}});
}

TEST(Assign, AnErrorEndsOnlyItsOwnBlock) {
  given(
      "<datamodel><data id='n' expr='0'/></datamodel><state id='a'>"
      "<onentry><assign location='zz' expr='1'/><assign location='n' expr='100'/></onentry>"
      "<onentry><assign location='n' expr='n + 1'/></onentry></state>")
      .has("n", 1);
}

TEST(If, TakesTheFirstBranchThatHolds) {
  const auto choose = [](int n) {
    return "<assign location='v' expr='" + std::to_string(n) +
           "'/><if cond='v == 1'><log expr=\"'one'\"/><elseif cond='v &lt; 3'/><log "
           "expr=\"'few'\"/>"
           "<else/><log expr=\"'many'\"/></if>";
  };
  performing(choose(1)).said("one");
  performing(choose(2)).said("few");
  performing(choose(3)).said("many");
}

// SCXML 5.9: false, error.execution, and the block goes on.
TEST(If, ACondThatFailsIsFalse) {
  performing("<if cond='nothing.here'><log expr=\"'wrong'\"/><else/><log expr=\"'else'\"/></if>")
      .said("else")
      .has("ended", "error.execution");
}

TEST(Foreach, GoesOverACopyAndDeclaresItsVariables) {
  performing(
      "<assign location='v' expr='[1, 2, 3]'/>"
      "<foreach array='v' item='each' index='at'><log expr=\"at + ':' + each\"/>"
      "<assign location='v' expr='v.concat([9])'/></foreach>")
      .said("0:1 1:2 2:3")
      .has("each", 3)
      .has("at", 2)
      .has("v", {1, 2, 3, 9, 9, 9});
}

TEST(Foreach, OverNoArrayOrWithNoNameIsAnError) {
  performing("<foreach array='7' item='each'/>").has("ended", "error.execution");
  performing("<foreach array='[1]' item=\"'continue'\"/>").has("ended", "error.execution");
  performing("<foreach array='[1]' item='each'><assign location='zz' expr='1'/></foreach>")
      .has("ended", "error.execution");
}

TEST(Script, RunsAtTheTopAndInBlocks) {
  given(
      "<script>var total = 1, other; total += 2</script><state id='a'><onentry>"
      "<script>other = total * 2; total = [total]</script></onentry></state>")
      .has("other", 6)
      .has("total", {3});
}

TEST(Script, FromSources) {
  Texts texts;
  texts.texts["lib.js"] = "var x = 5";
  Scenario(scxml("<script src='lib.js'/><state id='a'/>"), false, texts).has("x", 5);
}

TEST(Log, ShowsDocumentsAsJson) {
  performing("<log label='l' expr='{a: [1]}'/><log expr='1 / 0'/>").said("{\"a\":[1]} Infinity");
}

TEST(Errors, CarryTheirPlaceAndReason) {
  Scenario s = given(
      "<state id='a'><transition event='e'>\n<raise event='x'/><log expr='zz'/>"
      "</transition><transition event='error.execution' target='b'>"
      "<log expr='_event.data.tagname + _event.data.line + typeof "
      "_event.data.reason'/></transition></state><state id='b'/>");
  s.when("e").in({"b"}).said("log2string");
  ASSERT_EQ(s.all<ErrorRaised>().size(), 1u);
  EXPECT_TRUE(s.all<ErrorRaised>().front().handled);
}

TEST(Errors, ThatNobodyHandlesAreMarkedSo) {
  const Scenario s = given("<state id='a'><onentry><log expr='zz'/></onentry></state>");
  ASSERT_EQ(s.all<ErrorRaised>().size(), 1u);
  EXPECT_FALSE(s.all<ErrorRaised>().front().handled);
  EXPECT_EQ(s.all<ErrorRaised>().front().event, "error.execution");
}

TEST(Errors, InACondAreRaisedOncePerSelection) {
  const Scenario s = given(R"(<parallel id="p"><transition event="e" cond="zz" target="p"/>
                                <state id="a"/><state id="b"/></parallel>)")
                         .when("e");
  EXPECT_EQ(s.all<ErrorRaised>().size(), 1u);
}

}  // namespace
}  // namespace gavel::chart
