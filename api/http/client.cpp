#include "api/http/client.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url.hpp>
#include <sys/socket.h>
#include <sys/time.h>

// Beast stays in this folder: beside the server, whose answers this reads.

namespace gavel::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using tcp = asio::ip::tcp;

constexpr std::size_t answer_limit = 64u << 20;
constexpr timeval patience{.tv_sec = 60, .tv_usec = 0};  ///< For the next bytes.

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

tcp::socket connected(asio::io_context& context, const Address& address) {
  tcp::resolver resolver(context);
  tcp::socket socket(context);
  const auto found = resolver.resolve(address.host, address.port);
  if (!address.is_secure) {
    for (const auto& each : found) {
      if (!each.endpoint().address().is_loopback())
        throw std::runtime_error("http is for this machine alone; use https");
    }
  }
  asio::connect(socket, found);
  ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket.native_handle(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  return socket;
}

template <class Stream>
Response exchange(Stream& stream, const Address& address, const Request& request) {
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
  parser.body_limit(answer_limit);
  wire::read(stream, buffer, parser);
  const auto& in = parser.get();
  Response answer{.status = static_cast<int>(in.result_int()), .headers = {}, .body = in.body()};
  for (const auto& field : in) {
    answer.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  return answer;
}

Response ask_securely(tcp::socket socket, const Address& address, const Request& request) {
  asio::ssl::context trust(asio::ssl::context::tls_client);
  trust.set_default_verify_paths();
  asio::ssl::stream<tcp::socket> stream(std::move(socket), trust);
  stream.set_verify_mode(asio::ssl::verify_peer);
  stream.set_verify_callback(asio::ssl::host_name_verification(address.host));
  // SSL_set_tlsext_host_name is a macro with a C cast.
  std::string host = address.host;
  SSL_ctrl(stream.native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name,
           host.data());
  stream.handshake(asio::ssl::stream_base::client);
  return exchange(stream, address, request);
}

}  // namespace

std::expected<Response, std::string> ask(const std::string& server, const Request& request) {
  const auto address = address_of(server);
  if (!address) return std::unexpected(address.error());
  try {
    asio::io_context context;
    tcp::socket socket = connected(context, *address);
    if (address->is_secure) return ask_securely(std::move(socket), *address, request);
    return exchange(socket, *address, request);
  } catch (const std::exception& error) {
    return std::unexpected(error.what());
  }
}

}  // namespace gavel::http
