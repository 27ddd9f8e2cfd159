#include "db/embedded.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <libpq-fe.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace gavel::db {
namespace {

namespace fs = std::filesystem;
using Failure = std::unexpected<std::string>;
using namespace std::chrono_literals;

constexpr int oldest_version = 15;
constexpr std::size_t longest_socket_path = 90;  // sun_path holds 108 bytes, the file name takes 18

std::string read_text(const fs::path& file) {
  std::ifstream in(file);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

/// The last lines of a log: what a person needs to see of it.
std::string tail(const fs::path& file) {
  const std::string text = read_text(file);
  constexpr std::size_t enough = 600;
  return text.size() <= enough ? text : text.substr(text.size() - enough);
}

/// Starts `arguments[0]` in a session of its own, output to `log`. PostgreSQL gets a fast shutdown
/// from the kernel should this process die without stopping it. No allocation after fork.
pid_t spawn(const std::vector<std::string>& arguments, const fs::path& log, bool stop_with_us) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child == 0) {
    setsid();  // the terminal's Ctrl-C is for us; we stop PostgreSQL when we have drained
    if (stop_with_us) {
      prctl(PR_SET_PDEATHSIG, SIGINT);
      if (getppid() != parent) _exit(1);
    }
    dup2(out, STDOUT_FILENO);
    dup2(out, STDERR_FILENO);
    execv(argv[0], argv.data());
    _exit(127);
  }
  if (out >= 0) close(out);
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/// initdb beside the final place, then one rename: an interrupted first start leaves nothing
/// half-made.
std::expected<void, std::string> create(const fs::path& programs, const fs::path& cluster,
                                        const fs::path& log) {
  const fs::path unfinished = cluster.string() + ".new";
  std::error_code ignored;
  fs::remove_all(unfinished, ignored);
  const std::vector<std::string> arguments{(programs / "initdb").string(),
                                           "-D",
                                           unfinished.string(),
                                           "-U",
                                           "gavel",
                                           "--data-checksums",
                                           "--encoding=UTF8",
                                           "--locale=C.UTF-8",
                                           "--auth-local=trust",
                                           "--auth-host=reject",
                                           "--no-instructions"};
  const pid_t child = spawn(arguments, log, false);
  if (child < 0 || wait_for(child) != 0) {
    fs::remove_all(unfinished, ignored);
    return Failure("PostgreSQL could not create its data folder " + cluster.string() + ": " +
                   tail(log));
  }
  fs::rename(unfinished, cluster);
  return {};
}

/// A folder for the socket, ours alone. Long data paths do not fit into a socket address.
fs::path socket_folder(const fs::path& data) {
  fs::path folder = data / "socket";
  if (folder.string().size() > longest_socket_path) {
    folder = fs::temp_directory_path() / ("gavel-" + std::to_string(getuid()) + "-" +
                                          std::to_string(std::hash<std::string>{}(data.string())));
  }
  fs::create_directories(folder);
  fs::permissions(folder, fs::perms::owner_all, fs::perm_options::replace);
  return folder;
}

/// The process of a postmaster that outlived its server, or 0.
pid_t running_postmaster(const fs::path& cluster) {
  std::ifstream file(cluster / "postmaster.pid");
  pid_t process = 0;
  if (!(file >> process) || process <= 1) return 0;
  return kill(process, 0) == 0 ? process : 0;
}

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;
Connection connect(const std::string& url) { return {PQconnectdb(url.c_str()), &PQfinish}; }

bool has_ended(pid_t child) { return waitpid(child, nullptr, WNOHANG) != 0; }

void stop(pid_t postmaster) {
  kill(postmaster, SIGINT);
  wait_for(postmaster);
}

/// Waits until the cluster answers; false when it ended or stayed silent.
bool answers(const std::string& url, pid_t postmaster) {
  for (int attempt = 0; attempt < 1200; ++attempt) {
    if (PQping(url.c_str()) == PQPING_OK) return true;
    if (has_ended(postmaster)) return false;
    std::this_thread::sleep_for(50ms);
  }
  return false;
}

fs::path cluster_folder(const fs::path& data) { return data / "postgresql"; }
fs::path log_file(const fs::path& data) { return data / "postgresql.log"; }
std::string server_url(const fs::path& data) {
  return "host=" + socket_folder(data).string() + " user=gavel";
}

/// The process of a PostgreSQL that answers.
std::expected<pid_t, std::string> launch(const fs::path& programs, const fs::path& data) {
  const std::vector<std::string> arguments{(programs / "postgres").string(),
                                           "-D",
                                           cluster_folder(data).string(),
                                           "-k",
                                           socket_folder(data).string(),
                                           "-c",
                                           "listen_addresses=",
                                           "-c",
                                           "unix_socket_permissions=0700",
                                           "-c",
                                           "max_connections=64",
                                           "-c",
                                           "jit=off",
                                           "-c",
                                           "shared_buffers=128MB",
                                           "-c",
                                           "log_timezone=Asia/Shanghai",
                                           "-c",
                                           "timezone=UTC"};
  const pid_t postmaster = spawn(arguments, log_file(data), true);
  if (postmaster > 0 && answers(server_url(data) + " dbname=postgres", postmaster))
    return postmaster;
  if (postmaster > 0 && !has_ended(postmaster)) stop(postmaster);
  return Failure("PostgreSQL did not start: " + tail(log_file(data)));
}

std::expected<void, std::string> create_database(const std::string& server) {
  const Connection connection = connect(server + " dbname=postgres");
  if (PQstatus(connection.get()) != CONNECTION_OK) return Failure(PQerrorMessage(connection.get()));
  const std::unique_ptr<PGresult, decltype(&PQclear)> found(
      PQexec(connection.get(), "SELECT 1 FROM pg_database WHERE datname = 'gavel'"), &PQclear);
  if (PQntuples(found.get()) == 1) return {};
  const std::unique_ptr<PGresult, decltype(&PQclear)> made(
      PQexec(connection.get(), "CREATE DATABASE gavel"), &PQclear);
  if (PQresultStatus(made.get()) != PGRES_COMMAND_OK)
    return Failure(PQerrorMessage(connection.get()));
  return {};
}

}  // namespace

