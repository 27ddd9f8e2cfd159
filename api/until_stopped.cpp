#include "api/until_stopped.hpp"

#include <iostream>

#include "api/cli_text.hpp"
#include "api/http/server.hpp"
#include "api/not_started.hpp"

namespace gavel {

StopSignals::StopSignals() : signals_() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void StopSignals::wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
}

int until_stopped(const std::string& address, const std::string& port, int failed,
                  const std::function<void(const StopSignals&)>& work) {
  const StopSignals signals;
  try {
    work(signals);
    return 0;
  } catch (const NotStarted& reason) {
    std::cerr << "gavel: " << reason.sentence << std::endl;
  } catch (const http::CannotListen& error) {
    std::cerr << "gavel: "
              << cli_text("cannot-listen",
                          {{"address", address}, {"port", port}, {"reason", error.what()}})
              << std::endl;
  } catch (const std::exception& error) {
    std::cerr << "gavel: " << error.what() << std::endl;
  }
  return failed;
}

}  // namespace gavel
