#include "engine/soundness/filed.hpp"

#include <algorithm>
#include <set>

#include "engine/expression/node.hpp"
#include "engine/soundness/say.hpp"

namespace gavel::soundness {
namespace {

using expression::Node;
using procedure::Procedure;
using Kind = Node::Kind;

using Codes = std::set<std::string, std::less<>>;

/// The codes that `has` and `missing` name.
void collect(const expression::Expression& expression, Codes& into) {
  expression::walk(expression.root(), [&](const Node& node) {
    if (node.kind != Kind::call || (node.name != "has" && node.name != "missing")) return;
    for (const Node& argument : node.children) {
      expression::walk(argument, [&](const Node& each) {
        if (each.kind == Kind::literal && each.literal.is_string())
          into.emplace(each.literal.get_string());
      });
    }
  });
}

/// A role in it that may send nothing is nobody's: what such roles alone may file never comes.
bool is_somebodys(const Procedure& procedure, const std::string& role) {
  return std::ranges::any_of(procedure.events, [&](const auto& event) {
    return std::ranges::find(event.second.who, role) != event.second.who.end();
  });
}

bool can_be_filed(const Procedure& procedure, const procedure::DocumentType& document) {
  const auto is_filer = [&](const std::string& role) { return is_somebodys(procedure, role); };
  if (!document.who.empty()) return std::ranges::any_of(document.who, is_filer);
  return !procedure.roles.empty();
}

}  // namespace

std::vector<Diagnostic> check_filed(const Procedure& procedure) {
  Codes required;
  for (const auto& [id, rule] : procedure.rules) collect(rule.test, required);
  for (const chart::Transition& transition : procedure.chart->transitions) {
    if (transition.cond) collect(*transition.cond, required);
  }
  std::vector<Diagnostic> found;
  for (const auto& [code, document] : procedure.documents) {
    const bool is_needed = document.mandatory || required.contains(code);
    if (!is_needed || can_be_filed(procedure, document)) continue;
    say(found, document.place, Sentence{"document-not-filed", {{"id", code}}});
  }
  return found;
}

}  // namespace gavel::soundness
