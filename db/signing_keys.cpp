// The register of signing keys: whose a key is, since when, until when. Rows are only added; the
// one change a key knows is its revocation. All are leaves of the ledger, of the bytes kept in
// key_record.
#include "db/signing_keys.hpp"

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "archive/key_register.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"
#include "db/accounts.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

std::string text_or_empty(const pqxx::field& field) {
  return field.is_null() ? "" : pg::text(field);
}

std::string registration_of(const pqxx::row& row) {
  if (!row["registration"].is_null()) return pg::bytes(row["registration"]);
  return archive::registration_bytes({.key = pg::text(row["id"]),
                                      .account = pg::text(row["account"]),
                                      .name = {},
                                      .unit = {},
                                      .algorithm = pg::text(row["algorithm"]),
                                      .possession_sha256 = {},
                                      .replaces = {},
                                      .at = pg::instant(row["registered_at"])});
}

std::string revocation_of(const pqxx::row& row) {
  if (row["revoked_at"].is_null()) return "";
  if (!row["revocation"].is_null()) return pg::bytes(row["revocation"]);
  return archive::revocation_bytes({.key = pg::text(row["id"]),
                                    .account = pg::text(row["account"]),
                                    .algorithm = pg::text(row["algorithm"]),
                                    .by = {},
                                    .by_name = {},
                                    .reason = {},
                                    .at = pg::instant(row["revoked_at"])});
}

SigningKey key_of_row(const pqxx::row& row) {
  return {
      .id = pg::text(row["id"]),
      .account = pg::text(row["account"]),
      .name = pg::text(row["name"]),
      .unit = pg::text(row["unit"]),
      .algorithm = pg::text(row["algorithm"]),
      .pem = pg::text(row["pem"]),
      .possession = row["possession"].is_null() ? "" : pg::bytes(row["possession"]),
      .replaces = row["replaces"].is_null() ? "" : pg::text(row["replaces"]),
      .registered_at = pg::instant(row["registered_at"]),
      .revoked_at = pg::maybe(row["revoked_at"], pg::instant),
      .revoked_by = text_or_empty(row["revoked_by"]),
      .revoked_by_name = text_or_empty(row["revoked_by_name"]),
      .revocation_reason = text_or_empty(row["revocation_reason"]),
      .registration = registration_of(row),
      .revocation = revocation_of(row),
      .late_possession = row["late_possession"].is_null() ? "" : pg::bytes(row["late_possession"]),
      .possessed_at = pg::maybe(row["possessed_at"], pg::instant)};
}

std::optional<SigningKey> key_in(pqxx::transaction_base& tx, const std::string& id) {
  const auto found = pg::exec(tx, "SELECT * FROM signing_key_row WHERE id = $1", id);
  if (found.empty()) return std::nullopt;
  return key_of_row(found[0]);
}

std::vector<SigningKey> keys_of_rows(const pqxx::result& rows) {
  std::vector<SigningKey> keys;
  for (const auto& row : rows) keys.push_back(key_of_row(row));
  return keys;
}

/// Keeps the record and leaves its leaf.
void enter(pqxx::transaction_base& tx, std::string_view type, const std::string& id,
           const std::string& record, Instant at) {
  pg::exec(tx, "INSERT INTO key_record (key_id, kind, bytes) VALUES ($1, $2, $3::bytea)", id,
           std::string(type), pg::Bytes{record});
  add_leaf(tx, {.type = std::string(type),
                .matter = "",
                .subject = id,
                .sha256 = archive::sha256_hex(record),
                .at = at});
}

KeyFault fault_of(archive::KeyError error) {
  if (error == archive::KeyError::unsupported_key) return KeyFault::unsupported;
  if (error == archive::KeyError::private_key) return KeyFault::private_key;
  return KeyFault::malformed;
}

/// The account's key, locked, as long as it is not revoked.
std::expected<SigningKey, KeyFault> valid_in(pqxx::transaction_base& tx, const std::string& account,
                                             const std::string& id) {
  const auto locked = pg::exec(
      tx, "SELECT 1 FROM signing_key WHERE id = $1 AND account = $2 FOR UPDATE", id, account);
  if (locked.empty()) return std::unexpected(KeyFault::no_such_key);
  auto key = key_in(tx, id).value();
  if (key.revoked_at) return std::unexpected(KeyFault::already_revoked);
  return key;
}

std::string account_name(pqxx::transaction_base& tx, const std::string& account) {
  const auto found = pg::exec(tx, "SELECT name FROM account WHERE account = $1", account);
  return found.empty() ? "" : pg::text(found[0][0]);
}

/// The row is held already (valid_in), so that no signature comes between it and its leaf.
void revoke_in(pqxx::transaction_base& tx, const SigningKey& key, const Revocation& wanted,
               Instant now) {
  pg::exec(tx, "UPDATE signing_key SET revoked_at = $2::timestamptz WHERE id = $1", key.id, now);
  enter(tx, archive::key_revocation_leaf, key.id,
        archive::revocation_bytes({.key = key.id,
                                   .account = key.account,
                                   .algorithm = key.algorithm,
                                   .by = wanted.by,
                                   .by_name = account_name(tx, wanted.by),
                                   .reason = wanted.reason,
                                   .at = now}),
        now);
}

}  // namespace

