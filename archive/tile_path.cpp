// The one spelling of a tile's path (C2SP tlog-tiles): three digits a folder, all but the last
// marked with x.
#include <charconv>

#include "archive/ledger.hpp"

namespace gavel::archive {
namespace {

std::string three_digits(std::uint64_t n) {
  std::string digits = std::to_string(n);
  return std::string(3 - digits.size(), '0') + digits;
}

std::string tail(const TileId& tile) {
  std::string path = three_digits(tile.index % 1000);
  for (std::uint64_t rest = tile.index / 1000; rest > 0; rest /= 1000)
    path = "x" + three_digits(rest % 1000) + "/" + path;
  if (tile.width < tile_width) path += ".p/" + std::to_string(tile.width);
  return path;
}

template <typename T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// The index in "x001/234"; whether it was the one spelling is for the caller to compare.
std::optional<std::uint64_t> index_in(std::string_view text) {
  std::uint64_t index = 0;
  while (!text.empty()) {
    if (text.front() == 'x') text.remove_prefix(1);
    const auto group = number<std::uint64_t>(text.substr(0, 3));
    if (!group || index > 1'000'000'000'000'000) return std::nullopt;
    index = index * 1000 + *group;
    text.remove_prefix(std::min<std::size_t>(text.size(), 3));
    if (text.starts_with('/')) text.remove_prefix(1);
  }
  return index;
}

}  // namespace

std::string tile_path(const TileId& tile) {
  return "tile/" + std::to_string(tile.level) + "/" + tail(tile);
}

std::string entries_path(const TileId& tile) { return "tile/entries/" + tail(tile); }

std::optional<LedgerPath> parse_ledger_path(std::string_view path) {
  if (!path.starts_with("tile/")) return std::nullopt;
  const std::size_t slash = path.find('/', 5);
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view level = path.substr(5, slash - 5);
  LedgerPath out;
  out.entries = level == "entries";
  if (!out.entries) {
    const auto n = number<int>(level);
    if (!n || *n < 0 || *n > 7) return std::nullopt;
    out.tile.level = *n;
  }
  std::string_view rest = path.substr(slash + 1);
  if (const std::size_t partial = rest.find(".p/"); partial != std::string_view::npos) {
    const auto width = number<int>(rest.substr(partial + 3));
    if (!width || *width < 1 || *width >= tile_width) return std::nullopt;
    out.tile.width = *width;
    rest = rest.substr(0, partial);
  }
  const auto index = index_in(rest);
  if (rest.empty() || !index) return std::nullopt;
  out.tile.index = *index;
  if ((out.entries ? entries_path(out.tile) : tile_path(out.tile)) != path) return std::nullopt;
  return out;
}

}  // namespace gavel::archive
