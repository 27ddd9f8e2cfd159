#include "engine/expression/budget.hpp"

#include <algorithm>
#include <cmath>

namespace gavel::expression {
namespace {

void weigh(const Json& value, std::size_t most, std::size_t depth, Weight& sum) {
  sum.bytes += value_bytes;
  if (value.is_string()) sum.bytes += value.get_string().size();
  if (value.is_double()) sum.is_finite = sum.is_finite && std::isfinite(value.get_double());
  if (!value.is_structured()) return;
  sum.depth = std::max(sum.depth, depth + 1);
  if (sum.depth > 2 * value_depth_limit) return;  // deep enough to be refused
  if (value.is_array()) {
    for (const Json& element : value.get_array()) {
      if (sum.bytes > most) return;
      weigh(element, most, depth + 1, sum);
    }
    return;
  }
  for (const auto& [key, member] : value.get_object()) {
    if (sum.bytes > most) return;
    sum.bytes += key.size();
    weigh(member, most, depth + 1, sum);
  }
}

}  // namespace

Weight weigh(const Json& value, std::size_t most) {
  Weight sum;
  weigh(value, most, 0, sum);
  return sum;
}

void Budget::spend(std::size_t bytes, std::size_t offset) {
  if (bytes > left_) {
    fail(Error::Kind::limit, Sentence{"expression-makes-too-much", {{"limit", copy_limit}}},
         offset);
  }
  if (allowance_ != nullptr) {
    if (bytes > *allowance_) fail(Error::Kind::limit, Sentence{"expression-step-too-much"}, offset);
    *allowance_ -= bytes;
  }
  left_ -= bytes;
}

Json Budget::keep(Operand operand, std::size_t offset) {
  if (operand.is_container() && !operand.owns()) {
    Json room;
    const Weight weight = weigh(*operand.json(room), left_);
    if (weight.depth > value_depth_limit) {
      fail(Error::Kind::limit,
           Sentence{"expression-value-too-deep", {{"limit", value_depth_limit}}}, offset);
    }
    spend(weight.bytes, offset);
  } else if (!operand.owns()) {
    const bool is_string = operand.kind() == Operand::Kind::string;
    spend(value_bytes + (is_string ? operand.string().size() : 0), offset);
  }
  return std::move(operand).take();
}

Operand Budget::text(std::string_view text, std::size_t offset) {
  if (text.size() > string_limit) {
    fail(Error::Kind::limit, Sentence{"expression-string-too-long", {{"limit", string_limit}}},
         offset);
  }
  spend(value_bytes + text.size(), offset);
  return Operand::own(Json(text));
}

Operand Budget::array(JsonArray array, std::size_t offset) {
  if (array.size() > array_limit) {
    fail(Error::Kind::limit, Sentence{"expression-array-too-long", {{"limit", array_limit}}},
         offset);
  }
  return Operand::own(Json(std::move(array)));
}

}  // namespace gavel::expression
