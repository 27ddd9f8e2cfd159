#pragma once
// Whether a text names a law or an administrative regulation, as somebody does who leaves a
// procedure for that of another law (Decree 713 art. 3).
#include <string_view>

namespace gavel {

/// By its title in 《》, whatever stands around it, or bare with an article behind it
/// ("土地管理法第四十七条"): a 法 or 法典; a 条例, and the rules that carry a law out (实施细则),
/// but local ones, which begin with the province's or city's name; 规定 and 办法 of the State
/// Council; decisions of the National People's Congress; and what has the number of a State Council
/// decree beside it. What an organ or the Party calls 办法, 做法, 规则 or 条例 is no law, nor is a
/// notice or an opinion about one, or a draft.
[[nodiscard]] bool names_law(std::string_view text);

}  // namespace gavel
