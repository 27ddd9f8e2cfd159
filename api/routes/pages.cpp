// The portal: files that are part of the program, each with the policy that lets the browser run
// nothing but these. Where they were not built, a sentence says so and the API serves alone.
#include "api/routes/pages.hpp"

#include <map>

#include "api/routes/context.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "embedded/portal_asset.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::api {
namespace {

struct Page {
  std::string type, etag, policy;  ///< Policy empty: not a document of its own.
  std::string_view bytes;
};
using Pages = std::map<std::string, Page, std::less<>>;

/// portal/pack.mjs: one line of JSON that lists the files, then their bytes in that order.
Pages unpacked(std::string_view pack) {
  const std::size_t end = pack.find('\n');
  ensure(end != std::string_view::npos, "the packed portal begins with its list");
  const auto list = parse_json(pack.substr(0, end));
  ensure(list && list->is_array(), "the packed portal's list is JSON");
  std::string_view rest = pack.substr(end + 1);
  Pages pages;
  for (const Json& entry : list->get_array()) {
    const JsonObject& file = entry.as_object();
    const auto size = file.at("size").to_number<std::size_t>();
    ensure(size <= rest.size(), "the packed portal holds all it lists");
    pages[string_or(file, "path")] = {.type = string_or(file, "type"),
                                      .etag = '"' + string_or(file, "sha256") + '"',
                                      .policy = string_or(file, "csp"),
                                      .bytes = rest.substr(0, size)};
    rest.remove_prefix(size);
  }
  return pages;
}

const Pages& pages() {
  static const Pages all = unpacked(asset::portal_pack);
  return all;
}

http::Response served(const Page& page, std::string_view caching) {
  http::Response response{.status = 200,
                          .headers = {{"Content-Type", page.type},
                                      {"ETag", page.etag},
                                      {"Cache-Control", std::string(caching)}},
                          .body = std::string(page.bytes)};
  if (page.policy.empty()) return response;
  response.headers.add("Content-Security-Policy", page.policy);
  response.headers.add("Referrer-Policy", "no-referrer");
  response.headers.add("Cross-Origin-Opener-Policy", "same-origin");
  return response;
}

/// For people a page, for machines where to begin.
http::Response front(Context& /*context*/, Call& call) {
  const bool is_browser =
      call.request.headers.get("Accept").find("text/html") != std::string_view::npos;
  const auto page = pages().find("/");
  http::Response response =
      is_browser && page != pages().end()
          ? served(page->second, "no-cache")
          : json_response(200, JsonObject{{"name", "Gavel"},
                                          {"pages", has_pages()},
                                          {"contract", "/openapi.json"},
                                          {"notices", "/v1/notices?open=true"},
                                          {"ledger", "/v1/ledger/checkpoint"},
                                          {"log_in", "/v1/sessions"}});
  response.headers.add("Vary", "Accept");
  return response;
}

const Page& page_at(std::string_view path) {
  if (!has_pages()) throw Problem{.type = "pages-not-built"};
  const auto page = pages().find(path);
  if (page == pages().end()) throw Problem{.type = "no-such-page"};
  return page->second;
}

http::Response verifying(Context& /*context*/, Call& /*call*/) {
  return served(page_at("/verify.html"), "no-cache");
}

/// Their names change with their content.
http::Response part(Context& /*context*/, Call& call) {
  return served(page_at("/assets/" + call.parameter()), "public, max-age=31536000, immutable");
}

}  // namespace

bool has_pages() { return !pages().empty(); }

void add_pages(Router& router) {
  router.add({"GET", "/", for_public, front});
  router.add({"GET", "/verify.html", for_public, verifying});
  router.add({"GET", "/assets/{file}", for_public, part});
}

}  // namespace gavel::api
