#include "engine/soundness/asked.hpp"

#include <algorithm>
#include <array>

#include "engine/soundness/written.hpp"

namespace gavel::soundness {
namespace {

using expression::Node;
using expression::Undefined;
using expression::Value;
using procedure::EventType;
using procedure::Field;

/// Functions whose answer depends on their arguments alone.
constexpr std::array<std::string_view, 25> pure{
    "count",        "find",    "where",      "contains", "distinct",   "append",   "replace",
    "joined",       "without", "unverified", "lacking",  "unspaced",   "spelling", "earlier",
    "institution",  "total",   "citing",     "numbered", "containing", "ending",   "spelled",
    "paper_number", "alike",   "of_paper",   "names_law"};

/// True where the expression asks for nothing but what was sent.
bool is_of_the_event(const Node& node) {
  bool is = true, asks = false;
  expression::walk(node, [&](const Node& part) {
    if (part.kind == Node::Kind::name) {
      asks = true;
      is = is && part.name == "_event";
    }
    if (part.kind == Node::Kind::call) is = is && std::ranges::find(pure, part.name) != pure.end();
  });
  return is && asks;
}

/// Every value a field of the form may have; empty where there are too many to name.
std::vector<Value> values_of(const Field& field) {
  std::vector<Value> out;
  if (field.type == Field::Type::boolean) out = {Json(true), Json(false)};
  if (field.type == Field::Type::choice) {
    for (const std::string& value : field.values) out.emplace_back(Json(value));
  }
  if (!out.empty() && !field.required) out.emplace_back(Undefined{});
  return out;
}

}  // namespace

void ask_of_event(const Node& leaf, const EventType* type, Questions& into) {
  bool is_of_fields = false;
  expression::walk(leaf, [&](const Node& part) {
    const auto* field = field_of(part, type);
    if (field == nullptr) return;
    if (auto values = values_of(*field); !values.empty()) {
      is_of_fields = true;
      into.emplace(written(part), std::move(values));
    }
  });
  const bool is_comparison = leaf.kind == Node::Kind::binary || leaf.kind == Node::Kind::member;
  if (is_of_fields && is_comparison) return;
  if (is_of_the_event(leaf))
    into.emplace(question_of(leaf), std::vector<Value>{Json(true), Json(false)});
}

const Field* field_of(const Node& node, const EventType* type) {
  const bool is_field = type != nullptr && node.kind == Node::Kind::member &&
                        written(node.children[0]) == "_event.data";
  if (!is_field) return nullptr;
  const auto found = std::ranges::find(type->form, node.name, &Field::name);
  return found == type->form.end() ? nullptr : &*found;
}

const EventType* form_of(const procedure::Procedure& procedure, std::string_view event) {
  const auto type = procedure.events.find(event);
  return type == procedure.events.end() ? nullptr : &type->second;
}

}  // namespace gavel::soundness
