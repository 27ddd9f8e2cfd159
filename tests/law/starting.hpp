#pragma once
// The form that starts the matter of the lawful course.

namespace gavel::law {

inline constexpr const char* start = R"({"drafting_unit":"education","catalogue_no":"2026-3"})";

}  // namespace gavel::law
