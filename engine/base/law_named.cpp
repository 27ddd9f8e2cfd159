#include "engine/base/law_named.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <utility>

namespace gavel {
namespace {

using std::string_view;

/// Bytes of a Chinese character.
constexpr std::size_t character = 3;

bool has_any(string_view text, std::span<const string_view> words) {
  return std::ranges::any_of(words, [&](string_view word) { return text.find(word) != text.npos; });
}
bool ends_any(string_view text, std::span<const string_view> words) {
  return std::ranges::any_of(words, [&](string_view word) { return text.ends_with(word); });
}
bool starts_any(string_view text, std::span<const string_view> words) {
  return std::ranges::any_of(words, [&](string_view word) { return text.starts_with(word); });
}

/// Without blanks, and in the brackets of a Chinese keyboard.
std::string folded(string_view text) {
  constexpr std::array<std::pair<string_view, string_view>, 7> as{
      {{" ", ""}, {"\t", ""}, {"\n", ""}, {"　", ""}, {"\u00a0", ""}, {"(", "（"}, {")", "）"}}};
  std::string out;
  while (!text.empty()) {
    const auto found =
        std::ranges::find_if(as, [&](const auto& each) { return text.starts_with(each.first); });
    out += found == as.end() ? text.substr(0, 1) : found->second;
    text.remove_prefix(found == as.end() ? 1 : found->first.size());
  }
  return out;
}

/// 《立法法（2023修正）》 is 立法法.
string_view without_edition(string_view title) {
  while (title.ends_with("）")) {
    const auto open = title.rfind("（");
    if (open == title.npos) break;
    title = title.substr(0, open);
  }
  return title;
}

bool is_of_party(string_view title) {
  constexpr std::array<string_view, 10> words{"中国共产党", "中共", "党委", "党组", "党内",
                                              "省委",       "市委", "区委", "县委", "旗委"};
  return has_any(title, words);
}

/// Of a people's congress or government below the State Council: the name of its place comes first.
bool is_local(string_view title) {
  constexpr std::array<string_view, 6> autonomous{"自治区", "自治州", "自治县",
                                                  "自治旗", "特区",   "兵团"};
  if (has_any(title, autonomous)) return true;
  // 城市, 市场 and 省级 are of no place.
  constexpr std::array<string_view, 4> before{"城", "都", "超", "上"};
  constexpr std::array<string_view, 10> behind{"场", "政", "民", "容", "值",
                                               "级", "际", "面", "况", "制"};
  constexpr std::array<string_view, 2> places{"省", "市"};
  return std::ranges::any_of(places, [&](string_view place) {
    const auto at = title.find(place);
    return at != title.npos && at >= 2 * character && !ends_any(title.substr(0, at), before) &&
           !starts_any(title.substr(at + character), behind);
  });
}

/// The number of a State Council decree stands beside the title.
bool is_decree(string_view behind) {
  constexpr std::array<string_view, 3> decrees{"国务院令", "国令", "国务院第"};
  while (behind.starts_with("（")) behind.remove_prefix(character);
  return starts_any(behind, decrees);
}

bool is_law(string_view title, string_view behind) {
  constexpr std::array<string_view, 8> ways{"办法", "做法", "方法", "工作法",
                                            "想法", "看法", "说法", "打法"};
  constexpr std::array<string_view, 3> of_state_council{"规定", "办法", "决定"};
  constexpr std::array<string_view, 3> of_congress{"决定", "决议", "解释"};
  constexpr std::array<string_view, 2> carried_out{"法实施细则", "条例实施细则"};
  constexpr std::array<string_view, 4> not_in_force{"草案", "征求意见稿", "送审稿", "讨论稿"};
  if (has_any(title, not_in_force)) return false;
  title = without_edition(title);
  if (title.size() < 2 * character || is_of_party(title)) return false;
  if (is_decree(behind) || title.ends_with("法典")) return true;
  if (title.ends_with("法")) return !ends_any(title, ways);
  if (title.starts_with("国务院") && ends_any(title, of_state_council)) return true;
  if (title.starts_with("全国人民代表大会") && ends_any(title, of_congress)) return true;
  const bool is_regulation = title.ends_with("条例") && title.size() > 2 * character;
  return (is_regulation || ends_any(title, carried_out)) && !is_local(title);
}

/// Where a title that stands bare can begin: what goes before it ends with one of these.
std::size_t begins_behind(string_view text) {
  constexpr std::array<string_view, 13> limits{"，", "。", "、", "；", "：", "（", "）",
                                               "依", "按", "据", "照", "和", "本"};
  std::size_t out = 0;
  for (const string_view limit : limits) {
    const auto at = text.rfind(limit);
    if (at != text.npos) out = std::max(out, at + limit.size());
  }
  return out;
}

bool names_bare(string_view text) {
  constexpr std::array<string_view, 2> ends{"法", "条例"};
  return std::ranges::any_of(ends, [&](string_view end) {
    for (auto at = text.find(end); at != text.npos; at = text.find(end, at + 1)) {
      const string_view behind = text.substr(at + end.size());
      const string_view before = text.substr(0, at + end.size());
      const string_view title = before.substr(begins_behind(before));
      const bool has_article = behind.starts_with("第") || behind.starts_with("（");
      if (has_article && is_law(title, {})) return true;
    }
    return false;
  });
}

}  // namespace

bool names_law(string_view text) {
  constexpr string_view open = "《", close = "》";
  const std::string plain = folded(text);
  std::string bare;
  std::size_t from = 0;
  for (auto at = plain.find(open); at != plain.npos; at = plain.find(open, from)) {
    const auto end = plain.find(close, at);
    if (end == plain.npos) break;
    const string_view title = string_view(plain).substr(at + open.size(), end - at - open.size());
    if (is_law(title, string_view(plain).substr(end + close.size()))) return true;
    bare.append(plain, from, at - from).append("，");
    from = end + close.size();
  }
  bare.append(plain, from);
  return names_bare(bare);
}

}  // namespace gavel
