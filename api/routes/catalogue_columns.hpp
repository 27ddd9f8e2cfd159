#pragma once
// The columns of a catalogue's sheet: what an item has, and by which names published sheets call
// it.
#include <array>
#include <string_view>

#include "engine/base/json.hpp"

namespace gavel::api {

struct Column {
  std::string_view name, zh, en;
  std::string_view also;  ///< How published catalogues name it, with spaces round each.
  enum class Type { text, number, integer, list, flag, month } type = Type::text;
};

/// In the order in which a sheet is written.
inline constexpr std::size_t column_count = 11;
[[nodiscard]] const std::array<Column, column_count>& catalogue_columns();

/// By its own name, or by one that it goes by, however it is spaced and whatever stands in brackets
/// behind it; null: there is none.
[[nodiscard]] const Column* column_named(std::string_view cell);

/// As it is called in a sentence: in an English one by what stands over the sheet, too.
[[nodiscard]] Json title_of(const Column& column);

}  // namespace gavel::api
