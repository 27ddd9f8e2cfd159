#include "engine/expression/expression.hpp"

#include "engine/expression/evaluate.hpp"
#include "engine/expression/parser.hpp"

namespace gavel::expression {
std::string on_one_line(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  std::string out;
  char quote = '\0';
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_blank = quote == '\0' && blanks.contains(c);
    if (!is_blank) out += c;
    if (is_blank && !out.empty() && !out.ends_with(' ')) out += ' ';
    if (quote != '\0' && c == '\\' && i + 1 < text.size()) {
      out += text[++i];
    } else if (quote == '\0' ? c == '\'' || c == '"' : c == quote) {
      quote = quote == '\0' ? c : '\0';
    }
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

std::expected<Expression, Error> Expression::parse(std::string_view text,
                                                   Definitions* definitions) {
  try {
    Expression parsed;
    parsed.root_ = std::make_shared<const Node>(parse_expression(text, definitions));
    parsed.text_ = on_one_line(text);
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
