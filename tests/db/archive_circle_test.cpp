// What a matter keeps to a circle, searched in the archive: to be found by its words would say what
// it holds (who voted how, who was punished), whatever is then refused.
#include "db/archive_index.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct KeptRecords : test::Packaging {
  ArchiveIndex index{node.pool, node.matters, folder.path / "indexing"};

  /// Matters from now on have these circles, and a paper of another kind.
  void keep(const std::string& circle) {
    std::string text(test::small_decision);
    const std::string name = "\"small-decision\"", mark = "<g:event name=\"gavel.open\"";
    text.replace(text.find(name), name.size(), "\"kept-decision\"");
    text.insert(
        text.find(mark),
        "<g:document code=\"MTG-05\" stage=\"drafting\" zh=\"纪要\" en=\"Minutes\"/>" + circle);
    const auto installed =
        node.procedures.install(text, "kept-decision.scxml", test::start_of_tests);
    if (!installed) {
      for (const auto& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
    procedure = "kept-decision";
  }
  void stored(const std::string& matter) {
    run_to_archive(matter, [&] {
      const matter::Document minutes{.id = matter + "-minutes",
                                     .code = "MTG-05",
                                     .title = "纪要",
                                     .filename = "纪要.txt",
                                     .media_type = "text/plain",
                                     .sha256 = archive::sha256_hex(matter),
                                     .size = matter.size(),
                                     .version = 1,
                                     .by = test::drafter.account,
                                     .at = {}};
      desk::Attachments with;
      with.blob = matter;
      must(node.desk.add_document(matter, minutes, test::drafter, with));
    });
    packager.run_once();
    ASSERT_EQ(index.run_once(), 1U);
  }
  RecordQuery asked(std::vector<std::string> roles, const std::string& q = "") {
    RecordQuery query;
    query.audience = "reader";
    query.roles = std::move(roles);
    if (!q.empty()) query.q = q;
    return query;
  }
  std::vector<std::string> found(const RecordQuery& query) {
    std::vector<std::string> kinds;
    for (const RecordRow& row : search.records(query)) kinds.push_back(row.kind);
    // Alike among the newest and by the index of words.
    EXPECT_EQ(kinds.size(), ArchiveSearch(node.pool, 1).records(query).size());
    EXPECT_EQ(kinds.size(), static_cast<std::size_t>(search.facets(query).counted));
    return kinds;
  }
};

TEST_F(KeptRecords, OfAKindAreFoundByTheRolesOfItsCircleAlone) {
  keep(R"(<g:circle of="DRF-04" roles="office member" zh="个人意见" en="what one said"/>)");
  stored("m-1");
  EXPECT_THAT(found(asked({"reader"}, "合理划分")), IsEmpty());
  EXPECT_THAT(found(asked({"reader"})), ElementsAre("MTG-05", "volume"));
  EXPECT_THAT(found(asked({"reader", "member"}, "合理划分")), ElementsAre("DRF-04"));
  EXPECT_THAT(found(asked({"reader", "member"})), ElementsAre("MTG-05", "DRF-04", "volume"));
  RecordQuery archivist;
  archivist.q = "合理划分";
  EXPECT_THAT(found(archivist), ElementsAre("DRF-04"));
}

TEST_F(KeptRecords, OfAMatterAreFoundByTheRolesOfItsCircleAlone) {
  keep(
      R"(<g:circle of="matter" when="true" roles="office party_group" zh="个人意见" en="what one said"/>)");
  stored("m-1");
  for (const char* q : {"", "合理划分", "中小学"})
    EXPECT_THAT(found(asked({"reader", "member"}, q)), IsEmpty()) << q;
  EXPECT_THAT(found(asked({"party_group"})), ElementsAre("MTG-05", "DRF-04", "volume"));
}

TEST_F(KeptRecords, OfAKindAndOfAMatterAreForThoseOfBothCircles) {
  keep(R"(<g:circle of="matter" when="true" roles="office party_group" zh="不公开" en="withheld"/>
          <g:circle of="DRF-04" roles="office member" zh="个人意见" en="what one said"/>)");
  stored("m-1");
  EXPECT_THAT(found(asked({"member"})), IsEmpty());
  EXPECT_THAT(found(asked({"party_group"})), ElementsAre("MTG-05", "volume"));
  EXPECT_THAT(found(asked({"office"})), ElementsAre("MTG-05", "DRF-04", "volume"));
}

TEST_F(KeptRecords, AreForEverybodyWhereNothingOfTheMatterIsKept) {
  keep(R"(<g:circle of="matter" when="false" roles="office" zh="个人意见" en="what one said"/>)");
  stored("m-1");
  EXPECT_THAT(found(asked({"reader"})), ElementsAre("MTG-05", "DRF-04", "volume"));
}

// What the archive has opened, by its own review, is kept to nobody any more.
TEST_F(KeptRecords, AreFoundByEverybodyOnceTheArchiveOpenedThem) {
  keep(R"(<g:circle of="DRF-04" roles="office" zh="个人意见" en="what one said"/>)");
  stored("m-1");
  test::psql(url, "UPDATE archive_record SET access = 'open' WHERE kind = 'DRF-04'");
  EXPECT_THAT(found(asked({"reader"}, "合理划分")), ElementsAre("DRF-04"));
}

}  // namespace
}  // namespace gavel::db
