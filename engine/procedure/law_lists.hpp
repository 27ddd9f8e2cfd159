#pragma once
// The lists beside the articles, as JSON; private to this room.
#include "engine/procedure/law.hpp"

namespace gavel::procedure {

[[nodiscard]] inline JsonArray texts_json(const std::vector<std::string>& texts) {
  return JsonArray(texts.begin(), texts.end());
}

[[nodiscard]] JsonArray guards_json(const Procedure& procedure, const std::vector<TestName>& tests);
[[nodiscard]] JsonArray timers_json(const Procedure& procedure, const std::vector<TestName>& tests);
[[nodiscard]] JsonArray separations_json(const Procedure& procedure,
                                         const std::vector<TestName>& tests);
[[nodiscard]] JsonArray changes_json(const Procedure& procedure,
                                     const std::vector<TestName>& tests);

}  // namespace gavel::procedure
