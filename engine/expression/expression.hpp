#pragma once
// The expression subset of ECMAScript (ES5 semantics): literals of every kind, names, members and
// indexes, all operators of expressions but `delete` and `new`, `instanceof Array|Object`, array
// and object literals (of ES2018 their `...spread`), calls of host functions by name, and a fixed
// set of pure functions and methods (builtin.hpp). No function values, no loops: every expression
// ends. Parsed once into a tree; evaluated over Boost.JSON values without copying them.
//
// Where values instead of references show: `==` and `===` on arrays and objects compare content;
// `undefined` inside an array is null, inside an object it is absent. Strings count in UTF-16
// units, as ECMAScript has it, but are never cut inside a character.
#include <cstddef>
#include <expected>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/sentence.hpp"
#include "engine/expression/data_model.hpp"

namespace gavel::expression {

/// ECMAScript's `undefined`, which JSON lacks.
struct Undefined {
  bool operator==(const Undefined&) const = default;
};

/// What an expression gives.
using Value = std::variant<Undefined, Json>;

/// Why text is no expression of the subset, or why one could not be evaluated.
struct Error {
  enum class Kind { syntax, reference, type, range, limit };
  Kind kind = Kind::syntax;
  Sentence says;           ///< What is wrong and, where known, what would be right.
  std::size_t offset = 0;  ///< Bytes into the expression's text.
};

/// What is kept goes to a record: JSON has neither NaN nor Infinity, and its depth is bounded. An
/// error says so; undefined can be kept.
[[nodiscard]] std::expected<void, Error> check_keepable(const Value& value);

/// The arguments of a call; a null pointer is `undefined`. Valid only during the call.
using Arguments = std::span<const Json* const>;

/// Bounds, so that no procedure can exhaust the server. Past them: Error::Kind::limit.
inline constexpr std::size_t text_limit = 64u << 10;   ///< Bytes of one expression or script.
inline constexpr std::size_t nesting_limit = 200;      ///< Brackets within brackets.
inline constexpr std::size_t string_limit = 1u << 20;  ///< Bytes of one string made.
inline constexpr std::size_t copy_limit = 8u << 20;    ///< Bytes, about, of values made in one go.
inline constexpr std::size_t value_depth_limit = 200;  ///< Arrays within objects within arrays.
inline constexpr std::size_t array_limit = 100'000;    ///< Elements of an array made.

/// Names of members, each within the one before it; at least one.
using Path = std::span<const std::string_view>;
/// A value that is there, null for undefined, or one made for who asked.
using Part = std::variant<const Json*, Json>;

/// What names and calls mean while one expression is evaluated. Implementations are pure: the same
/// question always has the same answer within one evaluation.
class Scope {
 public:
  /// The variable `name`; `value == nullptr` with `declared` true is a variable that is undefined.
  struct Found {
    bool declared = false;
    const Json* value = nullptr;
  };
  [[nodiscard]] virtual Found find(std::string_view name) const = 0;
  /// What lies at `path`, members of members, in the system variable `name`: these are made when
  /// they are asked for, so that no more of one has to be. Nothing: ask with less of the path,
  /// in the end find().
  [[nodiscard]] virtual std::optional<Part> part(std::string_view /*name*/, Path /*path*/) const {
    return std::nullopt;
  }
  /// Calls the host function `name`. An unknown function is Error::Kind::reference.
  [[nodiscard]] virtual std::expected<Value, Error> call(std::string_view name,
                                                         Arguments arguments) const = 0;
  /// True when the variable `name` has the member `member` although that is undefined. Asked only
  /// by `in` (SCXML 5.10: `_event` has all of its fields).
  [[nodiscard]] virtual bool holds(std::string_view /*name*/, std::string_view /*member*/) const {
    return false;
  }

  /// Bytes, about, that all evaluations in this scope may still make together, counted down as they
  /// do; null: each evaluation stands alone, with copy_limit.
  [[nodiscard]] virtual std::size_t* allowance() const { return nullptr; }

 protected:
  ~Scope() = default;
};

struct Node;        // the tree, private to this room
class Definitions;  // definitions.hpp; where a parser takes them, null: none

class Expression {
 public:
  [[nodiscard]] static std::expected<Expression, Error> parse(std::string_view text,
                                                              Definitions* definitions = nullptr);

  [[nodiscard]] std::expected<Value, Error> evaluate(const Scope& scope) const;
  /// As `evaluate`, then ECMAScript's ToBoolean; makes no copy of any document.
  [[nodiscard]] std::expected<bool, Error> test(const Scope& scope) const;
  [[nodiscard]] const std::string& text() const { return text_; }  ///< For people: on one line.
  /// The tree, for the checker's typing and the tests of this room.
  [[nodiscard]] const Node& root() const { return *root_; }

 private:
  std::string text_;
  std::shared_ptr<const Node> root_;
};

/// The left side of an assignment: a name, then members and indexes ("meeting.stances[2].text").
class Location {
 public:
  [[nodiscard]] static std::expected<Location, Error> parse(std::string_view text,
                                                            Definitions* definitions = nullptr);

  /// Writes `value` into `data`, whose members are the variables that have a value. A variable is
  /// declared when `scope` says so or it is in `data`. Index expressions are evaluated in `scope`
  /// first. Undeclared names, system variables (SCXML 5.10: they begin with `_`), members of
  /// undefined or of plain values, and numbers no record can hold (NaN, Infinity) are errors and
  /// change nothing. Assigning Undefined removes the member (for a variable: leaves it undefined).
  [[nodiscard]] std::expected<void, Error> assign(DataModel& data, Value value,
                                                  const Scope& scope) const;
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] const std::string& root() const;  ///< The variable's name.

 private:
  std::string text_;
  std::shared_ptr<const Node> target_;
};

/// The body of `<script>`: assignments, `var` declarations and expressions, separated by `;` or
/// lines.
class Script {
 public:
  [[nodiscard]] static std::expected<Script, Error> parse(std::string_view text,
                                                          Definitions* definitions = nullptr);
  /// Runs in order over `data`. `var x` declares x for the whole script; without an initial value
  /// it puts nothing into `data`. The first error ends it; what was written stays written (the
  /// caller steps on a copy). `scope` must see `data` as it stands while the script runs.
  [[nodiscard]] std::expected<void, Error> run(DataModel& data, const Scope& scope) const;
  [[nodiscard]] const std::string& text() const { return text_; }
  /// The names its `var` statements declare, in order.
  [[nodiscard]] const std::vector<std::string>& declares() const { return declares_; }
  [[nodiscard]] const Node& root() const { return *body_; }

 private:
  std::string text_;
  std::vector<std::string> declares_;
  std::shared_ptr<const Node> body_;
};

/// ECMAScript's ToString and ToBoolean, for the chart's own needs.
[[nodiscard]] std::string to_string(const Value& value);
[[nodiscard]] bool to_boolean(const Value& value);

}  // namespace gavel::expression
