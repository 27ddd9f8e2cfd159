#include "db/sound_bytes.hpp"

#include <filesystem>
#include <fstream>

#include <spdlog/spdlog.h>

#include "archive/digest.hpp"
#include "archive/tar.hpp"
#include "db/pace.hpp"
#include "db/package_bytes.hpp"

namespace gavel::db {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_size = 1u << 20;

archive::ByteSource pieces_of(std::ifstream& in) {
  return [&in] {
    std::string piece(piece_size, '\0');
    in.read(piece.data(), std::ssize(piece));
    piece.resize(static_cast<std::size_t>(in.gcount()));
    return piece;
  };
}

std::optional<std::string> in_file(const fs::path& copy, const SoughtBytes& sought) {
  std::error_code none;
  if (fs::file_size(copy, none) != sought.size || none) return std::nullopt;
  std::ifstream in(copy, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (archive::sha256_hex(bytes) != sought.sha256) return std::nullopt;
  return bytes;
}

std::optional<std::string> in_tar_file(const fs::path& tar, const SoughtBytes& sought) {
  std::ifstream in(tar, std::ios::binary);
  if (!in) return std::nullopt;
  return archive::find_in_tar(pieces_of(in), sought.size, sought.sha256);
}

std::optional<std::string> in_package(Pool& pool, const SoughtBytes& sought,
                                      std::uint64_t bytes_per_second,
                                      const std::atomic<bool>& stopped) {
  Pace pace(bytes_per_second, &stopped);
  std::size_t next = 0;
  const archive::ByteSource pieces = [&]() -> std::string {
    if (stopped) return "";
    std::string piece = package_piece(pool, sought.matter, next++);
    pace.keep(piece.size());
    return piece;
  };
  return archive::find_in_tar(pieces, sought.size, sought.sha256);
}

}  // namespace

std::optional<SoundBytes> find_sound_bytes(Pool& pool, const SoughtBytes& sought,
                                           const ReplicaCopies& replica,
                                           std::uint64_t bytes_per_second,
                                           const std::atomic<bool>& stopped) {
  std::optional<std::string> found;
  const std::string what = "document " + sought.matter + "/" + sought.document;
  const auto copy = replica.document(sought.matter, sought.document);
  if (copy) at_replica(what, [&] { found = in_file(*copy, sought); });
  if (found) return SoundBytes{*std::move(found), "replica"};
  if (sought.archival_code.empty()) return std::nullopt;
  try {
    found = in_package(pool, sought, bytes_per_second, stopped);
  } catch (const std::exception& error) {
    spdlog::error("{} is not to be had from package {}: {}", what, sought.archival_code,
                  error.what());
  }
  if (found) return SoundBytes{*std::move(found), "package"};
  const fs::path tar = replica.package(sought.archival_code);
  if (!stopped && copy) at_replica(what, [&] { found = in_tar_file(tar, sought); });
  if (found) return SoundBytes{*std::move(found), "replica"};
  return std::nullopt;
}

}  // namespace gavel::db
