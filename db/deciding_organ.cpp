#include "db/deciding_organ.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

struct Organ {
  std::string name;                  ///< In one spelling.
  bool has_head = false;             ///< Or once had one: the post may be vacant.
  std::vector<std::string> leaders;  ///< Its head and members that day.
};

/// The organs that the register of positions has a head or members of.
std::vector<Organ> organs_led(pqxx::transaction_base& tx, Day day) {
  std::vector<Organ> out;
  for (const auto& row : pg::exec(
           tx,
           "SELECT p.organ, bool_or($2 = ANY (p.roles)) AS has_head, array_to_json(ARRAY(SELECT "
           "DISTINCT now.account FROM posts_on($1::date) now WHERE now.organ = p.organ AND "
           "now.roles && ARRAY[$2, $3])) AS leaders FROM office_position p JOIN position_held h ON "
           "h.position = p.id WHERE h.since <= $1::date AND p.roles && ARRAY[$2, $3] GROUP BY "
           "p.organ ORDER BY p.organ",
           to_string(day), std::string(head_role), std::string(member_role))) {
    out.push_back({.name = spelling(pg::text(row["organ"])),
                   .has_head = pg::boolean(row["has_head"]),
                   .leaders = pg::texts(row["leaders"])});
  }
  return out;
}

/// Of the head who had it begun.
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

}  // namespace

DecidingOrgan::ByPack DecidingOrgan::by_pack(const matter::Snapshot& snapshot) const {
  ByPack out;
  const JsonObject& policy = snapshot.policy->get_object();
  const std::string pack = string_or(policy, "pack");
  const auto known = std::ranges::find(packs_, procedure::pack_id(pack), &procedure::Pack::id);
  if (known != packs_.end()) out.names.push_back(known->organ.zh);
  const std::string written = string_or(policy, "organ", "none");
  if (written != "none") out.names.push_back(written);
  out.is_for_all = known != packs_.end() && known->id == own_pack_;
  return out;
}

std::vector<std::string> DecidingOrgan::leaders_elsewhere(const matter::Snapshot& snapshot,
                                                          Day day) const {
  return pool_.read(
      [&](pqxx::transaction_base& tx) { return leaders_elsewhere(tx, snapshot, day); });
}

std::vector<std::string> DecidingOrgan::leaders_elsewhere(pqxx::transaction_base& tx,
                                                          const matter::Snapshot& snapshot,
                                                          Day day) const {
  const std::vector<Organ> organs = organs_led(tx, day);
  if (organs.size() < 2) return {};
  const ByPack pack = by_pack(snapshot);
  std::vector<std::string> deciding;
  if (!pack.is_for_all) deciding = among(organs, pack.names);
  if (deciding.empty()) deciding = among(organs, noted_in(snapshot));
  if (deciding.empty()) return {};
  const auto decides = [&](const Organ& each) {
    return std::ranges::find(deciding, each.name) != deciding.end();
  };
  std::vector<std::string> here, out;
  for (const Organ& each : organs) {
    auto& to = decides(each) ? here : out;
    to.insert(to.end(), each.leaders.begin(), each.leaders.end());
  }
  std::erase_if(out, [&](const std::string& leader) {
    return std::ranges::find(here, leader) != here.end();
  });
  return out;
}

}  // namespace gavel::db
