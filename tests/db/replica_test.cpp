// Copies of stored packages are made by the server itself, of what is sound, and of nothing that
// was destroyed.
#include "db/replica.hpp"

#include "archive/digest.hpp"
#include "engine/base/ensure.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::Packaging;
using test::psql;

struct Copying : Packaging {
  std::filesystem::path copies = folder.path / "copies";
  std::filesystem::path copy = copies / "X043-WS·2026-Y-BGS-0001.tar";
  std::string sha256() { return psql(url, "SELECT encode(sha256, 'hex') FROM package"); }
};

TEST_F(Copying, GivesEachStoredPackageACopyOfItsBytes) {
  Replica replica(node.pool, copies, 0);
  EXPECT_FALSE(replica.run_once());
  run_to_archive("m-1");
  packager.run_once();
  Replica later(node.pool, copies, 0);
  EXPECT_TRUE(later.run_once());
  EXPECT_EQ(archive::sha256_hex_of(copy), sha256());
  EXPECT_FALSE(later.run_once());
}

TEST_F(Copying, WritesACopyAnewThatIsCutShort) {
  run_to_archive("m-1");
  packager.run_once();
  Replica(node.pool, copies, 0).run_once();
  std::filesystem::resize_file(copy, 1000);
  EXPECT_TRUE(Replica(node.pool, copies, 0).run_once());
  EXPECT_EQ(archive::sha256_hex_of(copy), sha256());
}

TEST_F(Copying, CopiesNoDamagedPackage) {
  run_to_archive("m-1");
  packager.run_once();
  psql(url,
       "ALTER TABLE package_tar DISABLE TRIGGER ALL; UPDATE package_tar SET bytes = "
       "set_byte(bytes, 5000, get_byte(bytes, 5000) # 1)");
  EXPECT_THROW(Replica(node.pool, copies, 0).run_once(), BrokenInvariant);
  EXPECT_FALSE(std::filesystem::exists(copy));
}

TEST_F(Copying, KeepsTheDocumentsOfMattersUnderWay) {
  must(node.desk.open(procedure, {.id = "m-2", .title = "在办", .policy = {}, .data = {}},
                      test::drafter));
  add_draft("m-2", "草案");
  Replica replica(node.pool, copies, 0);
  EXPECT_TRUE(replica.run_once());
  const auto document = copies / "documents/m-2/m-2-draft";
  EXPECT_EQ(archive::sha256_hex_of(document), archive::sha256_hex("草案"));
  EXPECT_FALSE(replica.run_once());
  // One that is cut short is written anew.
  std::filesystem::resize_file(document, 1);
  EXPECT_TRUE(Replica(node.pool, copies, 0).run_once());
  EXPECT_EQ(archive::sha256_hex_of(document), archive::sha256_hex("草案"));
}

TEST_F(Copying, LetsDocumentsGoThatAPackageHasACopyOf) {
  run_to_archive("m-1");
  Replica(node.pool, copies, 0).run_once();
  EXPECT_TRUE(std::filesystem::exists(copies / "documents/m-1/m-1-draft"));
  packager.run_once();
  EXPECT_TRUE(Replica(node.pool, copies, 0).run_once());
  EXPECT_TRUE(std::filesystem::exists(copy));
  EXPECT_FALSE(std::filesystem::exists(copies / "documents/m-1"));
}

TEST_F(Copying, CopiesNoDamagedDocument) {
  must(node.desk.open(procedure, {.id = "m-2", .title = "在办", .policy = {}, .data = {}},
                      test::drafter));
  add_draft("m-2", "草案");
  psql(url,
       "ALTER TABLE blob DISABLE TRIGGER ALL; UPDATE blob SET bytes = set_byte(bytes, 0, "
       "get_byte(bytes, 0) # 1)");
  EXPECT_THROW(Replica(node.pool, copies, 0).run_once(), BrokenInvariant);
  EXPECT_FALSE(std::filesystem::exists(copies / "documents/m-2/m-2-draft"));
}

TEST_F(Copying, DoesNothingWithoutAFolder) {
  run_to_archive("m-1");
  packager.run_once();
  EXPECT_FALSE(Replica(node.pool, {}, 0).run_once());
}

}  // namespace
}  // namespace gavel::db
