#pragma once
// Expressions with a name and parameters, so that what a file says in many places stands in one.
// A call is replaced by the definition's value when the text is parsed, its parameters by what is
// given for them: whoever evaluates, checks or draws an expression sees it written out.
#include <cstddef>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/expression.hpp"

namespace gavel::expression {

/// Nodes that the definitions within one text may stand for: they may double at every level.
inline constexpr std::size_t expansion_limit = 20'000;

struct Definition {
  std::string name;
  std::vector<std::string> parameters;
  std::string text;  ///< Of the value, for people: on one line.
  std::shared_ptr<const Node> value;
  std::size_t uses = 0;  ///< Calls that were replaced by it.
};

class Definitions {
 public:
  /// Defines `name`; its value may call what was defined before it, so that none calls itself. An
  /// error where the name or a parameter is no name, stands twice, or is a function's.
  [[nodiscard]] std::expected<void, Error> add(std::string name,
                                               std::vector<std::string> parameters,
                                               std::string_view value);
  [[nodiscard]] const std::vector<Definition>& all() const { return all_; }
  [[nodiscard]] Definition* find(std::string_view name);

 private:
  std::vector<Definition> all_;
};

/// What the call of `definition` at `offset` stands for, its parameters replaced by `given`. Counts
/// the nodes it makes in `made`. Throws Fault: another number of arguments, past a limit.
[[nodiscard]] Node expanded(const Definition& definition, const std::vector<Node>& given,
                            std::size_t offset, std::size_t& made);

}  // namespace gavel::expression
