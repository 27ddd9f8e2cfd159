#include "engine/base/contacts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace gavel {
namespace {

/// A character of the text as it is meant: full width as half width, what people put between digits
/// as a blank or a hyphen. '?': another.
struct Sign {
  char is = '?';
  std::size_t at = 0, size = 1;  ///< Bytes of the text.
  bool hidden = false;
};
using Signs = std::vector<Sign>;

/// Digits side by side: [from, to) of the signs.
struct Group {
  std::size_t from, to;
  [[nodiscard]] std::size_t size() const { return to - from; }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_of_address(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' ||
         c == '-' || c == '+';
}
bool is_between(char c) { return c == ' ' || c == '-'; }
bool is_continuation(char c) { return (static_cast<std::uint8_t>(c) & 0xC0U) == 0x80U; }

/// U+FF01 to U+FF5E are '!' to '~'; hyphens, dashes and blanks of other widths are those of ASCII.
char meant(std::string_view character) {
  if (character.size() == 1) return character.front() == '\t' ? ' ' : character.front();
  constexpr std::array<std::string_view, 2> blanks{"\u3000", "\u00A0"};
  constexpr std::array<std::string_view, 7> hyphens{"\u2010", "\u2011", "\u2012", "\u2013",
                                                    "\u2014", "\u2212", "\uFE63"};
  if (std::ranges::find(blanks, character) != blanks.end()) return ' ';
  if (std::ranges::find(hyphens, character) != hyphens.end()) return '-';
  constexpr std::uint32_t first = 0xFF01, last = 0xFF5E, to_narrow = 0xFEE0, low = 0x3F;
  if (character.size() != 3 || static_cast<std::uint8_t>(character[0]) != 0xEF) return '?';
  const std::uint32_t point = 0xF000U | (static_cast<std::uint8_t>(character[1]) & low) << 6U |
                              (static_cast<std::uint8_t>(character[2]) & low);
  return point < first || point > last ? '?' : static_cast<char>(point - to_narrow);
}

Signs signs_of(std::string_view text) {
  Signs out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && is_continuation(text[end])) ++end;
    out.push_back({.is = meant(text.substr(at, end - at)), .at = at, .size = end - at});
    at = end;
  }
  return out;
}

/// Groups of digits that may be one number, with no more than " - " between two of them.
std::vector<Group> groups_from(const Signs& signs, std::size_t at) {
  constexpr std::size_t widest = 3;
  std::vector<Group> out;
  for (;;) {
    std::size_t end = at;
    while (end < signs.size() && is_digit(signs[end].is)) ++end;
    if (end == at) return out;
    out.push_back({at, end});
    at = end;
    while (at < signs.size() && at - end < widest && is_between(signs[at].is)) ++at;
    if (at == end) return out;
  }
}

/// A mobile number, with or without the country's.
bool is_mobile(std::string_view digits) {
  constexpr std::size_t mobile = 11;
  for (const std::string_view country : {"0086", "86"}) {
    if (digits.size() == mobile + country.size() && digits.starts_with(country))
      digits.remove_prefix(country.size());
  }
  return digits.size() == mobile && digits[0] == '1' && digits[1] >= '3';
}

/// A citizen's number, or that of a card; those of cards begin with 3 or more, as no date does.
bool is_citizen_or_card(std::string_view digits, bool before_x) {
  constexpr std::size_t citizen = 18, least_card = 16, most_card = 19;
  if (digits.size() == citizen || (before_x && digits.size() == citizen - 1)) return true;
  return digits.size() >= least_card && digits.size() <= most_card && digits[0] >= '3';
}

bool is_fixed_line(std::string_view digits, std::size_t area) {
  constexpr std::size_t least_local = 7, most_local = 8;
  const std::size_t local = digits.size() - area;
  return digits[0] == '0' && (area == 3 || area == 4) && local >= least_local &&
         local <= most_local;
}

/// Where the number of a person or a line that begins at `at` ends; `at`: none begins there.
std::size_t end_of_number(const Signs& signs, std::size_t at) {
  // What is written in ones and twos is a date or a list.
  constexpr std::size_t least_group = 3;
  std::size_t found = at;
  std::string digits;
  const std::vector<Group> groups = groups_from(signs, at);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i > 0 && (groups[i].size() < least_group || groups[0].size() < least_group)) break;
    for (std::size_t each = groups[i].from; each < groups[i].to; ++each) digits += signs[each].is;
    std::size_t end = groups[i].to;
    if (is_mobile(digits)) return end;
    std::size_t x = end;
    if (x < signs.size() && is_between(signs[x].is)) ++x;
    const bool before_x = x < signs.size() && (signs[x].is == 'X' || signs[x].is == 'x');
    const bool is_line = i > 0 && is_fixed_line(digits, groups[0].size());
    if (!is_line && !is_citizen_or_card(digits, before_x)) continue;
    // A longer one goes before: the last group of a card may be short.
    found = before_x && digits.size() == 17 ? x + 1 : end;
  }
  return found;
}

void hide_numbers(Signs& signs) {
  for (std::size_t at = 0; at < signs.size();) {
    std::size_t end = end_of_number(signs, at);
    for (std::size_t each = at; each < end; ++each) signs[each].hidden = true;
    // Within other digits no number begins.
    if (end == at) {
      while (end < signs.size() && is_digit(signs[end].is)) ++end;
    }
    at = std::max(end, at + 1);
  }
}

void hide_addresses(Signs& signs) {
  for (std::size_t at = 0; at + 1 < signs.size(); ++at) {
    if (signs[at].is != '@' || !is_of_address(signs[at + 1].is)) continue;
    for (std::size_t before = at; before > 0 && is_of_address(signs[before - 1].is); --before)
      signs[before - 1].hidden = true;
  }
}

Signs with_contacts_hidden(std::string_view text) {
  Signs signs = signs_of(text);
  hide_numbers(signs);
  hide_addresses(signs);
  return signs;
}

std::string shown(std::string_view text, std::span<const Sign> signs) {
  std::string out;
  for (const Sign& each : signs) out += each.hidden ? "*" : text.substr(each.at, each.size);
  return out;
}

}  // namespace

std::string without_contacts(std::string_view text) {
  return shown(text, with_contacts_hidden(text));
}

std::string contact_in(std::string_view text) {
  constexpr std::size_t around = 8;
  const Signs signs = with_contacts_hidden(text);
  const auto first = std::ranges::find(signs, true, &Sign::hidden);
  if (first == signs.end()) return "";
  const auto last = std::find_if(first, signs.end(), [](const Sign& s) { return !s.hidden; });
  const auto at = static_cast<std::size_t>(first - signs.begin()),
             end = static_cast<std::size_t>(last - signs.begin());
  const std::size_t from = at > around ? at - around : 0, to = std::min(signs.size(), end + around);
  return (from > 0 ? "…" : "") + shown(text, std::span(signs).subspan(from, to - from)) +
         (to < signs.size() ? "…" : "");
}

}  // namespace gavel
