// The installed procedures: what each step needs, and the chart file itself.
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/views.hpp"
#include "db/procedure_store.hpp"

namespace gavel::api {
namespace {

http::Response list(Context& context, Call& call) {
  call.query().done();
  JsonArray procedures;
  for (const db::ProcedureRow& row : context.services.procedures.list()) {
    const auto procedure = context.services.procedures.by_sha256(row.sha256);
    JsonObject listed{{"name", row.name},
                      {"version", row.version},
                      {"sha256", row.sha256},
                      {"title", procedure != nullptr ? Json(view(procedure->title)) : Json()},
                      {"installed_at", to_string(row.installed_at)},
                      {"current", row.current}};
    procedures.push_back(std::move(listed));
  }
  return json_response(200, JsonObject{{"procedures", std::move(procedures)}});
}

/// The one in force under a name, or, by `?sha256=`, an older version that matters still run on.
std::shared_ptr<const procedure::Procedure> asked_for(Context& context, const Call& call) {
  Query query = call.query();
  const auto sha256 = query.text("sha256", 64);
  query.done();
  auto procedure = sha256 ? context.services.procedures.by_sha256(*sha256)
                          : context.services.procedures.current(call.parameter());
  if (procedure == nullptr || procedure->name != call.parameter()) {
    throw Problem{.type = "no-such-procedure", .values = {{"name", call.parameter()}}};
  }
  return procedure;
}

http::Response one(Context& context, Call& call) {
  const auto procedure = asked_for(context, call);
  http::Response response = json_response(200, view(*procedure));
  response.headers.add("ETag", "\"" + procedure->sha256 + "\"");
  response.headers.add("Cache-Control", "private, no-cache");
  return response;
}

http::Response source(Context& context, Call& call) {
  const auto procedure = asked_for(context, call);
  auto bytes = context.services.procedures.source(procedure->sha256);
  if (!bytes) throw Problem{.type = "no-such-procedure", .values = {{"name", procedure->name}}};
  return file_response(*std::move(bytes), "application/scxml+xml", procedure->name + ".scxml",
                       procedure->sha256);
}

}  // namespace

void add_procedures(Router& router) {
  router.add({"GET", "/v1/procedures", for_accounts, list});
  router.add({"GET", "/v1/procedures/{name}", for_accounts, one});
  router.add({"GET", "/v1/procedures/{name}/source", for_accounts, source});
}

}  // namespace gavel::api
