#pragma once
// The facts that registers of people take, member by member, and reading one strictly.
#include <string_view>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "db/people.hpp"

namespace gavel::api {

/// The first fact of a person: an admission to the pool of experts, a selection of counsel.
[[nodiscard]] std::string_view first_fact(db::Register which);

/// Reads `body`, whose member `fact` says which it is unless `fact` is given. `day` is today where
/// it is not said. Throws invalid-body with all that is wrong. `person` is null for a new one.
[[nodiscard]] db::AdviserFact read_person_fact(Context& context, const Call& call,
                                               db::Register which, const JsonObject& body,
                                               const db::Adviser* person);

}  // namespace gavel::api
