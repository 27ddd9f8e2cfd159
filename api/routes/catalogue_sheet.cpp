#include "api/routes/catalogue_sheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace gavel::api {
namespace {

using Errors = std::vector<InputError>;

struct Column {
  std::string_view name, zh, also;  ///< `also`: how published catalogues name it.
  enum class Type { text, number, integer, list, flag } type = Type::text;
};
using Type = Column::Type;
constexpr std::array<Column, 11> columns{{{"number", "编号", "no", Type::number},
                                          {"title", "事项名称", "title"},
                                          {"unit", "承办单位", "drafting_unit"},
                                          {"mad_class", "事项类别", "class", Type::integer},
                                          {"basis", "法律政策依据", "basis"},
                                          {"decides", "决策主体", "body"},
                                          {"co_units", "配合单位", "co_units", Type::list},
                                          {"procedures", "履行程序", "procedures", Type::list},
                                          {"hearing", "是否听证", "hearing", Type::flag},
                                          {"planned", "计划完成月份", "planned"},
                                          {"remark", "备注", "remark"}}};
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

const Column* column_named(std::string_view name) {
  const auto found = std::ranges::find_if(columns, [&](const Column& column) {
    return column.name == name || column.zh == name || column.also == name;
  });
  return found == columns.end() ? nullptr : &*found;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

/// A bare 3 of the year 2026 is "2026-3".
std::string number_of(std::string_view text, int year) {
  if (whole_number(text)) return std::to_string(year) + "-" + std::string(text);
  return std::string(text);
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
  for (const std::string_view yes : {"是", "true", "yes", "1"})
    if (text == yes) return true;
  for (const std::string_view no : {"否", "false", "no", "0"})
    if (text == no) return false;
  return std::nullopt;
}

// ---- CSV

struct Line {
  std::size_t number = 1;  ///< Where it begins.
  std::vector<std::string> cells;
};

/// Lines of cells; a quoted cell may hold commas, doubled quotes and line ends.
std::expected<std::vector<Line>, Errors> lines_of(std::string_view csv) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  std::vector<Line> lines;
  std::size_t at_line = 1;
  Line line{at_line, {""}};
  bool is_quoted = false;
  const auto end_line = [&] {
    const bool is_blank =
        std::ranges::all_of(line.cells, [](const auto& cell) { return trimmed(cell).empty(); });
    if (!is_blank) lines.push_back(std::move(line));
    line = Line{at_line, {""}};
  };
  for (std::size_t i = 0; i < csv.size(); ++i) {
    const char c = csv[i];
    at_line += c == '\n';
    if (is_quoted && c == '"' && i + 1 < csv.size() && csv[i + 1] == '"') {
      line.cells.back() += csv[++i];
    } else if (c == '"' && (is_quoted || trimmed(line.cells.back()).empty())) {
      is_quoted = !is_quoted;
    } else if (!is_quoted && c == ',') {
      line.cells.emplace_back();
    } else if (!is_quoted && c == '\n') {
      end_line();
    } else {
      line.cells.back() += c;
    }
  }
  if (is_quoted) {
    return std::unexpected(
        Errors{{.where = "/lines/" + std::to_string(line.number), .code = "open-quote"}});
  }
  end_line();
  return lines;
}

class Sheet {
 public:
  explicit Sheet(int year) : year_(year) {}
  Errors errors;

  void cell(JsonObject& item, const Column& column, std::string_view text,
            const std::string& where) {
    text = trimmed(text);
    if (text.empty()) return;
    switch (column.type) {
      case Type::text:
        item[column.name] = text;
        return;
      case Type::number:
        item[column.name] = number_of(text, year_);
        return;
      case Type::list:
        item[column.name] = list_of(text);
        return;
      case Type::integer:
        if (const auto number = whole_number(text)) return void(item[column.name] = *number);
        return wrong_type(where, column, "integer");
      case Type::flag:
        if (const auto flag = flag_of(text)) return void(item[column.name] = *flag);
        return say(where, "not-a-choice",
                   {{"field", column.zh}, {"expected", "是、否"}, {"given", text}});
    }
  }

  void member(JsonObject& item, const Column& column, const Json& value, const std::string& where) {
    if (value.is_null()) return;
    if (value.is_string()) return cell(item, column, value.get_string(), where);
    const bool fits = (column.type == Type::flag && value.is_bool()) ||
                      (column.type == Type::integer && value.is_int64()) ||
                      (column.type == Type::list && value.is_array());
    if (column.type == Type::number && value.is_int64()) {
      item[column.name] = number_of(json_text(value), year_);
    } else if (fits) {
      item[column.name] = value;
    } else {
      wrong_type(where, column, column.type == Type::list ? "list" : "text");
    }
  }

