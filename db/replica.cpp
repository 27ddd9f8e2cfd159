#include "db/replica.hpp"

#include <thread>

#include <pqxx/pqxx>

#include "db/destruction.hpp"
#include "db/out_file.hpp"
#include "db/package_bytes.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr int at_once = 500;
constexpr std::chrono::hours pause{1};

}  // namespace

Replica::Replica(Pool& pool, fs::path folder, std::uint64_t bytes_per_second)
    : pool_(pool), folder_(std::move(folder)), bytes_per_second_(bytes_per_second) {}

bool Replica::run_once() {
  const auto now = std::chrono::steady_clock::now();
  if (folder_.empty() || now < again_) return false;
  while (!stopped_) {
    const auto rows = pool_.read([&](pqxx::transaction_base& tx) {
      return pg::exec(tx,
                      "SELECT matter, archival_code, encode(sha256, 'hex') AS sha256, size FROM "
                      "package p WHERE status = 'built' AND archival_code > $1 AND NOT EXISTS "
                      "(SELECT FROM destruction x WHERE x.matter = p.matter) ORDER BY "
                      "archival_code LIMIT $2::integer",
                      seen_, at_once);
    });
    for (const auto& row : rows) {
      const Stored stored{.matter = pg::text(row["matter"]),
                          .code = pg::text(row["archival_code"]),
                          .sha256 = pg::text(row["sha256"]),
                          .size = static_cast<std::uint64_t>(pg::integer(row["size"]))};
      seen_ = stored.code;  // one that cannot be read does not keep the others waiting
      if (!lacks(stored)) continue;
      copy(stored);
      return true;
    }
    if (rows.size() < at_once) break;
  }
  seen_.clear();
  again_ = now + pause;
  return false;
}

bool Replica::lacks(const Stored& stored) const {
  std::error_code none;
  return fs::file_size(folder_ / (stored.code + ".tar"), none) != stored.size || none;
}

void Replica::copy(const Stored& stored) const {
  const fs::path file = folder_ / (stored.code + ".tar");
  PackageBytes bytes(pool_, stored.matter, stored.size, stored.sha256);
  OutFile out(file);
  const auto begun = std::chrono::steady_clock::now();
  for (std::size_t written = 0; written < bytes.size() && !stopped_;) {
    const std::string piece = bytes.from(written);
    out.write(piece);
    written += piece.size();
    if (bytes_per_second_ > 0)
      std::this_thread::sleep_until(begun +
                                    std::chrono::milliseconds(written * 1000 / bytes_per_second_));
  }
  if (stopped_) return;  // the next attempt writes the unfinished file anew
  (void)out.finish();
  if (Destructions(pool_).find(stored.code)) fs::remove(file);  // while it was copied
}

}  // namespace gavel::db
