#include "engine/procedure/instruments.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>
#include <vector>

namespace gavel::procedure {
namespace {

// Titles of instruments whose full texts were read; a number only where it was read too.
constexpr std::array known{
    Instrument{"重大行政决策程序暂行条例", 713, 44},
    Instrument{"国务院关于在线政务服务的若干规定", 716},
    Instrument{"优化营商环境条例", 722},
    Instrument{"地方各级人民代表大会和地方各级人民政府组织法"},
    Instrument{"档案法实施条例"},
    Instrument{"档案法"},
    Instrument{"政府信息公开条例"},
    Instrument{"信访工作条例"},
    Instrument{"行政处罚法"},
    Instrument{"公平竞争审查条例"},
    Instrument{"规章制定程序条例"},
    Instrument{"国有土地上房屋征收与补偿条例"},
    Instrument{"土地管理法实施条例"},
    Instrument{"民法典"},
    Instrument{"民事诉讼法"},
    Instrument{"行政复议法"},
    Instrument{"行政诉讼法"},
    Instrument{"各级人民代表大会常务委员会监督法"},
    Instrument{"公务员法"},
    Instrument{"个人信息保护法"},
    Instrument{"电子签名法"},
    Instrument{"网络安全法"},
    Instrument{"密码法"},
    Instrument{"商用密码管理条例"},
    Instrument{"无障碍环境建设法"},
    Instrument{"保守国家秘密法实施条例"},
    Instrument{"政府督查工作条例"},
    Instrument{"全国年节及纪念日放假办法"},
    Instrument{"法规规章备案审查条例"},
    Instrument{"民族区域自治法"},
};
constexpr std::string_view republic = "中华人民共和国";

/// What a text says, in the order it says it.
struct Title {
  std::string text;
  const Instrument* instrument = nullptr;
};
struct Part {
  enum class Kind { title, decree, article } kind;
  Title title;             ///< Of a title.
  int number = 0;          ///< Of a decree or an article.
  bool is_listed = false;  ///< A word that lists stands between it and the part before.
};
/// What stands between the members of a list.
constexpr std::array<std::string_view, 6> listing{"、", "；", ";", "和", "及", "与"};

bool takes(std::string_view& rest, std::string_view word) {
  if (!rest.starts_with(word)) return false;
  rest.remove_prefix(word.size());
  return true;
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

void skip_spaces(std::string_view& rest) {
  while (takes(rest, " ") || takes(rest, "　")) {
  }
}

std::optional<int> arabic(std::string_view& rest) {
  std::size_t length = 0;
  while (length < rest.size() && is_digit(rest[length])) ++length;
  if (length == 0 || length > 5) return std::nullopt;
  int number = 0;
  for (const char c : rest.substr(0, length)) number = number * 10 + (c - '0');
  rest.remove_prefix(length);
  return number;
}

/// 一 to 九千九百九十九, as articles and decrees are numbered: 四十四, 一百零三, 七百一十三, and
/// 七一三.
std::optional<int> chinese(std::string_view& rest) {
  constexpr std::array<std::string_view, 10> digits{"零", "一", "二", "三", "四",
                                                    "五", "六", "七", "八", "九"};
  int sum = 0, digit = 0;
  bool any = false, has_digit = false;
  while (!rest.empty() && sum + digit < 100'000) {
    const auto found =
        std::ranges::find_if(digits, [&](std::string_view word) { return rest.starts_with(word); });
    if (found != digits.end() || rest.starts_with("〇")) {
      const int value = found == digits.end() ? 0 : static_cast<int>(found - digits.begin());
      rest.remove_prefix(std::string_view("零").size());
      digit = has_digit ? digit * 10 + value : value;
      has_digit = any = true;
      continue;
    }
    const int unit = takes(rest, "千")   ? 1000
                     : takes(rest, "百") ? 100
                     : takes(rest, "十") ? 10
                                         : 0;
    if (unit == 0) break;
    sum += (has_digit ? digit : 1) * unit;
    digit = 0, has_digit = false, any = true;
  }
  return any ? std::optional(sum + digit) : std::nullopt;
}

std::optional<int> number(std::string_view& rest) {
  const auto figures = arabic(rest);
  return figures ? figures : chinese(rest);
}

/// The number after 第, with what must follow it; moves on only when all is there.
std::optional<int> numbered(std::string_view& rest, std::string_view unit) {
  std::string_view ahead = rest;
  skip_spaces(ahead);
  if (!takes(ahead, "第")) return std::nullopt;
  skip_spaces(ahead);
  const auto found = number(ahead);
  skip_spaces(ahead);
  if (!found || !takes(ahead, unit)) return std::nullopt;
  rest = ahead;
  return found;
}

std::optional<int> decree(std::string_view& rest) {
  std::string_view ahead = rest;
  if (takes(ahead, "国务院令") || takes(ahead, "国令")) {
    const auto found = numbered(ahead, "号");
    if (found) rest = ahead;
    return found;
  }
  if (takes(ahead, "Decree") || takes(ahead, "decree")) {
    skip_spaces(ahead);
    if (takes(ahead, "No.") || takes(ahead, "No")) skip_spaces(ahead);
    const auto found = arabic(ahead);
    if (found) rest = ahead;
    return found;
  }
  return std::nullopt;
}

const Instrument* titled(std::string_view title) {
  if (title.starts_with(republic)) title.remove_prefix(republic.size());
  const auto found = std::ranges::find(known, title, &Instrument::title);
  return found == known.end() ? nullptr : &*found;
}

/// 《…》, or a title of the table standing bare. The longest that fits.
std::optional<Title> title(std::string_view& rest) {
  std::string_view ahead = rest;
  if (takes(ahead, "《")) {
    const auto end = ahead.find("》");
    if (end == std::string_view::npos) return std::nullopt;
    std::string text(ahead.substr(0, end));
    rest = ahead.substr(end + std::string_view("》").size());
    const Instrument* instrument = titled(text);
    return Title{std::move(text), instrument};
  }
  const Instrument* best = nullptr;
  for (const Instrument& each : known) {
    if (rest.starts_with(each.title) && (best == nullptr || each.title.size() > best->title.size()))
      best = &each;
  }
  if (best == nullptr) return std::nullopt;
  rest.remove_prefix(best->title.size());
  return Title{std::string(best->title), best};
}

std::vector<Part> parts_of(std::string_view rest) {
  std::vector<Part> parts;
  bool is_listed = false;
  const auto add = [&](Part part) {
    part.is_listed = std::exchange(is_listed, false);
    parts.push_back(std::move(part));
  };
  while (!rest.empty()) {
    if (auto found = title(rest)) {
      add({Part::Kind::title, std::move(*found)});
    } else if (const auto of = decree(rest)) {
      add({Part::Kind::decree, {}, *of});
    } else if (const auto article = numbered(rest, "条")) {
      add({Part::Kind::article, {}, *article});
    } else {
      is_listed = is_listed || std::ranges::any_of(listing, [&](std::string_view word) {
                    return rest.starts_with(word);
                  });
      rest.remove_prefix(1);
    }
  }
  return parts;
}

const Instrument* of_decree(int number) {
  const auto found = std::ranges::find(known, number, &Instrument::decree);
  return number == 0 || found == known.end() ? nullptr : &*found;
}

std::string written(const Instrument& instrument) {
  std::string out = "《" + std::string(instrument.title) + "》";
  if (instrument.decree != 0) out += "（国务院令第" + std::to_string(instrument.decree) + "号）";
  return out;
}

class Reading {
 public:
  CitationFinding finding;

  explicit Reading(const std::vector<Part>& parts) : parts_(parts) {
    finding.verified = !parts.empty();
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].kind == Part::Kind::decree) pair(i);
      if (parts_[i].kind == Part::Kind::title) name(parts_[i].title);
      if (parts_[i].kind == Part::Kind::article) article(parts_[i].number);
    }
  }

