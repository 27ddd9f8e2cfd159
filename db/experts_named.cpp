#include "db/experts_named.hpp"

#include <algorithm>
#include <set>

#include <pqxx/pqxx>

#include "db/offices.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::db {
namespace {

using Person = ExpertIdentity::Person;

void add_once(std::vector<std::string>& to, std::string value) {
  if (!value.empty() && std::ranges::find(to, value) == to.end()) to.push_back(std::move(value));
}

/// To what is said of others already, each person and each unit once.
void add_identity(const ExpertIdentity& identity, JsonObject& to) {
  const auto list = [&](const char* name) -> JsonArray& {
    if (!to.contains(name)) to[name] = JsonArray{};
    return to.at(name).get_array();
  };
  const auto add = [](JsonArray& known, Json value) {
    if (std::ranges::find(known, value) == known.end()) known.push_back(std::move(value));
  };
  for (const Person& person : identity.persons) {
    add(list("persons"),
        JsonObject{{"account", person.account}, {"name", person.name}, {"unit", person.unit}});
    for (const std::string& role : person.roles)
      add(list("roles"), JsonObject{{"account", person.account}, {"role", role}});
  }
  for (const std::string& unit : identity.units) add(list("units"), Json(unit));
  for (const std::string& unit : identity.itself) add(list("itself"), Json(unit));
  for (const char* name : {"persons", "roles", "units", "itself"}) (void)list(name);
}

bool is_known_as(const Adviser& adviser, const std::string& key) {
  const JsonObject details = adviser.details();
  return adviser.id == key || string_or(details, "account") == key ||
         without_blanks(string_or(details, "name")) == key;
}

std::optional<Day> opened_on(Pool& pool, const std::string& matter) {
  return pool.read([&](pqxx::transaction_base& tx) -> std::optional<Day> {
    const auto rows = pg::exec(tx, "SELECT opened_at FROM matter WHERE id = $1", matter);
    if (rows.empty()) return std::nullopt;
    return day_of(pg::instant(rows[0]["opened_at"]));
  });
}

}  // namespace

struct ExpertsNamed::Known {
  const Adviser* entry = nullptr;  ///< Of the pool, in their term.
  ExpertIdentity identity;
  std::string key;
};

ExpertsNamed::ExpertsNamed(Pool& pool, std::string matter, Day day)
    : pool_(pool),
      matter_(std::move(matter)),
      day_(day),
      recusals_(Offices(pool).recusals(matter_)),
      entries_(People(pool).all(Register::expert)) {
  pool_.read([&](pqxx::transaction_base& tx) {
    const auto read = [&](const char* query, std::vector<Called>& into) {
      for (const auto& row : pg::exec(tx, query)) {
        const std::string name = pg::text(row[1]);
        into.push_back({.id = pg::text(row[0]), .name = name, .spelt = spelling(name)});
      }
    };
    read("SELECT account, name FROM account ORDER BY account", accounts_);
    read("SELECT id, name FROM unit ORDER BY id", units_);
  });
}

/// Disabled ones too, as whoever left did what they did; these have no roles.
std::vector<Person> ExpertsNamed::persons(const JsonArray& accounts) const {
  std::vector<Person> out;
  if (accounts.empty()) return out;
  pool_.read([&](pqxx::transaction_base& tx) {
    for (const auto& row : pg::exec(
             tx,
             "SELECT a.account, a.name, a.unit, a.disabled, array_to_json(ARRAY(SELECT d.role FROM "
             "delegation_row d WHERE d.delegate = a.account AND d.act = '' AND d.matter IN ('', "
             "$3) AND d.since <= $2::date AND d.until >= $2::date AND (d.ended IS NULL OR d.ended "
             "> $2::date))) AS lent FROM account a WHERE a.account IN (SELECT "
             "json_array_elements_text($1::json)) ORDER BY a.account",
             json_text(accounts), to_string(day_), matter_)) {
      const std::string account = pg::text(row["account"]);
      std::set<std::string> roles;
      if (!pg::boolean(row["disabled"])) {
        for (const auto& held : {roles_on(tx, account, day_).roles, pg::texts(row["lent"])})
          roles.insert(held.begin(), held.end());
      }
      out.push_back({.account = account,
                     .name = pg::text(row["name"]),
                     .unit = pg::text(row["unit"]),
                     .roles = {roles.begin(), roles.end()}});
    }
  });
  return out;
}

/// An account's own id goes before what people are called.
std::vector<Person> ExpertsNamed::persons_called(const std::string& named) const {
  const std::string spelt = spelling(named);
  JsonArray accounts;
  for (const Called& each : accounts_) {
    if (each.id == named) return persons({Json(named)});
    if (!spelt.empty() && each.spelt == spelt) accounts.emplace_back(each.id);
  }
  return persons(accounts);
}

