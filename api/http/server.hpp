#pragma once
// The HTTP/1.1 server: coroutines on a few threads move bytes; a pool of workers runs the handler,
// which may block. Every connection has time-outs at each step, so an idle or slow peer costs a
// socket and no thread.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include "api/http/message.hpp"

namespace gavel::http {

/// The address cannot be listened on (in use, not ours, not permitted). The message is the
/// system's reason.
struct CannotListen : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                         ///< 0: any free one.
  unsigned io_threads = 0;                           ///< 0: one per core.
  unsigned workers = 64;                             ///< Handlers running at one time.
  std::chrono::milliseconds idle_timeout{60'000};    ///< Between requests of one connection.
  std::chrono::milliseconds header_timeout{15'000};  ///< From the first byte to the end of headers.
  std::chrono::milliseconds progress_timeout{
      20'000};                                      ///< For the next bytes of a body, or to write.
  std::chrono::milliseconds drain_timeout{10'000};  ///< For requests under way when stopping.
};

class Server {
 public:
  /// Listens and serves at once. Throws CannotListen.
  Server(const ServerOptions& options, Handler handler);
  ~Server();  ///< stop()
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const;  ///< The one that is listened on.

  /// Takes no more connections, finishes the requests under way, closes. Returns when all is done;
  /// a second call does nothing.
  void stop();

 private:
  struct Core;
  std::unique_ptr<Core> core_;
};

}  // namespace gavel::http
