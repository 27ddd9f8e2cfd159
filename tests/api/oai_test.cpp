// The archive as other archives ask it: OAI-PMH 2.0, and the finding aid of all it holds.
#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "tests/api/office.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Office;
using testing::HasSubstr;
using testing::Not;

struct Oai : testing::Test {
  Oai() {
    office.hire("lan", "justice", {"harvester"});
    matter = office.open_matter();
  }
  /// Stored packages of one closed matter after the other, from number `first` on.
  void store(int first, int last, const std::string& at = "2026-01-30T01:00:00Z") {
    office.pool.write([&](pqxx::transaction_base& tx) {
      for (int n = first; n <= last; ++n) {
        const std::string id = "m-" + std::to_string(n);
        const std::string digits = std::to_string(n);
        const std::string item = std::string(4 - digits.size(), '0') + digits;
        tx.exec("INSERT INTO matter SELECT '" + id +
                "', procedure_sha256, title, unit, opened_by, opened_at, version, configuration, "
                "finished, updated_at, units FROM matter WHERE id = '" +
                matter + "'");
        tx.exec(
            "INSERT INTO package (matter, seq, ordered_at, status, fonds, year, retention, "
            "organisation, item, archival_code, title, procedure, params, sha256, size, "
            "built_at, passed, reported, closed_on) VALUES ('" +
            id + "', 1, '" + at + "', 'built', 'X043', 2026, 'Y', 'BGS', " + digits +
            ", 'X043-WS·2026-Y-BGS-" + item + "', '第" + digits +
            "号 <甲 & 乙>', 'small-decision', "
            "'{\"organ\": \"示范市人民政府\", \"fonds_name\": \"示范市人民政府全宗\"}', "
            "sha256('x'), 1, '" +
            at + "', true, true, '" + at + "')");
      }
    });
  }
  Answer ask(const std::string& query) { return office.get("lan", "/oai?" + query); }
  std::string error(const std::string& query) {
    const std::string body = ask(query).body;
    const std::string mark = "<error code=\"";
    const std::size_t at = body.find(mark);
    if (at == std::string::npos) return "none";
    return body.substr(at + mark.size(), body.find('"', at + mark.size()) - at - mark.size());
  }
  static std::size_t count(const std::string& body, std::string_view what) {
    std::size_t n = 0;
    for (std::size_t at = body.find(what); at != std::string::npos; at = body.find(what, at + 1))
      ++n;
    return n;
  }
  static std::string token_in(const std::string& body) {
    const std::size_t at = body.find('>', body.find("<resumptionToken")) + 1;
    return body.substr(at, body.find("</resumptionToken>") - at);
  }

  Office office;
  std::string matter;
  static constexpr const char* first_one = "oai:gavel.local:X043-WS%C2%B72026-Y-BGS-0001";
};

TEST_F(Oai, SaysWhoItIs) {
  store(1, 1);
  const Answer answer = ask("verb=Identify");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.headers.get("Content-Type"), "text/xml; charset=utf-8");
  for (const char* part :
       {"<protocolVersion>2.0</protocolVersion>", "<adminEmail>archives@gavel.local</adminEmail>",
        "<earliestDatestamp>2026-01-30T01:00:00Z</earliestDatestamp>",
        "<deletedRecord>persistent</deletedRecord>", "<request verb=\"Identify\">",
        "<repositoryIdentifier>gavel.local</repositoryIdentifier>"})
    EXPECT_THAT(answer.body, HasSubstr(part));
  EXPECT_THAT(ask("verb=ListMetadataFormats").body, HasSubstr("<metadataPrefix>ead3<"));
  const std::string sets = ask("verb=ListSets").body;
  for (const char* set : {"fonds:X043", "year:2026", "procedure:small-decision", "retention:Y"})
    EXPECT_THAT(sets, HasSubstr(std::string("<setSpec>") + set + "</setSpec>"));
}

