#include "db/handover_tester.hpp"

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/canonical.hpp"
#include "db/package_test.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

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

}  // namespace

std::expected<HandoverTest, NotTested> HandoverTester::run(const std::string& id,
                                                           const std::string& archival_code,
                                                           const matter::Actor& by, Instant now) {
  const std::unique_lock alone(at_work_, std::try_to_lock);
  if (!alone.owns_lock()) return std::unexpected(NotTested::under_way);
  try {
    return test(id, archival_code, by, now);
  } catch (const NoRoom& failed) {
    spdlog::error("package {} cannot be tested for its hand-over: {}", archival_code,
                  failed.what());
    return std::unexpected(NotTested::no_room);
  }
}

std::expected<HandoverTest, NotTested> HandoverTester::test(const std::string& id,
                                                            const std::string& archival_code,
                                                            const matter::Actor& by, Instant now) {
  const auto package_now = [&] {
    return pool_.read([&](pqxx::transaction_base& tx) { return stored(tx, archival_code); });
  };
  const auto package = package_now();
  if (!package) return std::unexpected(NotTested::no_such_volume);
  auto tested = test_stored(pool_, *package, now,
                            {.stage = archive::TestStage::transfer,
                             .scratch = plan_.scratch,
                             .bytes_per_second = plan_.bytes_per_second,
                             .stopped = &stopped_});
  if (!tested) return std::unexpected(NotTested::stopped);
  if (!tested->passed() && !package_now())  // destroyed while it was read
    return std::unexpected(NotTested::no_such_volume);
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
  HandoverTests(pool_).keep(out);
  return out;
}

}  // namespace gavel::db
