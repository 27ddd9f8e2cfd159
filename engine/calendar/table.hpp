#pragma once
// The lines of a holiday table: CSV with the header `date,type,name[,...]`.
#include <expected>
#include <string_view>
#include <vector>

#include "engine/calendar/calendar.hpp"

namespace gavel::calendar::table {

struct Row {
  Day day;
  std::string_view type, name;  ///< Of the text that was read.
};

/// HOLIDAY or HOLIDAY_ON_WEEKEND.
[[nodiscard]] bool is_off(const Row& row);

/// Every line, in order; the first that is wrong ends the reading.
[[nodiscard]] std::expected<std::vector<Row>, TableFault> read(std::string_view csv);

}  // namespace gavel::calendar::table
