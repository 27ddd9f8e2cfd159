// Which transitions are taken, what they leave and enter: SCXML 3 and appendix D.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

TEST(Transition, FirstInDocumentOrderWhoseCondHolds) {
  given(R"(<state id="a"><transition event="e" cond="false" target="b"/>
           <transition event="e" target="c"/><transition event="e" target="b"/></state>
           <state id="b"/><state id="c"/>)")
      .in({"a"})
      .when("e")
      .in({"c"});
}

TEST(Transition, OfTheInnerStateComesBeforeItsAncestors) {
  given(R"(<state id="p"><transition event="e" target="outer"/>
             <state id="a"><transition event="e" target="inner"/></state><state id="inner"/>
           </state><state id="outer"/>)")
      .when("e")
      .in({"inner"})
      .when("e")
      .in({"outer"});
}

TEST(Transition, DescriptorsMatchByTokens) {
  const auto chart = R"(<state id="a"><transition event="foo.bar x" target="b"/></state>
                        <state id="b"><transition event="done.* err." target="c"/></state>
                        <state id="c"><transition event="*" target="d"/></state><state id="d"/>)";
  given(chart).when("foo").in({"a"}).when("foo.barn").in({"a"}).when("foo.bar.baz").in({"b"});
  given(chart).when("x").in({"b"}).when("doneness").in({"b"}).when("done").in({"c"});
  given(chart).when("x").when("err.or").in({"c"}).when("anything").in({"d"});
}

TEST(Transition, UnmatchedEventChangesNothing) {
  Scenario s = given(R"(<state id="a"><transition event="e" target="b"/></state><state id="b"/>)");
  EXPECT_FALSE(s.when("other").in({"a"}).took_transition());
  EXPECT_TRUE(s.when("e").in({"b"}).took_transition());
}

TEST(Transition, ActionsRunBetweenExitsAndEntries) {
  given(R"(<state id="p"><onexit><log expr="'exit-p'"/></onexit>
             <state id="a"><onexit><log expr="'exit-a'"/></onexit>
               <transition event="e" target="b"><log expr="'move'"/></transition></state></state>
           <state id="q" initial="b"><onentry><log expr="'enter-q'"/></onentry>
             <state id="b"><onentry><log expr="'enter-b'"/></onentry></state></state>)")
      .when("e")
      .said("exit-a exit-p move enter-q enter-b");
}

TEST(Transition, TargetlessLeavesNothing) {
  given(R"(<datamodel><data id="n" expr="0"/></datamodel>
           <state id="a"><onexit><assign location="n" expr="100"/></onexit>
             <transition event="e"><assign location="n" expr="n + 1"/></transition></state>)")
      .when("e")
      .when("e")
      .in({"a"})
      .has("n", 2);
}

TEST(Transition, InternalStaysInItsSource) {
  const auto chart = [](const char* type) {
    return std::string(R"(<state id="p" initial="a"><onentry><log expr="'in'"/></onentry>
             <transition event="e" target="b" type=")") +
           type + R"("/><state id="a"/><state id="b"/></state>)";
  };
  given(chart("internal")).when("e").in({"b"}).said("in");
  given(chart("external")).when("e").in({"b"}).said("in in");
}

TEST(Transition, EventlessGoOnUntilStable) {
  given(R"(<datamodel><data id="n" expr="0"/></datamodel>
           <state id="a"><transition cond="n == 5" target="b"/>
             <transition cond="n != 5"><assign location="n" expr="n + 1"/></transition></state>
           <state id="b"/>)")
      .in({"b"})
      .has("n", 5);
}

TEST(Transition, InternalEventsComeBeforeExternalOnes) {
  given(R"(<state id="a"><transition event="e" target="b"><send event="x"/><raise event="i"/>
             </transition></state>
           <state id="b"><transition event="i" target="c"/><transition event="x" target="wrong"/>
           </state>
           <state id="c"><transition event="x" target="right"/></state>
           <state id="wrong"/><state id="right"/>)")
      .when("e")
      .in({"right"});
}

TEST(Transition, ThatNeverRestsIsARunaway) {
  const ReadResult result = read(scxml(R"(<state id="a"><transition event="e" target="b"/></state>
               <state id="b"><transition target="c"/></state><state id="c"><transition target="b"/>
               </state>)"),
                                 "t");
  ASSERT_NE(result.chart, nullptr);
  Surroundings around;
  around.microstep_limit = 50;
  const Outcome begun = start(result.chart, "s", around);
  EXPECT_FALSE(begun.runaway);
  EXPECT_TRUE(step(result.chart, begun.next, {.name = "e"}, around).runaway);
}

