// Tables of holidays and make-up working days.
#include "api/routes/calendar_words.hpp"
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "db/calendar_store.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::CalendarRow& row) {
  return {{"id", row.id},
          {"installed_at", to_string(row.installed_at)},
          {"first_known", to_string(row.first_known)},
          {"last_known", to_string(row.last_known)},
          {"current", row.current}};
}

http::Response list(Context& context, Call& call) {
  call.query().done();
  JsonArray calendars;
  for (const db::CalendarRow& row : context.services.calendars.list()) {
    calendars.push_back(view(row));
  }
  return json_response(200, JsonObject{{"calendars", std::move(calendars)}});
}

http::Response install(Context& context, Call& call) {
  if (!call.request.headers.get("Content-Type").starts_with("text/csv")) {
    throw Problem{.type = "wrong-content-type", .values = {{"expected", "text/csv"}}};
  }
  const std::string& csv = call.request.body;
  if (!is_utf8(csv) || csv.find('\0') != std::string::npos) {
    throw Problem{.type = "invalid-utf-8", .values = {{"byte", "?"}}};
  }
  const auto installed = context.services.calendars.install(csv, context.services.clock.now());
  if (!installed) {
    throw Problem{.type = "bad-calendar", .detail = calendar_sentence(installed.error())};
  }
  return json_response(installed->is_new ? 201 : 200,
                       JsonObject{{"id", installed->id}, {"is_new", installed->is_new}});
}

}  // namespace

void add_calendars(Router& router) {
  router.add({"GET", "/v1/calendars", for_accounts, list});
  router.add({"POST", "/v1/calendars", for_admin, install});
}

}  // namespace gavel::api
