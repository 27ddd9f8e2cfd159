#include "api/http/connection.hpp"

#include <array>
#include <ctime>
#include <vector>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <spdlog/spdlog.h>

// Beside the small client the only unit that includes Beast (it costs some 20 s to compile). g++ 12
// destroys closures with captures and braced temporaries inside a co_await expression twice, so
// everything is named on the line before.

namespace gavel::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;

class Connection {
 public:
  Connection(Lane& lane, std::atomic<std::size_t>& open, tcp::socket socket)
      : stream(std::move(socket)), lane_(lane), open_(open) {
    ++open_;
    lane_.connections.insert(this);
    error_code ignored;
    const auto peer = stream.socket().remote_endpoint(ignored);
    remote = peer.address().to_string();
    stream.socket().set_option(tcp::no_delay(true), ignored);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    lane_.connections.erase(this);
    --open_;
  }

  beast::tcp_stream stream;
  beast::flat_buffer buffer;
  std::string remote;
  bool idle = false;  ///< Waits for the first byte of a request.

 private:
  Lane& lane_;
  std::atomic<std::size_t>& open_;
};

namespace {

/// Bytes of a refused body that are read and dropped, so that the peer, still sending, gets to see
/// the answer instead of a reset connection.
constexpr std::size_t drop_limit = 256u << 20;
constexpr std::chrono::milliseconds drop_timeout{10'000};

using Parser = wire::request_parser<wire::string_body>;

Headers headers_of(const wire::fields& fields) {
  Headers headers;
  for (const auto& field : fields) {
    headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  return headers;
}

Request request_of(wire::request<wire::string_body>&& message, const std::string& remote) {
  return {.method = std::string(message.method_string()),
          .target = std::string(message.target()),
          .headers = headers_of(message),
          .body = std::move(message.body()),
          .remote = remote};
}

/// RFC 9110 5.6.7, "Sun, 06 Nov 1994 08:49:37 GMT"; the C locale is never changed.
std::string http_date() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 40> text{};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), size};
}

/// A line break inside a value would end the header section early.
bool is_one_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos;
}

template <class Body>
wire::response<Body> message_of(const Response& response, unsigned version, bool keep_alive) {
  wire::response<Body> message;
  message.version(version);
  message.result(static_cast<unsigned>(response.status));
  message.set(wire::field::date, http_date());
  for (const auto& [name, value] : response.headers.fields()) {
    if (is_one_line(name) && is_one_line(value)) message.insert(name, value);
  }
  const bool has_no_body = response.status == 204 || response.status == 304;
  if (!has_no_body) message.content_length(response.size());
  message.keep_alive(keep_alive);
  return message;
}

/// Writes with a time-out for each step, so that a slow reader of a large package is not cut off.
template <class Body>
asio::awaitable<bool> write(beast::tcp_stream& stream, wire::response<Body>& message,
                            std::chrono::milliseconds timeout) {
  wire::response_serializer<Body> serializer(message);
  error_code failed;
  while (!serializer.is_done() && !failed) {
    stream.expires_after(timeout);
    co_await wire::async_write_some(stream, serializer,
                                    asio::redirect_error(asio::use_awaitable, failed));
  }
  co_return !failed;
}

Fault fault_of(const error_code& error) {
  if (error == wire::error::header_limit || error == wire::error::buffer_overflow) {
    return Fault::headers_too_big;
  }
  if (error == wire::error::body_limit) return Fault::body_too_big;
  return Fault::malformed;
}

/// True when there is nobody left to answer. A peer whose time is up has been closed on: to tell it
/// would need another time-out.
bool is_gone(const error_code& error) {
  return error == wire::error::end_of_stream || error == wire::error::partial_message ||
         error == asio::error::eof || error == asio::error::connection_reset ||
         error == asio::error::operation_aborted || error == asio::error::broken_pipe ||
         error == beast::error::timeout;
}

class Conversation {
 public:
  Conversation(Shared& shared, Connection& connection) : shared_(shared), connection_(connection) {}

  /// True when the connection may carry another request.
  asio::awaitable<bool> serve_one();

 private:
  asio::awaitable<error_code> read_headers(Parser& parser);
  asio::awaitable<error_code> read_body(Parser& parser, std::size_t limit);
  asio::awaitable<bool> answer(Parser& parser);
  asio::awaitable<bool> write_pieces(const Pieces& pieces);
  asio::awaitable<std::string> next_piece(const Pieces& pieces, std::size_t offset);
  asio::awaitable<void> refuse(Parser& parser, Fault fault);
  asio::awaitable<bool> write_message(Response& response, unsigned version, bool keep, bool head);
  asio::awaitable<void> drop_rest();

  Shared& shared_;
  Connection& connection_;
};

asio::awaitable<bool> Conversation::serve_one() {
  Parser parser;
  parser.header_limit(header_limit);
  parser.body_limit(boost::none);  // The limit is known once the path is.
  error_code failed = co_await read_headers(parser);
  if (is_gone(failed)) co_return false;
  if (failed) {
    co_await refuse(parser, fault_of(failed));
    co_return false;
  }
  const std::size_t limit =
      shared_.handler.body_limit(parser.get().method_string(), parser.get().target());
  failed = co_await read_body(parser, limit);
  if (is_gone(failed)) co_return false;
  if (failed) {
    co_await refuse(parser, fault_of(failed));
    co_return false;
  }
  co_return co_await answer(parser);
}

