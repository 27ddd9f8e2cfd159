#pragma once
// What is wrong with a holiday table, in words.
#include "api/routes/language.hpp"
#include "engine/calendar/calendar.hpp"

namespace gavel::api {

/// "Line 3: 2026-01-01 stands twice; keep one line."
[[nodiscard]] Text calendar_sentence(const calendar::TableFault& fault);

}  // namespace gavel::api
