#pragma once
// Policy packs: what an organ sets within what the law leaves it. A pack extends the pack of a
// level above; on every parameter the stricter wins. A looser one is told with the article or the
// pack it breaks, which may have become stricter since. A pack has versions with the day each takes
// effect; a matter keeps what it was opened with.
#include <span>

#include "engine/calendar/local_days.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// The authority that the law names consented to a longer time than it gives to the organ's level:
/// of that organ's papers, and of nobody's below it.
struct Consent {
  std::string parameter;  ///< "transfer_years".
  std::string by;         ///< Who consented.
  std::string number;     ///< Of the document that says so: "某档发〔2025〕3号".
  Day on;                 ///< No later than the version takes effect.
};

struct PackVersion {
  std::string version;  ///< "2026.1".
  Day effective_from;
  Text basis;  ///< What the organ rests it on, in words; a decree it names has its own number.
  JsonObject parameters;
  std::vector<Consent> consents = {};
};

struct Pack {
  std::string id;         ///< "arxan".
  std::string procedure;  ///< The procedure it is for, by name.
  Text organ;
  /// "province", "city", "county"; by reference "department", "township". Of what the law gives
  /// each level its own value that one holds.
  std::string level;
  std::string extends;  ///< Id of the pack of the level above; empty: none.
  /// A fact of the organ's calendar and no number it sets: not of a version, one list that grows.
  std::vector<calendar::LocalDay> local_days = {};
  std::vector<PackVersion> versions;  ///< Ascending by day.
};

/// Reads one pack, strictly: unknown members, wrong types and disorder are faults.
[[nodiscard]] std::expected<Pack, PolicyFaults> read_pack(std::string_view json);

/// The overrides that `id` gives on `day`, `tighter` on top: what one matter asks of itself, which
/// may only be stricter than what holds, be it set or standard. Where a pack is looser than the one
/// it extends the stricter of the two holds: check_packs() tells of it. What binds a pack is the
/// law, and what those above it say: a standard that they left standing binds only the matter. Of a
/// parameter of which no way is stricter the matter sets nothing. The parameter `pack`, where the
/// procedure has one, gets "id@version".
[[nodiscard]] std::expected<JsonObject, PolicyFaults> resolve(const Procedure& procedure,
                                                              std::span<const Pack> packs,
                                                              std::string_view id, Day day,
                                                              const JsonObject& tighter = {});

/// What one matter asks of itself where no pack holds: on every parameter of which a way is
/// stricter, the standard or stricter than that.
[[nodiscard]] std::expected<JsonObject, PolicyFaults> without_pack(const Procedure& procedure,
                                                                   const JsonObject& tighter);

/// The days on which the organ of `id` differs from the State Council's notice: those of the packs
/// it extends, and its own. Empty where a pack is missing.
[[nodiscard]] std::vector<calendar::LocalDay> local_days(std::span<const Pack> packs,
                                                         std::string_view id);

/// The id in what a matter's policy has as its pack, "arxan@2021.1".
[[nodiscard]] std::string_view pack_id(std::string_view pack);

/// Days that the pack has worked and that are off all the same by `counted`, the table with its
/// days in it: holidays of the State Council's.
[[nodiscard]] PolicyFaults worked_holidays(const Pack& pack, const calendar::Calendar& counted);

/// Local days outside the known years of the table. They are not wrong, and count with the table of
/// their year; a slip of the pen shows here as well.
[[nodiscard]] PolicyFaults days_not_known(std::span<const Pack> packs,
                                          const calendar::Calendar& calendar);

/// Whether `id` extends `above`, through whatever lies between.
[[nodiscard]] bool is_below(std::span<const Pack> packs, std::string_view id,
                            std::string_view above);

/// All that is wrong with the packs of this procedure, whatever the day. What is_beside does not
/// keep the others from being used, nor that pack where the stricter holds.
[[nodiscard]] PolicyFaults check_packs(const Procedure& procedure, std::span<const Pack> packs);

}  // namespace gavel::procedure
