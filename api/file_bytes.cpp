#include "api/file_bytes.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "api/cli_text.hpp"

namespace gavel {

std::expected<std::string, std::string> file_bytes(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  // Of an empty file `<<` says that it failed; of a folder it is told with the first byte.
  const bool ends_at_once = in.peek() == std::ifstream::traits_type::eof();
  if (ends_at_once ? in.eof() && !in.bad() : bool(bytes << in.rdbuf())) return bytes.str();
  return std::unexpected(
      cli_text("unreadable-file", {{"file", file.string()}, {"reason", std::strerror(errno)}}));
}

}  // namespace gavel
