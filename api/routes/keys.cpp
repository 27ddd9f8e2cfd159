// Public keys of those who sign. Private keys stay with their owners.
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "db/accounts.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::SigningKey& key) {
  return {{"id", key.id},
          {"account", key.account},
          {"algorithm", key.algorithm},
          {"public_key", key.pem},
          {"registered_at", to_string(key.registered_at)},
          {"revoked_at", key.revoked_at ? Json(to_string(*key.revoked_at)) : Json()}};
}

[[noreturn]] void refuse(db::KeyFault fault) {
  const auto bad_key = [](std::string code) {
    return Problem{.type = "invalid-body",
                   .errors = {{.where = "/public_key", .code = std::move(code)}}};
  };
  switch (fault) {
    case db::KeyFault::private_key:
      throw bad_key("private-key");
    case db::KeyFault::malformed:
      throw bad_key("not-pem");
    case db::KeyFault::unsupported:
      throw bad_key("unsupported-key");
    case db::KeyFault::taken:
      throw Problem{.type = "key-taken"};
    case db::KeyFault::already_revoked:
      throw Problem{.type = "key-already-revoked"};
    case db::KeyFault::no_such_key:
      break;
  }
  throw Problem{.type = "no-such-key"};
}

http::Response add(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string pem = fields.text("public_key", {.min = 1, .max = 16384});
  fields.done();
  const auto key =
      context.services.accounts.add_key(call.account->account, pem, context.services.clock.now());
  if (!key) refuse(key.error());
  return created("/v1/keys/" + encoded(key->id), view(*key));
}

http::Response mine(Context& context, Call& call) {
  call.query().done();
  JsonArray keys;
  for (const auto& key : context.services.accounts.keys_of(call.account->account)) {
    keys.push_back(view(key));
  }
  return json_response(200, JsonObject{{"keys", std::move(keys)}});
}

/// Any account may read any public key: that is how signatures are checked.
http::Response one(Context& context, Call& call) {
  const auto key = context.services.accounts.key(call.parameter());
  if (!key) refuse(db::KeyFault::no_such_key);
  return json_response(200, view(*key));
}

http::Response revoke(Context& context, Call& call) {
  const auto key = context.services.accounts.revoke_key(call.account->account, call.parameter(),
                                                        context.services.clock.now());
  if (!key) refuse(key.error());
  return json_response(200, view(*key));
}

}  // namespace

void add_keys(Router& router) {
  router.add({"POST", "/v1/keys", for_accounts, add});
  router.add({"GET", "/v1/keys", for_accounts, mine});
  router.add({"GET", "/v1/keys/{id}", for_accounts, one});
  router.add({"POST", "/v1/keys/{id}/revocation", for_accounts, revoke});
}

}  // namespace gavel::api
