// Keeping of stored volumes, as archivists do it over the years: who may see them, what falls due,
// appraisal by two persons.
#include "tests/api/keeping.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Keeping;
using testing::HasSubstr;
using testing::Not;

TEST_F(Keeping, IsProposedByOneAndAgreedToByAnother) {
  const std::string code = sealed("Y");
  EXPECT_EQ(now(code, "access"), Json("restricted"));
  EXPECT_EQ(propose("li", code, {{"kind", "access"}, {"outcome", "open"}}).brief(),
            "403 role-required");
  const Answer proposed = propose("qian", code, {{"kind", "access"}, {"outcome", "open"}});
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_EQ(propose("feng", code, {{"kind", "access"}, {"outcome", "closed"}}).brief(),
            "409 act-waits");
  EXPECT_EQ(answer("qian", proposed, {{"agreed", true}}).brief(), "403 second-person");
  EXPECT_EQ(answer("feng", proposed, {{"agreed", false}}).brief(), "422 invalid-body");
  EXPECT_EQ(answer("feng", proposed, {{"agreed", true}}).status, 200);
  EXPECT_EQ(answer("feng", proposed, {{"agreed", true}}).brief(), "409 act-answered");
  EXPECT_EQ(now(code, "access"), Json("open"));
}

TEST_F(Keeping, WhoeverMayAnswerFindsWhatWaits) {
  const std::string code = sealed("Y"), place = "/v1/archive/keeping";
  EXPECT_EQ(json_text(office.get("qian", place).at("/acts")), "[]");
  const Answer opening = propose("qian", code, {{"kind", "access"}, {"outcome", "open"}});
  EXPECT_EQ(opening.text("/title"), "学区调整");
  const Answer waiting = office.get("feng", place);
  EXPECT_EQ(waiting.at("/acts").as_array().size(), 1U) << waiting.body;
  EXPECT_EQ(waiting.at("/acts/0/id"), Json(opening.text("/id")));
  EXPECT_EQ(waiting.text("/acts/0/title"), "学区调整");
  EXPECT_EQ(office.get("li", place).brief(), "403 role-required");
  EXPECT_EQ(answer("feng", opening, {{"agreed", true}}).status, 200);
  EXPECT_EQ(json_text(office.get("feng", place).at("/acts")), "[]");
}

TEST_F(Keeping, TheDatabaseItselfWantsTwoPersonsAndKeepsWhatTheySaid) {
  const std::string code = sealed("Y");
  const Answer proposed = propose("qian", code, {{"kind", "access"}, {"outcome", "open"}});
  const auto run = [&](const std::string& sql) { return db::test::psql(office.url, sql); };
  EXPECT_THROW(run("INSERT INTO keeping_answer VALUES ('" + proposed.text("/id") +
                   "', true, '', NULL, NULL, 'qian', 'q', 'system', now())"),
               std::runtime_error);
  EXPECT_THROW(run("UPDATE keeping_act SET outcome = 'closed'"), std::runtime_error);
  EXPECT_THROW(run("DELETE FROM keeping_act"), std::runtime_error);
  EXPECT_THROW(run("TRUNCATE keeping_act CASCADE"), std::runtime_error);
}

TEST_F(Keeping, NobodyOfTheDraftingUnitDecidesOnIt) {
  office.hire("drafters-own", "education", {"archivist"});
  const std::string code = sealed("Y");
  const JsonObject open{{"kind", "access"}, {"outcome", "open"}};
  EXPECT_EQ(propose("drafters-own", code, open).brief(), "403 drafters-volume");
  EXPECT_EQ(answer("drafters-own", propose("qian", code, open), {{"agreed", true}}).brief(),
            "403 drafters-volume");
}

struct OrgansKeeping : Keeping {
  /// Of the city's: a catalogue says by itself whose it is.
  OrgansKeeping() {
    const char* file = "workflows/catalogue.scxml";
    EXPECT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
    office.heads("mayor", "市人民政府");
    office.heads("chief", "市住建局");
    office.hire("dang", "justice", {"party_group"});
    matter = office
                 .post("qian", "/v1/matters",
                       {{"procedure", "catalogue"},
                        {"title", "目录"},
                        {"data", JsonObject{{"organ", "市人民政府"},
                                            {"year", 2026},
                                            {"basis", JsonArray{JsonObject{{"title", "x"}}}}}}})
                 .text("/id");
  }
};

// What becomes of an organ's volume is not for the head of another.
TEST_F(OrgansKeeping, IsAnsweredByTheHeadOfTheOrganWhoseItIs) {
  const std::string code = sealed("Y");
  const Answer opening = propose("feng", code, {{"kind", "access"}, {"outcome", "open"}});
  ASSERT_EQ(opening.status, 201) << opening.body;
  const Answer refused = answer("chief", opening, {{"agreed", true}});
  EXPECT_EQ(refused.brief(), "403 other-organs-volume") << refused.body;
  EXPECT_THAT(refused.text("/detail"), HasSubstr("由市人民政府决策"));
  EXPECT_EQ(answer("mayor", opening, {{"agreed", true}}).status, 200);
}

