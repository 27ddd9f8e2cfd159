#pragma once
// Which of the house's two languages a client reads.
#include <string>
#include <string_view>

#include "engine/base/words.hpp"

namespace gavel::api {

using gavel::filled;
using gavel::Language;
using gavel::shown;

/// By Accept-Language (RFC 9110 12.5.4): whichever of zh and en is liked better; zh when neither
/// is named or both are liked alike.
[[nodiscard]] Language language_of(std::string_view accept_language);

[[nodiscard]] inline const std::string& in(Language language, const Text& text) {
  return language == Language::zh ? text.zh : text.en;
}
[[nodiscard]] std::string_view tag(Language language);  ///< "zh-CN", "en".

}  // namespace gavel::api
