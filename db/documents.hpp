#pragma once
// The files of a dossier. Bytes are kept once per SHA-256; a row per document event says what they
// are. Both are written by the projection of the append that accepted the document, so a document
// event without its bytes cannot exist.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::db {

class Pool;

struct DocumentRow {
  std::string matter;
  std::int64_t seq = 0;  ///< Of the event that added it.
  matter::Document document;
};

class Documents {
 public:
  explicit Documents(Pool& pool) : pool_(pool) {}

  [[nodiscard]] std::optional<DocumentRow> find(const std::string& id);
  [[nodiscard]] std::vector<DocumentRow> of_matter(
      const std::string& matter);  ///< In order of adding.
  /// The bytes of a document, checked against their SHA-256 on the way out: throws BrokenInvariant
  /// when the stored bytes are not those that were added.
  [[nodiscard]] std::optional<std::string> bytes(const std::string& id);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
