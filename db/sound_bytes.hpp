#pragma once
// Where the bytes of a damaged document stand once more: in the replica's copy of it, in the stored
// package that holds it, in the replica's copy of that package. For db/*.cpp alone.
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>

#include "db/replica_copies.hpp"

namespace gavel::db {

class Pool;

struct SoughtBytes {
  std::string matter, document, sha256;  ///< Hex.
  std::uint64_t size = 0;
  std::string archival_code;  ///< Of the stored package that holds it; empty: none does.
};

struct SoundBytes {
  std::string bytes;  ///< Of the digest that was sought.
  std::string place;  ///< "replica" or "package".
};

/// What cannot be read there is told in the log and passed over. Nothing when stopped.
[[nodiscard]] std::optional<SoundBytes> find_sound_bytes(Pool& pool, const SoughtBytes& sought,
                                                         const ReplicaCopies& replica,
                                                         std::uint64_t bytes_per_second,
                                                         const std::atomic<bool>& stopped);

}  // namespace gavel::db
