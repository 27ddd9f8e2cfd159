#pragma once
// A legal basis as people write it, taken apart: titles, decree numbers, articles, and the words
// that stand between them. What belongs together is judged in instruments.cpp.
#include <string>
#include <string_view>
#include <vector>

namespace gavel::procedure {

struct Instrument;

struct CitationPart {
  /// A subject is what an instrument is about, in English: no title, and no citation by itself.
  enum class Kind { title, decree, article, subject } kind;
  /// Who a decree says it is of: the State Council, nobody ("722号令"), a region of the table
  /// ("内蒙古自治区人民政府令第248号"), a government that only its title tells
  /// ("自治区政府令第248号", "政府令第248号"), or somebody else ("江西省政府令第247号").
  enum class Issuer { state_council, unnamed, region, government, other } issuer = Issuer::unnamed;
  /// Of a region its name; of a government what it says of its region: "自治区"; empty: nothing.
  std::string_view region = {};
  const Instrument* instrument = nullptr;  ///< Of a title or a subject that is in the table.
  int number = 0;   ///< Of an article or a decree; 0: a decree whose number cannot be read.
  int edition = 0;  ///< Of a title: the year that it gives for its edition; 0: none.
  /// What stands between the part before and this one, but the name of a region or a government.
  std::string gap = {};
  std::string text = {};  ///< Of a title in 《》 that is not in the table: it.
};

/// In the order of the text. Figures may be Chinese, Arabic, full-width or English words,
/// characters simplified or traditional, brackets of any kind.
[[nodiscard]] std::vector<CitationPart> citation_parts(std::string_view text);
/// Whether the number of a document stands in it, 国办发〔2019〕27号: a year in brackets, then the
/// number. 1号楼 has none.
[[nodiscard]] bool has_document_number(std::string_view text);

/// Who is named at the end of what stands before a decree's number.
struct NamedIssuer {
  CitationPart::Issuer issuer;
  std::string_view region;  ///< As in CitationPart.
  std::string_view before;  ///< What stands before the name of a region or a government.
};
[[nodiscard]] NamedIssuer issuer_before(std::string_view gap);
/// "自治区" of 内蒙古自治区, and "内蒙古".
[[nodiscard]] std::string_view kind_of_region(std::string_view region);
[[nodiscard]] std::string_view short_region(std::string_view region);

/// A number at the beginning of `rest`, which moves on behind it: 713, 七百一十三, 七一三.
/// 0: there is none, or it is too long.
[[nodiscard]] int take_number(std::string_view& rest);
/// Likewise of English text, where it may be in words: 713, seven hundred and thirteen.
[[nodiscard]] int take_english_number(std::string_view& rest);

/// `text` with what is written in traditional characters, 國務院令第713號, as the table has it.
[[nodiscard]] std::string in_simplified(std::string_view text);

}  // namespace gavel::procedure
