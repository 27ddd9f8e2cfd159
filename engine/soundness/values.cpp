#include "engine/soundness/values.hpp"

#include <map>
#include <set>
#include <string>

#include "engine/expression/node.hpp"
#include "engine/soundness/raised.hpp"
#include "engine/soundness/say.hpp"

namespace gavel::soundness {
namespace {

using expression::Node;

/// By variable: the words, and where each was found first.
using Words = std::map<std::string, std::map<std::string, Place>>;

void add_word(const Node& node, std::map<std::string, Place>& into, const Place& place) {
  if (node.kind == Node::Kind::literal && node.literal.is_string())
    into.emplace(std::string(node.literal.get_string()), place);
}

/// What `['a', 'b']` and `append(list, 'c')` put into a list.
void add_words(const Node& value, std::map<std::string, Place>& into, const Place& place) {
  expression::walk(value, [&](const Node& node) {
    if (node.kind == Node::Kind::array) {
      for (const Node& item : node.children) add_word(item, into, place);
    }
    if (node.kind == Node::Kind::call && node.name == "append" && node.children.size() == 2)
      add_word(node.children[1], into, place);
  });
}

Words words_given(const chart::Chart& chart) {
  Words given;
  for (const chart::State& state : chart.states) {
    for (const chart::DataDeclaration& data : state.data) {
      if (data.value) add_words(data.value->root(), given[data.id], data.place);
    }
  }
  for_each_action(chart, [&](const chart::Action& action) {
    const auto* assign = std::get_if<chart::Assign>(&action.what);
    if (assign != nullptr && assign->value)
      add_words(assign->value->root(), given[assign->location.text()], action.place);
  });
  return given;
}

Words words_asked(const chart::Chart& chart) {
  Words asked;
  for (const chart::Transition& transition : chart.transitions) {
    if (!transition.cond) continue;
    expression::walk(transition.cond->root(), [&](const Node& node) {
      const bool is_asking = node.kind == Node::Kind::call && node.name == "contains" &&
                             node.children.size() == 2 && node.children[0].kind == Node::Kind::name;
      if (is_asking) add_word(node.children[1], asked[node.children[0].name], transition.place);
    });
  }
  return asked;
}

}  // namespace

std::vector<Diagnostic> check_words(const procedure::Procedure& procedure) {
  std::vector<Diagnostic> found;
  const Words given = words_given(*procedure.chart);
  for (const auto& [list, asked] : words_asked(*procedure.chart)) {
    const auto words = given.find(list);
    if (words == given.end() || asked.empty()) continue;
    for (const auto& [word, place] : words->second) {
      if (asked.contains(word)) continue;
      say(found, place,
          Sentence{"word-not-asked",
                   {{"list", list}, {"word", word}, {"other", asked.begin()->first}}});
    }
  }
  return found;
}

}  // namespace gavel::soundness
