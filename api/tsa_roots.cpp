#include "api/tsa_roots.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "api/cli_text.hpp"
#include "api/not_started.hpp"

namespace gavel {

archive::TsaRoots read_tsa_roots(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::stringstream text;
  if (!in || !(text << in.rdbuf()))
    give_up(
        cli_text("unreadable-file", {{"file", file.string()}, {"reason", std::strerror(errno)}}));
  auto roots = archive::TsaRoots::from_pem(text.str());
  if (!roots) give_up(cli_text("tsa-roots-wrong", {{"file", file.string()}}));
  return *std::move(roots);
}

}  // namespace gavel
