#pragma once
// The statement of procedure performed of a course, as text.
#include "api/routes/performed_writer.hpp"
#include "tests/law/course.hpp"

namespace gavel::api {

inline std::string statement_of(law::Course& course, Language language = Language::zh) {
  const auto& procedure = *law::major_decision();
  const auto& snapshot = course.given.snapshot();
  const auto& events = course.given.events();
  PerformedRecord record{law::major_decision(),      snapshot, {}, {}, {}, {},
                         day_of(course.given.now()), Names()};
  record.changes = matter::changes_performed(procedure, events);
  record.exceptions = matter::exceptions_used(procedure, snapshot, events);
  record.ended = matter::ended(procedure, events);
  record.corrections = matter::corrected_entries(procedure, events);
  const matter::Articles articles(law::major_decision());
  record.standings = matter::standings(articles, snapshot, events, matter::real_calendar());
  record.sources = matter::performed(articles, snapshot, events,
                                     matter::clocks(procedure, snapshot, law::facts(),
                                                    course.given.now(), matter::real_calendar()));
  record.others = matter::others_performed(procedure, events, record.sources, record.changes);
  return PerformedWriter(record, language).text();
}

}  // namespace gavel::api
