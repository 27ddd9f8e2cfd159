#pragma once
// Whom and what a form names by account, by id or by what they are called: what a rule needs to
// tell two persons apart whose names were typed.
#include <string>
#include <vector>

#include "db/roles.hpp"
#include "engine/base/json.hpp"
#include "engine/base/time.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::db {

/// The enabled account of that name, or the only one whose holder is called so: {"found":
/// {"account", "name", "unit", "roles"} or null}. Roles are those it has that day (roles.hpp),
/// sorted; here and below without those of another organ, which do not count in the matter
/// (`elsewhere`).
[[nodiscard]] JsonObject account_named(Pool& pool, const std::string& named, Day day,
                                       Elsewhere elsewhere = {});
/// {"found": […], "missing": [names], "keys": […]}, in the order given; a key is the account of one
/// that was found, otherwise the name without blanks.
[[nodiscard]] JsonObject accounts_named(Pool& pool, const JsonArray& named, Day day,
                                        Elsewhere elsewhere = {});
/// As `account_named`, with "body": the accounts that hold a position with the role organ_head or
/// member that day in one of the organs that decide the matter, sorted; where it is not known which
/// those are (`deciding` is empty), in an organ where this account holds such a position. Of these
/// "executive" and "plenary": those with a seat in that meeting of the organ; "organs": those of
/// the organs where the account itself has a position. Empty where the register of positions knows
/// of none.
[[nodiscard]] JsonObject member_named(Pool& pool, const std::string& named, Day day,
                                      Elsewhere elsewhere = {},
                                      const std::vector<std::string>& deciding = {});
/// Who the register has these accounts for that day: {"found": [{"account", "name", "unit",
/// "posts": [{"organ", "title", "seat"}]}], "missing": [accounts], "without_post": [accounts]},
/// in the order given. A post is a position with the role organ_head or member in one of the organs
/// that decide the matter (in any where `deciding` is empty); seat is "executive", "plenary" or
/// "none". With each, "is_head": whether they have the role organ_head that day, and what is lent
/// to them for the matter or for all, as `add_lent` says it. And "executive" and "plenary", as
/// `member_named` says them of the first of these: whoever has the chair.
[[nodiscard]] JsonObject seats_of(Pool& pool, const std::string& matter, const JsonArray& accounts,
                                  Day day, const procedure::Procedure* procedure,
                                  Elsewhere elsewhere = {},
                                  const std::vector<std::string>& deciding = {});
/// To what `account_named` said of somebody, "lent": the roles and acts lent to them that day, for
/// this matter or for all, by somebody who has the role, or one that may do the act by the
/// procedure (null: nobody asks), and does not keep out of the matter, but for a deputy that the
/// order names; and "lent_by": the accounts that lent them. Not there where there are none.
void add_lent(Pool& pool, const std::string& matter, Day day, const procedure::Procedure* procedure,
              JsonObject& said, Elsewhere elsewhere = {});
/// The unit of that id, or the only one of that name, be it spelled otherwise (spelling.hpp):
/// {"found": {"id", "name"} or null}.
[[nodiscard]] JsonObject unit_named(Pool& pool, const std::string& named);
/// {"found": […], "missing": [names], "keys": […]}, in the order given; a key is the id of one that
/// was found, otherwise what was given.
[[nodiscard]] JsonObject units_named(Pool& pool, const JsonArray& named);
/// The matter of that id, or whose volume in the archive has that code: {"found": {"id", "title",
/// "procedure", "states"} or null}, with "archival_code" where it is archived. The procedure by its
/// name; the states it is in now, those around them included.
[[nodiscard]] JsonObject matter_named(Pool& pool, const std::string& named);

}  // namespace gavel::db
