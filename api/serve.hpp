#pragma once
// `gavel serve`: everything a server is made of, put together in one place, in the order it depends
// on.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace gavel {

struct ServeOptions {
  std::filesystem::path data;  ///< Keys, first password, and the private PostgreSQL.
  std::string database;        ///< libpq connection string; empty: the private PostgreSQL.
  std::filesystem::path
      password_file;  ///< Password for `database`, so that it stands in no command line.
  std::filesystem::path workflows;  ///< Folder of the procedures to install.
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;           ///< 0: any free one.
  std::filesystem::path address_file;  ///< Where to write "http://address:port" once it answers.
  std::string clock = "system";        ///< "system" or "virtual".
  std::string clock_start;             ///< RFC 3339; where a new virtual clock begins. Empty: now.
  std::string policy;  ///< Id of the policy pack matters run on; empty: each its own choice.
  bool production = false;
  std::string user = "gavel";  ///< Whom to become when started as root.
  std::string origin =
      "gavel.local/ledger";  ///< The ledger's name in its checkpoints; never changes.
  std::string public_url;    ///< Where others reach the server; empty: as each request says.
  std::string contact;       ///< E-mail of the archive; empty: archives@ the ledger's domain.
  std::string log_format = "text";  ///< "text" or "json".
  unsigned fixity_days = 30;        ///< Each stored package is tested again once in so many days.
  unsigned fixity_rate = 20;        ///< MB a second read for it; 0: unlimited.
  std::filesystem::path replica;    ///< Folder with copies to repair from; empty: none.
  unsigned io_threads = 0;          ///< 0: one per core.
  std::filesystem::path witness_policy;  ///< Whose cosignatures the ledger gets; empty: nobody's.
  std::filesystem::path tsa_roots;       ///< PEM of whose time-stamps are taken; empty: nobody's.
  std::string tsa;  ///< URL of an authority that is asked for time-stamps; empty: nobody is.
  unsigned witness_alarm = 10;  ///< Minutes without a quorum's cosignatures until the alarm.
};

/// Where data goes when no folder is named.
[[nodiscard]] std::filesystem::path standard_data_folder();

/// Serves until SIGINT or SIGTERM; the exit code. Every way of not starting is one clear sentence
/// on standard error, and leaves everything as it was.
[[nodiscard]] int serve(const ServeOptions& options);

}  // namespace gavel
