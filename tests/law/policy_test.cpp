// What an organ sets: national floor, regional and local overlay, the stricter wins.
#include "tests/law/packs.hpp"

namespace gavel::law {
namespace {

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

// What a region says nothing about is the program's default, which no law and no region set: a city
// is bound by the law and by what the packs above it say.
TEST(PolicyPacks, WhatNobodyAboveSaysDoesNotBindALowerOne) {
  const Pack silent = made("region", R"({"notice_days":45})");
  const auto city = [&](const Pack& region, const std::string& parameters) {
    return wrong({region, made("city", parameters, "region")}, "city");
  };
  EXPECT_EQ(city(silent, R"({"experts_min":3})"), "");
  EXPECT_EQ(city(silent, R"({"report_days":366})"), "");
  EXPECT_EQ(city(made("region", R"({"experts_min":3})"), R"({"experts_min":3})"), "");
  // The region's word binds, whether it is the default's or another.
  EXPECT_EQ(city(made("region", R"({"experts_min":5})"), R"({"experts_min":3})"),
            "/parameters/experts_min looser 3, 5, region 1, ");  // no law names a number
  EXPECT_EQ(city(silent, R"({"notice_days":30})"),
            "/parameters/notice_days looser 30, 45, region 1, (Decree 713 art. 15)");
  // So does the law, whoever is silent.
  EXPECT_THAT(city(made("region", "{}"), R"({"notice_days":29})"),
              ::testing::StartsWith("/parameters/notice_days not-allowed 29"));
  EXPECT_THAT(city(silent, R"({"experts_min":2})"),
              ::testing::StartsWith("/parameters/experts_min not-allowed 2"));
}

TEST(PolicyPacks, WhatALevelInBetweenSaysBindsThoseBelowIt) {
  const std::vector<Pack> packs{made("region", "{}"),
                                made("city", R"({"experts_min":4})", "region"),
                                made("county", R"({"experts_min":3})", "city", "county")};
  EXPECT_EQ(wrong(packs, "city"), "");
  EXPECT_EQ(wrong(packs, "county"), "/parameters/experts_min looser 3, 4, city 1, ");
  // A matter is opened under what holds for its organ.
  EXPECT_THAT(wrong(packs, "city", object(R"({"experts_min":3})")),
              ::testing::StartsWith("/parameters/experts_min looser 3, 4"));
}

// Of a share whose one number the region left, the default stands beside the other.
TEST(PolicyPacks, AShareOfWhichTheRegionSetOneNumberBindsAsAShare) {
  const Pack region = made("region", R"({"hearing_quorum_of":2})");  // both of two
  EXPECT_EQ(wrong({region, made("city", R"({"hearing_quorum_parts":1})", "region")}, "city"),
            "/parameters/hearing_quorum_parts looser 1/2, 2/2, region 1, ");
  const std::vector<Pack> packs{region, made("city", R"({"hearing_quorum_of":3})", "region")};
  EXPECT_EQ(wrong(packs, "city"), "/parameters/hearing_quorum_parts looser 2/3, 2/2, region 1, ");
  const JsonObject whole =
      major_decision()
          ->policy(*procedure::resolve(*major_decision(), packs, "city", today))
          .value();
  EXPECT_EQ(whole.at("hearing_quorum_parts"), Json(2));
  EXPECT_EQ(whole.at("hearing_quorum_of"), Json(2));
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

}  // namespace
}  // namespace gavel::law