 private:
  /// The title a number belongs to: the one before it, or where the number leads, the one after.
  [[nodiscard]] const Title* beside(std::size_t at) const {
    for (std::size_t i = at; i > 0 && !parts_[i].is_listed; --i) {
      if (parts_[i - 1].kind == Part::Kind::title) return &parts_[i - 1].title;
      if (parts_[i - 1].kind == Part::Kind::decree) return nullptr;
    }
    const bool is_followed = at + 1 < parts_.size() && !parts_[at + 1].is_listed &&
                             parts_[at + 1].kind == Part::Kind::title;
    return is_followed ? &parts_[at + 1].title : nullptr;
  }

  void pair(std::size_t at) {
    const Instrument* numbered = of_decree(parts_[at].number);
    const Title* title = beside(at);
    if (numbered == nullptr) finding.verified = false;
    if (title == nullptr) {
      current_ = numbered;
      return;
    }
    // The title says what was meant: a number of the table, or one that is another's, is the slip.
    if (title->instrument != nullptr && title->instrument->decree != 0) {
      if (title->instrument->decree != parts_[at].number) say(written(*title->instrument));
    } else if (numbered != nullptr) {
      say(written(*numbered));
    }
  }

  void name(const Title& title) {
    current_ = title.instrument;
    if (current_ == nullptr) finding.verified = false;
  }

  void article(int number) {
    if (current_ == nullptr || current_->last_article == 0 || number <= current_->last_article)
      return;
    say(written(*current_) + "第1条至第" + std::to_string(current_->last_article) + "条");
  }

  void say(std::string expected) {
    finding.verified = false;
    if (finding.expected.empty()) finding.expected = std::move(expected);
  }

  const std::vector<Part>& parts_;
  const Instrument* current_ = nullptr;  ///< What articles are counted in.
};

}  // namespace

std::span<const Instrument> instruments() { return known; }

CitationFinding check_citation(std::string_view text) { return Reading(parts_of(text)).finding; }

}  // namespace gavel::procedure
