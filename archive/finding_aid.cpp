// The package for other archives' catalogues: simple Dublin Core, and an EAD3 finding aid of the
// volume with its items.
#include <map>
#include <set>

#include "archive/xml.hpp"

namespace gavel::archive {
namespace {

using xml::attribute;
using xml::Node;
using xml::text;

void control(Node root, const PackageInput& input) {
  Node control = root.append_child("control");
  text(control, "recordid", to_string(input.code));
  Node titles = control.append_child("filedesc").append_child("titlestmt");
  text(titles, "titleproper", input.title);
  attribute(control.append_child("maintenancestatus"), "value", "new");
  text(control.append_child("maintenanceagency"), "agencyname", input.organ);
  Node event = control.append_child("maintenancehistory").append_child("maintenanceevent");
  attribute(event.append_child("eventtype"), "value", "created");
  attribute(text(event, "eventdatetime", to_string(input.built_at)), "standarddatetime",
            to_string(input.built_at));
  attribute(event.append_child("agenttype"), "value", "machine");
  text(event, "agent", input.software);
}

void identify(Node did, std::string_view code, std::string_view title) {
  text(did, "unitid", code);
  text(did, "unittitle", title);
}

void item(Node parent, const PackageInput& input, std::size_t i, const BagFile& file) {
  const PackageDocument& document = input.documents[i];
  Node component = parent.append_child("c");
  attribute(component, "level", "item");
  Node did = component.append_child("did");
  identify(did, to_string(input.code) + "/" + std::to_string(i + 1),
           document.title.empty() ? document.filename : document.title);
  const std::string day = to_string(day_of(document.at));
  Node date = did.append_child("unitdatestructured").append_child("datesingle");
  date.text().set(day.c_str());
  attribute(date, "standarddate", day);
  Node link = did.append_child("dao");
  attribute(link, "daotype", "borndigital");
  attribute(link, "href", relative_reference(file.path));
  attribute(link, "linktitle", document.code + " v" + std::to_string(document.version));
}

}  // namespace

std::string ead3_xml(const PackageInput& input, const PackageLayout& layout) {
  pugi::xml_document document;
  Node root = document.append_child("ead");
  attribute(root, "xmlns", "http://ead3.archivists.org/schema/");
  control(root, input);
  Node description = root.append_child("archdesc");
  attribute(description, "level", "file");
  Node did = description.append_child("did");
  identify(did, to_string(input.code), input.title);
  Node dates = did.append_child("unitdatestructured").append_child("daterange");
  for (const auto& [name, at] :
       {std::pair{"fromdate", input.opened_at}, std::pair{"todate", input.closed_at}})
    attribute(text(dates, name, to_string(day_of(at))), "standarddate", to_string(day_of(at)));
  text(did.append_child("origination").append_child("corpname"), "part", input.organ);
  text(did.append_child("repository").append_child("corpname"), "part", input.fonds_name);
  Node components = description.append_child("dsc");
  for (const PackageStage& stage : input.stages) {
    Node series;
    for (std::size_t i = 0; i < input.documents.size(); ++i) {
      if (input.documents[i].stage != stage.id) continue;
      if (!series) {
        series = components.append_child("c");
        attribute(series, "level", "otherlevel");
        attribute(series, "otherlevel", "stage");
        text(series.append_child("did"), "unittitle",
             stage.title.zh.empty() ? stage.id : stage.title.zh);
      }
      item(series, input, i, layout.documents[i]);
    }
  }
  std::set<std::string> known;
  for (const PackageStage& stage : input.stages) known.insert(stage.id);
  for (std::size_t i = 0; i < input.documents.size(); ++i) {
    if (!known.contains(input.documents[i].stage)) item(components, input, i, layout.documents[i]);
  }
  if (!components.first_child()) description.remove_child(components);
  return xml::saved(document);
}

std::string dublin_core_xml(const PackageInput& input) {
  pugi::xml_document document;
  Node root = document.append_child("oai_dc:dc");
  attribute(root, "xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
  attribute(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  text(root, "dc:identifier", to_string(input.code));
  text(root, "dc:title", input.title);
  text(root, "dc:creator", input.organ);
  text(root, "dc:publisher", input.fonds_name);
  text(root, "dc:date", to_string(day_of(input.closed_at)));
  text(root, "dc:type", "Collection");
  std::set<std::string> formats;
  for (const PackageDocument& one : input.documents) {
    if (!one.media_type.empty()) formats.insert(one.media_type);
  }
  for (const std::string& format : formats) text(root, "dc:format", format);
  text(root, "dc:language", "zh-CN");
  text(root, "dc:source", input.matter_id);
  return xml::saved(document);
}

}  // namespace gavel::archive
