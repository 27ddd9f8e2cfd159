// Named expressions: a call stands for the value written out, and what cannot be one is told.
#include "engine/expression/definitions.hpp"

#include <gtest/gtest.h>

#include "engine/base/json.hpp"
#include "engine/expression/node.hpp"
#include "tests/expression/given.hpp"

namespace gavel::expression {
namespace {

/// `known` with sum(a, b), twice(x), which calls it, and here(), which takes nothing.
Definitions given() {
  Definitions known;
  EXPECT_TRUE(known.add("sum", {"a", "b"}, "a + b"));
  EXPECT_TRUE(known.add("twice", {"x"}, "sum(x, x)"));
  EXPECT_TRUE(known.add("here", {}, "o.a.b[0]"));
  EXPECT_TRUE(known.add("member", {"of"}, "_x.documents[of]"));
  return known;
}

std::string result(std::string_view text) {
  Definitions known = given();
  const DataModel data = sample();
  const auto parsed = Expression::parse(text, &known);
  if (!parsed) return in_words(parsed.error().says).en;
  const auto value = parsed->evaluate(Variables(data));
  if (!value) return in_words(value.error().says).en;
  return json_text(std::get<Json>(*value));
}

std::string refusal(std::string name, std::vector<std::string> parameters, std::string_view value) {
  Definitions known = given();
  const auto added = known.add(std::move(name), std::move(parameters), value);
  return added ? "" : in_words(added.error().says).en;
}

TEST(Definitions, ACallStandsForTheValueWithWhatIsGiven) {
  EXPECT_EQ(result("sum(1, 2)"), "3");
  EXPECT_EQ(result("sum(1, 2) * 3"), "9") << "the value stands in brackets";
  EXPECT_EQ(result("twice(n + 1)"), "8");
  EXPECT_EQ(result("twice(twice(1))"), "4");
  EXPECT_EQ(result("here() + 1"), "11");
  EXPECT_EQ(result("{sum: sum(n, 1)}.sum"), "4") << "a member of that name is no call";
}

TEST(Definitions, AParameterIsNoVariableOfThatName) {
  Definitions known;
  ASSERT_TRUE(known.add("next", {"n"}, "n + 1"));
  const DataModel data = sample();
  const auto value = Expression::parse("next(half) + n", &known).value().evaluate(Variables(data));
  EXPECT_EQ(json_text(std::get<Json>(value.value())), "4.5");
}

TEST(Definitions, WhatLeadsIntoASystemVariableIsStillSeenToDoSo) {
  Definitions known = given();
  const auto parsed = Expression::parse("member('DRF-04').sha256", &known).value();
  EXPECT_EQ(parsed.root().path, 3);
  EXPECT_EQ(Expression::parse("member(s).sha256", &known).value().root().path, 0);
}

TEST(Definitions, CountsItsCalls) {
  Definitions known = given();
  EXPECT_EQ(known.find("sum")->uses, 1u);
  ASSERT_TRUE(Expression::parse("sum(1, sum(2, 3))", &known));
  EXPECT_EQ(known.find("sum")->uses, 3u);
  EXPECT_EQ(known.find("here")->uses, 0u);
}

TEST(Definitions, ErrorsOfACallSayWhatIsWrong) {
  EXPECT_EQ(result("sum(1)"), "\"sum\" takes 2 arguments, not 1");
  EXPECT_EQ(result("here(1)"), "\"here\" takes 0 arguments, not 1");
  Definitions known = given();
  const auto parsed = Expression::parse("n + sum(1)", &known);
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().offset, 4u);
}

TEST(Definitions, RefuseWhatIsNoDefinition) {
  EXPECT_EQ(refusal("sum", {}, "1"), "\"sum\" is defined twice");
  EXPECT_EQ(refusal("one", {"x", "x"}, "x"), "\"x\" is defined twice");
  EXPECT_EQ(refusal("1st", {}, "1"), "\"1st\" is no name for a definition or a parameter of one");
  EXPECT_EQ(refusal("if", {}, "1"), "\"if\" is no name for a definition or a parameter of one");
  EXPECT_EQ(refusal("one", {"a.b"}, "1"),
            "\"a.b\" is no name for a definition or a parameter of one");
  EXPECT_NE(refusal("open", {}, "(1"), "");
  EXPECT_EQ(refusal("itself", {"x"}, "x"), "");
}

// Each level doubles: forty of them would be more than any machine holds.
TEST(Definitions, DoNotGrowPastTheirBound) {
  Definitions known;
  ASSERT_TRUE(known.add("d0", {"x"}, "x + x"));
  std::string last = "d0";
  for (int level = 1; level < 40; ++level) {
    const std::string next = "d" + std::to_string(level);
    const auto added = known.add(next, {"x"}, last + "(" + last + "(x))");
    if (!added) {
      EXPECT_EQ(added.error().kind, Error::Kind::limit);
      return;
    }
    last = next;
  }
  FAIL() << "nothing stopped it";
}

}  // namespace
}  // namespace gavel::expression
