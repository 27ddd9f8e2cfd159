#pragma once
// The statement of procedure performed (art. 26), as tests read it off a course.
#include "engine/matter/exceptions.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {

struct Statement {
  explicit Statement(Course& course)
      : sources(matter::performed(
            matter::Articles(major_decision()), course.given.snapshot(), course.given.events(),
            matter::clocks(*major_decision(), course.given.snapshot(), facts(), course.given.now(),
                           matter::real_calendar()))) {}
  const matter::PerformedArticle& article(const std::string& number) const {
    for (const auto& article : sources.at(0).articles)
      if (article.article.number == number) return article;
    throw std::runtime_error("no article " + number);
  }
  std::vector<std::string> deeds(const std::string& number) const {
    std::vector<std::string> out;
    for (const auto& deed : article(number).deeds) out.push_back(deed.event);
    return out;
  }
  std::vector<matter::PerformedSource> sources;
};

/// "M2 done participation.feedback by wang; ".
inline std::string steps_of(const Statement& statement, const std::string& article) {
  std::string out;
  for (const auto& step : statement.article(article).steps) {
    out += step.id + " " + std::string(matter::name(step.outcome));
    if (step.by) out += " " + step.by->event + " by " + step.by->by.account;
    out += "; ";
  }
  return out;
}

/// "shortened_notice under notice.open by wang allowed by zhao [decree-713:15]; ".
inline std::string exceptions_of(const Course& course) {
  std::string out;
  for (const auto& used :
       matter::exceptions_used(*major_decision(), course.given.snapshot(), course.given.events())) {
    out +=
        used.kind + " by " + (used.deed ? used.deed->event + " of " + used.deed->by.account : "");
    if (!used.approval.approver.empty()) out += " allowed by " + used.approval.approver;
    for (const auto& citation : used.citations)
      out += " [" + citation.source + ":" + citation.article + "]";
    out += "; ";
  }
  return out;
}

}  // namespace gavel::law
