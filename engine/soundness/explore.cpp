#include "engine/soundness/explore.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/soundness/remembered.hpp"

namespace gavel::soundness {
namespace {

class Explorer {
 public:
  Explorer(const chart::Chart& chart, const std::vector<Obligation>& obligations, Bounds bounds)
      : chart_(chart),
        abstract_(chart, obligations),
        remembered_(chart),
        bounds_(bounds),
        trace_(chart, bounds.work) {}

  Graph run(std::vector<std::string> events, const Moment* from) {
    graph_.events = std::move(events);
    graph_.event_taken.assign(graph_.events.size(), false);
    find_waiting();
    for (const Moment& moment : from != nullptr ? std::set{*from} : abstract_.start(trace_)) {
      (void)arrive(moment, Graph::beginning);
    }
    report({});
    if (trace_.is_restless) graph_.restless.emplace();
    for (std::size_t now = 0; now < graph_.moments.size() && trace_.complete; ++now) {
      for (const std::size_t event : awaited_in(graph_.moments[now].configuration)) {
        if (trace_.complete) go(now, event);
      }
    }
    graph_.state_reached = std::move(trace_.entered);
    graph_.state_reached[0] = true;
    graph_.transition_taken = std::move(trace_.taken);
    graph_.complete = trace_.complete;
    return std::move(graph_);
  }

 private:
  void find_waiting() {
    for (std::size_t event = 0; event < graph_.events.size(); ++event) {
      for (const auto& [state, transitions] : trace_.awaited.by_source(graph_.events[event]))
        waiting_[state].push_back(event);
    }
  }

  /// The events that some active state waits for, in their order.
  [[nodiscard]] std::vector<std::size_t> awaited_in(const Configuration& configuration) const {
    std::vector<std::size_t> events;
    for (const chart::StateIndex state : configuration) {
      const auto own = waiting_.find(state);
      if (own != waiting_.end())
        events.insert(events.end(), own->second.begin(), own->second.end());
    }
    std::ranges::sort(events);
    events.erase(std::ranges::unique(events).begin(), events.end());
    return events;
  }

  void go(std::size_t now, std::size_t event) {
    const Moment moment = graph_.moments[now];  // a copy: `moments` grows below
    if (!moment.running) return;
    for (Moment next : abstract_.after(moment, graph_.events[event], trace_)) {
      graph_.event_taken[event] = true;
      remembered_.forget(next);
      const std::size_t to = arrive(next, graph_.steps.size());
      graph_.steps.push_back({now, to, event});
    }
    if (graph_.moments.size() > bounds_.moments || graph_.steps.size() > bounds_.steps)
      trace_.complete = false;
    const bool is_newly_restless = trace_.is_restless && !graph_.restless;
    if (trace_.broken.size() == told_.size() && !is_newly_restless) return;
    std::vector<std::string> path = graph_.way_to(now);
    path.push_back(graph_.events[event]);
    if (is_newly_restless) graph_.restless = path;
    report(path);
  }

  std::size_t arrive(const Moment& moment, std::size_t by_step) {
    const auto [known, is_new] = index_.emplace(moment, graph_.moments.size());
    if (is_new) {
      graph_.moments.push_back(moment);
      graph_.found_by.push_back(by_step);
    }
    return known->second;
  }

  /// Breadth first: the first breach of an obligation has a shortest path.
  void report(const std::vector<std::string>& path) {
    for (const std::size_t obligation : trace_.broken) {
      if (told_.insert(obligation).second) graph_.breaches.push_back({obligation, path});
    }
  }

  const chart::Chart& chart_;
  Abstract abstract_;
  Remembered remembered_;
  Bounds bounds_;
  Trace trace_;
  Graph graph_;
  std::map<Moment, std::size_t> index_;
  std::set<std::size_t> told_;
  std::map<chart::StateIndex, std::vector<std::size_t>> waiting_;  ///< Events, by state.
};

}  // namespace

std::vector<std::string> Graph::way_to(std::size_t moment) const {
  std::vector<std::string> way;
  while (found_by[moment] != beginning) {
    const Step& step = steps[found_by[moment]];
    way.push_back(events[step.event]);
    moment = step.from;
  }
  std::ranges::reverse(way);
  return way;
}

Graph explore(const chart::Chart& chart, std::vector<std::string> events,
              const std::vector<Obligation>& obligations, Bounds bounds) {
  return Explorer(chart, obligations, bounds).run(std::move(events), nullptr);
}

Graph explore_from(const Moment& moment, const chart::Chart& chart, std::vector<std::string> events,
                   const std::vector<Obligation>& obligations, Bounds bounds) {
  return Explorer(chart, obligations, bounds).run(std::move(events), &moment);
}

}  // namespace gavel::soundness