asio::awaitable<error_code> Conversation::read_headers(Parser& parser) {
  error_code failed;
  if (connection_.buffer.size() == 0) {
    if (shared_.stopping) co_return asio::error::operation_aborted;
    connection_.idle = true;
    connection_.stream.expires_after(shared_.options.idle_timeout);
    const auto room = connection_.buffer.prepare(4096);
    const std::size_t count = co_await connection_.stream.async_read_some(
        room, asio::redirect_error(asio::use_awaitable, failed));
    connection_.idle = false;
    connection_.buffer.commit(count);
    if (failed) co_return failed;
  }
  connection_.stream.expires_after(shared_.options.header_timeout);
  co_await wire::async_read_header(connection_.stream, connection_.buffer, parser,
                                   asio::redirect_error(asio::use_awaitable, failed));
  co_return failed;
}

asio::awaitable<error_code> Conversation::read_body(Parser& parser, std::size_t limit) {
  error_code failed;
  if (parser.content_length().value_or(0) > limit) co_return wire::error::body_limit;
  parser.body_limit(limit);
  if (!parser.is_done() && parser.get()[wire::field::expect] == "100-continue") {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto bytes = asio::buffer(go_on);
    co_await asio::async_write(connection_.stream, bytes,
                               asio::redirect_error(asio::use_awaitable, failed));
  }
  while (!parser.is_done() && !failed) {
    connection_.stream.expires_after(shared_.options.progress_timeout);
    co_await wire::async_read_some(connection_.stream, connection_.buffer, parser,
                                   asio::redirect_error(asio::use_awaitable, failed));
  }
  co_return failed;
}

asio::awaitable<bool> Conversation::answer(Parser& parser) {
  const bool head = parser.get().method() == wire::verb::head;
  const unsigned version = parser.get().version();
  const bool asked_to_keep = parser.keep_alive();
  connection_.stream.expires_never();
  const Request request = request_of(parser.release(), connection_.remote);
  auto worker = asio::bind_executor(shared_.workers.get_executor(), asio::use_awaitable);
  co_await asio::post(shared_.workers.get_executor(), std::move(worker));
  Response response =
      shared_.handler.answer(request);  // On a worker: the stream must not be touched.
  co_await asio::post(connection_.stream.get_executor(), asio::use_awaitable);

  const bool keep = asked_to_keep && !shared_.stopping;
  bool written = co_await write_message(response, version, keep, head);
  if (written && !head && response.pieces) {
    written = co_await write_pieces(*response.pieces);
  }
  co_return written&& keep;
}

/// The head, and the body where it is at hand; pieces come after it.
asio::awaitable<bool> Conversation::write_message(Response& response, unsigned version, bool keep,
                                                  bool head) {
  const auto timeout = shared_.options.progress_timeout;
  if (head || response.body.empty()) {
    auto message = message_of<wire::empty_body>(response, version, keep);
    co_return co_await write(connection_.stream, message, timeout);
  }
  auto message = message_of<wire::string_body>(response, version, keep);
  message.body() = std::move(response.body);
  co_return co_await write(connection_.stream, message, timeout);
}

/// One piece is in memory at a time; a peer that reads slowly keeps no worker.
asio::awaitable<bool> Conversation::write_pieces(const Pieces& pieces) {
  error_code failed;
  for (std::size_t done = 0; done < pieces.size && !failed;) {
    const std::string piece = co_await next_piece(pieces, pieces.first + done);
    if (piece.empty()) co_return false;
    auto rest = asio::buffer(piece.data(), std::min(piece.size(), pieces.size - done));
    done += rest.size();
    while (rest.size() > 0 && !failed) {
      connection_.stream.expires_after(shared_.options.progress_timeout);
      rest += co_await connection_.stream.async_write_some(
          rest, asio::redirect_error(asio::use_awaitable, failed));
    }
  }
  co_return !failed;
}

asio::awaitable<std::string> Conversation::next_piece(const Pieces& pieces, std::size_t offset) {
  connection_.stream.expires_never();
  auto worker = asio::bind_executor(shared_.workers.get_executor(), asio::use_awaitable);
  co_await asio::post(shared_.workers.get_executor(), std::move(worker));
  std::string piece;
  try {
    piece = pieces.from(offset);
  } catch (const std::exception& error) {
    spdlog::error("an answer was cut off at byte {}: {}", offset, error.what());
  }
  co_await asio::post(connection_.stream.get_executor(), asio::use_awaitable);
  co_return piece;
}

asio::awaitable<void> Conversation::refuse(Parser& parser, Fault fault) {
  const Headers so_far = headers_of(parser.get());
  const bool head = parser.get().method() == wire::verb::head;
  Response response = shared_.handler.refuse(fault, so_far);
  const bool written = co_await write_message(response, 11, false, head);
  if (written) co_await drop_rest();
}

asio::awaitable<void> Conversation::drop_rest() {
  error_code failed;
  connection_.stream.socket().shutdown(tcp::socket::shutdown_send, failed);
  connection_.stream.expires_after(drop_timeout);
  std::vector<char> dropped(64u << 10);
  const auto room = asio::buffer(dropped);
  for (std::size_t total = 0; total < drop_limit && !failed && !shared_.stopping;) {
    total += co_await connection_.stream.async_read_some(
        room, asio::redirect_error(asio::use_awaitable, failed));
  }
}

}  // namespace

asio::awaitable<void> converse(Shared& shared, Lane& lane, tcp::socket socket) {
  Connection connection(lane, shared.open, std::move(socket));
  Conversation conversation(shared, connection);
  while (co_await conversation.serve_one()) {
  }
  error_code ignored;
  connection.stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

void end_idle(Lane& lane) {
  for (Connection* connection : lane.connections) {
    if (connection->idle) connection->stream.cancel();
  }
}

}  // namespace gavel::http
