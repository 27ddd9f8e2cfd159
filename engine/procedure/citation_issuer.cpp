#include <algorithm>
#include <array>

#include "engine/procedure/citation_parts.hpp"
#include "engine/procedure/instruments.hpp"

namespace gavel::procedure {
namespace {

using Issuer = CitationPart::Issuer;

constexpr std::array<std::string_view, 3> kinds{"自治区", "省", "市"};

/// The last character of `text`.
std::string_view last_of(std::string_view text) {
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  std::size_t at = text.empty() ? 0 : text.size() - 1;
  while (at > 0 && continues(text[at])) --at;
  return text.substr(at);
}

/// Whether at the end of `text` no name stands: a mark, a day, a word that leads to a number.
bool is_nobodys(std::string_view text) {
  constexpr std::array<std::string_view, 17> marks{"〔", "【", "“",  "”",  "、", "。",
                                                   "；", "—",  "·",  "和", "及", "与",
                                                   "或", "即", "以", "的", "》"};
  const std::string_view last = last_of(text);
  return last.size() <= 1 || std::ranges::find(marks, last) != marks.end();
}

bool leads_to_an_issuer(std::string_view text) {
  constexpr std::array<std::string_view, 6> words{"据", "照", "按", "日", "月", "年"};
  return is_nobodys(text) || std::ranges::find(words, last_of(text)) != words.end();
}

bool takes_off(std::string_view& text, std::string_view word) {
  if (!text.ends_with(word)) return false;
  text.remove_suffix(word.size());
  return true;
}

/// 人民政府 or 政府 at the end, which is taken off.
bool takes_government(std::string_view& text) {
  return takes_off(text, "人民政府") || takes_off(text, "政府");
}

}  // namespace

std::string_view kind_of_region(std::string_view region) {
  const auto found =
      std::ranges::find_if(kinds, [&](std::string_view kind) { return region.ends_with(kind); });
  return found == kinds.end() ? std::string_view() : *found;
}

std::string_view short_region(std::string_view region) {
  region.remove_suffix(kind_of_region(region).size());
  return region;
}

NamedIssuer issuer_before(std::string_view gap) {
  if (is_nobodys(gap)) return {Issuer::unnamed, {}, gap};
  std::string_view before = gap;
  const bool is_government = takes_government(before);
  for (const Instrument& each : instruments()) {
    if (each.region.empty()) continue;
    std::string_view rest = before;
    const bool is_named = takes_off(rest, each.region) ||
                          (is_government && takes_off(rest, short_region(each.region)));
    if (is_named) return {Issuer::region, each.region, rest};
  }
  for (const std::string_view kind : kinds) {
    std::string_view rest = before;
    if (is_government && takes_off(rest, kind) && leads_to_an_issuer(rest))
      return {Issuer::government, kind, rest};
  }
  if (is_government && leads_to_an_issuer(before)) return {Issuer::government, {}, before};
  return {Issuer::other, {}, gap};
}

}  // namespace gavel::procedure
