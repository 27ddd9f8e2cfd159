#include "db/archive_search.hpp"

#include <fstream>

#include "db/package_parts.hpp"
#include "engine/base/ensure.hpp"
#include "tests/db/domain.hpp"
#include "tests/db/volume.hpp"

namespace gavel::db {
namespace {

using test::Domain;
using testing::ElementsAre;
using testing::IsEmpty;

const matter::Actor archivist{
    .account = "sun", .name = "孙档", .unit = "archives", .roles = {"archivist"}};

/// Packages that hold one file each; what is searched is theirs, the bag is not looked into.
struct Archive : testing::Test {
  Archive() {
    std::filesystem::create_directory(domain.folder.path / "bag");
    std::ofstream(domain.folder.path / "bag" / "bagit.txt") << std::string(5'000'000, 'x');
  }

  std::string keep(const std::string& matter, const std::string& title, int year,
                   const std::string& code = "DRF-04", const std::string& text = "") {
    auto ordered = domain.append(matter, {chart::Sent{.id = "",
                                                      .type = "urn:gavel:archive",
                                                      .target = "",
                                                      .event = "build",
                                                      .data = {{"fonds", "X043"},
                                                               {"year", year},
                                                               {"retention", "Y"},
                                                               {"organisation", "BGS"}}}});
    ordered.accepted.next.title = title;
    domain.write(ordered);
    Order order{.matter = matter, .seq = 1000, .code = {}};
    order.code = {.fonds = "X043",
                  .category = "WS",
                  .year = year,
                  .retention = "Y",
                  .office = "BGS",
                  .number = ++number};
    test::psql(domain.url, "update package set item = " + std::to_string(number) +
                               ", archival_code = '" + archive::to_string(order.code) +
                               "' where matter = '" + matter + "'");
    archive::PackageInput input;
    input.code = order.code;
    input.title = title;
    input.built_at = domain.clock.at;
    archive::PackageDocument document;
    document.code = code;
    document.stage = "drafting";
    document.media_type = "text/plain; charset=utf-8";
    document.read = [text](const auto& put) { put(text); };
    input.documents.push_back(std::move(document));
    store_package(domain.pool, order, input, domain.folder.path / "bag", {}, {{"passed", true}},
                  domain.clock.at);
    return archive::to_string(order.code);
  }
  std::vector<std::string> found(const ArchiveQuery& query) {
    std::vector<std::string> codes;
    for (const auto& package : search.search(query)) codes.push_back(package.archival_code);
    return codes;
  }
  std::vector<std::string> words(const std::string& q) {
    ArchiveQuery query;
    query.q = q;
    return found(query);
  }

