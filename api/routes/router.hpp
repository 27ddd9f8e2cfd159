#pragma once
// The table of routes: what can be asked for, by whom, and how large a body may be. The contract in
// openapi.json is compared with this table by a test.
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/call.hpp"

namespace gavel::api {

struct Context;

/// Limits of bodies, in bytes.
inline constexpr std::size_t json_limit = 1u << 20;
inline constexpr std::size_t document_limit = 64u << 20;

struct Access {
  bool is_public = false;
  std::vector<std::string> roles = {};  ///< Any of these; empty: any account.
  bool basic = false;  ///< By name and password in each request too: for programs without tokens.
};
inline const Access for_public{.is_public = true};
inline const Access for_accounts{};
inline const Access for_admin{.roles = {"admin"}};
inline const Access for_archive{.roles = {"archivist", "auditor"}};

using Action = std::function<http::Response(Context&, Call&)>;

struct Route {
  std::string method;   ///< GET answers HEAD too.
  std::string pattern;  ///< "/v1/matters/{id}/events"; a last "{path...}" takes all that follows.
  Access access;
  Action action;
  std::size_t body_limit = json_limit;
};

class Router {
 public:
  void add(Route route);
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  struct Match {
    const Route* route = nullptr;
    std::vector<std::string> parameters;
  };
  /// `allowed` gets the methods the path has; empty when there is no such path.
  [[nodiscard]] std::optional<Match> find(std::string_view method,
                                          const std::vector<std::string>& segments,
                                          std::vector<std::string>* allowed = nullptr) const;

 private:
  struct Pattern {
    std::vector<std::string> segments;
    bool takes_rest = false;
  };
  [[nodiscard]] static std::optional<std::vector<std::string>> parameters_of(
      const Pattern& pattern, const std::vector<std::string>& segments);

  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;  ///< One for each route.
};

// ---- one file a resource
void add_system(Router& router);
void add_pages(Router& router);
void add_sessions(Router& router);
void add_accounts(Router& router);
void add_keys(Router& router);
void add_procedures(Router& router);
void add_law(Router& router);
void add_performed(Router& router);
void add_meeting_papers(Router& router);
void add_own_papers(Router& router);
void add_own_record(Router& router);
void add_hearing_record(Router& router);
void add_agenda(Router& router);
void add_keeping(Router& router);
void add_handover_tests(Router& router);
void add_open_archive(Router& router);
void add_policies(Router& router);
void add_matters(Router& router);
void add_events(Router& router);
void add_migration(Router& router);
void add_documents(Router& router);
void add_document_security(Router& router);
void add_signatures(Router& router);
void add_outside_keys(Router& router);
void add_statements(Router& router);
void add_time_stamps(Router& router);
void add_notices(Router& router);
void add_comments(Router& router);
void add_archive(Router& router);
void add_oai(Router& router);
void add_ledger(Router& router);
void add_clock(Router& router);
void add_calendars(Router& router);
void add_catalogues(Router& router);
void add_oversight(Router& router);
void add_delegations(Router& router);
void add_offices(Router& router);
void add_recusals(Router& router);
void add_people(Router& router);
void add_expert_draws(Router& router);  ///< By add_people.

/// All of the above.
[[nodiscard]] const Router& router();

}  // namespace gavel::api
