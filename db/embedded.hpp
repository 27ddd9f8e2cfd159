#pragma once
// The embedded default: a private PostgreSQL cluster in the data folder, reached by unix socket
// only, with checksums on, started and stopped with the server. It never runs as root: the caller
// has given up root before (PostgreSQL itself refuses otherwise).
#include <expected>
#include <filesystem>
#include <string>

#include <sys/types.h>

namespace gavel::db {

/// A data folder held for this process alone until it ends, however it ends (flock).
class FolderLock {
 public:
  /// The error says which process holds the folder.
  [[nodiscard]] static std::expected<FolderLock, std::string> take(
      const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

class EmbeddedCluster {
 public:
  /// Creates the cluster on first use (all or nothing), starts it and waits until it answers. The
  /// error is one sentence with what PostgreSQL said.
  [[nodiscard]] static std::expected<EmbeddedCluster, std::string> start(
      const std::filesystem::path& data);

  EmbeddedCluster(EmbeddedCluster&& other) noexcept;
  EmbeddedCluster(const EmbeddedCluster&) = delete;
  EmbeddedCluster& operator=(const EmbeddedCluster&) = delete;
  EmbeddedCluster& operator=(EmbeddedCluster&&) = delete;
  ~EmbeddedCluster();  ///< Stops it: a fast shutdown, waited for.

  /// Starts PostgreSQL again if it has ended by itself: a full disk, no memory left. Called every
  /// few seconds, by one thread that outlives every use of the database. Throws, with what
  /// PostgreSQL said, when it does not start.
  void revive();

  /// Where the cluster of a data folder answers while a server holds the folder.
  [[nodiscard]] static std::string url_of(const std::filesystem::path& data);

  /// libpq connection string of the database `gavel`.
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  EmbeddedCluster(std::filesystem::path data, pid_t postmaster, std::string url)
      : data_(std::move(data)), postmaster_(postmaster), url_(std::move(url)) {}
  std::filesystem::path data_;
  pid_t postmaster_ = -1;  ///< -1: none runs.
  std::string url_;
};

/// Folder of the newest PostgreSQL 15+ server programs on this machine, or, for an existing
/// cluster, of the version that wrote it. The error names the package to install.
[[nodiscard]] std::expected<std::filesystem::path, std::string> server_programs(
    const std::filesystem::path& cluster);

}  // namespace gavel::db
