#pragma once
// What is wrong with a policy or a policy pack, as codes and values: sentences for people are made
// of them by the message catalogues.
#include <optional>
#include <string>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/time.hpp"

namespace gavel::procedure {

struct PolicyFault {
  std::string pack;         ///< Id; empty: of what was read, or of the matter.
  std::string pointer;      ///< RFC 6901, into that pack or the matter's policy.
  std::string code;         ///< "not-json", "no-such-member", "not-text", "not-object", "not-day",
                            ///< "not-level", "no-versions", "disorder", "second", "no-such-pack",
                            ///< "extends-itself", "other-procedure", "no-such-procedure",
                            ///< "no-such-parameter", "not-allowed", "text-expected", "looser",
                            ///< "not-in-force",
                            ///< "not-a-pack", "another-pack", "wrong-citation",
                            ///< "above-another", "not-per-matter", "version-twice",
                            ///< "not-of-level", "not-below"; of consents "needs-no-consent",
                            ///< "no-document-number", "consent-after"; of local days "not-list",
                            ///< "not-yes-or-no", "not-one-line", "day-twice",
                            ///< "makeup-not-on-weekend", "day-is-off-above",
                            ///< "day-is-worked-above", "day-not-known".
  JsonObject values;        ///< What was given, what would be right.
  std::optional<Day> from;  ///< The day from which on it is wrong, where that matters.
  /// It shows only beside the packs above, and may come of a change in one of them: whoever writes
  /// this pack puts it right, and meanwhile nothing else waits for that.
  bool is_beside = false;
};
using PolicyFaults = std::vector<PolicyFault>;

}  // namespace gavel::procedure
