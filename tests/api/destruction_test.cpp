// Destruction of a volume whose term is over: by two persons, on an appraisal that ended so, and
// told for ever after.
#include "tests/api/keeping.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Keeping;
using testing::HasSubstr;

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

}  // namespace
}  // namespace gavel::api
