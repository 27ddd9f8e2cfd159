#include "api/cli_options.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "api/cli_text.hpp"
#include "engine/base/time.hpp"

namespace gavel {
namespace {

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

std::string language_asked(int argc, const char* const* argv) {
  constexpr std::string_view name = "--language";
  std::string asked;
  for (int i = 1; i < argc; ++i) {
    const std::string_view given = argv[i];
    if (given == name && i + 1 < argc) asked = argv[i + 1];
    if (given.starts_with("--language=")) asked = given.substr(name.size() + 1);
  }
  return asked == "zh" || asked == "en" ? asked : "";
}

CLI::Validator whole_number(std::int64_t least, std::int64_t most) {
  const std::string from = std::to_string(least), to = std::to_string(most);
  const auto fault = [=](const std::string& given) {
    const auto number = number_in(given);
    if (number && *number >= least && *number <= most) return std::string();
    return cli_text("bad-number", {{"given", given}, {"least", from}, {"most", to}});
  };
  return {fault, from + " to " + to};
}

CLI::Validator a_day() {
  const auto fault = [](const std::string& given) {
    return parse_day(given) ? std::string() : cli_text("bad-day", {{"given", given}});
  };
  return {fault, "YYYY-MM-DD"};
}

CLI::Validator one_of(std::vector<std::string> words) {
  std::string listed;
  for (const std::string& word : words) listed += (listed.empty() ? "" : ", ") + word;
  const auto fault = [words = std::move(words), listed](const std::string& given) {
    if (std::ranges::find(words, given) != words.end()) return std::string();
    return cli_text("bad-word", {{"given", given}, {"words", listed}});
  };
  return {fault, "{" + listed + "}"};
}

std::string refusal_of_arguments(const CLI::App* /*app*/, const CLI::Error& error) {
  return std::string(error.what()) + "\n" + cli_text("see-help", {}) + "\n";
}

}  // namespace gavel
