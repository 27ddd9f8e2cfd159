// The HTTP server over real sockets: what a peer may do to it, and what it answers.
#include "api/http/server.hpp"

#include <atomic>
#include <future>
#include <latch>

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace gavel::http {
namespace {

using namespace std::chrono_literals;

/// A peer that writes bytes as they are and reads what comes.
class Peer {
 public:
  explicit Peer(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    connected_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  }
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;
  ~Peer() { close(socket_); }

  [[nodiscard]] bool is_connected() const { return connected_; }
  void write(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t count = send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }
  /// Up to and with `end`; everything up to the close where it does not come.
  std::string read_to(std::string_view end) {
    while (received_.find(end) == std::string::npos && receive()) {
    }
    const std::size_t at = received_.find(end);
    const std::size_t size = at == std::string::npos ? received_.size() : at + end.size();
    std::string part = received_.substr(0, size);
    received_.erase(0, size);
    return part;
  }
  std::string read_all() {
    while (receive()) {
    }
    return std::exchange(received_, "");
  }

 private:
  bool receive() {
    std::array<char, 65536> part{};
    const ssize_t count = recv(socket_, part.data(), part.size(), 0);
    if (count <= 0) return false;
    received_.append(part.data(), static_cast<std::size_t>(count));
    return true;
  }
  int socket_;
  bool connected_ = false;
  std::string received_;
};

/// The alphabet, five letters at a time; broken from letter `whole` on.
Pieces alphabet(std::size_t whole) {
  return {.size = 26, .from = [whole](std::size_t offset) -> std::string {
            if (offset >= whole) throw std::runtime_error("unreadable");
            return std::string("abcdefghijklmnopqrstuvwxyz").substr(offset, 5);
          }};
}

/// Says back what it was sent; bodies up to 1000 bytes, up to 10 million under /big.
Handler echo() {
  return {.answer = [](const Request& request) -> Response {
            if (request.target == "/header") {
              return {.status = 200, .headers = {{"X-Bad", "a\r\nX-Injected: 1"}}, .body = "."};
            }
            if (request.target == "/pieces")
              return {.status = 200, .headers = {}, .body = "", .pieces = alphabet(26)};
            if (request.target == "/cut")
              return {.status = 200, .headers = {}, .body = "", .pieces = alphabet(20)};
            if (request.target == "/none") return {.status = 204, .headers = {}, .body = ""};
            return {.status = 200,
                    .headers = {{"Content-Type", "text/plain"}},
                    .body = request.method + " " + request.target + " " +
                            std::string(request.headers.get("x-thing")) + " " +
                            std::to_string(request.body.size()) + " " + request.remote + ".\n"};
          },
          .body_limit = [](std::string_view, std::string_view target) -> std::size_t {
            return target == "/big" ? 10'000'000 : 1000;
          },
          .refuse = [](Fault fault, const Headers& headers) -> Response {
            const int status = fault == Fault::malformed         ? 400
                               : fault == Fault::headers_too_big ? 431
                                                                 : 413;
            return {.status = status,
                    .headers = {},
                    .body = "refused " + std::string(headers.get("Accept-Language"))};
          }};
}

ServerOptions any_port() { return {.port = 0, .io_threads = 2, .workers = 4}; }

TEST(HttpServer, KeepsAConnectionAndAnswersInOrder) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write(
      "GET /a?b=%20 HTTP/1.1\r\nHost: x\r\nX-Thing: one\r\n\r\n"
      "POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  EXPECT_NE(peer.read_to(".\n").find("GET /a?b=%20 one 0 127.0.0.1"), std::string::npos);
  EXPECT_NE(peer.read_to(".\n").find("POST /b  3 127.0.0.1"), std::string::npos);
  peer.write(
      "PUT /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5\r\nhello\r\n0\r\n\r\n");
  EXPECT_NE(peer.read_all().find("PUT /c  5"), std::string::npos);
}

TEST(HttpServer, LeavesTheBodyOutOfHeadAndNoContent) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write(
      "HEAD /a HTTP/1.1\r\nHost: x\r\n\r\nGET /none HTTP/1.1\r\nHost: x\r\nConnection: "
      "close\r\n\r\n");
  const std::string all = peer.read_all();
  EXPECT_NE(all.find("Content-Length: 22\r\n"), std::string::npos) << all;
  EXPECT_NE(all.find("\r\n\r\nHTTP/1.1 204"), std::string::npos) << all;
}

TEST(HttpServer, WritesALargeBodyPieceByPieceAndKeepsTheConnection) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write(
      "HEAD /pieces HTTP/1.1\r\nHost: x\r\n\r\nGET /pieces HTTP/1.1\r\nHost: x\r\n\r\n"
      "GET /after HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string all = peer.read_all();
  EXPECT_NE(all.find("Content-Length: 26\r\n\r\nHTTP/1.1 200"), std::string::npos) << all;
  EXPECT_NE(all.find("Content-Length: 26\r\n\r\nabcdefghijklmnopqrstuvwxyzHTTP/1.1 200"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("GET /after"), std::string::npos);
}

TEST(HttpServer, ClosesBeforeThePromisedLengthWhenAPieceCannotBeRead) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write("GET /cut HTTP/1.1\r\nHost: x\r\n\r\nGET /after HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string all = peer.read_all();
  EXPECT_NE(all.find("Content-Length: 26\r\n\r\nabcdefghijklmnopqrst"), std::string::npos) << all;
  EXPECT_EQ(all.find("tu"), std::string::npos) << all;
  EXPECT_EQ(all.find("/after"), std::string::npos);
}

TEST(HttpServer, NeverWritesALineBreakInsideAHeader) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write("GET /header HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_EQ(peer.read_all().find("Injected"), std::string::npos);
}

TEST(HttpServer, RefusesABodyOverThePathsLimitWithoutReadingIt) {
  Server server(any_port(), echo());
  Peer declared(server.port());
  declared.write(
      "POST /a HTTP/1.1\r\nHost: x\r\nAccept-Language: en\r\nContent-Length: 10000000\r\n\r\n");
  declared.write(std::string(10'000'000, 'x'));
  const std::string said = declared.read_all();
  EXPECT_NE(said.find("HTTP/1.1 413"), std::string::npos);
  EXPECT_NE(said.find("refused en"), std::string::npos);

  Peer chunked(server.port());
  chunked.write("POST /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                std::string(2000, 'x') + "\r\n0\r\n\r\n");
  EXPECT_NE(chunked.read_all().find("HTTP/1.1 413"), std::string::npos);

  Peer allowed(server.port());
  allowed.write(
      "POST /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5000000\r\n\r\n" +
      std::string(5'000'000, 'x'));
  EXPECT_NE(allowed.read_all().find("POST /big  5000000"), std::string::npos);
}

TEST(HttpServer, TellsAWaitingPeerToGoOn) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  EXPECT_EQ(peer.read_to("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  peer.write("ab");
  EXPECT_NE(peer.read_to(".\n").find("POST /a  2"), std::string::npos);
}

TEST(HttpServer, RefusesHeadersOverSixteenKilobytes) {
  Server server(any_port(), echo());
  Peer peer(server.port());
  peer.write("GET / HTTP/1.1\r\nHost: x\r\nX-Thing: " + std::string(20'000, 'y') + "\r\n\r\n");
  EXPECT_NE(peer.read_all().find("HTTP/1.1 431"), std::string::npos);
}

TEST(HttpServer, AnswersNonsenseAndGoesOn) {
  Server server(any_port(), echo());
  for (const char* nonsense :
       {"nonsense\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\x16\x03\x01\x02 hello TLS\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    Peer peer(server.port());
    peer.write(nonsense);
    EXPECT_EQ(peer.read_all().substr(0, 12), "HTTP/1.1 400") << nonsense;
  }
  Peer sane(server.port());
  sane.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(sane.read_to(".\n").substr(0, 12), "HTTP/1.1 200");
}

TEST(HttpServer, ClosesOnPeersThatAreTooSlow) {
  ServerOptions options = any_port();
  options.header_timeout = 50ms;
  options.progress_timeout = 50ms;
  options.idle_timeout = 50ms;
  Server server(options, echo());
  Peer silent(server.port());
  EXPECT_EQ(silent.read_all(), "");
  Peer in_headers(server.port());
  in_headers.write("GET / HTTP/1.1\r\nHost:");
  EXPECT_EQ(in_headers.read_all(), "");
  Peer in_body(server.port());
  in_body.write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(in_body.read_all(), "");
}

TEST(HttpServer, SaysWhenThePortIsBusyOrTheAddressIsNone) {
  Server server(any_port(), echo());
  ServerOptions same = any_port();
  same.port = server.port();
  EXPECT_THROW((void)Server(same, echo()), CannotListen);
  ServerOptions nowhere = any_port();
  nowhere.address = "not an address";
  EXPECT_THROW((void)Server(nowhere, echo()), CannotListen);
}

TEST(HttpServer, FinishesRequestsUnderWayBeforeItStops) {
  std::latch entered{1};
  std::promise<void> let_go;
  Handler slow = echo();
  slow.answer = [&, go = let_go.get_future().share()](const Request&) -> Response {
    entered.count_down();
    go.wait();
    return {.status = 200, .headers = {}, .body = "finished.\n"};
  };
  Server server(any_port(), slow);
  Peer idle(server.port());
  Peer busy(server.port());
  busy.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  entered.wait();
  std::future<void> stopped = std::async(std::launch::async, [&] { server.stop(); });
  EXPECT_EQ(idle.read_all(), "") << "an idle connection is closed at once";
  let_go.set_value();
  EXPECT_NE(busy.read_all().find("finished."), std::string::npos);
  stopped.get();
  EXPECT_FALSE(Peer(server.port()).is_connected());
}

TEST(HttpServer, ServesManyPeersAtOnce) {
  Server server(any_port(), echo());
  std::vector<std::future<int>> peers;
  for (int i = 0; i < 32; ++i) {
    peers.push_back(std::async(std::launch::async, [port = server.port()] {
      Peer peer(port);
      int answered = 0;
      for (int turn = 0; turn < 20; ++turn) {
        peer.write("GET /x HTTP/1.1\r\nHost: x\r\n\r\n");
        answered += peer.read_to(".\n").starts_with("HTTP/1.1 200") ? 1 : 0;
      }
      return answered;
    }));
  }
  for (auto& peer : peers) EXPECT_EQ(peer.get(), 20);
}

TEST(Headers, CompareNamesWithoutCase) {
  Headers headers{{"Content-Type", "a"}, {"X", "1"}, {"x", "2"}};
  EXPECT_EQ(headers.get("content-type"), "a");
  EXPECT_EQ(headers.find("none"), std::nullopt);
  headers.set("X", "3");
  EXPECT_EQ(headers.fields().size(), 2u);
  EXPECT_EQ(headers.get("x"), "3");
}

}  // namespace
}  // namespace gavel::http
