#pragma once
// A session of one chart taken over by another version of the same chart. States are the same by
// id; data, histories and pending sends stay where the other chart has a place for them. Nothing is
// entered or left: what has no counterpart cannot be taken over.
#include <expected>

#include "engine/chart/session.hpp"

namespace gavel::chart {

/// Why a session cannot be taken over.
struct NoCounterpart {
  /// The names are wire names (`name` below).
  enum class Why : std::uint8_t {
    gone,     ///< The other chart has no state `state`.
    unnamed,  ///< `state` has no id in its file: nothing says which state it is in another.
    nested,   ///< `state` stands inside `other` there, which this session has not entered.
    divided,  ///< `state` has inner states there, and nothing says which of them is active.
    merged,   ///< `state` has several inner states active, and may have one there.
    region,   ///< The parallel `state` has a further region there, `other`, never entered.
    ended,    ///< `state` is an end there, which this session has not come to.
    invoked,  ///< `state` runs a chart of its own at present.
  };
  Why why;
  std::string state, other;
  bool operator==(const NoCounterpart&) const = default;
};
[[nodiscard]] std::string_view name(NoCounterpart::Why why);  ///< "state-gone".

/// What became of a delayed <send> that was pending, or is now.
struct CarriedTimer {
  enum class How : std::uint8_t { kept, moved, armed, dropped };
  How how = How::kept;
  std::string id, event;
  std::optional<Instant> before, after;
  bool operator==(const CarriedTimer&) const = default;
};

struct Carried {
  /// A variable; null where it has no value.
  struct Datum {
    std::string name;
    Json value;
    bool operator==(const Datum&) const = default;
  };
  Session session;
  std::vector<Effect> effects;         ///< TimerArmed and TimerCancelled, for the world outside.
  std::vector<Datum> added, dropped;   ///< Variables that only one of the charts declares.
  std::vector<std::string> forgotten;  ///< Histories without a place there: entered by default.
  std::vector<CarriedTimer> timers;
};

/// One side of the move: a chart and what its expressions see now.
struct Side {
  const Chart& chart;
  const Surroundings& surroundings;
};

/// `session` of `from` as one of `to`. Variables new in `to` get their initial value. A pending
/// send that `to` also makes stays, later or earlier by as much as its delay is longer or shorter
/// there; one that `to` makes nowhere is dropped. A plain delayed send that `to` makes on entering
/// an active state, and `from` did not, is armed. The error is everything that stands in the way.
[[nodiscard]] std::expected<Carried, std::vector<NoCounterpart>> carry(const Side& from,
                                                                       const Session& session,
                                                                       const Side& to);

}  // namespace gavel::chart
