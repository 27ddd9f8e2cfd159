#include "tests/conformance/replay.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace gavel::conformance {

std::expected<std::string, std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::unexpected("cannot open " + path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

std::expected<std::string, std::string> Folder::fetch(std::string_view uri) const {
  if (uri.starts_with("file:")) uri.remove_prefix(5);
  return read_file(path_ + "/" + std::string(uri));
}

chart::Surroundings Run::surroundings() const {
  chart::Surroundings out;
  out.now = now_;
  out.sources = folder_;
  return out;
}

std::expected<Run, Reason> Run::begin(std::string_view text, const std::string& name,
                                      const Folder& folder) {
  chart::ReadOptions options;
  options.lenient = true;
  options.sources = &folder;
  const chart::ReadResult result = chart::read(text, name, options);
  if (result.chart == nullptr) {
    std::string all;
    for (const Diagnostic& diagnostic : result.diagnostics)
      if (diagnostic.severity == Diagnostic::Severity::error) all += in_words(diagnostic).en + "; ";
    return std::unexpected(all);
  }
  Run run(folder);
  run.chart_ = result.chart;
  const auto begun = run.take(chart::start(run.chart_, "session", run.surroundings()));
  if (!begun) return std::unexpected(begun.error());
  return run;
}

std::expected<void, Reason> Run::take(chart::Outcome outcome) {
  if (outcome.runaway) return std::unexpected("it never comes to rest");
  for (const chart::Effect& effect : outcome.effects)
    if (const auto* error = std::get_if<chart::ErrorRaised>(&effect); error && !error->handled)
      errors_.push_back(error->event + ": " + in_words(error->says).en);
  const std::string written = boost::json::serialize(chart::encode(*chart_, outcome.next));
  boost::json::parse_options deep;
  deep.max_depth = 300;
  auto read = chart::decode(chart_, boost::json::parse(written, {}, deep).as_object());
  if (!read) return std::unexpected("its session cannot be read back: " + read.error());
  session_ = std::move(*read);
  if (boost::json::serialize(chart::encode(*chart_, session_)) != written)
    return std::unexpected("its session is not the same when read back");
  return {};
}

std::expected<void, Reason> Run::send(const std::string& event, const Json* data) {
  chart::Event sent{.name = event};
  if (data != nullptr) sent.data = *data;
  return take(chart::step(chart_, std::move(session_), std::move(sent), surroundings()));
}

std::expected<void, Reason> Run::fire_next() {
  const chart::TimerArmed next = chart::timers(session_).front();
  now_ = std::max(now_, next.due);
  return take(chart::fire(chart_, std::move(session_), next.id, surroundings()));
}

std::expected<void, Reason> Run::wait(std::chrono::milliseconds span) {
  const Instant until = now_ + span;
  for (auto due = chart::timers(session_); !due.empty() && due.front().due <= until;
       due = chart::timers(session_))
    if (auto fired = fire_next(); !fired) return fired;
  now_ = until;
  return {};
}

std::expected<void, Reason> Run::finish() {
  for (int fired = 0; session_.running && !chart::timers(session_).empty(); ++fired) {
    if (fired == 1000) return std::unexpected("it never ends");
    if (auto done = fire_next(); !done) return done;
  }
  return {};
}

std::vector<std::string> Run::configuration() const {
  std::vector<std::string> ids;
  for (const chart::StateIndex index : session_.configuration) {
    const chart::State& state = chart_->states[index];
    if (state.kind == chart::State::Kind::atomic || state.kind == chart::State::Kind::final)
      ids.push_back(state.id);
  }
  std::ranges::sort(ids);
  return ids;
}

}  // namespace gavel::conformance
