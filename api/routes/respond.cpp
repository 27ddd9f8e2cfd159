#include "api/routes/respond.hpp"

#include <charconv>

#include "api/routes/target.hpp"
#include "archive/digest.hpp"

namespace gavel::api {
namespace {

/// ":base64:" after "sha-256=" in a Digest field (a structured dictionary, RFC 8941); nullopt when
/// the dictionary has no such member, empty text when it is malformed.
std::optional<std::string> sha256_member(std::string_view field) {
  static constexpr std::string_view name = "sha-256=";
  const std::size_t at = field.find(name);
  if (at == std::string_view::npos) return std::nullopt;
  field.remove_prefix(at + name.size());
  const std::size_t close = field.find(':', 1);
  if (!field.starts_with(':') || close == std::string_view::npos) return "";
  return archive::from_base64(field.substr(1, close - 1)).value_or("");
}

}  // namespace

http::Response json_response(int status, const Json& body) {
  return {
      .status = status, .headers = {{"Content-Type", "application/json"}}, .body = json_text(body)};
}

http::Response created(const std::string& location, const Json& body) {
  http::Response response = json_response(201, body);
  response.headers.add("Location", location);
  return response;
}

http::Response text_response(std::string text, std::string_view media_type) {
  return {.status = 200,
          .headers = {{"Content-Type", std::string(media_type)}},
          .body = std::move(text)};
}

http::Response file_response(std::string bytes, const std::string& media_type,
                             const std::string& filename, const std::string& sha256_hex) {
  const std::string digest = archive::to_base64(archive::from_hex(sha256_hex).value_or(""));
  http::Response response = text_response(std::move(bytes), media_type);
  response.headers.add("Repr-Digest", "sha-256=:" + digest + ":");
  response.headers.add("ETag", "\"" + sha256_hex + "\"");
  response.headers.add("Content-Disposition", "attachment; filename*=UTF-8''" + encoded(filename));
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  response.headers.add("Cache-Control", "private, no-cache");
  return response;
}

http::Response file_response(http::Pieces pieces, const std::string& media_type,
                             const std::string& filename, const std::string& sha256_hex) {
  http::Response response = file_response(std::string(), media_type, filename, sha256_hex);
  response.pieces = std::move(pieces);
  return response;
}

std::string etag_of(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

std::string etag_of(std::int64_t version, std::string_view page) {
  return "\"" + std::to_string(version) + "." + archive::sha256_hex(page) + "\"";
}

std::optional<std::int64_t> if_match(const Call& call, bool needed) {
  const auto field = call.request.headers.find("If-Match");
  if (!field && needed) throw Problem{.type = "precondition-required"};
  if (!field || *field == "*") return std::nullopt;
  const bool quoted = field->size() > 2 && field->starts_with('"') && field->ends_with('"');
  std::int64_t version = 0;
  if (quoted) {
    const std::string_view digits = field->substr(1, field->size() - 2);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), version);
    const char* const end = digits.data() + digits.size();
    if (read.ec == std::errc{} && (read.ptr == end || *read.ptr == '.')) return version;
  }
  throw Problem{.type = "bad-if-match"};
}

void link_next(http::Response& response, const Call& call, const std::string& cursor) {
  if (cursor.empty()) return;
  const std::string& target = call.request.target;
  std::string next = target.substr(0, target.find('?')) + "?";
  for (const auto& [name, value] : call.query_parameters) {
    if (name != "cursor") next += encoded(name) + "=" + encoded(value) + "&";
  }
  response.headers.add("Link", "<" + next + "cursor=" + encoded(cursor) + ">; rel=\"next\"");
}

std::string media_type_of(const http::Request& request) {
  const std::string_view type =
      request.headers.find("Content-Type").value_or("application/octet-stream");
  const std::size_t slash = type.find('/');
  const auto is_unfit = [](char c) { return c < 0x20 || c == 0x7F; };  // not of ASCII: negative
  const bool is_type = slash != std::string_view::npos && slash > 0 && slash + 1 < type.size() &&
                       type.size() <= 200 && std::ranges::none_of(type, is_unfit);
  if (!is_type)
    throw Problem{.type = "wrong-content-type", .values = {{"expected", "type/subtype"}}};
  return std::string(type);
}

void check_content_digest(const http::Request& request, std::string_view sha256_raw) {
  const auto field = request.headers.find("Content-Digest");
  if (!field) return;
  const auto claimed = sha256_member(*field);
  // Other algorithms may be left unchecked (RFC 9530 2); a sha-256 may not be wrong.
  if (claimed && *claimed != sha256_raw) {
    throw Problem{.type = "digest-mismatch",
                  .values = {{"actual", "sha-256=:" + archive::to_base64(sha256_raw) + ":"}}};
  }
}

}  // namespace gavel::api
