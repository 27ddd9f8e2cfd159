// Who keeps out of a matter for several reasons of its own: each is noted, and each lift ends one.
#include <gtest/gtest.h>

#include "db/facts.hpp"
#include "db/offices.hpp"
#include "db/recusals.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db::test {
namespace {

struct Register : Domain {
  Register() {
    for (const char* account : {"wang", "qian", "sun"}) hire(account);
  }
  Register& add(const char* what, const char* reason, const char* deputy = "") {
    (void)offices.add_recusal("m1", {.seq = 0,
                                     .account = "wang",
                                     .step = what,
                                     .reason = reason,
                                     .deputy = deputy,
                                     .by = "sun",
                                     .at = start_of(*parse_day("2026-03-02"))});
    return *this;
  }
  /// By the register, and by the facts that rules ask, which are read elsewhere.
  std::string keeps_out_for() {
    const auto steps = offices.recusals("m1");
    const RecusalStep* const ground = recused(steps, "wang");
    const std::string out =
        ground == nullptr ? "" : ground->step + " " + ground->reason + " " + ground->deputy;
    matter::Snapshot asked;
    asked.id = "m1";
    const JsonObject known = Facts(pool).of(asked);
    std::string told;
    if (const Json* const all = known.if_contains("recused")) {
      const JsonObject& one = all->as_array().at(0).as_object();
      told =
          string_or(one, "step") + " " + string_or(one, "reason") + " " + string_or(one, "deputy");
    }
    EXPECT_EQ(told, out);
    return out;
  }
  Offices offices{pool};
};

TEST(Recusals, ForAnotherReasonStandWhenTheOrderBesideThemIsLifted) {
  Register city;
  city.add("order", "曾任职", "qian").add("declare", "配偶持股");
  EXPECT_EQ(city.keeps_out_for(), "order 曾任职 qian");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "declare 配偶持股 ");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "");
  EXPECT_EQ(city.add("declare", "又一事由").keeps_out_for(), "declare 又一事由 ");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "");
}

TEST(Recusals, OfSeveralReasonsEndOneByOne) {
  Register city;
  city.add("declare", "一").add("declare", "二").add("declare", "三");
  EXPECT_EQ(city.keeps_out_for(), "declare 一 ");
  city.add("lift", "查清");
  EXPECT_NE(city.keeps_out_for(), "");
  city.add("lift", "查清");
  EXPECT_NE(city.keeps_out_for(), "");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "");
}

// The head who orders what was declared decides on that; another order names another deputy.
TEST(Recusals, ThatAreOrderedTakeThePlaceOfWhatWasDeclared) {
  Register city;
  city.add("declare", "配偶持股").add("order", "配偶持股", "qian").add("order", "改派", "sun");
  EXPECT_EQ(city.keeps_out_for(), "order 改派 sun");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "");
  // An order for another reason that names nobody else leaves whoever acts instead.
  city.add("order", "曾任职", "qian").add("order", "其弟参与投标");
  EXPECT_EQ(city.keeps_out_for(), "order 曾任职 qian");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "order 其弟参与投标 ");
  EXPECT_EQ(city.add("lift", "查清").keeps_out_for(), "");
}

}  // namespace
}  // namespace gavel::db::test
