// Finding aids and harvesters' answers as XML: well formed, and with everything in its place.
#include "archive/finding_aid.hpp"

#include <gmock/gmock.h>

#include "archive/oai_pmh.hpp"
#include "archive/well_formed.hpp"
#include "tests/archive/shell.hpp"

namespace gavel::archive {
namespace {

using testing::HasSubstr;
using testing::Not;

const Instant at = std::chrono::sys_days{std::chrono::year{2026} / 1 / 30} + std::chrono::hours{1};

FindingAid volume(const std::string& fonds, int year, int number) {
  return {.code = fonds + "-" + std::to_string(year) + "-" + std::to_string(number),
          .title = "甲 <乙> & \"丙\"",
          .organ = "示范市",
          .fonds = fonds,
          .fonds_name = fonds + " 全宗",
          .matter = "m",
          .year = year,
          .opened_at = at,
          .closed_at = at,
          .built_at = at,
          .items = {{.title = "草案",
                     .code = "DRF-04",
                     .version = 2,
                     .media_type = "text/plain",
                     .at = at,
                     .stage = "",
                     .href = ""}}};
}

std::string holdings(const std::vector<FindingAid>& volumes) {
  std::string out;
  HoldingsAid aid([&](std::string_view text) { out += text; }, "示范市", at);
  for (const FindingAid& each : volumes) aid.add(each);
  aid.finish();
  return out;
}

void expect_well_formed(const std::string& text) {
  if (!has_command("xmllint")) GTEST_SKIP() << "xmllint is not on this machine";
  const TempDir dir;
  write_file(dir / "x.xml", text);
  const Ran ran = run("xmllint --nonet --noout '" + (dir / "x.xml").string() + "'");
  EXPECT_EQ(ran.status, 0) << ran.output << text;
}

TEST(HoldingsAid, GroupsVolumesByFondsAndYear) {
  const std::string aid = holdings(
      {volume("A", 2025, 1), volume("A", 2026, 1), volume("A", 2026, 2), volume("B", 2026, 1)});
  const auto count = [&](std::string_view what) {
    std::size_t n = 0;
    for (std::size_t i = aid.find(what); i != std::string::npos; i = aid.find(what, i + 1)) ++n;
    return n;
  };
  EXPECT_EQ(count("<c level=\"fonds\">"), 2U);
  EXPECT_EQ(count("<c level=\"series\">"), 3U);
  EXPECT_EQ(count("<c level=\"file\">"), 4U);
  EXPECT_EQ(count("<c level=\"item\">"), 4U);
  EXPECT_LT(aid.find("B 全宗"), aid.find("B-2026-1"));
  expect_well_formed(aid);
}

TEST(HoldingsAid, OfNothingIsWhole) { expect_well_formed(holdings({})); }

TEST(OaiPmh, AnswersAreWellFormedWithTheirMetadataInside) {
  const FindingAid one = volume("A", 2026, 1);
  const oai::Asked asked{"http://x/oai", at, {{"verb", "ListRecords"}, {"set", "a<b"}}};
  const oai::Record record{
      .identifier = "oai:x.y:A", .datestamp = at, .sets = {"year:2026"}, .metadata = ead3_xml(one)};
  const oai::Record gone{.identifier = "oai:x.y:B",
                         .datestamp = at,
                         .sets = {},
                         .deleted = true,
                         .metadata = ead3_xml(one)};
  const std::string list = oai::list(asked, "ListRecords", {record, gone},
                                     oai::Resumption{.token = "t", .list_size = 9, .cursor = 2});
  EXPECT_THAT(list, HasSubstr("<responseDate>2026-01-30T01:00:00Z</responseDate>"));
  EXPECT_THAT(list, HasSubstr("set=\"a&lt;b\""));
  EXPECT_THAT(list, HasSubstr("<ead xmlns=\"http://ead3.archivists.org/schema/\""));
  EXPECT_THAT(list, HasSubstr("<header status=\"deleted\">"));
  EXPECT_THAT(list, HasSubstr("<resumptionToken completeListSize=\"9\" cursor=\"2\">t</"));
  expect_well_formed(list);
  expect_well_formed(oai::error(asked, "badVerb", "a < b"));
  EXPECT_THAT(oai::list(asked, "ListIdentifiers", {record}, std::nullopt), Not(HasSubstr("<ead")));
}

// One such title made the harvest of all volumes one that no harvester reads.
TEST(OaiPmh, AndFindingAidsAreWellFormedWhateverIsInATitle) {
  FindingAid one = volume("A", 2026, 1);
  one.title = "坏\uFFFF题\x01名\uFFFE";
  one.items.front().title = "报\x0B告\uFFFF";
  for (const std::string& text : {ead3_xml(one), dublin_core_xml(one), holdings({one})}) {
    EXPECT_TRUE(is_well_formed(text)) << text;
    EXPECT_THAT(text, HasSubstr("坏\uFFFD题\uFFFD名\uFFFD"));
    expect_well_formed(text);
  }
  const oai::Asked asked{"http://x/oai", at, {{"verb", "ListRecords"}, {"set", "\uFFFF"}}};
  const oai::Record record{
      .identifier = "oai:x.y:A", .datestamp = at, .sets = {}, .metadata = dublin_core_xml(one)};
  EXPECT_TRUE(is_well_formed(oai::list(asked, "ListRecords", {record}, std::nullopt)));
}

TEST(OaiPmh, ReadsDaysAndSeconds) {
  EXPECT_EQ(oai::datestamp(*oai::first_instant("2026-01-30")), "2026-01-30T00:00:00Z");
  EXPECT_EQ(oai::datestamp(*oai::first_instant("2024-02-29T23:59:59Z")), "2024-02-29T23:59:59Z");
  for (const char* wrong : {"", "2026-02-30", "2026-13-01", "2026-01-30T01:00:00",
                            "2026-01-30 01:00:00Z", "2026-01-30T25:00:00Z", "20260130"})
    EXPECT_FALSE(oai::first_instant(wrong)) << wrong;
}

}  // namespace
}  // namespace gavel::archive
