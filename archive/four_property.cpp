#include "archive/four_property.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <set>

#include "archive/file_format.hpp"
#include "archive/four_checks.hpp"
#include "embedded/archive_assets.hpp"

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
  std::string unjudged, unlisted, mismatched, encrypted, malicious;
};

Contents inspect(const Subject& s, const Progress& progress) {
  Contents out;
  for (const ItemRecord& one : s.found.items) {
    if (!s.found.has(one.path)) continue;  // told under GD-1-11; and no path leads out of the bag
    FormatInspector inspector(one.format);
    const bool was_read = each_piece(s.bag / one.path, [&](std::string_view bytes) {
      inspector.put(bytes);
      if (progress) progress(bytes.size());
    });
    if (!was_read) {
      out.mismatched = one.path + ": unreadable";
      continue;
    }
    switch (inspector.finish()) {
      case FormatFinding::good:
        break;
      case FormatFinding::unjudged:
        out.unjudged = one.path + ": " + one.format;
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

constexpr std::array<std::string_view, 3> stage_names{"entry", "transfer", "keeping"};

/// An item as four_property.json has it: its code at each stage whose list it is in, what it is
/// about, how it is tested.
const JsonObject& catalogue() {
  static const Json read = boost::json::parse(asset::four_property_json);
  return read.get_object();
}
const JsonObject& catalogued(std::string_view number) { return catalogue().at(number).as_object(); }

class Report {
 public:
  Report(const FourPropertyQuestion& question, Instant at)
      : question_(question), at_(to_string(at)) {}
  bool passed = true;
  JsonArray items;

  void item(std::string_view number, std::string_view group, Result result, std::string note = "") {
    // Held against the package's own word alone, these could not but pass.
    static constexpr std::array<std::string_view, 4> by_register{"1-14", "2-2", "2-11", "3-2"};
    if (result == Result::pass && !question_.registered &&
        std::ranges::find(by_register, number) != by_register.end()) {
      result = Result::manual;
      note = "no-register";
    }
    const std::string_view stage = stage_names[static_cast<std::size_t>(question_.stage)];
    const JsonObject& said = catalogued(number);
    const Json* const code = said.at("codes").as_object().if_contains(stage);
    if (code == nullptr) return;  // not in the list of this stage
    const JsonObject of_stage = object_in(said, "objects");
    const Json* const object = of_stage.if_contains(stage);
    static constexpr std::array<std::string_view, 4> names{"pass", "fail", "manual",
                                                           "not_applicable"};
    if (result == Result::fail) passed = false;
    const bool is_judged = result == Result::pass || result == Result::fail;
    items.push_back(JsonObject{{"code", *code},
                               {"group", group},
                               {"object", object == nullptr ? said.at("object") : *object},
                               {"method", said.at("method")},
                               {"result", names[static_cast<std::size_t>(result)]},
                               {"operator", is_judged ? question_.tester : ""},
                               {"at", at_},
                               {"note", note}});
  }
  /// Passes when there is nothing to note against it; of what `unsure` names a person must judge.
  void judge(std::string_view number, std::string_view group, std::string against,
             std::string unsure) {
    if (!against.empty() || unsure.empty()) return check(number, group, std::move(against));
    item(number, group, Result::manual, std::move(unsure));
  }
  /// Passes when there is nothing to note against it.
  void check(std::string_view code, std::string_view group, std::string against) {
    const Result result = against.empty() ? Result::pass : Result::fail;
    item(code, group, result, std::move(against));
  }

 private:
  const FourPropertyQuestion& question_;
  const std::string at_;
};

void usability(const Subject& s, const Contents& contents, Report& report) {
  const std::string_view group = "usability";
  std::string unreadable;
  for (const auto& [path, good] : s.found.readable) {
    if (!good) unreadable = path;
  }
  report.check("3-1", group, unreadable);
  report.check("3-2", group, s.declared.files.empty() ? "nothing is registered" : "");
  report.item("3-3", group, contents.unlisted.empty() ? Result::pass : Result::manual,
              contents.unlisted);
  // Neither opening nor encryption can be told of a format that is not known.
  report.judge("3-4", group, contents.mismatched,
               contents.unlisted.empty() ? contents.unjudged : contents.unlisted);
  report.check("3-5", group, s.volume.software.empty() ? "no software recorded" : "");
  report.judge("3-8", group, contents.encrypted, contents.unlisted);
}

void security(const Subject& s, const Contents& contents, const FourPropertyQuestion& question,
              Report& report) {
  const std::string_view group = "security";
  const auto& scan = question.scan;
  report.item("4-1", group, scan ? Result::pass : Result::manual, scan ? scan->scanner : "");
  // A clean bill needs a scanner with current signatures; what is plainly malicious fails here.
  const std::string malicious = scan && !scan->found.empty() ? scan->found : contents.malicious;
  const Result clean = scan ? Result::pass : Result::manual;
  report.item("4-2", group, malicious.empty() ? clean : Result::fail, malicious);
  report.check("4-3", group, foreign(s));
  // Of discs and tapes, on which it may be handed over.
  const bool on_carrier = question.stage == TestStage::transfer;
  // While it is kept, the store itself is the carrier: every byte was just read from it.
  const Result readable =
      question.stage == TestStage::keeping ? Result::pass : Result::not_applicable;
  report.item("4-4", group, on_carrier ? Result::manual : readable);
  for (const char* code : {"4-5", "4-6"})
    report.item(code, group, on_carrier ? Result::manual : Result::not_applicable);
  report.check("4-7", group, ledger(s));
}

}  // namespace

JsonObject four_property_item(std::string_view code) {
  for (const auto& [number, said] : catalogue()) {
    for (const auto& [stage, own] : said.at("codes").as_object())
      if (own.as_string() == code) return said.as_object();
  }
  return {};
}

JsonObject four_property_test(const std::filesystem::path& bag, const Declared& declared,
                              Instant at, const FourPropertyQuestion& question) {
  Subject subject{bag, declared, read_package(bag, question.progress), {}};
  if (subject.found.volume) subject.volume = *subject.found.volume;
  Report report(question, at);
  for (const Check& check : authenticity_checks()) {
    const bool is_of_the_whole = check.code == "1-14" && !question.not_the_package.empty();
    // The record cannot be changed any more; whether it can be read so is for a person to say.
    const bool is_of_characters = check.code == "1-6";
    report.judge(check.code, "authenticity",
                 is_of_the_whole ? question.not_the_package : check.against(subject),
                 is_of_characters ? odd_as_recorded(subject) : "");
  }
  for (const Check& check : integrity_checks()) {
    // Nothing is wrong with what an organ has not said yet; only a person can have it said.
    const bool is_of_elements = check.code == "2-3";
    report.judge(check.code, "integrity", check.against(subject),
                 is_of_elements ? unsaid(subject) : "");
  }
  const Contents contents = inspect(subject, question.progress);
  usability(subject, contents, report);
  security(subject, contents, question, report);
  return {{"passed", report.passed},
          {"at", to_string(at)},
          {"archival_code", declared.archival_code},
          {"stage", stage_names[static_cast<std::size_t>(question.stage)]},
          {"operator", question.tester},
          {"items", std::move(report.items)}};
}

}  // namespace gavel::archive
