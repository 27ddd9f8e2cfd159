#include "engine/base/own_name.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/base/spelling.hpp"
#include "engine/base/utf8.hpp"

namespace gavel {
namespace {

constexpr std::size_t least_name = 2;  ///< Characters.
constexpr std::string_view hidden = "××";

constexpr std::array<std::string_view, 6> addresses{"先生", "女士", "小姐", "同志", "老师", "师傅"};
constexpr std::array<std::string_view, 14> nobody{"匿名", "市民", "居民",     "村民",     "群众",
                                                  "网友", "网民", "业主",     "家长",     "公民",
                                                  "公众", "本人", "热心市民", "anonymous"};

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A character that is read, as it is compared.
struct Sign {
  std::string is;
  std::size_t at = 0, end = 0;  ///< Bytes of the text.
};

/// Without the blanks within a line and the dots within a name; a mark or a line end stays, so that
/// no name is found across it.
std::vector<Sign> signs_of(std::string_view text) {
  std::vector<Sign> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_code_point(text, at);
    const bool ends_line = point == U'\n' || point == U'\r';
    if ((shows_nothing(point) && !ends_line) || point == U'·' || point == U'・') continue;
    const std::string_view written = text.substr(begin, at - begin);
    std::string is = spelling(written);
    out.push_back({is.empty() ? std::string(written) : std::move(is), begin, at});
  }
  return out;
}

bool is_mark_between(std::string_view sign) {
  constexpr std::string_view ends_of_line = "\r\n";
  constexpr std::array<std::string_view, 9> marks{"、", "，", ",", "；", ";", "／", "/", "|", "&"};
  return ends_of_line.contains(sign) || std::ranges::find(marks, sign) != marks.end();
}

using Name = std::vector<std::string>;

void add_name(std::vector<Name>& names, std::string_view written) {
  Name name;
  for (Sign& sign : signs_of(written)) name.push_back(std::move(sign.is));
  const std::string whole = spelling(written);
  if (std::ranges::find(nobody, whole) != nobody.end()) return;
  for (const std::string_view address : addresses) {
    const std::size_t length = code_points(address);
    if (!whole.ends_with(address) || name.size() < least_name + length) continue;
    name.resize(name.size() - length);
    break;
  }
  if (name.size() >= least_name) names.push_back(std::move(name));
}

/// "王小明 李小红" are two, "王 小明" and "John Smith" one; of a blank between Chinese names it is
/// not told which, so that both are looked for.
void add_names(std::vector<Name>& names, std::string_view written) {
  for (const std::string_view bracket : {"（", "("})
    written = written.substr(0, written.find(bracket));
  add_name(names, written);
  std::string part;
  const auto add_part = [&] {
    if (!is_ascii(part)) add_name(names, part);
    part.clear();
  };
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t begin = at;
    if (shows_nothing(next_code_point(written, at)))
      add_part();
    else
      part += written.substr(begin, at - begin);
  }
  add_part();
}

std::vector<Name> names_in(std::string_view given) {
  std::vector<Name> out;
  std::size_t begin = 0;
  for (const Sign& sign : signs_of(given)) {
    if (!is_mark_between(given.substr(sign.at, sign.end - sign.at))) continue;
    add_names(out, given.substr(begin, sign.at - begin));
    begin = sign.end;
  }
  add_names(out, given.substr(begin));
  // Of two names of which one holds the other the longer is hidden whole.
  std::ranges::stable_sort(out, std::greater<>(), &Name::size);
  return out;
}

/// "Li Ming" is none of "Li Mingze".
bool goes_on(const std::vector<Sign>& signs, std::size_t before, std::size_t after) {
  return signs[before].end == signs[after].at && is_ascii(signs[before].is) &&
         is_ascii(signs[after].is) && !spelling(signs[before].is).empty() &&
         !spelling(signs[after].is).empty();
}

bool stands_at(const std::vector<Sign>& signs, std::size_t at, const Name& name) {
  const std::size_t end = at + name.size();
  if (end > signs.size() || (at > 0 && goes_on(signs, at - 1, at)) ||
      (end < signs.size() && goes_on(signs, end - 1, end)))
    return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (signs[at + i].is != name[i]) return false;
  return true;
}

}  // namespace

std::string without_names(std::string_view text, std::string_view given) {
  const std::vector<Name> names = names_in(given);
  const std::vector<Sign> signs = signs_of(text);
  std::string out;
  std::size_t shown = 0;  // bytes of the text
  for (std::size_t at = 0; at < signs.size();) {
    const auto name =
        std::ranges::find_if(names, [&](const Name& each) { return stands_at(signs, at, each); });
    if (name == names.end()) {
      ++at;
      continue;
    }
    out += text.substr(shown, signs[at].at - shown);
    out += hidden;
    at += name->size();
    shown = signs[at - 1].end;
  }
  return out += text.substr(shown);
}

bool has_names(std::string_view text, std::string_view given) {
  return without_names(text, given) != text;
}

}  // namespace gavel
