#pragma once
// One connection of the server: requests are read, answered on a worker and the answers written,
// one after the other, until either side ends it. Private to this folder; needs Asio and no Beast.
#include <atomic>
#include <cstddef>
#include <set>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>

#include "api/http/server.hpp"

namespace gavel::http {

class Connection;

/// One I/O thread and the connections it alone touches.
struct Lane {
  std::set<Connection*> connections;
  boost::asio::io_context context{1};
};

/// What all connections of a server share.
struct Shared {
  Shared(const ServerOptions& given, Handler what)
      : options(given), handler(std::move(what)), workers(given.workers) {}

  const ServerOptions options;
  const Handler handler;
  std::atomic<bool> stopping{false};
  std::atomic<std::size_t> open{0};  ///< Connections.
  boost::asio::thread_pool workers;
};

/// Serves `socket` to its end, on the lane's thread.
boost::asio::awaitable<void> converse(Shared& shared, Lane& lane,
                                      boost::asio::ip::tcp::socket socket);

/// Ends the lane's connections that wait for a request; called on its thread.
void end_idle(Lane& lane);

}  // namespace gavel::http
