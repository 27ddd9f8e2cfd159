#include <algorithm>

#include "engine/base/ensure.hpp"
#include "engine/matter/form.hpp"
#include "engine/matter/judge.hpp"

namespace gavel::matter {
namespace {

using Outcome = std::expected<Accepted, Refusal>;
using Reason = Refusal::Reason;

constexpr std::string_view opening_event = "gavel.open";

std::unexpected<Refusal> refuse(Reason reason, std::string event) {
  Refusal refusal;
  refusal.reason = reason;
  refusal.event = std::move(event);
  return std::unexpected(std::move(refusal));
}

bool is_system(std::string_view event) { return event.starts_with("clock.") || event.starts_with("system."); }

chart::Event external(const std::string& name, JsonObject data) {
  chart::Event event;
  event.name = name;
  event.data = Json(std::move(data));
  return event;
}

/// The first error event that no transition took; the step is then refused whole.
const chart::ErrorRaised* unhandled(const std::vector<chart::Effect>& effects) {
  for (const chart::Effect& effect : effects) {
    const auto* error = std::get_if<chart::ErrorRaised>(&effect);
    if (error != nullptr && !error->handled) return error;
  }
  return nullptr;
}

Event record(const Command& command, std::string kind, std::string name, JsonObject data, std::int64_t seq) {
  Event event;
  event.seq = seq;
  event.kind = std::move(kind);
  event.name = std::move(name);
  event.data = std::move(data);
  event.actor = command.actor;
  event.at = command.now;
  event.facts = command.facts;
  event.calendar_id = command.calendar_id;
  return event;
}

/// What a step of the chart means for the matter.
Outcome accept(Snapshot next, Event event, chart::Outcome outcome) {
  const chart::ErrorRaised* error = unhandled(outcome.effects);
  if (outcome.runaway || error != nullptr) {
    auto refusal = refuse(Reason::execution_error, event.name);
    refusal.error().detail = outcome.runaway ? "the procedure does not come to rest" : error->message;
    return refusal;
  }
  for (const chart::Effect& effect : outcome.effects) {
    if (const auto* entered = std::get_if<chart::Entered>(&effect)) event.entered.push_back(entered->state);
    if (const auto* exited = std::get_if<chart::Exited>(&effect)) event.exited.push_back(exited->state);
  }
  next.session = std::move(outcome.next);
  next.version = event.seq;
  return Accepted{std::move(next), std::move(event), std::move(outcome.effects)};
}

class Decision {
 public:
  Decision(const procedure::Procedure& procedure, const Command& command, const calendar::Calendar& calendar)
      : procedure_(procedure), command_(command), calendar_(calendar) {}

  Outcome open(const Open& ask) const {
    const auto type = procedure_.events.find(opening_event);
    if (type == procedure_.events.end()) return refuse(Reason::unknown_event, std::string(opening_event));
    Snapshot snapshot;
    snapshot.id = ask.id;
    snapshot.procedure_sha256 = procedure_.sha256;
    snapshot.title = ask.title;
    snapshot.unit = command_.actor.unit;
    snapshot.opened_by = command_.actor.account;
    snapshot.opened_at = command_.now;
    snapshot.policy = ask.policy;
    snapshot.session.id = ask.id;
    if (auto refused = check_sender(snapshot, type->second)) return std::unexpected(std::move(*refused));
    if (auto refused = check_data(type->second, ask.data)) return std::unexpected(std::move(*refused));
    const chart::Event event = external(std::string(opening_event), ask.data);
    const Context context(procedure_, snapshot, now(nullptr, &ask.data));
    if (auto refused = check_rules(type->second.rules, context, event)) return std::unexpected(std::move(*refused));
    JsonObject data{{"id", ask.id}, {"title", ask.title}, {"policy", ask.policy}, {"data", ask.data}};
    auto outcome = chart::start(procedure_.chart, ask.id, context.surroundings());
    return accept(snapshot, record(command_, "opened", std::string(opening_event), std::move(data), 1), std::move(outcome));
  }

  Outcome send(const Snapshot& before, const Send& ask) const {
    const bool by_system = is_system(ask.event) && holds(procedure_, before, command_.actor, "clock");
    const auto declared = procedure_.events.find(ask.event);
    const procedure::EventType* type = declared == procedure_.events.end() ? nullptr : &declared->second;
    if (type == nullptr && !by_system) return refuse(Reason::unknown_event, ask.event);
    if (finished(before)) return refuse(Reason::finished, ask.event);
    const auto candidates = chart::candidates(*procedure_.chart, before.session, ask.event);
    if (candidates.empty()) return not_now(ask.event);
    if (type != nullptr) {
      if (auto refused = check_sender(before, *type)) return std::unexpected(std::move(*refused));
      if (auto refused = check_data(*type, ask.data)) return std::unexpected(std::move(*refused));
    }
    const chart::Event event = external(ask.event, ask.data);
    const Context context(procedure_, before, now(&ask.signature, nullptr));
    const auto taken = chart::enabled(*procedure_.chart, before.session, event, context.surroundings());
    // Where no condition holds, the rules of all that might have been taken say more than "not now".
    const auto rules = rules_for(procedure_, type, taken.empty() ? candidates : taken);
    if (auto refused = check_rules(rules, context, event)) return std::unexpected(std::move(*refused));
    if (taken.empty()) return not_now(ask.event);
    if (type != nullptr && type->is_signed && ask.signature.empty()) return refuse(Reason::signature_required, ask.event);
    JsonObject data{{"event", ask.event}, {"data", ask.data}};
    if (!ask.signature.empty()) data["signature"] = ask.signature;
    auto outcome = chart::step(procedure_.chart, before.session, event, context.surroundings());
    return accept(before, record(command_, "sent", ask.event, std::move(data), before.version + 1), std::move(outcome));
  }

