#pragma once
// What every command that serves until it is told to stop has in common.
#include <csignal>
#include <functional>
#include <string>

namespace gavel {

/// SIGINT and SIGTERM. Made before any thread exists, it blocks them in all, so that the one who
/// waits gets them.
class StopSignals {
 public:
  StopSignals();
  /// Until the next of them.
  void wait() const;

 private:
  sigset_t signals_;
};

/// The exit code of a command: 0 when `work` returned; otherwise `failed`, and standard error has
/// the reason in one sentence. `address` and `port` are what it was to listen on.
[[nodiscard]] int until_stopped(const std::string& address, const std::string& port, int failed,
                                const std::function<void(const StopSignals&)>& work);

}  // namespace gavel
