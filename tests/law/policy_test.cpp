// What an organ sets: national floor, regional and local overlay, the stricter wins. And the
// founding city's notice of 30 working days, by the calendar of real years.
#include <filesystem>

#include "engine/procedure/packs.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using procedure::Pack;

Pack pack(const std::string& text) {
  auto read = procedure::read_pack(text);
  if (!read) throw std::runtime_error(text + ": " + read.error().front().code);
  return std::move(*read);
}
/// A pack with one version from 2026 on, of the region or of a city in it.
Pack made(const std::string& id, const std::string& parameters, const std::string& extends = "") {
  const std::string above = extends.empty() ? "" : R"("extends":")" + extends + R"(",)";
  const std::string level = extends.empty() ? "province" : "city";
  return pack(R"({"id":")" + id + R"(","procedure":"major-decision",)" + above +
              R"("organ":{"zh":"机关","en":"Organ"},"level":")" + level +
              R"(","versions":[{"version":"1",
              "effective_from":"2026-01-01","basis":{"zh":"规则","en":"Rule"},"parameters":)" +
              parameters + "}]}");
}
std::vector<Pack> shipped() {
  std::vector<Pack> packs;
  const std::filesystem::path folder(GAVEL_SOURCE_DIR "/workflows/policy");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() == "schema.json") continue;
    packs.push_back(
        pack(matter::file_text("workflows/policy/" + entry.path().filename().string())));
  }
  return packs;
}
const Day today = parse_day("2026-03-02").value();

/// "/parameters/notice_days looser 44, 45, …": where, what, and the values that show it.
std::string said(const procedure::PolicyFault& fault) {
  const std::size_t parameters = fault.pointer.find("/parameters/");
  std::string out =
      parameters == std::string::npos ? fault.pointer : fault.pointer.substr(parameters);
  out += " " + fault.code;
  const char* between = " ";
  const bool shows_wanted = fault.code == "not-allowed";
  for (const char* name :
       {"given", "than", "by", shows_wanted ? "expected_en" : "cited_en", "day"}) {
    const Json* const value = fault.values.if_contains(name);
    if (value == nullptr) continue;
    const std::string text =
        value->is_string() ? std::string(value->get_string()) : json_text(*value);
    out += between + text.substr(text.starts_with(' ') ? 1 : 0);
    between = ", ";
  }
  return out;
}

/// What keeps the pack, or a matter on it, from being used, or else what is told of the pack.
std::string wrong(const std::vector<Pack>& packs, std::string_view id,
                  const JsonObject& tighter = {}) {
  const auto resolved = procedure::resolve(*major_decision(), packs, id, today, tighter);
  if (!resolved) return said(resolved.error().front());
  const auto told = procedure::check_packs(*major_decision(), packs);
  const auto of_it = std::ranges::find(told, id, &procedure::PolicyFault::pack);
  return of_it == told.end() ? "" : said(*of_it);
}

TEST(PolicyPacks, TheShippedOnesAreRight) {
  EXPECT_THAT(procedure::check_packs(*major_decision(), shipped()), ::testing::IsEmpty());
}

TEST(PolicyPacks, TheFoundingCityAsksThirtyWorkingDays) {
  const auto resolved = procedure::resolve(*major_decision(), shipped(), "arxan", today);
  ASSERT_TRUE(resolved.has_value());
  EXPECT_EQ(resolved->at("notice_unit"), "workday");
  EXPECT_EQ(resolved->at("pack"), "arxan@2026.1");
  EXPECT_TRUE(major_decision()->policy(*resolved).has_value());
}

