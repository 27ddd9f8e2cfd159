#pragma once
// The chart without its data: what could happen whatever the variables hold. A condition that needs data
// may be true or false; one that asks only `In(...)` is known. So every real course is among the abstract
// ones, and what holds on all of these holds on every real one. Written from SCXML appendix D, apart from
// the interpreter of engine/chart: a second opinion on which states a transition leaves and enters.
#include <map>
#include <string>
#include <vector>

#include "engine/chart/definition.hpp"

namespace gavel::soundness {

using Configuration = std::vector<chart::StateIndex>;  ///< All active states, document order.

/// A stable moment of a run, as far as it can be known without data.
struct Moment {
  Configuration configuration;
  std::map<chart::StateIndex, std::vector<chart::StateIndex>> history;
  std::vector<bool> done;  ///< One for each obligation; see Obligation.
  bool running = true;
  auto operator<=>(const Moment&) const = default;
};

/// Something that must have happened since a state was last entered. Fulfilled by entering one of
/// `by_states` or taking a transition of `by_transitions`; due again when `since` is entered.
struct Obligation {
  std::vector<chart::StateIndex> by_states;
  std::vector<chart::TransitionIndex> by_transitions;
  std::optional<chart::StateIndex> since;
  chart::StateIndex before = 0;  ///< Must not be entered while it is due.
};

/// One abstract macrostep: where it may lead, and what it did on the way.
struct Course {
  Moment moment;
  std::vector<chart::StateIndex> entered;            ///< In order.
  std::vector<chart::TransitionIndex> taken;         ///< Sorted, each once.
  std::vector<std::size_t> broken;                   ///< Obligations whose `before` was entered while due.
};

class Abstract {
 public:
  Abstract(const chart::Chart& chart, std::vector<Obligation> obligations)
      : chart_(chart), obligations_(std::move(obligations)) {}

  [[nodiscard]] std::vector<Course> start() const;
  /// Every macrostep `event` may lead to, in which it is taken at least once; none: not taken here.
  [[nodiscard]] std::vector<Course> after(const Moment& moment, std::string_view event) const;

 private:
  struct Running { Course course; std::vector<std::string> queue; bool initial = false; };
  using Taken = std::vector<chart::TransitionIndex>;

  [[nodiscard]] std::vector<Course> settle(std::vector<Running> open) const;
  [[nodiscard]] std::vector<Taken> choices(const Moment& moment, std::optional<std::string_view> event) const;
  [[nodiscard]] Taken without_conflicts(const Moment& moment, Taken chosen) const;
  /// Performs `taken`; several results where a block may or may not raise an event.
  [[nodiscard]] std::vector<Running> microstep(const Running& from, const Taken& taken) const;
  void enter(Running& running, chart::StateIndex state, bool& top_final) const;

  const chart::Chart& chart_;
  std::vector<Obligation> obligations_;
};

}  // namespace gavel::soundness
