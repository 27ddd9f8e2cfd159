#include "archive/four_property.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <set>

#include "archive/file_format.hpp"
#include "archive/four_checks.hpp"

namespace gavel::archive {
namespace {

std::string foreign(const Subject& s) {
  static const std::set<std::string> own{
      "bagit.txt",       "bag-info.txt", "manifest-sha256.txt",    "manifest-sha512.txt",
      "payload-sm3.txt", "seal.note",    "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"};
  std::set<std::string> registered;
  for (const DeclaredFile& file : s.declared.files) registered.insert(file.path);
  for (const auto& [path, size] : s.found.files) {
    if (!own.contains(path) && !registered.contains(path)) return path;
  }
  return "";
}

/// Nothing was changed since it was done: each event stands in the ledger under its checkpoint.
std::string ledger(const Subject& s) {
  const auto checkpoint = head(s);
  if (!checkpoint) return "data/proofs/checkpoint";
  const auto& lines = s.found.event_lines;
  if (s.found.leaves.size() != lines.size() || s.found.proofs != lines.size())
    return "data/proofs/leaves.jsonl";
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string number = std::to_string(i + 1);
    const std::string path = "data/proofs/" +
                             std::string(6 - std::min<std::size_t>(6, number.size()), '0') +
                             number + ".tlog-proof";
    const auto proof = parse_tlog_proof(read_bag_file(s.bag, path).value_or(""));
    const std::string& leaf = s.found.leaves[i];
    const bool names = leaf == lines[i] || leaf.find("\"sha256\":\"" + sha256_hex(lines[i]) +
                                                     "\"") != std::string::npos;
    if (!proof || !names ||
        !verify_inclusion(leaf_hash(leaf), proof->index, checkpoint->size, proof->proof,
                          checkpoint->root))
      return path;
  }
  return "";
}

/// False when the file cannot be read to its end.
bool each_piece(const std::filesystem::path& file,
                const std::function<void(std::string_view)>& put) {
  if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(file))) return false;
  std::ifstream in(file, std::ios::binary);
  std::string piece(std::size_t{1} << 20, '\0');
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    put({piece.data(), static_cast<std::size_t>(in.gcount())});
  }
  return in.eof();
}

/// What the documents' own bytes give against them; each names one document at most.
struct Contents {
  std::string unlisted, mismatched, encrypted, malicious;
};

Contents inspect(const Subject& s) {
  Contents out;
  for (const ItemRecord& one : s.found.items) {
    if (!s.found.has(one.path)) continue;  // told under GD-1-11; and no path leads out of the bag
    FormatInspector inspector(one.format);
    if (!each_piece(s.bag / one.path, [&](std::string_view bytes) { inspector.put(bytes); }))
      continue;
    switch (inspector.finish()) {
      case FormatFinding::good:
        break;
      case FormatFinding::unlisted:
        out.unlisted = one.path + ": " + one.format;
        break;
      case FormatFinding::mismatched:
        out.mismatched = one.path + ": not " + one.format;
        break;
      case FormatFinding::encrypted:
        out.encrypted = one.path;
        break;
      case FormatFinding::executable:
        out.malicious = one.path + ": a program";
        break;
    }
    if (inspector.is_malicious()) out.malicious = one.path;
  }
  return out;
}

enum class Result { pass, fail, manual, not_applicable };

class Report {
 public:
  bool passed = true;
  JsonArray items;

  void item(std::string_view code, std::string_view group, Result result, std::string note = "") {
    static constexpr std::array<std::string_view, 4> names{"pass", "fail", "manual",
                                                           "not_applicable"};
    if (result == Result::fail) passed = false;
    items.push_back(JsonObject{{"code", code},
                               {"group", group},
                               {"result", names[static_cast<std::size_t>(result)]},
                               {"note", note}});
  }
  /// Passes when there is nothing to note against it.
  void check(std::string_view code, std::string_view group, std::string against) {
    const Result result = against.empty() ? Result::pass : Result::fail;
    item(code, group, result, std::move(against));
  }
};

void usability(const Subject& s, const Contents& contents, Report& report) {
  const std::string_view group = "usability";
  std::string unreadable;
  for (const auto& [path, good] : s.found.readable) {
    if (!good) unreadable = path;
  }
  report.check("GD-3-1", group, unreadable);
  report.check("GD-3-2", group, s.declared.files.empty() ? "nothing is registered" : "");
  report.item("GD-3-3", group, contents.unlisted.empty() ? Result::pass : Result::manual,
              contents.unlisted);
  report.check("GD-3-4", group, contents.mismatched);
  report.check("GD-3-5", group, s.volume.software.empty() ? "no software recorded" : "");
  report.check("GD-3-8", group, contents.encrypted);
}

void security(const Subject& s, const Contents& contents, Report& report) {
  const std::string_view group = "security";
  report.item("GD-4-1", group, Result::manual);
  // A clean bill needs a scanner with current signatures; what is plainly malicious fails here.
  report.item("GD-4-2", group, contents.malicious.empty() ? Result::manual : Result::fail,
              contents.malicious);
  report.check("GD-4-3", group, foreign(s));
  for (const char* code : {"GD-4-4", "GD-4-5", "GD-4-6"})
    report.item(code, group, Result::not_applicable);  // of discs and tapes
  report.check("GD-4-7", group, ledger(s));
}

}  // namespace

JsonObject four_property_test(const std::filesystem::path& bag, const Declared& declared,
                              Instant at) {
  Subject subject{bag, declared, read_package(bag), {}};
  if (subject.found.volume) subject.volume = *subject.found.volume;
  Report report;
  for (const Check& check : authenticity_checks())
    report.check(check.code, "authenticity", check.against(subject));
  for (const Check& check : integrity_checks())
    report.check(check.code, "integrity", check.against(subject));
  const Contents contents = inspect(subject);
  usability(subject, contents, report);
  security(subject, contents, report);
  return {{"passed", report.passed},
          {"at", to_string(at)},
          {"archival_code", declared.archival_code},
          {"items", std::move(report.items)}};
}

}  // namespace gavel::archive
