// What is wrong with a policy pack, as codes with the place and what would be right.
#include <gtest/gtest.h>

#include "engine/procedure/packs.hpp"
#include "tests/procedure/given.hpp"

namespace gavel::procedure {
namespace {

std::string codes(const PolicyFaults& faults) {
  std::string out;
  for (const PolicyFault& fault : faults) out += fault.pointer + " " + fault.code + "; ";
  return out;
}

std::string read(const char* text) {
  const auto pack = read_pack(text);
  return pack ? "" : codes(pack.error());
}

TEST(PackFaults, TellThePlaceOfEachFaultOfOnePack) {
  EXPECT_EQ(read("[]"), " not-object; ");
  EXPECT_EQ(read("{"), " not-json; ");
  EXPECT_EQ(read(R"({"id":"x","a/b":1,"procedure":"p","organ":{"zh":"a","en":""},"level":"village",
                     "versions":[{"version":"1","effective_from":"2026-02-30","basis":{"zh":"a","en":"b"},"parameters":[]},7]})"),
            "/a~1b no-such-member; /organ/en not-text; /level not-level; "
            "/versions/0/effective_from not-day; /versions/0/parameters not-object; "
            "/versions/1 not-object; ");
}

// The founding notice of a pack is a legal basis like any other.
TEST(PackFaults, TellOfABasisThatCitesAnotherDecree) {
  const auto read = read_pack(R"({"id":"x","procedure":"p","organ":{"zh":"a","en":"b"},
      "level":"city","versions":[{"version":"1","effective_from":"2026-01-01","basis":
      {"zh":"《重大行政决策程序暂行条例》（国务院第722号令）","en":"b"},"parameters":{}}]})");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(codes(read.error()), "/versions/0/basis/zh wrong-citation; ");
  EXPECT_EQ(string_or(read.error().front().values, "expected"),
            "《重大行政决策程序暂行条例》（国务院令第713号）");
}

TEST(PackFaults, TellWhatWasGivenAndWhatWouldBeRight) {
  Procedure procedure;
  procedure.name = "p";
  Parameter days;
  days.name = "notice_days";
  days.standard = 30;
  days.min = 30;
  days.stricter = Parameter::Stricter::more;
  procedure.parameters = {days};
  const auto pack = [](const std::string& id, const std::string& extends, const std::string& set) {
    return read_pack(R"({"id":")" + id + R"(","procedure":"p","organ":{"zh":"a","en":"b"},)" +
                     (extends.empty() ? "" : R"("extends":")" + extends + R"(",)") +
                     R"("level":"city","versions":[{"version":"1","effective_from":"2026-01-01",
                          "basis":{"zh":"a","en":"b"},"parameters":{)" +
                     set + "}}]}")
        .value();
  };
  const std::vector<Pack> packs{
      pack("region", "", R"("notice_days":40)"), pack("low", "", R"("notice_days":29)"),
      pack("loose", "region", R"("notice_days":39)"), pack("other", "", R"("notice_dayz":39)")};
  const PolicyFaults faults = check_packs(procedure, packs);
  ASSERT_EQ(faults.size(), 3u) << codes(faults);
  EXPECT_EQ(faults[0].pack + faults[0].pointer + " " + faults[0].code,
            "low/versions/0/parameters/notice_days not-allowed");
  EXPECT_EQ(string_or(faults[0].values, "expected_zh"), "整数，不小于30");
  EXPECT_EQ(faults[1].pack + " " + faults[1].code, "loose looser");
  EXPECT_EQ(string_or(faults[1].values, "by"), "region 1");
  EXPECT_EQ(faults[2].code + " " + string_or(faults[2].values, "like"),
            "no-such-parameter notice_days");
}

}  // namespace
}  // namespace gavel::procedure
