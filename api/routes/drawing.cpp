#include "api/routes/drawing.hpp"

#include "api/routes/respond.hpp"
#include "archive/digest.hpp"
#include "engine/draw/svg.hpp"

namespace gavel::api {

draw::Language language_of_drawing(Query& query, const Call& call) {
  const auto asked = query.text("language", 2);
  if (!asked) return call.language == Language::zh ? draw::Language::zh : draw::Language::en;
  if (*asked != "zh" && *asked != "en")
    query.fault("language", "not-a-choice",
                {{"expected", JsonArray{"zh", "en"}}, {"given", *asked}});
  return *asked == "en" ? draw::Language::en : draw::Language::zh;
}

http::Response drawing_response(const Call& call, const procedure::Procedure& procedure,
                                const draw::Options& options) {
  std::string svg = draw::svg(procedure, options);
  const std::string etag = "\"" + archive::sha256_hex(svg) + "\"";
  const auto known = call.request.headers.find("If-None-Match");
  const bool is_known = known && known->find(etag) != std::string_view::npos;
  http::Response response = text_response(is_known ? "" : std::move(svg), "image/svg+xml");
  if (is_known) response.status = 304;
  response.headers.add("ETag", etag);
  response.headers.add("Cache-Control", "private, no-cache");
  response.headers.add("Vary", "Accept-Language");
  response.headers.add("Content-Security-Policy", "default-src 'none'; sandbox");
  return response;
}

}  // namespace gavel::api
