// Parts of files, and the archive's single documents as its users ask for them.
#include "tests/api/office.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Office;

struct Download : testing::Test {
  Answer part(const std::string& range, http::Headers more = {}) {
    http::Headers headers = office.signed_in("li");
    headers.add("Range", range);
    for (const auto& [name, value] : more.fields()) headers.add(name, value);
    return office.ask("GET", place, "", headers);
  }
  Office office;
  std::string matter = office.open_matter();
  Answer added = office.upload("li", matter, "0123456789");
  std::string place{added.headers.get("Location")};
};

TEST_F(Download, GivesThePartThatIsAskedFor) {
  EXPECT_EQ(office.get("li", place).headers.get("Accept-Ranges"), "bytes");
  const Answer middle = part("bytes=2-4");
  EXPECT_EQ(middle.status, 206);
  EXPECT_EQ(middle.body, "234");
  EXPECT_EQ(middle.headers.get("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(middle.headers.get("Repr-Digest"), office.get("li", place).headers.get("Repr-Digest"));
  EXPECT_EQ(part("bytes=7-").body, "789");
  EXPECT_EQ(part("bytes=7-99").headers.get("Content-Range"), "bytes 7-9/10");
  EXPECT_EQ(part("bytes=-3").body, "789");
  EXPECT_EQ(part("bytes=-30").body, "0123456789");
}

TEST_F(Download, GivesAllWhereNoOnePartIsAskedFor) {
  for (const char* range :
       {"bytes=", "bytes=a-b", "bytes=4-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-"}) {
    const Answer whole = part(range);
    EXPECT_EQ(whole.status, 200) << range;
    EXPECT_EQ(whole.body, "0123456789") << range;
  }
  EXPECT_EQ(part("bytes=2-4", {{"If-Range", "\"another\""}}).status, 200);
  const std::string tag(office.get("li", place).headers.get("ETag"));
  EXPECT_EQ(part("bytes=2-4", {{"If-Range", tag}}).status, 206);
}

TEST_F(Download, RefusesAPartThatIsNotThere) {
  const Answer none = part("bytes=10-");
  EXPECT_EQ(none.brief(), "416 range-not-satisfiable");
  EXPECT_EQ(none.headers.get("Content-Range"), "bytes */10");
  EXPECT_EQ(part("bytes=-0").brief(), "416 range-not-satisfiable");
}

TEST(ArchiveRecords, AreForArchivistsAndAuditorsAndSayWhatTheyAreFor) {
  Office office;
  EXPECT_EQ(office.get("li", "/v1/archive/records").brief(), "403 role-required");
  const Answer found =
      office.get("qian", "/v1/archive/records?q=%E5%AD%A6&facets=true&kind=DRF-04");
  EXPECT_TRUE(found.at("/records").as_array().empty()) << found.body;
  EXPECT_EQ(found.at("/facets/counted"), Json(0));
  EXPECT_EQ(office.get("qian", "/v1/archive/records?cursor=x").brief(), "400 bad-cursor");
  EXPECT_EQ(office.get("qian", "/v1/archive/records?year=12").brief(), "400 invalid-query");
  const std::string matter = office.open_matter();
  const std::string id = office.upload("li", matter, "open still").text("/id");
  const std::string place = "/v1/archive/records/" + id;
  EXPECT_EQ(office.get("qian", place).brief(), "422 purpose-needed");
  EXPECT_EQ(office.get("qian", place + "?purpose=study").brief(), "404 not-in-the-archive");
  EXPECT_EQ(office.get("li", place + "?purpose=study").brief(), "403 role-required");
  EXPECT_EQ(office.get("qian", place + "/copies").brief(), "404 not-in-the-archive");
  EXPECT_EQ(office.get("qian", "/v1/archive/copies/none?purpose=study").brief(),
            "404 no-such-copy");
  EXPECT_EQ(office.get("qian", "/v1/archive/X/accesses").brief(), "404 no-such-package");
}

}  // namespace
}  // namespace gavel::api
