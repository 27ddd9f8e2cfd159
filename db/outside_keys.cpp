#include "db/outside_keys.hpp"

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "archive/key_register.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/signing_keys.hpp"

namespace gavel::db {
namespace {

std::string text_or_empty(const pqxx::field& field) {
  return field.is_null() ? "" : pg::text(field);
}

OutsideKey key_of_row(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .organisation = pg::text(row["organisation"]),
          .algorithm = pg::text(row["algorithm"]),
          .pem = pg::text(row["pem"]),
          .possession = pg::bytes(row["possession"]),
          .registered_by = pg::text(row["registered_by"]),
          .registered_at = pg::instant(row["registered_at"]),
          .revoked_at = pg::maybe(row["revoked_at"], pg::instant),
          .revoked_by = text_or_empty(row["revoked_by"]),
          .revocation_reason = text_or_empty(row["reason"])};
}

std::vector<OutsideKey> keys_in(pqxx::transaction_base& tx, const char* by,
                                const std::string& value) {
  std::vector<OutsideKey> keys;
  for (const auto& row :
       pg::exec(tx,
                "SELECT k.*, r.revoked_at, r.revoked_by, r.reason FROM outside_key k LEFT JOIN "
                "outside_key_revocation r ON r.key_id = k.id WHERE CASE $1 WHEN 'id' THEN k.id = "
                "$2 WHEN 'organisation' THEN k.organisation = $2 ELSE true END ORDER BY "
                "k.registered_at, k.id",
                by, value))
    keys.push_back(key_of_row(row));
  return keys;
}

void leave(pqxx::transaction_base& tx, const char* type, const std::string& id,
           const std::string& record, Instant at) {
  add_leaf(
      tx,
      {.type = type, .matter = "", .subject = id, .sha256 = archive::sha256_hex(record), .at = at});
}

}  // namespace

std::expected<OutsideKey, KeyFault> OutsideKeys::add(const NewOutsideKey& wanted, Instant now) {
  const auto known = proved_key(wanted.organisation, wanted.pem, wanted.possession);
  if (!known) return std::unexpected(known.error());
  const std::string algorithm(archive::name(known->algorithm()));
  const std::string record =
      archive::registration_bytes({.key = known->id(),
                                   .account = wanted.organisation,
                                   .name = {},
                                   .unit = {},
                                   .algorithm = algorithm,
                                   .possession_sha256 = archive::sha256_hex(wanted.possession),
                                   .replaces = {},
                                   .at = now});
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<OutsideKey, KeyFault> {
    const auto added = pg::exec(
        tx,
        "INSERT INTO outside_key (id, organisation, algorithm, pem, possession, registered_by, "
        "registered_at, bytes) SELECT $1, $2, $3, $4, $5::bytea, $6, $7::timestamptz, $8::bytea "
        "WHERE NOT EXISTS (SELECT FROM signing_key WHERE id = $1) ON CONFLICT (id) DO NOTHING "
        "RETURNING id",
        known->id(), wanted.organisation, algorithm, known->pem(), pg::Bytes{wanted.possession},
        wanted.by, now, pg::Bytes{record});
    if (added.empty()) return std::unexpected(KeyFault::taken);
    leave(tx, "outside-key", known->id(), record, now);
    return keys_in(tx, "id", known->id()).at(0);
  });
}

std::expected<OutsideKey, KeyFault> OutsideKeys::revoke(const std::string& id,
                                                        const std::string& by,
                                                        const std::string& reason, Instant now) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<OutsideKey, KeyFault> {
    // A lock of its own: rows of record are not the application's to lock for a change.
    pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('outside-key:' || $1))", id);
    const auto found = keys_in(tx, "id", id);
    if (found.empty()) return std::unexpected(KeyFault::no_such_key);
    const OutsideKey& key = found.front();
    if (key.revoked_at) return std::unexpected(KeyFault::already_revoked);
    const std::string record = archive::revocation_bytes({.key = key.id,
                                                          .account = key.organisation,
                                                          .algorithm = key.algorithm,
                                                          .by = by,
                                                          .by_name = {},
                                                          .reason = reason,
                                                          .at = now});
    pg::exec(tx,
             "INSERT INTO outside_key_revocation (key_id, revoked_by, reason, revoked_at, bytes) "
             "VALUES ($1, $2, $3, $4::timestamptz, $5::bytea)",
             id, by, reason, now, pg::Bytes{record});
    leave(tx, "outside-key-revocation", id, record, now);
    return keys_in(tx, "id", id).at(0);
  });
}

std::optional<OutsideKey> OutsideKeys::find(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<OutsideKey> {
    auto found = keys_in(tx, "id", id);
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  });
}

std::vector<OutsideKey> OutsideKeys::of(const std::string& organisation) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return keys_in(tx, organisation.empty() ? "all" : "organisation", organisation);
  });
}

}  // namespace gavel::db
