#pragma once
// Working-day tables, by the SHA-256 of their CSV; never changed, never removed, so that every
// stored step can be done again with the table it was done with. The one installed last is in
// force; one that another took the place of may be installed again. An organ with local days counts
// by a table of its own, made of that one and kept beside it when it is first counted with.
#include <chrono>
#include <expected>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "db/pool.hpp"
#include "db/recounts.hpp"
#include "engine/desk/ports.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel::db {

/// An installation; of a table that was installed again there are several.
struct CalendarRow {
  std::string id;
  Instant installed_at;
  Day first_known, last_known;
  bool current = false;
};

class CalendarStore final : public desk::Calendars {
 public:
  /// `packs`: what organs set. `own`: the one on which all matters of its procedure here run;
  /// empty: none.
  explicit CalendarStore(Pool& pool, std::span<const procedure::Pack> packs = {},
                         std::string own = "");

  /// The State Council's. Throws BrokenInvariant when none has been installed. A table another node
  /// installed is in force here at most two seconds later.
  [[nodiscard]] desk::CalendarInForce current();
  [[nodiscard]] desk::CalendarInForce in_force(std::string_view pack) override;
  /// What a table of the State Council's is for the organ of that pack, though nothing may ever
  /// have been counted by it.
  [[nodiscard]] std::shared_ptr<const calendar::Calendar> for_organ(const std::string& id,
                                                                    std::string_view pack);
  /// What matters of that pack were counted by.
  [[nodiscard]] std::shared_ptr<const calendar::Calendar> counted(const CountedBy& by,
                                                                  std::string_view pack);
  /// As for_organ, with other local days than those the server has.
  [[nodiscard]] std::shared_ptr<const calendar::Calendar> with_days(
      const std::string& id, std::span<const calendar::LocalDay> days);
  /// Throws BrokenInvariant when there is no such table.
  [[nodiscard]] std::shared_ptr<const calendar::Calendar> by_id(std::string_view id) override;

  /// Deadlines are computed from the table in force, so those that run are recomputed by the
  /// installation alone. Installing the one in force again changes nothing; any other, new or known
  /// from before, knows at least the years that the one in force knows, or what is certain by it
  /// would be provisional again. The error says which line is wrong.
  struct Installed {
    std::string id;
    std::string before;  ///< The one in force until then; empty: it is the first.
    bool is_new = false;
    bool put_in_force = false;  ///< False: it was in force already.
    std::int64_t recount = 0;   ///< Of what runs, if there was one before; see recounts.hpp.
  };
  [[nodiscard]] std::expected<Installed, calendar::TableFault> install(std::string_view csv,
                                                                       Instant now);

  /// Keeps which local days are in force. Where they are not those of the start before, what runs
  /// is counted anew; true then.
  bool put_local_days_in_force(Instant now);

  /// The State Council's, by installation, newest first.
  [[nodiscard]] std::vector<CalendarRow> list();
  /// All that anything was ever counted by, the organs' as well, newest first.
  [[nodiscard]] std::vector<std::string> every_id();

 private:
  [[nodiscard]] std::optional<calendar::TableFault> knows_less(const calendar::Calendar& calendar,
                                                               const std::string& id);

  /// Whose days count for matters of that pack: its organ's, else the installation's, else
  /// nobody's.
  [[nodiscard]] std::string organ_of(std::string_view pack) const {
    return organ_of(local_days_, own_, pack);
  }
  [[nodiscard]] static std::string organ_of(const LocalDays& local, const std::string& own,
                                            std::string_view pack);
  [[nodiscard]] std::string csv_of(std::string_view id);
  [[nodiscard]] desk::CalendarInForce composed(const std::string& id, const std::string& organ);
  void keep(const std::string& csv, const std::string& base);

  Pool& pool_;
  LocalDays local_days_;
  const std::string own_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const calendar::Calendar>, std::less<>> known_;
  desk::CalendarInForce in_force_;
  /// By the State Council's table and whose days were put into it.
  std::map<std::pair<std::string, std::string>, desk::CalendarInForce> of_organs_;
  std::set<std::string> kept_;  ///< Of these the tables that the database is known to have.
  std::chrono::steady_clock::time_point read_at_{};
};

}  // namespace gavel::db
