#include "engine/expression/expression.hpp"

#include "engine/expression/evaluate.hpp"
#include "engine/expression/parser.hpp"

namespace gavel::expression {

std::expected<Expression, Error> Expression::parse(std::string_view text) {
  try {
    Expression parsed;
    parsed.root_ = std::make_shared<const Node>(parse_expression(text));
    parsed.text_ = text;
    return parsed;
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

std::expected<Value, Error> Expression::evaluate(const Scope& scope) const {
  try {
    Evaluation in(scope);
    Operand result = expression::evaluate(*root_, in);
    if (result.is_undefined()) return Undefined{};
    return in.budget.keep(std::move(result), root_->offset);
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

std::expected<bool, Error> Expression::test(const Scope& scope) const {
  try {
    Evaluation in(scope);
    return to_boolean(expression::evaluate(*root_, in));
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

}  // namespace gavel::expression
