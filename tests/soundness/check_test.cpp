// One small chart for each thing the checker says. The content of a chart begins on line 2.
#include <filesystem>

#include "engine/soundness/explore.hpp"
#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

using ::testing::Contains;
using ::testing::IsSupersetOf;
using ::testing::Not;

TEST(Check, SaysNothingOfASoundChart) {
  EXPECT_THAT(found(events("go") + R"xml(
<state id="a"><transition event="go" target="z"/></state>
<final id="z"/>)xml"),
              IsEmpty());
}

// What a rule asks for, and only a role may file that acts nowhere.
TEST(Documents, ThatAreAskedForCanBeFiledBySomebody) {
  const auto chart = [](const char* who) {
    return std::string(R"xml(
<g:source id="s" zh="法" en="law"/><g:stage id="w" zh="办" en="w"/>
<g:role id="clerk" zh="员" en="c"/><g:role id="ghost" zh="空" en="g"/>
<g:document code="D" stage="w" who=")xml") +
           who + R"xml(" zh="文" en="d"/>
<g:rule id="R" cite="s" test="has('D')"><g:says zh="说" en="s"/><g:remedy zh="补" en="r"/></g:rule>
<g:event name="go" who="clerk" rules="R" zh="事" en="e"/>
<state id="a"><transition event="go" target="z"/></state><final id="z"/>)xml";
  };
  EXPECT_THAT(codes(chart("ghost")), Contains("5 document-not-filed"));
  for (const char* who : {"ghost clerk", ""})
    EXPECT_THAT(codes(chart(who)), Not(Contains("5 document-not-filed")));
}

TEST(Reachability, NamesTheStateNoCourseReaches) {
  EXPECT_THAT(found(events("go") + R"xml(
<state id="a"><transition event="go" target="z"/></state>
<state id="island"><transition event="go" target="z"/></state>
<final id="z"/>)xml"),
              ElementsAre("4 unreachable-state: no course reaches the state 'island'"));
}

TEST(Reachability, ATransitionBehindOneThatAlwaysHoldsIsDead) {
  EXPECT_THAT(codes(events("go") + R"xml(
<state id="a"><transition event="go" target="z"/>
<transition event="go" target="y"/></state>
<final id="z"/><final id="y"/>)xml"),
              ElementsAre("4 dead-transition", "5 unreachable-state"));
}

TEST(Reachability, AnEventNoStateTakesIsDead) {
  EXPECT_THAT(found(events("go") + R"xml(
<g:event name="wait" who="anyone" zh="等" en="w"/>
<state id="a"><transition event="go" target="z"/></state><final id="z"/>)xml"),
              ElementsAre("3 dead-event: no state ever takes the event 'wait'"));
}

// What is asked of a signature is asked of one that is made.
TEST(Signatures, AreAskedForWhereTheEventIsSigned) {
  const std::string chart = R"xml(
<state id="a"><transition event="go" target="z"><assign location="key" expr="_x.signature.key_id"/></transition></state>
<final id="z"><onentry><assign location="old" expr="revised(1, 'go')"/></onentry></final>
<datamodel><data id="key"/><data id="old"/></datamodel>)xml";
  EXPECT_THAT(codes(events("go") + chart), ElementsAre("3 not-signed", "4 not-signed"));
  EXPECT_THAT(
      codes(R"xml(<g:event name="go" who="anyone" signed="true" zh="走" en="Go"/>)xml" + chart),
      IsEmpty());
  EXPECT_THAT(codes(events("go") + R"xml(
<state id="a"><transition event="go" target="z"/></state>
<final id="z"><onentry><assign location="old" expr="standing(old, 'gone')"/></onentry></final>
<datamodel><data id="old"/></datamodel>)xml"),
              ElementsAre("4 unknown-event"));
}

TEST(Completion, AStateWithoutAWayOnIsToldWithTheShortestWayToIt) {
  EXPECT_THAT(found(events("far near go") + R"xml(
<state id="a"><transition event="far" target="b"/><transition event="near" target="stuck"/>
 <transition event="go" target="z"/></state>
<state id="b"><transition event="near" target="stuck"/></state>
<state id="stuck"/>
<final id="z"/>)xml"),
              ElementsAre("6 dead-end: nothing can happen any more in [stuck] after near (e)"));
}

TEST(Completion, ARoundWithoutAnExitIsTold) {
  EXPECT_THAT(found(events("in round out") + R"xml(
<state id="a"><transition event="in" target="b"/><transition event="out" target="z"/></state>
<state id="b"><transition event="round" target="c"/></state>
<state id="c"><transition event="round" target="b"/></state>
<final id="z"/>)xml"),
              ElementsAre("4 no-way-to-end: no end can be reached any more in [b] after in (e)"));
}

constexpr const char* two_regions = R"xml(
<parallel id="both"><transition event="done.state.both" target="z"/>
 <state id="l"><state id="l1"><transition event="left"%s target="l2"/></state><final id="l2"/></state>
 <state id="r"><state id="r1"><transition event="right" cond="In('l2')" target="r2"/></state><final id="r2"/></state>
