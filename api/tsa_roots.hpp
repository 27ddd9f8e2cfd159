#pragma once
// The file of certificates whose holders are trusted to stamp time.
#include <filesystem>

#include "archive/time_stamp.hpp"

namespace gavel {

/// Throws NotStarted where the file cannot be read, has no certificate, or a damaged one.
[[nodiscard]] archive::TsaRoots read_tsa_roots(const std::filesystem::path& file);

}  // namespace gavel
