#include "api/witness_keeper.hpp"

#include <algorithm>
#include <chrono>

#include <spdlog/spdlog.h>

#include "api/cli_text.hpp"
#include "api/file_bytes.hpp"
#include "api/not_started.hpp"
#include "archive/cosignature.hpp"
#include "archive/digest.hpp"
#include "db/durable_file.hpp"
#include "engine/base/json.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
using archive::NoteKeyType;

constexpr std::string_view plain_text = "text/plain; charset=utf-8";

http::Response text(int status, std::string body, std::string_view type = plain_text) {
  http::Response response{.status = status, .headers = {}, .body = std::move(body)};
  response.headers.add("Content-Type", std::string(type));
  return response;
}

[[noreturn]] void damaged(const fs::path& file) {
  give_up(cli_text("witness-damaged", {{"file", file.string()}}));
}

std::string state_text(const std::string& witness, const archive::WitnessState& state) {
  JsonObject checkpoints;
  for (const auto& [origin, note] : state) checkpoints[origin] = note;
  return json_text(JsonObject{{"witness", witness}, {"checkpoints", std::move(checkpoints)}}) +
         "\n";
}

std::optional<JsonObject> state_in(const fs::path& file) {
  boost::system::error_code malformed;
  const Json read = boost::json::parse(file_bytes(file).value_or(""), malformed);
  if (malformed || !read.is_object()) return std::nullopt;
  const Json* const checkpoints = read.get_object().if_contains("checkpoints");
  if (checkpoints == nullptr || !checkpoints->is_object()) return std::nullopt;
  return read.get_object();
}

std::uint64_t seconds_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(now).count());
}

/// The ledger's own signatures only: who asks may add lines of any kind.
std::string kept_note(const archive::SignedNote& note, const std::string& origin) {
  std::string out = note.body + "\n";
  for (const auto& signature : note.signatures) {
    if (signature.name == origin) out += archive::signature_line(signature);
  }
  return out;
}

}  // namespace

WitnessKeeper::WitnessKeeper(archive::LogKey key, fs::path state, std::vector<std::string> logs)
    : key_(std::move(key)), file_(std::move(state)), logs_(std::move(logs)) {
  load();
}

std::string WitnessKeeper::name_in(const fs::path& state) {
  const auto members = state_in(state);
  const auto key = members ? archive::parse_note_key(string_or(*members, "witness")) : std::nullopt;
  return key ? key->name : "";
}

bool WitnessKeeper::is_unused(const fs::path& state) {
  const auto members = state_in(state);
  return members && members->at("checkpoints").get_object().empty();
}

void WitnessKeeper::begin(const archive::LogKey& key, const fs::path& state) {
  db::replace_file(state, state_text(archive::verifier_key(key, NoteKeyType::cosignature), {}));
}

/// Each checkpoint carries the cosignature it was given: a changed byte shows.
void WitnessKeeper::load() {
  const auto members = state_in(file_);
  if (!members) damaged(file_);
  if (string_or(*members, "witness") != verifier_key())
    give_up(cli_text("witness-other-key", {{"file", file_.string()}}));
  for (const auto& [origin, note] : members->at("checkpoints").get_object()) {
    const auto parsed = note.is_string() ? archive::parse_note(note.get_string()) : std::nullopt;
    const auto head = parsed ? archive::parse_checkpoint(parsed->body) : std::nullopt;
    if (!head || head->origin != std::string_view(origin) ||
        !archive::check_cosignature(*parsed, verifier_key()))
      damaged(file_);
    state_[std::string(origin)] = std::string(note.get_string());
  }
}

void WitnessKeeper::save(const archive::WitnessState& state) const {
  db::replace_file(file_, state_text(verifier_key(), state));
}

std::string WitnessKeeper::verifier_key() const {
  return archive::verifier_key(key_, NoteKeyType::cosignature);
}

http::Response WitnessKeeper::answer(const http::Request& request) {
  try {
    const std::string path = request.target.substr(0, request.target.find('?'));
    if (path == "/add-checkpoint") {
      if (request.method == "POST") return add_checkpoint(request.body);
    } else if (request.method == "GET") {
      if (path == "/key") return text(200, verifier_key() + "\n");
      constexpr std::string_view end = "/checkpoint";
      if (path.starts_with('/') && path.ends_with(end) && path.size() > end.size() + 1)
        return checkpoint(path.substr(1, path.size() - 1 - end.size()));
      return text(404, "not-found\n");
    }
    http::Response refused = text(405, "method-not-allowed\n");
    refused.headers.add("Allow", path == "/add-checkpoint" ? "POST" : "GET");
    return refused;
  } catch (const std::exception& failed) {
    spdlog::error("witness: {}", failed.what());
    return text(503, "not-durable\n");
  }
}

http::Response WitnessKeeper::add_checkpoint(const std::string& body) {
  const auto request = archive::parse_add_checkpoint(body);
  if (!request) return text(400, request.error() + "\n");
  const std::scoped_lock lock(mutex_);
  const auto head = archive::consider(state_, logs_, *request);
  const auto note = archive::parse_note(request->note);
  if (!head) {
    const std::string origin = note ? note->body.substr(0, note->body.find('\n')) : "";
    if (head.error() == archive::WitnessRefusal::inconsistent)
      spdlog::error("witness: {} is not proved to continue what was cosigned of it", origin);
    if (head.error() == archive::WitnessRefusal::stale)
      return text(409, std::to_string(archive::witnessed_size(state_, origin)) + "\n",
                  "text/x.tlog.size");
    return text(archive::http_status(head.error()), std::string(code(head.error())) + "\n");
  }
  const std::string line = archive::cosign(note->body, seconds_now(), key_);
  archive::WitnessState next = state_;
  next[head->origin] = kept_note(*note, head->origin) + line;
  save(next);
  state_ = std::move(next);
  return text(200, line);
}

http::Response WitnessKeeper::checkpoint(const std::string& origin_hash) {
  const std::scoped_lock lock(mutex_);
  for (const auto& [origin, note] : state_) {
    if (archive::sha256_hex(origin) == origin_hash) return text(200, note);
  }
  return text(404, "no-checkpoint\n");
}

}  // namespace gavel
