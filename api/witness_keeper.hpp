#pragma once
// A witness's key and memory, and its answers. The state is on disk before a cosignature leaves.
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "api/http/message.hpp"
#include "archive/witness.hpp"

namespace gavel {

class WitnessKeeper {
 public:
  /// Throws NotStarted when the state is missing beside a key that is there, is damaged, or another
  /// witness's: a witness that has forgotten could cosign a fork.
  WitnessKeeper(archive::LogKey key, std::filesystem::path state, std::vector<std::string> logs);

  /// The name in the state file; empty when there is no file.
  [[nodiscard]] static std::string name_in(const std::filesystem::path& state);
  /// True for a state that has nothing cosigned in it.
  [[nodiscard]] static bool is_unused(const std::filesystem::path& state);
  /// Writes an empty state. For a witness that begins.
  static void begin(const archive::LogKey& key, const std::filesystem::path& state);

  [[nodiscard]] http::Response answer(const http::Request& request);
  [[nodiscard]] std::string verifier_key() const;

 private:
  [[nodiscard]] http::Response add_checkpoint(const std::string& body);
  [[nodiscard]] http::Response checkpoint(const std::string& origin_hash);
  void load();
  void save(const archive::WitnessState& state) const;

  archive::LogKey key_;
  std::filesystem::path file_;
  std::vector<std::string> logs_;
  std::mutex mutex_;  ///< Of the state: checked and replaced as one step.
  archive::WitnessState state_;
};

}  // namespace gavel
