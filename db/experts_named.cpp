#include "db/experts_named.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/named.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::db {
namespace {

using Person = ExpertIdentity::Person;

/// Accounts of that id, or whose holders are called `name` but for blanks; disabled ones too, as
/// whoever left did what they did. These have no roles.
std::vector<Person> persons_of(Pool& pool, const std::string& account, const std::string& name,
                               const std::string& matter, Day day) {
  return pool.read([&](pqxx::transaction_base& tx) {
    std::vector<Person> out;
    for (const auto& row : pg::exec(
             tx,
             "SELECT a.account, a.name, a.unit, array_to_json(ARRAY(SELECT role FROM (SELECT "
             "unnest(a.roles) UNION SELECT unnest(p.roles) FROM posts_on($3::date) p WHERE "
             "p.account = a.account UNION SELECT d.role FROM delegation_row d WHERE d.delegate = "
             "a.account AND d.act = '' AND d.matter IN ('', $4) AND d.since <= $3::date AND "
             "d.until >= $3::date AND (d.ended IS NULL OR d.ended > $3::date)) held (role) WHERE "
             "NOT a.disabled ORDER BY role)) AS roles FROM account a WHERE a.account = $1 OR "
             "translate(a.name, E' \\t\\u3000\\u00a0', '') = $2 ORDER BY a.account",
             account, name, to_string(day), matter)) {
      out.push_back({.account = pg::text(row["account"]),
                     .name = pg::text(row["name"]),
                     .unit = pg::text(row["unit"]),
                     .roles = pg::texts(row["roles"])});
    }
    return out;
  });
}

/// An account's own id goes before what people are called.
std::vector<Person> persons_named(Pool& pool, const std::string& named, const std::string& matter,
                                  Day day) {
  auto out = persons_of(pool, named, without_blanks(named), matter, day);
  const auto own = std::ranges::find(out, named, &Person::account);
  if (own != out.end()) return {*own};
  return out;
}

void add_once(std::vector<std::string>& to, std::string value) {
  if (!value.empty() && std::ranges::find(to, value) == to.end()) to.push_back(std::move(value));
}

std::string unit_called(Pool& pool, const std::string& named) {
  if (named.empty()) return "";
  const JsonObject said = unit_named(pool, named);
  const Json& found = said.at("found");
  return found.is_object() ? string_or(found.get_object(), "id") : "";
}

struct Known {
  const Adviser* entry = nullptr;  ///< Of the pool, in their term.
  ExpertIdentity identity;
  std::string key;
};

/// The entry that gives the account, or none and the name.
const Adviser* entry_of_person(const std::vector<Adviser>& pool_of, const Person& person, Day day) {
  for (const Adviser& adviser : pool_of) {
    if (string_or(adviser.details(), "account") == person.account && adviser.term_on(day))
      return &adviser;
  }
  const Adviser* namesake = named_in(pool_of, person.name, day);
  if (namesake == nullptr || !string_or(namesake->details(), "account").empty()) return nullptr;
  return namesake;
}

Known known(Pool& pool, const std::vector<Adviser>& pool_of, const std::string& named,
            const std::string& matter, Day day) {
  Known out{.entry = named_in(pool_of, named, day), .identity = {}, .key = without_blanks(named)};
  if (out.entry == nullptr) {
    out.identity.persons = persons_named(pool, named, matter, day);
    if (out.identity.persons.size() == 1) {
      out.key = out.identity.persons.front().account;
      out.entry = entry_of_person(pool_of, out.identity.persons.front(), day);
    }
  }
  if (out.entry != nullptr) {
    out.key = out.entry->id;
    out.identity = identity_of(pool, *out.entry, matter, day);
  }
  for (const Person& person : out.identity.persons) add_once(out.identity.units, person.unit);
  add_once(out.identity.itself, unit_called(pool, named));
  return out;
}

/// To what is said of others already, each person and each unit once.
void add_identity(const ExpertIdentity& identity, JsonObject& to) {
  const auto list = [&](const char* name) -> JsonArray& {
    if (!to.contains(name)) to[name] = JsonArray{};
    return to.at(name).get_array();
  };
  const auto add = [](JsonArray& to_list, Json value) {
    if (std::ranges::find(to_list, value) == to_list.end()) to_list.push_back(std::move(value));
  };
  JsonArray& persons = list("persons");
  for (const Person& person : identity.persons) {
    add(persons,
        JsonObject{{"account", person.account}, {"name", person.name}, {"unit", person.unit}});
  }
  JsonArray& roles = list("roles");
  for (const Person& person : identity.persons) {
    for (const std::string& role : person.roles)
      add(roles, JsonObject{{"account", person.account}, {"role", role}});
  }
  JsonArray& units = list("units");
  for (const std::string& unit : identity.units) add(units, Json(unit));
  JsonArray& itself = list("itself");
  for (const std::string& unit : identity.itself) add(itself, Json(unit));
}

bool is_known_as(const Adviser& adviser, const std::string& key) {
  const JsonObject details = adviser.details();
  return adviser.id == key || string_or(details, "account") == key ||
         without_blanks(string_or(details, "name")) == key;
}

}  // namespace

