#include "db/accounts.hpp"

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "archive/signature.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/secret_file.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

Account account_of_row(const pqxx::row& row) {
  return {.account = row["account"].as<std::string>(),
          .name = row["name"].as<std::string>(),
          .unit = row["unit"].as<std::string>(),
          .roles = pg::texts(row["roles"]),
          .disabled = row["disabled"].as<bool>(),
          .created_at = pg::instant(row["created_at"]),
          .person = row["person"].is_null() ? "" : pg::text(row["person"])};
}

/// Whether somebody else's account has that number.
bool is_taken(pqxx::transaction_base& tx, const std::string& person, const std::string& account) {
  return !person.empty() &&
         !pg::exec(tx, "SELECT 1 FROM account_person WHERE person = $1 AND account <> $2", person,
                   account)
              .empty();
}

void tell_person(pqxx::transaction_base& tx, const std::string& account,
                 const std::string& person) {
  pg::exec(tx,
           "INSERT INTO account_person (account, person) VALUES ($1, $2) ON CONFLICT (account) DO "
           "UPDATE SET person = excluded.person",
           account, person);
}

std::optional<Account> account_in(pqxx::transaction_base& tx, const std::string& account) {
  const auto found = pg::exec(tx, "SELECT * FROM account_row WHERE account = $1", account);
  if (found.empty()) return std::nullopt;
  return account_of_row(found[0]);
}

std::vector<Unit> units_in(pqxx::transaction_base& tx) {
  std::vector<Unit> units;
  for (const auto& row : pg::exec(tx, "SELECT id, name FROM unit ORDER BY id"))
    units.push_back({pg::text(row["id"]), pg::text(row["name"])});
  return units;
}

std::string token_hash(std::string_view token) { return archive::sha256_hex(token); }

std::string base64url(std::string_view bytes) {
  std::string text = archive::to_base64(bytes);
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  text.erase(text.find_last_not_of('=') + 1);
  return text;
}

}  // namespace

std::expected<Unit, UnitTaken> Accounts::add_unit(const Unit& unit) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<Unit, UnitTaken> {
    // One at a time: of two that come at once neither would see the other's name.
    pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('unit'))");
    const std::vector<Unit> known = units_in(tx);
    const auto same = std::ranges::find(known, unit.id, &Unit::id);
    if (same != known.end()) {
      if (same->name == unit.name) return unit;
      return std::unexpected(UnitTaken{UnitTaken::What::id, *same});
    }
    const std::string bare = spelling(unit.name);
    const auto namesake = std::ranges::find_if(
        known, [&](const Unit& other) { return spelling(other.name) == bare; });
    if (namesake != known.end())
      return std::unexpected(UnitTaken{UnitTaken::What::name, *namesake});
    pg::exec(tx, "INSERT INTO unit (id, name) VALUES ($1, $2)", unit.id, unit.name);
    return unit;
  });
}

std::vector<Unit> Accounts::units() { return pool_.read(units_in); }

std::expected<Account, AccountFault> Accounts::add(const Account& account,
                                                   std::string_view password_hash) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<Account, AccountFault> {
    if (pg::exec(tx, "SELECT 1 FROM unit WHERE id = $1", account.unit).empty()) {
      return std::unexpected(AccountFault::no_such_unit);
    }
    if (is_taken(tx, account.person, account.account))
      return std::unexpected(AccountFault::person_taken);
    const auto added =
        pg::exec(tx,
                 "INSERT INTO account (account, name, unit, roles, password_hash, disabled) "
                 "VALUES ($1, $2, $3, $4::text[], $5, $6::boolean) "
                 "ON CONFLICT (account) DO NOTHING RETURNING account",
                 account.account, account.name, account.unit, pg::Array(account.roles),
                 std::string(password_hash), account.disabled);
    if (added.empty()) return std::unexpected(AccountFault::account_taken);
    if (!account.person.empty()) tell_person(tx, account.account, account.person);
    return account_in(tx, account.account).value();
  });
}

