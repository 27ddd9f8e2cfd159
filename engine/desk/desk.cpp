#include "engine/desk/desk.hpp"

#include <algorithm>
#include <chrono>

#include "engine/base/ensure.hpp"
#include "engine/matter/circle.hpp"
#include "engine/matter/evolve.hpp"

namespace gavel::desk {
namespace {

/// Losing this often to others on one matter means that it is being flooded.
constexpr int most_tries = 8;

Append append_of(const Loaded* before, std::shared_ptr<const procedure::Procedure> procedure,
                 matter::Accepted accepted, const Attachments& with) {
  Append append;
  append.procedure = std::move(procedure);
  append.expected_version = before == nullptr ? 0 : before->snapshot.version;
  append.accepted = std::move(accepted);
  append.blob = with.blob;
  append.signature = with.signature;
  if (with.idempotency) append.idempotency = with.idempotency(append.accepted);
  return append;
}

constexpr std::string_view title_shown = "_x.matter.title";

/// Variables of a matter, or members of them ("execution.ended"), and its parameters
/// ("_x.policy.pack") and its title, by the names asked for; null is what it does not have.
JsonObject shown_of(const matter::Snapshot& snapshot, const std::vector<std::string>& names) {
  JsonObject out;
  constexpr std::string_view policy = "_x.policy";
  for (const std::string& name : names) {
    if (name == title_shown) {
      out[name] = snapshot.title;
      continue;
    }
    const bool is_parameter = name.starts_with(policy);
    std::size_t end = name.find('.', is_parameter ? policy.size() : 0);
    const Json* value =
        is_parameter ? &*snapshot.policy : snapshot.session.data.if_contains(name.substr(0, end));
    while (value != nullptr && end != std::string::npos) {
      const std::size_t begin = end + 1;
      end = name.find('.', begin);
      value = value->is_object() ? value->get_object().if_contains(name.substr(begin, end - begin))
                                 : nullptr;
    }
    out[name] = value == nullptr ? Json() : *value;
  }
  return out;
}

/// The title of a matter that is kept to those with a part in it is told to nobody by naming it,
/// but where the procedure asks for it, to keep what it is in the same way.
bool shows_title(const procedure::Field& field) {
  return std::ranges::find(field.shows, title_shown) != field.shows.end();
}

/// Whether any register is asked about the event.
bool names_entries(const procedure::EventType& type) {
  return !type.registers.empty() ||
         std::ranges::any_of(type.form, &procedure::Field::names_entries);
}

/// Of the matter that a field names: what the field asks it to show.
void show_matter(Matters& matters, const procedure::Field& field, JsonObject& said) {
  const auto of = said.find(field.name);
  if (field.in_register != "matter" || of == said.end()) return;
  Json& found = of->value().as_object()["found"];
  if (!found.is_object()) return;
  const auto loaded = matters.load(string_or(found.get_object(), "id"));
  if (!loaded) return;
  if (!field.shows.empty()) found.get_object()["shows"] = shown_of(loaded->snapshot, field.shows);
  if (matter::circle_of(*loaded->procedure, loaded->snapshot) && !shows_title(field))
    found.get_object()["title"] = "";
}

/// Of an event that asks about the matter's predecessor: the field by which the proposal names it.
const procedure::Field* named_at_opening(const Naming& naming) {
  constexpr std::string_view name = "predecessor";
  const auto& asked = naming.type.registers;
  if (naming.procedure == nullptr ||
      std::ranges::find(asked, name, &procedure::RegisterAsked::name) == asked.end())
    return nullptr;
  const auto opening = naming.procedure->events.find(matter::opening_event);
  if (opening == naming.procedure->events.end()) return nullptr;
  const auto field = std::ranges::find(opening->second.form, name, &procedure::Field::name);
  return field == opening->second.form.end() ? nullptr : &*field;
}

/// A number is another's already: which, and of which matter, but the title of one that is kept.
void hide_kept_holders(Matters& matters, const std::string& own, JsonObject& said) {
  for (auto& [name, entry] : said) {
    JsonObject* const of = entry.if_object();
    Json* const found = of == nullptr ? nullptr : of->if_contains("found");
    if (found == nullptr || !found->is_object()) continue;
    const std::string holder = string_or(found->get_object(), "matter");
    if (holder.empty() || holder == own) continue;
    const auto loaded = matters.load(holder);
    if (loaded && matter::circle_of(*loaded->procedure, loaded->snapshot))
      found->get_object()["title"] = "";
  }
}

}  // namespace

std::expected<std::shared_ptr<const procedure::Procedure>, Failure> Desk::in_force(
    std::string_view asked) {
  const std::size_t at = asked.rfind('@');
  const std::string_view name = asked.substr(0, at);
  auto current = ports_.procedures.current(name);
  if (current == nullptr) return std::unexpected(NoSuchProcedure{std::string(asked)});
  if (at == std::string_view::npos) return current;
  const std::string_view version = asked.substr(at + 1);
  if (current->version == version) return current;
  if (ports_.procedures.version(name, version) == nullptr) {
    return std::unexpected(NoSuchProcedure{std::string(asked)});
  }
  return std::unexpected(NotInForce{std::string(name), std::string(version), current->version});
}

std::expected<Done, Failure> Desk::open(std::string_view name, matter::Open open,
                                        const matter::Actor& actor, const Attachments& with) {
  const auto found = in_force(name);
  if (!found) return std::unexpected(found.error());
  const auto& procedure = *found;
  auto policy = procedure->policy(open.policy);
  if (!policy) return std::unexpected(InvalidPolicy{std::move(policy.error())});
  open.policy = std::move(*policy);
  const CalendarInForce calendar = ports_.calendars.in_force(string_or(open.policy, "pack"));
  const Instant now = ports_.clock.now();
  JsonObject facts = facts_for_opening(*procedure, open, actor, day_of(now));
  const matter::Command command{std::move(open), actor, now, std::move(facts), calendar.id};
  auto accepted = matter::decide(*procedure, nullptr, command, *calendar.calendar);
  if (!accepted) return std::unexpected(std::move(accepted.error()));
  Done done{accepted->next, accepted->event, accepted->effects, procedure, false};
  switch (ports_.matters.append(append_of(nullptr, procedure, std::move(*accepted), with))) {
    case AppendResult::done:
      return done;
    case AppendResult::repeated:
      done.repeated = true;
      return done;
    case AppendResult::conflict:
      break;
  }
  return std::unexpected(
      TooBusy{});  // an id that exists already: the caller makes them, so it never repeats one
}

/// Decides on the matter as last committed and appends, until nobody else came first.
std::expected<Done, Failure> Desk::perform(const std::string& id, const Decide& decide,
                                           const Attachments& with) {
  for (int attempt = 0; attempt < most_tries; ++attempt) {
    const auto loaded = ports_.matters.load(id);
    if (!loaded) return std::unexpected(NoSuchMatter{});
    if (with.if_version && *with.if_version != loaded->snapshot.version) {
      return std::unexpected(StaleVersion{loaded->snapshot.version});
    }
    auto decided = decide(*loaded);
    if (!decided) return std::unexpected(std::move(decided.error()));
    auto& [accepted, procedure] = *decided;
    Done done{accepted.next, accepted.event, accepted.effects, procedure, false};
    switch (ports_.matters.append(append_of(&*loaded, procedure, std::move(accepted), with))) {
      case AppendResult::done:
        return done;
      case AppendResult::repeated:
        done.repeated = true;
        return done;
      case AppendResult::conflict:
        break;
    }
  }
  return std::unexpected(TooBusy{});
}

std::expected<Done, Failure> Desk::perform(const std::string& id, const matter::What& what,
                                           const matter::Actor& actor, const Attachments& with) {
  const auto decide_here = [&](const Loaded& loaded) -> std::expected<Decided, Failure> {
    auto accepted = decide(loaded, what, actor);
    if (!accepted) return std::unexpected(std::move(accepted.error()));
    return Decided{std::move(*accepted), loaded.procedure};
  };
  return perform(id, Decide(decide_here), with);
}

/// The events of a matter follow one another in time as in the record, whatever the clock says: so
/// rules tell by their instants what was filed or said before what.
Instant Desk::moment_of(const Loaded& loaded) {
  return std::max(ports_.clock.now(), loaded.last_at + std::chrono::milliseconds(1));
}

CalendarInForce Desk::calendar_of(const Loaded& loaded) {
  return ports_.calendars.in_force(string_or(loaded.snapshot.policy->as_object(), "pack"));
}

JsonObject Desk::named(const Naming& naming) {
  JsonObject said = ports_.facts.named(naming);
  hide_kept_holders(ports_.matters, naming.snapshot.id, said);
  for (const procedure::Field& field : naming.type.form) show_matter(ports_.matters, field, said);
  if (const procedure::Field* field = named_at_opening(naming); field != nullptr)
    show_matter(ports_.matters, *field, said);
  return said;
}

JsonObject Desk::facts_for_opening(const procedure::Procedure& procedure, const matter::Open& open,
                                   const matter::Actor& actor, Day day) {
  const auto type = procedure.events.find(matter::opening_event);
  if (type == procedure.events.end() || !names_entries(type->second)) return {};
  matter::Snapshot before;  // of a matter that is not there yet its id and policy alone are known
  before.id = open.id;
  before.policy = Json(open.policy);
  JsonObject said = named({type->second, open.data, actor, before, day, {}, &procedure});
  if (said.empty()) return {};
  return {{"registers", std::move(said)}};
}

JsonObject Desk::facts_for(const Loaded& loaded, const matter::What& what,
                           const matter::Actor& actor, Instant now) {
  JsonObject facts = ports_.facts.of(loaded.snapshot);
  if (const auto* send = std::get_if<matter::Send>(&what)) {
    const auto type = loaded.procedure->events.find(send->event);
    if (type == loaded.procedure->events.end()) return facts;
    const CalendarInForce calendar = calendar_of(loaded);
    JsonObject said = named({type->second, send->data, actor, loaded.snapshot, day_of(now),
                             matter::asked_of_registers(*loaded.procedure, loaded.snapshot, *send,
                                                        actor, now, *calendar.calendar),
                             loaded.procedure.get()});
    if (!said.empty()) facts["registers"] = std::move(said);
  }
  return facts;
}

std::expected<matter::Accepted, matter::Refusal> Desk::decide(const Loaded& loaded,
                                                              const matter::What& what,
                                                              const matter::Actor& actor) {
  const CalendarInForce calendar = calendar_of(loaded);
  const Instant now = moment_of(loaded);
  const matter::Command command{what, actor, now, facts_for(loaded, what, actor, now), calendar.id};
  return matter::decide(*loaded.procedure, &loaded.snapshot, command, *calendar.calendar);
}

std::expected<Done, Failure> Desk::send(const std::string& matter, matter::Send send,
                                        const matter::Actor& actor, const Attachments& with) {
  return perform(matter, matter::What(std::move(send)), actor, with);
}

std::expected<Done, Failure> Desk::add_document(const std::string& matter,
                                                matter::Document document,
                                                const matter::Actor& actor,
                                                const Attachments& with) {
  return perform(matter, matter::What(matter::AddDocument{std::move(document)}), actor, with);
}

std::expected<std::optional<Done>, Failure> Desk::fire(const std::string& matter,
                                                       const std::string& timer_id) {
  auto done = perform(matter, matter::What(matter::Fire{timer_id}), matter::clock_actor(), {});
  if (done) return std::optional(std::move(*done));
  const auto* refusal = std::get_if<matter::Refusal>(&done.error());
  using Reason = matter::Refusal::Reason;
  if (refusal != nullptr &&
      (refusal->reason == Reason::not_now || refusal->reason == Reason::finished))
    return std::nullopt;
  return std::unexpected(std::move(done.error()));
}

std::expected<matter::Accepted, Failure> Desk::would(const std::string& matter, matter::Send send,
                                                     const matter::Actor& actor) {
  const auto loaded = ports_.matters.load(matter);
  if (!loaded) return std::unexpected(NoSuchMatter{});
  auto accepted = decide(*loaded, matter::What(std::move(send)), actor);
  if (!accepted) return std::unexpected(std::move(accepted.error()));
  return std::move(*accepted);
}

}  // namespace gavel::desk
