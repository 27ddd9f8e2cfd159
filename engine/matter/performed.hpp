#pragma once
// What was done for each article that binds (Decree 713, art. 26: the statement of procedure
// performed, 履行法定程序的说明). It is read off the record; nobody types it.
#include "engine/matter/matter.hpp"

namespace gavel::matter {

/// One entry of an event's form, as it was filled in.
struct Said {
  Text title;
  procedure::Field::Type type = procedure::Field::Type::text;
  Json value;
  Text choice;  ///< Title of the value of a choice.
};

/// An event that carries an article out.
struct Deed {
  std::int64_t seq = 0;
  std::string event;
  Text title;
  Actor by;
  Instant at;
  std::vector<Said> said;
};

/// A step that the article demands.
struct StepPerformed {
  std::string id;
  Text title;
  bool done = false;  ///< One of its states was entered since the step last became due.
};

struct PerformedArticle {
  procedure::Article article;
  std::vector<Deed> deeds;          ///< In order of happening.
  std::vector<Document> documents;  ///< Every version, in order of adding.
  std::vector<ClockView> clocks;    ///< Those that run or ran.
  std::vector<StepPerformed> steps;
  [[nodiscard]] bool is_blank() const { return deeds.empty() && documents.empty(); }
};

struct PerformedSource {
  std::string id;
  Text title;
  std::vector<PerformedArticle> articles;  ///< Those that bind, by number.
};

/// The instruments in the file's order; those without an article that binds are left out. `events`
/// are all of the matter's, `snapshot` is what they led to.
[[nodiscard]] std::vector<PerformedSource> performed(const procedure::Procedure& procedure,
                                                     const Snapshot& snapshot,
                                                     std::span<const Event> events,
                                                     const std::vector<ClockView>& clocks);

}  // namespace gavel::matter
