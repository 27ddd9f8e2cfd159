#include "api/routes/visibility.hpp"

#include "api/routes/sentences.hpp"
#include "db/matter_store.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::api {

bool sees_all_units(const db::Account& account) {
  return std::ranges::any_of(account.roles,
                             [](const std::string& role) { return role != "drafter"; });
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
  const bool has_part =
      is_for(call.account->unit) || (is_for(matter::every_unit) && takes_part(*loaded, call));
  if (!has_part && !sees_all_units(*call.account)) {
    throw not_your_matter(context, loaded->snapshot.unit);
  }
  return *std::move(loaded);
}

bool takes_part(const desk::Loaded& loaded, const Call& call) {
  const matter::Actor actor = call.actor();
  return std::ranges::any_of(loaded.procedure->roles, [&](const auto& role) {
    return role.first != "clock" &&
           matter::holds(*loaded.procedure, loaded.snapshot, actor, role.first);
  });
}

db::Statement visible_statement(Context& context, const Call& call, const std::string& id) {
  auto statement = context.services.statements.find(id);
  if (!statement) throw Problem{.type = "no-such-statement"};
  if (statement->account != call.account->account) {
    (void)visible_matter(context, call, statement->matter);
  }
  return *std::move(statement);
}

}  // namespace gavel::api
