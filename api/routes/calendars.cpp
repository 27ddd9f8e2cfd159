// Tables of holidays and make-up working days, and what each changes.
#include <algorithm>

#include "api/routes/bad_byte.hpp"
#include "api/routes/calendar_changes.hpp"
#include "api/routes/calendar_words.hpp"
#include "api/routes/context.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/table_ends.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/calendar_store.hpp"
#include "db/recounts.hpp"
#include "engine/calendar/festivals.hpp"

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
  JsonArray warnings;
  if (const auto ends = table_ends(context)) warnings.push_back(api::view(*ends));
  return json_response(
      200, JsonObject{{"calendars", std::move(calendars)}, {"warnings", std::move(warnings)}});
}

/// Running matters whose changes the answer tells, in about a second; the rest are pages of the
/// changes.
constexpr int most_told = 100;

CalendarChanges changes_of_tables(Context& context, const std::string& before,
                                  const std::string& after, const std::string& cursor, int limit) {
  const auto by = [&](const std::string& table) {
    return [&context, &table](const std::string& pack) {
      return context.services.calendars.for_organ(table, pack);
    };
  };
  return changes_between(context, by(before), by(after), cursor, limit);
}

/// What the newly installed table changes, as far as one answer goes. What is over by it is done
/// now, and what ends earlier is waited for anew: the timer was set by the table before, and would
/// come late. In the matters that the answer does not tell of it is done afterwards (recount.hpp).
void tell_changes(Context& context, const Call& call, const db::CalendarStore::Installed& installed,
                  JsonObject& answer) {
  if (installed.before.empty()) return;
  auto page = changes_of_tables(context, installed.before, installed.id, "", most_told);
  bring_forward(context, page);
  db::Recounts(context.services.pool).went_on(installed.recount, page.next);
  hide_kept_titles(context, call, page.changed);
  answer["looked_at"] = page.looked_at;
  answer["complete"] = page.next.empty();
  answer["changed"] = std::move(page.changed);
}

/// What is probably missing: the table is taken all the same, for a festival may be moved.
JsonArray warnings_of(Context& context, const std::string& id) {
  JsonArray out;
  const auto table = context.services.calendars.by_id(id);
  for (const calendar::MissingFestival& each : calendar::missing_festivals(*table)) {
    const Json festival = api::view(sentence("festival-" + each.festival, {}));
    out.push_back(
        api::view(sentence("calendar-no-festival", {{"year", each.year}, {"festival", festival}})));
  }
  return out;
}

http::Response install(Context& context, Call& call) {
  if (!call.request.headers.get("Content-Type").starts_with("text/csv")) {
    throw Problem{.type = "wrong-content-type", .values = {{"expected", "text/csv"}}};
  }
  const std::string& csv = call.request.body;
  const std::size_t bad = std::min(first_bad_byte(csv), csv.find('\0'));
  if (bad < csv.size()) throw Problem{.type = "invalid-utf-8", .values = {{"byte", bad}}};
  const auto installed = context.services.calendars.install(csv, context.services.clock.now());
  if (!installed) {
    throw Problem{.type = "bad-calendar", .detail = calendar_sentence(installed.error())};
  }
  JsonObject answer{
      {"id", installed->id},
      {"is_new", installed->is_new},
      {"put_in_force", installed->put_in_force},
      {"looked_at", 0},
      {"complete", true},
      {"changed", JsonArray()},
      {"warnings", warnings_of(context, installed->id)},
      {"links", JsonObject{{"changes", "/v1/calendars/" + encoded(installed->id) + "/changes"}}}};
  if (installed->put_in_force) tell_changes(context, call, *installed, answer);
  return json_response(installed->put_in_force ? 201 : 200, answer);
}

/// What a table changes of what runs now, against the one that it took the place of when it was
/// installed last.
http::Response changes(Context& context, Call& call) {
  Query query = call.query();
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  const auto all = context.services.calendars.list();
  const auto found = std::ranges::find(all, call.parameter(), &db::CalendarRow::id);
  if (found == all.end())
    throw Problem{.type = "no-such-calendar", .values = {{"id", call.parameter()}}};
  const bool is_first = found + 1 == all.end();
  const std::string before = is_first ? found->id : (found + 1)->id;
  auto page = changes_of_tables(context, before, found->id, cursor, limit);
  hide_kept_titles(context, call, page.changed);
  http::Response response =
      json_response(200, JsonObject{{"id", found->id},
                                    {"before", is_first ? Json() : Json((found + 1)->id)},
                                    {"looked_at", page.looked_at},
                                    {"changed", std::move(page.changed)}});
  link_next(response, call, page.next);
  return response;
}

const Access for_overseers = for_roles({db::admin_role, db::office_role, db::auditor_role});

}  // namespace

void add_calendars(Router& router) {
  router.add({"GET", "/v1/calendars", for_accounts, list});
  router.add({"POST", "/v1/calendars", for_admin, install});
  router.add({"GET", "/v1/calendars/{id}/changes", for_overseers, changes});
}

}  // namespace gavel::api
