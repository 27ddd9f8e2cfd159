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

/// One thing that cites the article: in the procedure, or beside it.
struct Carrier {
  enum class Kind { rule, clock, mandatory, event, role, document, parameter, means };
  Kind kind = Kind::rule;
  std::string id;            ///< "G08", "T02", "notice.open", "DRF-04", "notice_days".
  Text says;                 ///< A rule's sentence, else the title.
  std::string article = {};  ///< As cited: "30", "38(3)".
  std::vector<std::string> asked_of = {};  ///< Of a rule: the events it is asked of.
  std::vector<Figure> figures = {};        ///< Of a rule or clock.
};
/// Name on the wire: "rule", "clock", "mandatory-step", "event", "role", "document", "parameter",
/// "means".
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

/// What carries an article out besides any procedure: a register, a role of accounts, a page or a
/// command. It is the program's, so the procedure does not say it.
struct Means {
  std::string source;   ///< Id of a <g:source>.
  std::string article;  ///< As cited: "9", "38(3)".
  std::string id;       ///< "GET /v1/policies", "role auditor".
  Text says;
};
/// A JSON list of `cites` ("decree-713:9"), `id`, `zh`, `en`; throws BrokenInvariant if it is none.
[[nodiscard]] std::vector<Means> means_in(std::string_view json);

/// Sources in the file's order. Of `means`, those of articles that the file lists.
[[nodiscard]] std::vector<CarriedSource> law_of(const Procedure& procedure,
                                                const std::vector<Means>& means = {});

/// A test by what it is named after, "Article15" or "SeparationRule07", and the rules and clocks
/// that it names. Those of articles name their instrument too, "SecrecyArticle42" of "secrecy",
/// unless it is Decree 713.
struct TestName {
  std::string suite, test;
  std::vector<std::string> about = {};
  [[nodiscard]] std::string whole() const { return suite + "." + test; }
};

/// Lines "Article15.NoticeMayNotCloseEarly G08 T02"; others are left out.
[[nodiscard]] std::vector<TestName> tests_in(std::string_view lines);

/// The guards of one number: G11 is the rules G11, G11I, G11N and so on.
struct Guarded {
  std::string id;  ///< "G11".
  std::vector<const Rule*> rules;
};
/// The timers of one number.
struct Timed {
  std::string id;  ///< "T09".
  std::vector<const Clock*> clocks;
};
[[nodiscard]] std::vector<Guarded> guards_of(const Procedure& procedure);  ///< By number.
[[nodiscard]] std::vector<Timed> timers_of(const Procedure& procedure);    ///< By number.

/// Names of the tests that name a rule or clock of that number, "G11" or "G11N" for "G11".
[[nodiscard]] std::vector<std::string> tests_about(const std::string& number,
                                                   const std::vector<TestName>& tests);
/// Names of the tests of a suite, "SeparationRule07" or "ChangeC2".
[[nodiscard]] std::vector<std::string> tests_named(const std::string& suite,
                                                   const std::vector<TestName>& tests);
/// Suites of tests of a separation of duties and of a class of change.
[[nodiscard]] inline std::string suite_of_separation(const std::string& number) {
  return "SeparationRule" + number;
}
[[nodiscard]] inline std::string suite_of_change(const std::string& value) {
  return "Change" + value;
}

/// What `gavel law --json` and GET /v1/law answer: procedure, sources, their articles with
/// carriers, tests and gaps; guards, timers, separations of duty and classes of change with theirs.
[[nodiscard]] JsonObject law_json(const Procedure& procedure, const std::vector<TestName>& tests,
                                  const std::vector<Means>& means = {});

/// Names of the tests of an article of the source of that id.
[[nodiscard]] std::vector<std::string> tests_of(std::string_view source, const std::string& article,
                                                const std::vector<TestName>& tests);

}  // namespace gavel::procedure
