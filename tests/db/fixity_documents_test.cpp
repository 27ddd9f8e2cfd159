// Documents are tested in the same cycle as packages: what rots is found, told by matter and
// document, and put back from a package or a replica where one has it.
#include "db/fixity_documents.hpp"

#include "db/archive_copies.hpp"
#include "db/documents.hpp"
#include "tests/db/keepers.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::drafter;
using test::psql;

struct UnderWay : test::Packaging {
  void SetUp() override {
    Packaging::SetUp();
    for (const char* matter : {"m-1", "m-2"}) {
      must(node.desk.open(procedure, {.id = matter, .title = "在办", .policy = {}, .data = {}},
                          drafter));
      add_draft(matter, "草案，属于" + std::string(matter));
    }
  }
  Instant after(int days) { return node.clock.now() + std::chrono::hours{24 * days}; }
  void rot(const std::string& matter) {
    psql(url,
         "ALTER TABLE blob DISABLE TRIGGER append_only; UPDATE blob SET bytes = set_byte(bytes, 0, "
         "get_byte(bytes, 0) # 1) WHERE sha256 = (SELECT sha256 FROM document WHERE matter = '" +
             matter + "'); ALTER TABLE blob ENABLE ALWAYS TRIGGER append_only");
  }
  void keep_copy(const std::string& matter, const std::string& bytes) {
    const auto copy = folder.path / "replica" / "documents" / matter / (matter + "-draft");
    std::filesystem::create_directories(copy.parent_path());
    std::ofstream(copy, std::ios::binary) << bytes;
  }
  std::string failures() {
    return psql(url,
                "SELECT string_agg(subject, ' ' ORDER BY id) FROM fixity_report WHERE NOT "
                "passed AND subject <> 'documents'");
  }
  Fixity fixity{node.pool,
                {.cycle = std::chrono::hours{24 * 30},
                 .bytes_per_second = 0,
                 .scratch = folder.path / "fixity",
                 .replica = folder.path / "replica"}};
};

TEST_F(UnderWay, AreTestedOnceInACycle) {
  EXPECT_FALSE(fixity.run_once(node.clock.now())) << "digested when it came";
  const auto first = fixity.run_once(after(2));
  ASSERT_TRUE(first);
  EXPECT_TRUE(first->passed);
  EXPECT_EQ(psql(url, "SELECT count(*) FROM ledger_pending WHERE kind = 'fixity'"), "1");
  EXPECT_TRUE(fixity.run_once(after(2))) << "and the pass is over";
  EXPECT_FALSE(fixity.run_once(after(2)));
  EXPECT_FALSE(fixity.run_once(after(31)));
  EXPECT_TRUE(fixity.run_once(after(33)));
}

TEST_F(UnderWay, ThatRottedAreToldByMatterAndDocument) {
  rot("m-2");
  const auto found = fixity.run_once(after(2));
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->passed || found->repaired);
  EXPECT_THAT(found->why, testing::ElementsAre("m-2/m-2-draft"));
  EXPECT_THAT(fixity.damaged_documents(), testing::ElementsAre("m-2/m-2-draft"));
  EXPECT_TRUE(fixity.damaged().empty()) << "no package is";
  EXPECT_EQ(failures(), "m-2/m-2-draft");
  EXPECT_EQ(psql(url,
                 "SELECT subject FROM ledger_pending WHERE kind = 'fixity-failure' ORDER BY "
                 "id LIMIT 1"),
            "m-2/m-2-draft");
  // It is tested again each day, and told until it is whole.
  (void)fixity.run_once(after(2));
  EXPECT_FALSE(fixity.run_once(after(2)));
  EXPECT_FALSE(fixity.run_once(after(3))->passed);
  rot("m-2");  // which puts the bit back
  EXPECT_TRUE(fixity.run_once(after(4))->passed);
  EXPECT_TRUE(fixity.damaged_documents().empty());
}

TEST_F(UnderWay, ThatRottedAreRepairedFromAReplica) {
  rot("m-1");
  keep_copy("m-1", "草案，属于m-1");
  const auto found = fixity.run_once(after(2));
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->passed);
  EXPECT_TRUE(found->repaired);
  EXPECT_TRUE(fixity.damaged_documents().empty());
  EXPECT_EQ(Documents(node.pool).bytes("m-1-draft"), "草案，属于m-1");
  ledger.sequence();
  EXPECT_TRUE(ledger.examine(100).empty());
}

TEST_F(UnderWay, WhoseCopiesRottedGetThemAnewInTheSameCycle) {
  keep_copy("m-1", "草案，属于m-1");
  keep_copy("m-2", "草案，属于m-9");
  const auto found = fixity.run_once(after(2));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->passed);
  EXPECT_TRUE(found->copies_mended);
  EXPECT_EQ(archive::sha256_hex_of(folder.path / "replica/documents/m-2/m-2-draft"),
            archive::sha256_hex("草案，属于m-2"));
  EXPECT_THAT(psql(url, "SELECT convert_from(report, 'UTF8') FROM fixity_report"),
              testing::HasSubstr("\"copies_mended\":[\"m-2/m-2-draft\"]"));
  EXPECT_FALSE(fixity.run_once(after(33))->copies_mended);
}

