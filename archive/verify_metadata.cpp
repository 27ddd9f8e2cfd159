// The package's descriptions of itself: readable, and true of the files they name.
#include "archive/verify_checks.hpp"
#include "archive/well_formed.hpp"
#include "archive/xml.hpp"

namespace gavel::archive {
namespace {

constexpr const char* mets_file = "data/metadata/mets.xml";
constexpr const char* dat46_file = "data/metadata/dat46.xml";

/// The document; says so when it is not well-formed.
std::optional<pugi::xml_document> parsed(Examination& about, const std::string& path) {
  const auto text = about.text(path);
  if (!text) return std::nullopt;
  pugi::xml_document document;
  if (!is_well_formed(*text) || !document.load_buffer(text->data(), text->size())) {
    about.say("metadata-unreadable", path);
    return std::nullopt;
  }
  return document;
}

/// The payload path behind a reference that relative_reference() made.
std::string path_of(std::string_view reference) {
  std::string out = "data/";
  if (reference.starts_with("../")) reference.remove_prefix(3);
  for (std::size_t i = 0; i < reference.size(); ++i) {
    const auto code = reference[i] == '%' ? from_hex(reference.substr(i + 1, 2)) : std::nullopt;
    out += code ? code->front() : reference[i];
    if (code) i += 2;
  }
  return out;
}

/// Every file is there with the size and digest METS says, and METS leaves none out but itself.
void examine_mets(Examination& about) {
  const auto document = parsed(about, mets_file);
  if (!document) return;
  std::set<std::string> named{mets_file};
  const auto check = [&](const xml::Node& described, const char* href) {
    const std::string path = path_of(href);
    const auto found = about.files.find(path);
    named.insert(path);
    if (found == about.files.end()) return about.say("metadata-mismatch", mets_file, path);
    if (found->second.sha256 != described.attribute("CHECKSUM").value() ||
        std::to_string(found->second.size) != described.attribute("SIZE").value())
      about.say("metadata-mismatch", mets_file, path);
  };
  const xml::Node root = document->child("mets");
  for (const auto& found : root.select_nodes("//file"))
    check(found.node(), found.node().child("FLocat").attribute("xlink:href").value());
  for (const auto& found : root.select_nodes("//mdRef"))
    check(found.node(), found.node().attribute("xlink:href").value());
  for (const auto& [path, file] : about.files) {
    const bool other_metadata = path.starts_with("data/metadata/");
    if (path.starts_with("data/") && !other_metadata && !named.contains(path))
      about.say("metadata-mismatch", mets_file, path + " is not described");
  }
  if (root.attribute("OBJID").value() != about.verdict.archival_code)
    about.say("metadata-mismatch", mets_file, "OBJID");
}

void examine_dat46(Examination& about) {
  const auto document = parsed(about, dat46_file);
  if (!document) return;
  std::uint64_t items = 0;
  const xml::Node root = document->child("electronicRecordMetadata");
  const xml::Node volume = root.child("fileEntity");
  if (volume.child("archivalCode").attribute("value").value() != about.verdict.archival_code)
    about.say("metadata-mismatch", dat46_file, "archivalCode");
  for (xml::Node item = volume.next_sibling("fileEntity"); item;
       item = item.next_sibling("fileEntity")) {
    ++items;
    const xml::Node properties = item.child("electronicAttributes");
    const std::string path = properties.child("computerFileName").text().get();
    const auto found = about.files.find(path);
    if (found == about.files.end() ||
        found->second.sha256 != properties.child("messageDigest").text().get())
      about.say("metadata-mismatch", dat46_file, path);
  }
  if (items != about.verdict.documents)
    about.say("metadata-mismatch", dat46_file, std::to_string(items) + " items");
}

}  // namespace

void examine_metadata(Examination& about) {
  examine_mets(about);
  examine_dat46(about);
  for (const char* name : {"premis", "eep", "dc", "ead3"})
    (void)parsed(about, "data/metadata/" + std::string(name) + ".xml");
  const std::string relations = "data/metadata/relations.json";
  const auto text = about.text(relations);
  if (text && !(text->ends_with('\n') && canonical_object(text->substr(0, text->size() - 1))))
    about.say("metadata-unreadable", relations);
  for (const char* path :
       {"data/README.txt", "data/verify.sh", "data/metadata/eep.xsd",
        "data/metadata/bagit-profile.json", "data/卷内文件目录.html", "data/卷内文件目录.csv"}) {
    if (!about.has(path)) about.say("missing-file", path);
  }
}

}  // namespace gavel::archive
