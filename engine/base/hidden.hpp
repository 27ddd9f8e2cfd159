#pragma once
// Characters that nobody sees. Two names, titles or numbers that look the same would be two, so
// that none of these takes them in; of a longer text, which is pasted, they are left as they are.
#include <optional>
#include <string_view>

#include "engine/base/characters.hpp"

namespace gavel {

/// What takes no room and joins no letters, as U+200B, U+FEFF, and the marks of direction U+200E
/// and U+200F. Some scripts need U+200C and U+200D within a word; Mongolian needs U+180B to U+180F,
/// which hide unless `before` is a letter of it (of a text's first, `before` is 0).
[[nodiscard]] bool hides(char32_t point, char32_t before);

/// The first of them.
[[nodiscard]] std::optional<Unfit> first_hidden(std::string_view text);

}  // namespace gavel
