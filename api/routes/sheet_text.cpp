#include "api/routes/sheet_text.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include <iconv.h>

#include "engine/base/utf8.hpp"
#include "engine/procedure/citation_parts.hpp"

namespace gavel::api {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::optional<std::string> from_gb18030(std::string_view bytes) {
  const auto close = [](void* handle) { iconv_close(handle); };
  const iconv_t opened = iconv_open("UTF-8", "GB18030");
  if (opened == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  const std::unique_ptr<void, decltype(close)> held(opened, close);
  std::string in(bytes), out(bytes.size() * 2 + 4, '\0');
  char* from = in.data();
  char* to = out.data();
  std::size_t left = in.size(), room = out.size();
  if (iconv(opened, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) return std::nullopt;
  out.resize(out.size() - room);
  return out;
}

bool takes(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

/// Digits, Chinese or not.
int number(std::string_view& rest) { return procedure::take_number(rest); }

std::string written(int year, int month) {
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

/// The last month of what people say for part of a year; 0: none of these.
int month_of_words(std::string_view text) {
  struct Words {
    std::string_view words;
    int month;
  };
  constexpr std::array<Words, 8> known{{{"上半年", 6},
                                        {"下半年", 12},
                                        {"年底", 12},
                                        {"年末", 12},
                                        {"底", 12},
                                        {"年内", 12},
                                        {"全年", 12},
                                        {"年中", 6}}};
  for (const Words& each : known) {
    if (text.starts_with(each.words)) return each.month;
  }
  takes(text, "第");
  const int quarter = number(text);
  return quarter >= 1 && quarter <= 4 && takes(text, "季") ? quarter * 3 : 0;
}

}  // namespace

std::optional<std::string> text_of_sheet(std::string_view bytes) {
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (is_utf8(bytes)) return std::string(bytes);
  auto text = from_gb18030(bytes);
  return text && is_utf8(*text) ? text : std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::expected<std::vector<SheetLine>, std::size_t> lines_of_csv(std::string_view csv) {
  std::vector<SheetLine> lines;
  std::size_t at_line = 1;
  SheetLine line{at_line, {""}};
  bool is_quoted = false;
  const auto end_line = [&] {
    const bool is_blank =
        std::ranges::all_of(line.cells, [](const auto& cell) { return trimmed(cell).empty(); });
    if (!is_blank) lines.push_back(std::move(line));
    line = SheetLine{at_line, {""}};
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
  if (is_quoted) return std::unexpected(line.number);
  end_line();
  return lines;
}

std::optional<std::string> month_of(std::string_view text, int year) {
  std::string spelled;
  for (const char c : text) {
    if (c != ' ' && c != '\t') spelled += c;
  }
  std::string_view rest = spelled;
  std::string_view ahead = rest;
  if (const int given = number(ahead); given >= 1949 && given <= 2999) {
    const bool has_mark =
        takes(ahead, "年") || takes(ahead, "-") || takes(ahead, ".") || takes(ahead, "/");
    if (!has_mark) return std::nullopt;
    year = given, rest = ahead;
  }
  if (const int month = month_of_words(rest); month != 0) return written(year, month);
  const bool has_year = rest.size() < spelled.size();
  // Said of the year alone, it is planned within it.
  const bool is_of_year = rest.empty() || rest == "度" || rest == "内";
  if (has_year && is_of_year && spelled.contains("年")) return written(year, 12);
  const int month = number(rest);
  if (month < 1 || month > 12 || (!has_year && !rest.starts_with("月"))) return std::nullopt;
  return written(year, month);
}

}  // namespace gavel::api
