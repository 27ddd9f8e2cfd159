#pragma once
// What a POST answered, by account and Idempotency-Key. For appends the row is written with the
// event; other writes add it in their own transaction.
#include <cstddef>
#include <optional>
#include <string>

#include "db/pool.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

class CommitQueue;

class Idempotency {
 public:
  Idempotency(Pool& pool, CommitQueue& queue) : pool_(pool), queue_(queue) {}

  /// The first answer, if the key was used before. Compare `request_sha256`: another request under
  /// the same key is the client's mistake.
  [[nodiscard]] std::optional<desk::IdempotencyRow> find(const std::string& account,
                                                         const std::string& key);
  /// Keeps an answer whose effects are already durable; false when the key is taken.
  [[nodiscard]] bool remember(const desk::IdempotencyRow& row);
  /// Drops rows older than `before`; their number.
  std::size_t forget(Instant before);

 private:
  Pool& pool_;
  CommitQueue& queue_;
};

/// Within another write's transaction; false when the key is taken (then the caller must not
/// commit).
[[nodiscard]] bool add_idempotency(pqxx::transaction_base& tx, const desk::IdempotencyRow& row);

}  // namespace gavel::db
