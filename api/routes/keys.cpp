// Public keys of those who sign. Private keys stay with their owners.
#include <map>

#include "api/routes/context.hpp"
#include "api/routes/key_faults.hpp"
#include "api/routes/page.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "archive/digest.hpp"
#include "db/accounts.hpp"

namespace gavel::api {
namespace {

/// Names of units by their ids.
using Units = std::map<std::string, std::string>;

Units units_of(Context& context) {
  Units out;
  for (const db::Unit& unit : context.services.accounts.units()) out[unit.id] = unit.name;
  return out;
}

Json revoked_by(const db::SigningKey& key) {
  if (key.revoked_by.empty()) return nullptr;
  return JsonObject{{"account", key.revoked_by}, {"name", key.revoked_by_name}};
}

JsonObject view(const db::SigningKey& key, const Units& units) {
  const auto unit = units.find(key.unit);
  return {
      {"id", key.id},
      {"account", key.account},
      {"name", key.name},
      {"unit", key.unit},
      {"unit_name", unit == units.end() ? key.unit : unit->second},
      {"algorithm", key.algorithm},
      {"public_key", key.pem},
      {"registered_at", to_string(key.registered_at)},
      {"revoked_at", key.revoked_at ? Json(to_string(*key.revoked_at)) : Json()},
      {"revoked_by", revoked_by(key)},
      {"revocation_reason", key.revocation_reason.empty() ? Json() : Json(key.revocation_reason)},
      {"possessed_at", key.possessed_at ? Json(to_string(*key.possessed_at)) : Json()},
      {"possession", key.possession.empty() ? Json() : Json(archive::to_base64(key.possession))},
      {"replaces", key.replaces.empty() ? Json() : Json(key.replaces)}};
}

http::Response add(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::NewKey wanted{.account = call.account->account,
                    .pem = fields.text("public_key", {.min = 1, .max = 16384}),
                    .possession = "",
                    .replaces = ""};
  const std::string possession = fields.maybe_text("possession", {.max = 4096}).value_or("");
  wanted.replaces = fields.maybe_text("replaces", {.min = 64, .max = 64}).value_or("");
  fields.done();
  wanted.possession = archive::from_base64(possession).value_or("");
  const auto key = context.services.accounts.add_key(wanted, context.services.clock.now());
  if (!key && key.error() == db::KeyFault::not_possessed) {
    ask_for_possession(wanted.account, wanted.pem);
  }
  if (!key) refuse_key(key.error());
  return created("/v1/keys/" + encoded(key->id), view(*key, units_of(context)));
}

/// Of a key that was registered before its holder was asked to prove that they hold it.
http::Response prove(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string given = fields.maybe_text("possession", {.max = 4096}).value_or("");
  fields.done();
  db::Accounts& accounts = context.services.accounts;
  const std::string holder = call.account->account;
  const auto key =
      accounts.prove_key(holder, call.parameter(), archive::from_base64(given).value_or(""),
                         context.services.clock.now());
  if (!key && key.error() == db::KeyFault::not_possessed)
    ask_for_possession(holder, accounts.key(call.parameter()).value().pem);
  if (!key) refuse_key(key.error());
  return json_response(200, view(*key, units_of(context)));
}

http::Response mine(Context& context, Call& call) {
  call.query().done();
  JsonArray keys;
  const Units units = units_of(context);
  for (const auto& key : context.services.accounts.keys_of(call.account->account)) {
    keys.push_back(view(key, units));
  }
  return json_response(200, JsonObject{{"keys", std::move(keys)}});
}

/// Any account may read any public key: that is how signatures are checked.
http::Response one(Context& context, Call& call) {
  const auto key = context.services.accounts.key(call.parameter());
  if (!key) refuse_key(db::KeyFault::no_such_key);
  return json_response(200, view(*key, units_of(context)));
}

/// Who signs with which key, since when and until when: for everyone who has a signature to judge.
http::Response whole(Context& context, Call& call) {
  Query query = call.query();
  const std::string text = query.text("q", 100).value_or("");
  const std::string after = query.cursor();
  const int limit = query.limit();
  query.done();
  const Units units = units_of(context);
  return page_response(
      call, "keys", context.services.accounts.key_register(text, after, limit + 1), limit,
      [&](const db::SigningKey& key) { return view(key, units); }, &db::SigningKey::id);
}

/// By the holder, who may need it at once: nothing is asked.
http::Response revoke(Context& context, Call& call) {
  const auto key = context.services.accounts.revoke_key({.account = call.account->account,
                                                         .key = call.parameter(),
                                                         .by = call.account->account,
                                                         .reason = {}},
                                                        context.services.clock.now());
  if (!key) refuse_key(key.error());
  return json_response(200, view(*key, units_of(context)));
}

/// By who keeps the register, for holders who cannot: the key is lost, or they are gone. Whose key
/// it is and why stands in the ledger. Nobody can sign with another's key, the keeper as little.
http::Response revoke_for(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const db::Revocation wanted{.account = call.parameter(0),
                              .key = call.parameter(1),
                              .by = call.account->account,
                              .reason = fields.text("reason", {.min = 1, .max = 500})};
  fields.done();
  const auto key = context.services.accounts.revoke_key(wanted, context.services.clock.now());
  if (!key && key.error() == db::KeyFault::no_such_key) throw Problem{.type = "not-their-key"};
  if (!key) refuse_key(key.error());
  return json_response(200, view(*key, units_of(context)));
}

}  // namespace

void add_keys(Router& router) {
  router.add({"POST", "/v1/keys", for_accounts, add});
  router.add({"GET", "/v1/keys", for_accounts, mine});
  router.add({"GET", "/v1/key-register", for_public, whole});
  router.add({"GET", "/v1/key-register/{id}", for_public, one});
  router.add({"GET", "/v1/keys/{id}", for_accounts, one});
  router.add({"POST", "/v1/keys/{id}/possession", for_accounts, prove});
  router.add({"POST", "/v1/keys/{id}/revocation", for_accounts, revoke});
  router.add({"POST", "/v1/accounts/{account}/keys/{id}/revocation", for_admin, revoke_for});
}

}  // namespace gavel::api
