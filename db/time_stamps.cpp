// Time-stamps on signatures. Rows are only added.
#include <pqxx/pqxx>

#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/statements.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

constexpr std::string_view columns =
    "statement_id, number, bytes, encode(sha256, 'hex') AS sha256, chain, stamped_at, authority, "
    "policy, serial, matter, seq, account, at";

TimeStamp time_stamp_of_row(const pqxx::row& row) {
  return {.statement_id = pg::text(row["statement_id"]),
          .number = static_cast<int>(pg::integer(row["number"])),
          .bytes = pg::bytes(row["bytes"]),
          .sha256 = pg::text(row["sha256"]),
          .chain = pg::text(row["chain"]),
          .stamped_at = pg::instant(row["stamped_at"]),
          .authority = pg::text(row["authority"]),
          .policy = pg::text(row["policy"]),
          .serial = pg::text(row["serial"]),
          .matter = pg::text(row["matter"]),
          .account = pg::text(row["account"]),
          .seq = pg::integer(row["seq"]),
          .at = pg::instant(row["at"])};
}

/// The matter's last event, and no other one until the transaction ends: so whether a time-stamp is
/// in a package depends on what came first, and not on who looked when.
std::int64_t last_event_held(pqxx::transaction_base& tx, const std::string& matter) {
  const auto held =
      pg::exec(tx, "SELECT version FROM matter WHERE id = $1 FOR NO KEY UPDATE", matter);
  ensure(!held.empty(), "a signature's matter exists");
  return pg::integer(held[0][0]);
}

}  // namespace

std::optional<TimeStamp> Statements::add_time_stamp(TimeStamp wanted) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::optional<TimeStamp> {
    wanted.seq = last_event_held(tx, wanted.matter);
    const auto added = pg::exec(
        tx,
        "INSERT INTO time_stamp (statement_id, number, bytes, sha256, chain, stamped_at, "
        "authority, policy, serial, matter, seq, account, at) SELECT $1, coalesce(max(number), 0) "
        "+ 1, $2::bytea, decode($3, 'hex'), $4, $5::timestamptz, $6, $7, $8, $9, $10::bigint, $11, "
        "$12::timestamptz FROM time_stamp WHERE statement_id = $1 "
        "ON CONFLICT (statement_id, sha256) DO NOTHING RETURNING number",
        wanted.statement_id, pg::Bytes{wanted.bytes}, wanted.sha256, wanted.chain,
        wanted.stamped_at, wanted.authority, wanted.policy, wanted.serial, wanted.matter,
        wanted.seq, wanted.account, wanted.at);
    if (added.empty()) return std::nullopt;
    wanted.number = static_cast<int>(pg::integer(added[0][0]));
    add_leaf(tx, {.type = "time-stamp",
                  .matter = wanted.matter,
                  .subject = wanted.statement_id + "/" + std::to_string(wanted.number),
                  .sha256 = wanted.sha256,
                  .at = wanted.at});
    return wanted;
  });
}

std::optional<TimeStamp> Statements::time_stamp(const std::string& statement_id, int number) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<TimeStamp> {
    const auto found = pg::exec(tx,
                                "SELECT " + std::string(columns) +
                                    " FROM time_stamp WHERE statement_id = $1 AND number = "
                                    "$2::integer",
                                statement_id, number);
    if (found.empty()) return std::nullopt;
    return time_stamp_of_row(found[0]);
  });
}

std::vector<TimeStamp> Statements::time_stamps_of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<TimeStamp> stamps;
    for (const auto& row : pg::exec(tx,
                                    "SELECT " + std::string(columns) +
                                        " FROM time_stamp WHERE matter = $1 "
                                        "ORDER BY statement_id, number",
                                    matter)) {
      stamps.push_back(time_stamp_of_row(row));
    }
    return stamps;
  });
}

}  // namespace gavel::db
