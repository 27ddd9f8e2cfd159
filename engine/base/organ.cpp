#include "engine/base/organ.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "engine/base/spelling.hpp"

namespace gavel {
namespace {

/// What the name of a place ends in, by its level.
constexpr std::array<std::string_view, 9> levels{"省", "市", "州", "盟", "县",
                                                 "区", "旗", "镇", "乡"};

/// A government is called by its place alone, too.
std::string folded(std::string_view organ) {
  std::string name = spelling(organ);
  for (const std::string_view government : {"人民政府", "政府"}) {
    if (!name.ends_with(government) || name.size() == government.size()) continue;
    name.resize(name.size() - government.size());
    break;
  }
  return name;
}

}  // namespace

bool is_one_organ(std::string_view one, std::string_view other) {
  std::string shorter = folded(one), longer = folded(other);
  if (shorter.size() > longer.size()) std::swap(shorter, longer);
  if (shorter.empty() || !longer.ends_with(shorter)) return false;
  const std::string_view before =
      std::string_view(longer).substr(0, longer.size() - shorter.size());
  return before.empty() || std::ranges::any_of(levels, [&](std::string_view level) {
           return before.ends_with(level) || shorter.starts_with(level);
         });
}

bool is_same_name(std::string_view one, std::string_view other) {
  const std::string name = folded(one);
  return !name.empty() && name == folded(other);
}

std::string institution(std::string_view name) {
  std::string out = spelling(name);
  for (const std::string_view form : {"股份有限公司", "有限责任公司", "有限公司", "公司"}) {
    if (!out.ends_with(form) || out.size() == form.size()) continue;
    out.resize(out.size() - form.size());
    break;
  }
  return out;
}

}  // namespace gavel
