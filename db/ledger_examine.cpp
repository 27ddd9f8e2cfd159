// The deep examination: nothing the database says of its ledger is believed. From the entries up
// the tree is built again and compared with tiles and checkpoints; from the records down each one's
// bytes are compared with the digest in its leaf. It finds what an administrator with full rights
// over the database has changed, as long as one signed checkpoint from before is kept anywhere.
#include "db/ledger_examine.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <pqxx/pqxx>

#include "archive/cosignature.hpp"
#include "db/cosignatures.hpp"
#include "db/ledger_slices.hpp"
#include "db/ledger_store.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/row_witness.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

using Tiles = std::map<std::pair<int, std::uint64_t>, std::string>;

class Examination {
 public:
  Examination(pqxx::transaction_base& tx, const std::string& url, const ExamineQuestion& question)
      : tx_(tx), url_(url), question_(question) {}

  Examined run() {
    settle_session(tx_);
    rebuild();
    compare_pending();
    compare_tiles();
    compare_checkpoints();
    compare_kept();
    compare_cosignatures();
    look_for_unwitnessed();
    const Report report = [this](std::string what, std::string record) {
      found(std::move(what), std::move(record));
    };
    const std::uint64_t rows = examine_rows(tx_, batches_, report);
    examine_derived(tx_, report);
    return {.findings = std::move(findings_), .leaves = size_, .rows = rows};
  }

 private:
  /// One record may be missed by its own leaf, its witness and its neighbours: it is told once.
  void found(std::string what, std::string detail) {
    if (findings_.size() >= question_.most || !told_.insert(detail).second) return;
    findings_.push_back({std::move(what), std::move(detail)});
  }

  [[nodiscard]] archive::TileReader reader() const {
    return [this](const archive::TileId& tile) -> std::optional<std::string> {
      const auto known = tiles_.find({tile.level, tile.index});
      if (known == tiles_.end()) return std::nullopt;
      return known->second;
    };
  }

  void rebuild() {
    for (LedgerSlice& slice : read_ledger(tx_, url_)) {
      take(slice);
      const auto grown = archive::append(size_, slice.hashes, reader());
      for (const auto& tile : grown.tiles) tiles_[{tile.id.level, tile.id.index}] = tile.hashes;
      size_ = grown.size;
    }
    // What lies behind a missing entry has lost its place.
    if (!pg::exec(tx_, "SELECT FROM ledger_leaf WHERE idx >= $1::bigint LIMIT 1", size_).empty())
      found("leaf-missing", "ledger_leaf " + std::to_string(size_));
  }

  void take(LedgerSlice& slice) {
    for (Finding& finding : slice.findings)
      found(std::move(finding.what), std::move(finding.detail));
    batches_.merge(slice.batches);
  }

  /// What waits for its place is no proof yet, but must agree with its record too.
  void compare_pending() {
    std::vector<LedgerLeaf> leaves;
    for (const auto& row : pg::exec(tx_, "SELECT * FROM ledger_pending ORDER BY id")) {
      const std::string entry = pg::bytes(row["entry"]), id = pg::text(row["id"]);
      if (row["digest"].is_null() ||
          archive::to_hex(pg::bytes(row["digest"])) != archive::sha256_hex(entry))
        found("leaf-changed", "ledger_pending " + id);
      leaves.push_back({static_cast<std::uint64_t>(pg::integer(row["id"])), pg::text(row["matter"]),
                        pg::text(row["kind"]), pg::text(row["subject"]), entry});
    }
    LedgerSlice waiting = compare_records(tx_, leaves, "ledger_pending ");
    take(waiting);
  }

  void compare_tiles() {
    std::set<std::pair<int, std::uint64_t>> stored;
    for (const auto& row :
         pg::exec(tx_, "SELECT level, idx, hashes FROM ledger_tile ORDER BY level, idx")) {
      const std::pair place(static_cast<int>(pg::integer(row["level"])),
                            static_cast<std::uint64_t>(pg::integer(row["idx"])));
      stored.insert(place);
      const auto known = tiles_.find(place);
      const std::string hashes = pg::bytes(row["hashes"]);
      if (known == tiles_.end() || known->second != hashes) {
        found("tile-changed", archive::tile_path({place.first, place.second, archive::tile_width}));
        if (place.first == 0 && known != tiles_.end())
          suspect(place.second * archive::tile_width, known->second, hashes);
      }
    }
    for (const auto& [place, hashes] : tiles_) {
      if (!stored.contains(place))
        found("tile-changed", archive::tile_path({place.first, place.second, archive::tile_width}));
    }
  }

  /// Leaves whose hash is not the one in their tile: one of the two was changed.
  void suspect(std::uint64_t first, const std::string& rebuilt, const std::string& stored) {
    for (std::size_t at = 0; at < rebuilt.size(); at += 32) {
      if (rebuilt.compare(at, 32, stored, std::min(at, stored.size()), 32) != 0)
        found("leaf-or-tile-changed", "ledger_leaf " + std::to_string(first + at / 32));
    }
  }

