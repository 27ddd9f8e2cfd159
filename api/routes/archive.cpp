// The archive: finding closed matters and handing out their packages. Every hand-out is recorded.
#include <filesystem>
#include <fstream>

#include "api/routes/archive_records.hpp"
#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/page.hpp"
#include "api/routes/range.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "archive/digest.hpp"
#include "archive/finding_aid.hpp"
#include "db/archive_harvest.hpp"
#include "db/archive_search.hpp"
#include "db/fixity.hpp"
#include "db/scratch.hpp"

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
  wanted.stage = query.choice("stage", known_to(known_stages(context), known_documents(context)));
  wanted.after = query.cursor();
  const int limit = query.limit();
  query.done();
  wanted.limit = limit + 1;
  return page_response(
      call, "packages", context.services.archive.search(wanted), limit,
      [](const db::PackageRow& row) { return view(row); }, &db::PackageRow::archival_code);
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
  const auto gone = db::Destructions(context.services.pool).find(row.archival_code);
  shown["destroyed"] = gone ? Json(register_line(*gone)) : Json();
  http::Response response = json_response(200, shown);
  response.headers.add("ETag", "\"" + archive::sha256_hex(response.body) + "\"");
  return response;
}

http::Response download(Context& context, Call& call) {
  Query query = call.query();
  const std::string purpose = purpose_of(query);
  const db::PackageRow row = package_of(context, call);
  refuse_destroyed(context, row.archival_code);
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

constexpr int most_reports = 100;

/// How it stood whenever it was tested in the store.
http::Response tests(Context& context, Call& call) {
  call.query().done();
  const db::PackageRow row = package_of(context, call);
  JsonArray reports;
  for (const std::string& report :
       db::fixity_reports(context.services.pool, row.archival_code, most_reports))
    reports.push_back(boost::json::parse(report));
  return json_response(200, JsonObject{{"tests", std::move(reports)}});
}

struct KeptFile {
  db::Scratch folder;
  std::string sha256;
  std::size_t size = 0;
  [[nodiscard]] std::filesystem::path path() const { return folder.path() / "finding-aid.xml"; }
};

/// Written to a file first: of a large archive it is too much to hold.
void write_finding_aid(Context& context, const db::HarvestQuery& query, KeptFile& file) {
  std::ofstream out(file.path(), std::ios::binary);
  archive::Digest digest(archive::DigestKind::sha256);
  const auto put = [&](std::string_view text) {
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    digest.update(text);
    file.size += text.size();
  };
  archive::HoldingsAid aid(put, context.services.harvesting.name, context.services.clock.now());
  db::ArchiveHarvest(context.services.pool).each(query, [&](const archive::FindingAid& volume) {
    aid.add(volume);
  });
  aid.finish();
  if (!out.flush()) throw std::runtime_error("cannot write " + file.path().string());
  file.sha256 = digest.finish_hex();
}

std::string part_of(const KeptFile& file, std::size_t offset) {
  constexpr std::size_t piece = 1u << 20;
  std::ifstream in(file.path(), std::ios::binary);
  in.seekg(static_cast<std::streamoff>(offset));
  std::string bytes(std::min(piece, file.size - offset), '\0');
  if (!in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()))) return "";
  return bytes;
}

http::Response finding_aid(Context& context, Call& call) {
  Query asked = call.query();
  db::HarvestQuery query;
  query.fonds = asked.choice("fonds", [&] {
    std::vector<std::string> out;
    for (auto& [field, value] : db::ArchiveHarvest(context.services.pool).values()) {
      if (field == "fonds") out.push_back(std::move(value));
    }
    return out;
  });
  if (const auto year = asked.integer("year", 1900, 9999)) query.year = static_cast<int>(*year);
  asked.done();
  const auto file = std::make_shared<KeptFile>();
  write_finding_aid(context, query, *file);
  return file_response(
      http::Pieces{.size = file->size,
                   .from = [file](std::size_t offset) { return part_of(*file, offset); }},
      "application/xml", "finding-aid.xml", file->sha256);
}

}  // namespace

void add_archive(Router& router) {
  router.add({"GET", "/v1/archive", for_archive, search});
  router.add({"GET", "/v1/archive/finding-aid", for_archive, finding_aid});
  router.add({"GET", "/v1/archive/{code}", for_archive, one});
  router.add({"GET", "/v1/archive/{code}/package", for_archive, download});
  router.add({"GET", "/v1/archive/{code}/tests", for_archive, tests});
  add_archive_records(router);
}

}  // namespace gavel::api
