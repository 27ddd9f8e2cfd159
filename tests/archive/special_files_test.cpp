// Links, devices, pipes and files that run as another user: no package has them, in a folder or in
// a tar; nor has a tar of ours what everybody may write.
#include "archive/bag.hpp"
#include "archive/four_property.hpp"
#include "archive/verify_package.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

std::string listed(const PackageVerdict& verdict) {
  std::string out;
  for (const auto& found : verdict.findings) out += found.code + " " + found.path + "\n";
  return out;
}

struct SpecialFiles : testing::Test {
  TempDir dir;
  fs::path bag = dir / "bags/X043-WS·2026-Y-BGS-0001";

  SpecialFiles() {
    static const SampleMatter sample;
    fs::create_directories(bag.parent_path());
    (void)write_package(sample.input, bag);
  }
};

TEST_F(SpecialFiles, InAFolderAreFoundByVerifyScriptAndTestOfEntry) {
  const fs::path file = bag / "data/README.txt";
  const auto finds = [&](const std::string& code, const std::string& path) {
    const auto verdict = verify_package(bag);
    EXPECT_TRUE(std::ranges::any_of(
        verdict.findings,
        [&](const PackageFinding& found) { return found.code == code && found.path == path; }))
        << code << " " << path << "\n"
        << listed(verdict);
    // The test of entry refuses it too, and so does the package's own script.
    const auto report = four_property_test(bag, declared_by(bag), instant("2026-07-02T00:00:00Z"));
    EXPECT_FALSE(report.at("passed").as_bool()) << code;
    EXPECT_THAT(json_text(report), testing::HasSubstr(code + ": " + path));
  };
  const std::string script = "sh '" + (bag / "data/verify.sh").string() + "'";
  for (const char* mode : {"4644", "2644", "1644"}) {
    run("chmod " + std::string(mode) + " '" + file.string() + "'");
    finds("unsafe-mode", "data/README.txt");
    EXPECT_THAT(run(script).output, testing::HasSubstr("权限不安全: data/README.txt")) << mode;
  }
  run("chmod 644 '" + file.string() + "'");
  const fs::path put_in = bag / "data/metadata/x.xml";
  run("mkfifo '" + put_in.string() + "'");
  finds("not-a-regular-file", "data/metadata/x.xml");
  fs::remove(put_in);
  fs::rename(file, dir / "readme");
  fs::create_symlink(dir / "readme", file);
  finds("not-a-regular-file", "data/README.txt");
  fs::remove(file);
  fs::rename(dir / "readme", file);
  EXPECT_TRUE(verify_package(bag).holds()) << listed(verify_package(bag));
}

// A stick without permissions, a group's share, an archive that keeps like files as one.
TEST_F(SpecialFiles, AreNotWhatThePlaceMakesOfEveryFile) {
  run("chmod -R 777 '" + bag.string() + "'; find '" + bag.string() +
      "' -type d -exec chmod g+s {} +");
  fs::create_hard_link(bag / "data/README.txt", dir / "elsewhere");
  EXPECT_TRUE(verify_package(bag).holds()) << listed(verify_package(bag));
  EXPECT_TRUE(four_property_test(bag, declared_by(bag), instant("2026-07-02T00:00:00Z"))
                  .at("passed")
                  .as_bool());
  EXPECT_THAT(run("sh '" + (bag / "data/verify.sh").string() + "'").output,
              testing::Not(testing::HasSubstr("权限不安全")));
}

TEST_F(SpecialFiles, InATarAreNamedAndNotUnpacked) {
  const std::string name = bag.filename().string(), tar = (dir / "p.tar").string();
  const std::string at = "cd '" + bag.parent_path().string() + "' && tar -cf '" + tar + "' ";
  const auto finds = [&](const std::string& code, const std::string& path) {
    const TempDir scratch;
    const auto verdict = verify_package_tar(tar, scratch / "out");
    ASSERT_FALSE(verdict) << code;
    EXPECT_EQ(verdict.error().code + " " + verdict.error().path, code + " " + name + "/" + path);
  };
  for (const char* mode : {"4644", "2644", "1644", "0666"}) {
    run(at + "--mode=" + mode + " '" + name + "/bagit.txt'");
    finds("unsafe-mode", "bagit.txt");
  }
  fs::create_symlink("/etc/passwd", bag / "a");
  run(at + "'" + name + "/a'");
  finds("not-a-regular-file", "a");
  fs::remove(bag / "a");
  run("mkfifo '" + (bag / "a").string() + "'");
  run(at + "'" + name + "/a'");
  finds("not-a-regular-file", "a");
  fs::remove(bag / "a");
  fs::create_hard_link(bag / "bagit.txt", bag / "b");
  run(at + "'" + name + "/bagit.txt' '" + name + "/b'");
  finds("hard-linked", "b");
  fs::remove(bag / "b");
  run(at + "'" + name + "/bagit.txt' && cd '" + bag.parent_path().string() + "' && tar -rf '" +
      tar + "' '" + name + "/bagit.txt'");
  finds("comes-twice", "bagit.txt");
  write_file(tar, "not a tar at all");
  const TempDir scratch;
  EXPECT_EQ(verify_package_tar(tar, scratch / "out").error().code, "not-a-package");
}

}  // namespace
}  // namespace gavel::archive
