// Events as procedures declare them: who sends and signs them, what they ask registers, what they
// leave out and where they are told.
#include "engine/procedure/choice_cites.hpp"
#include "engine/procedure/told.hpp"
#include "tests/procedure/faults.hpp"

namespace gavel::procedure {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Reader, WantsAChoiceToCiteOfWhatItsEventCites) {
  const auto event = [](const char* cite) {
    return std::string(R"(<g:role id="r" zh="甲" en="R"/>
      <g:event name="e" cite="d:1 d:2" who="r" zh="甲" en="E">
      <g:field name="f" type="choice" values="a b" zh="甲" en="F">
      <g:choice value="a" cite=")") +
           cite + R"(" zh="甲" en="A"/><g:choice value="b" zh="乙" en="B"/></g:field></g:event>)";
  };
  EXPECT_EQ(fault(event("d:3")), "bad-attribute");
  const auto procedure = well(read_with(with_source(event("d:2"))));
  EXPECT_THAT(choice_cites(*procedure, "e", "f", "a"), ElementsAre("d:2"));
  EXPECT_TRUE(choice_cites(*procedure, "e", "f", "b").empty());
  EXPECT_TRUE(choice_cites(*procedure, "e", "g", "a").empty());
  EXPECT_TRUE(choice_cites(*procedure, "other", "f", "a").empty());
}

TEST(Reader, TakesAChoiceBetweenArticlesForWhatItsEventIsUnder) {
  const auto under = [](const char* values, const char* value) {
    const auto procedure = well(read_with(with_source(std::string(R"(<g:role id="r" zh="甲" en="R"/>
      <g:event name="e" cite="d:1 d:2" who="r" zh="甲" en="E">
      <g:field name="f" type="choice" values=")") + values +
                                                      R"(" zh="甲" en="F"/></g:event>)")));
    return choice_cites(*procedure, "e", "f", value);
  };
  EXPECT_THAT(under("1 2", "2"), ElementsAre("d:2"));
  EXPECT_TRUE(under("1 2", "3").empty());
  EXPECT_TRUE(under("1 other", "1").empty());
}

// What the items of a list name is asked of the register; what an object's part names, or of a
// register that is asked of no list, would be asked of nobody.
TEST(Reader, LooksUpWhatTheItemsOfAListName) {
  const auto within = [](const char* type, const char* which) {
    return std::string(R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E">
      <g:field name="f" type=")") +
           type + R"(" zh="甲" en="F"><g:field name="p" register=")" + which +
           R"(" zh="乙" en="P"/></g:field></g:event>)";
  };
  EXPECT_EQ(fault(within("object", "unit")), "bad-attribute");
  EXPECT_EQ(fault(within("list", "matter")), "bad-attribute");
  const auto procedure = well(read_with(within("list", "unit")));
  EXPECT_EQ(procedure->events.at("e").form.at(0).fields.at(0).in_register, "unit");
}

TEST(Reader, ReadsWhoSignsAndOverWhat) {
  const auto procedure = well(read_with(
      R"(<g:stage id="s" zh="甲" en="S"/><g:document code="D1" stage="s" zh="文" en="D"/>
<g:document code="D2" stage="s" zh="文" en="D"/><g:stage id="t" zh="乙" en="T"/>
<g:role id="r" zh="甲" en="R"/><g:role id="q" zh="乙" en="Q"/>
<g:event name="all" who="r q" signed="true" zh="走" en="Go"/>
<g:event name="one" who="r q" signed="q" covers="t D1" zh="走" en="Go"/>)",
      R"(<state id="b"><transition event="all one"/></state>)"));
  const EventType &all = procedure->events.at("all"), &one = procedure->events.at("one");
  EXPECT_TRUE(all.is_signed);
  EXPECT_TRUE(all.signers.empty());
  EXPECT_TRUE(covers(*procedure, all, "D2"));
  EXPECT_TRUE(one.is_signed);
  EXPECT_EQ(one.signers, std::vector<std::string>{"q"});
  EXPECT_TRUE(covers(*procedure, one, "D1"));
  EXPECT_FALSE(covers(*procedure, one, "D2"));
}

