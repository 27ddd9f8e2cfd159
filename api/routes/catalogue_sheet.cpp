#include "api/routes/catalogue_sheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "api/routes/names.hpp"
#include "api/routes/sheet_text.hpp"
#include "engine/base/item_number.hpp"
#include "engine/base/organ.hpp"

namespace gavel::api {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

using Errors = std::vector<InputError>;

struct Column {
  std::string_view name, zh, en;
  std::string_view also;  ///< How published catalogues name it, with spaces round each.
  enum class Type { text, number, integer, list, flag, month } type = Type::text;
};
using Type = Column::Type;
constexpr std::array<Column, 11> columns{
    {{"number", "编号", "Number", " no no. 序号 目录编号 事项编号 ", Type::number},
     {"title", "事项名称", "Title",
      " 决策事项名称 重大行政决策事项 重大行政决策事项名称 决策事项 项目名称 "},
     {"unit", "承办单位", "Drafting unit",
      " drafting_unit 承办部门 责任单位 牵头单位 决策承办单位 起草单位 责任部门 牵头部门 "},
     {"mad_class", "事项类别", "Class", " 类别 决策类别 ", Type::integer},
     {"basis", "法律政策依据", "Legal basis", " 决策依据 法律依据 政策依据 依据 "},
     {"decides", "决策主体", "Deciding body", " body 决策机关 "},
     {"co_units", "配合单位", "Other units", " 协办单位 配合部门 ", Type::list},
     {"procedures", "履行程序", "Steps to run",
      " 法定程序 履行的程序 应履行程序 决策程序 履行法定程序 ", Type::list},
     {"hearing", "是否听证", "Hearing", " 是否举行听证 听证 ", Type::flag},
     {"planned", "计划完成月份", "Month planned",
      " 完成时间 计划完成时间 拟决策时间 计划决策时间 完成时限 时间安排 ", Type::month},
     {"remark", "备注", "Remark", " 说明 "}}};

/// As it is called in a sentence: in an English one by what stands over the sheet, too.
Json title(const Column& column) {
  return JsonObject{{"zh", column.zh},
                    {"en", std::string(column.en) + " (" + std::string(column.zh) + ")"}};
}

Json both(const char* zh, const char* en) { return JsonObject{{"zh", zh}, {"en", en}}; }

/// A header's cell as it is compared: without blanks, line ends and what stands in brackets.
std::string bare(std::string_view cell) {
  std::string out;
  for (const std::string_view open : {"（", "("}) {
    if (const auto at = cell.find(open); at != std::string_view::npos && at > 0)
      cell = cell.substr(0, at);
  }
  for (const char c : cell) {
    if (std::string_view(" \t\r\n").contains(c)) continue;
    out += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  }
  return out;
}

const Column* column_named(std::string_view cell) {
  const std::string name = bare(cell);
  const auto found = std::ranges::find_if(columns, [&](const Column& column) {
    return column.name == name || column.zh == name || bare(column.en) == name ||
           (!name.empty() && column.also.contains(" " + name + " "));
  });
  return found == columns.end() ? nullptr : &*found;
}

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

class Sheet {
 public:
  explicit Sheet(int year) : year_(year) {}
  Errors errors;

  void cell(JsonObject& item, const Column& column, std::string_view text,
            const std::string& where) {
    text = trimmed(text);
    if (text.empty()) return;
    if (const auto unfit = first_unfit(text, Lines::many)) {
      JsonObject values = values_of(*unfit);
      values["field"] = title(column);
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
                   {{"field", title(column)},
                    {"expected", JsonArray{both("是", "yes (是)"), both("否", "no (否)")}},
                    {"given", text}});
    }
  }

  /// What is said otherwise than 2026-05 is kept in its own words beside.
  void month(JsonObject& item, const Column& column, std::string_view text,
             const std::string& where) {
    const auto month = month_of(text, year_);
    if (!month) return say(where, "not-a-month", {{"field", title(column)}, {"given", text}});
    item[column.name] = *month;
    if (text != *month) item["planned_as"] = text;
  }

