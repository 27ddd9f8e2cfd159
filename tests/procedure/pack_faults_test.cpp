// What is wrong with a policy pack, as codes with the place and what would be right.
#include <gtest/gtest.h>

#include "engine/calendar/local_days.hpp"
#include "engine/procedure/packs.hpp"
#include "engine/procedure/reading.hpp"
#include "tests/file_text.hpp"
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

TEST(PackFaults, TellOfTwoVersionsOfOneName) {
  EXPECT_EQ(
      read(R"({"id":"x","procedure":"p","organ":{"zh":"a","en":"b"},"level":"city","versions":[
      {"version":"1","effective_from":"2026-01-01","basis":{"zh":"a","en":"b"},"parameters":{}},
      {"version":"2","effective_from":"2026-02-01","basis":{"zh":"a","en":"b"},"parameters":{}},
      {"version":"1","effective_from":"2026-03-01","basis":{"zh":"a","en":"b"},"parameters":{}}]})"),
      "/versions/2/version version-twice; ");
}

// The founding notice of a pack is a legal basis like any other.
TEST(PackFaults, TellOfABasisThatCitesAnotherDecree) {
  const auto read = read_pack(R"({"id":"x","procedure":"p","organ":{"zh":"a","en":"b"},
      "level":"city","versions":[{"version":"1","effective_from":"2026-01-01","basis":
      {"zh":"《重大行政决策程序暂行条例》（国务院第722号令）","en":"b"},"parameters":{}}]})");
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(codes(read.error()), "/versions/0/basis/zh wrong-citation; ");
  EXPECT_EQ(
      string_or(read.error().front().values, "expected"),
      "《重大行政决策程序暂行条例》（国务院令第713号），或者《优化营商环境条例》（国务院令第722"
      "号）");
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
                     R"("level":")" + (extends.empty() ? "province" : "city") +
                     R"(","versions":[{"version":"1","effective_from":"2026-01-01",
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
  EXPECT_TRUE(faults[1].is_beside);
  EXPECT_FALSE(faults[0].is_beside || faults[2].is_beside);
  EXPECT_EQ(faults[2].code + " " + string_or(faults[2].values, "like"),
            "no-such-parameter notice_days");
}

// 20 where a text is asked for, "20".
TEST(PackFaults, TellOfANumberThatIsGivenForAText) {
  const auto read = read_pack(R"({"id":7,"procedure":"p","organ":{"zh":[],"en":""},
      "level":"city","versions":[{"version":2026,"effective_from":20260101,
      "basis":{"zh":"a","en":"b"},"parameters":{}}]})");
  ASSERT_FALSE(read.has_value());
  const PolicyFaults& faults = read.error();
  EXPECT_EQ(codes(faults),
            "/id not-text; /organ/zh not-text; /organ/en not-text; "
            "/versions/0/effective_from not-day; /versions/0/version not-text; ");
  EXPECT_EQ(json_text(faults[0].values), R"({"given":7,"example":"\"7\""})");
  EXPECT_EQ(json_text(faults[1].values), R"({"given":[],"example":"\"…\""})");
  EXPECT_EQ(json_text(faults[2].values), "{}");
  Parameter years;
  years.name = "years";
  years.type = Field::Type::choice;
  years.values = {"10", "20"};
  const auto said = [](const Parameter& parameter, const char* value) {
    const PolicyFault fault = not_fitting(parameter, parse_json(value).value());
    return fault.code + " " + string_or(fault.values, "example", "-");
  };
  EXPECT_EQ(said(years, "20"), "text-expected \"20\"");
  EXPECT_EQ(said(years, "30"), "text-expected \"10\"");
  EXPECT_EQ(said(years, R"("30")"), "not-allowed -");
  years.type = Field::Type::text, years.values = {};
  EXPECT_EQ(said(years, "true"), "text-expected \"true\"");
  years.type = Field::Type::integer;
  EXPECT_EQ(said(years, R"("20")"), "not-allowed -");
}

/// A pack with these local days.
std::string dated(const std::string& days, const std::string& id = "x",
                  const std::string& extends = "") {
  return R"({"id":")" + id + R"(","procedure":"p","organ":{"zh":"a","en":"b"},)" +
         (extends.empty() ? "" : R"("extends":")" + extends + R"(",)") + R"("level":")" +
         (extends.empty() ? "province" : "city") + R"(","local_days":)" + days +
         R"(,"versions":[{"version":"1","effective_from":"2026-01-01",
         "basis":{"zh":"a","en":"b"},"parameters":{}}]})";
}
std::string day(const char* date, const char* off, const char* name = "节日") {
  return R"({"date":")" + std::string(date) + R"(","off":)" + off + R"(,"name":")" + name +
         R"(","source":"s"})";
}

