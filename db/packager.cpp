#include "db/packager.hpp"

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/four_property.hpp"
#include "db/package_parts.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

/// How long one packager may work on a package before another takes it for dead.
constexpr auto claim_minutes = 10;
/// Attempts at what the world kept from succeeding (a full disk) before a person must look.
constexpr int most_attempts = 5;

/// The next package nobody works on, claimed; its item number and code are given now, once and for
/// all.
std::optional<std::string> claim(pqxx::transaction_base& tx) {
  const auto found = pg::exec(
      tx,
      "UPDATE package SET claimed_until = clock_timestamp() + make_interval(mins => $1::integer), "
      "attempts = attempts + 1 WHERE matter = (SELECT matter FROM package "
      "WHERE status = 'pending' AND (claimed_until IS NULL OR claimed_until < clock_timestamp()) "
      "ORDER BY ordered_at LIMIT 1 FOR UPDATE SKIP LOCKED) "
      "RETURNING matter, fonds, category, year, retention, organisation, item",
      claim_minutes);
  if (found.empty()) return std::nullopt;
  const auto row = found[0];
  const std::string matter = pg::text(row["matter"]);
  if (!row["item"].is_null()) return matter;
  const archive::ArchivalCode series{.fonds = pg::text(row["fonds"]),
                                     .category = pg::text(row["category"]),
                                     .year = static_cast<int>(pg::integer(row["year"])),
                                     .retention = pg::text(row["retention"]),
                                     .office = pg::text(row["organisation"]),
                                     .number = 0};
  // The counter's row lock makes claims of one series wait for each other, and a claim that is
  // rolled back gives its number back: no gaps.
  const auto numbered = pg::exec(
      tx,
      "INSERT INTO archive_number AS n (fonds, category, year, retention, organisation, last) "
      "VALUES ($1, $2, $3::integer, $4, $5, 1) "
      "ON CONFLICT (fonds, category, year, retention, organisation) "
      "DO UPDATE SET last = n.last + 1 RETURNING last",
      series.fonds, series.category, series.year, series.retention, series.office);
  archive::ArchivalCode code = series;
  code.number = static_cast<int>(pg::integer(numbered[0]["last"]));
  pg::exec(tx, "UPDATE package SET item = $2::integer, archival_code = $3 WHERE matter = $1",
           matter, code.number, archive::to_string(code));
  return matter;
}

std::map<std::string, std::string> unit_names_in(const JsonObject& params) {
  std::map<std::string, std::string> names;
  for (const auto& [id, name] : object_in(params, "unit_names"))
    if (name.is_string()) names.emplace(id, name.get_string());
  return names;
}

Order order_in(pqxx::transaction_base& tx, const std::string& matter) {
  const auto found = pg::exec(tx, "SELECT * FROM package WHERE matter = $1", matter);
  ensure(!found.empty(), "a claimed package exists");
  const auto row = found[0];
  const JsonObject params = pg::object(row["params"]);
  return {.matter = matter,
          .organ = string_or(params, "organ"),
          .fonds_name = string_or(params, "fonds_name"),
          .archives_name = string_or(params, "archives_name"),
          .document_number = string_or(params, "document_number"),
          .class_code = string_or(params, "class_code"),
          .disclosure = string_or(params, "disclosure"),
          .security = string_or(params, "security"),
          .security_source = string_or(params, "security_source"),
          .unit_names = unit_names_in(params),
          .seq = pg::integer(row["seq"]),
          .code = {.fonds = pg::text(row["fonds"]),
                   .category = pg::text(row["category"]),
                   .year = static_cast<int>(pg::integer(row["year"])),
                   .retention = pg::text(row["retention"]),
                   .office = pg::text(row["organisation"]),
                   .number = static_cast<int>(pg::integer(row["item"]))}};
}

