#pragma once
// Moving a matter to another version of its procedure. What happened stays as it happened: the move
// is an event like any other, the events before it belong to the version they were decided on, and
// replay changes from one to the other where the event stands.
//
// The version moved to decides who may do it and when, by the event `gavel.migrate`: its roles
// (`who`), its rules, and what its transitions do (`_event.data` has `from`, `to` and `reason`).
// Without that declaration the role `office` may: the organ's own office organises and coordinates
// the course of a decision (Inner Mongolia Order 248 art. 6), while the drafting unit must not
// choose the rules it is held to, and whoever looks after the machine decides nothing.
#include <optional>
#include <string>
#include <vector>

#include "engine/chart/carry.hpp"
#include "engine/matter/matter.hpp"

namespace gavel::matter {

/// A policy parameter that the move changes; absent where that version has none.
struct PolicyChange {
  std::string name;
  std::optional<Json> before, after;
  bool operator==(const PolicyChange&) const = default;
};

struct Moved {
  Accepted accepted;
  /// What became of data, histories and timers. Its session is that before the chart took the
  /// event; its effects are also among those of `accepted`.
  chart::Carried carried;
  std::vector<PolicyChange> policy;
};

/// Everything that stands in the way; the first that is not empty came first.
struct Unmoved {
  std::vector<chart::NoCounterpart> states;
  std::vector<UnmetRule> rules;
  std::optional<Sentence> fault;  ///< What the chart raised and did not handle.
};

/// What a "migrated" event does. Rules are asked by `decide` alone.
[[nodiscard]] std::expected<Moved, Unmoved> migrate(const procedure::Procedure& from,
                                                    const Snapshot& before, Event event,
                                                    const procedure::Procedure& to,
                                                    const calendar::Calendar& calendar);

/// `command` asks for Migrate. The matter has not ended, and `to` is another procedure of the same
/// name. Whether the sender may, and whether `to` is newer, is for the caller to ask.
[[nodiscard]] std::expected<Moved, Unmoved> decide(const procedure::Procedure& from,
                                                   const Snapshot& before, const Command& command,
                                                   const procedure::Procedure& to,
                                                   const calendar::Calendar& calendar);

/// Roles that may move a matter to `to`.
[[nodiscard]] std::vector<std::string> migration_roles(const procedure::Procedure& to);

[[nodiscard]] Pin pin_of(const procedure::Procedure& procedure);
/// The versions that a "migrated" event leads from and to; nothing for any other event.
[[nodiscard]] std::optional<Pin> moved_from(const Event& event);
[[nodiscard]] std::optional<Pin> moved_to(const Event& event);

}  // namespace gavel::matter
