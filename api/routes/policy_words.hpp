#pragma once
// What is wrong with a policy or a policy pack, said to people: what was given, what would be
// right, who asks it.
#include "api/routes/problem.hpp"
#include "engine/base/text.hpp"
#include "engine/procedure/policy_fault.hpp"

namespace gavel::api {

[[nodiscard]] Text words_of(const procedure::PolicyFault& fault);

/// Of one that is_beside: what is wrong, and what holds until the pack is put right.
[[nodiscard]] Text words_meanwhile(const procedure::PolicyFault& fault);

/// invalid-policy (422), with every fault. `within`: where in the request the policy stands.
[[nodiscard]] Problem invalid_policy(const procedure::PolicyFaults& faults,
                                     const std::string& within = "/policy");

}  // namespace gavel::api
