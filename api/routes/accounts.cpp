// Units and accounts, kept by the administrator.
#include <map>
#include <regex>

#include "api/auth/passwords.hpp"
#include "api/routes/context.hpp"
#include "api/routes/credentials.hpp"
#include "api/routes/duties.hpp"
#include "api/routes/heads.hpp"
#include "api/routes/names.hpp"
#include "api/routes/namesake.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/table_ends.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"

namespace gavel::api {
namespace {

bool is_name(const std::string& text) {
  static const std::regex shape("[a-z0-9][a-z0-9._-]{0,63}");
  return std::regex_match(text, shape) && text != "me";  // "me" is a path of its own.
}

bool is_unit_id(const std::string& text) {
  static const std::regex shape("[a-z0-9][a-z0-9-]{0,62}");
  return std::regex_match(text, shape);
}

bool is_role(const std::string& text) {
  static const std::regex shape("[a-z][a-z0-9_-]{0,62}");
  // Nobody but the system's timers is the clock, and "anyone" is no one in particular.
  return std::regex_match(text, shape) && text != "clock" && text != "anyone";
}

void check_roles(Context& context, Fields& fields, const std::vector<std::string>& roles,
                 const std::vector<std::string>& held = {}) {
  const bool are_roles = std::ranges::all_of(roles, is_role);
  if (are_roles) return check_known(context, fields, "roles", roles, held);
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (!is_role(roles[i])) {
      fields.fault("roles/" + std::to_string(i), "not-a-role", {{"given", roles[i]}});
    }
  }
}

void check_password(Fields& fields, const std::optional<std::string>& password) {
  if (!password) return;
  if (password->size() > auth::password_bytes_max) {
    fields.fault("password", "too-long", {{"max", auth::password_bytes_max}});
  }
}

void check_unit(Context& context, Fields& fields, const std::string& unit) {
  const auto known = context.services.accounts.units();
  if (unit.empty() || std::ranges::find(known, unit, &db::Unit::id) != known.end()) return;
  fields.fault("unit", "no-such-unit", {{"given", unit}});
}

constexpr Length password_length{.min = auth::password_length_min, .max = auth::password_bytes_max};

[[noreturn]] void refuse(db::AccountFault fault, const std::string& given) {
  switch (fault) {
    case db::AccountFault::account_taken:
      throw Problem{.type = "account-taken", .values = {{"account", given}}};
    case db::AccountFault::person_taken:
      throw Problem{.type = "person-taken", .values = {{"account", given}}};
    case db::AccountFault::no_such_unit:
      throw Problem{.type = "internal-error"};  // check_unit has asked, and units stay
    case db::AccountFault::no_such_account:
      break;
  }
  throw Problem{.type = "no-such-account", .values = {{"account", given}}};
}

/// One person has one account, be it disabled.
void refuse_second_account(Context& context, const db::Account& account, bool is_another) {
  if (is_another) return;
  for (const db::Account& other : context.services.accounts.all()) {
    if (other.account == account.account ||
        !are_namesakes({account.name, account.unit}, {other.name, other.unit}))
      continue;
    throw Problem{
        .type = "namesake",
        .values = {{"account", account.account}, {"other", other.account}, {"name", account.name}}};
  }
}

http::Response me(Context& /*context*/, Call& call) {
  return json_response(200, view(*call.account));
}

/// One's own password. All the account's sessions end with the old one, this one too.
http::Response change_own(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const auto current = fields.text("current_password", {.min = 1, .max = auth::password_bytes_max});
  const auto chosen = fields.text("password", password_length);
  check_password(fields, chosen);
  fields.done();
  const std::string& name = call.account->account;
  if (!find_account(context, name, current, call.request.remote))
    throw Problem{.type = "invalid-body",
                  .errors = {{.where = "/current_password", .code = "wrong-password"}}};
  const db::AccountChange change{.name = std::nullopt,
                                 .unit = std::nullopt,
                                 .password_hash = auth::hash_password(chosen),
                                 .person = std::nullopt,
                                 .roles = std::nullopt,
                                 .disabled = std::nullopt};
  if (const auto changed = context.services.accounts.change(name, change); !changed)
    refuse(changed.error(), name);
  return {.status = 204, .headers = {}, .body = ""};
}

http::Response list(Context& context, Call& call) {
  call.query().done();
  JsonArray accounts;
  for (const db::Account& account : context.services.accounts.all()) {
    accounts.push_back(view(account));
  }
  JsonArray warnings = roles_not_counted(context);
  if (const auto ends = table_ends(context))
    warnings.push_back(JsonObject{{"account", nullptr}, {"role", nullptr}, {"says", view(*ends)}});
  return json_response(
      200, JsonObject{{"accounts", std::move(accounts)}, {"warnings", std::move(warnings)}});
}

http::Response one(Context& context, Call& call) {
  const auto account = context.services.accounts.find(call.parameter());
  if (!account) refuse(db::AccountFault::no_such_account, call.parameter());
  return json_response(200, view(*account));
}

http::Response add(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::Account account{.account = fields.text("account", {.min = 1, .max = 64}),
                      .name = name_in(fields, "name"),
                      .unit = fields.text("unit", {.min = 1, .max = 63}),
                      .roles = fields.maybe_texts("roles").value_or(std::vector<std::string>()),
                      .disabled = false,
                      .created_at = context.wall.now(),
                      .person = fields.maybe_text("person", {.min = 1, .max = 64}).value_or("")};
  const auto password = fields.maybe_text("password", password_length);
  const bool is_another = fields.maybe_flag("another_person").value_or(false);
  if (!is_name(account.account)) fields.fault("account", "not-a-name");
  check_unit(context, fields, account.unit);
  check_roles(context, fields, account.roles);
  check_duties(fields, "roles", {}, account.roles);
  check_password(fields, password);
  fields.done();

  if (!context.services.accounts.find(account.account))
    refuse_second_account(context, account, is_another);
  const std::string chosen = password ? *password : auth::generate_password();
  const auto added = context.services.accounts.add(account, auth::hash_password(chosen));
  if (!added) refuse(added.error(), account.account);
  JsonObject made = view(*added);
  if (!password) made["password"] = chosen;  // The only time it is shown.
  return created("/v1/accounts/" + encoded(account.account), made);
}

http::Response change(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::AccountChange change{.name = maybe_name_in(fields, "name"),
                           .unit = fields.maybe_text("unit", {.min = 1, .max = 63}),
                           .password_hash = std::nullopt,
                           .person = fields.maybe_text("person", {.min = 1, .max = 64}),
                           .roles = fields.maybe_texts("roles"),
                           .disabled = fields.maybe_flag("disabled")};
  const auto password = fields.maybe_text("password", password_length);
  const bool is_another = fields.maybe_flag("another_person").value_or(false);
  if (change.roles) {
    const auto before = context.services.accounts.find(call.parameter());
    check_roles(context, fields, *change.roles,
                before ? before->roles : std::vector<std::string>());
    check_duties(fields, "roles", roles_of_positions(context, call.parameter()), *change.roles);
  }
  if (change.unit) check_unit(context, fields, *change.unit);
  check_password(fields, password);
  fields.done();
  auto known = context.services.accounts.find(call.parameter());
  if (known && (change.name || change.unit)) {
    known->name = change.name.value_or(known->name);
    known->unit = change.unit.value_or(known->unit);
    refuse_second_account(context, *known, is_another);
  }
  if (password) change.password_hash = auth::hash_password(*password);
  const auto changed = context.services.accounts.change(call.parameter(), change);
  if (!changed) refuse(changed.error(), call.parameter());
  return json_response(200, view(*changed));
}

http::Response add_unit(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const db::Unit unit{.id = fields.text("id", {.min = 1, .max = 63}),
                      .name = name_in(fields, "name")};
  if (!is_unit_id(unit.id)) fields.fault("id", "not-a-unit-id");
  fields.done();
  const auto added = context.services.accounts.add_unit(unit);
  if (!added) {
    const auto& [what, other] = added.error();
    throw Problem{.type = what == db::UnitTaken::What::id ? "unit-taken" : "unit-name-taken",
                  .values = {{"id", other.id}, {"name", other.name}}};
  }
  return json_response(201, JsonObject{{"id", added->id}, {"name", added->name}});
}

http::Response units(Context& context, Call& call) {
  call.query().done();
  JsonArray list;
  for (const db::Unit& unit : context.services.accounts.units()) {
    list.push_back(JsonObject{{"id", unit.id}, {"name", unit.name}});
  }
  return json_response(200, JsonObject{{"units", std::move(list)}});
}

/// Names of colleagues, for whoever has to choose one. Accounts that are no longer used are not
/// chosen; roles and dates stay with the administrator.
http::Response directory(Context& context, Call& call) {
  call.query().done();
  std::map<std::string, std::string> names;
  for (const db::Unit& unit : context.services.accounts.units()) names[unit.id] = unit.name;
  JsonArray people;
  for (const db::Account& account : context.services.accounts.all()) {
    if (account.disabled) continue;
    const auto unit = names.find(account.unit);
    people.push_back(JsonObject{{"account", account.account},
                                {"name", account.name},
                                {"unit", account.unit},
                                {"unit_name", unit == names.end() ? account.unit : unit->second}});
  }
  return json_response(200, JsonObject{{"people", std::move(people)}});
}

}  // namespace

void add_accounts(Router& router) {
  router.add({"GET", "/v1/accounts/me", for_accounts, me});
  router.add({"PATCH", "/v1/accounts/me", for_accounts, change_own});
  router.add({"GET", "/v1/accounts", for_admin, list});
  router.add({"POST", "/v1/accounts", for_admin, add});
  router.add({"GET", "/v1/accounts/{account}", for_admin, one});
  router.add({"PATCH", "/v1/accounts/{account}", for_admin, change});
  router.add({"GET", "/v1/directory", for_accounts, directory});
  router.add({"GET", "/v1/units", for_accounts, units});
  router.add({"POST", "/v1/units", for_admin, add_unit});
}

}  // namespace gavel::api
