#include "api/routes/catalogue_columns.hpp"

#include <algorithm>
#include <string>

namespace gavel::api {
namespace {

using Type = Column::Type;
constexpr std::array<Column, column_count> columns{
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

}  // namespace

const std::array<Column, column_count>& catalogue_columns() { return columns; }

const Column* column_named(std::string_view cell) {
  const std::string name = bare(cell);
  const auto found = std::ranges::find_if(columns, [&](const Column& column) {
    return column.name == name || column.zh == name || bare(column.en) == name ||
           (!name.empty() && column.also.contains(" " + name + " "));
  });
  return found == columns.end() ? nullptr : &*found;
}

Json title_of(const Column& column) {
  return JsonObject{{"zh", column.zh},
                    {"en", std::string(column.en) + " (" + std::string(column.zh) + ")"}};
}

}  // namespace gavel::api
