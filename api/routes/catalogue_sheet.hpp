#pragma once
// Catalogues of major decisions as sheets: CSV (RFC 4180) with one line an item, and the JSON in
// which published ones are passed on. Columns go by their Chinese or English name, in any order.
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/problem.hpp"

namespace gavel::api {

/// The data of the event `items.import`, or all that is wrong: `where` is "/lines/3/planned" (lines
/// counted from 1). A line above the header that has one cell only is the sheet's title. A bare
/// number 3 or 03 becomes "<year>-3"; `planned` is a month, with other words kept as `planned_as`.
/// `numbers`, where given, tells of each item the line it stands on.
[[nodiscard]] std::expected<JsonObject, std::vector<InputError>> items_of_csv(
    std::string_view csv, int year, std::vector<std::size_t>* numbers = nullptr);

/// The catalogue that a sheet is for.
struct SheetFor {
  std::string organ;
  int year = 0;
};

/// Likewise of {"organ", "year", "items": [{"no", "title", "drafting_unit", …}]}, or of a
/// collection {"catalogues": […]} that holds exactly one of this organ and year. What the source
/// says of itself (organ, year, level, issued_on, consent, basis) comes as `source`.
[[nodiscard]] std::expected<JsonObject, std::vector<InputError>> items_of_json(
    const JsonObject& sheet, const SheetFor& matter);

/// What sentences call the column of an item's member; where it has none, `otherwise`.
[[nodiscard]] Json column_title(std::string_view name, const Json& otherwise);

/// The items as CSV with Chinese column names and a byte order mark, as office programs expect it.
[[nodiscard]] std::string csv_of_items(const std::vector<JsonObject>& items);

}  // namespace gavel::api