TEST(Transition, LoopsOfActionsAreBoundedToo) {
  std::string body = "<raise event='x'/>";
  for (int i = 0; i < 9; ++i)
    body = "<foreach array='[0,1,2,3,4,5,6,7,8,9]' item='i" + std::to_string(i) + "'>" + body +
           "</foreach>";
  const ReadResult result =
      read(scxml("<state id='a'><onentry>" + body + "</onentry></state>"), "t");
  ASSERT_NE(result.chart, nullptr) << written(result.diagnostics);
  EXPECT_TRUE(start(result.chart, "s", {}).runaway);
}

// ---- parallel
constexpr auto regions = R"(
  <parallel id="p">
    <state id="r1"><state id="a1"><transition event="e" target="a2"/>
                                  <transition event="out1" target="away"/></state>
                   <state id="a2"/></state>
    <state id="r2"><state id="b1"><transition event="e" target="b2"/>
                                  <transition event="out1" target="b2"/></state>
                   <state id="b2"/></state>
    <transition event="leave" target="away"/>
  </parallel><state id="away"/>)";

TEST(Parallel, EveryRegionTakesTheEvent) {
  given(regions).in({"a1", "b1"}).when("e").in({"a2", "b2"});
}

TEST(Parallel, IsLeftAsAWhole) { given(regions).when("e").when("leave").in({"away"}); }

TEST(Parallel, TheFirstRegionsTransitionPreemptsAConflictingOne) {
  given(regions).when("out1").in({"away"});
}

TEST(Parallel, ADescendantsTransitionPreemptsAnAncestorsFoundBefore) {
  given(R"(<parallel id="p"><transition event="e" target="p2"/>
             <state id="r1"><state id="a1"/></state>
             <state id="r2"><state id="b1"><transition event="e" target="b2"/></state>
                            <state id="b2"/></state>
           </parallel><state id="p2"/>)")
      .when("e")
      .in({"a1", "b2"});
}

TEST(Parallel, TargetsInSeveralRegionsAreEnteredTogether) {
  given(R"(<state id="s"><transition event="e" target="a2 b2"/></state>
           <parallel id="p"><state id="r1"><state id="a1"/><state id="a2"/></state>
             <state id="r2"><state id="b1"/><state id="b2"/></state>
             <state id="r3"><state id="c1"/></state></parallel>)")
      .when("e")
      .in({"a2", "b2", "c1"});
}

TEST(Parallel, IsDoneWhenEveryRegionIs) {
  given(R"(<parallel id="p"><transition event="done.state.p" target="end"/>
             <state id="r1"><state id="a"><transition event="x" target="fa"/></state>
               <final id="fa"/></state>
             <state id="r2"><state id="b"><transition event="y" target="fb"/></state>
               <final id="fb"/></state></parallel><state id="end"/>)")
      .when("x")
      .in({"fa", "b"})
      .when("y")
      .in({"end"});
}

// ---- history
const std::string with_history(const char* type) {
  return std::string(R"(<state id="p" initial="a"><history id="h" type=")") + type +
         R"("><transition target="c"/></history>
           <transition event="pause" target="out"/>
           <state id="a"><transition event="e" target="b2"/></state>
           <state id="b" initial="b1"><state id="b1"/><state id="b2"/></state>
           <state id="c"/></state>
         <state id="out"><transition event="resume" target="h"/></state>)";
}

TEST(History, DeepRemembersTheAtomicState) {
  given(with_history("deep")).when("e").when("pause").in({"out"}).when("resume").in({"b2"});
}

TEST(History, ShallowRemembersTheChild) {
  given(with_history("shallow")).when("e").when("pause").when("resume").in({"b1"});
}

TEST(History, TakesItsDefaultWhereNothingIsRemembered) {
  given(R"(<state id="s"><transition event="e" target="h"/></state>
           <state id="p" initial="a"><history id="h"><transition target="b">
             <log expr="'default'"/></transition></history>
             <onentry><log expr="'in-p'"/></onentry>
             <state id="a"/><state id="b"><onentry><log expr="'in-b'"/></onentry></state></state>)")
      .when("e")
      .in({"b"})
      .said("in-p default in-b");
}

