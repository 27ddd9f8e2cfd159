#include "api/routes/version_words.hpp"

#include "api/routes/language.hpp"
#include "api/routes/views.hpp"
#include "embedded/api_assets.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::api {
namespace {

const JsonObject& catalogue() {
  static const Json read = parse_json(asset::versions_json).value();
  return read.as_object();
}

Text aspect_says(const std::string& name, const Json& before, const Json& after) {
  const JsonObject values{{"aspect", view(version_sentence("name " + name))},
                          {"before", version_value(before)},
                          {"after", version_value(after)}};
  return version_sentence("aspect changed", values);
}

Text field_says(const procedure::Aspect& aspect) {
  JsonObject values{{"field", aspect.of}};
  if (aspect.before.is_null()) return version_sentence("field added", values);
  if (aspect.after.is_null()) return version_sentence("field removed", values);
  std::vector<Text> parts;
  const JsonObject &before = aspect.before.as_object(), &after = aspect.after.as_object();
  for (const auto& [name, value] : after) {
    const Json* was = before.if_contains(name);
    const Json old = was == nullptr ? Json() : *was;
    if (old != value) parts.push_back(aspect_says(std::string(name), old, value));
  }
  for (const auto& [name, value] : before) {
    if (!after.contains(name)) parts.push_back(aspect_says(std::string(name), value, Json()));
  }
  values["aspects"] = view(joined(parts));
  return version_sentence("field changed", values);
}

Text says(const procedure::Aspect& aspect) {
  if (aspect.name == "order") return version_sentence("aspect order");
  if (aspect.name == "field") return field_says(aspect);
  return aspect_says(aspect.name, aspect.before, aspect.after);
}

}  // namespace

Text version_sentence(std::string_view key, const JsonObject& values) {
  const Json* sentence = catalogue().if_contains(key);
  ensure(sentence != nullptr, "every sentence about versions is in the catalogue");
  const JsonObject& text = sentence->as_object();
  return {.zh = filled(string_or(text, "zh"), values, Language::zh),
          .en = filled(string_or(text, "en"), values, Language::en)};
}

JsonObject version_value(const Json& value) {
  const bool is_empty = value.is_null() || (value.is_string() && value.get_string().empty()) ||
                        (value.is_array() && value.get_array().empty()) ||
                        (value.is_object() && value.get_object().empty());
  if (is_empty) return view(version_sentence("none"));
  if (value.is_bool()) return view(version_sentence(value.get_bool() ? "true" : "false"));
  return {{"zh", shown(value, Language::zh)}, {"en", shown(value, Language::en)}};
}

Text joined(const std::vector<Text>& parts) {
  Text out;
  for (const Text& part : parts) {
    out.zh += (out.zh.empty() ? "" : "；") + part.zh;
    out.en += (out.en.empty() ? "" : "; ") + part.en;
  }
  return out;
}

JsonObject titled(const Text& title) {
  if (title.zh.empty()) return {{"zh", ""}, {"en", ""}};
  return view(version_sentence("titled", {{"title", view(title)}}));
}

Text says(const procedure::Change& change) {
  std::vector<Text> aspects;
  aspects.reserve(change.aspects.size());
  for (const procedure::Aspect& aspect : change.aspects) aspects.push_back(says(aspect));
  return version_sentence("change " + std::string(name(change.kind)),
                          {{"part", view(version_sentence("part " + change.part))},
                           {"id", change.id},
                           {"title", titled(change.title)},
                           {"aspects", view(joined(aspects))}});
}

JsonArray view(const std::vector<procedure::Change>& changes) {
  JsonArray list;
  for (const procedure::Change& change : changes) {
    JsonArray aspects;
    for (const procedure::Aspect& aspect : change.aspects) {
      aspects.push_back(JsonObject{{"name", aspect.name},
                                   {"of", aspect.of},
                                   {"before", aspect.before},
                                   {"after", aspect.after}});
    }
    list.push_back(JsonObject{{"kind", name(change.kind)},
                              {"part", change.part},
                              {"id", change.id},
                              {"title", view(change.title)},
                              {"aspects", std::move(aspects)},
                              {"says", view(says(change))}});
  }
  return list;
}

}  // namespace gavel::api
