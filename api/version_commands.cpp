#include "api/version_commands.hpp"

#include <expected>
#include <iostream>

#include "api/cli_text.hpp"
#include "api/file_bytes.hpp"
#include "api/http/client.hpp"
#include "api/routes/target.hpp"
#include "api/routes/version_words.hpp"
#include "archive/digest.hpp"

namespace gavel {
namespace {

constexpr int failed = 1, misused = 2;

int complain(const std::string& sentence, int code = failed) {
  std::cerr << "gavel: " << sentence << "\n";
  return code;
}

/// Null once everything that is wrong with the file has been said.
std::shared_ptr<const procedure::Procedure> read(const std::filesystem::path& file) {
  const auto xml = file_bytes(file);
  if (!xml) {
    complain(xml.error());
    return nullptr;
  }
  const auto result = procedure::read(*xml, file.string(), archive::sha256_hex(*xml));
  if (result.procedure == nullptr) {
    for (const Diagnostic& each : result.diagnostics)
      std::cerr << in_own_language(in_words(each)) << "\n";
  }
  return result.procedure;
}

// ---- gavel migrate-matter

std::string said(const Json& text, bool chinese) {
  return string_or(text.as_object(), chinese ? "zh" : "en");
}

class Asker {
 public:
  Asker(const MoveRequest& request, std::string token)
      : request_(request), token_(std::move(token)) {}

  /// The answer, or the sentence why there is none.
  std::expected<Json, std::string> ask(const char* method, const std::string& query,
                                       const JsonObject& body, const std::string& version) const {
    http::Request out{
        .method = method,
        .target = "/v1/matters/" + api::encoded(request_.matter) + "/migration" + query,
        .headers = {{"Authorization", "Bearer " + token_},
                    {"Accept", "application/json"},
                    {"Accept-Language", speaks_chinese() ? "zh" : "en"}},
        .body = "",
        .remote = ""};
    if (!version.empty()) {
      out.headers.add("If-Match", "\"" + version + "\"");
      out.headers.add("Content-Type", "application/json");
      out.body = json_text(body);
    }
    const auto answer = http::ask(request_.server, out);
    if (!answer) {
      return std::unexpected(cli_text("server-unreachable",
                                      {{"server", request_.server}, {"reason", answer.error()}}));
    }
    auto json = parse_json(answer->body);
    if (!json || !json->is_object()) {
      return std::unexpected(cli_text(
          "server-unreachable",
          {{"server", request_.server}, {"reason", "HTTP " + std::to_string(answer->status)}}));
    }
    if (answer->status < 300) return *std::move(json);
    if (request_.json) std::cout << json_text(*json) << "\n";
    return std::unexpected(string_or(json->as_object(), "detail"));
  }

 private:
  const MoveRequest& request_;
  std::string token_;
};

void print_plan(const JsonObject& plan, const MoveRequest& request) {
  const bool chinese = speaks_chinese();
  const auto version = [&](const char* side) {
    return string_or(plan.at(side).as_object(), "version");
  };
  std::cout << cli_text(
                   "migration-head",
                   {{"matter", request.matter}, {"from", version("from")}, {"to", version("to")}})
            << "\n";
  for (const Json& change : plan.at("changes").as_array())
    std::cout << "  " << said(change.at("says"), chinese) << "\n";
  if (plan.at("changes").as_array().empty()) {
    const Text nothing = api::version_sentence("plan nothing");
    std::cout << "  " << (chinese ? nothing.zh : nothing.en) << "\n";
  }
  for (const Json& obstacle : plan.at("obstacles").as_array())
    std::cout << "! " << said(obstacle.at("says"), chinese) << "\n";
}

int perform(const MoveRequest& request, const Asker& asker, const JsonObject& plan) {
  JsonObject body{{"to", plan.at("to").at("sha256")},
                  {"reason", request.reason},
                  {"accept", JsonArray(request.accepted.begin(), request.accepted.end())}};
  const auto done = asker.ask("POST", "", body, json_text(plan.at("version")));
  if (!done) return complain(done.error());
  if (request.json) {
    std::cout << json_text(*done) << "\n";
  } else {
    std::cout << cli_text("migration-done", {{"seq", json_text(done->at("seq"))}}) << "\n";
  }
  return 0;
}

}  // namespace

int print_difference(const DiffRequest& request) {
  const auto from = read(request.from), to = read(request.to);
  if (from == nullptr || to == nullptr) return failed;
  const auto changes = procedure::difference(*from, *to);
  if (request.json) {
    const auto pin = [](const procedure::Procedure& p) {
      return JsonObject{{"name", p.name}, {"version", p.version}, {"sha256", p.sha256}};
    };
    std::cout << json_text(JsonObject{
                     {"from", pin(*from)}, {"to", pin(*to)}, {"changes", api::view(changes)}})
              << "\n";
    return 0;
  }
  const auto print = [](const Text& text) { std::cout << in_own_language(text) << "\n"; };
  for (const procedure::Change& change : changes) print(api::says(change));
  if (changes.empty()) print(api::version_sentence("no change"));
  return 0;
}

int migrate_matter(const MoveRequest& request) {
  if (request.perform && request.reason.empty())
    return complain(cli_text("migration-needs-reason", {}), misused);
  auto token = file_bytes(request.token_file);
  if (!token) return complain(token.error());
  token->erase(std::min(token->find_first_of("\r\n"), token->size()));
  if (token->empty())
    return complain(cli_text("no-token", {{"file", request.token_file.string()}}));

  const Asker asker(request, std::move(*token));
  const std::string query = request.to.empty() ? "" : "?to=" + api::encoded(request.to);
  const auto plan = asker.ask("GET", query, {}, "");
  if (!plan) return complain(plan.error());
  if (!request.json) {
    print_plan(plan->as_object(), request);
  } else if (!request.perform) {
    std::cout << json_text(*plan) << "\n";
  }
  // The server is asked even where the plan has obstacles: naming steps may take one away.
  if (request.perform) return perform(request, asker, plan->as_object());
  const bool possible = plan->at("possible").as_bool();
  if (!request.json && possible) std::cout << cli_text("migration-possible", {}) << "\n";
  return possible ? 0 : failed;
}

}  // namespace gavel
