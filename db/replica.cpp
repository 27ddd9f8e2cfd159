#include "db/replica.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr int at_once = 500;
constexpr std::chrono::hours pause{1};

bool has_size(const fs::path& file, std::uint64_t size) {
  std::error_code none;
  return fs::file_size(file, none) == size && !none;
}

}  // namespace

Replica::Replica(Pool& pool, fs::path folder, std::uint64_t bytes_per_second)
    : pool_(pool), folder_(std::move(folder)), copies_(pool, folder_, bytes_per_second, stopped_) {}

bool Replica::run_once() {
  const auto now = std::chrono::steady_clock::now();
  if (folder_.empty() || now < again_) return false;
  if (copy_next_package() || copy_next_documents()) return true;
  seen_.clear();
  seen_matter_.clear();
  seen_seq_ = 0;
  again_ = now + pause;
  return false;
}

bool Replica::copy_next_package() {
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
      const bool is_new = lacks(stored);
      if (is_new) copies_.write_package(stored.matter, stored.code, stored.size, stored.sha256);
      if (!stopped_) discard_documents(stored.matter);
      if (is_new) return true;
    }
    if (rows.size() < at_once) break;
  }
  return false;
}

bool Replica::copy_next_documents() {
  while (!stopped_) {
    const auto rows = pool_.read([&](pqxx::transaction_base& tx) {
      return pg::exec(tx,
                      "SELECT d.matter, d.seq, d.id, encode(d.sha256, 'hex') AS sha256, d.size "
                      "FROM document d WHERE (d.matter, d.seq) > ($1, $2::bigint) AND NOT EXISTS "
                      "(SELECT FROM package p WHERE p.matter = d.matter AND p.status = 'built' AND "
                      "d.seq <= p.seq) ORDER BY d.matter, d.seq LIMIT $3::integer",
                      seen_matter_, seen_seq_, at_once);
    });
    bool any = false;
    for (const auto& row : rows) {
      if (stopped_) return false;
      seen_matter_ = pg::text(row["matter"]);
      seen_seq_ = pg::integer(row["seq"]);
      const auto copy = copies_.document(seen_matter_, pg::text(row["id"]));
      if (!copy || has_size(*copy, static_cast<std::uint64_t>(pg::integer(row["size"])))) continue;
      copies_.write_document(*copy, pg::text(row["sha256"]));
      any = true;
    }
    if (any) return true;
    if (rows.size() < at_once) break;
  }
  return false;
}

bool Replica::lacks(const Stored& stored) const {
  return !has_size(copies_.package(stored.code), stored.size);
}

/// Its package has them. What came after the package was ordered stays.
void Replica::discard_documents(const std::string& matter) const {
  const auto any = copies_.document(matter, "any");
  if (!any || !fs::exists(any->parent_path())) return;
  const auto rows = pool_.read([&](pqxx::transaction_base& tx) {
    return pg::exec(tx,
                    "SELECT d.id FROM document d JOIN package p USING (matter) WHERE d.matter = $1 "
                    "AND d.seq <= p.seq",
                    matter);
  });
  for (const auto& row : rows) {
    if (const auto copy = copies_.document(matter, pg::text(row[0]))) fs::remove(*copy);
  }
  if (fs::is_empty(any->parent_path())) fs::remove(any->parent_path());
}

}  // namespace gavel::db
