#include "api/routes/archive_records.hpp"

#include <set>

#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/file_formats.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/range.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/target.hpp"
#include "archive/digest.hpp"
#include "db/archive_copies.hpp"
#include "db/archive_search.hpp"
#include "db/documents.hpp"
#include "db/keeping.hpp"
#include "db/procedure_store.hpp"
#include "engine/procedure/circles.hpp"

namespace gavel::api {
namespace {

const Access for_archivists = for_roles({db::archivist_role});
/// Users of the archive (利用者) get copies, never the documents.
const Access for_readers = for_roles({db::archivist_role, db::auditor_role, db::reader_role});

std::string place_of(const std::string& document) {
  return "/v1/archive/records/" + encoded(document);
}

JsonObject open_links(const db::RecordRow& row) {
  const std::string records = "/v1/open-archive/records";
  if (row.document.empty()) return {{"records", records + "?code=" + encoded(row.archival_code)}};
  return {{"file", records + "/" + encoded(row.document)}};
}

JsonObject links_of(const db::RecordRow& row) {
  JsonObject links{{"package", "/v1/archive/" + encoded(row.archival_code)}};
  if (!row.document.empty()) {
    links["file"] = place_of(row.document);
    links["copies"] = place_of(row.document) + "/copies";
  }
  return links;
}

JsonObject view(const db::RecordRow& row, JsonObject links) {
  JsonObject out{{"archival_code", row.archival_code},
                 {"n", row.n},
                 {"title", row.title},
                 {"kind", row.kind},
                 {"stage", row.stage},
                 {"unit", row.unit},
                 {"procedure", row.procedure},
                 {"year", row.year},
                 {"at", to_string(row.at)},
                 {"matter", row.matter},
                 {"media_type", row.media_type},
                 {"size", row.size},
                 {"sha256", row.sha256},
                 {"access", row.access},
                 {"snippet", row.snippet},
                 {"links", std::move(links)}};
  if (!row.document.empty()) out["document"] = row.document;
  return out;
}

JsonObject view(const db::Facets& facets) {
  JsonObject out{{"counted", facets.counted}, {"complete", facets.complete}};
  for (const auto& [field, value, count] : facets.counts) {
    if (!out.contains(field)) out[field] = JsonArray{};
    out[field].as_array().push_back({{"value", value}, {"count", count}});
  }
  return out;
}

JsonObject view(const db::ArchiveCopy& copy) {
  return {{"id", copy.id},
          {"archival_code", copy.archival_code},
          {"document", copy.document},
          {"reason", copy.reason},
          {"media_type", copy.media_type},
          {"size", copy.size},
          {"sha256", copy.sha256},
          {"made_by", copy.made_by},
          {"made_at", to_string(copy.made_at)},
          {"links", JsonObject{{"file", "/v1/archive/copies/" + encoded(copy.id)}}}};
}

/// Whoever looks after the archive sees what is closed to its users.
bool keeps(const Call& call) {
  return call.has_role(db::archivist_role) || call.has_role(db::auditor_role);
}

}  // namespace

http::Response search_records(Context& context, Call& call, Searcher by) {
  Query query = call.query();
  db::RecordQuery wanted;
  wanted.audience = std::move(by.audience);
  wanted.roles = std::move(by.roles);
  wanted.code = query.text("code");
  wanted.q = query.text("q");
  wanted.person = query.text("person");
  wanted.unit = query.choice("unit", known_units(context));
  wanted.stage = query.choice("stage", known_stages(context));
  wanted.kind = query.choice("kind", known_to(known_words({"volume"}), known_documents(context)));
  wanted.procedure = query.choice("procedure", known_procedures(context));
  if (const auto year = query.integer("year", 1900, 9999)) wanted.year = static_cast<int>(*year);
  const bool with_facets = query.flag("facets");
  wanted.before = query.cursor_after();
  const int limit = query.limit();
  query.done();
  wanted.limit = limit + 1;
  auto found = context.services.archive.records(wanted);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  JsonArray records;
  const bool is_public = wanted.audience == "public";
  for (const db::RecordRow& row : found)
    records.push_back(view(row, is_public ? open_links(row) : links_of(row)));
  JsonObject body{{"records", std::move(records)}};
  if (with_facets) body["facets"] = view(context.services.archive.facets(wanted));
  http::Response response = json_response(200, body);
  link_next(response, call, more ? std::to_string(found.back().id) : "");
  return response;
}

namespace {

/// By whatever procedure.
std::set<std::string> named_roles(Context& context) {
  std::set<std::string> out;
  for (const db::ProcedureRow& row : context.services.procedures.list()) {
    const auto procedure = context.services.procedures.by_sha256(row.sha256);
    const auto& named = procedure::circles_in(*procedure).named;
    out.insert(named.begin(), named.end());
  }
  return out;
}

http::Response search(Context& context, Call& call) {
  if (keeps(call)) return search_records(context, call, {});
  std::vector<std::string> roles = call.account->roles;
  // Of an organ's, and of those whom a matter names, each matter says whose they are in it.
  const std::set<std::string> named = named_roles(context);
  std::erase_if(roles, [&](const std::string& role) {
    return db::is_of_organ(role) || named.contains(role);
  });
  return search_records(context, call, {"reader", std::move(roles)});
}

struct Stored {
  std::string archival_code;
  db::DocumentRow row;
};

Stored stored(Context& context, const Call& call) {
  const std::string& id = call.parameter();
  auto code = db::ArchiveCopies(context.services.pool).package_of(id);
  auto row = context.services.documents.find(id);
  if (!code || !row) throw Problem{.type = "not-in-the-archive", .values = {{"document", id}}};
  refuse_destroyed(context, *code);
  return {*std::move(code), *std::move(row)};
}

db::RecordAccess access_by(Context& context, matter::Actor by, std::string purpose) {
  return {.archival_code = {},
          .document = {},
          .copy = std::nullopt,
          .by = std::move(by),
          .purpose = std::move(purpose),
          .at = context.services.clock.now()};
}

/// HEAD hands nothing out, so it leaves no record; its answer needs the length alone.
http::Response handed_out(Context& context, Call& call, const db::RecordAccess& access,
                          const matter::Document& what) {
  if (call.request.method == "HEAD") {
    return file_response(http::Pieces{.size = what.size}, what.media_type, what.filename,
                         what.sha256);
  }
  std::string bytes = db::ArchiveCopies(context.services.pool).hand_out(access, what.sha256);
  return ranged(call, file_response(std::move(bytes), what.media_type, what.filename, what.sha256));
}

http::Response download(Context& context, Call& call) {
  Query query = call.query();
  db::RecordAccess access = access_by(context, call.actor(), purpose_of(query));
  const Stored record = stored(context, call);
  access.archival_code = record.archival_code;
  access.document = record.row.document.id;
  return handed_out(context, call, access, record.row.document);
}

}  // namespace

/// What is not open is not told apart from what is not there.
http::Response open_record(Context& context, Call& call) {
  Query query = call.query();
  db::RecordAccess access = access_by(context, anyone(), query.required("purpose", 400));
  query.done();
  const std::string& id = call.parameter();
  const auto code = db::ArchiveCopies(context.services.pool).package_of(id);
  if (!code || db::Keeping(context.services.pool).access_of(*code, id) != "open")
    throw Problem{.type = "not-open"};
  const Stored record = stored(context, call);
  access.archival_code = record.archival_code;
  access.document = id;
  return handed_out(context, call, access, record.row.document);
}

namespace {

http::Response add_copy(Context& context, Call& call) {
  Query query = call.query();
  db::ArchiveCopy copy;
  copy.reason = query.required("reason", 2000);
  query.done();
  const Stored record = stored(context, call);
  if (call.request.body.empty()) throw Problem{.type = "empty-document"};
  const archive::Hash digest = archive::sha256(call.request.body);
  check_content_digest(call.request, archive::bytes_of(digest));
  copy.id = new_id();
  copy.archival_code = record.archival_code;
  copy.document = record.row.document.id;
  copy.media_type = media_type_of(call.request);
  check_format(copy.media_type, call.request.body);
  copy.sha256 = archive::to_hex(archive::bytes_of(digest));
  copy.size = call.request.body.size();
  copy.made_by = call.actor().account;
  copy.made_at = context.services.clock.now();
  db::ArchiveCopies(context.services.pool).add(copy, call.request.body);
  return created("/v1/archive/copies/" + encoded(copy.id), view(copy));
}

bool is_closed(Context& context, const std::string& code, const std::string& document) {
  return db::Keeping(context.services.pool).access_of(code, document) == "closed";
}

http::Response copies(Context& context, Call& call) {
  call.query().done();
  const Stored record = stored(context, call);
  if (!keeps(call) && is_closed(context, record.archival_code, record.row.document.id))
    throw Problem{.type = "volume-closed"};
  JsonArray list;
  for (const auto& copy :
       db::ArchiveCopies(context.services.pool).of_document(record.row.document.id))
    list.push_back(view(copy));
  return json_response(200, JsonObject{{"copies", std::move(list)}});
}

http::Response download_copy(Context& context, Call& call) {
  Query query = call.query();
  db::RecordAccess access = access_by(context, call.actor(), purpose_of(query));
  const auto copy = db::ArchiveCopies(context.services.pool).find(call.parameter());
  if (!copy) throw Problem{.type = "no-such-copy"};
  refuse_destroyed(context, copy->archival_code);
  if (!keeps(call) && is_closed(context, copy->archival_code, copy->document))
    throw Problem{.type = "volume-closed"};
  access.archival_code = copy->archival_code;
  access.document = copy->document;
  access.copy = copy->id;
  matter::Document what;
  what.filename = copy->id;
  what.media_type = copy->media_type;
  what.sha256 = copy->sha256;
  what.size = copy->size;
  return handed_out(context, call, access, what);
}

http::Response accesses(Context& context, Call& call) {
  call.query().done();
  const std::string& code = call.parameter();
  if (!context.services.archive.find(code)) throw Problem{.type = "no-such-package"};
  JsonArray list;
  for (const auto& access : db::ArchiveCopies(context.services.pool).accesses(code)) {
    JsonObject shown{{"account", access.by.account},
                     {"name", access.by.name},
                     {"unit", access.by.unit},
                     {"purpose", access.purpose},
                     {"at", to_string(access.at)}};
    if (!access.document.empty()) shown["document"] = access.document;
    if (access.copy) shown["copy"] = *access.copy;
    list.push_back(std::move(shown));
  }
  return json_response(200, JsonObject{{"accesses", std::move(list)}});
}

}  // namespace

std::string purpose_of(Query& query) {
  const std::string purpose = query.text("purpose").value_or("");
  query.done();
  if (purpose.find_first_not_of(" \t") == std::string::npos)
    throw Problem{.type = "purpose-needed"};
  return purpose;
}

void add_archive_records(Router& router) {
  router.add({"GET", "/v1/archive/records", for_readers, search});
  router.add({"GET", "/v1/archive/records/{document}", for_archive, download});
  router.add({"GET", "/v1/archive/records/{document}/copies", for_readers, copies});
  router.add(
      {"POST", "/v1/archive/records/{document}/copies", for_archivists, add_copy, document_limit});
  router.add({"GET", "/v1/archive/copies/{id}", for_readers, download_copy});
  router.add({"GET", "/v1/archive/{code}/accesses", for_archive, accesses});
}

}  // namespace gavel::api
