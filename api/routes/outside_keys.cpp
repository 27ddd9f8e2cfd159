// Keys of organisations outside, which hand in nothing here but receipts: entered beforehand by who
// keeps the register, with the organisation's own proof that it holds them.
#include "db/outside_keys.hpp"

#include "api/routes/context.hpp"
#include "api/routes/key_faults.hpp"
#include "api/routes/names.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "archive/digest.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::OutsideKey& key) {
  return {{"id", key.id},
          {"organisation", key.organisation},
          {"algorithm", key.algorithm},
          {"public_key", key.pem},
          {"possession", archive::to_base64(key.possession)},
          {"registered_by", key.registered_by},
          {"registered_at", to_string(key.registered_at)},
          {"revoked_at", key.revoked_at ? Json(to_string(*key.revoked_at)) : Json()},
          {"revoked_by", key.revoked_at ? Json(key.revoked_by) : Json()},
          {"revocation_reason", key.revoked_at ? Json(key.revocation_reason) : Json()}};
}

http::Response add(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::NewOutsideKey wanted{.organisation = name_in(fields, "organisation", {.min = 1, .max = 200}),
                           .pem = fields.text("public_key", {.min = 1, .max = 16384}),
                           .possession = {},
                           .by = call.account->account};
  const std::string possession = fields.maybe_text("possession", {.max = 4096}).value_or("");
  fields.done();
  wanted.possession = archive::from_base64(possession).value_or("");
  const auto key = db::OutsideKeys(context.services.pool).add(wanted, context.services.clock.now());
  if (!key && key.error() == db::KeyFault::not_possessed)
    ask_for_possession(wanted.organisation, wanted.pem);
  if (!key) refuse_key(key.error());
  return created("/v1/outside-keys/" + encoded(key->id), view(*key));
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const std::string organisation = query.text("organisation", 200).value_or("");
  query.done();
  JsonArray keys;
  for (const auto& key : db::OutsideKeys(context.services.pool).of(organisation))
    keys.push_back(view(key));
  return json_response(200, JsonObject{{"keys", std::move(keys)}});
}

http::Response one(Context& context, Call& call) {
  call.query().done();
  const auto key = db::OutsideKeys(context.services.pool).find(call.parameter());
  if (!key) refuse_key(db::KeyFault::no_such_key);
  return json_response(200, view(*key));
}

http::Response revoke(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string reason = fields.text("reason", {.min = 1, .max = 500});
  fields.done();
  const auto key =
      db::OutsideKeys(context.services.pool)
          .revoke(call.parameter(), call.account->account, reason, context.services.clock.now());
  if (!key) refuse_key(key.error());
  return json_response(200, view(*key));
}

}  // namespace

void add_outside_keys(Router& router) {
  router.add({"POST", "/v1/outside-keys", for_admin, add});
  router.add({"GET", "/v1/outside-keys", for_accounts, list});
  router.add({"GET", "/v1/outside-keys/{id}", for_accounts, one});
  router.add({"POST", "/v1/outside-keys/{id}/revocation", for_admin, revoke});
}

}  // namespace gavel::api
