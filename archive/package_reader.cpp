#include "archive/package_reader.hpp"

#include <algorithm>
#include <cctype>

#include <pugixml.hpp>

#include "archive/well_formed.hpp"

namespace gavel::archive {
namespace {

using Node = pugi::xml_node;

std::string at(Node node, const char* path) {
  return node.first_element_by_path(path).text().get();
}

VolumeRecord volume_of(Node file) {
  const Node code = file.child("archivalCode");
  return {.archival_code = code.attribute("value").value(),
          .fonds = at(code, "fondsIdentifier"),
          .category = at(code, "categoryCode"),
          .year = at(code, "year"),
          .retention = at(code, "retentionPeriod"),
          .office = at(code, "organizationalStructureOrFunction"),
          .number = at(code, "agencyItemNumber"),
          .title = at(file, "contentDescription/title"),
          .organ = at(file, "provenance/fondsConstitutingUnitName"),
          .fonds_name = at(file, "provenance/fondsName"),
          .archives_name = at(file, "provenance/archivesName"),
          .record_code = at(file, "electronicRecordCode"),
          .items = at(file, "formalCharacteristics/totalNumberOfItems"),
          .closed_on = at(file, "contentDescription/date"),
          .security = at(file, "contentDescription/securityClassification"),
          .software = at(file, "electronicAttributes/informationSystemDescription"),
          .opened_at = at(file, "extension/openedAt"),
          .closed_at = at(file, "extension/closedAt"),
          .packaged_at = at(file, "extension/packagedAt"),
          .procedure_sha256 = at(file, "extension/procedureSha256")};
}

ItemRecord item_of(Node file) {
  return {.sequence = at(file, "archivalCode/documentSequenceNumber"),
          .code = at(file, "contentDescription/documentType"),
          .version = at(file, "formalCharacteristics/manuscriptType"),
          .title = at(file, "contentDescription/title"),
          .author = at(file, "contentDescription/author"),
          .date = at(file, "contentDescription/date"),
          .format = at(file, "electronicAttributes/formatInformation"),
          .path = at(file, "electronicAttributes/computerFileName"),
          .size = at(file, "electronicAttributes/computerFileSize"),
          .sha256 = at(file, "electronicAttributes/messageDigest"),
          .security = at(file, "contentDescription/securityClassification")};
}

void read_dat46(PackageRecord& record, const std::string& text) {
  pugi::xml_document document;
  (void)document.load_buffer(text.data(), text.size());
  record.readable["data/metadata/dat46.xml"] = is_well_formed(text);
  for (const Node file : document.child("electronicRecordMetadata").children("fileEntity")) {
    if (!record.volume)
      record.volume = volume_of(file);
    else
      record.items.push_back(item_of(file));
  }
}

bool json_holds(std::string_view text) {
  boost::json::error_code error;
  (void)boost::json::parse({text.data(), text.size()}, error);
  return !error;
}

}  // namespace

std::vector<std::string> text_lines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

bool PackageRecord::has(const std::string& path) const {
  return std::any_of(files.begin(), files.end(),
                     [&](const auto& file) { return file.first == path; });
}

std::vector<std::string> PackageRecord::documents() const {
  std::vector<std::string> out;
  for (const auto& [path, size] : files) {
    const bool staged = path.starts_with("data/") && path.size() > 8 &&
                        std::isdigit(static_cast<unsigned char>(path[5])) != 0 &&
                        std::isdigit(static_cast<unsigned char>(path[6])) != 0 && path[7] == '_';
    if (staged) out.push_back(path);
  }
  return out;
}

PackageRecord read_package(const std::filesystem::path& bag, const Progress& progress) {
  PackageRecord out;
  out.bag_problems = validate_bag(bag, progress);
  if (!std::filesystem::is_directory(bag)) return out;
  out.files = list_bag_files(bag);
  const auto text = [&](const char* path) { return read_bag_file(bag, path).value_or(""); };
  read_dat46(out, text("data/metadata/dat46.xml"));
  for (const char* name : {"mets", "premis", "eep", "dc", "ead3"}) {
    const std::string path = "data/metadata/" + std::string(name) + ".xml";
    out.readable[path] = is_well_formed(text(path.c_str()));
  }
  out.readable["data/metadata/relations.json"] = json_holds(text("data/metadata/relations.json"));
  out.event_lines = text_lines(text("data/events.jsonl"));
  out.leaves = text_lines(text("data/proofs/leaves.jsonl"));
  out.comments = text_lines(text("data/comments.jsonl")).size();
  for (const auto& [path, size] : out.files) {
    if (path.starts_with("data/statements/") && path.ends_with(".json")) ++out.statements;
    if (path.starts_with("data/proofs/") && path.ends_with(".tlog-proof")) ++out.proofs;
  }
  return out;
}

}  // namespace gavel::archive
