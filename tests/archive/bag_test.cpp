#include "archive/bag.hpp"

#include "engine/base/ensure.hpp"
#include "tests/archive/shell.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> codes(const fs::path& bag) {
  std::vector<std::string> out;
  for (const BagProblem& problem : validate_bag(bag)) out.push_back(problem.code);
  return out;
}

/// A bag with the names that break others.
void write_bag(const fs::path& directory) {
  BagWriter bag(directory, {{"Source-Organization", "示范市人民政府"}, {"Note", "two\nlines"}});
  bag.add("01_启动/决策 建议.txt", "hello");
  bag.add("01_启动/NFC-é-and-NFD-é.txt", "accents");
  bag.add("100%\r\n.txt", "awkward");
  bag.add("empty", "");
  bag.add_stream("large", [](const auto& put) {
    for (int i = 0; i < 1000; ++i) put(std::string(1000, 'x'));
  });
  bag.finish();
}

TEST(Bag, WrittenIsValidForUsAndForCoreutils) {
  const TempDir dir;
  write_bag(dir / "bag");
  EXPECT_THAT(validate_bag(dir / "bag"), testing::IsEmpty());
  const std::string bag = (dir / "bag").string();
  EXPECT_EQ(
      run("cd " + bag + " && sha512sum --check --strict --quiet tagmanifest-sha512.txt").status, 0);
  EXPECT_EQ(
      run("cd " + bag + " && head -n 2 manifest-sha256.txt | sha256sum --check --quiet").status, 0);
  const std::string info = read_file(dir / "bag/bag-info.txt");
  EXPECT_NE(info.find("Payload-Oxum: 1000019.5\n"), std::string::npos) << info;
  EXPECT_NE(info.find("Note: two lines\n"), std::string::npos);
  EXPECT_NE(read_file(dir / "bag/manifest-sha256.txt").find("  data/100%25%0D%0A.txt\n"),
            std::string::npos);
}

TEST(Bag, PathsThatLeadOutOrRepeatAreRefused) {
  const TempDir dir;
  BagWriter bag(dir / "bag", {});
  bag.add("a", "1");
  for (const std::string bad :
       {"", "/etc/passwd", "../x", "x/../../y", "x//y", "x/", ".", "./x", "a"})
    EXPECT_THROW(bag.add(bad, ""), BrokenInvariant) << bad;
  bag.finish();
  EXPECT_THROW(bag.add("b", ""), BrokenInvariant);
  EXPECT_THROW(bag.finish(), BrokenInvariant);
  EXPECT_THROW(BagWriter(dir / "bag", {}), BrokenInvariant);
}

TEST(Bag, TakesWholeFilesOverFromAnAttemptThatWasKilled) {
  const TempDir dir;
  write_file(dir / "bag/data/whole", "whole");
  write_file(dir / "bag/data/half", "ha");
  write_file(dir / "bag/data/left-over", "of another name");
  BagWriter bag(dir / "bag", {});
  const BagFile* const whole = bag.adopt("whole", sha256_hex("whole"));
  ASSERT_NE(whole, nullptr);
  Digest sm3(DigestKind::sm3);
  sm3.update("whole");
  EXPECT_EQ(whole->sm3, sm3.finish_hex());
  EXPECT_EQ(bag.adopt("half", sha256_hex("half")), nullptr);
  EXPECT_EQ(bag.adopt("absent", sha256_hex("")), nullptr);
  EXPECT_EQ(bag.adopt("whole", sha256_hex("whole")), nullptr) << "each path once";
  bag.add("half", "half");
  EXPECT_FALSE(fs::exists(dir / "bag/bagit.txt")) << "no bag before it is whole";
  bag.finish();
  EXPECT_FALSE(fs::exists(dir / "bag/data/left-over"));
  EXPECT_THAT(validate_bag(dir / "bag"), testing::IsEmpty());
}

TEST(Bag, ADiskThatFailsIsReported) {
  const TempDir dir;
  write_file(dir / "file", "in the way");
  EXPECT_THROW(BagWriter(dir / "file", {}), fs::filesystem_error);
}

