#include "engine/base/json.hpp"

#include <bit>
#include <cmath>
#include <random>

#include "engine/base/number.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

/// `text` read and written again; "refused" when it is no JSON.
std::string again(std::string_view text) {
  const auto value = parse_json(text);
  return value ? json_text(*value) : "refused";
}

TEST(Json, KeepsWhatItReads) {
  for (const char* text :
       {"null", "true", "[]", "{}", "[1,[2,{\"a\":null}]]", "\"中\\n\\\"\\u0001\"", "-7",
        "9223372036854775807", "18446744073709551615", "0.30000000000000004", "1e+21", "5e-324",
        "1.7976931348623157e+308", "{\"b\":1,\"a\":2}"}) {
    EXPECT_EQ(again(text), text);
  }
  EXPECT_EQ(again(" { \"a\" : 1.0 , \"b\" : 1e2 } "), R"({"a":1,"b":100})");
  EXPECT_EQ(again("[-0,-0.0,1e-400]"), "[0,0,0]");
}

TEST(Json, RefusesWhatIsNone) {
  for (const char* text : {"", " ", "{", "[1,]", "{a:1}", "'a'", "01", "1.", "+1", "NaN", "1e999",
                           "[1] x", "\"\xFF\"", "// c\n1", "\"a", "nul"}) {
    EXPECT_EQ(again(text), "refused") << text;
  }
  EXPECT_EQ(again(R"({"a":[{"b":1,"c":2,"b":1}]})"), "refused") << "which of them counts?";
  EXPECT_EQ(again(R"({"a":{"a":{"a":1}}})"), R"({"a":{"a":{"a":1}}})");
  EXPECT_EQ(parse_json("[1,x]").error().substr(0, 6), "syntax") << parse_json("[1,x]").error();
}

TEST(Json, ReadsToItsDepthAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(again(nested(json_depth_limit)), nested(json_depth_limit));
  EXPECT_EQ(again(nested(json_depth_limit + 1)), "refused");
  EXPECT_EQ(again(nested(1000000)), "refused");
}

// Boost.JSON's own parser is off by one bit in every fourth of these.
TEST(Json, GivesEveryNumberBackBitForBit) {
  std::mt19937_64 random(48);
  for (int round = 0; round < 50000; ++round) {
    const auto number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    const std::string text = number_text(number);
    const auto value = parse_json(text);
    ASSERT_TRUE(value) << text;
    ASSERT_EQ(value->to_number<double>(), number) << text;
    ASSERT_EQ(json_text(*value), text);
  }
}

TEST(Json, WritesNullForWhatItCannotHold) {
  EXPECT_EQ(json_text(JsonArray{std::nan(""), INFINITY}), "[null,null]");
}

TEST(Json, GivesAStringOrTheFallback) {
  const JsonObject object{{"a", "x"}, {"b", 1}};
  EXPECT_EQ(string_or(object, "a"), "x");
  EXPECT_EQ(string_or(object, "b", "none"), "none");
  EXPECT_EQ(string_or(object, "c"), "");
}

// The examples of RFC 8785, appendix B, and the borders between the forms of ES5 9.8.1.
TEST(NumberText, IsWhatEcmaScriptWrites) {
  const std::vector<std::pair<double, std::string>> examples{
      {0.0, "0"},
      {-0.0, "0"},
      {5e-324, "5e-324"},
      {-5e-324, "-5e-324"},
      {1.7976931348623157e308, "1.7976931348623157e+308"},
      {9007199254740992, "9007199254740992"},
      {-9007199254740992, "-9007199254740992"},
      {295147905179352830000.0, "295147905179352830000"},
      {9.999999999999997e22, "9.999999999999997e+22"},
      {1e23, "1e+23"},
      {1.0000000000000001e23, "1.0000000000000001e+23"},
      {999999999999999700000.0, "999999999999999700000"},
      {1e21, "1e+21"},
      {1e20, "100000000000000000000"},
      {9.999999999999997e-7, "9.999999999999997e-7"},
      {0.000001, "0.000001"},
      {1e-7, "1e-7"},
      {333333333.33333329, "333333333.3333333"},
      {333333333.33333325, "333333333.33333325"},
      {0.1, "0.1"},
      {123.456, "123.456"},
      {1424953923781206.2, "1424953923781206.2"}};
  for (const auto& [number, text] : examples) EXPECT_EQ(number_text(number), text);
  EXPECT_EQ(number_text(NAN), "NaN");
  EXPECT_EQ(number_text(-INFINITY), "-Infinity");
}

TEST(Decimal, IsDigitsWithPointAndExponentOnly) {
  EXPECT_EQ(parse_decimal("12"), 12);
  EXPECT_EQ(parse_decimal(".5"), 0.5);
  EXPECT_EQ(parse_decimal("5."), 5);
  EXPECT_EQ(parse_decimal("1e+3"), 1000);
  EXPECT_EQ(parse_decimal("1e999"), INFINITY);
  EXPECT_EQ(parse_decimal("1e-999"), 0);
  EXPECT_EQ(parse_decimal("0." + std::string(400, '0') + "1"), 0);
  EXPECT_EQ(parse_decimal("1" + std::string(400, '0')), INFINITY);
  for (const char* text :
       {"", ".", "-1", "+1", "1e", "1e+", "e1", "inf", "nan", "0x1", "1 ", "1.2.3"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

TEST(JsonNumber, IsAnIntegerWhereExact) {
  EXPECT_TRUE(json_number(9007199254740992.0).is_int64());
  EXPECT_TRUE(json_number(-0.0).is_int64());
  EXPECT_TRUE(json_number(9007199254740994.0).is_double());
  EXPECT_TRUE(json_number(0.5).is_double());
  EXPECT_TRUE(json_number(NAN).is_double());
}

TEST(Utf8, TakesNeitherOverlongFormsNorSurrogatesNorFragments) {
  for (const char* text : {"", "a", "é", "中", "😀", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
  }
  for (const char* text :
       {"\x80", "\xC0\x80", "\xC1\xBF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xE4\xB8",
        "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "a\xE4z"}) {
    EXPECT_FALSE(is_utf8(text));
  }
}

TEST(Utf8, ComesBackAsItWasAppended) {
  for (const char32_t point : {0x0u, 0x7Fu, 0x80u, 0x7FFu, 0x800u, 0xFFFFu, 0x10000u, 0x10FFFFu}) {
    std::string text;
    append_utf8(text, point);
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(text, at), point);
    EXPECT_EQ(at, text.size());
  }
}

}  // namespace
}  // namespace gavel
