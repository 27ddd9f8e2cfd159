#pragma once
// The deep examination of a ledger and of all it witnesses (`gavel fsck`). It only reads.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "archive/checkpoint.hpp"
#include "archive/witness_policy.hpp"

namespace gavel::db {

class Pool;

/// What speaks against a ledger or a record.
struct Finding {
  std::string what;    ///< "leaf-missing", "leaf-changed", "leaf-or-tile-changed", "tile-changed",
                       ///< "checkpoint-changed", "checkpoint-forked", "bad-signature",
                       ///< "row-changed", "row-missing", "row-unwitnessed",
                       ///< "unwitnessed" (no quorum of witnesses has cosigned it).
  std::string detail;  ///< The record: "comment 2026-12-XK4" (table and key), or a tile's path.
  bool operator==(const Finding&) const = default;
};

struct ExamineQuestion {
  std::string verifier_key;  ///< The ledger's, C2SP vkey: known from outside the database.
  /// Checkpoints that were kept outside (a gazette, a witness, a receipt): each must be signed and
  /// of a tree that this one continues.
  std::vector<std::string> kept_checkpoints;
  std::size_t most = 100;  ///< Findings told.
  /// Whose cosignatures count: then a checkpoint that lacks the quorum for too long is told.
  std::optional<archive::WitnessPolicy> policy = std::nullopt;
  std::chrono::seconds witnessed_within{600};
};

struct Examined {
  std::vector<Finding> findings;  ///< None: sound.
  std::uint64_t leaves = 0;
  std::uint64_t rows = 0;  ///< Compared with their witnesses.
};

[[nodiscard]] Examined examine_ledger(Pool& pool, const ExamineQuestion& question);

}  // namespace gavel::db
