#pragma once
// `gavel fsck`: from the business rows to leaves, tiles, checkpoints and witnesses, by somebody who
// does not trust the database.
#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace gavel {

struct FsckQuestion {
  std::filesystem::path data;     ///< Data folder: the private PostgreSQL, the ledger's key.
  std::string database;           ///< libpq connection string; empty: the private PostgreSQL.
  std::filesystem::path log_key;  ///< Verifier key as published; empty: from the data folder.
  std::string origin;             ///< The ledger's name, where the key comes from the data folder.
  std::vector<std::filesystem::path> checkpoints;  ///< Kept outside the database.
  std::filesystem::path witness_policy;  ///< Whose cosignatures count; empty: nobody's must.
  std::string user;                      ///< Whom to become when started as root.
  std::size_t most = 1000;               ///< Findings told.
  bool json = false;
};

/// Reads, and writes nothing. 0: sound; 1: something was changed, each record named; 2: it could
/// not be examined.
[[nodiscard]] int examine_database(const FsckQuestion& question);

}  // namespace gavel
