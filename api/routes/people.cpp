// Registers of people: the pool of experts and professional institutions, legal counsel and public
// lawyers.
#include "db/people.hpp"

#include <map>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "api/routes/filters.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/people_forms.hpp"
#include "api/routes/recusals.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/target.hpp"
#include "api/routes/visibility.hpp"
#include "db/matter_store.hpp"
#include "db/offices.hpp"

namespace gavel::api {
namespace {

using db::Register;

/// Matters shown of one person; the newest come first.
constexpr int most_uses = 1000;

std::string place_of(Register which, const std::string& id) {
  return (which == Register::expert ? "/v1/experts/" : "/v1/counsel/") + encoded(id);
}

db::Adviser person_of(Context& context, Register which, const std::string& id) {
  auto found = db::People(context.services.pool).find(which, id);
  if (!found)
    throw Problem{.type = which == Register::expert ? "no-such-expert" : "no-such-counsel",
                  .values = {{"id", id}}};
  return *std::move(found);
}

/// Personal data is for those who keep the register and those who look into it.
bool sees_personal(const Call& call) {
  return call.has_role(db::office_role) || call.has_role(db::justice_role) ||
         call.has_role(db::auditor_role);
}

JsonObject without_personal(const Call& call, JsonObject data) {
  if (!sees_personal(call)) {
    for (const char* member : {"sex", "born", "contact"}) data.erase(member);
  }
  return data;
}

JsonObject fact_view(const Call& call, const db::AdviserFact& fact) {
  return {{"seq", fact.seq},
          {"fact", fact.kind},
          {"day", to_string(fact.day)},
          {"data", without_personal(call, fact.body)},
          {"by", fact.by},
          {"at", to_string(fact.at)}};
}

JsonObject brief(const Call& call, Register which, const db::Adviser& person, Day day) {
  const auto term = person.term_on(day);
  JsonObject out{{"id", person.id},
                 {"in_term", term.has_value()},
                 {"since", term ? Json(to_string(term->since)) : Json()},
                 {"until", term ? Json(to_string(term->until)) : Json()},
                 {"details", without_personal(call, person.details_on(day))},
                 {"links", JsonObject{{"self", place_of(which, person.id)}}}};
  return out;
}

std::string year_of(Instant at) { return to_string(day_of(at)).substr(0, 4); }

/// What the year comes to: taken from facts and from events of matters, never typed.
JsonArray years_of(const db::Adviser& person, const std::vector<db::AdviserUse>& uses) {
  struct Year {
    std::int64_t hours = 0;
    std::set<std::string> matters;
    std::int64_t parts = 0;
    std::string result;
  };
  std::map<std::string, Year> years;
  for (const db::AdviserFact* fact : person.standing()) {
    const Json* number = fact->body.if_contains("year");
    if (number == nullptr) continue;
    Year& year = years[std::to_string(number->to_number<int>())];
    if (fact->kind == "training") year.hours += fact->body.at("hours").to_number<std::int64_t>();
    if (fact->kind == "assess") year.result = string_or(fact->body, "result");
  }
  for (const db::AdviserUse& use : uses) {
    Year& year = years[year_of(use.at)];
    ++year.parts;
    year.matters.insert(use.matter);
  }
  JsonArray out;
  for (const auto& [number, year] : years) {
    out.push_back(JsonObject{{"year", std::stoi(number)},
                             {"training_hours", year.hours},
                             {"assessment", year.result.empty() ? Json() : Json(year.result)},
                             {"matters", year.matters.size()},
                             {"parts", year.parts}});
  }
  return out;
}

/// From this reader, to a circle.
bool is_kept(Context& context, const Call& call, const std::string& matter) {
  const auto loaded = context.services.matters.load(matter);
  return loaded && is_kept_from(context, call, matter, loaded->procedure->sha256);
}

JsonObject whole(Context& context, const Call& call, Register which, const db::Adviser& person) {
  JsonObject out = brief(call, which, person, day_of(context.services.clock.now()));
  JsonArray terms, facts, parts;
  for (const db::Term& term : person.terms())
    terms.push_back(JsonObject{{"since", to_string(term.since)}, {"until", to_string(term.until)}});
  for (const db::AdviserFact& fact : person.facts) facts.push_back(fact_view(call, fact));
  const auto uses = db::People(context.services.pool).uses(which, person.id, most_uses);
  std::map<std::string, std::string> titles;  // each matter is looked at once
  for (const db::AdviserUse& use : uses) {
    const auto [title, is_new] = titles.try_emplace(use.matter, use.title);
    if (is_new && is_kept(context, call, use.matter))
      title->second = in(call.language, sentence("kept-title", {}));
    parts.push_back(JsonObject{{"matter", use.matter},
                               {"title", title->second},
                               {"event", use.event},
                               {"seq", use.seq},
                               {"at", to_string(use.at)}});
  }
  out["terms"] = std::move(terms);
  out["facts"] = std::move(facts);
  out["uses"] = std::move(parts);
  out["years"] = years_of(person, uses);
  return out;
}

template <Register which>
http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const auto on = query.day("on");
  const auto specialty = query.text("specialty");
  std::optional<std::string> type;
  if (which == Register::expert)
    type = query.choice("type", known_words({"person", "institution"}));
  const bool in_term = query.flag("in_term");
  const std::string cursor = query.cursor();
  const auto limit = static_cast<std::size_t>(query.limit());
  query.done();
  const Day day = on.value_or(day_of(context.services.clock.now()));
  JsonArray shown;
  std::string last, next;
  for (const db::Adviser& person : db::People(context.services.pool).all(which)) {
    const bool is_after =
        cursor.empty() || std::pair(person.id.size(), person.id) > std::pair(cursor.size(), cursor);
    if (!is_after || (in_term && !person.term_on(day))) continue;
    if (type && db::type_of(person) != *type) continue;
    if (specialty && string_or(person.details(), "specialty").find(*specialty) == std::string::npos)
      continue;
    if (shown.size() == limit) {
      next = last;
      break;
    }
    shown.push_back(brief(call, which, person, day));
    last = person.id;
  }
  http::Response response =
      json_response(200, JsonObject{{"on", to_string(day)}, {"people", std::move(shown)}});
  link_next(response, call, next);
  return response;
}

template <Register which>
http::Response one(Context& context, Call& call) {
  call.query().done();
  return json_response(200,
                       whole(context, call, which, person_of(context, which, call.parameter())));
}

template <Register which>
http::Response enter(Context& context, Call& call) {
  db::AdviserFact fact = read_person_fact(context, call, which, call.json(), nullptr);
  const db::Adviser person = db::People(context.services.pool).enter(which, std::move(fact));
  return created(place_of(which, person.id), whole(context, call, which, person));
}

/// Experts and counsel may declare their own interest; all else is for those who keep the register.
void check_may_add(const Call& call, const db::Adviser& person, const std::string& fact) {
  if (call.has_role(db::office_role) || call.has_role(db::justice_role)) return;
  const bool is_own = string_or(person.details(), "account") == call.account->account;
  if (fact == "interest" && is_own) return;
  throw Problem{.type = "role-required",
                .values = {{"roles", JsonArray{db::office_role, db::justice_role}}}};
}

/// Whoever declares a direct interest keeps out of the matter with their account. What another
/// entered of them is a request: it is for nobody to declare it in their name, and of a head or a
/// member it is decided by whoever decides on that (公务员法 art. 77).
void recuse(Context& context, const db::Adviser& person, const db::AdviserFact& fact) {
  const std::string account = string_or(person.details(), "account");
  if (fact.kind != "interest" || string_or(fact.body, "interest") != "direct" || account.empty())
    return;
  db::Offices offices(context.services.pool);
  const std::string matter = string_or(fact.body, "matter");
  if (db::recused(offices.recusals(matter), account) != nullptr) return;
  (void)enter_recusal(context, matter,
                      {.seq = 0,
                       .account = account,
                       .step = fact.by == account ? "declare" : "ask",
                       .reason = person.id + " " + string_or(fact.body, "text"),
                       .deputy = "",
                       .by = fact.by,
                       .at = fact.at});
}

template <Register which>
http::Response add(Context& context, Call& call) {
  const db::Adviser person = person_of(context, which, call.parameter());
  const JsonObject body = call.json();
  check_may_add(call, person, string_or(body, "fact"));
  const auto added =
      db::People(context.services.pool)
          .add(which, person.id, read_person_fact(context, call, which, body, &person));
  recuse(context, person, added.value());
  return created(place_of(which, person.id), fact_view(call, added.value()));
}

template <Register which>
http::Response facts(Context& context, Call& call) {
  call.query().done();
  JsonArray shown;
  for (const db::AdviserFact& fact : person_of(context, which, call.parameter()).facts)
    shown.push_back(fact_view(call, fact));
  return json_response(200, JsonObject{{"facts", std::move(shown)}});
}

const Access for_keepers = for_roles({db::office_role, db::justice_role});

template <Register which>
void add_register(Router& router, const std::string& place) {
  router.add({"GET", place, for_accounts, list<which>});
  router.add({"POST", place, for_keepers, enter<which>});
  router.add({"GET", place + "/{id}", for_accounts, one<which>});
  router.add({"GET", place + "/{id}/facts", for_accounts, facts<which>});
  router.add({"POST", place + "/{id}/facts", for_accounts, add<which>});
}

}  // namespace

void add_people(Router& router) {
  add_register<Register::expert>(router, "/v1/experts");
  add_register<Register::counsel>(router, "/v1/counsel");
  add_expert_draws(router);
}

}  // namespace gavel::api
