// Names of states become indexes, and what they may name is checked: the targets of one transition
// must be able to be active together, defaults must lie inside their owner.
#include <algorithm>

#include "engine/chart/reading.hpp"

namespace gavel::chart::reading {
namespace {

constexpr std::size_t target_limit = 100;     ///< Checked in pairs, so a bound on time.
constexpr std::size_t suggestion_limit = 20;  ///< As many misspelt names get a suggestion.

bool is_history(const State& state) {
  return state.kind == State::Kind::shallow_history || state.kind == State::Kind::deep_history;
}

class Resolver {
 public:
  Resolver(Context& context, Draft& draft) : context_(context), draft_(draft) {}

  void run() {
    for (Unresolved& reference : draft_.references) {
      Transition& transition = reference.kind == Unresolved::Kind::transition
                                   ? chart().transitions[reference.transition]
                                   : draft_.initials[reference.transition];
      if (reference.targets.size() > target_limit)
        context_.error(reference.offset, Sentence{"too-many-targets", {{"limit", target_limit}}});
      else
        for (const Reference& target : reference.targets) add(reference, transition, target);
      check_together(reference, transition);
    }
    append_initials();
  }

 private:
  Chart& chart() { return draft_.chart; }

  void add(const Unresolved& reference, Transition& transition, const Reference& target) {
    const State* state = chart().find(target.id);
    if (state == nullptr) return unknown(target);
    if (std::ranges::find(transition.targets, state->index) != transition.targets.end()) return;
    check_default(reference, *state, target);
    transition.targets.push_back(state->index);
  }

  /// Initial states lie inside their owner; a history's default inside the history's parent, and
  /// directly in it for a shallow one.
  void check_default(const Unresolved& reference, const State& target, const Reference& written) {
    if (reference.kind == Unresolved::Kind::transition) return;
    const State& owner = chart().states[reference.owner];
    if (reference.kind == Unresolved::Kind::initial) {
      if (!chart().is_descendant(target.index, owner.index))
        context_.error(written.offset,
                       Sentence{"initial-outside", {{"state", target.id}, {"owner", name(owner)}}});
      return;
    }
    const State& parent = chart().states[owner.parent];
    const bool inside = chart().is_descendant(target.index, parent.index) &&
                        !(is_history(target) && target.parent == parent.index);
    const bool direct = owner.kind == State::Kind::deep_history || target.parent == parent.index;
    if (inside && direct) return;
    if (direct)
      return context_.error(
          written.offset,
          Sentence{"history-outside", {{"history", owner.id}, {"parent", name(parent)}}});
    const auto not_a_child =
        Sentence{"history-outside", "child", {{"history", owner.id}, {"parent", name(parent)}}};
    inside ? context_.strict(written.offset, not_a_child)
           : context_.error(written.offset, not_a_child);
  }

  static Json name(const State& state) {
    return as_value(state.kind == State::Kind::root ? Sentence{"state-name", "root", {}}
                                                    : Sentence{"state-name", {{"id", state.id}}});
  }

  void check_together(const Unresolved& reference, const Transition& transition) {
    for (std::size_t i = 0; i < transition.targets.size(); ++i)
      for (std::size_t j = i + 1; j < transition.targets.size(); ++j) {
        const StateIndex a = transition.targets[i], b = transition.targets[j];
        if (together(a, b)) continue;
        return context_.error(reference.offset, Sentence{"targets-conflict",
                                                         {{"one", chart().states[a].id},
                                                          {"other", chart().states[b].id}}});
      }
  }

  bool together(StateIndex a, StateIndex b) {
    if (chart().is_descendant(a, b) || chart().is_descendant(b, a)) return true;
    StateIndex common = a;
    while (common != b && !chart().is_descendant(b, common)) common = chart().states[common].parent;
    return chart().states[common].kind == State::Kind::parallel;
  }

  void append_initials() {
    for (Transition& initial : draft_.initials) {
      initial.index = static_cast<TransitionIndex>(chart().transitions.size());
      chart().states[initial.source].initial = initial.index;
      chart().transitions.push_back(std::move(initial));
    }
  }

  void unknown(const Reference& target) {
    const std::string near = suggestion(target.id);
    if (near.empty())
      context_.error(target.offset, Sentence{"unknown-state", "target", {{"state", target.id}}});
    else
      context_.error(target.offset,
                     Sentence{"unknown-state", "misspelt", {{"state", target.id}, {"near", near}}});
  }

  /// An id that differs by little; empty where there is none.
  std::string suggestion(std::string_view wanted) {
    if (++suggested_ > suggestion_limit) return "";
    std::size_t best = std::max<std::size_t>(2, wanted.size() / 3 + 1);
    std::string found;
    for (const State& state : draft_.chart.states) {
      if (state.id.empty() || state.id.starts_with("#") || wanted.size() > 100) continue;
      const std::size_t far = distance(wanted, state.id, best);
      if (far < best) {
        best = far;
        found = state.id;
      }
    }
    return found;
  }

  static std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i;
      for (std::size_t j = 1; j <= b.size(); ++j) {
        const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
      }
    }
    return row[b.size()];
  }

  Context& context_;
  Draft& draft_;
  std::size_t suggested_ = 0;
};

}  // namespace

void resolve(Context& context, Draft& draft) { Resolver(context, draft).run(); }

}  // namespace gavel::chart::reading
