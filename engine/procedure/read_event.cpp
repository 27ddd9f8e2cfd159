// Events: who sends them, what they sign over, the registers they ask.
#include <algorithm>

#include "engine/expression/node.hpp"
#include "engine/procedure/form.hpp"
#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

class EventReader {
 public:
  EventReader(std::span<const Source> sources, ChoiceTitles& choices, Findings& findings)
      : sources_(sources), choices_(choices), findings_(findings) {}

  EventType read(const chart::Annotation& a) {
    Element e(a, findings_);
    EventType type;
    type.name = e.required("name");
    type.title = e.text();
    type.who = words(e.required("who"));
    read_signature(e, type);
    type.rules = words(e.optional("rules"));
    type.produces = words(e.optional("produces"));
    type.citations = cited_by(e, sources_, false);
    type.form = read_fields(a, choices_, findings_);
    check_cites(e);
    type.place = a.place;
    type.during = words(e.optional("during"));
    (void)e.optional("leaves-out");  // left_out.hpp reads it
    (void)e.optional("told");        // told.hpp reads it
    type.waits = e.expression("waits", false);
    read_registers(e, type);
    e.finish({"field", "standing", "asks"});
    const bool is_reserved = is_platform_event(type.name) || type.name.starts_with("system.") ||
                             (type.name.starts_with("gavel.") && type.name != "gavel.open" &&
                              type.name != "gavel.migrate");
    if (is_reserved) {
      e.error(Sentence{"reserved-name", "event", {{"name", type.name}}});
    }
    if (type.name == "gavel.migrate" &&
        (type.is_signed || !type.form.empty() || !type.produces.empty())) {
      e.error(Sentence{"bad-attribute", "migrate", {}});
    }
    return type;
  }

 private:
  /// A value of a choice narrows down what its event cites, and adds nothing to it.
  void check_cites(Element& e) {
    const std::vector<std::string> cited = words(e.optional("cite"));
    for (const chart::Annotation& field : e.annotation().children) {
      for (const chart::Annotation& choice : field.children) {
        const auto cite = choice.attributes.find("cite");
        if (choice.name != "choice" || cite == choice.attributes.end()) continue;
        for (const std::string& each : words(cite->second)) {
          if (std::ranges::find(cited, each) == cited.end())
            findings_.error(choice.place,
                            Sentence{"bad-attribute", "choice-cite", {{"given", each}}});
        }
      }
    }
  }

  /// "true", or the roles that sign.
  void read_signature(Element& e, EventType& type) {
    const std::string who = e.optional("signed", "false");
    type.is_signed = who != "false";
    if (type.is_signed && who != "true") type.signers = words(who);
    for (const std::string& role : type.signers) {
      if (std::ranges::find(type.who, role) != type.who.end()) continue;
      e.error(Sentence{"bad-attribute", "signed", {{"given", role}}});
    }
    type.covers = words(e.optional("covers"));
    if (!type.is_signed && !type.covers.empty()) e.error(Sentence{"bad-attribute", "covers", {}});
  }

  /// The first in the event's own attributes, each other in an element.
  void read_registers(Element& e, EventType& type) {
    read_register(e, type);
    for (const chart::Annotation& child : e.annotation().children) {
      if (child.name != "asks") continue;
      Element further(child, findings_);
      (void)further.required("register");
      read_register(further, type);
      further.finish();
    }
  }

  void read_register(Element& e, EventType& type) {
    RegisterAsked asked{e.optional("register"), {}};
    const bool is_of = asked.name == "seats" || asked.name == "catalogue" || asked.name == "pool" ||
                       asked.name == "comments" || asked.name == "draws" ||
                       asked.name == "predecessor";
    const bool is_of_people = asked.name == "counsel" || asked.name == "expert";
    if (!asked.name.empty() && !is_of && !is_of_people && asked.name != "organs")
      e.error(Sentence{"bad-attribute", "event-register", {{"given", asked.name}}});
    asked.of = e.expression("of", is_of);
    if (asked.of && !is_of && asked.name != "counsel")
      e.error(Sentence{"bad-attribute", "event-of", {}});
    if (std::ranges::find(type.registers, asked.name, &RegisterAsked::name) != type.registers.end())
      e.error(Sentence{"duplicate-id", {{"element", "asks"}, {"id", asked.name}}});
    if (!asked.name.empty()) type.registers.push_back(std::move(asked));
  }

  std::span<const Source> sources_;
  ChoiceTitles& choices_;
  Findings& findings_;
};

}  // namespace

EventType event_type(const chart::Annotation& annotation, std::span<const Source> sources,
                     ChoiceTitles& choices, Findings& findings) {
  return EventReader(sources, choices, findings).read(annotation);
}

bool covers(const Procedure& procedure, const EventType& event, std::string_view code) {
  if (event.covers.empty()) return true;
  const auto names = [&](std::string_view word) {
    return std::ranges::find(event.covers, word) != event.covers.end();
  };
  const auto type = procedure.documents.find(code);
  return names(code) || (type != procedure.documents.end() && names(type->second.stage));
}

bool reads_event(const expression::Expression& expression) {
  bool found = false;
  expression::walk(expression.root(), [&](const expression::Node& node) {
    using Kind = expression::Node::Kind;
    const bool is_of_registers = node.kind == Kind::member && node.name == "registers" &&
                                 node.children[0].kind == Kind::member &&
                                 node.children[0].name == "facts";
    found = found || is_of_registers || (node.kind == Kind::name && node.name == "_event");
  });
  return found;
}

bool is_platform_event(std::string_view descriptor) {
  const auto is = [&](std::string_view word) {
    return descriptor == word || (descriptor.starts_with(word) && descriptor[word.size()] == '.');
  };
  return is("clock") || is("done") || is("error");
}

}  // namespace gavel::procedure
