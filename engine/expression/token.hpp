#pragma once
// Text cut into the tokens of ECMAScript 5 that expressions of the subset are made of.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/expression/expression.hpp"

namespace gavel::expression {

/// How a failure leaves a deep recursion of this room; caught at the room's door and given back as
/// an `Error`.
struct Fault {
  Error error;
};
[[noreturn]] void fail(Error::Kind kind, Sentence says, std::size_t offset);
/// A name or the like for a sentence: its beginning, of some 80 bytes, no character of it cut.
[[nodiscard]] std::string_view beginning(std::string_view text);

struct Token {
  enum class Kind : std::uint8_t { end, name, keyword, number, string, punctuator };
  Kind kind = Kind::end;
  bool after_line_break = false;  ///< For statements that end where a line does.
  std::size_t offset = 0;
  std::string_view spelling;  ///< As written.
  std::string text;           ///< Of a string, its value.
  double number = 0;

  [[nodiscard]] bool is(std::string_view punctuator_or_keyword) const {
    return (kind == Kind::punctuator || kind == Kind::keyword) && spelling == punctuator_or_keyword;
  }
};

class Lexer {
 public:
  /// `text` must outlive the lexer and its tokens. Throws Fault when it is no UTF-8 or too long.
  explicit Lexer(std::string_view text);
  /// The next token; at the end, Kind::end for ever. Throws Fault.
  [[nodiscard]] Token next();

 private:
  void skip_blanks(Token& token);
  [[nodiscard]] bool skip_comment(Token& token);
  void read_number(Token& token);
  void read_string(Token& token);
  void read_escape(std::string& out);
  [[nodiscard]] char32_t read_hex(std::size_t digits);
  void read_name(Token& token);
  void refuse_full_width() const;
  void read_punctuator(Token& token);
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// Reserved by ECMAScript 5: no variable may have such a name.
[[nodiscard]] bool is_reserved(std::string_view word);

/// White space and line ends of ECMAScript 5, which `trim` and the reading of numbers skip too.
[[nodiscard]] bool is_blank(char32_t point);

}  // namespace gavel::expression