  Outcome add(const Snapshot& before, const AddDocument& ask) const {
    const std::string& code = ask.document.code;
    if (finished(before)) return refuse(Reason::finished, code);
    const bool takes_part = std::ranges::any_of(procedure_.roles, [&](const auto& role) {
      return holds(procedure_, before, command_.actor, role.first);
    });
    if (!takes_part) {
      auto refusal = refuse(Reason::not_permitted, code);
      for (const auto& [id, role] : procedure_.roles) refusal.error().roles.push_back(id);
      return refusal;
    }
    if (!procedure_.documents.empty() && !procedure_.documents.contains(code)) {
      auto refusal = refuse(Reason::invalid_form, code);
      refusal.error().form.push_back({"/code", "unknown-document", {{"given", code}}});
      return refusal;
    }
    Snapshot next = before;
    Document document = ask.document;
    document.at = command_.now;
    document.by = command_.actor.account;
    document.version = 1 + static_cast<int>(std::ranges::count(before.documents, code, &Document::code));
    JsonObject data = encode(document);
    next.documents.push_back(std::move(document));
    next.version = before.version + 1;
    return Accepted{std::move(next), record(command_, "document", code, std::move(data), before.version + 1), {}};
  }

  Outcome fire(const Snapshot& before, const Fire& ask) const {
    if (finished(before)) return refuse(Reason::finished, ask.timer_id);
    const auto pending = chart::timers(before.session);
    if (std::ranges::find(pending, ask.timer_id, &chart::TimerArmed::id) == pending.end()) {
      return refuse(Reason::not_now, ask.timer_id);
    }
    const Context context(procedure_, before, now(nullptr, nullptr));
    auto outcome = chart::fire(procedure_.chart, before.session, ask.timer_id, context.surroundings());
    return accept(before, record(command_, "timer", ask.timer_id, {{"timer_id", ask.timer_id}}, before.version + 1), std::move(outcome));
  }

 private:
  Now now(const JsonObject* signature, const JsonObject* opening) const {
    return {command_.actor, command_.facts, command_.now, calendar_, signature, opening};
  }

  std::optional<Refusal> check_sender(const Snapshot& snapshot, const procedure::EventType& type) const {
    if (holds_any(procedure_, snapshot, command_.actor, type.who)) return std::nullopt;
    auto refusal = refuse(Reason::not_permitted, type.name);
    refusal.error().roles = type.who;
    return std::move(refusal.error());
  }

  std::optional<Refusal> check_data(const procedure::EventType& type, const JsonObject& data) const {
    auto faults = check_form(type.form, data);
    if (faults.empty()) return std::nullopt;
    auto refusal = refuse(Reason::invalid_form, type.name);
    refusal.error().form = std::move(faults);
    return std::move(refusal.error());
  }

  std::optional<Refusal> check_rules(std::span<const std::string> rules, const Context& context, const chart::Event& event) const {
    auto against = unmet(rules, context, event);
    if (against.empty()) return std::nullopt;
    auto refusal = refuse(Reason::rules_unmet, event.name);
    refusal.error().rules = std::move(against);
    return std::move(refusal.error());
  }

  std::unexpected<Refusal> not_now(const std::string& event) const {
    auto refusal = refuse(Reason::not_now, event);
    for (const chart::Transition& transition : procedure_.chart->transitions) {
      if (transition.events.empty() || !chart::matches(transition.events, event)) continue;
      const std::string& state = procedure_.chart->states[transition.source].id;
      auto& states = refusal.error().taken_in;
      if (std::ranges::find(states, state) == states.end()) states.push_back(state);
    }
    return refusal;
  }

  const procedure::Procedure& procedure_;
  const Command& command_;
  const calendar::Calendar& calendar_;
};

}  // namespace

Actor clock_actor() { return {"clock", "clock", "", {"clock"}}; }

bool finished(const Snapshot& snapshot) { return !snapshot.session.running; }

std::expected<Accepted, Refusal> decide(const procedure::Procedure& procedure, const Snapshot* before,
                                        const Command& command, const calendar::Calendar& calendar) {
  const Decision decision(procedure, command, calendar);
  if (const auto* open = std::get_if<Open>(&command.what)) {
    ensure(before == nullptr, "a matter is opened once");
    return decision.open(*open);
  }
  ensure(before != nullptr, "only an opened matter takes events");
  if (const auto* send = std::get_if<Send>(&command.what)) return decision.send(*before, *send);
  if (const auto* add = std::get_if<AddDocument>(&command.what)) return decision.add(*before, *add);
  return decision.fire(*before, std::get<Fire>(command.what));
}

}  // namespace gavel::matter
