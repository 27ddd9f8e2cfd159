// The law beside a procedure: each article, what carries it out, the tests named after it.
#include "engine/procedure/law.hpp"

#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "db/procedure_store.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

http::Response law(Context& context, Call& call) {
  Query query = call.query();
  const std::string name = query.text("procedure", 63).value_or("major-decision");
  query.done();
  const auto procedure = context.services.procedures.current(name);
  if (procedure == nullptr) throw Problem{.type = "no-such-procedure", .values = {{"name", name}}};
  return json_response(200, law_json(*procedure, procedure::tests_in(asset::law_tests_txt),
                                     procedure::means_in(asset::law_means_json)));
}

}  // namespace

void add_law(Router& router) { router.add({"GET", "/v1/law", for_public, law}); }

}  // namespace gavel::api