// Its parents leave that open; matters opened before the rule keep the version they began on.
TEST(PolicyPacks, TheFoundingCityHearsCounselOfItsRegisterAlone) {
  const auto asks = [](std::string_view id, Day day) {
    const auto resolved = procedure::resolve(*major_decision(), shipped(), id, day);
    return major_decision()->policy(resolved.value()).value().at("counsel_register").as_bool();
  };
  EXPECT_TRUE(asks("arxan", parse_day("2026-01-01").value()));
  EXPECT_FALSE(asks("arxan", parse_day("2025-12-31").value()));
  EXPECT_FALSE(asks("inner-mongolia", today));
  Course course;
  course.policy = *procedure::resolve(*major_decision(), shipped(), "arxan", today);
  course.noticed().given.until("2026-04-30T00:00:00+08:00");
  course.in({"pp_collating"})
      .by(drafter())
      .add({"PUB-03", "PUB-05"})
      .send("participation.feedback");
  course.argued().assessed().reviewed_for_competition().by(drafter()).changed("C1");
  course.by(drafter()).add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
  course.by(counsel()).add({"LEG-03"});
  const char* opinion = R"({"conclusion":"lawful","text":"合法"})";
  JsonObject known = facts();
  known.at("registers").as_object()["sender"] = JsonObject{{"found", nullptr}};
  course.given.facts(known);
  EXPECT_EQ(course.sign().refused("review.counsel", opinion), "rules-unmet G17A");
  known.at("registers").as_object()["sender"] = JsonObject{{"found", JsonObject{{"id", "C-0001"}}}};
  course.given.facts(known);
  course.sign().send("review.counsel", opinion);
}

TEST(PolicyPacks, NoneGoesBelowTheLawAndTheRefusalNamesTheArticle) {
  const std::string said = wrong({made("city", R"({"notice_days":29})")}, "city");
  EXPECT_THAT(said, ::testing::StartsWith("/parameters/notice_days not-allowed 29"));
  EXPECT_THAT(said, ::testing::HasSubstr("Decree 713 art. 15"));
  EXPECT_EQ(wrong({made("city", R"({"notice_days":30})")}, "city"), "");
  EXPECT_THAT(wrong({made("city", R"({"legality_min_workdays":6})")}, "city"),
              ::testing::HasSubstr("Decree 713 art. 26"));
}

TEST(PolicyPacks, NoneIsLooserThanTheOneItExtends) {
  const Pack region = made("region", R"({"notice_days":45,"notice_unit":"workday",
      "publish_workdays":10,"experts_odd":true})");
  const auto city = [&](const std::string& parameters) {
    return wrong({region, made("city", parameters, "region")}, "city");
  };
  EXPECT_EQ(city(R"({"notice_days":40})"),
            "/parameters/notice_days looser 40, 45, region 1, (Decree 713 art. 15)");
  EXPECT_EQ(city(R"({"notice_days":45})"), "");
  EXPECT_EQ(city(R"({"notice_days":60})"), "");
  EXPECT_THAT(city(R"({"notice_unit":"day"})"), ::testing::HasSubstr("looser"));
  EXPECT_THAT(city(R"({"publish_workdays":11})"), ::testing::HasSubstr("looser 11, 10"));
  EXPECT_EQ(city(R"({"publish_workdays":9})"), "");
  EXPECT_THAT(city(R"({"experts_odd":false})"), ::testing::HasSubstr("looser false, true"));
}

// A region that becomes stricter does not stop the cities that have not followed: its numbers hold
// for what they open, and what is stricter of theirs goes on holding.
TEST(PolicyPacks, TheStricterHoldsWhereOneLagsBehindTheOneItExtends) {
  const std::vector<Pack> packs{
      made("region", R"({"notice_days":45,"notice_unit":"workday","publish_workdays":10,
          "hearing_quorum_parts":3,"hearing_quorum_of":4,"experts_min":5})"),
      made("city", R"({"notice_days":40,"notice_unit":"day","publish_workdays":11,
          "hearing_quorum_parts":7,"hearing_quorum_of":10,"experts_min":7})",
           "region")};
  const auto resolved = procedure::resolve(*major_decision(), packs, "city", today);
  ASSERT_TRUE(resolved.has_value());
  const JsonObject whole = major_decision()->policy(*resolved).value();
  EXPECT_EQ(whole.at("notice_days"), Json(45));
  EXPECT_EQ(whole.at("notice_unit"), Json("workday"));
  EXPECT_EQ(whole.at("publish_workdays"), Json(10));
  EXPECT_EQ(whole.at("hearing_quorum_parts"), Json(3));
  EXPECT_EQ(whole.at("hearing_quorum_of"), Json(4));
  EXPECT_EQ(whole.at("experts_min"), Json(7));
  const auto told = procedure::check_packs(*major_decision(), packs);
  EXPECT_EQ(told.size(), 4u);
  for (const procedure::PolicyFault& fault : told) {
    EXPECT_EQ(fault.pack + " " + fault.code, "city looser");
    EXPECT_EQ(string_or(fault.values, "by"), "region 1");
    EXPECT_TRUE(fault.is_beside);
  }
  // A matter goes below neither.
  EXPECT_EQ(wrong(packs, "city", object(R"({"notice_days":44})")),
            "/parameters/notice_days looser 44, 45, region 1, (Decree 713 art. 15)");
}

