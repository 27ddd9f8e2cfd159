#include "db/secret_file.hpp"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/durable_file.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string because(const std::filesystem::path& path, const char* verb) {
  return std::string("cannot ") + verb + " " + path.string() + ": " + std::strerror(errno);
}

std::expected<std::string, std::string> read_existing(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (file.number() < 0) return std::unexpected(because(path, "read"));
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return std::unexpected(because(path, "read"));
  if ((status.st_mode & 077) != 0) {
    return std::unexpected(path.string() +
                           " holds a secret but others may read it; run chmod 600 on it");
  }
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t got = 0;
  while (got < bytes.size()) {
    const ssize_t count = ::read(file.number(), bytes.data() + got, bytes.size() - got);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::unexpected(because(path, "read"));
    got += static_cast<std::size_t>(count);
  }
  return bytes;
}

}  // namespace

std::string random_bytes(std::size_t count) {
  ensure(sodium_init() >= 0, "libsodium starts");
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::expected<std::string, std::string> secret_file(const std::filesystem::path& path,
                                                    const std::function<std::string()>& make) {
  if (std::error_code missing; std::filesystem::exists(path, missing)) return read_existing(path);
  std::error_code failed;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), failed);
  // Written beside and linked into place: two processes that start together end with one key, and a
  // crash between leaves no half of one.
  const std::filesystem::path fresh = path.string() + "." + std::to_string(::getpid()) + ".new";
  {
    const Descriptor file(::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (file.number() < 0 || !write_and_sync(file.number(), make())) {
      return std::unexpected(because(fresh, "write"));
    }
  }
  const bool placed = ::link(fresh.c_str(), path.c_str()) == 0 || errno == EEXIST;
  if (!placed) return std::unexpected(because(path, "write"));
  ::unlink(fresh.c_str());
  if (!sync_folder(path.parent_path())) return std::unexpected(because(path, "sync"));
  return read_existing(path);
}

}  // namespace gavel::db
