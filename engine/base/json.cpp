#include "engine/base/json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <boost/json/basic_parser_impl.hpp>

#include "engine/base/number.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

namespace json = boost::json;

/// Builds the value as Boost.JSON's own handler does, but reads each fraction from its text.
struct Builder {
  static constexpr std::size_t max_object_size = JsonObject::max_size();
  static constexpr std::size_t max_array_size = JsonArray::max_size();
  static constexpr std::size_t max_key_size = json::string::max_size();
  static constexpr std::size_t max_string_size = json::string::max_size();
  using Part = json::string_view;
  using Code = json::error_code;

  json::value_stack stack;
  std::size_t members = 0;  ///< Read in all objects.

  bool on_document_begin(Code&) { return true; }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return true; }
  bool on_object_end(std::size_t n, Code&) { return members += n, stack.push_object(n), true; }
  bool on_array_begin(Code&) { return true; }
  bool on_array_end(std::size_t n, Code&) { return stack.push_array(n), true; }
  bool on_key_part(Part part, std::size_t, Code&) { return stack.push_chars(part), true; }
  bool on_key(Part part, std::size_t, Code&) { return stack.push_key(part), true; }
  bool on_string_part(Part part, std::size_t, Code&) { return stack.push_chars(part), true; }
  bool on_string(Part part, std::size_t, Code&) { return stack.push_string(part), true; }
  bool on_number_part(Part, Code&) { return true; }
  bool on_int64(std::int64_t i, Part, Code&) { return stack.push_int64(i), true; }
  bool on_uint64(std::uint64_t u, Part, Code&) { return stack.push_uint64(u), true; }
  bool on_bool(bool b, Code&) { return stack.push_bool(b), true; }
  bool on_null(Code&) { return stack.push_null(), true; }
  bool on_comment_part(Part, Code&) { return true; }
  bool on_comment(Part, Code&) { return true; }

  /// The text is in one piece, so `part` is the whole number.
  bool on_double(double /*inexact*/, Part part, Code& code) {
    double number = 0;
    const auto read = std::from_chars(part.data(), part.data() + part.size(), number);
    if (read.ec == std::errc{} && read.ptr == part.data() + part.size()) {
      const Json exact = json_number(number);
      exact.is_int64() ? stack.push_int64(exact.get_int64()) : stack.push_double(number);
      return true;
    }
    const bool is_tiny = std::fabs(number_of(part)) < 1;
    if (is_tiny) return stack.push_int64(0), true;
    code = json::error::exponent_overflow;
    return false;
  }

 private:
  /// Zero or infinity, for a number out of range.
  static double number_of(Part part) {
    const bool negative = part.starts_with('-');
    return parse_decimal({part.data() + (negative ? 1 : 0), part.size() - (negative ? 1 : 0)})
        .value_or(INFINITY);
  }
};

/// Most of what is written is longer: one allocation instead of six.
constexpr std::size_t text_begins_with = 512;

void write(std::string& out, const Json& value);

void write(std::string& out, std::string_view text) {
  // Most text has nothing that JSON escapes, and is copied.
  const bool is_plain = std::ranges::all_of(
      text, [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; });
  if (!is_plain) {
    out += json::serialize(json::string_view(text));
    return;
  }
  out += '"';
  out += text;
  out += '"';
}

void write(std::string& out, const JsonArray& array) {
  out += '[';
  bool first = true;
  for (const Json& element : array) {
    if (!first) out += ',';
    first = false;
    write(out, element);
  }
  out += ']';
}

void write(std::string& out, const JsonObject& object) {
  out += '{';
  bool first = true;
  for (const auto& member : object) {
    if (!first) out += ',';
    first = false;
    write(out, std::string_view(member.key()));
    out += ':';
    write(out, member.value());
  }
  out += '}';
}

void write(std::string& out, const Json& value) {
  switch (value.kind()) {
    case json::kind::null:
      out += "null";
      break;
    case json::kind::bool_:
      out += value.get_bool() ? "true" : "false";
      break;
    case json::kind::int64:
      out += std::to_string(value.get_int64());
      break;
    case json::kind::uint64:
      out += std::to_string(value.get_uint64());
      break;
    case json::kind::double_:
      out += std::isfinite(value.get_double()) ? number_text(value.get_double()) : "null";
      break;
    case json::kind::string:
      write(out, std::string_view(value.get_string()));
      break;
    case json::kind::array:
      write(out, value.get_array());
      break;
    case json::kind::object:
      write(out, value.get_object());
      break;
  }
}

/// Members of all objects within `value`.
std::size_t members_of(const Json& value) {
  std::size_t count = 0;
  if (const JsonArray* array = value.if_array()) {
    for (const Json& element : *array) count += members_of(element);
  } else if (const JsonObject* object = value.if_object()) {
    count = object->size();
    for (const auto& member : *object) count += members_of(member.value());
  }
  return count;
}

}  // namespace

std::expected<Json, std::string> parse_json(std::string_view text) {
  if (!is_utf8(text)) return std::unexpected("not valid UTF-8");
  json::parse_options options;
  options.max_depth = json_depth_limit;
  json::basic_parser<Builder> parser(options);
  json::error_code code;
  const std::size_t read = parser.write_some(false, text.data(), text.size(), code);
  if (!code && read < text.size()) code = json::error::extra_data;
  if (code) return std::unexpected(code.message() + " at byte " + std::to_string(read));
  Json value = parser.handler().stack.release();
  // An object keeps one member of each name.
  if (members_of(value) == parser.handler().members) return value;
  return std::unexpected("an object has two members of the same name");
}

std::string json_text(const Json& value) {
  std::string out;
  if (value.is_structured()) out.reserve(text_begins_with);
  write(out, value);
  return out;
}

JsonObject object_in(const JsonObject& object, std::string_view key) {
  const Json* const found = object.if_contains(key);
  return found != nullptr && found->is_object() ? found->get_object() : JsonObject{};
}

std::string string_or(const JsonObject& object, std::string_view key, std::string_view fallback) {
  const Json* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return std::string(fallback);
  return std::string(value->get_string());
}

}  // namespace gavel
