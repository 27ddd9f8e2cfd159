// What one event costs, from the snapshot in memory to the record and the effects as text: sender,
// form, rules, step and encoding. Goal: 15 microseconds with a snapshot of 4 KB. And what a matter
// costs that nobody asks about: less than 16 KB in the cache.
#include <benchmark/benchmark.h>
#include <malloc.h>

#include "db/matter_store.hpp"
#include "tests/bench/course.hpp"

namespace gavel::bench {
namespace {

void event(benchmark::State& state, const char* name) {
  const Step& step = step_of(name);
  for (auto _ : state) benchmark::DoNotOptimize(decide_and_encode(step));
  state.counters["snapshot_bytes"] = static_cast<double>(step.snapshot);
}

BENCHMARK_CAPTURE(event, notice_open, "notice.open");
BENCHMARK_CAPTURE(event, experts_opinion, "experts.opinion");
BENCHMARK_CAPTURE(event, review_opinion, "review.opinion");
BENCHMARK_CAPTURE(event, meeting_stance, "meeting.stance");
BENCHMARK_CAPTURE(event, meeting_decide, "meeting.decide");
BENCHMARK_CAPTURE(event, publication, "publication.publish");

/// Every event of the lawful course once: how long one takes on average, and what an engine without
/// rules and records is compared with.
void course(benchmark::State& state) {
  const auto& steps = lawful_course();
  for (auto _ : state)
    for (const Step& step : steps) benchmark::DoNotOptimize(decide_and_encode(step));
  state.counters["events"] = static_cast<double>(steps.size());
}
BENCHMARK(course)->Unit(benchmark::kMicrosecond);

std::size_t bytes_in_use() { return mallinfo2().uordblks; }

/// A thousand matters in the server's own cache, each as read from its stored snapshot and not
/// asked for since.
void idle_matter(benchmark::State& state, const char* name) {
  constexpr std::size_t matters = 1000;
  const Step& step = step_of(name);
  const JsonObject stored = encode(major_decision(), step.before);
  const std::shared_ptr<const procedure::Procedure> procedure(&major_decision(),
                                                              [](const auto*) {});
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::size_t before = bytes_in_use();
    db::SnapshotCache cache(matters, 1);
    for (std::size_t i = 0; i < matters; ++i) {
      auto snapshot = matter::decode_snapshot(major_decision(), stored).value();
      snapshot.id = snapshot.session.id = "m-2026-03-02-" + std::to_string(i);
      cache.put(std::move(snapshot), procedure);
    }
    bytes = bytes_in_use() - before;
  }
  state.counters["bytes"] = static_cast<double>(bytes) / matters;
  state.counters["snapshot_bytes"] = static_cast<double>(step.snapshot);
}
BENCHMARK_CAPTURE(idle_matter, notice_open, "clock.T02")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(idle_matter, meeting, "meeting.decide")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace gavel::bench
