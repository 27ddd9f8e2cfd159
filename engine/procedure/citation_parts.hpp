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
  /// Who a decree says it is of: the State Council, nobody ("722号令"), or somebody else
  /// ("省政府令第247号").
  enum class Issuer { state_council, unnamed, other } issuer = Issuer::unnamed;
  const Instrument* instrument = nullptr;  ///< Of a title or a subject that is in the table.
  int number = 0;        ///< Of an article or a decree; 0: a decree whose number cannot be read.
  int edition = 0;       ///< Of a title: the year that it gives for its edition; 0: none.
  std::string gap = {};  ///< What stands between the part before and this one.
};

/// In the order of the text. Figures may be Chinese, Arabic, full-width or English words,
/// characters simplified or traditional, brackets of any kind.
[[nodiscard]] std::vector<CitationPart> citation_parts(std::string_view text);
/// Whether the number of a document stands in it, 国办发〔2019〕27号: a year in brackets, then the
/// number. 1号楼 has none.
[[nodiscard]] bool has_document_number(std::string_view text);

/// A number at the beginning of `rest`, which moves on behind it: 713, 七百一十三, 七一三.
/// 0: there is none, or it is too long.
[[nodiscard]] int take_number(std::string_view& rest);
/// Likewise of English text, where it may be in words: 713, seven hundred and thirteen.
[[nodiscard]] int take_english_number(std::string_view& rest);

/// `text` with what is written in traditional characters, 國務院令第713號, as the table has it.
[[nodiscard]] std::string in_simplified(std::string_view text);

}  // namespace gavel::procedure
