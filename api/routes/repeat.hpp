#pragma once
// Idempotency-Key: the same request under the same key gets the first answer again. Only answers of
// success are kept: what was refused changed nothing and may be tried anew. Where the desk appends
// an event, the answer is stored in the same transaction; elsewhere right after.
#include <functional>
#include <optional>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"

namespace gavel::api {

/// The key of the request, or nullopt. Problem bad-idempotency-key (400).
[[nodiscard]] std::optional<RepeatKey> repeat_key(const http::Request& request,
                                                  const std::string& account);

/// The row that keeps `body` under the call's key.
[[nodiscard]] desk::IdempotencyRow kept_answer(const RepeatKey& key, int status,
                                               const std::string& location,
                                               const std::string& body);

/// Runs `action` at most once for the call's key. Problems idempotency-key-reused (422),
/// request-under-way (409).
[[nodiscard]] http::Response once(Context& context, Call& call,
                                  const std::function<http::Response()>& action);

}  // namespace gavel::api
