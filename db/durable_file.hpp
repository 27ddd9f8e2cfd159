#pragma once
// Small files that must outlive a crash: what was seen of a ledger, what a witness has cosigned.
#include <filesystem>
#include <string_view>

namespace gavel::db {

/// Replaces the file's bytes: old or new after a crash, never a mixture, and the new ones for
/// certain once this returns. Throws std::runtime_error with the system's reason.
void replace_file(const std::filesystem::path& file, std::string_view bytes);

/// Both are false when the system refuses, and `errno` says why.
/// All of `bytes` to an open file, and on disk.
[[nodiscard]] bool write_and_sync(int file, std::string_view bytes);
/// A name in a folder is on disk only when the folder is; "" is the working folder.
[[nodiscard]] bool sync_folder(const std::filesystem::path& folder);

}  // namespace gavel::db
