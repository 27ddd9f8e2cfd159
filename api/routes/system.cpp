// What operators and machines ask of the server itself, and the pages that explain problems.
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/table_ends.hpp"
#include "api/routes/views.hpp"
#include "db/calendar_store.hpp"
#include "db/fixity.hpp"
#include "db/ledger_store.hpp"
#include "db/witnessing.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

http::Response contract(Context& /*context*/, Call& /*call*/) {
  http::Response response = text_response(std::string(asset::openapi_json), "application/json");
  response.headers.add("Cache-Control", "public, max-age=300");
  return response;
}

/// The process lives.
http::Response healthz(Context& /*context*/, Call& /*call*/) {
  return json_response(200, JsonObject{{"status", "ok"}});
}

/// It can do its work: the database answers. When it does not, this is a 503 like any other.
http::Response readyz(Context& context, Call& /*call*/) {
  const auto tables = context.services.calendars.list();
  JsonArray warnings;
  if (const std::string trouble = context.services.ledger.trouble(); !trouble.empty())
    warnings.push_back(JsonObject{{"about", "ledger"}, {"detail", trouble}});
  if (auto* witnessing = context.services.witnessing; witnessing != nullptr) {
    if (const auto view = witnessing->view(); view.alarm)
      warnings.push_back(JsonObject{{"about", "witnesses"},
                                    {"detail", "since " + to_string(*view.unwitnessed_since)}});
  }
  if (const auto ends = table_ends(context))
    warnings.push_back(JsonObject{{"about", "calendar"}, {"detail", ends->en}});
  if (const auto* fixity = context.services.fixity; fixity != nullptr) {
    for (const std::string& code : fixity->damaged())
      warnings.push_back(JsonObject{{"about", "package"}, {"detail", code}});
    for (const std::string& document : fixity->damaged_documents())
      warnings.push_back(JsonObject{{"about", "document"}, {"detail", document}});
  }
  return json_response(200, JsonObject{{"status", warnings.empty() ? "ok" : "warning"},
                                       {"calendars", tables.size()},
                                       {"warnings", std::move(warnings)}});
}

http::Response metrics(Context& context, Call& /*call*/) {
  return text_response(context.metrics.text(context.services), "text/plain; version=0.0.4");
}

http::Response problem_page(Context& /*context*/, Call& call) {
  const ProblemType* const type = find_problem_type(call.parameter());
  if (type == nullptr) throw Problem{.type = "no-such-page"};
  return json_response(200, JsonObject{{"type", problem_path(type->type)},
                                       {"status", type->status},
                                       {"title", view(type->title)},
                                       {"detail", view(type->detail)}});
}

}  // namespace

void add_system(Router& router) {
  router.add({"GET", "/openapi.json", for_public, contract});
  router.add({"GET", "/healthz", for_public, healthz});
  router.add({"GET", "/readyz", for_public, readyz});
  router.add({"GET", "/metrics", for_public, metrics});
  router.add({"GET", "/problems/{type}", for_public, problem_page});
}

}  // namespace gavel::api
