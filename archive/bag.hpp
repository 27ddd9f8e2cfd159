#pragma once
// BagIt 1.0 (RFC 8493) on disk: a writer that streams, and a validator stricter than most.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "archive/digest.hpp"
#include "archive/progress.hpp"

namespace gavel::archive {

/// Labels and values of bag-info.txt in order. Payload-Oxum is the writer's own; leave it out.
using BagInfo = std::vector<std::pair<std::string, std::string>>;

struct BagFile {
  std::string path;  ///< From the bag's root, "data/01_启动/DRF-04_v1_草案.pdf"; '/' between names.
  std::uint64_t size = 0;
  std::string sha256, sha512, sm3;  ///< Hexadecimal.
};

/// Writes one bag: add the payload, then finish(). Paths are used byte for byte (no Unicode
/// normalisation: the record's own name is kept); CR, LF and % are percent-encoded in manifests.
/// bagit.txt is written last: a folder without it is an attempt that ended early, and may be taken
/// up again with the files that are whole. Throws std::filesystem::filesystem_error or
/// std::system_error when the disk fails.
class BagWriter {
 public:
  /// `directory` does not exist yet, is empty, or holds an earlier attempt at this same bag.
  BagWriter(std::filesystem::path directory, BagInfo info);
  BagWriter(BagWriter&&) noexcept;
  BagWriter& operator=(BagWriter&&) noexcept;
  ~BagWriter();

  /// `path` is relative to data/, without "." or ".." or empty names, and new in this bag.
  const BagFile& add(std::string_view path, std::string_view bytes);
  /// Gives the bytes in pieces; for what is too large to hold.
  using Source = std::function<void(const std::function<void(std::string_view)>& put)>;
  const BagFile& add_stream(std::string_view path, const Source& source);

  /// Takes a file over from an earlier attempt if its bytes have this digest; they are read again,
  /// so that half a file, or one a power cut emptied, is not taken. Null when there is none.
  const BagFile* adopt(std::string_view path, std::string_view sha256);

  /// Removes what an earlier attempt left beyond this one, then writes bag-info.txt, both
  /// manifests, the payload's SM3 digests (payload-sm3.txt: no tool knows an SM3 manifest), both
  /// tag manifests and bagit.txt. Once. Does not sync: a bag that must outlive a power cut is
  /// synced, or read back, by its owner.
  using RootFiles = std::vector<std::pair<std::string, std::string>>;
  void finish(const std::function<RootFiles(const std::string& tagmanifest)>& more = {});
  [[nodiscard]] const std::vector<BagFile>& files() const;  ///< Payload, in order of adding.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What is wrong with a bag. `code` is stable: "missing-file", "extra-file", "digest-mismatch", ...
struct BagProblem {
  std::string code;
  std::string path;    ///< The file concerned; may be empty.
  std::string detail;  ///< What was found, in English, for reports.
};

inline constexpr unsigned special_bits = 07000;  ///< setuid, setgid, sticky
inline constexpr unsigned written_by_all = 0002;

/// "mode 4755" when permissions (the twelve bits of st_mode) have one of the `unsafe` bits; empty
/// otherwise.
[[nodiscard]] std::string unsafe_mode(unsigned mode, unsigned unsafe);

/// Everything below the folder that no package has: links, devices and pipes
/// ("not-a-regular-file"), files that run as another user ("unsafe-mode"). Follows nothing. RFC
/// 8493 is silent about them, so that validate_bag speaks of the first kind alone.
[[nodiscard]] std::vector<BagProblem> special_files(const std::filesystem::path& directory);

/// Empty when the bag is complete and valid (RFC 8493 section 3); versions 0.97 and 1.0. Never
/// follows a symbolic link out of the bag, fetches nothing, reads files in pieces.
[[nodiscard]] std::vector<BagProblem> validate_bag(const std::filesystem::path& directory,
                                                   const Progress& progress = {});

/// The bytes of a file inside the bag; empty optional when there is none.
[[nodiscard]] std::optional<std::string> read_bag_file(const std::filesystem::path& directory,
                                                       std::string_view path);
/// All regular files below the bag, relative paths in byte order, with sizes.
[[nodiscard]] std::vector<std::pair<std::string, std::uint64_t>> list_bag_files(
    const std::filesystem::path& directory);

/// The file's size and digests, read in pieces; empty when it is no regular file or unreadable.
[[nodiscard]] std::optional<BagFile> digest_bag_file(const std::filesystem::path& directory,
                                                     const std::string& path);
/// A manifest's text by one of BagFile's digests: "digest  path\n" in byte order of the paths.
[[nodiscard]] std::string manifest_text(std::vector<BagFile> files, std::string BagFile::* digest);

/// CR, LF and % as %0D, %0A, %25 (RFC 8493 section 2.1.3).
[[nodiscard]] std::string encode_bag_path(std::string_view path);

}  // namespace gavel::archive
