#include "api/migrate_command.hpp"

#include <iostream>

#include "api/cli_text.hpp"
#include "db/migrate.hpp"

namespace gavel {

int migrate_database(const std::string& database) {
  try {
    const int applied = db::migrate(database);
    std::cout << cli_text("migrated",
                          {{"applied", std::to_string(applied)},
                           {"version", std::to_string(db::migrations().back().version)}})
              << "\n";
    return 0;
  } catch (const db::MigrationError& error) {
    std::cerr << "gavel: " << error.what() << "\n";
    return 1;
  }
}

}  // namespace gavel
