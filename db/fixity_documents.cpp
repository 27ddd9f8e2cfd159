#include "db/fixity_documents.hpp"

#include <algorithm>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/blob.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pace.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/sound_bytes.hpp"
#include "embedded/queries.hpp"

namespace gavel::db {
namespace {

constexpr std::string_view pass_subject = "documents";  // of reports; no archival code is so short
constexpr int most_documents = 256;
constexpr std::uint64_t most_bytes = 256u << 20;
constexpr std::chrono::hours day{24};

void put_report(pqxx::transaction_base& tx, const std::string& subject, const JsonObject& report,
                Instant now) {
  const std::string text = archive::canonical(report);
  const bool passed = report.at("passed").as_bool(), repaired = report.at("repaired").as_bool();
  pg::exec(tx,
           "INSERT INTO fixity_report (subject, at, passed, repaired, report) VALUES ($1, "
           "$2::timestamptz, $3::boolean, $4::boolean, $5::bytea)",
           subject, now, passed, repaired, pg::Bytes{text});
  add_leaf(tx, {.type = passed ? "fixity" : "fixity-failure",
                .matter = "",
                .subject = subject,
                .sha256 = archive::sha256_hex(text),
                .at = now});
}

}  // namespace

struct DocumentFixity::Stored {
  std::string matter, id, code, sha256;
  std::string volume;  ///< Archival code of the package that holds it; empty: none does.
  std::int64_t seq = 0, size = 0;
  bool has_bytes = false;

  [[nodiscard]] std::string subject() const { return matter + "/" + id; }
  [[nodiscard]] static Stored of_row(const pqxx::row& row) {
    return {.matter = pg::text(row["matter"]),
            .id = pg::text(row["id"]),
            .code = pg::text(row["code"]),
            .sha256 = pg::text(row["sha256"]),
            .volume = pg::maybe(row["archival_code"], pg::text).value_or(""),
            .seq = pg::integer(row["seq"]),
            .size = pg::integer(row["size"]),
            .has_bytes = pg::boolean(row["has_bytes"])};
  }
};

/// Where a pass stands.
struct DocumentFixity::Pass {
  Instant begun;
  std::string matter;
  std::int64_t seq = 0;
};

std::vector<std::string> DocumentFixity::damaged() {
  std::vector<std::string> out;
  for (const Stored& each : found_damaged(Instant::max())) out.push_back(each.subject());
  return out;
}

std::vector<DocumentFixity::Stored> DocumentFixity::found_damaged(Instant before) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::optional<Instant> until;
    if (before != Instant::max()) until = before;
    std::vector<Stored> out;
    for (const auto& row : pg::exec(tx, query::fixity_damaged_documents_sql, until))
      out.push_back(Stored::of_row(row));
    return out;
  });
}

std::optional<DocumentFixity::Pass> DocumentFixity::pass_at(Instant now) {
  const auto last = pool_.read([&](pqxx::transaction_base& tx) {
    return pg::exec(tx,
                    "SELECT report FROM fixity_report WHERE subject = $1 ORDER BY id DESC LIMIT 1",
                    pass_subject);
  });
  if (last.empty()) return Pass{.begun = now, .matter = "", .seq = 0};
  const auto read = parse_json(pg::bytes(last[0][0]));
  if (!read || !read->is_object()) return Pass{.begun = now, .matter = "", .seq = 0};
  const JsonObject& report = read->get_object();
  const Instant begun = parse_instant(string_or(report, "begun")).value_or(now);
  const JsonObject reached = object_in(report, "reached");
  if (!reached.empty())
    return Pass{.begun = begun,
                .matter = string_or(reached, "matter"),
                .seq = reached.at("seq").to_number<std::int64_t>()};
  if (begun > now - plan_.cycle) return std::nullopt;
  return Pass{.begun = now, .matter = "", .seq = 0};
}

std::vector<DocumentFixity::Stored> DocumentFixity::next_of(const Pass& pass, Instant now) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Stored> out;
    std::int64_t bytes = 0;
    for (const auto& row :
         pg::exec(tx, query::fixity_next_documents_sql, pass.matter, pass.seq,
                  now - std::min<std::chrono::hours>(day, plan_.cycle), most_documents)) {
      out.push_back(Stored::of_row(row));
      bytes += out.back().size;
      if (std::cmp_greater(bytes, most_bytes)) break;
    }
    return out;
  });
}

std::vector<DocumentFixity::Stored> DocumentFixity::copies_of(
    const std::vector<Stored>& documents) {
  pg::Array ids;
  for (const Stored& each : documents) ids.add(each.id);
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Stored> out;
    for (const auto& row : pg::exec(tx, query::fixity_copies_sql, ids))
      out.push_back(Stored::of_row(row));
    return out;
  });
}

std::optional<std::string> DocumentFixity::fault_of(const Stored& document) {
  if (!document.has_bytes) return "bytes-missing";
  archive::Digest digest(archive::DigestKind::sha256);
  Pace pace(plan_.bytes_per_second, &stopped_);
  (void)read_blob(pool_, document.sha256, [&](std::string_view piece) {
    digest.update(piece);
    pace.keep(piece.size());
    return !stopped_;
  });
  if (stopped_) return std::nullopt;
  return digest.finish_hex() == document.sha256 ? "" : "digest";
}

