#include "api/routes/sittings.hpp"

#include <algorithm>

namespace gavel::api {
namespace {

std::vector<std::string> texts(const JsonObject& from, std::string_view name) {
  std::vector<std::string> out;
  const Json* const list = from.if_contains(name);
  if (list == nullptr || !list->is_array()) return out;
  for (const Json& item : list->get_array()) {
    if (item.is_string()) out.emplace_back(item.get_string());
  }
  return out;
}

template <class Made, class Make>
std::vector<Made> objects(const JsonObject& from, std::string_view name, Make make) {
  std::vector<Made> out;
  const Json* const list = from.if_contains(name);
  if (list == nullptr || !list->is_array()) return out;
  for (const Json& item : list->get_array()) {
    if (item.is_object()) out.push_back(make(item.get_object()));
  }
  return out;
}

Stance stance_of(const JsonObject& from) {
  const std::string vote = string_or(from, "vote");
  return {string_or(from, "member"),  vote.empty() ? string_or(from, "stance") : vote,
          string_or(from, "text"),    string_or(from, "by"),
          string_or(from, "at"),      string_or(from, "status"),
          string_or(from, "dispute"), string_or(from, "answered_at"),
          string_or(from, "said")};
}

std::int64_t whole(const JsonObject& from, std::string_view name) {
  const Json* const number = from.if_contains(name);
  return number != nullptr && number->is_int64() ? number->get_int64() : 0;
}

Correction correction_of(const JsonObject& from) {
  const std::string vote = string_or(from, "vote");
  return {string_or(from, "member"),
          vote.empty() ? string_or(from, "stance") : vote,
          string_or(from, "text"),
          string_or(from, "by"),
          string_or(from, "at"),
          string_or(from, "dispute"),
          string_or(from, "corrected_by"),
          string_or(from, "corrected_at"),
          whole(from, "entry"),
          whole(from, "corrected_entry")};
}

Seated seated_of(const JsonObject& from) {
  return {string_or(from, "account"), string_or(from, "name"),
          objects<std::string>(from, "posts",
                               [](const JsonObject& post) { return string_or(post, "title"); })};
}

std::optional<Result> result_of(const JsonObject& meeting) {
  const Json* const kept = meeting.if_contains("result");
  if (kept == nullptr || !kept->is_object()) return std::nullopt;
  const JsonObject& from = kept->get_object();
  return Result{.at = string_or(from, "at"),
                .entitled = texts(from, "entitled"),
                .present = texts(from, "present"),
                .absent = texts(from, "absent"),
                .recused = texts(from, "recused"),
                .left_out = texts(from, "left_out"),
                .left = texts(from, "left"),
                .seats = objects<Seated>(from, "seats", seated_of),
                .due = whole(from, "due")};
}

std::optional<Opening> opening_of(const JsonObject& meeting) {
  const Json* const kept = meeting.if_contains("opening");
  if (kept == nullptr || !kept->is_object()) return std::nullopt;
  return Opening{whole(kept->get_object(), "due"), whole(kept->get_object(), "present")};
}

WrittenCount written_of(const JsonObject& meeting) {
  const Json* const count = meeting.if_contains("count");
  const Json* const written =
      count != nullptr && count->is_object() ? count->get_object().if_contains("written") : nullptr;
  if (written == nullptr || !written->is_object()) return {};
  const JsonObject& from = written->get_object();
  return {whole(from, "agree"), whole(from, "oppose"), whole(from, "abstain")};
}

Speech speech_of(const JsonObject& from) {
  return {string_or(from, "member"), string_or(from, "text"), string_or(from, "at")};
}

Movement movement_of(const JsonObject& from) {
  const std::string arrived = string_or(from, "arrived"), left = string_or(from, "left");
  if (!arrived.empty()) return {string_or(from, "member"), "arrive", arrived, ""};
  if (!left.empty()) return {string_or(from, "member"), "depart", left, ""};
  return {string_or(from, "member"), string_or(from, "kind"), string_or(from, "at"),
          string_or(from, "by")};
}

Recusal recusal_of(const JsonObject& from) {
  return {string_or(from, "member"), string_or(from, "reason"), string_or(from, "how"),
          string_or(from, "by"), string_or(from, "at")};
}

Lifted lifted_of(const JsonObject& from) {
  Lifted out{string_or(from, "member"),
             string_or(from, "reason"),
             string_or(from, "by"),
             string_or(from, "at"),
             {}};
  const Json* was = from.if_contains("was");
  if (was != nullptr && was->is_object()) out.was = recusal_of(was->get_object());
  return out;
}

ChairChange chair_change_of(const JsonObject& from) {
  return {string_or(from, "was"), string_or(from, "is"), string_or(from, "reason"),
          string_or(from, "by"), string_or(from, "at")};
}

OfEarlier of_earlier_of(const JsonObject& from) {
  return {whole(from, "sitting"),    string_or(from, "on"),        string_or(from, "member"),
          string_or(from, "stance"), string_or(from, "text"),      string_or(from, "dispute"),
          string_or(from, "said"),   string_or(from, "said_text"), string_or(from, "at")};
}

OutcomeBefore outcome_before_of(const JsonObject& from) {
  return {string_or(from, "outcome"), string_or(from, "reason"), string_or(from, "correction"),
          string_or(from, "by"), string_or(from, "at")};
}

VoidVote void_vote_of(const JsonObject& from) {
  return {recusal_of(from), objects<Stance>(from, "votes", stance_of),
          objects<Correction>(from, "vote_corrections", correction_of)};
}

RecordSignature signature_of(const JsonObject& from) {
  const Json* const left = from.if_contains("left");
  return {string_or(from, "part"),
          string_or(from, "by"),
          string_or(from, "key_id"),
          string_or(from, "on"),
          string_or(from, "refused"),
          left != nullptr && left->is_bool() && left->get_bool(),
          from.contains("over") ? std::optional(whole(from, "over")) : std::nullopt,
          string_or(from, "at"),
          from.contains("keeps_out") && from.at("keeps_out") == Json(true)};
}

void read_minutes(const JsonObject& from, Sitting& sitting) {
  const Json* const minutes = from.if_contains("minutes");
  if (minutes == nullptr || !minutes->is_object()) return;
  const JsonObject& issued = minutes->get_object();
  const Json* const number = issued.if_contains("number");
  if (number != nullptr && number->is_int64()) sitting.minutes_number = number->get_int64();
  sitting.minutes_year = string_or(issued, "year");
  sitting.signatory = string_or(issued, "signatory");
  sitting.minutes_on = string_or(issued, "on");
  sitting.distribution = texts(issued, "distribution");
}

Sitting sitting_of(const JsonObject& from, int number) {
  Sitting out;
  out.number = number;
  out.body = string_or(from, "body");
  out.notified_on = string_or(from, "notified_on");
  const Json* const deputy = from.if_contains("deputy");
  out.by_deputy = deputy != nullptr && *deputy == Json(true);
  out.called_for = string_or(from, "held_on");
  out.held_on = string_or(from, "on").empty() ? string_or(from, "held_on") : string_or(from, "on");
  out.place = string_or(from, "place");
  out.chair = string_or(from, "chair");
  out.recorder = string_or(from, "recorder");
  out.presenter = string_or(from, "presenter");
  out.opened_at = string_or(from, "opened_at");
  out.members = texts(from, "members");
  out.gone = texts(from, "gone");
  out.left_out = texts(from, "left_out");
  out.left_out_reason = string_or(from, "left_out_reason");
  out.left_out_are_due = from.contains("not_called");
  out.observers = texts(from, "observers");
  out.attending = texts(from, "attending");
  out.movements = objects<Movement>(from, "movements", movement_of);
  out.recused = objects<Recusal>(from, "recused", recusal_of);
  out.lifted = objects<Lifted>(from, "lifted", lifted_of);
  out.chairs = objects<ChairChange>(from, "chairs", chair_change_of);
  out.speeches = objects<Speech>(from, "remarks", speech_of);
  out.stances = objects<Stance>(from, "stances", stance_of);
  out.corrections = objects<Correction>(from, "corrections", correction_of);
  out.head_before = objects<Speech>(from, "head_before", speech_of);
  for (Speech& each : out.head_before) each.member = out.chair;
  out.head_said = string_or(from, "head_said");
  out.head_at = string_or(from, "head_at");
  out.outcome = string_or(from, "outcome");
  out.reason = string_or(from, "reason");
  out.decided_at = string_or(from, "decided_at");
  out.outcomes_before = objects<OutcomeBefore>(from, "outcomes_before", outcome_before_of);
  out.earlier = objects<OfEarlier>(from, "earlier", of_earlier_of);
  if (const Json* const since = from.if_contains("reason_since"); since && since->is_object()) {
    const JsonObject& given = since->get_object();
    out.reason_since = {string_or(given, "by"), string_or(given, "text"), string_or(given, "at")};
  }
  out.adjourned_by = string_or(from, "adjourned_by");
  out.stances_at = string_or(from, "stances_at");
  if (from.contains("papers")) out.papers = whole(from, "papers");
  out.signatures = objects<RecordSignature>(from, "signatures", signature_of);
  out.minutes_signatures = objects<RecordSignature>(from, "minutes_signatures", signature_of);
  out.result = result_of(from);
  out.opening = opening_of(from);
  out.written = written_of(from);
  read_minutes(from, out);
  return out;
}

/// What a meeting that votes had come to: nothing, while `history` has no count of these votes.
std::string outcome_of(const JsonObject& data, bool is_counted) {
  if (!is_counted) return "";
  const std::string outcome = string_or(data, "outcome");
  return outcome == "carried" || outcome == "not_carried" ? outcome : "near_tie";
}

Sitting vote_of(const JsonObject& counted, int number) {
  Sitting out;
  out.number = number;
  out.by_vote = true;
  out.held_on = string_or(counted, "on");
  out.outcome = "near_tie";
  out.stances = objects<Stance>(counted, "votes", stance_of);
  for (Stance& vote : out.stances) out.members.push_back(vote.member);
  return out;
}

void read_attendance(const JsonObject& data, Sitting& sitting) {
  for (const auto& [recusal, state] :
       objects<std::pair<Recusal, std::string>>(data, "attendance", [](const JsonObject& from) {
         return std::pair(recusal_of(from), string_or(from, "state"));
       })) {
    if (state == "recused") {
      sitting.recused.push_back(recusal);
    } else if (state != "left") {
      sitting.attending.push_back(recusal.member);
    }
  }
  // Before it was kept how somebody came to be recused, it was at their own asking.
  for (Recusal& each : sitting.recused) {
    if (each.how.empty()) each.how = "asked";
  }
}

/// One meeting of a procedure that votes: the same members stand in its variables for the last one,
/// and in each item of `meetings` for those before.
Sitting voted_at(const JsonObject& from, int number) {
  const Json* const meeting = from.if_contains("meeting");
  Sitting out;
  if (meeting != nullptr && meeting->is_object()) out = sitting_of(meeting->get_object(), number);
  out.by_vote = true;
  read_attendance(from, out);
  out.movements = objects<Movement>(from, "movements", movement_of);
  out.lifted = objects<Lifted>(from, "lifted", lifted_of);
  out.speeches = objects<Speech>(from, "speeches", speech_of);
  out.stances = objects<Stance>(from, "votes", stance_of);
  out.written_views = objects<Stance>(from, "views", stance_of);
  out.corrections = objects<Correction>(from, "vote_corrections", correction_of);
  out.chair_before = objects<Stance>(from, "chair_before", stance_of);
  out.voided = objects<VoidVote>(from, "voided", void_vote_of);
  out.signatures = objects<RecordSignature>(from, "signatures", signature_of);
  read_minutes(from, out);
  return out;
}

std::vector<Sitting> all_voted_at(const JsonObject& data) {
  std::vector<Sitting> out;
  const auto add = [&](const JsonObject& from) {
    Sitting sitting = voted_at(from, static_cast<int>(out.size()) + 1);
    if (!sitting.members.empty()) out.push_back(std::move(sitting));
  };
  for (const Json& each : data.at("meetings").as_array()) {
    if (each.is_object()) add(each.get_object());
  }
  add(data);
  return out;
}

/// Of a procedure of before its meetings were kept whole: the last one, after those whose votes
/// came out nearly even.
std::vector<Sitting> votes_of(const JsonObject& data) {
  std::vector<Sitting> out;
  const Json* const votes = data.if_contains("votes");
  bool is_counted = false;
  if (const Json* const history = data.if_contains("history"); history && history->is_array()) {
    for (const Json& each : history->get_array()) {
      if (!each.is_object()) continue;
      const Json* const then = each.get_object().if_contains("votes");
      is_counted = then != nullptr && *then == *votes;
      if (!is_counted) out.push_back(vote_of(each.get_object(), static_cast<int>(out.size()) + 1));
    }
  }
  const Json* const meeting = data.if_contains("meeting");
  if (meeting == nullptr || !meeting->is_object()) return out;
  Sitting last = sitting_of(meeting->get_object(), static_cast<int>(out.size()) + 1);
  if (last.members.empty()) return out;
  last = voted_at(data, last.number);
  last.outcome = outcome_of(data, is_counted);
  out.push_back(std::move(last));
  return out;
}

}  // namespace

std::vector<Movement> Sitting::movements_of_the_day() const {
  std::vector<Movement> out = movements;
  const auto opened = parse_instant(opened_at);
  if (!opened) return out;
  std::erase_if(out, [&](const Movement& each) {
    const auto at = parse_instant(each.at);
    return at && day_of(*at) < day_of(*opened);
  });
  return out;
}

bool Sitting::was_there(const std::string& member) const {
  if (std::ranges::find(attending, member) != attending.end()) return true;
  // Whoever took a stance was in the room, whatever the clocks say of when they left it.
  const auto spoke = std::ranges::find(stances, member, &Stance::member);
  if (spoke != stances.end() && spoke->status != "void") return true;
  const auto opened = parse_instant(opened_at);
  if (!opened) return false;
  // Not there now: then they left, and were present if that was after it had opened.
  bool arrived = false;
  for (const Movement& each : movements_of_the_day()) {
    if (each.member != member) continue;
    if (each.kind == "arrive") arrived = true;
    const auto at = parse_instant(each.at);
    if (arrived && each.kind == "depart" && at && *at > *opened) return true;
  }
  return false;
}

bool Sitting::is_recused(const std::string& member) const {
  return std::ranges::find(recused, member, &Recusal::member) != recused.end();
}

int Sitting::count(const std::string& stance) const {
  return static_cast<int>(std::ranges::count_if(stances, [&](const Stance& each) {
    return each.stance == stance && each.status != "void" && (by_vote || each.status != "disputed");
  }));
}

int Sitting::disputed() const {
  return by_vote ? 0 : static_cast<int>(std::ranges::count(stances, "disputed", &Stance::status));
}

std::vector<Sitting> sittings_of(const matter::Snapshot& snapshot) {
  const auto& data = snapshot.session.data;
  if (data.contains("votes")) {
    const Json* const meetings = data.if_contains("meetings");
    const JsonObject all = data.object();
    auto out = meetings != nullptr && meetings->is_array() ? all_voted_at(all) : votes_of(all);
    const Json* const counts =
        snapshot.policy->is_object()
            ? snapshot.policy->get_object().if_contains("written_views_count")
            : nullptr;
    for (Sitting& each : out) each.written_views_count = counts != nullptr && *counts == Json(true);
    return out;
  }
  std::vector<Sitting> out;
  const auto add = [&](const Json& meeting) {
    const bool was_called = meeting.is_object() && !texts(meeting.get_object(), "members").empty();
    if (was_called)
      out.push_back(sitting_of(meeting.get_object(), static_cast<int>(out.size()) + 1));
  };
  if (const Json* const before = data.if_contains("meetings");
      before != nullptr && before->is_array()) {
    for (const Json& each : before->get_array()) add(each);
  }
  if (const Json* const last = data.if_contains("meeting"); last != nullptr) add(*last);
  return out;
}

}  // namespace gavel::api
