#pragma once
// Every test of a matter is a sentence: given a procedure, when people send events and days pass,
// then it stands so. After each accepted event the whole history is also written down, read back
// and replayed, and must give the same snapshot byte for byte: every test is one of replay too.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/matter/matter.hpp"
#include "tests/file_text.hpp"

namespace gavel::matter {

using namespace std::chrono_literals;
using Reason = Refusal::Reason;

using gavel::file_text;

/// The State Council's notices of 2019 to 2026.
inline const calendar::Calendar& real_calendar() {
  static const calendar::Calendar calendar = [] {
    auto read = calendar::Calendar::from_csv(shipped_calendar());
    if (!read) throw std::runtime_error(read.error().code);
    return std::move(*read);
  }();
  return calendar;
}

inline std::string written(const std::vector<Diagnostic>& diagnostics) {
  std::string out;
  for (const Diagnostic& each : diagnostics) out += in_words(each).en + "\n";
  return out;
}

inline std::shared_ptr<const procedure::Procedure> procedure_of(std::string_view xml,
                                                                std::string_view file) {
  auto read = procedure::read(xml, file, "sha256-of-the-file");
  if (read.procedure == nullptr) throw std::runtime_error(written(read.diagnostics));
  return read.procedure;
}

inline Json json(std::string_view text) {
  auto value = parse_json(text);
  if (!value) throw std::runtime_error(std::string(text) + ": " + value.error());
  return std::move(*value);
}
inline JsonObject object(std::string_view text) { return json(text).get_object(); }

inline Actor actor(std::string account, std::vector<std::string> roles,
                   std::string unit = "education") {
  return {account, account, std::move(unit), std::move(roles)};
}

class Given {
 public:
  explicit Given(std::shared_ptr<const procedure::Procedure> procedure)
      : procedure_(std::move(procedure)) {}

  // ---- what stands when the next thing is sent
  Given& by(Actor who) { return actor_ = std::move(who), *this; }
  [[nodiscard]] const Actor& acting() const { return actor_; }
  Given& at(std::string_view instant) { return now_ = parse_instant(instant).value(), *this; }
  Given& later(std::chrono::milliseconds span) { return now_ += span, *this; }
  Given& facts(JsonObject facts) { return facts_ = std::move(facts), *this; }
  Given& signed_with(JsonObject signature) { return signature_ = std::move(signature), *this; }
  Given& calendar(const calendar::Calendar& table, std::string id) {
    calendars_.emplace(id, &table);
    return calendar_ = std::move(id), *this;
  }

  // ---- when
  std::expected<Accepted, Refusal> ask(What what) const {
    const Command command{std::move(what), actor_, now_, facts_, calendar_};
    return decide(*procedure_, snapshot_ ? &*snapshot_ : nullptr, command, table());
  }
  Given& open(JsonObject data = {}, const JsonObject& policy = {}) {
    return take(ask(Open{"m1", "一件事", procedure_->policy(policy).value(), std::move(data)}));
  }
  Given& send(std::string event, JsonObject data = {}) {
    return take(ask(Send{std::move(event), std::move(data), std::exchange(signature_, {})}));
  }
  Given& again(What what) { return take(ask(std::move(what))); }
  Given& add(std::string code, std::string sha256 = "00ff") {
    return take(ask(AddDocument{document(std::move(code), std::move(sha256))}));
  }
  static Document document(std::string code, std::string sha256 = "00ff") {
    Document document;
    document.id = "d-" + code;
    document.code = std::move(code);
    document.title = "文件";
    document.filename = "a.pdf";
    document.media_type = "application/pdf";
    document.sha256 = std::move(sha256);
    document.size = 3;
    return document;
  }
  /// Time passes to `instant`; timers fire in order at the moments they are due.
  Given& until(std::string_view instant) {
    const Instant end = parse_instant(instant).value();
    for (int fired = 0; fired < 1000; ++fired) {
      const auto pending = chart::timers(snapshot_->session);
      if (pending.empty() || pending.front().due > end) break;
      if (pending.front().due > now_) now_ = pending.front().due;
      const Actor before = std::exchange(actor_, clock_actor());
      take(ask(Fire{pending.front().id}));
      actor_ = before;
    }
    return now_ = end, *this;
  }

