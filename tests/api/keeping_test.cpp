// Keeping of stored volumes, as archivists do it over the years: who may see them, what falls due,
// appraisal by two persons.
#include "tests/api/keeping.hpp"

#include "api/routes/target.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Keeping;
using test::Office;
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

/// A stored volume of two documents, in the index of what is searched.
struct SingleDocuments : Keeping {
  const std::string draft = office.upload("li", matter, "draft").text("/id");
  const std::string annex = office.upload("li", matter, "annex").text("/id");
  const std::string code = sealed("Y");
  int days = 0;

  SingleDocuments() {
    office.hire("sun", "education", {"reader"});
    on("2026-03-02");
    db::test::psql(
        office.url,
        "INSERT INTO archive_record (matter, n, archival_code, document, title, kind, stage, unit, "
        "procedure, year, at, people, media_type, size, sha256, searched, grams) SELECT matter, "
        "seq, "
        "'" +
            code +
            "', id, title, code, '', 'education', 'small-decision', 2026, added_at, '{}', "
            "media_type, size, encode(sha256, 'hex'), '学区', '{学,区,学区}' FROM document; INSERT "
            "INTO "
            "archive_record (matter, n, archival_code, title, kind, stage, unit, procedure, year, "
            "at, "
            "people, media_type, size, sha256, searched, grams) SELECT matter, 0, archival_code, "
            "title, "
            "'volume', '', 'education', procedure, year, built_at, '{}', '', 1, '', '学区', "
            "'{学,区,学区}' FROM package");
  }
  /// Each on a day of its own, of the volume or of one document.
  void set(const std::string& outcome, const std::string& document = "") {
    on(to_string(parse_day("2026-03-03").value() + std::chrono::days{days++}).c_str());
    JsonObject act{{"kind", "access"}, {"outcome", outcome}};
    if (!document.empty()) act["document"] = document;
    agree(code, act);
  }
  /// How many records somebody finds, and how many are counted.
  std::string finds(const std::string& who) {
    const std::string at = who.empty() ? "/v1/open-archive/records" : "/v1/archive/records";
    const Answer found = office.get(who, at + "?q=%E5%AD%A6%E5%8C%BA&facets=true");
    EXPECT_EQ(found.status, 200) << found.body;
    if (found.status != 200) return "";
    EXPECT_EQ(std::ssize(found.at("/records").as_array()), found.at("/facets/counted").as_int64());
    return std::to_string(found.at("/records").as_array().size());
  }
  std::string open_file(const std::string& document) {
    const Answer given = office.get("", "/v1/open-archive/records/" + document + "?purpose=study");
    return given.status == 200 ? "200" : given.brief();
  }
};

TEST_F(SingleDocuments, OfARestrictedVolumeMayBeOpenedAlone) {
  EXPECT_EQ(finds("") + finds("sun") + finds("qian"), "033");
  set("open", draft);
  EXPECT_EQ(finds("") + finds("sun") + finds("qian"), "133");
  EXPECT_EQ(open_file(draft), "200");
  EXPECT_EQ(open_file(annex), "404 not-open");
  EXPECT_EQ(open_file("none"), "404 not-open");
  EXPECT_EQ(office.get("", "/v1/open-archive/records/" + draft).brief(), "400 invalid-query");
  EXPECT_EQ(db::test::psql(office.url, "SELECT account || '/' || purpose FROM record_access"),
            "/study");
  EXPECT_EQ(json_text(office.get("", "/v1/open-archive").at("/volumes")), "[]");
  EXPECT_EQ(office.get("", "/v1/open-archive/" + encoded(code) + "/package?purpose=study").brief(),
            "404 not-open");
  const Json own = office.get("qian", "/v1/archive/" + encoded(code) + "/keeping").at("/documents");
  EXPECT_EQ(json_text(own),
            "[{\"document\":\"" + draft + "\",\"own\":\"open\",\"access\":\"open\"}]");
}

