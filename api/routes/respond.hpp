#pragma once
// Answers that are no problems.
#include <cstdint>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "api/routes/call.hpp"
#include "engine/base/json.hpp"

namespace gavel::api {

[[nodiscard]] http::Response json_response(int status, const Json& body);
/// 201 with Location.
[[nodiscard]] http::Response created(const std::string& location, const Json& body);
/// Bytes as they are, with Repr-Digest (RFC 9530) and a strong ETag made of `sha256_hex`; offered
/// as a file and never run by a browser.
[[nodiscard]] http::Response file_response(std::string bytes, const std::string& media_type,
                                           const std::string& filename,
                                           const std::string& sha256_hex);
/// The same of a file too large to hold.
[[nodiscard]] http::Response file_response(http::Pieces pieces, const std::string& media_type,
                                           const std::string& filename,
                                           const std::string& sha256_hex);
[[nodiscard]] http::Response text_response(std::string text, std::string_view media_type);

/// The ETag of a matter at a version: "\"7\"".
[[nodiscard]] std::string etag_of(std::int64_t version);
/// Of its page, which changes without a new version, by clocks and what others bring to it, and
/// with who reads it: the digest of the page stands behind, "\"7.<SHA-256>\"".
[[nodiscard]] std::string etag_of(std::int64_t version, std::string_view page);

/// The version an If-Match names; nullopt when there is no such header or it is "*". Problem
/// precondition-required (428) when it is absent and `needed`; bad-if-match (400).
[[nodiscard]] std::optional<std::int64_t> if_match(const Call& call, bool needed);

/// Link: <same path, same query with another cursor>; rel="next".
void link_next(http::Response& response, const Call& call, const std::string& cursor);

/// Content-Type of an uploaded file, "application/octet-stream" where none is given. Problem
/// wrong-content-type (415) when it is no "type/subtype".
[[nodiscard]] std::string media_type_of(const http::Request& request);

/// Content-Digest of the request, where given, must be its body's: problem digest-mismatch.
void check_content_digest(const http::Request& request, std::string_view sha256_raw);

}  // namespace gavel::api
