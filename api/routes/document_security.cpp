// 密级 of a document, besides its volume's: what it is, who said it and on what basis; raised by
// who filed it or has the matter in hand, lowered by the office or the head, and never by who gave
// it.
#include "db/document_security.hpp"

#include <algorithm>
#include <array>

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/input.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/visibility.hpp"
#include "archive/package.hpp"
#include "db/documents.hpp"
#include "db/participation.hpp"
#include "db/roles.hpp"
#include "engine/matter/circle.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::api {
namespace {

/// Who may say that a document is less secret than it stands (定密责任人: the head, or whom the
/// head names for it).
constexpr std::array<std::string_view, 2> who_lowers{db::office_role, db::head_role};
/// Who may say that it is more, besides those who take part in its matter; of what is published,
/// they alone.
constexpr std::array<std::string_view, 3> who_raises{db::office_role, db::head_role,
                                                     db::archivist_role};

JsonObject view(const db::SecurityAct& act) {
  return {
      {"id", act.id},
      {"security", act.security},
      {"basis", act.basis},
      {"taken_down", act.taken_down.empty() ? Json(nullptr) : Json(act.taken_down)},
      {"by", JsonObject{{"account", act.by.account}, {"name", act.by.name}, {"unit", act.by.unit}}},
      {"at", to_string(act.at)}};
}

JsonObject security_view(Context& context, const std::string& document) {
  db::DocumentSecurity classes(context.services.pool);
  const db::SecurityOf now = classes.of(document);
  JsonArray acts;
  for (const db::SecurityAct& each : classes.acts_of(document)) acts.push_back(view(each));
  return {{"document", document},
          {"security", now.security},
          {"source", now.is_own ? "document" : "volume"},
          {"acts", std::move(acts)}};
}

struct Found {
  db::DocumentRow row;
  desk::Loaded matter;
};
/// Of a matter that the account sees.
Found document_of(Context& context, const Call& call) {
  auto row = context.services.documents.find(call.parameter());
  if (!row) throw Problem{.type = "no-such-document"};
  desk::Loaded matter = visible_matter(context, call, row->matter);
  return {*std::move(row), std::move(matter)};
}

http::Response show(Context& context, Call& call) {
  call.query().done();
  const Found found = document_of(context, call);
  return json_response(200, security_view(context, found.row.document.id));
}

std::string classes_listed() {
  std::string out;
  for (const std::string_view each : archive::security_classes)
    out += (out.empty() ? "" : ", ") + std::string(each);
  return out;
}

/// Whoever filed it, and others of their unit where that drafts the matter or carries it out: of
/// another's, one word takes a notice from the public, and a decision from those who carry it out.
bool has_it_in_hand(Context& context, const Call& call, const Found& found) {
  const std::string& by = found.row.document.by;
  if (by == call.account->account) return true;
  const auto units = matter::units(*found.matter.procedure, found.matter.snapshot);
  const auto filer = context.services.accounts.find(by);
  return filer && filer->unit == call.account->unit &&
         std::ranges::find(units, call.account->unit) != units.end();
}

void check_may_say(Context& context, const Call& call, const Found& found,
                   const std::string& wanted) {
  const auto holds = [&](std::string_view role) {
    return has_role_in(context, call, found.matter, role);
  };
  const auto now = db::DocumentSecurity(context.services.pool).of(found.row.document.id);
  if (archive::security_rank(wanted) >= archive::security_rank(now.security)) {
    if (std::ranges::any_of(who_raises, holds)) return;
    if (matter::is_published(*found.matter.procedure, found.matter.snapshot,
                             found.row.document.code))
      throw Problem{.type = "published-already"};
    if (has_it_in_hand(context, call, found)) return;
    throw Problem{.type = "not-yours-to-classify"};
  }
  if (std::ranges::any_of(who_lowers, holds)) return;
  JsonArray roles(who_lowers.begin(), who_lowers.end());
  throw Problem{.type = "role-required", .values = {{"roles", std::move(roles)}}};
}

std::string open_notice_of(Context& context, const std::string& matter) {
  for (const db::Notice& each : context.services.participation.notices_of(matter))
    if (!each.closed_at) return each.id;
  return "";
}

/// A notice that stands open is told: its copy is gone from the public. Whatever else the matter is
/// doing asks for the class when it needs it, and takes no such event.
void tell_matter(Context& context, const Found& found) {
  (void)context.services.desk.send(
      found.row.matter,
      {.event = "system.classified", .data = {{"code", found.row.document.code}}, .signature = {}},
      matter::clock_actor());
}

http::Response say(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::SecurityAct act{
      .id = new_id(),
      .document = call.parameter(),
      .matter = {},
      .security = fields.text("security"),
      .basis = fields.text("basis", {.min = 1, .max = 2000}),
      .by = call.actor(),
      .at = context.services.clock.now(),
      .taken_down = fields.maybe_text("taken_down", {.min = 1, .max = 2000}).value_or("")};
  const Found found = document_of(context, call);
  act.matter = found.row.matter;
  if (fields.has("security") &&
      archive::security_rank(act.security) == archive::security_classes.size())
    fields.fault("security", "not-a-choice",
                 {{"given", act.security}, {"expected", classes_listed()}});
  fields.done();
  refuse_destroyed_document(context, found.row.document.id);
  check_may_say(context, call, found, act.security);
  const auto done = db::DocumentSecurity(context.services.pool).say(act);
  if (!done && done.error() == db::SecurityFault::unchanged)
    throw Problem{.type = "classified-so-already", .values = {{"security", act.security}}};
  if (!done && done.error() == db::SecurityFault::in_a_notice)
    throw Problem{
        .type = "before-the-public",
        .values = {{"notice", open_notice_of(context, act.matter)}, {"security", act.security}}};
  if (!done) throw Problem{.type = "classified-by-you"};
  if (db::is_state_secret(act.security)) tell_matter(context, found);
  return created("/v1/documents/" + encoded(act.document) + "/security",
                 security_view(context, act.document));
}

}  // namespace

void add_document_security(Router& router) {
  router.add({"GET", "/v1/documents/{id}/security", for_accounts, show});
  router.add({"POST", "/v1/documents/{id}/security", for_accounts, say});
}

}  // namespace gavel::api