TEST(Reader, WantsSignersAmongThoseWhoSendAndASignatureForWhatItCovers) {
  const auto event = [](const char* attributes) {
    return std::string(R"(<g:role id="r" zh="甲" en="R"/><g:role id="q" zh="乙" en="Q"/>)"
                       R"(<g:stage id="s" zh="甲" en="S"/>)") +
           R"(<g:event name="e" who="r" zh="甲" en="E" )" + attributes + "/>";
  };
  EXPECT_EQ(fault(event(R"(signed="q")")), "bad-attribute");
  EXPECT_EQ(fault(event(R"(covers="s")")), "bad-attribute");
  EXPECT_EQ(fault(event(R"(signed="true" covers="D9")")), "unknown-document");
}

TEST(Reader, WantsToKnowOfWhomTheRegisterOfPositionsIsAsked) {
  const auto event = [](const char* attributes) {
    return std::string(
               R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E" )") +
           attributes + "/>";
  };
  EXPECT_EQ(fault(event(R"(register="seats")")), "missing-attribute");
  EXPECT_EQ(fault(event(R"(of="['li']")")), "bad-attribute");
  EXPECT_EQ(fault(event(R"(register="rooms")")), "bad-attribute");
  const auto procedure = well(read_with(event(R"(register="seats" of="['li']")")));
  EXPECT_EQ(procedure->events.at("e").registers.at(0).of->text(), "['li']");
}

// One event may ask several registers, each once.
TEST(Reader, TakesFurtherRegistersThatAnEventAsks) {
  const auto event = [](const char* asks) {
    return std::string(
               R"(<g:role id="r" zh="甲" en="R"/>)"
               R"(<g:event name="e" who="r" zh="甲" en="E" register="seats" of="['li']">)") +
           asks + "</g:event>";
  };
  EXPECT_EQ(fault(event("<g:asks/>")), "missing-attribute");
  EXPECT_EQ(fault(event(R"(<g:asks register="pool"/>)")), "missing-attribute");
  EXPECT_EQ(fault(event(R"(<g:asks register="draws"/>)")), "missing-attribute");
  EXPECT_EQ(fault(event(R"(<g:asks register="rooms"/>)")), "bad-attribute");
  EXPECT_EQ(fault(event(R"(<g:asks register="seats" of="[]"/>)")), "duplicate-id");
  const auto procedure = well(read_with(event(R"(<g:asks register="pool" of="['kong']"/>)")));
  EXPECT_EQ(procedure->events.at("e").registers.at(1).name, "pool");
  EXPECT_EQ(procedure->events.at("e").registers.at(1).of->text(), "['kong']");
}

TEST(Reader, WantsTheStepsThatAnEventLeavesOutToBeThere) {
  const auto leaving_out = [](const char* step) {
    return std::string(R"(<g:role id="r" zh="甲" en="R"/>)"
                       R"(<g:mandatory id="M1" before="a" through="a" zh="甲" en="M"/>)"
                       R"(<g:event name="e" who="r" zh="甲" en="E" leaves-out=")") +
           step + "\"/>";
  };
  EXPECT_EQ(fault(leaving_out("M9")), "unknown-step");
  EXPECT_NE(read_with(with_source(leaving_out("M1"))).procedure, nullptr);
  // Or an article that asks for one way of taking it, which says there that it was left out.
  constexpr std::string_view article =
      R"(<g:source id="law" zh="《法》" en="Law"><g:article number="1" zh="一" en="One" binds="true"/>)"
      "</g:source>";
  EXPECT_EQ(fault(std::string(article) + leaving_out("law:1")), "unknown-step");
  EXPECT_NE(read_with(std::string(article) + leaving_out(R"(law:1" told="law:1)")).procedure,
            nullptr);
}

