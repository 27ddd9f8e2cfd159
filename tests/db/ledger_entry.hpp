#pragma once
// The bytes of one leaf, out of the bundle that everyone reads them from.
#include <algorithm>

#include "archive/ledger.hpp"
#include "db/ledger_store.hpp"

namespace gavel::db::test {

inline std::string entry_at(LedgerStore& ledger, std::uint64_t index) {
  constexpr std::uint64_t width = archive::tile_width;
  const std::uint64_t first = index / width * width;
  const int here = static_cast<int>(std::min(width, ledger.size() - first));
  const std::string path =
      archive::entries_path({.level = 0, .index = index / width, .width = here});
  const std::string bundle = ledger.tile(path).value();
  std::size_t at = 0;
  const auto length = [&] {
    return std::size_t{static_cast<unsigned char>(bundle.at(at))} * 256 +
           static_cast<unsigned char>(bundle.at(at + 1));
  };
  for (std::uint64_t before = first; before < index; ++before) at += 2 + length();
  return bundle.substr(at + 2, length());
}

}  // namespace gavel::db::test
