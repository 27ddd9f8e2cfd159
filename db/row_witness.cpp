#include "db/row_witness.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <unordered_map>
#include <utility>

#include "archive/digest.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/secret_file.hpp"
#include "embedded/queries.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// Rows sealed in one batch: some 5 MB of body.
constexpr int largest_batch = 50000;

using Witnessed = WitnessedTable;
constexpr std::array witnessed{
    Witnessed{"procedure", "r.sha256", "r"},
    Witnessed{"procedure_in_force", "r.line::text", "r"},
    Witnessed{"calendar", "r.id", "r"},
    Witnessed{"calendar_in_force", "r.line::text", "r"},
    Witnessed{"local_days_in_force", "r.line::text", "r"},
    Witnessed{"matter", "r.id", "r"},
    Witnessed{"event", "r.matter || '/' || r.seq", "r"},
    Witnessed{"snapshot", "r.matter || '/' || r.version", "r", true},
    Witnessed{"timer", "r.matter || '/' || r.id", "ROW(r.event, r.due)"},
    Witnessed{"unit", "r.id", "r"},
    Witnessed{"account", "r.account", "r"},
    Witnessed{"account_person", "r.account", "r"},
    Witnessed{"signing_key", "r.id", "r"},
    Witnessed{"key_possession", "r.key_id", "r"},
    Witnessed{"key_record", "r.key_id || '/' || r.kind", "r"},
    Witnessed{"document", "r.id", "r"},
    Witnessed{"document_security", "r.id", "r"},
    Witnessed{"notice", "r.id", "r"},
    Witnessed{"notice_hearing", "r.notice || '/' || r.seq", "r"},
    Witnessed{"notice_feedback", "r.notice || '/' || r.seq", "r"},
    Witnessed{"notice_change", "r.notice || '/' || r.seq", "r"},
    Witnessed{"comment", "r.receipt", "r"},
    Witnessed{"comment_person", "r.notice || '/' || r.seq", "r"},
    Witnessed{"entered_comment", "r.notice || '/' || r.seq", "r"},
    Witnessed{"comment_organisation", "r.notice || '/' || r.seq", "r"},
    Witnessed{"personal_key", "r.single::text", "r"},
    Witnessed{"settlement", "r.notice || '/' || r.seq", "r"},
    Witnessed{"reply", "r.notice || '/' || r.seq || '/' || r.version", "r"},
    Witnessed{"disposition", "r.notice || '/' || r.seq", "r"},
    Witnessed{"statement", "r.id", "r"},
    Witnessed{"signature", "r.statement_id", "r"},
    Witnessed{"time_stamp", "r.statement_id || '/' || r.number", "r"},
    Witnessed{"package", "r.matter", "r"},
    Witnessed{"package_piece", "r.matter || '/' || r.piece", "r"},
    Witnessed{"archive_access", "r.id::text", "r"},
    Witnessed{"archive_copy", "r.id", "r"},
    Witnessed{"record_access", "r.id::text", "r"},
    Witnessed{"keeping_act", "r.id", "r"},
    Witnessed{"keeping_answer", "r.act", "r"},
    Witnessed{"opening_review", "r.act", "r"},
    Witnessed{"opening_held_back", "r.act || '/' || r.document", "r"},
    Witnessed{"destruction", "r.act", "r"},
    Witnessed{"outside_key", "r.id", "r"},
    Witnessed{"outside_key_revocation", "r.key_id", "r"},
    Witnessed{"handover_signature", "r.act", "r"},
    Witnessed{"handover_test", "r.id", "r"},
    Witnessed{"catalogue_version", "r.catalogue || '/' || r.version", "r"},
    Witnessed{"catalogue_item", "r.catalogue || '/' || r.version || '/' || r.position", "r"},
    Witnessed{"catalogue_closed", "r.catalogue", "r"},
    Witnessed{"catalogue_use", "r.matter || '/' || r.seq", "r"},
    Witnessed{"catalogue_place", "r.catalogue", "r"},
    Witnessed{"minutes_issued", "r.organ || '/' || r.body || '/' || r.held_on", "r"},
    Witnessed{"minutes_matter", "r.matter || '/' || r.seq", "r"},
    Witnessed{"document_number", "r.organ || '/' || r.number || '/' || r.nth", "r"},
    Witnessed{"matter_follow_up", "r.matter", "r"},
    Witnessed{"matter_merge", "r.matter", "r"},
    Witnessed{"matter_predecessor", "r.matter || '/' || r.seq", "r"},
    Witnessed{"matter_succession", "r.matter", "r"},
    Witnessed{"matter_exception", "r.matter || '/' || r.position", "r"},
    Witnessed{"person_fact", "r.register || '/' || r.person || '/' || r.seq", "r"},
    Witnessed{"expert_draw", "r.id", "r"},
    Witnessed{"person_use", "r.matter || '/' || r.seq || '/' || r.register || '/' || r.person",
              "r"},
    Witnessed{"office_position", "r.id", "r"},
    Witnessed{"position_held", "r.id::text", "r"},
    Witnessed{"position_seat", "r.id::text", "r"},
    Witnessed{"position_single", "r.id::text", "r"},
    Witnessed{"organ_succession", "r.id::text", "r"},
    Witnessed{"delegation", "r.id::text", "r"},
    Witnessed{"office_ended", "r.relation || '/' || r.id", "r"},
    Witnessed{"recusal", "r.matter || '/' || r.seq", "r"},
    Witnessed{"recusal_asker", "r.matter || '/' || r.seq", "r"},
    Witnessed{"recusal_carried", "r.matter || '/' || r.seq", "r"},
    Witnessed{"recusal_further", "r.matter || '/' || r.seq", "r"},
    Witnessed{"ledger_cosignature", "r.size || '/' || r.witness", "r"},
    Witnessed{"fixity_report", "r.id::text", "r"},
    Witnessed{"archive_record", "r.matter || '/' || r.n", "r", true},
    // By the sequencer itself: all checkpoints but the newest.
    Witnessed{"ledger_checkpoint", "r.size::text", "r"},
};

