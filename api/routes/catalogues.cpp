// Published catalogues of major decisions: open to everyone, with every version; and the import of
// items into one that is being made.
#include "db/catalogues.hpp"

#include <algorithm>
#include <charconv>

#include "api/routes/acting.hpp"
#include "api/routes/catalogue_sheet.hpp"
#include "api/routes/context.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/page.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/sheet_text.hpp"
#include "api/routes/target.hpp"
#include "api/routes/visibility.hpp"
#include "db/matter_store.hpp"
#include "engine/matter/form.hpp"
#include "engine/matter/refusal.hpp"

namespace gavel::api {
namespace {

/// Matters shown for one catalogue; the longest known has some dozens of items.
constexpr int most_uses = 1000;

constexpr const char* import_event = "items.import";

JsonObject view(const db::CatalogueVersion& version) {
  const std::string self = "/v1/catalogues/" + encoded(version.id);
  return {
      {"id", version.id},
      {"organ", version.organ},
      {"year", version.year},
      {"version", version.version},
      {"published_at", to_string(version.published_at)},
      {"consent", version.consent},
      {"reason", version.reason},
      {"closed_at", version.closed_at ? Json(to_string(*version.closed_at)) : Json()},
      {"links",
       JsonObject{{"self", self}, {"csv", self + "?format=csv"}, {"matters", self + "/matters"}}}};
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  db::Catalogues::Wanted wanted{.organ = query.text("organ"),
                                .year = std::nullopt,
                                .cursor = query.cursor(),
                                .limit = query.limit() + 1};
  if (const auto year = query.integer("year", 2019, 2100)) wanted.year = static_cast<int>(*year);
  query.done();
  return page_response(
      call, "catalogues", db::Catalogues(context.services.pool).list(wanted), wanted.limit - 1,
      [](const db::CatalogueVersion& version) { return view(version); }, &db::CatalogueVersion::id);
}

http::Response csv_response(const std::vector<db::CatalogueItem>& items) {
  std::vector<JsonObject> standing;
  for (const db::CatalogueItem& item : items) {
    if (!item.removed) standing.push_back(item.body);
  }
  return text_response(csv_of_items(standing), "text/csv; charset=utf-8");
}

/// The standards published with a version (Decree 713, article 3), as its matter recorded them.
Json standards_of(Context& context, const db::CatalogueVersion& version) {
  const auto loaded = context.services.matters.load(version.id);
  const Json* history = loaded ? loaded->snapshot.session.data.if_contains("history") : nullptr;
  if (history == nullptr || !history->is_array()) return nullptr;
  for (const Json& each : history->get_array()) {
    if (!each.is_object() || !each.get_object().contains("published")) continue;
    const Json* number = each.get_object().if_contains("version");
    const std::string text = string_or(each.get_object(), "standards");
    if (number != nullptr && *number == Json(version.version) && !text.empty()) return Json(text);
  }
  return nullptr;
}

http::Response one(Context& context, Call& call) {
  Query query = call.query();
  const auto asked = query.integer("version", 1, 100000);
  const std::string format = query.choice("format", known_words({"json", "csv"})).value_or("json");
  query.done();
  db::Catalogues catalogues(context.services.pool);
  const auto found = catalogues.find(call.parameter(), static_cast<int>(asked.value_or(0)));
  if (!found) throw Problem{.type = "no-such-catalogue"};
  const auto items = catalogues.items(found->id, found->version);
  if (format == "csv") return csv_response(items);
  JsonArray shown, versions;
  for (const db::CatalogueItem& item : items) shown.push_back(item.body);
  for (const db::CatalogueVersion& version : catalogues.versions(found->id)) {
    versions.push_back(JsonObject{{"version", version.version},
                                  {"published_at", to_string(version.published_at)},
                                  {"consent", version.consent},
                                  {"reason", version.reason}});
  }
  JsonObject body = view(*found);
  body["standards"] = standards_of(context, *found);
  body["items"] = std::move(shown);
  body["versions"] = std::move(versions);
  return json_response(200, body);
}

http::Response matters(Context& context, Call& call) {
  call.query().done();
  db::Catalogues catalogues(context.services.pool);
  if (!catalogues.find(call.parameter())) throw Problem{.type = "no-such-catalogue"};
  JsonArray shown;
  for (const db::CatalogueUse& use : catalogues.uses(call.parameter(), most_uses)) {
    shown.push_back(JsonObject{{"matter", use.matter},
                               {"title", use.title},
                               {"number", use.number},
                               {"version", use.version},
                               {"at", to_string(use.at)}});
  }
  hide_kept_titles(context, call, shown);
  return json_response(200, JsonObject{{"matters", std::move(shown)}});
}

/// Which catalogue a matter makes.
SheetFor sheet_for(const matter::Snapshot& snapshot) {
  const Json* catalogue = snapshot.session.data.if_contains("catalogue");
  if (catalogue == nullptr || !catalogue->is_object()) return {};
  const JsonObject& made = catalogue->get_object();
  const Json* year = made.if_contains("year");
  const bool has_year = year != nullptr && year->is_int64();
  return {string_or(made, "organ"), has_year ? static_cast<int>(year->get_int64()) : 0};
}

SheetItems read_sheet(const Call& call, const SheetFor& matter) {
  if (!call.request.headers.get("Content-Type").starts_with("text/csv")) {
    if (!says_json(call.request)) {
      throw Problem{.type = "wrong-content-type",
                    .values = {{"expected", JsonArray{"text/csv", "application/json"}}}};
    }
    return items_of_json(call.json(), matter);
  }
  const auto csv = text_of_sheet(call.request.body);
  if (!csv || csv->contains('\0')) throw Problem{.type = "unreadable-sheet"};
  return items_of_csv(*csv, matter.year);
}

/// Whoever sent a sheet looks for it there: "/data/items/0/title" is "/lines/2/title".
Problem by_place(Problem problem, const SheetItems& sheet) {
  constexpr std::string_view items = "/data/items/";
  for (InputError& error : problem.errors) {
    if (!error.where.starts_with(items)) continue;
    std::size_t item = sheet.places.size();
    const char* const begin = error.where.data() + items.size();
    const char* const end = error.where.data() + error.where.size();
    const auto read = std::from_chars(begin, end, item);
    if (item >= sheet.places.size() || read.ptr == end) continue;
    const std::string_view rest(read.ptr + 1, end);
    const std::string member(rest.substr(0, rest.find('/')));
    if (const Json* field = error.values.if_contains("field"))
      error.values["field"] = column_title(member, *field);
    error.where = sheet.places[item] + "/" + string_or(sheet.called, member, member) +
                  std::string(rest.substr(member.size()));
  }
  return problem;
}

/// With what the form of the event finds besides: nobody should mend one to meet the next. Of what
/// could not be read at all it is told once.
[[noreturn]] void refuse_sheet(const SheetItems& sheet, const procedure::Procedure& procedure) {
  Problem problem{.type = "invalid-body", .errors = sheet.errors};
  const auto event = procedure.events.find(import_event);
  const Json* items = sheet.data.if_contains("items");
  if (event == procedure.events.end() || items == nullptr || items->get_array().empty())
    throw std::move(problem);
  matter::Refusal of_form{};
  of_form.reason = matter::Refusal::Reason::invalid_form;
  of_form.form = matter::check_form(event->second.form, sheet.data);
  for (InputError& error : by_place(problem_of(of_form, procedure), sheet).errors) {
    if (std::ranges::find(sheet.errors, error.where, &InputError::where) == sheet.errors.end())
      problem.errors.push_back(std::move(error));
  }
  throw std::move(problem);
}

/// The event `items.import` with the sheet's items: refused, signed and recorded as any other.
http::Response import(Context& context, Call& call) {
  const std::optional<std::int64_t> version = if_match(call, true);
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const SheetItems sheet = read_sheet(call, sheet_for(loaded.snapshot));
  if (!sheet.errors.empty()) refuse_sheet(sheet, *loaded.procedure);
  matter::Send ask{.event = import_event, .data = sheet.data, .signature = {}};
  desk::Attachments with{.if_version = version, .blob = {}, .signature = {}, .idempotency = {}};
  keep_with_event(call, *loaded.procedure, with);
  const auto done = context.services.desk.send(call.parameter(), std::move(ask),
                                               actor_in(context, call, loaded), with);
  if (!done) throw by_place(problem_of(done.error(), loaded.procedure.get()), sheet);
  note_repeat(call, *done);
  return event_response(*loaded.procedure, *done);
}

}  // namespace

void add_catalogues(Router& router) {
  router.add({"GET", "/v1/catalogues", for_public, list});
  router.add({"GET", "/v1/catalogues/{id}", for_public, one});
  router.add({"GET", "/v1/catalogues/{id}/matters", for_accounts, matters});
  router.add({"POST", "/v1/matters/{id}/catalogue-items", for_accounts, import});
}

}  // namespace gavel::api