TEST(BagValidation, FindsEveryKindOfDamage) {
  using testing::Contains;
  const auto damaged = [](const std::function<void(const fs::path&)>& damage) {
    const TempDir dir;
    write_bag(dir / "bag");
    damage(dir / "bag");
    return codes(dir / "bag");
  };
  EXPECT_THAT(damaged([](const fs::path& bag) { write_file(bag / "data/empty", "x"); }),
              testing::IsSupersetOf({"digest-mismatch", "oxum-mismatch"}));
  EXPECT_THAT(damaged([](const fs::path& bag) { fs::remove(bag / "data/large"); }),
              testing::IsSupersetOf({"missing-file", "oxum-mismatch"}));
  EXPECT_THAT(damaged([](const fs::path& bag) { write_file(bag / "data/new", ""); }),
              Contains("extra-file"));
  EXPECT_THAT(
      damaged([](const fs::path& bag) { write_file(bag / "bag-info.txt", "Payload-Oxum: 1.1\n"); }),
      testing::IsSupersetOf({"digest-mismatch", "oxum-mismatch"}));
  EXPECT_THAT(damaged([](const fs::path& bag) { fs::remove(bag / "bagit.txt"); }),
              testing::ElementsAre("no-declaration"));
  EXPECT_THAT(damaged([](const fs::path& bag) {
                write_file(bag / "bagit.txt",
                           "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n");
              }),
              testing::ElementsAre("unknown-version"));
  EXPECT_THAT(damaged([](const fs::path& bag) {
                fs::remove(bag / "data/empty");
                fs::create_symlink("/dev/null", bag / "data/empty");
              }),
              testing::IsSupersetOf({"not-a-regular-file", "missing-file"}));
  EXPECT_THAT(damaged([](const fs::path& bag) {
                fs::remove(bag / "manifest-sha256.txt");
                fs::remove(bag / "manifest-sha512.txt");
              }),
              Contains("no-manifest"));
  EXPECT_THAT(damaged([](const fs::path& bag) {
                write_file(bag / "manifest-sha256.txt", std::string(64, '0') + "  ../outside\n");
              }),
              testing::IsSupersetOf({"out-of-scope", "not-in-manifest"}));
  EXPECT_THAT(damaged([](const fs::path& bag) {
                write_file(bag / "manifest-sha256.txt", "rubbish\n\xff\n");
              }),
              Contains("not-in-encoding"));
  EXPECT_THAT(damaged([](const fs::path& bag) { write_file(bag / "manifest-rot13.txt", ""); }),
              Contains("unknown-algorithm"));
  EXPECT_THAT(codes("/nonexistent"), testing::ElementsAre("no-such-bag"));
}

struct Cases {
  const char* folder;
  bool valid;
  friend void PrintTo(const Cases& cases, std::ostream* out) { *out << cases.folder; }
};

class BagConformance : public testing::TestWithParam<Cases> {};

// The Library of Congress suite. Bags it wants only a warning for are told in the next test.
TEST_P(BagConformance, EveryCaseIsJudgedAsTheSuiteSays) {
  const fs::path folder = beside_project("bagit-cases") / GetParam().folder;
  if (!fs::is_directory(folder)) GTEST_SKIP() << "the conformance cases are not on this machine";
  int cases = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    if (!entry.is_directory()) continue;
    ++cases;
    const auto problems = validate_bag(entry.path());
    EXPECT_EQ(problems.empty(), GetParam().valid)
        << entry.path()
        << (problems.empty()
                ? ""
                : " " + problems[0].code + " " + problems[0].path + " " + problems[0].detail);
  }
  EXPECT_GT(cases, 0);
}

INSTANTIATE_TEST_SUITE_P(LibraryOfCongress, BagConformance,
                         testing::Values(Cases{"v1.0/valid", true}, Cases{"v1.0/invalid", false},
                                         Cases{"v0.97/valid", true}, Cases{"v0.97/invalid", false},
                                         Cases{"v0.97/linux-only", false}));

TEST(BagLiberties, OfVersion097AreTolerated) {
  const fs::path folder = beside_project("bagit-cases") / "v0.97/warning";
  if (!fs::is_directory(folder)) GTEST_SKIP() << "the conformance cases are not on this machine";
  for (const char* name :
       {"made-with-md5sum-tools", "relative-path", "same-filename-listed-twice-with-the-same-hash"})
    EXPECT_THAT(validate_bag(folder / name), testing::IsEmpty()) << name;
}

}  // namespace
}  // namespace gavel::archive