std::string digest_of(std::string_view content) {
  return "encode(sha256(convert_to((" + std::string(content) + ")::text, 'UTF8')), 'hex')";
}

struct Sealed {
  std::string digest;  ///< Hexadecimal; empty: deleted.
  bool seen = false;
};
using Witnesses = std::map<std::string, std::unordered_map<std::string, Sealed>, std::less<>>;

struct Batch {
  std::uint64_t head = 0;
};

/// Takes one batch's lines up; nothing when the body is not one.
std::optional<Batch> read_batch(std::string_view body, Witnesses& witnesses) {
  Batch batch;
  bool first = true;
  while (!body.empty()) {
    const std::size_t end = body.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    boost::system::error_code malformed;
    const Json line = boost::json::parse(body.substr(0, end), malformed);
    if (malformed || !line.is_array()) return std::nullopt;
    body.remove_prefix(end + 1);
    const auto& parts = line.get_array();
    if (first) {
      if (parts.size() != 2 || !parts[1].is_int64()) return std::nullopt;
      batch.head = static_cast<std::uint64_t>(parts[1].get_int64());
      first = false;
      continue;
    }
    if (parts.size() != 3) return std::nullopt;
    for (const Json& part : parts) {
      if (!part.is_string()) return std::nullopt;
    }
    const auto text = [&](std::size_t i) { return std::string(parts[i].get_string()); };
    witnesses[text(0)][text(1)] = {.digest = text(2)};
  }
  return first ? std::nullopt : std::optional(batch);
}

class RowExamination {
 public:
  RowExamination(pqxx::transaction_base& tx, const Report& report) : tx_(tx), report_(report) {}

  std::uint64_t run(const std::map<std::int64_t, std::string>& leaves) {
    read_batches(leaves);
    read_pending();
    for (const Witnessed& table : witnessed) compare(table);
    return rows_;
  }