std::expected<archive::PublicKey, KeyFault> proved_key(const std::string& holder,
                                                       const std::string& pem,
                                                       const std::string& possession) {
  auto parsed = archive::PublicKey::from_pem(pem);
  if (!parsed) return std::unexpected(fault_of(parsed.error()));
  const std::string sentence = archive::possession_bytes(holder, parsed->id());
  if (!parsed->verify(sentence, possession)) return std::unexpected(KeyFault::not_possessed);
  return *std::move(parsed);
}

std::vector<SigningKey> signing_keys(pqxx::transaction_base& tx, const pg::Array& ids) {
  return keys_of_rows(
      pg::exec(tx, "SELECT * FROM signing_key_row WHERE id = ANY($1::text[]) ORDER BY id", ids));
}

std::set<std::string> keys_held_in_force(pqxx::transaction_base& tx, const pg::Array& ids) {
  std::set<std::string> held;
  for (const auto& row : pg::exec(tx,
                                  "SELECT id FROM signing_key WHERE id = ANY($1::text[]) AND "
                                  "revoked_at IS NULL ORDER BY id FOR SHARE",
                                  ids))
    held.insert(pg::text(row[0]));
  return held;
}

std::expected<SigningKey, KeyFault> Accounts::add_key(const NewKey& wanted, Instant now) {
  const auto known = proved_key(wanted.account, wanted.pem, wanted.possession);
  if (!known) return std::unexpected(known.error());
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<SigningKey, KeyFault> {
    std::optional<SigningKey> before;
    if (!wanted.replaces.empty()) {
      auto valid = valid_in(tx, wanted.account, wanted.replaces);
      if (!valid) return std::unexpected(valid.error());
      before = *std::move(valid);
    }
    const auto added = pg::exec(
        tx,
        "INSERT INTO signing_key (id, account, algorithm, pem, registered_at) "
        "SELECT $1, $2, $3, $4, $5::timestamptz WHERE NOT EXISTS (SELECT FROM outside_key WHERE "
        "id = $1) ON CONFLICT (id) DO NOTHING RETURNING id",
        known->id(), wanted.account, std::string(name(known->algorithm())), known->pem(), now);
    if (added.empty()) return std::unexpected(KeyFault::taken);
    if (before)
      revoke_in(tx, *before,
                {.account = wanted.account, .key = before->id, .by = wanted.account, .reason = {}},
                now);
    pg::exec(tx,
             "INSERT INTO key_possession (key_id, signature, replaces) "
             "VALUES ($1, $2::bytea, nullif($3, ''))",
             known->id(), pg::Bytes{wanted.possession}, wanted.replaces);
    const auto key = key_in(tx, known->id()).value();
    enter(tx, archive::key_leaf, key.id,
          archive::registration_bytes({.key = key.id,
                                       .account = key.account,
                                       .name = key.name,
                                       .unit = key.unit,
                                       .algorithm = key.algorithm,
                                       .possession_sha256 = archive::sha256_hex(wanted.possession),
                                       .replaces = wanted.replaces,
                                       .at = now}),
          now);
    return key_in(tx, key.id).value();
  });
}

std::expected<SigningKey, KeyFault> Accounts::prove_key(const std::string& account,
                                                        const std::string& id,
                                                        const std::string& possession,
                                                        Instant now) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<SigningKey, KeyFault> {
    const auto key = valid_in(tx, account, id);
    if (!key) return std::unexpected(key.error());
    if (!key->possession.empty()) return std::unexpected(KeyFault::already_possessed);
    const auto known = proved_key(account, key->pem, possession);
    if (!known) return std::unexpected(known.error());
    pg::exec(tx, "INSERT INTO key_possession (key_id, signature) VALUES ($1, $2::bytea)", id,
             pg::Bytes{possession});
    enter(tx, archive::key_possession_leaf, id,
          archive::possession_record_bytes({.key = id,
                                            .account = account,
                                            .algorithm = key->algorithm,
                                            .possession_sha256 = archive::sha256_hex(possession),
                                            .at = now}),
          now);
    return key_in(tx, id).value();
  });
}

std::expected<SigningKey, KeyFault> Accounts::revoke_key(const Revocation& wanted, Instant now) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<SigningKey, KeyFault> {
    const auto key = valid_in(tx, wanted.account, wanted.key);
    if (!key) return std::unexpected(key.error());
    revoke_in(tx, *key, wanted, now);
    return key_in(tx, key->id).value();
  });
}

std::optional<SigningKey> Accounts::key(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) { return key_in(tx, id); });
}

std::vector<SigningKey> Accounts::keys_of(const std::string& account) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return keys_of_rows(
        pg::exec(tx, "SELECT * FROM signing_key_row WHERE account = $1 ORDER BY registered_at, id",
                 account));
  });
}

std::vector<SigningKey> Accounts::key_register(const std::string& text, const std::string& after,
                                               int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return keys_of_rows(
        pg::exec(tx,
                 "SELECT * FROM signing_key_row WHERE id > $1 AND ($2 = '' OR starts_with(id, $2) "
                 "OR strpos(account, $2) > 0 OR strpos(name, $2) > 0 OR strpos(unit, $2) > 0) "
                 "ORDER BY id LIMIT $3",
                 after, text, limit));
  });
}

}  // namespace gavel::db
