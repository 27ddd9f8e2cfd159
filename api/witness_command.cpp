#include "api/witness_command.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iostream>

#include "api/cli_text.hpp"
#include "api/http/server.hpp"
#include "api/log.hpp"
#include "api/not_started.hpp"
#include "api/privileges.hpp"
#include "api/until_stopped.hpp"
#include "api/witness_keeper.hpp"
#include "archive/note.hpp"
#include "db/embedded.hpp"
#include "db/ledger_store.hpp"
#include "db/secret_file.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;

/// Of an add-checkpoint request: 63 hashes and a note with some signatures.
constexpr std::size_t request_limit = 64u << 10;

struct Listen {
  std::string address;
  std::uint16_t port = 0;
};

Listen listen_in(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  Listen out;
  if (colon != std::string::npos) {
    out.address = text.substr(0, colon);
    if (out.address.starts_with('[') && out.address.ends_with(']'))
      out.address = out.address.substr(1, out.address.size() - 2);
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + colon + 1, end, out.port);
    if (read.ec == std::errc{} && read.ptr == end && !out.address.empty()) return out;
  }
  give_up(cli_text("witness-listen", {{"given", text}}));
}

/// A verifier key, or the first line of a file with one.
std::string log_in(const std::string& given) {
  std::string key = given;
  if (std::ifstream in(given); in) std::getline(in, key);
  while (key.ends_with('\r')) key.pop_back();
  const auto parsed = archive::parse_note_key(key);
  if (!parsed || parsed->type != archive::NoteKeyType::ed25519)
    give_up(cli_text("witness-log", {{"given", given}}));
  return key;
}

/// A new witness. The state is written first: were it the other way round, a crash between the two
/// would look like a lost state.
archive::LogKey begin(const WitnessOptions& options) {
  if (!archive::is_key_name(options.name))
    give_up(cli_text("witness-name", {{"given", options.name}}));
  const bool has_key = fs::exists(options.key);
  archive::LogKey key = has_key ? or_give_up(db::open_log_key(options.key, options.name))
                                : archive::LogKey::generate(options.name);
  WitnessKeeper::begin(key, options.state);
  if (!has_key) (void)or_give_up(db::secret_file(options.key, [&] { return key.private_pem(); }));
  return key;
}

/// A state that is missing beside a key was lost, and a witness that has forgotten what it cosigned
/// must not go on under the same key.
archive::LogKey key_of(const WitnessOptions& options) {
  const bool has_key = fs::exists(options.key);
  if (!fs::exists(options.state)) {
    if (has_key && !options.begin)
      give_up(cli_text("witness-forgot",
                       {{"key", options.key.string()}, {"state", options.state.string()}}));
    return begin(options);
  }
  if (!has_key) {
    if (WitnessKeeper::is_unused(options.state)) return begin(options);
    give_up(cli_text("witness-no-key",
                     {{"key", options.key.string()}, {"state", options.state.string()}}));
  }
  const std::string name = WitnessKeeper::name_in(options.state);
  if (name.empty()) give_up(cli_text("witness-damaged", {{"file", options.state.string()}}));
  if (!options.name.empty() && options.name != name)
    give_up(cli_text("witness-renamed", {{"name", name}, {"given", options.name}}));
  return or_give_up(db::open_log_key(options.key, name));
}

void serve_until(const StopSignals& signals, const WitnessOptions& options) {
  const Listen listen = listen_in(options.listen);
  std::vector<std::string> logs;
  std::ranges::transform(options.logs, std::back_inserter(logs), log_in);
  const fs::path folder = fs::absolute(options.state).parent_path();
  fs::create_directories(folder);
  if (auto left = leave_root(options.user, folder); !left) give_up(left.error());
  const db::FolderLock lock = or_give_up(db::FolderLock::take(folder));
  WitnessKeeper keeper(key_of(options), options.state, logs);
  http::Server server(
      {.address = listen.address, .port = listen.port, .io_threads = 1, .workers = 4},
      {.answer = [&](const http::Request& request) { return keeper.answer(request); },
       .body_limit = [](std::string_view, std::string_view) { return request_limit; },
       .refuse =
           [](http::Fault fault, const http::Headers&) {
             return http::Response{.status = fault == http::Fault::body_too_big ? 413 : 400,
                                   .headers = {},
                                   .body = ""};
           }});
  const std::string url = "http://" + listen.address + ":" + std::to_string(server.port());
  if (!options.address_file.empty()) std::ofstream(options.address_file) << url << "\n";
  std::cout << cli_text("witness-serving",
                        {{"address", url},
                         {"line", "witness NAME " + keeper.verifier_key() + " " + url}})
            << std::endl;
  signals.wait();
  server.stop();
}

}  // namespace

int serve_witness(const WitnessOptions& options) {
  log_as(options.log_format);
  const std::size_t colon = options.listen.rfind(':');
  return until_stopped(options.listen.substr(0, colon), options.listen.substr(colon + 1), 2,
                       [&](const StopSignals& signals) { serve_until(signals, options); });
}

}  // namespace gavel
