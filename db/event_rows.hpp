#pragma once
// Events and matters as rows. For db/*.cpp alone.
#include <vector>

#include "db/matter_store.hpp"
#include "db/pg.hpp"

namespace gavel::db {

[[nodiscard]] JsonObject to_json(const matter::Actor& actor);
[[nodiscard]] matter::Actor actor_from(const JsonObject& object);

/// Events after < seq <= last, at most `limit`.
[[nodiscard]] std::vector<matter::Event> read_events(pqxx::transaction_base& tx,
                                                     const std::string& matter, std::int64_t after,
                                                     std::int64_t last, std::int64_t limit);

}  // namespace gavel::db
