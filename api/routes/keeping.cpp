// Keeping of stored volumes: who may see them, what falls due, appraisal, destruction, hand-over.
// Proposed by an archivist, answered by another person (db/keeping.hpp).
#include "db/keeping.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/handover.hpp"
#include "api/routes/handover_tests.hpp"
#include "api/routes/heads.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/names.hpp"
#include "api/routes/page.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "db/fixity.hpp"
#include "db/matter_store.hpp"

namespace gavel::api {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const Access for_archivist{.roles = {"archivist"}};
const Access for_second_person{.roles = {"archivist", "office", "organ_head"}};

const std::map<std::string, std::vector<std::string>, std::less<>>& outcomes() {
  static const std::map<std::string, std::vector<std::string>, std::less<>> all{
      {"access", {"open", "restricted", "closed"}},
      {"appraisal", {"extend", "destroy"}},
      {"handover", {"handed_over"}},
      {"destruction", {"destroyed"}}};
  return all;
}

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : ", ") + each;
  return out;
}

Json maybe(const std::optional<Day>& day) { return day ? Json(to_string(*day)) : Json(); }

JsonObject person(const matter::Actor& by) {
  return {{"account", by.account}, {"name", by.name}, {"unit", by.unit}};
}

JsonObject view(const db::KeptVolume& volume) {
  return {{"code", volume.archival_code},
          {"title", volume.title},
          {"retention", volume.retention},
          {"access", volume.access},
          {"disclosure", volume.disclosure ? Json(*volume.disclosure) : Json()},
          {"to_be_destroyed", volume.to_be_destroyed},
          {"destroyed_by", volume.destroyed_by},
          {"handed_over_to", volume.receiver},
          {"opening_due", maybe(volume.opening_due)},
          {"appraisal_due", maybe(volume.appraisal_due)},
          {"handover_due", maybe(volume.handover_due)}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

JsonObject view(const db::KeepingAct& act) {
  JsonObject out{{"id", act.id},
                 {"code", act.archival_code},
                 {"title", act.title},
                 {"kind", act.kind},
                 {"outcome", act.outcome},
                 {"reason", act.reason},
                 {"years", act.years ? Json(*act.years) : Json()},
                 {"receiver", act.receiver},
                 {"list", act.list},
                 {"document", act.document ? Json(*act.document) : Json()},
                 {"appraisal", act.appraisal ? Json(*act.appraisal) : Json()},
                 {"review", text_or_null(act.review)},
                 {"disclosure", act.disclosure ? Json(*act.disclosure) : Json()},
                 {"by", person(act.by)},
                 {"at", to_string(act.at)},
                 {"answer", nullptr}};
  if (!act.answer) return out;
  out["answer"] = JsonObject{{"agreed", act.answer->agreed},
                             {"note", act.answer->note},
                             {"signature", archive::to_base64(act.answer->signature)},
                             {"public_key", act.answer->public_key},
                             {"receiver_key", text_or_null(act.answer->receiver_key)},
                             {"own_key", text_or_null(act.answer->own_key)},
                             {"own_signature", archive::to_base64(act.answer->own_signature)},
                             {"by", person(act.answer->by)},
                             {"at", to_string(act.answer->at)}};
  return out;
}

db::KeptVolume volume_of(Context& context, const std::string& code) {
  auto found = db::Keeping(context.services.pool).find(code);
  if (!found) throw Problem{.type = "no-such-package"};
  return *std::move(found);
}

/// It is the archives' that took it over to appraise it (档案法 art. 31), and to destroy it.
void refuse_handed_over(const db::KeptVolume& volume) {
  if (volume.receiver.empty()) return;
  throw Problem{.type = "handed-over", .values = {{"receiver", volume.receiver}}};
}

[[noreturn]] void refuse(Context& context, db::KeepingFault fault, const std::string& code) {
  using enum db::KeepingFault;
  switch (fault) {
    case no_such_volume:
      throw Problem{.type = "no-such-package"};
    case no_such_act:
      throw Problem{.type = "no-such-act"};
    case open_act:
      throw Problem{.type = "act-waits"};
    case answered:
      throw Problem{.type = "act-answered"};
    case same_person:
      throw Problem{.type = "second-person"};
    case drafting_unit:
      throw Problem{.type = "drafters-volume"};
    case keeps_out:
      throw Problem{.type = "recused-keeps-nothing"};
    case destroyed:
      refuse_destroyed(context, code);
      break;
    case handed_over:
      refuse_handed_over(volume_of(context, code));
      break;
    case not_in_volume:
      throw Problem{.type = "not-in-the-volume"};
    case key_revoked:
      throw Problem{.type = "key-already-revoked"};
    case classified:
      throw Problem{.type = "classified"};
    case not_reviewed:
      throw Problem{.type = "not-reviewed"};
    case failed_theirs:
      throw Problem{.type = "receiver-test-failed"};
  }
  throw Problem{.type = "internal-error"};
}

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

/// What a list says of the volume; its bytes are those of the list's canonical form.
JsonObject listed(const char* type, const db::KeptVolume& volume, Instant at) {
  return {{"type", type},
          {"code", volume.archival_code},
          {"title", volume.title},
          {"retention", volume.retention},
          {"fonds", volume.fonds},
          {"year", volume.year},
          {"sha256", volume.sha256},
          {"size", volume.size},
          {"at", to_string(at)}};
}

/// The newest test of the volume as it is kept; its report is under /v1/archive/{code}/tests.
Json newest_test(Context& context, const std::string& code) {
  const auto reports = db::fixity_reports(context.services.pool, code, 1);
  const auto read =
      reports.empty() ? std::expected<Json, std::string>(Json()) : parse_json(reports.front());
  if (!read || !read->is_object()) return {};
  const JsonObject& report = read->get_object();
  return JsonObject{{"at", report.at("at")},
                    {"passed", report.at("passed")},
                    {"report_sha256", archive::sha256_hex(reports.front())}};
}

/// The hand-over list (移交目录) of one volume, with the digests of its entry test's report, of the
/// newest test's in the store, and of the test of the hand-over itself, made here and now: what
/// both sides sign. A volume that fails its test comes onto no list.
std::string handover_list(Context& context, const db::KeptVolume& volume,
                          const db::KeepingAct& act) {
  const auto tested = tested_for_handover(context, act);
  JsonObject list = listed("urn:gavel:handover:1", volume, act.at);
  list["entry_test_passed"] = volume.passed;
  list["entry_test_sha256"] =
      db::Keeping(context.services.pool).report_sha256(volume.archival_code);
  list["newest_test"] = newest_test(context, volume.archival_code);
  list["transfer_test"] = JsonObject{{"id", tested.id},
                                     {"at", to_string(tested.at)},
                                     {"passed", tested.passed},
                                     {"report_sha256", archive::sha256_hex(tested.report)}};
  list["receiver"] = act.receiver;
  if (volume.disclosure) list["disclosure"] = *volume.disclosure;
  return archive::canonical(list);
}

/// The list of what goes (销毁清册), file by file, as both persons agree to it.
std::string destruction_list(Context& context, const db::KeptVolume& volume,
                             const db::KeepingAct& act) {
  JsonObject list = listed("urn:gavel:destruction:1", volume, act.at);
  list["appraisal"] = act.appraisal.value_or("");
  list["files"] = db::Destructions(context.services.pool).files(volume.archival_code);
  return archive::canonical(list);
}

/// A destruction carries out the appraisal that ended in it, and names it.
void check_appraisal(Context& context, Fields& fields, const db::KeepingAct& act) {
  if (act.kind != "destruction") {
    if (act.appraisal) fields.fault("appraisal", "not-for-outcome", {{"given", act.outcome}});
    return;
  }
  if (!act.appraisal) return fields.fault("appraisal", "missing");
  const auto named = db::Keeping(context.services.pool).act(*act.appraisal);
  const bool is_it = named && named->archival_code == act.archival_code &&
                     named->outcome == "destroy" && named->answer && named->answer->agreed;
  if (!is_it) fields.fault("appraisal", "not-an-appraisal", {{"given", *act.appraisal}});
}

/// What the law leaves to be decided of this volume today.
void check_term(const db::KeptVolume& volume, const std::string& kind, Day today) {
  if (kind == "access") return;
  const bool is_appraisal = kind == "appraisal";
  const bool is_destruction = kind == "destruction";
  if ((is_appraisal || is_destruction) && volume.retention == "Y")
    throw Problem{.type = "kept-for-ever"};
  if (is_appraisal || is_destruction) refuse_handed_over(volume);
  if (is_destruction) {
    if (!volume.to_be_destroyed) throw Problem{.type = "not-appraised"};
    return;
  }
  const auto& due = is_appraisal ? volume.appraisal_due : volume.handover_due;
  if (!due) throw Problem{.type = "kept-so-already"};
  if (*due > today) throw Problem{.type = "term-not-over", .values = {{"date", to_string(*due)}}};
}

/// Which years an act carries: how long the term grows; until when closed is looked at again.
void check_years(Fields& fields, const db::KeepingAct& act, const db::KeptVolume& volume,
                 Day today) {
  // The review of the volume is one of all that is in it.
  if (act.document) {
    if (act.years) fields.fault("years", "not-for-outcome", {{"given", "document"}});
    return;
  }
  const bool is_review = act.kind == "access" && act.outcome != "open" && volume.opening_due &&
                         *volume.opening_due <= today;
  const bool needed = act.outcome == "extend" || is_review;
  const bool allowed =
      act.outcome == "extend" || act.outcome == "closed" || act.outcome == "restricted";
  if (needed && !act.years) fields.fault("years", "missing");
  if (!allowed && act.years) fields.fault("years", "not-for-outcome", {{"given", act.outcome}});
}

http::Response propose(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::KeepingAct act{.id = new_id(),
                     .archival_code = call.parameter(),
                     .kind = fields.text("kind"),
                     .outcome = fields.text("outcome"),
                     .reason = fields.text("reason", {.min = 1, .max = 4000}),
                     .receiver = maybe_name_in(fields, "receiver").value_or(""),
                     .list = {},
                     .document = fields.maybe_text("document"),
                     .appraisal = fields.maybe_text("appraisal"),
                     .review = maybe_name_in(fields, "review").value_or(""),
                     .years = {},
                     .by = call.actor(),
                     .at = context.services.clock.now(),
                     .answer = {}};
  if (const auto years = fields.maybe_integer("years", 1, 100))
    act.years = static_cast<int>(*years);
  const auto known = outcomes().find(act.kind);
  if (known == outcomes().end()) {
    fields.fault("kind", "not-a-choice",
                 {{"given", act.kind}, {"expected", "access, appraisal, handover, destruction"}});
  } else if (std::ranges::find(known->second, act.outcome) == known->second.end()) {
    fields.fault("outcome", "not-a-choice",
                 {{"given", act.outcome}, {"expected", listed(known->second)}});
  }
  const bool is_handover = act.kind == "handover";
  if (is_handover && act.receiver.empty()) fields.fault("receiver", "missing");
  if (is_handover && !act.receiver.empty() && receiver_keys(context, act.receiver, act.at).empty())
    fields.fault("receiver", "receiver-without-key", {{"given", act.receiver}});
  if (!is_handover && !act.receiver.empty())
    fields.fault("receiver", "not-for-outcome", {{"given", act.outcome}});
  if (act.document && act.kind != "access")
    fields.fault("document", "not-for-outcome", {{"given", act.outcome}});
  if (!act.review.empty() && (act.kind != "access" || act.outcome != "open"))
    fields.fault("review", "not-for-outcome", {{"given", act.outcome}});
  if (!act.review.empty() && std::ranges::none_of(act.review, is_digit))
    fields.fault("review", "not-a-paper-number", {{"given", act.review}});
  const db::KeptVolume volume = volume_of(context, act.archival_code);
  refuse_destroyed(context, volume.archival_code);
  const Day today = day_of(act.at);
  check_years(fields, act, volume, today);
  if (act.kind != "destruction" || volume.to_be_destroyed) check_appraisal(context, fields, act);
  fields.done();
  check_term(volume, act.kind, today);
  db::Keeping keeping(context.services.pool);
  if (const auto may = keeping.may_propose(act); !may)
    refuse(context, may.error(), act.archival_code);
  if (is_handover) act.list = handover_list(context, volume, act);
  if (act.kind == "destruction") act.list = destruction_list(context, volume, act);
  const auto done = keeping.propose(act);
  if (!done) refuse(context, done.error(), act.archival_code);
  act.title = volume.title;
  act.disclosure = volume.disclosure;
  return created("/v1/archive/keeping/" + encoded(act.id), view(act));
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
  router.add({"POST", "/v1/archive/{code}/keeping", for_archivist, propose});
  router.add({"GET", "/v1/archive/keeping", for_second_person, waiting});
  router.add({"GET", "/v1/archive/keeping/{id}", for_second_person, act});
  router.add({"POST", "/v1/archive/keeping/{id}/answer", for_second_person, give_answer});
}

}  // namespace gavel::api
