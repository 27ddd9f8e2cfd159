#pragma once
// A ledger whose tiles lie in memory, the widest of each only, as a store may keep them.
#include <map>
#include <utility>
#include <vector>

#include "archive/ledger.hpp"

namespace gavel::archive {

struct MemoryLedger {
  std::map<std::pair<int, std::uint64_t>, std::string> tiles;
  std::uint64_t size = 0;

  [[nodiscard]] TileReader reader() const {
    return [this](const TileId& id) -> std::optional<std::string> {
      const auto found = tiles.find({id.level, id.index});
      if (found == tiles.end()) return std::nullopt;
      return found->second;
    };
  }

  void add(std::span<const Hash> leaves) {
    Grown grown = append(size, leaves, reader());
    for (Tile& tile : grown.tiles) tiles[{tile.id.level, tile.id.index}] = std::move(tile.hashes);
    size = grown.size;
    root_ = grown.root;
  }
  void add(std::initializer_list<Hash> leaves) { add(std::span(leaves.begin(), leaves.size())); }

  [[nodiscard]] Hash root() const { return root_; }

 private:
  Hash root_ = empty_root();
};

}  // namespace gavel::archive
