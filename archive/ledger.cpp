#include "archive/ledger.hpp"

#include <algorithm>
#include <bit>
#include <map>
#include <utility>

#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

constexpr std::size_t hash_size = 32;
constexpr std::uint64_t full = tile_width;

Hash hash_in(std::string_view hashes, std::size_t at) {
  const auto hash = to_hash(hashes.substr(at * hash_size, hash_size));
  ensure(hash.has_value(), "a tile holds whole hashes");
  return *hash;
}

/// Root over `count` (a power of two) neighbouring hashes.
Hash fold(std::string_view hashes, std::size_t begin, std::size_t count) {
  if (count == 1) return hash_in(hashes, begin);
  const std::size_t half = count / 2;
  return node_hash(fold(hashes, begin, half), fold(hashes, begin + half, half));
}

/// Largest power of two smaller than `n`; n > 1.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

/// From `node` up to the root of a tree whose last node on that level is `last`: hands each sibling
/// of `proof` to `join` with the side it stands on. False if the proof is not as long as the way.
template <class Join>
bool climb(std::uint64_t node, std::uint64_t last, std::span<const Hash> proof, const Join& join) {
  for (const Hash& sibling : proof) {
    if (last == 0) return false;
    const bool is_left = node % 2 == 1 || node == last;
    join(sibling, is_left);
    // The last node of a level may have no sibling there: it goes up as it is.
    const int alone = is_left ? std::countr_zero(node) : 0;
    node = node >> alone >> 1;
    last = last >> alone >> 1;
  }
  return last == 0;
}

/// A tree of `size` leaves seen through its tiles, each read once.
class Tree {
 public:
  Tree(std::uint64_t size, const TileReader& tiles) : size_(size), tiles_(tiles) {}

  /// MTH of leaves [begin, end), where begin is a multiple of the range's largest power of two, as
  /// every range below is.
  Hash range(std::uint64_t begin, std::uint64_t end) {
    const std::uint64_t n = end - begin;
    if (std::has_single_bit(n)) return complete(std::countr_zero(n), begin >> std::countr_zero(n));
    const std::uint64_t k = split(n);
    return node_hash(range(begin, begin + k), range(begin + k, end));
  }

  void inclusion(std::uint64_t index, std::uint64_t begin, std::uint64_t end,
                 std::vector<Hash>& out) {
    if (end - begin == 1) return;
    const std::uint64_t middle = begin + split(end - begin);
    if (index < middle) {
      inclusion(index, begin, middle, out);
      out.push_back(range(middle, end));
    } else {
      inclusion(index, middle, end, out);
      out.push_back(range(begin, middle));
    }
  }

  /// SUBPROOF of RFC 6962 2.1.2 for the first `old_end` leaves; `whole`: the verifier knows the
  /// hash of [begin, old_end) already.
  void consistency(std::uint64_t old_end, std::uint64_t begin, std::uint64_t end, bool whole,
                   std::vector<Hash>& out) {
    if (old_end == end) {
      if (!whole) out.push_back(range(begin, end));
      return;
    }
    const std::uint64_t middle = begin + split(end - begin);
    if (old_end <= middle) {
      consistency(old_end, begin, middle, whole, out);
      out.push_back(range(middle, end));
    } else {
      consistency(old_end, middle, end, false, out);
      out.push_back(range(begin, middle));
    }
  }

 private:
  /// Hash number `index` among the complete trees of 2^level leaves.
  Hash complete(int level, std::uint64_t index) {
    const int within = level % 8;
    const std::uint64_t first = index << within;
    return fold(tile(level / 8, first / full), first % full, std::size_t{1} << within);
  }

  const std::string& tile(int level, std::uint64_t index) {
    const auto key = std::pair(level, index);
    if (const auto known = read_.find(key); known != read_.end()) return known->second;
    const std::uint64_t there = (size_ >> (8 * level)) - index * full;
    const TileId id{level, index, static_cast<int>(std::min(there, full))};
    auto hashes = tiles_(id);
    ensure(hashes && hashes->size() >= static_cast<std::size_t>(id.width) * hash_size,
           "the ledger holds every tile its size implies: " + tile_path(id));
    return read_.emplace(key, std::move(*hashes)).first->second;
  }

  std::uint64_t size_;
  const TileReader& tiles_;
  std::map<std::pair<int, std::uint64_t>, std::string> read_;
};

/// The right edge of the tree while leaves are put behind.
class Edge {
 public:
  Edge(std::uint64_t size, const TileReader& tiles) {
    for (int level = 0; (size >> (8 * level)) > 0 && level < 8; ++level) {
      const std::uint64_t count = size >> (8 * level);
      Open open{count / full, "", false};
      if (const auto width = count % full; width > 0) {
        const TileId id{level, open.index, static_cast<int>(width)};
        const auto hashes = tiles(id);
        ensure(hashes && hashes->size() >= width * hash_size,
               "the ledger holds every tile its size implies: " + tile_path(id));
        open.hashes = hashes->substr(0, width * hash_size);
      }
      open_.push_back(std::move(open));
    }
  }

