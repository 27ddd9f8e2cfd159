#pragma once
// One connection with the session settings the house relies on. For db/*.cpp alone.
#include <memory>
#include <string>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {

/// What the session may do: as whoever logged in, or no more than the server needs (the role
/// gavel_application of migration 28).
enum class Right { owner, application };

struct Connection {
  /// Throws Unavailable with what the database said.
  explicit Connection(const std::string& url, Right right = Right::application);
  pqxx::connection session;
};

/// True when `error` says that the connection is beyond use and must be thrown away.
[[nodiscard]] bool is_broken(const std::exception& error);

/// The first line of what a library said, without trailing white space.
[[nodiscard]] std::string first_line(const std::string& text);

}  // namespace gavel::db
