#include "api/routes/router.hpp"

#include "engine/base/ensure.hpp"

namespace gavel::api {
namespace {

bool is_parameter(const std::string& segment) { return segment.starts_with('{'); }

std::vector<std::string> split(std::string_view path) {
  std::vector<std::string> segments;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    segments.emplace_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  if (segments.size() == 1 && segments.front().empty()) segments.clear();
  return segments;
}

void note(std::vector<std::string>& allowed, const std::string& method) {
  if (std::ranges::find(allowed, method) != allowed.end()) return;
  allowed.push_back(method);
  if (method == "GET") allowed.emplace_back("HEAD");
}

std::string joined(const std::vector<std::string>& segments, std::size_t from) {
  std::string rest;
  for (std::size_t i = from; i < segments.size(); ++i) rest += (i > from ? "/" : "") + segments[i];
  return rest;
}

}  // namespace

void Router::add(Route route) {
  Pattern pattern{.segments = split(route.pattern)};
  pattern.takes_rest = !pattern.segments.empty() && pattern.segments.back().ends_with("...}");
  routes_.push_back(std::move(route));
  patterns_.push_back(std::move(pattern));
}

std::optional<std::vector<std::string>> Router::parameters_of(
    const Pattern& pattern, const std::vector<std::string>& segments) {
  const std::size_t count = pattern.segments.size();
  if (pattern.takes_rest ? segments.size() < count : segments.size() != count) return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_rest = pattern.takes_rest && i + 1 == count;
    if (is_rest) {
      parameters.push_back(joined(segments, i));
    } else if (is_parameter(pattern.segments[i])) {
      if (segments[i].empty()) return std::nullopt;
      parameters.push_back(segments[i]);
    } else if (pattern.segments[i] != segments[i]) {
      return std::nullopt;
    }
  }
  return parameters;
}

std::optional<Router::Match> Router::find(std::string_view method,
                                          const std::vector<std::string>& segments,
                                          std::vector<std::string>* allowed) const {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  std::optional<Match> best;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    auto parameters = parameters_of(patterns_[i], segments);
    if (!parameters) continue;
    if (allowed != nullptr) note(*allowed, routes_[i].method);
    // A path written out is meant before one with parameters: /accounts/me, /accounts/{account}.
    const bool better = !best || parameters->size() < best->parameters.size();
    if (routes_[i].method == wanted && better) best = {&routes_[i], std::move(*parameters)};
  }
  return best;
}

const Router& router() {
  static const Router table = [] {
    Router made;
    for (const auto add : {add_system,
                           add_pages,
                           add_sessions,
                           add_accounts,
                           add_keys,
                           add_procedures,
                           add_law,
                           add_policies,
                           add_matters,
                           add_events,
                           add_migration,
                           add_documents,
                           add_document_security,
                           add_statements,
                           add_signatures,
                           add_outside_keys,
                           add_notices,
                           add_comments,
                           add_archive,
                           add_oai,
                           add_ledger,
                           add_clock,
                           add_calendars,
                           add_catalogues,
                           add_oversight,
                           add_performed,
                           add_meeting_papers,
                           add_own_papers,
                           add_own_record,
                           add_hearing_record,
                           add_agenda,
                           add_keeping,
                           add_open_archive,
                           add_people,
                           add_offices,
                           add_delegations,
                           add_recusals,
                           add_time_stamps,
                           add_handover_tests}) {
      add(made);
    }
    return made;
  }();
  return table;
}

}  // namespace gavel::api
