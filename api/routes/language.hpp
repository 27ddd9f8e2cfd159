#pragma once
// Which of the house's two languages a client reads, and sentences with their values filled in.
#include <string>
#include <string_view>

#include "engine/base/json.hpp"
#include "engine/base/text.hpp"

namespace gavel::api {

enum class Language { zh, en };

/// By Accept-Language (RFC 9110 12.5.4): whichever of zh and en is liked better; zh when neither
/// is named or both are liked alike.
[[nodiscard]] Language language_of(std::string_view accept_language);

[[nodiscard]] inline const std::string& in(Language language, const Text& text) {
  return language == Language::zh ? text.zh : text.en;
}
[[nodiscard]] std::string_view tag(Language language);  ///< "zh-CN", "en".

/// A value as people read it: lists joined, {"zh","en"} objects in the language asked for.
[[nodiscard]] std::string shown(const Json& value, Language language);

/// `pattern` with each {name} replaced by its value; a name without a value stays as it is.
[[nodiscard]] std::string filled(std::string_view pattern, const JsonObject& values,
                                 Language language);

}  // namespace gavel::api
