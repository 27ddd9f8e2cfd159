#include "engine/procedure/instruments.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/procedure/citation_parts.hpp"

namespace gavel::procedure {
namespace {

// Titles of instruments whose texts were read, and of which year; a number only where it was read
// too.
constexpr std::array known{
    Instrument{"重大行政决策程序暂行条例", 713, 44, 0, 2019, "major administrative decision"},
    Instrument{"国务院关于在线政务服务的若干规定", 716, 0, 9, 2019},
    Instrument{"优化营商环境条例", 722, 72, 0, 2019, "business environment"},
    Instrument{"地方各级人民代表大会和地方各级人民政府组织法", 0, 0, 78, 2022},
    Instrument{"档案法", 0, 53, 0, 2020},
    Instrument{"档案法实施条例", 0, 52, 0, 2024},
    Instrument{"政府信息公开条例", 711, 56, 0, 2019, "government information"},
    Instrument{"信访工作条例", 0, 0, 23, 2022},
    Instrument{"全国人民代表大会和地方各级人民代表大会代表法", 0, 0, 52, 2025},
    Instrument{"行政处罚法", 0, 0, 85, 2021},
    Instrument{"公平竞争审查条例", 783, 27, 0, 2024, "fair competition review"},
    Instrument{"规章制定程序条例", 0, 41, 0, 2017},
    Instrument{"国有土地上房屋征收与补偿条例", 0, 35, 0, 2011},
    Instrument{"土地管理法实施条例", 0, 67, 0, 2021},
    Instrument{"民法典", 0, 0, 204},
    Instrument{"民事诉讼法", 0, 0, 85, 2023},
    Instrument{"行政复议法", 0, 0, 88, 2023},
    Instrument{"行政诉讼法", 0, 0, 74, 2017},
    Instrument{"各级人民代表大会常务委员会监督法", 0, 0, 45, 2024},
    Instrument{"公务员法", 0, 0, 77, 2018},
    Instrument{"个人信息保护法", 0, 0, 55, 2021},
    Instrument{"电子签名法", 0, 0, 14, 2019},
    Instrument{"网络安全法", 0, 0, 23, 2025},
    Instrument{"网络数据安全管理条例", 0, 0, 15},
    Instrument{"密码法", 0, 44},
    Instrument{"商用密码管理条例", 0, 67, 0, 2023},
    Instrument{"无障碍环境建设法", 0, 0, 34, 2023},
    Instrument{"保守国家秘密法实施条例", 0, 74, 0, 2024},
    Instrument{"政府督查工作条例", 0, 28, 0, 2020},
    Instrument{"全国年节及纪念日放假办法", 0, 8, 0, 2024},
    Instrument{"法规规章备案审查条例", 0, 26, 0, 2024},
    Instrument{"民族区域自治法", 0, 0, 21},
    // Of regions that number their decrees on from one government to the next: elsewhere a number
    // alone, 第4号, is of many.
    Instrument{.title = "内蒙古自治区重大行政决策程序规定",
               .decree = 248,
               .read_to = 48,
               .region = "内蒙古自治区"},
    Instrument{.title = "内蒙古自治区行政规范性文件管理办法",
               .decree = 262,
               .read_to = 6,
               .edition = 2023,
               .region = "内蒙古自治区"},
};

using Part = CitationPart;
using Kind = Part::Kind;

const Instrument* of_decree(std::string_view region, int number) {
  const auto found = std::ranges::find_if(known, [&](const Instrument& each) {
    return each.decree == number && each.region == region;
  });
  return number == 0 || found == known.end() ? nullptr : &*found;
}

std::string written(const Instrument& instrument) {
  std::string out = "《" + std::string(instrument.title) + "》";
  const std::string issuer =
      instrument.region.empty() ? "国务院" : std::string(instrument.region) + "人民政府";
  if (instrument.decree != 0)
    out += "（" + issuer + "令第" + std::to_string(instrument.decree) + "号）";
  return out;
}

/// Of a title and a number that do not fit, whichever was meant.
std::string either(const Instrument& titled, const Instrument* numbered) {
  return numbered == nullptr ? written(titled) : written(titled) + "，或者" + written(*numbered);
}

// ---- whose number it is

/// It says for itself whose number it is.
bool is_sure(const Part& decree) {
  return decree.issuer == Part::Issuer::state_council || decree.issuer == Part::Issuer::region;
}

/// Whether who issued the decree may be who issued the instrument.
bool may_be_of(const Part& decree, const Instrument& instrument) {
  switch (decree.issuer) {
    case Part::Issuer::state_council:
      return instrument.region.empty();
    case Part::Issuer::unnamed:
      return true;
    case Part::Issuer::region:
      return instrument.region == decree.region;
    case Part::Issuer::government:
      return !instrument.region.empty() && instrument.region.ends_with(decree.region);
    case Part::Issuer::other:
      return false;
  }
  return false;
}

/// Whose number it is, beside a title (null: alone, or beside one that is not known).
const Instrument* numbered_by(const Part& decree, const Instrument* titled) {
  const bool is_of_titled = titled != nullptr && may_be_of(decree, *titled);
  const Instrument* found = is_of_titled ? of_decree(titled->region, decree.number) : nullptr;
  if (found != nullptr) return found;
  if (decree.issuer == Part::Issuer::region) return of_decree(decree.region, decree.number);
  const bool may_be_of_state =
      decree.issuer == Part::Issuer::state_council || decree.issuer == Part::Issuer::unnamed;
  return may_be_of_state ? of_decree({}, decree.number) : nullptr;
}

/// At home a rule goes without the name of the region: 《重大行政决策程序规定》.
bool is_short_title(std::string_view title, const Instrument& of) {
  if (of.region.empty() || !of.title.starts_with(of.region)) return false;
  const std::string_view name = of.title.substr(of.region.size());
  if (!title.ends_with(name)) return false;
  const std::string_view before = title.substr(0, title.size() - name.size());
  return before.empty() || before == "我区" || before == kind_of_region(of.region) ||
         before == short_region(of.region);
}

// ---- how two parts stand to each other

enum class Tie {
  close,   ///< Nothing but brackets, dates and the like between them.
  listed,  ///< A word that lists: each is for itself.
  apart    ///< Running text, or the end of a sentence.
};

constexpr std::array<std::string_view, 2> opening{"(", "〔"}, closing{")", "〕"};

bool begins_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.starts_with(word); });
}
bool ends_with_any(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return text.ends_with(word); });
}

