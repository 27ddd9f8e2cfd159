// Draws of experts for a matter (Decree 713 art. 20): at random, from those who may be chosen,
// within number and shares; shown with all that is needed to do the draw again. Persons are drawn,
// or professional institutions, never both from one lot: number and oddness are of persons.
#include <algorithm>
#include <set>

#include "api/routes/call.hpp"
#include "api/routes/context.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/people_forms.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/target.hpp"
#include "api/routes/visibility.hpp"
#include "archive/digest.hpp"
#include "db/draws_made.hpp"
#include "db/expert_draw.hpp"
#include "db/experts_named.hpp"
#include "db/matter_store.hpp"
#include "db/offices.hpp"
#include "db/secret_file.hpp"

namespace gavel::api {
namespace {

using db::Register;

std::int64_t number_in(const JsonObject& policy, std::string_view name, std::int64_t otherwise) {
  const Json* value = policy.if_contains(name);
  return value != nullptr && value->is_int64() ? value->get_int64() : otherwise;
}

/// What the matter's policy asks of its experts; a procedure that says nothing gets what local
/// rules usually have.
struct Limits {
  std::int64_t least, department_one_in, subordinate_one_in;
  bool odd;

  Limits(const JsonObject& policy, bool of_institutions)
      : least(of_institutions ? number_in(policy, "institutions_min", 1)
                              : number_in(policy, "experts_min", 5)),
        department_one_in(number_in(policy, "experts_department_one_in", 3)),
        subordinate_one_in(number_in(policy, "experts_subordinate_one_in", 2)),
        odd(!of_institutions) {
    const Json* said = policy.if_contains("experts_odd");
    if (!of_institutions && said != nullptr && said->is_bool()) odd = said->get_bool();
  }
  [[nodiscard]] db::DrawLimits of(std::int64_t number) const {
    return {.number = static_cast<std::size_t>(number),
            .department_most = static_cast<std::size_t>(number / department_one_in),
            .subordinate_most = static_cast<std::size_t>(number / subordinate_one_in)};
  }
};

struct Wanted {
  std::string matter, type, specialty, reason;
  std::int64_t number = 0;
  std::vector<std::string> kept, different_views;
};

Wanted read_wanted(Fields& fields) {
  Wanted out{.matter = fields.text("matter"),
             .type = fields.maybe_text("type").value_or("person"),
             .specialty = fields.maybe_text("specialty").value_or(""),
             .reason = fields.maybe_text("reason", {.min = 1, .max = 2000}).value_or(""),
             .number = 0,
             .kept = {},
             .different_views = {}};
  if (out.type != "person" && out.type != "institution")
    fields.fault("type", "not-a-choice",
                 {{"given", out.type}, {"expected", "person, institution"}});
  out.kept = fields.maybe_texts("keep").value_or(std::vector<std::string>());
  out.different_views = fields.maybe_texts("different_views").value_or(std::vector<std::string>());
  return out;
}

/// Of the matter that is drawn for: who has a hand in it already.
class Involved {
 public:
  explicit Involved(const matter::Snapshot& snapshot) {
    const JsonObject& data = snapshot.session.data.object();
    units_ = texts_in(data, "co_units");
    units_.push_back(string_or(data, "drafting_unit"));
    drafters_ = texts_in(data, "drafters");
    for (const matter::Document& document : *snapshot.documents) {
      if (document.code == "DRF-04") drafters_.push_back(document.by);
    }
    const Json* meeting = data.if_contains("meeting");
    if (meeting != nullptr && meeting->is_object())
      members_ = texts_in(meeting->get_object(), "members");
  }
  [[nodiscard]] bool drafted(const db::ExpertIdentity& who) const {
    return is_one_of(who, drafters_);
  }
  [[nodiscard]] bool decides_or_reviews(const db::ExpertIdentity& who) const {
    return is_one_of(who, members_) || std::ranges::any_of(who.persons, [](const auto& person) {
             return std::ranges::any_of(person.roles, [](const std::string& role) {
               return role == db::head_role || role == db::member_role || role == db::justice_role;
             });
           });
  }
  /// Whether one of these units drafts.
  [[nodiscard]] bool drafts(const std::vector<std::string>& units) const {
    return std::ranges::any_of(units, [&](const std::string& unit) {
      return std::ranges::find(units_, unit) != units_.end();
    });
  }

