#pragma once
// The lawful course of a major decision, as the law tests drive it, step by step: what each command
// finds and what it asks. Benchmarks run these steps; so does another engine, side by side.
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::bench {

struct Step {
  matter::Snapshot before;
  matter::Command command;
  std::string event;         ///< As the procedure names it; of timers, that of the timer.
  std::size_t snapshot = 0;  ///< Bytes of `before` as the database keeps it.
};

[[nodiscard]] const procedure::Procedure& major_decision();
[[nodiscard]] const calendar::Calendar& calendar();

/// Events people sent and clocks that ran out, without the opening and without documents, which
/// take no step of the chart.
[[nodiscard]] const std::vector<Step>& lawful_course();
/// Its first step with this event.
[[nodiscard]] const Step& step_of(const std::string& event);

/// Decides the step and writes down what the database would: the event, then the effects.
/// Returns how many bytes that is; ensures that the step is accepted.
[[nodiscard]] std::size_t decide_and_encode(const Step& step);

}  // namespace gavel::bench
