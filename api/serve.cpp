#include "api/serve.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>

#include <unistd.h>

#include "api/cli_text.hpp"
#include "api/http/server.hpp"
#include "api/log.hpp"
#include "api/not_started.hpp"
#include "api/privileges.hpp"
#include "api/running.hpp"
#include "api/tsa_client.hpp"
#include "api/tsa_roots.hpp"
#include "api/until_stopped.hpp"
#include "db/embedded.hpp"
#include "db/migrate.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr std::uintmax_t least_free_bytes = 64u << 20;

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

void check_options(const ServeOptions& options) {
  if (options.production && options.clock == "virtual")
    give_up(cli_text("virtual-in-production", {}));
  if (!options.tsa.empty() && options.tsa_roots.empty())
    give_up(cli_text("tsa-needs-roots", {{"url", options.tsa}}));
  if (!options.tsa.empty()) (void)ask_authority_over_http(options.tsa);  // an address at all
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

void serve_until(const StopSignals& signals, const ServeOptions& options) {
  check_options(options);
  // As who started it: the account it becomes may not read them.
  const std::vector<ProcedureFile> procedures = read_procedures(options.workflows);
  std::vector<procedure::Pack> packs = read_packs(options.workflows);
  std::optional<archive::TsaRoots> tsa_roots;
  if (!options.tsa_roots.empty()) tsa_roots = read_tsa_roots(options.tsa_roots);
  const std::string given_url = connection_string(options);
  make_folder(options.data);
  if (auto left = leave_root(options.user, options.data); !left) give_up(left.error());
  check_space(options.data);
  const db::FolderLock lock = or_give_up(db::FolderLock::take(options.data));
  std::optional<db::EmbeddedCluster> cluster;
  if (given_url.empty()) cluster.emplace(or_give_up(db::EmbeddedCluster::start(options.data)));
  const std::string url = cluster ? cluster->url() : given_url;
  std::optional<db::Loop> watch;  // outlives all that uses the database
  if (cluster) watch.emplace("database", 2s, [&] { return cluster->revive(), false; });
  migrate(url);
  Running running(options, url, procedures, std::move(packs), std::move(tsa_roots));
  http::Server server(
      http::ServerOptions{
          .address = options.address, .port = options.port, .io_threads = options.io_threads},
      api::make_handler(running.services()));
  announce(options, "http://" + options.address + ":" + std::to_string(server.port()));
  signals.wait();
  std::cout << cli_text("stopping", {}) << std::endl;
  running.stop();
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
  log_as(options.log_format);
  return until_stopped(options.address, std::to_string(options.port), 1,
                       [&](const StopSignals& signals) { serve_until(signals, options); });
}

}  // namespace gavel
