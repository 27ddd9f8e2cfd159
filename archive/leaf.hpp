#pragma once
// What goes into the ledger. Tiles and entries are public, records are not, so a leaf never holds a
// record but names its SHA-256. A record too easily guessed (a bare "approved") must carry a random
// "salt" member itself before it is hashed.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/time.hpp"

namespace gavel::archive {

/// One ledger entry about one record.
struct Leaf {
  std::string type;     ///< "event", "document", "statement", "comment", "reply", "access", ...
  std::string matter;   ///< May be empty where the record belongs to none.
  std::string subject;  ///< Number or id of the record: an event's seq, a receipt, a document's id.
  std::string sha256;   ///< Of the record's exact bytes; of an event its line in events.jsonl.
  Instant at;
};

/// Canonical JSON {"at","matter","sha256","subject","type","v":1}: the entry's bytes. Its members
/// must be short: an entry is at most 65,535 bytes (C2SP tlog-tiles).
[[nodiscard]] std::string leaf_bytes(const Leaf& leaf);

}  // namespace gavel::archive
