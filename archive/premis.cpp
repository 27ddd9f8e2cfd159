#include <set>
#include <sstream>

#include <pugixml.hpp>

#include "archive/agents.hpp"
#include "archive/metadata.hpp"
#include "engine/base/characters.hpp"

namespace gavel::archive {
namespace {

using Node = pugi::xml_node;

void text(Node parent, const char* name, std::string_view value) {
  parent.append_child(name).text().set(as_xml_holds(value).c_str());
}

void identifier(Node parent, const std::string& element, std::string_view type,
                std::string_view value) {
  Node node = parent.append_child(element.c_str());
  text(node, (element + "Type").c_str(), type);
  text(node, (element + "Value").c_str(), value);
}

constexpr std::string_view path_type = "bag-path";
constexpr std::string_view code_type = "archival-code";
constexpr std::string_view account_type = "account";
constexpr std::string_view software_type = "software";
constexpr std::string_view authority_type = "time-stamping authority";

class Premis {
 public:
  explicit Premis(const PackageInput& input) : input_(input), people_(input) {
    root_ = document_.append_child("premis");
    root_.append_attribute("xmlns") = "http://www.loc.gov/premis/v3";
    root_.append_attribute("xmlns:xsi") = "http://www.w3.org/2001/XMLSchema-instance";
    root_.append_attribute("version") = "3.0";
  }

  void volume() {
    Node object = root_.append_child("object");
    object.append_attribute("xsi:type") = "intellectualEntity";
    identifier(object, "objectIdentifier", code_type, to_string(input_.code));
    identifier(object, "objectIdentifier", "matter", input_.matter_id);
    property(object, "fondsName", input_.fonds_name);
    property(object, "fondsConstitutingUnitName", input_.organ);
    property(object, "archivesName", input_.archives_name);
    property(object, "documentNumber", input_.document_number);
    property(object, "classCode", input_.class_code);
    property(object, "securityClassification", volume_security(input_).security);
    property(object, "controlIdentifier", control_identifier);
    text(object, "originalName", input_.title);
  }

  void file(const BagFile& file, std::string_view format, std::string_view original_name) {
    Node object = root_.append_child("object");
    object.append_attribute("xsi:type") = "file";
    identifier(object, "objectIdentifier", path_type, file.path);
    Node characteristics = object.append_child("objectCharacteristics");
    fixity(characteristics, "SHA-256", file.sha256);
    fixity(characteristics, "SHA-512", file.sha512);
    fixity(characteristics, "SM3", file.sm3);
    text(characteristics, "size", std::to_string(file.size));
    text(characteristics.append_child("format").append_child("formatDesignation"), "formatName",
         format.empty() ? "application/octet-stream" : format);
    if (!original_name.empty()) text(object, "originalName", original_name);
    related(object, "structural", "is part of", code_type, to_string(input_.code));
  }

  /// A text made from the document at `source`.
  void rendition(const BagFile& text_file, const std::string& source) {
    file(text_file, "text/plain", "");
    related(root_.last_child(), "derivation", "has source", path_type, source);
  }

  /// A time-stamp on the signature at `over`.
  void time_stamp(const BagFile& stamp, const std::string& over) {
    file(stamp, "application/timestamp-reply", "");
    related(root_.last_child(), "reference", "documents", path_type, over);
  }

  /// Event types are those of the Library of Congress vocabulary.
  void event(std::string_view type, Instant at, std::string_view detail,
             std::string_view agent_type, std::string_view agent, std::string_view object_type,
             std::string_view object) {
    Node event = root_.append_child("event");
    identifier(event, "eventIdentifier", "local", std::to_string(++events_));
    text(event, "eventType", type);
    text(event, "eventDateTime", to_string(at));
    if (!detail.empty()) text(event.append_child("eventDetailInformation"), "eventDetail", detail);
    text(event.append_child("eventOutcomeInformation"), "eventOutcome", "success");
    if (!agent.empty()) {
      identifier(event, "linkingAgentIdentifier", agent_type, agent);
      agents_.emplace(std::string(agent_type), std::string(agent));
    }
    identifier(event, "linkingObjectIdentifier", object_type, object);
  }

