#include <algorithm>

#include "engine/base/ensure.hpp"
#include "engine/chart/ahead.hpp"
#include "engine/matter/evolve.hpp"
#include "engine/matter/form.hpp"
#include "engine/matter/judge.hpp"

namespace gavel::matter {
namespace {

using Reason = Refusal::Reason;

Refusal refusal(Reason reason, std::string event) {
  Refusal out;
  out.reason = reason;
  out.event = std::move(event);
  return out;
}

bool is_system(std::string_view event) {
  return event.starts_with("clock.") || event.starts_with("system.");
}

/// What stands against an event, asked in the order of Refusal::Reason.
class Gate {
 public:
  using Against = std::optional<Refusal>;

  explicit Gate(const Moment& moment)
      : procedure_(moment.procedure()),
        event_(moment.event()),
        asked_(moment.asked()),
        before_(moment.before()),
        context_(moment.context()) {}

  Against open(const Open& ask) const {
    const auto type = procedure_.events.find(opening_event);
    if (type == procedure_.events.end()) return refusal(Reason::unknown_event, event_.name);
    if (auto against = sender(type->second)) return against;
    if (auto against = form(type->second, ask.data)) return against;
    return rules(type->second.rules, asked_);
  }

  Against send(const Send& ask) const {
    const bool by_system = is_system(ask.event) && event_.actor == clock_actor();
    const auto declared = procedure_.events.find(ask.event);
    const bool is_ours = ask.event == opening_event || ask.event == migration_event;
    const bool is_declared = declared != procedure_.events.end() && !is_ours;
    const procedure::EventType* type = is_declared ? &declared->second : nullptr;
    if (type == nullptr && !by_system) return refusal(Reason::unknown_event, ask.event);
    if (finished(before_)) return refusal(Reason::finished, ask.event);
    const auto may_take = possible(context_, asked_);
    const bool is_idle = may_take.empty() && type != nullptr && waits_here_alone(ask.event);
    if (may_take.empty() && !is_idle) return not_now(ask.event);
    if (type != nullptr) {
      if (auto against = sender(*type)) return against;
      if (auto against = form(*type, std::get<Json>(asked_.data).get_object())) return against;
    }
    // Nothing waits for it, here or at another stage: its rules say so, where they do.
    if (is_idle) {
      if (auto against = rules(type->rules, asked_)) return against;
      return not_now(ask.event);
    }
    const auto taken =
        chart::enabled(*procedure_.chart, before_.session, asked_, context_.surroundings());
    const auto asked = taken.empty() ? certain_rules(type, context_, asked_, may_take)
                                     : rules_for(procedure_, type, taken);
    if (auto against = rules(asked, asked_)) return against;
    if (taken.empty()) return not_now(ask.event);
    // Last, so that a signer learns of everything else before signing.
    const bool needs_signature = type != nullptr && signs(procedure_, before_, event_.actor, *type);
    if (needs_signature && ask.signature.empty()) {
      return refusal(Reason::signature_required, ask.event);
    }
    return std::nullopt;
  }

  /// Whoever holds a role of the procedure in this matter may add to its dossier, and what the
  /// procedure reserves for some is added by these; what the system writes, by the system too.
  Against add(const AddDocument& ask) const {
    const std::string& code = ask.document.code;
    if (finished(before_)) return refusal(Reason::finished, code);
    if (is_being_archived()) return refusal(Reason::not_now, code);
    if (auto against = recusal(code)) return against;
    std::vector<std::string> roles = filers(procedure_, code);
    const auto type = procedure_.documents.find(code);
    const bool by_system = event_.actor == clock_actor() && type != procedure_.documents.end() &&
                           !type->second.written.empty();
    if (!by_system && !holds_any(procedure_, before_, event_.actor, roles)) {
      Refusal out = refusal(Reason::not_permitted, code);
      out.roles = std::move(roles);
      return out;
    }
    // A procedure that declares no documents takes any.
    if (!procedure_.documents.empty() && type == procedure_.documents.end()) {
      Refusal out = refusal(Reason::invalid_form, code);
      out.form.push_back({"/code", "unknown-document-code", {{"given", code}}});
      return out;
    }
    return std::nullopt;
  }

  Against fire(const Fire& ask) const {
    if (finished(before_)) return refusal(Reason::finished, ask.timer_id);
    const auto pending = chart::timers(before_.session);
    if (std::ranges::find(pending, ask.timer_id, &chart::TimerArmed::id) != pending.end()) {
      return std::nullopt;
    }
    return refusal(Reason::not_now, ask.timer_id);
  }

 private:
  Against recusal(const std::string& event) const {
    JsonObject recused = recusal_of(event_.facts, event_.actor);
    if (recused.empty()) return std::nullopt;
    Refusal out = refusal(Reason::not_permitted, event);
    out.recused = std::move(recused);
    return out;
  }

