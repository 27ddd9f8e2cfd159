#include "engine/chart/reading.hpp"

#include <algorithm>

namespace gavel::chart::reading {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

}  // namespace

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && is_space(text[at])) ++at;
    const std::size_t from = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    if (at > from) found.emplace_back(text.substr(from, at - from));
  }
  return found;
}

bool is_blank(std::string_view text) { return std::ranges::all_of(text, is_space); }

Json literal_of(std::string_view text) {
  if (auto value = parse_json(text); value && expression::check_keepable(*value)) return *value;
  std::string joined;
  for (const std::string& word : words(text)) joined += (joined.empty() ? "" : " ") + word;
  return Json(joined);
}

Json literal_of(const Context& context, const Element& element) {
  return element.children.empty() ? literal_of(element.text) : Json(context.markup(element));
}

void Context::error(std::size_t offset, Sentence says) {
  diagnostics_.push_back({Diagnostic::Severity::error, place(offset), std::move(says)});
}

void Context::warn(std::size_t offset, Sentence says) {
  diagnostics_.push_back({Diagnostic::Severity::warning, place(offset), std::move(says)});
}

void Context::strict(std::size_t offset, Sentence says) {
  options_.lenient ? warn(offset, std::move(says)) : error(offset, std::move(says));
}

void Context::allow(const Element& element, std::initializer_list<std::string_view> names,
                    bool notes) {
  for (const Attribute& attribute : element.attributes) {
    if (attribute.space == Namespace::none &&
        std::ranges::find(names, attribute.name) == names.end())
      strict(attribute.offset,
             Sentence{"unknown-attribute",
                      {{"element", element.written}, {"attribute", attribute.name}}});
    if (attribute.space == Namespace::gavel && !notes)
      warn(attribute.offset,
           Sentence{"ignored-attribute",
                    {{"element", element.written}, {"attribute", attribute.name}}});
  }
}

std::string Context::require(const Element& element, std::string_view name) {
  const Attribute* attribute = element.attribute(name);
  if (attribute != nullptr && !is_blank(attribute->value)) return attribute->value;
  error(element.offset,
        Sentence{"missing-attribute", {{"element", element.written}, {"attribute", name}}});
  return "";
}

std::string Context::optional(const Element& element, std::string_view name) const {
  const Attribute* attribute = element.attribute(name);
  return attribute == nullptr ? "" : attribute->value;
}

void Context::unexpected(const Element& child, const Element& parent) {
  if (child.space == Namespace::other) return;
  if (child.space == Namespace::gavel)
    return warn(child.offset, Sentence{"ignored-element",
                                       {{"element", child.written}, {"parent", parent.written}}});
  if (child.space == Namespace::none)
    return error(
        child.offset,
        Sentence{"no-namespace", {{"element", child.written}, {"namespace", scxml_namespace}}});
  error(child.offset,
        Sentence{"unknown-element", {{"element", child.written}, {"parent", parent.written}}});
}

void Context::stray_text(const Element& element) {
  if (!is_blank(element.text))
    warn(element.text_at, Sentence{"stray-text", {{"element", element.written}}});
}

void Context::bad_expression(std::size_t at, const expression::Error& error, Sentence& faulty) {
  if (!options_.lenient)
    this->error(at, Sentence{"bad-expression", {{"reason", as_value(error.says)}}});
  if (faulty.empty()) faulty = error.says;
}

void Context::define(const Element& element) {
  const Attribute* value = element.attribute("value");
  if (value == nullptr) return (void)require(element, "value");
  auto defined =
      definitions_.add(require(element, "name"), words(optional(element, "of")), value->value);
  if (defined) return;
  const bool is_within = defined.error().offset > 0;
  error(is_within ? xml::place_in_raw(text_, value->value_at, defined.error().offset)
                  : element.offset,
        Sentence{"bad-expression", {{"reason", as_value(defined.error().says)}}});
}

std::optional<expression::Script> Context::parse_script(std::string_view body, std::size_t at,
                                                        Sentence& faulty) {
  auto parsed = expression::Script::parse(body, &definitions_);
  if (parsed) return std::move(*parsed);
  bad_expression(xml::place_in_raw(text_, at, parsed.error().offset), parsed.error(), faulty);
  return std::nullopt;
}

StringSource Context::string_source(const Element& element, std::string_view name,
                                    Sentence& faulty) {
  return string_source(element, name, std::string(name) + "expr", faulty);
}

StringSource Context::string_source(const Element& element, std::string_view name,
                                    std::string_view expr_name, Sentence& faulty) {
  StringSource found;
  const Attribute* literal = element.attribute(name);
  const Attribute* computed = element.attribute(expr_name);
  if (literal != nullptr && computed != nullptr)
    error(computed->offset, Sentence{"both-given", {{"one", name}, {"other", expr_name}}});
  if (literal != nullptr) found.literal = literal->value;
  if (computed != nullptr) found.value = parse<expression::Expression>(*computed, faulty);
  found.present = literal != nullptr || computed != nullptr;
  return found;
}

std::optional<Variable> Context::variable(const Attribute& written, Sentence& faulty) {
  auto location = parse<expression::Location>(written, faulty);
  if (!location) return std::nullopt;
  auto value = parse<expression::Expression>(written, faulty);
  if (!value) return std::nullopt;
  return Variable{std::move(*location), std::move(*value)};
}

std::vector<Variable> Context::namelist(const Element& element, Sentence& faulty) {
  std::vector<Variable> found;
  const Attribute* written = element.attribute("namelist");
  if (written == nullptr) return found;
  for (const std::string& word : words(written->value)) {
    Attribute one = *written;
    one.value_at += written->value.find(word);
    one.value = word;
    if (auto variable = this->variable(one, faulty)) found.push_back(std::move(*variable));
  }
  return found;
}

Annotation read_annotation(const Context& context, const Element& element) {
  Annotation out;
  out.name = element.name;
  for (const Attribute& attribute : element.attributes)
    if (attribute.space == Namespace::none || attribute.space == Namespace::gavel)
      out.attributes[attribute.name] = attribute.value;
  out.text = element.text;
  out.place = context.place(element.offset);
  for (const Element& child : element.children)
    if (child.space == Namespace::gavel) out.children.push_back(read_annotation(context, child));
  return out;
}

std::map<std::string, std::string> read_notes(const Element& element) {
  std::map<std::string, std::string> notes;
  for (const Attribute& attribute : element.attributes)
    if (attribute.space == Namespace::gavel) notes[attribute.name] = attribute.value;
  return notes;
}

}  // namespace gavel::chart::reading
