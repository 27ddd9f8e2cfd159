#include "engine/calendar/table.hpp"

#include <algorithm>
#include <set>

#include "engine/base/utf8.hpp"

namespace gavel::calendar::table {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t quoted_max = 60;  // bytes of a wrong line that are told

/// The text before the next `separator`, which is taken with it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = std::min(text.find(separator), text.size());
  const std::string_view taken = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return taken;
}

/// The beginning of what was given, cut between characters.
std::string beginning(std::string_view text) {
  std::size_t end = std::min(text.size(), quoted_max);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return std::string(text.substr(0, end));
}

/// The type must agree with the weekday, so that a slip of one day in a date is found. Empty when
/// it does.
std::string_view type_fault(const Row& row) {
  const bool weekend = is_weekend(row.day);
  if (row.type == "HOLIDAY") return weekend ? "holiday-on-weekend" : "";
  if (row.type == "HOLIDAY_ON_WEEKEND") return weekend ? "" : "holiday-not-on-weekend";
  if (row.type == "MAKEUP_WORKDAY") return weekend ? "" : "makeup-not-on-weekend";
  // A working day that a reader might take for a day off (2020-02-03); listed for clarity alone.
  if (row.type == "NORMAL_WORKDAY") return weekend ? "workday-on-weekend" : "";
  return "unknown-type";
}

class Reader {
 public:
  explicit Reader(std::string_view csv) : rest_(csv) {
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
  }

  std::expected<std::vector<Row>, TableFault> read() {
    if (!is_utf8(rest_)) return std::unexpected(TableFault{"not-utf-8"});
    if (rest_.find_first_not_of(" \r\n\t") == std::string_view::npos) {
      return std::unexpected(TableFault{"empty"});
    }
    const std::string_view header = next_line();
    if (header != "date,type,name" && !header.starts_with("date,type,name,")) {
      return wrong("no-header", {{"given", beginning(header)}});
    }
    std::vector<Row> rows;
    while (!rest_.empty()) {
      const std::string_view line = next_line();
      if (line.empty()) continue;
      const auto row = read_row(line);
      if (!row) return std::unexpected(row.error());
      rows.push_back(*row);
    }
    if (rows.empty()) return std::unexpected(TableFault{"no-days"});
    return rows;
  }

 private:
  std::string_view next_line() {
    ++line_;
    std::string_view line = take_until(rest_, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
  }

  [[nodiscard]] std::unexpected<TableFault> wrong(std::string_view code, JsonObject values) const {
    return std::unexpected(TableFault{std::string(code), line_, std::move(values)});
  }

  std::expected<Row, TableFault> read_row(std::string_view line) {
    if (std::ranges::count(line, ',') < 2) return wrong("not-a-row", {{"given", beginning(line)}});
    const std::string_view date = take_until(line, ',');
    const auto day = parse_day(date);
    if (!day) return wrong("no-date", {{"given", beginning(date)}});
    const Row row{*day, take_until(line, ','), take_until(line, ',')};
    if (const auto code = type_fault(row); !code.empty()) {
      return wrong(code, {{"date", date}, {"given", beginning(row.type)}});
    }
    if (row.name.empty()) return wrong("no-name", {{"date", date}});
    if (!seen_.insert(row.day).second) return wrong("twice", {{"date", date}});
    return row;
  }

  std::string_view rest_;
  int line_ = 0;
  std::set<Day> seen_;
};

}  // namespace

bool is_off(const Row& row) { return row.type == "HOLIDAY" || row.type == "HOLIDAY_ON_WEEKEND"; }

std::expected<std::vector<Row>, TableFault> read(std::string_view csv) {
  return Reader(csv).read();
}

}  // namespace gavel::calendar::table
