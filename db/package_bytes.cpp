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

PackageBytes::PackageBytes(Pool& pool, std::string matter, std::size_t size, std::string sha256)
    : pool_(&pool), matter_(std::move(matter)), size_(size), sha256_(std::move(sha256)) {}

std::string PackageBytes::from(std::size_t offset) {
  if (offset >= size_) return "";
  std::string bytes = piece(offset / piece_size);
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

std::string PackageBytes::piece(std::size_t number) const {
  return pool_->read([&](pqxx::transaction_base& tx) -> std::string {
    const auto found =
        pg::exec(tx, "SELECT bytes FROM package_tar WHERE matter = $1 AND piece = $2::integer",
                 matter_, static_cast<std::int64_t>(number));
    return found.empty() ? "" : pg::bytes(found[0]["bytes"]);
  });
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
