#include "engine/base/words.hpp"

namespace gavel {
namespace {

std::string joined(const JsonArray& list, Language language) {
  std::string text;
  for (const Json& item : list) {
    if (!text.empty()) text += language == Language::zh ? "、" : ", ";
    text += shown(item, language);
  }
  return text;
}

}  // namespace

std::string shown(const Json& value, Language language) {
  if (value.is_null()) return "—";
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_array()) return joined(value.get_array(), language);
  if (value.is_object()) {
    const char* const key = language == Language::zh ? "zh" : "en";
    if (const Json* text = value.get_object().if_contains(key)) return shown(*text, language);
    // Of a person or a unit, the name.
    if (const Json* name = value.get_object().if_contains("name")) return shown(*name, language);
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

}  // namespace gavel
