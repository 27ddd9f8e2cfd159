// What lies in the folder, before any of it is read: only regular files, only names that mean the
// same on every system, only files that a package has.
#include <algorithm>
#include <array>
#include <cctype>

#include "archive/package_names.hpp"
#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

namespace fs = std::filesystem;

constexpr std::array root_files{
    "bagit.txt",       "bag-info.txt", "manifest-sha256.txt",    "manifest-sha512.txt",
    "payload-sm3.txt", "seal.note",    "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"};
constexpr std::array payload_files{"data/README.txt",
                                   "data/verify.sh",
                                   "data/events.jsonl",
                                   "data/comments.jsonl",
                                   "data/卷内文件目录.html",
                                   "data/卷内文件目录.csv",
                                   "data/metadata/mets.xml",
                                   "data/metadata/premis.xml",
                                   "data/metadata/dat46.xml",
                                   "data/metadata/eep.xml",
                                   "data/metadata/eep.xsd",
                                   "data/metadata/dc.xml",
                                   "data/metadata/ead3.xml",
                                   "data/metadata/relations.json",
                                   "data/metadata/bagit-profile.json",
                                   "data/proofs/checkpoint",
                                   "data/proofs/log.pub.pem",
                                   "data/proofs/log.vkey",
                                   "data/proofs/leaves.jsonl"};

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

/// "data/NN_<stage>/<name>", nothing deeper.
bool in_stage(std::string_view path) {
  if (!path.starts_with("data/") || path.size() < 10) return false;
  path.remove_prefix(5);
  const std::size_t slash = path.find('/');
  return is_digit(path[0]) && is_digit(path[1]) && path[2] == '_' && slash > 3 &&
         slash != std::string_view::npos && path.find('/', slash + 1) == std::string_view::npos;
}

/// "<folder><name><one of the endings>", nothing deeper.
bool in_folder(std::string_view path, std::string_view folder,
               std::initializer_list<std::string_view> endings) {
  if (!path.starts_with(folder)) return false;
  path.remove_prefix(folder.size());
  if (path.find('/') != std::string_view::npos) return false;
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return path.size() > ending.size() && path.ends_with(ending);
  });
}

bool belongs(std::string_view path) {
  const auto is_path = [&](const char* name) { return path == name; };
  if (std::any_of(root_files.begin(), root_files.end(), is_path)) return true;
  if (std::any_of(payload_files.begin(), payload_files.end(), is_path)) return true;
  if (in_folder(path, "data/statements/", {".json", ".sig", ".pub.pem", ".tsr", ".tsa.pem"}))
    return true;
  if (in_folder(path, "data/keys/", {".pub.pem", ".json", ".sig", ".leaf", ".tlog-proof"}))
    return true;
  if (in_folder(path, "data/proofs/", {".tlog-proof"})) return true;
  if (in_folder(path, "data/procedure/", {".scxml", ".csv"})) return true;
  if (path.starts_with("data/renditions/") && path.ends_with(".txt")) {
    path.remove_suffix(4);
    return in_stage("data/" +
                    std::string(path.substr(std::string_view("data/renditions/").size())));
  }
  return in_stage(path);
}

std::string lower_ascii(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

void examine_names(Examination& about) {
  for (const BagProblem& found : special_files(about.bag))
    about.say(found.code, found.path, found.detail);
  std::set<std::string> folded;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(about.bag)) {
    const std::string path = entry.path().lexically_relative(about.bag).generic_string();
    // What our own writer would have made of the name is what it may be.
    const std::string name = entry.path().filename().string();
    if (!is_utf8(name) || file_name(name) != name) about.say("unsafe-name", path);
    if (!folded.insert(lower_ascii(path)).second)
      about.say("unsafe-name", path, "differs from another only in upper and lower case");
    const fs::file_status status = entry.symlink_status();
    if (fs::is_directory(status)) {
      if (fs::is_empty(entry.path())) about.say("foreign-file", path, "an empty folder");
      continue;
    }
    if (!fs::is_regular_file(status)) continue;  // special_files tells
    if (!belongs(path)) about.say("foreign-file", path);
  }
}

}  // namespace gavel::archive
