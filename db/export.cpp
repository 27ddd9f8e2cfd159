#include "db/export.hpp"

#include <algorithm>
#include <fstream>
#include <set>
#include <unordered_set>
#include <vector>

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "archive/finding_aid.hpp"
#include "archive/ledger.hpp"
#include "db/archive_harvest.hpp"
#include "db/cosignatures.hpp"
#include "db/export_rows.hpp"
#include "db/out_file.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t piece_size = 4 << 20;  ///< Bytes of a document held at one time.
constexpr int rows_at_once = 50;              ///< A row may hold a megabyte of JSON.

/// Tables that are not written as records, and why.
const std::set<std::string> left_out{
    "blob",
    "package_tar",  // as files of their own
    "ledger_leaf",
    "ledger_tile",
    "ledger_checkpoint",
    "ledger_cosignature",  // as the ledger
    "ledger_pending",      // the server's work on it
    "row_pending",
    "row_batch",  // as the witnesses of rows
    "personal_key",
    "comment_person",
    "session",  // secrets
    "snapshot",
    "idempotency",
    "writer",
    "virtual_clock",
    "archive_record",
    "keeping_due",
    "witness_turn",
    "notice_count",
    "unanswered",
    "timer",
    "schema_version",  // follow from the rest, or from the hour
};
/// Columns that open something.
constexpr std::string_view secret_columns = "'{password_hash,secret_sha256,claimed_until}'::text[]";

/// An id as a file name: ids are plain, and one that is not must not leave the folder.
std::string name_of(const std::string& id) {
  const bool is_plain = !id.empty() && !id.starts_with('.') && std::ranges::none_of(id, [](char c) {
    return c == '/' || c == '\\' || (c >= 0 && c < ' ');
  });
  return is_plain ? id : "hex-" + archive::to_hex(id);
}

class Export {
 public:
  Export(pqxx::transaction_base& tx, fs::path folder) : tx_(tx), folder_(std::move(folder)) {}

  ExportCounts run(const std::vector<std::string>& also) {
    pg::exec(tx_, "SET LOCAL timezone = 'UTC'");
    pg::exec(tx_, "SET LOCAL datestyle = 'ISO, MDY'");
    pg::exec(tx_, "SET LOCAL bytea_output = 'hex'");
    manifest_.emplace(folder_ / "manifest-sha256.txt");
    for (const std::string& path : also) list(path, archive::sha256_hex_of(folder_ / path));
    write_records();
    write_procedures();
    write_documents();
    write_copies();
    write_time_stamps();
    write_packages();
    count_destroyed();
    write_finding_aid();
    write_ledger();
    write_rows();
    remove_strays();
    counts_.manifest_sha256 = manifest_->finish();
    return counts_;
  }

 private:
  void list(const std::string& path, const std::string& sha256) {
    manifest_->write(sha256 + "  " + path + "\n");
    listed_.insert(std::hash<std::string>{}(path));
    ++counts_.files;
  }

  template <class Each>
  void each_row(const std::string& query, int at_once, Each each) {
    pg::exec(tx_, "DECLARE exported NO SCROLL CURSOR FOR " + query);
    for (;;) {
      const auto rows = pg::exec(tx_, "FETCH " + std::to_string(at_once) + " FROM exported");
      if (rows.empty()) break;
      for (const auto& row : rows) each(row);
    }
    pg::exec(tx_, "CLOSE exported");
  }

  /// Every table there is but those left out, so that one made later is not forgotten.
  void write_records() {
    std::vector<std::pair<std::string, std::string>> tables;
    for (const auto& row : pg::exec(
             tx_,
             "SELECT c.relname, (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY "
             "array_position(i.indkey::smallint[], a.attnum)) FROM pg_attribute a WHERE a.attrelid "
             "= c.oid AND a.attnum = ANY(i.indkey)) FROM pg_class c JOIN pg_index i ON i.indrelid "
             "= c.oid AND i.indisprimary WHERE c.relkind = 'r' AND c.relnamespace = "
             "current_schema()::regnamespace ORDER BY 1"))
      tables.emplace_back(pg::text(row[0]), pg::text(row[1]));
    for (const auto& [table, key] : tables) {
      if (!left_out.contains(table)) write_table(table, key);
    }
  }

  void write_table(const std::string& table, const std::string& key) {
    const std::string path = "records/" + table + ".jsonl";
    OutFile out(folder_ / path);
    // jsonb would order the members and lose the bytes of stored JSON; row_to_json keeps both.
    const auto columns = pg::exec(
        tx_,
        "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute WHERE "
        "attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attname <> ALL(" +
            std::string(secret_columns) + ")",
        table);
    each_row("SELECT row_to_json(r) FROM (SELECT " + pg::text(columns[0][0]) + " FROM \"" + table +
                 "\" ORDER BY " + key + ") r",
             rows_at_once, [&](const pqxx::row& row) {
               out.write(pg::text(row[0]) + "\n");
               ++counts_.records;
             });
    list(path, out.finish());
  }

