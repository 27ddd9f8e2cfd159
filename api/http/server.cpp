#include "api/http/server.hpp"

#include <array>
#include <atomic>
#include <condition_variable>
#include <ctime>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <spdlog/spdlog.h>

// Beside the small client the only unit that includes Beast (it costs some 20 s to compile), and
// the only one with coroutines: g++ 12 destroys closures with captures and braced temporaries
// inside a co_await expression twice, so everything is named on the line before.

namespace gavel::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Bytes of a refused body that are read and dropped, so that the peer, still sending, gets to see
/// the answer instead of a reset connection.
constexpr std::size_t drop_limit = 256u << 20;
constexpr std::chrono::milliseconds drop_timeout{10'000};
/// After the system runs out of file descriptors.
constexpr std::chrono::milliseconds accept_pause{100};

class Connection;

/// One I/O thread and the connections it alone touches.
struct Lane {
  std::set<Connection*> connections;
  asio::io_context context{1};
};

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
asio::awaitable<bool> write(Connection& connection, wire::response<Body>& message,
                            std::chrono::milliseconds timeout) {
  wire::response_serializer<Body> serializer(message);
  error_code failed;
  while (!serializer.is_done() && !failed) {
    connection.stream.expires_after(timeout);
    co_await wire::async_write_some(connection.stream, serializer,
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

}  // namespace

struct Server::Core {
  Core(const ServerOptions& given, Handler what)
      : options(given), handler(std::move(what)), workers(given.workers) {}

  void listen();
  void run();
  void stop();
  asio::awaitable<void> accept();
  asio::awaitable<void> serve(Lane& lane, tcp::socket socket);
  asio::awaitable<bool> serve_one(Connection& connection);
  asio::awaitable<error_code> read_headers(Connection& connection, Parser& parser);
  asio::awaitable<error_code> read_body(Connection& connection, Parser& parser, std::size_t limit);
  asio::awaitable<bool> answer(Connection& connection, Parser& parser);
  asio::awaitable<bool> write_pieces(Connection& connection, const Pieces& pieces);
  asio::awaitable<std::string> next_piece(Connection& connection, const Pieces& pieces,
                                          std::size_t offset);
  asio::awaitable<void> refuse(Connection& connection, Parser& parser, Fault fault);
  asio::awaitable<void> drop_rest(Connection& connection);

  const ServerOptions options;
  const Handler handler;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> open{0};
  std::uint16_t port = 0;
  bool stopped = false;
  asio::thread_pool workers;
  std::deque<Lane> lanes;
  std::optional<tcp::acceptor> acceptor;
  std::vector<std::jthread> threads;
};

void Server::Core::listen() {
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const unsigned count = options.io_threads == 0 ? cores : options.io_threads;
  for (unsigned i = 0; i < count; ++i) lanes.emplace_back();
  error_code failed;
  const auto address = asio::ip::make_address(options.address, failed);
  if (failed) throw CannotListen(failed.message());
  acceptor.emplace(lanes.front().context);
  const tcp::endpoint endpoint(address, options.port);
  acceptor->open(endpoint.protocol(), failed);
  if (!failed) acceptor->set_option(asio::socket_base::reuse_address(true), failed);
  if (!failed) acceptor->bind(endpoint, failed);
  if (!failed) acceptor->listen(asio::socket_base::max_listen_connections, failed);
  if (failed) throw CannotListen(failed.message());
  port = acceptor->local_endpoint().port();
}

void Server::Core::run() {
  asio::co_spawn(lanes.front().context, accept(), [](const std::exception_ptr& /*never*/) {});
  for (Lane& lane : lanes) {
    threads.emplace_back([&lane] {
      const auto guard = asio::make_work_guard(lane.context);
      lane.context.run();
    });
  }
}

asio::awaitable<void> Server::Core::accept() {
  asio::steady_timer pause(lanes.front().context);
  for (std::size_t turn = 0; !stopping; ++turn) {
    Lane& lane = lanes[turn % lanes.size()];
    error_code failed;
    tcp::socket socket = co_await acceptor->async_accept(
        lane.context, asio::redirect_error(asio::use_awaitable, failed));
    if (failed == asio::error::operation_aborted) co_return;
    if (failed) {
      spdlog::warn("accept: {}", failed.message());
      pause.expires_after(accept_pause);
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, failed));
      continue;
    }
    asio::co_spawn(lane.context, serve(lane, std::move(socket)),
                   [](const std::exception_ptr& broken) {
                     if (broken) spdlog::error("a connection was lost to an exception");
                   });
  }
}

asio::awaitable<void> Server::Core::serve(Lane& lane, tcp::socket socket) {
  Connection connection(lane, open, std::move(socket));
  while (co_await serve_one(connection)) {
  }
  error_code ignored;
  connection.stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

/// True when the connection may carry another request.
asio::awaitable<bool> Server::Core::serve_one(Connection& connection) {
  Parser parser;
  parser.header_limit(header_limit);
  parser.body_limit(boost::none);  // The limit is known once the path is.
  error_code failed = co_await read_headers(connection, parser);
  if (is_gone(failed)) co_return false;
  if (failed) {
    co_await refuse(connection, parser, fault_of(failed));
    co_return false;
  }
  const std::size_t limit = handler.body_limit(parser.get().method_string(), parser.get().target());
  failed = co_await read_body(connection, parser, limit);
  if (is_gone(failed)) co_return false;
  if (failed) {
    co_await refuse(connection, parser, fault_of(failed));
    co_return false;
  }
  co_return co_await answer(connection, parser);
}

asio::awaitable<error_code> Server::Core::read_headers(Connection& connection, Parser& parser) {
  error_code failed;
  if (connection.buffer.size() == 0) {
    if (stopping) co_return asio::error::operation_aborted;
    connection.idle = true;
    connection.stream.expires_after(options.idle_timeout);
    const auto room = connection.buffer.prepare(4096);
    const std::size_t count = co_await connection.stream.async_read_some(
        room, asio::redirect_error(asio::use_awaitable, failed));
    connection.idle = false;
    connection.buffer.commit(count);
    if (failed) co_return failed;
  }
  connection.stream.expires_after(options.header_timeout);
  co_await wire::async_read_header(connection.stream, connection.buffer, parser,
                                   asio::redirect_error(asio::use_awaitable, failed));
  co_return failed;
}

asio::awaitable<error_code> Server::Core::read_body(Connection& connection, Parser& parser,
                                                    std::size_t limit) {
  error_code failed;
  if (parser.content_length().value_or(0) > limit) co_return wire::error::body_limit;
  parser.body_limit(limit);
  if (!parser.is_done() && parser.get()[wire::field::expect] == "100-continue") {
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    const auto bytes = asio::buffer(go_on);
    co_await asio::async_write(connection.stream, bytes,
                               asio::redirect_error(asio::use_awaitable, failed));
  }
  while (!parser.is_done() && !failed) {
    connection.stream.expires_after(options.progress_timeout);
    co_await wire::async_read_some(connection.stream, connection.buffer, parser,
                                   asio::redirect_error(asio::use_awaitable, failed));
  }
  co_return failed;
}

asio::awaitable<bool> Server::Core::answer(Connection& connection, Parser& parser) {
  const bool head = parser.get().method() == wire::verb::head;
  const unsigned version = parser.get().version();
  const bool asked_to_keep = parser.keep_alive();
  connection.stream.expires_never();
  const Request request = request_of(parser.release(), connection.remote);
  auto worker = asio::bind_executor(workers.get_executor(), asio::use_awaitable);
  co_await asio::post(workers.get_executor(), std::move(worker));
  Response response = handler.answer(request);  // On a worker: the stream must not be touched.
  co_await asio::post(connection.stream.get_executor(), asio::use_awaitable);

  const bool keep = asked_to_keep && !stopping;
  bool written = false;
  if (head || response.body.empty()) {
    auto message = message_of<wire::empty_body>(response, version, keep);
    written = co_await write(connection, message, options.progress_timeout);
  } else {
    auto message = message_of<wire::string_body>(response, version, keep);
    message.body() = std::move(response.body);
    written = co_await write(connection, message, options.progress_timeout);
  }
  if (written && !head && response.pieces) {
    written = co_await write_pieces(connection, *response.pieces);
  }
  co_return written&& keep;
}

/// One piece is in memory at a time; a peer that reads slowly keeps no worker.
asio::awaitable<bool> Server::Core::write_pieces(Connection& connection, const Pieces& pieces) {
  error_code failed;
  for (std::size_t done = 0; done < pieces.size && !failed;) {
    const std::string piece = co_await next_piece(connection, pieces, pieces.first + done);
    if (piece.empty()) co_return false;
    auto rest = asio::buffer(piece.data(), std::min(piece.size(), pieces.size - done));
    done += rest.size();
    while (rest.size() > 0 && !failed) {
      connection.stream.expires_after(options.progress_timeout);
      rest += co_await connection.stream.async_write_some(
          rest, asio::redirect_error(asio::use_awaitable, failed));
    }
  }
  co_return !failed;
}

asio::awaitable<std::string> Server::Core::next_piece(Connection& connection, const Pieces& pieces,
                                                      std::size_t offset) {
  connection.stream.expires_never();
  auto worker = asio::bind_executor(workers.get_executor(), asio::use_awaitable);
  co_await asio::post(workers.get_executor(), std::move(worker));
  std::string piece;
  try {
    piece = pieces.from(offset);
  } catch (const std::exception& error) {
    spdlog::error("an answer was cut off at byte {}: {}", offset, error.what());
  }
  co_await asio::post(connection.stream.get_executor(), asio::use_awaitable);
  co_return piece;
}

asio::awaitable<void> Server::Core::refuse(Connection& connection, Parser& parser, Fault fault) {
  const Headers so_far = headers_of(parser.get());
  const bool head = parser.get().method() == wire::verb::head;
  Response response = handler.refuse(fault, so_far);
  bool written = false;
  if (head) {
    auto message = message_of<wire::empty_body>(response, 11, false);
    written = co_await write(connection, message, options.progress_timeout);
  } else {
    auto message = message_of<wire::string_body>(response, 11, false);
    message.body() = std::move(response.body);
    written = co_await write(connection, message, options.progress_timeout);
  }
  if (written) co_await drop_rest(connection);
}

asio::awaitable<void> Server::Core::drop_rest(Connection& connection) {
  error_code failed;
  connection.stream.socket().shutdown(tcp::socket::shutdown_send, failed);
  connection.stream.expires_after(drop_timeout);
  std::vector<char> dropped(64u << 10);
  const auto room = asio::buffer(dropped);
  for (std::size_t total = 0; total < drop_limit && !failed && !stopping;) {
    total += co_await connection.stream.async_read_some(
        room, asio::redirect_error(asio::use_awaitable, failed));
  }
}

void Server::Core::stop() {
  if (std::exchange(stopped, true)) return;
  stopping = true;
  asio::post(lanes.front().context, [this] {
    error_code ignored;
    acceptor->close(ignored);
  });
  for (Lane& lane : lanes) {
    asio::post(lane.context, [&lane] {
      for (Connection* connection : lane.connections) {
        if (connection->idle) connection->stream.cancel();
      }
    });
  }
  const auto deadline = std::chrono::steady_clock::now() + options.drain_timeout;
  while (open > 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  workers.join();
  for (Lane& lane : lanes) lane.context.stop();
  threads.clear();
  acceptor.reset();
  lanes.clear();
}

Server::Server(const ServerOptions& options, Handler handler)
    : core_(std::make_unique<Core>(options, std::move(handler))) {
  core_->listen();
  core_->run();
}

Server::~Server() { stop(); }

std::uint16_t Server::port() const { return core_->port; }

void Server::stop() { core_->stop(); }

}  // namespace gavel::http
