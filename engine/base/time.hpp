#pragma once
// Instants are UTC with milliseconds; days are civil days in China. China has one time zone and has
// kept no daylight saving since 1991, so a fixed +08:00 is exact for every matter Gavel can hold.
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace gavel {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  ///< UTC.
using Day = std::chrono::sys_days;  ///< A civil day in China (+08:00), no time of day.

inline constexpr std::chrono::hours china_offset{8};

/// The civil day in China that contains `at`.
[[nodiscard]] Day day_of(Instant at);
/// 00:00 in China on `day`.
[[nodiscard]] Instant start_of(Day day);

/// "2026-01-30T09:00:00.000+08:00" (RFC 3339).
[[nodiscard]] std::string to_string(Instant at);
/// "2026-01-30".
[[nodiscard]] std::string to_string(Day day);

/// RFC 3339 with offset or Z; seconds and fraction may be left out. Empty when malformed or no such
/// date.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);
/// "2026-01-30"; empty when malformed or no such day.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

}  // namespace gavel
