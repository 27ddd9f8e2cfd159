#pragma once
// Duties that no one person holds together, whatever the matter: who looks into the log does not
// write it, who looks after accounts decides nothing, who drafts does not seal the archive, the
// office neither signs for the head nor gives the legality opinion (Decree 713 art. 25, 30, 33;
// the rest is practice). What is kept apart within one matter only is a rule of its procedure.
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "api/routes/context.hpp"

namespace gavel::api {

class Fields;

/// The first two of `held` and `more` together that are kept apart, at least one being of `more`.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> clash(
    const std::vector<std::string>& held, const std::vector<std::string>& more);

/// Of every position the account holds today or will hold.
[[nodiscard]] std::vector<std::string> roles_of_positions(Context& context,
                                                          const std::string& account);
/// These and the account's own; empty where there is no such account.
[[nodiscard]] std::vector<std::string> roles_ever(Context& context, const std::string& account);

/// A fault at `where`/N for each of `roles` that no installed procedure has, nor the server itself:
/// most often a slip of the pen, and whoever holds it can do nothing by it. Those `held` already
/// are let be.
void check_known(Context& context, Fields& fields, const std::string& where,
                 const std::vector<std::string>& roles, const std::vector<std::string>& held = {});

/// A fault at `where` when someone who has `held` may not also have `more`.
void check_duties(Fields& fields, const std::string& where, const std::vector<std::string>& held,
                  const std::vector<std::string>& more);

}  // namespace gavel::api
