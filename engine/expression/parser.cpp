#include "engine/expression/parser.hpp"

#include <limits>

#include "engine/base/number.hpp"
#include "engine/expression/descent.hpp"

namespace gavel::expression {
namespace {

/// Levels of the tree: more than brackets alone can give, since `a + b + c` grows to the left.
constexpr std::size_t height_limit = 500;

/// Node::path of a member of `from`.
std::uint8_t path_to(const Node& from) {
  if (from.kind == Node::Kind::name) return from.name.starts_with('_') ? 1 : 0;
  return from.path == 0 || from.path == UINT8_MAX ? std::uint8_t{0}
                                                  : static_cast<std::uint8_t>(from.path + 1);
}

}  // namespace

std::uint8_t path_of(const Node& node) {
  const bool is_named_index = node.kind == Node::Kind::index &&
                              node.children[1].kind == Node::Kind::literal &&
                              node.children[1].literal.is_string();
  if (node.kind != Node::Kind::member && !is_named_index) return 0;
  return path_to(node.children[0]);
}

std::uint16_t height_above(std::size_t height, std::size_t offset) {
  if (height >= height_limit) {
    fail(Error::Kind::limit, Sentence{"expression-chain-too-long", {{"limit", height_limit}}},
         offset);
  }
  return static_cast<std::uint16_t>(height + 1);
}

bool is_location(const Node& node) {
  const Node* at = &node;
  while (at->kind == Node::Kind::member || at->kind == Node::Kind::index) at = &at->children[0];
  return at->kind == Node::Kind::name;
}

void Parser::unexpected(const Sentence& wanted) const {
  if (token_.kind == Token::Kind::keyword) outside(token_);
  if (token_.kind == Token::Kind::end) {
    fail(Error::Kind::syntax,
         Sentence{"expression-unexpected", "end", {{"wanted", as_value(wanted)}}}, token_.offset);
  }
  fail(Error::Kind::syntax,
       Sentence{"expression-unexpected",
                {{"wanted", as_value(wanted)}, {"found", beginning(token_.spelling)}}},
       token_.offset);
}

void Parser::missing(std::string_view sign, const Sentence& after) const {
  unexpected(Sentence{"wanted", "sign", {{"sign", sign}, {"after", as_value(after)}}});
}

void Parser::outside(const Token& token) const {
  fail(Error::Kind::syntax, Sentence{"expression-outside-subset", {{"word", token.spelling}}},
       token.offset);
}

Node Parser::node(Node::Kind kind, std::size_t offset, std::vector<Node> children) const {
  std::size_t height = 0;
  for (const Node& child : children) height = std::max<std::size_t>(height, child.height);
  Node made;
  made.kind = kind;
  made.height = height_above(height, offset);
  made.offset = static_cast<std::uint32_t>(offset);
  made.children = std::move(children);
  return made;
}

// ---- whole texts

Node Parser::whole_expression() {
  if (token_.kind == Token::Kind::end) unexpected(Sentence{"wanted", "expression", {}});
  Node root = expression();
  if (look_up(assignments, token_) != nullptr || token_.is("++") || token_.is("--")) {
    fail(Error::Kind::syntax, Sentence{"expression-changes-nothing"}, token_.offset);
  }
  if (token_.kind != Token::Kind::end) unexpected(Sentence{"wanted", "operator-or-end", {}});
  return root;
}

Node Parser::whole_location() {
  const std::size_t offset = token_.offset;
  Node root = postfix();
  if (!is_location(root)) {
    fail(Error::Kind::syntax, Sentence{"expression-not-a-location"}, offset);
  }
  if (token_.kind != Token::Kind::end) unexpected(Sentence{"wanted", "end-of-location", {}});
  return root;
}

// ---- expressions

Node Parser::expression() {
  const std::size_t offset = token_.offset;
  Node first = conditional();
  if (!token_.is(",")) return first;
  std::vector<Node> parts = list(std::move(first));
  while (skip(",")) parts.push_back(conditional());
  return node(Node::Kind::sequence, offset, std::move(parts));
}

Node Parser::conditional() {
  const Level level(*this);
  Node test = binary(1);
  if (!token_.is("?")) return test;
  const std::size_t offset = take().offset;
  Node then = conditional();
  if (!skip(":")) missing(":", Sentence{"sign-after", "first-branch", {}});
  return node(Node::Kind::conditional, offset,
              list(std::move(test), std::move(then), conditional()));
}

Node Parser::binary(int weakest) {
  Node left = unary();
  for (;;) {
    const Infix* infix = look_up(infixes, token_);
    if (infix == nullptr || infix->binds < weakest) return left;
    const std::size_t offset = take().offset;
    left = binary_tail(std::move(left), *infix, offset);
  }
}

Node Parser::binary_tail(Node left, const Infix& infix, std::size_t offset) {
  if (infix.op == Operator::instance_of_object) {
    const bool array = token_.spelling == "Array" && token_.kind == Token::Kind::name;
    const bool object = token_.spelling == "Object" && token_.kind == Token::Kind::name;
    if (!array && !object) unexpected(Sentence{"wanted", "array-or-object", {}});
    (void)take();
    Node made = node(Node::Kind::binary, offset, list(std::move(left)));
    made.op = array ? Operator::instance_of_array : Operator::instance_of_object;
    return made;
  }
  const bool logical = infix.op == Operator::both || infix.op == Operator::either;
  Node made = node(logical ? Node::Kind::logical : Node::Kind::binary, offset,
                   list(std::move(left), binary(infix.binds + 1)));
  made.op = infix.op;
  return made;
}

Node Parser::unary() {
  const Sign* prefix = look_up(prefixes, token_);
  if (prefix == nullptr) return postfix();
  const Level level(*this);
  const std::size_t offset = take().offset;
  Node made = node(Node::Kind::unary, offset, list(unary()));
  made.op = prefix->op;
  return made;
}

Node Parser::postfix() {
  Node from = primary();
  while (token_.is(".") || token_.is("[")) from = selected(std::move(from));
  if (token_.is("(")) fail(Error::Kind::syntax, Sentence{"expression-call-by-name"}, token_.offset);
  return from;
}

Node Parser::selected(Node from) {
  const Token sign = take();
  if (sign.is("[")) {
    Node key = expression();
    if (!skip("]")) missing("]", Sentence{"sign-after", "index", {}});
    Node made = node(Node::Kind::index, sign.offset, list(std::move(from), std::move(key)));
    made.path = path_of(made);
    return made;
  }
  if (token_.kind != Token::Kind::name && token_.kind != Token::Kind::keyword) {
    unexpected(Sentence{"wanted", "member-name", {}});
  }
  const Token member = take();
  if (token_.is("(")) {
    return method_call(std::move(from), std::string(member.spelling), member.offset);
  }
  Node made = node(Node::Kind::member, member.offset, list(std::move(from)));
  made.path = path_of(made);
  made.name = member.spelling;
  return made;
}

Node Parser::method_call(Node receiver, std::string name, std::size_t offset) {
  const Builtin method = method_named(name);
  if (method == Builtin::none) {
    fail(Error::Kind::syntax, Sentence{"expression-no-method", {{"method", name}}}, offset);
  }
  std::vector<Node> parts = list(std::move(receiver));
  for (Node& argument : arguments()) parts.push_back(std::move(argument));
  Node made = node(Node::Kind::builtin, offset, std::move(parts));
  made.name = std::move(name);
  made.function = method;
  return made;
}

Node Parser::primary() {
  switch (token_.kind) {
    case Token::Kind::keyword:
      return keyword();
    case Token::Kind::name:
      return name();
    case Token::Kind::number: {
      const Token token = take();
      Node made = node(Node::Kind::literal, token.offset);
      made.literal = json_number(token.number);
      return made;
    }
    case Token::Kind::string: {
      const Token token = take();
      Node made = node(Node::Kind::literal, token.offset);
      made.literal = token.text;
      return made;
    }
    case Token::Kind::punctuator:
    case Token::Kind::end:
      break;
  }
  if (token_.is("[")) return array();
  if (token_.is("{")) return object();
  if (token_.is("/") || token_.is("/=")) {
    fail(Error::Kind::syntax, Sentence{"expression-regular-expression"}, token_.offset);
  }
  if (!skip("(")) unexpected(Sentence{"wanted", "value", {}});
  Node inner = expression();
  if (!skip(")")) missing(")", Sentence{"sign-after", "bracketed", {}});
  return inner;
}

Node Parser::keyword() {
  const Token token = take();
  if (token.is("undefined")) return node(Node::Kind::undefined, token.offset);
  Node made = node(Node::Kind::literal, token.offset);
  if (token.is("true")) {
    made.literal = true;
  } else if (token.is("false")) {
    made.literal = false;
  } else if (!token.is("null")) {
    outside(token);
  }
  return made;
}

Node Parser::name() {
  const Token token = take();
  const std::string spelling(token.spelling);
  if (is_number_constant(spelling)) {
    Node made = node(Node::Kind::literal, token.offset);
    made.literal = spelling == "NaN" ? std::numeric_limits<double>::quiet_NaN()
                                     : std::numeric_limits<double>::infinity();
    return made;
  }
  if (is_namespace(spelling) && skip(".")) {
    const std::string member(token_.spelling);
    const Builtin function = function_of(spelling, member);
    if (function == Builtin::none) {
      unexpected(Sentence{"wanted", "function-of", {{"namespace", spelling}}});
    }
    (void)take();
    if (!token_.is("(")) {
      missing("(", Sentence{"sign-after", "function", {{"function", spelling + "." + member}}});
    }
    Node made = node(Node::Kind::builtin, token.offset, arguments());
    made.name = spelling + "." + member;
    made.function = function;
    return made;
  }
  if (token_.is("(")) {
    if (Definition* defined = definitions_ == nullptr ? nullptr : definitions_->find(spelling)) {
      ++defined->uses;
      return expanded(*defined, arguments(), token.offset, expanded_);
    }
    const Builtin function = function_named(spelling);
    const auto kind = function == Builtin::none ? Node::Kind::call : Node::Kind::builtin;
    Node made = node(kind, token.offset, arguments());
    made.name = spelling;
    made.function = function;
    return made;
  }
  Node made = node(Node::Kind::name, token.offset);
  made.name = spelling;
  return made;
}

std::vector<Node> Parser::arguments() {
  if (!skip("(")) missing("(", Sentence{"sign-after", "function-name", {}});
  std::vector<Node> given;
  if (skip(")")) return given;
  do given.push_back(conditional());
  while (skip(","));
  if (!skip(")")) missing(")", Sentence{"sign-after", "arguments", {}});
  return given;
}

Node Parser::array() {
  const std::size_t offset = take().offset;
  std::vector<Node> elements;
  while (!token_.is("]")) {
    elements.push_back(conditional());
    if (!skip(",")) break;
  }
  if (!skip("]")) missing("]", Sentence{"sign-after", "elements", {}});
  return node(Node::Kind::array, offset, std::move(elements));
}

Node Parser::object() {
  const std::size_t offset = take().offset;
  std::vector<Node> values;
  std::vector<std::string> keys;
  while (!token_.is("}")) {
    if (token_.is("...")) {
      const std::size_t at = take().offset;
      keys.emplace_back();
      values.push_back(node(Node::Kind::spread, at, list(conditional())));
    } else {
      keys.push_back(property_key());
      if (!skip(":")) missing(":", Sentence{"sign-after", "property-name", {}});
      values.push_back(conditional());
    }
    if (!skip(",")) break;
  }
  if (!skip("}")) missing("}", Sentence{"sign-after", "properties", {}});
  Node made = node(Node::Kind::object, offset, std::move(values));
  made.keys = std::move(keys);
  return made;
}

std::string Parser::property_key() {
  switch (token_.kind) {
    case Token::Kind::name:
    case Token::Kind::keyword:
      return std::string(take().spelling);
    case Token::Kind::string:
      return take().text;
    case Token::Kind::number:
      return number_text(take().number);
    case Token::Kind::punctuator:
    case Token::Kind::end:
      break;
  }
  unexpected(Sentence{"wanted", "property-name", {}});
}

Node parse_expression(std::string_view text, Definitions* definitions) {
  return Parser(text, definitions).whole_expression();
}

Node parse_location(std::string_view text, Definitions* definitions) {
  return Parser(text, definitions).whole_location();
}

}  // namespace gavel::expression
