// What is sent and what is taken: values nothing takes, values two take, transitions that only
// refuse, words of a list, clocks. The content of a chart begins on line 2.
#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::Not;

/// The event `decide` with a choice of three, on line 2; the state `a` with `transitions` from line
/// 3 on; ends y and z, and x to come from.
std::vector<std::string> deciding(std::string_view transitions,
                                  std::string_view required = "true") {
  std::string text =
      R"xml(<g:event name="decide" who="anyone" zh="定" en="d"><g:field name="out" type="choice" values="yes no later" required=")xml";
  text.append(required) += R"xml(" zh="果" en="o"/></g:event>)xml";
  text += events("go") + "<state id=\"a\">\n";
  text.append(transitions) +=
      "\n<transition event=\"go\" target=\"z\"/></state><final id=\"z\"/><final id=\"y\"/>";
  return found(text);
}

TEST(Cases, EveryValueTakenOnceIsSound) {
  EXPECT_THAT(deciding(R"xml(<transition event="decide" cond="_event.data.out == 'yes'" target="y"/>
<transition event="decide" cond="_event.data.out != 'yes'" target="z"/>)xml"),
              IsEmpty());
}

TEST(Cases, AValueNothingTakesIsTold) {
  EXPECT_THAT(
      deciding(R"xml(<transition event="decide" cond="_event.data.out == 'yes'" target="y"/>
<transition event="decide" cond="_event.data.out == 'no'" target="z"/>)xml"),
      ElementsAre("3 case-not-taken: in 'a' nothing takes 'decide' where _event.data.out is "
                  "'later'"));
}

TEST(Cases, AFieldThatMayBeLeftOutIsAValueToo) {
  const char* transitions =
      R"xml(<transition event="decide" cond="_event.data.out == 'yes'" target="y"/>
<transition event="decide" cond="_event.data.out == 'no' || _event.data.out == 'later'" target="z"/>)xml";
  EXPECT_THAT(deciding(transitions), IsEmpty());
  EXPECT_THAT(deciding(transitions, "false"),
              ElementsAre(HasSubstr("where _event.data.out is not given")));
}

TEST(Cases, AValueTwoTakeIsTold) {
  EXPECT_THAT(
      deciding(R"xml(<transition event="decide" cond="_event.data.out != 'no'" target="y"/>
<transition event="decide" cond="_event.data.out != 'yes'" target="z"/>)xml"),
      ElementsAre("4 overlapping-cases: in 'a' this takes 'decide' where _event.data.out is "
                  "'later', and so does the transition on line 3, which comes first; say "
                  "which is meant"));
}

TEST(Cases, WhatTakesAllTheRestMustSaySo) {
  EXPECT_THAT(deciding(R"xml(<transition event="decide" cond="_event.data.out == 'no'" target="y"/>
<transition event="decide" target="z"/>)xml"),
              ElementsAre(HasSubstr("4 overlapping-cases")));
}

TEST(Cases, ConditionsThatMayExcludeEachOtherAreNotHeldAgainstIt) {
  const char* content = R"xml(
<g:event name="list" who="anyone" zh="列" en="l"><g:field name="of" type="list" zh="表" en="l"/></g:event>
<state id="a"><transition event="list" cond="count(_event.data.of) &gt; 5" target="z"/>
<transition event="list" cond="count(_event.data.of) &lt; 3" target="y"/>
<transition event="list" cond="count(_event.data.of) &gt;= 3 &amp;&amp; count(_event.data.of) &lt;= 5" target="y"/></state>
<final id="z"/><final id="y"/>)xml";
  EXPECT_THAT(found(content), Each(Not(HasSubstr("overlapping"))));
}

/// A rule on line 3, which holds where `n` is '1', and the state `a`, in which `ask` only refuses.
std::vector<std::string> refusing(std::string_view transition,
                                  std::string_view rules_of_event = "") {
  std::string text =
      R"xml(<g:source id="law" zh="法" en="Law"/><datamodel><data id="n" expr="''"/></datamodel>
<g:rule id="G1" cite="law:1" test="n == '1' || n == '2'"><g:says zh="须" en="must"/><g:remedy zh="改" en="mend"/></g:rule>
<g:event name="ask" who="anyone" zh="问" en="q")xml";
  text.append(rules_of_event) += "/>" + events("go") + "\n<state id=\"a\">";
  text.append(transition) +=
      R"xml(<transition event="go" target="b"/></state><state id="b"><transition event="ask" target="z")xml";
  text += rules_of_event.empty() ? R"xml( g:rules="G1"/></state><final id="z"/>)xml"
                                 : R"xml(/></state><final id="z"/>)xml";
  return found(text);
}

TEST(Refusals, OneThatRefusesForItsRuleIsSound) {
  EXPECT_THAT(refusing(R"xml(<transition event="ask" cond="n == ''" g:rules="G1"/>)xml"),
              IsEmpty());
  EXPECT_THAT(refusing(R"xml(<transition event="ask" cond="n == ''"/>)xml", R"xml( rules="G1")xml"),
              IsEmpty());
}