TEST_F(SingleDocuments, WhatWaitsIsReadPageByPage) {
  const std::string place = "/v1/archive/keeping?limit=1";
  const Answer first = propose("qian", code, {{"kind", "access"}, {"outcome", "open"}});
  const JsonObject alone{{"kind", "access"}, {"outcome", "closed"}, {"document", draft}};
  on("2026-03-03");
  const Answer second = propose("qian", code, alone);
  ASSERT_EQ(second.status, 201) << second.body;
  const Answer page = office.get("feng", place);
  EXPECT_EQ(page.text("/acts/0/id"), first.text("/id"));
  const std::string link(page.headers.get("Link"));
  const auto begin = link.find('<') + 1;
  const Answer next = office.get("feng", link.substr(begin, link.find('>') - begin));
  EXPECT_EQ(next.text("/acts/0/id"), second.text("/id"));
  EXPECT_EQ(next.at("/acts").as_array().size(), 1U);
  EXPECT_EQ(std::string(next.headers.get("Link")), "");
}

TEST_F(SingleDocuments, OfAnOpenVolumeMayBeHeldBack) {
  set("open");
  EXPECT_EQ(finds(""), "3");
  set("restricted", annex);
  EXPECT_EQ(finds("") + finds("sun"), "23");
  EXPECT_EQ(open_file(draft), "200");
  EXPECT_EQ(open_file(annex), "404 not-open");
  const std::string whole = "/v1/open-archive/" + encoded(code) + "/package?purpose=study";
  EXPECT_EQ(office.get("", whole).brief(), "403 partly-open");
  EXPECT_EQ(json_text(office.get("", "/v1/open-archive").at("/volumes/0/links")),
            "{\"records\":\"/v1/open-archive/records?code=" + encoded(code) + "\"}");
  set("open", annex);
  EXPECT_EQ(office.get("", whole).status, 200);
}

TEST_F(SingleDocuments, ThatAreHeldBackAreNotNamedToThePublic) {
  const auto titled = [&](const std::string& document, const std::string& title) {
    db::test::psql(office.url,
                   "ALTER TABLE document DISABLE TRIGGER append_only; UPDATE document "
                   "SET title = '" +
                       title + "' WHERE id = '" + document + "'");
  };
  titled(draft, "公开的草案");
  titled(annex, "涉密的附件");
  set("open");
  const auto harvested = [&](const std::string& more) {
    return office.get("", "/oai/open?verb=ListRecords&metadataPrefix=ead3" + more).body;
  };
  EXPECT_THAT(harvested(""), HasSubstr("涉密的附件"));
  set("restricted", annex);
  const std::string held = to_string(day_of(office.clock.now()));
  EXPECT_THAT(harvested(""), testing::AllOf(HasSubstr("公开的草案"), Not(HasSubstr("涉密的附件"))));
  EXPECT_THAT(harvested("&from=" + held), HasSubstr("公开的草案"))
      << "who harvested it before learns of the change";
  for (const char* place : {"/v1/open-archive", "/v1/open-archive/records?q=%E5%AD%A6"})
    EXPECT_THAT(office.get("", place).body, Not(HasSubstr("涉密的附件"))) << place;
  // To archivists and those who harvest everything the register stays whole.
  EXPECT_THAT(office.get("qian", "/oai?verb=ListRecords&metadataPrefix=ead3").body,
              HasSubstr("涉密的附件"));
}

TEST_F(SingleDocuments, AreClosedWhereEitherIs) {
  set("closed", annex);
  EXPECT_EQ(finds("sun") + finds("qian"), "23");
  set("open");
  EXPECT_EQ(finds("") + finds("sun"), "22");
  set("open", annex);
  EXPECT_EQ(finds(""), "3");
  set("closed");
  EXPECT_EQ(finds("") + finds("sun") + finds("qian"), "003");
  EXPECT_EQ(open_file(annex), "404 not-open");
  // And so are their copies.
  http::Headers headers = office.signed_in("qian");
  headers.add("Content-Type", "text/plain");
  const Answer copy =
      office.ask("POST", "/v1/archive/records/" + annex + "/copies?reason=study", "copy", headers);
  const std::string place = "/v1/archive/copies/" + copy.text("/id") + "?purpose=study";
  EXPECT_EQ(office.get("sun", place).brief(), "403 volume-closed");
  EXPECT_EQ(office.get("sun", "/v1/archive/records/" + annex + "/copies").brief(),
            "403 volume-closed");
  EXPECT_EQ(office.get("qian", place).status, 200);
}

