#include <algorithm>

#include "engine/expression/assign.hpp"
#include "engine/expression/parser.hpp"

namespace gavel::expression {
namespace {

/// The caller's scope, with the script's own variables declared from its beginning (`var` is
/// hoisted).
class ScriptScope final : public Scope {
 public:
  ScriptScope(const Scope& outer, const std::vector<std::string>& declared, const DataModel& data)
      : outer_(outer), declared_(declared), data_(data) {}

  [[nodiscard]] Found find(std::string_view name) const override {
    const Found found = outer_.find(name);
    if (found.declared || found.value != nullptr) return found;
    if (std::find(declared_.begin(), declared_.end(), name) == declared_.end()) return found;
    return {true, data_.if_contains(name)};
  }
  [[nodiscard]] std::optional<Part> part(std::string_view name, Path path) const override {
    return outer_.part(name, path);
  }
  [[nodiscard]] std::expected<Value, Error> call(std::string_view name,
                                                 Arguments arguments) const override {
    return outer_.call(name, arguments);
  }
  [[nodiscard]] bool holds(std::string_view name, std::string_view member) const override {
    return outer_.holds(name, member);
  }
  [[nodiscard]] std::size_t* allowance() const override { return outer_.allowance(); }

 private:
  const Scope& outer_;
  const std::vector<std::string>& declared_;
  const DataModel& data_;
};

class Run {
 public:
  Run(DataModel& data, const Scope& scope) : data_(data), scope_(scope) {}

  /// Performs a statement, or evaluates an expression standing as one.
  Value perform(const Node& node) {
    switch (node.kind) {
      case Node::Kind::block:
        for (const Node& child : node.children) (void)perform(child);
        return Undefined{};
      case Node::Kind::declare:
        declare(node);
        return Undefined{};
      case Node::Kind::assign:
        return assigned(node);
      default:
        return value_of(node);
    }
  }

 private:
  Value value_of(const Node& node) {
    Evaluation in(scope_);
    return kept(evaluate(node, in), node, in);
  }

  static Value kept(Operand operand, const Node& node, Evaluation& in) {
    if (operand.is_undefined()) return Undefined{};
    return in.budget.keep(std::move(operand), node.offset);
  }

  void declare(const Node& node) {
    if (node.name.starts_with('_')) {
      fail(Error::Kind::type, Sentence{"expression-system-name", {{"name", node.name}}},
           node.offset);
    }
    if (node.children.empty()) return;
    const Value value = perform(node.children[0]);
    Node location;
    location.kind = Node::Kind::name;
    location.name = node.name;
    location.offset = node.offset;
    assign(location, data_, value, scope_);
  }

  Value assigned(const Node& node) {
    const Node& location = node.children[0];
    Value value = perform(node.children[1]);
    if (node.op != Operator::none) {
      Evaluation in(scope_);
      const Operand before = evaluate(location, in);
      const Operand by = Operand::own(std::move(value));
      value = kept(apply(node.op, before, by, node.offset, in), node, in);
    }
    assign(location, data_, value, scope_);
    return value;
  }

  DataModel& data_;
  const Scope& scope_;
};

}  // namespace

std::expected<Script, Error> Script::parse(std::string_view text, Definitions* definitions) {
  try {
    Script parsed;
    parsed.body_ = std::make_shared<const Node>(parse_script(text, parsed.declares_, definitions));
    parsed.text_ = text;
    return parsed;
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

std::expected<void, Error> Script::run(DataModel& data, const Scope& scope) const {
  try {
    const ScriptScope inner(scope, declares_, data);
    (void)Run(data, inner).perform(*body_);
    return {};
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

}  // namespace gavel::expression