  std::string finish() {
    for (const auto& [type, id] : agents_) agent(type, id);
    std::ostringstream out;
    document_.save(out, "  ", pugi::format_default, pugi::encoding_utf8);
    return out.str();
  }

 private:
  void agent(const std::string& type, const std::string& id) {
    Node agent = root_.append_child("agent");
    identifier(agent, "agentIdentifier", type, id);
    const Agent* const person = type == account_type ? people_.find(id) : nullptr;
    text(agent, "agentName", person == nullptr ? id : person->name);
    if (type != account_type) {
      text(agent, "agentType", type == software_type ? "software" : "organization");
      return;
    }
    text(agent, "agentType", "person");
    if (person != nullptr && !person->belongs_to.empty())
      text(agent, "agentNote", "unit: " + person->belongs_to);
  }
  static void property(Node object, const char* name, std::string_view value) {
    if (value.empty()) return;  // not known
    Node property = object.append_child("significantProperties");
    text(property, "significantPropertiesType", name);
    text(property, "significantPropertiesValue", value);
  }
  static void related(Node object, const char* type, const char* kind, std::string_view id_type,
                      std::string_view id) {
    Node relationship = object.append_child("relationship");
    text(relationship, "relationshipType", type);
    text(relationship, "relationshipSubType", kind);
    identifier(relationship, "relatedObjectIdentifier", id_type, id);
  }
  static void fixity(Node parent, const char* algorithm, const std::string& digest) {
    Node fixity = parent.append_child("fixity");
    text(fixity, "messageDigestAlgorithm", algorithm);
    text(fixity, "messageDigest", digest);
  }

  const PackageInput& input_;
  const Agents people_;
  pugi::xml_document document_;
  Node root_;
  int events_ = 0;
  std::set<std::pair<std::string, std::string>> agents_;
};

}  // namespace

std::string premis_xml(const PackageInput& input, const PackageLayout& layout) {
  Premis premis(input);
  premis.volume();
  // The schema wants all objects, then all events, then all agents.
  for (std::size_t i = 0; i < input.documents.size(); ++i)
    premis.file(layout.documents[i], input.documents[i].media_type, input.documents[i].filename);
  for (const BagFile& file : layout.statements) premis.file(file, "application/json", "");
  for (const auto& stamp : layout.time_stamps)
    premis.time_stamp(stamp.stamp, layout.statements[stamp.statement].path);
  for (const auto& [i, file] : layout.renditions) premis.rendition(file, layout.documents[i].path);
  premis.file(layout.events, "application/jsonl", "");
  premis.file(layout.comments, "application/jsonl", "");

  for (std::size_t i = 0; i < input.documents.size(); ++i) {
    const PackageDocument& document = input.documents[i];
    premis.event("capture", document.at, document.title, account_type, document.by, path_type,
                 layout.documents[i].path);
  }
  for (std::size_t i = 0; i < input.statements.size(); ++i) {
    const PackageStatement& statement = input.statements[i];
    premis.event("digital signature validation", statement.signed_at, layout.algorithms[i],
                 account_type, statement.account.empty() ? statement.signer : statement.account,
                 path_type, layout.statements[i].path);
  }
  // A time-stamp is its authority's signature over a signature and a time.
  for (const auto& [statement, stamp, chain, said] : layout.time_stamps)
    premis.event("digital signature generation", said.at,
                 "RFC 3161 time-stamp, policy " + said.policy + ", serial " + said.serial,
                 authority_type, said.authority, path_type, stamp.path);
  const std::string code = to_string(input.code);
  for (const auto& [i, file] : layout.renditions)
    premis.event("normalization", input.built_at, "text", software_type, input.software, path_type,
                 file.path);
  premis.event("message digest calculation", input.built_at, "SHA-256, SHA-512, SM3", software_type,
               input.software, code_type, code);
  premis.event("information package creation", input.built_at, "BagIt 1.0 (RFC 8493)",
               software_type, input.software, code_type, code);
  return premis.finish();
}

}  // namespace gavel::archive
