// What the reader makes of a file, and what it says of a wrong one: every error at once, each with
// its place.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

ReadResult reading(const std::string& body, const std::string& attributes = "") {
  return read(scxml(body, attributes), "f.scxml");
}

/// Codes of the errors, in file order.
std::vector<std::string> errors(const ReadResult& result) {
  std::vector<std::string> codes;
  for (const Diagnostic& each : result.diagnostics)
    if (each.severity == Diagnostic::Severity::error) codes.push_back(each.says.code);
  EXPECT_EQ(result.chart == nullptr, !codes.empty());
  return codes;
}

std::vector<std::string> only(const char* code) { return {code}; }

TEST(Reader, KeepsStatesInDocumentOrder) {
  const ReadResult result = reading(
      "<state id='a'><state id='b'/></state><parallel id='c'>"
      "<state/><state id='d'/></parallel><final id='e'/>");
  ASSERT_NE(result.chart, nullptr) << written(result.diagnostics);
  const Chart& chart = *result.chart;
  std::vector<std::string> ids;
  for (const State& state : chart.states) ids.push_back(state.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"", "a", "b", "c", "#4", "d", "e"}));
  EXPECT_EQ(chart.find("d")->parent, chart.find("c")->index);
  EXPECT_EQ(chart.find("d")->depth, 2u);
  EXPECT_TRUE(chart.is_descendant(2, 1));
  EXPECT_FALSE(chart.is_descendant(3, 1));
  EXPECT_EQ(chart.find("nothing"), nullptr);
}

TEST(Reader, KeepsOurNamespaceWhateverItsPrefix) {
  const ReadResult result = read(
      "<s:scxml xmlns:s='http://www.w3.org/2005/07/scxml' xmlns:p='urn:gavel:procedure:1' "
      "version='1.0' p:version='2'><p:rule id='G1' p:cite='x:1'><p:says zh='说' en='say'/>t"
      "</p:rule><s:state id='a' p:stage='one'><p:hint/><s:transition event='e' p:rules='G1'/>"
      "</s:state></s:scxml>",
      "f");
  ASSERT_NE(result.chart, nullptr) << written(result.diagnostics);
  const Chart& chart = *result.chart;
  EXPECT_EQ(chart.notes.at("version"), "2");
  ASSERT_EQ(chart.annotations.size(), 1u);
  EXPECT_EQ(chart.annotations[0].name, "rule");
  EXPECT_EQ(chart.annotations[0].attributes.at("id"), "G1");
  EXPECT_EQ(chart.annotations[0].attributes.at("cite"), "x:1");
  EXPECT_EQ(chart.annotations[0].text, "t");
  EXPECT_EQ(chart.annotations[0].children.at(0).attributes.at("zh"), "说");
  EXPECT_EQ(chart.states[1].notes.at("stage"), "one");
  EXPECT_EQ(chart.states[1].annotations.at(0).name, "hint");
  EXPECT_EQ(chart.transitions[0].notes.at("rules"), "G1");
}

TEST(Reader, PassesOverOtherNamespaces) {
  EXPECT_TRUE(reading("<x:note xmlns:x='urn:x'>hm</x:note><state id='a' x:y='1' xmlns:x='urn:x'>"
                      "<onentry><x:do xmlns:x='urn:x'/></onentry></state>")
                  .diagnostics.empty());
}

TEST(Reader, ReportsEveryErrorAtOnceInFileOrder) {
  const ReadResult result = read(
      "<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' initial='nowhere'>\n"
      "  <state id='a'>\n"
      "    <transition event='e' cond='x +' target='bb'/>\n"
      "    <frobnicate/>\n"
      "  </state>\n"
      "  <state id='b'/><state id='a'/>\n"
      "</scxml>",
      "dir/f.scxml");
  EXPECT_EQ(written(result.diagnostics),
            "dir/f.scxml:1:71: error: there is no state 'nowhere' [unknown-state]\n"
            "dir/f.scxml:3:36: error: " +
                in_words(result.diagnostics.at(1).says).en +
                " [bad-expression]\n"
                "dir/f.scxml:3:46: error: there is no state 'bb'; did you mean 'b'? "
                "[unknown-state]\n"
                "dir/f.scxml:4:6: error: <frobnicate> may not stand inside <state> "
                "[unknown-element]\n"
                "dir/f.scxml:6:29: error: the id 'a' is taken by the state in line 2 "
                "[duplicate-id]\n");
  EXPECT_EQ(result.chart, nullptr);
}