/// A folder for one bag. What a packager that was killed left in it is taken up by the next
/// attempt, which reads every file it keeps; so nothing but a stored package makes it go.
class BagFolder {
 public:
  explicit BagFolder(std::filesystem::path path) : path_(std::move(path)) {
    std::filesystem::create_directories(path_);
    std::filesystem::remove(path_ / "bagit.txt");  // whole, but not stored: written once more
  }
  void discard() const {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Over a damaged store nothing is kept for another attempt.
archive::Declared written(const archive::PackageInput& input, const BagFolder& scratch) {
  try {
    return archive::write_package(input, scratch.path());
  } catch (const BrokenInvariant&) {
    scratch.discard();
    throw;
  }
}

}  // namespace

Packager::Packager(Ports ports, std::filesystem::path scratch)
    : ports_(ports), scratch_(std::move(scratch)) {}

void Packager::build(const std::string& matter) {
  const Order order =
      ports_.pool.read([&](pqxx::transaction_base& tx) { return order_in(tx, matter); });
  ports_.ledger.sequence();
  if (!ports_.ledger.all_placed(matter))
    throw std::runtime_error("the ledger has not placed the matter's leaves yet");
  const archive::PackageInput input = gather(ports_, order);
  const BagFolder scratch(scratch_ / archive::to_string(order.code));
  const archive::Declared declared = written(input, scratch);
  const Instant now = ports_.clock.now();
  const JsonObject report = archive::four_property_test(scratch.path(), declared, now);
  store_package(ports_.pool, order, input, scratch.path(), declared, report, now);
  scratch.discard();
}

void Packager::fail(const std::string& matter, const std::string& why, bool for_good) {
  const bool given_up = ports_.pool.write([&](pqxx::transaction_base& tx) {
    const auto told = pg::exec(
        tx,
        "UPDATE package SET failure = $2, "
        "status = CASE WHEN $3::boolean OR attempts >= $4::integer THEN 'failed' ELSE status END, "
        // Given up, the matter is told as of a test that failed: its file goes back, to be ordered
        // anew once what stood in the way is mended.
        "passed = CASE WHEN $3::boolean OR attempts >= $4::integer THEN false ELSE passed END, "
        "report = CASE WHEN $3::boolean OR attempts >= $4::integer THEN "
        "json_build_object('passed', false, 'archival_code', archival_code, 'items', "
        "json_build_array(json_build_object('code', 'build', 'group', 'integrity', 'result', "
        "'fail', 'note', $2::text))) ELSE report END, "
        "claimed_until = clock_timestamp() + attempts * interval '10 seconds' WHERE matter = $1 "
        "RETURNING status = 'failed' AS given_up",
        matter, why, for_good, most_attempts);
    return !told.empty() && pg::boolean(told[0]["given_up"]);
  });
  // What the next attempt may well get past is no error yet: a ledger that is being written, say.
  if (given_up)
    spdlog::error("package of {} failed: {}", matter, why);
  else
    spdlog::warn("package of {} is tried again: {}", matter, why);
}

bool Packager::report(const std::string& matter) {
  const auto row = ports_.pool.read([&](pqxx::transaction_base& tx) {
    return pg::exec(tx,
                    "SELECT archival_code, encode(sha256, 'hex') AS sha256, passed, report FROM "
                    "package WHERE matter = $1",
                    matter)[0];
  });
  JsonObject data{{"archival_code", pg::text(row["archival_code"])},
                  {"package_sha256", pg::text(row["sha256"])},
                  {"passed", pg::boolean(row["passed"])},
                  {"report", pg::object(row["report"])}};
  const auto told = ports_.desk.send(
      matter, {.event = "system.archive.built", .data = std::move(data), .signature = {}},
      matter::clock_actor());
  if (!told && std::holds_alternative<desk::TooBusy>(told.error())) return false;
  // A refusal means that the matter was told before this node died, or that its procedure does not
  // listen.
  if (!told) spdlog::warn("matter {} did not take system.archive.built", matter);
  ports_.pool.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx, "UPDATE package SET reported = true WHERE matter = $1 AND NOT reported", matter);
  });
  return true;
}

std::size_t Packager::run_once() {
  std::size_t handled = 0;
  while (const auto matter =
             ports_.pool.write([&](pqxx::transaction_base& tx) { return claim(tx); })) {
    ++handled;
    try {
      build(*matter);
    } catch (const BrokenInvariant& damaged) {
      fail(*matter, damaged.what(), true);
    } catch (const Unavailable&) {
      throw;  // the claim runs out by itself
    } catch (const std::exception& failed) {
      fail(*matter, failed.what(), false);
    }
  }
  const auto untold = ports_.pool.read([&](pqxx::transaction_base& tx) {
    return pg::exec(tx,
                    "SELECT matter FROM package WHERE status <> 'pending' AND report IS NOT NULL "
                    "AND NOT reported "
                    "ORDER BY ordered_at");
  });
  for (const auto& row : untold) report(pg::text(row["matter"]));
  return handled;
}

}  // namespace gavel::db
