#include "api/routes/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include "api/routes/services.hpp"
#include "db/commit_queue.hpp"
#include "db/fixity.hpp"
#include "db/ledger_store.hpp"
#include "db/matter_store.hpp"
#include "db/witnessing.hpp"

namespace gavel::api {
namespace {

/// Seconds; the buckets OpenTelemetry advises for http.server.request.duration.
const prometheus::Histogram::BucketBoundaries duration_buckets{
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10};

prometheus::MetricFamily family(std::string name, std::string help, prometheus::MetricType type,
                                double value) {
  prometheus::ClientMetric metric;
  if (type == prometheus::MetricType::Counter) {
    metric.counter.value = value;
  } else {
    metric.gauge.value = value;
  }
  prometheus::MetricFamily made;
  made.name = std::move(name);
  made.help = std::move(help);
  made.type = type;
  made.metric = {metric};
  return made;
}

prometheus::MetricFamily counter(std::string name, std::string help, auto value) {
  return family(std::move(name), std::move(help), prometheus::MetricType::Counter,
                static_cast<double>(value));
}

double unwitnessed_seconds(const Services& services) {
  if (services.witnessing == nullptr) return 0;
  const auto since = services.witnessing->view().unwitnessed_since;
  if (!since) return 0;
  return std::max(0.0,
                  std::chrono::duration<double>(std::chrono::system_clock::now() - *since).count());
}

void add_stores(std::vector<prometheus::MetricFamily>& all, const Services& services) {
  const auto queue = services.queue.counters();
  all.push_back(counter("commit_batches_total", "Transactions committed.", queue.batches));
  all.push_back(counter("commit_items_total", "Writes committed.", queue.items));
  all.push_back(
      counter("commit_failures_total", "Batches tried again one by one.", queue.failures));
  all.push_back(counter("commit_reconnects_total", "Connections made anew.", queue.reconnects));
  all.push_back(counter("commit_in_doubt_total", "Commits looked up afterwards.", queue.in_doubt));
  all.push_back(family("commit_waiting", "Writes waiting now.", prometheus::MetricType::Gauge,
                       static_cast<double>(queue.waiting)));
  all.push_back(counter("commit_seconds_total", "Time spent committing.",
                        std::chrono::duration<double>(queue.committing).count()));
  all.push_back(family("ledger_forked", "1: the ledger was put back, and nothing is signed.",
                       prometheus::MetricType::Gauge, services.ledger.trouble().empty() ? 0 : 1));
  all.push_back(family("ledger_unwitnessed_seconds",
                       "How long the oldest checkpoint without a quorum has waited; 0: none waits.",
                       prometheus::MetricType::Gauge, unwitnessed_seconds(services)));
  all.push_back(family(
      "fixity_damaged_packages", "Stored packages found damaged, not repaired.",
      prometheus::MetricType::Gauge,
      services.fixity == nullptr ? 0 : static_cast<double>(services.fixity->damaged().size())));
  all.push_back(family("fixity_damaged_documents",
                       "Documents of running matters found damaged, not repaired.",
                       prometheus::MetricType::Gauge,
                       services.fixity == nullptr
                           ? 0
                           : static_cast<double>(services.fixity->damaged_documents().size())));
  const auto matters = services.matters.counters();
  all.push_back(counter("matter_events_total", "Events stored.", matters.done));
  all.push_back(counter("matter_conflicts_total", "Appends that lost a race.", matters.conflicts));
  all.push_back(counter("matter_cache_hits_total", "Loads from memory.", matters.cache_hits));
  all.push_back(counter("matter_caught_up_total", "Loads with newer events.", matters.caught_up));
  all.push_back(counter("matter_rebuilt_total", "Loads from the database.", matters.rebuilt));
}

}  // namespace

struct Metrics::Registered {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Histogram>& durations =
      prometheus::BuildHistogram()
          .Name("http_server_request_duration_seconds")
          .Help("Time from the whole request to the whole answer.")
          .Register(registry);
  prometheus::Family<prometheus::Counter>& comments = prometheus::BuildCounter()
                                                          .Name("comments_received_total")
                                                          .Help("Comments taken in.")
                                                          .Register(registry);
  prometheus::Counter& failed_log_ins = prometheus::BuildCounter()
                                            .Name("log_in_failures_total")
                                            .Help("Log-ins turned down.")
                                            .Register(registry)
                                            .Add({});
  prometheus::Counter& internal_errors = prometheus::BuildCounter()
                                             .Name("internal_errors_total")
                                             .Help("Requests answered with an incident.")
                                             .Register(registry)
                                             .Add({});
};

Metrics::Metrics() : registered_(std::make_unique<Registered>()) {}
Metrics::~Metrics() = default;

void Metrics::request(const std::string& method, const std::string& route, int status,
                      std::chrono::nanoseconds took) {
  registered_->durations
      .Add({{"http_request_method", method},
            {"http_route", route},
            {"http_response_status_code", std::to_string(status)}},
           duration_buckets)
      .Observe(std::chrono::duration<double>(took).count());
}

void Metrics::comment_received(const std::string& channel) {
  registered_->comments.Add({{"channel", channel}}).Increment();
}
void Metrics::log_in_failed() { registered_->failed_log_ins.Increment(); }
void Metrics::internal_error() { registered_->internal_errors.Increment(); }

std::string Metrics::text(const Services& services) const {
  auto all = registered_->registry.Collect();
  add_stores(all, services);
  return prometheus::TextSerializer().Serialize(all);
}

}  // namespace gavel::api
