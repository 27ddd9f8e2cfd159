#include "engine/soundness/abstract.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/expression/node.hpp"
#include "engine/soundness/structure.hpp"

namespace gavel::soundness {
namespace {

using chart::State;
using chart::StateIndex;
using chart::TransitionIndex;
using Kind = State::Kind;

enum class Truth { no, yes, unknown };

template <class T>
bool has(const std::vector<T>& list, const T& item) {
  return std::ranges::find(list, item) != list.end();
}

Truth opposite(Truth t) { return t == Truth::yes ? Truth::no : t == Truth::no ? Truth::yes : Truth::unknown; }

/// What can be said of a condition without data: `In('s')`, literals, and their combination.
Truth truth_of(const chart::Chart& chart, const Configuration& configuration, const expression::Node& node) {
  using N = expression::Node::Kind;
  if (node.kind == N::literal && node.literal.is_bool()) return node.literal.get_bool() ? Truth::yes : Truth::no;
  if (node.kind == N::call && node.name == "In" && node.children.size() == 1 &&
      node.children[0].kind == N::literal && node.children[0].literal.is_string()) {
    const State* state = chart.find(node.children[0].literal.get_string());
    return state != nullptr && is_active(configuration, state->index) ? Truth::yes : Truth::no;
  }
  if (node.kind == N::unary && node.op == expression::Operator::invert) {
    return opposite(truth_of(chart, configuration, node.children[0]));
  }
  if (node.kind == N::logical) {
    const Truth left = truth_of(chart, configuration, node.children[0]);
    const Truth right = truth_of(chart, configuration, node.children[1]);
    const Truth decides = node.op == expression::Operator::both ? Truth::no : Truth::yes;
    if (left == decides || right == decides) return decides;
    return left == right ? left : Truth::unknown;
  }
  return Truth::unknown;
}

/// Events a block raises in this session at once: surely, or only on some branch.
struct Raised {
  std::vector<std::string> surely, perhaps;
};

void gather_raised(const chart::Block& block, bool sure, Raised& into) {
  for (const chart::Action& action : block) {
    auto& list = sure ? into.surely : into.perhaps;
    if (const auto* raise = std::get_if<chart::Raise>(&action.what)) list.push_back(raise->event);
    if (const auto* send = std::get_if<chart::Send>(&action.what)) {
      const bool to_self = !send->target.present || send->target.literal == "#_internal";
      if (to_self && !send->delay.present && !send->type.present && !send->event.value) list.push_back(send->event.literal);
    }
    if (const auto* branches = std::get_if<chart::If>(&action.what)) {
      for (const chart::Branch& branch : branches->branches) gather_raised(branch.block, false, into);
    }
    if (const auto* loop = std::get_if<chart::Foreach>(&action.what)) gather_raised(loop->block, false, into);
  }
}

}  // namespace

std::vector<Course> Abstract::start() const {
  Running running;
  running.course.moment.done.assign(obligations_.size(), false);
  running.course.moment.configuration = {0};
  running.initial = true;
  if (!chart_.states[0].initial) return {};
  return settle(microstep(running, {*chart_.states[0].initial}));
}

std::vector<Course> Abstract::after(const Moment& moment, std::string_view event) const {
  std::vector<Running> open;
  for (const Taken& taken : choices(moment, event)) {
    if (taken.empty()) continue;
    Running from;
    from.course.moment = moment;
    for (Running& next : microstep(from, taken)) open.push_back(std::move(next));
  }
  return settle(std::move(open));
}

std::vector<Course> Abstract::settle(std::vector<Running> open) const {
  std::vector<Course> stable;
  // Two ways to the same moment are told apart by what they took, or the second would look untaken.
  std::set<std::tuple<Moment, std::vector<std::string>, Taken>> seen;
  std::set<std::tuple<Moment, std::vector<std::size_t>, Taken>> found;
  const auto keep = [&](const Course& course) {
    if (found.emplace(course.moment, course.broken, course.taken).second) stable.push_back(course);
  };
  while (!open.empty()) {
    Running now = std::move(open.back());
    open.pop_back();
    if (now.course.broken.empty() && !seen.emplace(now.course.moment, now.queue, now.course.taken).second) continue;
    if (!now.course.moment.running) {
      keep(now.course);
      continue;
    }
    for (const Taken& taken : choices(now.course.moment, std::nullopt)) {
      if (!taken.empty()) {
        for (Running& next : microstep(now, taken)) open.push_back(std::move(next));
      } else if (now.queue.empty()) {
        keep(now.course);
      } else {
        Running rest = now;
        const std::string event = rest.queue.front();
        rest.queue.erase(rest.queue.begin());
        for (const Taken& next_taken : choices(rest.course.moment, event)) {
          for (Running& next : microstep(rest, next_taken)) open.push_back(std::move(next));
        }
      }
    }
  }
  return stable;
}

std::vector<Abstract::Taken> Abstract::choices(const Moment& moment, std::optional<std::string_view> event) const {
  std::set<Taken> sets{{}};
  for (const StateIndex atomic : moment.configuration) {
    const Kind kind = chart_.states[atomic].kind;
    if (kind != Kind::atomic && kind != Kind::final) continue;
    std::vector<std::optional<TransitionIndex>> options;
    bool surely = false;
    for (StateIndex up = atomic; !surely; up = chart_.states[up].parent) {
      for (const TransitionIndex index : chart_.states[up].transitions) {
        const chart::Transition& transition = chart_.transitions[index];
        const bool fits = event ? !transition.events.empty() && chart::matches(transition.events, *event) : transition.events.empty();
        if (!fits || surely) continue;
        const Truth truth = transition.cond ? truth_of(chart_, moment.configuration, transition.cond->root()) : Truth::yes;
        if (truth == Truth::no) continue;
        options.emplace_back(index);
        surely = truth == Truth::yes;
      }
      if (up == 0) break;
    }
    if (!surely) options.emplace_back(std::nullopt);
    std::set<Taken> next;
    for (const Taken& set : sets) {
      for (const auto& option : options) {
        Taken grown = set;
        if (option && !has(grown, *option)) grown.push_back(*option);
        next.insert(std::move(grown));
      }
    }
    sets = std::move(next);
  }
  std::set<Taken> kept;
  for (const Taken& set : sets) kept.insert(without_conflicts(moment, set));
  return {kept.begin(), kept.end()};
}

Abstract::Taken Abstract::without_conflicts(const Moment& moment, Taken chosen) const {
  Taken kept;
  for (const TransitionIndex index : chosen) {
    const chart::Transition& candidate = chart_.transitions[index];
    const Configuration leaves = left_by(chart_, moment, candidate);
    bool preempted = false;
    Taken displaced;
    for (const TransitionIndex other : kept) {
      const Configuration others = left_by(chart_, moment, chart_.transitions[other]);
      Configuration both;
      std::ranges::set_intersection(leaves, others, std::back_inserter(both));
      if (both.empty()) continue;
      if (chart_.is_descendant(candidate.source, chart_.transitions[other].source)) {
        displaced.push_back(other);
      } else {
        preempted = true;
        break;
      }
    }
    if (preempted) continue;
    std::erase_if(kept, [&](TransitionIndex t) { return has(displaced, t); });
    kept.push_back(index);
  }
  return kept;
}

std::vector<Abstract::Running> Abstract::microstep(const Running& from, const Taken& taken) const {
  if (taken.empty()) return {from};
  Running next = from;
  next.initial = false;
  Moment& moment = next.course.moment;
  const Moment before = moment;
  Raised raised;
  std::set<StateIndex> leaving;
  for (const TransitionIndex index : taken) {
    for (const StateIndex state : left_by(chart_, before, chart_.transitions[index])) leaving.insert(state);
  }
  for (const StateIndex state : leaving) {
    for (const StateIndex history : chart_.states[state].histories) {
      auto& kept = moment.history[history];
      kept.clear();
      for (const StateIndex active : before.configuration) {
        const bool deep = chart_.states[history].kind == Kind::deep_history;
        const bool wanted = deep ? chart_.is_descendant(active, state) && chart_.states[active].children.empty()
                                 : chart_.states[active].parent == state && active != state;
        if (wanted) kept.push_back(active);
      }
    }
    for (const chart::Block& block : chart_.states[state].onexit) gather_raised(block, true, raised);
  }
  std::erase_if(moment.configuration, [&](StateIndex s) { return leaving.contains(s); });
  for (const TransitionIndex index : taken) {
    auto& all = next.course.taken;
    if (!has(all, index)) all.insert(std::ranges::upper_bound(all, index), index);
    gather_raised(chart_.transitions[index].content, true, raised);
    for (std::size_t i = 0; i < obligations_.size(); ++i) {
      if (has(obligations_[i].by_transitions, index)) moment.done[i] = true;
    }
  }
  bool top_final = false;
  for (const StateIndex state : entered_by(chart_, before, taken)) {
    enter(next, state, top_final);
    for (const chart::Block& block : chart_.states[state].onentry) gather_raised(block, true, raised);
  }
  if (top_final) moment.running = false;
  for (std::string& event : raised.surely) next.queue.push_back(std::move(event));
  std::vector<Running> out{std::move(next)};
  for (const std::string& event : raised.perhaps) {
    const std::size_t count = out.size();
    for (std::size_t i = 0; i < count; ++i) {
      out.push_back(out[i]);
      out.back().queue.push_back(event);
    }
  }
  return out;
}

void Abstract::enter(Running& running, StateIndex index, bool& top_final) const {
  Moment& moment = running.course.moment;
  if (is_active(moment.configuration, index)) return;
  moment.configuration.insert(std::ranges::upper_bound(moment.configuration, index), index);
  running.course.entered.push_back(index);
  for (std::size_t i = 0; i < obligations_.size(); ++i) {
    const Obligation& obligation = obligations_[i];
    if (obligation.since == index) moment.done[i] = false;
    if (has(obligation.by_states, index)) moment.done[i] = true;
    if (obligation.before == index && !moment.done[i]) running.course.broken.push_back(i);
  }
  const State& state = chart_.states[index];
  if (state.kind != Kind::final) return;
  if (state.parent == 0) {
    top_final = true;
    return;
  }
  running.queue.push_back("done.state." + chart_.states[state.parent].id);
  const StateIndex grandparent = chart_.states[state.parent].parent;
  if (chart_.states[grandparent].kind == Kind::parallel && is_done(chart_, moment.configuration, grandparent)) {
    running.queue.push_back("done.state." + chart_.states[grandparent].id);
  }
}

}  // namespace gavel::soundness
