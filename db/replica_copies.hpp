#pragma once
// The files of a replica: "<archival code>.tar" of each stored package, and of documents that no
// package holds yet "documents/<matter>/<document>", as an export has them. For db/*.cpp alone.
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace gavel::db {

class Pool;

/// How a copy stands, or stood before it was written anew.
enum class CopyState : std::uint8_t { absent, sound, damaged };

class ReplicaCopies {
 public:
  /// `bytes_per_second`: read from the database at most; 0: unlimited.
  ReplicaCopies(Pool& pool, std::filesystem::path folder, std::uint64_t bytes_per_second,
                const std::atomic<bool>& stopped)
      : pool_(pool),
        folder_(std::move(folder)),
        bytes_per_second_(bytes_per_second),
        stopped_(stopped) {}

  /// Where a document's copy is; nothing for an id that no file is named by.
  [[nodiscard]] std::optional<std::filesystem::path> document(const std::string& matter,
                                                              const std::string& id) const;
  [[nodiscard]] std::filesystem::path package(const std::string& code) const {
    return folder_ / (code + ".tar");
  }

  /// Reads the copy to its end and writes it anew where it is not of this digest; one that is not
  /// there is left to Replica. Throws as write_* do.
  CopyState keep_package(const std::string& matter, const std::string& code, std::uint64_t size,
                         const std::string& sha256) const;
  CopyState keep_document(const std::string& matter, const std::string& id,
                          const std::string& sha256) const;

  /// Complete or not there. Throw BrokenInvariant over damaged bytes, of which no copy is made, and
  /// std::runtime_error where the folder cannot be written. When stopped, nothing is written.
  void write_package(const std::string& matter, const std::string& code, std::uint64_t size,
                     const std::string& sha256) const;
  void write_document(const std::filesystem::path& copy, const std::string& sha256) const;

 private:
  Pool& pool_;
  std::filesystem::path folder_;
  std::uint64_t bytes_per_second_;
  const std::atomic<bool>& stopped_;
};

/// False where the replica's disk fails at what `use` does: that is told, and must not keep the
/// tests of the store itself from their reports, or the same records were due for ever. `what`:
/// "package X043-…", for the log.
bool at_replica(const std::string& what, const std::function<void()>& use);

}  // namespace gavel::db
