#include "db/durable_file.hpp"

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace gavel::db {

bool write_and_sync(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

bool sync_folder(const std::filesystem::path& folder) {
  const int open_folder = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = open_folder >= 0 && ::fsync(open_folder) == 0;
  if (open_folder >= 0) ::close(open_folder);
  return synced;
}

void replace_file(const std::filesystem::path& file, std::string_view bytes) {
  const std::filesystem::path fresh = file.string() + ".new";
  const int out = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  bool written = out >= 0 && write_and_sync(out, bytes);
  if (out >= 0) written = ::close(out) == 0 && written;
  if (!written || ::rename(fresh.c_str(), file.c_str()) != 0 || !sync_folder(file.parent_path()))
    throw std::runtime_error("cannot write " + file.string() + ": " + std::strerror(errno));
}

}  // namespace gavel::db
