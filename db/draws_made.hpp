#pragma once
// The draws of experts for a matter, as its record has them (Decree 713 art. 20): what a step
// learns of them, and all that it takes to do one again.
#include <map>
#include <string>

#include "db/people.hpp"

namespace gavel::db {

/// With who had it done and when: an event that learned of it, and so the package, holds the same
/// as is read over the API.
[[nodiscard]] JsonObject whole(const ExpertDraw& draw);

/// "person" or "institution": one lot is of either.
[[nodiscard]] std::string type_of(const ExpertDraw& draw);

/// What a step may know, as `_x.facts.registers` has it: {"made": […], "bodies": […], "drawn":
/// [ids], "lots": [types]}. `made` are the draws after the first `known` ones, those that the
/// matter has noted already: `id`, `number`, `type`, `on`, `at`, `by`, `by_name`, `wanted`,
/// `candidates`, how many there were, `drawn`, their ids, `names`, what the pool calls them, and
/// `reason`, why once more; `bodies` are the same, whole. `drawn`: whom the last draw of persons
/// drew, and the last one of institutions; `lots`: of which of the two there is one. Empty where
/// nobody ever drew for the matter.
[[nodiscard]] JsonObject draws_made(Pool& pool, const std::string& matter, std::int64_t known);

/// What the pool calls everybody in it, whether in their term or not, by their ids.
[[nodiscard]] std::map<std::string, std::string> names_in_pool(Pool& pool);

}  // namespace gavel::db
