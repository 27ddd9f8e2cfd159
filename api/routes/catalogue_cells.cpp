#include "api/routes/catalogue_cells.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "api/routes/names.hpp"
#include "api/routes/sheet_text.hpp"
#include "engine/base/item_number.hpp"

namespace gavel::api {
namespace {

using Type = Column::Type;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Cells hold lists as people write them.
JsonArray list_of(std::string_view text) {
  JsonArray out;
  while (!text.empty()) {
    std::size_t end = text.size(), skip = 0;
    for (const std::string_view mark : {"、", "；", ";", "，"}) {
      const auto at = text.find(mark);
      if (at < end) end = at, skip = mark.size();
    }
    if (const auto part = trimmed(text.substr(0, end)); !part.empty()) out.emplace_back(part);
    text.remove_prefix(end + skip);
  }
  return out;
}

std::optional<bool> flag_of(std::string_view text) {
  for (const std::string_view yes : {"是", "需要", "√", "true", "yes", "1"})
    if (text == yes) return true;
  for (const std::string_view no : {"否", "不需要", "×", "false", "no", "0"})
    if (text == no) return false;
  return std::nullopt;
}

}  // namespace

Json both(const char* zh, const char* en) { return JsonObject{{"zh", zh}, {"en", en}}; }

void CatalogueCells::cell(JsonObject& item, const Column& column, std::string_view text,
                          const std::string& where) {
  text = trimmed(text);
  if (text.empty()) return;
  if (const auto unfit = first_unfit(text, Lines::many)) {
    JsonObject values = values_of(*unfit);
    values["field"] = title_of(column);
    return say(where, "unfit-character", std::move(values));
  }
  switch (column.type) {
    case Type::text:
      item[column.name] = text;
      return;
    case Type::number:
      item[column.name] = item_number(year_, text);
      return;
    case Type::list:
      item[column.name] = list_of(text);
      return;
    case Type::month:
      return month(item, column, text, where);
    case Type::integer:
      if (const auto number = whole_number(text)) return void(item[column.name] = *number);
      return wrong_type(where, column, "integer");
    case Type::flag:
      if (const auto flag = flag_of(text)) return void(item[column.name] = *flag);
      return say(where, "not-a-choice",
                 {{"field", title_of(column)},
                  {"expected", JsonArray{both("是", "yes (是)"), both("否", "no (否)")}},
                  {"given", text}});
  }
}

/// What is said otherwise than 2026-05 is kept in its own words beside.
void CatalogueCells::month(JsonObject& item, const Column& column, std::string_view text,
                           const std::string& where) {
  const auto month = month_of(text, year_);
  if (!month) return say(where, "not-a-month", {{"field", title_of(column)}, {"given", text}});
  item[column.name] = *month;
  if (text != *month) item["planned_as"] = text;
}

void CatalogueCells::member(JsonObject& item, const Column& column, const Json& value,
                            const std::string& where) {
  if (value.is_null()) return;
  if (value.is_string()) return cell(item, column, value.get_string(), where);
  const bool fits = (column.type == Type::flag && value.is_bool()) ||
                    (column.type == Type::integer && value.is_int64()) ||
                    (column.type == Type::list && value.is_array());
  if (column.type == Type::number && value.is_int64()) {
    item[column.name] = item_number(year_, json_text(value));
  } else if (fits) {
    item[column.name] = value;
  } else {
    wrong_type(where, column, column.type == Type::list ? "list" : "text");
  }
}

void CatalogueCells::once(const JsonObject& item, const std::string& where) {
  const std::string number = string_or(item, "number");
  if (number.empty()) return;
  const auto [first, is_new] = titles_.emplace(number, string_or(item, "title"));
  if (!is_new) say(where, "number-twice", {{"given", number}, {"title", first->second}});
}

void CatalogueCells::say(std::string where, std::string code, JsonObject values) {
  errors.push_back(
      {.where = std::move(where), .code = std::move(code), .values = std::move(values)});
}

void CatalogueCells::wrong_type(const std::string& where, const Column& column,
                                std::string_view expected) {
  say(where, "wrong-type", {{"field", title_of(column)}, {"expected", expected}});
}

}  // namespace gavel::api
