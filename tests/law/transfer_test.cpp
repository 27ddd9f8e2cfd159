// Years until transfer to the archives (Regulations implementing the Archives Law, art. 20): those
// of the level, longer only where the archives authority of that level consented.
#include "engine/procedure/packs.hpp"
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

using procedure::Pack;

const Day today = parse_day("2026-03-02").value();

constexpr const char* consent =
    R"({"parameter":"transfer_years","by":"某县档案局","number":"某档发〔2025〕3号","on":"2025-12-01"})";

/// An organ of that level with these years ("" : none), and these consents.
Pack organ(const std::string& id, const std::string& level, const std::string& extends,
           const std::string& years, const std::string& consents = "") {
  auto read = procedure::read_pack(
      R"({"id":")" + id + R"(","procedure":"major-decision","level":")" + level + R"(",)" +
      (extends.empty() ? "" : R"("extends":")" + extends + R"(",)") +
      R"("organ":{"zh":"机关","en":"Organ"},"versions":[{"version":"1","effective_from":"2026-01-01",
         "basis":{"zh":"规则","en":"Rule"},)" +
      (consents.empty() ? "" : R"("consents":[)" + consents + "],") + R"("parameters":{)" +
      (years.empty() ? "" : R"("transfer_years":")" + years + "\"") + "}}]}");
  if (!read) throw std::runtime_error(read.error().front().pointer + read.error().front().code);
  return std::move(*read);
}

/// The years that hold for the last of them, or where what is wrong.
std::string years(const std::vector<Pack>& packs) {
  const auto resolved = procedure::resolve(*major_decision(), packs, packs.back().id, today);
  if (resolved) return string_or(*resolved, "transfer_years");
  return resolved.error().front().pointer + " " + resolved.error().front().code;
}

TEST(TransferYears, AreLongerWhereTheArchivesAuthorityConsented) {
  EXPECT_EQ(years({organ("county", "county", "", "20", consent)}), "20");
  EXPECT_EQ(years({organ("town", "township", "", "20", consent)}), "20");
  const Pack region = organ("region", "province", "", "");
  EXPECT_EQ(years({region, organ("county", "county", "region", "20", consent)}), "20");
  // Without it the national ones hold, and the refusal names the article.
  const Pack alone = organ("county", "county", "", "20");
  EXPECT_EQ(years({alone}), "/versions/0/parameters/transfer_years not-of-level");
  const auto refused = procedure::resolve(*major_decision(), {{alone}}, "county", today);
  EXPECT_EQ(string_or(refused.error().front().values, "cited_en"),
            " (Regulations implementing the Archives Law art. 20)");
}

// What is consented to is a longer time, of whoever asked for it and nobody else.
TEST(TransferYears, AreNoShorterByConsentAndNobodyElsesByIt) {
  EXPECT_EQ(years({organ("city", "city", "", "10", consent)}),
            "/versions/0/parameters/transfer_years not-of-level");
  const Pack county = organ("county", "county", "", "20", consent);
  EXPECT_EQ(years({county, organ("bureau", "department", "county", "")}), "10");
  EXPECT_EQ(years({county, organ("bureau", "department", "county", "20")}),
            "/versions/0/parameters/transfer_years not-of-level");
  EXPECT_EQ(years({county, organ("bureau", "department", "county", "20", consent)}), "20");
  EXPECT_EQ(years({county, organ("town", "township", "county", "")}), "10");
}

// A consent that nothing rests on is a slip: the number was forgotten, or another was meant.
TEST(TransferYears, OfAConsentAreThoseThatDepartFromTheLevels) {
  for (const char* given : {"", "10"})
    EXPECT_EQ(years({organ("county", "county", "", given, consent)}),
              "/versions/0/consents/0/parameter needs-no-consent")
        << given;
  const char* const of_another =
      R"({"parameter":"notice_days","by":"某县档案局","number":"某档发〔2025〕3号","on":"2025-12-01"})";
  EXPECT_EQ(years({organ("county", "county", "", "", of_another)}),
            "/versions/0/consents/0/parameter needs-no-consent");
}

TEST(TransferYears, OfAConsentAreThoseOfTheMattersClock) {
  const std::vector<Pack> packs{organ("county", "county", "", "20", consent)};
  Course course;
  course.policy = procedure::resolve(*major_decision(), packs, "county", today).value();
  course.archived();
  const auto clocks = course.given.clocks();
  const auto transfer = std::ranges::find(clocks, std::string("T17"), &matter::ClockView::id);
  ASSERT_NE(transfer, clocks.end());
  EXPECT_EQ(to_string(transfer->due.last), "2046-04-21");
}

}  // namespace
}  // namespace gavel::law
