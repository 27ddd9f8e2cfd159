#pragma once
// A value in the middle of an evaluation. Documents are referred to, never copied; only what an
// operator makes is owned.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "engine/expression/expression.hpp"

namespace gavel::expression {

class Operand {
 public:
  enum class Kind : std::uint8_t { undefined, null, boolean, number, string, array, object };

  Operand() = default;  ///< undefined
  [[nodiscard]] static Operand of(bool value);
  [[nodiscard]] static Operand of(double value);
  [[nodiscard]] static Operand null();
  /// `value` must outlive the operand.
  [[nodiscard]] static Operand refer(const Json& value);
  [[nodiscard]] static Operand own(Json value);
  [[nodiscard]] static Operand own(Value value);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_undefined() const { return kind_ == Kind::undefined; }
  /// undefined or null: what has no members.
  [[nodiscard]] bool is_nothing() const { return kind_ <= Kind::null; }
  [[nodiscard]] bool is_container() const { return kind_ >= Kind::array; }

  // Each needs the kind of its name.
  [[nodiscard]] bool boolean() const { return number_ != 0; }
  [[nodiscard]] double number() const { return number_; }
  [[nodiscard]] std::string_view string() const;
  [[nodiscard]] const JsonArray& array() const { return at_->get_array(); }
  [[nodiscard]] const JsonObject& object() const { return at_->get_object(); }

  /// The value in place, or made in `room`; null for undefined. Valid as long as both.
  [[nodiscard]] const Json* json(Json& room) const;
  /// As a value of its own; moved out where the operand owns it.
  [[nodiscard]] Json take() &&;
  [[nodiscard]] bool owns() const { return owned_ != nullptr; }
  /// `part` lies within what this operand refers to or owns.
  [[nodiscard]] Operand part(const Json& part) &&;

 private:
  Kind kind_ = Kind::undefined;
  double number_ = 0;
  const Json* at_ = nullptr;  ///< Set for strings, arrays, objects; for others where there is one.
  std::unique_ptr<Json> owned_;  ///< Where `at_` points, if the operand owns it.
};

// ---- ECMAScript 5, section 9 (conversions) and 11.9 (equality). None fails.
[[nodiscard]] bool to_boolean(const Operand& operand);
[[nodiscard]] double to_number(const Operand& operand);
[[nodiscard]] std::int32_t to_int32(double number);
[[nodiscard]] std::uint32_t to_uint32(double number);
/// ToInteger, then bounded to [low, high]: for positions in strings and arrays.
[[nodiscard]] double to_integer(const Operand& operand);
[[nodiscard]] std::string to_string(const Operand& operand);
[[nodiscard]] double string_to_number(std::string_view text);
[[nodiscard]] std::string_view type_of(const Operand& operand);
[[nodiscard]] bool strictly_equal(const Operand& left, const Operand& right);
[[nodiscard]] bool loosely_equal(const Operand& left, const Operand& right);
/// UTF-16 order of two UTF-8 strings.
[[nodiscard]] bool is_before(std::string_view left, std::string_view right);

}  // namespace gavel::expression
