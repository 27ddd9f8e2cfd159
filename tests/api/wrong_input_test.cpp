// Everything wrong that can be sent to every route: the answer is a problem with a sentence, never
// a 500, and nothing is changed by it.
#include <gtest/gtest.h>

#include "api/routes/router.hpp"
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

struct Wrong {
  const char* what;
  std::string body;
  std::string content_type = "application/json";
};

std::vector<Wrong> wrong_bodies() {
  std::string deep;
  for (int i = 0; i < 3000; ++i) deep += "{\"a\":[";
  return {
      {"nothing", ""},
      {"broken", "{\"title\":"},
      {"an array", "[]"},
      {"a number", "17"},
      {"null", "null"},
      {"wrong types",
       R"({"account":1,"password":[],"procedure":{},"title":null,"event":3,"data":[],"text":{},"days":"x","id":1,"name":2,"public_key":4,"adoption":5,"reason":6,"kind":7,"secret":8,"roles":"r"})"},
      {"unknown fields", R"({"nobody":"asked"})"},
      {"empty texts",
       R"({"account":"","password":"","procedure":"","title":"","event":"","text":"","id":"","name":"","public_key":"","adoption":"","reason":"","kind":"","secret":""})"},
      {"invalid UTF-8", "{\"title\":\"\xc3\x28\"}"},
      {"a lone surrogate", R"({"title":"\ud800"})"},
      {"a NUL", R"({"text":"a\u0000b","title":"a\u0000b","event":"a\u0000"})"},
      {"numbers out of range", R"({"days":1e999,"title":123456789012345678901234567890})"},
      {"days out of range", R"({"days":-1})"},
      {"twice the same member", R"({"event":"note","event":"nope"})"},
      {"deep nesting", deep},
      {"another type", "title=x", "application/x-www-form-urlencoded"},
      {"no type", "{}", ""},
      {"ten megabytes", "{\"title\":\"" + std::string(10u << 20, 'x') + "\"}"}};
}

std::string with_parameters(std::string pattern, const std::string& value) {
  for (std::size_t open; (open = pattern.find('{')) != std::string::npos;) {
    pattern.replace(open, pattern.find('}') - open + 1, value);
  }
  return pattern;
}

class EveryRoute : public testing::Test {
 protected:
  /// Refused by a problem with a sentence; what happens to be right is right.
  void expect_sane(const Answer& said, const std::string& what) {
    EXPECT_LT(said.status, 500) << what << "\n" << said.body.substr(0, 300);
    if (said.status < 400) return;
    EXPECT_EQ(said.headers.get("Content-Type"), "application/problem+json") << what;
    EXPECT_FALSE(said.text("/detail").empty()) << what;
    EXPECT_EQ(said.text("/status"), std::to_string(said.status)) << what;
    EXPECT_EQ(said.text("/detail").find('{'), std::string::npos)
        << what << ": " << said.text("/detail");
  }
  Office office;
};

TEST_F(EveryRoute, SurvivesEveryWrongBody) {
  const std::string id = office.open_matter();
  const std::vector<Wrong> bodies = wrong_bodies();
  for (const Route& route : router().routes()) {
    if (route.method == "GET" || route.method == "DELETE") continue;
    for (const Wrong& wrong : bodies) {
      http::Headers headers = office.signed_in("admin");
      if (!wrong.content_type.empty()) headers.add("Content-Type", wrong.content_type);
      headers.add("If-Match", "*");
      const std::string target = with_parameters(route.pattern, id);
      expect_sane(office.ask(route.method, target, wrong.body, headers),
                  route.method + " " + target + " with " + wrong.what);
    }
  }
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).headers.get("ETag"), "\"1\"");
}

TEST_F(EveryRoute, SurvivesEveryWrongPath) {
  const std::vector<std::string> wrong{"none",
                                       "%00",
                                       "%FF",
                                       "..",
                                       "%2e%2e%2f",
                                       "'%3B--",
                                       "1e9",
                                       "-1",
                                       "99999999999999999999",
                                       "%F0%9F%98%80",
                                       std::string(5000, 'a')};
  for (const Route& route : router().routes()) {
    for (const std::string& value : wrong) {
      for (const char* as : {"", "admin", "qian"}) {
        http::Headers headers = office.signed_in(as);
        headers.add("Content-Type", "application/json");
        const std::string target = with_parameters(route.pattern, value);
        if (target == "/v1/sessions/current") continue;
        expect_sane(office.ask(route.method, target, "{}", headers),
                    route.method + " " + target.substr(0, 200));
      }
    }
  }
}

TEST_F(EveryRoute, SurvivesEveryWrongQuery) {
  const std::vector<std::string> wrong{
      "?cursor=%F0%28", "?cursor=nonsense",   "?cursor='",
      "?limit=0",       "?limit=x",           "?limit=999999999999999999999",
      "?odd=1",         "?cursor=a&cursor=b", "?",
      "?&&=&",          "?secret=%00",        "?q=" + std::string(3000, 'q'),
      "?year=99999",    "?open=perhaps",      "?code=%25&person=%25_&q=%5C",
      "?sha256=x",      "?finished=2"};
  const std::string id = office.open_matter();
  for (const Route& route : router().routes()) {
    if (route.method != "GET") continue;
    for (const std::string& query : wrong) {
      for (const char* as : {"li", "qian"}) {
        const std::string target = with_parameters(route.pattern, id) + query;
        expect_sane(office.get(as, target), target.substr(0, 200));
      }
    }
  }
}

TEST_F(EveryRoute, AsksForAnAccountBeforeAnythingElse) {
  for (const Route& route : router().routes()) {
    if (route.access.is_public) continue;
    const std::string target = with_parameters(route.pattern, "x");
    EXPECT_EQ(office.ask(route.method, target, "{").brief(), "401 not-signed-in") << target;
    EXPECT_EQ(office.ask(route.method, target, "{", {{"Authorization", "Bearer made-up"}}).brief(),
              "401 token-unknown")
        << target;
  }
}

TEST_F(EveryRoute, HasALimitOnItsBody) {
  EXPECT_EQ(office.handler.body_limit("POST", "/v1/matters"), 1u << 20);
  EXPECT_EQ(office.handler.body_limit("POST", "/v1/matters/x/documents?code=a"), 64u << 20);
  EXPECT_EQ(office.handler.body_limit("GET", "/v1/matters/x/documents"), 1u << 20);
  EXPECT_EQ(office.handler.body_limit("POST", "%%%"), 1u << 20);
  for (const http::Fault fault :
       {http::Fault::malformed, http::Fault::headers_too_big, http::Fault::body_too_big}) {
    const http::Response refused = office.handler.refuse(fault, {{"Accept-Language", "en"}});
    EXPECT_EQ(refused.headers.get("Content-Type"), "application/problem+json");
    EXPECT_EQ(refused.headers.get("Content-Language"), "en");
  }
}

}  // namespace
}  // namespace gavel::api::test
