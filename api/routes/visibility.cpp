#include "api/routes/visibility.hpp"

#include "db/matter_store.hpp"

namespace gavel::api {

bool sees_all_units(const db::Account& account) {
  return std::ranges::any_of(account.roles,
                             [](const std::string& role) { return role != "drafter"; });
}

bool sees(const db::Account& account, const std::string& unit) {
  return account.unit == unit || sees_all_units(account);
}

namespace {

/// The unit a matter was handed to sees it as the one that opened it does.
bool takes_part(const db::Account& account, const desk::Loaded& loaded) {
  const matter::Actor actor{account.account, account.name, account.unit, account.roles};
  return std::ranges::any_of(loaded.procedure->roles, [&](const auto& role) {
    return role.second.unit && matter::holds(*loaded.procedure, loaded.snapshot, actor, role.first);
  });
}

}  // namespace

desk::Loaded visible_matter(Context& context, const Call& call, const std::string& id) {
  auto loaded = context.services.matters.load(id);
  if (!loaded) throw Problem{.type = "no-such-matter"};
  if (!sees(*call.account, loaded->snapshot.unit) && !takes_part(*call.account, *loaded)) {
    throw Problem{.type = "not-your-matter", .values = {{"unit", loaded->snapshot.unit}}};
  }
  return *std::move(loaded);
}

}  // namespace gavel::api
