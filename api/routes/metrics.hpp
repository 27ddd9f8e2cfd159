#pragma once
// What operators watch, in the Prometheus text format. Names and buckets follow OpenTelemetry's
// conventions for HTTP servers.
#include <chrono>
#include <memory>
#include <string>

namespace gavel::api {

struct Services;

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  /// `route` is the pattern, never the path: paths have no bound.
  void request(const std::string& method, const std::string& route, int status,
               std::chrono::nanoseconds took);
  void comment_received(const std::string& channel);
  void log_in_failed();
  void internal_error();

  /// Everything counted here and by the stores, as of now.
  [[nodiscard]] std::string text(const Services& services) const;

 private:
  struct Registered;
  std::unique_ptr<Registered> registered_;
};

}  // namespace gavel::api
