#pragma once
// The narrow waist between the network and everything else: a request and a response as plain
// values. Nothing outside this folder knows which library reads them from the wire.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gavel::http {

/// Header fields in their order. Names compare without case, as RFC 9110 has it.
class Headers {
 public:
  using Field = std::pair<std::string, std::string>;

  Headers() = default;
  Headers(std::initializer_list<Field> fields) : fields_(fields) {}

  void add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
  }
  /// Replaces every field of that name.
  void set(std::string name, std::string value) {
    std::erase_if(fields_, [&](const Field& field) { return same_name(field.first, name); });
    add(std::move(name), std::move(value));
  }
  /// The first value; nullopt when absent.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const {
    for (const Field& field : fields_) {
      if (same_name(field.first, name)) return field.second;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::string_view get(std::string_view name) const {
    return find(name).value_or(std::string_view());
  }
  [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }

 private:
  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
  static bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
  }
  std::vector<Field> fields_;
};

struct Request {
  std::string method;  ///< "GET"; upper case as sent.
  std::string target;  ///< Path and query as sent, still percent-encoded.
  Headers headers;
  std::string body;
  std::string remote;  ///< The peer's address, without port.
};

/// A body too large to hold. `from(offset)`, called on a worker, gives the next bytes; nothing or
/// an exception ends the connection before the promised length, so that the peer sees a broken
/// answer.
struct Pieces {
  std::size_t first = 0;  ///< Offset to begin at,
  std::size_t size = 0;   ///< and how many bytes from there.
  std::function<std::string(std::size_t offset)> from = nullptr;
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;  ///< Left out of the answer to HEAD, where it only gives Content-Length.
  std::optional<Pieces> pieces = std::nullopt;  ///< In place of `body`.

  [[nodiscard]] std::size_t size() const { return pieces ? pieces->size : body.size(); }
};

/// What the network layer itself turns down, before there is a whole Request.
enum class Fault {
  malformed,        ///< Not HTTP/1.1.
  headers_too_big,  ///< Header section over `header_limit`.
  body_too_big,     ///< Body over what `Handler::body_limit` allows.
};

/// The whole header section, request line included, in bytes.
inline constexpr std::size_t header_limit = 16u << 10;

/// What a server serves. All three are called from many threads.
struct Handler {
  /// May block. Must not throw.
  std::function<Response(const Request&)> answer;
  /// Bytes of body taken for a method and target, asked once the headers are read.
  std::function<std::size_t(std::string_view method, std::string_view target)> body_limit;
  /// The answer to a request that never became whole. Must not block, must not throw.
  std::function<Response(Fault, const Headers& as_far_as_read)> refuse;
};

}  // namespace gavel::http
