#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace gavel {

/// Whether the environment's language (LC_ALL, LC_MESSAGES, LANG) is Chinese.
[[nodiscard]] bool speaks_chinese();

/// The sentence `key` of the command line's catalogue (messages/cli.json), in Chinese where
/// `speaks_chinese()`, in English otherwise; `{name}` is replaced. An unknown key is a broken
/// invariant.
[[nodiscard]] std::string cli_text(
    std::string_view key, std::initializer_list<std::pair<std::string_view, std::string>> values);

}  // namespace gavel
