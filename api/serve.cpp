#include "api/serve.hpp"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "api/auth/passwords.hpp"
#include "api/cli_text.hpp"
#include "api/http/server.hpp"
#include "api/privileges.hpp"
#include "api/routes/services.hpp"
#include "archive/digest.hpp"
#include "db/accounts.hpp"
#include "db/archive_search.hpp"
#include "db/calendar_store.hpp"
#include "db/clock.hpp"
#include "db/commit_queue.hpp"
#include "db/documents.hpp"
#include "db/embedded.hpp"
#include "db/facts.hpp"
#include "db/idempotency.hpp"
#include "db/ledger_store.hpp"
#include "db/matter_store.hpp"
#include "db/migrate.hpp"
#include "db/packager.hpp"
#include "db/participation.hpp"
#include "db/personal_box.hpp"
#include "db/procedure_store.hpp"
#include "db/projections.hpp"
#include "db/secret_file.hpp"
#include "db/statements.hpp"
#include "db/timers.hpp"
#include "embedded/api_assets.hpp"
#include "engine/desk/desk.hpp"
#include "engine/soundness/soundness.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uintmax_t least_free_bytes = 64u << 20;
/// A client that has not repeated its request by then does not any more.
constexpr std::chrono::hours idempotency_lifetime{24 * 7};

/// A reason not to start, already a sentence for people.
struct NotStarted {
  std::string sentence;
};

[[noreturn]] void give_up(std::string sentence) { throw NotStarted{std::move(sentence)}; }

struct ProcedureFile {
  std::string name, xml;
};

/// Read before root is given up: the clone may lie where only root can read.
std::vector<ProcedureFile> read_procedures(const fs::path& folder) {
  std::vector<ProcedureFile> files;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
    if (entry.path().extension() != ".scxml") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    files.push_back({entry.path().filename().string(), bytes.str()});
  }
  if (unreadable || files.empty())
    give_up(cli_text("no-procedures", {{"folder", folder.string()}}));
  std::ranges::sort(files, {}, &ProcedureFile::name);
  return files;
}

void make_folder(const fs::path& folder) {
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed)
    give_up(
        cli_text("folder-unwritable", {{"folder", folder.string()}, {"reason", failed.message()}}));
}

void check_space(const fs::path& folder) {
  std::error_code unknown;
  const fs::space_info space = fs::space(folder, unknown);
  if (!unknown && space.available < least_free_bytes) {
    give_up(cli_text("disk-full", {{"folder", folder.string()},
                                   {"free", std::to_string(space.available >> 20)}}));
  }
}

/// The value of an `expected` whose error is a sentence.
template <class T>
T or_give_up(std::expected<T, std::string> result) {
  if (!result) give_up(std::move(result.error()));
  return std::move(*result);
}

void migrate(const std::string& url) {
  try {
    (void)db::migrate(url);
  } catch (const db::MigrationError& error) {
    give_up(error.what());
  }
}

std::string connection_string(const ServeOptions& options) {
  if (options.password_file.empty()) return options.database;
  std::ifstream in(options.password_file);
  std::string password;
  if (!std::getline(in, password))
    give_up(cli_text("no-password-file", {{"file", options.password_file.string()}}));
  // libpq reads the password from the environment, so that it stands in no connection string that
  // is logged.
  ::setenv("PGPASSWORD", password.c_str(), 1);
  return options.database;
}

void log_as(const ServeOptions& options) {
  auto logger = spdlog::stderr_color_mt("gavel");
  if (options.log_format == "json") {
    logger->set_pattern(R"({"at":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l","message":"%v"})");
  }
  spdlog::set_default_logger(std::move(logger));
}

