#pragma once
// Destruction (销毁) of stored volumes whose term is over and whose appraisal by two persons ended
// so (档案法 2020 art. 31): one carries it out, another watches (监销). The bytes go, the register
// of what was destroyed (销毁清册) stays. The database lets bytes go for such a record only.
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::db {

class Pool;

/// One line of the register.
struct Destruction {
  std::int64_t n = 0;     ///< Counts up in the order in which they were done.
  std::string act;        ///< The act of keeping that did it.
  std::string appraisal;  ///< The act that it carried out.
  std::string archival_code, matter, title, retention;
  std::string sha256;  ///< Hex, of the package that is no more.
  std::uint64_t size = 0;
  matter::Actor by, watched_by;
  Instant at;
};

class Destructions {
 public:
  explicit Destructions(Pool& pool) : pool_(pool) {}

  [[nodiscard]] std::optional<Destruction> find(const std::string& archival_code);
  /// Of the volume that held the document.
  [[nodiscard]] std::optional<Destruction> of_document(const std::string& document);
  /// Those with `n` above `after`, in their order.
  [[nodiscard]] std::vector<Destruction> list(std::int64_t after, int limit);
  /// What the volume consists of, as the list that is agreed to names it: documents, then copies.
  [[nodiscard]] JsonArray files(const std::string& archival_code);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
