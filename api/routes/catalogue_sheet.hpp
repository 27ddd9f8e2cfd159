#pragma once
// Catalogues of major decisions as sheets: CSV (RFC 4180) with one line an item, and the JSON in
// which published ones are passed on. Columns go by their Chinese or English name, in any order.
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/problem.hpp"

namespace gavel::api {

/// What a sheet holds, and all that is wrong with it: of the wrong `data` has what was right, so
/// that the rest can be looked at in the same answer.
struct SheetItems {
  JsonObject data = {};  ///< Of the event `items.import`; without items: none was read.
  std::vector<std::string> places = {};  ///< Where each item stands: "/lines/3".
  JsonObject called = {};  ///< Members that the sheet calls otherwise: {"number": "no"}.
  std::vector<InputError> errors = {};
};

/// `where` of an error is "/lines/3/planned" (lines counted from 1). A line above the header that
/// has one cell only is the sheet's title. A bare number 3 or 03 becomes "<year>-3"; `planned` is a
/// month, with other words kept as `planned_as`.
[[nodiscard]] SheetItems items_of_csv(std::string_view csv, int year);

/// The catalogue that a sheet is for.
struct SheetFor {
  std::string organ;
  int year = 0;
};

/// Likewise of {"organ", "year", "items": [{"no", "title", "drafting_unit", …}]}, or of a
/// collection {"catalogues": […]} that holds exactly one of this organ and year; `where` points
/// into it. What the source says of itself (organ, year, level, issued_on, consent, basis) comes as
/// `source`.
[[nodiscard]] SheetItems items_of_json(const JsonObject& sheet, const SheetFor& matter);

/// What sentences call the column of an item's member; where it has none, `otherwise`.
[[nodiscard]] Json column_title(std::string_view name, const Json& otherwise);

/// The items as CSV with Chinese column names and a byte order mark, as office programs expect it.
[[nodiscard]] std::string csv_of_items(const std::vector<JsonObject>& items);

}  // namespace gavel::api
