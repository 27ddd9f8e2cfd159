// Matters run on their organ's numbers: a pack is chosen when one is opened, or held by the server.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

procedure::Pack pack(const std::string& id, const std::string& days) {
  auto read = procedure::read_pack(
      R"({"id":")" + id + R"(","procedure":"small-decision","organ":{"zh":"市","en":"City"},
      "level":"city","versions":[{"version":"1","effective_from":"2026-01-01",
      "basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":)" +
      days + "}}]}");
  if (!read) throw std::runtime_error(read.error().front().code);
  return std::move(*read);
}

Answer open(Office& office, JsonObject policy) {
  return office.post("li", "/v1/matters",
                     {{"procedure", "small-decision"}, {"title", "x"}, {"policy", policy}});
}

TEST(Policy, IsThatOfThePackTheMatterNames) {
  Office office({pack("city", "40")});
  EXPECT_EQ(open(office, {{"pack", "city"}}).text("/policy/notice_days"), "40");
  EXPECT_EQ(open(office, {{"pack", "city"}, {"notice_days", 50}}).text("/policy/notice_days"),
            "50");
  EXPECT_EQ(open(office, {}).text("/policy/notice_days"), "30");
}

TEST(Policy, IsNotLooserThanThePack) {
  Office office({pack("city", "40")});
  const Answer looser = open(office, {{"pack", "city"}, {"notice_days", 39}});
  EXPECT_EQ(looser.brief(), "422 invalid-policy");
  EXPECT_THAT(looser.text("/errors/0/detail"), ::testing::HasSubstr("39，宽于 city 1 的 40"));
  EXPECT_EQ(open(office, {{"pack", "village"}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"pack", 3}}).brief(), "422 invalid-policy");
}

// What is wrong is said in the language asked for, and what would be right with the article.
TEST(Policy, IsRefusedInTheLanguageOfWhoAsks) {
  Office office({pack("city", "40")});
  http::Headers english = office.signed_in("li");
  english.add("Content-Type", "application/json");
  english.add("Accept-Language", "en");
  const auto ask = [&](const JsonObject& policy) {
    return office
        .ask("POST", "/v1/matters",
             json_text(
                 JsonObject{{"procedure", "small-decision"}, {"title", "x"}, {"policy", policy}}),
             english)
        .text("/errors/0/detail");
  };
  EXPECT_THAT(ask({{"pack", "city"}, {"notice_days", 39}}),
              ::testing::HasSubstr("looser than the 40 of city 1"));
  EXPECT_THAT(ask({{"notice_days", 1}}), ::testing::HasSubstr("may not be 1; it must be"));
  EXPECT_EQ(ask({{"pack", "village"}}), "There is no policy pack village; there are city.");
  EXPECT_THAT(open(office, {{"notice_days", 1}}).text("/errors/0/detail"),
              ::testing::HasSubstr("不得为 1；应当是整数"));
}

TEST(Policy, WithoutAPackIsTheStandardAndNotLess) {
  Office office({pack("city", "40")});
  EXPECT_EQ(open(office, {{"notice_days", 29}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"notice_days", 31}}).text("/policy/notice_days"), "31");
}

TEST(Policy, CannotBeEvadedWhereTheServerHoldsOne) {
  Office office({pack("city", "40"), pack("other", "30")}, "city");
  EXPECT_EQ(open(office, {}).text("/policy/notice_days"), "40");
  EXPECT_EQ(open(office, {{"pack", "other"}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"notice_days", 30}}).brief(), "422 invalid-policy");
  EXPECT_EQ(open(office, {{"notice_days", 41}}).text("/policy/notice_days"), "41");
}

/// As `pack` makes it, to be sent.
Json sheet(const std::string& days, const char* id = "city", const char* extends = "") {
  const std::string above = *extends == '\0' ? "" : R"(,"extends":")" + std::string(extends) + "\"";
  return parse_json(R"({"id":")" + std::string(id) +
                    R"(","procedure":"small-decision","level":"city")" + above +
                    R"(,"organ":{"zh":"市","en":"City"},"versions":[{"version":"2",
      "effective_from":"2026-01-02","basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":)" +
                    days + "}}]}")
      .value();
}

// A pack that changes says which running matters would differ, and leaves them as they are.
TEST(Policy, ThatChangesTellsWhichRunningMattersWouldDiffer) {
  Office office({pack("city", "40")});
  const std::string on_pack = open(office, {{"pack", "city"}}).text("/id");
  office.clock.move_to(office.clock.now() + std::chrono::minutes{1});
  const std::string without = open(office, {}).text("/id");
  const Answer effect = office.post("qian", "/v1/policies/effect", sheet("60"));
  EXPECT_EQ(effect.status, 200) << effect.body;
  EXPECT_EQ(effect.text("/looked_at"), "2");
  EXPECT_EQ(effect.text("/on"), "2026-01-30");
  EXPECT_EQ(effect.text("/matters/1/matter"), on_pack);
  EXPECT_EQ(effect.text("/matters/1/differences"),
            R"([{"parameter":"notice_days","now":40,"then":60}])");
  EXPECT_EQ(office.get("li", "/v1/matters/" + on_pack).text("/policy/notice_days"), "40");
  const Answer same = office.post("qian", "/v1/policies/effect", sheet("40"));
  EXPECT_EQ(same.text("/matters/0/matter"), without);
  EXPECT_EQ(same.text("/matters/1"), "<nothing at /matters/1>");
}