// 公务员法 76: who was ordered out of the matter says nothing of its volume either.
TEST_F(OrgansKeeping, IsForNobodyWhoKeepsOutOfItsMatter) {
  const auto out = [&](const char* account) {
    return office
        .post("dang", "/v1/matters/" + matter + "/recusals",
              {{"account", account}, {"step", "order"}, {"reason", "亲属经营"}})
        .status;
  };
  office.hire("gu", "justice", {"archivist"});
  ASSERT_EQ(out("mayor"), 201);
  const std::string code = sealed("Y");
  const JsonObject open{{"kind", "access"}, {"outcome", "open"}};
  const Answer opening = propose("feng", code, open);
  EXPECT_EQ(answer("mayor", opening, {{"agreed", true}}).brief(), "403 recused-keeps-nothing");
  EXPECT_EQ(answer("mayor", opening, {{"agreed", false}, {"note", "不宜"}}).brief(),
            "403 recused-keeps-nothing");
  EXPECT_EQ(answer("gu", opening, {{"agreed", true}}).status, 200);
  ASSERT_EQ(out("feng"), 201);
  EXPECT_EQ(propose("feng", code, {{"kind", "access"}, {"outcome", "closed"}}).brief(),
            "403 recused-keeps-nothing");
}

TEST_F(Keeping, WhatIsOpenIsReadByEveryoneAndRecorded) {
  const std::string code = sealed("Y"), place = "/v1/open-archive/" + encoded(code) + "/package";
  EXPECT_EQ(office.get("", place + "?purpose=study").brief(), "404 not-open");
  agree(code, {{"kind", "access"}, {"outcome", "open"}});
  EXPECT_EQ(office.get("", "/v1/open-archive").at("/volumes/0/code"), Json(code));
  EXPECT_EQ(office.get("", place).brief(), "400 invalid-query");
  EXPECT_EQ(office.get("", place + "?purpose=study").status, 200);
  EXPECT_EQ(db::test::psql(office.url, "SELECT account || '/' || purpose FROM archive_access"),
            "/study");
}

TEST_F(Keeping, WhatIsOpenIsHarvestedWithoutAnAccountAsOfTheDayItWasOpened) {
  const std::string code = sealed("Y"), list = "/oai/open?verb=ListRecords&metadataPrefix=oai_dc";
  EXPECT_THAT(office.get("", list).body, HasSubstr("noRecordsMatch"));
  on("2026-05-11");
  agree(code, {{"kind", "access"}, {"outcome", "open"}});
  const std::string found = office.get("", list + "&from=2026-05-11").body;
  EXPECT_THAT(found, HasSubstr("oai:gavel.local:X043-WS%C2%B72026-Y-BGS-0001"));
  EXPECT_THAT(found, HasSubstr("<datestamp>2026-05-11"));
  EXPECT_THAT(office.get("", "/oai/open?verb=Identify").body, HasSubstr("/oai/open</baseURL>"));
  EXPECT_THAT(office.get("", "/oai/open?verb=ListSets").body, HasSubstr("retention:Y"));
  // The register of everything keeps the day on which it was stored, and wants an account.
  EXPECT_EQ(office.get("", "/oai?verb=Identify").status, 401);
  on("2026-05-12");
  agree(code, {{"kind", "access"}, {"outcome", "closed"}, {"years", 5}});
  // Who harvested it meanwhile learns that it is closed, and nothing else of it.
  const std::string closed = office.get("", list + "&from=2026-05-12").body;
  EXPECT_THAT(closed, HasSubstr("status=\"deleted\""));
  EXPECT_THAT(closed, HasSubstr("<datestamp>2026-05-12"));
  EXPECT_THAT(closed, Not(HasSubstr("学区调整")));
  EXPECT_EQ(json_text(office.get("", "/v1/open-archive").at("/volumes")), "[]");
}

TEST_F(Keeping, AfterTwentyFiveYearsItIsReviewedForOpening) {
  const std::string code = sealed("Y");
  on("2051-02-28");
  EXPECT_EQ(due("access"), "");
  on("2051-03-01");
  EXPECT_EQ(due("access"), code + " ");
  const JsonObject closed{{"kind", "access"}, {"outcome", "closed"}};
  EXPECT_EQ(propose("qian", code, closed).text("/errors/0/pointer"), "/years");
  JsonObject for_ten = closed;
  for_ten["years"] = 10;
  agree(code, for_ten);
  EXPECT_EQ(due("access"), "");
  EXPECT_EQ(now(code, "opening_due"), Json("2061-03-01"));
  on("2061-03-01");
  EXPECT_EQ(due("access"), code + " ");
  agree(code, {{"kind", "access"}, {"outcome", "open"}});
  EXPECT_EQ(due("access"), "");
}