ExpertIdentity identity_of(Pool& pool, const Adviser& adviser, const std::string& matter, Day day) {
  const JsonObject details = adviser.details();
  const std::string account = string_or(details, "account"), name = string_or(details, "name");
  ExpertIdentity out;
  out.persons = persons_of(pool, account, account.empty() ? without_blanks(name) : "", matter, day);
  for (const Person& person : out.persons) add_once(out.units, person.unit);
  add_once(out.units, unit_called(pool, string_or(details, "unit")));
  add_once(out.itself, unit_called(pool, name));
  return out;
}

JsonObject expert_named(Pool& pool, const std::string& named, const std::string& matter, Day day) {
  const std::vector<Adviser> pool_of = People(pool).all(Register::expert);
  const Known expert = known(pool, pool_of, named, matter, day);
  JsonObject out{{"found", nullptr}, {"key", expert.key}};
  if (expert.entry != nullptr) out["found"] = said_of(Register::expert, *expert.entry, matter, day);
  add_identity(expert.identity, out);
  return out;
}

JsonObject experts_named(Pool& pool, const JsonArray& named, const std::string& matter, Day day) {
  const std::vector<Adviser> pool_of = People(pool).all(Register::expert);
  JsonArray found, missing, keys, whom;
  JsonObject out;
  add_identity({}, out);
  for (const Json& each : named) {
    const std::string spelt = each.is_string() ? std::string(each.get_string()) : std::string();
    const Known expert = known(pool, pool_of, spelt, matter, day);
    whom.emplace_back(expert.key);
    if (expert.entry == nullptr) {
      missing.push_back(each);
      keys.emplace_back(without_blanks(spelt));
    } else {
      found.push_back(said_of(Register::expert, *expert.entry, matter, day));
      keys.emplace_back(expert.key);
    }
    add_identity(expert.identity, out);
  }
  out["found"] = std::move(found);
  out["missing"] = std::move(missing);
  out["keys"] = std::move(keys);
  out["whom"] = std::move(whom);
  return out;
}

JsonObject experts_kept(Pool& pool, const JsonArray& keys, const std::string& matter, Day day) {
  People people(pool);
  JsonObject out = people.look_up_all(Register::expert, keys, matter, day);
  const std::vector<Adviser> pool_of = people.all(Register::expert);
  JsonArray gone;
  for (const Json& each : keys) {
    const std::string key = each.is_string() ? std::string(each.get_string()) : std::string();
    for (const Adviser& adviser : pool_of) {
      if (!is_known_as(adviser, key)) continue;
      const bool is_interested = adviser.interest_in(matter) == "direct";
      if (!is_interested && !adviser.is_expelled_on(day)) continue;
      gone.push_back(
          JsonObject{{"id", key}, {"why", is_interested ? "direct_interest" : "breach"}});
      break;
    }
  }
  out["out"] = std::move(gone);
  return out;
}

}  // namespace gavel::db