  // ---- then
  Refusal refused(std::string event, JsonObject data = {}) {
    return refusal_of(ask(Send{std::move(event), std::move(data), std::exchange(signature_, {})}));
  }
  static Refusal refusal_of(std::expected<Accepted, Refusal> outcome) {
    if (!outcome) return std::move(outcome.error());
    ADD_FAILURE() << "was accepted: " << json_text(encode(outcome->event));
    return {};
  }
  Given& in(const std::vector<std::string>& states) {
    EXPECT_THAT(configuration(*procedure_, *snapshot_), ::testing::IsSupersetOf(states));
    return *this;
  }
  Given& data(std::string_view name, const Json& value) {
    const Json* found = snapshot_->session.data.if_contains(name);
    EXPECT_EQ(json_text(found == nullptr ? Json("(undefined)") : *found), json_text(value)) << name;
    return *this;
  }
  [[nodiscard]] std::vector<Task> tasks() const {
    return matter::tasks(*procedure_, *snapshot_, actor_, facts_, now_, table());
  }
  [[nodiscard]] std::vector<ClockView> clocks() const {
    return matter::clocks(*procedure_, *snapshot_, facts_, now_, table());
  }
  [[nodiscard]] const Snapshot& snapshot() const { return *snapshot_; }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  [[nodiscard]] const std::vector<chart::Effect>& effects() const { return effects_; }
  [[nodiscard]] const procedure::Procedure& procedure() const { return *procedure_; }
  [[nodiscard]] Instant now() const { return now_; }

  [[nodiscard]] CalendarById calendars() const {
    return
        [this](const std::string& id) -> const calendar::Calendar& { return *calendars_.at(id); };
  }

 private:
  [[nodiscard]] const calendar::Calendar& table() const { return *calendars_.at(calendar_); }

  Given& take(std::expected<Accepted, Refusal> outcome) {
    if (!outcome) {
      // What follows would only repeat the fault.
      throw std::runtime_error("was refused: " + json_text(encode(outcome.error())));
    }
    // As storage keeps and gives it.
    const std::string stored = json_text(encode(outcome->event));
    const auto read = decode_event(json(stored).get_object());
    if (!read) throw std::runtime_error(read.error());
    EXPECT_EQ(json_text(encode(*read)), stored);
    events_.push_back(*read);
    snapshot_ = std::move(outcome->next);
    effects_ = std::move(outcome->effects);
    check_records();
    return *this;
  }

  void check_records() const {
    const std::string live = json_text(encode(*procedure_, *snapshot_));
    const Snapshot replayed = replay(*procedure_, std::nullopt, events_, calendars());
    EXPECT_EQ(json_text(encode(*procedure_, replayed)), live);
    const auto read = decode_snapshot(*procedure_, json(live).get_object());
    ASSERT_TRUE(read.has_value()) << read.error();
    EXPECT_EQ(json_text(encode(*procedure_, *read)), live);
  }

  std::shared_ptr<const procedure::Procedure> procedure_;
  Actor actor_ = actor("wang", {"clerk"});
  Instant now_ = parse_instant("2026-03-02T09:00:00+08:00").value();
  JsonObject facts_;
  JsonObject signature_;
  std::map<std::string, const calendar::Calendar*> calendars_{{"real", &real_calendar()}};
  std::string calendar_ = "real";
  std::optional<Snapshot> snapshot_;
  std::vector<Event> events_;
  std::vector<chart::Effect> effects_;
};

/// The reason alone, by its wire name: failures then read well.
inline std::string reason(const Refusal& refusal) { return std::string(name(refusal.reason)); }

}  // namespace gavel::matter
