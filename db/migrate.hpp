#pragma once
// Brings a database to this program's schema: numbered migrations, each in a transaction of its
// own, one node at a time (an advisory lock).
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace gavel::db {

/// One clear sentence: a database of a newer version, a server too old, a wrong URL, a migration
/// that failed. What was applied before it stays applied.
struct MigrationError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Migration {
  int version = 0;  ///< 1, 2, 3, … without gaps.
  std::string_view name, sql;
};

/// This program's migrations, in order.
[[nodiscard]] std::span<const Migration> migrations();

/// Applies those of `wanted` the database has not seen; the number applied. Throws MigrationError.
int migrate(const std::string& url, std::span<const Migration> wanted = migrations());

/// Throws MigrationError unless the database's schema is exactly this program's; changes nothing.
void require_schema(const std::string& url);

}  // namespace gavel::db
