// The register of signing keys: whose a key is, since when, until when. Rows are only added; the
// one change a key knows is its revocation.
#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"
#include "db/accounts.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

SigningKey key_of_row(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .account = pg::text(row["account"]),
          .name = pg::text(row["name"]),
          .unit = pg::text(row["unit"]),
          .algorithm = pg::text(row["algorithm"]),
          .pem = pg::text(row["pem"]),
          .possession = row["possession"].is_null() ? "" : pg::bytes(row["possession"]),
          .replaces = row["replaces"].is_null() ? "" : pg::text(row["replaces"]),
          .registered_at = pg::instant(row["registered_at"]),
          .revoked_at = pg::maybe(row["revoked_at"], pg::instant)};
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

/// The leaf of a key says whose it is since when; its digest is of that sentence, not of the key
/// alone.
archive::Leaf key_leaf(std::string_view type, const SigningKey& key, Instant at) {
  const JsonObject record{{"key", key.id},
                          {"account", key.account},
                          {"algorithm", key.algorithm},
                          {"at", to_string(at)}};
  return {.type = std::string(type),
          .matter = "",
          .subject = key.id,
          .sha256 = archive::sha256_hex(archive::canonical(record)),
          .at = at};
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

SigningKey revoked_in(pqxx::transaction_base& tx, SigningKey key, Instant now) {
  pg::exec(tx, "UPDATE signing_key SET revoked_at = $2::timestamptz WHERE id = $1", key.id, now);
  key.revoked_at = now;
  add_leaf(tx, key_leaf("key-revocation", key, now));
  return key;
}

/// Of what is in the wanted key itself, not in the register.
std::expected<archive::PublicKey, KeyFault> proved(const NewKey& wanted) {
  auto parsed = archive::PublicKey::from_pem(wanted.pem);
  if (!parsed) return std::unexpected(fault_of(parsed.error()));
  const std::string sentence = archive::possession_bytes(wanted.account, parsed->id());
  if (!parsed->verify(sentence, wanted.possession)) return std::unexpected(KeyFault::not_possessed);
  return *std::move(parsed);
}

}  // namespace

std::expected<SigningKey, KeyFault> Accounts::add_key(const NewKey& wanted, Instant now) {
  const auto known = proved(wanted);
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
        "VALUES ($1, $2, $3, $4, $5::timestamptz) ON CONFLICT (id) DO NOTHING RETURNING id",
        known->id(), wanted.account, std::string(name(known->algorithm())), known->pem(), now);
    if (added.empty()) return std::unexpected(KeyFault::taken);
    if (before) (void)revoked_in(tx, *std::move(before), now);
    pg::exec(tx,
             "INSERT INTO key_possession (key_id, signature, replaces) "
             "VALUES ($1, $2::bytea, nullif($3, ''))",
             known->id(), pg::Bytes{wanted.possession}, wanted.replaces);
    const auto key = key_in(tx, known->id()).value();
    add_leaf(tx, key_leaf("key", key, now));
    return key;
  });
}

std::expected<SigningKey, KeyFault> Accounts::revoke_key(const std::string& account,
                                                         const std::string& id, Instant now) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<SigningKey, KeyFault> {
    auto key = valid_in(tx, account, id);
    if (!key) return std::unexpected(key.error());
    return revoked_in(tx, *std::move(key), now);
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
