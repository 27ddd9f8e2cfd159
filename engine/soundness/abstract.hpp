#pragma once
// The chart without its data: what could happen whatever the variables hold. A condition that needs
// data may be true or false; one that asks only `In(...)` is known. So every real course is among
// the abstract ones, and what holds on all of these holds on every real one. Written from SCXML
// appendix D, apart from the interpreter of engine/chart: a second opinion on which states a
// transition leaves and enters (tests/soundness/agreement_test.cpp holds the two together).
#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/chart/definition.hpp"
#include "engine/soundness/awaited.hpp"
#include "engine/soundness/raised.hpp"

namespace gavel::soundness {

using Configuration = std::vector<chart::StateIndex>;  ///< All active states, document order.

/// How an obligation stands. `as_before`: as it stood when the event came, whatever that was; a
/// course of one event is followed once for all moments that differ only in what was done before.
enum class Duty : std::uint8_t { as_before, due, done };

/// A stable moment of a run, as far as it can be known without data.
struct Moment {
  Configuration configuration;
  std::map<chart::StateIndex, std::vector<chart::StateIndex>> history;
  std::vector<Duty> duties;  ///< One for each obligation; see Obligation.
  bool running = true;
  auto operator<=>(const Moment&) const = default;
};

/// Something that must have happened since certain states were last entered. Fulfilled by entering
/// one of `by_states`, or where there are `acts`, by leaving one on such an event; due again when
/// one of `since` is entered.
struct Obligation {
  std::vector<chart::StateIndex> by_states;
  std::vector<chart::StateIndex> since = {};
  chart::StateIndex before = 0;  ///< Must not be entered while it is due.
  std::vector<std::string> acts = {};

  [[nodiscard]] bool is_by(chart::StateIndex state) const {
    return std::ranges::find(by_states, state) != by_states.end();
  }
  [[nodiscard]] bool is_due_from(chart::StateIndex state) const {
    return std::ranges::find(since, state) != since.end();
  }
  /// Nothing but its acts takes the transition.
  [[nodiscard]] bool is_act(const chart::Transition& transition) const {
    return !transition.events.empty() &&
           std::ranges::all_of(transition.events, [&](const std::string& event) {
             return std::ranges::find(acts, event) != acts.end();
           });
  }
};

/// Where one event may lead from a moment with every duty as before.
struct Leads {
  std::set<Moment> to;
  std::set<std::size_t> asked;  ///< Obligations broken on the way if they were due before.
};

/// What was done on any of the courses followed so far.
struct Trace {
  /// `work`: states to look at before giving up; it bounds the time a chart may take.
  Trace(const chart::Chart& chart, std::size_t work)
      : entered(chart.states.size(), false),
        taken(chart.transitions.size(), false),
        awaited(chart),
        left(work) {}
  std::vector<bool> entered, taken;  ///< By index of the state, of the transition.
  Awaited awaited;
  std::set<std::size_t> broken;  ///< Obligations whose `before` was entered while due,
  std::set<std::size_t> asked;   ///< or as before: of the event that is followed now.
  std::size_t left;              ///< Runs still to be followed.
  bool is_restless = false;      ///< A course went on by itself and never came to rest.
  bool complete = true;          ///< False: there were too many courses to follow all.
  /// What was found for each event in each moment, its duties as before.
  std::map<Moment, std::map<std::string, Leads, std::less<>>> known;
  /// The last moment that an event left as it was, and what may come of that by itself: most events
  /// of a procedure only note something.
  std::optional<std::pair<Moment, Leads>> rested;

  /// False, and the trace is incomplete, where there is not so much work left.
  bool spend(std::size_t work) {
    if (left < work) complete = false;
    left -= std::min(left, work);
    return complete;
  }
};

class Abstract {
 public:
  Abstract(const chart::Chart& chart, std::vector<Obligation> obligations);

  [[nodiscard]] std::set<Moment> start(Trace& trace) const;
  /// Where every macrostep that takes `event` may lead; nowhere: no transition takes it here.
  [[nodiscard]] std::set<Moment> after(const Moment& moment, std::string_view event,
                                       Trace& trace) const;

 private:
  /// A run between two stable moments.
  struct Run {
    Moment moment;
    Raised raised;
    auto operator<=>(const Run&) const = default;
  };
  using Taken = std::vector<chart::TransitionIndex>;

  /// `here` has its duties as before.
  [[nodiscard]] Leads follow(const Moment& here, std::string_view event, Trace& trace) const;
  [[nodiscard]] const Leads& resting(const Run& here, Trace& trace) const;
  [[nodiscard]] std::set<Moment> settle(std::vector<Run> open, Trace& trace) const;
  /// Performs `taken`; several results where a block may do one thing or another.
  [[nodiscard]] std::vector<Run> microstep(const Run& from, const Taken& taken, Trace& trace) const;
  std::vector<Raised> leave(Moment& moment, const Taken& taken, std::vector<Raised> ways) const;
  /// What is fulfilled as `taken` leaves these states.
  void acquit(Moment& moment, const Taken& taken, const std::set<chart::StateIndex>& leaving) const;
  void enter(Moment& moment, chart::StateIndex state, Trace& trace) const;
  void announce_done(Moment& moment, chart::StateIndex final, std::vector<Raised>& ways) const;
  void add(std::vector<Raised>& ways, const std::vector<chart::Block>& blocks) const;

  const chart::Chart& chart_;
  std::vector<Obligation> obligations_;
  Unforeseen unforeseen_;
};

}  // namespace gavel::soundness
