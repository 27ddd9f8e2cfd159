#include "db/handover_tests.hpp"

#include <pqxx/pqxx>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/ledger_leaf.hpp"
#include "db/package_test.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/scratch.hpp"

namespace gavel::db {
namespace {

std::optional<StoredPackage> stored(pqxx::transaction_base& tx, const std::string& code) {
  const auto found = pg::exec(
      tx,
      "SELECT matter, encode(sha256, 'hex') AS sha256, size, declared FROM package p WHERE "
      "archival_code = $1 AND status = 'built' AND NOT EXISTS (SELECT FROM destruction x "
      "WHERE x.matter = p.matter)",
      code);
  if (found.empty()) return std::nullopt;
  return StoredPackage{
      .matter = pg::text(found[0]["matter"]),
      .code = code,
      .sha256 = pg::text(found[0]["sha256"]),
      .size = static_cast<std::uint64_t>(pg::integer(found[0]["size"])),
      .declared = pg::maybe(found[0]["declared"], pg::object).value_or(JsonObject{})};
}

std::string report_of(const std::string& code, Instant now, PackageTest tested) {
  JsonObject report{{"archival_code", code},
                    {"at", to_string(now)},
                    {"stage", "transfer"},
                    {"passed", tested.passed()},
                    {"findings", JsonArray(tested.why.begin(), tested.why.end())}};
  if (!tested.report.empty()) report["test"] = std::move(tested.report);
  return archive::canonical(report);
}

void keep(pqxx::transaction_base& tx, const HandoverTest& test) {
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

std::expected<HandoverTest, KeepingFault> HandoverTests::run(const std::string& id,
                                                             const std::string& archival_code,
                                                             const matter::Actor& by, Instant now) {
  const auto package_now = [&] {
    return pool_.read([&](pqxx::transaction_base& tx) { return stored(tx, archival_code); });
  };
  const auto package = package_now();
  if (!package) return std::unexpected(KeepingFault::no_such_volume);
  const Scratch scratch;
  auto tested =
      test_stored(pool_, *package, now,
                  {.stage = archive::TestStage::transfer, .scratch = scratch.path() / "test"});
  if (!tested->passed() && !package_now())  // destroyed while it was read
    return std::unexpected(KeepingFault::no_such_volume);
  HandoverTest out{.id = id,
                   .archival_code = archival_code,
                   .act = {},
                   .passed = tested->passed(),
                   .report = {},
                   .receiver_key = {},
                   .signature = {},
                   .by = by,
                   .at = now};
  out.report = report_of(archival_code, now, *std::move(tested));
  pool_.write([&](pqxx::transaction_base& tx) { keep(tx, out); });
  return out;
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
    keep(tx, test);
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