TEST(Reader, PlacesAnErrorInAnExpressionBehindReferences) {
  const ReadResult result = reading(
      "<state id='a'>\n<transition cond='1 &lt; 2 &amp;&amp; ^'/>"
      "</state>");
  ASSERT_EQ(errors(result), only("bad-expression"));
  EXPECT_EQ(result.diagnostics[0].place, (Place{"f.scxml", 2, 39}));
}

TEST(Reader, StatesAndTheirDefaults) {
  EXPECT_EQ(errors(reading("")), only("no-states"));
  EXPECT_EQ(errors(reading("<state id='a'/>", "initial='b'")), only("unknown-state"));
  EXPECT_EQ(errors(reading("<state id='a' initial='b'><state id='c'/></state><state id='b'/>")),
            only("initial-outside"));
  EXPECT_EQ(errors(reading("<state id='a' initial='a'><state id='c'/></state>")),
            only("initial-outside"));
  EXPECT_EQ(errors(reading("<state id='a' initial='a'/>")), only("initial-of-atomic"));
  EXPECT_EQ(errors(reading("<state id='a' initial='b'><initial><transition target='b'/></initial>"
                           "<state id='b'/></state>")),
            only("both-given"));
  EXPECT_EQ(errors(reading("<state id='a'><initial><transition cond='1' target='b'/></initial>"
                           "<state id='b'/></state>")),
            only("conditional-initial"));
  EXPECT_EQ(errors(reading("<state id='a'><initial/><state id='b'/></state>")),
            only("missing-default"));
  EXPECT_EQ(errors(reading("<parallel id='p'/>")), only("empty-parallel"));
  EXPECT_EQ(errors(reading("<state id='a b'/>")), only("bad-id"));
  EXPECT_EQ(errors(reading("<state id=''/>")), only("bad-id"));
}

TEST(Reader, FinalsHaveNoTransitionsAndNoChildren) {
  EXPECT_EQ(errors(reading("<state id='a'/><final id='f'><transition event='e' target='a'/>"
                           "</final>")),
            only("unknown-element"));
  EXPECT_EQ(errors(reading("<final id='f'><state id='a'/></final>")), only("unknown-element"));
  EXPECT_EQ(errors(reading("<state id='a'><donedata/></state>")), only("unknown-element"));
}

TEST(Reader, HistoriesHaveOnePlainTransitionInside) {
  const auto history = [](const std::string& inside, const char* type = "deep") {
    return errors(reading("<state id='p'><history id='h' type='" + std::string(type) + "'>" +
                          inside +
                          "</history><history id='h2'><transition target='a'/></history>"
                          "<state id='a'><state id='b'/></state></state><state id='o'/>"));
  };
  EXPECT_EQ(history("<transition target='b'/>"), std::vector<std::string>{});
  EXPECT_EQ(history(""), only("missing-default"));
  EXPECT_EQ(history("<transition/>"), only("missing-default"));
  EXPECT_EQ(history("<transition event='e' target='a'/>"), only("conditional-initial"));
  EXPECT_EQ(history("<transition target='o'/>"), only("history-outside"));
  EXPECT_EQ(history("<transition target='p'/>"), only("history-outside"));
  EXPECT_EQ(history("<transition target='b'/>", "shallow"), only("history-outside"));
  EXPECT_EQ(history("<transition target='h2'/>"), only("history-outside"));  // would be a cycle
  EXPECT_EQ(history("<transition target='h'/>"), only("history-outside"));
  EXPECT_EQ(history("<transition target='a'/>", "wide"), only("bad-value"));
  EXPECT_EQ(errors(reading("<history id='h'><transition target='a'/></history><state id='a'/>")),
            only("unknown-element"));
}

TEST(Reader, TargetsMustFitTogether) {
  const auto targets = [](const char* list) {
    return errors(
        reading("<state id='s'><transition event='e' target='" + std::string(list) +
                "'/></state><parallel id='p'><state id='a'><state id='a1'/><state id='a2'/></state>"
                "<state id='b'><state id='b1'/></state></parallel>"));
  };
  EXPECT_EQ(targets("a1 b1"), std::vector<std::string>{});
  EXPECT_EQ(targets("p a1"), std::vector<std::string>{});
  EXPECT_EQ(targets("a1 a2"), only("targets-conflict"));
  EXPECT_EQ(targets("s a1"), only("targets-conflict"));
  EXPECT_EQ(targets(""), only("bad-value"));
}

TEST(Reader, TransitionsSayWhenOrWhere) {
  EXPECT_EQ(errors(reading("<state id='a'><transition/></state>")), only("empty-transition"));
  EXPECT_EQ(errors(reading("<state id='a'><transition event=' '/></state>")), only("bad-value"));
  EXPECT_EQ(errors(reading("<state id='a'><transition event='e' type='inner'/></state>")),
            only("bad-value"));
  EXPECT_EQ(errors(reading("<transition event='e'/><state id='a'/>")), only("unknown-element"));
}

