// Notices: what the public is asked about. Open to everyone.
#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "db/participation.hpp"

namespace gavel::api {
namespace {

JsonObject view(const db::Notice& notice) {
  const std::string self = "/v1/notices/" + encoded(notice.id);
  const db::CommentCounts& counts = notice.counts;
  return {{"id", notice.id},
          {"matter", notice.matter},
          {"title", notice.title},
          {"opened_on", notice.opened_on},
          {"closes_on", notice.closes_on},
          {"open", !notice.closed_at},
          {"closed_at", notice.closed_at ? Json(to_string(*notice.closed_at)) : Json()},
          {"params", notice.params},
          {"hearing", notice.hearing.empty() ? Json() : Json(notice.hearing)},
          {"counts", JsonObject{{"received", counts.received},
                                {"replied", counts.replied},
                                {"withdrawn", counts.withdrawn},
                                {"set_aside", counts.set_aside},
                                {"unanswered", counts.unanswered}}},
          {"links", JsonObject{{"self", self}, {"comments", self + "/comments"}}}};
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const bool open_only = query.flag("open");
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  auto found = context.services.participation.notices(open_only, cursor, limit + 1);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  JsonArray notices;
  for (const db::Notice& notice : found) notices.push_back(view(notice));
  http::Response response = json_response(200, JsonObject{{"notices", std::move(notices)}});
  link_next(response, call, more ? found.back().id : "");
  return response;
}

http::Response one(Context& context, Call& call) {
  const auto notice = context.services.participation.notice(call.parameter());
  if (!notice) throw Problem{.type = "no-such-notice"};
  return json_response(200, view(*notice));
}

}  // namespace

void add_notices(Router& router) {
  router.add({"GET", "/v1/notices", for_public, list});
  router.add({"GET", "/v1/notices/{id}", for_public, one});
}

}  // namespace gavel::api
