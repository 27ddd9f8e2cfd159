#pragma once
// What an archivist proposes of a stored volume: read, held against its terms, and entered.
#include "api/routes/call.hpp"
#include "api/routes/context.hpp"

namespace gavel::api {

[[nodiscard]] http::Response propose_keeping(Context& context, Call& call);

}  // namespace gavel::api
