#include "api/routes/visibility.hpp"

#include "api/routes/acting.hpp"
#include "api/routes/circle.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/views.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "db/roles.hpp"
#include "engine/matter/circle.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::api {

bool sees_all_units(const db::Account& account) {
  return std::ranges::any_of(account.roles,
                             [](const std::string& role) { return role != db::drafter_role; });
}

Problem not_your_matter(Context& context, const std::string& unit) {
  return {.type = "not-your-matter", .values = {{"unit", Names(context).unit(unit)}}};
}

desk::Loaded visible_matter(Context& context, const Call& call, const std::string& id) {
  auto loaded = context.services.matters.load(id);
  if (!loaded) throw Problem{.type = "no-such-matter"};
  const auto units = matter::units(*loaded->procedure, loaded->snapshot);
  const auto is_for = [&](std::string_view unit) {
    return std::ranges::find(units, unit) != units.end();
  };
  const bool has_part = is_for(call.account->unit) ||
                        (is_for(matter::every_unit) && takes_part(context, *loaded, call));
  if (!has_part && !sees_all_units(*call.account)) {
    throw not_your_matter(context, loaded->snapshot.unit);
  }
  refuse_outsiders(context, call, *loaded);
  return *std::move(loaded);
}

void refuse_outsiders(Context& context, const Call& call, const desk::Loaded& loaded) {
  const auto circle = matter::circle_of(*loaded.procedure, loaded.snapshot);
  if (!circle || is_in_circle(context, call, loaded, circle->roles)) return;
  throw Problem{.type = "kept-to-circle",
                .values = {{"what", view(circle->title)},
                           {"roles", JsonArray(circle->roles.begin(), circle->roles.end())}}};
}

bool is_kept_from(Context& context, const Call& call, const std::string& matter,
                  const std::string& procedure_sha256) {
  const auto procedure = context.services.procedures.by_sha256(procedure_sha256);
  if (procedure == nullptr) return false;
  const auto& circles = procedure::circles_in(*procedure).matter;
  // Whether a role of an organ counts is said of each matter.
  const auto is_whole = [&](const procedure::Circle& each) {
    return std::ranges::any_of(each.roles,
                               [&](const std::string& role) { return has_everywhere(call, role); });
  };
  if (std::ranges::all_of(circles, is_whole)) return false;  // none there, as a rule
  const auto loaded = context.services.matters.load(matter);
  if (!loaded) return false;
  const auto circle = matter::circle_of(*loaded->procedure, loaded->snapshot);
  return circle && !is_in_circle(context, call, *loaded, circle->roles);
}

void hide_kept_titles(Context& context, const Call& call, JsonArray& named) {
  for (Json& each : named) {
    JsonObject& row = each.as_object();
    const auto loaded = context.services.matters.load(string_or(row, "matter"));
    if (!loaded) continue;
    const auto circle = matter::circle_of(*loaded->procedure, loaded->snapshot);
    if (circle && (!call.account || !is_in_circle(context, call, *loaded, circle->roles)))
      row["title"] = in(call.language, sentence("kept-title", {}));
  }
}

std::string title_told(Context& context, const std::string& matter) {
  const auto loaded = context.services.matters.load(matter);
  const bool is_kept = !loaded || matter::circle_of(*loaded->procedure, loaded->snapshot);
  return is_kept ? "" : loaded->snapshot.title;
}

bool takes_part(Context& context, const desk::Loaded& loaded, const Call& call) {
  const matter::Actor actor = actor_in(context, call, loaded);
  return std::ranges::any_of(loaded.procedure->roles, [&](const auto& role) {
    return role.first != "clock" &&
           matter::holds(*loaded.procedure, loaded.snapshot, actor, role.first);
  });
}

db::Statement visible_statement(Context& context, const Call& call, const std::string& id) {
  auto statement = context.services.statements.find(id);
  if (!statement) throw Problem{.type = "no-such-statement"};
  if (statement->account != call.account->account) {
    const desk::Loaded loaded = visible_matter(context, call, statement->matter);
    KeptParts(context, call, loaded).refuse_signed(statement->event);
  }
  return *std::move(statement);
}

}  // namespace gavel::api
