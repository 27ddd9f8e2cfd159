#pragma once
// The tree an expression, location or script is parsed into. Open to the checker of procedures;
// everyone else uses expression.hpp.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/expression/builtin.hpp"
#include "engine/expression/expression.hpp"

namespace gavel::expression {

enum class Operator : std::uint8_t {
  none,
  // unary
  negate,
  plus,
  invert,
  complement,
  type_of,
  void_of,
  // binary, also the operation of a compound assignment
  add,
  subtract,
  multiply,
  divide,
  remainder,
  shift_left,
  shift_right,
  shift_right_unsigned,
  bit_and,
  bit_or,
  bit_xor,
  less,
  greater,
  less_equal,
  greater_equal,
  equal,
  not_equal,
  same,
  not_same,
  in,
  instance_of_array,
  instance_of_object,
  // logical
  both,
  either,
};

struct Node {
  enum class Kind : std::uint8_t {
    // expressions; `children` in order of writing
    literal,      ///< `literal`
    undefined,    ///< The word `undefined`.
    name,         ///< `name`
    member,       ///< children[0] . `name`
    index,        ///< children[0] [ children[1] ]
    call,         ///< Host function `name` with all children.
    builtin,      ///< `function` with all children; a method's first child is its receiver.
    array,        ///< All children.
    object,       ///< `keys[i]` : children[i]; of a child of kind `spread` the key says nothing.
    spread,       ///< ... children[0], within an object: its members, where it has any.
    unary,        ///< `op` children[0]
    binary,       ///< children[0] `op` children[1]; instance_of_* have no children[1]
    logical,      ///< `both` or `either`
    conditional,  ///< children[0] ? children[1] : children[2]
    sequence,     ///< All children; the last is the value.
    // statements of a script
    assign,   ///< Location children[0] = children[1]; with `op`, += and its like.
    declare,  ///< var `name`, with children[0] where it has an initial value.
    block,    ///< All children in order.
  };
  Kind kind = Kind::undefined;
  Operator op = Operator::none;
  Builtin function = Builtin::none;
  /// Of `_x.documents['DRF-04']` 2: so many names lead down to a system variable; else 0.
  std::uint8_t path = 0;
  std::uint16_t height = 1;  ///< Levels below and with this node.
  std::uint32_t offset = 0;  ///< Bytes into the text, of what gives the node its kind.
  Json literal;
  std::string name;
  std::vector<std::string> keys;
  std::vector<Node> children;
};

/// `node` and all below it, parents first.
void walk(const Node& node, const std::function<void(const Node&)>& visit);

}  // namespace gavel::expression