 private:
  static std::vector<std::string> texts_in(const JsonObject& data, std::string_view name) {
    std::vector<std::string> out;
    const Json* list = data.if_contains(name);
    if (list == nullptr || !list->is_array()) return out;
    for (const Json& each : list->get_array()) {
      if (each.is_string()) out.emplace_back(each.get_string());
    }
    return out;
  }
  static bool is_one_of(const db::ExpertIdentity& who, const std::vector<std::string>& accounts) {
    return std::ranges::any_of(who.persons, [&](const auto& person) {
      return std::ranges::find(accounts, person.account) != accounts.end();
    });
  }

  std::vector<std::string> units_, drafters_, members_;
};

/// Why this person is not drawn from; empty: they are.
std::string bar_of(const db::Adviser& person, const db::ExpertIdentity& who,
                   const Involved& involved, const Wanted& wanted) {
  if (person.interest_in(wanted.matter) == "direct") return "direct_interest";
  if (involved.drafted(who)) return "drafter";
  if (involved.decides_or_reviews(who)) return "decides_or_reviews";
  const bool is_institution = db::type_of(person) == "institution";
  if (involved.drafts(who.itself) || (is_institution && involved.drafts(who.units)))
    return "drafting_unit";
  const bool fits =
      string_or(person.details(), "specialty").find(wanted.specialty) != std::string::npos;
  return fits ? "" : "other_specialty";
}

void check_ids(Fields& fields, std::string_view name, const std::vector<std::string>& ids,
               const std::vector<db::Candidate>& candidates) {
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (std::ranges::find(candidates, ids[i], &db::Candidate::id) == candidates.end())
      fields.fault(std::string(name) + "/" + std::to_string(i), "not-a-candidate",
                   {{"given", ids[i]}});
  }
}

/// A matter is drawn for once; again only for a reason, keeping some of those drawn before.
void check_again(Fields& fields, const Wanted& wanted, const std::vector<db::ExpertDraw>& before) {
  if (!before.empty() && wanted.reason.empty()) fields.fault("reason", "missing");
  for (std::size_t i = 0; i < wanted.kept.size(); ++i) {
    const Json kept(wanted.kept[i]);
    const bool was_drawn =
        !before.empty() && std::ranges::find(before.back().body.at("drawn").as_array(), kept) !=
                               before.back().body.at("drawn").as_array().end();
    if (!was_drawn)
      fields.fault("keep/" + std::to_string(i), "not-drawn-before", {{"given", wanted.kept[i]}});
  }
}

JsonArray listed(const std::vector<std::string>& texts) {
  return JsonArray(texts.begin(), texts.end());
}

struct Field {
  std::vector<db::Candidate> candidates;
  JsonArray shown, barred;
};

/// Whoever works in a unit that drafts counts as one under it, whatever the pool has them as.
std::string kind_of(const db::Adviser& person, const db::ExpertIdentity& who,
                    const Involved& involved) {
  return involved.drafts(who.units) ? "subordinate" : string_or(person.details(), "kind");
}

Field field_of(Context& context, const Wanted& wanted, const Involved& involved, Day day) {
  const db::ExpertsNamed registers(context.services.pool, wanted.matter, day);
  Field out;
  for (const db::Adviser& person : db::People(context.services.pool).all(Register::expert)) {
    if (!person.term_on(day)) continue;  // not of the pool that day
    if (db::type_of(person) != wanted.type) continue;
    const db::ExpertIdentity who = registers.identity_of(person);
    const std::string bar = bar_of(person, who, involved, wanted);
    if (!bar.empty()) {
      out.barred.push_back(JsonObject{{"id", person.id}, {"why", bar}});
      continue;
    }
    const std::string kind = kind_of(person, who, involved);
    out.candidates.push_back({person.id, kind});
    out.shown.push_back(JsonObject{{"id", person.id}, {"kind", kind}});
  }
  return out;
}

std::vector<std::string> drawn_or_refused(const db::DrawAsked& asked, std::int64_t number) {
  auto drawn = db::draw_experts(asked);
  if (drawn) return *std::move(drawn);
  throw Problem{.type = "draw-impossible",
                .values = {{"number", number},
                           {"independent", drawn.error().independent},
                           {"department", drawn.error().department},
                           {"subordinate", drawn.error().subordinate},
                           {"department_most", asked.limits.department_most},
                           {"subordinate_most", asked.limits.subordinate_most}}};
}

/// Whom an order keeps out of the matter has no hand in who argues it.
void check_may_draw(Context& context, const Call& call, const std::string& matter) {
  const auto steps = db::Offices(context.services.pool).recusals(matter);
  if (db::recused(steps, call.account->account) != nullptr)
    throw Problem{.type = "recused-draws-nobody"};
}

/// All that it takes to draw again and come to the same.
JsonObject body_of(const Wanted& wanted, const db::DrawAsked& asked, Field field,
                   const std::vector<std::string>& drawn) {
  JsonObject out{{"seed", asked.seed},
                 {"wanted", wanted.number},
                 {"department_most", asked.limits.department_most},
                 {"subordinate_most", asked.limits.subordinate_most},
                 {"specialty", wanted.specialty},
                 {"candidates", std::move(field.shown)},
                 {"barred", std::move(field.barred)},
                 {"keep", listed(wanted.kept)},
                 {"different_views", listed(wanted.different_views)},
                 {"drawn", listed(drawn)},
                 {"reason", wanted.reason}};
  if (wanted.type != "person") out["type"] = wanted.type;
  return out;
}

http::Response draw(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  Wanted wanted = read_wanted(fields);
  const auto number = fields.maybe_integer("number", 1, 99);
  if (wanted.matter.empty()) fields.done();  // throws
  const desk::Loaded loaded = visible_matter(context, call, wanted.matter);
  check_may_draw(context, call, wanted.matter);
  if (matter::finished(loaded.snapshot)) throw Problem{.type = "draw-for-ended"};
  const Limits limits(loaded.snapshot.policy->get_object(), wanted.type == "institution");
  wanted.number = number.value_or(limits.least);
  if (wanted.number < limits.least || (limits.odd && wanted.number % 2 == 0)) {
    fields.fault("number", "too-few-experts",
                 {{"least", limits.least}, {"odd", limits.odd}, {"given", wanted.number}});
  }
  const Instant now = context.services.clock.now();
  db::People people(context.services.pool);
  const auto before = people.draws_of(wanted.matter);
  Field field = field_of(context, wanted, Involved(loaded.snapshot), day_of(now));
  check_again(fields, wanted, before);
  check_ids(fields, "keep", wanted.kept, field.candidates);
  check_ids(fields, "different_views", wanted.different_views, field.candidates);
  fields.done();

  const db::DrawAsked asked{.seed = archive::to_hex(db::random_bytes(32)),
                            .limits = limits.of(wanted.number),
                            .candidates = field.candidates,
                            .kept = wanted.kept,
                            .different_views = wanted.different_views};
  const auto drawn = drawn_or_refused(asked, wanted.number);
  const auto added = people.add_draw({.id = "",
                                      .matter = wanted.matter,
                                      .number = static_cast<int>(before.size()) + 1,
                                      .body = body_of(wanted, asked, std::move(field), drawn),
                                      .by = call.account->account,
                                      .at = now});
  if (!added) throw Problem{.type = "draw-under-way"};
  return created("/v1/experts/draws/" + encoded(added->id), db::whole(*added));
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const std::string matter = query.required("matter");
  query.done();
  (void)visible_matter(context, call, matter);
  JsonArray shown;
  for (const db::ExpertDraw& each : db::People(context.services.pool).draws_of(matter))
    shown.push_back(db::whole(each));
  return json_response(200, JsonObject{{"draws", std::move(shown)}});
}

/// Whoever may not see the matter is not told whether anybody drew for it either.
http::Response one(Context& context, Call& call) {
  call.query().done();
  const std::string& id = call.parameter();
  const std::string matter = id.substr(0, id.rfind('-'));
  if (context.services.matters.load(matter)) (void)visible_matter(context, call, matter);
  const auto found = db::People(context.services.pool).draw(id);
  if (!found) throw Problem{.type = "no-such-draw", .values = {{"id", id}}};
  return json_response(200, db::whole(*found));
}

}  // namespace

void add_expert_draws(Router& router) {
  router.add({"GET", "/v1/experts/draws", for_accounts, list});
  router.add({"POST", "/v1/experts/draws",
              for_roles({db::office_role, db::justice_role, db::drafter_role}), draw});
  router.add({"GET", "/v1/experts/draws/{id}", for_accounts, one});
}

}  // namespace gavel::api
