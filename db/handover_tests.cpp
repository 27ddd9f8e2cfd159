#include "db/handover_tests.hpp"

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

void put(pqxx::transaction_base& tx, const HandoverTest& test) {
  const bool is_theirs = !test.receiver_key.empty();
  pg::exec(tx,
           "INSERT INTO handover_test (id, archival_code, side, act, passed, report, receiver_key, "
           "signature, account, name, unit, at) VALUES ($1, $2, CASE WHEN $3::boolean THEN "
           "'receiver' ELSE 'own' END, $4, $5::boolean, $6::bytea, nullif($7, ''), CASE WHEN "
           "$3::boolean THEN $8::bytea END, $9, $10, $11, $12::timestamptz)",
           test.id, test.archival_code, is_theirs, test.act, test.passed, pg::Bytes{test.report},
           test.receiver_key, pg::Bytes{test.signature}, test.by.account, test.by.name,
           test.by.unit, test.at);
  add_leaf(tx, {.type = "handover-test",
                .matter = "",
                .subject = test.id,
                .sha256 = archive::sha256_hex(test.report),
                .at = test.at});
}

HandoverTest test_of(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .archival_code = pg::text(row["archival_code"]),
          .act = pg::maybe(row["act"], pg::text),
          .passed = pg::boolean(row["passed"]),
          .report = pg::bytes(row["report"]),
          .receiver_key = pg::maybe(row["receiver_key"], pg::text).value_or(""),
          .signature = pg::maybe(row["signature"], pg::bytes).value_or(""),
          .by = {.account = pg::text(row["account"]),
                 .name = pg::text(row["name"]),
                 .unit = pg::text(row["unit"]),
                 .roles = {}},
          .at = pg::instant(row["at"])};
}

}  // namespace

void HandoverTests::keep(const HandoverTest& test) {
  pool_.write([&](pqxx::transaction_base& tx) { put(tx, test); });
}

std::expected<void, KeepingFault> HandoverTests::enter(const HandoverTest& test) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::expected<void, KeepingFault> {
    // The locks of an answer (Keeping::answer) and of a revocation.
    pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('keeping:' || $1))", test.archival_code);
    if (!pg::exec(tx, "SELECT 1 FROM keeping_answer WHERE act = $1", test.act).empty())
      return std::unexpected(KeepingFault::answered);
    pg::exec(tx, "SELECT pg_advisory_xact_lock_shared(hashtext('outside-key:' || $1))",
             test.receiver_key);
    if (!pg::exec(tx, "SELECT 1 FROM outside_key_revocation WHERE key_id = $1", test.receiver_key)
             .empty())
      return std::unexpected(KeepingFault::key_revoked);
    put(tx, test);
    return {};
  });
}

std::vector<HandoverTest> HandoverTests::of(const std::string& archival_code, int limit) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<HandoverTest> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT * FROM handover_test WHERE archival_code = $1 ORDER BY "
                                    "n DESC LIMIT $2::integer",
                                    archival_code, limit))
      out.push_back(test_of(row));
    return out;
  });
}

}  // namespace gavel::db
