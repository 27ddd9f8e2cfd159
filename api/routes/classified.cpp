#include "api/routes/classified.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "api/routes/history.hpp"
#include "api/routes/problem.hpp"
#include "api/routes/views.hpp"
#include "db/document_security.hpp"
#include "db/offices.hpp"
#include "db/people.hpp"
#include "engine/base/spelling.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::api {
namespace {

/// Their task is the matter as a whole: to decide it, to keep it, to look it over.
constexpr std::array<std::string_view, 4> whole_matter{"office", "organ_head", "archivist",
                                                       "auditor"};
/// Of any unit or none: what waits for the role waits for those of them who are named.
constexpr std::array<std::string_view, 2> from_outside{"expert", "consulted"};

bool is_whole(const std::string& role) {
  return std::ranges::find(whole_matter, role) != whole_matter.end();
}

/// `id` is one of the values in it.
bool names(const Json& value, std::string_view id) {
  if (value.is_string())
    return value.get_string() == id || spelling(value.get_string()) == spelling(id);
  if (value.is_array())
    return std::ranges::any_of(value.get_array(),
                               [&](const Json& each) { return names(each, id); });
  return value.is_object() && std::ranges::any_of(value.get_object(), [&](const auto& each) {
           return names(each.value(), id);
         });
}

/// What events call them by: account, name, unit; an expert of the pool by the entry's id or name.
std::vector<std::string> called(Context& context, const Call& call, const std::string& matter) {
  std::vector<std::string> out{call.account->account, call.account->name, call.account->unit};
  const JsonObject said = db::People(context.services.pool)
                              .holder(db::Register::expert, call.account->account, matter,
                                      day_of(context.services.clock.now()));
  if (const Json& expert = said.at("found"); expert.is_object()) {
    out.push_back(string_or(expert.get_object(), "id"));
    out.push_back(string_or(expert.get_object(), "name"));
  }
  std::erase(out, "");
  return out;
}

bool acted_or_is_named(Context& context, const Call& call, const desk::Loaded& loaded) {
  const std::string& account = call.account->account;
  const auto known_as = called(context, call, loaded.snapshot.id);
  return std::ranges::any_of(events_of(context, loaded.snapshot), [&](const matter::Event& event) {
    const Json data(event.data);
    return event.actor.account == account || event.actor.on_behalf_of == account ||
           std::ranges::any_of(known_as, [&](const std::string& id) { return names(data, id); });
  });
}

/// Of the units that a role is bound to: those that draft it, carry it out.
bool is_of_its_units(const Call& call, const desk::Loaded& loaded) {
  const auto units = matter::units(*loaded.procedure, loaded.snapshot);
  return std::ranges::find(units, call.account->unit) != units.end();
}

bool is_lent_the_whole(Context& context, const Call& call, const std::string& matter) {
  const Day today = day_of(context.services.clock.now());
  const std::string& account = call.account->account;
  return std::ranges::any_of(
      db::Offices(context.services.pool).delegations_of(account), [&](const db::Delegation& each) {
        return each.delegate == account && is_whole(each.role) && each.tenure.holds_on(today) &&
               (each.matter.empty() || each.matter == matter);
      });
}

/// A step of the inside waits for one of their roles: the reviewer reads before the first word.
bool is_waited_for(Context& context, const Call& call, const desk::Loaded& loaded) {
  matter::Actor actor = call.actor();
  std::erase_if(actor.roles, [&](const std::string& role) {
    const auto declared = loaded.procedure->roles.find(role);
    return declared == loaded.procedure->roles.end() ||
           std::ranges::find(from_outside, role) != from_outside.end();
  });
  if (actor.roles.empty()) return false;
  const Moment moment = present(context, loaded.snapshot);
  return std::ranges::any_of(matter::tasks(*loaded.procedure, loaded.snapshot, actor, moment.facts,
                                           moment.now, *moment.calendar),
                             &matter::Task::mine);
}

bool may_read(Context& context, const Call& call, const desk::Loaded& loaded) {
  return std::ranges::any_of(call.account->roles, is_whole) || is_of_its_units(call, loaded) ||
         acted_or_is_named(context, call, loaded) ||
         is_lent_the_whole(context, call, loaded.snapshot.id) ||
         is_waited_for(context, call, loaded);
}

template <class Is>
std::optional<db::SecretDocument> secret(Context& context, const std::string& matter, Is&& is) {
  for (db::SecretDocument& each : db::DocumentSecurity(context.services.pool).secrets(matter)) {
    if (is(each)) return std::move(each);
  }
  return std::nullopt;
}

void refuse(Context& context, const Call& call, const desk::Loaded& loaded,
            const std::optional<db::SecretDocument>& found) {
  if (found && !may_read(context, call, loaded))
    throw Problem{.type = "classified-paper", .values = {{"security", found->security}}};
}

}  // namespace

void refuse_classified(Context& context, const Call& call, const desk::Loaded& loaded,
                       const std::string& document) {
  refuse(context, call, loaded,
         secret(context, loaded.snapshot.id,
                [&](const db::SecretDocument& each) { return each.document == document; }));
}

void refuse_classified_written(Context& context, const Call& call, const desk::Loaded& loaded,
                               std::string_view written) {
  refuse(context, call, loaded,
         secret(context, loaded.snapshot.id, [&](const db::SecretDocument& each) {
           const auto type = loaded.procedure->documents.find(each.code);
           return each.is_newest && type != loaded.procedure->documents.end() &&
                  type->second.written == written;
         }));
}

void refuse_classified_to_the_public(Context& context, const std::string& matter,
                                     const std::string& document) {
  if (secret(context, matter,
             [&](const db::SecretDocument& each) { return each.document == document; }))
    throw Problem{.type = "classified-since"};
}

}  // namespace gavel::api
