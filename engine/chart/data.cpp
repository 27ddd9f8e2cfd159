// <data>, <param>, <content> and attributes given by expression (SCXML 5).
#include "engine/chart/machine.hpp"
#include "engine/chart/reading.hpp"

namespace gavel::chart {
namespace {

using expression::Value;
using Valued = std::expected<Value, Failure>;

Valued evaluated(const expression::Expression& expression, const expression::Scope& scope) {
  auto value = expression.evaluate(scope);
  if (!value) return std::unexpected(Failure{.says = value.error().says});
  return std::move(*value);
}

/// What is kept, sent or passed on has to survive being written down.
Valued kept(const expression::Expression& expression, const expression::Scope& scope) {
  auto value = evaluated(expression, scope);
  if (!value) return value;
  const auto keepable = expression::check_keepable(*value);
  if (!keepable) return std::unexpected(Failure{.says = keepable.error().says});
  return value;
}

}  // namespace

/// A value that cannot be had leaves the variable undefined and raises error.execution (SCXML 5.3).
void Machine::initialise_data(const State& state, const Passed* passed) {
  for (const DataDeclaration& data : state.data) {
    const Value* given = passed == nullptr ? nullptr : passed->find(data.id);
    Valued value = given != nullptr ? Valued(*given) : value_of(data);
    if (!value) {
      fail(value.error(), "data", data.place);
    } else if (Json* json = std::get_if<Json>(&*value)) {
      session_.data.set(data.id, std::move(*json));
    }
  }
}

Valued Machine::value_of(const DataDeclaration& data) const {
  if (!data.faulty.empty()) return std::unexpected(Failure{.says = data.faulty});
  if (data.value) return kept(*data.value, scope_);
  if (data.has_literal) return Value(data.literal);
  if (data.src.empty()) return Value();
  if (world_.surroundings.sources == nullptr)
    return std::unexpected(Failure{.says = Sentence{"no-sources", {{"source", data.src}}}});
  auto text = world_.surroundings.sources->fetch(data.src);
  if (!text)
    return std::unexpected(Failure{.says = Sentence{"not-fetched", {{"reason", text.error()}}}});
  return Value(reading::literal_of(*text));
}

Valued Machine::value_of(const Param& param) const {
  if (!param.faulty.empty()) return std::unexpected(Failure{.says = param.faulty});
  if (param.value) return kept(*param.value, scope_);
  if (param.location) return kept(param.location->value, scope_);
  return Value();
}

Valued Machine::value_of(const Content& content) const {
  if (!content.faulty.empty()) return std::unexpected(Failure{.says = content.faulty});
  if (content.value) return kept(*content.value, scope_);
  if (content.has_literal) return Value(content.literal);
  return Value();
}

std::expected<std::string, Failure> Machine::text_of(const StringSource& source) const {
  if (!source.value) return source.literal;
  auto value = evaluated(*source.value, scope_);
  if (!value) return std::unexpected(value.error());
  return expression::to_string(*value);
}

std::expected<Passed, Failure> Machine::gather(const std::vector<Variable>& namelist,
                                               const std::vector<Param>& params) const {
  Passed passed;
  for (const Variable& variable : namelist) {
    auto value = kept(variable.value, scope_);
    if (!value) return std::unexpected(value.error());
    passed.add(variable.location.text(), std::move(*value));
  }
  for (const Param& param : params) {
    auto value = value_of(param);
    if (!value) return std::unexpected(value.error());
    passed.add(param.name, std::move(*value));
  }
  return passed;
}

}  // namespace gavel::chart
