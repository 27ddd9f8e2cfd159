#pragma once
// What was done for each article that binds (Decree 713, art. 26: the statement of procedure
// performed, 履行法定程序的说明). It is read off the record; nobody types it.
#include <map>

#include "engine/matter/clock_run.hpp"
#include "engine/matter/matter.hpp"
#include "engine/procedure/law.hpp"
#include "engine/procedure/told.hpp"

namespace gavel::matter {

/// Another matter that an entry of a form names, as its register had it when that was sent.
struct NamedMatter {
  std::string id;
  std::string title;   ///< Empty: it is kept to those with a part in it.
  std::string number;  ///< Of the document by which it was decided; empty: not known.
};

/// One of the pool whom an entry of a form names, as the pool had them when that was sent.
struct NamedExpert {
  std::string id, name;
  std::string unit, specialty;  ///< Empty: not known; an institution has no unit.
};

/// One entry of an event's form, as it was filled in.
struct Said {
  const procedure::Field* field = nullptr;  ///< Of the procedure; lives as long as that does.
  Json value;
  std::string document = {};  ///< Of a number that is a version of a paper: that paper's code.
  std::optional<NamedMatter> matter = {};  ///< That it names; none where no register knew it.
  std::vector<NamedExpert> experts = {};   ///< Those it names whom the pool knew.
  /// Of the unit that was typed for an expert: the other one that the register of accounts had
  /// them in. Empty: none, or the same.
  std::string registered_unit = {};
};

/// Whoever keeps out of the matter by an order of recusal that names another to act.
struct KeepsOut {
  std::string account, name;
  std::optional<Instant> ordered;  ///< Empty: not kept.
  bool lent = false;  ///< What was done was done on their behalf, by a delegation, too.
};
/// The head for whom `deputy` acts by such an order, as the register came with the event.
[[nodiscard]] std::optional<KeepsOut> head_out(const Event& event, const std::string& deputy);

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
  /// In whose place it was done: of a head by whom the order names, in the own name or the head's;
  /// of others where it was done on their behalf.
  std::optional<KeepsOut> in_place_of = {};
};

/// The event as people sent it; without a title where the procedure has no such event: timers,
/// moves.
[[nodiscard]] Deed deed_of(const procedure::Procedure& procedure, const Event& event);

enum class Outcome {
  open,       ///< Nothing yet.
  under_way,  ///< Begun, and not concluded yet by what concludes it.
  ended,      ///< Begun, and what concludes it can no longer happen.
  given_up,   ///< It was asked for by what was taken back since.
  done,
  reopened,      ///< It was done, or left out, and is to be done again, which it is not yet.
  not_again,     ///< The same, and whatever may still happen does not lead to it.
  not_required,  ///< Left out lawfully, with reasons.
  skipped,       ///< Passed over: for the reasons of a move to another version, or without any.
  not_come_to,   ///< Nothing, and whatever may still happen does not lead to it.
};
/// "open", "under_way", "ended", "given_up", "done", "reopened", "not_again",
/// "not_required", "skipped", "not_come_to".
[[nodiscard]] std::string_view name(Outcome outcome);

/// A step that the article demands.
struct StepPerformed {
  std::string id;
  Text title;
  Outcome outcome = Outcome::open;
  /// What came to that since the step last became due: the last event, but of those that only come
  /// past a step that is done, none that is not under the step's own article; of a step that is
  /// reopened, what opened it again (of not_again likewise); of one that is begun, ended or given
  /// up, what did that. Its title is empty where that was no event of the procedure.
  std::optional<Deed> by;
  /// Of a step that is reopened or not done again: what it had been done or left out by.
  std::optional<Deed> was = {};
  bool was_left_out = false;
  std::string reason = {};  ///< Of a step that was skipped; empty: none was given.
  /// Of a step that is reopened: what began it anew, where something did.
  std::optional<Deed> begun_again = {};
  /// Of one that is under way, or begun anew: the clock by which it is to be done.
  std::optional<ClockView> due = {};
  /// False of a step that is asked only of matters that come to something this one did not.
  bool has_arisen = true;
};

/// A clock that runs or ran.
struct ClockPerformed : ClockView {
  bool is_ahead = false;  ///< A minimum of plain days, which reaches up to the day it is before.
  bool is_day = false;    ///< It counts no days: it is the day itself.
  /// Of a minimum that what waits for it came before the end of: that.
  std::optional<Deed> cut_short = {};
  bool ran_out = false;  ///< Of a maximum: it ended before what it is for was done.
};