// Which of two that contradict each other is the stricter nobody can say: no matter is opened on
// that pack. The pack of the top level has nobody beside it.
TEST(PolicyPacks, NumbersThatContradictThoseAboveHoldUpThatPackAlone) {
  const std::vector<Pack> packs{
      made("region", R"({"legality_min_workdays":16,"legality_max_workdays":20})"),
      made("city", R"({"legality_max_workdays":15})", "region"), made("other", "{}", "region")};
  const auto told = procedure::check_packs(*major_decision(), packs);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told.front().pack + " " + told.front().code, "city above-another");
  EXPECT_TRUE(told.front().is_beside);
  EXPECT_FALSE(procedure::resolve(*major_decision(), packs, "city", today));
  EXPECT_TRUE(procedure::resolve(*major_decision(), packs, "other", today));
  const auto alone = procedure::check_packs(
      *major_decision(), std::vector<Pack>{made("city", R"({"legality_min_workdays":16})")});
  ASSERT_EQ(alone.size(), 1u);
  EXPECT_FALSE(alone.front().is_beside);
}

TEST(PolicyPacks, AMatterMayTightenItsPackAndNotLoosenIt) {
  const std::vector<Pack> packs{made("city", R"({"notice_days":45})")};
  EXPECT_EQ(wrong(packs, "city", object(R"({"notice_days":60})")), "");
  EXPECT_EQ(wrong(packs, "city", object(R"({"notice_days":44})")),
            "/parameters/notice_days looser 44, 45, city 1, (Decree 713 art. 15)");
  EXPECT_EQ(wrong(packs, "city", object(R"({"pack":"other"})")),
            "/parameters/pack no-such-parameter other");
}

// What nobody set is the standard, and no matter goes below that either: each of these was once
// taken from whoever opened a matter.
TEST(PolicyPacks, AMatterDoesNotLoosenWhatItsPackLeftStandard) {
  for (const char* looser :
       {R"({"experts_min":3})", R"({"experts_odd":false})", R"({"hearing_min_participants":2})",
        R"({"notice_floor_workdays":5})", R"({"publish_channels":1})",
        R"({"risk_reuse_days":1095})", R"({"money_change_percent":100})",
        R"({"hearing_quorum_parts":1})", R"({"hearing_quorum_of":4})",
        R"({"hearing_quorum_parts":1,"hearing_quorum_of":2})"}) {
    EXPECT_THAT(wrong(shipped(), "arxan", object(looser)), ::testing::HasSubstr(" looser "))
        << looser;
    const auto alone = procedure::without_pack(*major_decision(), object(looser));
    ASSERT_FALSE(alone.has_value()) << looser;
    EXPECT_EQ(alone.error().front().code, "looser") << looser;
  }
  for (const char* stricter :
       {R"({"experts_min":7})", R"({"risk_reuse_days":364})", R"({"experts_min":5})",
        R"({"hearing_quorum_parts":3,"hearing_quorum_of":4})", R"({"hearing_quorum_parts":3})",
        R"({"hearing_quorum_parts":4,"hearing_quorum_of":6})"}) {
    EXPECT_EQ(wrong(shipped(), "arxan", object(stricter)), "") << stricter;
    EXPECT_TRUE(procedure::without_pack(*major_decision(), object(stricter))) << stricter;
  }
}

TEST(PolicyPacks, ATwoThirdsQuorumIsComparedAsOneShare) {
  const std::vector<Pack> packs{
      made("city", R"({"hearing_quorum_parts":3,"hearing_quorum_of":4})")};
  EXPECT_EQ(wrong(packs, "city", object(R"({"hearing_quorum_parts":2,"hearing_quorum_of":3})")),
            "/parameters/hearing_quorum_parts looser 2/3, 3/4, city 1, ");
  EXPECT_EQ(wrong(packs, "city", object(R"({"hearing_quorum_parts":4,"hearing_quorum_of":5})")),
            "");
  EXPECT_EQ(wrong(packs, "city", object(R"({"hearing_quorum_parts":5})")),
            "/parameters/hearing_quorum_parts above-another 5");
}

