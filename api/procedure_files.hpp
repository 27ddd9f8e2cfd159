#pragma once
// The procedures a server installs when it starts.
#include <filesystem>
#include <string>
#include <vector>

#include "db/procedure_store.hpp"

namespace gavel {

struct ProcedureFile {
  std::string name, xml;
};

/// Every *.scxml of `folder`, by name. Throws NotStarted where there is none.
[[nodiscard]] std::vector<ProcedureFile> read_procedures(const std::filesystem::path& folder);

/// Installs what is not installed yet. Throws NotStarted with every diagnostic when a new one does
/// not prove sound.
void install_procedures(db::ProcedureStore& store, const std::vector<ProcedureFile>& files,
                        Instant now);

}  // namespace gavel
