#pragma once
// Entries of a matter's own record, by their number: whose an entry is, for the rules that ask who
// may correct it.
#include <cstdint>
#include <string>

#include "engine/base/json.hpp"

namespace gavel::db {

class Pool;

/// The event of that number in the matter's record: {"found": {"event", "account", "unit",
/// "on_behalf_of", "signed", "member"} or null}. Of a document, "event" is its code. "member" is
/// whom the entry is about, where it names a member; it and "on_behalf_of" are "" where there is
/// none.
[[nodiscard]] JsonObject entry_numbered(Pool& pool, const std::string& matter, std::int64_t seq);

}  // namespace gavel::db