/// An earlier run of a clock, which was over before what it is for was done.
struct OverrunPerformed : Overrun {
  std::string id;
  Text title;
};

/// The office's decision on the class of a change, and what it opened again.
struct ChangePerformed {
  Deed deed;
  std::string value;  ///< "C2".
  Text title;
  std::vector<Text> reopened;  ///< Titles of the states; empty: nothing.
};

/// What an entry of a form says of the matter under an article: `says` has the place {value}.
struct Stated {
  Text says;
  Said said;
};

struct PerformedArticle {
  procedure::Article article;
  Outcome outcome = Outcome::open;
  /// Of an article without a deed of its own that is not required: what left out its step, or the
  /// way of taking it that the article asks for.
  std::optional<Deed> left_out_by;
  std::vector<Stated> stated;
  /// In order of happening; with what took back what was done under it (procedure/told.hpp).
  std::vector<Deed> deeds;
  std::vector<Document> documents;  ///< Every version, in order of adding.
  std::vector<ClockPerformed> clocks;
  std::vector<OverrunPerformed> overruns;  ///< Of its clocks, of runs before those.
  std::vector<StepPerformed> steps;
  [[nodiscard]] bool is_blank() const {
    return deeds.empty() && documents.empty() && stated.empty();
  }
};

struct PerformedSource {
  std::string id;
  Text title;
  /// Those that bind, and those of laws of their own that the matter came under (papers or clocks
  /// of theirs stand in it), by number.
  std::vector<PerformedArticle> articles;
};

/// What each article of a procedure is carried out by, found out once for a version of it.
class Articles {
 public:
  explicit Articles(std::shared_ptr<const procedure::Procedure> procedure);
  [[nodiscard]] const procedure::Procedure& procedure() const { return *procedure_; }
  [[nodiscard]] const std::vector<procedure::CarriedSource>& sources() const { return sources_; }
  [[nodiscard]] const procedure::Told& told(const std::string& source,
                                            const std::string& article) const;
  [[nodiscard]] const procedure::Standings& standings() const { return standings_; }

 private:
  std::shared_ptr<const procedure::Procedure> procedure_;
  std::vector<procedure::CarriedSource> sources_;
  procedure::ToldUnder told_;
  procedure::Standings standings_;
};

/// The instruments in the file's order; those without an article that binds are left out. `events`
/// are all of the matter's, `snapshot` is what they led to.
[[nodiscard]] std::vector<PerformedSource> performed(const Articles& articles,
                                                     const Snapshot& snapshot,
                                                     std::span<const Event> events,
                                                     const std::vector<ClockView>& clocks);

/// The changes of the draft, in the order in which the office decided on their classes; none where
/// the procedure has no <rerun>.
[[nodiscard]] std::vector<ChangePerformed> changes_performed(const procedure::Procedure& procedure,
                                                             std::span<const Event> events);

/// How the matter ended, by what the procedure says of its endings.
struct Ended {
  Text title;
  Deed by;     ///< What brought it there; without a title where nobody sent it.
  Text clock;  ///< Title of the clock whose end did; empty: none did.
};
/// The last ending that it came to; none where it goes on, or no ending is declared.
[[nodiscard]] std::optional<Ended> ended(const procedure::Procedure& procedure,
                                         std::span<const Event> events);

/// What people did that neither an article nor a change tells: a matter that was withdrawn. In
/// order of happening.
[[nodiscard]] std::vector<Deed> others_performed(const procedure::Procedure& procedure,
                                                 std::span<const Event> events,
                                                 const std::vector<PerformedSource>& told,
                                                 const std::vector<ChangePerformed>& changes);

/// An entry of the record that a later one corrects; it stays as it was entered.
struct CorrectedEntry {
  Deed of;  ///< The entry; without a title where it was no event of the procedure's.
  std::optional<Document> paper;  ///< That it filed; none: it filed none.
  Deed by;                        ///< What corrects it.
};
/// In the order of correcting. An event corrects where its form names an entry of the record.
[[nodiscard]] std::vector<CorrectedEntry> corrected_entries(const procedure::Procedure& procedure,
                                                            std::span<const Event> events);

/// How things stand now with what was done: see procedure::Standing. By the event's number.
[[nodiscard]] std::map<std::int64_t, Text> standings(const Articles& articles,
                                                     const Snapshot& snapshot,
                                                     std::span<const Event> events,
                                                     const calendar::Calendar& calendar);

}  // namespace gavel::matter
