// 完整性: nothing that was declared is missing, nothing is numbered with a gap.
#include <map>
#include <set>

#include "archive/four_checks.hpp"

namespace gavel::archive {
namespace {

std::string total_documents(const Subject& s) {
  const std::size_t here = s.found.documents().size();
  return here == s.declared.documents ? "" : "documents: " + std::to_string(here);
}

std::string volume_described(const Subject& s) {
  return s.found.volume ? "" : "no volume in dat46.xml";
}

std::string total_bytes(const Subject& s) {
  std::uint64_t here = 0;
  std::uint64_t registered = 0;
  for (const auto& [path, size] : s.found.files) here += path.starts_with("data/") ? size : 0;
  for (const DeclaredFile& file : s.declared.files) registered += file.size;
  return here == registered ? ""
                            : std::to_string(here) + ", registered " + std::to_string(registered);
}

std::string required(const Subject& s) {
  const std::vector<std::pair<const char*, const std::string*>> needed{
      {"fondsIdentifier", &s.volume.fonds},
      {"categoryCode", &s.volume.category},
      {"year", &s.volume.year},
      {"retentionPeriod", &s.volume.retention},
      {"organizationalStructureOrFunction", &s.volume.office},
      {"agencyItemNumber", &s.volume.number},
      {"title", &s.volume.title},
      {"fondsConstitutingUnitName", &s.volume.organ},
      {"electronicRecordCode", &s.volume.record_code},
      {"procedureSha256", &s.volume.procedure_sha256}};
  for (const auto& [name, value] : needed) {
    if (value->empty()) return name;
  }
  for (const ItemRecord& one : s.found.items) {
    for (const std::string* value :
         {&one.code, &one.title, &one.author, &one.date, &one.format, &one.path, &one.sha256}) {
      if (value->empty()) return "item " + one.sequence;
    }
  }
  return "";
}

/// Every handling step from the first, none left out.
std::string process(const Subject& s) {
  if (s.found.event_lines.empty()) return "no events";
  for (std::size_t i = 0; i < s.found.event_lines.size(); ++i) {
    boost::json::error_code error;
    const Json event = boost::json::parse(s.found.event_lines[i], error);
    const Json* seq = error || !event.is_object() ? nullptr : event.as_object().if_contains("seq");
    if (seq == nullptr || !seq->is_int64() || seq->get_int64() != static_cast<std::int64_t>(i) + 1)
      return "event " + std::to_string(i + 1);
  }
  return "";
}

std::string continuity(const Subject& s) {
  std::map<std::string, std::set<std::uint64_t>> versions;
  for (std::size_t i = 0; i < s.found.items.size(); ++i) {
    if (s.found.items[i].sequence != std::to_string(i + 1)) return "item " + std::to_string(i + 1);
    versions[s.found.items[i].code].insert(count_in(s.found.items[i].version).value_or(0));
  }
  for (const auto& [code, there] : versions) {
    if (*there.begin() != 1 || *there.rbegin() != there.size()) return "versions of " + code;
  }
  return "";
}

std::string contents(const Subject& s) {
  for (const BagProblem& problem : s.found.bag_problems) {
    if (problem.code == "missing-file" || problem.code == "unreadable") return problem.path;
  }
  for (const DeclaredFile& file : s.declared.files) {
    if (!s.found.has(file.path)) return file.path;
  }
  return "";
}

std::string metadata_files(const Subject& s) {
  for (const char* path :
       {"data/metadata/mets.xml", "data/metadata/premis.xml", "data/metadata/dat46.xml",
        "data/metadata/eep.xml", "data/metadata/eep.xsd", "data/metadata/dc.xml",
        "data/metadata/ead3.xml", "data/metadata/relations.json",
        "data/metadata/bagit-profile.json", "data/卷内文件目录.html", "data/卷内文件目录.csv",
        "data/README.txt", "data/verify.sh"}) {
    if (!s.found.has(path)) return path;
  }
  return "";
}

std::string counts(const Subject& s) {
  if (count_in(s.volume.items) != s.declared.documents ||
      s.found.items.size() != s.declared.documents)
    return "items: " + std::to_string(s.found.items.size());
  if (s.found.event_lines.size() != s.declared.events) return "events";
  if (s.found.statements != s.declared.statements) return "statements";
  if (s.found.comments != s.declared.comments) return "comments";
  return "";
}

}  // namespace

std::string unsaid(const Subject& s) {
  std::string out;
  for (const auto& [name, value] : {std::pair{"fondsName", &s.volume.fonds_name},
                                    std::pair{"archivesName", &s.volume.archives_name}})
    if (value->empty()) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

std::vector<Check> integrity_checks() {
  return {{"2-1", total_documents}, {"2-2", total_bytes},     {"2-3", volume_described},
          {"2-4", required},        {"2-5", process},         {"2-6", continuity},
          {"2-7", contents},        {"2-10", metadata_files}, {"2-11", counts}};
}

}  // namespace gavel::archive
