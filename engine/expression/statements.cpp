// Scripts: assignments and declarations around expressions.
#include "engine/expression/descent.hpp"
#include "engine/expression/parser.hpp"

namespace gavel::expression {

Node Parser::whole_script(std::vector<std::string>& declared) {
  std::vector<Node> statements;
  while (token_.kind != Token::Kind::end) {
    if (skip(";")) continue;
    statements.push_back(statement(declared));
  }
  return node(Node::Kind::block, 0, std::move(statements));
}

Node Parser::statement(std::vector<std::string>& declared) {
  if (token_.is("var")) return declarations(declared);
  const std::size_t offset = token_.offset;
  std::vector<Node> parts;
  do parts.push_back(assignment());
  while (skip(","));
  end_of_statement();
  return parts.size() == 1 ? std::move(parts.front())
                           : node(Node::Kind::block, offset, std::move(parts));
}

Node Parser::declarations(std::vector<std::string>& declared) {
  const std::size_t offset = take().offset;
  std::vector<Node> parts;
  do {
    if (token_.kind != Token::Kind::name) unexpected(Sentence{"wanted", "name-after-var", {}});
    const Token name = take();
    std::vector<Node> initial;
    if (skip("=")) initial.push_back(assignment());
    Node declaration = node(Node::Kind::declare, name.offset, std::move(initial));
    declaration.name = name.spelling;
    declared.push_back(declaration.name);
    parts.push_back(std::move(declaration));
  } while (skip(","));
  end_of_statement();
  return node(Node::Kind::block, offset, std::move(parts));
}

Node Parser::assignment() {
  const Level level(*this);
  const std::size_t offset = token_.offset;
  if (token_.is("++") || token_.is("--")) {
    const Token sign = take();
    return step(postfix(), sign.spelling, sign.offset);
  }
  Node target = conditional();
  if ((token_.is("++") || token_.is("--")) && !token_.after_line_break) {
    const Token sign = take();
    return step(std::move(target), sign.spelling, sign.offset);
  }
  const Sign* sign = look_up(assignments, token_);
  if (sign == nullptr) return target;
  if (!is_location(target)) {
    fail(Error::Kind::syntax, Sentence{"expression-not-assignable"}, offset);
  }
  const std::size_t at = take().offset;
  Node made = node(Node::Kind::assign, at, list(std::move(target), assignment()));
  made.op = sign->op;
  return made;
}

/// ++x and its like stand alone, so before or after makes no difference.
Node Parser::step(Node target, std::string_view sign, std::size_t offset) {
  if (!is_location(target)) {
    fail(Error::Kind::syntax, Sentence{"expression-not-countable"}, offset);
  }
  Node one = node(Node::Kind::literal, offset);
  one.literal = 1;
  Node made = node(Node::Kind::assign, offset, list(std::move(target), std::move(one)));
  // x + 1 would join strings where ECMAScript's ++ counts; x - (-1) always counts.
  made.op = Operator::subtract;
  if (sign == "++") made.children[1].literal = -1;
  return made;
}

void Parser::end_of_statement() {
  if (skip(";") || token_.kind == Token::Kind::end || token_.after_line_break) return;
  unexpected(Sentence{"wanted", "end-of-statement", {}});
}

Node parse_script(std::string_view text, std::vector<std::string>& declared,
                  Definitions* definitions) {
  return Parser(text, definitions).whole_script(declared);
}

}  // namespace gavel::expression