std::expected<Account, AccountFault> Accounts::change(const std::string& account,
                                                      const AccountChange& change) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<Account, AccountFault> {
    const auto locked =
        pg::exec(tx, "SELECT 1 FROM account WHERE account = $1 FOR UPDATE", account);
    if (locked.empty()) return std::unexpected(AccountFault::no_such_account);
    if (change.unit && pg::exec(tx, "SELECT 1 FROM unit WHERE id = $1", *change.unit).empty()) {
      return std::unexpected(AccountFault::no_such_unit);
    }
    if (change.person) {
      if (is_taken(tx, *change.person, account)) return std::unexpected(AccountFault::person_taken);
      tell_person(tx, account, *change.person);
    }
    if (change.name)
      pg::exec(tx, "UPDATE account SET name = $2 WHERE account = $1", account, *change.name);
    if (change.unit)
      pg::exec(tx, "UPDATE account SET unit = $2 WHERE account = $1", account, *change.unit);
    if (change.roles) {
      pg::exec(tx, "UPDATE account SET roles = $2::text[] WHERE account = $1", account,
               pg::Array(*change.roles));
    }
    if (change.password_hash) {
      pg::exec(tx, "UPDATE account SET password_hash = $2 WHERE account = $1", account,
               *change.password_hash);
    }
    if (change.disabled) {
      pg::exec(tx, "UPDATE account SET disabled = $2::boolean WHERE account = $1", account,
               *change.disabled);
    }
    if (change.password_hash || change.disabled.value_or(false)) {
      pg::exec(tx, "DELETE FROM session WHERE account = $1", account);
    }
    return account_in(tx, account).value();
  });
}

std::optional<Account> Accounts::find(const std::string& account) {
  return pool_.read([&](pqxx::transaction_base& tx) { return account_in(tx, account); });
}

std::vector<Account> Accounts::all() {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<Account> accounts;
    for (const auto& row : pg::exec(tx, "SELECT * FROM account_row ORDER BY account")) {
      accounts.push_back(account_of_row(row));
    }
    return accounts;
  });
}

std::optional<Credentials> Accounts::credentials(const std::string& account) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Credentials> {
    auto found = account_in(tx, account);
    if (!found) return std::nullopt;
    const auto hash = pg::exec(tx, "SELECT password_hash FROM account WHERE account = $1", account);
    return Credentials{std::move(*found), hash[0][0].as<std::string>()};
  });
}

Session Accounts::start_session(const std::string& account, Instant now,
                                std::chrono::seconds lifetime) {
  Session session{.token = base64url(random_bytes(32)), .expires_at = now + lifetime};
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx,
             "INSERT INTO session (token_sha256, account, started_at, expires_at) "
             "VALUES (decode($1, 'hex'), $2, $3::timestamptz, $4::timestamptz)",
             token_hash(session.token), account, now, session.expires_at);
  });
  return session;
}

std::expected<Account, TokenFault> Accounts::account_of(std::string_view token, Instant now) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::expected<Account, TokenFault> {
    const auto found = pg::exec(tx,
                                "SELECT a.*, s.expires_at "
                                "FROM session s JOIN account_row a ON a.account = s.account "
                                "WHERE s.token_sha256 = decode($1, 'hex')",
                                token_hash(token));
    if (found.empty()) return std::unexpected(TokenFault::unknown);
    if (pg::instant(found[0]["expires_at"]) <= now) return std::unexpected(TokenFault::expired);
    auto account = account_of_row(found[0]);
    if (account.disabled) return std::unexpected(TokenFault::disabled);
    return account;
  });
}

void Accounts::end_session(std::string_view token) {
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx, "DELETE FROM session WHERE token_sha256 = decode($1, 'hex')", token_hash(token));
  });
}

std::size_t Accounts::forget_expired(Instant now) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::size_t {
    return static_cast<std::size_t>(
        pg::exec(tx, "DELETE FROM session WHERE expires_at < $1::timestamptz", now)
            .affected_rows());
  });
}

}  // namespace gavel::db
