#pragma once
// Running matters that are to be counted anew: another table of holidays came into force, or an
// organ's own days off changed, and their timers were armed by the days before. A recount is a row
// until all of them were looked at, page by page; a server that dies goes on where it was.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/calendar/local_days.hpp"

namespace pqxx {
class transaction_base;
}

namespace gavel::db {

class Pool;

using LocalDays = std::map<std::string, std::vector<calendar::LocalDay>, std::less<>>;

/// What matters are counted by.
struct CountedBy {
  std::string table;  ///< The State Council's.
  std::string own;    ///< The pack whose days hold where a matter's own sets none; empty: none.
  LocalDays local;    ///< The organs' own days off, by the id of the policy pack.
};

/// Without the table: {"own", "local": {pack: [{"date", "off", "name", "source"}]}}.
[[nodiscard]] JsonObject days_json(const CountedBy& by);
[[nodiscard]] CountedBy days_from(const JsonObject& json);

struct Recount {
  std::int64_t n = 0;
  CountedBy before;
  std::string cursor;  ///< Of the page that comes next; empty: the first.
};

/// In the transaction that changes what counts. Its number.
std::int64_t begin_recount(pqxx::transaction_base& tx, const CountedBy& before);

class Recounts {
 public:
  explicit Recounts(Pool& pool) : pool_(pool) {}

  /// The oldest that nobody is at. It is the caller's for half a minute.
  [[nodiscard]] std::optional<Recount> next();
  /// A page of it is done. `cursor`: of the next one; empty: that was the last.
  void went_on(std::int64_t n, const std::string& cursor);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