/// All that a running server holds, in order of dependence; destroyed in the reverse order.
class Running {
 public:
  Running(const ServeOptions& options, const std::string& url,
          const std::vector<ProcedureFile>& procedures)
      : box_(or_give_up(db::PersonalBox::open(options.data / "personal.key"))),
        pool_(url),
        queue_(url),
        procedures_(pool_),
        calendars_(pool_),
        virtual_clock_(options.clock == "virtual"
                           ? std::make_unique<db::VirtualClock>(pool_, first_instant(options))
                           : nullptr),
        facts_(pool_),
        matters_({pool_, queue_, procedures_, calendars_}, db::project),
        desk_({matters_, procedures_, calendars_, facts_, clock()}),
        accounts_(pool_),
        documents_(pool_),
        participation_(pool_, queue_, clock(), box_),
        statements_(pool_),
        idempotency_(pool_, queue_),
        ledger_(pool_, or_give_up(db::open_log_key(options.data / "ledger.key", options.origin))),
        search_(pool_),
        packager_({pool_, ledger_, desk_, matters_, clock()}, options.data / "packages"),
        timers_(pool_, desk_) {
    install(procedures);
    make_admin(options.data / "admin-password");
    forget_what_expired();
    if (virtual_clock_ == nullptr)
      timer_loop_.emplace(timers_, clock(), 1s);
    else
      (void)timers_.run_until(*virtual_clock_, clock().now());  // what a kill -9 left undone
    ledger_loop_.emplace(ledger_, 1s);
    packager_loop_.emplace(packager_, 500ms);
  }

  desk::Clock& clock() {
    if (virtual_clock_ != nullptr) return *virtual_clock_;
    return system_clock_;
  }

  api::Services services() {
    return {.pool = pool_,
            .queue = queue_,
            .desk = desk_,
            .matters = matters_,
            .procedures = procedures_,
            .calendars = calendars_,
            .clock = clock(),
            .virtual_clock = virtual_clock_.get(),
            .timers = timers_,
            .facts = facts_,
            .accounts = accounts_,
            .documents = documents_,
            .participation = participation_,
            .statements = statements_,
            .idempotency = idempotency_,
            .ledger = ledger_,
            .archive = search_};
  }

 private:
  static Instant first_instant(const ServeOptions& options) {
    if (options.clock_start.empty()) return db::SystemClock().now();
    const auto at = parse_instant(options.clock_start);
    if (!at) give_up(cli_text("bad-clock-start", {{"given", options.clock_start}}));
    return *at;
  }

  void install(const std::vector<ProcedureFile>& files) {
    if (calendars_.list().empty()) {
      (void)or_give_up(calendars_.install(asset::prc_2019_2026_csv, clock().now()));
    }
    for (const ProcedureFile& file : files) {
      const std::string sha256 = archive::sha256_hex(file.xml);
      if (procedures_.by_sha256(sha256) == nullptr) refuse_unsound(file, sha256);
      const auto installed = procedures_.install(file.xml, file.name, clock().now());
      if (!installed) give_up_on(file, installed.error());
    }
  }

  static void refuse_unsound(const ProcedureFile& file, const std::string& sha256) {
    const auto read = procedure::read(file.xml, file.name, sha256);
    if (read.procedure == nullptr) give_up_on(file, read.diagnostics);
    const auto found = soundness::check(*read.procedure);
    const auto is_error = [](const Diagnostic& d) {
      return d.severity == Diagnostic::Severity::error;
    };
    if (std::ranges::any_of(found, is_error)) give_up_on(file, found);
  }

  [[noreturn]] static void give_up_on(const ProcedureFile& file,
                                      const std::vector<Diagnostic>& diagnostics) {
    std::string all;
    for (const Diagnostic& diagnostic : diagnostics) all += "\n" + to_string(diagnostic);
    give_up(cli_text("procedure-unsound", {{"file", file.name}, {"diagnostics", all}}));
  }

  void forget_what_expired() {
    const Instant now = system_clock_.now();
    (void)accounts_.forget_expired(now);
    (void)idempotency_.forget(now - idempotency_lifetime);
  }

  /// The first account, made once: its password stands in a file that only the server's user can
  /// read.
  void make_admin(const fs::path& password_file) {
    if (accounts_.find("admin")) return;
    const std::string password =
        or_give_up(db::secret_file(password_file, auth::generate_password));
    (void)accounts_.add_unit({"system", "System"});
    (void)accounts_.add({.account = "admin",
                         .name = "admin",
                         .unit = "system",
                         .roles = {"admin"},
                         .created_at = clock().now()},
                        auth::hash_password(password));
  }

