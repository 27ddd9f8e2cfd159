#pragma once
#include "engine/matter/refusal.hpp"

namespace gavel::matter {

/// Every way in which `data` does not fit `form`; unknown members are faults too.
[[nodiscard]] std::vector<FormError> check_form(const std::vector<procedure::Field>& form, const JsonObject& data);

}  // namespace gavel::matter
