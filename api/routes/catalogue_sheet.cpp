// Catalogues as CSV, in and out.
#include "api/routes/catalogue_sheet.hpp"

#include <algorithm>
#include <array>

#include "api/routes/catalogue_cells.hpp"
#include "api/routes/sheet_text.hpp"

namespace gavel::api {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// The columns in the order of the header; those it does not name are errors.
std::vector<const Column*> header_of(const SheetLine& line, CatalogueCells& sheet) {
  std::vector<const Column*> out;
  for (const std::string& cell : line.cells) {
    const std::string_view name = trimmed(cell);
    const Column* column = column_named(name);
    const std::string where = "/lines/" + std::to_string(line.number);
    if (column == nullptr && !name.empty()) {
      JsonArray known;
      for (const Column& each : catalogue_columns()) known.push_back(title_of(each));
      sheet.say(where, "unknown-column", {{"field", name}, {"expected", std::move(known)}});
    }
    if (column != nullptr && std::ranges::find(out, column) != out.end())
      sheet.say(where, "given-twice", {{"field", title_of(*column)}});
    out.push_back(column);
  }
  return out;
}

std::size_t filled_cells(const SheetLine& line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line.cells, [](const auto& cell) { return !trimmed(cell).empty(); }));
}

/// How many columns the text names when it is taken apart at `mark`.
std::size_t columns_in(std::string_view text, std::string_view mark) {
  std::size_t count = 0;
  while (true) {
    const std::size_t end = text.find(mark);
    count += column_named(text.substr(0, end)) != nullptr ? 1 : 0;
    if (end == std::string_view::npos) return count;
    text.remove_prefix(end + mark.size());
  }
}

/// A header whose columns are separated by something else is one cell, and would pass for a title.
void refuse_other_separators(const std::vector<SheetLine>& lines, CatalogueCells& sheet) {
  const std::array<std::pair<std::string_view, Json>, 5> others{
      {{"\t", both("制表符", "tabs")},
       {";", both("分号", "semicolons")},
       {"；", both("中文分号", "Chinese semicolons")},
       {"，", both("中文逗号", "Chinese commas")},
       {"|", both("竖线", "vertical bars")}}};
  for (const SheetLine& line : lines) {
    if (filled_cells(line) != 1) continue;
    const std::string& cell =
        *std::ranges::find_if(line.cells, [](const auto& each) { return !trimmed(each).empty(); });
    for (const auto& [mark, words] : others) {
      if (columns_in(cell, mark) < 2) continue;
      return sheet.say("/lines/" + std::to_string(line.number), "not-commas",
                       {{"separator", words}});
    }
  }
}

/// A sheet often begins with its title, one cell over all columns.
void skip_title(std::vector<SheetLine>& lines) {
  while (lines.size() > 1) {
    const auto& cells = lines.front().cells;
    const bool names_column =
        std::ranges::any_of(cells, [](const auto& cell) { return column_named(cell) != nullptr; });
    if (filled_cells(lines.front()) != 1 || names_column) return;
    lines.erase(lines.begin());
  }
}

std::string in_quotes(std::string_view cell) {
  // A cell that begins so would be run as a formula by the program that opens the sheet.
  std::string text(cell);
  if (!text.empty() && std::string_view("=+-@").contains(text.front())) text.insert(0, "'");
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

std::string cell_of(const Json* value) {
  if (value == nullptr || value->is_null()) return "";
  if (value->is_string()) return std::string(value->get_string());
  if (value->is_bool()) return value->get_bool() ? "是" : "否";
  if (!value->is_array()) return json_text(*value);
  std::string out;
  for (const Json& each : value->get_array()) out += (out.empty() ? "" : "、") + cell_of(&each);
  return out;
}

}  // namespace

SheetItems items_of_csv(std::string_view csv, int year) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  SheetItems out;
  CatalogueCells sheet(year);
  auto lines = lines_of_csv(csv);
  if (lines) {
    refuse_other_separators(*lines, sheet);
  } else {
    sheet.say("/lines/" + std::to_string(lines.error()), "open-quote", {});
  }
  if (!sheet.errors.empty()) {  // its lines or columns cannot be told apart
    out.errors = std::move(sheet.errors);
    return out;
  }
  skip_title(*lines);
  JsonArray items;
  if (lines->empty())
    sheet.say(
        "/lines/1", "missing",
        {{"field", JsonArray{title_of(catalogue_columns()[0]), title_of(catalogue_columns()[1])}}});
  const auto header = lines->empty() ? std::vector<const Column*>() : header_of((*lines)[0], sheet);
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const SheetLine& line = (*lines)[i];
    const std::string at = "/lines/" + std::to_string(line.number);
    JsonObject item;
    for (std::size_t c = 0; c < line.cells.size(); ++c) {
      if (c >= header.size() && !trimmed(line.cells[c]).empty()) {
        sheet.say(at, "too-many-cells", {{"given", line.cells[c]}});
      } else if (c < header.size() && header[c] != nullptr) {
        sheet.cell(item, *header[c], line.cells[c], at + "/" + std::string(header[c]->name));
      }
    }
    sheet.once(item, at + "/number");
    items.emplace_back(std::move(item));
    out.places.push_back(at);
  }
  out.data["items"] = std::move(items);
  out.errors = std::move(sheet.errors);
  return out;
}

Json column_title(std::string_view name, const Json& otherwise) {
  const auto found = std::ranges::find(catalogue_columns(), name, &Column::name);
  return found == catalogue_columns().end() ? otherwise : title_of(*found);
}

std::string csv_of_items(const std::vector<JsonObject>& items) {
  std::string out(byte_order_mark);
  for (const Column& column : catalogue_columns())
    out += (&column == catalogue_columns().data() ? "" : ",") + std::string(column.zh);
  out += "\r\n";
  for (const JsonObject& item : items) {
    for (const Column& column : catalogue_columns()) {
      out += (&column == catalogue_columns().data() ? "" : ",") +
             in_quotes(cell_of(item.if_contains(column.name)));
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace gavel::api
