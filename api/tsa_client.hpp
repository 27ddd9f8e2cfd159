#pragma once
// Asks a time-stamping authority over HTTP (RFC 3161, 3.4): one that the operator named, and no
// other; redirects are not followed.
#include <string>

#include "db/time_stamping.hpp"

namespace gavel {

/// `url`: http or https, "https://tsa.example/path". Throws NotStarted for any other text.
[[nodiscard]] db::AskAuthority ask_authority_over_http(const std::string& url);

}  // namespace gavel
