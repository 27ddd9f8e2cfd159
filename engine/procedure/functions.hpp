#pragma once
// The host functions of procedures: time and counting. Pure: the instant, the calendar and the
// clocks' declarations are given. They are described for authors in workflows/README.md.
#include <functional>
#include <optional>

#include "engine/calendar/calendar.hpp"
#include "engine/chart/session.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

using Evaluate = std::function<std::expected<expression::Value, expression::Error>(
    const expression::Expression&)>;

/// A running clock: the day it counts from (itself not counted) and where that leads.
struct ClockState {
  Day from;
  calendar::Deadline due;
};
/// Nothing while the clock's `from` is undefined, null or empty; an error where it is no day.
[[nodiscard]] std::expected<std::optional<ClockState>, expression::Error> clock_state(
    const Clock& clock, const calendar::Calendar& calendar, const Evaluate& evaluate);

/// A deadline is reached when its last day is over; never while it is provisional.
[[nodiscard]] inline bool is_reached(const calendar::Deadline& due, Day today) {
  return !due.provisional && today > due.last;
}

/// What is on file, as the functions ask it.
class Dossier {
 public:
  /// Is there a document of this code?
  [[nodiscard]] virtual bool has(std::string_view code) const = 0;
  /// How many documents there are, every version of a code counted.
  [[nodiscard]] virtual std::size_t count() const = 0;
  /// Codes that read otherwise now than when the first `filed` documents were there, in the order
  /// of their names. One that is new since then is none of them, nor one whose text was put back.
  [[nodiscard]] virtual std::vector<std::string> revised(std::size_t filed) const = 0;

 protected:
  ~Dossier() = default;
};

class Functions final : public chart::HostFunctions {
 public:
  /// Refers to its arguments: they must outlive it.
  Functions(const Procedure& procedure, const calendar::Calendar& calendar, Instant now,
            const Dossier& dossier)
      : procedure_(procedure), calendar_(calendar), now_(now), dossier_(dossier) {}

  [[nodiscard]] std::expected<expression::Value, expression::Error> call(
      std::string_view name, expression::Arguments arguments,
      const expression::Scope& scope) const override;

 private:
  using Result = std::expected<expression::Value, expression::Error>;
  using Arguments = expression::Arguments;
  using Scope = expression::Scope;
  struct Entry;
  static const Entry entries[];

  Result now(Arguments arguments, const Scope& scope) const;
  Result today(Arguments arguments, const Scope& scope) const;
  Result day(Arguments arguments, const Scope& scope) const;
  Result days(Arguments arguments, const Scope& scope) const;
  Result plain_days(Arguments arguments, const Scope& scope) const;
  Result workdays(Arguments arguments, const Scope& scope) const;
  Result workdays_between(Arguments arguments, const Scope& scope) const;
  Result due(Arguments arguments, const Scope& scope) const;
  Result provisional(Arguments arguments, const Scope& scope) const;
  Result reached(Arguments arguments, const Scope& scope) const;
  Result until(Arguments arguments, const Scope& scope) const;
  Result has(Arguments arguments, const Scope& scope) const;
  Result missing(Arguments arguments, const Scope& scope) const;
  Result unspaced(Arguments arguments, const Scope& scope) const;
  Result spelling(Arguments arguments, const Scope& scope) const;
  Result institution(Arguments arguments, const Scope& scope) const;
  Result paper_number(Arguments arguments, const Scope& scope) const;
  Result names_law(Arguments arguments, const Scope& scope) const;
  Result numbered(Arguments arguments, const Scope& scope) const;
  Result filed(Arguments arguments, const Scope& scope) const;
  Result revised(Arguments arguments, const Scope& scope) const;
  Result standing(Arguments arguments, const Scope& scope) const;

  /// The documents that a signature under `event` covers and that were revised since `over` were on
  /// file; none where it is not known over how many it was made.
  [[nodiscard]] std::expected<JsonArray, expression::Error> revised_since(const Json* over,
                                                                          const Json* event) const;

  Result count_days(Arguments arguments, calendar::Unit unit) const;
  [[nodiscard]] std::expected<std::optional<ClockState>, expression::Error> clock_named(
      const Json* id, const Scope& scope) const;

  const Procedure& procedure_;
  const calendar::Calendar& calendar_;
  Instant now_;
  const Dossier& dossier_;
  mutable int clocks_within_ = 0;  ///< Clocks being looked at: one may count from another's end.
};

}  // namespace gavel::procedure
