#pragma once
// Cells of sheets as office programs and people write them: the encoding of a file, months and
// quarters.
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gavel::api {

/// The text of a CSV file in UTF-8, without a byte order mark. What is not UTF-8 is read as GB18030
/// (GB 18030-2022, which includes GBK), in which office programs in China save. Nothing where it is
/// neither.
[[nodiscard]] std::optional<std::string> text_of_sheet(std::string_view bytes);

struct SheetLine {
  std::size_t number = 1;  ///< Where it begins, counted from 1.
  std::vector<std::string> cells;
};

/// Lines of cells (RFC 4180), without the blank ones; a quoted cell may hold commas, doubled quotes
/// and line ends. The error is the line on which a quotation mark opens that is never closed.
[[nodiscard]] std::expected<std::vector<SheetLine>, std::size_t> lines_of_csv(std::string_view csv);

/// Without blanks and line ends at either side.
[[nodiscard]] std::string_view trimmed(std::string_view text);

/// "2024-05" of 2024-05, 2024.5, 2024/05/31, 2024年5月底前, 5月; the last month of 2024年第二季度,
/// of 上半年, 2024年底 and of 2024年. Where no year stands, `year` is meant. Nothing where it is no
/// month.
[[nodiscard]] std::optional<std::string> month_of(std::string_view text, int year);

}  // namespace gavel::api
