#include "api/tsa_roots.hpp"

#include "api/cli_text.hpp"
#include "api/file_bytes.hpp"
#include "api/not_started.hpp"

namespace gavel {

archive::TsaRoots read_tsa_roots(const std::filesystem::path& file) {
  auto roots = archive::TsaRoots::from_pem(or_give_up(file_bytes(file)));
  if (!roots) give_up(cli_text("tsa-roots-wrong", {{"file", file.string()}}));
  return *std::move(roots);
}

}  // namespace gavel
