// The engine's promise, on random charts: a step depends on nothing but what is given to it. So the
// same events give the same bytes again; a session written down and read back at any point has the
// same future; and no chart that was read crashes, hangs or leaves an illegal configuration.
#include <algorithm>

#include <gtest/gtest.h>

#include "engine/chart/session.hpp"
#include "tests/property/chart_maker.hpp"
#include "tests/property/effects.hpp"

namespace gavel::property {
namespace {

using chart::Chart;
using chart::Outcome;
using chart::Session;
using ChartPointer = std::shared_ptr<const Chart>;

/// What the world does to a session, as it would be stored.
struct Input {
  std::string timer;  ///< Fires, where not empty; else `event` is sent.
  chart::Event event;
  Instant now;
  Json x;
};

chart::Surroundings around(Instant now, const chart::GivenVariable& x) {
  chart::Surroundings out;
  out.now = now;
  out.x = &x;
  out.microstep_limit = 300;
  out.bytes_limit = 1u << 20;
  return out;
}

Outcome begin(const ChartPointer& chart) {
  const chart::GivenVariable x(JsonObject{{"coin", true}});
  return chart::start(chart, "s", around(Instant{}, x));
}

Outcome apply(const ChartPointer& chart, Session session, const Input& input) {
  const chart::GivenVariable x(input.x);
  const auto surroundings = around(input.now, x);
  if (!input.timer.empty()) return fire(chart, std::move(session), input.timer, surroundings);
  return step(chart, std::move(session), input.event, surroundings);
}

Json random_data(Random& random) {
  switch (random.below(6)) {
    case 0:
      return JsonObject{{"k", random.below(9)}};
    case 1:
      return JsonObject{{"k", 0.1}, {"more", JsonArray{1, "二", nullptr, 1e300}}};
    case 2:
      return JsonArray{1, 2};
    case 3:
      return "text";
    default:
      return nullptr;
  }
}

Input random_input(const Session& session, Instant now, Random& random) {
  Input input;
  input.x = JsonObject{{"coin", random.chance(50)}};
  const auto due = chart::timers(session);
  if (!due.empty() && random.chance(40)) {
    // Mostly the one due first; sometimes late, sometimes another before its time.
    const auto& timer = random.chance(80) ? due.front() : random.one_of(due);
    input.timer = timer.id;
    input.now = std::max(now, timer.due) + std::chrono::seconds(random.chance(20) ? 5 : 0);
    return input;
  }
  input.now = now + std::chrono::milliseconds(random.below(1500));
  input.event.name = random.one_of(
      {"e1", "e2", "e3", "e1.more", "unknown", "done.state.s1", "error.execution", "*", "", "e 1"});
  const Json data = random_data(random);
  if (!data.is_null() || random.chance(20)) input.event.data = data;
  return input;
}

/// What a store would keep of a session.
std::string stored(const Chart& chart, const Session& session) {
  return json_text(encode(chart, session));
}

Session restored(const ChartPointer& chart, const std::string& text) {
  const auto json = parse_json(text);
  EXPECT_TRUE(json) << json.error();
  if (!json) return {};
  auto session = decode(chart, json->get_object());
  EXPECT_TRUE(session) << session.error();
  return session ? std::move(*session) : Session{};
}

std::string bytes(const Chart& chart, const Outcome& outcome) {
  if (outcome.runaway) return "runaway";  // its session must not be used
  return stored(chart, outcome.next) + "\n" + text_of(outcome.effects) +
         (outcome.took_transition ? "\ntook" : "");
}

/// Every active state's ancestors are active; a compound one has one active child, a parallel all.
bool is_legal(const Chart& chart, const Session& session) {
  const auto active = [&](chart::StateIndex index) {
    return index == 0 || std::ranges::binary_search(session.configuration, index);
  };
  return std::ranges::all_of(session.configuration, [&](chart::StateIndex index) {
    const chart::State& state = chart.states[index];
    const auto count = static_cast<std::size_t>(std::ranges::count_if(state.children, active));
    std::size_t wanted = 0;
    if (state.kind == chart::State::Kind::compound) wanted = 1;
    if (state.kind == chart::State::Kind::parallel)
      wanted = state.children.size() - state.histories.size();
    return active(state.parent) && count == wanted;
  });
}

/// A course as it was lived: `results[0]` of the start, then one of each input.
struct Course {
  std::vector<Input> inputs;
  std::vector<std::string> results;
};

Course live(const ChartPointer& chart, Random& random) {
  Course course;
  Outcome now = begin(chart);
  course.results.push_back(bytes(*chart, now));
  Instant at{};
  for (int i = 0; i < 30 && !now.runaway; ++i) {
    EXPECT_TRUE(is_legal(*chart, now.next));
    Input input = random_input(now.next, at, random);
    at = input.now;
    // A step that is thrown away, as one that is refused, leaves no trace in what it began with.
    const std::string before = stored(*chart, now.next);
    (void)apply(chart, now.next, random_input(now.next, at, random));
    EXPECT_EQ(stored(*chart, now.next), before);
    now = apply(chart, std::move(now.next), input);
    course.inputs.push_back(std::move(input));
    course.results.push_back(bytes(*chart, now));
  }
  return course;
}

/// Does the inputs of `course` again; the session is stored and read back before each input for
/// which `restarts` says so.
template <class Restarts>
void expect_same(const ChartPointer& chart, const Course& course, Restarts restarts) {
  Outcome now = begin(chart);
  ASSERT_EQ(bytes(*chart, now), course.results[0]);
  for (std::size_t i = 0; i < course.inputs.size(); ++i) {
    if (restarts(i)) now.next = restored(chart, stored(*chart, now.next));
    now = apply(chart, std::move(now.next), course.inputs[i]);
    ASSERT_EQ(bytes(*chart, now), course.results[i + 1])
        << "step " << i << " by " << course.inputs[i].timer << course.inputs[i].event.name;
  }
}

void run(std::uint64_t seed, std::uint64_t& steps) {
  SCOPED_TRACE("GAVEL_FIRST_SEED=" + std::to_string(seed));
  const std::string xml = ChartMaker(seed).make();
  const chart::ReadResult read = chart::read(xml, "random.scxml");
  ASSERT_NE(read.chart, nullptr) << in_words(read.diagnostics.front()).en << "\n" << xml;
  Random random(seed + 77);
  const Course course = live(read.chart, random);
  steps += course.inputs.size();
  expect_same(read.chart, course, [](std::size_t) { return false; });
  expect_same(read.chart, course, [](std::size_t) { return true; });
  const std::uint64_t once = random.below(30);
  expect_same(read.chart, course, [&](std::size_t i) { return i == once; });
  // A server of another day reads the file again.
  const chart::ReadResult again = chart::read(xml, "random.scxml");
  expect_same(again.chart, course, [&](std::size_t i) { return i == once; });
}

constexpr int shards = 8;
constexpr std::uint64_t usual_seeds = 20;

class Determinism : public testing::TestWithParam<int> {};

TEST_P(Determinism, ReplayEqualsLiveAndAnyPointHasTheSameFuture) {
  std::uint64_t steps = 0;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + seeds(usual_seeds * shards); ++seed) {
    if (seed % shards == static_cast<std::uint64_t>(GetParam())) run(seed, steps);
    if (HasFailure()) break;
  }
  RecordProperty("steps", std::to_string(steps));
}

INSTANTIATE_TEST_SUITE_P(RandomCharts, Determinism, testing::Range(0, shards));

}  // namespace
}  // namespace gavel::property