// A disk that fails at one copy keeps no other document from its test.
TEST_F(UnderWay, WhoseCopyCannotBeReadAreTestedAllTheSame) {
  keep_copy("m-1", "草案，属于m-1");
  const auto copy = folder.path / "replica/documents/m-1/m-1-draft";
  std::filesystem::remove(copy);
  std::filesystem::create_symlink(copy, copy);
  rot("m-2");
  EXPECT_THAT(fixity.run_once(after(2))->why, testing::ElementsAre("m-2/m-2-draft"));
  (void)fixity.run_once(after(2));
  EXPECT_FALSE(fixity.run_once(after(2))) << "the pass is over";
}

TEST_F(UnderWay, AreNotRepairedWithOtherBytes) {
  rot("m-1");
  keep_copy("m-1", "别的内容");
  EXPECT_FALSE(fixity.run_once(after(2))->repaired);
  EXPECT_THROW(psql(url, "UPDATE blob SET bytes = 'x', size = 1"), pqxx::sql_error);
}

TEST_F(UnderWay, WhoseBytesAreGoneAreFoundToo) {
  psql(url,
       "ALTER TABLE blob DISABLE TRIGGER append_only; DELETE FROM blob WHERE sha256 = (SELECT "
       "sha256 FROM document WHERE matter = 'm-2'); ALTER TABLE blob ENABLE ALWAYS TRIGGER "
       "append_only");
  EXPECT_THAT(fixity.run_once(after(2))->why, testing::ElementsAre("m-2/m-2-draft"));
  keep_copy("m-2", "草案，属于m-2");
  (void)fixity.run_once(after(2));
  EXPECT_TRUE(fixity.run_once(after(3))->repaired);
  EXPECT_EQ(Documents(node.pool).bytes("m-2-draft"), "草案，属于m-2");
}

/// Documents that a stored package holds too: they are read, and handed out, from their own rows.
struct InAPackage : UnderWay {
  const std::string code = "X043-WS·2026-Y-BGS-0001",
                    draft = "第一条　为了合理划分学区，制定本方案。\n";

  void SetUp() override {
    UnderWay::SetUp();
    run_to_archive("m-3");
    packager.run_once();
  }
  void lose_the_package() {
    psql(url,
         "ALTER TABLE package_tar DISABLE TRIGGER ALL; DELETE FROM package_tar; ALTER TABLE "
         "package_tar ENABLE TRIGGER ALL");
  }
  std::string told() {
    return psql(url,
                "SELECT convert_from(report, 'UTF8') FROM fixity_report WHERE subject = "
                "'m-3/m-3-draft' ORDER BY id DESC LIMIT 1");
  }
};

TEST_F(InAPackage, ThatRottedComeBackFromIt) {
  rot("m-3");
  const auto found = fixity.run_once(after(2));
  ASSERT_TRUE(found);
  EXPECT_THAT(found->why, testing::ElementsAre("m-3/m-3-draft"));
  EXPECT_TRUE(found->repaired);
  EXPECT_THAT(told(), testing::HasSubstr("\"repaired_from\":\"package\""));
  EXPECT_EQ(Documents(node.pool).bytes("m-3-draft"), draft);
  EXPECT_TRUE(fixity.damaged_documents().empty());
  ledger.sequence();
  EXPECT_TRUE(ledger.examine(100).empty());
}

TEST_F(InAPackage, ThatRottedComeBackFromItsReplica) {
  std::filesystem::create_directories(folder.path / "replica");
  std::ofstream(folder.path / "replica" / (code + ".tar"), std::ios::binary)
      << search.download(code, drafter, node.clock.now()).value().whole();
  lose_the_package();
  rot("m-3");
  EXPECT_TRUE(fixity.run_once(after(2))->repaired);
  EXPECT_THAT(told(), testing::HasSubstr("\"repaired_from\":\"replica\""));
  EXPECT_EQ(Documents(node.pool).bytes("m-3-draft"), draft);
}

TEST_F(InAPackage, ThatRottedAreToldWhereNothingHasThemAnyMore) {
  lose_the_package();
  rot("m-3");
  EXPECT_FALSE(fixity.run_once(after(2))->repaired);
  EXPECT_THAT(fixity.damaged_documents(), testing::ElementsAre("m-3/m-3-draft"));
  EXPECT_EQ(failures(), "m-3/m-3-draft");
}

TEST_F(InAPackage, HaveTheirRedactedCopiesTestedWithThem) {
  const std::string redacted = "第一条　【略】\n";
  ArchiveCopies(node.pool).add({.id = "c-1",
                                .archival_code = code,
                                .document = "m-3-draft",
                                .reason = "删去个人信息",
                                .media_type = "text/plain",
                                .sha256 = archive::sha256_hex(redacted),
                                .made_by = "qian",
                                .size = redacted.size(),
                                .made_at = node.clock.now()},
                               redacted);
  EXPECT_TRUE(fixity.run_once(after(2))->passed);
  psql(url,
       "ALTER TABLE blob DISABLE TRIGGER append_only; UPDATE blob SET bytes = set_byte(bytes, 0, "
       "get_byte(bytes, 0) # 1) WHERE sha256 = (SELECT sha256 FROM archive_copy); ALTER TABLE blob "
       "ENABLE ALWAYS TRIGGER append_only");
  (void)fixity.run_once(after(2));  // the end of that pass
  while (const auto found = fixity.run_once(after(33)))
    if (found->archival_code.empty() && !found->passed) {
      EXPECT_THAT(found->why, testing::ElementsAre("m-3/c-1"));
      EXPECT_FALSE(found->repaired);
    }
  EXPECT_THAT(fixity.damaged_documents(), testing::ElementsAre("m-3/c-1"));
}

}  // namespace
}  // namespace gavel::db
