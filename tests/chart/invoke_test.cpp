// Child sessions: SCXML 6.4 and 6.5.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

std::string inline_chart(const std::string& body, const std::string& around = "") {
  return "<invoke id='kid'>" + around + "<content><scxml version='1.0' datamodel='ecmascript'>" +
         body + "</scxml></content></invoke>";
}

TEST(Invoke, ChildSpeaksToItsParentAndEndsWithData) {
  given("<state id='a'>" +
        inline_chart("<state id='k'><onentry><send target='#_parent' event='hello'/></onentry>"
                     "<transition event='go' target='kf'/></state>"
                     "<final id='kf'><donedata><param name='n' expr='4'/></donedata></final>") +
        "<transition event='hello'><log expr='_event.invokeid'/><send target='#_kid' event='go'/>"
        "</transition>"
        "<transition event='done.invoke.kid' target='b'><log expr='_event.data.n'/></transition>"
        "</state><state id='b'/>")
      .in({"b"})
      .said("kid 4");
}

TEST(Invoke, SurvivesRestartsWithItsTimersAndData) {
  Scenario s =
      given("<state id='a'>" +
            inline_chart("<datamodel><data id='n' expr='1'/></datamodel>"
                         "<state id='k'><onentry><send id='t' event='tick' delay='1s'/></onentry>"
                         "<transition event='tick' target='k'><assign location='n' expr='n + 1'/>"
                         "</transition><transition cond='n == 3' target='kf'/></state>"
                         "<final id='kf'/>") +
            "<transition event='done.invoke' target='b'/></state><state id='b'/>");
  ASSERT_EQ(timers(s.session()).size(), 1u);
  EXPECT_EQ(timers(s.session()).front().id, "kid/t");
  s.after(1s).in({"a"}).after(1s).in({"b"});
}

// W3C 250, by hand there.
TEST(Invoke, ACancelledChildRunsItsExitHandlers) {
  Scenario s =
      given("<state id='a'>" +
            inline_chart("<state id='k1'><onexit><log expr=\"'k1'\"/></onexit>"
                         "<state id='k2'><onentry><send id='t' event='x' delay='1s'/>"
                         "</onentry><onexit><log expr=\"'k2'\"/>"
                         "<send target='#_parent' event='late'/></onexit></state></state>") +
            "<transition event='e' target='b'/></state>"
            "<state id='b'><transition event='late' target='c'/></state><state id='c'/>");
  s.when("e").in({"b"}).said("k2 k1");
  EXPECT_TRUE(s.session().children.empty());
  EXPECT_EQ(s.all<TimerCancelled>(), (std::vector<TimerCancelled>{{"kid/t"}}));
}

// W3C 230, by hand there.
TEST(Invoke, AForwardedEventKeepsItsFields) {
  const auto show =
      "<transition event='e'><log expr=\"_event.name + _event.type + "
      "_event.data.n + typeof _event.sendid\"/></transition>";
  given(std::string("<state id='a'><invoke id='kid' autoforward='true'><content>"
                    "<scxml version='1.0'><state id='k'>") +
        show + "</state></scxml></content></invoke>" + show + "</state>")
      .when("e", {{"n", 1}})
      .said("eexternal1undefined eexternal1undefined");
}

TEST(Invoke, PassesValuesToDeclaredDataOnly) {
  given(
      "<datamodel><data id='n' expr='5'/></datamodel><state id='a'><invoke namelist='n'>"
      "<param name='m' expr='6'/><param name='unknown' expr='7'/><content><scxml version='1.0'>"
      "<datamodel><data id='n' expr='0'/><data id='m'/></datamodel>"
      "<state id='k'><onentry><log expr='n + m + typeof unknown'/></onentry></state></scxml>"
      "</content></invoke></state>")
      .said("11undefined");
}

TEST(Invoke, FinalizeRunsBeforeTheEventIsProcessed) {
  given("<datamodel><data id='n' expr='0'/></datamodel><state id='a'>" +
        inline_chart("<state id='k'><onentry><send target='#_parent' event='x'>"
                     "<param name='n' expr='9'/></send></onentry></state>",
                     "<finalize><assign location='n' expr='_event.data.n'/></finalize>") +
        "<transition event='x' cond='n == 9' target='b'/></state><state id='b'/>")
      .in({"b"});
}

