#include "api/routes/circle.hpp"

#include <algorithm>

#include "api/routes/acting.hpp"
#include "api/routes/history.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/views.hpp"
#include "db/offices.hpp"
#include "db/people.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"
#include "engine/matter/every_unit.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::api {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::ranges::find(list, item) != list.end();
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

/// What events call them by: account, name, an expert of the pool by the entry's id or name too.
std::vector<std::string> called(Context& context, const Call& call, const std::string& matter) {
  std::vector<std::string> out{call.account->account, call.account->name};
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

/// The unit an expert is of is told with their opinion, and asks nobody of it for anything.
bool is_of_an_expert(const procedure::Procedure& procedure, const matter::Event& event) {
  const auto type = procedure.events.find(event.name);
  return type != procedure.events.end() &&
         std::ranges::find(type->second.registers, "expert", &procedure::RegisterAsked::name) !=
             type->second.registers.end();
}

/// `units`: what is asked of their unit as well.
bool acted_or_is_named(Context& context, const Call& call, const desk::Loaded& loaded,
                       const std::vector<std::string>& units) {
  const std::string& account = call.account->account;
  const auto known_as = called(context, call, loaded.snapshot.id);
  const auto is_in = [](const Json& data, const auto& list) {
    return std::ranges::any_of(
        list, [&](const std::string& id) { return !id.empty() && names(data, id); });
  };
  return std::ranges::any_of(events_of(context, loaded.snapshot), [&](const matter::Event& event) {
    const Json data(event.data);
    return event.actor.account == account || event.actor.on_behalf_of == account ||
           is_in(data, known_as) ||
           (!is_of_an_expert(*loaded.procedure, event) && is_in(data, units));
  });
}

bool acted_or_is_named(Context& context, const Call& call, const desk::Loaded& loaded) {
  return acted_or_is_named(context, call, loaded,
                           {call.account->unit, Names(context).unit(call.account->unit)});
}

/// Of the units that a role is bound to: those that draft it, carry it out.
bool is_of_its_units(const Call& call, const desk::Loaded& loaded) {
  return contains(matter::units(*loaded.procedure, loaded.snapshot), call.account->unit);
}

bool is_ordered_deputy(Context& context, const Call& call, const std::string& matter) {
  const auto steps = db::Offices(context.services.pool).recusals(matter);
  return std::ranges::any_of(steps, [&](const db::RecusalStep& step) {
    return step.step == "order" && step.deputy == call.account->account &&
           db::recused(steps, step.account) == &step;
  });
}

/// By somebody who has the role today.
bool is_lent_the_whole(Context& context, const Call& call, const desk::Loaded& loaded,
                       const std::vector<std::string>& whole) {
  const Day today = day_of(context.services.clock.now());
  const std::string& account = call.account->account;
  return std::ranges::any_of(
      db::Offices(context.services.pool).delegations_of(account), [&](const db::Delegation& each) {
        return each.delegate == account && contains(whole, each.role) &&
               each.tenure.holds_on(today) &&
               (each.matter.empty() || each.matter == loaded.snapshot.id) &&
               contains(roles_in(context, loaded, each.principal), each.role);
      });
}

/// A step waits for one of their roles: the reviewer reads before the first word. What may be sent
/// at any time, such as a correction, waits for nobody.
bool is_waited_for(Context& context, const Call& call, const desk::Loaded& loaded) {
  const auto& named = procedure::circles_in(*loaded.procedure).named;
  matter::Actor actor = actor_in(context, call, loaded);
  std::erase_if(actor.roles, [&](const std::string& role) {
    return !loaded.procedure->roles.contains(role) || contains(named, role);
  });
  if (actor.roles.empty()) return false;
  const Moment moment = present(context, loaded.snapshot);
  return std::ranges::any_of(
      matter::tasks(*loaded.procedure, loaded.snapshot, actor, moment.facts, moment.now,
                    *moment.calendar),
      [](const matter::Task& task) { return task.mine && task.type->during.empty(); });
}

}  // namespace

bool acted_or_is_named_in_person(Context& context, const Call& call, const desk::Loaded& loaded) {
  return acted_or_is_named(context, call, loaded, {});
}

bool has_everywhere(const Call& call, const std::string& role) {
  return call.has_role(role) && role != db::head_role &&
         !(call.of_organ_by_post && db::is_of_organ(role));
}

bool is_of_the_matter(Context& context, const Call& call, const desk::Loaded& loaded) {
  const auto& named = procedure::circles_in(*loaded.procedure).named;
  const matter::Actor actor = actor_in(context, call, loaded);
  const auto is_held = [&](const auto& role) {
    return role.first != "clock" && !contains(named, role.first) &&
           matter::holds(*loaded.procedure, loaded.snapshot, actor, role.first);
  };
  return std::ranges::any_of(loaded.procedure->roles, is_held) ||
         acted_or_is_named(context, call, loaded) ||
         is_ordered_deputy(context, call, loaded.snapshot.id);
}

bool is_in_circle(Context& context, const Call& call, const desk::Loaded& loaded,
                  const std::vector<std::string>& whole) {
  const std::string& matter = loaded.snapshot.id;
  return std::ranges::any_of(
             whole, [&](const auto& role) { return has_role_in(context, call, loaded, role); }) ||
         is_of_its_units(call, loaded) || acted_or_is_named(context, call, loaded) ||
         is_lent_the_whole(context, call, loaded, whole) ||
         is_ordered_deputy(context, call, matter) || is_waited_for(context, call, loaded);
}

}  // namespace gavel::api
