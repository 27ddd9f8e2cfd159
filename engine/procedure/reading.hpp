#pragma once
// The two halves of reading our namespace; private to this room.
#include <span>

#include "engine/procedure/annotations.hpp"
#include "engine/procedure/choice_titles.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// Fills `procedure` from the elements of our namespace in `chart`, each looked at by itself.
void read_annotations(const chart::Chart& chart, Procedure& procedure, Findings& findings);

/// One event, by itself; whether its name is given twice, the reader of all of them says.
[[nodiscard]] EventType event_type(const chart::Annotation& annotation,
                                   std::span<const Source> sources, ChoiceTitles& choices,
                                   Findings& findings);

/// What only shows when all is read: names that nothing declares, rules that nobody would ask.
void check_references(const Procedure& procedure, Findings& findings);

/// What the attribute `cite` of the element names among the sources, "decree-713:26(2)"; what it
/// names besides is told.
[[nodiscard]] std::vector<Citation> cited_by(Element& element, std::span<const Source> sources,
                                             bool is_required);

/// Whether `value` is of the parameter's type and within its bounds,
[[nodiscard]] bool allows(const Parameter& parameter, const Json& value);
/// and what it has to be, for messages: "a whole number, at least 30 (Decree 713 art. 15)".
[[nodiscard]] Sentence demands(const Parameter& parameter);
/// The values of a fault "not-allowed": what would be right in both languages, and the articles
/// that say so.
[[nodiscard]] JsonObject wanted(const Parameter& parameter);
/// The fault of a value that the parameter does not allow: "not-allowed", or "text-expected" where
/// 20 was given for "20"; its place is not said yet.
[[nodiscard]] PolicyFault not_fitting(const Parameter& parameter, const Json& value);
/// "20" of 20, as it would stand in a pack as a text; of what is no single value "…".
[[nodiscard]] std::string in_quotes(const Json& value);
/// Those of "no-such-parameter": parameters of which a part is written alike.
[[nodiscard]] JsonObject no_such_parameter(const Procedure& procedure, const std::string& name);
/// A fault of a policy pack at that place in it; of which pack is not said yet.
[[nodiscard]] PolicyFault fault_at(std::string pointer, std::string code, JsonObject values = {});
/// Whether an organ may be of that level: "province", "city", "county", by reference "township",
/// "department".
[[nodiscard]] bool is_level(std::string_view level);
/// A name as a part of a JSON pointer (RFC 6901).
[[nodiscard]] std::string pointer_part(std::string_view name);

/// Timers, ends and errors: raised by the platform, never sent by anyone.
[[nodiscard]] bool is_platform_event(std::string_view descriptor);

}  // namespace gavel::procedure
