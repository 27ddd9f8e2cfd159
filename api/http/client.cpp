#include "api/http/client.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

// Beast stays in this folder: beside the server, whose answers this reads.

namespace gavel::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using tcp = asio::ip::tcp;

/// Unanswered SYNs of a connection: with the system's first wait of one second, 7 seconds in all.
constexpr int connect_tries = 2;

struct Address {
  std::string host, port, authority;
  bool is_secure = false;
};

std::expected<Address, std::string> address_of(const std::string& server) {
  const auto url = boost::urls::parse_uri(server);
  const bool is_ours = url && (url->scheme() == "http" || url->scheme() == "https") &&
                       !url->host().empty() && (url->path().empty() || url->path() == "/");
  if (!is_ours) {
    return std::unexpected("'" + server + "' is no server's address such as http://127.0.0.1:8080");
  }
  Address out{url->host_address(), std::string(url->port()),
              std::string(url->encoded_host_and_port()), url->scheme() == "https"};
  if (out.port.empty()) out.port = out.is_secure ? "443" : "80";
  return out;
}

tcp::socket connected(asio::io_context& context, const Address& address,
                      const AskOptions& options) {
  tcp::resolver resolver(context);
  tcp::socket socket(context);
  const auto found = resolver.resolve(address.host, address.port);
  if (!address.is_secure && !options.is_public) {
    for (const auto& each : found) {
      if (!each.endpoint().address().is_loopback())
        throw std::runtime_error("http is for this machine alone; use https");
    }
  }
  boost::system::error_code failed = asio::error::host_not_found;
  for (const auto& each : found) {
    socket = tcp::socket(context, each.endpoint().protocol());
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_SYNCNT, &connect_tries,
                 sizeof connect_tries);
    socket.connect(each.endpoint(), failed);
    if (!failed) break;
  }
  if (failed) throw boost::system::system_error(failed);
  return socket;
}

/// Shuts the socket down when the time is over: what waits on it then fails. (Asio's own waiting
/// knows no limit, whatever the socket's options say.)
class Deadline {
 public:
  Deadline(tcp::socket& socket, std::chrono::seconds patience)
      : thread_([this, handle = socket.native_handle(), patience](const std::stop_token& stop) {
          std::unique_lock lock(mutex_);
          if (!answered_.wait_for(lock, stop, patience, [&] { return stop.stop_requested(); }))
            is_over_ = ::shutdown(handle, SHUT_RDWR) == 0;
        }) {}
  [[nodiscard]] bool is_over() const { return is_over_; }

 private:
  std::mutex mutex_;
  std::condition_variable_any answered_;
  std::atomic<bool> is_over_ = false;
  std::jthread thread_;  ///< Ends first.
};

template <class Stream>
Response exchange(Stream& stream, const Address& address, const Request& request,
                  const AskOptions& options) {
  wire::request<wire::string_body> out;
  out.method_string(request.method);
  out.target(request.target);
  out.set(wire::field::host, address.authority);
  out.set(wire::field::connection, "close");
  for (const auto& [name, value] : request.headers.fields()) out.set(name, value);
  out.body() = request.body;
  out.prepare_payload();
  wire::write(stream, out);
  beast::flat_buffer buffer;
  wire::response_parser<wire::string_body> parser;
  parser.body_limit(options.answer_limit);
  wire::read(stream, buffer, parser);
  const auto& in = parser.get();
  Response answer{.status = static_cast<int>(in.result_int()), .headers = {}, .body = in.body()};
  for (const auto& field : in) {
    answer.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  return answer;
}

Response ask_securely(tcp::socket& socket, const Address& address, const Request& request,
                      const AskOptions& options) {
  asio::ssl::context trust(asio::ssl::context::tls_client);
  trust.set_default_verify_paths();
  asio::ssl::stream<tcp::socket&> stream(socket, trust);
  stream.set_verify_mode(asio::ssl::verify_peer);
  stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
  // SSL_set_tlsext_host_name is a macro with a C cast.
  std::string host = address.host;
  SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
           host.data());
  stream.handshake(asio::ssl::stream_base::client);
  return exchange(stream, address, request, options);
}

}  // namespace

std::expected<Response, std::string> ask(const std::string& server, const Request& request,
                                         const AskOptions& options) {
  const auto address = address_of(server);
  if (!address) return std::unexpected(address.error());
  asio::io_context context;
  try {
    tcp::socket socket = connected(context, *address, options);
    const Deadline deadline(socket, options.patience);
    try {
      return address->is_secure ? ask_securely(socket, *address, request, options)
                                : exchange(socket, *address, request, options);
    } catch (const std::exception& error) {
      return std::unexpected(deadline.is_over() ? "no answer in time" : error.what());
    }
  } catch (const std::exception& error) {
    return std::unexpected(error.what());
  }
}

}  // namespace gavel::http
