#pragma once
// Names as people write them: with a blank or without, with the brackets of a Chinese keyboard or
// of a Latin one, in capitals or not.
#include <string>
#include <string_view>

namespace gavel {

/// What is left of a name when spelling is left out of account: without blanks and punctuation, of
/// full-width Latin the usual, of capitals small letters. Two spellings of one name are equal then;
/// two names that differ in a sign that is read stay two. Malformed bytes stay as they are.
[[nodiscard]] std::string spelling(std::string_view name);

/// The number of a paper in one spelling: as of a name, with what numbers it (before 号, 期, and of
/// a day 月 and 日) and years in Arabic figures without noughts before them, and without 第 and the
/// 年 that stand before it. "区委〔2026〕 09号", "区委二〇二六年第九号" and "区委〔2026〕9号" are
/// one; other figures are of the name ("三亚", "第09次会议") and stay, and 12-1号 is not 121号.
[[nodiscard]] std::string paper_number(std::string_view written);

}  // namespace gavel