// Those opened without a pack are held against the one that is tried.
TEST(Policy, ThatIsNewTellsWhatItWouldMeanToMattersWithoutOne) {
  Office office({pack("city", "40")});
  const std::string without = open(office, {}).text("/id");
  const Answer effect = office.post("qian", "/v1/policies/effect", sheet("60"));
  EXPECT_EQ(effect.text("/matters/0/matter"), without);
  EXPECT_EQ(effect.text("/matters/0/pack"), "none");
  EXPECT_EQ(effect.text("/matters/0/pack_then"), "city@2");
  EXPECT_EQ(effect.text("/matters/0/differences"),
            R"([{"parameter":"notice_days","now":30,"then":60}])");
}

// A version that takes effect next month is looked at as of then.
TEST(Policy, ThatTakesEffectLaterIsTriedOnItsDay) {
  Office office({pack("city", "40")});
  const std::string on_pack = open(office, {{"pack", "city"}}).text("/id");
  Json later = sheet("40");
  later.as_object()["versions"].as_array()[0] =
      parse_json(R"({"version":"1","effective_from":"2026-01-01",
          "basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":40}})")
          .value();
  later.as_object()["versions"].as_array().push_back(
      parse_json(R"({"version":"3","effective_from":"2026-12-01",
          "basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":60}})")
          .value());
  const Answer effect = office.post("qian", "/v1/policies/effect", later);
  EXPECT_EQ(effect.text("/on"), "2026-12-01");
  EXPECT_EQ(effect.text("/matters/0/matter"), on_pack);
  EXPECT_EQ(effect.text("/matters/0/pack_then"), "city@3");
  const Answer before = office.post("qian", "/v1/policies/effect?on=2026-11-30", later);
  EXPECT_EQ(before.text("/on"), "2026-11-30");
  EXPECT_EQ(before.text("/matters"), "[]");
}

TEST(Policy, ThatWouldBeLooserThanTheLawOrItsUpperPackIsRefusedBeforeItIsTried) {
  Office office({pack("region", "45")});
  const Answer below = office.post("qian", "/v1/policies/effect", sheet("29"));
  EXPECT_EQ(below.brief(), "422 invalid-policy");
  EXPECT_THAT(below.text("/errors/0/detail"), ::testing::HasSubstr("不得为 29"));
  const Answer looser = office.post("qian", "/v1/policies/effect", sheet("40", "city", "region"));
  EXPECT_THAT(looser.text("/errors/0/detail"), ::testing::HasSubstr("宽于 region 1 的 45"));
  EXPECT_EQ(office.post("qian", "/v1/policies/effect", JsonObject{{"id", "x"}}).brief(),
            "422 invalid-policy");
  EXPECT_EQ(office.post("li", "/v1/policies/effect", sheet("60")).brief(), "403 role-required");
}

TEST(Policy, IsListedAsItHoldsOnADay) {
  Office office({pack("city", "40")}, "city");
  const Answer listed = office.get("li", "/v1/policies");
  EXPECT_EQ(listed.status, 200) << listed.body;
  EXPECT_EQ(listed.text("/own"), "city");
  EXPECT_EQ(listed.text("/packs/0/in_force/notice_days"), "40");
  EXPECT_EQ(office.get("li", "/v1/policies?on=2025-12-31").text("/packs/0/in_force"), "null");
  EXPECT_EQ(office.get("li", "/v1/policies?on=soon").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("", "/v1/policies/schema").status, 200);
  EXPECT_EQ(office.get("", "/v1/policies").status, 401);
}

// The law beside the procedure is open to anyone.
TEST(LawPage, IsPublicAndShowsWhatCarriesAnArticleOut) {
  Office office;
  const Answer law = office.get("", "/v1/law?procedure=small-decision");
  EXPECT_EQ(law.status, 200) << law.body;
  EXPECT_EQ(law.text("/procedure/name"), "small-decision");
  EXPECT_EQ(law.text("/sources/0/id"), "decree-713");
  EXPECT_EQ(office.get("", "/v1/law?procedure=none").brief(), "404 no-such-procedure");
  EXPECT_EQ(office.get("", "/v1/law?colour=red").status, 400);
}

}  // namespace
}  // namespace gavel::api::test
