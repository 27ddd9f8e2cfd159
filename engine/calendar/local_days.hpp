#pragma once
// Days on which one organ differs from the State Council's notice: those that an autonomous region
// or a city has off besides, and those worked to make up for them. The organ's calendar is a table
// like any other: the notice's with these days in it, and so with an id of its own.
#include <span>
#include <string>
#include <string_view>

#include "engine/calendar/calendar.hpp"

namespace gavel::calendar {

struct LocalDay {
  Day day;
  bool off = true;           ///< Otherwise a rest day of the week that is worked.
  std::string name, source;  ///< Each one line; the name has no comma.
  bool operator==(const LocalDay&) const = default;
};

/// The table `csv`, which can be read, with the organ's days. Those outside its known years are
/// left out: they count with the table of their year. A day that the notice has as a holiday is not
/// worked, whatever the organ says. Without any that changes something, `csv` as it is.
[[nodiscard]] std::string with_local_days(std::string_view csv, std::span<const LocalDay> days);

}  // namespace gavel::calendar
