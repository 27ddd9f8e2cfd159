#include "db/replica_copies.hpp"

#include <thread>

#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "db/destruction.hpp"
#include "db/out_file.hpp"
#include "db/package_bytes.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t piece_size = 1 << 20;

/// Ids are plain; one that is not must not lead out of the folder.
bool is_name(const std::string& id) {
  return !id.empty() && !id.starts_with('.') && id.find('/') == std::string::npos;
}

CopyState state_of(const fs::path& copy, const std::string& sha256) {
  if (!fs::exists(copy)) return CopyState::absent;
  return archive::sha256_hex_of(copy) == sha256 ? CopyState::sound : CopyState::damaged;
}

}  // namespace

std::optional<fs::path> ReplicaCopies::document(const std::string& matter,
                                                const std::string& id) const {
  if (folder_.empty() || !is_name(matter) || !is_name(id)) return std::nullopt;
  return folder_ / "documents" / matter / id;
}

CopyState ReplicaCopies::keep_package(const std::string& matter, const std::string& code,
                                      std::uint64_t size, const std::string& sha256) const {
  const CopyState found = state_of(package(code), sha256);
  if (found == CopyState::damaged) write_package(matter, code, size, sha256);
  return found;
}

CopyState ReplicaCopies::keep_document(const std::string& matter, const std::string& id,
                                       const std::string& sha256) const {
  const auto copy = document(matter, id);
  if (!copy) return CopyState::absent;
  const CopyState found = state_of(*copy, sha256);
  if (found == CopyState::damaged) write_document(*copy, sha256);
  return found;
}

void ReplicaCopies::write_package(const std::string& matter, const std::string& code,
                                  std::uint64_t size, const std::string& sha256) const {
  PackageBytes bytes(pool_, matter, size, sha256);
  OutFile out(package(code));
  const auto begun = std::chrono::steady_clock::now();
  for (std::size_t written = 0; written < bytes.size() && !stopped_;) {
    const std::string piece = bytes.from(written);
    out.write(piece);
    written += piece.size();
    wait_for(begun, written);
  }
  if (stopped_) return;  // the unfinished file goes with `out`
  (void)out.finish();
  if (Destructions(pool_).find(code)) fs::remove(package(code));  // while it was copied
}

void ReplicaCopies::write_document(const fs::path& copy, const std::string& sha256) const {
  OutFile out(copy);
  archive::Digest digest(archive::DigestKind::sha256);
  const auto begun = std::chrono::steady_clock::now();
  std::uint64_t written = 0;
  for (std::int64_t from = 1; !stopped_; from += piece_size) {
    const std::string piece = pool_.read([&](pqxx::transaction_base& tx) {
      const auto found = pg::exec(tx,
                                  "SELECT substr(bytes, $2::integer, $3::integer) FROM blob WHERE "
                                  "sha256 = decode($1, 'hex')",
                                  sha256, from, piece_size);
      return found.empty() ? std::string() : pg::bytes(found[0][0]);
    });
    digest.update(piece);
    out.write(piece);
    written += piece.size();
    wait_for(begun, written);
    if (std::cmp_less(piece.size(), piece_size)) break;
  }
  if (stopped_) return;
  ensure(digest.finish_hex() == sha256, "the bytes of a document are those it was added with");
  (void)out.finish();
}

void ReplicaCopies::wait_for(std::chrono::steady_clock::time_point begun,
                             std::uint64_t bytes) const {
  if (bytes_per_second_ > 0)
    std::this_thread::sleep_until(begun +
                                  std::chrono::milliseconds(bytes * 1000 / bytes_per_second_));
}

}  // namespace gavel::db
