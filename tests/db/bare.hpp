#pragma once
// A database without the schema, for tests of what stands below it.
#include <string>

#include "tests/db/cluster.hpp"

namespace gavel::db::test {

/// Its URL. The server's role, which connections work as, may do everything in it.
inline std::string bare_database() {
  std::string url = Cluster::instance().fresh_database();
  psql(url,
       "DO $$ BEGIN CREATE ROLE gavel_application; EXCEPTION WHEN duplicate_object THEN NULL; END "
       "$$; GRANT ALL ON SCHEMA public TO gavel_application; ALTER DEFAULT PRIVILEGES IN SCHEMA "
       "public GRANT ALL ON TABLES TO gavel_application");
  return url;
}

}  // namespace gavel::db::test
