#include "engine/matter/evolve.hpp"

#include <algorithm>

#include "engine/base/ensure.hpp"
#include "engine/matter/migrate.hpp"

namespace gavel::matter {
namespace {

using Result = std::expected<Accepted, Sentence>;

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
  return {from.id,        from.procedure_sha256, from.title,  from.unit, from.opened_by,
          from.opened_at, from.version,          from.policy, {},        from.documents};
}

Result add(const Snapshot& before, Event event, const AddDocument& ask) {
  const Document& document = ask.document;
  ensure(document.by == event.actor.account && document.at == event.at,
         "a document is added by the actor and at the moment of its event");
  ensure(
      document.version == 1 + std::ranges::count(*before.documents, document.code, &Document::code),
      "versions of a document follow one another");
  Snapshot next = before;
  auto documents = *before.documents;
  documents.push_back(document);
  next.documents = std::move(documents);
  next.version = event.seq;
  return Accepted{std::move(next), std::move(event), {}};
}

What what_asked(const Event& event, const Snapshot* before) {
  What what = what_of(event);
  ensure(std::holds_alternative<Open>(what) == (before == nullptr),
         "a matter is opened once, and before anything else");
  return what;
}

/// What was sent is moved out of `what`: nothing else reads it there.
chart::Event as_asked(const std::string& name, What& what) {
  if (const auto* open = std::get_if<Open>(&what)) return external(name, open->data);
  if (auto* send = std::get_if<Send>(&what)) return external(send->event, std::move(send->data));
  return {};
}

Snapshot unopened(const procedure::Procedure& procedure, const Event& event, const Open& open) {
  Snapshot snapshot;
  snapshot.id = open.id;
  snapshot.procedure_sha256 = procedure.sha256;
  snapshot.title = open.title;
  snapshot.unit = event.actor.unit;
  snapshot.opened_by = event.actor.account;
  snapshot.opened_at = event.at;
  snapshot.policy = Json(open.policy);
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
  if (outcome.runaway) return std::unexpected(Sentence{"never-at-rest", "step", {}});
  if (const auto* error = unhandled(outcome.effects)) return std::unexpected(error->says);
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
      what_(what_asked(event_, before)),
      asked_(as_asked(event_.name, what_)),
      unopened_(before == nullptr ? unopened(procedure, event_, std::get<Open>(what_))
                                  : Snapshot{}),
      context_(procedure, this->before(), now_of(event_, what_, calendar)) {}

chart::Outcome Moment::step() {
  const auto& chart = procedure().chart;
  const chart::Surroundings around = context_.surroundings();
  const chart::Session& session = before().session;
  if (std::holds_alternative<Open>(what_)) return chart::start(chart, session.id, around);
  if (const auto* ask = std::get_if<Fire>(&what_))
    return chart::fire(chart, session, ask->timer_id, around);
  return chart::step(chart, session, std::move(asked_), around);
}

std::expected<Accepted, Sentence> evolve(Moment& moment, const procedure::Procedure* to) {
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
  auto outcome = moment.step();
  return settle(without_session(moment.before()), std::move(moment.event_), std::move(outcome));
}

}  // namespace gavel::matter
