#pragma once
// The citation checker: which number belongs to which instrument, so that a decision is not rested
// on the regulation next door. A real notice of 2024 cited the procedures for major decisions under
// the number of the regulations on the business environment (722 for 713).
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gavel::procedure {

/// An instrument whose text was read, or so much of it as is noted here.
struct Instrument {
  std::string_view title;  ///< Without marks: "优化营商环境条例".
  int decree = 0;          ///< Its number among its issuer's decrees; 0: not known here.
  int last_article = 0;    ///< 0: not known here.
  int read_to = 0;         ///< The highest article that was read, where the last is not known.
  int edition = 0;         ///< Year of the text that was read, as last amended; 0: not known here.
  /// What it is about, as English texts say it, in small letters; empty: not known here.
  std::string_view subject = {};
  /// The region whose government issued it: "内蒙古自治区"; empty: the State Council or above it.
  std::string_view region = {};
};

/// The table, in no particular order. What is not in it is not wrong, only unverified.
[[nodiscard]] std::span<const Instrument> instruments();

struct CitationFinding {
  /// What would be right, in the form documents cite: "《…》（国务院令第713号）"; where title and
  /// number are of two instruments of the table, either. Empty: nothing wrong. Of governments of
  /// which the table has nothing, nothing is wrong.
  std::string expected;
  bool verified =
      false;  ///< Every title and number in it is in the table and they belong together.
};

/// Looks at a legal basis as people write it: titles in 《》 or bare, decree numbers as
/// 国务院令第713号, 国务院713号令, 国令〔2019〕713号, （第713号）, Decree 713, Order No. 713 or
/// State Council Decree No. 713, figures Chinese, Arabic, full-width or English words, characters
/// simplified or traditional. A number is held against the title it stands beside; what
/// stands further apart in running text is no error, but not verified either. An English number is
/// held against what its instrument is about: "Decree 722 (major administrative decisions)" is
/// wrong. A year that a title gives for its edition, 《…条例（2007）》, is held against that of the
/// table.
[[nodiscard]] CitationFinding check_citation(std::string_view text);

/// Whether it names an instrument at all: a title in 《》 or one of the table, the number of a
/// decree or of a document. 此事无法公开 and 办法 name none.
[[nodiscard]] bool names_instrument(std::string_view text);

}  // namespace gavel::procedure
