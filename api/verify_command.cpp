// `gavel verify`: everything that can be said against a package, from the package alone, its events
// replayed by the procedure that travels with them.
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iostream>
#include <sstream>

#include "api/cli_text.hpp"
#include "api/commands.hpp"
#include "api/replay_package.hpp"
#include "archive/verify_package.hpp"
#include "db/scratch.hpp"
#include "embedded/archive_assets.hpp"
#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

namespace fs = std::filesystem;
constexpr int found_something = 1;
constexpr int cannot = 2;

std::string sentence(const std::string& code) {
  static const Json catalogue = boost::json::parse(asset::findings_json);
  const Json* const known = catalogue.as_object().if_contains(code);
  ensure(known != nullptr, "every finding has its sentence: " + code);
  return string_or(known->as_object(), speaks_chinese() ? "zh" : "en");
}

void replay(archive::PackageVerdict& verdict, const fs::path& bag) {
  if (!verdict.holds()) return;  // what is damaged says nothing about the procedure
  const std::string against = replay_package(bag);
  if (!against.empty())
    verdict.findings.push_back({"not-replayable", "data/events.jsonl", against});
}

archive::PackageVerdict examine(const fs::path& package, const std::string& log_key) {
  if (fs::is_directory(package)) {
    auto verdict = archive::verify_package(package, log_key);
    replay(verdict, package);
    return verdict;
  }
  const db::Scratch scratch;
  auto unpacked = archive::verify_package_tar(package, scratch.path(), log_key);
  if (!unpacked) {
    archive::PackageVerdict verdict;
    verdict.findings.push_back({"not-a-package", package.string(), unpacked.error()});
    return verdict;
  }
  replay(unpacked->verdict, unpacked->bag);
  return std::move(unpacked->verdict);
}

void print(const archive::PackageVerdict& verdict) {
  for (const auto& found : verdict.findings) {
    std::cout << found.path << ": " << sentence(found.code);
    if (!found.detail.empty()) std::cout << " (" << found.detail << ")";
    std::cout << " [" << found.code << "]\n";
  }
  if (verdict.holds())
    std::cout << cli_text("package-holds", {{"code", verdict.archival_code},
                                            {"title", verdict.title},
                                            {"origin", verdict.origin},
                                            {"files", std::to_string(verdict.files)},
                                            {"documents", std::to_string(verdict.documents)},
                                            {"statements", std::to_string(verdict.statements)},
                                            {"events", std::to_string(verdict.events)},
                                            {"comments", std::to_string(verdict.comments)}})
              << "\n";
  else
    std::cout << cli_text("package-fails", {{"findings", std::to_string(verdict.findings.size())}})
              << "\n";
}

}  // namespace

int verify_package_file(const VerifyQuestion& question) {
  std::string log_key;
  if (!question.log_key.empty()) {
    std::ifstream in(question.log_key, std::ios::binary);
    std::stringstream bytes;
    if (!in || !(bytes << in.rdbuf())) {
      std::cerr << "gavel: "
                << cli_text("unreadable-file",
                            {{"file", question.log_key.string()}, {"reason", std::strerror(errno)}})
                << "\n";
      return cannot;
    }
    log_key = bytes.str();
  }
  try {
    const auto verdict = examine(question.package, log_key);
    if (question.json)
      std::cout << json_text(archive::encode(verdict)) << "\n";
    else
      print(verdict);
    return verdict.holds() ? 0 : found_something;
  } catch (const fs::filesystem_error& failed) {
    std::cerr << "gavel: "
              << cli_text("unreadable-file",
                          {{"file", failed.path1().string()}, {"reason", failed.code().message()}})
              << "\n";
    return cannot;
  }
}

}  // namespace gavel