  void push(std::size_t level, const Hash& hash) {
    if (level == open_.size()) open_.emplace_back();
    open_[level].hashes += bytes_of(hash);
    open_[level].changed = true;
    if (open_[level].hashes.size() < tile_width * hash_size) return;
    const Hash above = fold(open_[level].hashes, 0, tile_width);
    emit(level);
    open_[level] = Open{open_[level].index + 1, "", false};
    push(level + 1, above);
  }

  std::vector<Tile> take() {
    for (std::size_t level = 0; level < open_.size(); ++level) {
      if (open_[level].changed) emit(level);
    }
    return std::move(tiles_);
  }

 private:
  struct Open {
    std::uint64_t index = 0;
    std::string hashes;
    bool changed = false;
  };

  void emit(std::size_t level) {
    const Open& open = open_[level];
    const int width = static_cast<int>(open.hashes.size() / hash_size);
    tiles_.push_back(Tile{TileId{static_cast<int>(level), open.index, width}, open.hashes});
  }

  std::vector<Open> open_;
  std::vector<Tile> tiles_;
};

}  // namespace

Hash leaf_hash(std::string_view entry) { return sha256({std::string_view("\0", 1), entry}); }

Hash node_hash(const Hash& left, const Hash& right) {
  return sha256({"\1", bytes_of(left), bytes_of(right)});
}

Hash empty_root() { return sha256(""); }

Grown append(std::uint64_t size, std::span<const Hash> leaves, const TileReader& tiles) {
  Edge edge(size, tiles);
  for (const Hash& leaf : leaves) edge.push(0, leaf);
  Grown out{size + leaves.size(), {}, edge.take()};
  std::map<std::pair<int, std::uint64_t>, const std::string*> fresh;
  for (const Tile& tile : out.tiles) fresh[{tile.id.level, tile.id.index}] = &tile.hashes;
  out.root = tree_root(out.size, [&](const TileId& id) -> std::optional<std::string> {
    const auto found = fresh.find({id.level, id.index});
    return found == fresh.end() ? tiles(id) : *found->second;
  });
  return out;
}

Hash tree_root(std::uint64_t size, const TileReader& tiles) {
  return size == 0 ? empty_root() : Tree(size, tiles).range(0, size);
}

std::vector<Hash> inclusion_proof(std::uint64_t index, std::uint64_t size,
                                  const TileReader& tiles) {
  ensure(index < size, "a proof is asked for a leaf that is in the tree");
  std::vector<Hash> out;
  Tree(size, tiles).inclusion(index, 0, size, out);
  return out;
}

std::vector<Hash> consistency_proof(std::uint64_t old_size, std::uint64_t size,
                                    const TileReader& tiles) {
  ensure(old_size <= size, "a tree grows");
  std::vector<Hash> out;
  if (old_size > 0) Tree(size, tiles).consistency(old_size, 0, size, true, out);
  return out;
}

// RFC 9162 2.1.3.2, which says in steps what RFC 6962 leaves to the reader.
bool verify_inclusion(const Hash& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Hash> proof, const Hash& root) {
  if (index >= size) return false;
  Hash hash = leaf;
  const bool fits = climb(index, size - 1, proof, [&](const Hash& sibling, bool is_left) {
    hash = is_left ? node_hash(sibling, hash) : node_hash(hash, sibling);
  });
  return fits && hash == root;
}

// RFC 9162 2.1.4.2.
bool verify_consistency(std::uint64_t old_size, std::uint64_t size, std::span<const Hash> proof,
                        const Hash& old_root, const Hash& root) {
  if (old_size > size) return false;
  if (old_size == size) return proof.empty() && old_root == root;
  if (old_size == 0) return proof.empty() && old_root == empty_root();
  const bool complete = std::has_single_bit(old_size);  // then the proof leaves out the old root
  if (!complete && proof.empty()) return false;
  // Up to the highest full tree that ends with the last old leaf: there the proof begins.
  const int below = std::countr_one(old_size - 1);
  Hash old_hash = complete ? old_root : proof.front();
  Hash hash = old_hash;
  const auto join = [&](const Hash& sibling, bool is_left) {
    if (is_left) old_hash = node_hash(sibling, old_hash);
    hash = is_left ? node_hash(sibling, hash) : node_hash(hash, sibling);
  };
  const bool fits = climb((old_size - 1) >> below, (size - 1) >> below,
                          complete ? proof : proof.subspan(1), join);
  return fits && old_hash == old_root && hash == root;
}

std::string entry_bundle(std::span<const std::string> entries) {
  std::string out;
  for (const std::string& entry : entries) {
    ensure(entry.size() <= 65535, "a ledger entry is at most 65,535 bytes");
    out += static_cast<char>(entry.size() >> 8);
    out += static_cast<char>(entry.size() & 0xFF);
    out += entry;
  }
  return out;
}

}  // namespace gavel::archive
