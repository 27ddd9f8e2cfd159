// Single documents of stored packages: found by their words, whatever format hides these, and given
// out only with a record of who asked and why.
#include "db/archive_copies.hpp"
#include "db/archive_index.hpp"
#include "db/archive_search.hpp"
#include "db/documents.hpp"
#include "db/export.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::counsel;
using test::drafter;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// One page with one line of text, in a font that every reader has.
std::string pdf(const std::string& line) {
  const std::string drawn = "BT /F1 12 Tf 72 700 Td (" + line + ") Tj ET";
  std::string out = "%PDF-1.4\n";
  std::vector<std::size_t> places;
  const std::vector<std::string> objects{
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 "
      "R>>>>>>",
      "<</Length " + std::to_string(drawn.size()) + ">>\nstream\n" + drawn + "\nendstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"};
  for (std::size_t i = 0; i < objects.size(); ++i) {
    places.push_back(out.size());
    out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t table = out.size();
  out += "xref\n0 6\n0000000000 65535 f \n";
  for (const std::size_t place : places) {
    const std::string digits = std::to_string(place);
    out += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  return out + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

struct Records : test::Packaging {
  /// Stored: a matter with a text and a PDF, and one with a text; found: what was indexed.
  void SetUp() override {
    test::Packaging::SetUp();
    run_to_archive("m-1", [&] {
      add_draft("m-1", pdf("Bus routes are published"), "pdf", "routes.pdf", "application/pdf");
    });
    run_to_archive("m-2");
    packager.run_once();
    ASSERT_EQ(index.run_once(), 2U);
  }
  std::vector<std::string> found(const RecordQuery& query) {
    std::vector<std::string> out;
    for (const RecordRow& row : search.records(query))
      out.push_back(row.document.empty() ? row.archival_code : row.document);
    return out;
  }
  std::vector<std::string> words(const std::string& q) {
    RecordQuery query;
    query.q = q;
    return found(query);
  }

  ArchiveIndex index{node.pool, node.matters, folder.path / "indexing"};
  ArchiveCopies copies{node.pool};
};

TEST_F(Records, AreFoundByTheWordsWithinThem) {
  EXPECT_THAT(words("合理划分"), ElementsAre("m-2-draft", "m-1-draft"));
  EXPECT_THAT(words("bus ROUTES"), ElementsAre("m-1-pdf"));
  EXPECT_THAT(words("划"), SizeIs(3));  // the title of each draft, whatever the file
  EXPECT_THAT(words("分划"), IsEmpty());
  EXPECT_THAT(words("关于调整"), ElementsAre("X043-WS·2026-Y-BGS-0002", "X043-WS·2026-Y-BGS-0001"));
}

TEST_F(Records, ShowWhereTheWordsStand) {
  RecordQuery query;
  query.q = "published";
  const auto rows = search.records(query);
  ASSERT_THAT(rows, SizeIs(1));
  EXPECT_THAT(rows[0].snippet, HasSubstr("bus routes are published"));
  EXPECT_EQ(rows[0].kind, "DRF-04");
  EXPECT_EQ(rows[0].stage, "drafting");
  EXPECT_EQ(rows[0].unit, drafter.unit);
  EXPECT_EQ(rows[0].n, 2);
}

TEST_F(Records, AreNarrowedByEachField) {
  const auto with = [&](auto set) {
    RecordQuery query;
    set(query);
    return found(query).size();
  };
  EXPECT_EQ(with([](RecordQuery& q) { q.kind = "volume"; }), 2U);
  EXPECT_EQ(with([](RecordQuery& q) { q.code = "X043-WS·2026-Y-BGS-0001"; }), 3U);
  EXPECT_EQ(with([](RecordQuery& q) { q.stage = "drafting"; }), 3U);
  EXPECT_EQ(with([](RecordQuery& q) { q.year = 2025; }), 0U);
  EXPECT_EQ(with([](RecordQuery& q) { q.unit = drafter.unit; }), 5U);
  EXPECT_EQ(with([](RecordQuery& q) { q.procedure = "small-decision"; }), 5U);
  EXPECT_EQ(with([](RecordQuery& q) { q.person = "赵律师"; }), 2U);  // acted in both matters
  EXPECT_EQ(with([](RecordQuery& q) { q.person = "li"; }), 5U);
  RecordQuery page;
  page.limit = 2;
  const auto first = search.records(page);
  page.before = first.back().id;
  EXPECT_THAT(search.records(page), SizeIs(2));
  EXPECT_LT(search.records(page).front().id, first.back().id);
}

TEST_F(Records, AreCountedByField) {
  const Facets facets = search.facets({});
  EXPECT_EQ(facets.counted, 5);
  EXPECT_TRUE(facets.complete);
  EXPECT_THAT(facets.counts, Contains(std::tuple("kind", "DRF-04", 3)));
  EXPECT_THAT(facets.counts, Contains(std::tuple("year", "2026", 5)));
}

TEST_F(Records, AreFoundAlikeAmongTheNewestAndByTheIndexOfWords) {
  ArchiveSearch by_index(node.pool, 1);  // nothing common is found in so small a window
  for (const char* q :
       {"划", "学区", "合理划", "合理划分", "bus", "关于 调整", "分划", "us", "合理 routes"}) {
    for (const auto year : {std::optional<int>(), std::optional<int>(2026)}) {
      RecordQuery query;
      query.q = q;
      query.year = year;
      const auto ids = [](const std::vector<RecordRow>& rows) {
        std::vector<std::int64_t> out;
        for (const RecordRow& row : rows) out.push_back(row.id);
        return out;
      };
      EXPECT_EQ(ids(by_index.records(query)), ids(search.records(query))) << q;
      EXPECT_EQ(by_index.facets(query).counts, search.facets(query).counts) << q;
    }
  }
}

TEST_F(Records, AreIndexedOnceAndAgainWhenTheIndexIsLost) {
  EXPECT_EQ(index.run_once(), 0U);
  test::psql(url, "delete from archive_record where matter = 'm-1'");
  EXPECT_THAT(words("合理划分"), ElementsAre("m-2-draft"));
  EXPECT_EQ(index.run_once(), 1U);
  EXPECT_THAT(words("合理划分"), SizeIs(2));
  EXPECT_FALSE(std::filesystem::exists(folder.path / "indexing" / "document"));
}

TEST_F(Records, AreHandedOutWithARecordOfWhoAskedAndWhy) {
  const auto row = Documents(node.pool).find("m-1-pdf").value();
  EXPECT_EQ(copies.package_of("m-1-pdf"), "X043-WS·2026-Y-BGS-0001");
  EXPECT_FALSE(copies.package_of("m-9-pdf"));
  const RecordAccess access{.archival_code = "X043-WS·2026-Y-BGS-0001",
                            .document = "m-1-pdf",
                            .copy = std::nullopt,
                            .by = counsel,
                            .purpose = "行政复议",
                            .at = node.clock.now()};
  EXPECT_EQ(copies.hand_out(access, row.document.sha256), pdf("Bus routes are published"));
  const auto kept = copies.accesses(access.archival_code);
  ASSERT_THAT(kept, SizeIs(1));
  EXPECT_EQ(kept[0].by.name, "赵律师");
  EXPECT_EQ(kept[0].purpose, "行政复议");
  EXPECT_THROW((void)node.pool.write([](pqxx::transaction_base& tx) {
    tx.exec("UPDATE record_access SET purpose = 'x'");
  }),
               std::exception);
}

TEST_F(Records, HaveRedactedCopiesBesideThem) {
  const std::string bytes = "第一条　为了合理划分学区，制定本方案。（已删去姓名）";
  const ArchiveCopy copy{.id = "c-1",
                         .archival_code = "X043-WS·2026-Y-BGS-0001",
                         .document = "m-1-draft",
                         .reason = "删去个人信息",
                         .media_type = "text/plain",
                         .sha256 = archive::sha256_hex(bytes),
                         .made_by = "zhao",
                         .size = bytes.size(),
                         .made_at = node.clock.now()};
  copies.add(copy, bytes);
  ASSERT_THAT(copies.of_document("m-1-draft"), SizeIs(1));
  EXPECT_EQ(copies.find("c-1")->reason, "删去个人信息");
  const RecordAccess access{.archival_code = copy.archival_code,
                            .document = copy.document,
                            .copy = "c-1",
                            .by = counsel,
                            .purpose = "研究",
                            .at = node.clock.now()};
  EXPECT_EQ(copies.hand_out(access, copy.sha256), bytes);
  EXPECT_EQ(copies.accesses(copy.archival_code).front().copy, "c-1");

  // Whoever leaves with everything has them too, and not the index, which can be made again.
  const auto out = folder.path / "export";
  (void)export_all(node.pool, out, {});
  std::ifstream exported(out / "copies" / "c-1");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(exported), {}), bytes);
  EXPECT_TRUE(std::filesystem::exists(out / "records" / "record_access.jsonl"));
  EXPECT_FALSE(std::filesystem::exists(out / "records" / "archive_record.jsonl"));
}

}  // namespace
}  // namespace gavel::db
