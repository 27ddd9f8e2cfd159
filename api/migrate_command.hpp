#pragma once
// `gavel migrate`: the schema's owner brings it up to date, so that the server need not be the
// owner.
#include <string>

namespace gavel {

/// `database`: libpq connection string of the owner of the schema. 0: up to date; 1: not, with one
/// sentence why.
[[nodiscard]] int migrate_database(const std::string& database);

}  // namespace gavel
