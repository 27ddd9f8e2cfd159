#include "engine/expression/token.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/base/number.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::expression {
namespace {

constexpr auto reserved_words = std::to_array<std::string_view>(
    {"break",  "case",     "catch",  "class",  "const",  "continue",   "debugger", "default",
     "delete", "do",       "else",   "enum",   "export", "extends",    "false",    "finally",
     "for",    "function", "if",     "import", "in",     "instanceof", "new",      "null",
     "return", "super",    "switch", "this",   "throw",  "true",       "try",      "typeof",
     "var",    "void",     "while",  "with",   "yield",  "undefined"});

// Longest first, so that the first match is the right one.
constexpr auto punctuators = std::to_array<std::string_view>(
    {">>>=", "...", "===", "!==", ">>>", "<<=", ">>=", "==", "!=", "<=", ">=", "&&",
     "||",   "<<",  ">>",  "++",  "--",  "+=",  "-=",  "*=", "/=", "%=", "&=", "|=",
     "^=",   "{",   "}",   "(",   ")",   "[",   "]",   ".",  ";",  ",",  "<",  ">",
     "+",    "-",   "*",   "/",   "%",   "&",   "|",   "^",  "!",  "~",  "?"});

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_line_end(char32_t point) {
  return point == '\n' || point == '\r' || point == 0x2028 || point == 0x2029;
}

bool starts_name(char32_t point) {
  return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || point == '_' ||
         point == '$' || point >= 0x80;
}

bool continues_name(char32_t point) { return starts_name(point) || (point >= '0' && point <= '9'); }

/// Punctuation of East Asian keyboards and word processors, met where a half-width sign was meant.
bool is_full_width_sign(char32_t point) {
  return (point >= 0x2010 && point < 0x2070) || (point >= 0x3001 && point < 0x3021) ||
         (point >= 0xFF01 && point < 0xFF10) || (point >= 0xFF1A && point < 0xFF21) ||
         (point >= 0xFF3B && point < 0xFF41) || (point >= 0xFF5B && point < 0xFF66);
}

}  // namespace

void fail(Error::Kind kind, Sentence says, std::size_t offset) {
  throw Fault{{kind, std::move(says), offset}};
}

std::string_view beginning(std::string_view text) {
  constexpr std::size_t shown = 80;
  std::size_t end = 0;
  while (end < text.size()) {
    std::size_t ahead = end;
    (void)next_code_point(text, ahead);
    if (ahead > shown) break;
    end = ahead;
  }
  return text.substr(0, end);
}

bool is_reserved(std::string_view word) {
  return std::find(reserved_words.begin(), reserved_words.end(), word) != reserved_words.end();
}

bool is_blank(char32_t point) {
  return point == ' ' || point == '\t' || point == '\v' || point == '\f' || point == 0xA0 ||
         point == 0xFEFF || point == 0x3000 || point == 0x1680 ||
         (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F ||
         is_line_end(point);
}

Lexer::Lexer(std::string_view text) : text_(text) {
  if (text.size() > text_limit) {
    fail(Error::Kind::limit, Sentence{"expression-too-long", {{"limit", text_limit}}}, 0);
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (next_code_point(text, at) == bad_code_point) {
      fail(Error::Kind::syntax, Sentence{"expression-not-utf8"}, here);
    }
  }
}

Token Lexer::next() {
  Token token;
  skip_blanks(token);
  token.offset = at_;
  if (at_ >= text_.size()) return token;
  const char c = peek();
  std::size_t ahead = at_;
  if (is_digit(c) || (c == '.' && is_digit(peek(1)))) {
    read_number(token);
  } else if (c == '"' || c == '\'') {
    read_string(token);
  } else if (starts_name(next_code_point(text_, ahead))) {
    read_name(token);
  } else {
    read_punctuator(token);
  }
  token.spelling = text_.substr(token.offset, at_ - token.offset);
  return token;
}

void Lexer::skip_blanks(Token& token) {
  while (at_ < text_.size()) {
    std::size_t ahead = at_;
    const char32_t point = next_code_point(text_, ahead);
    if (is_blank(point)) {
      if (is_line_end(point)) token.after_line_break = true;
      at_ = ahead;
    } else if (!skip_comment(token)) {
      return;
    }
  }
}

bool Lexer::skip_comment(Token& token) {
  if (peek() != '/') return false;
  if (peek(1) == '/') {
    at_ = std::min(text_.find_first_of("\n\r", at_), text_.size());
    return true;
  }
  if (peek(1) != '*') return false;
  const std::size_t end = text_.find("*/", at_ + 2);
  if (end == std::string_view::npos) {
    fail(Error::Kind::syntax, Sentence{"expression-open-comment"}, at_);
  }
  if (text_.substr(at_, end - at_).find('\n') != std::string_view::npos) {
    token.after_line_break = true;
  }
  at_ = end + 2;
  return true;
}

void Lexer::read_number(Token& token) {
  token.kind = Token::Kind::number;
  const std::size_t begin = at_;
  if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
    at_ += 2;
    const std::size_t first = at_;
    while (at_ < text_.size() && std::isxdigit(static_cast<unsigned char>(peek())) != 0) {
      const char digit = peek();
      const int value = is_digit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;
      token.number = token.number * 16 + value;
      ++at_;
    }
    if (at_ == first)
      fail(Error::Kind::syntax, Sentence{"expression-bad-number", "hexadecimal", {}}, begin);
  } else {
    while (is_digit(peek()) || peek() == '.') ++at_;
    if (peek() == 'e' || peek() == 'E') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      while (is_digit(peek())) ++at_;
    }
    const std::string_view spelling = text_.substr(begin, at_ - begin);
    const auto number = parse_decimal(spelling);
    if (!number) {
      fail(Error::Kind::syntax, Sentence{"expression-bad-number", {{"number", spelling}}}, begin);
    }
    if (spelling.size() > 1 && spelling[0] == '0' && is_digit(spelling[1])) {
      fail(Error::Kind::syntax, Sentence{"expression-bad-number", "octal", {}}, begin);
    }
    token.number = *number;
  }
  std::size_t ahead = at_;
  if (at_ < text_.size() && continues_name(next_code_point(text_, ahead))) {
    refuse_full_width();
    fail(Error::Kind::syntax, Sentence{"expression-bad-number", "name-follows", {}}, at_);
  }
}

