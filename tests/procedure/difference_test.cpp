#include "engine/procedure/difference.hpp"

#include "tests/procedure/given.hpp"

namespace gavel::procedure {
namespace {

using Lines = std::vector<std::string>;

/// "changed rule G1: test reached('T') -> true" and so on.
Lines lines(const std::vector<Change>& changes) {
  Lines out;
  for (const Change& change : changes) {
    std::string line = std::string(name(change.kind)) + " " + change.part + " " + change.id;
    for (const Aspect& aspect : change.aspects) {
      line += "; " + aspect.name + (aspect.of.empty() ? "" : " " + aspect.of) + " " +
              json_text(aspect.before) + " -> " + json_text(aspect.after);
    }
    out.push_back(std::move(line));
  }
  return out;
}

constexpr std::string_view annotations = R"xml(
  <g:source id="s" zh="法" en="Law"/><g:stage id="x" zh="甲" en="X"/>
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:parameter name="days" type="integer" standard="10" min="7" zh="天数" en="Days"/>
  <g:clock id="T" kind="minimum" from="began" count="_x.policy.days" unit="'day'" cite="s:1" zh="期限" en="Time"/>
  <g:document code="D1" stage="x" zh="文件" en="Paper"/>
  <g:rule id="G1" cite="s:2" test="reached('T')" until="T"><g:says zh="届满" en="Over"/><g:remedy zh="等" en="Wait"/></g:rule>
  <g:event name="go" who="clerk" rules="G1" zh="去" en="Go"><g:field name="why" max="9" zh="理由" en="Why"/></g:event>
  <g:mandatory id="M1" before="z" through="b" cite="s:3" zh="必经" en="Must"/>)xml";
constexpr std::string_view states = R"xml(
  <state id="b" g:zh="乙" g:en="B">
    <onentry><send id="T" event="clock.T" delayexpr="until('T')"/></onentry>
    <transition event="go" cond="began" target="z"/>
    <transition event="go" target="a"/>
  </state>
  <final id="z"/>)xml";

std::string with(std::string_view text, std::string_view old, std::string_view fresh) {
  std::string out(text);
  const auto at = out.find(old);
  if (at == std::string::npos) throw std::runtime_error("not in the text: " + std::string(old));
  return out.replace(at, old.size(), fresh);
}

Lines after(std::string_view annotated, std::string_view charted = states) {
  return lines(
      difference(*well(read_with(annotations, states)), *well(read_with(annotated, charted))));
}

TEST(Difference, OfTheSameIsNothingWhateverCommentsAndLinesSay) {
  EXPECT_EQ(after(annotations), Lines{});
  EXPECT_EQ(after(with(annotations, "<g:stage", "\n\n<!-- new -->\n<g:stage")), Lines{});
}

TEST(Difference, TellsWhatIsDifferentInEveryKindOfPart) {
  EXPECT_EQ(
      after(with(annotations, "zh=\"经办人\"", "zh=\"承办人\"")),
      Lines{
          R"(changed role clerk; title {"zh":"经办人","en":"Clerk"} -> {"zh":"承办人","en":"Clerk"})"});
  EXPECT_EQ(after(with(annotations, "min=\"7\"", "min=\"9\" max=\"60\"")),
            Lines{"changed parameter days; min 7 -> 9; max null -> 60"});
  EXPECT_EQ(after(with(annotations, "kind=\"minimum\"", "kind=\"maximum\" roll=\"false\"")),
            Lines{R"(changed clock T; kind "minimum" -> "maximum"; roll true -> false)"});
  EXPECT_EQ(after(with(annotations, "code=\"D1\" stage=\"x\"",
                       "code=\"D1\" stage=\"x\" mandatory=\"true\"")),
            Lines{"changed document D1; required false -> true"});
  EXPECT_EQ(
      after(with(annotations, "cite=\"s:2\" test=\"reached('T')\"",
                 "cite=\"s:2 s:4\" test=\"began\"")),
      Lines{R"x(changed rule G1; cite ["s:2"] -> ["s:2","s:4"]; test "reached('T')" -> "began")x"});
  EXPECT_EQ(
      after(with(annotations, "rules=\"G1\" zh=\"去\"", "signed=\"true\" rules=\"G1\" zh=\"去\"")),
      Lines{"changed event go; signed false -> true"});
  EXPECT_EQ(after(with(annotations, "rules=\"G1\" zh=\"去\"",
                       "signed=\"clerk\" covers=\"D1\" rules=\"G1\" zh=\"去\"")),
            Lines{R"(changed event go; signed false -> ["clerk"]; covers null -> ["D1"])"});
  EXPECT_EQ(after(with(annotations, "through=\"b\"", "through=\"a b\"")),
            Lines{R"(changed mandatory M1; through ["b"] -> ["a","b"])"});
  EXPECT_EQ(after(with(annotations, "<g:stage id=\"x\" zh=\"甲\"", "<g:stage id=\"x\" zh=\"丙\"")),
            Lines{R"(changed stage x; title {"zh":"甲","en":"X"} -> {"zh":"丙","en":"X"})"});
}

