#pragma once
// The roles an account has on a day, said in one place for all that ask: its own, and those of the
// positions it holds.
#include <array>
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

/// Of the members of the organ's meetings. Likewise by position alone once the register has named a
/// member: whoever left the post, or never had one, is none by what the account was given.
inline constexpr std::string_view member_role = "member";

// The other roles of which the server asks by itself, whatever procedures are installed.
inline constexpr std::string_view party_group_role = "party_group";
inline constexpr std::string_view office_role = "office";
inline constexpr std::string_view justice_role = "justice";
inline constexpr std::string_view drafter_role = "drafter";
inline constexpr std::string_view archivist_role = "archivist";
inline constexpr std::string_view auditor_role = "auditor";
inline constexpr std::string_view inspector_role = "inspector";
inline constexpr std::string_view reader_role = "reader";
inline constexpr std::string_view harvester_role = "harvester";
inline constexpr std::string_view admin_role = "admin";

/// The roles of the organ that decides itself: its head, its members, its Party group, its office.
/// Other organs have theirs, who are none of these in its matters.
inline constexpr std::array<std::string_view, 4> organ_roles{head_role, member_role,
                                                             party_group_role, office_role};
[[nodiscard]] bool is_of_organ(std::string_view role);

struct RolesHeld {
  std::vector<std::string> roles;        ///< The account's own that count, then its positions'.
  std::vector<std::string> not_counted;  ///< The account's own that do not.
  bool of_organ_by_post = false;         ///< A position gives one of organ_roles.
};

/// An account that has such roles in another organ than the one that decides a matter
/// (deciding_organ.hpp), and those of them that it does not have in it.
struct SetAside {
  std::string account;
  std::vector<std::string> roles;
};
using Elsewhere = std::span<const SetAside>;
[[nodiscard]] RolesHeld roles_on(pqxx::transaction_base& tx, const std::string& account, Day day,
                                 Elsewhere elsewhere = {});
/// Leaves those of the account's roles that count in the matter.
void set_aside(std::vector<std::string>& roles, const std::string& account, Elsewhere elsewhere);
[[nodiscard]] RolesHeld roles_on(Pool& pool, const std::string& account, Day day);

/// Who heads an organ by the register of positions that day: accounts, sorted.
[[nodiscard]] std::vector<std::string> heads_on(Pool& pool, Day day);
/// The enabled accounts whose own role of a head does not count that day, sorted.
[[nodiscard]] std::vector<std::string> not_heads_on(Pool& pool, Day day);
/// The organs in which a position gives the account one of organ_roles that day, sorted.
[[nodiscard]] std::vector<std::string> organs_of(Pool& pool, const std::string& account, Day day);
/// The organs whose head the account is that day, by the positions it holds or as the deputy whom
/// an order of recusal names for their head in the matter, sorted.
[[nodiscard]] std::vector<std::string> organs_headed_by(Pool& pool, const std::string& account,
                                                        const std::string& matter, Day day);

}  // namespace gavel::db
