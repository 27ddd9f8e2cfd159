// Access to single documents of a stored volume: opened alone, or held back in an open volume.
#include "tests/api/keeping.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Keeping;
using testing::HasSubstr;
using testing::Not;

/// A stored volume of two documents, in the index of what is searched.
struct SingleDocuments : Keeping {
  const std::string draft = office.upload("li", matter, "draft").text("/id");
  const std::string annex = office.upload("li", matter, "annex").text("/id");
  const std::string code = sealed("Y");
  int days = 0;

  SingleDocuments() {
    office.hire("sun", "education", {"reader"});
    on("2026-03-02");
    db::test::psql(office.url, R"(
        INSERT INTO archive_record (matter, n, archival_code, document, title, kind, stage, unit,
                                    procedure, year, at, people, media_type, size, sha256,
                                    searched, grams)
        SELECT d.matter, d.seq, archival_code, d.id, d.title, d.code, '', 'education', procedure,
               2026, d.added_at, '{}', d.media_type, d.size, encode(d.sha256, 'hex'), '学区',
               '{学,区,学区}'
          FROM document d JOIN package USING (matter);
        INSERT INTO archive_record (matter, n, archival_code, title, kind, stage, unit, procedure,
                                    year, at, people, media_type, size, sha256, searched, grams)
        SELECT matter, 0, archival_code, title, 'volume', '', 'education', procedure, year,
               built_at, '{}', '', 1, '', '学区', '{学,区,学区}'
          FROM package)");
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

// 档案法 art. 27, 30: what is for the inside is no part of what is opened with the volume.
TEST_F(SingleDocuments, ForTheInsideAreOpenedByNameAlone) {
  ordered_with(R"({"disclosure":"public","inside":["DRF-04"]})");
  set("open", annex);
  set("open");
  EXPECT_EQ(finds("") + finds("sun"), "23");  // the volume, and what was opened by name before
  EXPECT_EQ(open_file(draft), "404 not-open");
  EXPECT_EQ(open_file(annex), "200");
  // Nor is the package handed out, which has the course of events in it.
  const std::string whole = "/v1/open-archive/" + encoded(code) + "/package?purpose=study";
  EXPECT_EQ(office.get("", whole).brief(), "403 partly-open");
  EXPECT_EQ(json_text(office.get("", "/v1/open-archive").at("/volumes/0/links")),
            "{\"records\":\"/v1/open-archive/records?code=" + encoded(code) + "\"}");
  EXPECT_THAT(office.get("", "/oai/open?verb=ListRecords&metadataPrefix=ead3").body,
              Not(HasSubstr(draft)));
  set("open", draft);
  EXPECT_EQ(open_file(draft), "200");
  EXPECT_EQ(office.get("", whole).brief(), "403 partly-open");
}

// What was opened before procedures said so stays open.
TEST_F(SingleDocuments, OfAVolumeOpenedBeforeStayOpen) {
  set("open");
  ordered_with(R"({"inside":["DRF-04"]})");
  EXPECT_EQ(open_file(draft), "200");
  EXPECT_EQ(office.get("", "/v1/open-archive/" + encoded(code) + "/package?purpose=study").status,
            200);
}

TEST_F(SingleDocuments, ThatThePublicHasAlreadyNeedNoReview) {
  JsonObject open{
      {"kind", "access"}, {"outcome", "open"}, {"document", draft}, {"review", nullptr}};
  ordered_with(R"({"disclosure":"public","published":["ISS-01"]})");
  EXPECT_EQ(propose("qian", code, open).brief(), "409 not-reviewed");
  ordered_with(R"({"disclosure":"non_public","published":["DRF-04"]})");
  EXPECT_EQ(propose("qian", code, open).brief(), "409 not-reviewed");
  ordered_with(R"({"disclosure":"public","published":["DRF-04"]})");
  EXPECT_EQ(propose("qian", code, open).status, 201);
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

}  // namespace
}  // namespace gavel::api
