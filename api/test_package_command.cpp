// `gavel test-package`: the four-property test (四性检测, DA/T 70) over a package outside any
// database: each item with what it is about, its result and what mends it. What a machine cannot
// judge is said to be for a person, never passed.
#include <array>
#include <cstring>
#include <fstream>
#include <iostream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "api/cli_text.hpp"
#include "api/commands.hpp"
#include "archive/digest.hpp"
#include "archive/four_property.hpp"
#include "archive/tar.hpp"
#include "db/clock.hpp"
#include "db/scratch.hpp"
#include "engine/base/characters.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
constexpr int found_something = 1;
constexpr int cannot = 2;

/// Said once, to standard error; nothing was tested.
struct CannotTest {
  std::string sentence;
};

/// The package as a folder, unpacked where it came as a tar.
class Package {
 public:
  explicit Package(const fs::path& path) {
    if (fs::is_directory(path)) {
      bag_ = fs::canonical(path);
      return;
    }
    const auto not_one = [&](const std::string& reason) {
      return CannotTest{
          cli_text("four-not-a-package", {{"file", path.string()}, {"reason", reason}})};
    };
    if (const auto unpacked = archive::extract_tar_file(path, scratch_.path()); !unpacked)
      throw not_one(archive::to_string(unpacked.error()));
    std::vector<fs::path> roots;
    for (const auto& entry : fs::directory_iterator(scratch_.path())) roots.push_back(entry.path());
    if (roots.size() != 1 || !fs::is_directory(roots.front())) throw not_one("bagit.txt");
    bag_ = roots.front();
    sha256_ = archive::sha256_hex_of(path);
  }
  [[nodiscard]] const fs::path& bag() const { return bag_; }
  [[nodiscard]] const std::string& sha256() const { return sha256_; }  ///< Empty: a folder.

 private:
  db::Scratch scratch_;
  fs::path bag_;
  std::string sha256_;
};

struct Registered {
  archive::Declared declared;
  std::string sha256;  ///< Of the tar; empty where the register does not say.
};

/// A line of the export's package.jsonl, or the declaration alone.
std::optional<Registered> registered_in(const JsonObject& line) {
  const bool is_row = line.contains("declared");
  auto declared = archive::decode_declared(is_row ? object_in(line, "declared") : line);
  if (!declared) return std::nullopt;
  std::string sha256 = string_or(line, "sha256");
  if (sha256.starts_with("\\x")) sha256.erase(0, 2);  // as PostgreSQL writes bytes
  return Registered{*std::move(declared), std::move(sha256)};
}

Registered look_up(const fs::path& file, const std::string& code) {
  std::ifstream in(file, std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const auto read = parse_json(line);
    if (!read || !read->is_object()) continue;
    auto found = registered_in(read->get_object());
    if (found && found->declared.archival_code == code) return *std::move(found);
  }
  throw CannotTest{cli_text("four-not-registered", {{"file", file.string()}, {"code", code}})};
}

/// What it prints, and how it ended.
std::pair<std::string, int> run(std::vector<std::string> words) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  const db::Scratch scratch;
  const fs::path out = scratch.path() / "out";
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
  pid_t child = 0;
  const int failed =
      posix_spawnp(&child, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    throw CannotTest{cli_text("four-no-scanner", {{"reason", std::strerror(failed)}})};
  int status = 0;
  waitpid(child, &status, 0);
  std::ifstream in(out);
  std::string first;
  std::getline(in, first);
  return {first, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

/// clamscan ends with 0 when it found nothing, with 1 when it found something.
archive::FourPropertyQuestion::Scan scan(const fs::path& bag) {
  const auto [version, version_end] = run({"clamscan", "--version"});
  const auto [found, end] =
      run({"clamscan", "--recursive", "--infected", "--no-summary", bag.string()});
  if (version_end != 0 || (end != 0 && end != 1))
    throw CannotTest{cli_text("four-no-scanner", {{"reason", std::to_string(end)}})};
  return {version, end == 0 ? "" : found};
}

archive::TestStage stage_of(const std::string& name) {
  if (name == "transfer") return archive::TestStage::transfer;
  return name == "keeping" ? archive::TestStage::keeping : archive::TestStage::entry;
}

std::string in_words(const JsonObject& said, const char* what) {
  return string_or(object_in(said, what), speaks_chinese() ? "zh" : "en");
}

void print_item(const JsonObject& item) {
  const std::string code = string_or(item, "code"), result = string_or(item, "result");
  const JsonObject said = archive::four_property_item(code);
  std::string note = in_one_line(string_or(item, "note"));
  if (note == "no-register") note = cli_text("four-no-register", {});
  std::cout << cli_text("four-item", {{"code", code},
                                      {"title", in_words(said, "title")},
                                      {"object", in_words(item, "object")},
                                      {"result", cli_text("four-" + result, {})}});
  if (!note.empty()) std::cout << " [" << note << "]";
  std::cout << "\n";
  if (result == "fail" || result == "manual")
    std::cout << cli_text("four-mend", {{"mend", in_words(said, "mend")}}) << "\n";
}

/// The report with what the catalogue says of each item.
JsonObject explained(JsonObject report) {
  for (Json& item : report.at("items").as_array()) {
    JsonObject& members = item.as_object();
    const JsonObject said = archive::four_property_item(string_or(members, "code"));
    for (const char* what : {"title", "mend"}) members[what] = said.at(what);
  }
  return report;
}

void print(const JsonObject& report) {
  int failed = 0, manual = 0;
  for (const Json& item : report.at("items").as_array()) {
    print_item(item.as_object());
    failed += item.at("result").as_string() == "fail" ? 1 : 0;
    manual += item.at("result").as_string() == "manual" ? 1 : 0;
  }
  std::cout << cli_text(failed == 0 ? "four-passed" : "four-failed",
                        {{"stage", cli_text("four-" + string_or(report, "stage"), {})},
                         {"failed", std::to_string(failed)},
                         {"manual", std::to_string(manual)},
                         {"code", string_or(report, "archival_code")}})
            << "\n";
}

int test(const TestPackageQuestion& asked) {
  const Package package(asked.package);
  archive::FourPropertyQuestion question{.stage = stage_of(asked.stage),
                                         .registered = !asked.register_file.empty(),
                                         .not_the_package = {},
                                         .scan = {}};
  archive::Declared declared = archive::declared_by(package.bag());
  if (question.registered) {
    Registered found = look_up(asked.register_file, declared.archival_code);
    declared = std::move(found.declared);
    if (!package.sha256().empty() && !found.sha256.empty() && package.sha256() != found.sha256)
      question.not_the_package = asked.package.filename().string();
  }
  if (asked.clamscan) question.scan = scan(package.bag());
  const JsonObject report =
      archive::four_property_test(package.bag(), declared, db::SystemClock().now(), question);
  if (asked.json)
    std::cout << json_text(explained(report)) << "\n";
  else
    print(report);
  return report.at("passed").as_bool() ? 0 : found_something;
}

}  // namespace

int test_package(const TestPackageQuestion& question) {
  try {
    return test(question);
  } catch (const CannotTest& reason) {
    std::cerr << "gavel: " << reason.sentence << "\n";
  } catch (const fs::filesystem_error& failed) {
    std::cerr << "gavel: "
              << cli_text("unreadable-file",
                          {{"file", failed.path1().string()}, {"reason", failed.code().message()}})
              << "\n";
  }
  return cannot;
}

}  // namespace gavel
