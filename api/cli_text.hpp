#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/text.hpp"

namespace gavel {

/// Whether the language is Chinese: the one of `speak`, else the environment's (LC_ALL,
/// LC_MESSAGES, LANG).
[[nodiscard]] bool speaks_chinese();

/// The language of `--language`, "zh" or "en", for all that is said from now on; "" leaves it to
/// the environment.
void speak(std::string_view language);

/// Of a text in both languages the one that is spoken.
[[nodiscard]] const std::string& in_own_language(const Text& text);

/// The sentence `key` of the command line's catalogue (messages/cli.json), in Chinese where
/// `speaks_chinese()`, in English otherwise; `{name}` is replaced. An unknown key is a broken
/// invariant.
[[nodiscard]] std::string cli_text(
    std::string_view key, std::initializer_list<std::pair<std::string_view, std::string>> values);

}  // namespace gavel
