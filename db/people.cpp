#include "db/people.hpp"

#include <algorithm>
#include <set>

#include <pqxx/pqxx>

#include "db/named.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::db {
namespace {

AdviserFact fact_of_row(const pqxx::row& row) {
  return {.seq = row["seq"].as<int>(),
          .kind = pg::text(row["kind"]),
          .day = parse_day(pg::text(row["day"])).value(),
          .body = pg::object(row["body"]),
          .by = pg::text(row["by"]),
          .at = pg::instant(row["at"])};
}

std::vector<Adviser> people_of_rows(const pqxx::result& found) {
  std::vector<Adviser> out;
  for (const auto& row : found) {
    const std::string id = pg::text(row["person"]);
    if (out.empty() || out.back().id != id) out.push_back({.id = id, .facts = {}});
    out.back().facts.push_back(fact_of_row(row));
  }
  return out;
}

ExpertDraw draw_of_row(const pqxx::row& row) {
  return {.id = pg::text(row["id"]),
          .matter = pg::text(row["matter"]),
          .number = row["number"].as<int>(),
          .body = pg::object(row["body"]),
          .by = pg::text(row["by"]),
          .at = pg::instant(row["at"])};
}

/// One writer at a time, so that numbers follow each other.
void lock_registers(pqxx::transaction_base& tx) {
  pg::exec(tx, "SELECT pg_advisory_xact_lock(hashtext('person_fact'))");
}

void insert(pqxx::transaction_base& tx, Register which, const std::string& person,
            const AdviserFact& fact) {
  pg::exec(tx,
           "INSERT INTO person_fact (register, person, seq, kind, day, body, by, at) VALUES ($1, "
           "$2, $3::integer, $4, $5::date, $6::json, $7, $8::timestamptz)",
           std::string(name(which)), person, fact.seq, fact.kind, to_string(fact.day), fact.body,
           fact.by, fact.at);
}

std::optional<Term> term_of(const AdviserFact& fact) {
  const auto since = parse_day(string_or(fact.body, "since"));
  const auto until = parse_day(string_or(fact.body, "until"));
  if (!since || !until) return std::nullopt;
  return Term{*since, *until};
}

bool ends_terms(const AdviserFact& fact) { return fact.kind == "exit" || fact.kind == "end"; }

}  // namespace

std::string_view name(Register which) { return which == Register::expert ? "expert" : "counsel"; }

JsonObject said_of(Register which, const Adviser& person, const std::string& matter, Day day) {
  JsonObject out{{"register", name(which)}, {"id", person.id}};
  const JsonObject details = person.details_on(day);
  for (const char* member : {"name", "type", "credit_code", "account", "unit", "kind", "title",
                             "specialty", "contract_no"}) {
    if (const Json* value = details.if_contains(member)) out[member] = *value;
  }
  const Term term = person.term_on(day).value();
  out["since"] = to_string(term.since);
  out["until"] = to_string(term.until);
  out["interest"] = person.interest_in(matter);
  if (which == Register::counsel) out["assessed"] = person.assessed();
  return out;
}

/// With "unit_id", where the unit that was typed for them is one of the register.
JsonObject with_unit(Pool& pool, JsonObject person) {
  const JsonObject said = unit_named(pool, string_or(person, "unit"));
  if (said.at("found").is_object()) person["unit_id"] = said.at("found").at("id");
  return person;
}

/// Among people in their term on the day.
const Adviser* named_in(const std::vector<Adviser>& people, const std::string& named, Day day) {
  const Adviser* match = nullptr;
  const std::string spelt = without_blanks(named);
  for (const Adviser& person : people) {
    if (!person.term_on(day)) continue;
    if (person.id == spelt) return &person;
    if (without_blanks(string_or(person.details(), "name")) != spelt) continue;
    if (match != nullptr) return nullptr;  // the name alone does not say whom
    match = &person;
  }
  return match;
}

std::vector<const AdviserFact*> Adviser::standing() const {
  std::set<std::int64_t> struck;
  for (const AdviserFact& fact : facts) {
    const Json* seq = fact.kind == "strike" ? fact.body.if_contains("corrects") : nullptr;
    if (seq != nullptr && seq->is_int64()) struck.insert(seq->get_int64());
  }
  std::vector<const AdviserFact*> out;
  for (const AdviserFact& fact : facts) {
    if (fact.kind != "strike" && !struck.contains(fact.seq)) out.push_back(&fact);
  }
  return out;
}

