#include "db/deciding_organ.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"
#include "db/roles.hpp"
#include "engine/base/spelling.hpp"

namespace gavel::db {
namespace {

struct Headed {
  std::string organ;               ///< In one spelling.
  std::vector<std::string> heads;  ///< That day; the post may be vacant.
};

/// The organs that have, or once had, a head in the register.
std::vector<Headed> organs_with_heads(pqxx::transaction_base& tx, Day day) {
  std::vector<Headed> out;
  for (const auto& row : pg::exec(
           tx,
           "SELECT p.organ, array_to_json(ARRAY(SELECT DISTINCT now.account FROM "
           "posts_on($1::date) now WHERE now.organ = p.organ AND $2 = ANY (now.roles))) AS heads "
           "FROM office_position p JOIN position_held h ON h.position = p.id WHERE h.since <= "
           "$1::date AND $2 = ANY (p.roles) GROUP BY p.organ ORDER BY p.organ",
           to_string(day), std::string(head_role))) {
    out.push_back({.organ = spelling(pg::text(row["organ"])), .heads = pg::texts(row["heads"])});
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

/// Those among them that decide; none: it is not known.
std::vector<std::string> among(const std::vector<Headed>& organs,
                               const std::vector<std::string>& names) {
  std::vector<std::string> out;
  for (const std::string& name : names) {
    if (std::ranges::find(organs, spelling(name), &Headed::organ) != organs.end())
      out.push_back(spelling(name));
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
  const std::vector<Headed> organs = organs_with_heads(tx, day);
  if (organs.size() < 2) return {};
  const ByPack pack = by_pack(snapshot);
  std::vector<std::string> deciding;
  if (!pack.is_for_all) deciding = among(organs, pack.names);
  if (deciding.empty()) deciding = among(organs, noted_in(snapshot));
  if (deciding.empty()) return {};
  const auto decides = [&](const Headed& each) {
    return std::ranges::find(deciding, each.organ) != deciding.end();
  };
  std::vector<std::string> here, out;
  for (const Headed& each : organs) {
    auto& to = decides(each) ? here : out;
    to.insert(to.end(), each.heads.begin(), each.heads.end());
  }
  std::erase_if(
      out, [&](const std::string& head) { return std::ranges::find(here, head) != here.end(); });
  return out;
}

}  // namespace gavel::db