TEST_F(SingleDocuments, ShowNoWordsToReadersBeforeTheyAreOpen) {
  set("open", draft);
  const Json found =
      office.get("sun", "/v1/archive/records?q=%E5%AD%A6%E5%8C%BA&kind=DRF-04").at("/records");
  ASSERT_EQ(found.as_array().size(), 2U);
  for (const Json& each : found.as_array())
    EXPECT_EQ(each.at("snippet").as_string().empty(), each.at("access") != Json("open"));
}

TEST_F(SingleDocuments, AreDecidedOnLikeVolumes) {
  const JsonObject open{{"kind", "access"}, {"outcome", "open"}, {"document", draft}};
  const Answer proposed = propose("qian", code, open);
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_EQ(proposed.text("/document"), draft);
  EXPECT_EQ(propose("feng", code, open).brief(), "409 act-waits");
  EXPECT_EQ(propose("feng", code, {{"kind", "access"}, {"outcome", "open"}}).status, 201)
      << "the volume is another thing";
  EXPECT_EQ(answer("qian", proposed, {{"agreed", true}}).brief(), "403 second-person");
  JsonObject wrong = open;
  wrong["document"] = "none";
  EXPECT_EQ(propose("qian", code, wrong).brief(), "404 not-in-the-volume");
  wrong = {{"kind", "access"}, {"outcome", "closed"}, {"document", annex}, {"years", 5}};
  EXPECT_EQ(propose("qian", code, wrong).text("/errors/0/pointer"), "/years");
  wrong = {{"kind", "appraisal"}, {"outcome", "extend"}, {"document", annex}, {"years", 5}};
  EXPECT_EQ(propose("qian", code, wrong).text("/errors/0/pointer"), "/document");
}

struct Destruction : Keeping {
  const std::string code = "X043-WS·2026-D30-BGS-0001", place = "/v1/archive/" + encoded(code);
  const std::string document = office.upload("li", matter, "0123456789").text("/id");

  /// Stored, over thirty years ago; the appraisal's id.
  std::string appraised() {
    (void)sealed("D30");
    on("2057-01-01");
    const Answer proposed = propose("qian", code, {{"kind", "appraisal"}, {"outcome", "destroy"}});
    EXPECT_EQ(answer("feng", proposed, {{"agreed", true}}).status, 200);
    return proposed.text("/id");
  }
  Answer propose_it(const std::string& appraisal) {
    JsonObject act{{"kind", "destruction"}, {"outcome", "destroyed"}};
    if (!appraisal.empty()) act["appraisal"] = appraisal;
    return propose("qian", code, act);
  }
};

TEST_F(Destruction, CarriesOutAnAppraisalThatEndedSo) {
  (void)sealed("D30");
  on("2057-01-01");
  EXPECT_EQ(propose_it("none").brief(), "409 not-appraised");
  const Answer appraisal = propose("qian", code, {{"kind", "appraisal"}, {"outcome", "destroy"}});
  EXPECT_EQ(propose_it(appraisal.text("/id")).brief(), "409 not-appraised") << "not answered yet";
  EXPECT_EQ(answer("feng", appraisal, {{"agreed", true}}).status, 200);
  EXPECT_EQ(propose_it("").text("/errors/0/pointer"), "/appraisal");
  EXPECT_EQ(propose_it("none").text("/errors/0/code"), "not-an-appraisal");
  const Answer proposed = propose_it(appraisal.text("/id"));
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_THAT(proposed.text("/list"), HasSubstr(archive::sha256_hex("0123456789")));
  EXPECT_EQ(answer("qian", proposed, {{"agreed", true}}).brief(), "403 second-person");
  EXPECT_EQ(office.get("qian", place + "/package?purpose=study").status, 200);
  EXPECT_EQ(answer("feng", proposed, {{"agreed", true}}).status, 200);
  EXPECT_EQ(now(code, "destroyed_by"), Json(proposed.text("/id")));
}

