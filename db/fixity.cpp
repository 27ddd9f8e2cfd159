#include "db/fixity.hpp"

#include <algorithm>
#include <fstream>
#include <thread>

#include <pqxx/pqxx>
#include <spdlog/spdlog.h>

#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "archive/four_property.hpp"
#include "archive/tar.hpp"
#include "db/destruction.hpp"
#include "db/fixity_documents.hpp"
#include "db/ledger_leaf.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/scratch.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = 4u << 20;  // as package_tar has it

struct Due {
  std::string matter, code, sha256;
  JsonObject declared;
};

/// The one tested longest ago; what was found damaged and could not be repaired comes each day.
std::optional<Due> next_due(pqxx::transaction_base& tx, Instant before, Instant yesterday) {
  const auto found = pg::exec(
      tx,
      "SELECT matter, archival_code, encode(sha256, 'hex') AS sha256, declared FROM package "
      "LEFT JOIN LATERAL (SELECT at, passed OR repaired AS sound FROM fixity_report WHERE "
      "subject = archival_code ORDER BY id DESC LIMIT 1) tested ON true WHERE status = 'built' AND "
      "NOT "
      "EXISTS (SELECT FROM destruction x WHERE x.matter = package.matter) AND "
      "coalesce(tested.at, built_at) <= CASE WHEN tested.sound IS FALSE THEN $2::timestamptz ELSE "
      "$1::timestamptz END ORDER BY coalesce(tested.at, built_at), matter LIMIT 1",
      before, yesterday);
  if (found.empty()) return std::nullopt;
  return Due{.matter = pg::text(found[0]["matter"]),
             .code = pg::text(found[0]["archival_code"]),
             .sha256 = pg::text(found[0]["sha256"]),
             .declared = pg::object(found[0]["declared"])};
}

/// Writes the stored tar to `file`, no faster than the rate; its SHA-256, empty when stopped.
std::optional<std::string> copy_out(Pool& pool, const std::string& matter, const fs::path& file,
                                    std::uint64_t bytes_per_second,
                                    const std::atomic<bool>& stopped) {
  const auto pieces = pool.read([&](pqxx::transaction_base& tx) {
    return pg::integer(
        pg::exec(tx, "SELECT count(*) FROM package_tar WHERE matter = $1", matter)[0][0]);
  });
  std::ofstream out(file, std::ios::binary);
  archive::Digest digest(archive::DigestKind::sha256);
  const auto begun = std::chrono::steady_clock::now();
  std::uint64_t copied = 0;
  for (std::int64_t piece = 0; piece < pieces; ++piece) {
    if (stopped) return std::nullopt;
    const std::string bytes = pool.read([&](pqxx::transaction_base& tx) {
      const auto found =
          pg::exec(tx, "SELECT bytes FROM package_tar WHERE matter = $1 AND piece = $2::bigint",
                   matter, piece);
      return found.empty() ? std::string() : pg::bytes(found[0][0]);
    });
    digest.update(bytes);
    out << bytes;
    copied += bytes.size();
    if (bytes_per_second > 0)
      std::this_thread::sleep_until(begun +
                                    std::chrono::milliseconds(copied * 1000 / bytes_per_second));
  }
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
  return digest.finish_hex();
}

/// Puts the bytes back that the package was stored with. The table takes a piece back only as the
/// one it was, and lets a piece go only that no package has.
bool repair(Pool& pool, const Due& due, const fs::path& copy) {
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

/// The items of the report that failed.
std::vector<std::string> failed_items(const JsonObject& report) {
  std::vector<std::string> failed;
  for (const Json& item : report.at("items").as_array()) {
    if (string_or(item.as_object(), "result") == "fail")
      failed.push_back(string_or(item.as_object(), "code"));
  }
  return failed;
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
  const Scratch scratch(plan_.scratch);
  const fs::path tar = scratch.path() / "package.tar";
  const auto digest = copy_out(pool_, due->matter, tar, plan_.bytes_per_second, stopped_);
  if (!digest) return std::nullopt;
  if (*digest != due->sha256) {
    if (Destructions(pool_).find(due->code)) return std::nullopt;  // while it was read
    result.why = {"tar-digest"};
    result.repaired =
        !plan_.replica.empty() && repair(pool_, *due, plan_.replica / (due->code + ".tar"));
  } else if (const auto declared = archive::decode_declared(due->declared); !declared) {
    result.why = {"declared"};
  } else if (const auto unpacked = archive::extract_tar_file(tar, scratch.path() / "bag");
             !unpacked) {
    result.why = {"tar-unreadable"};
  } else {
    JsonObject tested =
        archive::four_property_test(scratch.path() / "bag" / due->code, *declared, now,
                                    {.stage = archive::TestStage::keeping, .not_the_package = {}});
    result.why = failed_items(tested);
    report["test"] = std::move(tested);
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

std::optional<FixityResult> Fixity::test_documents(Instant now) {
  auto tested = DocumentFixity(pool_, plan_, stopped_).test_next(now);
  if (!tested) return std::nullopt;
  const bool is_sound = tested->damaged.empty();
  return FixityResult{.archival_code = {},
                      .passed = is_sound,
                      .repaired = !is_sound && tested->repaired.size() == tested->damaged.size(),
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
