#include "archive/finding_aid.hpp"

#include <algorithm>
#include <set>

#include "archive/xml.hpp"

namespace gavel::archive {
namespace {

using xml::attribute;
using xml::Node;
using xml::text;

constexpr const char* ead3_namespace = "http://ead3.archivists.org/schema/";

struct Control {
  std::string id, title, agency, agent;
  Instant at;
};

void write_control(Node root, const Control& what) {
  Node control = root.append_child("control");
  text(control, "recordid", what.id);
  Node titles = control.append_child("filedesc").append_child("titlestmt");
  text(titles, "titleproper", what.title);
  attribute(control.append_child("maintenancestatus"), "value", "new");
  text(control.append_child("maintenanceagency"), "agencyname", what.agency);
  Node event = control.append_child("maintenancehistory").append_child("maintenanceevent");
  attribute(event.append_child("eventtype"), "value", "created");
  attribute(text(event, "eventdatetime", to_string(what.at)), "standarddatetime",
            to_string(what.at));
  attribute(event.append_child("agenttype"), "value", "machine");
  text(event, "agent", what.agent);
}

void identify(Node did, std::string_view code, std::string_view title) {
  text(did, "unitid", code);
  text(did, "unittitle", title);
}

void link_to(Node did, const std::string& href, const std::string& title) {
  if (href.empty()) return;
  Node link = did.append_child("dao");
  attribute(link, "daotype", "borndigital");
  attribute(link, "href", href);
  attribute(link, "linktitle", title);
}

void write_item(Node parent, const FindingAid& volume, std::size_t i) {
  const FindingAidItem& item = volume.items[i];
  Node component = parent.append_child("c");
  attribute(component, "level", "item");
  Node did = component.append_child("did");
  identify(did, volume.code + "/" + std::to_string(i + 1), item.title);
  const std::string day = to_string(day_of(item.at));
  Node date = did.append_child("unitdatestructured").append_child("datesingle");
  date.text().set(day.c_str());
  attribute(date, "standarddate", day);
  link_to(did, item.href, item.code + " v" + std::to_string(item.version));
}

/// What the `did` of a volume says, whatever it is a part of.
void describe(Node did, const FindingAid& volume) {
  identify(did, volume.code, volume.title);
  Node dates = did.append_child("unitdatestructured").append_child("daterange");
  for (const auto& [name, at] :
       {std::pair{"fromdate", volume.opened_at}, std::pair{"todate", volume.closed_at}})
    attribute(text(dates, name, to_string(day_of(at))), "standarddate", to_string(day_of(at)));
  text(did.append_child("origination").append_child("corpname"), "part", volume.organ);
}

/// EAD3's place for what became of a volume by appraisal.
void write_destruction(Node component, const FindingAid& volume) {
  if (!volume.destroyed_at) return;
  text(component.append_child("appraisal"), "p",
       "销毁 destroyed " + to_string(day_of(*volume.destroyed_at)) + ": " + volume.destroyed_by);
}

/// Under its stage each; behind them those of no stage.
void write_items(Node parent, const FindingAid& volume) {
  std::set<std::string> known;
  for (const auto& [stage, title] : volume.stages) {
    known.insert(stage);
    Node series;
    for (std::size_t i = 0; i < volume.items.size(); ++i) {
      if (volume.items[i].stage != stage) continue;
      if (!series) {
        series = parent.append_child("c");
        attribute(series, "level", "otherlevel");
        attribute(series, "otherlevel", "stage");
        text(series.append_child("did"), "unittitle", title.empty() ? stage : title);
      }
      write_item(series, volume, i);
    }
  }
  for (std::size_t i = 0; i < volume.items.size(); ++i) {
    if (!known.contains(volume.items[i].stage)) write_item(parent, volume, i);
  }
}

struct Sink final : pugi::xml_writer {
  explicit Sink(const HoldingsAid::Put& where) : put(where) {}
  void write(const void* data, std::size_t size) override {
    put({static_cast<const char*>(data), size});
  }
  const HoldingsAid::Put& put;
};

/// The start tag of a component with its `did`; its end tag is the caller's.
void open_component(const HoldingsAid::Put& put, const char* level, const std::string& id,
                    const std::string& title) {
  put(std::string("<c level=\"") + level + "\">\n");
  pugi::xml_document document;
  Node did = document.append_child("did");
  if (!id.empty()) text(did, "unitid", id);
  text(did, "unittitle", title);
  Sink sink(put);
  did.print(sink, "  ");
}

}  // namespace

std::string ead3_xml(const FindingAid& volume) {
  pugi::xml_document document;
  Node root = document.append_child("ead");
  attribute(root, "xmlns", ead3_namespace);
  write_control(root, {volume.code, volume.title, volume.organ, volume.software, volume.built_at});
  Node description = root.append_child("archdesc");
  attribute(description, "level", "file");
  Node did = description.append_child("did");
  describe(did, volume);
  text(did.append_child("repository").append_child("corpname"), "part",
       volume.fonds_name.empty() ? volume.fonds : volume.fonds_name);
  link_to(did, volume.href, volume.code);
  write_destruction(description, volume);
  Node components = description.append_child("dsc");
  write_items(components, volume);
  if (!components.first_child()) description.remove_child(components);
  return xml::saved(document);
}

std::string dublin_core_xml(const FindingAid& volume) {
  pugi::xml_document document;
  Node root = document.append_child("oai_dc:dc");
  attribute(root, "xmlns:oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/");
  attribute(root, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
  text(root, "dc:identifier", volume.code);
  text(root, "dc:title", volume.title);
  text(root, "dc:creator", volume.organ);
  if (!volume.fonds_name.empty()) text(root, "dc:publisher", volume.fonds_name);
  text(root, "dc:date", to_string(day_of(volume.closed_at)));
  text(root, "dc:type", "Collection");
  std::set<std::string> formats;
  for (const FindingAidItem& item : volume.items) {
    if (!item.media_type.empty()) formats.insert(item.media_type);
  }
  for (const std::string& format : formats) text(root, "dc:format", format);
  text(root, "dc:language", "zh-CN");
  text(root, "dc:source", volume.matter);
  return xml::saved(document);
}

HoldingsAid::HoldingsAid(Put put, const std::string& name, Instant at) : put_(std::move(put)) {
  put_(std::string("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ead xmlns=\"") + ead3_namespace +
       "\">\n");
  pugi::xml_document document;
  write_control(document, {"holdings", name, name, "Gavel", at});
  Sink sink(put_);
  document.first_child().print(sink, "  ");
  put_("<archdesc level=\"collection\">\n");
  Node did = document.append_child("did");
  text(did, "unittitle", name);
  text(did.append_child("repository").append_child("corpname"), "part", name);
  did.print(sink, "  ");
}

void HoldingsAid::add(const FindingAid& volume) {
  if (!fonds_) put_("<dsc>\n");
  if (fonds_ != volume.fonds) {
    leave_fonds();
    open_component(put_, "fonds", volume.fonds,
                   volume.fonds_name.empty() ? volume.fonds : volume.fonds_name);
    fonds_ = volume.fonds;
  }
  if (year_ != volume.year) {
    leave_series();
    open_component(put_, "series", "", std::to_string(volume.year));
    year_ = volume.year;
  }
  pugi::xml_document document;
  Node component = document.append_child("c");
  attribute(component, "level", "file");
  Node did = component.append_child("did");
  describe(did, volume);
  link_to(did, volume.href, volume.code);
  write_destruction(component, volume);
  write_items(component, volume);
  Sink sink(put_);
  component.print(sink, "  ");
}

void HoldingsAid::finish() {
  leave_fonds();
  if (fonds_) put_("</dsc>\n");
  put_("</archdesc>\n</ead>\n");
}

void HoldingsAid::leave_series() {
  if (year_ != 0) put_("</c>\n");
  year_ = 0;
}

void HoldingsAid::leave_fonds() {
  leave_series();
  if (fonds_) put_("</c>\n");
}

}  // namespace gavel::archive
