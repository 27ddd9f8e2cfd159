#include "archive/statement.hpp"

#include "archive/digest.hpp"
#include "archive/dossier.hpp"
#include "archive/leaf.hpp"
#include "tests/archive/shell.hpp"

namespace gavel::archive {
namespace {

Statement counsel_opinion() {
  return {.matter = "m-1",
          .title = "垃圾分类实施方案",
          .procedure_sha256 = "aa",
          .event = "legal.opine",
          .data = JsonObject{{"conclusion", "lawful"}},
          .dossier_sha256 = "bb",
          .draft_sha256 = "",
          .signer = {"li", "李律师", "counsel", ""},
          .issued_at = *parse_instant("2026-03-20T09:00:00+08:00"),
          .nonce = "n1"};
}

TEST(Statement, IsOneCanonicalObject) {
  EXPECT_EQ(statement_bytes(counsel_opinion()),
            R"({"data":{"conclusion":"lawful"},"dossier_sha256":"bb","draft_sha256":null,)"
            R"("event":"legal.opine","issued_at":"2026-03-20T09:00:00.000+08:00","matter":"m-1",)"
            R"("nonce":"n1","procedure":"aa","signer":{"account":"li","key":null,"name":"李律师",)"
            R"("unit":"counsel"},"title":"垃圾分类实施方案","type":"urn:gavel:statement:1"})");
}

TEST(Statement, NamesDraftAndKeyWhereThereAreSome) {
  Statement statement = counsel_opinion();
  statement.draft_sha256 = "cc";
  statement.signer.key = "dd";
  const std::string bytes = statement_bytes(statement);
  EXPECT_NE(bytes.find(R"("draft_sha256":"cc")"), std::string::npos);
  EXPECT_NE(bytes.find(R"("key":"dd")"), std::string::npos);
}

TEST(Dossier, ManifestIsSortedAndItsDigestIsWhatSha256sumSays) {
  const std::string a(64, 'a');
  const std::string b(64, 'b');
  const std::vector<DossierEntry> entries{{b, "DRF-04", 2, "草案.pdf"},
                                          {a, "DRF-05", 1, "说\n明%.txt"}};
  const std::string manifest = dossier_manifest(entries);
  EXPECT_EQ(manifest, a + "  DRF-05/v1/说%0A明%25.txt\n" + b + "  DRF-04/v2/草案.pdf\n");
  const TempDir dir;
  write_file(dir / "manifest", manifest);
  const std::string file = (dir / "manifest").string();
  EXPECT_EQ(run("sha256sum < " + file + " | head -c 64").output, dossier_digest(entries));
  EXPECT_EQ(run("LC_ALL=C sort -c " + file).status, 0);
}

TEST(Dossier, DigestChangesWithAnyByteAnyNameAnyVersion) {
  const DossierEntry entry{std::string(64, 'a'), "DRF-04", 1, "d.pdf"};
  std::set<std::string> digests{dossier_digest({}), dossier_digest(std::span(&entry, 1))};
  for (const DossierEntry& other : {DossierEntry{std::string(64, 'b'), "DRF-04", 1, "d.pdf"},
                                    DossierEntry{entry.sha256, "DRF-05", 1, "d.pdf"},
                                    DossierEntry{entry.sha256, "DRF-04", 2, "d.pdf"},
                                    DossierEntry{entry.sha256, "DRF-04", 1, "e.pdf"}})
    digests.insert(dossier_digest(std::span(&other, 1)));
  EXPECT_EQ(digests.size(), 6u);
  EXPECT_EQ(dossier_digest({}), sha256_hex(""));
}

TEST(Leaf, NamesTheDigestAndNotTheRecord) {
  EXPECT_EQ(leaf_bytes({"event", "m-1", "12", "ff", *parse_instant("2026-03-20T09:00:00+08:00")}),
            R"({"at":"2026-03-20T09:00:00.000+08:00","matter":"m-1","sha256":"ff","subject":"12",)"
            R"("type":"event","v":1})");
}

}  // namespace
}  // namespace gavel::archive
