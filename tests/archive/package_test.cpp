#include "archive/package.hpp"

#include "archive/bag.hpp"
#include "engine/base/ensure.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const SampleMatter& sample() {
  static const SampleMatter matter;
  return matter;
}

Ran verify(const fs::path& bag, const std::string& arguments = "") {
  const std::string shell = has_command("dash") ? "dash" : "sh";
  return run(shell + " '" + (bag / "data/verify.sh").string() + "' " + arguments);
}

/// A package, and what may be done to it. `remake` writes the manifests anew, as a forger would.
class Package {
 public:
  Package() : declared(write_package(sample().input, bag)) {}
  void remake() const {
    const std::string at = "cd '" + bag.string() + "' && export LC_ALL=C && ";
    const Ran made =
        run(at +
            "for k in sha256 sha512; do find data -type f | sort | while IFS= read -r "
            "f; do ${k}sum \"$f\"; "
            "done > manifest-$k.txt; done; find data -type f | sort | while IFS= read -r f; do "
            "openssl dgst -sm3 -r \"$f\" | sed \"s/ \\*/  /\"; done > payload-sm3.txt; n=$(find "
            "data -type f | wc -l); b=$(cat "
            "$(find data -type f | "
            "tr ' ' '?') | wc -c); sed -i \"s/^Payload-Oxum.*/Payload-Oxum: $b.$n/\" "
            "bag-info.txt; for k in "
            "sha256 sha512; do ${k}sum bag-info.txt bagit.txt manifest-*.txt payload-sm3.txt > "
            "tagmanifest-$k.txt; done");
    EXPECT_EQ(made.status, 0) << made.output;
  }
  void replace(const std::string& file, const std::string& from, const std::string& to) const {
    std::string text = read_file(bag / file);
    const std::size_t at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    write_file(bag / file, text.replace(at, from.size(), to));
  }

  TempDir dir;
  fs::path bag = dir / "X043-WS·2026-Y-BGS-0001";
  Declared declared;
};

TEST(Package, VerifiesWithShellCoreutilsAndOpenssl) {
  const Package package;
  const Ran ran = verify(package.bag);
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr("9 events, each in the ledger"));
  EXPECT_THAT(ran.output, HasSubstr("s-decide.json: signature and event hold"));
  EXPECT_THAT(ran.output, HasSubstr("s-legal.opine.2.tsr: stamped 2026-01-11T02:00:00Z"));
  EXPECT_THAT(ran.output, HasSubstr("4 documents, each recorded by an event"));
  EXPECT_THAT(ran.output, testing::EndsWith("VERIFIED  every check held / 全部通过\n"));
  EXPECT_THAT(ran.output, testing::Not(HasSubstr("FAIL")));
}

TEST(Package, HasOneWayOfWritingItsSeal) {
  const Package package;
  std::string note = read_file(package.bag / "seal.note");
  const std::size_t last = note.rfind('=') - 1;  // base64 of 68 bytes: two bits of it mean nothing
  note[last] = note[last] == 'A' ? 'B' : static_cast<char>(note[last] + 1);
  write_file(package.bag / "seal.note", note);
  const Ran ran = verify(package.bag);
  EXPECT_NE(ran.status, 0);
  EXPECT_THAT(ran.output, HasSubstr("封签无效: seal.note"));
}

TEST(Package, CountsAFailureThoughAByteOfItsScriptIsChanged) {
  const Package package;
  write_file(package.bag / "data/README.txt", "changed");
  package.replace("data/verify.sh", "failures + 1", "failures + 0");
  EXPECT_NE(verify(package.bag).status, 0);
  package.replace("data/verify.sh", "failures + 0", "failures + 1");
  package.replace("data/verify.sh", "\"$tmp/failed\"; failures", "\"$tmp/failet\"; failures");
  EXPECT_NE(verify(package.bag).status, 0);
}

