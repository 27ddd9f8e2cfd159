#include "api/privileges.hpp"

#include <cerrno>
#include <cstring>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gavel {
namespace {

namespace fs = std::filesystem;
using Failure = std::unexpected<std::string>;

const passwd* account(const std::string& user) {
  for (const char* name : {user.c_str(), "postgres", "nobody"}) {
    if (const passwd* found = getpwnam(name)) return found;
  }
  return nullptr;
}

/// A folder that root has just made is handed over; one with another owner's files in it is not
/// ours.
bool hand_over(const fs::path& folder, uid_t user, gid_t group) {
  std::error_code unreadable;
  if (!fs::is_empty(folder, unreadable) || unreadable) {
    errno = ENOTEMPTY;
    return false;
  }
  return lchown(folder.c_str(), user, group) == 0;
}

}  // namespace

std::expected<void, std::string> leave_root(const std::string& user, const fs::path& data) {
  if (geteuid() != 0) return {};
  const passwd* to = account(user);
  if (to == nullptr) return Failure("There is no account '" + user + "' to run as.");
  struct stat now{};
  const bool already = stat(data.c_str(), &now) == 0 && now.st_uid == to->pw_uid;
  if (!already && !hand_over(data, to->pw_uid, to->pw_gid)) {
    return Failure("The data folder " + data.string() + " belongs to someone else than '" +
                   to->pw_name + "' and cannot be handed over: " + std::strerror(errno) + ".");
  }
  const std::string name = to->pw_name;
  const uid_t uid = to->pw_uid;
  const gid_t gid = to->pw_gid;
  if (initgroups(name.c_str(), gid) != 0 || setgid(gid) != 0 || setuid(uid) != 0) {
    return Failure("Root could not be given up for '" + name + "': " + std::strerror(errno) + ".");
  }
  return {};
}

}  // namespace gavel
