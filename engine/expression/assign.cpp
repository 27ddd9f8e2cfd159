#include "engine/expression/assign.hpp"

#include <algorithm>
#include <vector>

#include "engine/expression/parser.hpp"

namespace gavel::expression {
namespace {

/// One step below a variable.
struct Step {
  std::string name;
  std::size_t index = 0;
  bool is_index = false;
  std::size_t offset = 0;
};

std::vector<Step> path_of(const Node& location, const Scope& scope) {
  std::vector<Step> path;
  for (const Node* at = &location; at->kind != Node::Kind::name; at = &at->children[0]) {
    if (at->kind == Node::Kind::member) {
      path.push_back({at->name, 0, false, at->offset});
      continue;
    }
    Evaluation in(scope);
    std::string room;
    const Operand operand = evaluate(at->children[1], in);
    const Key key = key_of(operand, room);
    path.push_back({std::string(key.name), key.index, key.is_index, at->offset});
  }
  std::reverse(path.begin(), path.end());
  return path;
}

void check_variable(const std::string& name, const DataModel& data, const Scope& scope) {
  if (name.starts_with('_')) {
    fail(Error::Kind::type, Sentence{"expression-system-variable", {{"name", name}}}, 0);
  }
  if (!data.contains(name) && !scope.find(name).declared) {
    fail(Error::Kind::reference, Sentence{"expression-undeclared", {{"name", name}}}, 0);
  }
}

void check_weight(const Weight& weight, std::size_t offset) {
  if (!weight.is_finite) {
    fail(Error::Kind::range, Sentence{"expression-not-finite"}, offset);
  }
  if (weight.depth > value_depth_limit) {
    fail(Error::Kind::limit, Sentence{"expression-value-too-deep", {{"limit", value_depth_limit}}},
         offset);
  }
}

/// Also what the variable grows to is bounded, and how often a large one is written to.
void check_value(const Value& value, const Json* variable, const Scope& scope, std::size_t offset) {
  if (std::holds_alternative<Undefined>(value)) return;
  const Weight weight = weigh(std::get<Json>(value));
  check_weight(weight, offset);
  const std::size_t before = variable == nullptr ? 0 : weigh(*variable).bytes;
  if (before + weight.bytes > copy_limit) {
    fail(Error::Kind::limit, Sentence{"expression-variable-too-large", {{"limit", copy_limit}}},
         offset);
  }
  Budget(scope.allowance()).spend(before + weight.bytes, offset);
}

Json* member_of(Json& container, const Step& step) {
  if (auto* object = container.if_object()) return object->if_contains(step.name);
  if (auto* array = container.if_array(); array != nullptr && step.is_index) {
    return array->if_contains(step.index);
  }
  return nullptr;
}

[[noreturn]] void no_place(const Json* container, const Step& step) {
  const Operand what = container == nullptr ? Operand{} : Operand::refer(*container);
  const std::string_view member = beginning(step.name);
  if (what.kind() == Operand::Kind::array) {
    fail(Error::Kind::type, Sentence{"expression-cannot-set", "array", {{"member", member}}},
         step.offset);
  }
  if (what.is_nothing()) {
    fail(
        Error::Kind::type,
        Sentence{
            "expression-cannot-set", "nothing", {{"member", member}, {"nothing", to_string(what)}}},
        step.offset);
  }
  fail(Error::Kind::type,
       Sentence{"expression-cannot-set", "plain", {{"member", member}, {"type", type_of(what)}}},
       step.offset);
}

void set(JsonObject& object, const std::string& name, Value value) {
  if (Json* json = std::get_if<Json>(&value)) {
    object.insert_or_assign(name, std::move(*json));
  } else {
    object.erase(name);
  }
}

/// Past the end the gap is filled with null, which is how undefined stands in an array.
void set(JsonArray& array, const Step& step, Value value) {
  if (step.index >= array_limit) {
    fail(Error::Kind::limit, Sentence{"expression-array-too-long", {{"limit", array_limit}}},
         step.offset);
  }
  if (step.index >= array.size()) array.resize(step.index + 1);
  Json* json = std::get_if<Json>(&value);
  array[step.index] = json == nullptr ? Json(nullptr) : std::move(*json);
}

}  // namespace

std::expected<void, Error> check_keepable(const Value& value) {
  try {
    if (const Json* json = std::get_if<Json>(&value)) check_weight(weigh(*json), 0);
    return {};
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

const std::string& root_of(const Node& location) {
  const Node* at = &location;
  while (at->kind != Node::Kind::name) at = &at->children[0];
  return at->name;
}

void assign(const Node& location, DataModel& data, Value value, const Scope& scope) {
  const std::string& variable = root_of(location);
  check_variable(variable, data, scope);
  const std::vector<Step> path = path_of(location, scope);
  if (path.empty()) {
    check_value(value, nullptr, scope, location.offset);
    if (Json* json = std::get_if<Json>(&value)) {
      data.set(variable, std::move(*json));
    } else {
      data.erase(variable);
    }
    return;
  }
  check_value(value, data.if_contains(variable), scope, location.offset);
  Json* at = data.change(variable);
  for (std::size_t i = 0; at != nullptr && i + 1 < path.size(); ++i) {
    Json* inner = member_of(*at, path[i]);
    if (inner == nullptr) no_place(nullptr, path[i + 1]);
    at = inner;
  }
  const Step& last = path.back();
  if (at != nullptr && at->is_object()) {
    set(at->get_object(), last.name, std::move(value));
  } else if (at != nullptr && at->is_array() && last.is_index) {
    set(at->get_array(), last, std::move(value));
  } else {
    no_place(at, at == nullptr ? path.front() : last);
  }
}

std::expected<Location, Error> Location::parse(std::string_view text, Definitions* definitions) {
  try {
    Location parsed;
    parsed.target_ = std::make_shared<const Node>(parse_location(text, definitions));
    parsed.text_ = text;
    return parsed;
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

std::expected<void, Error> Location::assign(DataModel& data, Value value,
                                            const Scope& scope) const {
  try {
    expression::assign(*target_, data, std::move(value), scope);
    return {};
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

const std::string& Location::root() const { return root_of(*target_); }

}  // namespace gavel::expression
