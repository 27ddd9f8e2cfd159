#include "db/package_bytes.hpp"

#include <utility>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

constexpr std::size_t piece_size = 4u << 20;  // as package_tar has it

}  // namespace

std::string package_piece(Pool& pool, const std::string& matter, std::size_t number) {
  return pool.read([&](pqxx::transaction_base& tx) -> std::string {
    const auto found =
        pg::exec(tx, "SELECT bytes FROM package_tar WHERE matter = $1 AND piece = $2::integer",
                 matter, static_cast<std::int64_t>(number));
    return found.empty() ? "" : pg::bytes(found[0]["bytes"]);
  });
}

PackageBytes::PackageBytes(Pool& pool, std::string matter, std::size_t size, std::string sha256)
    : pool_(&pool), matter_(std::move(matter)), size_(size), sha256_(std::move(sha256)) {}

std::string PackageBytes::from(std::size_t offset) {
  if (offset >= size_) return "";
  std::string bytes = package_piece(*pool_, matter_, offset / piece_size);
  ensure(bytes.size() > offset % piece_size, "a stored package has all its pieces");
  bytes.erase(0, offset % piece_size);
  follow(offset, bytes);
  return bytes;
}

std::string PackageBytes::whole() {
  std::string all;
  all.reserve(size_);
  while (all.size() < size_) all += from(all.size());
  return all;
}

void PackageBytes::follow(std::size_t offset, const std::string& bytes) {
  if (offset != digested_) return;
  digest_.update(bytes);
  digested_ += bytes.size();
  if (digested_ < size_) return;
  ensure(digested_ == size_ && digest_.finish_hex() == sha256_,
         "a stored package is the one that was built");
}

}  // namespace gavel::db
