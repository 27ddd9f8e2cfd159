#include "db/event_rows.hpp"

#include "archive/canonical.hpp"
#include "embedded/queries.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

matter::Event event_from(const pqxx::row& row) {
  matter::Event event;
  event.seq = pg::integer(row["seq"]);
  event.kind = pg::text(row["kind"]);
  event.name = pg::text(row["name"]);
  event.data = pg::object(row["data"]);
  event.actor = actor_from(pg::object(row["actor"]));
  event.at = pg::instant(row["at"]);
  event.facts = pg::object(row["facts"]);
  event.calendar_id = pg::text(row["calendar_id"]);
  event.entered = pg::texts(row["entered"]);
  event.exited = pg::texts(row["exited"]);
  return event;
}

}  // namespace

JsonObject to_json(const matter::Actor& actor) {
  JsonObject out{{"account", actor.account},
                 {"name", actor.name},
                 {"unit", actor.unit},
                 {"roles", JsonArray(actor.roles.begin(), actor.roles.end())}};
  if (!actor.on_behalf_of.empty()) out["on_behalf_of"] = actor.on_behalf_of;
  if (!actor.principal_unit.empty()) out["principal_unit"] = actor.principal_unit;
  return out;
}

matter::Actor actor_from(const JsonObject& object) {
  matter::Actor actor{string_or(object, "account"),      string_or(object, "name"),
                      string_or(object, "unit"),         {},
                      string_or(object, "on_behalf_of"), string_or(object, "principal_unit")};
  const Json* roles = object.if_contains("roles");
  ensure(roles != nullptr && roles->is_array(), "an actor with roles");
  for (const Json& role : roles->get_array()) {
    ensure(role.is_string(), "roles that are texts");
    actor.roles.emplace_back(role.get_string().begin(), role.get_string().end());
  }
  return actor;
}

std::vector<matter::Event> read_events(pqxx::transaction_base& tx, const std::string& matter,
                                       std::int64_t after, std::int64_t last, std::int64_t limit) {
  std::vector<matter::Event> events;
  for (const auto& row : pg::exec(tx, query::read_events_sql, matter, after, last, limit)) {
    events.push_back(event_from(row));
  }
  return events;
}

std::string event_line(const matter::Event& event) {
  JsonArena arena;
  return archive::canonical(Json(matter::encode(event, &arena)));
}

}  // namespace gavel::db
