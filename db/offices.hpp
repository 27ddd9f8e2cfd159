#pragma once
// Positions in organs and who holds them from when to when; delegations, dated and limited; who
// keeps out of which matter. Rows are only added: what ends early gets a row that ends it.
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "db/recusals.hpp"
#include "engine/desk/ports.hpp"

namespace gavel::db {

class Pool;

struct Position {
  std::string id, organ, office, title;
  std::vector<std::string> roles;
  bool single = false;  ///< One person holds it at a time. Not told of a tenure's position.
};

/// In which meetings of its organ a position sits from a day on (Organic Law art. 77, 78).
struct Seat {
  std::string seat;          ///< "executive" (and the plenary), "plenary" (alone), "none".
  std::optional<Day> since;  ///< Without: from when the position was entered.
  std::string basis, by;
  Instant at;
};

/// From the first to the last day, both included, unless it ended before.
struct Tenure {
  Day since;
  std::optional<Day> until;
  std::optional<Day> ended;  ///< From this day on.
  std::string end_reason;
  [[nodiscard]] bool holds_on(Day day) const;
};

struct PositionHeld {
  std::int64_t id = 0;
  Position position;  ///< Its id is enough when it is added.
  std::string account;
  Tenure tenure;
  std::string basis, by;
  Instant at;
};

struct Delegation {
  std::int64_t id = 0;
  std::string principal, delegate;
  std::string act, role;  ///< One of them; the other is empty.
  std::string matter;     ///< Empty: all matters.
  Tenure tenure;
  std::string basis, by;
  Instant at;
};

class Offices {
 public:
  explicit Offices(Pool& pool) : pool_(pool) {}

  // ---- positions
  /// False: the id is taken. `seat`: from the first on, as Seat has it; empty: not said.
  [[nodiscard]] bool add_position(const Position& position, const std::string& by, Instant at,
                                  const std::string& seat = "");
  [[nodiscard]] std::vector<Position> positions();
  struct Seated {
    Position position;
    std::string seat;
  };
  /// All, each with its seat_on() that day.
  [[nodiscard]] std::vector<Seated> positions_on(Day day);
  [[nodiscard]] std::optional<Position> position(const std::string& id);
  /// The position exists. What was said of it before stands until the new one's first day.
  void seat(const std::string& position, const Seat& seat);
  [[nodiscard]] std::vector<Seat> seats(const std::string& position);  ///< In order of entry.
  /// "executive" where nothing was said.
  [[nodiscard]] std::string seat_on(const std::string& position, Day day);
  /// From now on, or no more: one person holds it at a time. Two who do on a day from `today` on
  /// are against it.
  [[nodiscard]] std::expected<void, std::pair<PositionHeld, PositionHeld>> make_single(
      const std::string& position, bool single, Day today, const std::string& by, Instant at);
  /// Gives the id; or whoever holds the position on one of these days, where it is single. The
  /// position and the account exist.
  [[nodiscard]] std::expected<std::int64_t, PositionHeld> hold(const PositionHeld& held);
  [[nodiscard]] std::vector<PositionHeld> holders(const std::string& position);
  [[nodiscard]] std::vector<PositionHeld> held_by(const std::string& account);

  // ---- delegations
  [[nodiscard]] std::int64_t delegate(const Delegation& delegation);
  /// Given or received; newest first.
  [[nodiscard]] std::vector<Delegation> delegations_of(const std::string& account);
  [[nodiscard]] std::vector<Delegation> between(const std::string& principal,
                                                const std::string& delegate);
  [[nodiscard]] std::optional<Delegation> delegation(std::int64_t id);

  enum class Ending : std::uint8_t { position_held, delegation };
  /// False: it was ended before.
  [[nodiscard]] bool end(Ending which, std::int64_t id, Day day, const std::string& reason,
                         const std::string& by, Instant at);
  [[nodiscard]] std::optional<PositionHeld> held(std::int64_t id);

  // ---- recusals
  struct Entered {
    int seq = 0;                           ///< Of the step.
    std::vector<std::string> followed_to;  ///< The matters in which it was taken with it.
  };
  [[nodiscard]] Entered add_recusal(const std::string& matter, const RecusalStep& step);
  [[nodiscard]] std::vector<RecusalStep> recusals(const std::string& matter);  ///< In order.

 private:
  Pool& pool_;
};

}  // namespace gavel::db
