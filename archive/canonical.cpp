#include "archive/canonical.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

/// A double's shortest digits and decimal exponent: value = 0.DIGITS * 10^point.
struct Decimal {
  std::string digits;
  int point = 0;
};

Decimal shortest(double positive) {
  std::array<char, 40> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), positive,
                                 std::chars_format::scientific);
  const std::string_view all(text.data(), static_cast<std::size_t>(end.ptr - text.data()));
  const std::size_t e = all.find('e');
  Decimal out;
  for (const char c : all.substr(0, e)) {
    if (c != '.') out.digits += c;
  }
  std::string_view exponent = all.substr(e + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), out.point);
  out.point += 1;
  return out;
}

/// ECMA-262 Number::toString, whose limits 21 and -6 are the ones below.
std::string ecmascript(double value) {
  if (value == 0) return "0";  // of both signs
  if (value < 0) return "-" + ecmascript(-value);
  const auto [digits, point] = shortest(value);
  const int length = static_cast<int>(digits.size());
  const auto cut = static_cast<std::size_t>(std::max(point, 0));
  if (length <= point && point <= 21)
    return digits + std::string(static_cast<std::size_t>(point - length), '0');
  if (0 < point && point <= 21) return digits.substr(0, cut) + "." + digits.substr(cut);
  if (-6 < point && point <= 0)
    return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  const int exponent = point - 1;
  const std::string tail =
      std::string("e") + (exponent < 0 ? "-" : "+") + std::to_string(std::abs(exponent));
  return length == 1 ? digits + tail : digits.substr(0, 1) + "." + digits.substr(1) + tail;
}

/// The code point at `at`, moving past it. Throws where the bytes are not well-formed UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    ensure(i < text.size(), "strings are UTF-8");
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char first = byte(at);
  if (first < 0x80) return static_cast<char32_t>(text[at++]);
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
  ensure(first >= 0xC2 && first <= 0xF4, "strings are UTF-8");
  char32_t code = static_cast<char32_t>(first & (0x3F >> more));
  for (int i = 1; i <= more; ++i) {
    const unsigned char next = byte(at + static_cast<std::size_t>(i));
    ensure((next & 0xC0) == 0x80, "strings are UTF-8");
    code = (code << 6) | (next & 0x3Fu);
  }
  const bool overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  ensure(!overlong && !surrogate && code <= 0x10FFFF, "strings are UTF-8");
  at += static_cast<std::size_t>(more) + 1;
  return code;
}

std::u16string utf16(std::string_view text) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code = next_code_point(text, at);
    if (code < 0x10000) {
      out += static_cast<char16_t>(code);
      continue;
    }
    out += static_cast<char16_t>(0xD800 + ((code - 0x10000) >> 10));
    out += static_cast<char16_t>(0xDC00 + ((code - 0x10000) & 0x3FF));
  }
  return out;
}

class Writer {
 public:
  std::string out;

  void write(const Json& value) {
    switch (value.kind()) {
      case boost::json::kind::null:
        out += "null";
        return;
      case boost::json::kind::bool_:
        out += value.get_bool() ? "true" : "false";
        return;
      case boost::json::kind::int64:
        out += ecmascript(static_cast<double>(value.get_int64()));
        return;
      case boost::json::kind::uint64:
        out += ecmascript(static_cast<double>(value.get_uint64()));
        return;
      case boost::json::kind::double_:
        ensure(std::isfinite(value.get_double()), "JSON numbers are finite");
        out += ecmascript(value.get_double());
        return;
      case boost::json::kind::string:
        write(std::string_view(value.get_string()));
        return;
      case boost::json::kind::array:
        write(value.get_array());
        return;
      case boost::json::kind::object:
        write(value.get_object());
        return;
    }
  }

 private:
  void write(std::string_view text) {
    out += '"';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t code = next_code_point(text, at);
      if (code < 0x20 || code == '"' || code == '\\')
        escape(static_cast<char>(code));
      else
        out += text.substr(begin, at - begin);
    }
    out += '"';
  }

  void escape(char c) {
    static constexpr std::string_view named = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    if (const std::size_t i = named.find(c); i != std::string_view::npos) {
      out += '\\';
      out += letters[i];
      return;
    }
    static constexpr std::string_view hex = "0123456789abcdef";
    out += "\\u00";
    out += hex[static_cast<unsigned char>(c) >> 4];
    out += hex[static_cast<unsigned char>(c) & 15];
  }

  void write(const JsonArray& array) {
    out += '[';
    bool first = true;
    for (const Json& item : array) {
      if (!std::exchange(first, false)) out += ',';
      write(item);
    }
    out += ']';
  }

  void write(const JsonObject& object) {
    std::vector<std::pair<std::u16string, const JsonObject::value_type*>> members;
    members.reserve(object.size());
    for (const auto& member : object) members.emplace_back(utf16(member.key()), &member);
    std::sort(members.begin(), members.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    bool first = true;
    for (const auto& [key, member] : members) {
      if (!std::exchange(first, false)) out += ',';
      write(std::string_view(member->key()));
      out += ':';
      write(member->value());
    }
    out += '}';
  }
};

}  // namespace

std::string canonical(const Json& value) {
  Writer writer;
  writer.write(value);
  return std::move(writer.out);
}

}  // namespace gavel::archive
