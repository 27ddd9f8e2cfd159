#pragma once
// What is wrong with a policy pack, said to people: what was given, what would be right, who asks
// it.
#include "engine/base/text.hpp"
#include "engine/procedure/pack_faults.hpp"

namespace gavel::api {

[[nodiscard]] Text words_of(const procedure::PackFault& fault);

}  // namespace gavel::api
