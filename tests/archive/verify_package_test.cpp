// Whatever is done to a package is found: each byte of each file, each name, the tar around it.
#include "archive/verify_package.hpp"

#include <random>

#include "archive/bag.hpp"
#include "archive/package.hpp"
#include "archive/seal.hpp"
#include "archive/tar.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;
using testing::Not;

const SampleMatter& sample() {
  static const SampleMatter matter;
  return matter;
}

std::string listed(const PackageVerdict& verdict) {
  std::string out;
  for (const auto& found : verdict.findings)
    out += found.code + " " + found.path + " " + found.detail + "\n";
  return out;
}

struct VerifyPackage : testing::Test {
  TempDir dir;
  fs::path bag = dir / "X043-WS·2026-Y-BGS-0001";
  Declared declared = write_package(sample().input, bag);

  [[nodiscard]] PackageVerdict verify() const { return verify_package(bag); }
  [[nodiscard]] bool blames(const std::string& path) const {
    const auto verdict = verify();
    return std::any_of(verdict.findings.begin(), verdict.findings.end(),
                       [&](const auto& found) { return found.path == path; });
  }
  /// A forger who may sign as the ledger does not exist; one who makes all manifests anew does.
  void remake(bool with_seal) const {
    std::vector<BagFile> payload;
    std::uint64_t bytes = 0;
    for (const auto& [path, size] : list_bag_files(bag)) {
      if (!path.starts_with("data/")) continue;
      payload.push_back(*digest_bag_file(bag, path));
      bytes += size;
    }
    write_file(bag / "manifest-sha256.txt", manifest_text(payload, &BagFile::sha256));
    write_file(bag / "manifest-sha512.txt", manifest_text(payload, &BagFile::sha512));
    write_file(bag / "payload-sm3.txt", manifest_text(payload, &BagFile::sm3));
    std::string info = read_file(bag / "bag-info.txt");
    info = info.substr(0, info.find("Payload-Oxum")) + "Payload-Oxum: " + std::to_string(bytes) +
           "." + std::to_string(payload.size()) + "\n";
    write_file(bag / "bag-info.txt", info);
    std::vector<BagFile> tags;
    for (const char* name : {"bag-info.txt", "bagit.txt", "manifest-sha256.txt",
                             "manifest-sha512.txt", "payload-sm3.txt"})
      tags.push_back(*digest_bag_file(bag, name));
    write_file(bag / "tagmanifest-sha256.txt", manifest_text(tags, &BagFile::sha256));
    const std::string tagmanifest = manifest_text(tags, &BagFile::sha512);
    write_file(bag / "tagmanifest-sha512.txt", tagmanifest);
    if (with_seal)
      write_file(bag / std::string(seal_file),
                 sign_note(seal_body(to_string(sample().input.code), tagmanifest), sample().log));
  }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read_file(bag / file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    write_file(bag / file, text.replace(at, from.size(), to));
  }
};

TEST_F(VerifyPackage, AsWrittenHolds) {
  const PackageVerdict verdict = verify();
  EXPECT_THAT(verdict.findings, IsEmpty()) << listed(verdict);
  EXPECT_EQ(verdict.archival_code, "X043-WS·2026-Y-BGS-0001");
  EXPECT_EQ(verdict.documents, 4U);
  EXPECT_EQ(verdict.statements, 3U);
  EXPECT_EQ(verdict.events, 9U);
  EXPECT_EQ(verdict.comments, 1U);
  EXPECT_EQ(verdict.time_stamps, 3U);
  EXPECT_EQ(verdict.origin, "archive.example/ledger");
}

TEST_F(VerifyPackage, FindsAnyByteOfAnyFile) {
  std::mt19937 random(20260701);
  for (const auto& [path, size] : list_bag_files(bag)) {
    const std::string whole = read_file(bag / path);
    for (int i = 0; i < 3 && size > 0; ++i) {
      std::string changed = whole;
      const std::size_t at = random() % size;
      const unsigned bit = random() % 8;
      changed[at] = static_cast<char>(static_cast<unsigned char>(changed[at]) ^ (1U << bit));
      write_file(bag / path, changed);
      EXPECT_TRUE(blames(path)) << path << " byte " << at << " bit " << bit << "\n"
                                << listed(verify());
    }
    write_file(bag / path, whole);
  }
  EXPECT_TRUE(verify().holds());
}

