// The documents of a matter: uploading, listing, downloading; and the dossier, which is all of them
// under one digest.
#include "db/documents.hpp"

#include <filesystem>

#include "api/routes/acting.hpp"
#include "api/routes/circle.hpp"
#include "api/routes/classified.hpp"
#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/file_formats.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/names.hpp"
#include "api/routes/range.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "archive/digest.hpp"
#include "archive/dossier.hpp"

namespace gavel::api {
namespace {

/// One file name, no path: it becomes one in the package.
bool is_filename(const std::string& name) {
  return !name.empty() && name != "." && name != ".." &&
         name.find_first_of("/\\") == std::string::npos && !first_unfit(name, Lines::one);
}

matter::Document described(const Call& call, const procedure::Procedure& procedure) {
  Query query = call.query();
  matter::Document document;
  document.code = query.required("code", 64);
  document.title = title_in(query, "title");
  document.filename = query.text("filename", 200).value_or(document.code);
  if (!is_filename(document.filename)) query.fault("filename", "not-a-filename");
  const auto type = procedure.documents.find(document.code);
  if (!document.code.empty() && type == procedure.documents.end()) {
    query.fault("code", "unknown-document-code", {{"given", document.code}});
  }
  query.done();
  if (document.title.empty()) document.title = type->second.title.zh;
  // What it says its file's name would say in the dossier's manifest, which every signer reads.
  if (procedure::goes_by_kind(procedure, document.code))
    document.filename =
        document.code + std::filesystem::path(document.filename).extension().string();
  document.media_type = media_type_of(call.request);
  return document;
}

http::Response add(Context& context, Call& call) {
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  // Whoever has a part in the procedure may add to its dossier; onlookers may not.
  if (!takes_part(context, loaded, call) || !is_of_the_matter(context, call, loaded))
    throw Problem{.type = "not-a-participant"};
  matter::Document document = described(call, *loaded.procedure);
  if (call.request.body.empty()) throw Problem{.type = "empty-document"};
  check_format(document.media_type, call.request.body);
  const archive::Hash digest = archive::sha256(call.request.body);
  check_content_digest(call.request, archive::bytes_of(digest));
  document.id = new_id();
  document.sha256 = archive::to_hex(digest);
  document.size = call.request.body.size();
  document.by = call.account->account;

  const std::string place = "/v1/documents/" + document.id;
  desk::Attachments with{.if_version = if_match(call, false),
                         .blob = call.request.body,
                         .signature = {},
                         .idempotency = {}};
  if (call.repeat) {
    with.idempotency = [&](const matter::Accepted& accepted) {
      return kept_answer(*call.repeat, 201, place, json_text(added_view(accepted.next)));
    };
  }
  const auto done = context.services.desk.add_document(call.parameter(), std::move(document),
                                                       actor_in(context, call, loaded), with);
  if (!done) throw problem_of(done.error(), loaded.procedure.get());
  note_repeat(call, *done);
  http::Response response = created(place, added_view(done->snapshot));
  response.headers.add("ETag", etag_of(done->snapshot.version));
  return response;
}

JsonArray views_of(const std::vector<matter::Document>& documents, const KeptParts& kept) {
  JsonArray list;
  for (const auto& document : documents) {
    JsonObject shown = view(kept.shown(document));
    if (kept.keeps(document)) shown["kept"] = true;
    list.push_back(std::move(shown));
  }
  return list;
}

http::Response list(Context& context, Call& call) {
  call.query().done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const KeptParts kept(context, call, loaded);
  return json_response(200, JsonObject{{"documents", views_of(*loaded.snapshot.documents, kept)}});
}

http::Response download(Context& context, Call& call) {
  const auto row = context.services.documents.find(call.parameter());
  if (!row) throw Problem{.type = "no-such-document"};
  const desk::Loaded loaded = visible_matter(context, call, row->matter);
  refuse_classified(context, call, loaded, row->document.id);
  KeptParts(context, call, loaded).refuse(row->document);
  refuse_destroyed_document(context, row->document.id);
  auto bytes = context.services.documents.bytes(call.parameter());
  if (!bytes) throw Problem{.type = "no-such-document"};
  return ranged(call, file_response(*std::move(bytes), row->document.media_type,
                                    row->document.filename, row->document.sha256));
}

http::Response dossier(Context& context, Call& call) {
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  std::vector<archive::DossierEntry> entries;
  for (const auto& document : *loaded.snapshot.documents) {
    entries.push_back({document.sha256, document.code, document.version, document.filename});
  }
  const KeptParts kept(context, call, loaded);
  return json_response(200, JsonObject{{"sha256", archive::dossier_digest(entries)},
                                       {"manifest", archive::dossier_manifest(entries)},
                                       {"documents", views_of(*loaded.snapshot.documents, kept)}});
}

}  // namespace

void add_documents(Router& router) {
  router.add({"POST", "/v1/matters/{id}/documents", for_accounts, add, document_limit});
  router.add({"GET", "/v1/matters/{id}/documents", for_accounts, list});
  router.add({"GET", "/v1/matters/{id}/dossier", for_accounts, dossier});
  router.add({"GET", "/v1/documents/{id}", for_accounts, download});
}

}  // namespace gavel::api
