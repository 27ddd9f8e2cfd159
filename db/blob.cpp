#include "db/blob.hpp"

#include <optional>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

constexpr std::int64_t piece_size = 1 << 20;

}  // namespace

bool read_blob(Pool& pool, const std::string& sha256,
               const std::function<bool(std::string_view)>& put) {
  for (std::int64_t from = 1;; from += piece_size) {
    // The column is stored uncompressed, so that a piece costs no more than its length.
    const auto piece = pool.read([&](pqxx::transaction_base& tx) -> std::optional<std::string> {
      const auto found = pg::exec(tx,
                                  "SELECT substr(bytes, $2::integer, $3::integer) FROM blob WHERE "
                                  "sha256 = decode($1, 'hex')",
                                  sha256, from, piece_size);
      if (found.empty()) return std::nullopt;
      return pg::bytes(found[0][0]);
    });
    if (!piece) return false;
    if (!put(*piece) || std::cmp_less(piece->size(), piece_size)) return true;
  }
}

}  // namespace gavel::db
