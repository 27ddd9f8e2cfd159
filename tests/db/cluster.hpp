#pragma once
// A private PostgreSQL for the tests of one process: a cluster in a temporary folder, reached by
// unix socket only, stopped and removed at the end, also when the process dies. Every test gets a
// database of its own. GAVEL_TEST_DATABASE names another server to use instead (a superuser's URL;
// what stops or reconfigures the server is then skipped).
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pqxx/pqxx>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/migrate.hpp"

#ifdef __SANITIZE_ADDRESS__
/// libpqxx 6.4 loses the last result of a connection that breaks, some 2 kB each time. The name is
/// the sanitizer's.
extern "C" [[gnu::used]] inline const char* __lsan_default_suppressions() {
  return "leak:libpqxx-6";
}
#endif

namespace gavel::db::test {

namespace fs = std::filesystem;

/// Runs SQL on `url`; the first column of the first row, or "". Throws with what the server said.
inline std::string psql(const std::string& url, const std::string& sql) {
  pqxx::connection connection(url);
  pqxx::nontransaction tx(connection);
  const pqxx::result result = tx.exec(sql);
  return result.empty() ? "" : result[0][0].c_str();
}

/// True when the server takes connections.
inline bool answers(const std::string& url) {
  try {
    psql(url, "SELECT 1");
    return true;
  } catch (const pqxx::broken_connection&) {
    return false;
  }
}

class Cluster {
 public:
  static Cluster& instance() {
    static Cluster cluster;
    return cluster;
  }
  Cluster(const Cluster&) = delete;
  Cluster& operator=(const Cluster&) = delete;
  ~Cluster() {
    if (server_ > 0) stop();
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }

  /// The URL of a new, empty database.
  std::string fresh_database() {
    const std::string name =
        "gavel_test_" + std::to_string(getpid()) + "_" + std::to_string(++databases_);
    psql(admin_, "CREATE DATABASE " + name);
    return folder_.empty() ? with_database(admin_, name) : base_ + " dbname=" + name;
  }
  /// The URL of a database of the newest schema with nothing in it. The first of a process came
  /// with the template: to make one takes longer than most tests.
  std::string migrated_database() {
    if (is_private() && !std::exchange(is_first_taken_, true)) return base_ + " dbname=" + migrated;
    std::string url = fresh_database();
    migrate(url);
    return url;
  }
  /// As if Gavel had never been on this server, as far as no other test of the process holds on.
  void forget_gavel() {
    if (!is_private() || std::exchange(is_first_taken_, true)) return;
    psql(admin_, std::string("DROP DATABASE ") + migrated);
    psql(admin_, "DROP ROLE gavel_application");
  }
  [[nodiscard]] const std::string& admin() const { return admin_; }
  [[nodiscard]] bool is_private() const { return !folder_.empty(); }

  /// An immediate shutdown: as if the machine had gone down, but for the disk.
  void crash() {
    kill(server_, SIGQUIT);
    wait_for(server_);
  }
  void start() { start_on(folder_ / "data"); }

 private:
  Cluster() {
    if (const char* url = std::getenv("GAVEL_TEST_DATABASE"); url != nullptr && *url != '\0') {
      admin_ = url;
      return;
    }
    programs_ = newest_programs();
    sweep(fs::temp_directory_path());
    if (workplace() != fs::temp_directory_path()) sweep(workplace());
    std::string name = (workplace() / (prefix + std::to_string(getpid()) + "-XXXXXX")).string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    folder_ = name;
    base_ = "host=" + folder_.string() + " user=gavel";
    admin_ = base_ + " dbname=postgres";
    hand_over(folder_);
    copy_template();
    start();
  }

  void start_on(const fs::path& data) {
    std::vector<std::string> arguments{programs_ / "postgres", "-D", data, "-k", folder_.string()};
    for (const char* setting :
         {"listen_addresses=", "fsync=off", "max_connections=80", "shared_buffers=32MB", "jit=off",
          "timezone=Asia/Shanghai", "log_destination=stderr", "max_prepared_transactions=0"}) {
      arguments.insert(arguments.end(), {"-c", setting});
    }
    server_ = spawn(arguments);
    for (int attempt = 0; attempt < 600; ++attempt) {
      if (answers(admin_)) return;
      if (waitpid(server_, nullptr, WNOHANG) == server_) break;
      usleep(20'000);
    }
    std::ifstream log(folder_ / "log");
    throw std::runtime_error("PostgreSQL did not start: " +
                             std::string(std::istreambuf_iterator<char>(log), {}));
  }

  static constexpr const char* prefix = "gavel-test-of-";
  static constexpr const char* template_prefix = "gavel-test-template-";
  static constexpr const char* migrated = "gavel_test_migrated";
  /// In memory, where there is plenty: a cluster is some sixteen hundred files, and making them on
  /// a disk takes ten times as long as most tests.
  static fs::path workplace() {
    const fs::path memory = "/dev/shm";
    constexpr std::uintmax_t plenty = 2ull << 30;
    std::error_code none;
    const bool is_there = fs::space(memory, none).available >= plenty && !none;
    return is_there && access(memory.c_str(), W_OK) == 0 ? memory : fs::temp_directory_path();
  }
  /// Of a template: not copied for two days.
  static bool is_old(const fs::directory_entry& entry) {
    std::error_code failed;
    const auto used = fs::last_write_time(entry.path(), failed);
    return !failed && used < fs::file_time_type::clock::now() - std::chrono::days{2};
  }
  /// Removes what killed test processes and older schemas left behind.
  static void sweep(const fs::path& folder) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      std::error_code ignored;
      if (name.starts_with(template_prefix) && entry.is_directory() && is_old(entry))
        fs::remove_all(entry.path(), ignored);
      if (!name.starts_with(prefix)) continue;
      const int owner = std::atoi(name.c_str() + std::string_view(prefix).size());
      (void)fs::read_symlink("/proc/" + std::to_string(owner) + "/exe", ignored);
      if (owner > 0 && ignored)
        fs::remove_all(entry.path(), ignored);  // no such process, or a zombie
    }
  }