JsonObject Adviser::details() const {
  JsonObject out;
  for (const AdviserFact* fact : standing()) {
    if (fact->seq != 1 && !term_of(*fact)) continue;
    for (const auto& [member, value] : fact->body) out[member] = value;
  }
  for (const char* member : {"since", "until", "basis"}) out.erase(member);
  return out;
}

JsonObject Adviser::details_on(Day day) const {
  JsonObject out = details();
  for (const AdviserFact* fact : standing()) {
    const auto term = term_of(*fact);
    if (!term || day < term->since || term->until < day) continue;
    for (const char* member : {"contract_no", "scope"}) {
      out.erase(member);
      if (const Json* said = fact->body.if_contains(member)) out[member] = *said;
    }
  }
  return out;
}

std::vector<Term> Adviser::terms() const {
  std::vector<Term> out;
  for (const AdviserFact* fact : standing()) {
    if (const auto term = term_of(*fact)) out.push_back(*term);
    if (!ends_terms(*fact)) continue;
    for (Term& term : out) term.until = std::min(term.until, fact->day - std::chrono::days{1});
  }
  std::erase_if(out, [](const Term& term) { return term.until < term.since; });
  return out;
}

std::optional<Term> Adviser::term_on(Day day) const {
  for (const Term& term : terms()) {
    if (term.since <= day && day <= term.until) return term;
  }
  return std::nullopt;
}

std::string Adviser::interest_in(std::string_view matter) const {
  std::string out;
  for (const AdviserFact* fact : standing()) {
    if (fact->kind == "interest" && string_or(fact->body, "matter") == matter)
      out = string_or(fact->body, "interest");
  }
  return out;
}

bool Adviser::is_expelled_on(Day day) const {
  bool out = false;
  for (const AdviserFact* fact : standing()) {
    const auto term = term_of(*fact);
    if (term && term->since <= day) out = false;
    if (fact->kind == "exit" && fact->day <= day) out = string_or(fact->body, "cause") == "breach";
  }
  return out;
}

bool Adviser::was_expelled_between(Day since, Day until) const {
  return std::ranges::any_of(standing(), [&](const AdviserFact* fact) {
    return fact->kind == "exit" && since <= fact->day && fact->day <= until &&
           string_or(fact->body, "cause") == "breach";
  });
}

std::string Adviser::assessed() const {
  std::string out;
  std::int64_t latest = 0;
  for (const AdviserFact* fact : standing()) {
    const Json* year = fact->kind == "assess" ? fact->body.if_contains("year") : nullptr;
    if (year == nullptr || !year->is_int64() || year->get_int64() < latest) continue;
    latest = year->get_int64();
    out = string_or(fact->body, "result");
  }
  return out;
}

std::string type_of(const Adviser& adviser) {
  return string_or(adviser.details(), "type", "person");
}

Adviser People::enter(Register which, AdviserFact fact) {
  return pool_.write([&](pqxx::transaction_base& tx) {
    lock_registers(tx);
    const auto numbered = pg::exec(tx,
                                   "SELECT coalesce(max(substr(person, 3)::integer), 0) + 1 FROM "
                                   "person_fact WHERE register = $1",
                                   std::string(name(which)));
    std::string number = std::to_string(pg::integer(numbered[0][0]));
    if (number.size() < 4) number.insert(0, 4 - number.size(), '0');
    fact.seq = 1;
    Adviser person{.id = (which == Register::expert ? "E-" : "C-") + number, .facts = {fact}};
    insert(tx, which, person.id, fact);
    return person;
  });
}

std::optional<AdviserFact> People::add(Register which, const std::string& person,
                                       AdviserFact fact) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::optional<AdviserFact> {
    lock_registers(tx);
    const auto last =
        pg::exec(tx, "SELECT max(seq) FROM person_fact WHERE register = $1 AND person = $2",
                 std::string(name(which)), person);
    if (last[0][0].is_null()) return std::nullopt;
    fact.seq = last[0][0].as<int>() + 1;
    insert(tx, which, person, fact);
    return fact;
  });
}

std::optional<Adviser> People::find(Register which, const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<Adviser> {
    auto found = people_of_rows(
        pg::exec(tx, "SELECT * FROM person_fact WHERE register = $1 AND person = $2 ORDER BY seq",
                 std::string(name(which)), id));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
  });
}

std::vector<Adviser> People::all(Register which) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    return people_of_rows(
        pg::exec(tx,
                 "SELECT * FROM person_fact WHERE register = $1 ORDER BY length(person), person, "
                 "seq",
                 std::string(name(which))));
  });
}