  db::PersonalBox box_;
  db::Pool pool_;
  db::CommitQueue queue_;
  db::ProcedureStore procedures_;
  db::CalendarStore calendars_;
  db::SystemClock system_clock_;
  std::unique_ptr<db::VirtualClock> virtual_clock_;
  db::Facts facts_;
  db::MatterStore matters_;
  desk::Desk desk_;
  db::Accounts accounts_;
  db::Documents documents_;
  db::Participation participation_;
  db::Statements statements_;
  db::Idempotency idempotency_;
  db::LedgerStore ledger_;
  db::ArchiveSearch search_;
  db::Packager packager_;
  db::Timers timers_;
  std::optional<db::TimerLoop> timer_loop_;
  std::optional<db::LedgerLoop> ledger_loop_;
  std::optional<db::PackagerLoop> packager_loop_;
};

void check_options(const ServeOptions& options) {
  if (options.production && options.clock == "virtual")
    give_up(cli_text("virtual-in-production", {}));
  if (options.clock != "virtual" && !options.clock_start.empty())
    give_up(cli_text("start-needs-virtual", {}));
}

void announce(const ServeOptions& options, const std::string& address) {
  if (!options.address_file.empty()) std::ofstream(options.address_file) << address << "\n";
  const fs::path password = options.data / "admin-password";
  std::cout << cli_text("serving", {{"address", address}}) << "\n";
  if (fs::exists(password)) std::cout << cli_text("log-in", {{"file", password.string()}}) << "\n";
  if (options.clock == "virtual") std::cout << cli_text("virtual-clock", {}) << "\n";
  std::cout << cli_text("how-to-stop", {}) << std::endl;
}

/// Serves until a signal of `stop` comes.
void serve_until(const sigset_t& stop, const ServeOptions& options) {
  check_options(options);
  const std::vector<ProcedureFile> procedures = read_procedures(options.workflows);
  const std::string given_url = connection_string(options);
  make_folder(options.data);
  if (auto left = leave_root(options.user, options.data); !left) give_up(left.error());
  check_space(options.data);
  const db::FolderLock lock = or_give_up(db::FolderLock::take(options.data));
  std::optional<db::EmbeddedCluster> cluster;
  if (given_url.empty()) cluster.emplace(or_give_up(db::EmbeddedCluster::start(options.data)));
  const std::string url = cluster ? cluster->url() : given_url;
  migrate(url);
  Running running(options, url, procedures);
  http::Server server(
      http::ServerOptions{
          .address = options.address, .port = options.port, .io_threads = options.io_threads},
      api::make_handler(running.services()));
  announce(options, "http://" + options.address + ":" + std::to_string(server.port()));
  int signal = 0;
  sigwait(&stop, &signal);
  std::cout << cli_text("stopping", {}) << std::endl;
  server.stop();
}

}  // namespace

fs::path standard_data_folder() {
  if (geteuid() == 0) return "/var/lib/gavel";
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0')
    return fs::path(data) / "gavel";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return fs::path(home) / ".local/share/gavel";
  return "gavel-data";
}

int serve(const ServeOptions& options) {
  log_as(options);
  // Blocked before any thread exists, so that the main thread alone waits for them.
  sigset_t stop;
  sigemptyset(&stop);
  sigaddset(&stop, SIGINT);
  sigaddset(&stop, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &stop, nullptr);
  try {
    serve_until(stop, options);
    return 0;
  } catch (const NotStarted& reason) {
    std::cerr << "gavel: " << reason.sentence << std::endl;
  } catch (const http::CannotListen& error) {
    std::cerr << "gavel: "
              << cli_text("cannot-listen", {{"address", options.address},
                                            {"port", std::to_string(options.port)},
                                            {"reason", error.what()}})
              << std::endl;
  } catch (const std::exception& error) {
    std::cerr << "gavel: " << error.what() << std::endl;
  }
  return 1;
}

}  // namespace gavel
