// A volume whose term is over and whose appraisal ended so is destroyed: its bytes are gone
// wherever they lay, its line in the register stays, and nothing else may take bytes away.
#include "db/destruction.hpp"

#include "db/archive_copies.hpp"
#include "db/archive_harvest.hpp"
#include "db/archive_index.hpp"
#include "db/documents.hpp"
#include "db/export.hpp"
#include "db/fixity.hpp"
#include "db/remains.hpp"
#include "tests/db/fixity.hpp"
#include "tests/db/keepers.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::agree;
using test::appraise;
using test::destroy_volume;
using test::destruction_of;
using test::psql;

const std::string first = "X043-WS·2026-D30-BGS-0001";
const std::string other = "X043-WS·2026-D30-BGS-0002";
const std::string permanent = "X043-WS·2026-Y-BGS-0001";

struct Destroying : test::Packaging {
  void SetUp() override {
    Packaging::SetUp();
    keep_for_thirty_years();
  }
  void stored(const std::string& matter, const std::function<void()>& more = {}) {
    run_to_archive(matter, more);
    packager.run_once();
    index.run_once();
  }
  void after_the_term() { node.clock.move_to(node.clock.now() + std::chrono::days(365 * 31)); }
  void copy_of(const std::string& document, const std::string& bytes, const std::string& code) {
    ArchiveCopies(node.pool).add({.id = "copy of " + document,
                                  .archival_code = code,
                                  .document = document,
                                  .reason = "删去个人信息",
                                  .media_type = "text/plain",
                                  .sha256 = archive::sha256_hex(bytes),
                                  .made_by = "qian",
                                  .size = bytes.size(),
                                  .made_at = node.clock.now()},
                                 bytes);
  }
  std::string count(const std::string& what) { return psql(url, "SELECT count(*) FROM " + what); }
  bool has_bytes(const std::string& bytes) {
    return count("blob WHERE sha256 = decode('" + archive::sha256_hex(bytes) + "', 'hex')") == "1";
  }
  std::string findings() {
    ledger.sequence();
    std::string out;
    for (const Finding& found : ledger.examine(100)) out += found.what + " " + found.detail + "\n";
    return out;
  }
  void refused(const std::string& sql) {
    psql(url,
         "DO $$ BEGIN CREATE ROLE application; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    psql(url, "GRANT ALL ON ALL TABLES IN SCHEMA public TO application");
    for (const char* as :
         {"", "SET ROLE application; ", "SET session_replication_role = replica; "})
      EXPECT_THROW(psql(url, as + sql), pqxx::sql_error) << as << sql;
    psql(url, "DROP OWNED BY application");
  }

  ArchiveIndex index{node.pool, node.matters, folder.path / "indexing"};
};

TEST_F(Destroying, TakesTheBytesFromWhereverTheyLay) {
  stored("m-1", [&] { add_draft("m-1", "只在本卷", "second"); });
  copy_of("m-1-draft", "（已删去姓名）", first);
  ASSERT_TRUE(has_bytes("只在本卷"));
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  EXPECT_EQ(count("package_tar"), "0");
  EXPECT_FALSE(has_bytes("只在本卷"));
  EXPECT_FALSE(has_bytes("（已删去姓名）"));
  EXPECT_EQ(count("archive_record"), "0");
  EXPECT_EQ(count("package WHERE searched <> '' OR grams <> '{}'"), "0");
  EXPECT_EQ(index.run_once(), 0U) << "and it is not indexed again";
  EXPECT_EQ(Documents(node.pool).bytes("m-1-second"), std::nullopt);
  EXPECT_EQ(findings(), "");
}

TEST_F(Destroying, LeavesItsLineInTheRegister) {
  stored("m-1");
  const std::string sha256 = search.find(first)->sha256;
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  const auto lines = Destructions(node.pool).list(0, 10);
  ASSERT_EQ(lines.size(), 1U);
  const Destruction& line = lines[0];
  EXPECT_EQ(line.archival_code, first);
  EXPECT_EQ(line.title, "关于调整中小学学区的决策");
  EXPECT_EQ(line.retention, "D30");
  EXPECT_EQ(line.sha256, sha256);
  EXPECT_GT(line.size, 0U);
  EXPECT_EQ(line.appraisal, "appraisal of " + first);
  EXPECT_EQ(line.by.name + line.watched_by.name, "钱冯");
  EXPECT_EQ(line.at, node.clock.now());
  EXPECT_EQ(Destructions(node.pool).of_document("m-1-draft")->act, line.act);
  EXPECT_EQ(search.find(first)->status, "destroyed");
  ledger.sequence();
  EXPECT_EQ(
      count("ledger_leaf WHERE kind = 'destruction' AND subject = 'destruction of " + first + "'"),
      "1");
}

TEST_F(Destroying, LeavesWhatAnotherMatterUsesAsWell) {
  stored("m-1");
  stored("m-2");  // with the very same draft
  const std::string draft = Documents(node.pool).bytes("m-1-draft").value();
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  EXPECT_EQ(Documents(node.pool).bytes("m-2-draft"), draft);
  EXPECT_EQ(findings(), "");
  destroy_volume(node.pool, other, node.clock.now());
  EXPECT_FALSE(has_bytes(draft));
  EXPECT_EQ(findings(), "");
  // The same bytes may come again with another matter.
  stored("m-3");
  EXPECT_EQ(Documents(node.pool).bytes("m-3-draft"), draft);
  EXPECT_EQ(findings(), "");
}

TEST_F(Destroying, WaitsForAUseThatBeginsAtTheSameTime) {
  stored("m-1");
  const std::string draft = Documents(node.pool).bytes("m-1-draft").value();
  after_the_term();
  appraise(node.pool, first, node.clock.now());
  pqxx::connection session(url);
  pqxx::work begun(session);
  begun.exec(
      "INSERT INTO document SELECT 'another', 'm-2', seq, code, version, title, filename, "
      "media_type, "
      "sha256, size, added_by, added_at FROM document");
  std::jthread destroying([&] { agree(node.pool, destruction_of(first, node.clock.now())); });
  begun.commit();
  destroying.join();
  EXPECT_EQ(Documents(node.pool).bytes("another"), draft);
  EXPECT_EQ(Documents(node.pool).bytes("m-1-draft"), draft) << "the same bytes, of another now";
}

TEST_F(Destroying, IsToldFromBytesThatWentWithoutARecord) {
  stored("m-1");
  stored("m-2", [&] { add_draft("m-2", "只在第二卷", "second"); });
  copy_of("m-2-draft", "副本", other);
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  ASSERT_EQ(findings(), "");
  psql(url, "ALTER TABLE package_tar DISABLE TRIGGER ALL; DELETE FROM package_tar");
  EXPECT_EQ(findings(), "row-changed package_tar m-2 " + other + "\n");
  const auto lose = [&](const std::string& bytes) {
    psql(url, "ALTER TABLE blob DISABLE TRIGGER ALL; DELETE FROM blob WHERE sha256 = decode('" +
                  archive::sha256_hex(bytes) + "', 'hex')");
  };
  lose("只在第二卷");
  EXPECT_THAT(findings(), testing::HasSubstr("row-missing document m-2-second\n"));
  lose("副本");
  EXPECT_THAT(findings(), testing::HasSubstr("blob " + archive::sha256_hex("副本")));
}

TEST_F(Destroying, ThatWasForgedIsFound) {
  stored("m-1");
  ASSERT_EQ(findings(), "");
  psql(url,
       "ALTER TABLE destruction DISABLE TRIGGER ALL; ALTER TABLE package_tar DISABLE TRIGGER ALL; "
       "INSERT INTO destruction (act, appraisal, archival_code, matter, title, retention, sha256, "
       "size, account, name, unit, w_account, w_name, w_unit, at) SELECT 'x', 'x', archival_code, "
       "matter, title, retention, sha256, size, 'a', 'a', 'a', 'b', 'b', 'b', now() FROM package; "
       "DELETE FROM package_tar");
  EXPECT_THAT(findings(), testing::HasSubstr("row-unwitnessed destruction x\n"));
}

TEST_F(Destroying, IsTheOnlyWayForBytesToGo) {
  stored("m-1");
  stored("m-2", [&] { add_draft("m-2", "只在第二卷", "second"); });
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  for (const char* sql :
       {"DELETE FROM package_tar", "DELETE FROM blob", "UPDATE blob SET bytes = ''",
        "UPDATE package_tar SET bytes = 'x'", "TRUNCATE package_tar", "TRUNCATE blob CASCADE",
        "DELETE FROM destruction", "UPDATE destruction SET title = ''",
        "TRUNCATE destruction CASCADE", "DELETE FROM package",
        "UPDATE package SET searched = '' WHERE matter = 'm-2'",
        "UPDATE package SET title = '', searched = '', grams = '{}' WHERE matter = 'm-1'",
        "INSERT INTO package_tar VALUES ('m-1', 0, 'x')"})
    refused(sql);
}

TEST_F(Destroying, NeverHappensToWhatIsKeptForEver) {
  procedure = "small-decision";
  stored("m-1");
  after_the_term();
  appraise(node.pool, permanent,
           node.clock.now());  // the program refuses it; the acts alone do not
  EXPECT_THROW(agree(node.pool, destruction_of(permanent, node.clock.now())), pqxx::sql_error);
  refused(
      "INSERT INTO destruction (act, appraisal, archival_code, matter, title, retention, sha256, "
      "size, account, name, unit, w_account, w_name, w_unit, at) SELECT 'x', 'x', archival_code, "
      "matter, title, retention, sha256, size, 'a', 'a', 'a', 'b', 'b', 'b', now() FROM package");
  refused(
      "INSERT INTO destruction (act, appraisal, archival_code, matter, title, retention, sha256, "
      "size, account, name, unit, w_account, w_name, w_unit, at) SELECT 'x', 'x', archival_code, "
      "matter, title, 'D30', sha256, size, 'a', 'a', 'a', 'b', 'b', 'b', now() FROM package");
  refused("DELETE FROM package_tar");
  EXPECT_EQ(findings(), "");
}

TEST_F(Destroying, NeedsATermThatIsOverAnAppraisalAndASecondPerson) {
  stored("m-1");
  const auto too_early = [&] { destroy_volume(node.pool, first, node.clock.now()); };
  EXPECT_THROW(too_early(), pqxx::sql_error);
  // That early appraisal stands, and is no ground for it later either.
  after_the_term();
  Keeping keeping(node.pool);
  EXPECT_THROW(
      (void)keeping.answer("destruction of " + first, test::agreed_by_second(node.clock.now())),
      pqxx::sql_error);
  EXPECT_NE(count("package_tar"), "0");

  stored("m-2");
  after_the_term();
  KeepingAct act = destruction_of(other, node.clock.now());
  EXPECT_THROW((void)keeping.propose(act), pqxx::sql_error) << "no such appraisal";
  appraise(node.pool, other, node.clock.now());
  ASSERT_TRUE(keeping.propose(act));
  KeepingAct::Answer alone = test::agreed_by_second(node.clock.now());
  alone.by = test::keeper;
  EXPECT_EQ(keeping.answer(act.id, alone).error(), KeepingFault::same_person);
  KeepingAct::Answer against = test::agreed_by_second(node.clock.now());
  against.agreed = false;
  EXPECT_TRUE(keeping.answer(act.id, against));
  EXPECT_EQ(count("destruction"), "0");
}

TEST_F(Destroying, EndsAllKeeping) {
  stored("m-1");
  after_the_term();
  Keeping keeping(node.pool);
  ASSERT_TRUE(keeping.propose(test::act_of("open", first, "access", "open", node.clock.now())));
  destroy_volume(node.pool, first, node.clock.now());
  EXPECT_EQ(keeping.answer("open", test::agreed_by_second(node.clock.now())).error(),
            KeepingFault::destroyed);
  EXPECT_EQ(
      keeping.propose(test::act_of("closed", first, "access", "closed", node.clock.now())).error(),
      KeepingFault::destroyed);
  for (const char* kind : {"access", "appraisal", "handover"})
    EXPECT_TRUE(keeping.due(kind, day_of(node.clock.now()) + std::chrono::days(9999), 10).empty());
}

TEST_F(Destroying, IsToldToHarvestersAndInTheFindingAid) {
  stored("m-1");
  after_the_term();
  agree(node.pool, test::act_of("open", first, "access", "open", node.clock.now()));
  const Instant opened = node.clock.now();
  node.clock.move_to(opened + std::chrono::days(3));
  destroy_volume(node.pool, first, node.clock.now());
  for (const Holdings holdings : {Holdings::all, Holdings::open}) {
    ArchiveHarvest harvest(node.pool, holdings);
    HarvestQuery since;
    since.from = opened + std::chrono::days(1);
    ASSERT_EQ(harvest.volumes(since).size(), 1U);
    EXPECT_EQ(harvest.count(since), 1U);
    EXPECT_TRUE(harvest.volumes(since)[0].is_withdrawn);
    EXPECT_EQ(harvest.volumes(since)[0].stamped_at, node.clock.now());
    EXPECT_EQ(harvest.volumes(since)[0].volume.destroyed_by, "destruction of " + first);
  }
  EXPECT_TRUE(Keeping(node.pool).open("", 10).empty());
}

struct InFolders : Destroying {
  static void write(const std::filesystem::path& file, const std::string& bytes) {
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
  }
  std::filesystem::path copy = folder.path / "replica" / (first + ".tar");
  RemainsPlaces places{.replica = folder.path / "replica",
                       .bags = folder.path / "bags",
                       .leftovers = {folder.path / "at-work"}};
};

TEST_F(InFolders, TheNodeRemovesItsCopiesToo) {
  stored("m-1");
  stored("m-2");
  write(copy, "copy");
  write(folder.path / "replica" / (other + ".tar"), "copy");
  write(folder.path / "bags" / first / "data" / "draft", "left by a packager that was killed");
  write(folder.path / "replica/documents/m-1/m-1-draft", "a copy of before it was packaged");
  after_the_term();
  Remains remains(node.pool, places);
  EXPECT_EQ(remains.run_once(), 0U);
  EXPECT_TRUE(std::filesystem::exists(copy));
  destroy_volume(node.pool, first, node.clock.now());
  EXPECT_EQ(remains.run_once(), 1U);
  EXPECT_FALSE(std::filesystem::exists(copy));
  EXPECT_FALSE(std::filesystem::exists(folder.path / "bags" / first));
  EXPECT_FALSE(std::filesystem::exists(folder.path / "replica/documents/m-1"));
  EXPECT_TRUE(std::filesystem::exists(folder.path / "replica" / (other + ".tar")));
  EXPECT_EQ(remains.run_once(), 0U);
}

TEST_F(InFolders, ANodeThatWasKilledInBetweenDoesItWhenItStarts) {
  stored("m-1");
  write(copy, "copy");
  write(folder.path / "at-work" / "package.tar", "what a test was reading");
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  Remains next_start(node.pool, places);
  EXPECT_FALSE(std::filesystem::exists(folder.path / "at-work"));
  EXPECT_EQ(next_start.run_once(), 1U);
  EXPECT_FALSE(std::filesystem::exists(copy));
}

TEST_F(InFolders, WhatIsDestroyedIsNotTestedAgainAndNotPutBack) {
  stored("m-1");
  write(copy, search.download(first, test::keeper, node.clock.now())->whole());
  after_the_term();
  Fixity fixity(node.pool, {.cycle = std::chrono::hours{24},
                            .bytes_per_second = 0,
                            .scratch = folder.path / "fixity",
                            .replica = folder.path / "replica"});
  EXPECT_TRUE(test::test_package(fixity, node.clock.now())->passed);
  psql(url,
       "ALTER TABLE package_tar DISABLE TRIGGER append_only; UPDATE package_tar SET bytes = 'x'; "
       "ALTER TABLE package_tar ENABLE ALWAYS TRIGGER append_only");
  std::filesystem::rename(copy, folder.path / "elsewhere");
  const auto later = [&](int days) { return node.clock.now() + std::chrono::days(days); };
  EXPECT_FALSE(test::test_package(fixity, later(2))->repaired);
  EXPECT_THAT(fixity.damaged(), testing::ElementsAre(first));
  destroy_volume(node.pool, first, node.clock.now());
  std::filesystem::rename(folder.path / "elsewhere", copy);
  EXPECT_FALSE(test::test_package(fixity, later(4)));
  EXPECT_TRUE(fixity.damaged().empty());
  EXPECT_TRUE(fixity.damaged_documents().empty()) << "its document went with it";
  EXPECT_EQ(count("package_tar"), "0");
}

TEST_F(InFolders, AnExportTakesItsRegisterAndNoBytesOfIt) {
  stored("m-1", [&] { add_draft("m-1", "只在本卷", "second"); });
  copy_of("m-1-draft", "（已删去姓名）", first);
  ledger.sequence();
  const auto out = folder.path / "export";
  EXPECT_EQ(export_all(node.pool, out, {}).packages, 1U);
  EXPECT_TRUE(std::filesystem::exists(out / "packages" / (first + ".tar")));
  EXPECT_TRUE(std::filesystem::exists(out / "copies" / "copy of m-1-draft"));
  after_the_term();
  destroy_volume(node.pool, first, node.clock.now());
  ledger.sequence();
  const ExportCounts again = export_all(node.pool, out, {});
  EXPECT_EQ(again.packages, 0U);
  EXPECT_EQ(again.destroyed, 1U);
  EXPECT_FALSE(std::filesystem::exists(out / "packages" / (first + ".tar")));
  EXPECT_FALSE(std::filesystem::exists(out / "copies" / "copy of m-1-draft"));
  const auto grep = [&](const std::string& what) {
    return test::run("grep -rlF '" + what + "' '" + out.string() + "'").text;
  };
  EXPECT_THAT(grep("destruction of " + first), testing::HasSubstr("records/destruction.jsonl"));
  EXPECT_THAT(grep("销毁 destroyed"), testing::HasSubstr("finding-aid.xml"));
  EXPECT_EQ(grep("只在本卷"), "");
  EXPECT_EQ(test::run("cd '" + out.string() + "' && sha256sum --quiet -c manifest-sha256.txt").text,
            "");
}

}  // namespace
}  // namespace gavel::db
