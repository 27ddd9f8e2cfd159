#pragma once
// The exceptions that a matter used: a shortened notice, a step left out, a meeting called without
// some of its members. The procedure keeps them in its variable `exceptions`; the statement of
// procedure performed (Decree 713 art. 26) says under which articles, by whom and who allowed it.
#include "engine/matter/performed.hpp"

namespace gavel::matter {

/// Who is named as having allowed an exception, and what they say to it.
struct Approval {
  std::string approver;  ///< Account or name as it was given; empty: whoever sent the event.
  /// "waiting", "confirmed", "disputed", or "dropped" where the exception no longer stands. Empty:
  /// nobody is asked, because nobody was named or an older version of the procedure kept no
  /// account.
  std::string state;
  std::string by, on_behalf_of;  ///< Accounts: who answered, and for whom.
  std::string on, reason;        ///< The day ("2026-03-02"); why it is denied or no longer stands.
};
/// That they had not allowed it, whatever was said to it afterwards.
struct Denial {
  std::string by, on_behalf_of, on, reason;  ///< As of an Approval.
};

struct ExceptionUsed {
  std::string kind;    ///< "shortened_notice".
  std::string reason;  ///< As it was given.
  Approval approval;
  std::optional<Denial> denied;  ///< Where that is not what the approval says.
  std::string by, on;            ///< Name of whoever used it, and the day ("2026-03-02").
  /// The event that used it; none where the record has no such event.
  std::optional<Deed> deed;
  std::vector<procedure::Citation> citations;  ///< Of that event, or of its rules.
};

/// In the order in which they were used. `events` are all of the matter's, `snapshot` is what they
/// led to. Empty where the procedure has no such variable.
[[nodiscard]] std::vector<ExceptionUsed> exceptions_used(const procedure::Procedure& procedure,
                                                         const Snapshot& snapshot,
                                                         std::span<const Event> events);

/// Of the exception that stands at `position`, from 1 on.
[[nodiscard]] Approval approval_of(const Snapshot& snapshot, std::size_t position);

}  // namespace gavel::matter
