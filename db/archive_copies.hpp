#pragma once
// Documents of stored packages as they are handed out: each access is recorded, with its purpose,
// before the bytes are given; users may be given a redacted copy instead (档案法 art. 28: what is
// opened is opened without what must stay closed).
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::db {

class Pool;

struct ArchiveCopy {
  std::string id, archival_code, document, reason, media_type, sha256, made_by;
  std::uint64_t size = 0;
  Instant made_at;
};

/// One hand-out: of a document, or of a copy of it.
struct RecordAccess {
  std::string archival_code;
  std::string document;  ///< Empty: the whole package.
  std::optional<std::string> copy;
  matter::Actor by;
  std::string purpose;
  Instant at;
};

class ArchiveCopies {
 public:
  explicit ArchiveCopies(Pool& pool) : pool_(pool) {}

  /// The archival code of the package that holds the document; nullopt when none does.
  [[nodiscard]] std::optional<std::string> package_of(const std::string& document);
  /// `copy.sha256` and `copy.size` are those of `bytes`.
  void add(const ArchiveCopy& copy, std::string_view bytes);
  [[nodiscard]] std::vector<ArchiveCopy> of_document(const std::string& document);
  [[nodiscard]] std::optional<ArchiveCopy> find(const std::string& id);
  /// Records the access first. Throws BrokenInvariant when the bytes are not those that were kept.
  [[nodiscard]] std::string hand_out(const RecordAccess& access, const std::string& sha256);
  /// Newest first, at most 200.
  [[nodiscard]] std::vector<RecordAccess> accesses(const std::string& archival_code);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
