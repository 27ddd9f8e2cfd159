#include "db/ledger_store.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "db/cosignatures.hpp"
#include "db/ledger_tiles.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/row_witness.hpp"
#include "db/secret_file.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// Who holds this advisory lock is the sequencer; the number means nothing else.
constexpr std::int64_t sequencer_lock = 0x6761766c65646772;  // "gavledgr"
/// Leaves placed in one transaction: bounds its memory, and how long the pending rows stay locked.
constexpr int largest_step = 4096;

struct Head {
  std::uint64_t size = 0;
  archive::Hash root = archive::empty_root();
  std::string note;
};

Head head_in(pqxx::transaction_base& tx, std::optional<std::uint64_t> size = std::nullopt) {
  const auto found =
      size ? pg::exec(tx, "SELECT size, root, note FROM ledger_checkpoint WHERE size = $1::bigint",
                      *size)
           : pg::exec(tx,
                      "SELECT size, root, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1");
  if (found.empty()) return {};
  const auto root = archive::to_hash(pg::bytes(found[0]["root"]));
  ensure(root.has_value(), "a checkpoint's root is a SHA-256");
  return {static_cast<std::uint64_t>(pg::integer(found[0]["size"])), *root,
          pg::text(found[0]["note"])};
}

LedgerLeaf leaf_of_row(const pqxx::row& row) {
  return {.index = static_cast<std::uint64_t>(pg::integer(row["idx"])),
          .matter = pg::text(row["matter"]),
          .kind = pg::text(row["kind"]),
          .subject = pg::text(row["subject"]),
          .entry = pg::bytes(row["entry"])};
}

/// What was changed while it waited must not be signed: that would make the change the record.
void check_waiting(pqxx::transaction_base& tx) {
  ensure(pg::exec(tx,
                  "SELECT FROM (SELECT entry, digest FROM ledger_pending ORDER BY id LIMIT "
                  "$1::integer) first WHERE digest IS DISTINCT FROM sha256(entry) LIMIT 1",
                  largest_step)
             .empty(),
         "what waits for the ledger is as it was written");
}

/// Moves what waits behind the leaves there are; their hashes in order.
std::vector<archive::Hash> place_leaves(pqxx::transaction_base& tx, std::uint64_t size) {
  check_waiting(tx);
  const auto taken = pg::exec(
      tx,
      "WITH taken AS (DELETE FROM ledger_pending WHERE id <= (SELECT max(id) FROM "
      "(SELECT id FROM ledger_pending ORDER BY id LIMIT $2::integer) first) "
      "RETURNING id, matter, kind, subject, entry) "
      "INSERT INTO ledger_leaf (idx, matter, kind, subject, entry) "
      "SELECT $1::bigint + row_number() OVER (ORDER BY id) - 1, matter, kind, subject, entry "
      "FROM taken ORDER BY id RETURNING idx, entry",
      size, largest_step);
  std::vector<archive::Hash> hashes(taken.size());
  for (const auto& row : taken) {
    const auto offset = static_cast<std::uint64_t>(pg::integer(row["idx"])) - size;
    hashes.at(offset) = archive::leaf_hash(pg::bytes(row["entry"]));
  }
  return hashes;
}

void save_tiles(pqxx::transaction_base& tx, const std::vector<archive::Tile>& tiles) {
  pg::Array levels, indexes, hashes;
  for (const auto& tile : tiles) {
    levels.add(tile.id.level);
    indexes.add(tile.id.index);
    hashes.add(pg::Bytes{tile.hashes});
  }
  pg::exec(tx,
           "INSERT INTO ledger_tile (level, idx, hashes) "
           "SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bytea[]) "
           "ON CONFLICT (level, idx) DO UPDATE SET hashes = excluded.hashes",
           levels, indexes, hashes);
}