  static fs::path newest_programs() {
    fs::path newest;
    int version = 0;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql")) {
      const int found = std::atoi(entry.path().filename().c_str());
      if (found > version && fs::exists(entry.path() / "bin" / "initdb")) {
        version = found;
        newest = entry.path() / "bin";
      }
    }
    if (version == 0) throw std::runtime_error("no PostgreSQL server is installed");
    return newest;
  }

  /// One for each version of the server and of the schema.
  fs::path template_folder() const {
    std::string schema;
    for (const Migration& each : migrations()) schema += each.sql;
    return fs::temp_directory_path() / (template_prefix + std::to_string(getuid()) + "-" +
                                        programs_.parent_path().filename().string() + "-" +
                                        std::to_string(std::hash<std::string>{}(schema)));
  }

  /// initdb and the migrations take longer than most tests: they are done once for all test
  /// processes, then copied.
  void copy_template() {
    const fs::path kept = template_folder();
    const int lock = open((kept.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    flock(lock, LOCK_EX);
    if (!fs::exists(kept / "data" / "PG_VERSION")) {
      const fs::path unfinished = kept.string() + ".new";
      make_template(unfinished);
      fs::rename(unfinished, kept);
    }
    fs::last_write_time(kept, fs::file_time_type::clock::now());
    const pid_t copy = spawn({"/bin/cp", "-r", "--reflink=auto", kept / "data", folder_ / "data"});
    const int failed = wait_for(copy);
    close(lock);
    if (failed != 0) throw std::runtime_error("the template cluster could not be copied");
  }

  void make_template(const fs::path& folder) {
    fs::remove_all(folder);
    fs::create_directory(folder);
    hand_over(folder);
    // Small segments of the write-ahead log: a whole one is copied with every cluster.
    const std::vector<std::string> initdb{programs_ / "initdb",
                                          "-D",
                                          folder / "data",
                                          "-U",
                                          "gavel",
                                          "--encoding=UTF8",
                                          "--locale=C.UTF-8",
                                          "--auth=trust",
                                          "--no-sync",
                                          "--no-instructions",
                                          "--wal-segsize=1"};
    if (wait_for(spawn(initdb)) != 0) throw std::runtime_error("initdb failed");
    start_on(folder / "data");
    psql(admin_, std::string("CREATE DATABASE ") + migrated);
    migrate(base_ + " dbname=" + migrated);
    stop();
  }

  static bool is_root() { return geteuid() == 0; }
  /// PostgreSQL does not run as root: its files then belong to the user `postgres`.
  static void hand_over(const fs::path& folder) {
    if (!is_root()) return;
    const std::string command = "chown postgres " + folder.string();
    if (std::system(command.c_str()) != 0) throw std::runtime_error("no user postgres");
  }

  /// Ends with this process, whatever becomes of it.
  pid_t spawn(const std::vector<std::string>& program) const {
    std::vector<std::string> arguments{"/usr/bin/setpriv", "--pdeathsig", "INT"};
    if (is_root()) {
      for (const char* flag : {"--reuid=postgres", "--regid=postgres", "--clear-groups"}) {
        arguments.emplace_back(flag);
      }
    }
    arguments.insert(arguments.end(), program.begin(), program.end());
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int log =
        open((folder_ / "log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    const pid_t child = fork();
    if (child == 0) {
      setpgid(0, 0);
      dup2(log, STDOUT_FILENO);
      dup2(log, STDERR_FILENO);
      if (chdir("/") == 0) execv(argv[0], argv.data());
      _exit(127);
    }
    close(log);
    return child;
  }

  static int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }
  void stop() {
    kill(server_, SIGINT);
    wait_for(server_);
    server_ = -1;
  }
  static std::string with_database(const std::string& url, const std::string& name) {
    const std::size_t scheme = url.find("://");
    if (scheme == std::string::npos) return url + " dbname=" + name;
    const std::size_t slash = url.find('/', scheme + 3);
    const std::size_t question = url.find('?');
    const std::string query = question == std::string::npos ? "" : url.substr(question);
    return url.substr(0, std::min(slash, question)) + "/" + name + query;
  }

  fs::path folder_, programs_;
  std::string base_, admin_;
  pid_t server_ = -1;
  int databases_ = 0;
  bool is_first_taken_ = false;  ///< The migrated database that came with the template.
};

/// Cuts every connection to the database but the one that asks.
inline void cut_connections(const std::string& url) {
  psql(url,
       "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
       " WHERE datname = current_database() AND pid <> pg_backend_pid()");
}

/// Asks `sql` until it answers 't'; false after ten seconds. For what another session does.
inline bool eventually(const std::string& url, const std::string& sql) {
  for (int attempt = 0; attempt < 2000; ++attempt) {
    if (psql(url, sql) == "t") return true;
    usleep(5'000);
  }
  return false;
}

}  // namespace gavel::db::test
