#include "api/routes/repeat.hpp"

#include "api/auth/sealed.hpp"
#include "api/routes/respond.hpp"
#include "archive/digest.hpp"
#include "db/idempotency.hpp"

namespace gavel::api {
namespace {

constexpr std::size_t key_length_max = 255;

bool is_visible(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::string digest_of(const http::Request& request) {
  archive::Digest digest(archive::DigestKind::sha256);
  digest.update(request.method + "\n" + request.target + "\n");
  digest.update(request.body);
  return digest.finish_hex();
}

/// The stored answer to this very request; nullopt when there is none.
std::optional<http::Response> first_answer(Context& context, const RepeatKey& key) {
  const auto row = context.services.idempotency.find(key.account, key.name);
  if (!row) return std::nullopt;
  if (row->request_sha256 != key.request_sha256) throw Problem{.type = "idempotency-key-reused"};
  http::Response response{.status = row->status,
                          .headers = {{"Idempotency-Replayed", "true"}},
                          .body = auth::unseal(key.key, row->body).value_or("")};
  if (!response.body.empty()) response.headers.add("Content-Type", "application/json");
  if (!row->location.empty()) response.headers.add("Location", row->location);
  const auto body = parse_json(response.body);
  if (body && body->is_object()) {
    const Json* version = body->get_object().if_contains("version");
    if (version != nullptr && version->is_int64()) {
      response.headers.add("ETag", etag_of(version->get_int64()));
    }
  }
  return response;
}

/// Holds the key for as long as this request is worked on.
class Turn {
 public:
  Turn(UnderWay& under_way, const RepeatKey& key)
      : under_way_(under_way), key_(key.account, key.name) {
    if (!under_way_.enter(key_)) {
      throw Problem{.type = "request-under-way", .headers = {{"Retry-After", "1"}}};
    }
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  ~Turn() { under_way_.leave(key_); }

 private:
  UnderWay& under_way_;
  const UnderWay::Key key_;
};

}  // namespace

std::optional<RepeatKey> repeat_key(const http::Request& request, const std::string& account) {
  auto field = request.headers.find("Idempotency-Key");
  if (!field) return std::nullopt;
  if (field->size() > 2 && field->starts_with('"') && field->ends_with('"')) {
    field = field->substr(1, field->size() - 2);
  }
  if (field->empty() || field->size() > key_length_max || !is_visible(*field)) {
    throw Problem{.type = "bad-idempotency-key", .values = {{"max", key_length_max}}};
  }
  return RepeatKey{.key = std::string(*field),
                   .name = auth::idempotency_name(*field),
                   .account = account,
                   .request_sha256 = digest_of(request)};
}

desk::IdempotencyRow kept_answer(const RepeatKey& key, int status, const std::string& location,
                                 const std::string& body) {
  return {.key = key.name,
          .account = key.account,
          .request_sha256 = key.request_sha256,
          .status = status,
          .location = location,
          .body = auth::seal(key.key, body)};
}

http::Response once(Context& context, Call& call, const std::function<http::Response()>& action) {
  if (!call.repeat) return action();
  RepeatKey& key = *call.repeat;
  const Turn turn(context.under_way, key);
  if (auto first = first_answer(context, key)) return *std::move(first);
  try {
    http::Response response = action();
    const bool succeeded = response.status >= 200 && response.status < 300;
    if (key.repeated) return first_answer(context, key).value_or(std::move(response));
    if (succeeded && !key.kept) {
      const std::string location(response.headers.get("Location"));
      key.kept = context.services.idempotency.remember(
          kept_answer(key, response.status, location, response.body));
    }
    return response;
  } catch (const Problem&) {
    // A twin on another node may have been first: then its answer is this one's.
    if (auto first = first_answer(context, key)) return *std::move(first);
    throw;
  }
}

}  // namespace gavel::api