std::size_t sequence_step(pqxx::transaction_base& tx, const archive::LogKey& key) {
  const auto lock = pg::exec(tx, "SELECT pg_try_advisory_xact_lock($1::bigint)", sequencer_lock);
  if (!pg::boolean(lock[0][0])) return 0;
  const Head head = head_in(tx);
  seal_rows(tx, head.size);
  const auto hashes = place_leaves(tx, head.size);
  if (hashes.empty()) return 0;
  // A node with another key file must not carry the ledger on.
  ensure(head.size == 0 || archive::open_checkpoint(head.note, archive::verifier_key(key)),
         "the newest checkpoint is signed with this node's ledger key");
  const TileCache tiles(tx);
  // A damaged tree must not get a new signature: that would make the damage the record.
  ensure(archive::tree_root(head.size, tiles.reader()) == head.root,
         "the stored tree is the one last signed");
  const archive::Grown grown = archive::append(head.size, hashes, tiles.reader());
  save_tiles(tx, grown.tiles);
  pg::exec(tx,
           "INSERT INTO ledger_checkpoint (size, root, note) VALUES ($1::bigint, $2::bytea, $3)",
           grown.size, pg::Bytes{archive::bytes_of(grown.root)},
           archive::sign_checkpoint(grown.size, grown.root, key));
  return hashes.size();
}

}  // namespace

LedgerStore::LedgerStore(Pool& pool, archive::LogKey key, const std::filesystem::path& seen)
    : pool_(pool), key_(std::move(key)) {
  if (!seen.empty()) seen_ = SeenHead(seen, verifier_key());
}

/// Both before and after a step: what other nodes have signed meanwhile is seen as well.
void LedgerStore::check_and_keep() {
  const std::scoped_lock lock(mutex_);
  try {
    pool_.snapshot([&](pqxx::transaction_base& tx) {
      const Head head = head_in(tx);
      seen_.check(head.size, TileCache(tx).reader());
      if (head.size > 0) seen_.keep(head.size, head.root, head.note);
    });
    trouble_.clear();
  } catch (const ForkedLedger& forked) {
    trouble_ = forked.what();
    throw;
  }
}

void LedgerStore::beware(const std::string& note) {
  const auto head = archive::open_checkpoint(note, verifier_key());
  if (!head) return;
  const std::scoped_lock lock(mutex_);
  seen_.keep(head->size, head->root, note);
}

std::string LedgerStore::trouble() {
  const std::scoped_lock lock(mutex_);
  return trouble_;
}

std::size_t LedgerStore::sequence() {
  check_and_keep();
  std::size_t placed = 0, step = 0;
  do {
    step = pool_.write([&](pqxx::transaction_base& tx) { return sequence_step(tx, key_); });
    placed += step;
  } while (step == largest_step);
  if (placed > 0) check_and_keep();
  return placed;
}

std::string LedgerStore::checkpoint() {
  return pool_.snapshot([&](pqxx::transaction_base& tx) {
    const Head head = head_in(tx);
    return head.size == 0 ? archive::sign_checkpoint(0, archive::empty_root(), key_)
                          : with_cosignatures(tx, head.size, head.note);
  });
}

std::uint64_t LedgerStore::size() {
  return pool_.read([&](pqxx::transaction_base& tx) { return head_in(tx).size; });
}

std::string LedgerStore::verifier_key() const { return archive::verifier_key(key_); }

std::string LedgerStore::sign_note(std::string_view body) const {
  ensure(!body.starts_with(key_.origin() + "\n"), "checkpoints are signed by the sequencer alone");
  return archive::sign_note(body, key_);
}