/// As `unit_named` finds it.
std::string ExpertsNamed::unit_called(const std::string& named) const {
  if (named.empty()) return "";
  const auto only = [&](const auto& is_it) {
    const auto found = std::ranges::find_if(units_, is_it);
    if (found == units_.end() || std::find_if(found + 1, units_.end(), is_it) != units_.end())
      return std::string();
    return found->id;
  };
  if (std::ranges::find(units_, named, &Called::id) != units_.end()) return named;
  std::string by_name = only([&](const Called& unit) { return unit.name == named; });
  if (!by_name.empty()) return by_name;
  const std::string spelt = spelling(named);
  return only([&](const Called& unit) { return !spelt.empty() && unit.spelt == spelt; });
}

ExpertIdentity ExpertsNamed::identity_of(const Adviser& adviser) const {
  const JsonObject details = adviser.details();
  const std::string account = string_or(details, "account"), name = string_or(details, "name");
  ExpertIdentity out;
  out.persons = account.empty() ? persons_called(name) : persons({Json(account)});
  for (const Person& person : out.persons) add_once(out.units, person.unit);
  add_once(out.units, unit_called(string_or(details, "unit")));
  add_once(out.itself, unit_called(name));
  return out;
}

/// The entry that gives the account, or none and the name.
const Adviser* ExpertsNamed::entry_of(const Person& person) const {
  for (const Adviser& adviser : entries_) {
    if (string_or(adviser.details(), "account") == person.account && adviser.term_on(day_))
      return &adviser;
  }
  const Adviser* namesake = named_in(entries_, person.name, day_);
  if (namesake == nullptr || !string_or(namesake->details(), "account").empty()) return nullptr;
  return namesake;
}

ExpertsNamed::Known ExpertsNamed::known(const std::string& named) const {
  Known out{.entry = named_in(entries_, named, day_), .identity = {}, .key = without_blanks(named)};
  if (out.entry == nullptr) {
    out.identity.persons = persons_called(named);
    if (out.identity.persons.size() == 1) {
      out.key = out.identity.persons.front().account;
      out.entry = entry_of(out.identity.persons.front());
    }
  }
  if (out.entry != nullptr) {
    out.key = out.entry->id;
    out.identity = identity_of(*out.entry);
  }
  for (const Person& person : out.identity.persons) add_once(out.identity.units, person.unit);
  add_once(out.identity.itself, unit_called(named));
  return out;
}

JsonObject ExpertsNamed::one(const std::string& named) const {
  const Known expert = known(named);
  JsonObject out{{"found", nullptr}, {"key", expert.key}};
  if (expert.entry != nullptr)
    out["found"] = said_of(Register::expert, *expert.entry, matter_, day_);
  add_identity(expert.identity, out);
  add_who_keeps_out(out);
  return out;
}

JsonObject ExpertsNamed::all(const JsonArray& named) const {
  JsonArray found, missing, keys, whom;
  JsonObject out;
  add_identity({}, out);
  for (const Json& each : named) {
    const std::string spelt = each.is_string() ? std::string(each.get_string()) : std::string();
    const Known expert = known(spelt);
    whom.emplace_back(expert.key);
    if (expert.entry == nullptr) {
      missing.push_back(each);
      keys.emplace_back(without_blanks(spelt));
    } else {
      found.push_back(said_of(Register::expert, *expert.entry, matter_, day_));
      keys.emplace_back(expert.key);
    }
    add_identity(expert.identity, out);
  }
  out["found"] = std::move(found);
  out["missing"] = std::move(missing);
  out["keys"] = std::move(keys);
  out["whom"] = std::move(whom);
  add_who_keeps_out(out);
  return out;
}

bool ExpertsNamed::keeps_out(const Person& person) const {
  return recused(recusals_, person.account) != nullptr;
}

void ExpertsNamed::add_who_keeps_out(JsonObject& to) const {
  JsonArray out;
  for (const Json& each : to.at("persons").as_array())
    if (recused(recusals_, string_or(each.get_object(), "account")) != nullptr) out.push_back(each);
  to["keep_out"] = std::move(out);
}

JsonObject ExpertsNamed::who_argued(const JsonArray& keys) const {
  JsonObject out = People(pool_).look_up_all(Register::expert, keys, matter_, day_);
  const Day since = opened_on(pool_, matter_).value_or(day_);
  JsonArray gone;
  for (const Json& each : keys) {
    const std::string key = each.is_string() ? std::string(each.get_string()) : std::string();
    const auto is_out = [&](const Person& person) { return keeps_out(person); };
    if (!recusals_.empty() && std::ranges::any_of(known(key).identity.persons, is_out)) {
      gone.push_back(JsonObject{{"id", key}, {"why", "recused"}});
      continue;
    }
    for (const Adviser& adviser : entries_) {
      if (!is_known_as(adviser, key)) continue;
      const bool is_interested = adviser.interest_in(matter_) == "direct";
      const bool is_expelled =
          adviser.is_expelled_on(day_) || adviser.was_expelled_between(since, day_);
      if (!is_interested && !is_expelled) continue;
      gone.push_back(
          JsonObject{{"id", key}, {"why", is_interested ? "direct_interest" : "breach"}});
      break;
    }
  }
  out["out"] = std::move(gone);
  return out;
}

}  // namespace gavel::db
