#include "engine/base/time.hpp"

#include <cstdint>

namespace gavel {
namespace {

/// Reads exactly `width` digits at `at` and moves past them.
std::optional<int> digits(std::string_view text, std::size_t& at, std::size_t width) {
  if (at + width > text.size()) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(at, width)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  at += width;
  return value;
}

bool skip(std::string_view text, std::size_t& at, std::string_view any_of) {
  if (at >= text.size() || any_of.find(text[at]) == std::string_view::npos) return false;
  ++at;
  return true;
}

std::optional<Day> read_day(std::string_view text, std::size_t& at) {
  const auto year = digits(text, at, 4);
  // There is no year 0 between 1 BC and AD 1, nor in the database.
  if (!year || *year == 0 || !skip(text, at, "-")) return std::nullopt;
  const auto month = digits(text, at, 2);
  if (!month || !skip(text, at, "-")) return std::nullopt;
  const auto day = digits(text, at, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

/// ":SS.fff" or nothing; false when there is something else.
bool read_seconds(std::string_view text, std::size_t& at, std::chrono::milliseconds& into) {
  if (!skip(text, at, ":")) return true;
  const auto seconds = digits(text, at, 2);
  if (!seconds || *seconds > 59) return false;
  into += std::chrono::seconds{*seconds};
  if (!skip(text, at, ".")) return true;
  int scale = 100;
  bool any = false;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') {
    into += std::chrono::milliseconds{(text[at] - '0') * scale};
    scale /= 10;
    any = true;
    ++at;
  }
  return any;
}

/// "Z" or "+08:00"; minutes east of UTC.
std::optional<std::chrono::minutes> read_offset(std::string_view text, std::size_t& at) {
  if (skip(text, at, "Zz")) return std::chrono::minutes{0};
  const bool west = at < text.size() && text[at] == '-';
  if (!skip(text, at, "+-")) return std::nullopt;
  const auto hours = digits(text, at, 2);
  if (!hours || *hours > 23 || !skip(text, at, ":")) return std::nullopt;
  const auto minutes = digits(text, at, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const auto east = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  return west ? -east : east;
}

/// Writes `value` as `width` digits. Every record has several times in it: this is ten times
/// quicker than a format.
void put(char* at, int width, std::int64_t value) {
  for (int i = width - 1; i >= 0; --i, value /= 10) at[i] = static_cast<char>('0' + value % 10);
}

}  // namespace

Day day_of(Instant at) { return std::chrono::floor<std::chrono::days>(at + china_offset); }

Instant start_of(Day day) { return Instant{day.time_since_epoch()} - china_offset; }

std::string to_string(Instant at) {
  const Day day = day_of(at);
  const std::chrono::hh_mm_ss time{at + china_offset - Instant{day.time_since_epoch()}};
  std::string out = to_string(day) + "Txx:xx:xx.xxx+08:00";
  char* const clock = out.data() + out.size() - 18;
  put(clock, 2, time.hours().count());
  put(clock + 3, 2, time.minutes().count());
  put(clock + 6, 2, time.seconds().count());
  put(clock + 9, 3, time.subseconds().count());
  return out;
}

std::string to_string(Day day) {
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  std::string out = "xxxx-xx-xx";
  if (year < 0 || year > 9999) {
    out = std::to_string(year) + "-xx-xx";
  } else {
    put(out.data(), 4, year);
  }
  char* const at = out.data() + out.size() - 5;
  put(at, 2, static_cast<unsigned>(date.month()));
  put(at + 3, 2, static_cast<unsigned>(date.day()));
  return out;
}

std::optional<Instant> parse_instant(std::string_view text) {
  std::size_t at = 0;
  const auto day = read_day(text, at);
  if (!day || !skip(text, at, "Tt ")) return std::nullopt;
  const auto hours = digits(text, at, 2);
  if (!hours || *hours > 23 || !skip(text, at, ":")) return std::nullopt;
  const auto minutes = digits(text, at, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::chrono::milliseconds within = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  if (!read_seconds(text, at, within)) return std::nullopt;
  const auto east = read_offset(text, at);
  if (!east || at != text.size()) return std::nullopt;
  return Instant{day->time_since_epoch()} + within - *east;
}

std::optional<Day> parse_day(std::string_view text) {
  std::size_t at = 0;
  const auto day = read_day(text, at);
  return at == text.size() ? day : std::nullopt;
}

}  // namespace gavel
