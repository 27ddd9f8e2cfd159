// Deletes one thing at a time from a shipped procedure and holds the checker to finding it. What it
// does not find is listed here by name, each with the reason why nothing lawful changes by it.
#include <map>
#include <set>

#include "tests/soundness/given.hpp"
#include "tests/soundness/mutants.hpp"

namespace gavel::soundness {
namespace {

const std::set<std::string> harmless{
    // Without these an event that comes too early is refused all the same, as one that is not
    // possible now; they are there to name the rule.
    "transition before_decision, meeting.submit, review.conclusion == '' || In('sent_back')",
    "transition before_decision, publication.publish, party.reported_on == ''",
    "transition decided, publication.publish, party.reported_on == ''",
    "transition consolidating, outcome.correct, meeting.outcome == 'amend' && !In('sent_back')",
    // Without it a decision that fell waits to be withdrawn and is not discussed anew: it allows
    // nothing, and the tests of the law ask for the discussion.
    "transition rediscussion, meeting_scheduled",
    // What was ended by an entry that was a slip goes on where it stood, by the correction of that
    // very entry alone, while its file is not being closed: neither brings it further than it had
    // come, and the tests of the law ask (Article38, Article8).
    "transition invalidated, decision.annul",
    "transition invalidated, record.correct, _event.data.anew == true && count(annulments) == 1 && "
    "annulments[0].entry == _event.data.seq, as_it_stood",
    "guard invalidated, record.correct, _event.data.anew == true && count(annulments) == 1 && "
    "annulments[0].entry == _event.data.seq, as_it_stood",
    "transition refused, record.correct, _event.data.anew == true && upper.entry == "
    "_event.data.seq, as_it_stood",
    "guard refused, record.correct, _event.data.anew == true && upper.entry == _event.data.seq, "
    "as_it_stood",
    "guard after_decision, decision.annul, !In('building'), invalidated",
    "guard after_decision, upper.outcome, In('issuing') && _event.data.outcome == 'refused', "
    "refused",
    // That the day which the public was told stands, and that the period may end after it, the
    // tests of the law ask (Article15).
    "transition pp_open, clock.T02, today() <= notice.closes_on",
    "transition pp_open, clock.T02A, !reached('T02')",
    // While the review is paused its clock has no end; the transition after it sends the same clock
    // again, and neither does anything else.
    "transition legality_review, clock.T08, review.paused_on != ''",
    // The rules of the meeting ask the register of recusals itself; these enter into the meeting
    // what stands there, once. Quorum and votes count members, not entries.
    "guard deliberating, system.recused, contains(meeting.members, _event.data.member) && "
    "!find(meeting.recused, 'member', _event.data.member)",
    "guard meeting_called, system.recused, contains(meeting.members, _event.data.member) && "
    "!find(meeting.recused, 'member', _event.data.member)",
    "transition deliberating, system.recused, contains(meeting.members, _event.data.member) && "
    "!find(meeting.recused, 'member', _event.data.member)",
    "transition meeting_called, system.recused, contains(meeting.members, _event.data.member) && "
    "!find(meeting.recused, 'member', _event.data.member)",
    // Likewise, when the register lifts one: without these the member stays out until the next
    // notice, and what the register never said lifts nothing, for there is nothing to lift.
    "guard deliberating, system.recusal_lifted, !!find(where(meeting.recused, 'member', "
    "_event.data.member), 'registered', true)",
    "guard meeting_called, system.recusal_lifted, !!find(where(meeting.recused, 'member', "
    "_event.data.member), 'registered', true)",
    "transition deliberating, system.recusal_lifted, !!find(where(meeting.recused, 'member', "
    "_event.data.member), 'registered', true)",
    "transition meeting_called, system.recusal_lifted, !!find(where(meeting.recused, 'member', "
    "_event.data.member), 'registered', true)",
    // Without it the feedback is not held up, which is no matter of the chart: the tests of the law
    // ask for that.
    "transition pp_open, system.classified",
    // Without it a hearing that goes with its notice is not owed: Article16 asks for that.
    "transition pp, hearing.taken_along",
    // The rules of these events ask the same and refuse them; without these they stand on the task
    // list while there is nothing to take back.
    "guard pp, hearing.forgo, hearing_owed == true",
    // Without it what adjusts nothing is told to adjust nothing: Article37 asks for that.
    "guard before_decision, predecessor.drop, !!proposal.predecessor",
    "guard pp, hearing.release, notice.hearing_basis != ''",
    "guard returned, record.correct, _event.data.anew == true && returned.entry == "
    "_event.data.seq, as_it_waited",
    "guard pp, group.release, count(notice.special_groups) > 0",
    // Without these a paper that the system wrote later is taken for somebody's own: it is neither
    // signed nor archived.
    "transition rejected, system.written",
    "transition after_decision, system.written",
    // A report, record or minutes: the rules of these events ask the same and refuse them.
    "guard before_decision, risk.confirm, !!risk.over",
    "guard issuing, risk.confirm, !!risk.over",
    "guard before_decision, stance.confirm, meeting.on != '' || of_earlier_sitting()",
    "guard before_decision, stance.dispute, meeting.on != '' || of_earlier_sitting()",
    "guard before_decision, record.sign, meeting.outcome != ''",
    "guard before_decision, record.refuse, meeting.outcome != ''",
    "guard before_decision, minutes.sign, meeting.outcome != ''",
    "guard before_decision, minutes.refuse, meeting.outcome != ''",
    "guard before_decision, minutes.issue, meeting.outcome != ''",
    // An approval that does not wait: the rules of these events ask for one of that number that
    // does.
    "guard after_decision, exception.confirm, count(exceptions, 'approval', 'waiting') > 0 || "
    "count(exceptions, 'approval', 'disputed') > 0",
    "guard after_decision, exception.dispute, count(exceptions, 'approval', 'waiting') > 0",
    "guard after_decision, exception.drop, count(exceptions, 'approval', 'waiting') > 0 || "
    "count(exceptions, 'approval', 'disputed') > 0",
    "guard before_decision, exception.confirm, count(exceptions, 'approval', 'waiting') > 0 || "
    "count(exceptions, 'approval', 'disputed') > 0",
    "guard before_decision, exception.dispute, count(exceptions, 'approval', 'waiting') > 0",
    "guard before_decision, exception.drop, count(exceptions, 'approval', 'waiting') > 0 || "
    "count(exceptions, 'approval', 'disputed') > 0",
    // What waits for no meeting: the rule of these events asks the same and refuses them.
    "guard after_decision, suspension.confirm suspension.lift, unconfirmed.on != '' || "
    "(suspension.urgent == true && suspension.confirmed == '' && suspension.on != '')",
    // What a matter holds is not followed. Without the first a decision that is suspended is shown
    // as
    // executed, and the rules of its events refuse what may not happen while it is suspended;
    // without
    // the second one that was resumed is shown as suspended until it is adjusted or ended.
    "transition executing, suspension.stands == true, suspended",
    "transition suspended, suspension.stands == false, executing",
    // Likewise, a decision that was published could be published once more, by the same rules.
    "guard carrying_out, publication.publish, !!publication.delivered_on && "
    "!publication.published_on",
    // Likewise, what a decision adjusts could be named after it was made, and named anew.
    "guard after_decision, predecessor.name, !proposal.predecessor && !(proposal.predecessor == "
    "'')",
    // Without it no task that is not done on its day would be told: an alarm, which allows and
    // forbids nothing.
    "transition carrying_out, task.next",
    // Likewise, after what was suspended is resumed.
    "transition carrying_out, execution.go_on",
    // A draft goes back to be drafted again before the public is asked: while the units are
    // consulted, or after. Without one of the two the other is left; and in a later round, where
    // the tests of changes refuse it, every step would be taken anew all the same.
    "transition coordinating, draft.redraft, count(changes) == 0, drafting",
    "guard coordinating, draft.redraft, count(changes) == 0, drafting",
    "transition pp_planning, draft.redraft, count(changes) == 0, drafting",
    "guard pp_planning, draft.redraft, count(changes) == 0, drafting",
    // A step that was concluded wrongly is done again from its beginning. Without the way back it
    // stands as it was concluded; without the guard one that is under way begins anew.
    "transition pp, step.reopen, _event.data.step == 'pp' && (In('pp_done') || "
    "In('pp_collating')), "
    "pp_planning",
    "guard pp, step.reopen, _event.data.step == 'pp' && (In('pp_done') || In('pp_collating')), "
    "pp_planning",
    "transition ex, step.reopen, _event.data.step == 'ex' && In('ex_done'), ex_planning",
    "guard ex, step.reopen, _event.data.step == 'ex' && In('ex_done'), ex_planning",
    "transition ra, step.reopen, _event.data.step == 'ra' && In('ra_done'), ra_planning",
    "guard ra, step.reopen, _event.data.step == 'ra' && In('ra_done'), ra_planning",
    "transition fc, step.reopen, _event.data.step == 'fc' && In('fc_done'), fc_planning",
    "guard fc, step.reopen, _event.data.step == 'fc' && In('fc_done'), fc_planning",
    // A check for secrets that stands is nobody's task; without the guard it could be made again.
    "guard pp_planning, notice.check, notice_check.draft_sha256 != _x.documents['DRF-04'].sha256 "
    "|| notice_check.explanation_sha256 != _x.documents['DRF-05'].sha256 || notice_check.at < "
    "reopened_at || (!!find(put_back, 'step', 'pp') && notice_check.at < find(put_back, 'step', "
    "'pp').at) || notice_check.paper_sha256 != _x.documents['PUB-12'].sha256",
    // A letter that was posted in time is taken in several states: without one of these it is
    // refused there, or leads a step that was not asked for back to where it is summed up.
    "transition pp_open, comment.enter",
    "transition pp_collating, comment.enter",
    "transition pp, comment.enter, In('pp_done') && participation.required == true, pp_collating",
    "guard pp, comment.enter, In('pp_done') && participation.required == true, pp_collating",
    "guard amending, comment.enter, participation.required == true, pp_collating",
    "guard consolidating, comment.enter, participation.required == true, pp_collating",
    "guard unit_approval, comment.enter, participation.required == true, pp_collating",
    // The open call that was forgone, while the public is heard: its rule asks the same.
    "guard pp, notice.resume, participation.forgone == true && In('pp_collating'), pp_planning",
    // A change is told and classed in later rounds, and in the first where a step failed. What a
    // matter holds is not followed: the rules of these events refuse them otherwise.
    "guard procedure, draft.revise, changes_are_told()",
    "guard procedure, change.decide, changes_are_told() && (!opens_no_step()), procedure",
    // Only a hearing that was held is found to stand: its rule asks the same.
    "guard pp_collating, hearing.stand, held_before() && hearing.held_on == ''",
    // A hearing is held while the notice is open or after it closed. Without one of the two its
    // steps are taken in the other, by the same rules.
    "transition pp_open, hearing.open",
    "transition pp_open, hearing.speak",
    "transition pp_open, hearing.confirm",
    "transition pp_open, hearing.hold",
    "transition pp_open, hearing.report",
    "transition pp_collating, hearing.open",
    "transition pp_collating, hearing.speak",
    "transition pp_collating, hearing.confirm",
    "transition pp_collating, hearing.hold",
    "transition pp_collating, hearing.report",
};

/// Of the catalogue. A version is never less than 0, so the way for one above is what is left over;
/// and without it an adjustment that was begun could only be finished: conditions on what a matter
/// holds are not followed. Nothing unlawful becomes possible.
const std::set<std::string> harmless_of_catalogue{
    "guard compiling, catalogue.give_up, version > 0, in_force",
    "transition compiling, catalogue.give_up, version > 0, in_force",
};

/// Of the vote. As above: the rules of the meeting ask the register of recusals themselves, and
/// those of record and minutes whether there was a meeting.
const std::set<std::string> harmless_of_vote{
    "guard before_agenda, minutes.sign, meeting.outcome != ''",
    "guard before_agenda, record.refuse, meeting.outcome != ''",
    "guard before_agenda, record.sign, meeting.outcome != ''",
    "guard on_agenda, minutes.sign, meeting.outcome != ''",
    "guard on_agenda, record.refuse, meeting.outcome != ''",
    "guard on_agenda, record.sign, meeting.outcome != ''",
    "guard in_meeting, system.recusal_lifted, !!find(where(attendance, 'registered', true), "
    "'member', _event.data.member)",
    "transition in_meeting, system.recusal_lifted, !!find(where(attendance, 'registered', true), "
    "'member', _event.data.member)",
    "guard in_meeting, system.recused, is_newly_recused()",
    "transition in_meeting, system.recused, is_newly_recused()",
    "guard voting, system.recused, is_newly_recused(), discussing",
    "transition voting, system.recused, is_newly_recused(), discussing",
    // Where nobody hears which paper is the system's own, it is signed by nobody.
    "transition before_agenda, system.written",
    "transition carried, system.written",
    "transition deferred, system.written",
    "transition in_meeting, system.written",
    "transition not_carried, system.written",
    "transition on_agenda, system.written",
};

struct Share {
  int caught = 0, all = 0;
};

struct Result {
  std::map<std::string, Share> by_kind;
  std::set<std::string> survivors;
};

/// Reading and what needs no courses come first: most are caught there, in a tenth of the time.
bool is_caught(const std::string& xml) {
  const auto read = procedure::read(xml, "mutant.scxml", "abc");
  if (read.procedure == nullptr) return true;
  return !check_as_written(*read.procedure).empty() || !check(*read.procedure).empty();
}

/// Tries every way to delete something, or one in `of` of them, beginning with the one `from`.
Result deleted_one_by_one(const char* file, std::size_t from = 0, std::size_t of = 1) {
  Result out;
  const auto all = mutants(file_text(file));
  for (std::size_t i = from; i < all.size(); i += of) {
    const Mutant& mutant = all[i];
    Share& share = out.by_kind[mutant.kind];
    ++share.all;
    if (is_caught(mutant.xml)) {
      ++share.caught;
    } else {
      out.survivors.insert(mutant.kind + " " + mutant.what);
    }
  }
  return out;
}

void show(const char* file, const Result& result) {
  Share sum;
  for (const auto& [kind, share] : result.by_kind) {
    std::printf("%s: %s: %d of %d caught\n", file, kind.c_str(), share.caught, share.all);
    sum.caught += share.caught;
    sum.all += share.all;
  }
  std::printf("%s: %d of %d caught (%.1f %%)\n", file, sum.caught, sum.all,
              100.0 * sum.caught / sum.all);
  ASSERT_GT(sum.caught, 0);
}

constexpr const char* major = "workflows/major-decision.scxml";
/// There are so many that they are tried in parts, side by side.
constexpr std::size_t parts = 8;

std::string name_of(const Mutant& mutant) { return mutant.kind + " " + mutant.what; }

class MutantsOfTheMajorDecision : public testing::TestWithParam<std::size_t> {};

TEST_P(MutantsOfTheMajorDecision, AreCaughtUnlessTheyChangeNothingLawful) {
  const Result result = deleted_one_by_one(major, GetParam(), parts);
  show("major-decision", result);
  std::set<std::string> expected;
  const auto all = mutants(file_text(major));
  for (std::size_t i = GetParam(); i < all.size(); i += parts) {
    if (harmless.contains(name_of(all[i]))) expected.insert(name_of(all[i]));
  }
  EXPECT_EQ(result.survivors, expected);
}
INSTANTIATE_TEST_SUITE_P(Parts, MutantsOfTheMajorDecision, testing::Range(std::size_t{0}, parts));

TEST(Mutants, ThatAreNamedAsHarmlessAreThere) {
  std::set<std::string> names;
  for (const Mutant& mutant : mutants(file_text(major))) names.insert(name_of(mutant));
  for (const std::string& name : harmless) EXPECT_TRUE(names.contains(name)) << name;
}

TEST(Mutants, OfTheCatalogueAreCaught) {
  const Result result = deleted_one_by_one("workflows/catalogue.scxml");
  show("catalogue", result);
  EXPECT_EQ(result.survivors, harmless_of_catalogue);
}

TEST(Mutants, OfTheCollectiveVoteAreCaught) {
  const Result result = deleted_one_by_one("workflows/collective-vote.scxml");
  show("collective-vote", result);
  EXPECT_EQ(result.survivors, harmless_of_vote);
}

TEST(Mutants, OfTheFollowUpAreCaught) {
  const Result result = deleted_one_by_one("workflows/follow-up.scxml");
  show("follow-up", result);
  EXPECT_THAT(result.survivors, IsEmpty());
}

TEST(Mutants, OfTheLettersAreCaught) {
  const Result result = deleted_one_by_one("workflows/letters.scxml");
  show("letters", result);
  EXPECT_THAT(result.survivors, IsEmpty());
}

}  // namespace
}  // namespace gavel::soundness
