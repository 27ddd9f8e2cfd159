#include "db/documents.hpp"

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

DocumentRow document_of_row(const pqxx::row& row) {
  return {.matter = pg::text(row["matter"]),
          .seq = row["seq"].as<std::int64_t>(),
          .document = {.id = pg::text(row["id"]),
                       .code = pg::text(row["code"]),
                       .title = pg::text(row["title"]),
                       .filename = pg::text(row["filename"]),
                       .media_type = pg::text(row["media_type"]),
                       .sha256 = pg::text(row["sha256"]),
                       .size = static_cast<std::uint64_t>(row["size"].as<std::int64_t>()),
                       .version = row["version"].as<int>(),
                       .by = pg::text(row["added_by"]),
                       .at = pg::instant(row["added_at"])}};
}

}  // namespace

std::optional<DocumentRow> Documents::find(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<DocumentRow> {
    const auto found = pg::exec(tx, "SELECT * FROM document_row WHERE id = $1", id);
    if (found.empty()) return std::nullopt;
    return document_of_row(found[0]);
  });
}

std::vector<DocumentRow> Documents::of_matter(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<DocumentRow> documents;
    for (const auto& row :
         pg::exec(tx, "SELECT * FROM document_row WHERE matter = $1 ORDER BY seq", matter)) {
      documents.push_back(document_of_row(row));
    }
    return documents;
  });
}

std::optional<std::string> Documents::bytes(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
    const auto found =
        pg::exec(tx,
                 "SELECT encode(d.sha256, 'hex') AS sha256, b.bytes "
                 "FROM document d JOIN blob b ON b.sha256 = d.sha256 WHERE d.id = $1",
                 id);
    if (found.empty()) return std::nullopt;
    std::string bytes = pg::bytes(found[0]["bytes"]);
    ensure(archive::sha256_hex(bytes) == pg::text(found[0]["sha256"]),
           "stored bytes are those that were added");
    return bytes;
  });
}

}  // namespace gavel::db
