// A package made again is the same bytes: elsewhere, by another process, or after one that was
// killed in the middle.
#include <csignal>
#include <map>

#include <sys/stat.h>

#include "archive/package.hpp"
#include "archive/tar.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

const SampleMatter& sample() {
  static const SampleMatter matter;
  return matter;
}

std::string tar_digest(const fs::path& bag) {
  Digest digest(DigestKind::sha256);
  write_tar(bag, to_string(sample().input.code), sample().input.built_at,
            [&](std::string_view bytes) { digest.update(bytes); });
  return digest.finish_hex();
}

std::string made_at_once() {
  const TempDir dir;
  (void)write_package(sample().input, dir / "bag");
  return tar_digest(dir / "bag");
}

/// Runs `work` in a process of its own; the signal that ended it, or 0.
int ended_by(const std::function<void()>& work) {
  const pid_t child = fork();
  if (child == 0) {
    work();
    _exit(0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

TEST(PackageAgain, IsTheSameTarInAnotherFolderOfAnotherProcess) {
  const TempDir dir;
  const fs::path bag = dir / "some where/else";
  const PackageInput& input = sample().input;  // made here: its keys are new in every process
  ASSERT_EQ(ended_by([&] {
              umask(077);
              setenv("TZ", "America/New_York", 1);
              setenv("LC_ALL", "zh_CN.GB18030", 1);
              fs::current_path("/");
              (void)write_package(input, bag);
            }),
            0);
  EXPECT_EQ(run("find '" + bag.string() + "' -exec touch -d 2001-01-01 {} +").status, 0);
  EXPECT_EQ(tar_digest(bag), made_at_once());
}

TEST(PackageAgain, TakesUpWhatAKilledProcessLeft) {
  const TempDir dir;
  PackageInput input = sample().input;
  const std::string first = input.documents[0].code;
  ASSERT_EQ(input.documents.size(), 4U);
  PackageInput doomed = input;
  doomed.documents[2].read = [](const auto& put) {
    put("# 草");
    raise(SIGKILL);
  };
  ASSERT_EQ(ended_by([&] { (void)write_package(doomed, dir / "bag"); }), SIGKILL);
  ASSERT_FALSE(fs::exists(dir / "bag/bagit.txt")) << "what is not whole is no bag";

  std::map<std::string, int> reads;
  for (PackageDocument& document : input.documents) {
    document.read = [&reads, name = document.code + std::to_string(document.version),
                     read = document.read](const auto& put) {
      ++reads[name];
      read(put);
    };
  }
  (void)write_package(input, dir / "bag");
  EXPECT_EQ(reads.count("INI-011"), 0U) << "a whole document is kept";
  EXPECT_EQ(reads.count("DRF-041"), 0U);
  EXPECT_EQ(reads["DRF-042"], 1) << "half a document is not";
  EXPECT_EQ(tar_digest(dir / "bag"), made_at_once());
}

TEST(PackageAgain, DoesNotKeepWhatTheDiskSpoiledInBetween) {
  const TempDir dir;
  PackageInput doomed = sample().input;
  doomed.documents[2].read = [](const auto&) { raise(SIGKILL); };
  ASSERT_EQ(ended_by([&] { (void)write_package(doomed, dir / "bag"); }), SIGKILL);
  const fs::path spoiled = dir / "bag/data/02_起草/DRF-04_v1_草案.md";
  std::string bytes = read_file(spoiled);
  bytes[0] ^= 1;
  write_file(spoiled, bytes);
  write_file(dir / "bag/data/02_起草/foreign.md", "left by someone");
  (void)write_package(sample().input, dir / "bag");
  EXPECT_EQ(tar_digest(dir / "bag"), made_at_once());
}

}  // namespace
}  // namespace gavel::archive