/// Without what stands in brackets that close again: （以下简称条例）.
std::string without_asides(std::string_view gap) {
  std::string out(gap);
  for (std::size_t i = 0; i < opening.size(); ++i) {
    for (auto begin = out.find(opening.at(i)); begin != std::string::npos;
         begin = out.find(opening.at(i))) {
      const auto end = out.find(closing.at(i), begin);
      if (end == std::string::npos) break;
      out.erase(begin, end + closing.at(i).size() - begin);
    }
  }
  return out;
}

Tie tie_of(std::string_view between) {
  constexpr std::array<std::string_view, 5> ends{"。", "；", ";", "!", "?"};
  constexpr std::array<std::string_view, 6> lists{"、", "和", "及", "与", "或", "以及"};
  constexpr std::array light = std::to_array<std::string_view>(
      {"(",    ")",    "[",    "]",    "〔",   "〕",   "“",    "”",    "\"",   ",",    "〈",
       "〉",   "「",   "」",   "『",   "』",   ":",    " ",    "-",    "—",    "0",    "1",
       "2",    "3",    "4",    "5",    "6",    "7",    "8",    "9",    "年",   "月",   "日",
       "第",   "款",   "项",   "目",   "之",   "的",   "一",   "二",   "三",   "四",   "五",
       "六",   "七",   "八",   "九",   "十",   "百",   "公布", "发布", "颁布", "施行", "修订",
       "修正", "通过", "规定", "根据", "依据", "依照", "按照", "以下", "简称", "下称", "自",
       "起",   "于",   "已",   "经",   "由",   "以",   "即",   "为",   "至"});
  const std::string gap = without_asides(between);
  // What stands in a bracket right behind a title is said of that title.
  if (begins_with_any(gap, opening)) return Tie::close;
  Tie out = Tie::close;
  std::string_view rest = gap;
  while (!rest.empty()) {
    const auto taken = [&](std::string_view word) {
      const bool is_there = rest.starts_with(word);
      if (is_there) rest.remove_prefix(word.size());
      return is_there;
    };
    if (begins_with_any(rest, ends)) return Tie::apart;
    if (std::ranges::any_of(lists, taken)) {
      out = Tie::listed;
    } else if (!std::ranges::any_of(light, taken)) {
      return Tie::apart;
    }
  }
  return ends_with_any(gap, opening) ? Tie::close : out;
}

