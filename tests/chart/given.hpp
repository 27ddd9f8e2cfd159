#pragma once
// Every chart test is a sentence: given a chart, when events and time come, then it is in these
// states. After each step the session is also written down and read back, so every test is one of
// restarts too.
#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/chart/session.hpp"

namespace gavel::chart {

using namespace std::chrono_literals;

inline std::string scxml(std::string_view body, std::string_view attributes = "") {
  return "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:g=\"urn:gavel:procedure:1\" "
         "version=\"1.0\" datamodel=\"ecmascript\" " +
         std::string(attributes) + ">" + std::string(body) + "</scxml>";
}

inline std::string written(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& each : diagnostics) out += in_words(each).en + "\n";
  return out;
}

/// Sources from a table.
struct Texts final : Sources {
  std::map<std::string, std::string, std::less<>> texts;
  [[nodiscard]] std::expected<std::string, std::string> fetch(std::string_view uri) const override {
    const auto found = texts.find(uri);
    if (found == texts.end()) return std::unexpected("there is no " + std::string(uri));
    return found->second;
  }
};

class Scenario {
 public:
  explicit Scenario(const std::string& xml, bool lenient = false, Texts texts = {})
      : texts_(std::move(texts)) {
    ReadOptions options;
    options.lenient = lenient;
    options.sources = &texts_;
    const ReadResult result = read(xml, "test.scxml", options);
    EXPECT_NE(result.chart, nullptr) << written(result.diagnostics);
    if (result.chart == nullptr) throw std::runtime_error("the chart of this test is not read");
    chart_ = result.chart;
    take(start(chart_, "s", surroundings()));
  }

  Scenario& when(std::string name, Json data = nullptr) {
    Event event{.name = std::move(name)};
    if (!data.is_null()) event.data = std::move(data);
    take(step(chart_, std::move(session_), std::move(event), surroundings()));
    return *this;
  }
  Scenario& after(std::chrono::milliseconds span) {
    const Instant until = now_ + span;
    for (auto due = timers(session_); !due.empty() && due.front().due <= until;
         due = timers(session_)) {
      now_ = due.front().due;
      take(fire(chart_, std::move(session_), due.front().id, surroundings()));
    }
    now_ = until;
    return *this;
  }
  /// The active atomic states, in document order.
  Scenario& in(const std::vector<std::string>& ids) {
    std::vector<std::string> active;
    for (const StateIndex index : session_.configuration)
      if (chart_->states[index].children.empty()) active.push_back(chart_->states[index].id);
    EXPECT_EQ(active, ids) << "effects so far:" << logged();
    return *this;
  }
  Scenario& has(const std::string& variable, const Json& value) {
    const Json* found = session_.data.if_contains(variable);
    EXPECT_TRUE(found != nullptr && *found == value)
        << variable << " is " << (found == nullptr ? "undefined" : boost::json::serialize(*found))
        << " instead of " << boost::json::serialize(value) << logged();
    return *this;
  }
  /// What <log> said since the start, joined by blanks.
  Scenario& said(const std::string& text) {
    std::string all;
    for (const Effect& effect : effects)
      if (const auto* log = std::get_if<Logged>(&effect))
        all += (all.empty() ? "" : " ") + log->value;
    EXPECT_EQ(all, text) << logged();
    return *this;
  }
  template <class E>
  [[nodiscard]] std::vector<E> all() const {
    std::vector<E> found;
    for (const Effect& effect : effects)
      if (const auto* one = std::get_if<E>(&effect)) found.push_back(*one);
    return found;
  }

  [[nodiscard]] const Chart& chart() const { return *chart_; }
  [[nodiscard]] const Session& session() const { return session_; }
  [[nodiscard]] bool took_transition() const { return took_; }
  Json x = nullptr;             ///< `_x` of the next steps.
  std::vector<Effect> effects;  ///< Of all steps so far.

 private:
  [[nodiscard]] Surroundings surroundings() const {
    Surroundings out;
    out.now = now_;
    variable_.reset();
    if (!x.is_null()) out.x = &variable_.emplace(x);
    out.sources = &texts_;
    return out;
  }
  void take(Outcome outcome) {
    EXPECT_FALSE(outcome.runaway);
    const std::string text = boost::json::serialize(encode(*chart_, outcome.next));
    boost::json::parse_options deep;
    deep.max_depth = 300;
    auto again = decode(chart_, boost::json::parse(text, {}, deep).as_object());
    ASSERT_TRUE(again) << again.error();
    EXPECT_EQ(boost::json::serialize(encode(*chart_, *again)), text);
    session_ = std::move(*again);
    took_ = outcome.took_transition;
    effects.insert(effects.end(), outcome.effects.begin(), outcome.effects.end());
  }
  [[nodiscard]] std::string logged() const {
    std::string out;
    for (const Effect& effect : effects) {
      if (const auto* error = std::get_if<ErrorRaised>(&effect))
        out += "\n  " + error->event + ": " + in_words(error->says).en;
      if (const auto* log = std::get_if<Logged>(&effect)) out += "\n  log: " + log->value;
    }
    return out;
  }

  Texts texts_;
  std::shared_ptr<const Chart> chart_;
  Session session_;
  mutable std::optional<GivenVariable> variable_;
  Instant now_{};
  bool took_ = false;
};

/// A chart given by what stands inside <scxml>.
inline Scenario given(std::string_view body, std::string_view attributes = "") {
  return Scenario(scxml(body, attributes));
}

}  // namespace gavel::chart
