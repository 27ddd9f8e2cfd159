#include "engine/procedure/annotations.hpp"

#include <algorithm>
#include <charconv>

namespace gavel::procedure {

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> out;
  constexpr std::string_view blanks = " \t\r\n";
  for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
    out.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(blanks, end);
  }
  return out;
}

const std::string* Element::find(std::string_view name) {
  asked_.push_back(name);
  const auto found = annotation_.attributes.find(std::string(name));
  return found == annotation_.attributes.end() ? nullptr : &found->second;
}

std::string Element::required(std::string_view name) {
  const std::string* value = find(name);
  if (value != nullptr && !value->empty()) return *value;
  error(Sentence{"missing-attribute", {{"element", annotation_.name}, {"attribute", name}}});
  return "";
}

std::string Element::optional(std::string_view name, std::string_view fallback) {
  const std::string* value = find(name);
  return value == nullptr ? std::string(fallback) : *value;
}

Text Element::text() { return {required("zh"), required("en")}; }

bool Element::flag(std::string_view name, bool fallback) {
  const std::string* value = find(name);
  if (value == nullptr) return fallback;
  if (*value != "true" && *value != "false") {
    error(Sentence{"bad-attribute", "flag", {{"attribute", name}, {"given", *value}}});
  }
  return *value == "true";
}

std::optional<double> Element::number(std::string_view name) {
  const std::string* value = find(name);
  if (value == nullptr) return std::nullopt;
  double out = 0;
  const auto [end, fault] = std::from_chars(value->data(), value->data() + value->size(), out);
  if (fault == std::errc{} && end == value->data() + value->size()) return out;
  error(Sentence{"bad-attribute", "number", {{"attribute", name}, {"given", *value}}});
  return std::nullopt;
}

std::optional<expression::Expression> Element::expression(std::string_view name, bool is_required) {
  const std::string text = is_required ? required(name) : optional(name);
  if (text.empty()) return std::nullopt;
  auto parsed = expression::Expression::parse(text, &findings_.definitions);
  if (parsed) return std::move(*parsed);
  error(Sentence{"bad-expression",
                 "attribute",
                 {{"attribute", name},
                  {"given", text},
                  {"reason", as_value(parsed.error().says)},
                  {"byte", parsed.error().offset + 1}}});
  return std::nullopt;
}

void Element::finish(std::initializer_list<std::string_view> children) {
  for (const auto& [name, value] : annotation_.attributes) {
    if (std::ranges::find(asked_, name) == asked_.end()) {
      error(Sentence{"unknown-attribute", {{"element", annotation_.name}, {"attribute", name}}});
    }
  }
  for (const chart::Annotation& child : annotation_.children) {
    if (std::ranges::find(children, child.name) == children.end()) {
      findings_.error(
          child.place,
          Sentence{
              "unknown-element", "child", {{"element", child.name}, {"parent", annotation_.name}}});
    }
  }
}

}  // namespace gavel::procedure