/// Where the sound bytes were that the document has again; empty: there were none. The database
/// itself compares them with the digest they are kept under.
std::string DocumentFixity::repair(const Stored& document) {
  const ReplicaCopies replica(pool_, plan_.replica, plan_.bytes_per_second, stopped_);
  const auto found = find_sound_bytes(pool_,
                                      {.matter = document.matter,
                                       .document = document.id,
                                       .sha256 = document.sha256,
                                       .size = static_cast<std::uint64_t>(document.size),
                                       .archival_code = document.volume},
                                      replica, plan_.bytes_per_second, stopped_);
  if (!found) return "";
  const bool is_back = pool_.write([&](pqxx::transaction_base& tx) {
    // The row may be damaged, or gone.
    return pg::exec(tx,
                    "INSERT INTO blob (sha256, size, bytes) SELECT decode($1, 'hex'), "
                    "octet_length($2::bytea), $2::bytea WHERE EXISTS (SELECT FROM blob_use u WHERE "
                    "u.sha256 = decode($1, 'hex') AND NOT u.destroyed) ON CONFLICT (sha256) DO "
                    "UPDATE SET size = excluded.size, bytes = excluded.bytes",
                    document.sha256, pg::Bytes{found->bytes})
               .affected_rows() == 1;
  });
  return is_back ? found->place : "";
}

/// No use of the bytes is left: they went lawfully, while they were read.
bool DocumentFixity::is_destroyed(const Stored& document) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return pg::boolean(pg::exec(tx,
                                "SELECT coalesce(bool_and(destroyed), true) FROM blob_use WHERE "
                                "sha256 = decode($1, 'hex')",
                                document.sha256)[0][0]);
  });
}

/// True when the copy of a sound document had rotted, and was written anew.
bool DocumentFixity::keep_copy(const Stored& document) {
  if (plan_.replica.empty()) return false;
  const CopyState found = ReplicaCopies(pool_, plan_.replica, plan_.bytes_per_second, stopped_)
                              .keep_document(document.matter, document.id, document.sha256);
  if (found != CopyState::damaged) return false;
  spdlog::error(
      "the replica's copy of document {} ({}) of matter {} was damaged and is written "
      "anew",
      document.id, document.code, document.matter);
  return true;
}

void DocumentFixity::tell(const Stored& document, const std::string& fault,
                          const std::string& repaired_from, Instant now) {
  JsonObject report{{"matter", document.matter},
                    {"document", document.id},
                    {"code", document.code},
                    {"at", to_string(now)},
                    {"passed", fault.empty()},
                    {"repaired", !repaired_from.empty()},
                    {"findings", fault.empty() ? JsonArray{} : JsonArray{fault}}};
  if (!repaired_from.empty()) report["repaired_from"] = repaired_from;
  pool_.write([&](pqxx::transaction_base& tx) { put_report(tx, document.subject(), report, now); });
  if (fault.empty()) return;
  if (!repaired_from.empty())
    spdlog::error("document {} ({}) of matter {} was damaged in the store ({}) and is repaired: {}",
                  document.id, document.code, document.matter, fault, repaired_from);
  else
    spdlog::critical("document {} ({}) of matter {} is damaged in the store: {}", document.id,
                     document.code, document.matter, fault);
}

/// False: stopped.
bool DocumentFixity::test(const Stored& document, DocumentsTested& into, Instant now,
                          bool tell_sound) {
  const auto fault = fault_of(document);
  if (!fault) return false;
  ++into.documents;
  if (fault->empty()) {
    at_replica("document " + document.subject(), [&] {
      if (keep_copy(document)) into.copies_mended.push_back(document.subject());
    });
    if (tell_sound) tell(document, "", "", now);
    return true;
  }
  if (is_destroyed(document)) return true;
  const std::string repaired_from = repair(document);
  if (stopped_) return false;
  into.damaged.push_back(document.subject());
  if (!repaired_from.empty()) into.repaired.push_back(document.subject());
  tell(document, *fault, repaired_from, now);
  return true;
}

std::optional<DocumentsTested> DocumentFixity::test_next(Instant now) {
  DocumentsTested done;
  for (const Stored& each : found_damaged(now - std::min<std::chrono::hours>(day, plan_.cycle))) {
    if (!test(each, done, now, true)) return std::nullopt;
  }
  if (done.documents > 0) return done;
  const auto pass = pass_at(now);
  if (!pass) return std::nullopt;
  const auto documents = next_of(*pass, now);
  const bool is_begun = !pass->matter.empty();
  if (documents.empty() && !is_begun) return std::nullopt;  // there are none
  for (const auto& batch : {documents, copies_of(documents)}) {
    for (const Stored& each : batch) {
      if (!test(each, done, now, false)) return std::nullopt;
    }
  }
  JsonObject report{
      {"at", to_string(now)},
      {"begun", to_string(pass->begun)},
      {"documents", done.documents},
      {"findings", JsonArray(done.damaged.begin(), done.damaged.end())},
      {"copies_mended", JsonArray(done.copies_mended.begin(), done.copies_mended.end())},
      {"passed", done.damaged.empty()},
      {"repaired", done.repaired.size() == done.damaged.size()}};
  if (!documents.empty())
    report["reached"] =
        JsonObject{{"matter", documents.back().matter}, {"seq", documents.back().seq}};
  pool_.write(
      [&](pqxx::transaction_base& tx) { put_report(tx, std::string(pass_subject), report, now); });
  return done;
}

}  // namespace gavel::db