std::vector<AdviserUse> People::uses(Register which, const std::string& id, int most) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<AdviserUse> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT u.*, m.title FROM person_use u JOIN matter m ON m.id "
                                    "= u.matter WHERE u.register = $1 AND u.person = $2 ORDER BY "
                                    "u.at DESC, u.matter, u.seq DESC LIMIT $3::integer",
                                    std::string(name(which)), id, most)) {
      out.push_back({.matter = pg::text(row["matter"]),
                     .title = pg::text(row["title"]),
                     .event = pg::text(row["event"]),
                     .seq = pg::integer(row["seq"]),
                     .at = pg::instant(row["at"])});
    }
    return out;
  });
}

std::optional<ExpertDraw> People::add_draw(ExpertDraw draw) {
  return pool_.write([&](pqxx::transaction_base& tx) -> std::optional<ExpertDraw> {
    lock_registers(tx);
    const auto last = pg::exec(
        tx, "SELECT coalesce(max(number), 0) FROM expert_draw WHERE matter = $1", draw.matter);
    if (last[0][0].as<int>() + 1 != draw.number) return std::nullopt;
    draw.id = draw.matter + "-" + std::to_string(draw.number);
    pg::exec(tx,
             "INSERT INTO expert_draw (id, matter, number, body, by, at) VALUES ($1, $2, "
             "$3::integer, $4::json, $5, $6::timestamptz)",
             draw.id, draw.matter, draw.number, draw.body, draw.by, draw.at);
    return draw;
  });
}

std::vector<ExpertDraw> People::draws_of(const std::string& matter) {
  return pool_.read([&](pqxx::transaction_base& tx) {
    std::vector<ExpertDraw> out;
    for (const auto& row :
         pg::exec(tx, "SELECT * FROM expert_draw WHERE matter = $1 ORDER BY number", matter)) {
      out.push_back(draw_of_row(row));
    }
    return out;
  });
}

std::optional<ExpertDraw> People::draw(const std::string& id) {
  return pool_.read([&](pqxx::transaction_base& tx) -> std::optional<ExpertDraw> {
    const auto found = pg::exec(tx, "SELECT * FROM expert_draw WHERE id = $1", id);
    if (found.empty()) return std::nullopt;
    return draw_of_row(found[0]);
  });
}

JsonObject People::look_up(Register which, const std::string& named, const std::string& matter,
                           Day day) {
  const std::vector<Adviser> people = all(which);
  const Adviser* person = named_in(people, named, day);
  if (person == nullptr) return {{"found", nullptr}};
  return {{"found", with_unit(pool_, said_of(which, *person, matter, day))}};
}

JsonObject People::look_up_all(Register which, const JsonArray& named, const std::string& matter,
                               Day day) {
  const std::vector<Adviser> people = all(which);
  JsonArray there, missing, keys;
  for (const Json& each : named) {
    const std::string spelt = each.is_string() ? std::string(each.get_string()) : std::string();
    const Adviser* person = named_in(people, spelt, day);
    if (person == nullptr) {
      missing.push_back(each);
      keys.emplace_back(without_blanks(spelt));
    } else {
      there.push_back(with_unit(pool_, said_of(which, *person, matter, day)));
      keys.emplace_back(person->id);
    }
  }
  return {{"found", std::move(there)}, {"missing", std::move(missing)}, {"keys", std::move(keys)}};
}

JsonObject People::holder(Register which, const std::string& account, const std::string& matter,
                          Day day) {
  for (const Adviser& person : all(which)) {
    if (string_or(person.details(), "account") == account && person.term_on(day))
      return {{"found", with_unit(pool_, said_of(which, person, matter, day))}};
  }
  return {{"found", nullptr}};
}

JsonObject People::doubts_of(Register which, const JsonArray& signatures,
                             const std::string& matter) {
  const std::vector<Adviser> people = all(which);
  JsonArray missing, interested;
  for (const Json& each : signatures) {
    if (!each.is_object()) continue;
    const JsonObject& signature = each.get_object();
    const std::string by = string_or(signature, "by");
    const auto on = parse_day(string_or(signature, "on"));
    const bool is_in_term =
        on && std::ranges::any_of(people, [&](const Adviser& person) {
          return string_or(person.details(), "account") == by && person.term_on(*on).has_value();
        });
    if (!is_in_term) missing.push_back(each);
    const bool is_interested = std::ranges::any_of(people, [&](const Adviser& person) {
      return string_or(person.details(), "account") == by && person.interest_in(matter) == "direct";
    });
    if (is_interested) interested.push_back(each);
  }
  return {{"missing", std::move(missing)}, {"interested", std::move(interested)}};
}

}  // namespace gavel::db
