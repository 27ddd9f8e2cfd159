#include "engine/expression/evaluate.hpp"

#include <array>
#include <vector>

#include "engine/base/ensure.hpp"
#include "engine/expression/utf16.hpp"

namespace gavel::expression {
namespace {

using Kind = Operand::Kind;

/// Arguments evaluated where most calls have few: without a heap.
class Evaluated {
 public:
  Evaluated(const std::vector<Node>& nodes, Evaluation& in) : size_(nodes.size()) {
    if (size_ > few_.size()) many_.resize(size_);
    for (std::size_t i = 0; i < size_; ++i) all()[i] = evaluate(nodes[i], in);
  }
  [[nodiscard]] std::span<Operand> all() {
    return size_ > few_.size() ? std::span<Operand>(many_) : std::span<Operand>(few_).first(size_);
  }

 private:
  std::size_t size_;
  std::array<Operand, 4> few_;
  std::vector<Operand> many_;
};

Operand name(const Node& node, const Evaluation& in) {
  const Scope::Found found = in.scope.find(node.name);
  if (found.value != nullptr) return Operand::refer(*found.value);
  if (!found.declared) {
    fail(Error::Kind::reference, Sentence{"expression-undeclared", {{"name", node.name}}},
         node.offset);
  }
  return {};
}

/// A member was asked of nothing: of which variable or member that was, where it has a name.
[[noreturn]] void member_of_nothing(const Operand& base, const Key& key, const Node& node) {
  const std::string_view member = beginning(key.name);
  const std::string_view of = beginning(node.children[0].name);
  if (of.empty()) {
    fail(Error::Kind::type,
         Sentence{"expression-member-of-nothing",
                  {{"member", member}, {"nothing", to_string(base)}}},
         node.offset);
  }
  fail(Error::Kind::type,
       Sentence{"expression-member-of-nothing",
                "named",
                {{"member", member}, {"nothing", to_string(base)}, {"of", of}}},
       node.offset);
}

Operand select(Operand base, const Key& key, const Node& node) {
  switch (base.kind()) {
    case Kind::undefined:
    case Kind::null:
      member_of_nothing(base, key, node);
    case Kind::object: {
      const Json* found = base.object().if_contains(key.name);
      return found == nullptr ? Operand{} : std::move(base).part(*found);
    }
    case Kind::array: {
      if (key.is_index) {
        const Json* found = base.array().if_contains(key.index);
        return found == nullptr ? Operand{} : std::move(base).part(*found);
      }
      return key.name == "length" ? Operand::of(static_cast<double>(base.array().size()))
                                  : Operand{};
    }
    case Kind::string: {
      if (key.is_index) {
        const std::string_view character = character_at(base.string(), key.index);
        return character.empty() ? Operand{} : Operand::own(Json(character));
      }
      return key.name == "length" ? Operand::of(static_cast<double>(utf16_length(base.string())))
                                  : Operand{};
    }
    case Kind::boolean:
    case Kind::number:
      return {};
  }
  return {};
}

/// `_x.documents['DRF-04'].sha256` is as long as a path can be.
constexpr std::size_t path_limit = 3;

/// What a chain of names from a system variable leads to, where the scope makes no more of a
/// variable than is asked for.
std::optional<Operand> part(const Node& node, const Evaluation& in) {
  if (node.path == 0 || node.path > path_limit) return std::nullopt;
  std::array<std::string_view, path_limit> keys;
  const Node* at = &node;
  for (std::size_t i = node.path; i > 0; at = &at->children[0])
    keys[--i] = at->kind == Node::Kind::member ? std::string_view(at->name)
                                               : at->children[1].literal.get_string();
  auto found = in.scope.part(at->name, Path(keys).first(node.path));
  if (!found) return std::nullopt;
  if (Json* made = std::get_if<Json>(&*found)) return Operand::own(std::move(*made));
  const Json* there = std::get<const Json*>(*found);
  return there == nullptr ? Operand{} : Operand::refer(*there);
}

Operand member(const Node& node, Evaluation& in) {
  if (auto found = part(node, in)) return std::move(*found);
  Key key;
  key.name = node.name;
  return select(evaluate(node.children[0], in), key, node);
}

Operand index(const Node& node, Evaluation& in) {
  if (auto found = part(node, in)) return std::move(*found);
  Operand base = evaluate(node.children[0], in);
  const Operand at = evaluate(node.children[1], in);
  std::string room;
  return select(std::move(base), key_of(at, room), node);
}

Operand call(const Node& node, Evaluation& in) {
  Evaluated arguments(node.children, in);
  const std::span<Operand> all = arguments.all();
  std::array<Json, 4> rooms;
  std::array<const Json*, 4> few{};
  if (all.size() <= few.size()) {
    for (std::size_t i = 0; i < all.size(); ++i) few[i] = all[i].json(rooms[i]);
  }
  std::vector<Json> many_rooms(all.size() <= few.size() ? 0 : all.size());
  std::vector<const Json*> many;
  for (std::size_t i = 0; i < many_rooms.size(); ++i) many.push_back(all[i].json(many_rooms[i]));
  const Arguments given =
      many.empty() ? Arguments(few.data(), all.size()) : Arguments(many.data(), many.size());
  std::expected<Value, Error> result = in.scope.call(node.name, given);
  if (!result) fail(result.error().kind, std::move(result.error().says), node.offset);
  return Operand::own(std::move(*result));
}

Operand array(const Node& node, Evaluation& in) {
  JsonArray made;
  made.reserve(node.children.size());
  for (const Node& child : node.children) {
    made.push_back(in.budget.keep(evaluate(child, in), child.offset));
  }
  return in.budget.array(std::move(made), node.offset);
}

/// Nothing has no members, as ECMAScript has it; what is no object is a mistake here.
void spread(const Node& node, Evaluation& in, JsonObject& into) {
  const Operand from = evaluate(node.children[0], in);
  if (from.is_nothing()) return;
  if (from.kind() != Kind::object) {
    fail(Error::Kind::type, Sentence{"expression-spreads-no-object", {{"type", type_of(from)}}},
         node.offset);
  }
  for (const auto& [key, value] : from.object()) {
    in.budget.spend(key.size(), node.offset);
    into.insert_or_assign(key, in.budget.keep(Operand::refer(value), node.offset));
  }
}

Operand object(const Node& node, Evaluation& in) {
  JsonObject made;
  made.reserve(node.children.size());
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    if (node.children[i].kind == Node::Kind::spread) {
      spread(node.children[i], in, made);
      continue;
    }
    Operand value = evaluate(node.children[i], in);
    in.budget.spend(node.keys[i].size(), node.offset);
    if (value.is_undefined()) {
      made.erase(node.keys[i]);
    } else {
      made.insert_or_assign(node.keys[i],
                            in.budget.keep(std::move(value), node.children[i].offset));
    }
  }
  return Operand::own(Json(std::move(made)));
}

Operand unary(const Node& node, Evaluation& in) {
  const Node& child = node.children[0];
  if (node.op == Operator::type_of && child.kind == Node::Kind::name) {
    const Scope::Found found = in.scope.find(child.name);
    return Operand::own(
        Json(type_of(found.value == nullptr ? Operand{} : Operand::refer(*found.value))));
  }
  const Operand value = evaluate(child, in);
  switch (node.op) {
    case Operator::invert:
      return Operand::of(!to_boolean(value));
    case Operator::negate:
      return Operand::of(-to_number(value));
    case Operator::plus:
      return Operand::of(to_number(value));
    case Operator::complement:
      return Operand::of(static_cast<double>(~to_int32(to_number(value))));
    case Operator::type_of:
      return Operand::own(Json(type_of(value)));
    default:
      return {};  // void
  }
}

/// `key in container`. A plain name may have members that are undefined: the scope knows.
Operand in_operator(const Node& node, Evaluation& in) {
  const Operand left = evaluate(node.children[0], in);
  const Node& container = node.children[1];
  const Operand right = evaluate(container, in);
  if (!right.is_container()) {
    fail(Error::Kind::type, Sentence{"expression-in-needs-container"}, node.offset);
  }
  std::string room;
  const Key key = key_of(left, room);
  if (right.kind() == Kind::array) {
    return Operand::of(key.is_index ? key.index < right.array().size() : key.name == "length");
  }
  return Operand::of(
      right.object().contains(key.name) ||
      (container.kind == Node::Kind::name && in.scope.holds(container.name, key.name)));
}

Operand binary(const Node& node, Evaluation& in) {
  if (node.op == Operator::in) return in_operator(node, in);
  const Operand left = evaluate(node.children[0], in);
  if (node.op == Operator::instance_of_array) return Operand::of(left.kind() == Kind::array);
  if (node.op == Operator::instance_of_object) return Operand::of(left.is_container());
  const Operand right = evaluate(node.children[1], in);
  return apply(node.op, left, right, node.offset, in);
}

Operand logical(const Node& node, Evaluation& in) {
  Operand left = evaluate(node.children[0], in);
  if (to_boolean(left) != (node.op == Operator::both)) return left;
  return evaluate(node.children[1], in);
}

Operand sequence(const Node& node, Evaluation& in) {
  Operand last;
  for (const Node& child : node.children) last = evaluate(child, in);
  return last;
}

Operand builtin(const Node& node, Evaluation& in) {
  Evaluated arguments(node.children, in);
  return call_builtin(node, arguments.all(), in);
}

}  // namespace

