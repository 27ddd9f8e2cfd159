#pragma once
// The exact bytes a signer is asked to sign, kept until they are signed or expire, and the detached
// signature with the event it made count. A statement signs one event once.
#include <optional>
#include <string>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::db {

class Pool;

struct Statement {
  std::string id, matter, event;
  JsonObject data;  ///< Of the event it stands for.
  std::string account;
  std::string key_id;  ///< Empty: any registered key of the account.
  std::string bytes;   ///< RFC 8785 canonical JSON.
  std::string sha256, dossier_sha256;
  Instant created_at, expires_at;
};

struct Signature {
  std::string statement_id, key_id, algorithm, bytes, matter;
  std::int64_t seq = 0;  ///< Of the event it made count.
  Instant at;
};

/// A time-stamp on a signature, verified before it is added (archive/time_stamp.hpp).
struct TimeStamp {
  std::string statement_id;
  int number = 0;  ///< On this signature, from 1.
  std::string bytes, sha256, chain;
  Instant stamped_at;
  std::string authority, policy, serial;
  std::string matter, account;  ///< Whose; who handed it in.
  std::int64_t seq = 0;         ///< Of the matter's last event when it came.
  Instant at;
};

class Statements {
 public:
  explicit Statements(Pool& pool) : pool_(pool) {}

  /// Durable when it returns; a ledger leaf records it.
  void add(const Statement& statement);
  [[nodiscard]] std::optional<Statement> find(const std::string& id);
  /// In the order they were given out.
  [[nodiscard]] std::vector<Statement> of_matter(const std::string& matter);
  /// The signature over it, once its event has happened (written by the append, see signature
  /// rows).
  [[nodiscard]] std::optional<Signature> signature(const std::string& statement_id);
  /// Likewise, over the statement with these bytes (SHA-256, lower-case hexadecimal).
  [[nodiscard]] std::optional<Signature> signature_over(const std::string& statement_sha256);
  [[nodiscard]] std::vector<Signature> signatures_of(const std::string& matter);

  /// Durable when it returns, with its number and seq, and in the ledger. Nothing when the
  /// signature has this very time-stamp already. The signature must exist.
  [[nodiscard]] std::optional<TimeStamp> add_time_stamp(TimeStamp wanted);
  [[nodiscard]] std::optional<TimeStamp> time_stamp(const std::string& statement_id, int number);
  /// By statement, in the order they came.
  [[nodiscard]] std::vector<TimeStamp> time_stamps_of(const std::string& matter);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
