// What a procedure says twice: the rules that guard an event, where an event is possible, the
// articles that demand a step. The content of a chart begins on line 2.
#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

using ::testing::Contains;

/// The rule G1 on line 3 with `guards`, an event `pass` on line 4 and two ways by it on line 6.
std::vector<std::string> guarded(std::string_view guards, std::string_view on_event,
                                 std::string_view on_first, std::string_view on_second) {
  std::string text =
      R"(<g:source id="law" zh="法" en="Law"/><datamodel><data id="n" expr="0"/></datamodel>
<g:rule id="G1" cite="law:1" test="n == 1" guards=")";
  text.append(guards) += R"("><g:says zh="须" en="must"/><g:remedy zh="改" en="mend"/></g:rule>
<g:event name="pass" who="anyone" zh="过" en="p")";
  text.append(on_event) +=
      "/>" + events("go") + "\n\n<state id=\"a\"><transition event=\"pass\" target=\"z\"";
  text.append(on_first) +=
      "/><transition event=\"go\" target=\"b\"/></state><state id=\"b\"><transition event=\"pass\" "
      "target=\"y\"";
  text.append(on_second) += "/></state><final id=\"z\"/><final id=\"y\"/>";
  return found(text);
}

TEST(Guards, ARuleThatStandsWhereItSaysIsSound) {
  EXPECT_THAT(guarded("pass", R"( rules="G1")", "", ""), IsEmpty());
  EXPECT_THAT(guarded("pass", "", R"( g:rules="G1")", R"( g:rules="G1")"), IsEmpty());
  EXPECT_THAT(guarded("pass:z", "", R"( g:rules="G1")", ""), IsEmpty());
}

TEST(Guards, AWayWithoutTheRuleIsTold) {
  EXPECT_THAT(guarded("pass", "", R"( g:rules="G1")", ""),
              ElementsAre("6 unguarded: the rule G1 guards 'pass', but is not asked here"));
  EXPECT_THAT(guarded("pass:y", "", R"( g:rules="G1")", R"( g:rules="G1")"),
              ElementsAre("6 guard-not-declared: the rule G1 is asked of 'pass' here, which its "
                          "'guards' does not name"));
}

TEST(Guards, AStateThatNothingLeadsToByTheEventIsTold) {
  EXPECT_THAT(
      guarded("pass pass:b", R"( rules="G1")", "", ""),
      ElementsAre("3 unguarded: the rule G1 guards 'pass' into 'b', but nothing leads there "
                  "by it"));
}

std::vector<std::string> during(std::string_view states) {
  std::string text = "<g:event name=\"note\" who=\"anyone\" zh=\"记\" en=\"n\" during=\"";
  text.append(states) += "\"/>" + events("go") + R"(
<state id="a"><transition event="note"><log expr="1"/></transition><transition event="go" target="b"/></state>
<state id="b"><transition event="go" target="z"/></state><final id="z"/>)";
  return found(text);
}

TEST(During, AnEventIsTakenWhereItSaysAndNowhereElse) {
  EXPECT_THAT(during("a"), IsEmpty());
  EXPECT_THAT(during("a b"),
              ElementsAre("4 event-not-taken: 'note' is declared to be possible in 'b', but is not "
                          "taken here"));
  EXPECT_THAT(during("b"), Contains(HasSubstr("3 event-taken-elsewhere: 'note' is taken in 'a'")));
}

TEST(Articles, OneThatDemandsAStepHasOne) {
  const auto of = [](std::string_view article) {
    return found(
        "<g:source id=\"law\" zh=\"法\" en=\"Law\">\n<g:article number=\"25\" zh=\"审\" en=\"r\" "
        "binds=\"true\" step=\"true\"/></g:source><g:mandatory id=\"M1\" before=\"z\" "
        "through=\"b\" cite=\"law:" +
        std::string(article) + "\" zh=\"审\" en=\"r\"/>" + events("go") + R"(
<state id="a"><transition event="go" target="b"/></state><state id="b"><transition event="go" target="z"/></state><final id="z"/>)");
  };
  EXPECT_THAT(of("25(2)"), IsEmpty());
  EXPECT_THAT(of("26"), Contains(HasSubstr("3 step-not-declared: 'law:25' demands a step")));
}

TEST(Articles, OneThatTheListDoesNotHaveIsTold) {
  const auto citing = [](std::string_view article, std::string_view list) {
    return found("<g:source id='law' zh='法' en='Law'>" + std::string(list) +
                 "</g:source>\n<g:rule id='G1' cite='law:" + std::string(article) +
                 "' test='true'><g:says zh='须' en='must'/><g:remedy zh='改' en='mend'/></g:rule>"
                 "<g:event name='go' who='anyone' rules='G1' zh='走' en='g'/><state "
                 "id='a'><transition event='go' target='z'/></state><final id='z'/>");
  };
  constexpr const char* list = "<g:article number='25' zh='审' en='r'/>";
  EXPECT_THAT(citing("25(2)", list), IsEmpty());
  EXPECT_THAT(citing("52", ""), IsEmpty());
  EXPECT_THAT(citing("52", list), ElementsAre("3 unknown-article: 'law:52' is cited here, but the "
                                              "<source> lists no article 52"));
}

TEST(Roles, OneThatMaySendNothingIsTold) {
  EXPECT_THAT(found("<g:role id='idle' zh='闲' en='i'/>" + events("go") +
                    "<state id='a'><transition event='go' target='z'/></state><final id='z'/>"),
              ElementsAre("1 unused-role: the role 'idle' may send no event"));
}

}  // namespace
}  // namespace gavel::soundness