 private:
  void read_batches(const std::map<std::int64_t, std::string>& leaves) {
    std::int64_t last = 0;
    for (;;) {
      const auto found = pg::exec(tx_,
                                  "SELECT batch, head, body FROM row_batch WHERE batch > "
                                  "$1::bigint ORDER BY batch LIMIT 16",
                                  last);
      if (found.empty()) break;
      for (const auto& row : found) {
        last = pg::integer(row["batch"]);
        read_one(last, pg::integer(row["head"]), pg::bytes(row["body"]), leaves);
      }
    }
    for (const auto& [batch, sha256] : leaves) {
      if (!batches_.contains(batch)) report_("row-missing", "row_batch " + std::to_string(batch));
    }
  }

  void read_one(std::int64_t batch, std::int64_t head, const std::string& body,
                const std::map<std::int64_t, std::string>& leaves) {
    batches_.emplace(batch, true);
    const std::string record = "row_batch " + std::to_string(batch);
    const auto leaf = leaves.find(batch);
    if (leaf == leaves.end()) return report_("row-unwitnessed", record);
    if (leaf->second != archive::sha256_hex(body)) return report_("row-changed", record);
    const auto read = read_batch(body, witnesses_);
    if (!read || std::cmp_not_equal(read->head, head)) return report_("row-changed", record);
    head_ = read->head;
  }

  void read_pending() {
    for (const auto& row : pg::exec(
             tx_, "SELECT relation, key, encode(digest, 'hex') FROM row_pending ORDER BY id")) {
      witnesses_[pg::text(row[0])][pg::text(row[1])] = {.digest = pg::text(row[2])};
    }
  }

  void compare(const Witnessed& table) {
    const std::string relation(table.relation);
    auto& known = witnesses_[relation];
    const bool checkpoints = relation == "ledger_checkpoint";
    const std::string where =
        checkpoints ? " WHERE r.size <= " + std::to_string(head_) + " AND r.size > 0" : "";
    pg::exec(tx_, "DECLARE witnessed_rows NO SCROLL CURSOR FOR SELECT " + std::string(table.key) +
                      ", " + digest_of(table.content) + " FROM " + relation + " r" + where);
    for (;;) {
      const auto rows = pg::exec(tx_, "FETCH 5000 FROM witnessed_rows");
      if (rows.empty()) break;
      for (const auto& row : rows) compare_row(relation, known, pg::text(row[0]), pg::text(row[1]));
    }
    pg::exec(tx_, "CLOSE witnessed_rows");
    for (const auto& [key, sealed] : known) {
      if (!sealed.seen && !sealed.digest.empty() && !table.may_vanish)
        report_("row-missing", relation + " " + key);
    }
  }

  void compare_row(const std::string& relation, std::unordered_map<std::string, Sealed>& known,
                   const std::string& key, const std::string& digest) {
    ++rows_;
    const auto witness = known.find(key);
    if (witness == known.end() || witness->second.digest.empty()) {
      return report_("row-unwitnessed", relation + " " + key);
    }
    witness->second.seen = true;
    if (witness->second.digest != digest) report_("row-changed", relation + " " + key);
  }

  pqxx::transaction_base& tx_;
  const Report& report_;
  Witnesses witnesses_;
  std::map<std::int64_t, bool> batches_;
  std::uint64_t head_ = 0, rows_ = 0;
};

/// As many volumes as there are may be wrong at once.
void examine_due(pqxx::transaction_base& tx, const Report& report) {
  pg::exec(tx, "SET LOCAL jit = off");  // compiling takes longer than a small archive's whole pass
  pg::exec(tx, "DECLARE wrong_due NO SCROLL CURSOR FOR " + std::string(query::find_wrong_due_sql));
  for (;;) {
    const auto rows = pg::exec(tx, "FETCH 5000 FROM wrong_due");
    if (rows.empty()) break;
    for (const auto& row : rows) report("row-changed", "keeping_due " + pg::text(row[0]));
  }
  pg::exec(tx, "CLOSE wrong_due");
}