  void write_procedures() {
    each_row("SELECT sha256, source FROM procedure ORDER BY sha256", 1, [&](const pqxx::row& row) {
      const std::string path = "procedures/" + name_of(pg::text(row[0])) + ".scxml";
      OutFile out(folder_ / path);
      out.write(pg::bytes(row[1]));
      list(path, out.finish());
    });
  }

  /// True when an earlier run, perhaps one that was broken off, left the very file.
  bool is_there(const std::string& path, const std::string& sha256) {
    if (archive::sha256_hex_of(folder_ / path) != sha256) return false;
    ++counts_.kept;
    list(path, sha256);
    return true;
  }

  /// Of matters whose package is built, the documents are in the package.
  void write_documents() {
    std::string matter, id;
    for (;;) {
      const auto found = pg::exec(
          tx_,
          "SELECT d.matter, d.id, encode(d.sha256, 'hex'), b.size FROM document d JOIN blob b "
          "USING "
          "(sha256) WHERE (d.matter, d.id) > ($1, $2) AND NOT EXISTS (SELECT FROM package p WHERE "
          "p.matter = d.matter AND p.status = 'built' AND d.seq <= p.seq) ORDER BY d.matter, d.id "
          "LIMIT 256",
          matter, id);
      if (found.empty()) return;
      for (const auto& row : found) {
        matter = pg::text(row[0]);
        id = pg::text(row[1]);
        write_document("documents/" + name_of(matter) + "/" + name_of(id), pg::text(row[2]),
                       pg::integer(row[3]));
      }
    }
  }

  /// Of signatures whose package lacks them, each with all that verifying it takes: those that came
  /// after the package was ordered, and those of matters without one.
  void write_time_stamps() {
    each_row(
        "SELECT t.statement_id, t.number, t.bytes, t.chain, s.bytes FROM time_stamp t JOIN "
        "signature s USING (statement_id) WHERE NOT EXISTS (SELECT FROM package p WHERE p.matter = "
        "t.matter AND p.status = 'built' AND t.seq < p.seq) ORDER BY t.statement_id, t.number",
        rows_at_once, [&, last = std::string()](const pqxx::row& row) mutable {
          const std::string id = pg::text(row[0]), base = "time-stamps/" + name_of(id);
          const std::string numbered = base + "." + pg::text(row[1]);
          if (id != last) write_file(base + ".sig", pg::bytes(row[4]));
          write_file(numbered + ".tsr", pg::bytes(row[2]));
          write_file(numbered + ".tsa.pem", pg::text(row[3]));
          last = id;
        });
  }

  void write_copies() {
    for (const auto& row : pg::exec(tx_,
                                    "SELECT id, encode(sha256, 'hex'), size FROM archive_copy "
                                    "WHERE archival_code NOT IN (SELECT archival_code FROM "
                                    "destruction) ORDER BY id"))
      write_document("copies/" + name_of(pg::text(row[0])), pg::text(row[1]), pg::integer(row[2]));
  }

  void write_document(const std::string& path, const std::string& sha256, std::int64_t size) {
    ++counts_.documents;
    if (is_there(path, sha256)) return;
    OutFile out(folder_ / path);
    for (std::int64_t at = 0; at < size; at += piece_size) {
      const auto piece = pg::exec(tx_,
                                  "SELECT substr(bytes, $2::integer, $3::integer) FROM blob WHERE "
                                  "sha256 = decode($1, 'hex')",
                                  sha256, at + 1, piece_size);
      out.write(pg::bytes(piece[0][0]));
    }
    list(path, out.finish());
  }

  void write_packages() {
    const auto built =
        pg::exec(tx_,
                 "SELECT matter, archival_code, encode(sha256, 'hex') FROM package p WHERE status "
                 "= 'built' AND NOT EXISTS (SELECT FROM destruction x WHERE x.matter = p.matter) "
                 "ORDER BY archival_code");
    for (const auto& package : built) {
      const std::string path = "packages/" + name_of(pg::text(package[1])) + ".tar";
      ++counts_.packages;
      if (is_there(path, pg::text(package[2]))) continue;
      OutFile out(folder_ / path);
      for (std::int64_t piece = 0;; ++piece) {
        const auto found =
            pg::exec(tx_, "SELECT bytes FROM package_tar WHERE matter = $1 AND piece = $2::integer",
                     pg::text(package[0]), piece);
        if (found.empty()) break;
        out.write(pg::bytes(found[0][0]));
      }
      list(path, out.finish());
    }
  }

