#pragma once
// One HTTP request to a server of ours, for the command line. Blocks; does not follow redirects.
#include <expected>
#include <string>

#include "api/http/message.hpp"

namespace gavel::http {

/// Sends `request` (method, target, headers, body) to `server`: "http://127.0.0.1:8080" or
/// "https://host", whose certificate must be one the system trusts. An http address must be of this
/// machine, since tokens do not travel in the open. The error is a sentence of the system's or of
/// ours, in English, why there is no answer.
[[nodiscard]] std::expected<Response, std::string> ask(const std::string& server,
                                                       const Request& request);

}  // namespace gavel::http