// Of what has no stricter way the pack decides for all its matters.
TEST(PolicyPacks, AMatterSetsNothingThatIsNeitherStricterNorLooser) {
  EXPECT_EQ(wrong(shipped(), "arxan", object(R"({"expert_pool":"none"})")),
            "/parameters/expert_pool not-per-matter none");
  EXPECT_EQ(wrong(shipped(), "arxan", object(R"({"transfer_years":"10"})")), "");
  EXPECT_TRUE(procedure::without_pack(*major_decision(), object(R"({"expert_pool":"none"})")));
}

// The national default holds for a lower pack where the one above left it; an organ of the top
// level is bound by the law alone and may have three experts.
TEST(PolicyPacks, ALowerOneDoesNotLoosenWhatTheUpperLeftStandard) {
  const Pack region = made("region", "{}");
  EXPECT_EQ(wrong({region, made("city", R"({"experts_min":3})", "region")}, "city"),
            "/parameters/experts_min looser 3, 5, major-decision " + major_decision()->version +
                ", ");  // no law names a number
  EXPECT_EQ(wrong({made("city", R"({"experts_min":3})")}, "city"), "");
  EXPECT_EQ(wrong({made("region", R"({"experts_min":3})"),
                   made("city", R"({"experts_min":3})", "region")},
                  "city"),
            "");
}

// Each organ says of its own file what no law names; whoever opens a matter does not.
TEST(PolicyPacks, AnOrganLeavesOutPapersThatNoLawNames) {
  const Pack region = made("region", "{}");
  for (const char* paper :
       {"research_report", "participation_plan", "notice_proof", "agenda_approval"}) {
    const std::string left_out = R"({")" + std::string(paper) + R"(":false})";
    EXPECT_EQ(wrong({region, made("city", left_out, "region")}, "city"), "") << paper;
    EXPECT_EQ(wrong({made("city", "{}")}, "city", object(left_out)),
              "/parameters/" + std::string(paper) + " not-per-matter false");
    EXPECT_TRUE(major_decision()->standard_policy().at(paper).as_bool()) << paper;
  }
  EXPECT_THAT(wrong({made("city", R"({"research_report":"no"})")}, "city"),
              ::testing::StartsWith("/parameters/research_report not-allowed no"));
  EXPECT_THAT(wrong({made("city", R"({"research_reports":false})")}, "city"),
              ::testing::StartsWith("/parameters/research_reports no-such-parameter"));
}

TEST(PolicyPacks, AnOrganMayAskForExpertsBesideInstitutionsAndNotTheOtherWayRound) {
  const Pack region = made("region", R"({"institution_argument":"beside","institutions_min":2})");
  EXPECT_EQ(wrong({region}, "region"), "");
  EXPECT_THAT(
      wrong({region, made("city", R"({"institution_argument":"alone"})", "region")}, "city"),
      ::testing::StartsWith("/parameters/institution_argument looser alone"));
  EXPECT_THAT(wrong({region, made("city", R"({"institutions_min":1})", "region")}, "city"),
              ::testing::StartsWith("/parameters/institutions_min looser 1"));
  EXPECT_EQ(wrong({made("city", "{}")}, "city", object(R"({"institution_argument":"beside"})")),
            "");
  EXPECT_THAT(wrong({made("city", R"({"institutions_min":0})")}, "city"),
              ::testing::StartsWith("/parameters/institutions_min not-allowed 0"));
}

TEST(PolicyPacks, LeastIsNotMoreThanMost) {
  EXPECT_EQ(
      wrong({made("city", R"({"legality_min_workdays":60,"legality_max_workdays":7})")}, "city"),
      "/parameters/legality_min_workdays above-another 60");
  EXPECT_EQ(wrong({made("city", R"({"legality_min_workdays":16})")}, "city"),
            "/parameters/legality_min_workdays above-another 16");
  EXPECT_EQ(wrong({made("city", R"({"legality_min_workdays":15})")}, "city"), "");
  EXPECT_EQ(wrong({made("city", "{}")}, "city", object(R"({"hearing_papers_days":16})")),
            "/parameters/hearing_papers_days above-another 16");
  const auto whole =
      major_decision()->policy(object(R"({"legality_min_workdays":60,"legality_max_workdays":7})"));
  ASSERT_FALSE(whole.has_value());
  EXPECT_EQ(whole.error().front().code, "above-another");
}

