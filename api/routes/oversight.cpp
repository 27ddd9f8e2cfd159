// Oversight (督查): what is overdue, soon due or idle over all matters, which exceptions were used,
// and numbers computed from events, each with the way to the matters behind it.
#include "db/oversight.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "api/routes/context.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/page.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/procedure_store.hpp"
#include "engine/matter/exceptions.hpp"

namespace gavel::api {
namespace {

using db::Oversight;
using By = Oversight::By;
using Which = Oversight::Which;

constexpr std::int64_t longest_days = 3660;

JsonObject row_view(const db::OversightRow& row) {
  return {{"matter", row.matter},
          {"title", row.title},
          {"unit", row.unit},
          {"links", JsonObject{{"matter", "/v1/matters/" + encoded(row.matter)}}}};
}

JsonArray citations(const procedure::Clock& clock) {
  JsonArray out;
  for (const procedure::Citation& citation : clock.citations) out.push_back(view(citation.label));
  return out;
}

/// What the matter's own procedure says of a clock; a timer that is none has only its id.
JsonObject clock_view(Context& context, const db::OversightRow& row) {
  JsonObject out{{"id", row.id}, {"title", nullptr}, {"kind", nullptr}, {"citations", JsonArray{}}};
  const auto procedure = context.services.procedures.by_sha256(row.procedure_sha256);
  if (procedure == nullptr) return out;
  const auto clock = procedure->clocks.find(row.id);
  if (clock == procedure->clocks.end()) return out;
  const bool is_latest = clock->second.kind == procedure::Clock::Kind::maximum;
  out["title"] = view(clock->second.title);
  out["kind"] = is_latest ? "latest" : "earliest";
  out["citations"] = citations(clock->second);
  return out;
}

db::OversightQuery list_query(Context& context, Query& query) {
  return {.unit = query.choice("unit", known_units(context)),
          .cursor = query.cursor(),
          .limit = query.limit()};
}

template <class View>
http::Response page_response(Context& context, const Call& call,
                             const std::optional<db::OversightPage>& page, const View& view_of) {
  if (!page) throw Problem{.type = "bad-cursor"};
  JsonArray items;
  for (const db::OversightRow& row : page->rows) {
    if (!is_kept_from(context, call, row.matter, row.procedure_sha256))
      items.push_back(view_of(row));
  }
  http::Response response = json_response(200, JsonObject{{"items", std::move(items)}});
  link_next(response, call, page->next);
  return response;
}

/// The latest dates of every installed procedure, with the states that act on them.
std::vector<db::ClockOwner> latest_dates(Context& context) {
  std::vector<db::ClockOwner> out;
  for (const db::ProcedureRow& row : context.services.procedures.list()) {
    const auto procedure = context.services.procedures.by_sha256(row.sha256);
    for (const auto& [id, clock] : procedure->clocks) {
      if (clock.kind != procedure::Clock::Kind::maximum) continue;
      for (const chart::Transition& transition : procedure->chart->transitions) {
        if (std::ranges::find(transition.events, "clock." + id) == transition.events.end())
          continue;
        out.push_back({row.sha256, id, procedure->chart->states[transition.source].id});
      }
    }
  }
  return out;
}

/// The clock of the line, as the matter itself counts it today: its timer waits for the day by the
/// table that it was armed by, and daily for one that is provisional. nullopt: it runs no longer.
std::optional<matter::ClockView> clock_of(Context& context, const db::OversightRow& row) {
  const auto loaded = context.services.matters.load(row.matter);
  if (!loaded) return std::nullopt;
  const Moment now = present(context, loaded->snapshot);
  for (matter::ClockView& clock :
       matter::clocks(*loaded->procedure, loaded->snapshot, now.facts, now.now, *now.calendar)) {
    if (clock.id == row.id) return std::move(clock);
  }
  return std::nullopt;
}

/// Pages of lines, until there is something to show: `page` gives one, `line` what is told of a
/// clock; nullopt where it does not belong in the list by the matter's own count.
template <class Page, class Line>
http::Response clocks_response(Context& context, const Call& call, db::OversightQuery wanted,
                               const Page& page_of, const Line& line_of) {
  JsonArray items;
  do {
    const auto page = page_of(wanted);
    if (!page) throw Problem{.type = "bad-cursor"};
    for (const db::OversightRow& row : page->rows) {
      const auto clock = clock_of(context, row);
      std::optional<JsonObject> line = clock ? line_of(*clock) : std::nullopt;
      if (!line || is_kept_from(context, call, row.matter, row.procedure_sha256)) continue;
      JsonObject out = row_view(row);
      out["clock"] = clock_view(context, row);
      for (auto& [name, value] : *line) out[name] = std::move(value);
      items.push_back(std::move(out));
    }
    wanted.cursor = page->next;
  } while (items.empty() && !wanted.cursor.empty());
  http::Response response = json_response(200, JsonObject{{"items", std::move(items)}});
  link_next(response, call, wanted.cursor);
  return response;
}

http::Response overdue(Context& context, Call& call) {
  Query query = call.query();
  const db::OversightQuery wanted = list_query(context, query);
  query.done();
  const Day today = day_of(context.services.clock.now());
  const std::vector<db::ClockOwner> clocks = latest_dates(context);
  const auto page = [&](const db::OversightQuery& next) {
    return Oversight(context.services.pool).overdue(next, clocks);
  };
  return clocks_response(context, call, wanted, page,
                         [&](const matter::ClockView& clock) -> std::optional<JsonObject> {
                           const Day last = clock.due.last;
                           if (today <= last) return std::nullopt;
                           return JsonObject{{"over_since", to_string(last + std::chrono::days{1})},
                                             {"days", (today - last).count()},
                                             {"provisional", clock.due.provisional}};
                         });
}

http::Response due_soon(Context& context, Call& call) {
  Query query = call.query();
  const db::OversightQuery wanted = list_query(context, query);
  const auto days = query.integer("days", 0, longest_days).value_or(7);
  query.done();
  const Day until = day_of(context.services.clock.now()) + std::chrono::days{days};
  // One that is past and provisional is looked at within a day from now.
  const Instant looked_at = start_of(until + std::chrono::days{2});
  const std::vector<db::ClockOwner> clocks = latest_dates(context);
  const auto page = [&](const db::OversightQuery& next) {
    return Oversight(context.services.pool).due_before(next, looked_at, clocks);
  };
  return clocks_response(context, call, wanted, page,
                         [&](const matter::ClockView& clock) -> std::optional<JsonObject> {
                           if (clock.due.last > until) return std::nullopt;
                           return JsonObject{{"last_day", to_string(clock.due.last)},
                                             {"ends", to_string(calendar::end_of(clock.due))},
                                             {"provisional", clock.due.provisional}};
                         });
}

http::Response idle(Context& context, Call& call) {
  Query query = call.query();
  const db::OversightQuery wanted = list_query(context, query);
  const auto days = query.integer("days", 1, longest_days).value_or(30);
  query.done();
  const Day today = day_of(context.services.clock.now());
  const Instant since = start_of(today - std::chrono::days{days - 1});
  const auto page = Oversight(context.services.pool).idle(wanted, since);
  return page_response(context, call, page, [&](const db::OversightRow& row) {
    JsonObject out = row_view(row);
    out["last_event_at"] = to_string(row.at);
    out["days"] = (today - day_of(row.at)).count();
    return out;
  });
}

/// As the matter keeps it with the exception.
matter::Approval approval_of(Context& context, const db::OversightRow& row) {
  const auto loaded = context.services.matters.load(row.matter);
  std::size_t position = 0;
  std::from_chars(row.place.data(), row.place.data() + row.place.size(), position);
  return loaded ? matter::approval_of(loaded->snapshot, position) : matter::Approval{};
}

/// What whoever was named says to it; null where nobody is asked.
Json answer_view(const Names& names, const matter::Approval& approval) {
  if (approval.state.empty()) return {};
  return JsonObject{{"state", approval.state},
                    {"by", approval.by.empty() ? Json() : Json(names.name(approval.by))},
                    {"on", approval.on.empty() ? Json() : Json(approval.on)},
                    {"reason", approval.reason}};
}

http::Response exceptions(Context& context, Call& call) {
  Query query = call.query();
  const db::OversightQuery wanted = list_query(context, query);
  query.done();
  const auto page = Oversight(context.services.pool).exceptions(wanted);
  const Names names(context);
  return page_response(context, call, page, [&](const db::OversightRow& row) {
    JsonObject out = row_view(row);
    out["kind"] = row.id, out["reason"] = row.reason, out["by"] = row.by;
    const matter::Approval approval = approval_of(context, row);
    out["approver"] = approval.approver.empty() ? Json() : Json(names.name(approval.approver));
    out["approval"] = answer_view(names, approval);
    out["at"] = to_string(row.at);
    return out;
  });
}

// ---- numbers

constexpr std::array<std::pair<std::string_view, By>, 3> groupings{
    {{"step", By::step}, {"unit", By::unit}, {"year", By::year}}};
constexpr std::array<std::pair<std::string_view, Which>, 3> numbers{
    {{"opened", Which::opened}, {"finished", Which::finished}, {"running", Which::running}}};

template <class Value, std::size_t size>
Value choice(Query& query, std::string_view name,
             const std::array<std::pair<std::string_view, Value>, size>& choices) {
  std::vector<std::string> words;
  for (const auto& [word, value] : choices) words.emplace_back(word);
  const std::string given = query.required_choice(name, known_words(std::move(words)));
  const auto found = std::ranges::find(choices, given, &std::pair<std::string_view, Value>::first);
  return found == choices.end() ? choices.front().second : found->second;  // told already
}

Oversight::Scope scope_of(Query& query) {
  Oversight::Scope scope{.procedure = query.text("procedure", 63).value_or("major-decision")};
  if (const auto year = query.integer("year", 2000, 2200)) scope.year = static_cast<int>(*year);
  return scope;
}

std::string href(std::string_view by, const std::string& key, std::string_view which,
                 const Oversight::Scope& scope) {
  std::string out = "/v1/oversight/matters?by=" + std::string(by) + "&key=" + encoded(key) +
                    "&which=" + std::string(which) + "&procedure=" + encoded(scope.procedure);
  if (scope.year) out += "&year=" + std::to_string(*scope.year);
  return out;
}

/// Steps carry the titles their procedure gives them, units their names.
Json title_of(const procedure::Procedure* procedure, const std::string& state) {
  if (procedure == nullptr) return nullptr;
  for (const auto& [index, title] : procedure->state_titles) {
    if (procedure->chart->states[index].id == state) return view(title);
  }
  return nullptr;
}

std::shared_ptr<const procedure::Procedure> procedure_of(Context& context,
                                                         const Oversight::Scope& scope) {
  auto procedure = context.services.procedures.current(scope.procedure);
  if (procedure != nullptr) return procedure;
  throw Problem{.type = "no-such-procedure", .values = {{"name", scope.procedure}}};
}

/// Of all years: a key that stands at nought in the year asked for is no mistake. Nor is a unit or
/// a step that no matter has come to yet.
Query::Known known_keys(Context& context, By by, const Oversight::Scope& scope) {
  Query::Known counted = [&context, by, all_years = Oversight::Scope{scope.procedure}] {
    (void)procedure_of(context, all_years);  // of one that is not there no key is known either
    std::vector<std::string> out;
    for (auto& each : Oversight(context.services.pool).count(by, all_years))
      out.push_back(std::move(each.key));
    return out;
  };
  if (by == By::unit) return known_to(std::move(counted), known_units(context));
  if (by == By::step) return known_to(std::move(counted), known_steps(context, scope.procedure));
  return counted;
}

http::Response statistics(Context& context, Call& call) {
  Query query = call.query();
  const By by = choice(query, "by", groupings);
  const Oversight::Scope scope = scope_of(query);
  query.done();
  const auto word =
      std::ranges::find(groupings, by, &std::pair<std::string_view, By>::second)->first;
  const auto procedure = procedure_of(context, scope);
  JsonArray groups;
  const Names names = by == By::unit ? Names(context) : Names();
  for (const db::OversightCount& count : Oversight(context.services.pool).count(by, scope)) {
    JsonObject group{{"key", count.key},
                     {"title", by == By::step ? title_of(procedure.get(), count.key) : Json()}};
    if (by == By::unit) group["title"] = view(Text{names.unit(count.key), names.unit(count.key)});
    const std::array<std::int64_t, 3> values{count.opened, count.finished, count.running};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      const std::string_view which = numbers.at(i).first;
      group[which] =
          JsonObject{{"count", values.at(i)}, {"href", href(word, count.key, which, scope)}};
    }
    groups.push_back(std::move(group));
  }
  return json_response(200, JsonObject{{"by", word},
                                       {"procedure", scope.procedure},
                                       {"year", scope.year ? Json(*scope.year) : Json()},
                                       {"groups", std::move(groups)}});
}

http::Response matters(Context& context, Call& call) {
  Query query = call.query();
  const By by = choice(query, "by", groupings);
  const Which which = choice(query, "which", numbers);
  const Oversight::Scope scope = scope_of(query);
  const std::string key = query.required_choice("key", known_keys(context, by, scope));
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  // One that is kept from the reader counts, and is not named.
  const auto shown = [&](const db::OversightRow& row) {
    JsonObject out = row_view(row);
    if (is_kept_from(context, call, row.matter, row.procedure_sha256))
      out["title"] = in(call.language, sentence("kept-title", {}));
    out["last_event_at"] = to_string(row.at);
    return out;
  };
  return page_response(
      call, "items",
      Oversight(context.services.pool).behind(by, key, which, scope, cursor, limit + 1), limit,
      shown, &db::OversightRow::matter);
}

const Access for_oversight =
    for_roles({db::office_role, db::head_role, db::inspector_role, db::auditor_role});

}  // namespace

void add_oversight(Router& router) {
  router.add({"GET", "/v1/oversight/overdue", for_oversight, overdue});
  router.add({"GET", "/v1/oversight/due-soon", for_oversight, due_soon});
  router.add({"GET", "/v1/oversight/idle", for_oversight, idle});
  router.add({"GET", "/v1/oversight/exceptions", for_oversight, exceptions});
  router.add({"GET", "/v1/oversight/statistics", for_oversight, statistics});
  router.add({"GET", "/v1/oversight/matters", for_oversight, matters});
}

}  // namespace gavel::api
