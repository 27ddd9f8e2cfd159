#include "db/idempotency.hpp"

#include "db/commit_queue.hpp"
#include "db/pg.hpp"

namespace gavel::db {

bool add_idempotency(pqxx::transaction_base& tx, const desk::IdempotencyRow& row) {
  return pg::exec(tx,
                  "INSERT INTO idempotency (account, key, request_sha256, status, location, body)"
                  " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account, key) DO NOTHING",
                  row.account, row.key, row.request_sha256, row.status, row.location, row.body)
             .affected_rows() == 1;
}

std::optional<desk::IdempotencyRow> Idempotency::find(const std::string& account,
                                                      const std::string& key) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<desk::IdempotencyRow> {
    const auto rows = pg::exec(tx,
                               "SELECT request_sha256, status, location, body FROM idempotency"
                               " WHERE account = $1 AND key = $2",
                               account, key);
    if (rows.empty()) return std::nullopt;
    const auto& row = rows[0];
    return desk::IdempotencyRow{.key = key,
                                .account = account,
                                .request_sha256 = pg::text(row[0]),
                                .status = row[1].as<int>(),
                                .location = pg::text(row[2]),
                                .body = pg::text(row[3])};
  });
}

bool Idempotency::remember(const desk::IdempotencyRow& row) {
  bool is_new = false;
  queue_.submit([&](pqxx::transaction_base& tx) { is_new = add_idempotency(tx, row); });
  return is_new;
}

std::size_t Idempotency::forget(Instant before) {
  return pool_.write([&](pqxx::transaction_base& tx) {
    return std::size_t(
        pg::exec(tx, "DELETE FROM idempotency WHERE at < $1", before).affected_rows());
  });
}

}  // namespace gavel::db
