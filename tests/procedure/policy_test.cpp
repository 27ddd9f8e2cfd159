#include "tests/procedure/given.hpp"

namespace gavel::procedure {
namespace {

std::shared_ptr<const Procedure> procedure() {
  static const auto read = well(read_with(R"(<g:source id="d" zh="《条例》" en="Decree 713"/>
<g:parameter name="days" type="integer" standard="30" min="30" max="365" cite="d:15" zh="天" en="Days"/>
<g:parameter name="share" type="number" standard="0.5" min="0" max="1" zh="比例" en="Share"/>
<g:parameter name="unit" type="choice" values="day workday" standard="workday" zh="单位" en="Unit"/>
<g:parameter name="strict" type="boolean" standard="true" zh="严" en="Strict"/>
<g:parameter name="fonds" type="text" standard="X043" zh="全宗" en="Fonds"/>)"));
  return read;
}

std::string refused(const char* overrides) {
  const auto policy = procedure()->policy(parse_json(overrides)->get_object());
  if (policy) return "";
  if (policy.error().size() != 1) return "several";
  const PolicyFault& fault = policy.error().front();
  return fault.pointer + " " + fault.code + " " + string_or(fault.values, "expected_en");
}

TEST(Policy, IsTheStandardWhereNothingElseIsSaid) {
  EXPECT_EQ(json_text(procedure()->policy({}).value()),
            R"({"days":30,"share":0.5,"unit":"workday","strict":true,"fonds":"X043"})");
}

TEST(Policy, TakesWhatIsWithinTheBounds) {
  const auto overrides =
      parse_json(R"({"days":365,"share":1,"unit":"day","strict":false,"fonds":"X1"})")
          ->get_object();
  EXPECT_EQ(json_text(procedure()->policy(overrides).value()), json_text(overrides));
}

// The organ may be stricter than the law, never laxer; and it is told which law.
TEST(Policy, BelowTheLawfulMinimumIsRefusedWithBoundsAndCitation) {
  EXPECT_EQ(refused(R"({"days":29})"),
            "/days not-allowed a whole number, at least 30, at most 365 "
            "(Decree 713 art. 15)");
}

TEST(Policy, OfAnotherTypeIsRefused) {
  EXPECT_NE(refused(R"({"days":30.5})"), "");
  EXPECT_NE(refused(R"({"days":"30"})"), "");
  EXPECT_NE(refused(R"({"days":null})"), "");
  EXPECT_NE(refused(R"({"strict":1})"), "");
  EXPECT_NE(refused(R"({"fonds":1})"), "");
  EXPECT_EQ(refused(R"({"unit":"week"})"), "/unit not-allowed one of day, workday");
}

TEST(Policy, UnknownParametersAreRefused) {
  EXPECT_EQ(refused(R"({"dayz":30})"), "/dayz no-such-parameter ");
}

TEST(Policy, ALevelHasAValueThatTheParameterTakes) {
  const auto by_level = [](const std::string& given) {
    return read_with(R"(<g:source id="d" zh="《条例》" en="Decree 713"/>
<g:parameter name="years" type="choice" values="10 20" standard="10" by-level=")" +
                     given + R"(" zh="年" en="Years"/>)");
  };
  EXPECT_EQ(json_text(well(by_level("city:20 county:10"))->parameters.front().by_level),
            R"({"city":"20","county":"10"})");
  for (const char* wrong : {"city:30", "village:10", "county", "county:", ":10"})
    EXPECT_THAT(written(by_level(wrong).diagnostics), ::testing::HasSubstr("'by-level'")) << wrong;
}

TEST(Policy, EveryFaultIsTold) { EXPECT_EQ(refused(R"({"days":1,"dayz":30})"), "several"); }

}  // namespace
}  // namespace gavel::procedure
