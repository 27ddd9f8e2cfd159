#pragma once
// Everything out of the database, as files that can be read and verified without Gavel: one
// snapshot, written as a stream. What secrets protect people or log-ins stays behind.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace gavel::db {

class Pool;

struct ExportCounts {
  std::uint64_t files = 0, records = 0, packages = 0, documents = 0, leaves = 0;
  std::uint64_t destroyed = 0;  ///< Volumes of which the register alone is written.
  std::uint64_t kept = 0;       ///< Packages and documents that an earlier run had written already.
  std::string manifest_sha256;
};

/// Writes records/TABLE.jsonl, procedures/, documents/, copies/, time-stamps/, packages/,
/// finding-aid.xml (EAD3), ledger/ and witnesses/ (what the ledger says of every row); of what was
/// destroyed only the records. Files of an earlier run that this one does not list go.
/// Then manifest-sha256.txt over all of it and over the files `also`, which the caller has written
/// there. The same database gives the same bytes. Throws std::runtime_error when a file cannot be
/// written.
[[nodiscard]] ExportCounts export_all(Pool& pool, const std::filesystem::path& folder,
                                      const std::vector<std::string>& also);

}  // namespace gavel::db
