#pragma once
// What the organ must know over all its matters (督查): what is overdue or soon due, what lies
// idle, which exceptions were used, and numbers computed from events, each with the matters behind
// it.
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;

/// One line of a list; what `id` and `at` are, each list says.
struct OversightRow {
  std::string matter, title, unit, procedure_sha256, id;
  Instant at;
  std::string reason, by;  ///< Of exceptions.
  std::string place = {};  ///< On a page: of an exception, which of its matter's it is, from 1 on.
};

struct OversightPage {
  std::vector<OversightRow> rows;
  std::string next;  ///< Cursor; empty on the last page.
};

struct OversightQuery {
  std::optional<std::string> unit = {};  ///< One that has part in the matter.
  std::string cursor = {};
  int limit = 50;
};

/// A clock with latest date, and a state in which it is acted on.
struct ClockOwner {
  std::string procedure_sha256, clock, state;
};

/// Numbers of one step, unit or year.
struct OversightCount {
  std::string key;
  std::int64_t opened = 0;    ///< Of a step: matters that entered it.
  std::int64_t finished = 0;  ///< Of a step: matters that left it, or ended in it.
  std::int64_t running = 0;   ///< Of a step: matters that are in it now.
};

class Oversight {
 public:
  explicit Oversight(Pool& pool) : pool_(pool) {}

  /// Clocks that fired, were not set again, and in matters that stand where they are acted on;
  /// those that fired first come first. One that is provisional fires daily. `id` is the clock,
  /// `at` when it fired, which a server that was away makes later than its last day. Whether what
  /// it waits for was done meanwhile, only the matter's own procedure knows. nullopt: no cursor of
  /// ours.
  [[nodiscard]] std::optional<OversightPage> overdue(const OversightQuery& query,
                                                     const std::vector<ClockOwner>& clocks);
  /// Latest dates that are looked at before `until`, soonest first: by the table that their timers
  /// were armed by, or an earlier end by a later one; daily once they are past and provisional.
  /// `id` is the clock, `at` when it is looked at; its end only the matter's own procedure knows.
  [[nodiscard]] std::optional<OversightPage> due_before(const OversightQuery& query, Instant until,
                                                        const std::vector<ClockOwner>& clocks);
  /// Running matters in which nobody acted since `since`, longest first; clocks that fire are no
  /// acts. `at` is the last act.
  [[nodiscard]] std::optional<OversightPage> idle(const OversightQuery& query, Instant since);
  /// Exceptions used, oldest first. `id` is the kind.
  [[nodiscard]] std::optional<OversightPage> exceptions(const OversightQuery& query);

  enum class By { step, unit, year };
  struct Scope {
    std::string procedure;         ///< Its name.
    std::optional<int> year = {};  ///< Of the opening; of a step, of the entry.
  };
  [[nodiscard]] std::vector<OversightCount> count(By by, const Scope& scope);

  enum class Which { opened, finished, running };
  /// The matters behind one number, by id; at most `limit` after `cursor`.
  [[nodiscard]] std::vector<OversightRow> behind(By by, const std::string& key, Which which,
                                                 const Scope& scope, const std::string& cursor,
                                                 int limit);

 private:
  Pool& pool_;
};

}  // namespace gavel::db
