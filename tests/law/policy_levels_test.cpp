// Whose packs there are: organs by level, below which others, and what the law sets by level.
#include "tests/law/packs.hpp"

namespace gavel::law {
namespace {

constexpr const char* body_of_pack = R"(","versions":[{"version":"1",
    "effective_from":"2026-01-01","basis":{"zh":"规则","en":"Rule"},"parameters":{"notice_days":45}}]})";
std::string of_level(const char* level, const char* extends = "") {
  return std::string(R"({"id":"own","procedure":"major-decision",)") + extends +
         R"("organ":{"zh":"机关","en":"Organ"},"level":")" + level + body_of_pack;
}

// Local governments of county level and above decide; a village does not.
TEST(Article2, ADecidingOrganIsOfCountyLevelOrAbove) {
  for (const char* level : {"province", "city", "county"})
    EXPECT_EQ(pack(of_level(level)).level, level);
  const auto village = procedure::read_pack(of_level("village"));
  ASSERT_FALSE(village.has_value());
  EXPECT_EQ(village.error().front().code, "not-level");
}

TEST(Article42, ADepartmentOrTownshipDecidesByReferenceAndNoLooser) {
  const Pack government = made("city", R"({"notice_days":40})");
  for (const char* level : {"department", "township"}) {
    const Pack own = pack(of_level(level, R"("extends":"city",)"));
    EXPECT_EQ(wrong({government, own}, "own"), "") << level;
    EXPECT_THAT(wrong({made("city", R"({"notice_days":50})"), own}, "own"),
                ::testing::HasSubstr("looser 45, 50"))
        << level;
  }
}

/// An organ of that level, with one number of years where there is one.
Pack levelled(const std::string& id, const std::string& level, const std::string& extends = "",
              const std::string& years = "") {
  return pack(
      R"({"id":")" + id + R"(","procedure":"major-decision","level":")" + level + R"(",)" +
      (extends.empty() ? "" : R"("extends":")" + extends + R"(",)") +
      R"("organ":{"zh":"机关","en":"Organ"},"versions":[{"version":"1","effective_from":"2026-01-01",
         "basis":{"zh":"规则","en":"Rule"},"parameters":{)" +
      (years.empty() ? "" : R"("transfer_years":")" + years + "\"") + "}}]}");
}

TEST(PolicyPacks, ExtendOneOfAHigherLevelOnly) {
  const auto extends = [](const char* own, const char* above) {
    return wrong({levelled("above", above), levelled("own", own, "above")}, "own");
  };
  for (const auto& [own, above] :
       std::vector<std::pair<const char*, const char*>>{{"city", "province"},
                                                        {"county", "province"},
                                                        {"county", "city"},
                                                        {"township", "county"},
                                                        {"township", "city"},
                                                        {"department", "county"},
                                                        {"department", "province"}})
    EXPECT_EQ(extends(own, above), "") << own << " " << above;
  for (const auto& [own, above] :
       std::vector<std::pair<const char*, const char*>>{{"province", "county"},
                                                        {"province", "province"},
                                                        {"city", "county"},
                                                        {"county", "county"},
                                                        {"county", "township"},
                                                        {"township", "department"},
                                                        {"department", "department"}})
    EXPECT_EQ(extends(own, above), "/extends not-below above, " + std::string(above))
        << own << " " << above;
}

// Regulations implementing the Archives Law, art. 20: the county's archives are transferred after
// ten years, those of a city with districts and of a province after twenty.
TEST(PolicyPacks, TheYearsUntilTransferAreThoseOfTheLevel) {
  const auto years = [](const std::vector<Pack>& packs) {
    const auto resolved = procedure::resolve(*major_decision(), packs, packs.back().id, today);
    return resolved ? string_or(*resolved, "transfer_years") : said(resolved.error().front());
  };
  const Pack region = levelled("region", "province"),
             city = levelled("city", "city", "region", "20");
  EXPECT_EQ(years({region}), "20");
  EXPECT_EQ(years({region, city}), "20");
  EXPECT_EQ(years({region, city, levelled("county", "county", "city")}), "10");
  EXPECT_EQ(years({levelled("county", "county", "", "10")}), "10");
  EXPECT_EQ(years({levelled("town", "township")}), "10");
  EXPECT_EQ(years({region, levelled("own", "department", "region")}), "20");
  EXPECT_EQ(years({levelled("own", "department", "", "20")}), "20");
  constexpr const char* article = " (Regulations implementing the Archives Law art. 20)";
  EXPECT_EQ(years({levelled("county", "county", "", "20")}),
            "/parameters/transfer_years not-of-level 20, 10," + std::string(article));
  EXPECT_THAT(years({levelled("city", "city", "", "10")}), ::testing::HasSubstr("10, 20,"));
  EXPECT_THAT(years({levelled("town", "township", "", "20")}), ::testing::HasSubstr("20, 10,"));
  EXPECT_THAT(years({region, levelled("own", "department", "region", "10")}),
              ::testing::HasSubstr("not-of-level"));
}

// A number is none of its values, though it looks like one; that it is another level's is not said.
TEST(PolicyPacks, TheYearsUntilTransferAreAText) {
  Pack county = levelled("county", "county");
  county.versions.front().parameters["transfer_years"] = 20;
  const auto resolved = procedure::resolve(*major_decision(), {{county}}, "county", today);
  ASSERT_FALSE(resolved.has_value());
  ASSERT_EQ(resolved.error().size(), 1u);
  EXPECT_EQ(resolved.error()[0].code, "text-expected");
  EXPECT_EQ(resolved.error()[0].pointer, "/versions/0/parameters/transfer_years");
}

}  // namespace
}  // namespace gavel::law
