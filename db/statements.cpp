#include "db/statements.hpp"

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

constexpr std::string_view columns =
    "id, matter, event, data, account, key_id, bytes, encode(sha256, 'hex') AS sha256, "
    "dossier_sha256, created_at, expires_at";

Statement statement_of_row(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .matter = pg::text(row["matter"]),
          .event = pg::text(row["event"]),
          .data = pg::object(row["data"]),
          .account = pg::text(row["account"]),
          .key_id = pg::text(row["key_id"]),
          .bytes = pg::bytes(row["bytes"]),
          .sha256 = pg::text(row["sha256"]),
          .dossier_sha256 = pg::text(row["dossier_sha256"]),
          .created_at = pg::instant(row["created_at"]),
          .expires_at = pg::instant(row["expires_at"])};
}

Signature signature_of_row(const pqxx::row& row) {
  return {.statement_id = pg::text(row["statement_id"]),
          .key_id = pg::text(row["key_id"]),
          .algorithm = pg::text(row["algorithm"]),
          .bytes = pg::bytes(row["bytes"]),
          .matter = pg::text(row["matter"]),
          .seq = row["seq"].as<std::int64_t>(),
          .at = pg::instant(row["at"])};
}

}  // namespace

void Statements::add(const Statement& statement) {
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx,
             "INSERT INTO STATEMENT (id, matter, event, data, account, key_id, bytes, sha256, "
             "dossier_sha256, "
             "created_at, expires_at) VALUES ($1, $2, $3, $4::json, $5, nullif($6, ''), $7::bytea, "
             "decode($8, 'hex'), $9, $10::timestamptz, $11::timestamptz)",
             statement.id, statement.matter, statement.event, statement.data, statement.account,
             statement.key_id, pg::Bytes{statement.bytes}, statement.sha256,
             statement.dossier_sha256, statement.created_at, statement.expires_at);
    add_leaf(tx, {.type = "statement",
                  .matter = statement.matter,
                  .subject = statement.id,
                  .sha256 = statement.sha256,
                  .at = statement.created_at});
  });
}

std::optional<Statement> Statements::find(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Statement> {
    const auto found =
        pg::exec(tx, "SELECT " + std::string(columns) + " FROM STATEMENT WHERE id = $1", id);
    if (found.empty()) return std::nullopt;
    return statement_of_row(found[0]);
  });
}

std::vector<Statement> Statements::of_matter(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Statement> statements;
    for (const auto& row : pg::exec(tx,
                                    "SELECT " + std::string(columns) +
                                        " FROM STATEMENT WHERE matter = $1 ORDER BY created_at, id",
                                    matter)) {
      statements.push_back(statement_of_row(row));
    }
    return statements;
  });
}

std::optional<Signature> Statements::signature(const std::string& statement_id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Signature> {
    const auto found =
        pg::exec(tx, "SELECT * FROM signature_row WHERE statement_id = $1", statement_id);
    if (found.empty()) return std::nullopt;
    return signature_of_row(found[0]);
  });
}

std::optional<Signature> Statements::signature_over(const std::string& statement_sha256) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Signature> {
    const auto digest = archive::from_hex(statement_sha256);
    if (!digest) return std::nullopt;
    const auto found = pg::exec(tx,
                                "SELECT r.* FROM STATEMENT s JOIN signature_row r ON "
                                "r.statement_id = s.id WHERE s.sha256 = $1::bytea",
                                pg::Bytes{*digest});
    if (found.empty()) return std::nullopt;
    return signature_of_row(found[0]);
  });
}

std::vector<Signature> Statements::signatures_of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Signature> signatures;
    for (const auto& row :
         pg::exec(tx, "SELECT * FROM signature_row WHERE matter = $1 ORDER BY seq", matter)) {
      signatures.push_back(signature_of_row(row));
    }
    return signatures;
  });
}

}  // namespace gavel::db
