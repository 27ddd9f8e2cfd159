#pragma once
// The procedures a server installs when it starts.
#include <filesystem>
#include <string>
#include <vector>

#include "db/procedure_store.hpp"
#include "engine/procedure/packs.hpp"

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

/// Every policy pack of `folder`/policy; none where there is no such folder. Throws NotStarted for
/// one that cannot be read.
[[nodiscard]] std::vector<procedure::Pack> read_packs(const std::filesystem::path& folder);

/// Throws NotStarted with all that is wrong with the packs, beside the procedures they are for, or
/// where `own` names none of them. What may come of a change in the pack above is logged: the
/// server starts, and the stricter holds.
void refuse_wrong_packs(db::ProcedureStore& store, const std::vector<procedure::Pack>& packs,
                        const std::string& own);

/// Logs each local day that does not count yet, the table of its year not being installed.
void tell_days_not_known(const std::vector<procedure::Pack>& packs,
                         const calendar::Calendar& calendar);

}  // namespace gavel
