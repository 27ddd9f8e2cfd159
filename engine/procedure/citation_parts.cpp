#include "engine/procedure/citation_parts.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <span>
#include <utility>

#include "engine/base/utf8.hpp"
#include "engine/procedure/instruments.hpp"

namespace gavel::procedure {
namespace {

using Kind = CitationPart::Kind;
using Issuer = CitationPart::Issuer;

bool takes(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

/// The bytes of the code point that `text` begins with.
std::size_t length_of(std::string_view text) {
  std::size_t length = 0;
  (void)next_code_point(text, length);
  return length;
}

// ---- one spelling

/// Full-width forms U+FF01 to U+FF5E are ASCII 0xFEE0 further on.
char32_t narrow(char32_t point) {
  return point >= 0xFF01 && point <= 0xFF5E ? point - 0xFEE0 : point;
}

/// Simplified characters, small Latin letters, ASCII for full-width forms, a line's end as a
/// sentence's, and no blanks but between what is not Chinese: so that one form is read, not twenty.
std::string one_spelling(std::string_view written) {
  const std::string in_one_script = in_simplified(written);
  std::string_view text = in_one_script;
  constexpr std::string_view republic = "中华人民共和国";
  std::string out;
  bool blank = false;
  while (!text.empty()) {
    if (takes(text, republic)) continue;
    std::size_t length = 0;
    const char32_t point = narrow(next_code_point(text, length));
    const bool is_end = point == U'\n' || point == U'\r';
    if (shows_nothing(point) && !is_end) {
      text.remove_prefix(length);
      blank = true;
      continue;
    }
    std::string one(text.substr(0, length));
    text.remove_prefix(length);
    if (point < 0x80) one = static_cast<char>(std::tolower(static_cast<int>(point)));
    if (is_end) one = "。";
    if (one == "○") one = "〇";
    if (blank && !out.empty() && is_ascii(out.back()) && one.size() == 1) out += ' ';
    blank = false;
    out += one;
  }
  return out;
}

// ---- decree numbers

/// What may stand between the words of a number without changing it: 令（第722号）, 令：722号.
void skip_marks(std::string_view& rest) {
  constexpr std::array<std::string_view, 22> marks{"(",  ")",  "[", "]", "〔", "〕", "【", "】",
                                                   "〈", "〉", "“", "”", "\"", "'",  ":",  "-",
                                                   "—",  "·",  "#", "№", ",",  " "};
  while (std::ranges::any_of(marks, [&](std::string_view mark) { return takes(rest, mark); })) {
  }
}

/// The year that a number may begin with: 〔2019〕, 2019年. Stays where it is without one.
void skip_year(std::string_view& rest) {
  std::string_view ahead = rest;
  const int year = take_number(ahead);
  if (year < 1949 || year > 2999) return;
  const std::size_t behind = ahead.size();
  if (!takes(ahead, "年")) skip_marks(ahead);
  if (ahead.size() < behind || ahead.starts_with("第")) rest = ahead;
}

/// 第722号, 722号, 〔2019〕第722号: the number, and whether 号 follows it.
struct Numbered {
  int number = 0;  ///< 0: it goes on in a way that cannot be read.
  bool has_mark = false;
};
std::optional<Numbered> numbered(std::string_view& rest) {
  std::string_view ahead = rest;
  skip_marks(ahead);
  skip_year(ahead);
  takes(ahead, "第");
  skip_marks(ahead);
  skip_year(ahead);
  Numbered out{take_number(ahead), false};
  if (out.number == 0) return std::nullopt;
  std::string_view behind = ahead;
  skip_marks(behind);
  if (takes(behind, "号")) {
    ahead = behind, out.has_mark = true;
  } else if (!behind.empty() && is_digit(behind.front())) {
    out.number = 0;
  }
  rest = ahead;
  return out;
}

/// 令 behind a number: 第722号令, 第722号国务院令.
std::optional<Issuer> order_behind(std::string_view& rest) {
  std::string_view ahead = rest;
  takes(ahead, "(");
  const bool is_state_council = takes(ahead, "国务院");
  if (!takes(ahead, "令")) return std::nullopt;
  rest = ahead;
  return is_state_council ? Issuer::state_council : Issuer::unnamed;
}

/// 国务院令第722号, 国务院第722号令, 国令〔2019〕722号.
std::optional<CitationPart> of_state_council(std::string_view& rest) {
  std::string_view ahead = rest;
  const bool is_named = takes(ahead, "国务院");
  if (!is_named && !ahead.starts_with("国令")) return std::nullopt;
  if (!is_named) takes(ahead, "国");
  const bool is_order = takes(ahead, "令");
  CitationPart part{.kind = Kind::decree, .issuer = Issuer::state_council};
  const auto found = numbered(ahead);
  const bool is_order_behind = found && order_behind(ahead);
  if (!found && !is_order) return std::nullopt;
  // 国务院第16号公报 and the like are numbered too, and no decrees.
  constexpr std::array<std::string_view, 4> papers{"公报", "公告", "文", "函"};
  const bool is_paper =
      std::ranges::any_of(papers, [&](std::string_view paper) { return ahead.starts_with(paper); });
  if (!is_order && !is_order_behind && (!found->has_mark || is_paper)) return std::nullopt;
  if (found) part.number = found->number;
  rest = ahead;
  return part;
}

CitationPart of_whom(std::string_view gap, int number) {
  const NamedIssuer named = issuer_before(gap);
  return {.kind = Kind::decree, .issuer = named.issuer, .region = named.region, .number = number};
}

/// 令第722号, of whom the gap names.
std::optional<CitationPart> order(std::string_view& rest, std::string_view gap) {
  std::string_view ahead = rest;
  if (!takes(ahead, "令")) return std::nullopt;
  const auto found = numbered(ahead);
  if (!found || !found->has_mark) return std::nullopt;
  rest = ahead;
  return of_whom(gap, found->number);
}

/// Whether a number without 令 can only be the decree of what was named just before:
/// 《…》（第722号）, 国务院令第713号、第722号.
bool is_beside(const std::vector<CitationPart>& parts, std::string_view gap,
               std::string_view behind) {
  constexpr std::array<std::string_view, 5> ends{")", ",", "、", "。", ";"};
  const bool ends_here = behind.empty() || std::ranges::any_of(ends, [&](std::string_view end) {
                           return behind.starts_with(end);
                         });
  if (parts.empty() || !ends_here) return false;
  if (parts.back().kind == Kind::decree) return gap == "、" || gap == "和" || gap == ",";
  return gap.ends_with("(") || (gap.empty() && parts.back().kind == Kind::title);
}

/// 722号令, 第722号国务院令; beside its title （第722号）.
std::optional<CitationPart> number(std::string_view& rest, std::string_view gap,
                                   const std::vector<CitationPart>& parts) {
  std::string_view ahead = rest;
  // Read from where the number itself begins, so that the gap is all that stands before it.
  if (rest.starts_with("(") || rest.starts_with(")")) return std::nullopt;
  const auto found = numbered(ahead);
  if (!found || !found->has_mark) return std::nullopt;
  CitationPart part = of_whom(gap, found->number);
  if (const auto issuer = order_behind(ahead)) {
    if (*issuer == Issuer::state_council) part.issuer = *issuer;
  } else if (!is_beside(parts, gap, ahead)) {
    return std::nullopt;  // 国发〔2019〕8号: a paper's number, no decree's.
  }
  // 7 2 2号令: only its end was read.
  const auto before = gap.find_last_not_of(' ');
  if (before != std::string_view::npos && is_digit(gap[before])) part.number = 0;
  rest = ahead;
  return part;
}

/// Decree 722, Order No. 722, No. 722 Decree of the State Council, State Council Decree 722.
std::optional<CitationPart> in_english(std::string_view& rest, std::string_view gap) {
  if (!gap.empty() && is_letter(gap.back())) return std::nullopt;
  std::string_view ahead = rest;
  bool is_of_state = takes(ahead, "state council ");
  const bool is_decree = takes(ahead, "decree");
  CitationPart part{.kind = Kind::decree,
                    .issuer = is_decree ? Issuer::state_council : Issuer::unnamed};
  const bool leads = is_decree || takes(ahead, "order");
  if (leads) is_of_state |= takes(ahead, " of the state council");
  skip_marks(ahead);
  const bool has_mark = takes(ahead, "no.") || takes(ahead, "number") || takes(ahead, "no");
  if (!leads && (!has_mark || is_of_state)) return std::nullopt;
  skip_marks(ahead);
  part.number = take_english_number(ahead);
  if (part.number == 0 && !is_decree) return std::nullopt;
  if (!leads && !takes(ahead, " decree") && !takes(ahead, " order")) return std::nullopt;
  is_of_state |= takes(ahead, " of the state council");
  if (is_of_state) part.issuer = Issuer::state_council;
  rest = ahead;
  return part;
}

/// What is left of a number that nobody can read: 第X号令, 国务院令第号.
bool unreadable(std::string_view& rest) { return takes(rest, "号令") || takes(rest, "令第"); }

// ---- titles and articles

const Instrument* named(std::string_view title) {
  // The year of an amendment behind the title is no part of it: 《…条例（2019修订）》.
  title = title.substr(0, title.find('('));
  const auto table = instruments();
  const auto found = std::ranges::find(table, title, &Instrument::title);
  return found == table.end() ? nullptr : &*found;
}

/// The year at the beginning of `text` that names an edition, in brackets: （2019修订）, (2007年).
/// What goes on otherwise, （2019年4月20日公布）, names none.
int edition_of(std::string_view text) {
  if (!takes(text, "(")) return 0;
  const int year = take_number(text);
  takes(text, "年");
  constexpr std::array<std::string_view, 6> words{"修订版", "修正版", "修订", "修正", "修改", "版"};
  std::ranges::any_of(words, [&](std::string_view word) { return takes(text, word); });
  return year >= 1949 && year <= 2999 && text.starts_with(")") ? year : 0;
}

/// 《条例》: what was named before, told shortly. As long as 暂行条例 and no longer.
bool is_short_for_another(std::string_view title, std::string_view gap) {
  if (gap.ends_with("简称") || gap.ends_with("下称") || gap.ends_with("称")) return true;
  constexpr std::array<std::string_view, 10> kinds{"条例", "暂行条例", "规定", "暂行规定", "办法",
                                                   "决定", "通知",     "意见", "细则",     "规则"};
  return std::ranges::find(kinds, title) != kinds.end();
}

/// A title without marks is of this table only where it stands alone: 江西省优化营商环境条例 and
/// 档案法实施办法 are others.
bool stands_alone(std::string_view gap, std::string_view behind) {
  constexpr std::array<std::string_view, 7> places{"省", "市", "区", "县", "州", "盟", "旗"};
  const bool is_local =
      std::ranges::any_of(places, [&](std::string_view place) { return gap.ends_with(place); });
  return !is_local && !behind.starts_with("实施");
}

struct FoundTitle {
  const Instrument* instrument;
  bool is_alias;
  int edition = 0;
  std::string_view text = {};
};
std::optional<FoundTitle> title(std::string_view& rest, std::string_view gap) {
  if (rest.starts_with("《")) {
    const std::string_view inside = rest.substr(std::string_view("《").size());
    const auto end = inside.find("》");
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view text = inside.substr(0, end);
    rest = inside.substr(end + std::string_view("》").size());
    const int within = edition_of(text.substr(std::min(text.find('('), text.size())));
    return FoundTitle{named(text), text.empty() || is_short_for_another(text, gap),
                      within != 0 ? within : edition_of(rest), text};
  }
  const Instrument* best = nullptr;
  for (const Instrument& each : instruments()) {
    if (rest.starts_with(each.title) && (best == nullptr || each.title.size() > best->title.size()))
      best = &each;
  }
  if (best == nullptr) return std::nullopt;
  rest.remove_prefix(best->title.size());
  return FoundTitle{stands_alone(gap, rest) ? best : nullptr, false, edition_of(rest)};
}

/// "major administrative decisions", as English texts tell which instrument they mean.
std::optional<CitationPart> subject(std::string_view& rest, std::string_view gap) {
  if (!gap.empty() && is_letter(gap.back())) return std::nullopt;
  for (const Instrument& each : instruments()) {
    if (each.subject.empty() || !takes(rest, each.subject)) continue;
    takes(rest, "s");
    return CitationPart{.kind = Kind::subject, .instrument = &each};
  }
  return std::nullopt;
}

/// 第三条.
std::optional<CitationPart> article(std::string_view& rest) {
  std::string_view ahead = rest;
  if (!takes(ahead, "第")) return std::nullopt;
  CitationPart part{.kind = Kind::article};
  part.number = take_number(ahead);
  if (part.number == 0 || !takes(ahead, "条")) return std::nullopt;
  rest = ahead;
  return part;
}

}  // namespace

std::vector<CitationPart> citation_parts(std::string_view text) {
  const std::string spelled = one_spelling(text);
  std::string_view rest = spelled;
  std::vector<CitationPart> parts;
  std::string gap;
  const auto add = [&](CitationPart part) {
    part.gap = std::exchange(gap, {});
    if (part.issuer == Issuer::region || part.issuer == Issuer::government)
      part.gap = std::string(issuer_before(part.gap).before);
    parts.push_back(std::move(part));
  };
  while (!rest.empty()) {
    if (const auto found = title(rest, gap)) {
      if (found->is_alias) continue;
      add({.kind = Kind::title,
           .instrument = found->instrument,
           .edition = found->edition,
           .text = std::string(found->instrument == nullptr ? found->text : "")});
    } else if (const auto part = article(rest)) {
      add(*part);
    } else if (const auto decree = of_state_council(rest)) {
      add(*decree);
    } else if (const auto other = order(rest, gap)) {
      add(*other);
    } else if (const auto bare = number(rest, gap, parts)) {
      add(*bare);
    } else if (const auto foreign = in_english(rest, gap)) {
      add(*foreign);
    } else if (const auto about = subject(rest, gap)) {
      add(*about);
    } else if (unreadable(rest)) {
      add({.kind = Kind::decree});
    } else {
      const std::size_t length = length_of(rest);
      gap += rest.substr(0, length);
      rest.remove_prefix(length);
    }
  }
  return parts;
}

bool has_document_number(std::string_view text) {
  constexpr std::array<std::string_view, 3> opening{"〔", "[", "("}, closing{"〕", "]", ")"};
  const std::string spelled = one_spelling(text);
  for (std::string_view rest = spelled; !rest.empty(); rest.remove_prefix(length_of(rest))) {
    std::string_view ahead = rest;
    const auto one_of = [&](std::span<const std::string_view> marks) {
      return std::ranges::any_of(marks, [&](std::string_view mark) { return takes(ahead, mark); });
    };
    if (!one_of(opening)) continue;
    const int year = take_number(ahead);
    if (year < 1949 || year > 2999 || !one_of(closing)) continue;
    takes(ahead, "第");
    if (take_number(ahead) > 0 && takes(ahead, "号")) return true;
  }
  return false;
}

}  // namespace gavel::procedure