std::optional<std::string> LedgerStore::tile(std::string_view path) {
  const auto parsed = archive::parse_ledger_path(path);
  if (!parsed) return std::nullopt;
  const std::uint64_t first = parsed->tile.index * archive::tile_width;
  const auto width = static_cast<std::size_t>(parsed->tile.width);
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    if (!parsed->entries) {
      auto hashes = TileCache(tx).read(parsed->tile);
      if (!hashes || hashes->size() < width * 32) return std::nullopt;
      hashes->resize(width * 32);
      return hashes;
    }
    const auto found = pg::exec(
        tx,
        "SELECT entry FROM ledger_leaf WHERE idx >= $1::bigint AND idx < $2::bigint ORDER BY idx",
        first, first + width);
    if (std::cmp_not_equal(found.size(), width)) return std::nullopt;
    std::vector<std::string> entries;
    for (const auto& row : found) entries.push_back(pg::bytes(row["entry"]));
    return archive::entry_bundle(entries);
  });
}

std::vector<LedgerLeaf> LedgerStore::leaves_of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<LedgerLeaf> leaves;
    for (const auto& row :
         pg::exec(tx, "SELECT * FROM ledger_leaf WHERE matter = $1 ORDER BY idx", matter)) {
      leaves.push_back(leaf_of_row(row));
    }
    return leaves;
  });
}

std::optional<LedgerLeaf> LedgerStore::find(std::string_view kind, std::string_view subject) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<LedgerLeaf> {
    const auto found = pg::exec(
        tx, "SELECT * FROM ledger_leaf WHERE kind = $1 AND subject = $2 ORDER BY idx LIMIT 1", kind,
        subject);
    if (found.empty()) return std::nullopt;
    return leaf_of_row(found[0]);
  });
}

bool LedgerStore::all_placed(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return pg::exec(tx, "SELECT 1 FROM ledger_pending WHERE matter = $1 LIMIT 1", matter).empty();
  });
}

std::vector<archive::Hash> LedgerStore::inclusion_proof(std::uint64_t index, std::uint64_t size) {
  return pool_.snapshot([&](pqxx::transaction_base& tx) {
    return archive::inclusion_proof(index, size, TileCache(tx).reader());
  });
}

std::vector<std::vector<archive::Hash>> LedgerStore::inclusion_proofs(
    std::span<const std::uint64_t> indexes, std::uint64_t size) {
  return pool_.snapshot([&](pqxx::transaction_base& tx) {
    const TileCache tiles(tx);
    std::vector<std::vector<archive::Hash>> proofs;
    for (const std::uint64_t index : indexes)
      proofs.push_back(archive::inclusion_proof(index, size, tiles.reader()));
    return proofs;
  });
}

std::vector<archive::Hash> LedgerStore::consistency_proof(std::uint64_t from, std::uint64_t to) {
  return pool_.snapshot([&](pqxx::transaction_base& tx) {
    return archive::consistency_proof(from, to, TileCache(tx).reader());
  });
}

// Tiles only grow, and one that has grown holds its earlier self: no snapshot is needed, which
// would cost as many round trips again.
std::optional<std::string> LedgerStore::proof_file(std::uint64_t index) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const std::uint64_t witnessed = policy_ ? newest_witnessed(tx, *policy_) : 0;
    const Head head = index < witnessed ? head_in(tx, witnessed) : head_in(tx);
    if (index >= head.size) return std::nullopt;
    const TileCache tiles(tx);
    tiles.fetch_path(index, head.size);
    const auto proof = archive::inclusion_proof(index, head.size, tiles.reader());
    return archive::tlog_proof(index, proof, with_cosignatures(tx, head.size, head.note));
  });
}

std::expected<archive::LogKey, std::string> open_log_key(const std::filesystem::path& key_file,
                                                         const std::string& origin) {
  const auto pem =
      secret_file(key_file, [&] { return archive::LogKey::generate(origin).private_pem(); });
  if (!pem) return std::unexpected(pem.error());
  auto key = archive::LogKey::from_pem(origin, *pem);
  if (!key)
    return std::unexpected(key_file.string() +
                           " is damaged: it holds no Ed25519 private key in PEM");
  return std::move(*key);
}

}  // namespace gavel::db