TEST(PolicyPacks, AVersionHoldsFromItsDay) {
  const Pack city = pack(R"({"id":"city","procedure":"major-decision","level":"city",
    "organ":{"zh":"市","en":"City"},"versions":[
    {"version":"1","effective_from":"2026-01-01","basis":{"zh":"b","en":"b"},"parameters":{"notice_days":30}},
    {"version":"2","effective_from":"2026-03-03","basis":{"zh":"b","en":"b"},"parameters":{"notice_days":40}}]})");
  const auto on = [&](const char* day) {
    return procedure::resolve(*major_decision(), std::vector<Pack>{city}, "city",
                              parse_day(day).value());
  };
  EXPECT_EQ(on("2026-03-02")->at("notice_days"), Json(30));
  EXPECT_EQ(on("2026-03-03")->at("notice_days"), Json(40));
  ASSERT_FALSE(on("2025-12-31").has_value());
  EXPECT_EQ(said(on("2025-12-31").error().front()), "/versions not-in-force 2025-12-31");
}

// A region that becomes stricter later breaks the city's pack from that day on.
TEST(PolicyPacks, AreCheckedOnEveryDayOnWhichOneChanges) {
  const Pack region = pack(R"({"id":"region","procedure":"major-decision","level":"province",
    "organ":{"zh":"区","en":"Region"},"versions":[
    {"version":"1","effective_from":"2026-01-01","basis":{"zh":"b","en":"b"},"parameters":{}},
    {"version":"2","effective_from":"2027-01-01","basis":{"zh":"b","en":"b"},"parameters":{"notice_days":60}}]})");
  const auto errors = procedure::check_packs(
      *major_decision(),
      std::vector<Pack>{region, made("city", R"({"notice_days":30})", "region")});
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors.front().pack + " " + to_string(*errors.front().from), "city 2027-01-01");
  EXPECT_THAT(said(errors.front()), ::testing::StartsWith("/parameters/notice_days looser"));
}

TEST(PolicyPacks, AreReadStrictly) {
  for (
      const auto& [text, wanted] : std::vector<std::pair<const char*, const char*>>{
          {"[]", " not-object"},
          {R"({"id":"x","colour":1})", "/colour no-such-member"},
          {R"({"id":"x"})", "/procedure not-text"},
          {R"({"id":"x","procedure":"p","organ":{"zh":"a","en":"b"},"level":"village","versions":[]})",
           "/level not-level"},
          {R"({"id":"x","procedure":"p","organ":{"zh":"a","en":"b"},"level":"city","versions":[
             {"version":"1","effective_from":"2026-02-30","basis":{"zh":"a","en":"b"},"parameters":{}}]})",
           "/versions/0/effective_from not-day"}}) {
    const auto read = procedure::read_pack(text);
    ASSERT_FALSE(read.has_value()) << text;
    EXPECT_TRUE(std::ranges::any_of(read.error(), [&,
                                                   what = std::string(wanted)](const auto& fault) {
      return fault.pointer + " " + fault.code == what;
    })) << text;
  }
}

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

TEST(PolicyPacks, TheSecurityClassIsOneOfThoseThereAre) {
  EXPECT_EQ(wrong({made("city", R"({"security_class":"机密"})")}, "city"), "");
  EXPECT_THAT(wrong({made("city", R"({"security_class":"机秘"})")}, "city"),
              ::testing::StartsWith("/parameters/security_class not-allowed 机秘"));
}

TEST(Article43, ALocalSystemAddsToTheNationalFloorAndDoesNotGoBelow) {
  EXPECT_EQ(wrong({made("region", R"({"notice_days":45})")}, "region"), "");
  EXPECT_THAT(wrong({made("region", R"({"notice_days":29})")}, "region"),
              ::testing::HasSubstr("Decree 713 art. 15"));
}

TEST(PolicyPacks, DoNotExtendThemselvesNorWhatIsNotThere) {
  EXPECT_EQ(wrong({made("a", "{}", "b"), made("b", "{}", "a")}, "a"), "/extends extends-itself a");
  EXPECT_EQ(wrong({made("a", "{}", "none")}, "a"), "/extends no-such-pack none");
}

// ---- days that an autonomous region has off of its own (practice: each organ's notice sets them)
constexpr const char* festival = R"([
    {"date":"2026-04-20","off":true,"name":"节日","source":"放假通知"},
    {"date":"2026-04-21","off":true,"name":"节日","source":"放假通知"},
    {"date":"2026-04-25","off":false,"name":"调休","source":"放假通知"}])";

