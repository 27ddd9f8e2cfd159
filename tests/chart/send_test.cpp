// <send>, <cancel>, delays and the timers they become: SCXML 6.2, 6.3.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

constexpr auto delayed = R"(
  <state id="a"><onentry><send id="T1" event="late" delay="2s"/>
      <send id="T2" event="early" delay="1.5s"/></onentry>
    <transition event="stop" target="b"/><transition event="early" target="e"/></state>
  <state id="b"><onentry><cancel sendid="T1"/></onentry><transition event="*" target="c"/></state>
  <state id="c"/><state id="e"><transition event="late" target="l"/></state><state id="l"/>)";

TEST(Send, DelayedComesWhenItIsDueAndNotBefore) {
  given(delayed).after(1499ms).in({"a"}).after(1ms).in({"e"}).after(499ms).in({"e"}).after(1ms).in(
      {"l"});
}

TEST(Send, DelayedArmsATimer) {
  Scenario s = given(delayed);
  const Instant zero{};
  EXPECT_EQ(s.all<TimerArmed>(),
            (std::vector<TimerArmed>{{"T1", "late", zero + 2s}, {"T2", "early", zero + 1500ms}}));
  const auto due = timers(s.session());
  ASSERT_EQ(due.size(), 2u);
  EXPECT_EQ(due.front().id, "T2");
}

TEST(Cancel, TakesBackWhatIsPending) {
  Scenario s = given(delayed);
  s.when("stop").in({"b"});
  EXPECT_EQ(s.all<TimerCancelled>(), (std::vector<TimerCancelled>{{"T1"}}));
  s.after(1500ms).in({"c"});
  EXPECT_TRUE(timers(s.session()).empty());
}

TEST(Cancel, OfNothingIsNoError) {
  const Scenario s = given("<state id='a'><onentry><cancel sendid='none'/></onentry></state>");
  EXPECT_TRUE(s.all<ErrorRaised>().empty());
}

TEST(Send, TheSameIdTwiceIsTwoTimersOfOneName) {
  Scenario s = given(
      "<state id='a'><onentry><send id='T' event='x' delay='1s'/>"
      "<send id='T' event='y' delay='1s'/></onentry>"
      "<transition event='*'><log expr='_event.name'/></transition></state>");
  EXPECT_EQ(s.all<TimerArmed>().at(0).id, "T");
  EXPECT_EQ(s.all<TimerArmed>().at(1).id, "T~1");
  s.after(1s).said("x y");
}

TEST(Send, PendingIsDroppedWhenTheSessionEnds) {
  Scenario s = given(
      "<state id='a'><onentry><send id='T' event='x' delay='1s'/></onentry>"
      "<transition event='e' target='f'/></state><final id='f'/>");
  s.when("e");
  EXPECT_EQ(s.all<TimerCancelled>(), (std::vector<TimerCancelled>{{"T"}}));
  EXPECT_TRUE(timers(s.session()).empty());
}

TEST(Send, ValuesAreThoseOfTheTimeOfSending) {
  given(
      "<datamodel><data id='n' expr='1'/></datamodel><state id='a'><onentry>"
      "<send event='x' delay='1s' namelist='n'><param name='twice' expr='n * 2'/></send>"
      "<assign location='n' expr='50'/></onentry>"
      "<transition event='x'><log expr='_event.data'/></transition></state>")
      .after(1s)
      .said("{\"n\":1,\"twice\":2}");
}

TEST(Send, FieldsOfTheEvent) {
  given(
      "<state id='a'><onentry><send id='me' event='x'><content>two  words</content></send>"
      "</onentry><transition event='x'><log expr=\"_event.sendid + ' ' + _event.origin + ' ' + "
      "_event.data\"/><send event='y' targetexpr='_event.origin'/></transition>"
      "<transition event='y' target='b'/></state><state id='b'/>")
      .in({"b"})
      .said("me #_scxml_s two words");
}

TEST(Send, GeneratedIdsAreTheSameEveryTime) {
  const auto chart =
      "<datamodel><data id='i'/></datamodel><state id='a'><onentry>"
      "<send event='x' idlocation='i' delay='1s'/></onentry></state>";
  EXPECT_EQ(given(chart).session().data.object(), given(chart).session().data.object());
  given(chart).has("i", "send.1");
}

std::string sending(const std::string& attributes) {
  return "<state id='a'><onentry><send event='x' " + attributes +
         "/><log expr=\"'after'\"/></onentry><transition event='error.execution' target='exec'/>"
         "<transition event='error.communication' target='comm'/>"
         "<transition event='x' target='got'/></state>"
         "<state id='exec'/><state id='comm'/><state id='got'/>";
}

TEST(Send, ThatCannotBeMadeIsErrorExecution) {
  for (const char* wrong :
       {"target='baz'", "type='27'", "delayexpr=\"'soon'\"", "delayexpr=\"'-1s'\"",
        "delayexpr=\"'1e300d'\"", "namelist='unknown'", "eventexpr=\"''\"", "targetexpr='zz'"})
    Scenario(scxml(std::string(wrong).starts_with("eventexpr")
                       ? "<state id='a'><onentry><send eventexpr=\"''\"/></onentry>"
                         "<transition event='error.execution' target='exec'/></state>"
                         "<state id='exec'/>"
                       : sending(wrong)))
        .in({"exec"})
        .said("");
}

TEST(Send, ThatReachesNobodyIsErrorCommunication) {
  for (const char* nobody : {"target='#_parent'", "target='#_child'", "target='#_scxml_other'"})
    given(sending(nobody)).in({"comm"}).said("");
  Scenario s = given(sending("target='#_child' delay='1s'")).said("after");
  s.after(1s).in({"comm"});
}

TEST(Send, ToItselfAndInternal) {
  given(sending("")).in({"got"}).said("after");
  given(sending("target='#_scxml_s'")).in({"got"});
  given(sending("target='#_internal'")).in({"got"});
}

// Three of the standard's ways to write a second.
TEST(Send, UnitsOfDelay) {
  for (const char* second : {"1s", "1000ms", ".5s"})
    given(sending("delay='" + std::string(second) + "'")).in({"a"}).after(1s).in({"got"});
  given(sending("delay='1d'")).after(24h - 1ms).in({"a"}).after(1ms).in({"got"});
  given(sending("delay='0s'")).in({"got"});
}

TEST(Send, OfOurTypesLeavesForTheWorldOutside) {
  const Scenario s = given(
      "<state id='a'><onentry><send id='n1' type='urn:gavel:notice' target='public' event='open'>"
      "<param name='days' expr='30'/></send></onentry></state>");
  EXPECT_EQ(s.all<Sent>(),
            (std::vector<Sent>{{"n1", "urn:gavel:notice", "public", "open", {{"days", 30}}}}));
}

TEST(Send, OfOurTypesMayBeDelayed) {
  Scenario s = given(
      "<state id='a'><onentry><send id='n1' type='urn:gavel:notice' event='open' "
      "delay='1s'/></onentry></state>");
  EXPECT_TRUE(s.all<Sent>().empty());
  s.after(1s);
  EXPECT_EQ(s.all<Sent>().size(), 1u);
}

// W3C 178: duplicates are not lost. JSON has one member a name, so they become a list.
TEST(Send, ParamsOfOneNameAreAllThere) {
  given(
      "<state id='a'><onentry><send event='x'><param name='p' expr='2'/><param name='p' "
      "expr='3'/></send></onentry><transition event='x'><log expr='_event.data.p'/></transition>"
      "</state>")
      .said("[2,3]");
}

}  // namespace
}  // namespace gavel::chart
