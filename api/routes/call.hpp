#pragma once
// One request on its way through a route: who asks, in which language, with which parameters.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/routes/input.hpp"
#include "db/accounts.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::api {

/// The client's Idempotency-Key, checked: what the answer is kept under.
struct RepeatKey {
  std::string key;             ///< As sent; never stored.
  std::string name;            ///< What stands for it in the database.
  std::string account;         ///< "" for the public.
  std::string request_sha256;  ///< Of method, target and body.
  bool kept = false;           ///< The answer was stored together with its effects.
  bool repeated = false;       ///< Another request under this key was first: its answer stands.
};

struct Call {
  const http::Request& request;
  Language language = Language::zh;
  std::vector<std::string> parameters = {};  ///< Of the path, in order.
  Query::Parameters query_parameters = {};
  std::optional<db::Account> account = {};  ///< Set on every route that needs one.
  /// Of the account's own roles those that do not count today (db/roles.hpp); `account` is without.
  std::vector<std::string> not_counted = {};
  /// A position gives the account a role of an organ, which is none in matters of another.
  bool of_organ_by_post = false;
  std::optional<RepeatKey> repeat = {};

  /// The bearer token; empty when there is none. The scheme's case does not matter (RFC 9110).
  [[nodiscard]] std::string_view token() const;
  [[nodiscard]] const std::string& parameter(std::size_t index = 0) const {
    return parameters.at(index);
  }
  [[nodiscard]] Query query() const { return Query(query_parameters); }
  [[nodiscard]] JsonObject json() const { return json_body(request); }
  [[nodiscard]] bool has_role(std::string_view role) const {
    return account && std::ranges::find(account->roles, role) != account->roles.end();
  }
  [[nodiscard]] matter::Actor actor() const {
    return {.account = account->account,
            .name = account->name,
            .unit = account->unit,
            .roles = account->roles};
  }
};

}  // namespace gavel::api
