#include "api/routes/destroyed.hpp"

#include "api/routes/problem.hpp"
#include "api/routes/target.hpp"

namespace gavel::api {
namespace {

JsonObject person(const matter::Actor& by) {
  return {{"account", by.account}, {"name", by.name}, {"unit", by.unit}};
}

void refuse(const std::optional<db::Destruction>& done) {
  if (!done) return;
  throw Problem{.type = "destroyed",
                .values = {{"code", done->archival_code},
                           {"date", to_string(day_of(done->at))},
                           {"act", done->act}},
                .members = {{"destroyed", register_line(*done)}}};
}

}  // namespace

void refuse_destroyed(Context& context, const std::string& archival_code) {
  refuse(db::Destructions(context.services.pool).find(archival_code));
}

void refuse_destroyed_document(Context& context, const std::string& document) {
  refuse(db::Destructions(context.services.pool).of_document(document));
}

JsonObject register_line(const db::Destruction& done) {
  return {{"code", done.archival_code},
          {"title", done.title},
          {"retention", done.retention},
          {"matter", done.matter},
          {"sha256", done.sha256},
          {"size", done.size},
          {"appraisal", done.appraisal},
          {"act", done.act},
          {"by", person(done.by)},
          {"watched_by", person(done.watched_by)},
          {"at", to_string(done.at)},
          {"links", JsonObject{{"act", "/v1/archive/keeping/" + encoded(done.act)},
                               {"appraisal", "/v1/archive/keeping/" + encoded(done.appraisal)}}}};
}

}  // namespace gavel::api
