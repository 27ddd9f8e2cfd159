#include "engine/base/sentence.hpp"

#include "embedded/engine_assets.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/words.hpp"

namespace gavel {
namespace {

/// The member that tells a sentence among the values from any other object.
constexpr std::string_view mark = "sentence";

Text put_together(std::string_view key, const JsonObject& values);

/// A value with the sentences in it said.
Json said(const Json& value) {
  if (const JsonArray* list = value.if_array()) {
    JsonArray out;
    for (const Json& each : *list) out.push_back(said(each));
    return out;
  }
  const JsonObject* object = value.if_object();
  const Json* key = object == nullptr ? nullptr : object->if_contains(mark);
  if (key == nullptr) return value;
  return as_value(put_together(key->as_string(), object->at("values").as_object()));
}

Text put_together(std::string_view key, const JsonObject& values) {
  static const Json catalogue = parse_json(asset::diagnostics_json).value();
  const Json* patterns = catalogue.as_object().if_contains(key);
  ensure(patterns != nullptr, "every sentence of the engine is in the catalogue");
  JsonObject words;
  for (const auto& [name, value] : values) words[name] = said(value);
  const JsonObject& both = patterns->as_object();
  return {.zh = filled(string_or(both, "zh"), words, Language::zh),
          .en = filled(string_or(both, "en"), words, Language::en)};
}

}  // namespace

Json as_value(const Sentence& sentence) {
  return JsonObject{{mark, sentence.key()}, {"values", sentence.values}};
}

Json as_value(const Text& text) { return JsonObject{{"zh", text.zh}, {"en", text.en}}; }

Text in_words(const Sentence& sentence) {
  return sentence.empty() ? Text{} : put_together(sentence.key(), sentence.values);
}

}  // namespace gavel