TEST(Reader, ExecutableContentIsComplete) {
  const auto content = [](const std::string& inside) {
    return errors(reading("<datamodel><data id='v'/></datamodel><state id='a'><onentry>" + inside +
                          "</onentry></state>"));
  };
  EXPECT_EQ(content("<raise/>"), only("missing-attribute"));
  EXPECT_EQ(content("<assign expr='1'/>"), only("missing-attribute"));
  EXPECT_EQ(content("<assign location='v'/>"), only("missing-attribute"));
  EXPECT_EQ(content("<assign location='v' expr='1'>2</assign>"), only("both-given"));
  EXPECT_EQ(content("<if><raise event='x'/></if>"), only("missing-attribute"));
  EXPECT_EQ(content("<if cond='1'><else/><elseif cond='1'/></if>"), only("after-else"));
  EXPECT_EQ(content("<foreach item='i'/>"), only("missing-attribute"));
  EXPECT_EQ(content("<foreach array='v' item='a.b'/>"), only("bad-expression"));
  EXPECT_EQ(content("<send/>"), only("missing-attribute"));
  EXPECT_EQ(content("<send event='e' eventexpr='1'/>"), only("both-given"));
  EXPECT_EQ(content("<send event='e' target='#_internal' delay='1s'/>"), only("both-given"));
  EXPECT_EQ(content("<send event='e'><content>1</content><param name='p' expr='1'/></send>"),
            only("both-given"));
  EXPECT_EQ(content("<cancel/>"), only("missing-attribute"));
  EXPECT_EQ(content("<script src='x.js'/>"), only("script-not-found"));
  EXPECT_EQ(content("<script>function f() {}</script>"), only("bad-expression"));
  EXPECT_EQ(content("<log expr='('/>"), only("bad-expression"));
  EXPECT_EQ(content("<state id='b'/>"), only("unknown-element"));
  EXPECT_EQ(content("<log exp='1'/>"), only("unknown-attribute"));
}

TEST(Reader, DataIsDeclaredOnceUnderAName) {
  const auto data = [](const std::string& inside) {
    return errors(reading("<datamodel>" + inside + "</datamodel><state id='a'/>"));
  };
  EXPECT_EQ(data("<data/>"), only("missing-attribute"));
  EXPECT_EQ(data("<data id='x'/><data id='x'/>"), only("duplicate-id"));
  EXPECT_EQ(data("<data id='_x'/>"), only("bad-id"));
  EXPECT_EQ(data("<data id='a.b'/>"), only("bad-id"));
  EXPECT_EQ(data("<data id='x' expr='1'>2</data>"), only("both-given"));
  EXPECT_EQ(data("<data id='x' expr='1 +'/>"), only("bad-expression"));
}

TEST(Reader, ErrorsOfInlineChildrenAreErrorsOfTheFile) {
  EXPECT_EQ(errors(reading("<state id='a'><invoke><content><scxml version='1.0' initial='x'>"
                           "<state id='k'/></scxml></content></invoke></state>")),
            only("unknown-state"));
}

TEST(Reader, TheRootIsAnScxmlOfItsVersionAndNamespace) {
  EXPECT_EQ(errors(read("<html/>", "f")), only("not-scxml"));
  EXPECT_EQ(errors(read("<scxml version='1.0'><state/></scxml>", "f")), only("not-scxml"));
  EXPECT_EQ(errors(read("<scxml xmlns='http://www.w3.org/2005/07/scxml'><state/></scxml>", "f")),
            only("bad-version"));
  EXPECT_EQ(errors(read("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' "
                        "datamodel='xpath'><state/></scxml>",
                        "f")),
            only("bad-datamodel"));
  EXPECT_EQ(errors(read("<scxml xmlns='http://www.w3.org/2005/07/scxml' version='1.0' "
                        "binding='never'><state/></scxml>",
                        "f")),
            only("bad-value"));
  EXPECT_EQ(errors(reading("<state xmlns=''/>")),
            (std::vector<std::string>{"no-states", "no-namespace"}));
}

TEST(Reader, LenientReadingLeavesErrorsToTheRun) {
  ReadOptions options;
  options.lenient = true;
  const ReadResult result =
      read(scxml("<state id='a' colour='red'><onentry><log expr='('/></onentry>"
                 "</state>"),
           "f", options);
  EXPECT_NE(result.chart, nullptr) << written(result.diagnostics);
}

}  // namespace
}  // namespace gavel::chart
