#include "db/archive_copies.hpp"

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

ArchiveCopy copy_of_row(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .archival_code = pg::text(row["archival_code"]),
          .document = pg::text(row["document"]),
          .reason = pg::text(row["reason"]),
          .media_type = pg::text(row["media_type"]),
          .sha256 = pg::text(row["sha256"]),
          .made_by = pg::text(row["made_by"]),
          .size = static_cast<std::uint64_t>(pg::integer(row["size"])),
          .made_at = pg::instant(row["made_at"])};
}

constexpr const char* copies_of =
    "SELECT id, archival_code, document, reason, media_type, encode(sha256, 'hex') AS sha256, "
    "size, made_by, made_at FROM archive_copy WHERE document = $1 ORDER BY made_at, id";
constexpr const char* copy_with =
    "SELECT id, archival_code, document, reason, media_type, encode(sha256, 'hex') AS sha256, "
    "size, made_by, made_at FROM archive_copy WHERE id = $1";

}  // namespace

std::optional<std::string> ArchiveCopies::package_of(const std::string& document) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const auto found = pg::exec(tx,
                                "SELECT p.archival_code FROM document d JOIN package p "
                                "ON p.matter = d.matter AND d.seq <= p.seq "
                                "WHERE d.id = $1 AND p.status = 'built'",
                                document);
    if (found.empty()) return std::nullopt;
    return pg::text(found[0][0]);
  });
}

void ArchiveCopies::add(const ArchiveCopy& copy, std::string_view bytes) {
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx,
             "INSERT INTO blob (sha256, size, bytes) SELECT decode($1, 'hex'), octet_length(b), b "
             "FROM (SELECT $2::bytea AS b) given ON CONFLICT (sha256) DO NOTHING",
             copy.sha256, pg::Bytes{bytes});
    pg::exec(tx,
             "INSERT INTO archive_copy (id, archival_code, document, reason, media_type, sha256, "
             "size, made_by, made_at) VALUES ($1, $2, $3, $4, $5, decode($6, 'hex'), $7::bigint, "
             "$8, $9::timestamptz)",
             copy.id, copy.archival_code, copy.document, copy.reason, copy.media_type, copy.sha256,
             copy.size, copy.made_by, copy.made_at);
  });
}

std::vector<ArchiveCopy> ArchiveCopies::of_document(const std::string& document) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<ArchiveCopy> copies;
    for (const auto& row : pg::exec(tx, copies_of, document)) copies.push_back(copy_of_row(row));
    return copies;
  });
}

std::optional<ArchiveCopy> ArchiveCopies::find(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<ArchiveCopy> {
    const auto found = pg::exec(tx, copy_with, id);
    if (found.empty()) return std::nullopt;
    return copy_of_row(found[0]);
  });
}

std::string ArchiveCopies::hand_out(const RecordAccess& access, const std::string& sha256) {
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx,
             "INSERT INTO record_access (archival_code, document, copy, account, name, unit, "
             "purpose, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz)",
             access.archival_code, access.document, access.copy, access.by.account, access.by.name,
             access.by.unit, access.purpose, access.at);
  });
  const std::string bytes = pool_.read([&](pqxx::transaction_base& tx) {
    const auto found =
        pg::exec(tx, "SELECT bytes FROM blob WHERE sha256 = decode($1, 'hex')", sha256);
    ensure(!found.empty(), "what is handed out is kept");
    return pg::bytes(found[0][0]);
  });
  ensure(archive::sha256_hex(bytes) == sha256, "what is handed out is what was kept");
  return bytes;
}

std::vector<RecordAccess> ArchiveCopies::accesses(const std::string& archival_code) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<RecordAccess> out;
    for (const auto& row :
         pg::exec(tx,
                  "(SELECT document, copy, account, name, unit, purpose, at, id FROM record_access "
                  "WHERE archival_code = $1 ORDER BY id DESC LIMIT 200) UNION ALL "
                  "(SELECT '', NULL, account, name, unit, purpose, at, id FROM archive_access "
                  "WHERE archival_code = $1 ORDER BY id DESC LIMIT 200) "
                  "ORDER BY at DESC, id DESC LIMIT 200",
                  archival_code)) {
      RecordAccess access{.archival_code = archival_code,
                          .document = pg::text(row["document"]),
                          .copy = pg::maybe(row["copy"], pg::text),
                          .by = {},
                          .purpose = pg::text(row["purpose"]),
                          .at = pg::instant(row["at"])};
      access.by.account = pg::text(row["account"]);
      access.by.name = pg::text(row["name"]);
      access.by.unit = pg::text(row["unit"]);
      out.push_back(std::move(access));
    }
    return out;
  });
}

}  // namespace gavel::db
