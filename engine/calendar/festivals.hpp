#pragma once
// The festivals that follow the moon or the sun's course (全国年节及纪念日放假办法, 国务院令第795号
// art. 2): a year's table without a day off about one of them was not copied whole.
#include <string>
#include <vector>

#include "engine/calendar/calendar.hpp"

namespace gavel::calendar {

struct MissingFestival {
  int year = 0;
  std::string festival;  ///< "spring", "labour", "mid-autumn"…: names a word of the catalogue.
};
/// Of every year that the table knows, in order: those festivals in whose possible days no working
/// weekday is off, and Mid-Autumn where its day, known to 2050, is a weekday that is worked.
[[nodiscard]] std::vector<MissingFestival> missing_festivals(const Calendar& calendar);

}  // namespace gavel::calendar