void examine_packages(pqxx::transaction_base& tx, const Report& report) {
  for (const auto& row :
       pg::exec(tx,
                "WITH kept AS (SELECT p.matter, p.archival_code, encode(p.sha256, 'hex') AS sha256 "
                "FROM package p WHERE p.status = 'built' AND NOT EXISTS (SELECT FROM destruction x "
                "WHERE x.matter = p.matter)) SELECT * FROM kept UNION SELECT matter, NULL, NULL "
                "FROM package_tar WHERE matter NOT IN (SELECT matter FROM kept) ORDER BY 1")) {
    const std::string matter = pg::text(row["matter"]);
    const auto pieces = pg::integer(
        pg::exec(tx, "SELECT count(*) FROM package_tar WHERE matter = $1", matter)[0][0]);
    archive::Digest digest(archive::DigestKind::sha256);
    for (std::int64_t piece = 0; piece < pieces; ++piece) {
      const auto found =
          pg::exec(tx, "SELECT bytes FROM package_tar WHERE matter = $1 AND piece = $2::bigint",
                   matter, piece);
      if (!found.empty()) digest.update(pg::bytes(found[0][0]));
    }
    if (digest.finish_hex() != pg::text(row["sha256"]))
      report("row-changed", "package_tar " + matter + " " + pg::text(row["archival_code"]));
  }
}

}  // namespace

std::span<const WitnessedTable> witnessed_tables() { return witnessed; }

void seal_rows(pqxx::transaction_base& tx, std::uint64_t head) {
  // Cosignatures wait for other rows: a batch of their own would call for cosignatures again. The
  // bound on `id` is a range of the index whatever the planner thinks of how many rows wait: after
  // a great import its figures are old, and a list of ids would be joined row by row.
  const auto taken =
      pg::exec(tx,
               "DELETE FROM row_pending WHERE id <= (SELECT max(id) FROM "
               "(SELECT id FROM row_pending ORDER BY id LIMIT $1::integer) first) AND EXISTS "
               "(SELECT FROM row_pending WHERE relation <> 'ledger_cosignature') "
               "RETURNING id, relation, key, encode(digest, 'hex') AS digest",
               largest_batch);
  if (taken.empty()) return;
  std::map<std::int64_t, std::string> lines;
  for (const auto& row : taken) {
    lines[pg::integer(row["id"])] = json_text(
        JsonArray{pg::text(row["relation"]), pg::text(row["key"]), pg::text(row["digest"])});
  }
  const auto last = pg::exec(tx, "SELECT batch, head FROM row_batch ORDER BY batch DESC LIMIT 1");
  const std::int64_t batch = last.empty() ? 1 : pg::integer(last[0]["batch"]) + 1;
  const std::int64_t before = last.empty() ? 0 : pg::integer(last[0]["head"]);
  // The salt keeps what is hashed from being guessed from the public leaf.
  std::string body =
      json_text(JsonArray{archive::to_hex(random_bytes(16)), static_cast<std::int64_t>(head)}) +
      "\n";
  for (const auto& [id, line] : lines) body += line + "\n";
  for (const auto& row : pg::exec(tx,
                                  "SELECT size, " + digest_of("r") +
                                      " AS digest FROM ledger_checkpoint r WHERE size > $1::bigint "
                                      "AND size <= $2::bigint ORDER BY size",
                                  before, head)) {
    body +=
        json_text(JsonArray{"ledger_checkpoint", pg::text(row["size"]), pg::text(row["digest"])}) +
        "\n";
  }
  pg::exec(tx,
           "INSERT INTO row_batch (batch, head, body) VALUES ($1::bigint, $2::bigint, $3::bytea)",
           batch, head, pg::Bytes{body});
  add_leaf(tx,
           {.type = "rows",
            .matter = "",
            .subject = std::to_string(batch),
            .sha256 = archive::sha256_hex(body),
            .at = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now())});
}

std::uint64_t examine_rows(pqxx::transaction_base& tx,
                           const std::map<std::int64_t, std::string>& leaves,
                           const Report& report) {
  return RowExamination(tx, report).run(leaves);
}

void examine_derived(pqxx::transaction_base& tx, const Report& report) {
  for (const auto& row : pg::exec(tx, query::find_miscounted_sql)) {
    report("row-changed", pg::text(row[0]) + " " + pg::text(row[1]));
  }
  examine_due(tx, report);
  examine_packages(tx, report);
}

}  // namespace gavel::db
