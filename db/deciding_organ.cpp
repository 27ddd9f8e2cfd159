#include "db/deciding_organ.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

struct Organ {
  std::string title;
  std::string name;       ///< In one spelling.
  bool has_head = false;  ///< Or once had one: the post may be vacant.
};

/// Who has which of an organ's roles in it that day.
std::vector<SetAside> people_of(pqxx::transaction_base& tx, const std::string& organ, Day day) {
  std::vector<SetAside> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT account, array_to_json(array_agg(DISTINCT role)) AS roles FROM "
                "posts_on($1::date), unnest(roles) AS role WHERE organ = $2 GROUP BY account ORDER "
                "BY account",
                to_string(day), organ)) {
    SetAside person{.account = pg::text(row["account"]), .roles = pg::texts(row["roles"])};
    std::erase_if(person.roles, [](const std::string& role) { return !is_of_organ(role); });
    if (!person.roles.empty()) out.push_back(std::move(person));
  }
  return out;
}

/// The organs that the register of positions has a head or members of.
std::vector<Organ> organs_led(pqxx::transaction_base& tx, Day day) {
  std::vector<Organ> out;
  for (const auto& row :
       pg::exec(tx,
                "SELECT p.organ, bool_or($2 = ANY (p.roles)) AS has_head FROM office_position p "
                "JOIN position_held h ON h.position = p.id WHERE h.since <= $1::date AND p.roles "
                "&& ARRAY[$2, $3] GROUP BY p.organ ORDER BY p.organ",
                to_string(day), std::string(head_role), std::string(member_role))) {
    const std::string title = pg::text(row["organ"]);
    out.push_back(
        {.title = title, .name = spelling(title), .has_head = pg::boolean(row["has_head"])});
  }
  return out;
}

/// For which it was opened, or whose head had it begun.
std::vector<std::string> noted_in(const matter::Snapshot& snapshot) {
  std::vector<std::string> out;
  const Json* const noted = snapshot.session.data.if_contains("organs");
  if (noted == nullptr || !noted->is_array()) return out;
  for (const Json& organ : noted->get_array()) {
    if (organ.is_string()) out.emplace_back(organ.get_string());
  }
  return out;
}

/// Those among the names that have a head; none: it is not known which decides.
std::vector<std::string> among(const std::vector<Organ>& organs,
                               const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    const auto organ = std::ranges::find(organs, spelling(name), &Organ::name);
    if (organ != organs.end() && organ->has_head) out.push_back(organ->name);
  }
  return out;
}

/// Who decides, of those that the matter's pack and the matter itself name; empty: not known.
std::vector<std::string> deciding_among(const std::vector<Organ>& organs,
                                        const DecidingOrgan::ByPack& pack,
                                        const matter::Snapshot& snapshot) {
  std::vector<std::string> out;
  if (!pack.is_for_all) out = among(organs, pack.names);
  return out.empty() ? among(organs, noted_in(snapshot)) : out;
}

}  // namespace

DecidingOrgan::ByPack DecidingOrgan::by_pack(const JsonObject& policy) const {
  ByPack out;
  const std::string pack = string_or(policy, "pack");
  const auto known = std::ranges::find(packs_, procedure::pack_id(pack), &procedure::Pack::id);
  if (known != packs_.end()) out.names.push_back(known->organ.zh);
  const std::string written = string_or(policy, "organ", "none");
  if (written != "none") out.names.push_back(written);
  out.is_for_all = known != packs_.end() && known->id == own_pack_;
  return out;
}

JsonObject DecidingOrgan::to_choose_from(const JsonObject& policy, Day day) const {
  const std::vector<Organ> organs =
      pool_.read([&](pqxx::transaction_base& tx) { return organs_led(tx, day); });
  const ByPack pack = by_pack(policy);
  const std::vector<std::string> by_pack =
      pack.is_for_all ? std::vector<std::string>() : among(organs, pack.names);
  JsonArray headed, of_pack;
  for (const Organ& each : organs) {
    if (each.has_head) headed.emplace_back(each.title);
    if (std::ranges::find(by_pack, each.name) != by_pack.end()) of_pack.emplace_back(each.title);
  }
  return {{"headed", std::move(headed)}, {"of_pack", std::move(of_pack)}};
}

std::vector<std::string> DecidingOrgan::titles(const matter::Snapshot& snapshot, Day day) const {
  const std::vector<Organ> organs =
      pool_.read([&](pqxx::transaction_base& tx) { return organs_led(tx, day); });
  const std::vector<std::string> deciding = deciding_among(organs, by_pack(snapshot), snapshot);
  std::vector<std::string> out;
  for (const Organ& each : organs) {
    if (std::ranges::find(deciding, each.name) != deciding.end()) out.push_back(each.title);
  }
  return out;
}

std::vector<SetAside> DecidingOrgan::of_other_organs(const matter::Snapshot& snapshot,
                                                     Day day) const {
  return pool_.read([&](pqxx::transaction_base& tx) { return of_other_organs(tx, snapshot, day); });
}

std::vector<SetAside> DecidingOrgan::of_other_organs(pqxx::transaction_base& tx,
                                                     const matter::Snapshot& snapshot,
                                                     Day day) const {
  const std::vector<Organ> organs = organs_led(tx, day);
  if (organs.size() < 2) return {};
  const std::vector<std::string> deciding = deciding_among(organs, by_pack(snapshot), snapshot);
  if (deciding.empty()) return {};
  const auto decides = [&](const Organ& each) {
    return std::ranges::find(deciding, each.name) != deciding.end();
  };
  std::map<std::string, std::set<std::string>> here;
  std::set<std::string> elsewhere;
  for (const Organ& each : organs) {
    for (const SetAside& person : people_of(tx, each.title, day)) {
      if (decides(each))
        here[person.account].insert(person.roles.begin(), person.roles.end());
      else
        elsewhere.insert(person.account);
    }
  }
  std::vector<SetAside> out;
  for (const std::string& account : elsewhere) {
    SetAside person{.account = account, .roles = {organ_roles.begin(), organ_roles.end()}};
    std::erase_if(person.roles,
                  [&](const std::string& role) { return here[account].contains(role); });
    out.push_back(std::move(person));
  }
  return out;
}

}  // namespace gavel::db
