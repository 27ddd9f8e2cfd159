#include "db/fixity.hpp"

#include <algorithm>
#include <fstream>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/destruction.hpp"
#include "db/fixity_documents.hpp"
#include "db/ledger_leaf.hpp"
#include "db/package_test.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = 4u << 20;  // as package_tar has it

/// The one tested longest ago; what was found damaged and could not be repaired comes each day.
std::optional<StoredPackage> next_due(pqxx::transaction_base& tx, Instant before,
                                      Instant yesterday) {
  const auto found = pg::exec(
      tx,
      "SELECT matter, archival_code, encode(sha256, 'hex') AS sha256, size, declared FROM package "
      "LEFT JOIN LATERAL (SELECT at, passed OR repaired AS sound FROM fixity_report WHERE "
      "subject = archival_code ORDER BY id DESC LIMIT 1) tested ON true WHERE status = 'built' AND "
      "NOT "
      "EXISTS (SELECT FROM destruction x WHERE x.matter = package.matter) AND "
      "coalesce(tested.at, built_at) <= CASE WHEN tested.sound IS FALSE THEN $2::timestamptz ELSE "
      "$1::timestamptz END ORDER BY coalesce(tested.at, built_at), matter LIMIT 1",
      before, yesterday);
  if (found.empty()) return std::nullopt;
  return StoredPackage{.matter = pg::text(found[0]["matter"]),
                       .code = pg::text(found[0]["archival_code"]),
                       .sha256 = pg::text(found[0]["sha256"]),
                       .size = static_cast<std::uint64_t>(pg::integer(found[0]["size"])),
                       .declared = pg::object(found[0]["declared"])};
}

/// Puts the bytes back that the package was stored with. The table takes a piece back only as the
/// one it was, and lets a piece go only that no package has.
bool repair(Pool& pool, const StoredPackage& due, const fs::path& copy) {
  if (!fs::exists(copy) || archive::sha256_hex_of(copy) != due.sha256) return false;
  pool.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx,
             "DELETE FROM package_tar t WHERE matter = $1 AND NOT EXISTS (SELECT FROM "
             "package_piece k WHERE (k.matter, k.piece) = (t.matter, t.piece))",
             due.matter);
    std::ifstream in(copy, std::ios::binary);
    std::string buffer(piece_size, '\0');
    for (int piece = 0; in.read(buffer.data(), std::ssize(buffer)), in.gcount() > 0; ++piece) {
      pg::exec(
          tx,
          "INSERT INTO package_tar (matter, piece, bytes) VALUES ($1, $2::integer, $3::bytea) ON "
          "CONFLICT (matter, piece) DO UPDATE SET bytes = excluded.bytes",
          due.matter, piece,
          pg::Bytes{std::string_view(buffer).substr(0, static_cast<std::size_t>(in.gcount()))});
    }
  });
  return true;
}

std::string_view copy_words(CopyState state) {
  if (state == CopyState::absent) return "absent";
  return state == CopyState::sound ? "sound" : "mended";
}

/// Those whose newest report is of damage.
std::vector<std::string> damaged_now(pqxx::transaction_base& tx) {
  std::vector<std::string> codes;
  for (const auto& row : pg::exec(
           tx,
           "SELECT subject FROM fixity_report bad WHERE NOT passed AND NOT repaired AND EXISTS "
           "(SELECT FROM package p WHERE p.archival_code = bad.subject) AND NOT "
           "EXISTS (SELECT FROM fixity_report later WHERE later.subject = bad.subject AND "
           "later.id > bad.id) AND NOT EXISTS (SELECT FROM destruction x WHERE "
           "x.archival_code = bad.subject) ORDER BY subject"))
    codes.push_back(pg::text(row[0]));
  return codes;
}

}  // namespace

