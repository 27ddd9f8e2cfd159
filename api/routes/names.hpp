#pragma once
// Names and titles: one line, with something in it that is read. They stand by themselves in
// papers, catalogues and the archive's descriptions, where a line end or nothing but a mark would
// mislead.
#include <optional>
#include <string>
#include <string_view>

#include "api/routes/input.hpp"
#include "engine/base/characters.hpp"

namespace gavel::api {

/// As Fields::text and Fields::maybe_text; what is no name is a fault (not-one-line, missing).
[[nodiscard]] std::string name_in(Fields& fields, std::string_view name, Length length = {});
[[nodiscard]] std::optional<std::string> maybe_name_in(Fields& fields, std::string_view name,
                                                       Length length = {});
/// Of a query likewise; empty where it is not given.
[[nodiscard]] std::string title_in(Query& query, std::string_view name);

/// What the errors unfit-character and not-one-line tell: {character, place}.
[[nodiscard]] JsonObject values_of(const Unfit& unfit);

}  // namespace gavel::api
