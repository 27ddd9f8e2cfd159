#include "api/routes/credentials.hpp"

#include <algorithm>
#include <chrono>

#include "api/auth/passwords.hpp"
#include "api/routes/problem.hpp"
#include "archive/digest.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::api {
namespace {

void check_throttle(Context& context, const std::string& account, const std::string& remote) {
  const auto wait = context.log_ins.attempt(account, remote, context.wall.now());
  if (wait.count() == 0) return;
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
  throw Problem{.type = "too-many-log-ins",
                .values = {{"seconds", seconds}},
                .headers = {{"Retry-After", std::to_string(seconds)}}};
}

}  // namespace

std::optional<db::Account> find_account(Context& context, const std::string& name,
                                        const std::string& password, const std::string& remote) {
  check_throttle(context, name, remote);
  const auto known = context.services.accounts.credentials(name);
  const bool right =
      known ? auth::verify_password(known->password_hash, password) : auth::verify_nobody(password);
  if (!right || known->account.disabled) {
    context.metrics.log_in_failed();
    return std::nullopt;
  }
  context.log_ins.forgive(name, remote);
  return known->account;
}

db::Account account_with(Context& context, const std::string& name, const std::string& password,
                         const std::string& remote, const std::string& challenge) {
  auto account = find_account(context, name, password, remote);
  if (!account)
    throw Problem{.type = "wrong-credentials", .headers = {{"WWW-Authenticate", challenge}}};
  return *std::move(account);
}

std::optional<db::Account> basic_account(Context& context, const http::Request& request) {
  constexpr std::string_view scheme = "basic ";
  std::string_view field = request.headers.get("Authorization");
  std::string begin(field.substr(0, scheme.size()));
  std::ranges::transform(begin, begin.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  });
  if (begin != scheme) return std::nullopt;
  const auto pair = archive::from_base64(field.substr(scheme.size()));
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  const bool is_sane = colon != std::string::npos && is_utf8(*pair) &&
                       pair->find('\0') == std::string::npos &&
                       pair->size() - colon - 1 <= auth::password_bytes_max;
  if (!is_sane) {
    throw Problem{.type = "wrong-credentials", .headers = {{"WWW-Authenticate", basic_challenge}}};
  }
  return account_with(context, pair->substr(0, colon), pair->substr(colon + 1), request.remote,
                      basic_challenge);
}

}  // namespace gavel::api
