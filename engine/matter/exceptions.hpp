#pragma once
// The exceptions that a matter used: a shortened notice, a step left out, a meeting called without
// some of its members. The procedure keeps them in its variable `exceptions`; the statement of
// procedure performed (Decree 713 art. 26) says under which articles, by whom and who allowed it.
#include "engine/matter/performed.hpp"

namespace gavel::matter {

struct ExceptionUsed {
  std::string kind;      ///< "shortened_notice".
  std::string reason;    ///< As it was given.
  std::string approver;  ///< Account or name of who allowed it; empty: whoever sent the event.
  std::string by, on;    ///< Name of whoever used it, and the day ("2026-03-02").
  /// The event that used it; none where the record has no such event.
  std::optional<Deed> deed;
  std::vector<procedure::Citation> citations;  ///< Of that event, or of its rules.
};

/// In the order in which they were used. `events` are all of the matter's, `snapshot` is what they
/// led to. Empty where the procedure has no such variable.
[[nodiscard]] std::vector<ExceptionUsed> exceptions_used(const procedure::Procedure& procedure,
                                                         const Snapshot& snapshot,
                                                         std::span<const Event> events);

/// Who allowed the exception that stands at `position`, from 1 on, as ExceptionUsed has it.
[[nodiscard]] std::string approver_of(const Snapshot& snapshot, std::size_t position);

}  // namespace gavel::matter
