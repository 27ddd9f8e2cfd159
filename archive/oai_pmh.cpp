#include "archive/oai_pmh.hpp"

#include <chrono>

#include "archive/xml.hpp"

namespace gavel::archive::oai {
namespace {

using xml::attribute;
using xml::Node;
using xml::text;

constexpr const char* oai_namespace = "http://www.openarchives.org/OAI/2.0/";
constexpr const char* schema_instance = "http://www.w3.org/2001/XMLSchema-instance";

/// An answer in the making.
class Answer {
 public:
  explicit Answer(const Asked& asked) : root_(document_.append_child("OAI-PMH")) {
    attribute(root_, "xmlns", oai_namespace);
    attribute(root_, "xmlns:xsi", schema_instance);
    attribute(root_, "xsi:schemaLocation",
              std::string(oai_namespace) + " http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd");
    text(root_, "responseDate", datestamp(asked.at));
    Node request = text(root_, "request", asked.base_url);
    for (const auto& [name, value] : asked.arguments) attribute(request, name.c_str(), value);
  }
  Node child(const char* name) { return root_.append_child(name); }
  [[nodiscard]] std::string saved() const { return xml::saved(document_); }

 private:
  pugi::xml_document document_;
  Node root_;
};

void write_header(Node parent, const Record& record) {
  Node header = parent.append_child("header");
  if (record.deleted) attribute(header, "status", "deleted");
  text(header, "identifier", record.identifier);
  text(header, "datestamp", datestamp(record.datestamp));
  for (const std::string& set : record.sets) text(header, "setSpec", set);
}

/// The specification wants every metadata part to name its schema.
void name_schema(Node metadata) {
  Node part = metadata.first_child();
  const std::string_view name = part.name();
  const Format& format = formats()[name == "oai_dc:dc" ? 0 : 1];
  attribute(part, "xmlns:xsi", schema_instance);
  attribute(part, "xsi:schemaLocation",
            std::string(format.name_space) + " " + std::string(format.schema));
}

void write_record(Node parent, const Record& record) {
  Node node = parent.append_child("record");
  write_header(node, record);
  if (record.deleted || record.metadata.empty()) return;
  Node metadata = node.append_child("metadata");
  pugi::xml_document part;
  part.load_buffer(record.metadata.data(), record.metadata.size());
  metadata.append_copy(part.document_element());
  name_schema(metadata);
}

}  // namespace

const std::vector<Format>& formats() {
  static const std::vector<Format> all{
      {"oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
       "http://www.openarchives.org/OAI/2.0/oai_dc/"},
      {"ead3", "https://www.loc.gov/ead/ead3.xsd", "http://ead3.archivists.org/schema/"},
  };
  return all;
}

std::string error(const Asked& asked, const std::string& code, const std::string& sentence) {
  Answer answer(asked);
  Node node = answer.child("error");
  attribute(node, "code", code);
  node.text().set(as_xml_holds(sentence).c_str());
  return answer.saved();
}

std::string identify(const Asked& asked, const Repository& repository) {
  Answer answer(asked);
  Node node = answer.child("Identify");
  text(node, "repositoryName", repository.name);
  text(node, "baseURL", asked.base_url);
  text(node, "protocolVersion", "2.0");
  text(node, "adminEmail", repository.admin_email);
  text(node, "earliestDatestamp", datestamp(repository.earliest));
  text(node, "deletedRecord", "persistent");
  text(node, "granularity", "YYYY-MM-DDThh:mm:ssZ");
  if (!repository.domain.contains('.')) return answer.saved();  // no oai-identifier
  Node identifier = node.append_child("description").append_child("oai-identifier");
  constexpr std::string_view space = "http://www.openarchives.org/OAI/2.0/oai-identifier";
  attribute(identifier, "xmlns", space);
  attribute(identifier, "xsi:schemaLocation",
            std::string(space) + " " + std::string(space) + ".xsd");
  text(identifier, "scheme", "oai");
  text(identifier, "repositoryIdentifier", repository.domain);
  text(identifier, "delimiter", ":");
  text(identifier, "sampleIdentifier", "oai:" + repository.domain + ":X001-WS-2026-Y-0001");
  return answer.saved();
}

std::string list_formats(const Asked& asked) {
  Answer answer(asked);
  Node node = answer.child("ListMetadataFormats");
  for (const Format& format : formats()) {
    Node one = node.append_child("metadataFormat");
    text(one, "metadataPrefix", format.prefix);
    text(one, "schema", format.schema);
    text(one, "metadataNamespace", format.name_space);
  }
  return answer.saved();
}

std::string list_sets(const Asked& asked,
                      const std::vector<std::pair<std::string, std::string>>& sets) {
  Answer answer(asked);
  Node node = answer.child("ListSets");
  for (const auto& [spec, name] : sets) {
    Node one = node.append_child("set");
    text(one, "setSpec", spec);
    text(one, "setName", name);
  }
  return answer.saved();
}

std::string get_record(const Asked& asked, const Record& record) {
  Answer answer(asked);
  write_record(answer.child("GetRecord"), record);
  return answer.saved();
}

std::string list(const Asked& asked, const char* verb, const std::vector<Record>& records,
                 const std::optional<Resumption>& resumption) {
  Answer answer(asked);
  Node node = answer.child(verb);
  const bool headers_alone = std::string_view(verb) == "ListIdentifiers";
  for (const Record& record : records) {
    if (headers_alone) {
      write_header(node, record);
    } else {
      write_record(node, record);
    }
  }
  if (resumption) {
    Node token = text(node, "resumptionToken", resumption->token);
    attribute(token, "completeListSize", std::to_string(resumption->list_size));
    attribute(token, "cursor", std::to_string(resumption->cursor));
  }
  return answer.saved();
}

std::string datestamp(Instant at) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
  const auto day = std::chrono::floor<std::chrono::days>(seconds);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(seconds - day);
  const auto padded = [](auto number, std::size_t width) {
    const std::string digits = std::to_string(number);
    return std::string(width - std::min(width, digits.size()), '0') + digits;
  };
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + "T" + padded(time.hours().count(), 2) +
         ":" + padded(time.minutes().count(), 2) + ":" + padded(time.seconds().count(), 2) + "Z";
}

std::optional<Instant> first_instant(std::string_view text) {
  constexpr std::size_t a_day = 10, a_second = 20;
  if (text.size() == a_day) return parse_instant(std::string(text) + "T00:00:00Z");
  if (text.size() == a_second && text.ends_with('Z') && text[10] == 'T') {
    return parse_instant(std::string(text));
  }
  return std::nullopt;
}

std::chrono::seconds granularity(std::string_view text) {
  return text.size() == 10 ? std::chrono::days(1) : std::chrono::seconds(1);
}

}  // namespace gavel::archive::oai
