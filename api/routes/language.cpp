#include "api/routes/language.hpp"

#include "engine/base/number.hpp"

namespace gavel::api {
namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// "q=0.8" after the first semicolon; 1 where there is none.
double weight_of(std::string_view range) {
  const std::size_t q = range.find("q=");
  if (q == std::string_view::npos) return 1;
  return parse_decimal(trimmed(range.substr(q + 2))).value_or(0);
}

}  // namespace

Language language_of(std::string_view accept_language) {
  double zh = 0;
  double en = 0;
  while (!accept_language.empty()) {
    const std::size_t comma = accept_language.find(',');
    const std::string_view range = trimmed(accept_language.substr(0, comma));
    if (range.starts_with("zh")) zh = std::max(zh, weight_of(range));
    if (range.starts_with("en")) en = std::max(en, weight_of(range));
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size()
                                                                  : comma + 1);
  }
  return en > zh ? Language::en : Language::zh;
}

std::string_view tag(Language language) { return language == Language::zh ? "zh-CN" : "en"; }

}  // namespace gavel::api