TEST(Invoke, EmptyFinalizeWritesBackWhatWasPassed) {
  given(
      "<datamodel><data id='n' expr='0'/><data id='m' expr='0'/></datamodel><state id='a'>"
      "<invoke namelist='n'><param name='k' location='m'/><finalize/><content>"
      "<scxml version='1.0'><state id='k'><onentry><send target='#_parent' event='x'>"
      "<param name='n' expr='1'/><param name='k' expr='2'/></send></onentry></state></scxml>"
      "</content></invoke><transition event='x' target='b'/></state><state id='b'/>")
      .in({"b"})
      .has("n", 1)
      .has("m", 2);
}

TEST(Invoke, OnlyWhereTheMacrostepEnds) {
  given("<state id='a'>" +
        inline_chart("<state id='k'><onentry><log expr=\"'ran'\"/></onentry>"
                     "</state>") +
        "<transition target='b'/></state><state id='b'/>")
      .in({"b"})
      .said("");
}

TEST(Invoke, FromSourcesAndFromText) {
  Texts texts;
  texts.texts["kid.scxml"] = scxml("<final id='f'/>");
  const auto chart = [](const char* how) {
    return scxml(std::string("<datamodel><data id='text'><scxml xmlns="
                             "'http://www.w3.org/2005/07/scxml' version='1.0'><final id='f'/>"
                             "</scxml></data></datamodel><state id='a'><invoke ") +
                 how + "<transition event='done.invoke' target='b'/></state><state id='b'/>");
  };
  Scenario(chart("src='kid.scxml'/>"), false, texts).in({"b"});
  Scenario(chart("srcexpr=\"'kid' + '.scxml'\"/>"), false, texts).in({"b"});
  Scenario(chart("><content expr='text'/></invoke>"), false, texts).in({"b"});
}

TEST(Invoke, OfTextSurvivesRestarts) {
  Scenario s = given(
      "<datamodel><data id='text'><scxml xmlns='http://www.w3.org/2005/07/scxml' "
      "version='1.0'><state id='k'><transition event='e' target='f'/></state>"
      "<final id='f'/></scxml></data></datamodel><state id='a'>"
      "<invoke autoforward='true'><content expr='text'/></invoke>"
      "<transition event='done.invoke' target='b'/></state><state id='b'/>");
  s.in({"a"}).when("e").in({"b"});
}

TEST(Invoke, ThatCannotBeMadeRaisesAnError) {
  const auto chart = [](const std::string& how) {
    return scxml("<state id='a'><invoke " + how +
                 "<transition event='error.execution' target='exec'/>"
                 "<transition event='error.communication' target='comm'/></state>"
                 "<state id='exec'/><state id='comm'/>");
  };
  Scenario(chart("type='urn:other'/>")).in({"exec"});
  Scenario(chart("namelist='zz'><content><scxml version='1.0'><final/></scxml></content></invoke>"))
      .in({"exec"});
  Scenario(chart("src='nowhere'/>")).in({"comm"});
  Scenario(chart("><content expr=\"'&lt;broken'\"/></invoke>")).in({"comm"});
}

TEST(Invoke, OfItselfForEverEnds) {
  Texts texts;
  texts.texts["self"] = scxml("<state id='a'><invoke src='self'/></state>");
  Scenario s(texts.texts["self"], false, texts);
  EXPECT_EQ(s.all<ErrorRaised>().size(), 1u);
}

// A copy of a session is a value: stepping one does not change the other's children.
TEST(Invoke, CopiesOfASessionAreIndependent) {
  const ReadResult result = read(
      scxml("<state id='a'><invoke id='kid' autoforward='true'><content><scxml version='1.0'>"
            "<state id='k1'><transition event='e' target='k2'/></state><state id='k2'/></scxml>"
            "</content></invoke></state>"),
      "t");
  ASSERT_NE(result.chart, nullptr) << written(result.diagnostics);
  const Session before = start(result.chart, "s", {}).next;
  const std::string text = boost::json::serialize(encode(*result.chart, before));
  const Outcome outcome = step(result.chart, before, {.name = "e"}, {});
  EXPECT_EQ(boost::json::serialize(encode(*result.chart, before)), text);
  EXPECT_NE(boost::json::serialize(encode(*result.chart, outcome.next)), text);
}

}  // namespace
}  // namespace gavel::chart
