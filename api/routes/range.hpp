#pragma once
// Part of a file (RFC 9110, section 14): a download that was broken off goes on where it stopped.
#include "api/http/message.hpp"
#include "api/routes/call.hpp"

namespace gavel::api {

/// The part of `whole` that the request's Range asks for, as 206 with Content-Range; `whole` itself
/// where it asks for none, for several, in another unit, or for a part of another version
/// (If-Range). Problem range-not-satisfiable (416). Repr-Digest stays that of the whole.
[[nodiscard]] http::Response ranged(const Call& call, http::Response whole);

}  // namespace gavel::api
