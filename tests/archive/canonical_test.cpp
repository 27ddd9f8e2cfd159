#include "archive/canonical.hpp"

#include <cmath>
#include <cstring>
#include <limits>

#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

std::string canonical_text(std::string_view json) {
  return canonical(boost::json::parse(boost::json::string_view(json.data(), json.size())));
}

double from_bits(std::uint64_t bits) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

// Without the example's 333333333.33333329, which this Boost parses one bit off; its double stands
// in the table below.
TEST(Canonical, FollowsTheExampleOfTheStandard) {  // RFC 8785 section 3.2.2 and 3.2.3
  EXPECT_EQ(canonical_text(R"({
      "numbers": [1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]})"),
            "{\"literals\":[null,true,false],\"numbers\":[1e+30,4.5,0.002,1e-27],"
            "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
}

TEST(Canonical, OrdersKeysByUtf16CodeUnits) {  // RFC 8785 section 3.2.3: U+1F600 before U+FB33
  EXPECT_EQ(canonical_text(R"({"\u20ac":"Euro Sign","\r":"Carriage Return",
      "\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face",
      "\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"})"),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
            "\"😀\":\"Emoji: Grinning Face\",\"\uFB33\":\"Hebrew Letter Dalet With Dagesh\"}");
}

TEST(Canonical, PrintsNumbersAsEcmascriptDoes) {  // RFC 8785 appendix B
  const std::vector<std::pair<std::uint64_t, std::string>> samples{
      {0x0000000000000000, "0"},
      {0x8000000000000000, "0"},
      {0x0000000000000001, "5e-324"},
      {0x8000000000000001, "-5e-324"},
      {0x7fefffffffffffff, "1.7976931348623157e+308"},
      {0xffefffffffffffff, "-1.7976931348623157e+308"},
      {0x4340000000000000, "9007199254740992"},
      {0xc340000000000000, "-9007199254740992"},
      {0x4430000000000000, "295147905179352830000"},
      {0x44b52d02c7e14af5, "9.999999999999997e+22"},
      {0x44b52d02c7e14af6, "1e+23"},
      {0x44b52d02c7e14af7, "1.0000000000000001e+23"},
      {0x444b1ae4d6e2ef4e, "999999999999999700000"},
      {0x444b1ae4d6e2ef4f, "999999999999999900000"},
      {0x444b1ae4d6e2ef50, "1e+21"},
      {0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7"},
      {0x3eb0c6f7a0b5ed8d, "0.000001"},
      {0x41b3de4355555553, "333333333.3333332"},
      {0x41b3de4355555554, "333333333.33333325"},
      {0x41b3de4355555555, "333333333.3333333"},
      {0x41b3de4355555556, "333333333.3333334"},
      {0x41b3de4355555557, "333333333.33333343"},
      {0xbecbf647612f3696, "-0.0000033333333333333333"},
      {0x43143ff3c1cb0959, "1424953923781206.2"},
  };
  for (const auto& [bits, text] : samples) EXPECT_EQ(canonical(Json(from_bits(bits))), text);
}

TEST(Canonical, CountsIntegersAsDoubles) {
  EXPECT_EQ(canonical(Json(42)), "42");
  EXPECT_EQ(canonical(Json(-7)), "-7");
  EXPECT_EQ(canonical(Json(std::int64_t{9007199254740993})), "9007199254740992");
  EXPECT_EQ(canonical(Json(std::uint64_t{18446744073709551615u})), "18446744073709552000");
}

TEST(Canonical, RefusesWhatJsonCannotHold) {
  EXPECT_THROW((void)canonical(Json(std::nan(""))), BrokenInvariant);
  EXPECT_THROW((void)canonical(Json(std::numeric_limits<double>::infinity())), BrokenInvariant);
  for (const std::string bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf5\x80\x80\x80"})
    EXPECT_THROW((void)canonical(Json(bad)), BrokenInvariant) << bad;
  EXPECT_THROW((void)canonical(JsonObject{{"\xff", 1}}), BrokenInvariant);
}

TEST(Canonical, GivesOneTextWhateverTheOrderOfMembers) {
  EXPECT_EQ(canonical_text(R"( { "b" : [ ] , "a" : { "d" : 1 , "c" : "重大行政决策" } } )"),
            canonical_text(R"({"a":{"c":"\u91cd\u5927\u884c\u653f\u51b3\u7b56","d":1.0},"b":[]})"));
}

}  // namespace
}  // namespace gavel::archive
