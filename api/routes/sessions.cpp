// Logging in and out with a local account.
#include <chrono>

#include "api/auth/passwords.hpp"
#include "api/routes/context.hpp"
#include "api/routes/credentials.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/views.hpp"

namespace gavel::api {
namespace {

constexpr std::chrono::hours session_lifetime{12};

http::Response log_in(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string name = fields.text("account", {.min = 1, .max = 64});
  const std::string password = fields.text("password", {.min = 1, .max = auth::password_bytes_max});
  fields.done();
  const db::Account account = account_with(context, name, password, call.request.remote);
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
