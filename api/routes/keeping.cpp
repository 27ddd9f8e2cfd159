// Keeping of stored volumes: who may see them, what falls due, appraisal, destruction, hand-over.
// Proposed by an archivist (keeping_proposals.cpp), answered by another person (db/keeping.hpp).
#include "db/keeping.hpp"

#include <algorithm>

#include "api/routes/acting.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/handover.hpp"
#include "api/routes/heads.hpp"
#include "api/routes/keeping_proposals.hpp"
#include "api/routes/kept_volumes.hpp"
#include "api/routes/page.hpp"
#include "api/routes/respond.hpp"
#include "archive/digest.hpp"
#include "db/matter_store.hpp"

namespace gavel::api {
namespace {

const Access for_archivist = for_roles({db::archivist_role});
const Access for_second_person = for_roles({db::archivist_role, db::office_role, db::head_role});

http::Response due(Context& context, Call& call) {
  Query query = call.query();
  const std::string kind =
      query.required_choice("kind", known_words({"access", "appraisal", "handover"}));
  const Day by = query.day("by").value_or(day_of(context.services.clock.now()));
  const int limit = query.limit();
  query.done();
  JsonArray volumes;
  for (const auto& each : db::Keeping(context.services.pool).due(kind, by, limit))
    volumes.push_back(view(each));
  return json_response(200, JsonObject{{"volumes", std::move(volumes)}});
}

http::Response kept(Context& context, Call& call) {
  call.query().done();
  JsonObject out = view(volume_of(context, call.parameter()));
  JsonArray acts;
  for (const auto& each : db::Keeping(context.services.pool).acts_of(call.parameter()))
    acts.push_back(view(each));
  out["acts"] = std::move(acts);
  JsonArray documents;
  for (const auto& each : db::Keeping(context.services.pool).documents_of(call.parameter()))
    documents.push_back(
        JsonObject{{"document", each.document}, {"own", each.own}, {"access", each.access}});
  out["documents"] = std::move(documents);
  return json_response(200, out);
}

/// What another person is to answer: without it nobody but the proposer would know of an act.
http::Response waiting(Context& context, Call& call) {
  Query query = call.query();
  const std::string after = query.cursor();
  const int limit = query.limit();
  query.done();
  return page_response(
      call, "acts", db::Keeping(context.services.pool).waiting(after, limit + 1), limit,
      [](const db::KeepingAct& each) { return view(each); }, &db::KeepingAct::id);
}

http::Response act(Context& context, Call& call) {
  call.query().done();
  const auto found = db::Keeping(context.services.pool).act(call.parameter());
  if (!found) throw Problem{.type = "no-such-act"};
  return json_response(200, view(*found));
}

/// What becomes of an organ's volume is answered by its own office or head, or an archivist: those
/// of another organ are none of these in its matter.
void refuse_other_organs(Context& context, const Call& call, const std::string& matter) {
  const auto loaded = context.services.matters.load(matter);
  if (!loaded) return;
  const auto has_it = [&](const std::string& role) {
    return has_role_in(context, call, *loaded, role);
  };
  if (std::ranges::any_of(for_second_person.roles, has_it)) return;
  const auto organs = organs_deciding(context, *loaded);
  throw Problem{.type = "other-organs-volume",
                .values = {{"organs", JsonArray(organs.begin(), organs.end())}}};
}

http::Response give_answer(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::KeepingAct::Answer given{
      .agreed = fields.flag("agreed", false),
      .note = fields.maybe_text("note", {.max = 4000}).value_or(""),
      .signature = archive::from_base64(fields.maybe_text("signature", {.max = 4096}).value_or(""))
                       .value_or("?"),
      .public_key = {},
      .receiver_key = {},
      .own_key = {},
      .own_signature =
          archive::from_base64(fields.maybe_text("own_signature", {.max = 4096}).value_or(""))
              .value_or("?"),
      .by = call.actor(),
      .at = context.services.clock.now()};
  const auto found = db::Keeping(context.services.pool).act(call.parameter());
  if (!found) throw Problem{.type = "no-such-act"};
  refuse_other_organs(context, call, volume_of(context, found->archival_code).matter);
  if (!fields.has("agreed")) fields.fault("agreed", "missing");
  if (!given.agreed && given.note.empty()) fields.fault("note", "missing");
  check_signatures(context, fields, *found, given);
  fields.done();
  const auto done = db::Keeping(context.services.pool).answer(found->id, given);
  if (!done) refuse(context, done.error(), found->archival_code);
  return json_response(200, view(db::Keeping(context.services.pool).act(found->id).value()));
}

/// The register of what was destroyed (销毁清册), in the order in which it was done.
http::Response destroyed(Context& context, Call& call) {
  Query query = call.query();
  const std::int64_t after = query.cursor_after();
  const int limit = query.limit();
  query.done();
  return page_response(call, "destroyed",
                       db::Destructions(context.services.pool).list(after, limit + 1), limit,
                       register_line, &db::Destruction::n);
}

}  // namespace

void add_keeping(Router& router) {
  router.add({"GET", "/v1/archive/due", for_archive, due});
  router.add({"GET", "/v1/archive/destroyed", for_archive, destroyed});
  router.add({"GET", "/v1/archive/{code}/keeping", for_archive, kept});
  router.add({"POST", "/v1/archive/{code}/keeping", for_archivist, propose_keeping});
  router.add({"GET", "/v1/archive/keeping", for_second_person, waiting});
  router.add({"GET", "/v1/archive/keeping/{id}", for_second_person, act});
  router.add({"POST", "/v1/archive/keeping/{id}/answer", for_second_person, give_answer});
}

}  // namespace gavel::api
