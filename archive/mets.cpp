// METS 1: one compact map of the package: every file with size, type and digest, and the order in
// which a reader goes through them. What happened to the files is PREMIS's to tell. Attributes of
// the E-ARK extension (DILCIS) say what kind of package this is; the folders are trust in stages,
// not E-ARK's representations, so that profile is not claimed.
#include <array>
#include <map>

#include "archive/xml.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::archive {
namespace {

using xml::attribute;
using xml::Node;
using xml::text;

constexpr std::array groups{"documents", "renditions", "statements", "keys",
                            "record",    "procedure",  "proofs",     "tools"};

/// The group a file belongs to, by the folder it lies in.
std::string_view group_of(std::string_view path) {
  if (path.starts_with("data/renditions/")) return "renditions";
  if (path.starts_with("data/statements/")) return "statements";
  if (path.starts_with("data/keys/")) return "keys";
  if (path.starts_with("data/proofs/")) return "proofs";
  if (path.starts_with("data/procedure/")) return "procedure";
  if (path.ends_with(".jsonl")) return "record";
  const bool in_folder = path.find('/', 5) != std::string_view::npos;
  return in_folder ? "documents" : "tools";
}

std::string_view type_of(std::string_view path) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 10> types{
      {{".json", "application/json"},
       {".jsonl", "application/jsonl"},
       {".pem", "application/x-pem-file"},
       {".html", "text/html"},
       {".csv", "text/csv"},
       {".scxml", "application/scxml+xml"},
       {".txt", "text/plain"},
       {".sh", "application/x-sh"},
       {".leaf", "application/json"},
       {".tlog-proof", "text/plain"}}};
  for (const auto& [ending, type] : types) {
    if (path.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

class Mets {
 public:
  Mets(const PackageInput& input, const PackageLayout& layout) : input_(input) {
    for (std::size_t i = 0; i < layout.documents.size(); ++i)
      media_types_[layout.documents[i].path] = input.documents[i].media_type;
    root_ = document_.append_child("mets");
    attribute(root_, "xmlns", "http://www.loc.gov/METS/");
    attribute(root_, "xmlns:xlink", "http://www.w3.org/1999/xlink");
    attribute(root_, "xmlns:csip", "https://DILCIS.eu/XML/METS/CSIPExtensionMETS");
    attribute(root_, "OBJID", to_string(input.code));
    attribute(root_, "LABEL", input.title);
    attribute(root_, "TYPE", "Mixed");
    attribute(root_, "PROFILE", "urn:gavel:mets:1");
    attribute(root_, "csip:CONTENTINFORMATIONTYPE", "MIXED");
  }

  void header() {
    Node header = root_.append_child("metsHdr");
    attribute(header, "CREATEDATE", to_string(input_.built_at));
    attribute(header, "csip:OAISPACKAGETYPE", "AIP");
    Node software = header.append_child("agent");
    attribute(software, "ROLE", "CREATOR");
    attribute(software, "TYPE", "OTHER");
    attribute(software, "OTHERTYPE", "SOFTWARE");
    text(software, "name", input_.software);
    Node organ = header.append_child("agent");
    attribute(organ, "ROLE", "ARCHIVIST");
    attribute(organ, "TYPE", "ORGANIZATION");
    text(organ, "name", input_.organ);
    attribute(text(header, "altRecordID", input_.matter_id), "TYPE", "matter");
  }

  void describe(const char* id, const char* type, const BagFile& file, std::string_view other) {
    Node section = root_.append_child("dmdSec");
    attribute(section, "ID", id);
    attribute(section, "CREATED", to_string(input_.built_at));
    reference(section, type, file, other);
  }

  void provenance(const BagFile& premis) {
    Node section = root_.append_child("amdSec").append_child("digiprovMD");
    attribute(section, "ID", "premis");
    reference(section, "PREMIS", premis, "");
  }

  void files(const std::vector<BagFile>& all) {
    Node section = root_.append_child("fileSec");
    for (const char* name : groups) {
      Node group;
      for (const BagFile& file : all) {
        if (file.path.starts_with("data/metadata/") || group_of(file.path) != name) continue;
        if (!group) {
          group = section.append_child("fileGrp");
          attribute(group, "USE", name);
        }
        add(group, file, name);
      }
    }
  }

  void structure() {
    Node map = root_.append_child("structMap");
    attribute(map, "TYPE", "PHYSICAL");
    attribute(map, "LABEL", to_string(input_.code));
    Node volume = map.append_child("div");
    attribute(volume, "LABEL", input_.title);
    attribute(volume, "DMDID", "dc dat46 eep ead3");
    attribute(volume, "ADMID", "premis");
    for (const char* name : groups) {
      const auto& listed = folders_[name];
      if (listed.empty()) continue;
      Node part = volume.append_child("div");
      attribute(part, "TYPE", name);
      for (const auto& [folder, ids] : listed) {
        Node div = part.append_child("div");
        attribute(div, "LABEL", folder);
        for (const std::string& id : ids) attribute(div.append_child("fptr"), "FILEID", id);
      }
    }
  }

  [[nodiscard]] std::string finish() const { return xml::saved(document_); }

 private:
  void reference(Node section, const char* type, const BagFile& file, std::string_view other) {
    Node node = section.append_child("mdRef");
    attribute(node, "LOCTYPE", "URL");
    attribute(node, "xlink:type", "simple");
    attribute(node, "xlink:href", relative_reference(file.path));
    attribute(node, "MDTYPE", type);
    if (!other.empty()) attribute(node, "OTHERMDTYPE", other);
    properties(node, file, "text/xml");
  }

  void properties(Node node, const BagFile& file, std::string_view type) {
    attribute(node, "MIMETYPE", type);
    attribute(node, "SIZE", std::to_string(file.size));
    attribute(node, "CHECKSUM", file.sha256);
    attribute(node, "CHECKSUMTYPE", "SHA-256");
  }

  void add(Node group, const BagFile& file, const char* name) {
    const std::string id = "f" + std::to_string(++count_);
    Node node = group.append_child("file");
    attribute(node, "ID", id);
    const auto known = media_types_.find(file.path);
    const bool given = known != media_types_.end() && !known->second.empty();
    properties(node, file, given ? std::string_view(known->second) : type_of(file.path));
    Node location = node.append_child("FLocat");
    attribute(location, "LOCTYPE", "URL");
    attribute(location, "xlink:type", "simple");
    attribute(location, "xlink:href", relative_reference(file.path));
    const std::size_t slash = file.path.rfind('/');
    folders_[name][file.path.substr(0, slash)].push_back(id);
  }

  const PackageInput& input_;
  pugi::xml_document document_;
  Node root_;
  std::map<std::string, std::string> media_types_;
  std::map<std::string, std::map<std::string, std::vector<std::string>>> folders_;
  int count_ = 0;
};

}  // namespace

std::string relative_reference(std::string_view path, std::string_view up) {
  ensure(path.starts_with("data/"), "what is referred to lies in the payload");
  static constexpr std::string_view hex = "0123456789ABCDEF";
  std::string out(up);
  for (const char c : path.substr(5)) {
    const auto byte = static_cast<unsigned char>(c);
    // Letters beyond ASCII stay as they are (an IRI): a person reads these names.
    if (byte > 0x20 && std::string_view("\"#%<>?[\\]^`{|}").find(c) == std::string_view::npos) {
      out += c;
      continue;
    }
    out += {'%', hex[byte >> 4U], hex[byte & 15U]};
  }
  return out;
}

std::string mets_xml(const PackageInput& input, const PackageLayout& layout,
                     const std::vector<BagFile>& files) {
  Mets mets(input, layout);
  mets.header();
  mets.describe("dc", "DC", layout.dublin_core, "");
  mets.describe("dat46", "OTHER", layout.dat46, "DA/T 46-2009");
  mets.describe("eep", "OTHER", layout.eep, "DA/T 48-2009");
  mets.describe("ead3", "EAD", layout.finding_aid, "");
  mets.provenance(layout.premis);
  mets.files(files);
  mets.structure();
  return mets.finish();
}

}  // namespace gavel::archive
