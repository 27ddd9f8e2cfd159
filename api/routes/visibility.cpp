#include "api/routes/visibility.hpp"

#include "db/matter_store.hpp"

namespace gavel::api {

bool sees_all_units(const db::Account& account) {
  return std::ranges::any_of(account.roles, [](const std::string& role) {
    return role != "drafter" && role != "study_unit";
  });
}

bool sees(const db::Account& account, const std::string& unit) {
  return account.unit == unit || sees_all_units(account);
}

desk::Loaded visible_matter(Context& context, const Call& call, const std::string& id) {
  auto loaded = context.services.matters.load(id);
  if (!loaded) throw Problem{.type = "no-such-matter"};
  if (!sees(*call.account, loaded->snapshot.unit)) {
    throw Problem{.type = "not-your-matter", .values = {{"unit", loaded->snapshot.unit}}};
  }
  return *std::move(loaded);
}

}  // namespace gavel::api
