#include "engine/expression/definitions.hpp"

#include <algorithm>
#include <set>

#include "engine/expression/builtin.hpp"
#include "engine/expression/node.hpp"
#include "engine/expression/parser.hpp"
#include "engine/expression/token.hpp"

namespace gavel::expression {
namespace {

bool is_name(const std::string& text) {
  try {
    Lexer lexer(text);
    const Token token = lexer.next();
    return token.kind == Token::Kind::name && token.spelling.size() == text.size();
  } catch (const Fault&) {
    return false;
  }
}

void check_name(const std::string& name) {
  if (is_name(name)) return;
  fail(Error::Kind::syntax, Sentence{"bad-definition", "no-name", {{"name", name}}}, 0);
}

[[noreturn]] void defined_twice(const std::string& name) {
  fail(Error::Kind::syntax, Sentence{"bad-definition", "twice", {{"name", name}}}, 0);
}

class Expansion {
 public:
  Expansion(const Definition& definition, const std::vector<Node>& given, std::size_t offset,
            std::size_t& made)
      : definition_(definition), given_(given), offset_(offset), made_(made) {}

  Node of(const Node& node) {
    if (const Node* argument = argument_for(node)) {
      count(*argument);
      return *argument;
    }
    count_one();
    Node out;
    out.kind = node.kind;
    out.op = node.op;
    out.function = node.function;
    out.offset = static_cast<std::uint32_t>(offset_);
    out.literal = node.literal;
    out.name = node.name;
    out.keys = node.keys;
    out.children.reserve(node.children.size());
    std::size_t height = 0;
    for (const Node& child : node.children) {
      out.children.push_back(of(child));
      height = std::max<std::size_t>(height, out.children.back().height);
    }
    out.height = height_above(height, offset_);
    out.path = path_of(out);
    return out;
  }

 private:
  [[nodiscard]] const Node* argument_for(const Node& node) const {
    if (node.kind != Node::Kind::name) return nullptr;
    const auto found = std::ranges::find(definition_.parameters, node.name);
    if (found == definition_.parameters.end()) return nullptr;
    return &given_[static_cast<std::size_t>(found - definition_.parameters.begin())];
  }
  void count_one() {
    if (++made_ <= expansion_limit) return;
    fail(Error::Kind::limit,
         Sentence{"definition-too-large", {{"name", definition_.name}, {"limit", expansion_limit}}},
         offset_);
  }
  void count(const Node& argument) {
    walk(argument, [&](const Node&) { count_one(); });
  }

  const Definition& definition_;
  const std::vector<Node>& given_;
  std::size_t offset_;
  std::size_t& made_;
};

}  // namespace

std::expected<void, Error> Definitions::add(std::string name, std::vector<std::string> parameters,
                                            std::string_view value) {
  try {
    check_name(name);
    if (find(name) != nullptr) defined_twice(name);
    if (function_named(name) != Builtin::none)
      fail(Error::Kind::syntax, Sentence{"bad-definition", "function", {{"name", name}}}, 0);
    std::set<std::string> seen;
    for (const std::string& parameter : parameters) {
      check_name(parameter);
      if (!seen.insert(parameter).second) defined_twice(parameter);
    }
    auto parsed = std::make_shared<const Node>(parse_expression(value, this));
    all_.push_back({std::move(name), std::move(parameters), on_one_line(value), parsed, 0});
    return {};
  } catch (Fault& fault) {
    return std::unexpected(std::move(fault.error));
  }
}

Definition* Definitions::find(std::string_view name) {
  const auto found = std::ranges::find(all_, name, &Definition::name);
  return found == all_.end() ? nullptr : &*found;
}

Node expanded(const Definition& definition, const std::vector<Node>& given, std::size_t offset,
              std::size_t& made) {
  if (given.size() != definition.parameters.size()) {
    fail(Error::Kind::syntax,
         Sentence{"definition-takes",
                  {{"name", definition.name},
                   {"wanted", definition.parameters.size()},
                   {"given", given.size()}}},
         offset);
  }
  return Expansion(definition, given, offset, made).of(*definition.value);
}

}  // namespace gavel::expression
