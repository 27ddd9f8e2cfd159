#pragma once
// What moving a matter to another version of its procedure would change, and why it may not be: the
// whole of it before anything is done, and the same again when it is done. Codes and values only.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/matter/migrate.hpp"
#include "engine/soundness/standing.hpp"

namespace gavel::migration {

/// One thing that stands in the way.
struct Obstacle {
  /// "finished", "same-version", "not-newer"; a NoCounterpart's name; "rules-unmet", "step-fails",
  /// "steps-missed", "not-permitted".
  std::string code;
  std::string state, other;  ///< Of a state without counterpart.
  Sentence detail;           ///< step-fails: what the new version's chart raised.
  std::vector<matter::UnmetRule> rules;
  std::vector<std::string> steps;  ///< steps-missed: ids of mandatory steps.
  std::vector<std::string> roles;  ///< not-permitted: who may.
};

/// An event that can be sent now, or could before, and stands differently afterwards.
struct TaskChange {
  std::string event;
  Text title;
  bool before = false, after = false;                   ///< Some active state takes it.
  std::vector<std::string> rules_added, rules_removed;  ///< Asked of it.
  std::vector<std::string> unmet_before, unmet_after;   ///< Not met now; judged before sending.
  std::vector<std::string> who_before, who_after;       ///< Roles.
};

/// A clock that runs before or afterwards and ends on another day, or runs on one side only.
struct ClockChange {
  std::string id;
  Text title;
  std::optional<calendar::Deadline> before, after;
};

/// How the matter stands to a mandatory step of the new version.
struct StepStanding {
  std::string id;
  Text title;
  std::vector<procedure::Citation> citations;
  soundness::Standing standing = soundness::Standing::ahead;
  bool is_new = false;  ///< The version it is on has no step of that id.
};

struct Plan {
  matter::Pin from, to;
  std::vector<Obstacle>
      obstacles;  ///< In the order in which they are asked; empty: it can be done.
  std::vector<std::string> states_before, states_after;
  std::vector<std::string> entered, exited;  ///< By the new version's chart of itself.
  chart::Carried carried;                    ///< Data, histories, timers.
  std::vector<matter::PolicyChange> policy;
  std::vector<ClockChange> clocks;
  std::vector<TaskChange> tasks;
  std::vector<StepStanding> steps;
  std::vector<std::string> documents;  ///< Codes in the dossier that the new version does not know.
  /// What is to be stored where there is no obstacle.
  std::optional<matter::Accepted> accepted;
};

/// What the matter is and where it is to go.
struct Question {
  const procedure::Procedure& from;
  const matter::Snapshot& before;
  const procedure::Procedure& to;  ///< Of the same name.
  const matter::Command& command;  ///< Asks for matter::Migrate.
  const calendar::Calendar& calendar;
  /// Ids of the states entered so far, in order of happening.
  std::span<const std::string> course;
};
[[nodiscard]] Plan plan(const Question& question);

}  // namespace gavel::migration
