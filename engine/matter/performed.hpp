#pragma once
// What was done for each article that binds (Decree 713, art. 26: the statement of procedure
// performed, 履行法定程序的说明). It is read off the record; nobody types it.
#include "engine/matter/matter.hpp"

namespace gavel::matter {

/// One entry of an event's form, as it was filled in.
struct Said {
  const procedure::Field* field = nullptr;  ///< Of the procedure; lives as long as that does.
  Json value;
  std::string document = {};  ///< Of a number that is a version of a paper: that paper's code.
};

/// An event that carries an article out.
struct Deed {
  std::int64_t seq = 0;
  std::string event;
  Text title;
  Actor by;
  Instant at;
  std::vector<Said> said;
  /// Signed by whoever sent it. Of an event that some of its senders sign and others only enter,
  /// what the others enter is not.
  bool is_signed = false;
  bool is_entered_for_others = false;
};

/// The event as people sent it; without a title where the procedure has no such event: timers,
/// moves.
[[nodiscard]] Deed deed_of(const procedure::Procedure& procedure, const Event& event);

enum class Outcome {
  open,  ///< Nothing yet.
  done,
  reopened,      ///< It was done, or left out, and is to be done again, which it is not yet.
  not_required,  ///< Left out lawfully, with reasons.
  skipped,       ///< Passed over: for the reasons of a move to another version, or without any.
  not_come_to,   ///< Nothing, and whatever may still happen does not lead to it.
};
/// "open", "done", "reopened", "not_required", "skipped", "not_come_to".
[[nodiscard]] std::string_view name(Outcome outcome);

/// A step that the article demands.
struct StepPerformed {
  std::string id;
  Text title;
  Outcome outcome = Outcome::open;
  /// What came to that since the step last became due: the last event, but of those that only come
  /// past a step that is done, none that is not under the step's own article; of a step that is
  /// reopened, what opened it again. Its title is empty where that was no event of the procedure.
  std::optional<Deed> by;
  std::string reason;  ///< Of a step that was skipped; empty: none was given.
  /// False of a step that is asked only of matters that come to something this one did not.
  bool has_arisen = true;
};

/// A clock that runs or ran.
struct ClockPerformed : ClockView {
  bool is_ahead = false;  ///< A minimum of plain days, which reaches up to the day it is before.
  bool is_day = false;    ///< It counts no days: it is the day itself.
  /// Of a minimum that what waits for it came before the end of: that.
  std::optional<Deed> cut_short = {};
};

/// The office's decision on the class of a change, and what it opened again.
struct ChangePerformed {
  Deed deed;
  std::string value;  ///< "C2".
  Text title;
  std::vector<Text> reopened;  ///< Titles of the states; empty: nothing.
};

struct PerformedArticle {
  procedure::Article article;
  Outcome outcome = Outcome::open;
  /// Of an article without a deed of its own that is not required: what left its step out.
  std::optional<Deed> left_out_by;
  std::vector<Deed> deeds;          ///< In order of happening.
  std::vector<Document> documents;  ///< Every version, in order of adding.
  std::vector<ClockPerformed> clocks;
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

/// The changes of the draft, in the order in which the office decided on their classes; none where
/// the procedure has no <rerun>.
[[nodiscard]] std::vector<ChangePerformed> changes_performed(const procedure::Procedure& procedure,
                                                             std::span<const Event> events);

}  // namespace gavel::matter
