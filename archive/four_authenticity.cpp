// 真实性: the package comes from where it says, unchanged, and what describes it is right.
#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "archive/four_checks.hpp"
#include "archive/note.hpp"
#include "archive/package.hpp"
#include "archive/seal.hpp"
#include "archive/signature.hpp"
#include "archive/time_stamp.hpp"
#include "engine/base/characters.hpp"
#include "engine/base/json.hpp"

namespace gavel::archive {
namespace {

constexpr std::size_t title_max = 500;  // bytes; our register's bound

std::string log_key(const Subject& s) {
  std::string vkey = read_bag_file(s.bag, "data/proofs/log.vkey").value_or("");
  if (vkey.ends_with('\n')) vkey.pop_back();
  return vkey;
}

/// Has a character that no name takes, or what is left of a broken one.
bool is_odd(std::string_view text) {
  return first_unfit(text, Lines::one) || text.find("\uFFFD") != std::string_view::npos;
}

std::vector<std::string> odd_texts(const Subject& s) {
  std::vector<std::string> out{s.volume.title, s.volume.organ, s.volume.archival_code};
  for (const ItemRecord& one : s.found.items) out.push_back(one.title);
  std::erase_if(out, [](const std::string& text) { return !is_odd(text); });
  return out;
}

/// Puts in every text of the value that is odd where XML holds it.
void add_odd(const Json& value, std::set<std::string>& texts) {
  if (value.is_string()) {
    std::string text = as_xml_holds(std::string_view(value.get_string()));
    if (is_odd(text)) texts.insert(std::move(text));
  }
  if (value.is_array())
    for (const Json& each : value.get_array()) add_odd(each, texts);
  if (value.is_object())
    for (const auto& [name, member] : value.get_object()) add_odd(member, texts);
}

/// Such as were typed before they were refused: the events have them so, and nothing broke them.
std::set<std::string> recorded_odd(const Subject& s) {
  std::set<std::string> out;
  for (const std::string& line : s.found.event_lines) {
    if (const auto event = parse_json(line)) add_odd(*event, out);
  }
  return out;
}

/// Whether the time-stamp holds by the certificates that travel with it.
bool stamped(const Subject& s, const std::string& path) {
  const std::string base = path.substr(0, path.size() - 4);
  const auto stamp = TimeStamp::parse(read_bag_file(s.bag, path).value_or(""));
  const auto chain = TsaRoots::from_pem(read_bag_file(s.bag, base + ".tsa.pem").value_or(""));
  const auto signature = read_bag_file(s.bag, base.substr(0, base.rfind('.')) + ".sig");
  return stamp && chain && signature && stamp->verify(*signature, *chain, std::nullopt);
}

/// The ledger key's signature over the whole, where there is one.
std::string seal(const Subject& s) {
  const std::string path(seal_file);
  const auto note = read_bag_file(s.bag, path);
  if (!note) return "";
  const auto sealed = open_note(*note, log_key(s));
  const std::string body = seal_body(s.volume.archival_code,
                                     read_bag_file(s.bag, "tagmanifest-sha512.txt").value_or(""));
  return sealed && *sealed == body ? "" : path;
}

std::string fixity(const Subject& s) {
  for (const BagProblem& problem : s.found.bag_problems) {
    if (problem.code == "digest-mismatch") return problem.path;
  }
  for (const auto& [path, size] : s.found.files) {
    if (!path.starts_with("data/statements/")) continue;
    if (path.ends_with(".tsr") && !stamped(s, path)) return path;
    if (!path.ends_with(".json")) continue;
    const std::string base = path.substr(0, path.size() - 5);
    const auto pem = read_bag_file(s.bag, base + ".pub.pem");
    const auto signature = read_bag_file(s.bag, base + ".sig");
    const auto bytes = read_bag_file(s.bag, path);
    const auto key = PublicKey::from_pem(pem.value_or(""));
    if (!key || !bytes || !signature || !key->verify(*bytes, *signature)) return path;
  }
  if (!head(s)) return "data/proofs/checkpoint";
  return seal(s);
}

std::string lengths(const Subject& s) {
  if (s.volume.title.size() > title_max) return "title";
  for (const ItemRecord& one : s.found.items) {
    if (one.title.size() > title_max) return "title of " + one.path;
  }
  return "";
}

std::string formats(const Subject& s) {
  for (const std::string& time : {s.volume.opened_at, s.volume.closed_at, s.volume.packaged_at}) {
    if (!parse_instant(time)) return "time: " + time;
  }
  if (!parse_day(s.volume.closed_on)) return "date: " + s.volume.closed_on;
  if (!count_in(s.volume.items)) return "totalNumberOfItems: " + s.volume.items;
  for (const ItemRecord& one : s.found.items) {
    const bool good = parse_instant(one.date) && count_in(one.size) && count_in(one.version) &&
                      count_in(one.sequence) && one.sha256.size() == 64 && from_hex(one.sha256);
    if (!good) return one.path;
  }
  return "";
}

std::string values(const Subject& s) {
  static const std::set<std::string> periods{"Y", "D30", "D10"};
  if (!periods.contains(s.volume.retention)) return "retentionPeriod: " + s.volume.retention;
  // Packages of earlier versions say nothing of it.
  const auto is_none = [](const std::string& said) {
    return !said.empty() && security_rank(said) == security_classes.size();
  };
  if (is_none(s.volume.security)) return "securityClassification: " + s.volume.security;
  for (const ItemRecord& one : s.found.items) {
    // A volume is classified as high as what is in it.
    const bool is_above =
        !one.security.empty() && security_rank(one.security) > security_rank(s.volume.security);
    if (is_none(one.security) || is_above)
      return "securityClassification of " + one.path + ": " + one.security;
  }
  const auto year = count_in(s.volume.year);
  if (!year || *year < 1949 || *year > 2999) return "year: " + s.volume.year;
  return "";
}

std::string times(const Subject& s) {
  const auto opened = parse_instant(s.volume.opened_at);
  const auto closed = parse_instant(s.volume.closed_at);
  const auto packaged = parse_instant(s.volume.packaged_at);
  if (!opened || !closed || !packaged || *opened > *closed || *closed > *packaged)
    return "opened, closed, packaged are not in order";
  for (const ItemRecord& one : s.found.items) {
    const auto date = parse_instant(one.date);
    if (!date || *date < *opened || *date > *packaged) return one.path + ": " + one.date;
  }
  return "";
}

std::string characters(const Subject& s) {
  for (const ItemRecord& one : s.found.items) {
    if (is_odd(one.path)) return one.path;
  }
  const std::vector<std::string> odd = odd_texts(s);
  if (odd.empty()) return "";
  const std::set<std::string> recorded = recorded_odd(s);
  const auto broken =
      std::ranges::find_if(odd, [&](const std::string& text) { return !recorded.contains(text); });
  return broken == odd.end() ? "" : *broken;
}

std::string archival_code(const Subject& s) {
  const auto year = count_in(s.volume.year);
  const auto number = count_in(s.volume.number);
  if (!year || !number || *number < 1) return s.volume.archival_code;
  const std::string composed =
      to_string(ArchivalCode{s.volume.fonds, s.volume.category, static_cast<int>(*year),
                             s.volume.retention, s.volume.office, static_cast<int>(*number)});
  if (composed != s.volume.archival_code) return "composed: " + composed;
  if (composed != s.declared.archival_code) return "registered: " + s.declared.archival_code;
  return "";
}

std::string duplicates(const Subject& s) {
  std::set<std::string> names;
  std::set<std::string> paths;
  for (const ItemRecord& one : s.found.items) {
    const std::string name = one.code + " v" + one.version;
    if (!names.insert(name).second) return name;
    if (!paths.insert(one.path).second) return one.path;
  }
  return "";
}

std::string properties(const Subject& s) {
  std::map<std::string, DeclaredFile> registered;
  for (const DeclaredFile& file : s.declared.files) registered[file.path] = file;
  for (const ItemRecord& one : s.found.items) {
    const DeclaredFile& file = registered[one.path];
    if (one.size != std::to_string(file.size) || one.sha256 != file.sha256) return one.path;
  }
  return s.volume.title == as_xml_holds(s.declared.title) ? "" : "title: " + s.volume.title;
}

std::string links(const Subject& s) {
  std::set<std::string> described;
  for (const ItemRecord& one : s.found.items) {
    if (!s.found.has(one.path)) return one.path;
    described.insert(one.path);
  }
  for (const std::string& path : s.found.documents()) {
    if (!described.contains(path)) return path + " is not described";
  }
  return "";
}

std::string structure(const Subject& s) {
  auto problems = s.found.bag_problems;
  if (problems.empty()) problems = special_files(s.bag);
  if (problems.empty()) return "";
  const BagProblem& first = problems.front();
  return first.code + ": " + first.path + (first.code == "unsafe-mode" ? " " + first.detail : "");
}

/// The payload is what was registered: the bag's own manifests could have been made anew.
std::string registered(const Subject& s) {
  std::map<std::string, std::string> listed;
  for (const std::string& line :
       text_lines(read_bag_file(s.bag, "manifest-sha256.txt").value_or(""))) {
    if (line.size() > 66) listed[line.substr(66)] = line.substr(0, 64);
  }
  for (const DeclaredFile& file : s.declared.files) {
    if (listed[file.path] != file.sha256) return file.path;
  }
  return listed.size() == s.declared.files.size() ? "" : "files beyond those registered";
}

}  // namespace

std::string odd_as_recorded(const Subject& s) {
  const std::vector<std::string> odd = odd_texts(s);
  return odd.empty() ? "" : odd.front();
}

std::optional<Checkpoint> head(const Subject& s) {
  const auto note = read_bag_file(s.bag, "data/proofs/checkpoint").value_or("");
  const auto checkpoint = open_checkpoint(note, log_key(s));
  if (!checkpoint) return std::nullopt;
  return *checkpoint;
}

std::optional<std::uint64_t> count_in(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::vector<Check> authenticity_checks() {
  return {{"1-1", fixity},      {"1-2", lengths},    {"1-3", formats},       {"1-4", values},
          {"1-5", times},       {"1-6", characters}, {"1-7", archival_code}, {"1-8", duplicates},
          {"1-10", properties}, {"1-11", links},     {"1-13", structure},    {"1-14", registered}};
}

}  // namespace gavel::archive
