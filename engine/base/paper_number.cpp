#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/spelling.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

// ---- figures

bool is_arabic(char32_t point) { return point >= U'0' && point <= U'9'; }

/// 0 to 9 of a Chinese figure that stands in its place: 二〇二六, 贰零贰陆.
std::optional<int> digit_of(char32_t point) {
  constexpr std::u32string_view plain = U"〇一二三四五六七八九";
  constexpr std::u32string_view formal = U"零壹贰叁肆伍陆柒捌玖";
  for (const std::u32string_view figures : {plain, formal, std::u32string_view(U"○")})
    if (const auto at = figures.find(point); at != figures.npos) return static_cast<int>(at);
  return std::nullopt;
}

/// 10, 100 or 1000 of a figure that multiplies the one before it; 0: of any other.
int times_of(char32_t point) {
  switch (point) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1000;
    default:
      return 0;
  }
}

bool is_chinese(char32_t point) { return digit_of(point).has_value() || times_of(point) != 0; }

/// 一二 is 12 as 十二 is: what has no 十 is read figure by figure, as it stands. None of what is no
/// number, 二十十.
std::optional<std::u32string> in_arabic(std::u32string_view chinese) {
  std::u32string by_place;
  int sum = 0, ones = -1, last_times = 10'000;
  for (const char32_t point : chinese) {
    if (const auto digit = digit_of(point)) {
      by_place += U'0' + static_cast<char32_t>(*digit);
      if (ones > 0) last_times = 0;  // two figures beside each other: by place, or none at all
      ones = *digit;
      continue;
    }
    const int times = times_of(point);
    if (times >= last_times || ones == 0) return std::nullopt;
    sum += (ones < 0 ? 1 : ones) * times;
    ones = -1, last_times = times;
  }
  if (by_place.size() == chinese.size()) return by_place;
  if (last_times == 0) return std::nullopt;
  std::u32string out;
  for (const char figure : std::to_string(sum + std::max(ones, 0)))
    out += static_cast<char32_t>(figure);
  return out;
}

/// A year of four figures, as papers bear them.
bool is_year(std::u32string_view figures) {
  return figures.size() == 4 && (figures.starts_with(U"19") || figures.starts_with(U"20"));
}

// ---- parts

/// What is written, part by part: a run of figures, of signs that are not read, or of others.
struct Part {
  enum class Kind : std::uint8_t { figures, signs, blanks, words } kind = Kind::words;
  std::u32string text;
  std::u32string figures = {};  ///< In Arabic ones, where they make a number.
};

Part::Kind kind_of(char32_t point) {
  if (is_arabic(point) || is_chinese(point)) return Part::Kind::figures;
  if (shows_nothing(point)) return Part::Kind::blanks;
  std::string one;
  append_utf8(one, point);
  return spelling(one).empty() ? Part::Kind::signs : Part::Kind::words;
}

/// Arabic and Chinese figures are never of one number.
bool goes_on(const Part& part, Part::Kind kind, char32_t point) {
  if (part.kind != kind) return false;
  return kind != Part::Kind::figures || is_arabic(part.text.back()) == is_arabic(point);
}

/// A run of figures; 二〇二六十二 are two, a year and what follows it.
void add_figures(std::vector<Part>& out, const std::u32string& text) {
  if (is_arabic(text.front())) {
    out.push_back({Part::Kind::figures, text, text});
    return;
  }
  const auto year = in_arabic(std::u32string_view(text).substr(0, 4));
  if (text.size() > 4 && year && is_year(*year)) {
    out.push_back({Part::Kind::figures, text.substr(0, 4), *year});
    add_figures(out, text.substr(4));
    return;
  }
  const auto number = in_arabic(text);
  out.push_back({number ? Part::Kind::figures : Part::Kind::words, text, number.value_or(U"")});
}

/// 1 2号 is 12号; a year stays one by itself.
bool is_number_spaced(const std::vector<Part>& parts, std::size_t at) {
  return at + 2 < parts.size() && parts[at + 1].kind == Part::Kind::blanks &&
         parts[at + 2].kind == Part::Kind::figures && is_arabic(parts[at].text.front()) &&
         is_arabic(parts[at + 2].text.front()) && !is_year(parts[at].figures);
}

