// What conditions and rules compare with what. The content of a chart begins on line 2.
#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

using ::testing::Contains;

/// The state `a` on line 3, which takes `go` where `condition` holds; not what is said of where it
/// does not.
std::vector<std::string> asking(std::string_view condition) {
  std::string text =
      "<g:parameter name='days' type='integer' standard='30' min='1' max='90' zh='天' en='d'/>"
      "<g:parameter name='unit' type='choice' standard='day' values='day workday' zh='位' en='u'/>"
      "<g:event name='go' who='anyone' zh='走' en='g'>"
      "<g:field name='out' type='choice' values='yes no' required='true' zh='果' en='o'/>"
      "<g:field name='n' type='integer' zh='数' en='n'/><g:field name='on' type='date' zh='日' "
      "en='d'/><g:field name='sure' type='boolean' zh='定' en='s'/><g:field name='of' type='list' "
      "zh='表' en='l'/></g:event>";
  text += events("end") + "\n<state id='a'><transition event='go' cond=\"";
  text.append(condition) +=
      "\" target='z'/><transition event='end' target='z'/></state><final id='z'/>";
  std::vector<std::string> said = found(text);
  std::erase_if(said, [](const std::string& each) { return each.contains("case-not-taken"); });
  return said;
}

TEST(Types, WhatFitsIsSound) {
  for (const char* condition :
       {"_event.data.n &gt; 3 &amp;&amp; _event.data.n &lt;= _x.policy.days",
        "_event.data.on &gt;= today()", "_x.policy.unit == 'workday'", "!!_event.data.n",
        "count(_event.data.of) == 2", "_event.data.n == undefined"}) {
    EXPECT_THAT(asking(condition), IsEmpty()) << condition;
  }
}

TEST(Types, ATextAndANumberDiffer) {
  EXPECT_THAT(
      asking("_event.data.n == 'three'"),
      ElementsAre("3 types-differ: '_event.data.n == 'three'' compares a number with a text"));
  EXPECT_THAT(asking("_event.data.on &gt; 20260101"), Contains(HasSubstr("types-differ")));
  EXPECT_THAT(asking("_x.policy.days == '30'"), Contains(HasSubstr("types-differ")));
  EXPECT_THAT(asking("count(_event.data.of) == 'none'"), Contains(HasSubstr("types-differ")));
}

TEST(Types, AYesOrNoIsNeitherAValueNorMore) {
  EXPECT_THAT(asking("_event.data.sure == 'yes'"),
              Contains(HasSubstr("compares yes or no with a text")));
  EXPECT_THAT(asking("_event.data.sure &gt; true"), Contains(HasSubstr("asks which is more")));
  EXPECT_THAT(asking("_event.data.of &lt; 3"), Contains(HasSubstr("types-differ")));
}

TEST(Types, AChoiceHasOnlyItsValues) {
  EXPECT_THAT(
      asking("_event.data.out == 'yse' || _event.data.out != 'yse'"),
      ElementsAre("3 value-not-possible: '_event.data.out' is never 'yse'; it is one of yes, no"));
  EXPECT_THAT(
      asking("_x.policy.unit == 'week'"),
      ElementsAre("3 value-not-possible: '_x.policy.unit' is never 'week'; it is one of day, "
                  "workday"));
}

/// A rule on line 3 that `ask` asks for, of its sender.
std::vector<std::string> ruled(std::string_view test) {
  std::string text = "<g:source id='law' zh='法' en='Law'/>\n<g:rule id='G1' cite='law:1' test=\"";
  text.append(test) +=
      "\"><g:says zh='须' en='must'/><g:remedy zh='改' en='mend'/></g:rule>"
      "<g:event name='ask' who='anyone' rules='G1' zh='问' en='q'><g:field name='n' type='number' "
      "zh='数' en='n'/></g:event><state id='a'><transition event='ask' target='z'/></state><final "
      "id='z'/>";
  return found(text);
}

TEST(Types, OfARuleAreThoseOfTheEventsThatAskForIt) {
  EXPECT_THAT(ruled("_event.data.n &gt; 1"), IsEmpty());
  EXPECT_THAT(ruled("_event.data.n == 'one'"), ElementsAre(HasSubstr("3 types-differ")));
  EXPECT_THAT(ruled("_event.data.m &gt; 1"),
              ElementsAre("3 unknown-name: no event that asks for the rule G1 has a field 'm'"));
}

}  // namespace
}  // namespace gavel::soundness
