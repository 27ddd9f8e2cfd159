#include "engine/procedure/form.hpp"

#include <algorithm>
#include <map>

namespace gavel::procedure {
namespace {

/// The registers that a field of this type may name an entry of.
bool may_name_entries(const Field& field) {
  const std::string& known = field.in_register;
  switch (field.type) {
    case Field::Type::text:
      return known == "expert" || known == "account" || known == "unit" || known == "catalogue" ||
             known == "matter" || known == "member" || known == "document_number";
    case Field::Type::list:
      return known == "expert" || known == "account" || known == "unit";
    case Field::Type::integer:
      return known == "minutes" || known == "entry";
    case Field::Type::number:
    case Field::Type::boolean:
    case Field::Type::date:
    case Field::Type::choice:
    case Field::Type::object:
    case Field::Type::citation:
    case Field::Type::month:
    case Field::Type::time:
    case Field::Type::code:
    case Field::Type::instant:
      return false;
  }
  return false;
}

/// Which register is asked, what of an entry is shown, and whose numbers are meant.
void read_register(Element& e, Field& field) {
  field.in_register = e.optional("register");
  if (!field.in_register.empty() && !may_name_entries(field)) {
    e.error(Sentence{"bad-attribute", "field-register", {{"given", field.in_register}}});
  }
  using enum Field::Type;
  const bool is_number = (field.in_register == "minutes" && field.type == integer) ||
                         (field.in_register == "document_number" && field.type == text);
  field.of = e.expression("of", is_number);
  if (field.of && !is_number) {
    e.error(Sentence{"bad-attribute", "of", {}});
  }
  field.shows = words(e.optional("shows"));
  if (!field.shows.empty() && field.in_register != "matter") {
    e.error(Sentence{"bad-attribute", "shows", {}});
  }
}

/// personal="refused".
void read_personal(Element& e, Field& field) {
  const std::string personal = e.optional("personal");
  if (personal.empty()) return;
  const bool is_text = field.type == Field::Type::text || field.type == Field::Type::citation;
  if (personal != "refused" || !is_text) e.error(Sentence{"bad-attribute", "field-personal", {}});
  field.refuses_personal = true;
}

/// concluded.hpp reads it.
void check_document(Element& e, const Field& field) {
  if (!e.optional("document").empty() && field.type != Field::Type::integer)
    e.error(Sentence{"bad-attribute", "field-document", {}});
}

/// What is looked up within another field: what a text of each item of a list names, in a register
/// that knows how to answer item by item.
bool is_looked_up_in(const Field& holder, const Field& part) {
  return holder.type == Field::Type::list && part.type == Field::Type::text &&
         (part.in_register == "expert" || part.in_register == "unit");
}

/// Values belong to choices and to plain lists, fields to what holds fields.
void check_content(Element& e, const Field& field) {
  for (const Field& part : field.fields) {
    if (part.names_entries() && !is_looked_up_in(field, part))
      e.error(Sentence{"bad-attribute", "register-within", {{"field", part.name}}});
  }
  const bool is_list = field.type == Field::Type::list;
  if (field.type == Field::Type::choice && field.values.empty()) {
    e.error(Sentence{"missing-attribute", "values", {}});
  }
  if (!field.values.empty() && field.type != Field::Type::choice &&
      (!is_list || !field.fields.empty())) {
    e.error(Sentence{"bad-attribute", "field-values", {}});
  }
  if (!field.fields.empty() && !is_list && field.type != Field::Type::object) {
    e.error(Sentence{"unknown-element", "field-of-plain", {}});
  }
}

/// told.hpp reads it.
void check_told(const chart::Annotation& field, Findings& findings) {
  for (const chart::Annotation& child : field.children) {
    if (child.name != "told") continue;
    Element e(child, findings);
    (void)e.required("under");
    (void)e.text();
    e.finish();
  }
}

Field read_field(const chart::Annotation& a, ChoiceTitles& choices, Findings& findings) {
  Element e(a, findings);
  Field field;
  field.name = e.required("name");
  field.title = e.text();
  const std::string type = e.optional("type", "text");
  if (const auto known = type_named(type)) {
    field.type = *known;
  } else {
    e.error(Sentence{"bad-attribute", "field-type", {{"given", type}}});
  }
  field.required = e.flag("required");
  field.values = words(e.optional("values"));
  field.value_titles = choices.of(a, field.values);
  read_register(e, field);
  read_personal(e, field);
  check_document(e, field);
  field.min = e.number("min");
  field.max = e.number("max");
  field.fields = read_fields(a, choices, findings);
  check_content(e, field);
  e.finish({"field", "choice", "told"});
  check_told(a, findings);
  return field;
}

}  // namespace

bool Field::names_entries() const {
  return !in_register.empty() || std::ranges::any_of(fields, &Field::names_entries);
}

std::optional<Field::Type> type_named(std::string_view name) {
  using enum Field::Type;
  static const std::map<std::string_view, Field::Type> types{
      {"text", text},         {"number", number}, {"integer", integer}, {"boolean", boolean},
      {"date", date},         {"choice", choice}, {"list", list},       {"object", object},
      {"citation", citation}, {"month", month},   {"time", time},       {"code", code},
      {"instant", instant}};
  const auto found = types.find(name);
  return found == types.end() ? std::nullopt : std::optional(found->second);
}

std::vector<Field> read_fields(const chart::Annotation& element, ChoiceTitles& choices,
                               Findings& findings) {
  std::vector<Field> fields;
  for (const chart::Annotation& child : element.children) {
    if (child.name != "field") continue;
    Field field = read_field(child, choices, findings);
    if (std::ranges::find(fields, field.name, &Field::name) != fields.end()) {
      findings.error(child.place, Sentence{"duplicate-id", "field", {{"id", field.name}}});
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

}  // namespace gavel::procedure