TEST(History, OfAParallelRemembersEveryRegion) {
  given(R"(<parallel id="p"><history id="h" type="deep"><transition target="a1 b1"/></history>
             <transition event="pause" target="out"/>
             <state id="r1"><state id="a1"><transition event="e" target="a2"/></state>
               <state id="a2"/></state>
             <state id="r2"><state id="b1"><transition event="f" target="b2"/></state>
               <state id="b2"/></state></parallel>
           <state id="out"><transition event="resume" target="h"/></state>)")
      .when("f")
      .when("pause")
      .when("resume")
      .in({"a1", "b2"});
}

TEST(History, TargetedFromWithinItsOwnStateGivesAWholeConfiguration) {
  given(R"(<state id="p" initial="a"><history id="h" type="deep"><transition target="b"/></history>
             <state id="a" initial="a1"><state id="a1"><transition event="e" target="h"/></state>
             </state><state id="b"><transition event="e" target="h"/></state></state>)")
      .when("e")
      .in({"b"})
      .when("e")
      .in({"b"});
}

// ---- final
TEST(Final, OfACompoundStateRaisesDoneWithItsData) {
  given(R"(<datamodel><data id="got"/></datamodel>
           <state id="p"><transition event="done.state.p" target="next">
               <assign location="got" expr="_event.data"/></transition>
             <state id="a"><transition event="e" target="f"/></state>
             <final id="f"><donedata><param name="x" expr="1 + 1"/></donedata></final></state>
           <state id="next"/>)")
      .when("e")
      .in({"next"})
      .has("got", {{"x", 2}});
}

TEST(Final, AtTheTopEndsTheSession) {
  Scenario s = given(R"(<state id="a"><onexit><log expr="'bye-a'"/></onexit>
                          <transition event="e" target="f"/></state>
                        <final id="f"><onexit><log expr="'bye-f'"/></onexit>
                          <donedata><content expr="[1, 2]"/></donedata></final>)");
  s.when("e").in({"f"}).said("bye-a bye-f");
  EXPECT_FALSE(s.session().running);
  EXPECT_EQ(s.session().done_data, (boost::json::array{1, 2}));
  EXPECT_FALSE(s.when("e").in({"f"}).took_transition());
}

// W3C 415: nothing of an event queued behind the one that ended the session is processed.
TEST(Final, StopsWhatIsStillQueued) {
  given(R"(<state id="a"><transition event="e" target="f"><raise event="later"/></transition>
             <transition event="later"><log expr="'heard'"/></transition></state>
           <final id="f"><onentry><raise event="later"/></onentry></final>)")
      .when("e")
      .in({"f"})
      .said("");
}

// ---- what others ask of a session
TEST(Enabled, SaysWhatWouldBeTakenAndChangesNothing) {
  const Scenario s = given(R"(<state id="a"><transition event="e" cond="_event.data.ok" target="b"/>
                                <transition event="e"/></state><state id="b"/>)");
  const auto names = [&](const Event& event) {
    return enabled(s.chart(), s.session(), event, Surroundings{});
  };
  EXPECT_EQ(names({.name = "e", .data = Json{{"ok", true}}}), (std::vector<TransitionIndex>{0}));
  EXPECT_EQ(names({.name = "e", .data = Json{{"ok", false}}}), (std::vector<TransitionIndex>{1}));
  EXPECT_EQ(names({.name = "other"}), (std::vector<TransitionIndex>{}));
  EXPECT_EQ(candidates(s.chart(), s.session(), "e"), (std::vector<TransitionIndex>{0, 1}));
  EXPECT_TRUE(is_active(s.chart(), s.session(), "a"));
  EXPECT_FALSE(is_active(s.chart(), s.session(), "b"));
  EXPECT_FALSE(is_active(s.chart(), s.session(), "no such state"));
}

TEST(Effects, ListEntriesAndExitsInOrder) {
  Scenario s =
      given(R"(<state id="p"><state id="a"><transition event="e" target="b"/></state></state>
                        <state id="b"/>)");
  EXPECT_EQ(s.all<Entered>(), (std::vector<Entered>{{"p"}, {"a"}}));
  s.when("e");
  EXPECT_EQ(s.all<Exited>(), (std::vector<Exited>{{"a"}, {"p"}}));
}

}  // namespace
}  // namespace gavel::chart