TEST(Package, VerifiesWithNothingElseOnThePath) {
  if (!has_command("dash")) GTEST_SKIP() << "dash is not on this machine";
  const Package package;
  const TempDir tools;
  for (const char* tool :
       {"dash", "openssl", "sha256sum", "sha512sum", "basenc",  "base64", "comm", "date",
        "fold", "od",      "tee",       "tr",        "sort",    "uniq",   "head", "tail",
        "cat",  "wc",      "mktemp",    "rm",        "dirname", "stat"}) {
    const std::string path = run(std::string("command -v ") + tool).output;
    fs::create_symlink(path.substr(0, path.find('\n')), tools / tool);
  }
  const Ran ran = run("cd / && env -i PATH=" + tools.path().string() + " dash '" +
                      (package.bag / "data/verify.sh").string() + "'");
  EXPECT_EQ(ran.status, 0) << ran.output;
  EXPECT_THAT(ran.output, testing::HasSubstr("没有以他人身份运行的文件"));
}

TEST(Package, IsAValidBagLaidOutByStage) {
  const Package package;
  EXPECT_THAT(validate_bag(package.bag), testing::IsEmpty());
  std::vector<std::string> paths;
  for (const auto& file : package.declared.files) paths.push_back(file.path);
  EXPECT_THAT(paths,
              testing::IsSupersetOf(
                  {"data/01_启动/INI-01_v1_建议 书.txt", "data/02_起草/DRF-04_v1_草案.md",
                   "data/02_起草/DRF-04_v2_草案.md", "data/99_other/LEG-04_v1_a_b_c__.pdf",
                   "data/statements/s-decide.json", "data/statements/s-decide.sig",
                   "data/statements/s-decide.pub.pem", "data/events.jsonl", "data/comments.jsonl",
                   "data/metadata/premis.xml", "data/metadata/dat46.xml",
                   "data/metadata/relations.json", "data/proofs/checkpoint",
                   "data/proofs/log.pub.pem", "data/proofs/log.vkey", "data/proofs/leaves.jsonl",
                   "data/proofs/000001.tlog-proof", "data/verify.sh", "data/README.txt"}));
  EXPECT_EQ(read_file(package.bag / "data/statements/s-decide.json"),
            sample().input.statements[2].bytes);
  EXPECT_THAT(read_file(package.bag / "data/README.txt"), HasSubstr("X043-WS·2026-Y-BGS-0001"));
}

TEST(Package, IsTheSameBytesEachTime) {
  const Package first;
  const Package second;
  EXPECT_EQ(first.declared, second.declared);
  EXPECT_EQ(read_file(first.bag / "tagmanifest-sha512.txt"),
            read_file(second.bag / "tagmanifest-sha512.txt"));
}

