#pragma once
// `gavel witness`: another office's own look at a ledger. It keeps the newest checkpoint it has
// cosigned, and cosigns only what is proved to continue it (C2SP tlog-witness).
#include <filesystem>
#include <string>
#include <vector>

namespace gavel {

struct WitnessOptions {
  std::filesystem::path key;              ///< Its Ed25519 key, made on first start.
  std::filesystem::path state;            ///< What it has cosigned; alone in its folder's care.
  std::string name;                       ///< Its name in cosignatures; given on first start.
  std::string listen = "127.0.0.1:8090";  ///< Address and port; port 0: any free one.
  std::vector<std::string> logs;          ///< Verifier keys of the ledgers, or files with one.
  std::filesystem::path address_file;     ///< Where to write "http://address:port".
  bool begin = false;          ///< Take a key that is there as a new one, without a state.
  std::string user = "gavel";  ///< Whom to become when started as root.
  std::string log_format = "text";
};

/// Serves until SIGINT or SIGTERM. 2: it could not start, with one sentence why.
[[nodiscard]] int serve_witness(const WitnessOptions& options);

}  // namespace gavel
