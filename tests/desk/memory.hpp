#pragma once
// The ports in memory: events are the truth, and what is loaded is replayed from their stored text.
#include <functional>
#include <map>

#include "engine/desk/desk.hpp"
#include "tests/matter/petition.hpp"

namespace gavel::desk {

class Memory final : public Matters,
                     public Procedures,
                     public Calendars,
                     public Facts,
                     public Clock {
 public:
  // ---- what tests set and look at
  Instant time = parse_instant("2026-03-02T09:00:00+08:00").value();
  JsonObject counted = matter::all_answered();
  std::map<std::string, std::vector<std::string>> events;  ///< Matter to stored events.
  std::map<std::string, IdempotencyRow> answers;           ///< By key.
  std::vector<Append> appended;
  /// Called before each append: another node at work.
  std::function<void()> meanwhile = [] {};
  bool is_broken = false;
  std::shared_ptr<const procedure::Procedure> newer;  ///< A second version of the procedure.
  bool newer_in_force = true;

  // ---- ports
  std::optional<Loaded> load(const std::string& id) override {
    const auto found = events.find(id);
    if (found == events.end()) return std::nullopt;
    std::vector<matter::Event> history;
    for (const std::string& text : found->second) {
      history.push_back(matter::decode_event(matter::object(text)).value());
    }
    const auto table = [](const std::string&) -> const calendar::Calendar& {
      return matter::real_calendar();
    };
    const auto by_sha = [this](const std::string& sha256) -> const procedure::Procedure& {
      return *by_sha256(sha256);
    };
    auto snapshot = matter::replay(*matter::petition(), std::nullopt, history, table, by_sha);
    auto procedure = by_sha256(snapshot.procedure_sha256);
    return Loaded{std::move(snapshot), std::move(procedure), history.back().at};
  }

  std::vector<std::string> course(const std::string& id, std::int64_t version) override {
    std::vector<std::string> entered;
    for (const std::string& text : events.at(id)) {
      const auto event = matter::decode_event(matter::object(text)).value();
      if (event.seq > version) break;
      entered.insert(entered.end(), event.entered.begin(), event.entered.end());
    }
    return entered;
  }

  AppendResult append(Append append) override {
    std::exchange(meanwhile, [] {})();
    if (is_broken) throw std::runtime_error("the database is gone");
    if (append.idempotency && answers.contains(append.idempotency->key)) {
      return AppendResult::repeated;
    }
    auto& history = events[append.accepted.next.id];
    if (std::cmp_not_equal(history.size(), append.expected_version)) return AppendResult::conflict;
    history.push_back(json_text(matter::encode(append.accepted.event)));
    if (append.idempotency) answers.emplace(append.idempotency->key, *append.idempotency);
    appended.push_back(std::move(append));
    return AppendResult::done;
  }

  std::shared_ptr<const procedure::Procedure> by_sha256(std::string_view sha256) override {
    if (sha256 == matter::petition()->sha256) return matter::petition();
    return newer != nullptr && newer->sha256 == sha256 ? newer : nullptr;
  }
  std::shared_ptr<const procedure::Procedure> current(std::string_view name) override {
    if (name != "petition") return nullptr;
    return newer != nullptr && newer_in_force ? newer : matter::petition();
  }
  std::shared_ptr<const procedure::Procedure> version(std::string_view name,
                                                      std::string_view version) override {
    if (name != "petition") return nullptr;
    if (version == matter::petition()->version) return matter::petition();
    return newer != nullptr && newer->version == version ? newer : nullptr;
  }
  CalendarInForce in_force(std::string_view /*pack*/) override { return {"real", by_id("real")}; }
  std::shared_ptr<const calendar::Calendar> by_id(std::string_view /*id*/) override {
    return {std::shared_ptr<void>(), &matter::real_calendar()};
  }
  JsonObject of(const matter::Snapshot& /*snapshot*/) override { return counted; }
  Instant now() override { return time; }
};

/// Why it was not done, where it is one of that kind.
template <class Expected>
Expected failure(const auto& outcome) {
  if (!outcome.has_value() && std::holds_alternative<Expected>(outcome.error())) {
    return std::get<Expected>(outcome.error());
  }
  ADD_FAILURE() << "not that failure";
  return {};
}

}  // namespace gavel::desk
