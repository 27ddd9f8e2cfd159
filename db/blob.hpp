#pragma once
// The bytes of a document, read in pieces: it may be larger than what this program may hold. For
// db/*.cpp alone.
#include <functional>
#include <string>
#include <string_view>

namespace gavel::db {

class Pool;

/// Gives `put` the pieces (1 MiB, the last one shorter) in their order, each read by a statement of
/// its own, until it answers false. False when there is no such blob. `sha256`: hexadecimal.
bool read_blob(Pool& pool, const std::string& sha256,
               const std::function<bool(std::string_view)>& put);

}  // namespace gavel::db
