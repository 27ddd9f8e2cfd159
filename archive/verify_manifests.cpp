// Every byte of every file: all files are digested once, the manifests made anew, and what lies
// there must be those to the letter. sha256sum reads a digit in either case and skips what it takes
// for a comment; here any difference is a finding, and its line tells which file it is about.
#include <array>
#include <span>

#include "archive/verify_checks.hpp"

namespace gavel::archive {
namespace {

using Digests = std::map<std::string, std::string>;  // path, as listed: digest

struct Listed {
  const char* file;
  std::string BagFile::* digest;
};
constexpr std::array payload_lists{Listed{"manifest-sha256.txt", &BagFile::sha256},
                                   Listed{"manifest-sha512.txt", &BagFile::sha512},
                                   Listed{"payload-sm3.txt", &BagFile::sm3}};
constexpr std::array tag_lists{Listed{"tagmanifest-sha256.txt", &BagFile::sha256},
                               Listed{"tagmanifest-sha512.txt", &BagFile::sha512}};
constexpr std::array tag_files{"bag-info.txt", "bagit.txt", "manifest-sha256.txt",
                               "manifest-sha512.txt", "payload-sm3.txt"};

/// Empty when a line has not its form.
std::optional<Digests> parse(std::string_view text) {
  Digests out;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    const std::size_t gap = line.find("  ");
    if (gap == std::string_view::npos || !from_hex(line.substr(0, gap))) return std::nullopt;
    const bool fresh =
        out.emplace(std::string(line.substr(gap + 2)), std::string(line.substr(0, gap))).second;
    if (!fresh) return std::nullopt;
  }
  return out;
}

bool same_digest(const std::string& a, const std::string& b) { return from_hex(a) == from_hex(b); }

/// The lists of one kind against the files they list. Where all lists disagree with a file, the
/// file is to blame; where one of them bears it out, the others are.
class Comparison {
 public:
  Comparison(Examination& about, std::span<const Listed> lists, const std::vector<BagFile>& files)
      : about_(about), files_(files) {
    for (const Listed& list : lists) take(list);
    for (const BagFile& file : files) paths_.insert(encode_bag_path(file.path));
  }

  void run() {
    std::map<std::string, const BagFile*> here;
    for (const BagFile& file : files_) here[encode_bag_path(file.path)] = &file;
    for (const std::string& path : paths_) {
      const auto found = here.find(path);
      judge(path, found == here.end() ? nullptr : found->second);
    }
    for (const auto& [list, lines] : parsed_) {
      if (about_.text(list.file) != manifest_text(files_, list.digest) && !named_)
        about_.say("not-exact", list.file, "its lines say the same, but not as written");
    }
  }

 private:
  void take(const Listed& list) {
    const auto text = about_.text(list.file);
    if (!text) return;
    auto lines = parse(*text);
    if (!lines) return about_.say("not-exact", list.file, "not the lines of a manifest");
    for (const auto& [path, digest] : *lines) paths_.insert(path);
    parsed_.emplace_back(list, std::move(*lines));
  }

  void judge(const std::string& path, const BagFile* file) {
    std::vector<const char*> against;
    bool listed = false;
    for (const auto& [list, lines] : parsed_) {
      const auto line = lines.find(path);
      listed = listed || line != lines.end();
      const bool bears_out =
          line == lines.end() ? file == nullptr
                              : file != nullptr && same_digest(line->second, file->*(list.digest));
      if (!bears_out) against.push_back(list.file);
    }
    if (against.empty()) return;
    named_ = true;
    if (against.size() < parsed_.size()) {
      for (const char* list : against) about_.say("not-exact", list, path);
    } else {
      about_.say(file == nullptr ? "missing-file"
                 : listed        ? "digest-mismatch"
                                 : "extra-file",
                 path);
    }
  }

  Examination& about_;
  const std::vector<BagFile>& files_;
  std::vector<std::pair<Listed, Digests>> parsed_;
  std::set<std::string> paths_;
  bool named_ = false;  ///< A difference has been told already.
};

/// A list that its tag manifests disown says nothing about other files.
bool disowned(const Examination& about, const char* file) {
  for (const PackageFinding& said : about.verdict.findings) {
    if (said.path == file && said.code != "not-exact") return true;
  }
  return false;
}

void examine_info(Examination& about, std::uint64_t bytes, std::uint64_t count) {
  std::map<std::string, std::string> info;
  const bool whole =
      each_line(about.bag / "bag-info.txt", [&](std::size_t, const std::string& line) {
        const std::size_t colon = line.find(": ");
        if (colon == std::string::npos ||
            !info.emplace(line.substr(0, colon), line.substr(colon + 2)).second)
          about.say("bad-bag-info", "bag-info.txt", line.substr(0, 200));
      });
  if (!whole) about.say("bad-bag-info", "bag-info.txt", "its last line has no end");
  for (const char* label : {"Source-Organization", "External-Identifier", "External-Description",
                            "Internal-Sender-Identifier", "Bagging-Date", "Bag-Software-Agent",
                            "BagIt-Profile-Identifier", "Payload-Oxum"}) {
    if (info[label].empty()) about.say("bad-bag-info", "bag-info.txt", label);
  }
  const std::string oxum = std::to_string(bytes) + "." + std::to_string(count);
  if (info["Payload-Oxum"] != oxum)
    about.say("oxum-mismatch", "bag-info.txt", info["Payload-Oxum"] + ", found " + oxum);
  const std::string& profile = info["BagIt-Profile-Identifier"];
  about.carries_keys = profile != "urn:gavel:bagit-profile:1";
  if (about.carries_keys && profile != "urn:gavel:bagit-profile:2")
    about.say("bad-bag-info", "bag-info.txt", profile);
  about.verdict.archival_code = info["External-Identifier"];
  about.verdict.title = info["External-Description"];
  about.matter = info["Internal-Sender-Identifier"];
}

}  // namespace

void examine_manifests(Examination& about) {
  for (const auto& [path, size] : list_bag_files(about.bag)) {
    auto file = digest_bag_file(about.bag, path);
    if (!file) {
      about.say("unreadable", path);
      continue;
    }
    about.verdict.bytes += file->size;
    ++about.verdict.files;
    about.files.emplace(path, std::move(*file));
  }
  if (about.text("bagit.txt") != "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    about.say("not-exact", "bagit.txt");
  std::vector<BagFile> tags;
  for (const char* name : tag_files) {
    if (about.has(name)) tags.push_back(about.files.at(name));
  }
  Comparison(about, tag_lists, tags).run();
  std::vector<BagFile> payload;
  std::uint64_t bytes = 0;
  for (const auto& [path, file] : about.files) {
    if (!path.starts_with("data/")) continue;
    payload.push_back(file);
    bytes += file.size;
  }
  std::vector<Listed> believed;
  for (const Listed& list : payload_lists) {
    if (!disowned(about, list.file)) believed.push_back(list);
  }
  Comparison(about, believed, payload).run();
  examine_info(about, bytes, payload.size());
}

}  // namespace gavel::archive
