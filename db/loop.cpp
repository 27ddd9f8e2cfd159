#include "db/loop.hpp"

#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

namespace gavel::db {
namespace {

bool is_more_to_do(const std::string& name, const std::function<bool()>& work) {
  try {
    return work();
  } catch (const std::exception& failed) {
    spdlog::error("{}: {}", name, failed.what());
    return false;
  }
}

void run(const std::stop_token& stop, const std::string& name, std::chrono::milliseconds interval,
         const std::function<bool()>& work) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    if (is_more_to_do(name, work)) continue;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, interval, [] { return false; });
  }
}

}  // namespace

Loop::Loop(std::string name, std::chrono::milliseconds interval, std::function<bool()> work)
    : thread_([name = std::move(name), interval, work = std::move(work)](
                  const std::stop_token& stop) { run(stop, name, interval, work); }) {}

}  // namespace gavel::db
