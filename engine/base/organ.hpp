#pragma once
// Organs and institutions as people name them: in full, with the higher levels before it, or
// shortly.
#include <string>
#include <string_view>

namespace gavel {

/// Whether both name one organ: 阿尔山市人民政府 is 阿尔山市政府 and 兴安盟阿尔山市人民政府, and
/// where a name leaves its place out, 市人民政府; 城东区 is not 东区, nor a city one of its
/// districts.
[[nodiscard]] bool is_one_organ(std::string_view one, std::string_view other);

/// Whether they are the same name but for its spelling, and for how a government is called.
[[nodiscard]] bool is_same_name(std::string_view one, std::string_view other);

/// The name of an institution without its spelling (spelling.hpp) and the form of its company:
/// 甲咨询有限责任公司, 甲咨询有限公司 and 甲咨询公司 are one.
[[nodiscard]] std::string institution(std::string_view name);

}  // namespace gavel
