// The installed procedures: what each step needs, and the chart file itself.
#include "api/routes/context.hpp"
#include "api/routes/drawing.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/version_words.hpp"
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

/// A version by its number or by the SHA-256 of its file.
std::shared_ptr<const procedure::Procedure> version_of(Context& context, const std::string& name,
                                                       const std::string& version) {
  auto procedure = context.services.procedures.version(name, version);
  if (procedure == nullptr) procedure = context.services.procedures.by_sha256(version);
  if (procedure == nullptr || procedure->name != name) {
    throw Problem{.type = "no-such-procedure", .values = {{"name", name + "@" + version}}};
  }
  return procedure;
}

std::shared_ptr<const procedure::Procedure> in_force(Context& context, const std::string& name) {
  auto procedure = context.services.procedures.current(name);
  if (procedure != nullptr) return procedure;
  throw Problem{.type = "no-such-procedure", .values = {{"name", name}}};
}

/// The one in force under a name, or by `?version=` or `?sha256=` another that matters still run
/// on.
std::shared_ptr<const procedure::Procedure> asked_for(Context& context, const Call& call,
                                                      Query query) {
  const auto version = query.text("version", 100), sha256 = query.text("sha256", 64);
  if (version && sha256) {
    query.fault("sha256", "one-of", {{"expected", JsonArray{"version", "sha256"}}});
  }
  query.done();
  const std::string& name = call.parameter();
  if (version) return version_of(context, name, *version);
  return sha256 ? version_of(context, name, *sha256) : in_force(context, name);
}

http::Response one(Context& context, Call& call) {
  const auto procedure = asked_for(context, call, call.query());
  http::Response response = json_response(200, view(*procedure));
  response.headers.add("ETag", "\"" + procedure->sha256 + "\"");
  response.headers.add("Cache-Control", "private, no-cache");
  return response;
}

http::Response difference(Context& context, Call& call) {
  Query query = call.query();
  const std::string from = query.required("from", 100);
  const auto to = query.text("to", 100);
  query.done();
  const std::string& name = call.parameter();
  const auto before = version_of(context, name, from);
  const auto after = to ? version_of(context, name, *to) : in_force(context, name);
  return json_response(200, JsonObject{{"from", brief(*before)},
                                       {"to", brief(*after)},
                                       {"changes", view(procedure::difference(*before, *after))}});
}

http::Response source(Context& context, Call& call) {
  const auto procedure = asked_for(context, call, call.query());
  auto bytes = context.services.procedures.source(procedure->sha256);
  if (!bytes) throw Problem{.type = "no-such-procedure", .values = {{"name", procedure->name}}};
  return file_response(*std::move(bytes), "application/scxml+xml", procedure->name + ".scxml",
                       procedure->sha256);
}

http::Response drawing(Context& context, Call& call) {
  Query query = call.query();
  const draw::Options options{.language = language_of_drawing(query, call), .active = {}};
  return drawing_response(call, *asked_for(context, call, std::move(query)), options);
}

}  // namespace

void add_procedures(Router& router) {
  router.add({"GET", "/v1/procedures", for_accounts, list});
  router.add({"GET", "/v1/procedures/{name}", for_accounts, one});
  router.add({"GET", "/v1/procedures/{name}/source", for_accounts, source});
  router.add({"GET", "/v1/procedures/{name}/drawing.svg", for_accounts, drawing});
  router.add({"GET", "/v1/procedures/{name}/difference", for_accounts, difference});
}

}  // namespace gavel::api
