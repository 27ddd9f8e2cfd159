#pragma once
// What the command line takes of an option, and what would be right where it takes it not: said in
// the language of --language, as everything else.
#include <cstdint>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace gavel {

/// The language that is asked for among the arguments, "zh" or "en"; empty: none. Looked for before
/// anything is read, since what is wrong with the first option is said in it, too.
[[nodiscard]] std::string language_asked(int argc, const char* const* argv);

/// Both ends included.
[[nodiscard]] CLI::Validator whole_number(std::int64_t least, std::int64_t most);
[[nodiscard]] CLI::Validator a_day();
[[nodiscard]] CLI::Validator one_of(std::vector<std::string> words);

/// What is printed where the arguments are refused.
[[nodiscard]] std::string refusal_of_arguments(const CLI::App* app, const CLI::Error& error);

}  // namespace gavel
