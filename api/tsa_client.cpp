#include "api/tsa_client.hpp"

#include <chrono>

#include "api/cli_text.hpp"
#include "api/http/client.hpp"
#include "api/not_started.hpp"

namespace gavel {
namespace {

constexpr std::chrono::seconds patience{10};
constexpr std::size_t answer_limit = 64u << 10;  // as archive::TimeStamp takes it

}  // namespace

db::AskAuthority ask_authority_over_http(const std::string& url) {
  const bool is_http = url.starts_with("http://") || url.starts_with("https://");
  const std::size_t host = url.find("://") + 3;
  if (!is_http || host >= url.size() || url[host] == '/')
    give_up(cli_text("tsa-url-wrong", {{"url", url}}));
  const std::size_t path = url.find('/', host);
  const std::string server = url.substr(0, path);
  const std::string target = path == std::string::npos ? "/" : url.substr(path);
  return [server, target](const std::string& query) -> std::expected<std::string, std::string> {
    http::Request request{
        .method = "POST", .target = target, .headers = {}, .body = query, .remote = ""};
    request.headers.set("Content-Type", "application/timestamp-query");
    auto answer = http::ask(
        server, request, {.patience = patience, .answer_limit = answer_limit, .is_public = true});
    if (!answer) return std::unexpected(std::move(answer.error()));
    if (answer->status != 200)
      return std::unexpected(server + " answered " + std::to_string(answer->status));
    return std::move(answer->body);
  };
}

}  // namespace gavel
