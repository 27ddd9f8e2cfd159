#pragma once
// The unified social credit code of an organisation (统一社会信用代码), GB 32100-2015: eighteen
// characters of thirty-one, the last of which is computed from the others.
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

namespace gavel {

/// What is wrong with a code, in the order of checking.
struct CreditCodeFault {
  enum class Kind : std::uint8_t {
    length,     ///< Not 18 characters.
    character,  ///< Has one that is neither a digit nor one of the capital letters but I, O, S, V,
                ///< Z.
    check,      ///< The last one does not follow from the others: one of them was mistyped.
  } kind;
  std::size_t length = 0;      ///< In characters.
  std::size_t place = 0;       ///< Of the wrong character, from 1.
  std::string character = {};  ///< UTF-8.
};

/// Whether `code` could be one. Whether it was ever given to anybody, only its register knows.
[[nodiscard]] std::expected<void, CreditCodeFault> check_credit_code(std::string_view code);

}  // namespace gavel