TEST_F(VerifyPackage, FindsTheCaseOfADigitThatSha256sumReadsOver) {
  for (const char* path : {"tagmanifest-sha256.txt", "tagmanifest-sha512.txt"}) {
    std::string text = read_file(bag / path);
    const std::size_t at = text.find_first_of("abcdef");
    text[at] = static_cast<char>(text[at] - 'a' + 'A');
    write_file(bag / path, text);
    EXPECT_EQ(run("cd '" + bag.string() + "' && sha" + std::string(path + 15, 3) +
                  "sum --check --strict --quiet " + path)
                  .status,
              0);
    EXPECT_TRUE(blames(path));
    EXPECT_NE(run("sh '" + (bag / "data/verify.sh").string() + "'").status, 0) << path;
  }
}

TEST_F(VerifyPackage, FindsAnyFileCutLengthenedRemovedOrRenamed) {
  for (const auto& [path, size] : list_bag_files(bag)) {
    const std::string whole = read_file(bag / path);
    const auto found = [&](const std::string& what) {
      EXPECT_FALSE(verify().holds()) << path << " " << what;
    };
    if (size > 0) {
      write_file(bag / path, whole.substr(0, whole.size() - 1));
      found("cut");
    }
    write_file(bag / path, whole + "\n");
    found("lengthened");
    fs::remove(bag / path);
    found("removed");
    write_file(bag / (path + "2"), whole);
    found("renamed");
    fs::remove(bag / (path + "2"));
    write_file(bag / path, whole);
  }
  EXPECT_TRUE(verify().holds());
}

TEST_F(VerifyPackage, FindsWhatWasPutInBeside) {
  for (const char* path : {"extra.txt", "data/extra.txt", "data/.hidden", "data/01_启动/x/y.txt",
                           "data/02_起草/DRF-04_v9_草案.md", "data/statements/x.sig",
                           "data/statements/x.1.tsr", "data/statements/s-decide.2.tsa.pem",
                           "data/proofs/000010.tlog-proof", "data/renditions/01_启动/x.txt",
                           "data/procedure/0.scxml", "fetch.txt", "manifest-md5.txt"}) {
    write_file(bag / path, "x");
    EXPECT_TRUE(blames(path)) << path << "\n" << listed(verify());
    fs::remove(bag / path);
    if (fs::is_empty((bag / path).parent_path())) fs::remove((bag / path).parent_path());
  }
  fs::remove_all(bag / "data/renditions");
  fs::remove_all(bag / "data/01_启动/x");
  fs::create_directory(bag / "data/empty");
  EXPECT_TRUE(blames("data/empty"));
  fs::remove(bag / "data/empty");
  fs::create_symlink("verify.sh", bag / "data/link");
  EXPECT_TRUE(blames("data/link"));
  fs::remove(bag / "data/link");
  EXPECT_TRUE(verify().holds()) << listed(verify());
}

TEST_F(VerifyPackage, FindsMetadataChangedUnderNewManifestsByTheSealAlone) {
  replace("data/metadata/dat46.xml", "示范市人民政府", "别处");
  remake(false);
  EXPECT_TRUE(blames("seal.note")) << listed(verify());
  EXPECT_NE(run("sh '" + (bag / "data/verify.sh").string() + "'").status, 0);
}

struct Forgery {
  const char* name;
  std::string path;  ///< What must be blamed, though every digest and the seal hold.
  std::function<void(const VerifyPackage&)> with;
  friend void PrintTo(const Forgery& one, std::ostream* out) { *out << one.name; }
};

/// Beyond a forger: the ledger's own key signs what is wrong. The record itself still speaks.
class Forged : public VerifyPackage, public testing::WithParamInterface<Forgery> {};

TEST_P(Forged, IsFoundThoughEveryDigestAndTheSealHold) {
  GetParam().with(*this);
  remake(true);
  EXPECT_TRUE(blames(GetParam().path)) << listed(verify());
  EXPECT_FALSE(blames("seal.note"));
}

