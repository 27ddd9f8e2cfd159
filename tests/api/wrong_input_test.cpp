// Everything wrong that can be sent to every route: the answer is a problem with a sentence, never
// a 500, and nothing is changed by it.
#include <gtest/gtest.h>

#include "api/routes/router.hpp"
#include "embedded/api_assets.hpp"
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
  EXPECT_EQ(office.get("li", "/v1/matters/" + id).text("/version"), "1");
}

/// A member of a body that takes any text, as the contract has it.
struct TextMember {
  std::string name;
  bool is_list = false;
  bool may_be_empty = false;
};

/// `schema`, or what it refers to: "#/components/schemas/NewKey".
const JsonObject& resolved(const Json& contract, const JsonObject& schema) {
  const Json* const to = schema.if_contains("$ref");
  if (to == nullptr) return schema;
  return contract.at_pointer(std::string_view(to->as_string()).substr(1)).as_object();
}

/// Of the route's JSON body, as the contract has it; null where it takes none.
const JsonObject* body_of(const Json& contract, const Route& route) {
  std::string path = route.pattern, method = route.method;
  if (const auto dots = path.find("...}"); dots != std::string::npos) path.erase(dots, 3);
  std::ranges::transform(method, method.begin(), [](unsigned char c) { return std::tolower(c); });
  const JsonObject& operation = contract.at("paths").at(path).at(method).as_object();
  const Json* const body = operation.if_contains("requestBody");
  if (body == nullptr) return nullptr;
  const Json* const json = resolved(contract, body->as_object())
                               .at("content")
                               .as_object()
                               .if_contains("application/json");
  if (json == nullptr) return nullptr;
  const JsonObject& schema = resolved(contract, json->at("schema").as_object());
  const Json* const kinds = schema.if_contains("oneOf");
  return kinds == nullptr ? &schema : &resolved(contract, kinds->as_array().front().as_object());
}

/// A text of a form ("format", "enum"…) says by it that it is not empty.
std::vector<TextMember> free_texts(const Json& contract, const Route& route) {
  const JsonObject* const body = body_of(contract, route);
  const Json* const members = body == nullptr ? nullptr : body->if_contains("properties");
  std::vector<TextMember> out;
  if (members == nullptr) return out;
  for (const auto& [name, declared] : members->as_object()) {
    const JsonObject* schema = &resolved(contract, declared.as_object());
    const Json* const items = schema->if_contains("items");
    if (items != nullptr) schema = &resolved(contract, items->as_object());
    const bool is_formed =
        std::ranges::any_of(std::array{"format", "pattern", "enum", "const"},
                            [&](const char* word) { return schema->contains(word); });
    if (string_or(*schema, "type") != "string" || is_formed) continue;
    const Json* const least = schema->if_contains("minLength");
    out.push_back({.name = name,
                   .is_list = items != nullptr,
                   .may_be_empty = least == nullptr || least->as_int64() == 0});
  }
  return out;
}

TEST_F(EveryRoute, TellsTheContractWhichTextsMayNotBeEmpty) {
  const Json contract = parse_json(asset::openapi_json).value();
  std::set<std::string> every_role;
  for (const Route& route : router().routes())
    every_role.insert(route.access.roles.begin(), route.access.roles.end());
  office.hire("all", "system", {every_role.begin(), every_role.end()});
  const std::string id = office.open_matter();
  int tried = 0;
  for (const Route& route : router().routes()) {
    for (const TextMember& member : free_texts(contract, route)) {
      const std::string target = with_parameters(route.pattern, id);
      const Json empty = member.is_list ? Json(JsonArray{""}) : Json("");
      const Answer said = office.give(route.method, "all", target, JsonObject{{member.name, empty}},
                                      {{"If-Match", "*"}});
      if (said.brief() != "422 invalid-body") continue;  // refused before its body was read
      ++tried;
      const std::string place = "/" + member.name + (member.is_list ? "/0" : "");
      const Json faults = said.at("/errors");
      const bool is_refused = std::ranges::any_of(faults.as_array(), [&](const Json& fault) {
        return string_or(fault.as_object(), "pointer") == place;
      });
      EXPECT_NE(is_refused, member.may_be_empty)
          << route.method << " " << route.pattern << " " << place << "\n"
          << said.body;
    }
  }
  EXPECT_GT(tried, 40) << "most bodies are read before what they are about is looked for";
}

/// The members that an answer says are wrong.
std::set<std::string> told(const Answer& said) {
  std::set<std::string> out;
  const Json faults = said.at("/errors");
  for (const Json& fault : faults.as_array()) {
    const std::string pointer = string_or(fault.as_object(), "pointer");
    out.insert(pointer.substr(1, pointer.find('/', 1) - 1));
  }
  return out;
}

/// What `told` lacks of `expected`.
std::string untold(const std::set<std::string>& expected, const std::set<std::string>& told) {
  std::string out;
  for (const std::string& name : expected) {
    if (!told.contains(name)) out += " " + name;
  }
  return out;
}

// Whoever fills in a form is told at once what it lacks and what is wrong in it, not one by one.
TEST_F(EveryRoute, NamesAllThatIsMissingOrWrongAtOnce) {
  const Json contract = parse_json(asset::openapi_json).value();
  std::set<std::string> every_role;
  for (const Route& route : router().routes())
    every_role.insert(route.access.roles.begin(), route.access.roles.end());
  office.hire("all", "system", {every_role.begin(), every_role.end()});
  const std::string id = office.open_matter();
  int tried = 0;
  for (const Route& route : router().routes()) {
    const bool takes_body = route.method != "GET" && route.method != "DELETE";
    const JsonObject* const schema = takes_body ? body_of(contract, route) : nullptr;
    if (schema == nullptr || !schema->contains("properties")) continue;
    std::set<std::string> required, typed;
    if (const Json* names = schema->if_contains("required")) {
      for (const Json& name : names->as_array()) required.emplace(name.as_string());
    }
    JsonObject wrong;
    for (const auto& [name, declared] : schema->at("properties").as_object()) {
      if (!declared.is_object()) continue;  // takes anything
      const JsonObject& member = resolved(contract, declared.as_object());
      if (!member.contains("type") && !member.contains("enum")) continue;
      typed.emplace(name);
      wrong[name] = string_or(member, "type") == "object" ? Json(7) : Json(JsonObject{{"x", 7}});
    }
    const std::string target = with_parameters(route.pattern, id);
    for (const auto& [body, expected] : {std::pair(JsonObject{}, required), {wrong, typed}}) {
      const Answer said = office.give(route.method, "all", target, body, {{"If-Match", "*"}});
      if (said.brief() != "422 invalid-body") continue;  // refused before its body was read
      ++tried;
      EXPECT_EQ(untold(expected, told(said)), "") << route.method << " " << route.pattern << "\n"
                                                  << json_text(body) << "\n"
                                                  << said.body;
    }
  }
  EXPECT_GT(tried, 40);
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
