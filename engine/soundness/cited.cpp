#include "engine/soundness/cited.hpp"

#include <algorithm>
#include <set>

#include "engine/soundness/say.hpp"

namespace gavel::soundness {
namespace {

using procedure::Citation;
using procedure::Procedure;
using procedure::Source;

class Cited {
 public:
  explicit Cited(const Procedure& procedure) : procedure_(procedure) {}

  std::vector<Diagnostic> check() {
    for (const auto& [id, rule] : procedure_.rules) check(rule.citations, rule.place);
    for (const auto& [name, type] : procedure_.events) check(type.citations, type.place);
    for (const auto& [id, clock] : procedure_.clocks) check(clock.citations, clock.place);
    for (const auto& step : procedure_.mandatory) check(step.citations, step.place);
    // These do not know where they stand; the list that lacks the article does.
    for (const auto& [id, role] : procedure_.roles) check(role.citations, std::nullopt);
    for (const auto& [code, document] : procedure_.documents)
      check(document.citations, std::nullopt);
    for (const auto& parameter : procedure_.parameters) check(parameter.citations, std::nullopt);
    check_roles();
    return std::move(found_);
  }

 private:
  /// An instrument without a list of its articles may be cited by any.
  void check(const std::vector<Citation>& citations, const std::optional<Place>& place) {
    for (const Citation& citation : citations) {
      const auto source = std::ranges::find(procedure_.sources, citation.source, &Source::id);
      if (source == procedure_.sources.end() || source->articles.empty()) continue;
      const std::string number = citation.article.substr(0, citation.article.find('('));
      if (number.empty() ||
          std::ranges::find(source->articles, number, &procedure::Article::number) !=
              source->articles.end()) {
        continue;
      }
      const std::string cited = source->id + ":" + citation.article;
      if (place) {
        say(found_, *place, Sentence{"unknown-article", {{"cited", cited}, {"article", number}}});
      } else {
        say(found_, source->place,
            Sentence{"unknown-article", "elsewhere", {{"cited", cited}, {"article", number}}});
      }
    }
  }

  void check_roles() {
    std::set<std::string> named;
    for (const auto& [name, type] : procedure_.events)
      named.insert(type.who.begin(), type.who.end());
    for (const auto& [id, role] : procedure_.roles) {
      if (named.contains(id)) continue;
      say(found_, procedure_.chart->states[0].place, Sentence{"unused-role", {{"role", id}}});
    }
  }

  const Procedure& procedure_;
  std::vector<Diagnostic> found_;
};

}  // namespace

std::vector<Diagnostic> check_cited(const Procedure& procedure) { return Cited(procedure).check(); }

}  // namespace gavel::soundness