/// Whether between a number and what an instrument is about, both in English, there is nothing but
/// words of titles and the article: "Decree 722 art. 3 (major administrative decisions)".
bool is_close_in_english(std::string_view gap) {
  constexpr std::array words = std::to_array<std::string_view>(
      {"provisional", "interim", "regulation", "regulations", "procedure", "procedures", "on", "of",
       "for", "the", "under", "art.", "arts.", "art", "arts", "article", "articles"});
  constexpr std::string_view marks = " ,:()-[]\"'0123456789";
  while (!gap.empty()) {
    if (marks.contains(gap.front())) {
      gap.remove_prefix(1);
      continue;
    }
    std::string_view word = gap.substr(0, gap.find_first_of(marks));
    if (std::ranges::find(words, word) == words.end()) return false;
    gap.remove_prefix(word.size());
  }
  return true;
}

class Reading {
 public:
  CitationFinding finding;

  explicit Reading(const std::vector<Part>& parts) : parts_(parts) {
    finding.verified =
        std::ranges::any_of(parts, [](const Part& part) { return part.kind != Kind::subject; });
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      if (parts_[i].kind == Kind::decree) decree(i);
      if (parts_[i].kind == Kind::title) title(parts_[i]);
      if (parts_[i].kind == Kind::article) article(i);
    }
  }

 private:
  /// The title before, with only its articles between; `at` where there is none.
  [[nodiscard]] std::size_t title_before(std::size_t at) const {
    if (tie_of(parts_[at].gap) != Tie::close) return at;
    for (std::size_t i = at; i > 0; --i) {
      if (i < at && tie_of(parts_[i].gap) == Tie::apart) return at;
      if (parts_[i - 1].kind == Kind::title) return claimed_.contains(i - 1) ? at : i - 1;
      if (parts_[i - 1].kind == Kind::decree) return at;
    }
    return at;
  }

  /// 《甲》和《乙》（国务院令第1号、第2号): as many numbers as titles, each for its own.
  [[nodiscard]] std::size_t title_in_turn(std::size_t at) const {
    std::size_t first = at;
    while (first > 0 && parts_[first - 1].kind == Kind::decree) --first;
    std::size_t end = at + 1;
    while (end < parts_.size() && parts_[end].kind == Kind::decree) ++end;
    const std::size_t count = end - first;
    if (count < 2 || first < count) return at;
    for (std::size_t i = first - count; i < first; ++i) {
      if (parts_[i].kind != Kind::title ||
          (i > first - count && tie_of(parts_[i].gap) == Tie::apart))
        return at;
    }
    return tie_of(parts_[first].gap) == Tie::apart ? at : at - count;
  }

  /// The title a number belongs to: the one before it, or where the number leads, the one after.
  std::size_t title_of(std::size_t at) {
    if (const std::size_t found = title_in_turn(at); found != at) return found;
    const std::string& gap = parts_[at].gap;
    const std::size_t before = title_before(at);
    const bool is_attached = before != at && (gap.empty() || begins_with_any(gap, opening));
    const std::size_t next = at + 1;
    const bool leads = !is_attached && next < parts_.size() && parts_[next].kind == Kind::title &&
                       tie_of(parts_[next].gap) == Tie::close &&
                       (before == at || parts_[next].gap.empty());
    if (leads) claimed_.insert(next);
    return leads ? next : before;
  }

  void decree(std::size_t at) {
    const Part& part = parts_[at];
    const std::size_t found = title_of(at);
    const Instrument* titled = found == at ? nullptr : parts_[found].instrument;
    const Instrument* numbered = numbered_by(part, titled);
    if (found == at) return alone(at, numbered);
    if (titled != nullptr && titled->decree != 0 && titled == numbered) return;
    finding.verified = false;
    if (part.number == 0) return;
    // Which is the slip, title or number, only the writer knows.
    if (titled != nullptr && titled->decree != 0) {
      // Somebody else's number that is not said of the title may be a member of the same list.
      const bool is_said_of_it =
          begins_with_any(part.gap, opening) && part.gap.find(',') == std::string::npos;
      if (may_be_of(part, *titled) || is_said_of_it) say(either(*titled, numbered));
    } else if (numbered != nullptr && is_sure(part) &&
               !(titled == nullptr && is_short_title(parts_[found].text, *numbered))) {
      say(titled == nullptr ? written(*numbered) : either(*titled, numbered));
    }
  }

  /// A number without a title.
  void alone(std::size_t at, const Instrument* numbered) {
    if (numbered != nullptr) hold_against_subject(at, *numbered);
    if (numbered == nullptr || !is_sure(parts_[at]) || is_beside_another(at, numbered))
      finding.verified = false;
    current_ = is_sure(parts_[at]) ? numbered : nullptr;
  }

  /// In English an instrument is seldom named by its title: what it is about says as much.
  void hold_against_subject(std::size_t at, const Instrument& numbered) {
    const Instrument* told = nullptr;
    const auto look = [&](std::size_t subject, std::size_t gap) {
      if (parts_[subject].kind != Kind::subject || !is_close_in_english(parts_[gap].gap)) return;
      if (told != &numbered) told = parts_[subject].instrument;
    };
    if (at + 1 < parts_.size()) look(at + 1, at + 1);
    if (at > 0) look(at - 1, at);
    if (told != nullptr && told != &numbered) say(either(*told, &numbered));
  }

  /// In running text a number that is not the last title's may be meant or not: nobody can tell.
  [[nodiscard]] bool is_beside_another(std::size_t at, const Instrument* numbered) const {
    if (at == 0 || tie_of(parts_[at].gap) == Tie::listed) return false;
    return current_ != nullptr && current_ != numbered;
  }

  void title(const Part& part) {
    current_ = part.instrument;
    if (current_ == nullptr) {
      finding.verified = false;
    } else if (part.edition != 0 && current_->edition != 0 && part.edition != current_->edition) {
      // One of later years may be newer than this table; an older one is no longer in force.
      finding.verified = false;
      if (part.edition < current_->edition)
        say("《" + std::string(current_->title) + "》（" + std::to_string(current_->edition) +
            "年）");
    }
  }

  void article(std::size_t at) {
    const int number = parts_[at].number;
    if (current_ == nullptr) {
      finding.verified = false;
      return;
    }
    // Of running text nobody can say whose article it is.
    const bool is_apart = at == 0 || tie_of(parts_[at].gap) == Tie::apart;
    const int last = current_->last_article;
    const bool is_known = number <= std::max(last, current_->read_to);
    if (is_apart || !is_known) finding.verified = false;
    if (!is_apart && !is_known && last != 0)
      say(written(*current_) + "第1条至第" + std::to_string(last) + "条");
  }

  void say(std::string expected) {
    finding.verified = false;
    if (finding.expected.empty()) finding.expected = std::move(expected);
  }

  const std::vector<Part>& parts_;
  std::set<std::size_t> claimed_;        ///< Titles that a number before them belongs to.
  const Instrument* current_ = nullptr;  ///< What articles are counted in.
};

}  // namespace

std::span<const Instrument> instruments() { return known; }

CitationFinding check_citation(std::string_view text) {
  const std::vector<CitationPart> parts = citation_parts(text);
  return Reading(parts).finding;
}

bool names_instrument(std::string_view text) {
  const std::vector<CitationPart> parts = citation_parts(text);
  return has_document_number(text) || std::ranges::any_of(parts, [](const CitationPart& part) {
           return part.kind == Kind::title || (part.kind == Kind::decree && part.number != 0);
         });
}

}  // namespace gavel::procedure