const calendar::Calendar& of_region() {
  static const auto table = [] {
    const Pack region = pack(R"({"id":"region","procedure":"major-decision","level":"province",
        "organ":{"zh":"自治区","en":"Region"},"local_days":)" +
                             std::string(festival) + R"(,"versions":[{"version":"1",
        "effective_from":"2026-01-01","basis":{"zh":"规则","en":"Rule"},"parameters":{}}]})");
    const std::string csv = calendar::with_local_days(shipped_calendar(), region.local_days);
    return calendar::Calendar::from_csv(csv).value();
  }();
  return table;
}

/// The notice opened on that day stands to the end of `last` in the region, and not longer.
void stands_in_region(const char* policy, const std::string& opened, const std::string& last) {
  Course course;
  course.policy = object(policy);
  course.given.calendar(of_region(), "region");
  course.coordinated().checked_for_secrets().at(opened + "T09:00:00+08:00");
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.at(last + "T23:59:59+08:00").by(drafter());
  EXPECT_EQ(course.refused("notice.close"), "rules-unmet G08") << last;
  course.at(to_string(start_of(*parse_day(last) + std::chrono::days{1})));
  course.send("notice.close").in({"pp_collating"});
}

// The public has its working days whole: one on which the organ's own people were off is none. By
// the State Council's table alone these end on 22 and 23 April.
TEST(Article15, ANoticeInWorkingDaysIsLongerByTheOrgansOwnHolidays) {
  constexpr const char* workdays = R"({"notice_days":30,"notice_unit":"workday"})";
  stands_in_region(workdays, "2026-03-10", "2026-04-24");
  stands_in_region(workdays, "2026-03-11", "2026-04-25");  // a Saturday, worked to make up
}

// 30 days from 21 March end on Monday, 20 April, which is off there.
TEST(Article15, ANoticeThatEndsOnAHolidayOfTheOrganEndsOnItsNextWorkingDay) {
  stands_in_region("{}", "2026-03-21", "2026-04-22");
  stands_in_region("{}", "2026-03-23", "2026-04-22");
  stands_in_region("{}", "2026-03-24", "2026-04-23");
}

// ---- the city's notice and the nation's, opened on days round the long holidays. Expected days
// counted from the State Council's notices.
struct Opening {
  const char* opened;
  const char* thirty_days;      ///< National: calendar days, off rest days.
  const char* thirty_workdays;  ///< The city's.
};

class Notice : public ::testing::TestWithParam<Opening> {
 protected:
  /// The course with its notice opened on that day under `policy`.
  static void stands_until(const JsonObject& policy, const std::string& last) {
    Course course;
    course.policy = policy;
    course.coordinated().checked_for_secrets().at(std::string(GetParam().opened) +
                                                  "T09:00:00+08:00");
    course.send("notice.open", R"({"title":"征求意见","how":"信函"})");
    course.at(last + "T23:59:59+08:00").by(drafter());
    EXPECT_EQ(course.refused("notice.close"), "rules-unmet G08") << last;
    course.at(to_string(start_of(*parse_day(last) + std::chrono::days{1})));
    course.send("notice.close").in({"pp_collating"});
  }
};

TEST_P(Notice, StandsToTheLastMomentAndNotLonger) {
  stands_until({}, GetParam().thirty_days);
  stands_until(*procedure::resolve(*major_decision(), shipped(), "arxan", today),
               GetParam().thirty_workdays);
}

INSTANTIATE_TEST_SUITE_P(
    RoundTheHolidays, Notice,
    ::testing::Values(Opening{"2020-01-10", "2020-02-10", "2020-02-28"},  // the extended festival
                      Opening{"2021-01-20", "2021-02-19", "2021-03-08"},
                      Opening{"2022-09-09", "2022-10-09", "2022-10-27"},  // a make-up Sunday worked
                      Opening{"2024-01-20", "2024-02-19", "2024-03-06"},
                      Opening{"2024-01-30", "2024-02-29", "2024-03-15"},  // ends on 29 February
                      Opening{"2025-01-15", "2025-02-14", "2025-03-04"},
                      Opening{"2026-01-30", "2026-03-02", "2026-03-19"}),
    [](const auto& row) { return "Opened" + std::to_string(row.index); });

}  // namespace
}  // namespace gavel::law
