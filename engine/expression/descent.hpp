#pragma once
// The parser itself, for the two files that make it up: parser.cpp (expressions and locations) and
// statements.cpp (scripts).
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression/definitions.hpp"
#include "engine/expression/node.hpp"
#include "engine/expression/token.hpp"

namespace gavel::expression {

struct Infix {
  std::string_view sign;
  Operator op;
  int binds;  ///< Higher binds tighter.
};

inline constexpr std::array infixes{Infix{"||", Operator::either, 1},
                                    Infix{"&&", Operator::both, 2},
                                    Infix{"|", Operator::bit_or, 3},
                                    Infix{"^", Operator::bit_xor, 4},
                                    Infix{"&", Operator::bit_and, 5},
                                    Infix{"==", Operator::equal, 6},
                                    Infix{"!=", Operator::not_equal, 6},
                                    Infix{"===", Operator::same, 6},
                                    Infix{"!==", Operator::not_same, 6},
                                    Infix{"<", Operator::less, 7},
                                    Infix{">", Operator::greater, 7},
                                    Infix{"<=", Operator::less_equal, 7},
                                    Infix{">=", Operator::greater_equal, 7},
                                    Infix{"in", Operator::in, 7},
                                    Infix{"instanceof", Operator::instance_of_object, 7},
                                    Infix{"<<", Operator::shift_left, 8},
                                    Infix{">>", Operator::shift_right, 8},
                                    Infix{">>>", Operator::shift_right_unsigned, 8},
                                    Infix{"+", Operator::add, 9},
                                    Infix{"-", Operator::subtract, 9},
                                    Infix{"*", Operator::multiply, 10},
                                    Infix{"/", Operator::divide, 10},
                                    Infix{"%", Operator::remainder, 10}};

struct Sign {
  std::string_view sign;
  Operator op;
};

inline constexpr std::array prefixes{
    Sign{"!", Operator::invert},       Sign{"-", Operator::negate},
    Sign{"+", Operator::plus},         Sign{"~", Operator::complement},
    Sign{"typeof", Operator::type_of}, Sign{"void", Operator::void_of}};

inline constexpr std::array assignments{
    Sign{"=", Operator::none},         Sign{"+=", Operator::add},
    Sign{"-=", Operator::subtract},    Sign{"*=", Operator::multiply},
    Sign{"/=", Operator::divide},      Sign{"%=", Operator::remainder},
    Sign{"<<=", Operator::shift_left}, Sign{">>=", Operator::shift_right},
    Sign{"&=", Operator::bit_and},     Sign{">>>=", Operator::shift_right_unsigned},
    Sign{"|=", Operator::bit_or},      Sign{"^=", Operator::bit_xor}};

template <class Table>
auto look_up(const Table& table, const Token& token) -> decltype(table.data()) {
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const auto& entry) { return token.is(entry.sign); });
  return found == table.end() ? nullptr : &*found;
}

/// A name followed by members and indexes.
[[nodiscard]] bool is_location(const Node& node);

/// A vector of nodes: an initializer list would copy them.
template <class... Nodes>
std::vector<Node> list(Nodes&&... nodes) {
  std::vector<Node> made;
  made.reserve(sizeof...(nodes));
  (made.push_back(std::forward<Nodes>(nodes)), ...);
  return made;
}

class Parser {
 public:
  /// `definitions` may be null.
  Parser(std::string_view text, Definitions* definitions)
      : lexer_(text), token_(lexer_.next()), definitions_(definitions) {}

  Node whole_expression();
  Node whole_location();
  Node whole_script(std::vector<std::string>& declared);

 private:
  // ---- expressions, loosest first
  Node expression();
  Node conditional();
  Node binary(int weakest);
  Node binary_tail(Node left, const Infix& infix, std::size_t offset);
  Node unary();
  Node postfix();
  Node selected(Node from);
  Node method_call(Node receiver, std::string name, std::size_t offset);
  Node primary();
  Node keyword();
  Node name();
  Node array();
  Node object();
  std::string property_key();
  std::vector<Node> arguments();
  // ---- statements
  Node statement(std::vector<std::string>& declared);
  Node declarations(std::vector<std::string>& declared);
  Node assignment();
  Node step(Node target, std::string_view sign, std::size_t offset);
  void end_of_statement();

  // ---- small parts
  Token take() {
    Token taken = std::move(token_);
    token_ = lexer_.next();
    return taken;
  }
  bool skip(std::string_view sign) {
    if (!token_.is(sign)) return false;
    (void)take();
    return true;
  }
  /// What was wanted instead of the next token.
  [[noreturn]] void unexpected(const Sentence& wanted) const;
  [[noreturn]] void missing(std::string_view sign, const Sentence& after) const;
  [[noreturn]] void outside(const Token& token) const;
  Node node(Node::Kind kind, std::size_t offset, std::vector<Node> children = {}) const;

  /// One more level of brackets, branches or prefix operators, as long as it lives.
  class Level {
   public:
    explicit Level(Parser& parser) : parser_(parser) {
      if (++parser_.depth_ > nesting_limit) {
        fail(Error::Kind::limit, Sentence{"expression-too-deep", {{"limit", nesting_limit}}},
             parser_.token_.offset);
      }
    }
    ~Level() { --parser_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Parser& parser_;
  };

  Lexer lexer_;
  Token token_;  ///< The next one, not yet taken.
  std::size_t depth_ = 0;
  Definitions* definitions_;
  std::size_t expanded_ = 0;  ///< Nodes that definitions made.
};

}  // namespace gavel::expression