  Domain domain;
  ArchiveSearch search{domain.pool};
  int number = 0;
};

TEST_F(Archive, FindsChineseWordsOfOneAndTwoCharacters) {
  const std::string school =
      keep("m-1", "关于调整中小学学区的决策", 2026, "DRF-04", "校车路线由教育局公布。");
  const std::string water =
      keep("m-2", "城区供水价格调整方案", 2026, "DRF-04", "水价听证会纪要 Annex B");
  EXPECT_THAT(words("学区"), ElementsAre(school));
  EXPECT_THAT(words("水"), ElementsAre(water));
  EXPECT_THAT(words("调整"), ElementsAre(school, water));
  EXPECT_THAT(words("校车路线"), ElementsAre(school));
  EXPECT_THAT(words("annex"), ElementsAre(water));
  EXPECT_THAT(words("调整 水价"), ElementsAre(water));
  EXPECT_THAT(words("区学"), IsEmpty());
  EXPECT_THAT(words("路线教育"), IsEmpty());  // the characters are there, but not side by side
}

/// 200 is the most a page shows; a reader asks for one more to know whether the list goes on.
TEST_F(Archive, GivesOneMoreThanTheLargestPageShows) {
  keep("m-1", "甲", 2026);
  test::psql(domain.url,
             "SET session_replication_role = replica; INSERT INTO package SELECT copy.* FROM "
             "package p, generate_series(2, 202) AS n, jsonb_populate_record(p, jsonb_build_object("
             "'matter', 'm-' || n, 'item', n, 'archival_code', 'X043-WS·2026-Y-BGS-' || "
             "lpad(n::text, 4, '0'))) AS copy");
  ArchiveQuery query;
  query.limit = 201;
  EXPECT_EQ(found(query).size(), 201U);
}

TEST_F(Archive, FindsByCodeYearAndStage) {
  const std::string a = keep("m-1", "甲", 2025), b = keep("m-2", "乙", 2026, "RSK-03");
  EXPECT_THAT(
      found({.code = "X043-WS·2026", .q = {}, .year = {}, .person = {}, .stage = {}, .after = {}}),
      ElementsAre(b));
  EXPECT_THAT(found({.code = {}, .q = {}, .year = 2025, .person = {}, .stage = {}, .after = {}}),
              ElementsAre(a));
  EXPECT_THAT(
      found({.code = {}, .q = {}, .year = {}, .person = {}, .stage = "RSK-03", .after = {}}),
      ElementsAre(b));
  EXPECT_THAT(
      found({.code = {}, .q = {}, .year = {}, .person = {}, .stage = "drafting", .after = a}),
      ElementsAre(b));
  EXPECT_EQ(search.find(a)->title, "甲");
  EXPECT_EQ(test::volume_of(domain.url, search, "m-2")->archival_code, b);
  EXPECT_FALSE(search.find("X043-WS·2026-Y-BGS-9999"));
}

TEST_F(Archive, LogsEveryDownloadBeforeItGivesTheBytes) {
  const std::string code = keep("m-1", "甲", 2026);
  auto tar = search.download(code, archivist, domain.clock.at, "审计");
  ASSERT_TRUE(tar);
  EXPECT_EQ(archive::sha256_hex(tar->whole()), search.find(code)->sha256);
  EXPECT_EQ(tar->size(), search.find(code)->size);
  EXPECT_GT(tar->size(), 5'000'000U);
  EXPECT_EQ(test::psql(domain.url, "select account || ' ' || purpose from archive_access"),
            "sun 审计");
  EXPECT_EQ(test::psql(domain.url, "select count(*) from ledger_pending where kind = 'access'"),
            "1");
  EXPECT_FALSE(search.download("X043-WS·2026-Y-BGS-9999", archivist, domain.clock.at));
}

TEST_F(Archive, GivesAPackageInPiecesAndKeepsTheLastOneBackWhenItIsNotTheOneThatWasBuilt) {
  const std::string code = keep("m-1", "甲", 2026);
  auto tar = search.download(code, archivist, domain.clock.at).value();
  const std::string whole = tar.whole();
  EXPECT_EQ(tar.from(4'500'000), whole.substr(4'500'000)) << "in the second piece";
  EXPECT_EQ(tar.from(100), whole.substr(100, (4U << 20) - 100)) << "to the end of the first piece";
  EXPECT_EQ(tar.from(whole.size()), "");

  test::psql(domain.url,
             "alter table package_tar disable trigger append_only; update package_tar set bytes = "
             "set_byte(bytes, 77, get_byte(bytes, 77) # 1) where piece = 0");
  auto rotten = search.download(code, archivist, domain.clock.at).value();
  EXPECT_EQ(rotten.from(0).size(), 4U << 20);
  EXPECT_THROW((void)rotten.from(4U << 20), BrokenInvariant);
}

TEST_F(Archive, KeepsWhatIsBuiltForEver) {
  keep("m-1", "甲", 2026);
  for (const char* sql :
       {"delete from package", "update package set status = 'pending'",
        "update package set report = '{}'", "update package set archival_code = 'x'",
        "delete from package_tar", "truncate package cascade", "update package_tar set bytes = 'x'",
        "delete from archive_access where true"}) {
    if (std::string_view(sql).contains("archive_access")) {
      (void)search.download(test::volume_of(domain.url, search, "m-1")->archival_code, archivist,
                            domain.clock.at);
    }
    EXPECT_ANY_THROW(test::psql(domain.url, sql)) << sql;
  }
}

}  // namespace
}  // namespace gavel::db
