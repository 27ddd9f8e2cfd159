// From a request to an answer, in one place: route, account, key of repetition, action; and every
// way it can go wrong becomes a problem the client can read.
#include <chrono>

#include <spdlog/spdlog.h>

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/credentials.hpp"
#include "api/routes/heads.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "db/pool.hpp"

namespace gavel::api {
namespace {

[[noreturn]] void not_signed_in(std::string type, const std::string& challenge) {
  throw Problem{.type = std::move(type), .headers = {{"WWW-Authenticate", challenge}}};
}

db::Account account_of(Context& context, const Call& call, const Access& access) {
  const std::string_view token = call.token();
  if (access.basic && token.empty()) {
    if (auto account = basic_account(context, call.request)) return *std::move(account);
    not_signed_in("not-signed-in", basic_challenge);
  }
  if (token.empty()) not_signed_in("not-signed-in", "Bearer");
  auto account = context.services.accounts.account_of(token, context.wall.now());
  if (account) return *std::move(account);
  const bool expired = account.error() == db::TokenFault::expired;
  not_signed_in(expired ? "token-expired" : "token-unknown", "Bearer error=\"invalid_token\"");
}

void check_role(const Call& call, const Access& access) {
  const auto holds = [&](const std::string& role) { return call.has_role(role); };
  if (access.roles.empty() || std::ranges::any_of(access.roles, holds)) return;
  JsonArray roles(access.roles.begin(), access.roles.end());
  throw Problem{.type = "role-required", .values = {{"roles", std::move(roles)}}};
}

Router::Match match_of(const http::Request& request, const Target& target) {
  std::vector<std::string> allowed;
  auto match = router().find(request.method, target.segments, &allowed);
  if (match) return *std::move(match);
  if (allowed.empty()) throw Problem{.type = "no-such-page"};
  std::string list;
  for (const std::string& method : allowed) list += (list.empty() ? "" : ", ") + method;
  throw Problem{.type = "method-not-allowed",
                .values = {{"method", request.method}, {"allowed", list}},
                .headers = {{"Allow", list}}};
}

/// A GET whose ETag the client already has.
void shorten_if_known(const http::Request& request, http::Response& response) {
  const std::string_view known = request.headers.get("If-None-Match");
  const std::string_view etag = response.headers.get("ETag");
  const bool reads = request.method == "GET" || request.method == "HEAD";
  if (!reads || response.status != 200 || etag.empty() || known.empty()) return;
  if (known != "*" && known.find(etag) == std::string_view::npos) return;
  response.status = 304;
  response.body.clear();
  response.pieces.reset();
}

http::Response act(Context& context, Call& call, std::string& route) {
  auto target = parse_target(call.request.target);
  if (!target) throw Problem{.type = "bad-target"};
  Router::Match match = match_of(call.request, *target);
  route = match.route->pattern;
  call.parameters = std::move(match.parameters);
  call.query_parameters = std::move(target->query);
  if (!match.route->access.is_public) {
    call.account = account_of(context, call, match.route->access);
    take_up_positions(context, call);
    check_role(call, match.route->access);
  }
  if (call.request.method == "POST") {
    call.repeat = repeat_key(call.request, call.account ? call.account->account : "");
  }
  http::Response response = once(context, call, [&] { return match.route->action(context, call); });
  shorten_if_known(call.request, response);
  return response;
}

http::Response perform(Context& context, Call& call, std::string& route) {
  try {
    return act(context, call, route);
  } catch (Problem& problem) {
    tell_not_counted(context, call, problem);
    throw;
  }
}

/// What the client gets when we are at fault: a number to ask about, and no more.
http::Response incident(Context& context, const Call& call, std::string_view what) {
  const std::string id = new_id();
  spdlog::error("incident {}: {} {}: {}", id, call.request.method, call.request.target, what);
  context.metrics.internal_error();
  return answer(
      {.type = "internal-error", .values = {{"incident", id}}, .members = {{"incident", id}}},
      call.language);
}

http::Response answer_or_problem(Context& context, Call& call, std::string& route) {
  try {
    return perform(context, call, route);
  } catch (const Problem& problem) {
    return answer(problem, call.language);
  } catch (const db::InDoubt& error) {
    spdlog::error("in doubt: {} {}: {}", call.request.method, call.request.target, error.what());
    return answer({.type = "outcome-unknown", .headers = {{"Retry-After", "5"}}}, call.language);
  } catch (const db::Unavailable& error) {
    spdlog::error("database: {}", error.what());
    return answer({.type = "database-away", .headers = {{"Retry-After", "5"}}}, call.language);
  } catch (const std::exception& error) {
    return incident(context, call, error.what());
  }
}

http::Response serve(Context& context, const http::Request& request) {
  const auto begun = std::chrono::steady_clock::now();
  Call call{.request = request, .language = language_of(request.headers.get("Accept-Language"))};
  std::string route = "unmatched";
  http::Response response = answer_or_problem(context, call, route);
  response.headers.add("X-Content-Type-Options", "nosniff");
  if (!response.headers.find("Cache-Control")) response.headers.add("Cache-Control", "no-store");
  const std::string method = route == "unmatched" ? "_OTHER" : request.method;
  context.metrics.request(method, route, response.status, std::chrono::steady_clock::now() - begun);
  return response;
}

http::Response refuse(http::Fault fault, const http::Headers& headers) {
  const auto type = [&]() -> std::string {
    switch (fault) {
      case http::Fault::malformed:
        return "bad-request";
      case http::Fault::headers_too_big:
        return "headers-too-big";
      case http::Fault::body_too_big:
        return "body-too-big";
    }
    return "bad-request";
  }();
  http::Response response = answer({.type = type}, language_of(headers.get("Accept-Language")));
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

std::size_t body_limit(std::string_view method, std::string_view target) {
  const auto parsed = parse_target(target);
  if (!parsed) return json_limit;
  const auto match = router().find(method, parsed->segments);
  return match ? match->route->body_limit : json_limit;
}

}  // namespace

http::Handler make_handler(const Services& services) {
  const auto context = std::make_shared<Context>(services);
  return {.answer = [context](const http::Request& request) { return serve(*context, request); },
          .body_limit = body_limit,
          .refuse = refuse};
}

}  // namespace gavel::api
