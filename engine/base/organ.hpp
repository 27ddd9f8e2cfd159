#pragma once
// Organs as people name them: in full, with the higher levels before it, or shortly.
#include <string_view>

namespace gavel {

/// Whether both name one organ: 阿尔山市人民政府 is 阿尔山市政府 and 兴安盟阿尔山市人民政府, and
/// where a name leaves its place out, 市人民政府; 城东区 is not 东区, nor a city one of its
/// districts.
[[nodiscard]] bool is_one_organ(std::string_view one, std::string_view other);

}  // namespace gavel
