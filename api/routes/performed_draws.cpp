// What the statement of procedure performed tells of the draws of experts: how often, when, by
// whom, from how many, who was drawn, and why once more.
#include <algorithm>

#include "api/routes/performed_writer.hpp"
#include "db/draws_made.hpp"

namespace gavel::api {

std::vector<DrawTold> draws_told(db::Pool& pool, const std::string& matter) {
  std::vector<DrawTold> out;
  for (db::ExpertDraw& each : db::People(pool).draws_of(matter))
    out.push_back({.draw = std::move(each), .names = {}});
  if (out.empty()) return out;
  const auto names = db::names_in_pool(pool);
  for (DrawTold& each : out) {
    for (const Json& id : each.draw.body.at("drawn").as_array()) {
      const auto known = names.find(std::string(id.as_string()));
      each.names.push_back(known == names.end() ? "" : known->second);
    }
  }
  return out;
}

/// With the number that the pool has each under, by which an invitation may name them.
std::string PerformedWriter::sentence_of(const DrawTold& told) const {
  const db::ExpertDraw& draw = told.draw;
  std::vector<std::string> drawn;
  const JsonArray& ids = draw.body.at("drawn").as_array();
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const std::string id(ids[i].as_string());
    drawn.push_back(told.names[i].empty()
                        ? id
                        : say("expert", {{"name", typed(told.names[i])}, {"about", id}}));
  }
  const std::string reason = string_or(draw.body, "reason");
  return say("draw of " + db::type_of(draw),
             {{"number", draw.number},
              {"id", draw.id},
              {"date", date(day_of(draw.at))},
              {"by", record_.names.who(draw.by, language_)},
              {"candidates", draw.body.at("candidates").as_array().size()},
              {"wanted", draw.body.at("wanted")},
              {"drawn", said_list(drawn, language_)},
              {"again", reason.empty() ? "" : say("drawn again", {{"reason", cut(reason)}})}});
}

}  // namespace gavel::api
