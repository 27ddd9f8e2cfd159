#pragma once
// Keys of organisations outside (接收单位): what an archives signs its receipts with. They have no
// account here, so that whoever keeps the register enters the key, with the proof that the
// organisation holds it. Registered beforehand: a receipt is no place to learn a key from.
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "db/accounts.hpp"

namespace gavel::db {

class Pool;

struct OutsideKey {
  std::string id;  ///< SHA-256 of the key's SPKI DER, lower-case hex.
  std::string organisation, algorithm, pem;
  std::string possession;     ///< Over archive::possession_bytes(organisation, id).
  std::string registered_by;  ///< Account.
  Instant registered_at;
  std::optional<Instant> revoked_at;
  std::string revoked_by, revocation_reason;
};

struct NewOutsideKey {
  std::string organisation, pem, possession, by;
};

class OutsideKeys {
 public:
  explicit OutsideKeys(Pool& pool) : pool_(pool) {}

  /// Both are leaves of the ledger ("outside-key", "outside-key-revocation").
  [[nodiscard]] std::expected<OutsideKey, KeyFault> add(const NewOutsideKey& wanted, Instant now);
  [[nodiscard]] std::expected<OutsideKey, KeyFault> revoke(const std::string& id,
                                                           const std::string& by,
                                                           const std::string& reason, Instant now);
  [[nodiscard]] std::optional<OutsideKey> find(const std::string& id);
  /// Of one organisation, revoked ones too, in the order they came; empty: of all.
  [[nodiscard]] std::vector<OutsideKey> of(const std::string& organisation);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
