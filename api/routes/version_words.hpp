#pragma once
// What two versions of a procedure differ in, and what a move from one to the other changes, in the
// house's two languages. The sentences stand in messages/versions.json.
#include <vector>

#include "engine/migration/plan.hpp"
#include "engine/procedure/difference.hpp"

namespace gavel::api {

/// A sentence of the catalogue, filled. An unknown key is a broken invariant.
[[nodiscard]] Text version_sentence(std::string_view key, const JsonObject& values = {});
/// A value as people read it; "none" for null and what is empty.
[[nodiscard]] JsonObject version_value(const Json& value);
/// " (title)" or nothing.
[[nodiscard]] JsonObject titled(const Text& title);

/// Parts of one sentence side by side.
[[nodiscard]] Text joined(const std::vector<Text>& parts);

[[nodiscard]] Text says(const procedure::Change& change);

/// [{kind, part, id, title, aspects: [{name, of, before, after}], says}].
[[nodiscard]] JsonArray view(const std::vector<procedure::Change>& changes);

/// {from, to, possible, obstacles: [{code, says, …}], changes: [{what, id, says, …}], states}.
[[nodiscard]] JsonObject view(const migration::Plan& plan, const procedure::Procedure& from,
                              const procedure::Procedure& to);

}  // namespace gavel::api