std::expected<FolderLock, std::string> FolderLock::take(const fs::path& folder) {
  const fs::path file = folder / "lock";
  const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return Failure("The data folder " + folder.string() +
                   " cannot be written: " + std::strerror(errno) + ".");
  }
  if (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    close(descriptor);
    std::string holder = read_text(file);
    std::erase(holder, '\n');
    return Failure("The data folder " + folder.string() + " is in use by process " + holder +
                   "; stop that one first, or name another folder with --data.");
  }
  const std::string us = std::to_string(getpid()) + "\n";
  if (ftruncate(descriptor, 0) != 0 || write(descriptor, us.data(), us.size()) < 0) {
    const std::string reason = std::strerror(errno);
    close(descriptor);
    return Failure("The data folder " + folder.string() + " cannot be written: " + reason + ".");
  }
  return FolderLock(descriptor);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::expected<fs::path, std::string> server_programs(const fs::path& cluster) {
  if (fs::exists(cluster / "PG_VERSION")) {
    std::string version = read_text(cluster / "PG_VERSION");
    std::erase_if(version, [](char c) { return c < '0' || c > '9'; });
    const fs::path programs = fs::path("/usr/lib/postgresql") / version / "bin";
    if (fs::exists(programs / "postgres")) return programs;
    return Failure("The data folder was written by PostgreSQL " + version +
                   ", which is not installed: install the package postgresql-" + version + ".");
  }
  int newest = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (fs::exists(entry.path() / "bin" / "initdb")) newest = std::max(newest, version);
  }
  if (newest < oldest_version) {
    return Failure(
        "No PostgreSQL server of version 15 or newer is installed: install the package "
        "postgresql, or name a server with --database URL.");
  }
  return fs::path("/usr/lib/postgresql") / std::to_string(newest) / "bin";
}

std::expected<EmbeddedCluster, std::string> EmbeddedCluster::start(const fs::path& data) {
  const fs::path cluster = cluster_folder(data);
  const auto programs = server_programs(cluster);
  if (!programs) return Failure(programs.error());
  if (!fs::exists(cluster)) {
    if (auto made = create(*programs, cluster, log_file(data)); !made) return Failure(made.error());
  }
  // One that lost its server by kill -9 is shutting down by itself; give it the time it needs.
  for (int attempt = 0; running_postmaster(cluster) != 0 && attempt < 600; ++attempt) {
    std::this_thread::sleep_for(50ms);
  }
  if (const pid_t other = running_postmaster(cluster); other != 0) {
    return Failure("Another PostgreSQL (process " + std::to_string(other) + ") is running on " +
                   cluster.string() + ".");
  }
  const auto postmaster = launch(*programs, data);
  if (!postmaster) return Failure(postmaster.error());
  if (auto made = create_database(server_url(data)); !made) {
    stop(*postmaster);
    return Failure("The database could not be created: " + made.error());
  }
  return EmbeddedCluster(data, *postmaster, url_of(data));
}

std::string EmbeddedCluster::url_of(const fs::path& data) {
  return server_url(data) + " dbname=gavel";
}

void EmbeddedCluster::revive() {
  if (postmaster_ > 0) {
    if (!has_ended(postmaster_)) return;
    postmaster_ = -1;
    spdlog::critical("PostgreSQL ended by itself: {}", tail(log_file(data_)));
  }
  const auto programs = server_programs(cluster_folder(data_));
  const auto postmaster = programs ? launch(*programs, data_) : Failure(programs.error());
  if (!postmaster) throw std::runtime_error(postmaster.error());
  postmaster_ = *postmaster;
  spdlog::warn("PostgreSQL runs again");
}

EmbeddedCluster::EmbeddedCluster(EmbeddedCluster&& other) noexcept
    : data_(std::move(other.data_)),
      postmaster_(std::exchange(other.postmaster_, -1)),
      url_(std::move(other.url_)) {}

EmbeddedCluster::~EmbeddedCluster() {
  if (postmaster_ > 0) stop(postmaster_);
}

}  // namespace gavel::db
