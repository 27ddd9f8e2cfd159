#pragma once
// Working-day tables, by the SHA-256 of their CSV; never changed, never removed, so that every
// stored step can be done again with the table it was done with. The one installed last is in
// force.
#include <chrono>
#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "db/pool.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

struct CalendarRow {
  std::string id;
  Instant installed_at;
  Day first_known, last_known;
  bool current = false;
};

class CalendarStore final : public desk::Calendars {
 public:
  explicit CalendarStore(Pool& pool) : pool_(pool) {}

  /// Throws BrokenInvariant when none has been installed. A table another node installed is in
  /// force here at most two seconds later.
  [[nodiscard]] desk::CalendarInForce current() override;
  /// Throws BrokenInvariant when there is no such table.
  [[nodiscard]] std::shared_ptr<const calendar::Calendar> by_id(std::string_view id) override;

  /// The table's id, and whether it is new. Deadlines are computed from the table in force, so
  /// provisional ones are recomputed by the installation alone. Installing a known table again
  /// changes nothing; a new one knows at least the years that the one in force knows, or what is
  /// certain by it would be provisional again. The error says which line is wrong.
  struct Installed {
    std::string id;
    bool is_new = false;
  };
  [[nodiscard]] std::expected<Installed, calendar::TableFault> install(std::string_view csv,
                                                                       Instant now);

  [[nodiscard]] std::vector<CalendarRow> list();  ///< Newest first.

 private:
  [[nodiscard]] std::optional<calendar::TableFault> knows_less(const calendar::Calendar& calendar,
                                                               const std::string& id);

  Pool& pool_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const calendar::Calendar>, std::less<>> known_;
  desk::CalendarInForce in_force_;
  std::chrono::steady_clock::time_point read_at_{};
};

}  // namespace gavel::db
