#include "api/cli_text.hpp"

#include <cstdlib>

#include <boost/json.hpp>

#include "embedded/api_assets.hpp"
#include "engine/base/ensure.hpp"
#include "engine/base/json.hpp"

namespace gavel {
namespace {

/// Set once, before anything is said.
std::string& asked_for() {
  static std::string language;
  return language;
}

}  // namespace

void speak(std::string_view language) { asked_for() = language; }

bool speaks_chinese() {
  if (!asked_for().empty()) return asked_for() == "zh";
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return std::string_view(value).starts_with("zh");
  }
  return false;
}

const std::string& in_own_language(const Text& text) {
  return speaks_chinese() ? text.zh : text.en;
}

std::string cli_text(std::string_view key,
                     std::initializer_list<std::pair<std::string_view, std::string>> values) {
  static const Json catalogue = boost::json::parse(asset::cli_json);
  const Json* sentences = catalogue.as_object().if_contains(key);
  ensure(sentences != nullptr, "every sentence of the command line is in the catalogue");
  std::string out = string_or(sentences->as_object(), speaks_chinese() ? "zh" : "en");
  for (const auto& [name, value] : values) {
    const std::string mark = "{" + std::string(name) + "}";
    for (std::size_t at = out.find(mark); at != std::string::npos;
         at = out.find(mark, at + value.size())) {
      out.replace(at, mark.size(), value);
    }
  }
  return out;
}

}  // namespace gavel
