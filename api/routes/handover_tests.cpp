#include "api/routes/handover_tests.hpp"

#include <algorithm>

#include "api/routes/destroyed.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/handover.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/views.hpp"
#include "archive/canonical.hpp"
#include "archive/digest.hpp"
#include "archive/four_property.hpp"
#include "archive/key_register.hpp"
#include "db/archive_search.hpp"
#include "db/handover_tester.hpp"
#include "db/key_entries.hpp"

namespace gavel::api {
namespace {

constexpr int most_tests = 100;

/// What to mend: an item's code with its title, or what kept the package from being tested at all.
JsonObject mending(const std::string& finding) {
  const JsonObject item = archive::four_property_item(finding);
  JsonObject out{{"code", finding}};
  for (const char* what : {"title", "mend"}) {
    const std::string untested = "untested-" + finding + (what[0] == 'm' ? "-mend" : "");
    out[what] = item.empty() ? Json(view(sentence(untested, {}))) : item.at(what);
  }
  return out;
}

/// Whichever software made it, items are told by their result: a report without findings of its own
/// says by them what failed.
JsonArray findings_of(const JsonObject& report) {
  const Json* const told = report.if_contains("findings");
  if (told != nullptr && told->is_array()) return told->get_array();
  JsonArray out;
  const Json* const items = report.if_contains("items");
  if (items == nullptr || !items->is_array()) return out;
  for (const Json& item : items->get_array()) {
    if (item.is_object() && string_or(item.get_object(), "result") == "fail")
      out.push_back(Json(string_or(item.get_object(), "code")));
  }
  return out;
}

JsonArray to_mend(const JsonObject& report) {
  JsonArray out;
  for (const Json& each : findings_of(report)) {
    const std::string code = each.is_string() ? std::string(each.get_string()) : "";
    const bool is_known = code.starts_with("tar-") || code == "declared" ||
                          !archive::four_property_item(code).empty();
    if (is_known) out.push_back(mending(code));
  }
  return out;
}

JsonObject read_report(const db::HandoverTest& test) {
  const auto read = parse_json(test.report);
  return read && read->is_object() ? read->get_object() : JsonObject{};
}

JsonObject view(const db::HandoverTest& test) {
  JsonObject report = read_report(test);
  JsonArray mend = to_mend(report);
  const bool is_theirs = !test.receiver_key.empty();
  return {
      {"id", test.id},
      {"code", test.archival_code},
      {"side", is_theirs ? "receiver" : "own"},
      {"act", test.act ? Json(*test.act) : Json()},
      {"at", to_string(test.at)},
      {"by",
       JsonObject{{"account", test.by.account}, {"name", test.by.name}, {"unit", test.by.unit}}},
      {"passed", test.passed},
      {"mend", std::move(mend)},
      {"report", std::move(report)},
      {"report_sha256", archive::sha256_hex(test.report)},
      {"receiver_key", is_theirs ? Json(test.receiver_key) : Json()},
      {"signature", is_theirs ? Json(archive::to_base64(test.signature)) : Json()}};
}

http::Response tests(Context& context, Call& call) {
  call.query().done();
  if (!context.services.archive.find(call.parameter())) throw Problem{.type = "no-such-package"};
  JsonArray listed;
  for (const auto& each : db::HandoverTests(context.services.pool).of(call.parameter(), most_tests))
    listed.push_back(view(each));
  return json_response(200, JsonObject{{"tests", std::move(listed)}});
}

/// The report is of the volume on this list, and says how it went. One that was signed over an
/// earlier list, or is entered again after a newer one, says nothing of how it is now.
void check_report(Context& context, Fields& fields, const JsonObject& report,
                  const db::KeepingAct& act) {
  const std::string& code = act.archival_code;
  const std::string said = string_or(report, "archival_code");
  const std::string list = archive::sha256_hex(act.list), of = string_or(report, "list_sha256");
  const Json* const passed = report.if_contains("passed");
  if (said != code) fields.fault("report", "report-of-another", {{"given", said}, {"code", code}});
  if (of != list)
    fields.fault("report", "report-of-another-list", {{"given", of}, {"sha256", list}});
  if (passed == nullptr || !passed->is_bool()) fields.fault("report", "report-without-outcome");
  const auto before = db::HandoverTests(context.services.pool).of(code, most_tests);
  const std::string bytes = archive::canonical(report);
  if (std::ranges::any_of(before, [&](const db::HandoverTest& each) {
        return each.act == act.id && each.report == bytes;
      }))
    fields.fault("report", "report-entered-already");
}

db::KeepingAct handover_of(Context& context, const std::string& id) {
  auto act = db::Keeping(context.services.pool).act(id);
  if (!act) throw Problem{.type = "no-such-act"};
  if (act->kind != "handover") throw Problem{.type = "not-a-handover"};
  if (act->answer) throw Problem{.type = "act-answered"};
  return *std::move(act);
}

http::Response enter(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const JsonObject report = fields.object("report");
  const std::string signature =
      archive::from_base64(fields.text("signature", {.min = 1, .max = 4096})).value_or("?");
  const db::KeepingAct act = handover_of(context, call.parameter());
  db::HandoverTest test{.id = new_id(),
                        .archival_code = act.archival_code,
                        .act = act.id,
                        .passed = false,
                        .report = archive::canonical(report),
                        .receiver_key = {},
                        .signature = signature,
                        .by = call.actor(),
                        .at = context.services.clock.now()};
  if (!fields.has("report"))
    fields.fault("report", "missing");
  else
    check_report(context, fields, report, act);
  const auto keys = receiver_keys(context, act.receiver, act.at);
  const auto key = std::ranges::find_if(keys, [&](const db::OutsideKey& each) {
    return archive::judge_bytes(db::key_now(each), test.report, signature, archive::next_place)
        .has_value();
  });
  if (key == keys.end())
    fields.fault("signature", "bad-report-signature", {{"given", act.receiver}});
  fields.done();
  test.receiver_key = key->id;
  test.passed = report.at("passed").as_bool();
  const auto done = db::HandoverTests(context.services.pool).enter(test);
  if (!done && done.error() == db::KeepingFault::key_revoked)
    throw Problem{.type = "key-already-revoked"};
  if (!done) throw Problem{.type = "act-answered"};
  return json_response(201, view(test));
}

[[noreturn]] void refuse(Context& context, db::NotTested why, const std::string& code) {
  switch (why) {
    case db::NotTested::no_such_volume:
      refuse_destroyed(context, code);
      throw Problem{.type = "no-such-package"};
    case db::NotTested::under_way:
      throw Problem{.type = "test-under-way", .headers = {{"Retry-After", "30"}}};
    case db::NotTested::no_room:
      throw Problem{.type = "no-room-to-test"};
    case db::NotTested::stopped:
      throw Problem{.type = "server-stopping", .headers = {{"Retry-After", "30"}}};
  }
  throw Problem{.type = "internal-error"};
}

}  // namespace

db::HandoverTest tested_for_handover(Context& context, const db::KeepingAct& act) {
  auto test = context.services.handover_tester.run(new_id(), act.archival_code, act.by, act.at);
  if (!test) refuse(context, test.error(), act.archival_code);
  if (test->passed) return *std::move(test);
  JsonArray mend = to_mend(read_report(*test));
  JsonArray sentences;
  for (const Json& each : mend)
    sentences.push_back(Json(view(sentence("item-to-mend", each.as_object()))));
  throw Problem{.type = "handover-test-failed",
                .values = {{"mend", std::move(sentences)}},
                .members = {{"test", test->id}, {"mend", std::move(mend)}}};
}

void add_handover_tests(Router& router) {
  router.add({"GET", "/v1/archive/{code}/handover-tests", for_archive, tests});
  router.add(
      {"POST", "/v1/archive/keeping/{id}/receiver-tests", for_roles({db::archivist_role}), enter});
}

}  // namespace gavel::api
