#pragma once
// Organs that another took over (更名、撤县设市、机构改革): the matters of the one go on in the
// other, and so do its numbers. Rows are only added; what was said last of an organ counts.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/time.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

struct Succession {
  std::int64_t id = 0;
  std::string organ;
  std::string successor;  ///< Empty: what was said of the organ before is taken back.
  Day since;              ///< From this day on.
  std::string basis, by;
  Instant at;
};

/// The id.
std::int64_t add(Pool& pool, const Succession& said);
[[nodiscard]] std::vector<Succession> successions(Pool& pool);  ///< In order of entry.

/// Who took over whom. Names are compared without their spelling (spelling.hpp) and given in it.
class Successors {
 public:
  /// As they stand on a day.
  Successors(pqxx::transaction_base& tx, Day day);
  /// Those that are said of any day.
  explicit Successors(const std::vector<Succession>& said) { read(said, {}); }

  /// The organ itself, then what took it over, then what took that over.
  [[nodiscard]] std::vector<std::string> from(const std::string& organ) const;
  /// Which is the organ now: itself, where nothing took it over.
  [[nodiscard]] std::string last(const std::string& organ) const { return from(organ).back(); }
  /// Its name in the register; empty where it took over nothing.
  [[nodiscard]] std::string title(const std::string& organ) const;
  /// All that are one with the organ now, without that one itself.
  [[nodiscard]] std::vector<std::string> before(const std::string& organ) const;
  [[nodiscard]] bool is_past(const std::string& organ) const { return from(organ).size() > 1; }

 private:
  void read(const std::vector<Succession>& said, std::optional<Day> day);

  std::map<std::string, std::string> next_, titles_;
};

}  // namespace gavel::db
