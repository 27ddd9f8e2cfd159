#pragma once
// One HTTP request: of the command line to a server of ours, and to a stranger, of the server to a
// time-stamping authority or a witness (AskOptions::is_public). Blocks; does not follow redirects.
#include <chrono>
#include <cstddef>
#include <expected>
#include <string>

#include "api/http/message.hpp"

namespace gavel::http {

struct AskOptions {
  std::chrono::seconds patience{60};     ///< For the whole answer, and for each of its bytes.
  std::size_t answer_limit = 64u << 20;  ///< Bytes of body.
  bool is_public = false;  ///< What is sent is no secret: http may leave this machine.
};

/// Sends `request` (method, target, headers, body) to `server`: "http://127.0.0.1:8080" or
/// "https://host", whose certificate must be one the system trusts. An http address must be of this
/// machine, since tokens do not travel in the open. The error is a sentence of the system's or of
/// ours, in English, why there is no answer.
[[nodiscard]] std::expected<Response, std::string> ask(const std::string& server,
                                                       const Request& request,
                                                       const AskOptions& options = {});

}  // namespace gavel::http