const SampleMatter elsewhere;

INSTANTIATE_TEST_SUITE_P(
    Each, Forged,
    testing::Values(
        Forgery{
            "event", "data/proofs/leaves.jsonl",
            [](const VerifyPackage& p) { p.replace("data/events.jsonl", "gazette", "Gazette"); }},
        Forgery{"event_with_spaces", "data/events.jsonl",
                [](const VerifyPackage& p) {
                  p.replace("data/events.jsonl", "{\"actor", "{ \"actor");
                }},
        Forgery{"order_of_events", "data/events.jsonl",
                [](const VerifyPackage& p) {
                  p.replace("data/events.jsonl", "\"seq\":3", "\"seq\":4");
                }},
        Forgery{"document", "data/02_起草/DRF-04_v2_草案.md",
                [](const VerifyPackage& p) {
                  p.replace("data/02_起草/DRF-04_v2_草案.md", "第二稿", "第三稿");
                }},
        Forgery{"document_renamed", "data/01_启动/INI-01_v1_x.txt",
                [](const VerifyPackage& p) {
                  fs::rename(p.bag / "data/01_启动/INI-01_v1_建议 书.txt",
                             p.bag / "data/01_启动/INI-01_v1_x.txt");
                }},
        Forgery{"signature", "data/statements/s-legal.opine.sig",
                [](const VerifyPackage& p) {
                  fs::copy_file(p.bag / "data/statements/s-decide.sig",
                                p.bag / "data/statements/s-legal.opine.sig",
                                fs::copy_options::overwrite_existing);
                }},
        Forgery{"statement_removed", "data/events.jsonl",
                [](const VerifyPackage& p) {
                  for (const char* ending : {".json", ".sig", ".pub.pem"})
                    fs::remove(p.bag / (std::string("data/statements/s-decide") + ending));
                }},
        Forgery{"statement_of_another_matter", "data/statements/s-decide.json",
                [](const VerifyPackage& p) {
                  const auto& other = elsewhere.input.statements[2];
                  write_file(p.bag / "data/statements/s-decide.json", other.bytes);
                  write_file(p.bag / "data/statements/s-decide.sig", other.signature);
                  write_file(p.bag / "data/statements/s-decide.pub.pem", other.public_key_pem);
                }},
        Forgery{"time_stamp_of_another_signature", "data/statements/s-decide.1.tsr",
                [](const VerifyPackage& p) {
                  fs::copy_file(p.bag / "data/statements/s-legal.opine.1.tsr",
                                p.bag / "data/statements/s-decide.1.tsr",
                                fs::copy_options::overwrite_existing);
                }},
        Forgery{"time_stamp_before_the_statement", "data/statements/s-decide.1.tsr",
                [](const VerifyPackage& p) {
                  write_file(
                      p.bag / "data/statements/s-decide.1.tsr",
                      sample().authority.answer(
                          time_stamp_request(read_file(p.bag / "data/statements/s-decide.sig")),
                          sample().input.opened_at - std::chrono::hours{1}));
                }},
        Forgery{"time_stamp_after_the_end", "data/statements/s-decide.1.tsr",
                [](const VerifyPackage& p) {
                  write_file(
                      p.bag / "data/statements/s-decide.1.tsr",
                      sample().authority.answer(
                          time_stamp_request(read_file(p.bag / "data/statements/s-decide.sig")),
                          sample().input.events.back().at + std::chrono::hours{1}));
                }},
        Forgery{"comment", "data/comments.jsonl",
                [](const VerifyPackage& p) {
                  write_file(p.bag / "data/comments.jsonl",
                             read_file(p.bag / "data/comments.jsonl") +
                                 read_file(p.bag / "data/comments.jsonl"));
                }},
        Forgery{"metadata", "data/metadata/mets.xml",
                [](const VerifyPackage& p) {
                  p.replace("data/metadata/mets.xml", "CHECKSUM=\"", "CHECKSUM=\"0");
                }},
        Forgery{"proof_of_another_event", "data/proofs/000002.tlog-proof",
                [](const VerifyPackage& p) {
                  fs::copy_file(p.bag / "data/proofs/000001.tlog-proof",
                                p.bag / "data/proofs/000002.tlog-proof",
                                fs::copy_options::overwrite_existing);
                }},
        Forgery{"procedure", "data/procedure/" + sample().input.procedure_sha256 + ".scxml",
                [](const VerifyPackage& p) {
                  write_file(
                      p.bag / "data/procedure" / (sample().input.procedure_sha256 + ".scxml"),
                      "another procedure");
                }}),
    [](const auto& each) { return std::string(each.param.name); });