  void compare_checkpoints() {
    std::uint64_t newest = 0;
    for (const auto& row :
         pg::exec(tx_, "SELECT size, root, note FROM ledger_checkpoint ORDER BY size")) {
      const auto size = static_cast<std::uint64_t>(pg::integer(row["size"]));
      newest = size;
      const auto opened = archive::open_checkpoint(pg::text(row["note"]), question_.verifier_key);
      if (!opened) {
        found("bad-signature", "ledger_checkpoint " + std::to_string(size) + " (" +
                                   std::string(archive::code(opened.error())) + ")");
      } else if (opened->size != size || size > size_ ||
                 opened->root != archive::tree_root(size, reader()) ||
                 archive::bytes_of(opened->root) != pg::bytes(row["root"])) {
        found("checkpoint-changed", "ledger_checkpoint " + std::to_string(size));
      }
    }
    if (newest != size_)
      found("checkpoint-changed",
            "ledger_checkpoint none over the " + std::to_string(size_) + " leaves there are");
  }

  /// A ledger put back to an earlier state, or written anew from some point, is consistent in
  /// itself; only what was kept outside shows it.
  void compare_kept() {
    for (const std::string& note : question_.kept_checkpoints) {
      const auto opened = archive::open_checkpoint(note, question_.verifier_key);
      const std::string name = "kept checkpoint " + (opened ? std::to_string(opened->size) : "");
      if (!opened)
        found("bad-signature", name + "(" + std::string(archive::code(opened.error())) + ")");
      else if (opened->size > size_ || opened->root != archive::tree_root(opened->size, reader()))
        found("checkpoint-forked", name);
    }
  }

  /// A row proves itself. Which witnesses count, only the policy file says, which lies outside.
  void compare_cosignatures() {
    pg::exec(tx_,
             "DECLARE cosignatures NO SCROLL CURSOR FOR SELECT c.size, c.witness, c.signature, "
             "k.note FROM ledger_cosignature c LEFT JOIN ledger_checkpoint k USING (size) "
             "ORDER BY c.size, c.witness");
    for (;;) {
      const auto rows = pg::exec(tx_, "FETCH 5000 FROM cosignatures");
      if (rows.empty()) break;
      for (const auto& row : rows) {
        const std::string line = pg::text(row[2]);
        auto note = archive::parse_note(pg::text(row[3]));
        const auto sent = archive::parse_signatures(line);
        const bool is_whole =
            note && sent && sent->size() == 1 && archive::signature_line(sent->front()) == line;
        if (is_whole) note->signatures = *sent;
        if (!is_whole || !archive::check_cosignature(*note, pg::text(row[1])))
          found("bad-signature", "ledger_cosignature " + pg::text(row[0]) + " " + pg::text(row[1]));
      }
    }
    pg::exec(tx_, "CLOSE cosignatures");
    if (question_.policy) look_for_quorum(*question_.policy);
  }

  void look_for_quorum(const archive::WitnessPolicy& policy) {
    if (policy.quorum() == "none") return;
    const std::uint64_t witnessed = newest_witnessed(tx_, policy);
    const auto waiting =
        pg::exec(tx_,
                 "SELECT size FROM ledger_checkpoint WHERE size > $1::bigint AND signed_at < "
                 "clock_timestamp() - make_interval(secs => $2::bigint) ORDER BY size LIMIT 1",
                 witnessed, question_.witnessed_within.count());
    if (!waiting.empty()) found("unwitnessed", "ledger_checkpoint " + pg::text(waiting[0][0]));
  }

  void look_for_unwitnessed() {
    const auto limit = static_cast<std::int64_t>(question_.most);
    for (const auto& row : pg::exec(tx_, query::find_unwitnessed_sql, limit)) {
      const std::string kind = pg::text(row["kind"]);
      found("row-unwitnessed", kind + " " + (kind == "event" ? pg::text(row["matter"]) + "/" : "") +
                                   pg::text(row["subject"]));
    }
  }

  pqxx::transaction_base& tx_;
  const std::string& url_;
  const ExamineQuestion& question_;
  std::uint64_t size_ = 0;
  Tiles tiles_;
  std::map<std::int64_t, std::string> batches_;  ///< SHA-256 of each batch of rows, by its leaf.
  std::set<std::string> told_;
  std::vector<Finding> findings_;
};

}  // namespace

Examined examine_ledger(Pool& pool, const ExamineQuestion& question) {
  return pool.snapshot(
      [&](pqxx::transaction_base& tx) { return Examination(tx, pool.url(), question).run(); });
}

std::vector<Finding> LedgerStore::examine(std::size_t most) {
  return examine_ledger(pool_,
                        {.verifier_key = verifier_key(), .kept_checkpoints = {}, .most = most})
      .findings;
}

}  // namespace gavel::db
