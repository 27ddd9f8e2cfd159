#pragma once
// The newest checkpoint this node has seen, kept outside the database: in a file of the data
// folder. A database that was put back to an older state would let the ledger be continued
// differently from what others hold signed proof of; the file knows better.
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>

#include "archive/checkpoint.hpp"

namespace gavel::db {

/// The ledger in the database is not the one that was signed before. The message is one sentence.
struct ForkedLedger : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class SeenHead {
 public:
  SeenHead() = default;  ///< Remembers nothing.
  /// Throws std::runtime_error when the file holds no checkpoint of this ledger.
  SeenHead(std::filesystem::path file, const std::string& verifier_key);

  /// Throws ForkedLedger unless a tree of `size` leaves continues what was seen.
  void check(std::uint64_t size, const archive::TileReader& tiles) const;
  /// On disk when it returns; an older head than the one seen is passed over.
  void keep(std::uint64_t size, const archive::Hash& root, const std::string& note);

 private:
  std::filesystem::path file_;
  std::uint64_t size_ = 0;
  archive::Hash root_{};
};

}  // namespace gavel::db
