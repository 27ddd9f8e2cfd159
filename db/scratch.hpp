#pragma once
// A folder for work in hand, empty at first and gone when this is.
#include <filesystem>

namespace gavel::db {

class Scratch {
 public:
  /// Among the system's temporary files, under a name of its own. Throws
  /// std::filesystem::filesystem_error.
  Scratch();
  /// At `path`; what was left there goes.
  explicit Scratch(std::filesystem::path path);
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace gavel::db