TEST(Package, RelatesDocumentsStatementsAndEvents) {
  const Package package;
  const std::string relations = read_file(package.bag / "data/metadata/relations.json");
  EXPECT_THAT(relations,
              HasSubstr(R"({"from":"data/02_起草/DRF-04_v2_草案.md","relation":"supersedes",)"
                        R"("to":"data/02_起草/DRF-04_v1_草案.md"})"));
  EXPECT_THAT(relations,
              HasSubstr(R"({"from":"data/statements/s-decide.json","relation":"performs",)"
                        R"("to":"data/events.jsonl#8"})"));
  EXPECT_THAT(relations, HasSubstr(R"("relation":"recorded_by","to":"data/events.jsonl#2")"));
}

TEST(Package, NamesTheVolumeItFollows) {
  const TempDir dir;
  PackageInput input = sample().input;
  input.follows = PackageFollowed{"m-0", "X043-WS·2024-Y-BGS-0007"};
  (void)write_package(input, dir.path() / "bag");
  EXPECT_THAT(read_file(dir.path() / "bag/data/metadata/relations.json"),
              HasSubstr(R"({"from":"X043-WS·2026-Y-BGS-0001","matter":"m-0",)"
                        R"("relation":"follows","to":"X043-WS·2024-Y-BGS-0007"})"));
  input.follows = PackageFollowed{"m-0", ""};  // it ended without a volume
  (void)write_package(input, dir.path() / "without");
  EXPECT_THAT(read_file(dir.path() / "without/data/metadata/relations.json"),
              HasSubstr(R"("matter":"m-0","relation":"follows","to":"m-0"})"));
}

TEST(Package, OverADamagedStoreIsNotMade) {
  const TempDir dir;
  const auto refused = [&](const std::string& name,
                           const std::function<void(PackageInput&)>& damage) {
    PackageInput input = sample().input;
    damage(input);
    EXPECT_THROW((void)write_package(input, dir / name), BrokenInvariant) << name;
  };
  refused("document", [](PackageInput& input) {
    input.documents[1].read = [](const auto& put) { put("else"); };
  });
  refused("signature", [](PackageInput& input) { input.statements[0].bytes += " "; });
  refused("event", [](PackageInput& input) { input.events[3].leaf += " "; });
  refused("checkpoint", [](PackageInput& input) { input.checkpoint_note[0] ^= 1; });
}

struct Tampering {
  const char* name;
  std::function<void(const Package&)> with;
  const char* said;  ///< What verify.sh must say.
};

void PrintTo(const Tampering& tampering, std::ostream* out) { *out << tampering.name; }

class Tampered : public testing::TestWithParam<Tampering> {};

TEST_P(Tampered, PackageFailsAndNamesTheFile) {
  const Package package;
  GetParam().with(package);
  const Ran ran = verify(package.bag);
  EXPECT_EQ(ran.status, 1) << ran.output;
  EXPECT_THAT(ran.output, HasSubstr(GetParam().said));
  EXPECT_THAT(ran.output, HasSubstr("\nNOT VERIFIED"));
}

const std::vector<Tampering> tamperings{
    {"one_byte_of_a_document",
     [](const Package& p) { p.replace("data/02_起草/DRF-04_v2_草案.md", "第二稿", "第三稿"); },
     "data/02_起草/DRF-04_v2_草案.md: FAILED"},
    {"document_removed",
     [](const Package& p) { fs::remove(p.bag / "data/01_启动/INI-01_v1_建议 书.txt"); },
     "缺少文件: data/01_启动/INI-01_v1_建议 书.txt"},
    {"file_added", [](const Package& p) { write_file(p.bag / "data/01_启动/new.txt", "x"); },
     "data/01_启动/new.txt"},
    {"hidden_file_added", [](const Package& p) { write_file(p.bag / "data/.hidden", "x"); },
     "清单外的文件: data/.hidden"},
    {"file_added_at_the_root", [](const Package& p) { write_file(p.bag / "extra.txt", "x"); },
     "foreign file / 外来文件: extra.txt"},
    {"tag_file", [](const Package& p) { p.replace("bag-info.txt", "2026-07-01", "2026-07-02"); },
     "bag-info.txt: FAILED"},
    {"document_with_new_manifests",
     [](const Package& p) {
       p.replace("data/02_起草/DRF-04_v2_草案.md", "第二稿", "第三稿");
       p.remake();
     },
     "没有入卷事件: data/02_起草/DRF-04_v2_草案.md"},
    {"document_removed_with_new_manifests",
     [](const Package& p) {
       fs::remove(p.bag / "data/02_起草/DRF-04_v1_草案.md");
       p.remake();
     },
     "在案文件缺失"},
    {"event_with_new_manifests",
     [](const Package& p) {
       p.replace("data/events.jsonl", "gazette", "Gazette");
       p.remake();
     },
     "event 9 is not what the ledger entry names"},
    {"event_and_its_leaf_with_new_manifests",
     [](const Package& p) {
       const std::string before = sample().input.events[8].line;
       p.replace("data/events.jsonl", "gazette", "Gazette");
       std::string after = before;
       after.replace(after.find("gazette"), 7, "Gazette");
       p.replace("data/proofs/leaves.jsonl", sha256_hex(before), sha256_hex(after));
       p.remake();
     },
     "event 9 is not in the ledger"},
    {"last_event_removed_with_new_manifests",
     [](const Package& p) {
       p.replace("data/events.jsonl", sample().input.events[8].line + "\n", "");
       p.remake();
     },
     "事件缺失: data/events.jsonl"},
    {"event_order_with_new_manifests",
     [](const Package& p) {
       p.replace("data/events.jsonl", sample().input.events[0].line + "\n", "");
       p.replace("data/events.jsonl", sample().input.events[1].line + "\n",
                 sample().input.events[1].line + "\n" + sample().input.events[0].line + "\n");
       p.remake();
     },
     "事件编号不连续: data/events.jsonl"},
    {"nul_bytes_with_new_manifests",
     [](const Package& p) {
       p.replace("data/events.jsonl", "gazette", std::string("gaz\0ette", 8));
       p.remake();
     },
     "含有多余字节: data/events.jsonl"},
    {"foreign_folder_with_new_manifests",
     [](const Package& p) {
       write_file(p.bag / "data/more/paper.txt", "x");
       p.remake();
     },
     "外来文件: data/more/paper.txt"},
    {"statement_with_new_manifests",
     [](const Package& p) {
       p.replace("data/statements/s-legal.opine.json", "lawful", "unlaw!");
       p.remake();
     },
     "签名无效: data/statements/s-legal.opine.json"},
    {"p256_statement_with_new_manifests",
     [](const Package& p) {
       p.replace("data/statements/s-legal.approve.json", "lawful", "unlaw!");
       p.remake();
     },
     "签名无效: data/statements/s-legal.approve.json"},
    {"sm2_statement_with_new_manifests",
     [](const Package& p) {
       p.replace("data/statements/s-decide.json", "lawful", "unlaw!");
       p.remake();
     },
     "签名无效: data/statements/s-decide.json"},
    {"statement_signed_by_another_key",
     [](const Package& p) {
       const KeyHolder other("-algorithm ed25519",
                             "openssl pkeyutl -sign -inkey key -rawin -in message -out signature");
       const std::string bytes = read_file(p.bag / "data/statements/s-legal.opine.json");
       write_file(p.bag / "data/statements/s-legal.opine.sig", other.sign(bytes));
       write_file(p.bag / "data/statements/s-legal.opine.pub.pem", other.public_pem);
       p.remake();
     },
     "没有对应事件: data/statements/s-legal.opine.json"},
    {"statement_removed_with_new_manifests",
     [](const Package& p) {
       for (const char* ending : {".json", ".sig", ".pub.pem"})
         fs::remove(p.bag / (std::string("data/statements/s-decide") + ending));
       p.remake();
     },
     "缺少签名陈述"},
    {"signature_removed_with_new_manifests",
     [](const Package& p) {
       fs::remove(p.bag / "data/statements/s-decide.sig");
       p.remake();
     },
     "缺少: data/statements/s-decide.sig"},
    {"checkpoint_with_new_manifests",
     [](const Package& p) {
       const std::uint64_t size = sample().ledger.size;
       p.replace("data/proofs/checkpoint", "\n" + std::to_string(size) + "\n",
                 "\n" + std::to_string(size + 1) + "\n");
       p.remake();
     },
     "检查点签名无效: data/proofs/checkpoint"},
    {"proof_with_new_manifests",
     [](const Package& p) {
       const std::string first = to_base64(sample().input.events[0].proof[0]);
       p.replace("data/proofs/000001.tlog-proof", first, to_base64(sha256("other")));
       p.remake();
     },
     "第 1 个事件不在日志中: data/proofs/000001.tlog-proof"},
    {"log_key_with_new_manifests",
     [](const Package& p) {
       write_file(p.bag / "data/proofs/log.pub.pem",
                  LogKey::generate("archive.example/ledger").public_pem());
       p.remake();
     },
     "检查点签名无效"},
};

INSTANTIATE_TEST_SUITE_P(EachKind, Tampered, testing::ValuesIn(tamperings),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Package, IsHeldAgainstAPublishedLogKey) {
  const Package package;
  write_file(package.dir / "good.pem", sample().log.public_pem());
  write_file(package.dir / "other.pem", LogKey::generate("archive.example/ledger").public_pem());
  const std::string at = package.dir.path().string();
  EXPECT_EQ(verify(package.bag, "--log-key " + at + "/good.pem").status, 0);
  const Ran other = verify(package.bag, "--log-key " + at + "/other.pem");
  EXPECT_EQ(other.status, 1);
  EXPECT_THAT(other.output, HasSubstr("与所给日志公钥不一致"));
  EXPECT_EQ(verify(package.bag, "--log-key").status, 2);
  EXPECT_EQ(verify(package.bag, "--log-key " + at + "/none.pem").status, 2);
  EXPECT_EQ(verify(package.bag, "--nonsense").status, 2);
}

TEST(ArchivalCode, IsComposedAsTheRuleSays) {
  EXPECT_EQ(to_string(ArchivalCode{"X043", "WS", 2020, "Y", "BGS", 1}), "X043-WS·2020-Y-BGS-0001");
  EXPECT_EQ(to_string(ArchivalCode{"X043", "WS", 2020, "D30", "BGS", 12345}),
            "X043-WS·2020-D30-BGS-12345");
}

}  // namespace
}  // namespace gavel::archive