TEST_F(Destruction, IsNoneOfWhatIsKeptForEver) {
  const std::string permanent = sealed("Y");
  on("2090-01-01");
  EXPECT_EQ(propose("qian", permanent, {{"kind", "destruction"}, {"outcome", "destroyed"}}).brief(),
            "409 kept-for-ever");
  EXPECT_EQ(office.get("qian", "/v1/archive/due?kind=destruction").brief(), "400 invalid-query");
}

TEST_F(Destruction, IsToldToWhoeverAsksForTheBytes) {
  const std::string appraisal = appraised();
  const http::Headers text = [&] {
    http::Headers headers = office.signed_in("qian");
    headers.add("Content-Type", "text/plain");
    return headers;
  }();
  const std::string record = "/v1/archive/records/" + document;
  const Answer copy = office.ask("POST", record + "/copies?reason=study", "copy", text);
  ASSERT_EQ(copy.status, 201) << copy.body;
  agree(code, {{"kind", "access"}, {"outcome", "open"}});
  const Answer proposed = propose_it(appraisal);
  ASSERT_EQ(answer("feng", proposed, {{"agreed", true}}).status, 200);
  const Answer gone = office.get("qian", place + "/package?purpose=study");
  EXPECT_EQ(gone.brief(), "410 destroyed");
  EXPECT_THAT(gone.body, HasSubstr("2057-01-01"));
  EXPECT_EQ(gone.text("/destroyed/act"), proposed.text("/id"));
  EXPECT_EQ(gone.text("/destroyed/appraisal"), appraisal);
  EXPECT_EQ(gone.text("/destroyed/by/account"), "qian");
  EXPECT_EQ(gone.text("/destroyed/watched_by/account"), "feng");
  for (const std::string& each :
       {record + "?purpose=study", record + "/copies",
        "/v1/archive/copies/" + copy.text("/id") + "?purpose=study", "/v1/documents/" + document})
    EXPECT_EQ(office.get("qian", each).brief(), "410 destroyed") << each;
  EXPECT_EQ(office.get("", "/v1/open-archive/" + encoded(code) + "/package?purpose=study").brief(),
            "410 destroyed");
  EXPECT_EQ(propose("qian", code, {{"kind", "access"}, {"outcome", "open"}}).brief(),
            "410 destroyed");
}

TEST_F(Destruction, StaysInTheRegisters) {
  const std::string appraisal = appraised();
  const Answer proposed = propose_it(appraisal);
  ASSERT_EQ(answer("feng", proposed, {{"agreed", true}}).status, 200);
  const Answer whole = office.get("qian", place);
  EXPECT_EQ(whole.text("/status"), "destroyed");
  EXPECT_EQ(whole.text("/destroyed/act"), proposed.text("/id"));
  EXPECT_EQ(office.get("qian", "/v1/archive").text("/packages/0/status"), "destroyed");
  const Answer listed = office.get("qian", "/v1/archive/destroyed");
  EXPECT_EQ(listed.text("/destroyed/0/code"), code);
  EXPECT_EQ(listed.text("/destroyed/0/sha256"), archive::sha256_hex("package"));
  EXPECT_EQ(office.get("qian", "/v1/archive/destroyed?cursor=1").at("/destroyed"),
            Json(JsonArray{}));
  EXPECT_EQ(office.get("qian", "/v1/archive/destroyed?cursor=x").brief(), "400 bad-cursor");
  EXPECT_EQ(office.get("li", "/v1/archive/destroyed").brief(), "403 role-required");
  EXPECT_THAT(
      office.get("qian", "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2057-01-01").body,
      HasSubstr("status=\"deleted\""));
  const http::Response aid = office.handler.answer({.method = "GET",
                                                    .target = "/v1/archive/finding-aid",
                                                    .headers = office.signed_in("qian"),
                                                    .body = "",
                                                    .remote = ""});
  ASSERT_TRUE(aid.pieces);
  EXPECT_THAT(aid.pieces->from(0),
              HasSubstr("<p>销毁 destroyed 2057-01-01: " + proposed.text("/id") + "</p>"));
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
