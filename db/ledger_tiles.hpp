#pragma once
// Tiles as one transaction sees them, each read once. For db/*.cpp alone.
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include <pqxx/pqxx>

#include "archive/ledger.hpp"
#include "db/pg.hpp"

namespace gavel::db {

class TileCache {
 public:
  explicit TileCache(pqxx::transaction_base& tx) : tx_(&tx) {}

  /// The stored tile in its present width, which may be more than was asked for.
  [[nodiscard]] std::optional<std::string> read(const archive::TileId& tile) const {
    const auto place = std::pair(tile.level, tile.index);
    if (const auto known = known_->find(place); known != known_->end()) return known->second;
    const auto found = pg::exec(
        *tx_, "SELECT hashes FROM ledger_tile WHERE level = $1::integer AND idx = $2::bigint",
        tile.level, tile.index);
    std::optional<std::string> hashes;
    if (!found.empty()) hashes = pg::bytes(found[0]["hashes"]);
    return known_->emplace(place, std::move(hashes)).first->second;
  }
  /// Reads at once what a proof of the leaf is made of: at each level the tile over it and the
  /// last.
  void fetch_path(std::uint64_t leaf, std::uint64_t size) const {
    constexpr int height = 8;  // of a tile: 256 hashes
    pg::Array levels, places;
    for (int level = 0; size >> (level * height) > 0; ++level) {
      const std::uint64_t over = leaf >> ((level + 1) * height);
      const std::uint64_t last = ((size >> (level * height)) - 1) >> height;
      for (const std::uint64_t tile : std::set{over, last}) {
        levels.add(level);
        places.add(static_cast<std::int64_t>(tile));
      }
    }
    for (const auto& row :
         pg::exec(*tx_,
                  "SELECT level, idx, hashes FROM ledger_tile JOIN unnest($1::integer[], "
                  "$2::bigint[]) AS wanted(level, idx) USING (level, idx)",
                  levels, places))
      known_->emplace(std::pair(static_cast<int>(pg::integer(row["level"])),
                                static_cast<std::uint64_t>(pg::integer(row["idx"]))),
                      pg::bytes(row["hashes"]));
  }
  /// Shares the cache; may outlive this object but not the transaction.
  [[nodiscard]] archive::TileReader reader() const {
    return [cache = *this](const archive::TileId& tile) { return cache.read(tile); };
  }

 private:
  using Known = std::map<std::pair<int, std::uint64_t>, std::optional<std::string>>;
  pqxx::transaction_base* tx_;
  std::shared_ptr<Known> known_ = std::make_shared<Known>();
};

}  // namespace gavel::db
