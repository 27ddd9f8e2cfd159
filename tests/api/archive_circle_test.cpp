// What a matter keeps to a circle, in the archive: the search does not find it, and other archives'
// catalogues do not name it, to whoever is outside.
#include "db/archive_index.hpp"
#include "tests/api/keeping.hpp"

namespace gavel::api::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct KeptInTheArchive : Keeping {
  std::string code;

  KeptInTheArchive() {
    const char* file = "workflows/collective-vote.scxml";
    EXPECT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
    office.hire("sun", "education", {"reader"});
    office.hire("mei", "justice", {"reader", "recorder"});
    office.hire("lan", "justice", {"harvester"});
  }
  void file(const char* kind, const char* title, const char* text) {
    http::Headers headers = office.signed_in("qian");
    headers.add("Content-Type", "text/plain");
    const Answer filed = office.ask(
        "POST",
        "/v1/matters/" + matter + "/documents?title=" + title + "&filename=x.txt&code=" + kind,
        text, std::move(headers));
    ASSERT_EQ(filed.status, 201) << filed.body;
  }
  /// A volume of a vote: its papers, and one on which a member set down why they disagree.
  void store(const char* kind) {
    matter = office
                 .post("li", "/v1/matters",
                       {{"procedure", "collective-vote"},
                        {"title", "任免事项"},
                        {"data", JsonObject{{"kind", kind}, {"summary", "拟任张某某"}}}})
                 .text("/id");
    file("TOP-03", "letter", "road works");
    file("TOP-05", "dingputright", "they met");
    file("TOP-06", "dissentofding", "ding objects");
    on("2026-03-02");
    code = sealed("Y");
    db::test::psql(office.url,
                   "ALTER TABLE package DISABLE TRIGGER ALL; UPDATE package SET title = "
                   "'任免事项'");
    db::ArchiveIndex(office.pool, office.matters, folder.path).run_once();
  }
  std::int64_t finds(const char* who, const std::string& what) {
    const Answer found = office.get(who, "/v1/archive/records?facets=true" + what);
    EXPECT_EQ(found.status, 200) << found.body;
    EXPECT_EQ(std::ssize(found.at("/records").as_array()), found.at("/facets/counted").as_int64());
    return found.at("/facets/counted").as_int64();
  }
  std::string harvested(const char* who, const std::string& format) {
    return office.get(who, "/oai?verb=ListRecords&metadataPrefix=" + format).body;
  }
  db::test::TemporaryFolder folder;
};

TEST_F(KeptInTheArchive, PapersOfPersonsAreFoundByTheArchiveAlone) {
  store("project");
  for (const char* q : {"&q=objects", "&q=ding", "&q=dissentofding", "&kind=TOP-06"}) {
    EXPECT_EQ(finds("sun", q), 0) << q;
    // Whose record she kept is said of each matter, not of the archive.
    EXPECT_EQ(finds("mei", q), 0) << q;
    EXPECT_EQ(finds("qian", q), 1) << q;
  }
  for (const char* q : {"&q=road", "&q=met", "&kind=TOP-05"}) EXPECT_EQ(finds("sun", q), 1) << q;
  EXPECT_EQ(finds("sun", "&q=dingputright"), 0) << "what minutes were called when they were filed";
  EXPECT_EQ(finds("sun", ""), 3);
  EXPECT_EQ(finds("mei", ""), 3);
}

TEST_F(KeptInTheArchive, AMatterIsFoundByItsCircleAlone) {
  store("personnel");
  for (const char* q : {"", "&q=road", "&kind=volume"}) {
    EXPECT_EQ(finds("sun", q), 0) << q;
    EXPECT_EQ(finds("mei", q), 0) << q;
    EXPECT_GE(finds("qian", q), 1) << q;
  }
}

// The office of some other organ, or its members, may be readers of the archive too.
TEST_F(KeptInTheArchive, PapersOfPersonsAreNotFoundByTheRolesThatAnOrganHas) {
  office.hire("eo", "education", {"reader", "office", "member", "organ_head"});
  store("project");
  EXPECT_EQ(finds("eo", "&q=objects"), 0);
  EXPECT_EQ(finds("eo", "&q=road"), 1);
}

TEST_F(KeptInTheArchive, PapersOfPersonsAreHarvestedUnderTheirKindsTitle) {
  store("project");
  EXPECT_THAT(harvested("lan", "oai_dc"), HasSubstr("任免事项"));
  EXPECT_THAT(harvested("lan", "ead3"),
              AllOf(HasSubstr("letter"), HasSubstr("缺席成员书面意见原件"),
                    Not(HasSubstr("dissentofding")), Not(HasSubstr("dingputright"))));
  EXPECT_THAT(harvested("qian", "ead3"), HasSubstr("dissentofding"));
}

TEST_F(KeptInTheArchive, AMatterIsHarvestedWithoutTitleAndPapersUntilTheArchiveOpensIt) {
  store("personnel");
  for (const char* format : {"oai_dc", "ead3"}) {
    EXPECT_THAT(harvested("lan", format),
                AllOf(HasSubstr("2026-Y-BGS-0001"), HasSubstr("限于知悉范围的事项"),
                      Not(HasSubstr("任免事项")), Not(HasSubstr("letter"))))
        << format;
    EXPECT_THAT(harvested("qian", format), HasSubstr("任免事项")) << format;
  }
  agree(code, {{"kind", "access"}, {"outcome", "open"}});
  EXPECT_THAT(harvested("lan", "oai_dc"), HasSubstr("任免事项"));
}

}  // namespace
}  // namespace gavel::api::test
