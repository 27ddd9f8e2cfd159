#include "engine/base/recorded_day.hpp"

namespace gavel {

std::optional<Day> recorded_day(std::string_view text) {
  constexpr std::chrono::year first{1900}, last{2199};
  const auto day = parse_day(text);
  if (!day) return std::nullopt;
  const std::chrono::year year = std::chrono::year_month_day{*day}.year();
  return first <= year && year <= last ? day : std::nullopt;
}

}  // namespace gavel
