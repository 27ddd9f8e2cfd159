#pragma once
// For deadlines that end in the year after the last that is shipped.
#include "tests/matter/given.hpp"

namespace gavel::matter {

/// The shipped holidays and those of 2027, with a make-up Saturday on 9 January.
inline const calendar::Calendar& with_2027() {
  static const calendar::Calendar table = [] {
    std::string csv = shipped_calendar();
    csv +=
        "2027-01-01,HOLIDAY,元旦,Fri,V2\n2027-01-09,MAKEUP_WORKDAY,元旦,Sat,V2\n"
        "2027-02-08,HOLIDAY,春节,Mon,V2\n2027-04-05,HOLIDAY,清明节,Mon,V2\n"
        "2027-05-03,HOLIDAY,五一,Mon,V2\n2027-06-09,HOLIDAY,端午节,Wed,V2\n"
        "2027-09-15,HOLIDAY,中秋节,Wed,V2\n2027-10-01,HOLIDAY,国庆节,Fri,V2\n";
    return calendar::Calendar::from_csv(csv).value();
  }();
  return table;
}

}  // namespace gavel::matter
