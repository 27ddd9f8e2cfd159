#pragma once
// What is wrong with a policy pack, as codes and values: sentences for people are made of them by
// the message catalogues.
#include <optional>

#include "engine/procedure/packs.hpp"

namespace gavel::procedure {

struct PackFault {
  std::string pack;         ///< Id; empty: of what was read, or of the matter.
  std::string pointer;      ///< RFC 6901, into that pack.
  std::string code;         ///< "not-json", "no-such-member", "not-text", "not-object", "not-day",
                            ///< "not-level", "no-versions", "disorder", "second", "no-such-pack",
                            ///< "extends-itself", "other-procedure", "no-such-procedure",
                            ///< "no-such-parameter", "not-allowed", "looser", "not-in-force".
  JsonObject values;        ///< What was given, what would be right.
  std::optional<Day> from;  ///< The day from which on it is wrong, where that matters.
};
using PackFaults = std::vector<PackFault>;

/// "/parameters/notice_days: 29 is not allowed; it must be …"
[[nodiscard]] std::string text_of(const PackFault& fault);

/// As `read_pack`.
[[nodiscard]] std::expected<Pack, PackFaults> pack_or_faults(std::string_view json);
/// As `resolve`.
[[nodiscard]] std::expected<JsonObject, PackFaults> overrides_or_faults(const Procedure& procedure,
                                                                        std::span<const Pack> packs,
                                                                        std::string_view id,
                                                                        Day day,
                                                                        const JsonObject& tighter);
/// As `check_packs`.
[[nodiscard]] PackFaults pack_faults(const Procedure& procedure, std::span<const Pack> packs);

}  // namespace gavel::procedure
