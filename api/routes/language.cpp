#include "api/routes/language.hpp"

#include "engine/base/number.hpp"

namespace gavel::api {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "q=0.8" after the first semicolon; 1 where there is none.
double weight_of(std::string_view range) {
  const std::size_t q = range.find("q=");
  if (q == std::string_view::npos) return 1;
  return parse_decimal(trimmed(range.substr(q + 2))).value_or(0);
}

std::string joined(const JsonArray& list, Language language) {
  std::string text;
  for (const Json& item : list) {
    if (!text.empty()) text += language == Language::zh ? "、" : ", ";
    text += shown(item, language);
  }
  return text;
}

}  // namespace

Language language_of(std::string_view accept_language) {
  double zh = 0;
  double en = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    const std::string_view range = trimmed(accept_language.substr(0, comma));
    if (range.starts_with("zh")) zh = std::max(zh, weight_of(range));
    if (range.starts_with("en")) en = std::max(en, weight_of(range));
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size()
                                                                  : comma + 1);
  }
  return en > zh ? Language::en : Language::zh;
}

std::string_view tag(Language language) { return language == Language::zh ? "zh-CN" : "en"; }

std::string shown(const Json& value, Language language) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_array()) return joined(value.get_array(), language);
  if (value.is_object()) {
    const char* const key = language == Language::zh ? "zh" : "en";
    if (const Json* text = value.get_object().if_contains(key)) return shown(*text, language);
  }
  return json_text(value);
}

std::string filled(std::string_view pattern, const JsonObject& values, Language language) {
  std::string text;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    const std::size_t close = pattern.find('}', open);
    if (close == std::string_view::npos) break;
    text += pattern.substr(0, open);
    const Json* value = values.if_contains(pattern.substr(open + 1, close - open - 1));
    text += value != nullptr ? shown(*value, language)
                             : std::string(pattern.substr(open, close - open + 1));
    pattern.remove_prefix(close + 1);
  }
  return text.append(pattern);
}

}  // namespace gavel::api