TEST(Refusals, OneThatMayLetTheEventThroughIsTold) {
  EXPECT_THAT(
      refusing(R"xml(<transition event="ask" g:rules="G1"/>)xml"),
      ElementsAre("5 refusal-lets-through: this takes 'ask' and does nothing, but its rules "
                  "do not refuse every one; take it only where one of them is unmet"));
  EXPECT_THAT(refusing(R"xml(<transition event="ask" cond="n != ''" g:rules="G1"/>)xml"),
              ElementsAre(HasSubstr("5 refusal-lets-through")));
}

TEST(Refusals, OneWithoutARuleIsTold) {
  EXPECT_THAT(refusing(R"xml(<transition event="ask" cond="n == ''"/>)xml"),
              ElementsAre(HasSubstr("5 refuses-nothing")));
}

TEST(Refusals, ARuleThatTheEventAsksForAnywayIsTold) {
  EXPECT_THAT(refusing(R"xml(<transition event="ask" cond="n == ''" g:rules="G1"/>)xml",
                       R"xml( rules="G1")xml"),
              ElementsAre(HasSubstr("5 asked-twice")));
}

TEST(Refusals, AnEventThatIsRefusedEverywhereIsTold) {
  EXPECT_THAT(
      found(
          R"xml(<g:source id="law" zh="法" en="Law"/><datamodel><data id="n" expr="''"/></datamodel>
<g:rule id="G1" cite="law:1" test="n == '1'"><g:says zh="须" en="must"/><g:remedy zh="改" en="mend"/></g:rule>
<g:event name="ask" who="anyone" zh="问" en="q"/>)xml" +
          events("go") + R"xml(
<state id="a"><transition event="ask" cond="n != '1'" g:rules="G1"/><transition event="go" target="z"/></state><final id="z"/>)xml"),
      ElementsAre("4 event-only-refused: 'ask' is refused wherever it is taken, and does "
                  "nothing anywhere"));
}

TEST(Words, OneThatNoTransitionAsksForIsTold) {
  const auto with = [](std::string_view words) {
    return found(
        "<datamodel><data id='again' expr='[]'/></datamodel>" + events("go redo") +
        "\n<state id='a'><transition event='redo' target='b'><assign location='again' expr=\"" +
        std::string(words) +
        "\"/></transition></state>\n<state id='b'><transition cond=\"contains(again, 'x')\" "
        "target='a'/><transition event='go' target='z'/></state><final id='z'/>");
  };
  EXPECT_THAT(with("append(again, 'x')"), IsEmpty());
  EXPECT_THAT(with("['x', 'y']"),
              ElementsAre("3 word-not-asked: 'again' is given 'y' here, but no transition asks for "
                          "it, as they do for 'x'"));
  EXPECT_THAT(with("append(again, 'y')"), ElementsAre(HasSubstr("3 word-not-asked")));
}

/// A state that waits for the clock T1.
std::vector<std::string> waiting(std::string_view transitions) {
  std::string text =
      "<g:source id='law' zh='法' en='Law'/><datamodel><data id='on' expr=\"''\"/></datamodel>\n"
      "<g:clock id='T1' kind='minimum' from='on' count='3' unit=\"'day'\" cite='law:1' zh='钟' "
      "en='c'/>";
  text += events("go") +
          "\n<state id='a'><onentry><send id='T1' event='clock.T1' "
          "delayexpr=\"until('T1')\"/></onentry>\n";
  text.append(transitions) += "\n<transition event='go' target='z'/></state><final id='z'/>";
  return found(text);
}

TEST(Clocks, OneSentAgainUntilItIsOverIsSound) {
  EXPECT_THAT(waiting("<transition event='clock.T1' cond=\"!reached('T1')\"><send id='T1' "
                      "event='clock.T1' delayexpr=\"until('T1')\"/></transition>\n"
                      "<transition event='clock.T1' target='z'/>"),
              IsEmpty());
}

TEST(Clocks, OneThatCountsBeforeItIsOverIsTold) {
  EXPECT_THAT(waiting("<transition event='clock.T1' target='z'/>"),
              ElementsAre(HasSubstr("5 clock-not-over")));
}

TEST(Clocks, OneThatIsOnlySentAgainIsTold) {
  EXPECT_THAT(waiting("<transition event='clock.T1'><send id='T1' event='clock.T1' "
                      "delayexpr=\"until('T1')\"/></transition>\n"
                      "<transition event='clock.T1 go' target='z'/>"),
              Contains(HasSubstr("5 clock-never-over: this only sends 'clock.T1' again")));
}

TEST(Clocks, OneThatMayComeAndBeLostIsTold) {
  EXPECT_THAT(waiting("<transition event='clock.T1' cond=\"reached('T1')\" target='z'/>"),
              ElementsAre(HasSubstr("5 clock-unheard: 'clock.T1' may come and be lost")));
  EXPECT_THAT(waiting(""),
              Contains(HasSubstr("4 clock-unheard: 'clock.T1' is sent here for later")));
}

}  // namespace
}  // namespace gavel::soundness
