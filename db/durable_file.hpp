#pragma once
// Small files that must outlive a crash: what was seen of a ledger, what a witness has cosigned.
#include <filesystem>
#include <string_view>

namespace gavel::db {

/// Replaces the file's bytes: old or new after a crash, never a mixture, and the new ones for
/// certain once this returns. Throws std::runtime_error with the system's reason.
void replace_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace gavel::db
