// openapi.json tells the truth: the same paths and methods as the router, the same problems as the
// catalogue, and bodies wherever a route reads one.
#include <cctype>

#include <gtest/gtest.h>

#include "api/routes/problem.hpp"
#include "api/routes/router.hpp"
#include "embedded/api_assets.hpp"
#include "engine/base/json.hpp"

namespace gavel::api {
namespace {

const JsonObject& contract() {
  static const Json read = parse_json(asset::openapi_json).value();
  return read.as_object();
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::set<std::string> of_router() {
  std::set<std::string> operations;
  for (const Route& route : router().routes()) {
    std::string path = route.pattern;
    if (const auto dots = path.find("...}"); dots != std::string::npos) path.erase(dots, 3);
    operations.insert(lower(route.method) + " " + path);
  }
  return operations;
}

std::set<std::string> of_contract() {
  std::set<std::string> operations;
  for (const auto& [path, item] : contract().at("paths").as_object()) {
    for (const auto& [method, operation] : item.as_object()) {
      operations.insert(std::string(method) + " " + std::string(path));
    }
  }
  return operations;
}

TEST(Contract, HasExactlyTheRoutersPathsAndMethods) { EXPECT_EQ(of_contract(), of_router()); }

TEST(Contract, NamesEveryProblemUnderItsStatus) {
  std::map<std::string, std::int64_t> described;
  for (const auto& [name, response] :
       contract().at("components").as_object().at("responses").as_object()) {
    const Json& schema = response.at("content").at("application/problem+json").at("schema");
    if (!schema.as_object().contains("allOf")) continue;
    const Json& bounds = schema.at("allOf").as_array().back().at("properties");
    for (const Json& type : bounds.at("type").at("enum").as_array()) {
      described[std::string(type.as_string())] = bounds.at("status").at("const").as_int64();
    }
  }
  std::map<std::string, std::int64_t> known;
  for (const ProblemType& type : problem_types()) known[problem_path(type.type)] = type.status;
  EXPECT_EQ(described, known);
}

TEST(Contract, AsksForATokenWhereTheRouterDoes) {
  for (const Route& route : router().routes()) {
    std::string path = route.pattern;
    if (const auto dots = path.find("...}"); dots != std::string::npos) path.erase(dots, 3);
    const JsonObject& operation =
        contract().at("paths").at(path).at(lower(route.method)).as_object();
    const Json* const security = operation.if_contains("security");
    const bool asks_nothing = security != nullptr && security->as_array().empty();
    EXPECT_EQ(asks_nothing, route.access.is_public) << path;
    EXPECT_EQ(security != nullptr && !asks_nothing, route.access.basic) << path;
    const JsonObject& responses = operation.at("responses").as_object();
    if (!route.access.is_public) {
      EXPECT_TRUE(responses.contains("401")) << path;
    }
    if (!route.access.roles.empty()) {
      EXPECT_TRUE(responses.contains("403")) << path;
    }
  }
}

TEST(Catalogue, SpeaksBothLanguagesEverywhere) {
  ASSERT_GT(problem_types().size(), 50u);
  for (const ProblemType& type : problem_types()) {
    EXPECT_GE(type.status, 400) << type.type;
    for (const Text& text : {type.title, type.detail}) {
      EXPECT_FALSE(text.zh.empty()) << type.type;
      EXPECT_FALSE(text.en.empty()) << type.type;
      EXPECT_NE(text.zh, text.en) << type.type;
    }
  }
}

}  // namespace
}  // namespace gavel::api