Operand evaluate(const Node& node, Evaluation& in) {
  switch (node.kind) {
    case Node::Kind::literal:
      return Operand::refer(node.literal);
    case Node::Kind::undefined:
      return {};
    case Node::Kind::name:
      return name(node, in);
    case Node::Kind::member:
      return member(node, in);
    case Node::Kind::index:
      return index(node, in);
    case Node::Kind::call:
      return call(node, in);
    case Node::Kind::builtin:
      return builtin(node, in);
    case Node::Kind::array:
      return array(node, in);
    case Node::Kind::object:
      return object(node, in);
    case Node::Kind::unary:
      return unary(node, in);
    case Node::Kind::binary:
      return binary(node, in);
    case Node::Kind::logical:
      return logical(node, in);
    case Node::Kind::conditional:
      return evaluate(node.children[to_boolean(evaluate(node.children[0], in)) ? 1 : 2], in);
    case Node::Kind::sequence:
      return sequence(node, in);
    case Node::Kind::spread:
    case Node::Kind::assign:
    case Node::Kind::declare:
    case Node::Kind::block:
      break;
  }
  ensure(false, "a statement, or a spread outside an object, has no value");
  return {};
}

Key key_of(std::string_view name) {
  Key key;
  key.name = name;
  const bool canonical = !name.empty() && name.size() <= 9 && (name.size() == 1 || name[0] != '0');
  if (!canonical) return key;
  for (const char c : name) {
    if (c < '0' || c > '9') return key;
    key.index = key.index * 10 + static_cast<std::size_t>(c - '0');
  }
  key.is_index = true;
  return key;
}

Key key_of(const Operand& key, std::string& room) {
  if (key.kind() == Kind::string) return key_of(key.string());
  room = to_string(key);
  return key_of(room);
}

}  // namespace gavel::expression