  void member(JsonObject& item, const Column& column, const Json& value, const std::string& where) {
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

  /// A number that an item before it has is a slip in the sheet: told with both.
  void once(const JsonObject& item, const std::string& where) {
    const std::string number = string_or(item, "number");
    if (number.empty()) return;
    const auto [first, is_new] = titles_.emplace(number, string_or(item, "title"));
    if (!is_new) say(where, "number-twice", {{"given", number}, {"title", first->second}});
  }

  void say(std::string where, std::string code, JsonObject values) {
    errors.push_back(
        {.where = std::move(where), .code = std::move(code), .values = std::move(values)});
  }
  void wrong_type(const std::string& where, const Column& column, std::string_view expected) {
    say(where, "wrong-type", {{"field", title(column)}, {"expected", expected}});
  }

 private:
  int year_;
  std::map<std::string, std::string> titles_;  ///< By number, of the items so far.
};

/// The columns in the order of the header; those it does not name are errors.
std::vector<const Column*> header_of(const SheetLine& line, Sheet& sheet) {
  std::vector<const Column*> out;
  for (const std::string& cell : line.cells) {
    const std::string_view name = trimmed(cell);
    const Column* column = column_named(name);
    const std::string where = "/lines/" + std::to_string(line.number);
    if (column == nullptr && !name.empty()) {
      JsonArray known;
      for (const Column& each : columns) known.push_back(title(each));
      sheet.say(where, "unknown-column", {{"field", name}, {"expected", std::move(known)}});
    }
    if (column != nullptr && std::ranges::find(out, column) != out.end())
      sheet.say(where, "given-twice", {{"field", title(*column)}});
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
void refuse_other_separators(const std::vector<SheetLine>& lines, Sheet& sheet) {
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
    sheet.once(item, where + "/no");
    into.emplace_back(std::move(item));
  }
}

bool is_of(const Json& catalogue, int year) {
  if (!catalogue.is_object()) return false;
  const Json* given = catalogue.get_object().if_contains("year");
  return given != nullptr && given->is_int64() && given->get_int64() == year;
}

std::string organs_of(const JsonArray& catalogues, int year) {
  std::string out;
  for (const Json& each : catalogues) {
    if (is_of(each, year)) out += (out.empty() ? "" : "、") + string_or(each.get_object(), "organ");
  }
  return out;
}

/// The catalogue of this organ and year in a collection; where it is not one, says why.
const JsonObject* chosen(const Json& all, const SheetFor& matter, Sheet& sheet, std::string& at) {
  const JsonObject* found = nullptr;
  std::size_t count = 0;
  const JsonArray none;
  const JsonArray& catalogues = all.is_array() ? all.get_array() : none;
  for (std::size_t i = 0; i < catalogues.size(); ++i) {
    if (!is_of(catalogues[i], matter.year)) continue;
    const JsonObject& each = catalogues[i].get_object();
    if (!is_one_organ(string_or(each, "organ"), matter.organ)) continue;
    found = &each, at = "/catalogues/" + std::to_string(i), ++count;
  }
  if (count == 1) return found;
  const std::string organs = organs_of(catalogues, matter.year);
  if (count > 1 || organs.empty()) {
    sheet.say("/catalogues", "not-one-of-the-year",
              {{"year", matter.year}, {"organ", matter.organ}});
  } else {
    sheet.say("/catalogues", "another-organ", {{"given", organs}, {"organ", matter.organ}});
  }
  return nullptr;
}

/// What a published catalogue says of itself, to be kept with its items.
JsonObject source_of(const JsonObject& catalogue) {
  JsonObject out;
  for (const char* name : {"organ", "year", "level", "issued_on", "consent"}) {
    const Json* value = catalogue.if_contains(name);
    if (value != nullptr && !value->is_null()) out[name] = *value;
  }
  const Json* basis = catalogue.if_contains("basis");
  if (basis == nullptr || basis->is_null()) return out;
  JsonArray cited;
  const JsonArray bases = basis->is_array() ? basis->get_array() : JsonArray{*basis};
  for (const Json& each : bases)
    cited.push_back(each.is_string() ? Json(JsonObject{{"title", each}}) : each);
  out["basis"] = std::move(cited);
  return out;
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

std::expected<JsonObject, Errors> items_of_csv(std::string_view csv, int year,
                                               std::vector<std::size_t>* numbers) {
  if (csv.starts_with(byte_order_mark)) csv.remove_prefix(byte_order_mark.size());
  auto lines = lines_of_csv(csv);
  if (!lines) {
    return std::unexpected(
        Errors{{.where = "/lines/" + std::to_string(lines.error()), .code = "open-quote"}});
  }
  Sheet sheet(year);
  refuse_other_separators(*lines, sheet);
  if (!sheet.errors.empty()) return std::unexpected(std::move(sheet.errors));
  skip_title(*lines);
  JsonArray items;
  if (lines->empty())
    sheet.say("/lines/1", "missing", {{"field", JsonArray{title(columns[0]), title(columns[1])}}});
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
    if (numbers != nullptr) numbers->push_back(line.number);
  }
  if (!sheet.errors.empty()) return std::unexpected(std::move(sheet.errors));
  return JsonObject{{"items", std::move(items)}};
}

std::expected<JsonObject, Errors> items_of_json(const JsonObject& given, const SheetFor& matter) {
  Sheet sheet(matter.year);
  std::string at;
  const Json* all = given.if_contains("catalogues");
  const JsonObject* one = all == nullptr ? &given : chosen(*all, matter, sheet, at);
  if (all == nullptr && given.contains("year") && !is_of(Json(given), matter.year))
    sheet.say("/year", "another-year", {{"year", matter.year}, {"given", given.at("year")}});
  if (all == nullptr && given.contains("organ") &&
      !is_one_organ(string_or(given, "organ"), matter.organ))
    sheet.say("/organ", "another-organ", {{"organ", matter.organ}, {"given", given.at("organ")}});
  JsonArray items;
  if (one != nullptr) read_items(*one, at, sheet, items);
  if (!sheet.errors.empty()) return std::unexpected(std::move(sheet.errors));
  JsonObject out{{"items", std::move(items)}};
  if (JsonObject source = source_of(*one); !source.empty()) out["source"] = std::move(source);
  return out;
}

Json column_title(std::string_view name, const Json& otherwise) {
  const auto found = std::ranges::find(columns, name, &Column::name);
  return found == columns.end() ? otherwise : title(*found);
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
