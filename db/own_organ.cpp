#include "db/own_organ.hpp"

#include <algorithm>

#include <pqxx/pqxx>

#include "db/noted_organs.hpp"
#include "db/pg.hpp"
#include "db/pool.hpp"
#include "engine/base/spelling.hpp"
#include "engine/matter/evolve.hpp"

namespace gavel::db {
namespace {

/// A matter that is being opened notes none yet.
std::vector<std::string> organs_of(const DecidingOrgan& organ, const desk::Naming& naming) {
  std::vector<std::string> out = organs_noted(naming.snapshot);
  if (!out.empty()) return out;
  const bool is_opening = naming.type.name == matter::opening_event;
  if (std::string named = string_or(naming.data, "organ"); is_opening && !named.empty())
    return {std::move(named)};
  DecidingOrgan::ByPack pack = organ.by_pack(naming.snapshot);
  if (!pack.is_for_all && !pack.of_pack.empty()) out.push_back(std::move(pack.of_pack));
  return out;
}

JsonArray list(const std::vector<std::string>& names) {
  return JsonArray(names.begin(), names.end());
}

}  // namespace

JsonObject own_organ(const DecidingOrgan& organ, const desk::Naming& naming) {
  const std::vector<std::string> names = organ.all_names(organs_of(organ, naming), naming.day);
  if (names.empty()) return {};
  JsonArray packs;
  for (const procedure::Pack& pack : organ.packs()) {
    if (std::ranges::find(names, spelling(pack.organ.zh), spelling) != names.end())
      packs.emplace_back(pack.id);
  }
  return {{"organs", list(names)}, {"packs", std::move(packs)}};
}

JsonArray organs_of_office(Pool& pool, const DecidingOrgan& organ, const desk::Naming& naming) {
  const auto posts = pool.read([&](pqxx::transaction_base& tx) {
    std::vector<std::string> out;
    for (const auto& row : pg::exec(tx,
                                    "SELECT DISTINCT p.organ FROM posts_on($2::date) p WHERE "
                                    "p.account = $1 AND 'office' = ANY (p.roles) ORDER BY p.organ",
                                    naming.actor.account, to_string(naming.day)))
      out.push_back(pg::text(row["organ"]));
    return out;
  });
  return list(organ.all_names(posts, naming.day));
}

}  // namespace gavel::db