  /// Their lines stand in records/destruction.jsonl.
  void count_destroyed() {
    counts_.destroyed = static_cast<std::uint64_t>(
        pg::integer(pg::exec(tx_, "SELECT count(*) FROM destruction")[0][0]));
  }

  /// What an earlier run left and this one does not list: documents that lie in a package now,
  /// bytes that were destroyed, tiles that have grown, halves of what was broken off. Only in the
  /// folders an export makes, for the one it goes into is its user's.
  void remove_strays() {
    std::vector<fs::path> strays;
    for (const char* own : {"copies", "documents", "ledger", "packages", "procedures", "records",
                            "time-stamps", "witnesses"}) {
      if (!fs::is_directory(folder_ / own)) continue;
      for (const auto& entry : fs::recursive_directory_iterator(folder_ / own)) {
        const std::string path = entry.path().lexically_relative(folder_).generic_string();
        if (!entry.is_directory() && !listed_.contains(std::hash<std::string>{}(path)))
          strays.push_back(entry.path());
      }
    }
    for (const fs::path& stray : strays) {
      fs::remove(stray);
      for (fs::path left = stray.parent_path(); left != folder_ && fs::is_empty(left);
           left = left.parent_path())
        fs::remove(left);
    }
  }

  void write_file(const std::string& path, std::string_view bytes) {
    OutFile out(folder_ / path);
    out.write(bytes);
    list(path, out.finish());
  }

  /// As the ledger is served (C2SP tlog-tiles): any of its verifiers reads the folder as it is.
  void write_ledger() {
    const auto head =
        pg::exec(tx_, "SELECT size, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1");
    if (head.empty()) return;
    counts_.leaves = static_cast<std::uint64_t>(pg::integer(head[0][0]));
    write_file("ledger/checkpoint", with_cosignatures(tx_, counts_.leaves, pg::text(head[0][1])));
    each_row("SELECT level, idx, hashes FROM ledger_tile ORDER BY level, idx", rows_at_once,
             [&](const pqxx::row& row) {
               const std::string hashes = pg::bytes(row[2]);
               write_file(
                   "ledger/" + archive::tile_path({static_cast<int>(pg::integer(row[0])),
                                                   static_cast<std::uint64_t>(pg::integer(row[1])),
                                                   static_cast<int>(hashes.size() / 32)}),
                   hashes);
             });
    for (std::uint64_t first = 0; first < counts_.leaves; first += archive::tile_width)
      write_entries(first);
  }

  void write_rows() {
    export_rows(tx_, folder_, secret_columns,
                [&](const std::string& path, const std::string& sha256) { list(path, sha256); });
  }

  /// Dated by the newest package, so that the same holdings give the same bytes.
  void write_finding_aid() {
    const auto newest =
        pg::exec(tx_, "SELECT max(built_at) FROM package WHERE status = 'built'")[0][0];
    OutFile out(folder_ / "finding-aid.xml");
    archive::HoldingsAid aid([&](std::string_view text) { out.write(text); }, "Gavel",
                             pg::maybe(newest, pg::instant).value_or(Instant{}));
    each_volume(tx_, {}, [&](archive::FindingAid volume) {
      if (!volume.destroyed_at) volume.href = "packages/" + name_of(volume.code) + ".tar";
      aid.add(volume);
    });
    aid.finish();
    list("finding-aid.xml", out.finish());
  }

  void write_entries(std::uint64_t first) {
    std::vector<std::string> entries;
    for (const auto& row : pg::exec(tx_,
                                    "SELECT entry FROM ledger_leaf WHERE idx >= $1::bigint AND idx "
                                    "< $2::bigint ORDER BY idx",
                                    first, first + archive::tile_width))
      entries.push_back(pg::bytes(row[0]));
    write_file("ledger/" + archive::entries_path(
                               {0, first / archive::tile_width, static_cast<int>(entries.size())}),
               archive::entry_bundle(entries));
  }

  pqxx::transaction_base& tx_;
  const fs::path folder_;
  std::optional<OutFile> manifest_;
  std::unordered_set<std::size_t> listed_;  ///< Hashes of the paths: there may be a million.
  ExportCounts counts_;
};

}  // namespace

ExportCounts export_all(Pool& pool, const fs::path& folder, const std::vector<std::string>& also) {
  return pool.snapshot([&](pqxx::transaction_base& tx) { return Export(tx, folder).run(also); });
}

}  // namespace gavel::db
