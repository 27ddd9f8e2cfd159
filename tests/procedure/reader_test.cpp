#include "engine/expression/node.hpp"
#include "engine/procedure/choice_cites.hpp"
#include "engine/procedure/circles.hpp"
#include "engine/procedure/told.hpp"
#include "tests/procedure/faults.hpp"

namespace gavel::procedure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Reader, KeepsAChartWithoutAnnotationsAsItIs) {
  const auto procedure = well(read_with("", "", "name=\"plain\""));
  EXPECT_EQ(procedure->name, "plain");
  EXPECT_EQ(procedure->sha256, "abc");
  EXPECT_TRUE(procedure->events.empty());
}

TEST(Reader, ReadsEveryElement) {
  const auto procedure = well(read_with(
      with_source(
          R"xml(<g:stage id="work" zh="办理" en="Work"/>
<g:role id="clerk" zh="经办人" en="Clerk" unit="began"/>
<g:parameter name="n" standard="30" min="30" max="365" cite="d:15" zh="天" en="Days"/>
<g:clock id="T" kind="maximum" from="began" count="_x.policy.n" unit="'day'" roll="false" cite="d:15" zh="期" en="Period"/>
<g:document code="D1" stage="work" mandatory="true" retention="D30" zh="文" en="Doc"/>
<g:rule id="R" cite="d:15 d:26(2)" test="reached('T')" until="T"><g:says zh="说" en="s"/><g:remedy zh="补" en="r"/><g:seen name="x" value="due('T')"/></g:rule>
<g:event name="go" who="clerk" rules="R" signed="true" produces="D1" zh="走" en="Go">
 <g:field name="list" type="list" required="true" min="1" zh="表" en="List"><g:field name="x" type="integer" zh="数" en="X"/></g:field>
</g:event>
<g:mandatory id="M" before="b" through="a" since="a" cite="d:25" zh="必经" en="Must"/>)xml"),
      R"(<state id="b" g:stage="work" g:zh="乙" g:en="B"><transition event="go" target="a" g:rules="R"/></state>)"));
  EXPECT_EQ(procedure->stages.at(0).title.en, "Work");
  EXPECT_EQ(procedure->roles.at("clerk").unit->text(), "began");
  EXPECT_EQ(procedure->parameters.at(0).standard, Json(30));
  EXPECT_EQ(procedure->clocks.at("T").kind, Clock::Kind::maximum);
  EXPECT_FALSE(procedure->clocks.at("T").roll);
  EXPECT_EQ(procedure->documents.at("D1").retention, "D30");
  const Rule& rule = procedure->rules.at("R");
  EXPECT_EQ(rule.citations.size(), 2U);
  EXPECT_EQ(rule.until, "T");
  EXPECT_EQ(rule.seen.at(0).name, "x");
  EXPECT_FALSE(rule.needs_data);
  const EventType& event = procedure->events.at("go");
  EXPECT_TRUE(event.is_signed);
  EXPECT_EQ(event.form.at(0).fields.at(0).type, Field::Type::integer);
  EXPECT_EQ(procedure->mandatory.at(0).since, "a");
  const auto b = procedure->chart->find("b");
  EXPECT_EQ(procedure->state_titles.at(b->index).zh, "乙");
  EXPECT_EQ(procedure->state_stages.at(b->index), "work");
  EXPECT_EQ(procedure->transition_rules.at(b->transitions.at(0)), std::vector<std::string>{"R"});
}

// Whom a matter names is asked of a part of it alone; of the rest every role counts by itself.
TEST(Reader, ReadsWhomAMatterNamesOfPartsOfItAlone) {
  const auto circle = [](const std::string& of) {
    return R"(<g:stage id="w" zh="办" en="W"/><g:document code="D1" stage="w" zh="文" en="Doc"/>)"
           R"(<g:circle of=")" +
           of + R"(" roles="clerk" zh="文" en="papers" named="[began]" out="began"/>)";
  };
  const auto procedure = well(read_with(with_source(circle("D1"))));
  const KeptPart& part = circles_in(*procedure).parts.at(0);
  EXPECT_EQ(part.named->text(), "[began]");
  EXPECT_EQ(part.out->text(), "began");
  // Read once, whoever asks.
  EXPECT_EQ(&circles_in(*procedure).parts.at(0), &part);
  EXPECT_THAT(fault(circle("classified")), HasSubstr("unknown-attribute"));
}

