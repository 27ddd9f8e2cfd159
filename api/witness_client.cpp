#include "api/witness_client.hpp"

#include <algorithm>

#include "api/cli_text.hpp"
#include "api/file_bytes.hpp"
#include "api/http/client.hpp"
#include "api/not_started.hpp"

namespace gavel {

archive::WitnessPolicy read_witness_policy(const std::filesystem::path& file,
                                           const std::string& log_verifier_key) {
  auto policy = archive::WitnessPolicy::parse(or_give_up(file_bytes(file)));
  if (!policy)
    give_up(cli_text("policy-file-wrong", {{"file", file.string()}, {"reason", policy.error()}}));
  if (!policy->logs().empty() && !std::ranges::count(policy->logs(), log_verifier_key))
    give_up(cli_text("policy-other-log", {{"file", file.string()}, {"key", log_verifier_key}}));
  return *std::move(policy);
}

db::AskWitness ask_witness_over_http() {
  return [](const std::string& url,
            const std::string& body) -> std::expected<db::WitnessAnswer, std::string> {
    const std::size_t host = url.find("://");
    const std::size_t path = host == std::string::npos ? host : url.find('/', host + 3);
    if (path == std::string::npos) return std::unexpected("'" + url + "' is no address");
    const http::Request request{.method = body.empty() ? "GET" : "POST",
                                .target = url.substr(path),
                                .headers = {},
                                .body = body,
                                .remote = ""};
    auto answer = http::ask(
        url.substr(0, path), request,
        {.patience = std::chrono::seconds{5}, .answer_limit = 64u << 10, .is_public = true});
    if (!answer) return std::unexpected(std::move(answer.error()));
    return db::WitnessAnswer{answer->status, std::move(answer->body)};
  };
}

}  // namespace gavel