// 档案法 art. 27, 30; 保密法实施条例 art. 42: every opening is reviewed first and done then, of
// what was published too: the volume holds more than that.
TEST_F(Keeping, IsOpenedOnlyAfterAReview) {
  const std::string code = sealed("Y");
  const JsonObject open{{"kind", "access"}, {"outcome", "open"}};
  JsonObject unreviewed = open;
  unreviewed["review"] = nullptr;
  EXPECT_EQ(propose("qian", code, unreviewed).brief(), "409 not-reviewed");
  for (const char* said : {"non_public", "", "public"}) {
    ordered_with("{\"disclosure\":\"" + std::string(said) + "\"}");
    EXPECT_EQ(now(code, "disclosure"), Json(said));
    const Answer refused = propose("qian", code, unreviewed);
    EXPECT_EQ(refused.brief(), "409 not-reviewed");
    EXPECT_THAT(refused.text("/detail"), HasSubstr("第四十二条"));
  }
  ordered_with(R"({"disclosure":"non_public"})");
  JsonObject unnumbered = open;
  unnumbered["review"] = "x";
  EXPECT_EQ(propose("qian", code, unnumbered).text("/errors/0/code"), "not-a-paper-number");
  JsonObject closed{{"kind", "access"}, {"outcome", "closed"}, {"review", "1号"}};
  EXPECT_EQ(propose("qian", code, closed).text("/errors/0/pointer"), "/review");
  const Answer proposed = propose("qian", code, open);
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  // Whoever answers sees both.
  const Answer waiting = office.get("feng", "/v1/archive/keeping");
  EXPECT_EQ(waiting.text("/acts/0/review"), review);
  EXPECT_EQ(waiting.text("/acts/0/disclosure"), "non_public");
  EXPECT_EQ(answer("feng", proposed, {{"agreed", true}}).status, 200);
  EXPECT_EQ(now(code, "access"), Json("open"));
}

// Proposed before anybody asked for a review, and not yet answered.
TEST_F(Keeping, AnOpeningWithoutAReviewIsNotAgreedToEither) {
  const std::string code = sealed("Y");
  const Answer proposed = propose("qian", code, {{"kind", "access"}, {"outcome", "open"}});
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_EQ(proposed.at("/disclosure"), Json());
  db::test::psql(office.url,
                 "ALTER TABLE opening_review DISABLE TRIGGER ALL; DELETE FROM opening_review");
  EXPECT_EQ(answer("feng", proposed, {{"agreed", true}}).brief(), "409 not-reviewed");
  EXPECT_EQ(answer("feng", proposed, {{"agreed", false}, {"note", "先作保密审查"}}).status, 200);
}

TEST_F(Keeping, WhatIsKeptForEverIsNeverAppraised) {
  const std::string code = sealed("Y");
  on("2090-01-01");
  EXPECT_EQ(due("appraisal"), "");
  EXPECT_EQ(propose("qian", code, {{"kind", "appraisal"}, {"outcome", "destroy"}}).brief(),
            "409 kept-for-ever");
}

TEST_F(Keeping, ATermThatIsOverIsAppraised) {
  const std::string code = sealed("D30");
  const JsonObject destroy{{"kind", "appraisal"}, {"outcome", "destroy"}};
  // Of 2026, so that the thirty years begin with 2027 and end with 2056.
  on("2056-12-31");
  EXPECT_EQ(due("appraisal"), "");
  EXPECT_EQ(propose("qian", code, destroy).brief(), "409 term-not-over");
  on("2057-01-01");
  EXPECT_EQ(due("appraisal"), code + " ");
  const JsonObject extend{{"kind", "appraisal"}, {"outcome", "extend"}, {"years", 10}};
  agree(code, extend);
  EXPECT_EQ(now(code, "appraisal_due"), Json("2067-01-01"));
  on("2067-01-01");
  agree(code, destroy);
  EXPECT_EQ(now(code, "to_be_destroyed"), Json(true));
  EXPECT_EQ(due("appraisal"), "");
  EXPECT_EQ(propose("qian", code, extend).brief(), "409 kept-so-already");
}

TEST_F(Keeping, WrongInputIsToldWhatWouldBeRight) {
  const std::string code = sealed("Y");
  const auto fault = [&](const JsonObject& act) {
    const Answer told = propose("qian", code, act);
    return told.text("/errors/0/pointer") + " " + told.text("/errors/0/code");
  };
  EXPECT_EQ(fault({{"kind", "burn"}, {"outcome", "open"}}), "/kind not-a-choice");
  EXPECT_EQ(fault({{"kind", "access"}, {"outcome", "destroy"}}), "/outcome not-a-choice");
  EXPECT_EQ(fault({{"kind", "handover"}, {"outcome", "handed_over"}}), "/receiver missing");
  EXPECT_EQ(fault({{"kind", "access"}, {"outcome", "open"}, {"years", 3}}),
            "/years not-for-outcome");
  EXPECT_EQ(propose("qian", "none", {{"kind", "access"}, {"outcome", "open"}}).brief(),
            "404 no-such-package");
  EXPECT_EQ(office.get("qian", "/v1/archive/due?kind=x").brief(), "400 invalid-query");
  EXPECT_EQ(office.get("qian", "/v1/archive/keeping/none").brief(), "404 no-such-act");
}

}  // namespace
}  // namespace gavel::api