void Lexer::read_string(Token& token) {
  token.kind = Token::Kind::string;
  const std::size_t begin = at_;
  const char quote = text_[at_++];
  while (peek() != quote) {
    if (at_ >= text_.size() || peek() == '\n' || peek() == '\r') {
      fail(Error::Kind::syntax,
           Sentence{"expression-open-string", {{"quote", std::string(1, quote)}}}, begin);
    }
    if (peek() == '\\') {
      read_escape(token.text);
    } else {
      token.text += text_[at_++];
    }
  }
  ++at_;
}

void Lexer::read_escape(std::string& out) {
  const std::size_t begin = at_++;
  if (at_ >= text_.size())
    fail(Error::Kind::syntax, Sentence{"expression-bad-escape", "end", {}}, begin);
  const char c = text_[at_++];
  switch (c) {
    case 'n':
      out += '\n';
      return;
    case 't':
      out += '\t';
      return;
    case 'r':
      out += '\r';
      return;
    case 'b':
      out += '\b';
      return;
    case 'f':
      out += '\f';
      return;
    case 'v':
      out += '\v';
      return;
    case '\n':
      return;  // a line continued
    case '\r':
      if (peek() == '\n') ++at_;
      return;
    case '0':
      if (is_digit(peek()))
        fail(Error::Kind::syntax, Sentence{"expression-bad-escape", "octal", {}}, begin);
      out += '\0';
      return;
    case 'x':
      append_utf8(out, read_hex(2));
      return;
    case 'u':
      break;
    default:
      out += c;
      return;  // of a longer character the other bytes follow by themselves
  }
  char32_t point = read_hex(4);
  if (point >= 0xD800 && point < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
    at_ += 2;
    const char32_t low = read_hex(4);
    const bool pair = low >= 0xDC00 && low < 0xE000;
    point = pair ? 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00) : point;
  }
  if (point >= 0xD800 && point < 0xE000) {
    fail(Error::Kind::syntax, Sentence{"expression-bad-escape", "surrogate", {}}, begin);
  }
  append_utf8(out, point);
}

char32_t Lexer::read_hex(std::size_t digits) {
  const std::string_view hex = text_.substr(at_, digits);
  std::uint32_t value = 0;
  const auto read = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  if (hex.size() < digits || read.ptr != hex.data() + digits) {
    fail(Error::Kind::syntax, Sentence{"expression-bad-escape", "digits", {{"digits", digits}}},
         at_);
  }
  at_ += digits;
  return value;
}

void Lexer::refuse_full_width() const {
  std::size_t ahead = at_;
  if (!is_full_width_sign(next_code_point(text_, ahead))) return;
  fail(Error::Kind::syntax,
       Sentence{"expression-full-width", {{"sign", text_.substr(at_, ahead - at_)}}}, at_);
}

void Lexer::read_name(Token& token) {
  while (at_ < text_.size()) {
    std::size_t ahead = at_;
    const char32_t point = next_code_point(text_, ahead);
    if (!continues_name(point) || is_blank(point)) break;
    refuse_full_width();
    at_ = ahead;
  }
  const std::string_view word = text_.substr(token.offset, at_ - token.offset);
  token.kind = is_reserved(word) ? Token::Kind::keyword : Token::Kind::name;
}

void Lexer::read_punctuator(Token& token) {
  token.kind = Token::Kind::punctuator;
  const std::string_view rest = text_.substr(at_);
  for (const std::string_view sign : punctuators) {
    if (rest.starts_with(sign)) {
      at_ += sign.size();
      return;
    }
  }
  if (rest.starts_with(':') || rest.starts_with('=')) {
    ++at_;
    return;
  }
  std::size_t end = at_;
  (void)next_code_point(text_, end);
  fail(Error::Kind::syntax,
       Sentence{"expression-bad-character", {{"character", rest.substr(0, end - at_)}}}, at_);
}

}  // namespace gavel::expression