</parallel>
<final id="z"/>)xml";

std::string regions_where_the_left_has(const std::string& condition) {
  std::string text = two_regions;
  return events("left right") + text.replace(text.find("%s"), 2, condition);
}

TEST(Completion, TwoRegionsThatWaitForEachOtherAreADeadlock) {
  EXPECT_THAT(found(regions_where_the_left_has(" cond=\"In('r2')\"")),
              Contains(HasSubstr("nothing can happen any more in [l1, r1] after (at the start)")));
}

TEST(Completion, ADeadlockFurtherOnIsToldWithTheShortestWayToIt) {
  const std::string text = events("left right go round") + R"xml(
<state id="a"><transition event="round" target="b"/><transition event="go" target="both"/></state>
<state id="b"><transition event="go" target="both"/></state>
<parallel id="both"><transition event="done.state.both" target="z"/>
 <state id="l"><state id="l1"><transition event="left" target="l2"/></state>
  <state id="l2"><transition event="left" cond="In('r3')" target="l3"/></state><final id="l3"/></state>
 <state id="r"><state id="r1"><transition event="right" target="r2"/></state>
  <state id="r2"><transition event="right" cond="In('l3')" target="r3"/></state><final id="r3"/></state>
</parallel>
<final id="z"/>)xml";
  EXPECT_THAT(found(text), Contains(HasSubstr("nothing can happen any more in [l2, r2] after "
                                              "go (e) → left (e) → right (e)")));
}

TEST(Completion, IsToldInWordsOfBothLanguages) {
  const auto found = check_text(R"xml(
<g:event name="go" who="anyone" zh="送审" en="Send for review"/>
<g:clock id="T1" cite="law:1" from="today()" count="1" unit="'day'" zh="审查期限" en="Term of review"/>
<g:source id="law" zh="法" en="Law"/>
<state id="a"><transition event="go" target="waits"/><transition event="error.execution" target="z"/></state>
<state id="waits"><onentry><send event="clock.T1" delayexpr="until('T1')"/></onentry>
 <transition event="clock.T1" cond="reached('T1')" target="late"/>
 <transition event="clock.T1" cond="!reached('T1')"><send event="clock.T1" delayexpr="until('T1')"/></transition></state>
<state id="late" g:zh="逾期" g:en="Overdue"/>
<final id="z"/>)xml");
  ASSERT_EQ(found.size(), 1U) << written(found);
  EXPECT_EQ(found[0].says.code, "dead-end");
  EXPECT_EQ(in_words(found[0].says).en,
            "nothing can happen any more in [late (Overdue)] after go (Send for review) → "
            "clock.T1 (Term of review)");
  EXPECT_EQ(in_words(found[0].says).zh,
            "依次经过 go（送审） → clock.T1（审查期限） 之后，处于状态 [late（逾期）] "
            "时再也不能办理任何事情");
}

TEST(Completion, OneRegionMayWaitForTheOther) {
  EXPECT_THAT(found(regions_where_the_left_has("")), IsEmpty());
}

/// `review` must lie on every way to `done`.
std::string with_mandatory(std::string_view states, std::string_view since = "") {
  return R"xml(<g:source id="law" zh="法" en="Law"/>
<g:mandatory id="M1" before="done" through="review" cite="law:25" zh="审查" en="review")xml" +
         std::string(since) + "/>\n" + std::string(states);
}

TEST(Mandatory, AWayRoundIsToldWithTheShortestCourse) {
  EXPECT_THAT(found(with_mandatory(events("send skip pass back") + R"xml(
<state id="draft"><transition event="send" target="review"/><transition event="skip" target="half"/></state>
<state id="half"><transition event="back" target="draft"/><transition event="pass" target="done"/></state>
<state id="review"><transition event="pass" target="done"/></state>
<final id="done"/>)xml")),
              ElementsAre("3 mandatory-step-avoidable: 'done' can be reached without the mandatory "
                          "step M1 (review): skip (e) → pass (e)"));
}

TEST(Mandatory, AConditionOnDataIsNoGate) {
  EXPECT_THAT(codes(with_mandatory(events("send pass") + R"xml(
<datamodel><data id="urgent" expr="false"/></datamodel>
<state id="draft"><transition event="send" cond="urgent" target="done"/><transition event="send" target="review"/></state>
<state id="review"><transition event="pass" target="done"/></state>
<final id="done"/>)xml")),
              ElementsAre("3 mandatory-step-avoidable"));
}

TEST(Mandatory, IsDueAgainSinceItsStateWasEntered) {
  const std::string states = events("send amend pass") + R"xml(
<state id="draft"><transition event="send" target="review"/></state>
<state id="review"><transition event="pass" target="meeting"/></state>
<state id="meeting"><transition event="amend" target="changed"/><transition event="pass" target="done"/></state>
<state id="changed"><transition event="pass" target="done"/></state>
<final id="done"/>)xml";
  EXPECT_THAT(found(with_mandatory(states)), IsEmpty());
  EXPECT_THAT(found(with_mandatory(states, R"( since="changed")")),
              ElementsAre(HasSubstr("send (e) → pass (e) → amend (e) → pass (e)")));
}

// To come to the state is not enough where an act concludes the step.
TEST(Mandatory, IsDoneOnlyAsItsActLeavesTheState) {
  const auto with = [](const char* onward) {
    return events("send approve adjourn") + R"xml(
<state id="draft"><transition event="send" target="review"/></state>
<state id="review"><transition event="approve" target="done"/><transition event="adjourn" target=")xml" +
           onward + R"xml("/></state>
<final id="done"/>)xml";
  };
  EXPECT_THAT(found(with_mandatory(with("draft"), R"( act="approve")")), IsEmpty());
  EXPECT_THAT(found(with_mandatory(with("done"))), IsEmpty());
  EXPECT_THAT(found(with_mandatory(with("done"), R"( act="approve")")),
              ElementsAre(HasSubstr("send (e) → adjourn (e)")));
}

