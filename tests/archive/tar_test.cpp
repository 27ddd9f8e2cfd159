#include "archive/tar.hpp"

#include "tests/archive/shell.hpp"

namespace gavel::archive {
namespace {

const Instant when = *parse_instant("2026-07-01T08:00:00+08:00");

std::string tar_of(const std::filesystem::path& directory) {
  std::string out;
  write_tar(directory, "X043-WS·2026-Y-BGS-0001", when,
            [&](std::string_view bytes) { out += bytes; });
  return out;
}

void fill(const TempDir& dir) {
  write_file(dir / "from/data/01_启动/决策 建议书.txt", "hello");
  write_file(dir / ("from/data/" + std::string(120, 'n') + "/" + std::string(130, 'm')),
             "long name");
  write_file(dir / "from/empty", "");
  write_file(dir / "from/verify.sh", "#!/bin/sh\n");
  write_file(dir / "from/large", std::string(3'000'000, 'x'));
}

TEST(Tar, IsUnpackedByTheSystemAndByUs) {
  const TempDir dir;
  fill(dir);
  const std::string tar = tar_of(dir / "from");
  write_file(dir / "t.tar", tar);
  const std::string at = dir.path().string();
  EXPECT_EQ(
      run("cd " + at + " && mkdir gnu && tar -C gnu -xf t.tar && diff -r from gnu/X043*").output,
      "");
  ASSERT_TRUE(extract_tar_file(dir / "t.tar", dir / "ours").has_value());
  EXPECT_EQ(run("cd " + at + " && diff -r from ours/X043*").output, "");
}

TEST(Tar, OfTheSameFilesIsTheSameBytes) {
  const TempDir first;
  const TempDir second;
  fill(first);
  fill(second);
  run("touch -d 2001-01-01 " + (second / "from/empty").string() + "; chmod 600 " +
      (second / "from/large").string());
  EXPECT_EQ(tar_of(first / "from"), tar_of(second / "from"));
}

TEST(Tar, PassesOnWhatTheSinkThrows) {
  const TempDir dir;
  fill(dir);
  EXPECT_THROW(
      write_tar(dir / "from", "r", when, [](std::string_view) { throw std::domain_error("full"); }),
      std::domain_error);
}

TEST(Tar, CanBeEndedWhileItIsUnpacked) {
  const TempDir dir;
  fill(dir);
  write_file(dir / "t.tar", tar_of(dir / "from"));
  std::size_t written = 0;
  const auto until_a_million = [&](std::size_t bytes) {
    if ((written += bytes) > 1'000'000) throw std::domain_error("enough");
  };
  EXPECT_THROW((void)extract_tar_file(dir / "t.tar", dir / "ours", until_a_million),
               std::domain_error);
  EXPECT_LT(written, 2'000'000u);
}

TEST(Tar, LeadingOutIsRefused) {
  const TempDir dir;
  const std::string at = dir.path().string();
  write_file(dir / "in/x", "x");
  run("cd " + at + "/in && tar -P -cf ../up.tar ../in/x; tar -P -cf ../abs.tar " + at +
      "/in/x; ln -s /etc l; tar -cf ../link.tar l");
  for (const char* tar : {"up.tar", "abs.tar", "link.tar"})
    EXPECT_FALSE(extract_tar_file(dir / tar, dir / "out").has_value()) << tar;
  write_file(dir / "no.tar", "not a tar at all");
  EXPECT_FALSE(extract_tar_file(dir / "no.tar", dir / "out").has_value());
}

}  // namespace
}  // namespace gavel::archive