TEST_F(Oai, GivesARecordInEachFormat) {
  store(1, 1);
  const std::string identifier =
      std::string("identifier=oai:gavel.local:X043-WS%25C2%25B72026-Y-BGS-0001");
  const std::string dc = ask("verb=GetRecord&metadataPrefix=oai_dc&" + identifier).body;
  EXPECT_THAT(dc, HasSubstr(std::string("<identifier>") + first_one + "</identifier>"));
  EXPECT_THAT(dc, HasSubstr("<dc:title>第1号 &lt;甲 &amp; 乙&gt;</dc:title>"));
  EXPECT_THAT(dc, HasSubstr("xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ "));
  EXPECT_THAT(dc, HasSubstr("<dc:creator>示范市人民政府</dc:creator>"));
  const std::string ead = ask("verb=GetRecord&metadataPrefix=ead3&" + identifier).body;
  EXPECT_THAT(ead, HasSubstr("<unitid>X043-WS·2026-Y-BGS-0001</unitid>"));
  EXPECT_EQ(error("verb=GetRecord&metadataPrefix=marc&" + identifier), "cannotDisseminateFormat");
  EXPECT_EQ(error("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:gavel.local:none"),
            "idDoesNotExist");
  EXPECT_EQ(error("verb=ListMetadataFormats&identifier=urn:x"), "idDoesNotExist");
}

TEST_F(Oai, GivesAListInParts) {
  store(1, 230);
  std::size_t found = 0, parts = 0;
  std::string query = "verb=ListRecords&metadataPrefix=oai_dc&set=year:2026";
  for (;;) {
    const std::string body = ask(query).body;
    found += count(body, "<dc:title>");
    ++parts;
    EXPECT_THAT(body, HasSubstr("completeListSize=\"230\" cursor=\"" +
                                std::to_string((parts - 1) * 100) + "\""));
    const std::string token = token_in(body);
    if (token.empty() || parts > 3) break;
    std::string escaped;
    for (const char c : token) escaped += c == '+' ? "%2B" : c == '/' ? "%2F" : std::string(1, c);
    query = "verb=ListRecords&resumptionToken=" + escaped;
  }
  EXPECT_EQ(found, 230U);
  EXPECT_EQ(parts, 3U);
  EXPECT_EQ(error("verb=ListRecords&resumptionToken=bm9uc2Vuc2U="), "badResumptionToken");
  EXPECT_EQ(error("verb=ListRecords&resumptionToken=x"), "badResumptionToken");
  const std::string headers = ask("verb=ListIdentifiers&metadataPrefix=ead3").body;
  EXPECT_EQ(count(headers, "<header>"), 100U);
  EXPECT_THAT(headers, Not(HasSubstr("<metadata>")));
}

TEST_F(Oai, SelectsByDayAndSecond) {
  store(1, 1, "2026-01-30T01:00:00Z");
  store(2, 2, "2026-02-01T00:00:00Z");
  const auto listed = [&](const std::string& limits) {
    return count(ask("verb=ListIdentifiers&metadataPrefix=oai_dc&" + limits).body, "<header>");
  };
  EXPECT_EQ(listed("from=2026-01-30"), 2U);
  EXPECT_EQ(listed("from=2026-01-31"), 1U);
  EXPECT_EQ(listed("until=2026-01-31"), 1U);
  EXPECT_EQ(listed("until=2026-02-01"), 2U) << "the whole of the last day";
  EXPECT_EQ(listed("from=2026-01-30T01:00:00Z&until=2026-01-30T01:00:00Z"), 1U);
  EXPECT_EQ(listed("from=2026-01-30T01:00:01Z&until=2026-01-31T00:00:00Z"), 0U);
  const std::string list = "verb=ListIdentifiers&metadataPrefix=oai_dc&";
  EXPECT_EQ(error(list + "from=2026-03-01"), "noRecordsMatch");
  EXPECT_EQ(error(list + "set=year:1999"), "noRecordsMatch");
  for (const char* wrong :
       {"from=2026-02-30", "from=2026-1-1", "from=2026-01-30&until=2026-01-30T01:00:00Z",
        "from=2026-02-02&until=2026-02-01", "set=colour:red", "set=year:99", "from=", "until=x",
        "from=2026-01-30&from=2026-01-31", "identifier=x", "from=2026-01-30T01:00:00%2B08:00"})
    EXPECT_EQ(error(list + wrong), "badArgument") << wrong;
}