// What is told under an article that the statement does not list would be told nowhere.
TEST(Reader, WantsWhatIsToldToHaveAnArticleThatBinds) {
  constexpr std::string_view articles =
      R"(<g:source id="law" zh="《法》" en="Law"><g:article number="1" zh="一" en="One" binds="true"/>)"
      R"(<g:article number="2" zh="二" en="Two"/></g:source><g:role id="r" zh="甲" en="R"/>)";
  const auto event = [&](const std::string& inside) {
    return std::string(articles) + R"(<g:event name="e" who="r" zh="甲" en="E" )" + inside;
  };
  EXPECT_EQ(fault(event(R"(told="law:2"/>)")), "bad-attribute");
  EXPECT_EQ(fault(event(R"(told="law:3"/>)")), "bad-attribute");
  EXPECT_EQ(fault(event(R"(told="nothing:1"/>)")), "bad-attribute");
  const auto field = [&](const std::string& told) {
    return event(R"(><g:field name="f" zh="甲" en="F">)" + told + "</g:field></g:event>");
  };
  EXPECT_EQ(fault(field(R"(<g:told under="law:2" zh="系{value}" en="is {value}"/>)")),
            "bad-attribute");
  EXPECT_EQ(fault(field(R"(<g:told zh="系{value}" en="is {value}"/>)")), "missing-attribute");
  const auto procedure =
      well(read_with(with_source(event(R"(told="law:1"><g:field name="f" zh="甲" en="F">)"
                                       R"(<g:told under="law:1" zh="系{value}" en="is {value}"/>)"
                                       "</g:field></g:event>"))));
  const Told told = told_in(*procedure).at("law:1");
  EXPECT_THAT(told.events, ElementsAre("e"));
  EXPECT_EQ(told.statements.at(0).says.en, "is {value}");
}

TEST(Reader, ReadsHowThingsStandWithAnAct) {
  const auto standing = [](const std::string& attributes) {
    return std::string(R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E">)"
                       "<g:standing ") +
           attributes + "/></g:event>";
  };
  EXPECT_EQ(fault(standing(R"(zh="未" en="not")")), "missing-attribute");
  EXPECT_EQ(fault(standing(R"(when="1 +" zh="未" en="not")")), "bad-expression");
  const auto procedure =
      well(read_with(with_source(standing(R"(when="began == ''" zh="未" en="not")"))));
  EXPECT_EQ(standings_in(*procedure).at("e").at(0).when.text(), "began == ''");
  // With the values that its text has places for.
  const auto counting = [](const std::string& seen) {
    return R"(<g:role id="r" zh="甲" en="R"/><g:event name="e" who="r" zh="甲" en="E">)"
           R"(<g:standing when="true" zh="{n}票" en="{n} votes">)" +
           seen + "</g:standing></g:event>";
  };
  EXPECT_EQ(fault(counting(R"(<g:seen name="n" value="1 +"/>)")), "bad-expression");
  const auto counted =
      well(read_with(with_source(counting(R"(<g:seen name="n" value="1 + 1"/>)"))));
  EXPECT_EQ(standings_in(*counted).at("e").at(0).seen.at(0).name, "n");
}

TEST(Reader, WarnsOfEventsThatNoOneMaySend) {
  const std::string go = R"(<g:event name="go.now" who="anyone" zh="走" en="Go"/>)";
  const auto warnings = [&](std::string_view event) {
    const auto result = read_with(go,
                                  "<state id=\"b\"><onentry><raise event=\"inner\"/></onentry>"
                                  "<transition event=\"" +
                                      std::string(event) + "\"/></state>");
    EXPECT_NE(result.procedure, nullptr);
    return result.diagnostics.empty() ? "" : result.diagnostics[0].says.code;
  };
  EXPECT_EQ(warnings("stop"), "undeclared-event");
  EXPECT_EQ(warnings("go.now"), "");
  EXPECT_EQ(warnings("go"), "");  // a prefix takes what it begins
  for (const char* inner :
       {"inner", "clock.T", "system.x", "done.state.b", "error.execution", "*"}) {
    EXPECT_EQ(warnings(inner), "") << inner;
  }
}

}  // namespace
}  // namespace gavel::procedure
