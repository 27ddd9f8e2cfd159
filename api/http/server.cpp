#include "api/http/server.hpp"

#include <deque>
#include <thread>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

#include "api/http/connection.hpp"

namespace gavel::http {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using boost::system::error_code;

namespace {

/// After the system runs out of file descriptors.
constexpr std::chrono::milliseconds accept_pause{100};

}  // namespace

struct Server::Core {
  Core(const ServerOptions& given, Handler what) : shared(given, std::move(what)) {}

  void listen();
  void run();
  void stop();
  asio::awaitable<void> accept();

  Shared shared;
  std::uint16_t port = 0;
  bool stopped = false;
  std::deque<Lane> lanes;
  std::optional<tcp::acceptor> acceptor;
  std::vector<std::jthread> threads;
};

void Server::Core::listen() {
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  const unsigned count = shared.options.io_threads == 0 ? cores : shared.options.io_threads;
  for (unsigned i = 0; i < count; ++i) lanes.emplace_back();
  error_code failed;
  const auto address = asio::ip::make_address(shared.options.address, failed);
  if (failed) throw CannotListen(failed.message());
  acceptor.emplace(lanes.front().context);
  const tcp::endpoint endpoint(address, shared.options.port);
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
  for (std::size_t turn = 0; !shared.stopping; ++turn) {
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
    asio::co_spawn(lane.context, converse(shared, lane, std::move(socket)),
                   [](const std::exception_ptr& broken) {
                     if (broken) spdlog::error("a connection was lost to an exception");
                   });
  }
}

void Server::Core::stop() {
  if (std::exchange(stopped, true)) return;
  shared.stopping = true;
  asio::post(lanes.front().context, [this] {
    error_code ignored;
    acceptor->close(ignored);
  });
  for (Lane& lane : lanes) {
    asio::post(lane.context, [&lane] { end_idle(lane); });
  }
  const auto deadline = std::chrono::steady_clock::now() + shared.options.drain_timeout;
  while (shared.open > 0 && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  shared.workers.join();
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
