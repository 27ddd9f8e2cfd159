#pragma once
// A key of the register as files of a package; `gavel verify` reads them by the same names. For
// archive/*.cpp alone.
#include <optional>
#include <string>

#include "archive/bag.hpp"
#include "archive/key_register.hpp"

namespace gavel::archive {

inline constexpr std::string_view keys_folder = "data/keys/";

/// Writes the entry's files and gives the key's id. Its proofs must be under `checkpoint_note`, and
/// the entry be what the ledger holds: otherwise BrokenInvariant. A key older than the proof of
/// possession goes in without one, and `gavel verify` says "not-possessed" of it, until its holder
/// proves it afterwards.
std::string write_key(BagWriter& bag, const KeyEntry& entry, const std::string& checkpoint_note,
                      std::string_view log_vkey);

}  // namespace gavel::archive
