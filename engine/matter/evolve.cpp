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

/// A snapshot for `settle`: the session, most of it, comes from the step.
Snapshot without_session(const Snapshot& from) {
  Snapshot out;
  out.id = from.id;
  out.procedure_sha256 = from.procedure_sha256;
  out.title = from.title;
  out.unit = from.unit;
  out.opened_by = from.opened_by;
  out.opened_at = from.opened_at;
  out.version = from.version;
  out.policy = from.policy;
  out.documents = from.documents;
  return out;
}

chart::Outcome step(const Moment& moment) {
  const auto& chart = moment.procedure().chart;
  const chart::Surroundings around = moment.context().surroundings();
  const chart::Session& session = moment.before().session;
  if (std::holds_alternative<Open>(moment.what())) return chart::start(chart, session.id, around);
  if (const auto* ask = std::get_if<Fire>(&moment.what()))
    return chart::fire(chart, session, ask->timer_id, around);
  const Send& ask = std::get<Send>(moment.what());
  return chart::step(chart, session, external(ask.event, ask.data), around);
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

What asked(const Event& event, const Snapshot* before) {
  What what = what_of(event);
  ensure(std::holds_alternative<Open>(what) == (before == nullptr),
         "a matter is opened once, and before anything else");
  return what;
}

Snapshot unopened(const procedure::Procedure& procedure, const Event& event, const Open& open) {
  Snapshot snapshot;
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

Now now_of(const Event& event, const What& what, const calendar::Calendar& calendar) {
  const auto* send = std::get_if<Send>(&what);
  const auto* open = std::get_if<Open>(&what);
  return {event.actor,
          event.facts,
          event.at,
          calendar,
          send == nullptr ? nullptr : &send->signature,
          open == nullptr ? nullptr : &open->data};
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

Moment::Moment(const procedure::Procedure& procedure, const Snapshot* before, Event event,
               const calendar::Calendar& calendar)
    : before_(before),
      event_(std::move(event)),
      what_(asked(event_, before)),
      unopened_(before == nullptr ? unopened(procedure, event_, std::get<Open>(what_))
                                  : Snapshot{}),
      context_(procedure, this->before(), now_of(event_, what_, calendar)) {}

std::expected<Accepted, std::string> evolve(Moment& moment, const procedure::Procedure* to) {
  ensure(moment.event_.seq == (moment.before_ == nullptr ? 1 : moment.before_->version + 1),
         "events follow one another without a gap");
  ensure(!finished(moment.before()), "nothing happens to a finished matter");
  if (const auto* ask = std::get_if<AddDocument>(&moment.what_))
    return add(moment.before(), std::move(moment.event_), *ask);
  if (std::holds_alternative<Migrate>(moment.what_)) {
    ensure(to != nullptr, "the procedure that a matter is moved to is there");
    auto moved = migrate(moment.procedure(), moment.before(), std::move(moment.event_), *to,
                         moment.context_.calendar());
    if (moved) return std::move(moved->accepted);
    ensure(moved.error().fault.has_value(), "a matter that was moved had a counterpart");
    return std::unexpected(*std::move(moved.error().fault));
  }
  auto outcome = step(moment);
  return settle(without_session(moment.before()), std::move(moment.event_), std::move(outcome));
}

}  // namespace gavel::matter
