#pragma once
// The append-only Merkle log (C2SP tlog-tiles) in PostgreSQL. Every transaction that matters leaves
// its leaves in `ledger_pending`; one sequencer among all nodes (an advisory lock) gives them
// gap-free indexes, extends the tiles and signs a checkpoint, all in one transaction.
#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "archive/checkpoint.hpp"
#include "archive/witness_policy.hpp"
#include "db/ledger_examine.hpp"
#include "db/seen_head.hpp"
#include "engine/base/time.hpp"

namespace gavel::db {

class Pool;

struct LedgerLeaf {
  std::uint64_t index = 0;
  std::string matter, kind, subject;
  std::string entry;  ///< Canonical JSON: the leaf's bytes.
};

class LedgerStore {
 public:
  /// `seen`: where the newest checkpoint is kept outside the database; empty: nowhere.
  LedgerStore(Pool& pool, archive::LogKey key, const std::filesystem::path& seen = {});

  /// Gives every pending leaf its place and signs the new checkpoint. The number of leaves placed;
  /// 0 also when another node is sequencing at this moment. Throws BrokenInvariant when the stored
  /// tree does not match the last signed checkpoint: a damaged ledger is never signed over.
  /// Throws ForkedLedger when the database was put back to before what this node has seen signed.
  std::size_t sequence();
  /// A signed checkpoint of this ledger that somebody else holds: when the database is behind it,
  /// nothing is signed any more. One that this key did not sign is passed over.
  void beware(const std::string& note);
  /// Proofs are made against the newest checkpoint that a quorum of `policy` has cosigned, where
  /// there is one over the leaf. Before the store is used by many.
  void prefer_witnessed(const archive::WitnessPolicy& policy) { policy_ = policy; }
  /// Why nothing is signed at present; empty: all is well.
  [[nodiscard]] std::string trouble();

  /// The newest signed note, of the empty tree before any leaf, with the cosignatures there are.
  [[nodiscard]] std::string checkpoint();
  [[nodiscard]] std::uint64_t size();              ///< Leaves under that checkpoint.
  [[nodiscard]] std::string verifier_key() const;  ///< C2SP vkey: "origin+hash+base64".
  [[nodiscard]] const std::string& origin() const { return key_.origin(); }
  [[nodiscard]] std::string public_pem() const { return key_.public_pem(); }
  /// A signed note of the ledger's key (a package's seal); never of what could be a checkpoint.
  [[nodiscard]] std::string sign_note(std::string_view body) const;

  /// `path` as C2SP has it: "tile/0/x001/234.p/67", "tile/entries/000"; empty when no such tile is
  /// published.
  [[nodiscard]] std::optional<std::string> tile(std::string_view path);

  /// Leaves of one matter in order; `subject` empty: all.
  [[nodiscard]] std::vector<LedgerLeaf> leaves_of(const std::string& matter);
  /// The leaf of one thing ("comment", receipt), once sequenced.
  [[nodiscard]] std::optional<LedgerLeaf> find(std::string_view kind, std::string_view subject);
  /// True when no leaf of `matter` waits for its place.
  [[nodiscard]] bool all_placed(const std::string& matter);

  /// Sibling hashes from the leaf to the root of the tree of `size` leaves (RFC 6962 2.1.1).
  [[nodiscard]] std::vector<archive::Hash> inclusion_proof(std::uint64_t index, std::uint64_t size);
  /// Of many leaves under one checkpoint, in the order asked for.
  [[nodiscard]] std::vector<std::vector<archive::Hash>> inclusion_proofs(
      std::span<const std::uint64_t> indexes, std::uint64_t size);
  [[nodiscard]] std::vector<archive::Hash> consistency_proof(std::uint64_t from, std::uint64_t to);
  /// The offline proof of one leaf: a c2sp.org/tlog-proof@v1 file against the newest checkpoint,
  /// or the newest one with a quorum.
  [[nodiscard]] std::optional<std::string> proof_file(std::uint64_t index);

  /// The deep examination with this ledger's key; at most `most` findings.
  [[nodiscard]] std::vector<Finding> examine(std::size_t most = 100);

 private:
  void check_and_keep();

  Pool& pool_;
  archive::LogKey key_;
  std::optional<archive::WitnessPolicy> policy_;
  std::mutex mutex_;  ///< Of what follows.
  SeenHead seen_;
  std::string trouble_;
};

/// The ledger's own key, from its file in the data folder (PKCS #8 PEM, mode 0600), made on first
/// use. `origin` names the ledger in its checkpoints ("archive.example.gov.cn/ledger") and never
/// changes.
[[nodiscard]] std::expected<archive::LogKey, std::string> open_log_key(
    const std::filesystem::path& key_file, const std::string& origin);

}  // namespace gavel::db