  void say(std::string where, std::string code, JsonObject values) {
    errors.push_back(
        {.where = std::move(where), .code = std::move(code), .values = std::move(values)});
  }
  void wrong_type(const std::string& where, const Column& column, std::string_view expected) {
    say(where, "wrong-type", {{"field", column.zh}, {"expected", expected}});
  }

 private:
  int year_;
};

/// The columns in the order of the header; those it does not name are errors.
std::vector<const Column*> header_of(const Line& line, Sheet& sheet) {
  std::vector<const Column*> out;
  for (const std::string& cell : line.cells) {
    const std::string_view name = trimmed(cell);
    const Column* column = column_named(name);
    const std::string where = "/lines/" + std::to_string(line.number);
    if (column == nullptr && !name.empty()) sheet.say(where, "unknown-column", {{"field", name}});
    if (column != nullptr && std::ranges::find(out, column) != out.end())
      sheet.say(where, "given-twice", {{"field", name}});
    out.push_back(column);
  }
  return out;
}

/// Items of one published catalogue.
void read_items(const JsonObject& catalogue, const std::string& at, Sheet& sheet, JsonArray& into) {
  const Json* items = catalogue.if_contains("items");
  if (items == nullptr || !items->is_array())
    return sheet.say(at + "/items", "wrong-type", {{"field", "items"}, {"expected", "list"}});
  std::size_t n = 0;
  for (const Json& each : items->get_array()) {
    const std::string where = at + "/items/" + std::to_string(n++);
    if (!each.is_object()) {
      sheet.say(where, "wrong-type", {{"field", "items"}, {"expected", "object"}});
      continue;
    }
    JsonObject item;
    for (const auto& [name, value] : each.get_object()) {
      const Column* column = column_named(name);
      const std::string pointer = where + "/" + std::string(name);
      if (column == nullptr) {
        sheet.say(pointer, "unknown-field", {{"field", name}});
      } else {
        sheet.member(item, *column, value, pointer);
      }
    }
    into.emplace_back(std::move(item));
  }
}

bool is_of(const Json& catalogue, int year) {
  if (!catalogue.is_object()) return false;
  const Json* given = catalogue.get_object().if_contains("year");
  return given != nullptr && given->is_int64() && given->get_int64() == year;
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

std::expected<JsonObject, Errors> items_of_csv(std::string_view csv, int year) {
  auto lines = lines_of(csv);
  if (!lines) return std::unexpected(std::move(lines.error()));
  Sheet sheet(year);
  JsonArray items;
  if (lines->empty()) sheet.say("/lines/1", "missing", {{"field", "编号,事项名称"}});
  const auto header = lines->empty() ? std::vector<const Column*>() : header_of((*lines)[0], sheet);
  for (std::size_t i = 1; i < lines->size(); ++i) {
    const Line& line = (*lines)[i];
    const std::string at = "/lines/" + std::to_string(line.number);
    JsonObject item;
    for (std::size_t c = 0; c < line.cells.size(); ++c) {
      if (c >= header.size() && !trimmed(line.cells[c]).empty()) {
        sheet.say(at, "too-many-cells", {{"given", line.cells[c]}});
      } else if (c < header.size() && header[c] != nullptr) {
        sheet.cell(item, *header[c], line.cells[c], at + "/" + std::string(header[c]->name));
      }
    }
    items.emplace_back(std::move(item));
  }
  if (!sheet.errors.empty()) return std::unexpected(std::move(sheet.errors));
  return JsonObject{{"items", std::move(items)}};
}

std::expected<JsonObject, Errors> items_of_json(const JsonObject& given, int year) {
  Sheet sheet(year);
  JsonArray items;
  const Json* all = given.if_contains("catalogues");
  if (all == nullptr) {
    if (given.contains("year") && !is_of(Json(given), year))
      sheet.say("/year", "another-year", {{"year", year}, {"given", given.at("year")}});
    read_items(given, "", sheet, items);
  } else if (!all->is_array() || std::ranges::count_if(all->get_array(), [&](const Json& each) {
                                   return is_of(each, year);
                                 }) != 1) {
    sheet.say("/catalogues", "not-one-of-the-year", {{"year", year}});
  } else {
    for (std::size_t i = 0; i < all->get_array().size(); ++i) {
      const Json& each = all->get_array()[i];
      if (is_of(each, year))
        read_items(each.get_object(), "/catalogues/" + std::to_string(i), sheet, items);
    }
  }
  if (!sheet.errors.empty()) return std::unexpected(std::move(sheet.errors));
  return JsonObject{{"items", std::move(items)}};
}

std::string csv_of_items(const std::vector<JsonObject>& items) {
  std::string out(byte_order_mark);
  for (const Column& column : columns)
    out += (&column == columns.data() ? "" : ",") + std::string(column.zh);
  out += "\r\n";
  for (const JsonObject& item : items) {
    for (const Column& column : columns) {
      out += (&column == columns.data() ? "" : ",") +
             in_quotes(cell_of(item.if_contains(column.name)));
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace gavel::api