TEST_F(Oai, TellsWhatIsWrongWithARequest) {
  EXPECT_EQ(error(""), "badVerb");
  EXPECT_EQ(error("verb=Steal"), "badVerb");
  EXPECT_EQ(error("verb=Identify&verb=Identify"), "badVerb");
  EXPECT_EQ(error("verb=Identify&set=x"), "badArgument");
  EXPECT_EQ(error("verb=ListRecords"), "badArgument");
  EXPECT_EQ(error("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x"), "badArgument");
  EXPECT_EQ(error("verb=ListSets"), "noSetHierarchy") << "nothing is stored yet";
  EXPECT_EQ(error("verb=ListRecords&metadataPrefix=oai_dc"), "noRecordsMatch");
  EXPECT_THAT(ask("verb=Identify&set=x").body, HasSubstr("<request>http:///oai</request>"))
      << "a wrong argument is not repeated";
}

TEST_F(Oai, TakesAFormToo) {
  http::Headers headers = office.signed_in("lan");
  headers.add("Content-Type", "application/x-www-form-urlencoded");
  EXPECT_THAT(office.ask("POST", "/oai", "verb=Identify", headers).body, HasSubstr("<Identify>"));
  EXPECT_EQ(office.post("lan", "/oai", JsonObject{}).brief(), "415 wrong-content-type");
}

TEST_F(Oai, IsForThoseWhoMayHarvestByTokenOrPassword) {
  const auto with = [&](const std::string& pair) {
    return office
        .ask("GET", "/oai?verb=Identify", "",
             {{"Authorization", "Basic " + archive::to_base64(pair)}})
        .brief();
  };
  EXPECT_EQ(with(std::string("lan:") + Office::password), "200");
  EXPECT_EQ(with("lan:wrong password"), "401 wrong-credentials");
  EXPECT_EQ(with("no colon"), "401 wrong-credentials");
  EXPECT_EQ(with(std::string("li:") + Office::password), "403 role-required");
  const Answer stranger = office.ask("GET", "/oai?verb=Identify");
  EXPECT_EQ(stranger.brief(), "401 not-signed-in");
  EXPECT_THAT(std::string(stranger.headers.get("WWW-Authenticate")), HasSubstr("Basic realm="));
  EXPECT_EQ(office
                .ask("GET", "/v1/archive", "",
                     {{"Authorization",
                       "Basic " + archive::to_base64(std::string("qian:") + Office::password)}})
                .brief(),
            "401 not-signed-in")
      << "elsewhere a password is for signing in alone";
}

TEST_F(Oai, TheFindingAidHasAllHoldings) {
  store(1, 120);
  const http::Response answer =
      office.handler.answer({.method = "GET",
                             .target = "/v1/archive/finding-aid?year=2026",
                             .headers = office.signed_in("qian"),
                             .body = "",
                             .remote = ""});
  ASSERT_TRUE(answer.pieces);
  std::string whole;
  while (whole.size() < answer.pieces->size) whole += answer.pieces->from(whole.size());
  EXPECT_EQ(count(whole, "<c level=\"file\">"), 120U);
  EXPECT_EQ(count(whole, "<c level=\"fonds\">"), 1U);
  EXPECT_EQ(count(whole, "<c "), count(whole, "</c>"));
  EXPECT_EQ(office.get("li", "/v1/archive/finding-aid").brief(), "403 role-required");
  EXPECT_EQ(office.get("qian", "/v1/archive/finding-aid?year=12").brief(), "400 invalid-query");
}

}  // namespace
}  // namespace gavel::api
