#pragma once
// Entries of a matter's own record, by their number: whose an entry is, for the rules that ask who
// may correct it.
#include <cstdint>
#include <string>

#include "engine/base/json.hpp"

namespace gavel::db {

class Pool;

/// By which event of the procedure an entry is corrected, and which field of it names the entry.
struct Correcting {
  std::string event, field;
};

/// The event of that number in the matter's record: {"found": {"event", "root", "account", "unit",
/// "on_behalf_of", "signed", "member"} or null}. Of a document, "event" is its code. All but
/// "event" are of the entry itself or, where it corrects another, of that which was corrected
/// first: whoever corrects it says what that one says. "member" is whom the entry is about, where
/// it names a member; it and "on_behalf_of" are "" where there is none.
[[nodiscard]] JsonObject entry_numbered(Pool& pool, const std::string& matter, std::int64_t seq,
                                        const Correcting& by);

}  // namespace gavel::db