TEST(Mandatory, IsFollowedThroughRaisedEvents) {
  EXPECT_THAT(codes(with_mandatory(events("send skip pass") + R"xml(
<state id="draft"><transition event="send" target="review"/>
 <transition event="skip"><raise event="leap"/></transition><transition event="leap" target="done"/></state>
<state id="review"><transition event="pass" target="done"/></state>
<final id="done"/>)xml")),
              ElementsAre("3 mandatory-step-avoidable"));
}

TEST(Rules, OneThatNothingAsksForIsTold) {
  EXPECT_THAT(
      found(R"xml(<g:source id="law" zh="法" en="Law"/>
<g:rule id="G1" cite="law:1" test="true"><g:says zh="须" en="must"/><g:remedy zh="改" en="mend"/></g:rule>
)xml" + events("go") +
            R"xml(<state id="a"><transition event="go" target="z"/></state><final id="z"/>)xml"),
      ElementsAre("3 unused-rule: no event and no transition asks for the rule G1"));
}

TEST(Names, EveryUnknownOneIsToldWithItsPlace) {
  EXPECT_THAT(
      found(
          R"xml(<g:event name="go" who="anyone" zh="事" en="e"><g:field name="day" type="date" zh="日" en="Day"/></g:event>
<state id="a">
 <transition event="go" cond="nobody == 1" target="z"/>
 <transition event="go" cond="_x.policy.nothing" target="z"/>
 <transition event="go" cond="_event.data.dya" target="z"/>
 <transition event="go" cond="has('DOC')" target="z"/>
 <transition event="go" cond="reached('T1')" target="z"/>
 <transition event="go" cond="In('b')" target="z"/>
 <transition event="go" cond="conjure()" target="z"/>
</state><final id="z"/>)xml"),
      IsSupersetOf({"4 unknown-name: 'nobody' is declared by no <data>",
                    "5 unknown-parameter: no <parameter> is named 'nothing'",
                    "6 unknown-name: the form of 'go' has no field 'dya'",
                    "7 unknown-document: no <document> is called 'DOC'",
                    "8 unknown-clock: no <clock> is called 'T1'",
                    "9 unknown-state: no state has the id 'b'",
                    "10 unknown-function: there is no function 'conjure'"}));
}

TEST(Bounds, TooManySituationsAreToldAndTheSearchEnds) {
  std::string words, regions;
  for (int i = 0; i < 12; ++i) {
    const std::string n = std::to_string(i);
    words += "e" + n + " ";
    regions += "<state id='r" + n + "'><state id='a" + n + "'><transition event='e" + n +
               "' cond='_x.now' target='b" + n + "'/></state><state id='b" + n +
               "'><transition event='e" + n + "' cond='_x.now' target='a" + n +
               "'/></state></state>";
  }
  const auto procedure =
      procedure_of(chart_text(events(words) + "<parallel id='p'>" + regions + "</parallel>"));
  const std::vector<std::string> all{"e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8"};
  EXPECT_FALSE(explore(*procedure->chart, all, {}, {.moments = 50}).complete);
  EXPECT_FALSE(explore(*procedure->chart, all, {}, {.steps = 50}).complete);
  EXPECT_FALSE(explore(*procedure->chart, all, {}, {.work = 50}).complete);
  EXPECT_TRUE(explore(*procedure->chart, all, {}, {}).complete);
}

TEST(Shipped, ProceduresHaveNoErrors) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(GAVEL_SOURCE_DIR "/workflows")) {
    if (entry.path().extension() != ".scxml") continue;
    const std::string file = "workflows/" + entry.path().filename().string();
    EXPECT_EQ(written(check(*procedure_of(file_text(file)))), "") << file;
    ++files;
  }
  EXPECT_GE(files, 3);
}

}  // namespace
}  // namespace gavel::soundness
