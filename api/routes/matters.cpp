// Matters: opening them, listing them, what one looks like and what can be done in it now.
#include <algorithm>
#include <limits>

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/drawing.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/ids.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/names.hpp"
#include "api/routes/policies.hpp"
#include "api/routes/recusals.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/catalogues.hpp"
#include "db/follow_ups.hpp"
#include "db/matter_store.hpp"
#include "db/named.hpp"
#include "db/offices.hpp"
#include "db/procedure_store.hpp"
#include "db/recusals.hpp"
#include "db/roles.hpp"
#include "engine/matter/evolve.hpp"

namespace gavel::api {
namespace {

std::string place_of(const std::string& id) { return "/v1/matters/" + encoded(id); }

JsonObject opened_view(Context& context, const matter::Accepted& accepted) {
  const auto procedure = context.services.procedures.by_sha256(accepted.next.procedure_sha256);
  return view(context, *procedure, accepted.next, moment_of(context, accepted.event));
}

/// In the matter that this one is about: what it shows of that one is for those who may know it;
/// those of another organ, and whoever keeps out of it, could do nothing in what they open.
void check_may_take_up(Context& context, const Call& call, const desk::Loaded& about,
                       const std::vector<std::string>& roles) {
  refuse_outsiders(context, call, about);
  const std::string& account = call.account->account;
  if (db::recused(db::Offices(context.services.pool).recusals(about.snapshot.id), account) !=
      nullptr)
    throw Problem{.type = "recused-opens-nothing"};
  const auto counts = [&](const std::string& role) {
    return has_role_in(context, call, about, role);
  };
  if (std::ranges::any_of(roles, counts)) return;
  const auto organs =
      db::organs_of(context.services.pool, account, day_of(context.services.clock.now()));
  throw Problem{.type = "other-organs-matter",
                .values = {{"organs", JsonArray(organs.begin(), organs.end())}}};
}

/// Of a procedure that takes up another matter, such as a follow-up of a volume. Who has none of
/// the roles that open it is refused by it.
void check_may_take_up(Context& context, const Call& call, const std::string& asked,
                       const JsonObject& data) {
  const auto procedure = context.services.procedures.current(asked.substr(0, asked.rfind('@')));
  if (procedure == nullptr) return;
  const auto type = procedure->events.find(matter::opening_event);
  if (type == procedure->events.end()) return;
  const auto has = [&](const std::string& role) { return call.has_role(role); };
  if (std::ranges::none_of(type->second.who, has)) return;
  for (const procedure::Field& field : type->second.form) {
    if (field.in_register != "matter" || !field.required) continue;
    const JsonObject said = db::matter_named(context.services.pool, string_or(data, field.name));
    const Json& found = said.at("found");
    if (!found.is_object()) continue;
    const auto about = context.services.matters.load(string_or(found.get_object(), "id"));
    if (about) check_may_take_up(context, call, *about, type->second.who);
  }
}

http::Response open(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string procedure = fields.text("procedure", {.min = 1, .max = 100});
  matter::Open ask{.id = new_id(),
                   .title = name_in(fields, "title", {.min = 1, .max = 200}),
                   .policy = fields.object("policy"),
                   .data = fields.object("data")};
  fields.done();
  check_may_take_up(context, call, procedure, ask.data);
  ask.policy = policy_for(context, procedure, std::move(ask.policy));

  desk::Attachments with;
  if (call.repeat) {
    with.idempotency = [&](const matter::Accepted& accepted) {
      return kept_answer(*call.repeat, 201, place_of(accepted.next.id),
                         json_text(opened_view(context, accepted)));
    };
  }
  const auto done = context.services.desk.open(procedure, std::move(ask), call.actor(), with);
  if (!done) {
    throw problem_of(done.error(), context.services.procedures.current(procedure).get());
  }
  if (call.repeat) {
    call.repeat->kept = !done->repeated;
    call.repeat->repeated = done->repeated;
  }
  http::Response response =
      created(place_of(done->snapshot.id),
              opened_view(context, {done->snapshot, done->event, done->effects}));
  response.headers.add("ETag", etag_of(done->snapshot.version));
  return response;
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const auto procedure = query.choice("procedure", known_procedures(context));
  db::MatterQuery wanted{.procedure = procedure,
                         .unit = query.choice("unit", known_units(context)),
                         .state = query.choice("state", known_steps(context, procedure)),
                         .q = query.text("q"),
                         .finished = std::nullopt,
                         .cursor = query.cursor(),
                         .limit = query.limit()};
  if (query.text("finished")) wanted.finished = query.flag("finished");
  query.done();
  const bool own_only = !sees_all_units(*call.account);
  if (own_only && wanted.unit.value_or(call.account->unit) != call.account->unit) {
    throw not_your_matter(context, *wanted.unit);
  }
  if (own_only) wanted.unit = call.account->unit;
  const auto page = context.services.matters.list(wanted);
  if (!page) throw Problem{.type = "bad-cursor"};
  JsonArray matters;
  for (const db::MatterRow& row : page->rows) {
    if (!is_kept_from(context, call, row.id, row.procedure_sha256))
      matters.push_back(view(context, row));
  }
  http::Response response = json_response(200, JsonObject{{"matters", std::move(matters)}});
  link_next(response, call, page->next);
  return response;
}

JsonObject link_to(const std::string& id) { return {{"matter", place_of(id)}}; }

/// The matters that take this one up again since it was archived.
JsonArray follow_ups_of(Context& context, const std::string& id) {
  JsonArray out;
  for (const db::FollowUp& each : db::FollowUps(context.services.pool).of(id)) {
    const auto procedure = context.services.procedures.by_sha256(each.procedure_sha256);
    out.push_back(JsonObject{
        {"matter", each.matter},
        {"title", each.title},
        {"opened_at", to_string(each.at)},
        {"states", procedure == nullptr ? JsonArray() : states(*procedure, each.states)},
        {"archival_code", each.archival_code.empty() ? Json() : Json(each.archival_code)},
        {"links", link_to(each.matter)}});
  }
  return out;
}

/// The archived matter that this one takes up again, or null.
Json followed_by(Context& context, const std::string& id) {
  const auto followed = db::FollowUps(context.services.pool).followed_by(id);
  if (!followed) return nullptr;
  return JsonObject{{"matter", followed->matter},
                    {"title", followed->title},
                    {"archival_code", followed->archival_code},
                    {"links", link_to(followed->matter)}};
}

/// What was merged into this one, or replaces it.
JsonArray named(Context& context, const Call& call, const std::vector<db::MergedIn>& matters) {
  JsonArray out;
  for (const db::MergedIn& each : matters) {
    const bool is_kept = is_kept_from(context, call, each.matter, each.procedure_sha256);
    out.push_back(
        JsonObject{{"matter", each.matter},
                   {"title", is_kept ? in(call.language, sentence("kept-title", {})) : each.title},
                   {"at", to_string(each.at)},
                   {"links", link_to(each.matter)}});
  }
  return out;
}

/// The running matters on the same item of a catalogue: one item is one decision, and whoever
/// starts a second is to know. Nothing forbids it: a decision of a year may come in parts.
JsonArray beside(Context& context, const std::string& id) {
  constexpr int most = 20;
  JsonArray out;
  for (const db::CatalogueUse& use : db::Catalogues(context.services.pool).beside(id, most)) {
    out.push_back(JsonObject{{"matter", use.matter},
                             {"title", use.title},
                             {"number", use.number},
                             {"at", to_string(use.at)},
                             {"links", link_to(use.matter)}});
  }
  return out;
}

/// How it stood after the event that made `version`, with the clocks and the facts of then.
http::Response past(Context& context, const std::string& id, std::int64_t version,
                    const KeptParts& kept) {
  const auto then = context.services.matters.load_at(id, version);
  if (!then) throw Problem{.type = "no-such-event"};
  const auto event = context.services.matters.events(id, version - 1, 1).front();
  JsonObject shown = view(context, *then->procedure, then->snapshot, moment_of(context, event));
  kept.take_from(shown["data"].as_object());
  kept.take_titles_from(shown["documents"].as_array());
  shown["follows"] = followed_by(context, id);
  shown["follow_ups"] = JsonArray();
  shown["merged_in"] = JsonArray();
  shown["succeeded_by"] = JsonArray();
  shown["same_item"] = JsonArray();
  http::Response response = json_response(200, std::move(shown));
  response.headers.add("ETag", etag_of(version, response.body));
  return response;
}

http::Response one(Context& context, Call& call) {
  Query query = call.query();
  const auto wanted = query.integer("version", 1, std::numeric_limits<std::int64_t>::max());
  query.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const KeptParts kept(context, call, loaded);
  if (wanted) return past(context, loaded.snapshot.id, *wanted, kept);
  JsonObject shown =
      view(context, *loaded.procedure, loaded.snapshot, present(context, loaded.snapshot));
  kept.take_from(shown["data"].as_object());
  kept.take_titles_from(shown["documents"].as_array());
  shown["follows"] = followed_by(context, loaded.snapshot.id);
  shown["follow_ups"] = follow_ups_of(context, loaded.snapshot.id);
  JsonArray others = beside(context, loaded.snapshot.id);
  hide_kept_titles(context, call, others);
  db::FollowUps links(context.services.pool);
  shown["same_item"] = std::move(others);
  shown["merged_in"] = named(context, call, links.merged_into(loaded.snapshot.id));
  shown["succeeded_by"] = named(context, call, links.successors_of(loaded.snapshot.id));
  http::Response response = json_response(200, std::move(shown));
  response.headers.add("ETag", etag_of(loaded.snapshot.version, response.body));
  return response;
}

/// The innermost of the active states that take the event: the step a task belongs to. What an
/// outer one takes can be done anywhere within it.
std::string step_of(const procedure::Procedure& procedure, const std::vector<std::string>& active,
                    const std::string& event) {
  const chart::State* innermost = nullptr;
  for (const std::string& id : active) {
    const chart::State& state = procedure.chart->states[procedure.chart->by_id.at(id)];
    const bool takes_it = std::ranges::any_of(state.transitions, [&](const auto index) {
      const auto& events = procedure.chart->transitions[index].events;
      return std::ranges::find(events, event) != events.end();
    });
    if (takes_it && (innermost == nullptr || state.depth >= innermost->depth)) innermost = &state;
  }
  return innermost == nullptr ? "" : innermost->id;
}

/// Of what bars somebody else's task the rules, not what they saw: that may be kept from the
/// caller.
void leave_out_what_rules_saw(JsonObject& task) {
  JsonObject* const blocked = task.at("blocked").if_object();
  if (blocked == nullptr) return;
  for (Json& rule : blocked->at("rules").as_array()) rule.as_object()["seen"] = JsonObject();
}

http::Response tasks(Context& context, Call& call) {
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const KeptParts kept(context, call, loaded);
  const Moment now = present(context, loaded.snapshot);
  const matter::Actor actor = actor_in(context, call, loaded);
  const std::vector<std::string> active = matter::configuration(*loaded.procedure, loaded.snapshot);
  JsonArray list;
  for (const matter::Task& task : matter::tasks(*loaded.procedure, loaded.snapshot, actor,
                                                now.facts, now.now, *now.calendar)) {
    JsonObject shown = view(task);
    if (!task.mine && kept.any()) leave_out_what_rules_saw(shown);
    shown["step"] = step_of(*loaded.procedure, active, task.event);
    list.push_back(std::move(shown));
  }
  // What can be done changes with the clock too, so the version is no ETag of this answer; it is
  // what an event sent on its ground has to match.
  const auto documents = matter::fileable(*loaded.procedure, loaded.snapshot, actor, now.facts);
  return json_response(200,
                       JsonObject{{"version", loaded.snapshot.version},
                                  {"tasks", std::move(list)},
                                  {"recusals_asked", recusals_asked(context, loaded.snapshot.id)},
                                  {"documents", array(documents)}});
}

/// The procedure it runs on, with the states it is in marked.
http::Response drawing(Context& context, Call& call) {
  Query query = call.query();
  draw::Options options{.language = language_of_drawing(query, call), .active = {}};
  query.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  for (std::string& id : matter::configuration(*loaded.procedure, loaded.snapshot))
    options.active.insert(std::move(id));
  return drawing_response(call, *loaded.procedure, options);
}

}  // namespace

void add_matters(Router& router) {
  router.add({"POST", "/v1/matters", for_accounts, open});
  router.add({"GET", "/v1/matters", for_accounts, list});
  router.add({"GET", "/v1/matters/{id}", for_accounts, one});
  router.add({"GET", "/v1/matters/{id}/tasks", for_accounts, tasks});
  router.add({"GET", "/v1/matters/{id}/drawing.svg", for_accounts, drawing});
}

}  // namespace gavel::api