TEST(Reader, WritesDefinitionsOutWhereverAnExpressionStands) {
  const auto procedure = well(read_with(
      with_source(R"xml(<g:definition name="later" of="n" value="began + n"/>
<g:rule id="R" cite="d" test="later(2) == 3">)xml" +
                  says + R"xml(<g:seen name="x" value="later(1)"/></g:rule>
<g:event name="go" rules="R" who="anyone" zh="走" en="Go"/>)xml"),
      R"xml(<state id="b"><transition event="go" cond="later(1) == 1" target="a"><assign location="began" expr="later(3)"/></transition></state>)xml"));
  const Rule& rule = procedure->rules.at("R");
  EXPECT_EQ(rule.test.text(), "later(2) == 3");
  EXPECT_EQ(rule.test.root().children.at(0).kind, expression::Node::Kind::binary);
  EXPECT_EQ(procedure->chart->definitions.all().at(0).text, "began + n");
}

TEST(Reader, RefusesADefinitionThatIsNone) {
  const auto told = [](const std::string& definition) {
    const auto result = read_with(with_source(definition));
    EXPECT_EQ(result.procedure, nullptr);
    return written(result.diagnostics);
  };
  EXPECT_THAT(told(R"(<g:definition name="spare" value="1"/>)"), HasSubstr("nothing uses"));
  EXPECT_THAT(told(R"(<g:definition name="x"/>)"), HasSubstr("p.scxml:3"));
  EXPECT_THAT(told(R"(<g:definition name="x" value="(1"/>)"), HasSubstr("p.scxml:3:33"));
  EXPECT_THAT(told(R"(<g:definition name="x" of="a a" value="a"/>)"), HasSubstr("defined twice"));
}

TEST(Reader, LabelsCitationsInBothLanguages) {
  const auto procedure = well(read_with(
      with_source("<g:rule id=\"R\" cite=\"d d:25 d:26(2) d:30(2)(3) d:二（三）\" test=\"true\">" +
                  says + "</g:rule>")));
  std::vector<std::string> zh, en;
  for (const Citation& citation : procedure->rules.at("R").citations) {
    zh.push_back(citation.label.zh);
    en.push_back(citation.label.en);
  }
  EXPECT_THAT(zh, ElementsAre("《条例》", "《条例》第25条", "《条例》第26条第2款",
                              "《条例》第30条第2款第3项", "《条例》二（三）"));
  EXPECT_THAT(en, ElementsAre("Decree 713", "Decree 713 art. 25", "Decree 713 art. 26(2)",
                              "Decree 713 art. 30(2)(3)", "Decree 713 二（三）"));
}

// ---- faults, all at once and each where it stands
TEST(Reader, SaysAllFaultsAtOnceInTheOrderOfTheFile) {
  const auto result = read_with(with_source(
      R"xml(<g:rule id="R1" test="true"><g:says zh="说" en="s"/><g:remedy zh="补" en="r"/></g:rule>
<g:rule id="R2" cite="nowhere:3" test="1 +"><g:says zh="说" en="s"/><g:remedy zh="补" en="r"/></g:rule>
  <g:event name="go" who="ghost" rules="R9" produces="D9" zh="走" en="Go"/>
<g:wish/>)xml"));
  EXPECT_EQ(result.procedure, nullptr);
  EXPECT_THAT(found(result),
              ElementsAre("3:2 missing-attribute", "4:2 unknown-source", "4:2 bad-expression",
                          "5:4 unknown-role", "5:4 unknown-rule", "5:4 unknown-document",
                          "6:2 unknown-element"));
}

TEST(Reader, WantsTheCitationOfARule) {
  EXPECT_EQ(fault("<g:rule id=\"R\" cite=\"\" test=\"true\">" + says + "</g:rule>"),
            "missing-attribute");
}

TEST(Reader, WantsEachIdOnce) {
  const std::string role = R"(<g:role id="x" zh="甲" en="X"/>)";
  EXPECT_EQ(fault(role + role), "duplicate-id");
  const std::string stage = R"(<g:stage id="x" zh="甲" en="X"/>)";
  EXPECT_EQ(fault(stage + stage), "duplicate-id");
  const std::string parameter = R"(<g:parameter name="x" standard="1" zh="甲" en="X"/>)";
  EXPECT_EQ(fault(parameter + parameter), "duplicate-id");
  EXPECT_EQ(fault(R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E">
    <g:field name="f" zh="甲" en="F"/><g:field name="f" zh="甲" en="F"/></g:event>)"),
            "duplicate-id");
}

TEST(Reader, WantsWhatIsNamedToBeThere) {
  EXPECT_EQ(fault("<g:rule id=\"R\" cite=\"d:1\" test=\"true\" until=\"T9\">" + says + "</g:rule>"),
            "unknown-clock");
  EXPECT_EQ(fault(R"(<g:document code="D" stage="nowhere" zh="文" en="D"/>)"), "unknown-stage");
  EXPECT_EQ(fault(R"(<g:document code="D" stage="s" who="ghost" zh="文" en="D"/>
                     <g:stage id="s" zh="甲" en="S"/>)"),
            "unknown-role");
  EXPECT_EQ(fault(R"(<g:role id="r" lent-to="ghost" zh="甲" en="R"/>)"), "unknown-role");
  EXPECT_EQ(fault("", R"(<state id="b" g:stage="nowhere"/>)"), "unknown-stage");
  EXPECT_EQ(fault(R"(<g:mandatory id="M" before="b" through="a" zh="必" en="M"/>)"),
            "unknown-state");
}

TEST(Reader, WantsThePapersThatThePublicHasToBeThere) {
  EXPECT_EQ(fault(R"(<g:published documents="D9" when="true"/>)"), "unknown-document");
  EXPECT_EQ(fault(R"(<g:published when="true"/>)"), "missing-attribute");
}

TEST(Reader, KnowsOnlyItsOwnAttributes) {
  EXPECT_EQ(fault(R"(<g:role id="x" zh="甲" en="X" colour="red"/>)"), "unknown-attribute");
  EXPECT_EQ(fault("", R"(<state id="b" g:colour="red"/>)"), "unknown-attribute");
  EXPECT_EQ(fault("", R"(<state id="b"><transition event="x" g:colour="red"/></state>)"),
            "unknown-attribute");
}

TEST(Reader, WantsTitlesInBothLanguages) {
  EXPECT_EQ(fault(R"(<g:role id="x" zh="甲"/>)"), "missing-attribute");
  EXPECT_EQ(fault("", R"(<state id="b" g:zh="乙"/>)"), "missing-attribute");
}

TEST(Reader, WantsNameAndVersionOfAProcedure) {
  const auto result = read_with(source, "", "g:zh=\"程序\" g:en=\"P\"");
  EXPECT_THAT(found(result), ElementsAre("1:2 missing-attribute", "1:2 missing-attribute"));
}

TEST(Reader, WantsARemedyToNameWhatWasSeen) {
  EXPECT_EQ(fault(R"(<g:rule id="R" cite="d" test="true"><g:says zh="说" en="s"/>
                     <g:remedy zh="至少 {least} 名" en="at least {most}"/>
                     <g:seen name="least" value="5"/></g:rule>)"),
            "bad-attribute");
}

TEST(Reader, WantsValuesOfTheRightKind) {
  EXPECT_EQ(fault(R"(<g:parameter name="n" standard="many" zh="甲" en="N"/>)"), "bad-attribute");
  EXPECT_EQ(fault(R"(<g:parameter name="n" type="date" standard="1" zh="甲" en="N"/>)"),
            "bad-attribute");
  EXPECT_EQ(fault(R"(<g:document code="D" stage="s" retention="forever" zh="文" en="D"/>
                     <g:stage id="s" zh="甲" en="S"/>)"),
            "bad-attribute");
  EXPECT_EQ(fault(R"(<g:document code="D" stage="s" written="poem" zh="文" en="D"/>
                     <g:stage id="s" zh="甲" en="S"/>)"),
            "bad-attribute");
  EXPECT_EQ(
      fault(
          R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" signed="yes" zh="甲" en="E"/>)"),
      "bad-attribute");
  EXPECT_EQ(fault(R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E">
    <g:field name="f" type="colour" zh="甲" en="F"/></g:event>)"),
            "bad-attribute");
  // Only a matter has variables to show.
  EXPECT_EQ(fault(R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E">
    <g:field name="f" register="unit" shows="a" zh="甲" en="F"/></g:event>)"),
            "bad-attribute");
  // What may hold the number of a person is a text, and there it is refused.
  for (const char* attributes : {R"(personal="shown")", R"(type="date" personal="refused")"}) {
    EXPECT_EQ(fault(std::string(R"(<g:role id="r" zh="甲" en="R"/>
                    <g:event name="e" who="r" zh="甲" en="E"><g:field name="f" )") +
                    attributes + R"( zh="甲" en="F"/></g:event>)"),
              "bad-attribute")
        << attributes;
  }
}

TEST(Reader, WantsAStandardWithinItsOwnBounds) {
  EXPECT_EQ(fault(R"(<g:parameter name="n" standard="29" min="30" zh="甲" en="N"/>)"),
            "bad-attribute");
}

TEST(Reader, KeepsTheSystemsNamesForTheSystem) {
  EXPECT_EQ(fault(R"(<g:role id="clock" zh="甲" en="C"/>)"), "reserved-name");
  for (const char* name :
       {"clock.T", "system.x", "done.state.a", "error.execution", "gavel.shut"}) {
    EXPECT_EQ(
        fault(std::string("<g:event name=\"") + name + "\" who=\"anyone\" zh=\"甲\" en=\"E\"/>"),
        "reserved-name")
        << name;
  }
}

// Rules are asked when someone sends an event: anywhere else they would be lost in silence.
TEST(Reader, RefusesRulesWhereNobodyWouldAskThem) {
  const std::string annotations =
      "<g:rule id=\"R\" cite=\"d:1\" test=\"true\">" + says +
      "</g:rule><g:event name=\"go\" who=\"anyone\" zh=\"走\" en=\"Go\"/>";
  const auto on = [&](std::string_view transition) {
    const std::string states = "<state id=\"b\"><transition " + std::string(transition) +
                               " target=\"a\" g:rules=\"R\"/></state>";
    const auto result = read_with(with_source(annotations), states);
    return result.procedure == nullptr ? result.diagnostics.at(0).says.code : "";
  };
  EXPECT_EQ(on("cond=\"true\""), "rules-unjudged");
  EXPECT_EQ(on("event=\"done.state.b\""), "rules-unjudged");
  EXPECT_EQ(on("event=\"clock.T\""), "rules-unjudged");
  EXPECT_EQ(on("event=\"go clock.T\""), "rules-unjudged");
  EXPECT_EQ(on("event=\"go\""), "");
  EXPECT_EQ(on("event=\"system.done\""), "");
}

TEST(Reader, TitlesTheValuesOfAChoiceWhereTheyStandOrForAll) {
  const auto procedure = well(read_with(
      R"(<g:choice value="no" zh="否" en="No"/><g:choice value="yes" zh="是" en="Yes"/>
<g:parameter name="p" type="choice" standard="no" values="no yes" zh="甲" en="P"/>
<g:event name="go" who="anyone" zh="走" en="Go">
 <g:field name="x" type="choice" values="yes no" zh="乙" en="X"><g:choice value="no" zh="不走" en="Stays"/></g:field>
</g:event>)",
      R"(<state id="b"><transition event="go"/></state>)"));
  const Field& field = procedure->events.at("go").form.at(0);
  EXPECT_EQ(field.title_of(Json("yes")).en, "Yes");
  EXPECT_EQ(field.title_of(Json("no")).zh, "不走");
  EXPECT_EQ(field.title_of(Json("perhaps")).zh, "");
  EXPECT_EQ(procedure->parameters.at(0).value_titles.at(0).en, "No");
}

TEST(Reader, WarnsWherePeopleWouldReadACode) {
  const auto first = [](const std::string& field) {
    return read_with(
        "<g:choice value=\"a\" zh=\"甲\" en=\"A\"/><g:event name=\"go\" who=\"anyone\" "
        "zh=\"走\" en=\"Go\">" +
            field + "</g:event>",
        "<state id=\"b\"><transition event=\"go\"/></state>");
  };
  const std::string choice = "<g:field name=\"x\" type=\"choice\" zh=\"乙\" en=\"X\" ";
  EXPECT_TRUE(first(choice + "values=\"a\"/>").diagnostics.empty());
  const auto untitled = first(choice + "values=\"a z\"/>");
  ASSERT_NE(untitled.procedure, nullptr);
  EXPECT_EQ(untitled.diagnostics.at(0).says.code, "untitled-choice");
  EXPECT_EQ(untitled.procedure->events.at("go").form.at(0).title_of(Json("z")).zh, "z");
  const auto unknown =
      first(choice + "values=\"a\"><g:choice value=\"b\" zh=\"乙\" en=\"B\"/></g:field>");
  EXPECT_EQ(unknown.procedure, nullptr);
  EXPECT_EQ(unknown.diagnostics.at(0).says.code, "unknown-choice");
}

TEST(Reader, NamesThePlaceInTheExpression) {
  const auto result = read_with(with_source(
      "<g:rule id=\"R\" cite=\"d:1\" test=\"began &amp;&amp; )\">" + says + "</g:rule>"));
  ASSERT_EQ(result.diagnostics.size(), 1U);
  EXPECT_THAT(in_words(result.diagnostics[0].says).en, HasSubstr("byte 10"));
}

TEST(Reader, SeesWhichRulesLookAtWhatIsSent) {
  const auto procedure = well(read_with(
      with_source("<g:rule id=\"R\" cite=\"d:1\" test=\"began || (1 + _event.data.n) &gt; 2\">" +
                  says + "</g:rule>")));
  EXPECT_TRUE(procedure->rules.at("R").needs_data);
}

}  // namespace
}  // namespace gavel::procedure
