// Logging in and out with a local account.
#include <chrono>

#include "api/auth/passwords.hpp"
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/views.hpp"

namespace gavel::api {
namespace {

constexpr std::chrono::hours session_lifetime{12};

void check_throttle(Context& context, const std::string& account, const std::string& remote) {
  const auto wait = context.log_ins.attempt(account, remote, context.wall.now());
  if (wait.count() == 0) return;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  throw Problem{.type = "too-many-log-ins",
                .values = {{"seconds", seconds}},
                .headers = {{"Retry-After", std::to_string(seconds)}}};
}

/// The account of that name and password. An unknown name takes as long as a wrong password, and is
/// answered alike.
db::Account account_with(Context& context, const std::string& name, const std::string& password) {
  const auto known = context.services.accounts.credentials(name);
  const bool right =
      known ? auth::verify_password(known->password_hash, password) : auth::verify_nobody(password);
  if (right && !known->account.disabled) return known->account;
  context.metrics.log_in_failed();
  throw Problem{.type = "wrong-credentials", .headers = {{"WWW-Authenticate", "Bearer"}}};
}

http::Response log_in(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string name = fields.text("account", {.min = 1, .max = 64});
  const std::string password = fields.text("password", {.min = 1, .max = auth::password_bytes_max});
  fields.done();
  check_throttle(context, name, call.request.remote);
  const db::Account account = account_with(context, name, password);
  context.log_ins.forgive(name, call.request.remote);
  const db::Session session =
      context.services.accounts.start_session(name, context.wall.now(), session_lifetime);
  return json_response(201, JsonObject{{"token", session.token},
                                       {"token_type", "Bearer"},
                                       {"expires_at", to_string(session.expires_at)},
                                       {"account", view(account)}});
}

http::Response log_out(Context& context, Call& call) {
  context.services.accounts.end_session(call.token());
  return {.status = 204, .headers = {}, .body = ""};
}

}  // namespace

void add_sessions(Router& router) {
  router.add({"POST", "/v1/sessions", for_public, log_in});
  router.add({"DELETE", "/v1/sessions/current", for_accounts, log_out});
}

}  // namespace gavel::api
