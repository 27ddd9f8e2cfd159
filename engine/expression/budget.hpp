#pragma once
// What one evaluation may still make, and all those of a step together. A loop of a chart can
// double a value at every turn, or make a large one at each; this is where it ends.
#include <cstddef>
#include <string>

#include "engine/expression/operand.hpp"
#include "engine/expression/token.hpp"

namespace gavel::expression {

/// Roughly the memory of one value without its text, in bytes.
inline constexpr std::size_t value_bytes = 24;

/// What a document costs to hold, counted until `most` is passed.
struct Weight {
  std::size_t bytes = 0;
  std::size_t depth = 0;  ///< Levels of containers.
  bool is_finite = true;  ///< No NaN or infinity within: JSON can hold it.
};
[[nodiscard]] Weight weigh(const Json& value, std::size_t most = copy_limit);

class Budget {
 public:
  /// See Scope::allowance.
  explicit Budget(std::size_t* allowance) : allowance_(allowance) {}
  /// Throws Fault (limit) when the evaluation has made too much.
  void spend(std::size_t bytes, std::size_t offset);
  /// A copy of `operand`'s value, or the value itself where the operand owns it. Undefined is null.
  [[nodiscard]] Json keep(Operand operand, std::size_t offset);
  [[nodiscard]] Operand text(std::string_view text, std::size_t offset);
  [[nodiscard]] Operand array(JsonArray array, std::size_t offset);

 private:
  std::size_t* allowance_;
  std::size_t left_ = copy_limit;
};

}  // namespace gavel::expression
