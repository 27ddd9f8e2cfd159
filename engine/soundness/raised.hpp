#pragma once
// What executable content may put on a session's queues. Which branch is taken and how often a loop
// goes round depends on data, so a block has several ways; what cannot be told at all is `loose`.
#include <set>
#include <string>
#include <vector>

#include "engine/chart/definition.hpp"

namespace gavel::soundness {

/// Events waiting to be processed in one step.
struct Raised {
  std::vector<std::string> internal, external;  ///< In order; the internal ones come first.
  std::set<std::string> loose;                  ///< Each any number of times, at any point.
  auto operator<=>(const Raised&) const = default;
};

/// What a chart makes of events whose name or moment cannot be foreseen.
struct Unforeseen {
  explicit Unforeseen(const chart::Chart& chart);
  std::set<std::string> any;     ///< Every event the chart waits for.
  std::set<std::string> errors;  ///< Error events it has transitions for: anything may raise them.
};

/// True for a send that the session may hear of itself, at once.
[[nodiscard]] bool is_to_self(const chart::Send& send);

/// `ways`, each followed by each way that `block` may go.
[[nodiscard]] std::vector<Raised> followed_by(std::vector<Raised> ways, const chart::Block& block,
                                              const Unforeseen& unforeseen);

/// Each once; past a bound all as one, with everything loose: more courses, but none is lost.
[[nodiscard]] std::vector<Raised> bounded(std::vector<Raised> ways);

/// Calls `visit` for each action of `block` and, recursively, of the blocks within it.
template <class Visit>
void for_each_action(const chart::Block& block, const Visit& visit) {
  for (const chart::Action& action : block) {
    visit(action);
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      for (const chart::Branch& branch : branches->branches) for_each_action(branch.block, visit);
    }
    if (const auto* loop = std::get_if<chart::Foreach>(&action.what)) {
      for_each_action(loop->block, visit);
    }
  }
}

/// As above, for every block of the chart.
template <class Visit>
void for_each_action(const chart::Chart& chart, const Visit& visit) {
  for_each_action(chart.scripts, visit);
  for (const chart::State& state : chart.states) {
    for (const chart::Block& block : state.onentry) for_each_action(block, visit);
    for (const chart::Block& block : state.onexit) for_each_action(block, visit);
  }
  for (const chart::Transition& transition : chart.transitions) {
    for_each_action(transition.content, visit);
  }
}

}  // namespace gavel::soundness
