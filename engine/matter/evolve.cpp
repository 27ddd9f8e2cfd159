#include "engine/matter/evolve.hpp"

#include <algorithm>

#include "engine/base/ensure.hpp"
#include "engine/matter/migrate.hpp"

namespace gavel::matter {
namespace {

using Result = std::expected<Accepted, std::string>;

/// The first error event that no transition took; the step then does not count.
const chart::ErrorRaised* unhandled(const std::vector<chart::Effect>& effects) {
  for (const chart::Effect& effect : effects) {
    const auto* error = std::get_if<chart::ErrorRaised>(&effect);
    if (error != nullptr && !error->handled) return error;
  }
  return nullptr;
}

Now moment(const Event& event, const calendar::Calendar& calendar) {
  return {event.actor, event.facts, event.at, calendar, nullptr, nullptr};
}

Result open(const procedure::Procedure& procedure, Event event, const Open& ask,
            const calendar::Calendar& calendar) {
  Snapshot snapshot = unopened(procedure, event);
  Now now = moment(event, calendar);
  now.opening = &ask.data;
  const Context context(procedure, snapshot, now);
  auto outcome = chart::start(procedure.chart, snapshot.id, context.surroundings());
  return settle(std::move(snapshot), std::move(event), std::move(outcome));
}

Result send(const procedure::Procedure& procedure, const Snapshot& before, Event event,
            const Send& ask, const calendar::Calendar& calendar) {
  Now now = moment(event, calendar);
  now.signature = &ask.signature;
  const Context context(procedure, before, now);
  auto outcome = chart::step(procedure.chart, before.session, external(ask.event, ask.data),
                             context.surroundings());
  return settle(before, std::move(event), std::move(outcome));
}

Result fire(const procedure::Procedure& procedure, const Snapshot& before, Event event,
            const Fire& ask, const calendar::Calendar& calendar) {
  const Context context(procedure, before, moment(event, calendar));
  auto outcome = chart::fire(procedure.chart, before.session, ask.timer_id, context.surroundings());
  return settle(before, std::move(event), std::move(outcome));
}

Result add(const Snapshot& before, Event event, const AddDocument& ask) {
  const Document& document = ask.document;
  ensure(document.by == event.actor.account && document.at == event.at,
         "a document is added by the actor and at the moment of its event");
  ensure(
      document.version == 1 + std::ranges::count(before.documents, document.code, &Document::code),
      "versions of a document follow one another");
  Snapshot next = before;
  next.documents.push_back(document);
  next.version = event.seq;
  return Accepted{std::move(next), std::move(event), {}};
}

}  // namespace

Result settle(Snapshot next, Event event, chart::Outcome outcome) {
  if (outcome.runaway) return std::unexpected("the procedure does not come to rest");
  if (const auto* error = unhandled(outcome.effects)) return std::unexpected(error->message);
  for (const chart::Effect& effect : outcome.effects) {
    if (const auto* entered = std::get_if<chart::Entered>(&effect)) {
      event.entered.push_back(entered->state);
    }
    if (const auto* exited = std::get_if<chart::Exited>(&effect)) {
      event.exited.push_back(exited->state);
    }
  }
  next.session = std::move(outcome.next);
  next.version = event.seq;
  return Accepted{std::move(next), std::move(event), std::move(outcome.effects)};
}

Snapshot unopened(const procedure::Procedure& procedure, const Event& event) {
  Snapshot snapshot;
  const auto open = std::get<Open>(what_of(event));
  snapshot.id = open.id;
  snapshot.procedure_sha256 = procedure.sha256;
  snapshot.title = open.title;
  snapshot.unit = event.actor.unit;
  snapshot.opened_by = event.actor.account;
  snapshot.opened_at = event.at;
  snapshot.policy = open.policy;
  snapshot.session.id = open.id;
  return snapshot;
}

std::expected<Accepted, std::string> evolve(const procedure::Procedure& procedure,
                                            const Snapshot* before, Event event,
                                            const calendar::Calendar& calendar,
                                            const procedure::Procedure* to) {
  ensure(event.seq == (before == nullptr ? 1 : before->version + 1),
         "events follow one another without a gap");
  const What what = what_of(event);
  if (const auto* ask = std::get_if<Open>(&what)) {
    ensure(before == nullptr, "a matter is opened once");
    return open(procedure, std::move(event), *ask, calendar);
  }
  ensure(before != nullptr, "only an opened matter takes events");
  ensure(!finished(*before), "nothing happens to a finished matter");
  if (const auto* ask = std::get_if<Send>(&what)) {
    return send(procedure, *before, std::move(event), *ask, calendar);
  }
  if (const auto* ask = std::get_if<Fire>(&what)) {
    return fire(procedure, *before, std::move(event), *ask, calendar);
  }
  if (const auto* ask = std::get_if<AddDocument>(&what)) {
    return add(*before, std::move(event), *ask);
  }
  ensure(to != nullptr, "the procedure that a matter is moved to is there");
  auto moved = migrate(procedure, *before, std::move(event), *to, calendar);
  if (moved) return std::move(moved->accepted);
  ensure(moved.error().fault.has_value(), "a matter that was moved had a counterpart");
  return std::unexpected(*std::move(moved.error().fault));
}

}  // namespace gavel::matter