  /// What would be filed now would be in the record and not in the package that is being built.
  bool is_being_archived() const {
    return !chart::candidates(*procedure_.chart, before_.session, archive_built).empty();
  }

  Against sender(const procedure::EventType& type) const {
    if (auto against = recusal(type.name)) return against;
    if (holds_any(procedure_, before_, event_.actor, type.who)) return std::nullopt;
    Refusal out = refusal(Reason::not_permitted, type.name);
    out.roles = type.who;
    return out;
  }

  static Against form(const procedure::EventType& type, const JsonObject& data) {
    auto faults = check_form(type.form, data);
    if (faults.empty()) return std::nullopt;
    Refusal out = refusal(Reason::invalid_form, type.name);
    out.form = std::move(faults);
    return out;
  }

  Against rules(std::span<const std::string> asked, const chart::Event& event) const {
    auto against = unmet(asked, context_, event);
    if (against.empty()) return std::nullopt;
    Refusal out = refusal(Reason::rules_unmet, event.name);
    out.rules = std::move(against);
    return out;
  }

  /// Active states take it, under conditions that do not hold, and no other state would take it as
  /// things are: then another stage is no answer.
  bool waits_here_alone(const std::string& event) const {
    if (chart::candidates(*procedure_.chart, before_.session, event).empty()) return false;
    const auto evaluate = context_.evaluator(asked_);
    return std::ranges::none_of(
        procedure_.chart->transitions, [&](const chart::Transition& transition) {
          if (transition.events.empty() || !chart::matches(transition.events, event)) return false;
          if (!transition.cond || procedure::reads_event(*transition.cond)) return true;
          const auto value = evaluate(*transition.cond);
          return value && expression::to_boolean(*value);
        });
  }

  /// Names the states that the matter may still come to and that take it; not one that it is in,
  /// which takes it under a condition that does not hold: to name it would send people where they
  /// are. None: as the matter stands it cannot be taken, or not again.
  Refusal not_now(const std::string& event) const {
    Refusal out = refusal(Reason::not_now, event);
    const chart::Chart& chart = *procedure_.chart;
    const std::vector<bool> ahead = chart::ahead(chart, before_.session);
    const auto type = procedure_.events.find(event);
    // Others may have it too, to tell why it is too early.
    const auto is_meant = [&](const std::string& state) {
      if (type == procedure_.events.end() || type->second.during.empty()) return true;
      return std::ranges::find(type->second.during, state) != type->second.during.end();
    };
    for (const chart::Transition& transition : chart.transitions) {
      if (transition.events.empty() || !chart::matches(transition.events, event)) continue;
      const std::string& state = chart.states[transition.source].id;
      const bool is_here = chart::is_active(chart, before_.session, state);
      if (is_here || !ahead[transition.source] || !is_meant(state)) continue;
      if (std::ranges::find(out.taken_in, state) == out.taken_in.end())
        out.taken_in.push_back(state);
    }
    return out;
  }

  const procedure::Procedure& procedure_;
  const Event& event_;
  const chart::Event& asked_;
  const Snapshot& before_;
  const Context& context_;
};

Gate::Against against(const Moment& moment) {
  const Gate gate(moment);
  const What& what = moment.what();
  if (const auto* open = std::get_if<Open>(&what)) return gate.open(*open);
  if (const auto* send = std::get_if<Send>(&what)) return gate.send(*send);
  if (const auto* add = std::get_if<AddDocument>(&what)) return gate.add(*add);
  ensure(!std::holds_alternative<Migrate>(what), "a move is decided between two procedures");
  return gate.fire(std::get<Fire>(what));
}

}  // namespace

Actor clock_actor() { return {"clock", "clock", "", {"clock"}}; }

bool finished(const Snapshot& snapshot) { return !snapshot.session.running; }

std::expected<Accepted, Refusal> decide(const procedure::Procedure& procedure,
                                        const Snapshot* before, const Command& command,
                                        const calendar::Calendar& calendar) {
  const bool opens = std::holds_alternative<Open>(command.what);
  ensure(opens == (before == nullptr), "a matter is opened once, and before anything else");
  // Judged is what will be stored, not what was given: they differ in how numbers are kept.
  Moment moment(procedure, before, record(before, command), calendar);
  if (auto refused = against(moment)) return std::unexpected(std::move(*refused));
  const std::string name = moment.event().name;
  auto accepted = evolve(moment);
  if (accepted) return std::move(*accepted);
  Refusal refused = refusal(Reason::execution_error, name);
  refused.detail = std::move(accepted.error());
  return std::unexpected(std::move(refused));
}

}  // namespace gavel::matter
