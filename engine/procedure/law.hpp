#pragma once
// The law beside the procedure: for each article of each instrument what carries it out. The
// articles are those the file lists under its sources; an article that binds a system and that
// nothing carries is a gap.
#include <optional>
#include <string>
#include <vector>

#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {

/// A number a clock or rule takes from the organ's policy.
struct Figure {
  const Parameter* parameter = nullptr;
  /// The parameter cites law; otherwise the number is the organ's own and no citation.
  [[nodiscard]] bool is_statutory() const { return !parameter->citations.empty(); }
};

/// One thing in the procedure that cites the article.
struct Carrier {
  enum class Kind { rule, clock, mandatory, event, role, document, parameter };
  Kind kind = Kind::rule;
  std::string id;            ///< "G08", "T02", "notice.open", "DRF-04", "notice_days".
  Text says;                 ///< A rule's sentence, else the title.
  std::string article = {};  ///< As cited: "30", "38(3)".
  std::vector<std::string> asked_of = {};  ///< Of a rule: the events it is asked of.
  std::vector<Figure> figures = {};        ///< Of a rule or clock.
};
/// Name on the wire: "rule", "clock", "mandatory-step", "event", "role", "document", "parameter".
[[nodiscard]] std::string_view name(Carrier::Kind kind);

struct CarriedArticle {
  Article article;  ///< Without a title where the file does not list it.
  std::vector<Carrier> carriers;
  [[nodiscard]] bool is_gap() const { return article.binds && carriers.empty(); }
};
struct CarriedSource {
  std::string id;
  Text title;
  std::vector<CarriedArticle> articles;  ///< By number; "30(2)" stands under 30.
};

/// Sources in the file's order.
[[nodiscard]] std::vector<CarriedSource> law_of(const Procedure& procedure);

/// Tests by the article they are named after: ("Article15", "NoticeMayNotCloseEarly"). They are of
/// the procedure's first source.
using TestName = std::pair<std::string, std::string>;

/// Lines "Article15.NoticeMayNotCloseEarly"; others are left out.
[[nodiscard]] std::vector<TestName> tests_in(std::string_view lines);

/// What `gavel law --json` and GET /v1/law answer: procedure, sources, their articles with
/// carriers, tests and gaps.
[[nodiscard]] JsonObject law_json(const Procedure& procedure, const std::vector<TestName>& tests);

/// Names of the tests of an article of the first source.
[[nodiscard]] std::vector<std::string> tests_of(const std::string& article,
                                                const std::vector<TestName>& tests);

}  // namespace gavel::procedure
