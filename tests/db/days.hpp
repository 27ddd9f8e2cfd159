#pragma once
// Days as tests write them, and the noon of one.
#include "engine/base/time.hpp"

namespace gavel::db {

inline Day on(const char* day) { return parse_day(day).value(); }
inline const Instant noon = start_of(on("2026-03-01")) + std::chrono::hours{12};

}  // namespace gavel::db