TEST_F(VerifyPackage, IsHeldAgainstAPublishedLogKey) {
  EXPECT_TRUE(verify_package(bag, sample().log.public_pem()).holds());
  EXPECT_TRUE(verify_package(bag, verifier_key(sample().log) + "\n").holds());
  const LogKey other = LogKey::generate("archive.example/ledger");
  EXPECT_FALSE(verify_package(bag, other.public_pem()).holds());
  EXPECT_FALSE(verify_package(bag, verifier_key(other)).holds());
}

TEST_F(VerifyPackage, IsHeldAgainstTheAuthoritiesThatTheReaderTrusts) {
  const auto trusting = [](const test::Certificate& root) {
    return TsaRoots::from_pem(test::pem_of(root)).value();
  };
  const TsaRoots same = trusting(sample().authority.root);
  EXPECT_TRUE(verify_package(bag, "", &same).holds());
  const test::TimeAuthority another(
      {instant("2026-01-01T00:00:00Z"), instant("2027-01-01T00:00:00Z")});
  const TsaRoots other = trusting(another.root);
  const auto verdict = verify_package(bag, "", &other);
  ASSERT_EQ(verdict.findings.size(), 3U) << listed(verdict);
  EXPECT_EQ(verdict.findings[0].code, "time-stamp-untrusted");
  EXPECT_EQ(verdict.findings[0].path, "data/statements/s-decide.1.tsr");
  // The script of the package says the same.
  const std::string script = "sh '" + (bag / "data/verify.sh").string() + "' --tsa-roots ";
  write_file(dir / "same.pem", test::pem_of(sample().authority.root));
  write_file(dir / "other.pem", test::pem_of(another.root));
  EXPECT_EQ(run(script + (dir / "same.pem").string()).status, 0);
  const Ran refused = run(script + (dir / "other.pem").string());
  EXPECT_NE(refused.status, 0);
  EXPECT_THAT(refused.output, testing::HasSubstr("FAIL  time-stamp does not verify"));
}

TEST_F(VerifyPackage, WhatIsNoPackageIsSaidSo) {
  EXPECT_EQ(verify_package(dir / "nothing").findings.at(0).code, "not-a-package");
  EXPECT_EQ(verify_package(dir.path()).findings.at(0).code, "not-a-package");
}

TEST_F(VerifyPackage, FindsAnyByteOfTheTar) {
  std::string tar;
  write_tar(bag, bag.filename().string(), sample().input.built_at,
            [&](std::string_view bytes) { tar += bytes; });
  const auto holds = [&](const std::string& bytes) {
    const TempDir scratch;
    write_file(dir / "p.tar", bytes);
    const auto verdict = verify_package_tar(dir / "p.tar", scratch / "out");
    return verdict && verdict->verdict.holds();
  };
  ASSERT_TRUE(holds(tar));
  std::mt19937 random(7);
  std::vector<std::size_t> places{
      0, 100, 108, 116, 124, 136, 148, 156, 257, 265, 297, 500, tar.size() - 1, tar.size() - 700};
  for (int i = 0; i < 30; ++i) places.push_back(random() % tar.size());
  for (const std::size_t at : places) {
    std::string changed = tar;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    EXPECT_FALSE(holds(changed)) << "byte " << at;
  }
  EXPECT_FALSE(holds(tar.substr(0, tar.size() - 512)));
  EXPECT_FALSE(holds(tar + std::string(512, '\0')));
}

}  // namespace
}  // namespace gavel::archive