TEST(Difference, TellsFieldsOfAFormOneByOne) {
  const Lines told = after(with(annotations, R"(<g:field name="why" max="9" zh="理由" en="Why"/>)",
                                R"(<g:field name="when" type="date" zh="何时" en="When"/>)"));
  ASSERT_EQ(told.size(), 1u);
  EXPECT_THAT(told[0], testing::StartsWith("changed event go; field when null -> {"));
  EXPECT_THAT(told[0], testing::HasSubstr("; field why {"));
  EXPECT_THAT(told[0], testing::EndsWith("} -> null"));
}

TEST(Difference, TellsADefinitionOnceAndNotWhatCallsIt) {
  const auto over = [](std::string_view value) {
    std::string defined = with(annotations, "test=\"reached('T')\"", "test=\"over('T')\"");
    defined =
        R"(<g:definition name="over" of="clock" value=")" + std::string(value) + "\"/>" + defined;
    return well(read_with(defined, states));
  };
  EXPECT_EQ(
      lines(difference(*over("reached(clock)"), *over("began || reached(clock)"))),
      Lines{R"x(changed definition over; value "reached(clock)" -> "began || reached(clock)")x"});
}

TEST(Difference, TellsWhatIsNewAndWhatIsGone) {
  EXPECT_EQ(
      after(with(
          annotations, "<g:document",
          R"(<g:rule id="G2" cite="s" test="began"><g:says zh="始" en="Begun"/><g:remedy zh="始" en="Begin"/></g:rule><g:document)")),
      Lines{"added rule G2"});
  const auto fewer = difference(
      *well(read_with(annotations, states)),
      *well(read_with(
          with(annotations, R"(<g:document code="D1" stage="x" zh="文件" en="Paper"/>)", ""),
          states)));
  EXPECT_EQ(lines(fewer), Lines{"removed document D1"});
  EXPECT_EQ(fewer[0].title, (Text{"文件", "Paper"}));
}

TEST(Difference, TellsStatesWithWhatTheyDo) {
  EXPECT_EQ(
      after(annotations, with(states, "delayexpr=\"until('T')\"", "delay=\"3d\"")),
      Lines{
          R"x(changed state b; onentry "send T clock.T after (until('T'))" -> "send T clock.T after 3d")x"});
  EXPECT_EQ(
      after(
          annotations,
          with(states, "<final id=\"z\"/>",
               "<state id=\"c\"><transition event=\"go\" target=\"z\"/></state><final id=\"z\"/>")),
      (Lines{"added state c", "added transition c/go"}));
}

TEST(Difference, PairsTransitionsThatAreTheSameBeforeThoseThatAreNot) {
  const std::string_view first = R"(<transition event="go" cond="began")";
  EXPECT_EQ(
      after(annotations,
            with(states, first, "<transition event=\"go\" cond=\"!began\"/>" + std::string(first))),
      Lines{"added transition b/go"});
  EXPECT_EQ(after(annotations, with(states, "cond=\"began\" target=\"z\"",
                                    "cond=\"began == 'x'\" target=\"z\"")),
            Lines{R"(changed transition b/go; cond "began" -> "began == 'x'")"});
  EXPECT_EQ(after(annotations, with(states, "<transition event=\"go\" target=\"a\"/>", "")),
            Lines{"removed transition b/go"});
}

TEST(Difference, TellsThatTransitionsChangedPlaces) {
  const std::string_view one = R"(<transition event="go" cond="began" target="z"/>)",
                         two = R"(<transition event="go" target="a"/>)";
  std::string turned = with(with(states, two, ""), one, std::string(two) + std::string(one));
  EXPECT_EQ(after(annotations, turned), Lines{"changed transition b/go; order null -> null"});
}

}  // namespace
}  // namespace gavel::procedure
