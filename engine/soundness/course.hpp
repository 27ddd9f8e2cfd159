#pragma once
// A course of events and where it leads, as people are told of it: each by its title, with the name
// that stands in the file.
#include <string>
#include <vector>

#include "engine/procedure/procedure.hpp"
#include "engine/soundness/abstract.hpp"

namespace gavel::soundness {

/// A value for sentences: "start (Begin the matter) → close (Close it)"; what the chart does by
/// itself has no title. Without events: the very beginning.
[[nodiscard]] Json course_of(const procedure::Procedure& procedure,
                             const std::vector<std::string>& events);
/// The innermost states of the moment, likewise.
[[nodiscard]] Json states_in(const procedure::Procedure& procedure, const Moment& moment);

}  // namespace gavel::soundness
