#pragma once
// The append-only Merkle tree of RFC 6962, kept as C2SP tlog-tiles. A tile of level L and index N
// holds up to 256 hashes of level 8*L, beginning with hash number 256*N. Level-0 tiles hold leaf
// hashes; a hash of level 8*L stands for a complete tree of 256^L leaves. All functions are pure
// over a reader, so that the tiles may lie anywhere.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "archive/digest.hpp"

namespace gavel::archive {

inline constexpr int tile_width = 256;

[[nodiscard]] Hash leaf_hash(std::string_view entry);               ///< SHA-256(0x00 || entry)
[[nodiscard]] Hash node_hash(const Hash& left, const Hash& right);  ///< SHA-256(0x01 || l || r)
[[nodiscard]] Hash empty_root();                                    ///< SHA-256("")

struct TileId {
  int level = 0;
  std::uint64_t index = 0;
  int width = tile_width;  ///< Hashes in it, 1..256; less than 256: a partial tile.
  bool operator==(const TileId&) const = default;
};
/// Paths as served: "tile/0/x001/234", partial "tile/1/000.p/5".
[[nodiscard]] std::string tile_path(const TileId& tile);
/// "tile/entries/x001/234" with the same rules; `tile.level` is ignored.
[[nodiscard]] std::string entries_path(const TileId& tile);
struct LedgerPath {
  bool entries = false;
  TileId tile;
  bool operator==(const LedgerPath&) const = default;
};
/// Reads "tile/..." of either kind; empty when it is not the one spelling of a tile.
[[nodiscard]] std::optional<LedgerPath> parse_ledger_path(std::string_view path);

/// The tile's hashes one after the other, 32 bytes each: at least `width` of them (more is fine: a
/// tile that has grown holds its earlier self). Asked only for tiles that the tree's size implies;
/// the functions below throw BrokenInvariant when one is missing or short.
using TileReader = std::function<std::optional<std::string>(const TileId&)>;

struct Tile {
  TileId id;
  std::string hashes;  ///< id.width * 32 bytes.
};

struct Grown {
  std::uint64_t size = 0;
  Hash root{};
  std::vector<Tile> tiles;  ///< Every tile that is new or wider, in its final width.
};
/// The tree of `size` leaves with `leaves` put behind.
[[nodiscard]] Grown append(std::uint64_t size, std::span<const Hash> leaves,
                           const TileReader& tiles);

[[nodiscard]] Hash tree_root(std::uint64_t size, const TileReader& tiles);

/// Audit path of leaf `index` in the tree of `size`, leaf's sibling first. Needs index < size.
[[nodiscard]] std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                                const TileReader& tiles);
/// That the tree of `old_size` is a prefix of the tree of `size`. Needs old_size <= size; empty
/// when they are equal or old_size is 0.
[[nodiscard]] std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                                  const TileReader& tiles);

[[nodiscard]] bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Hash> proof, const Hash& root);
[[nodiscard]] bool verify_consistency(std::uint64_t old_size, std::uint64_t size,
                                      std::span<const Hash> proof, const Hash& old_root,
                                      const Hash& root);

/// An entry bundle's bytes: each entry after its length (16 bits, big-endian).
[[nodiscard]] std::string entry_bundle(std::span<const std::string> entries);

}  // namespace gavel::archive
