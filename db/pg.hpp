#pragma once
// One spelling for libpqxx 6.4 (Debian 12) and 7.10 (Debian 13), which share no undeprecated way to
// pass parameters. Everything travels as text; bytes as PostgreSQL's hex form ("\x00ff"), lists as
// array literals for `unnest`. For db/*.cpp alone: no public header includes it.
#include <concepts>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <pqxx/pqxx>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::db::pg {

/// Raw bytes as a parameter: `$1::bytea` in the statement, or an element of an Array.
struct Bytes {
  std::string_view bytes;
};

using Parameter = std::optional<std::string>;  ///< Text form; nullopt is SQL's NULL.

[[nodiscard]] inline Parameter parameter(std::string_view text) { return std::string(text); }
[[nodiscard]] inline Parameter parameter(const std::string& text) { return text; }
[[nodiscard]] inline Parameter parameter(const char* text) { return std::string(text); }
[[nodiscard]] inline Parameter parameter(std::same_as<bool> auto value) {
  return std::string(value ? "t" : "f");
}
template <std::integral T>
  requires(!std::same_as<T, bool> && !std::same_as<T, char>)
[[nodiscard]] Parameter parameter(T value) {
  return std::to_string(value);
}
[[nodiscard]] inline Parameter parameter(Instant at) { return to_string(at); }
[[nodiscard]] inline Parameter parameter(std::nullopt_t) { return std::nullopt; }
[[nodiscard]] Parameter parameter(Bytes bytes);
[[nodiscard]] Parameter parameter(const JsonObject& object);  ///< For columns of type json, jsonb.
template <class T>
[[nodiscard]] Parameter parameter(const std::optional<T>& value) {
  return value ? parameter(*value) : Parameter{};
}

/// An array literal: `unnest($1::text[])`, `= ANY($1::text[])`.
class Array {
 public:
  Array() = default;
  explicit Array(std::span<const std::string> texts) {
    for (const std::string& text : texts) add(text);
  }
  template <class T>
  Array& add(const T& value) {
    return add_parameter(parameter(value));
  }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] std::string literal() const { return literal_ + "}"; }

 private:
  Array& add_parameter(const Parameter& value);
  std::string literal_ = "{";
  std::size_t size_ = 0;
};
[[nodiscard]] inline Parameter parameter(const Array& array) { return array.literal(); }

/// Runs one statement. A NUL inside a text parameter throws BrokenInvariant (PostgreSQL has no such
/// text): input is checked before it gets here.
pqxx::result run(pqxx::transaction_base& tx, std::string_view sql,
                 std::span<const Parameter> parameters);

/// exec(tx, "SELECT … WHERE id = $1", id)
template <class... Args>
pqxx::result exec(pqxx::transaction_base& tx, std::string_view sql, const Args&... args) {
  if constexpr (sizeof...(args) == 0) {
    return run(tx, sql, {});
  } else {
    const Parameter parameters[] = {parameter(args)...};
    return run(tx, sql, parameters);
  }
}

/// Several statements separated by semicolons, without parameters (migrations).
void script(pqxx::transaction_base& tx, std::string_view sql);

// ---- reading fields
[[nodiscard]] inline std::string text(const pqxx::field& field) { return field.c_str(); }
[[nodiscard]] inline std::int64_t integer(const pqxx::field& field) {
  return field.as<std::int64_t>();
}
[[nodiscard]] inline bool boolean(const pqxx::field& field) { return field.as<bool>(); }
/// A timestamptz, to the millisecond. The pool's sessions speak UTC and ISO.
[[nodiscard]] Instant instant(const pqxx::field& field);
/// A bytea.
[[nodiscard]] std::string bytes(const pqxx::field& field);
/// A json column whose value is an object; throws BrokenInvariant on anything else.
[[nodiscard]] JsonObject object(const pqxx::field& field);
/// `array_to_json(column)` of a text[].
[[nodiscard]] std::vector<std::string> texts(const pqxx::field& field);

/// `read(field)` or nullopt for NULL: maybe(row["x"], instant).
template <class Read>
[[nodiscard]] auto maybe(const pqxx::field& field, Read read)
    -> std::optional<decltype(read(field))> {
  if (field.is_null()) return std::nullopt;
  return read(field);
}

}  // namespace gavel::db::pg
