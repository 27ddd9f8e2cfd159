#pragma once
// The meetings that discussed a matter, as its procedure keeps them in its variables: `meetings`
// (those before) and `meeting` (the last), or, where it decides by vote, `meeting`, `attendance`,
// `speeches`, `views`, `votes` and `history`: workflows/README.md describes the members.
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::api {

struct Stance {
  std::string member, stance, text, by, at;
  std::string status;  ///< "own", "entered", "confirmed", "disputed", "void".
  std::string dispute, answered_at;
  std::string said = {};  ///< Of one who keeps out since: the stance taken before.
};
/// An entry of the recorder that its member disputed, as it stood before it was put right.
struct Correction {
  std::string member, stance, text, by, at, dispute;
  std::string corrected_by, corrected_at;
  std::int64_t entry = 0;            ///< The entry of the record that it corrects; 0: not kept.
  std::int64_t corrected_entry = 0;  ///< The entry that puts it right; 0: not kept.
};
/// A member by the register of positions, on the day of the result.
struct Seated {
  std::string account, name;
  std::vector<std::string> posts;  ///< Their titles.
};
/// Who was entitled when it was decided or counted: kept then, whatever the registers say since.
struct Result {
  std::string at;
  std::vector<std::string> entitled, present, absent, recused, left_out;  ///< Accounts.
  std::vector<std::string> left;                                          ///< After they had voted.
  std::vector<Seated> seats;  ///< Of those due, as far as the register knew them.
  std::int64_t due = 0;       ///< Of whom the quorum was counted; 0: not kept.
};
/// What the quorum was counted of as a meeting opened.
struct Opening {
  std::int64_t due, present;
};
/// Written views that were counted beside the votes.
struct WrittenCount {
  std::int64_t agree = 0, oppose = 0, abstain = 0;
};
struct Speech {
  std::string member, text, at;
};
struct Movement {
  std::string member, kind, at, by;  ///< kind: "arrive", "depart".
};
struct Recusal {
  std::string member, reason, how, by, at;  ///< how: "asked", "ordered".
};
/// A vote that was begun when somebody's recusal was registered: it was taken anew.
struct VoidVote {
  Recusal because;
  std::vector<Stance> votes;  ///< As they had been cast.
  std::vector<Correction> corrections;
};
/// A recusal that whoever decided it took back.
struct Lifted {
  std::string member, reason, by, at;
  std::optional<Recusal> was;  ///< Entries of versions before 1.15.0 do not say.
};
/// Another takes the chair before the meeting opens.
struct ChairChange {
  std::string was, is, reason, by, at;
};
/// An outcome that was entered by a slip, and what put another in its place.
struct OutcomeBefore {
  std::string outcome, reason, correction, by, at;
};
/// What a member said, since, of an entry of an earlier meeting.
struct OfEarlier {
  std::int64_t sitting = 0;  ///< From 1.
  std::string on, member, stance, text, dispute;
  std::string said, said_text, at;  ///< said: put right as; "": disputed.
};
struct RecordSignature {
  std::string part, by, key_id, on, refused;  ///< part: "chair", "recorder"; refused: why.
  bool left = false;  ///< Not refused: whoever it is has left the post, and could not sign.
  std::optional<std::int64_t> over;  ///< Documents on file when it was given; empty: not kept.
  std::string at;                    ///< Instant; "": not kept.
  bool keeps_out = false;            ///< Did not sign for keeping out of the matter.
};

struct Sitting {
  int number = 0;          ///< From 1.
  bool by_deputy = false;  ///< Chaired for the head, by a delegation.
  bool by_vote = false;    ///< The stances are votes, and their count decided.
  std::string called_for;  ///< The day that the notice named; it may have been held later.
  std::string body, notified_on, held_on, place, chair, recorder, presenter, opened_at;
  std::vector<std::string> members, observers, attending;
  std::vector<std::string> left_out;  ///< Of the body, who was not called.
  std::string left_out_reason;
  std::vector<std::string> gone;  ///< Called, and no member any more when it opened.
  bool left_out_are_due = false;  ///< In a vote: they count in quorum and majority, as absent.
  std::vector<Movement> movements;
  std::vector<Recusal> recused;  ///< With those that an earlier meeting left standing.
  std::vector<Lifted> lifted;
  std::vector<ChairChange> chairs;
  /// Apart from the stances: of members where there is a vote, else of the presenter and of those
  /// who sit in, by name.
  std::vector<Speech> speeches;
  std::vector<Stance> stances;  ///< In the order in which they first spoke or voted.
  /// Of members who were not there; status: "own", "entered" from the paper, "attended" (came after
  /// all), "void" (recused).
  std::vector<Stance> written_views;
  bool written_views_count = false;
  WrittenCount written;
  std::vector<Correction> corrections;
  std::vector<VoidVote> voided;
  std::vector<Stance> chair_before;  ///< Votes of the chair before another's entry was corrected.
  /// What the head said before a stance was corrected: said anew, it counts no more.
  std::vector<Speech> head_before;
  std::string head_said, head_at;  ///< head_said: "" until the head has spoken, or has to anew.
  std::string outcome;             ///< "" while it has not ended; "adjourned", or what was decided.
  std::string reason, decided_at;
  std::vector<OutcomeBefore> outcomes_before;
  std::vector<OfEarlier> earlier;
  std::string adjourned_by;  ///< Account; "": not kept.
  Speech reason_since;       ///< Reasons that the head gave after a dispute; at "": none.
  std::string stances_at;    ///< Of the last dispute or correction after it; "": none.
  /// How many documents were on file when the packet was accepted; empty: not kept.
  std::optional<std::int64_t> papers;
  std::vector<RecordSignature> signatures;          ///< Under the record.
  std::vector<RecordSignature> minutes_signatures;  ///< Under the minutes.
  std::int64_t minutes_number = 0;                  ///< 0: not issued.
  std::string minutes_year, signatory, minutes_on;
  std::vector<std::string> distribution;
  std::optional<Result> result;
  std::optional<Opening> opening;  ///< Empty: not kept.

  /// In the room at some time of the discussion; while it has not opened, there now.
  [[nodiscard]] bool was_there(const std::string& member) const;
  /// The movements of the day on which it opened: an earlier roll is of no meeting.
  [[nodiscard]] std::vector<Movement> movements_of_the_day() const;
  [[nodiscard]] bool is_recused(const std::string& member) const;
  /// How many took it; those recused since are not counted, nor, where no vote decided, those who
  /// dispute what was entered.
  [[nodiscard]] int count(const std::string& stance) const;
  /// How many those are.
  [[nodiscard]] int disputed() const;
};

/// Empty where no meeting was called, or the procedure knows none.
[[nodiscard]] std::vector<Sitting> sittings_of(const matter::Snapshot& snapshot);

}  // namespace gavel::api
