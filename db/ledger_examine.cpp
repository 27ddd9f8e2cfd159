// The deep examination: nothing the database says of its ledger is believed. From the entries up
// the tree is built again and compared with tiles and checkpoints; from the records down each one's
// bytes are compared with the digest in its leaf. It finds what an administrator with full rights
// over the database has changed, as long as one signed checkpoint from before is kept anywhere.
#include <map>
#include <set>
#include <utility>

#include <pqxx/pqxx>

#include "db/ledger_store.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/record_digests.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

constexpr int chunk = 4096;

using Tiles = std::map<std::pair<int, std::uint64_t>, std::string>;

class Examination {
 public:
  Examination(pqxx::transaction_base& tx, const archive::LogKey& key, std::size_t most)
      : tx_(tx), verifier_key_(archive::verifier_key(key)), most_(most) {}

  std::vector<LedgerStore::Finding> run() {
    rebuild();
    compare_tiles();
    compare_checkpoints();
    look_for_unwitnessed();
    return std::move(findings_);
  }

 private:
  void found(std::string what, std::string detail) {
    if (findings_.size() < most_) findings_.push_back({std::move(what), std::move(detail)});
  }

  [[nodiscard]] archive::TileReader reader() const {
    return [this](const archive::TileId& tile) -> std::optional<std::string> {
      const auto known = tiles_.find({tile.level, tile.index});
      if (known == tiles_.end()) return std::nullopt;
      return known->second;
    };
  }

  void rebuild() {
    for (;;) {
      const auto rows = pg::exec(
          tx_, "SELECT * FROM ledger_leaf WHERE idx >= $1::bigint ORDER BY idx LIMIT $2::integer",
          size_, chunk);
      if (rows.empty()) return;
      std::vector<LedgerLeaf> leaves;
      std::vector<archive::Hash> hashes;
      for (const auto& row : rows) {
        const auto index = static_cast<std::uint64_t>(pg::integer(row["idx"]));
        if (index != size_ + leaves.size()) {
          found("leaf-missing", std::to_string(size_ + leaves.size()));
          return;  // what lies behind has lost its place
        }
        leaves.push_back({index, pg::text(row["matter"]), pg::text(row["kind"]),
                          pg::text(row["subject"]), pg::bytes(row["entry"])});
        hashes.push_back(archive::leaf_hash(leaves.back().entry));
      }
      compare_records(leaves);
      const auto grown = archive::append(size_, hashes, reader());
      for (const auto& tile : grown.tiles) tiles_[{tile.id.level, tile.id.index}] = tile.hashes;
      size_ = grown.size;
    }
  }

  void compare_records(const std::vector<LedgerLeaf>& leaves) {
    const auto digests = record_digests(tx_, leaves);
    for (const LedgerLeaf& leaf : leaves) {
      boost::system::error_code malformed;
      const Json entry = boost::json::parse(leaf.entry, malformed);
      const std::string told =
          !malformed && entry.is_object() ? string_or(entry.as_object(), "sha256") : "";
      const auto computed = digests.find(leaf.index);
      if (computed != digests.end() && computed->second != told) {
        found("row-changed",
              leaf.kind + " " + (leaf.kind == "event" ? leaf.matter + "/" : "") + leaf.subject);
      }
    }
  }

  void compare_tiles() {
    std::set<std::pair<int, std::uint64_t>> stored;
    for (const auto& row :
         pg::exec(tx_, "SELECT level, idx, hashes FROM ledger_tile ORDER BY level, idx")) {
      const std::pair place(static_cast<int>(pg::integer(row["level"])),
                            static_cast<std::uint64_t>(pg::integer(row["idx"])));
      stored.insert(place);
      const auto known = tiles_.find(place);
      if (known == tiles_.end() || known->second != pg::bytes(row["hashes"])) {
        found("tile-changed", archive::tile_path({place.first, place.second, archive::tile_width}));
      }
    }
    for (const auto& [place, hashes] : tiles_) {
      if (!stored.contains(place))
        found("tile-changed", archive::tile_path({place.first, place.second, archive::tile_width}));
    }
  }

  void compare_checkpoints() {
    std::uint64_t newest = 0;
    for (const auto& row :
         pg::exec(tx_, "SELECT size, note FROM ledger_checkpoint ORDER BY size")) {
      const auto size = static_cast<std::uint64_t>(pg::integer(row["size"]));
      newest = size;
      const auto opened = archive::open_checkpoint(pg::text(row["note"]), verifier_key_);
      if (!opened) {
        found("bad-signature",
              std::to_string(size) + " " + std::string(archive::code(opened.error())));
      } else if (opened->size != size || size > size_ ||
                 opened->root != archive::tree_root(size, reader())) {
        found("checkpoint-changed", std::to_string(size));
      }
    }
    if (newest != size_)
      found("checkpoint-changed", "none over the " + std::to_string(size_) + " leaves there are");
  }

  void look_for_unwitnessed() {
    const auto limit = static_cast<std::int64_t>(most_);
    for (const auto& row : pg::exec(tx_, query::find_unwitnessed_sql, limit)) {
      found("row-unwitnessed",
            pg::text(row["kind"]) + " " + pg::text(row["matter"]) + "/" + pg::text(row["subject"]));
    }
  }

  pqxx::transaction_base& tx_;
  std::string verifier_key_;
  std::size_t most_;
  std::uint64_t size_ = 0;
  Tiles tiles_;
  std::vector<LedgerStore::Finding> findings_;
};

}  // namespace

std::vector<LedgerStore::Finding> LedgerStore::examine(std::size_t most) {
  return pool_.snapshot(
      [&](pqxx::transaction_base& tx) { return Examination(tx, key_, most).run(); });
}

}  // namespace gavel::db
