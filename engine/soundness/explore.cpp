#include "engine/soundness/explore.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gavel::soundness {
namespace {

constexpr std::size_t npos = static_cast<std::size_t>(-1);

class Explorer {
 public:
  Explorer(const chart::Chart& chart, const std::vector<Obligation>& obligations, std::size_t limit)
      : abstract_(chart, obligations), limit_(limit) {
    graph_.state_reached.assign(chart.states.size(), false);
    graph_.transition_taken.assign(chart.transitions.size(), false);
    graph_.state_reached[0] = true;
  }

  Graph run(const std::vector<std::string>& events) {
    for (const Course& course : abstract_.start()) (void)arrive(course, npos, "");
    graph_.beginnings = graph_.moments.size();
    for (std::size_t now = 0; now < graph_.moments.size(); ++now) {
      if (graph_.moments.size() > limit_) {
        graph_.complete = false;
        break;
      }
      if (!graph_.moments[now].running) continue;
      for (const std::string& event : events) go(now, event);
    }
    graph_.events_taken.assign(taken_.begin(), taken_.end());
    return std::move(graph_);
  }

 private:
  void go(std::size_t now, const std::string& event) {
    const Moment moment = graph_.moments[now];  // a copy: `moments` grows below
    for (const Course& course : abstract_.after(moment, event)) {
      taken_.insert(event);
      const std::size_t to = arrive(course, now, event);
      graph_.steps.push_back({now, to, event});
    }
  }

  std::size_t arrive(const Course& course, std::size_t from, const std::string& event) {
    for (const auto state : course.entered) graph_.state_reached[state] = true;
    for (const auto transition : course.taken) graph_.transition_taken[transition] = true;
    for (const std::size_t broken : course.broken) report(broken, from, event);
    const auto [known, is_new] = index_.emplace(course.moment, graph_.moments.size());
    if (is_new) {
      graph_.moments.push_back(course.moment);
      graph_.found_by.push_back(from == npos ? npos : graph_.steps.size());
    }
    return known->second;
  }

  /// Breadth first: the first breach of an obligation has a shortest path.
  void report(std::size_t obligation, std::size_t from, const std::string& event) {
    if (!broken_.insert(obligation).second) return;
    Breach breach{obligation, from == npos ? std::vector<std::string>{} : graph_.way_to(from)};
    if (!event.empty()) breach.path.push_back(event);
    graph_.breaches.push_back(std::move(breach));
  }

  Abstract abstract_;
  std::size_t limit_;
  Graph graph_;
  std::map<Moment, std::size_t> index_;
  std::set<std::string> taken_;
  std::set<std::size_t> broken_;
};

}  // namespace

std::vector<std::string> Graph::way_to(std::size_t moment) const {
  std::vector<std::string> way;
  while (found_by[moment] != npos) {
    const Step& step = steps[found_by[moment]];
    way.push_back(step.event);
    moment = step.from;
  }
  std::ranges::reverse(way);
  return way;
}

Graph explore(const chart::Chart& chart, const std::vector<std::string>& events,
              const std::vector<Obligation>& obligations, std::size_t limit) {
  return Explorer(chart, obligations, limit).run(events);
}

}  // namespace gavel::soundness
