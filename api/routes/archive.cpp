// The archive: finding closed matters and handing out their packages. Every hand-out is recorded.
#include "api/routes/archive_records.hpp"
#include "api/routes/context.hpp"
#include "api/routes/range.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "db/archive_search.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::PackageRow& row) {
  const std::string self = "/v1/archive/" + encoded(row.archival_code);
  return {{"code", row.archival_code},
          {"matter", row.matter},
          {"title", row.title},
          {"status", row.status},
          {"procedure", row.procedure},
          {"retention", row.retention},
          {"organisation", row.organisation},
          {"fonds", row.fonds},
          {"year", row.year},
          {"sha256", row.sha256},
          {"size", row.size},
          {"built_at", to_string(row.built_at)},
          {"passed", row.passed},
          {"links", JsonObject{{"self", self}, {"package", self + "/package"}}}};
}

http::Response search(Context& context, Call& call) {
  Query query = call.query();
  db::ArchiveQuery wanted;
  wanted.code = query.text("code");
  wanted.q = query.text("q");
  if (const auto year = query.integer("year", 1900, 9999)) wanted.year = static_cast<int>(*year);
  wanted.person = query.text("person");
  wanted.stage = query.text("stage");
  wanted.after = query.cursor();
  const int limit = query.limit();
  query.done();
  wanted.limit = limit + 1;
  auto found = context.services.archive.search(wanted);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  JsonArray packages;
  for (const db::PackageRow& row : found) packages.push_back(view(row));
  http::Response response = json_response(200, JsonObject{{"packages", std::move(packages)}});
  link_next(response, call, more ? found.back().archival_code : "");
  return response;
}

db::PackageRow package_of(Context& context, const Call& call) {
  auto row = context.services.archive.find(call.parameter());
  if (!row) throw Problem{.type = "no-such-package"};
  return *std::move(row);
}

http::Response one(Context& context, Call& call) {
  const db::PackageRow row = package_of(context, call);
  JsonObject shown = view(row);
  shown["report"] = row.report;
  return json_response(200, shown);
}

http::Response download(Context& context, Call& call) {
  Query query = call.query();
  const std::string purpose = query.text("purpose").value_or("");
  query.done();
  const db::PackageRow row = package_of(context, call);
  const std::string filename = row.archival_code + ".tar";
  // HEAD hands nothing out, so it leaves no record; its answer needs the length alone.
  if (call.request.method == "HEAD") {
    return file_response(http::Pieces{.size = row.size}, "application/x-tar", filename, row.sha256);
  }
  auto tar = context.services.archive.download(row.archival_code, call.actor(),
                                               context.services.clock.now(), purpose);
  if (!tar) throw Problem{.type = "no-such-package"};
  const auto bytes = std::make_shared<db::PackageBytes>(*std::move(tar));
  http::Pieces pieces{.size = bytes->size(),
                      .from = [bytes](std::size_t offset) { return bytes->from(offset); }};
  return ranged(call, file_response(std::move(pieces), "application/x-tar", filename, row.sha256));
}

}  // namespace

void add_archive(Router& router) {
  router.add({"GET", "/v1/archive", for_archive, search});
  router.add({"GET", "/v1/archive/{code}", for_archive, one});
  router.add({"GET", "/v1/archive/{code}/package", for_archive, download});
  add_archive_records(router);
}

}  // namespace gavel::api
