#include "archive/ledger.hpp"

#include <limits>

#include "engine/base/ensure.hpp"
#include "tests/archive/memory_ledger.hpp"

namespace gavel::archive {
namespace {

/// MTH of RFC 6962 2.1, straight from its text.
Hash plain_root(std::span<const Hash> leaves) {
  if (leaves.empty()) return sha256("");
  if (leaves.size() == 1) return leaves.front();
  std::size_t k = 1;
  while (k * 2 < leaves.size()) k *= 2;
  return node_hash(plain_root(leaves.first(k)), plain_root(leaves.subspan(k)));
}

std::vector<Hash> numbered(std::size_t n) {
  std::vector<Hash> out;
  for (std::size_t i = 0; i < n; ++i) out.push_back(leaf_hash("entry " + std::to_string(i)));
  return out;
}

TEST(Ledger, HasTheRootsOfTheReferenceImplementation) {  // certificate-transparency's test vectors
  const std::vector<std::string> inputs{"",
                                        "00",
                                        "10",
                                        "2021",
                                        "3031",
                                        "40414243",
                                        "5051525354555657",
                                        "606162636465666768696a6b6c6d6e6f"};
  const std::vector<std::string> roots{
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  MemoryLedger ledger;
  EXPECT_EQ(to_hex(ledger.root()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    ledger.add({leaf_hash(*from_hex(inputs[i]))});
    EXPECT_EQ(to_hex(ledger.root()), roots[i]) << i;
  }
}

TEST(Ledger, GrowsToTheSameRootInAnySteps) {
  constexpr std::size_t n = 66'000;  // more than 256 * 256: three levels of tiles
  const std::vector<Hash> leaves = numbered(n);
  MemoryLedger once;
  once.add(leaves);
  MemoryLedger steps;
  std::size_t at = 0;
  for (std::size_t step = 1; at < n; step = step * 3 + 1) {
    const std::size_t count = std::min(step, n - at);
    steps.add(std::span(leaves).subspan(at, count));
    at += count;
    EXPECT_EQ(steps.root(), plain_root(std::span(leaves).first(at)));
  }
  EXPECT_EQ(once.root(), steps.root());
  EXPECT_EQ(once.tiles, steps.tiles);
  EXPECT_EQ(once.root(), tree_root(n, once.reader()));
  EXPECT_EQ((once.tiles[{1, 1}].size()), 1u * 32);  // 66000 / 256 = 257
  EXPECT_EQ((once.tiles[{2, 0}].size()), 1u * 32);
}

TEST(Ledger, ProvesEveryLeafOfEverySmallTree) {
  const std::vector<Hash> leaves = numbered(70);
  MemoryLedger ledger;
  ledger.add(leaves);  // earlier sizes are read from the wider tiles
  for (std::uint64_t size = 1; size <= leaves.size(); ++size) {
    const Hash root = plain_root(std::span(leaves).first(size));
    for (std::uint64_t index = 0; index < size; ++index) {
      auto proof = inclusion_proof(index, size, ledger.reader());
      EXPECT_TRUE(verify_inclusion(leaves[index], index, size, proof, root));
      EXPECT_FALSE(verify_inclusion(leaf_hash("other"), index, size, proof, root));
      EXPECT_FALSE(verify_inclusion(leaves[index], index + 1, size, proof, root));
      proof.push_back(root);
      EXPECT_FALSE(verify_inclusion(leaves[index], index, size, proof, root));
    }
  }
  EXPECT_FALSE(verify_inclusion(leaves[0], 0, 0, {}, empty_root()));
}

TEST(Ledger, ProvesThatEverySmallTreeGrewFromEveryEarlierOne) {
  const std::vector<Hash> leaves = numbered(40);
  MemoryLedger ledger;
  ledger.add(leaves);
  const auto root_of = [&](std::uint64_t n) { return plain_root(std::span(leaves).first(n)); };
  for (std::uint64_t size = 0; size <= leaves.size(); ++size) {
    for (std::uint64_t old = 0; old <= size; ++old) {
      auto proof = consistency_proof(old, size, ledger.reader());
      EXPECT_TRUE(verify_consistency(old, size, proof, root_of(old), root_of(size)));
      if (old > 0) {
        EXPECT_FALSE(verify_consistency(old, size, proof, leaf_hash("x"), root_of(size)));
        EXPECT_FALSE(verify_consistency(old, size, proof, root_of(old), leaf_hash("x")));
      }
      if (!proof.empty()) {
        proof.back()[0] ^= 1;
        EXPECT_FALSE(verify_consistency(old, size, proof, root_of(old), root_of(size)));
      }
    }
  }
  EXPECT_FALSE(verify_consistency(3, 2, {}, root_of(3), root_of(2)));
}

// Sizes are what a checkpoint says: no number may lead the arithmetic of the levels astray.
TEST(Ledger, VerifiesAgainstTheLargestSizesThatCanBeSaid) {
  const Hash left = leaf_hash("all before");
  const Hash last = leaf_hash("the last");
  const std::uint64_t half = std::uint64_t{1} << 63;
  const std::vector<Hash> proof{left};
  EXPECT_TRUE(verify_inclusion(last, half, half + 1, proof, node_hash(left, last)));
  EXPECT_FALSE(verify_inclusion(last, half, half + 1, {}, last));
  EXPECT_FALSE(verify_inclusion(last, half - 1, half + 1, proof, node_hash(left, last)));

  const std::vector<Hash> grown{last};
  EXPECT_TRUE(verify_consistency(half, half + 1, grown, left, node_hash(left, last)));
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_FALSE(verify_consistency(most - 1, most, grown, left, node_hash(left, last)));
  EXPECT_FALSE(verify_consistency(most, most, grown, left, left));
}

TEST(Ledger, ProvesAcrossTiles) {
  const std::vector<Hash> leaves = numbered(66'000);
  MemoryLedger ledger;
  ledger.add(leaves);
  for (const std::uint64_t index : {0u, 255u, 256u, 65'535u, 65'536u, 65'999u}) {
    const auto proof = inclusion_proof(index, leaves.size(), ledger.reader());
    EXPECT_TRUE(verify_inclusion(leaves[index], index, leaves.size(), proof, ledger.root()));
  }
  for (const std::uint64_t old : {1u, 256u, 257u, 65'536u, 65'999u}) {
    const Hash old_root = plain_root(std::span(leaves).first(old));
    const auto proof = consistency_proof(old, leaves.size(), ledger.reader());
    EXPECT_TRUE(verify_consistency(old, leaves.size(), proof, old_root, ledger.root()));
  }
}

TEST(Ledger, SaysSoWhenATileIsMissingOrShort) {
  MemoryLedger ledger;
  ledger.add(numbered(300));
  ledger.tiles[{0, 1}].resize(32);
  EXPECT_THROW((void)tree_root(300, ledger.reader()), BrokenInvariant);
  EXPECT_THROW((void)append(300, numbered(1), ledger.reader()), BrokenInvariant);
  ledger.tiles.erase({0, 0});
  EXPECT_THROW((void)inclusion_proof(0, 300, ledger.reader()), BrokenInvariant);
}

TEST(TilePath, IsSpelledAsC2spSpellsIt) {
  const std::vector<std::pair<TileId, std::string>> samples{
      {{0, 0, 256}, "tile/0/000"},
      {{1, 0, 5}, "tile/1/000.p/5"},
      {{0, 1234067, 256}, "tile/0/x001/x234/067"},
      {{3, 999999, 255}, "tile/3/x999/999.p/255"}};
  for (const auto& [tile, path] : samples) {
    EXPECT_EQ(tile_path(tile), path);
    EXPECT_EQ(parse_ledger_path(path), (LedgerPath{false, tile}));
  }
  EXPECT_EQ(parse_ledger_path("tile/entries/x001/000.p/7"), (LedgerPath{true, {0, 1000, 7}}));
}

TEST(TilePath, OfAnyOtherSpellingIsNone) {
  for (const std::string bad :
       {"tile/0/0", "tile/0/0000", "tile/00/000", "tile/8/000", "tile/-1/000", "tile/0/x000/001",
        "tile/0/x1/000", "tile/0/001/000", "tile/0/000.p/256", "tile/0/000.p/0", "tile/0/000.p/05",
        "tile/0/", "tile/0", "tile//000", "0/000", "tile/0/000/", "tile/0/x001/x234",
        "tile/data/000", "tile/0/x999/x999/x999/x999/x999/x999/x999/999"})
    EXPECT_EQ(parse_ledger_path(bad), std::nullopt) << bad;
}

TEST(EntryBundle, PutsTheLengthBeforeEachEntry) {
  const std::vector<std::string> entries{"ab", "", std::string(258, 'x')};
  EXPECT_EQ(entry_bundle(entries), std::string("\0\2ab\0\0\1\2", 8) + std::string(258, 'x'));
  EXPECT_THROW((void)entry_bundle(std::vector{std::string(65536, 'x')}), BrokenInvariant);
}

}  // namespace
}  // namespace gavel::archive