std::vector<Part> parts_of(const std::u32string& points) {
  std::vector<Part> runs;
  for (const char32_t point : points) {
    const Part::Kind kind = kind_of(point);
    if (runs.empty() || !goes_on(runs.back(), kind, point)) runs.push_back({kind, {}});
    runs.back().text += point;
  }
  std::vector<Part> out;
  for (Part& run : runs) {
    if (run.kind == Part::Kind::figures)
      add_figures(out, run.text);
    else
      out.push_back(std::move(run));
  }
  for (std::size_t at = 0; at < out.size(); ++at) {
    while (out[at].kind == Part::Kind::figures && is_number_spaced(out, at)) {
      out[at].text += out[at + 2].text, out[at].figures += out[at + 2].figures;
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                out.begin() + static_cast<std::ptrdiff_t>(at) + 3);
    }
  }
  return out;
}

// ---- one spelling of them

/// What the figures number: the sign after them, past what is not read; 0: nothing.
char32_t mark_after(const std::vector<Part>& parts, std::size_t at) {
  for (++at; at < parts.size(); ++at) {
    if (parts[at].kind == Part::Kind::words) return parts[at].text.front();
    if (parts[at].kind == Part::Kind::figures) return 0;
  }
  return 0;
}

std::string plain(std::u32string_view points) {
  std::string out;
  for (const char32_t point : points) append_utf8(out, point);
  return spelling(out);
}

class Spelled {
 public:
  void add(const std::vector<Part>& parts, std::size_t at) {
    const Part& part = parts[at];
    if (part.kind != Part::Kind::figures) {
      sign_between_ |= part.kind == Part::Kind::signs;
      if (part.kind == Part::Kind::words) write(plain(part.text), false);
      return;
    }
    const char32_t mark = mark_after(parts, at);
    const bool is_serial = mark == U'号' || mark == U'期';
    const bool is_numbered = is_serial || mark == U'月' || mark == U'日';
    if (!is_numbered && !is_year(part.figures)) {
      write(plain(part.text), is_arabic(part.text.front()));
      return;
    }
    if (is_serial) take_back_words();
    const std::size_t first = part.figures.find_first_not_of(U'0');
    const bool is_nought = first == part.figures.npos;
    write(plain(is_nought ? U"0" : std::u32string_view(part.figures).substr(first)), true);
    if (is_year(part.figures)) year_ends_ = out_.size();
  }
  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  /// 12-1号 is not 121号; between a year and the serial number anything may stand.
  void write(const std::string& text, bool is_figures) {
    if (is_figures && after_figures_ && sign_between_ && year_ends_ != out_.size()) out_ += '-';
    out_ += text;
    after_figures_ = is_figures, sign_between_ = false;
  }
  /// 第9号 is 9号, 2026年9号 is 〔2026〕9号.
  void take_back_words() {
    constexpr std::string_view nth = "第", year = "年";
    if (out_.ends_with(nth)) out_.resize(out_.size() - nth.size());
    if (out_.ends_with(year) && out_.size() - year.size() == year_ends_)
      out_.resize(out_.size() - year.size());
  }

  std::string out_;
  std::size_t year_ends_ = std::string::npos;  ///< Where the last year ends.
  bool after_figures_ = false, sign_between_ = false;
};

}  // namespace

std::string paper_number(std::string_view written) {
  std::u32string points;
  for (std::size_t at = 0; at < written.size();) {
    char32_t point = next_code_point(written, at);
    if (point == bad_code_point) return spelling(written);
    if (point >= 0xFF01 && point <= 0xFF5E) point -= 0xFEE0;  // full width
    points += point == U'號' ? U'号' : point;
  }
  const std::vector<Part> parts = parts_of(points);
  Spelled out;
  for (std::size_t at = 0; at < parts.size(); ++at) out.add(parts, at);
  return std::move(out).text();
}

}  // namespace gavel
