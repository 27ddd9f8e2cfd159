#pragma once
// What is answered to a key that was not taken, be it of an account or of an organisation outside.
#include <string>

#include "db/accounts.hpp"

namespace gavel::api {

[[noreturn]] void refuse_key(db::KeyFault fault);

/// The refusal gives the very bytes to sign, so that openssl can be used without reading up.
[[noreturn]] void ask_for_possession(const std::string& holder, const std::string& pem);

}  // namespace gavel::api