std::optional<FixityResult> Fixity::test_next(Instant now) {
  const auto due = pool_.read([&](pqxx::transaction_base& tx) {
    const Instant yesterday = now - std::chrono::hours{24};
    return next_due(tx, now - plan_.cycle, std::max(yesterday, now - plan_.cycle));
  });
  if (!due) return std::nullopt;
  FixityResult result;
  result.archival_code = due->code;
  JsonObject report{{"archival_code", due->code}, {"at", to_string(now)}};
  auto tested = test_stored(pool_, *due, now,
                            {.stage = archive::TestStage::keeping,
                             .scratch = plan_.scratch,
                             .bytes_per_second = plan_.bytes_per_second,
                             .stopped = &stopped_});
  if (!tested) return std::nullopt;
  result.why = std::move(tested->why);
  if (!tested->report.empty()) report["test"] = std::move(tested->report);
  if (result.why == std::vector<std::string>{"tar-digest"}) {
    if (Destructions(pool_).find(due->code)) return std::nullopt;  // while it was read
    const fs::path copy = plan_.replica / (due->code + ".tar");
    if (!plan_.replica.empty())
      at_replica("package " + due->code, [&] { result.repaired = repair(pool_, *due, copy); });
  }
  if (result.why.empty() && !plan_.replica.empty()) {
    std::optional<CopyState> copy;
    at_replica("package " + due->code, [&] { copy = keep_copy(*due); });
    if (stopped_) return std::nullopt;
    result.copies_mended = copy == CopyState::damaged;
    if (copy) report["replica"] = copy_words(*copy);
  }
  result.passed = result.why.empty();
  report["passed"] = result.passed;
  report["repaired"] = result.repaired;
  report["findings"] = JsonArray(result.why.begin(), result.why.end());
  const std::string text = archive::canonical(report);
  pool_.write([&](pqxx::transaction_base& tx) {
    pg::exec(tx,
             "INSERT INTO fixity_report (subject, at, passed, repaired, report) VALUES ($1, "
             "$2::timestamptz, $3::boolean, $4::boolean, $5::bytea)",
             due->code, now, result.passed, result.repaired, pg::Bytes{text});
    add_leaf(tx, {.type = result.passed ? "fixity" : "fixity-failure",
                  .matter = "",
                  .subject = due->code,
                  .sha256 = archive::sha256_hex(text),
                  .at = now});
  });
  if (!result.passed && !result.repaired) {
    spdlog::critical("package {} is damaged in the store: {}", due->code, result.why.front());
  } else if (!result.passed) {
    spdlog::error("package {} was damaged in the store and is repaired from the replica",
                  due->code);
  }
  return result;
}

CopyState Fixity::keep_copy(const StoredPackage& package) {
  const CopyState found =
      ReplicaCopies(pool_, plan_.replica, plan_.bytes_per_second, stopped_)
          .keep_package(package.matter, package.code, package.size, package.sha256);
  if (found == CopyState::damaged)
    spdlog::error("the replica's copy of package {} was damaged and is written anew", package.code);
  return found;
}

std::optional<FixityResult> Fixity::test_documents(Instant now) {
  auto tested = DocumentFixity(pool_, plan_, stopped_).test_next(now);
  if (!tested) return std::nullopt;
  const bool is_sound = tested->damaged.empty();
  return FixityResult{.archival_code = {},
                      .passed = is_sound,
                      .repaired = !is_sound && tested->repaired.size() == tested->damaged.size(),
                      .copies_mended = !tested->copies_mended.empty(),
                      .why = std::move(tested->damaged)};
}

std::optional<FixityResult> Fixity::run_once(Instant now) {
  // By turns: where packages are always due, documents would wait for ever.
  documents_first_ = !documents_first_;
  auto result = documents_first_ ? test_documents(now) : test_next(now);
  if (!result) result = documents_first_ ? test_next(now) : test_documents(now);
  auto damaged = pool_.read(damaged_now);
  auto documents = DocumentFixity(pool_, plan_, stopped_).damaged();
  const std::scoped_lock lock(mutex_);
  damaged_ = std::move(damaged);
  damaged_documents_ = std::move(documents);
  return result;
}

std::vector<std::string> Fixity::damaged() const {
  const std::scoped_lock lock(mutex_);
  return damaged_;
}

std::vector<std::string> Fixity::damaged_documents() const {
  const std::scoped_lock lock(mutex_);
  return damaged_documents_;
}

std::vector<std::string> fixity_reports(Pool& pool, const std::string& archival_code, int limit) {
  return pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> reports;
    for (const auto& row : pg::exec(tx,
                                    "SELECT report FROM fixity_report WHERE subject = $1 ORDER BY "
                                    "id DESC LIMIT $2::integer",
                                    archival_code, limit))
      reports.push_back(pg::bytes(row[0]));
    return reports;
  });
}

}  // namespace gavel::db
