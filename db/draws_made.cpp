#include "db/draws_made.hpp"

#include <pqxx/pqxx>

#include "db/pg.hpp"
#include "db/pool.hpp"

namespace gavel::db {
namespace {

std::string name_of(Pool& pool, const std::string& account) {
  return pool.read([&](pqxx::transaction_base& tx) {
    const auto found = pg::exec(tx, "SELECT name FROM account WHERE account = $1", account);
    return found.empty() ? account : pg::text(found[0][0]);
  });
}

JsonArray named(const JsonArray& ids, const std::map<std::string, std::string>& names) {
  JsonArray out;
  for (const Json& id : ids) {
    const auto known = names.find(std::string(id.as_string()));
    out.push_back(known == names.end() ? id : Json(known->second));
  }
  return out;
}

}  // namespace

JsonObject whole(const ExpertDraw& draw) {
  JsonObject out{{"id", draw.id},
                 {"matter", draw.matter},
                 {"number", draw.number},
                 {"by", draw.by},
                 {"at", to_string(draw.at)}};
  for (const auto& [name, value] : draw.body) out[name] = value;
  return out;
}

std::string type_of(const ExpertDraw& draw) { return string_or(draw.body, "type", "person"); }

std::map<std::string, std::string> names_in_pool(Pool& pool) {
  std::map<std::string, std::string> out;
  for (const Adviser& each : People(pool).all(Register::expert))
    out.emplace(each.id, string_or(each.details(), "name"));
  return out;
}

JsonObject draws_made(Pool& pool, const std::string& matter, std::int64_t known) {
  const std::vector<ExpertDraw> draws = People(pool).draws_of(matter);
  if (draws.empty()) return {};
  JsonArray made, bodies, drawn, lots;
  std::map<std::string, const ExpertDraw*> last;
  for (const ExpertDraw& draw : draws) last[type_of(draw)] = &draw;
  for (const auto& [type, draw] : last) {
    lots.emplace_back(type);
    for (const Json& id : draw->body.at("drawn").as_array()) drawn.push_back(id);
  }
  const bool are_new = draws.back().number > known;
  const auto names = are_new ? names_in_pool(pool) : std::map<std::string, std::string>();
  for (const ExpertDraw& draw : draws) {
    if (draw.number <= known) continue;
    const JsonArray& ids = draw.body.at("drawn").as_array();
    made.push_back(JsonObject{{"id", draw.id},
                              {"number", draw.number},
                              {"type", type_of(draw)},
                              {"on", to_string(day_of(draw.at))},
                              {"at", to_string(draw.at)},
                              {"by", draw.by},
                              {"by_name", name_of(pool, draw.by)},
                              {"wanted", draw.body.at("wanted")},
                              {"candidates", draw.body.at("candidates").as_array().size()},
                              {"drawn", ids},
                              {"names", named(ids, names)},
                              {"reason", string_or(draw.body, "reason")}});
    bodies.push_back(whole(draw));
  }
  return {{"made", std::move(made)},
          {"bodies", std::move(bodies)},
          {"drawn", std::move(drawn)},
          {"lots", std::move(lots)}};
}

}  // namespace gavel::db
