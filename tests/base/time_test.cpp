#include "engine/base/time.hpp"

namespace gavel {
namespace {

using namespace std::chrono_literals;

/// What `text` means, written as this house writes instants.
std::string read(std::string_view text) {
  const auto at = parse_instant(text);
  return at ? to_string(*at) : "malformed";
}

TEST(Instant, IsWrittenInChinaTimeWithMilliseconds) {
  EXPECT_EQ(to_string(Instant{}), "1970-01-01T08:00:00.000+08:00");
  EXPECT_EQ(to_string(Instant{-1ms}), "1970-01-01T07:59:59.999+08:00");
  EXPECT_EQ(to_string(Instant{-24h}), "1969-12-31T08:00:00.000+08:00");
}

TEST(Instant, IsReadAsRfc3339) {
  EXPECT_EQ(read("2026-01-30T09:00:00.000+08:00"), "2026-01-30T09:00:00.000+08:00");
  EXPECT_EQ(read("2026-01-30T01:00:00Z"), "2026-01-30T09:00:00.000+08:00");
  EXPECT_EQ(read("2026-01-30t01:00:00z"), "2026-01-30T09:00:00.000+08:00");
  EXPECT_EQ(read("2026-01-29T20:00:00-05:00"), "2026-01-30T09:00:00.000+08:00");
  EXPECT_EQ(read("2026-01-30 09:00+08:00"), "2026-01-30T09:00:00.000+08:00");
  EXPECT_EQ(read("2026-01-30T23:59:59.5+08:00"), "2026-01-30T23:59:59.500+08:00");
  EXPECT_EQ(read("2026-01-30T00:00:00.123999+00:00"), "2026-01-30T08:00:00.123+08:00");
  EXPECT_EQ(read("2024-02-29T00:00Z"), "2024-02-29T08:00:00.000+08:00");
}

TEST(Instant, IsRefusedWhenMalformedOrNoSuchTime) {
  for (const char* text :
       {"", "2026-01-30", "2026-01-30T", "2026-01-30T09:00:00", "2026-01-30T24:00:00Z",
        "2026-01-30T09:60:00Z", "2026-01-30T09:00:60Z", "2026-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z", "2026-01-30T09:00:00.Z", "2026-01-30T09:00:00+0800",
        "2026-01-30T09:00:00+24:00", "2026-01-30T09:00:00Zx", " 2026-01-30T09:00:00Z",
        "0000-01-01T00:00:00Z", "2026-1-30T09:00:00Z", "2026-01-30T9:00:00Z",
        "2026-01-30T09:00:00+08:60"}) {
    EXPECT_EQ(read(text), "malformed") << text;
  }
}

TEST(Instant, ComesBackAsItWasWritten) {
  for (const std::int64_t ms :
       {0LL, 1LL, -1LL, 1769734800123LL, 253402271999999LL, -62135596800000LL}) {
    const Instant at{std::chrono::milliseconds{ms}};
    EXPECT_EQ(parse_instant(to_string(at)), at) << ms;
  }
}

TEST(Day, BeginsAtMidnightInChina) {
  const Day day = parse_day("2026-01-30").value();
  EXPECT_EQ(to_string(start_of(day)), "2026-01-30T00:00:00.000+08:00");
  EXPECT_EQ(day_of(start_of(day)), day);
  EXPECT_EQ(day_of(start_of(day) - 1ms), day - std::chrono::days{1});
  EXPECT_EQ(day_of(start_of(day) + 24h - 1ms), day);
  EXPECT_EQ(to_string(day_of(parse_instant("2025-12-31T16:00:00Z").value())), "2026-01-01");
}

TEST(Day, IsReadAndWrittenWithTenCharacters) {
  EXPECT_EQ(to_string(parse_day("2024-02-29").value()), "2024-02-29");
  EXPECT_EQ(to_string(parse_day("0001-01-01").value()), "0001-01-01");
  for (const char* text :
       {"", "2026-02-29", "2026-00-10", "2026-01-00", "2026-04-31", "2026-1-1", "2026/01/01",
        "2026-01-01 ", "20260101", "0000-01-01", "-026-01-01", "２026-01-01"}) {
    EXPECT_FALSE(parse_day(text)) << text;
  }
}

}  // namespace
}  // namespace gavel
