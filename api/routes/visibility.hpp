#pragma once
// Who may see which matter. A drafting unit's worker sees the matters of their own unit, those
// handed to it, and those in which every unit has a part; every other staff role works across units
// and sees all but what its procedure keeps to a circle (engine/procedure/circles.hpp).
#include <string>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "db/statements.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

[[nodiscard]] bool sees_all_units(const db::Account& account);
/// Problem not-your-matter (403), with the name of the unit whose matter it is.
[[nodiscard]] Problem not_your_matter(Context& context, const std::string& unit);
/// The matter as last committed. Problems no-such-matter (404), not-your-matter and kept-to-circle
/// (403).
[[nodiscard]] desk::Loaded visible_matter(Context& context, const Call& call,
                                          const std::string& id);
/// Problem kept-to-circle (403) where the matter is kept to a circle that the account is not of.
void refuse_outsiders(Context& context, const Call& call, const desk::Loaded& loaded);
/// Whether a matter of a list, on the procedure of that digest, is kept to a circle that the
/// account is not of.
[[nodiscard]] bool is_kept_from(Context& context, const Call& call, const std::string& matter,
                                const std::string& procedure_sha256);
/// Of objects with `matter` and `title`, as lists name matters: the title of one that is kept from
/// the caller, or from the public, gives way to words that say so.
void hide_kept_titles(Context& context, const Call& call, JsonArray& named);
/// The title of another matter in a paper that goes further than its circle; empty: it is kept to
/// that.
[[nodiscard]] std::string title_told(Context& context, const std::string& matter);
/// Whether the procedure has a role for the account in this matter, its clock's apart.
[[nodiscard]] bool takes_part(Context& context, const desk::Loaded& loaded, const Call& call);
/// To its signer, and to whom its matter is and what it says is not kept from. Problems
/// no-such-statement (404), kept-paper (403), and as above.
[[nodiscard]] db::Statement visible_statement(Context& context, const Call& call,
                                              const std::string& id);

}  // namespace gavel::api
