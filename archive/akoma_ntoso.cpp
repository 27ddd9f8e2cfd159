#include "archive/akoma_ntoso.hpp"

#include "archive/xml.hpp"

namespace gavel::archive {
namespace {

using xml::attribute;
using xml::Node;

/// A paragraph, a heading or a name: one line each, as in the other forms of the paper.
Node text(Node parent, const char* name, std::string_view value) {
  return xml::text(parent, name, in_one_line(value));
}

std::string person_id(const std::string& account) { return "person_" + account; }
std::string reference(const std::string& account) { return "#" + person_id(account); }

/// The uri of the work: country, kind of document, body, day, number.
std::string work_uri(const AknMeeting& meeting) {
  return "/akn/cn/debate/" + meeting.body + "/" + meeting.date + "/" + meeting.number + "/" +
         meeting.name;
}

void frbr(Node parent, const char* level, const std::string& uri, const std::string& date,
          const char* what) {
  Node node = parent.append_child(level);
  attribute(node.append_child("FRBRthis"), "value", uri + "/!main");
  attribute(node.append_child("FRBRuri"), "value", uri);
  Node on = node.append_child("FRBRdate");
  attribute(on, "date", date);
  attribute(on, "name", what);
  attribute(node.append_child("FRBRauthor"), "href", "#organ");
}

void write_meta(Node document, const AknMeeting& meeting) {
  Node meta = document.append_child("meta");
  Node identification = meta.append_child("identification");
  attribute(identification, "source", "#gavel");
  const std::string work = work_uri(meeting);
  frbr(identification, "FRBRWork", work, meeting.date, "meeting");
  attribute(identification.last_child().append_child("FRBRcountry"), "value", "cn");
  const std::string expression = work + "/" + meeting.language + "@" + meeting.written_on;
  frbr(identification, "FRBRExpression", expression, meeting.written_on, "writing");
  attribute(identification.last_child().append_child("FRBRlanguage"), "language", meeting.language);
  frbr(identification, "FRBRManifestation", expression + ".xml", meeting.written_on, "markup");

  Node references = meta.append_child("references");
  attribute(references, "source", "#gavel");
  const auto refer = [&](const char* kind, const std::string& id, const std::string& href,
                         const std::string& name) {
    Node node = references.append_child(kind);
    attribute(node, "eId", id);
    attribute(node, "href", href);
    attribute(node, "showAs", name);
  };
  refer("TLCOrganization", "organ", "/akn/ontology/organization/cn/organ", meeting.organ);
  refer("TLCOrganization", "gavel", "/akn/ontology/organization/gavel", "Gavel");
  for (const AknPerson& person : meeting.persons)
    refer("TLCPerson", person_id(person.id), "/akn/ontology/person/cn/" + person.id, person.name);
}

std::string name_of(const AknMeeting& meeting, const std::string& id) {
  for (const AknPerson& person : meeting.persons) {
    if (person.id == id) return person.name;
  }
  return id;
}

void write_roll(Node body, const AknMeeting& meeting) {
  Node roll = body.append_child("rollCall");
  attribute(roll, "eId", "roll");
  text(roll, "heading", meeting.roll_heading);
  for (const auto& [label, persons] : meeting.roll) {
    Node line = roll.append_child("p");
    line.append_child(pugi::node_pcdata).set_value(as_xml_holds(in_one_line(label)).c_str());
    bool is_first = true;
    for (const std::string& id : persons) {
      if (!is_first) line.append_child(pugi::node_pcdata).set_value("、");
      is_first = false;
      attribute(text(line, "person", name_of(meeting, id)), "refersTo", reference(id));
    }
  }
  for (const std::string& note : meeting.notes) text(roll, "p", note);
}

void write_item(Node body, const AknMeeting& meeting) {
  Node item = body.append_child("debateSection");
  attribute(item, "name", "item");
  attribute(item, "eId", "item");
  text(item, "heading", meeting.item_heading);
  int number = 0;
  for (const AknSpeech& speech : meeting.speeches) {
    const std::string id = std::to_string(++number);
    Node parent = item;
    if (speech.declares) {
      parent = item.append_child("declarationOfVote");
      attribute(parent, "eId", "item__declaration_" + id);
    }
    Node node = parent.append_child("speech");
    attribute(node, "by", reference(speech.person));
    if (!speech.at.empty()) attribute(node, "startTime", speech.at);
    attribute(node, "eId", "item__speech_" + id);
    text(node, "from", name_of(meeting, speech.person));
    text(node, "p", speech.text);
  }
  Node resolutions = item.append_child("resolutions");
  attribute(resolutions, "eId", "item__resolution");
  text(resolutions, "heading", meeting.decision_heading);
  for (const std::string& decision : meeting.decisions) text(resolutions, "p", decision);
}

}  // namespace

std::string akoma_ntoso_xml(const AknMeeting& meeting) {
  pugi::xml_document document;
  Node root = document.append_child("akomaNtoso");
  attribute(root, "xmlns", "http://docs.oasis-open.org/legaldocml/ns/akn/3.0");
  Node debate = root.append_child("debate");
  attribute(debate, "name", meeting.name);
  write_meta(debate, meeting);
  Node title = debate.append_child("preface").append_child("p");
  text(title, "docTitle", meeting.title);
  Node body = debate.append_child("debateBody");
  write_roll(body, meeting);
  write_item(body, meeting);
  if (!meeting.endings.empty()) {
    Node conclusions = debate.append_child("conclusions");
    for (const std::string& ending : meeting.endings) text(conclusions, "p", ending);
  }
  return xml::saved(document);
}

}  // namespace gavel::archive
