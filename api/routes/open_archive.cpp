// What the archive has opened to everyone (档案法 2020 art. 27 and 28): without an account, each
// hand-out recorded with its purpose.
#include "api/routes/archive_records.hpp"
#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/page.hpp"
#include "api/routes/range.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "db/archive_search.hpp"
#include "db/keeping.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::KeptVolume& volume) {
  const std::string code = encoded(volume.archival_code);
  JsonObject links{{"records", "/v1/open-archive/records?code=" + code}};
  if (volume.wholly_open) links["package"] = "/v1/open-archive/" + code + "/package";
  return {{"code", volume.archival_code}, {"title", volume.title}, {"year", volume.year},
          {"sha256", volume.sha256},      {"size", volume.size},   {"links", std::move(links)}};
}

http::Response volumes(Context& context, Call& call) {
  Query query = call.query();
  const std::string after = query.cursor();
  const int limit = query.limit();
  query.done();
  return page_response(
      call, "volumes", db::Keeping(context.services.pool).open(after, limit + 1), limit,
      [](const db::KeptVolume& volume) { return view(volume); }, &db::KeptVolume::archival_code);
}

/// To everyone, without an account; the access is recorded as the public's, with its purpose.
http::Response package(Context& context, Call& call) {
  Query query = call.query();
  const std::string purpose = query.required("purpose", 400);
  query.done();
  const auto volume = db::Keeping(context.services.pool).find(call.parameter());
  if (!volume || volume->access != "open") throw Problem{.type = "not-open"};
  refuse_destroyed(context, volume->archival_code);
  if (!volume->wholly_open) throw Problem{.type = "partly-open"};
  const std::string filename = volume->archival_code + ".tar";
  if (call.request.method == "HEAD")
    return file_response(http::Pieces{.size = volume->size}, "application/x-tar", filename,
                         volume->sha256);
  auto bytes = context.services.archive.download(volume->archival_code, anyone(),
                                                 context.services.clock.now(), purpose);
  if (!bytes) throw Problem{.type = "not-open"};
  const auto kept = std::make_shared<db::PackageBytes>(*std::move(bytes));
  http::Pieces pieces{.size = kept->size(),
                      .from = [kept](std::size_t offset) { return kept->from(offset); }};
  return ranged(call,
                file_response(std::move(pieces), "application/x-tar", filename, volume->sha256));
}

/// Volumes and documents, whichever are open.
http::Response records(Context& context, Call& call) {
  return search_records(context, call, {"public", {}});
}

}  // namespace

matter::Actor anyone() { return {.account = "", .name = "公众", .unit = "", .roles = {}}; }

void add_open_archive(Router& router) {
  router.add({"GET", "/v1/open-archive", for_public, volumes});
  router.add({"GET", "/v1/open-archive/records", for_public, records});
  router.add({"GET", "/v1/open-archive/records/{document}", for_public, open_record});
  router.add({"GET", "/v1/open-archive/{code}/package", for_public, package});
}

}  // namespace gavel::api
