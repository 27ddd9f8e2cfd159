#pragma once
#include "engine/matter/refusal.hpp"

namespace gavel::matter {

/// Levels that data of no declared shape may have. Stored events and sessions nest it a few levels
/// deeper and must be readable (json_depth_limit); expressions copy it
/// (expression::value_depth_limit).
inline constexpr std::size_t form_depth_limit = 64;

/// Every way in which `data` does not fit `form`; unknown members are faults too.
[[nodiscard]] std::vector<FormError> check_form(const std::vector<procedure::Field>& form,
                                                const JsonObject& data);

}  // namespace gavel::matter
