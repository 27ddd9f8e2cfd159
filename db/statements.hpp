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
  [[nodiscard]] std::vector<Signature> signatures_of(const std::string& matter);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
