// What the shipped procedure costs before it runs, and what its own guards cost when it does.
// Goals: 50 milliseconds to read and check it, 0.3 microseconds a guard.
#include <benchmark/benchmark.h>

#include "engine/matter/context.hpp"
#include "engine/soundness/soundness.hpp"
#include "tests/bench/course.hpp"
#include "tests/matter/given.hpp"

namespace gavel::bench {
namespace {

const std::string& text() {
  static const std::string xml = matter::file_text("workflows/major-decision.scxml");
  return xml;
}

void read(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(procedure::read(text(), "major-decision", "sha"));
  state.counters["file_bytes"] = static_cast<double>(text().size());
}
BENCHMARK(read)->Unit(benchmark::kMillisecond);

void read_and_check_as_written(benchmark::State& state) {
  for (auto _ : state) {
    const auto read = procedure::read(text(), "major-decision", "sha");
    benchmark::DoNotOptimize(soundness::check_as_written(*read.procedure));
  }
}
BENCHMARK(read_and_check_as_written)->Unit(benchmark::kMillisecond);

void read_and_check_every_course(benchmark::State& state) {
  for (auto _ : state) {
    const auto read = procedure::read(text(), "major-decision", "sha");
    benchmark::DoNotOptimize(soundness::check(*read.procedure));
  }
}
BENCHMARK(read_and_check_every_course)->Unit(benchmark::kMillisecond);

/// All rules of the procedure, one after the other, on a matter before its meeting; the figure is
/// for one.
void rules_of_the_procedure(benchmark::State& state) {
  const Step& step = step_of("meeting.decide");
  const auto& command = step.command;
  const matter::Context context(
      major_decision(), step.before,
      {command.actor, command.facts, command.now, calendar(), nullptr, nullptr});
  const chart::Event event =
      matter::external(step.event, std::get<matter::Send>(command.what).data);
  const auto evaluate = context.evaluator(event);
  std::vector<const expression::Expression*> tests;
  for (const auto& [id, rule] : major_decision().rules)
    if (evaluate(rule.test)) tests.push_back(&rule.test);
  const auto count = static_cast<benchmark::IterationCount>(tests.size());
  while (state.KeepRunningBatch(count))
    for (const auto* test : tests) benchmark::DoNotOptimize(evaluate(*test));
  state.counters["rules"] = static_cast<double>(tests.size());
}
BENCHMARK(rules_of_the_procedure);

}  // namespace
}  // namespace gavel::bench
