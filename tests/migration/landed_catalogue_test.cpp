// A catalogue that was begun by version 1.5.0, which took a bare number as it was typed, or by
// 1.6.0, moved to the one of today: it goes on as it was.
#include <gtest/gtest.h>

#include "tests/migration/planned.hpp"

namespace gavel::migration {
namespace {

using matter::actor;
using matter::object;

struct FromCatalogue : testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Landed, FromCatalogue, testing::Values("1.5.0", "1.6.0"));

TEST_P(FromCatalogue, AnItemKeepsTheNumberItHas) {
  const std::string version = GetParam();
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/catalogue-" + version + ".scxml"),
      "sha256-of-" + version);
  const auto today = matter::procedure_of(matter::file_text("workflows/catalogue.scxml"),
                                          "workflows/catalogue.scxml");
  matter::Given given(landed);
  given.by(actor("zhao", {"office"}, "office"));
  given.open(object(R"({"organ":"区人民政府","year":2026,"basis":[{"title":"国务院令第713号"}]})"));
  given.send("item.put", object(R"({"number":"7","title":"甲","unit":"区住建局"})"));
  given.send("items.import", object(R"({"items":[{"number":"2026-8","title":"乙"}]})"));
  const Plan plan = planned(given, *today);
  for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << obstacle.code;
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  for (const auto& [event, data] : std::vector<std::pair<const char*, const char*>>{
           {"item.put", R"({"number":"7","title":"改名","unit":"区住建局"})"},
           {"item.put", R"({"number":"8","title":"乙","unit":"区林业局"})"},
           {"item.remove", R"({"number":"7","reason":"不再实施"})"}}) {
    const matter::Command command{matter::Send{event, object(data), {}},
                                  actor("zhao", {"office"}, "office"), given.now(), JsonObject{},
                                  "real"};
    const auto out = matter::decide(*today, &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << event << " " << matter::reason(out.error());
    at = out->next;
  }
  const JsonArray& items = at.session.data.if_contains("items")->as_array();
  ASSERT_EQ(items.size(), 2u);
  EXPECT_EQ(items.at(0).at("title"), Json("改名"));
  EXPECT_EQ(items.at(0).at("removed"), Json(true));
  EXPECT_EQ(items.at(1).at("number"), Json("2026-8"));
}

}  // namespace
}  // namespace gavel::migration
