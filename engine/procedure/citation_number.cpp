#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "engine/procedure/citation_parts.hpp"

namespace gavel::procedure {
namespace {

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

int arabic(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_digit(rest[length])) ++length;
  if (length == 0 || length > 5) return 0;
  int number = 0;
  for (const char c : rest.substr(0, length)) number = number * 10 + (c - '0');
  rest.remove_prefix(length);
  return number;
}

/// The place in `words` of the one that `rest` begins with, which is taken off.
template <std::size_t N>
std::optional<int> one_of(std::string_view& rest, const std::array<std::string_view, N>& words) {
  const auto found =
      std::ranges::find_if(words, [&](std::string_view word) { return rest.starts_with(word); });
  if (found == words.end()) return std::nullopt;
  rest.remove_prefix(found->size());
  return static_cast<int>(found - words.begin());
}

std::optional<int> digit(std::string_view& rest) {
  constexpr std::array<std::string_view, 10> plain{"零", "一", "二", "三", "四",
                                                   "五", "六", "七", "八", "九"};
  constexpr std::array<std::string_view, 10> formal{"〇", "壹", "贰", "叁", "肆",
                                                    "伍", "陆", "柒", "捌", "玖"};
  if (const auto found = one_of(rest, plain)) return found;
  return one_of(rest, formal);
}

int unit(std::string_view& rest) {
  constexpr std::array<std::string_view, 6> words{"十", "拾", "百", "佰", "千", "仟"};
  constexpr std::array<int, 6> values{10, 10, 100, 100, 1000, 1000};
  const auto found = one_of(rest, words);
  return found ? values.at(static_cast<std::size_t>(*found)) : 0;
}

/// 一 to 九千九百九十九, as articles and decrees are numbered: 四十四, 一百零三, 七百一十三,
/// 七一三.
int chinese(std::string_view& rest) {
  int sum = 0, ones = 0;
  bool has_digit = false;
  while (!rest.empty() && sum + ones < 100'000) {
    if (const auto value = digit(rest)) {
      ones = has_digit ? ones * 10 + *value : *value;
      has_digit = true;
      continue;
    }
    const int times = unit(rest);
    if (times == 0) break;
    sum += (has_digit ? ones : 1) * times;
    ones = 0, has_digit = false;
  }
  return sum + ones;
}

/// The value of the English number word that `rest` begins with, which is taken off; 0: of none.
int english_word(std::string_view& rest) {
  struct Word {
    std::string_view text;
    int value;
  };
  // What begins with another comes first.
  constexpr std::array words{
      Word{"seventeen", 17}, Word{"fourteen", 14}, Word{"eighteen", 18}, Word{"nineteen", 19},
      Word{"thirteen", 13},  Word{"fifteen", 15},  Word{"sixteen", 16},  Word{"thousand", 1000},
      Word{"hundred", 100},  Word{"seventy", 70},  Word{"eleven", 11},   Word{"twelve", 12},
      Word{"twenty", 20},    Word{"thirty", 30},   Word{"eighty", 80},   Word{"ninety", 90},
      Word{"forty", 40},     Word{"fifty", 50},    Word{"sixty", 60},    Word{"seven", 7},
      Word{"three", 3},      Word{"eight", 8},     Word{"four", 4},      Word{"five", 5},
      Word{"nine", 9},       Word{"one", 1},       Word{"two", 2},       Word{"six", 6},
      Word{"ten", 10}};
  const auto found =
      std::ranges::find_if(words, [&](const Word& word) { return rest.starts_with(word.text); });
  if (found == words.end()) return 0;
  rest.remove_prefix(found->text.size());
  return found->value;
}

}  // namespace

int take_english_number(std::string_view& rest) {
  if (const int figures = take_number(rest); figures != 0) return figures;
  int sum = 0, part = 0;
  std::string_view ahead = rest;
  while (sum + part < 100'000) {
    if (ahead.starts_with(" and ")) ahead.remove_prefix(5);
    if (ahead.starts_with(' ') || ahead.starts_with('-')) ahead.remove_prefix(1);
    const int value = english_word(ahead);
    if (value == 0) break;
    if (value == 1000) {
      sum += std::max(part, 1) * value, part = 0;
    } else if (value == 100) {
      part = std::max(part, 1) * value;
    } else if (part % 10 != 0) {
      part = part * 10 + value;  // one by one: seven one three
    } else {
      part += value;
    }
    rest = ahead;
  }
  return sum + part;
}

int take_number(std::string_view& rest) {
  const int figures = arabic(rest);
  return figures != 0 ? figures : chinese(rest);
}

}  // namespace gavel::procedure
