#pragma once
// The database a command reads that is no server: the one named, that of the server that runs on a
// data folder, or the folder's own, started for as long as this lives.
#include <filesystem>
#include <optional>
#include <string>

#include "db/embedded.hpp"

namespace gavel {

class DataSource {
 public:
  /// Throws NotStarted.
  DataSource(const std::filesystem::path& data, const std::string& database);
  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  std::string url_;
  std::optional<db::FolderLock> lock_;
  std::optional<db::EmbeddedCluster> cluster_;
};

}  // namespace gavel
