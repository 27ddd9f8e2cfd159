#pragma once
// Who a name and a password are.
#include <optional>
#include <string>

#include "api/routes/context.hpp"
#include "db/accounts.hpp"

namespace gavel::api {

/// Guessing is slowed down by account and by `remote`. An unknown name takes as long as a wrong
/// password, and is answered alike: with nothing. Problem too-many-log-ins (429).
[[nodiscard]] std::optional<db::Account> find_account(Context& context, const std::string& name,
                                                      const std::string& password,
                                                      const std::string& remote);

/// The same with problem wrong-credentials (401, `challenge` as WWW-Authenticate) for nothing.
[[nodiscard]] db::Account account_with(Context& context, const std::string& name,
                                       const std::string& password, const std::string& remote,
                                       const std::string& challenge = "Bearer");

/// The account of an Authorization header of scheme Basic (RFC 7617); empty when it is of another.
[[nodiscard]] std::optional<db::Account> basic_account(Context& context,
                                                       const http::Request& request);

inline constexpr const char* basic_challenge = "Basic realm=\"archive\", charset=\"UTF-8\"";

}  // namespace gavel::api
