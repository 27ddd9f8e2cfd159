#pragma once
// Who may use Gavel: units, local accounts, their sessions and the public keys they sign with.
// Passwords arrive here already hashed (Argon2id, encoded form); tokens are kept as their SHA-256
// only, so that a stolen table opens no session. Private keys never come near the server.
#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/time.hpp"

namespace gavel::db {

class Pool;

struct Unit {
  std::string id, name;
  bool operator==(const Unit&) const = default;
};

/// Why a unit is not opened: a unit of its id has another name, or one of another id has its name.
/// Names that differ in spelling alone are one. Units that were opened before that was asked stay.
struct UnitTaken {
  enum class What : std::uint8_t { id, name } what;
  Unit other;
};

struct Account {
  std::string account, name, unit;
  std::vector<std::string> roles;
  bool disabled = false;
  Instant created_at;
  std::string person = {};  ///< Number of whose it is, unlike any other's; empty: not told.
  bool operator==(const Account&) const = default;
};

/// What changes of an account; absent fields stay. A new password hash or `disabled` ends all
/// sessions.
struct AccountChange {
  std::optional<std::string> name, unit, password_hash, person;
  std::optional<std::vector<std::string>> roles;
  std::optional<bool> disabled;
};

enum class AccountFault : std::uint8_t {
  account_taken,  ///< An account of that name exists.
  person_taken,   ///< That person has another account, be it disabled.
  no_such_unit,   ///< Units are created before their accounts.
  no_such_account,
};

/// The encoded Argon2id hash beside its account, for the log-in check alone.
struct Credentials {
  Account account;
  std::string password_hash;
};

enum class TokenFault : std::uint8_t { unknown, expired, disabled };

struct Session {
  std::string token;  ///< 256 random bits, base64url; given out once and never stored.
  Instant expires_at;
};

struct SigningKey {
  std::string id;  ///< SHA-256 of the key's SPKI DER, lower-case hex.
  std::string account;
  std::string name, unit;  ///< Of the account, as they are now.
  std::string algorithm, pem;
  std::string
      possession;        ///< The signature that proved it; empty for keys of before there was one.
  std::string replaces;  ///< Id of the key it took the place of; empty: none.
  Instant registered_at;
  std::optional<Instant> revoked_at;
  std::string revoked_by,
      revoked_by_name;                   ///< Account; empty for revocations of before it was kept.
  std::string revocation_reason;         ///< May be empty when the holder revoked it.
  std::string registration, revocation;  ///< The bytes whose SHA-256 the leaves name.
  /// Likewise of a possession that was proved after the registration, and when; empty: it was
  /// proved then, or never.
  std::string late_possession;
  std::optional<Instant> possessed_at;
};
/// A key goes out of force: by its holder, or by who keeps the register, who gives a reason.
struct Revocation {
  std::string account, key;  ///< Whose; PublicKey::id().
  std::string by;            ///< Account of who revokes.
  std::string reason;
};
struct NewKey {
  std::string account, pem;
  std::string possession;  ///< Over archive::possession_bytes(), made with the private key.
  std::string replaces;    ///< A key of the account, revoked at the same moment; empty: none.
};
enum class KeyFault : std::uint8_t {
  private_key,    ///< A private key: it must never leave its owner.
  malformed,      ///< Not a PEM public key.
  unsupported,    ///< Neither Ed25519, P-256 nor SM2.
  not_possessed,  ///< The signature is not the key's over its possession_bytes().
  taken,          ///< Registered before, by this account or another, or revoked.
  no_such_key,    ///< No such key of this account.
  already_revoked,
  already_possessed,  ///< Its possession is proved.
};

class Accounts {
 public:
  explicit Accounts(Pool& pool) : pool_(pool) {}

  // ---- units
  /// A unit that is there already, id and name, is given back.
  [[nodiscard]] std::expected<Unit, UnitTaken> add_unit(const Unit& unit);
  [[nodiscard]] std::vector<Unit> units();

  // ---- accounts
  [[nodiscard]] std::expected<Account, AccountFault> add(const Account& account,
                                                         std::string_view password_hash);
  [[nodiscard]] std::expected<Account, AccountFault> change(const std::string& account,
                                                            const AccountChange& change);
  [[nodiscard]] std::optional<Account> find(const std::string& account);
  [[nodiscard]] std::vector<Account> all();  ///< By account name.
  [[nodiscard]] std::optional<Credentials> credentials(const std::string& account);

  // ---- sessions
  /// The account exists and is enabled (the caller has checked its password).
  [[nodiscard]] Session start_session(const std::string& account, Instant now,
                                      std::chrono::seconds lifetime);
  [[nodiscard]] std::expected<Account, TokenFault> account_of(std::string_view token, Instant now);
  void end_session(std::string_view token);
  /// Removes sessions that expired before `now`; gives their number.
  std::size_t forget_expired(Instant now);

  // ---- keys
  /// Registers a public key; a ledger leaf records it.
  [[nodiscard]] std::expected<SigningKey, KeyFault> add_key(const NewKey& wanted, Instant now);
  /// Proves possession of a key that was registered before that was asked for: `possession` as of
  /// NewKey. A leaf of the ledger too.
  [[nodiscard]] std::expected<SigningKey, KeyFault> prove_key(const std::string& account,
                                                              const std::string& id,
                                                              const std::string& possession,
                                                              Instant now);
  /// Likewise; what is signed from then on counts for nothing (signatures.hpp). Whether `by` may,
  /// the caller has asked.
  [[nodiscard]] std::expected<SigningKey, KeyFault> revoke_key(const Revocation& wanted,
                                                               Instant now);
  [[nodiscard]] std::optional<SigningKey> key(const std::string& id);
  [[nodiscard]] std::vector<SigningKey> keys_of(const std::string& account);
  /// All keys there ever were, by id: those after `after` whose id begins with, or whose holder's
  /// account, name or unit contains, `text` (empty: any).
  [[nodiscard]] std::vector<SigningKey> key_register(const std::string& text,
                                                     const std::string& after, int limit);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