TEST(PackFaults, TellWhatIsWrongWithConsents) {
  const auto with = [](const std::string& consents) {
    return read(
        (R"({"id":"x","procedure":"p","organ":{"zh":"a","en":"b"},"level":"county","versions":[
        {"version":"1","effective_from":"2026-01-01","basis":{"zh":"a","en":"b"},"parameters":{},"consents":)" +
         consents + "}]}")
            .c_str());
  };
  const auto one = [&](const std::string& number, const std::string& on) {
    return with(R"([{"parameter":"years","by":"某县档案局","number":")" + number + R"(","on":")" +
                on + R"("}])");
  };
  EXPECT_EQ(one("某档发〔2025〕3号", "2026-01-01"), "");
  EXPECT_EQ(one("某档发〔2025〕3号", "2026-01-02"), "/versions/0/consents/0/on consent-after; ");
  for (const char* number : {"同意", "3号", "〔2025〕"})
    EXPECT_EQ(one(number, "2025-12-01"), "/versions/0/consents/0/number no-document-number; ");
  EXPECT_EQ(with("{}"), "/versions/0/consents not-list; ");
  EXPECT_EQ(with(R"([7,{"parameter":"years","why":"r"}])"),
            "/versions/0/consents/0 not-object; /versions/0/consents/1/why no-such-member; "
            "/versions/0/consents/1/by not-text; /versions/0/consents/1/number not-text; "
            "/versions/0/consents/1/on not-text; ");
}

TEST(PackFaults, TellWhatIsWrongWithLocalDays) {
  const auto of = [](const std::string& days) { return read(dated(days).c_str()); };
  EXPECT_EQ(of("[" + day("2026-04-20", "true") + "," + day("2026-04-25", "false") + "]"), "");
  EXPECT_EQ(of("{}"), "/local_days not-list; ");
  EXPECT_EQ(of(R"([7,{"date":"2026-04-31","off":1,"day":1}])"),
            "/local_days/0 not-object; /local_days/1/day no-such-member; "
            "/local_days/1/date not-day; /local_days/1/off not-yes-or-no; "
            "/local_days/1/name not-text; /local_days/1/source not-text; ");
  EXPECT_EQ(of("[" + day("2026-04-20", "true") + "," + day("2026-04-20", "true") + "]"),
            "/local_days/1/date day-twice; ");
  // A Monday is worked anyway: the date is a slip.
  EXPECT_EQ(of("[" + day("2026-04-20", "false") + "]"),
            "/local_days/0/date makeup-not-on-weekend; ");
  EXPECT_EQ(of("[" + day("2026-04-20", "true", "甲,乙") + "]"),
            "/local_days/0/name not-one-line; ");
  EXPECT_EQ(of("[" + day("2026-04-20", "true", "甲\\n乙") + "]"),
            "/local_days/0/name not-one-line; ");
}

TEST(LocalDays, OfThePackAboveAndItsOwnAddUp) {
  const std::vector<Pack> packs{
      read_pack(dated("[" + day("2026-04-20", "true", "区") + "]", "region")).value(),
      read_pack(dated("[" + day("2026-04-20", "true", "市") + "," + day("2026-04-21", "true") + "]",
                      "city", "region"))
          .value()};
  const auto days = local_days(packs, "city");
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0].name, "区");
  EXPECT_EQ(to_string(days[1].day), "2026-04-21");
  EXPECT_EQ(local_days(packs, "region").size(), 1u);
  EXPECT_TRUE(local_days(packs, "none").empty());
  EXPECT_EQ(pack_id("city@2026.1"), "city");
  EXPECT_EQ(pack_id("city"), "city");
}

// Whether a day is worked is no number of which one is the stricter: more days off give the public
// longer, and the organ too.
TEST(PackFaults, TellOfADayThatThePackAboveHasOtherwise) {
  Procedure procedure;
  procedure.name = "p";
  const auto faults = [&](const std::string& above, const std::string& own) {
    const std::vector<Pack> packs{read_pack(dated("[" + above + "]", "region")).value(),
                                  read_pack(dated("[" + own + "]", "city", "region")).value()};
    return codes(check_packs(procedure, packs));
  };
  const std::string off = day("2026-04-25", "true"), worked = day("2026-04-25", "false");
  EXPECT_EQ(faults(off, off), "");
  EXPECT_EQ(faults(off, worked), "/local_days/0/off day-is-off-above; ");
  EXPECT_EQ(faults(worked, off), "/local_days/0/off day-is-worked-above; ");
}

// 20 June 2026 is the Saturday of the Dragon Boat Festival; the 27th is any other.
TEST(PackFaults, TellOfAHolidayOfTheStateCouncilsThatIsToBeWorked) {
  const Pack pack =
      read_pack(dated("[" + day("2026-06-20", "false") + "," + day("2026-06-27", "false") + "," +
                      day("2027-06-19", "false") + "]"))
          .value();
  const auto counted =
      calendar::Calendar::from_csv(calendar::with_local_days(shipped_calendar(), pack.local_days))
          .value();
  EXPECT_EQ(codes(worked_holidays(pack, counted)), "/local_days/0/date worked-holiday; ");
}

TEST(PackFaults, TellOfDaysThatWaitForTheTableOfTheirYear) {
  const auto calendar = calendar::Calendar::from_csv(shipped_calendar()).value();
  const std::vector<Pack> packs{
      read_pack(dated("[" + day("2026-12-31", "true") + "," + day("2027-01-01", "true") + "," +
                      day("2018-12-31", "true") + "]"))
          .value()};
  EXPECT_EQ(codes(days_not_known(packs, calendar)),
            "/local_days/1/date day-not-known; /local_days/2/date day-not-known; ");
}

}  // namespace
}  // namespace gavel::procedure
