#pragma once
// The roles an account has on a day, said in one place for all that ask: its own, and those of the
// positions it holds.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

/// Of the head of the organ that decides. Once the register of positions has named a head, it goes
/// by position alone: what an account was given of it beside that does not count. So a bureau's
/// head whose account has it from earlier decides nothing for the organ, also while the post of its
/// head is vacant.
inline constexpr std::string_view head_role = "organ_head";

struct RolesHeld {
  std::vector<std::string> roles;        ///< The account's own that count, then its positions'.
  std::vector<std::string> not_counted;  ///< The account's own that do not.
};
/// Of the members of the organ's meetings.
inline constexpr std::string_view member_role = "member";

/// Accounts that lead another organ than the one that decides a matter (deciding_organ.hpp): in it
/// they are neither its head nor one of its members.
using Elsewhere = std::span<const std::string>;
[[nodiscard]] RolesHeld roles_on(pqxx::transaction_base& tx, const std::string& account, Day day,
                                 Elsewhere elsewhere = {});
/// What is left of the roles in a matter of another organ.
void without_leading(std::vector<std::string>& roles);
[[nodiscard]] RolesHeld roles_on(Pool& pool, const std::string& account, Day day);

/// Who heads an organ by the register of positions that day: accounts, sorted.
[[nodiscard]] std::vector<std::string> heads_on(Pool& pool, Day day);
/// The enabled accounts whose own role of a head does not count that day, sorted.
[[nodiscard]] std::vector<std::string> not_heads_on(Pool& pool, Day day);
/// The organs whose head the account is that day, by the positions it holds or as the deputy whom
/// an order of recusal names for their head in the matter, sorted.
[[nodiscard]] std::vector<std::string> organs_headed_by(Pool& pool, const std::string& account,
                                                        const std::string& matter, Day day);

}  // namespace gavel::db
