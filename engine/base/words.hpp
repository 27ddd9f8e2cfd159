#pragma once
// The house's two languages, and sentences with their values filled in.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/base/json.hpp"
#include "engine/base/text.hpp"

namespace gavel {

enum class Language : std::uint8_t { zh, en };

/// A value as people read it: lists joined, {"zh","en"} objects in the language asked for.
[[nodiscard]] std::string shown(const Json& value, Language language);

/// `pattern` with each {name} replaced by its value; a name without a value stays as it is.
[[nodiscard]] std::string filled(std::string_view pattern, const JsonObject& values,
                                 Language language);

}  // namespace gavel
