// What was said at a meeting: speeches, stances and votes in their order, dissent and what was put
// right, verbatim.
#include <algorithm>

#include "api/routes/meeting_writer.hpp"

namespace gavel::api {
namespace {

/// As the tally counts it; what a member disputes is told with their words.
bool dissents(const Stance& stance) {
  if (stance.said == "oppose") return true;
  return stance.stance == "oppose" ? stance.status != "void" : stance.status == "disputed";
}

/// Neither for it as it stands nor against it.
bool is_reserved(const Stance& stance) {
  return stance.status != "void" && !dissents(stance) && stance.stance != "agree" &&
         !stance.stance.empty();
}

}  // namespace

std::string MeetingWriter::status(const Stance& stance) const {
  return word("status", stance.status,
              {{"by", name(stance.by)},
               {"at", said_moment(stance.answered_at, language_)},
               {"dispute", stance.dispute}});
}

std::string MeetingWriter::said(const Stance& stance) const {
  if (!stance.said.empty())
    return say("said and recused", {{"stance", this->stance(stance.said)}, {"text", stance.text}});
  return say(
      "said",
      {{"stance", this->stance(stance.stance)}, {"text", stance.text}, {"status", status(stance)}});
}

std::string MeetingWriter::who(Kind kind, const std::string& member) const {
  return kind == Kind::record ? name(member) : say("a member");
}

std::string MeetingWriter::opinion(Kind kind, const Stance& stance) const {
  if (kind == Kind::record || !stance.said.empty()) return said(stance);
  const bool is_disputed = stance.status == "disputed";
  return say(
      "opinion",
      {{"stance", this->stance(stance.stance)},
       {"text", stance.text},
       {"dispute", is_disputed ? say("opinion disputed", {{"dispute", stance.dispute}}) : ""}});
}

std::string MeetingWriter::corrected(const Correction& correction) const {
  const std::string entry =
      correction.entry == 0 ? "" : say("correction entry", {{"entry", correction.entry}});
  const std::string corrected_entry =
      correction.corrected_entry == 0
          ? ""
          : say("corrected entry", {{"entry", correction.corrected_entry}});
  return say("correction", {{"entry", entry},
                            {"name", name(correction.member)},
                            {"by", name(correction.by)},
                            {"stance", stance(correction.stance)},
                            {"text", correction.text},
                            {"dispute", correction.dispute},
                            {"corrected_by", name(correction.corrected_by)},
                            {"at", said_moment(correction.corrected_at, language_)},
                            {"corrected_entry", corrected_entry}});
}

std::string MeetingWriter::written(const Stance& view) const {
  const std::string status = word("written", view.status, {{"by", name(view.by)}});
  return say("said", {{"stance", stance(view.stance)}, {"text", view.text}, {"status", status}});
}

/// What absent members sent in writing, and whether it was counted.
PaperSection MeetingWriter::written_section(Kind kind) const {
  PaperSection section{say("written views"), {}};
  for (const Stance& each : sitting_.written_views) {
    const std::string by = who(kind, each.member);
    add_line(section, say("speech", {{"at", said_moment(each.at, language_)}, {"name", by}}),
             kind == Kind::record ? written(each) : opinion(kind, each));
  }
  if (!section.lines.empty())
    add_line(section, "",
             say(sitting_.written_views_count ? "written count" : "written do not count"));
  return section;
}

/// When the chair voted anew after the vote, one of those before; empty: not yet.
std::string MeetingWriter::voted_anew(const Stance& before) const {
  if (&before != &sitting_.chair_before.back()) return (&before + 1)->at;
  const auto anew = std::ranges::find(sitting_.stances, before.member, &Stance::member);
  return anew == sitting_.stances.end() ? "" : anew->at;
}

/// When the head spoke anew after the statement, one of those before; empty: not yet.
std::string MeetingWriter::spoken_anew(const Speech& before) const {
  if (&before != &sitting_.head_before.back()) return (&before + 1)->at;
  return sitting_.head_said.empty() ? "" : sitting_.head_at;
}

/// What the head or the chair said before somebody's entry was put right, and whether they did so
/// again: a meeting that has ended waits for nothing.
std::string MeetingWriter::before(const std::string& who, const std::string& at,
                                  const std::string& member, const std::string& anew) const {
  const std::string since = !anew.empty()              ? " before, anew"
                            : sitting_.outcome.empty() ? " before, to be"
                                                       : " before";
  return say(who + since, {{"at", said_moment(at, language_)},
                           {"name", name(member)},
                           {"anew", said_moment(anew, language_)}});
}

PaperSection MeetingWriter::discussion_section() const {
  PaperSection section{say("discussion"), {}};
  const auto spoke = [&](const char* key, const std::string& at, const std::string& member) {
    return say(key, {{"at", said_moment(at, language_)}, {"name", name(member)}});
  };
  for (const Speech& each : sitting_.speeches)
    add_line(section, spoke("speech", each.at, each.member), each.text);
  for (const Stance& each : sitting_.stances)
    add_line(section, spoke("stance", each.at, each.member), said(each));
  for (const Correction& each : sitting_.corrections)
    add_line(section, say("correction line"), corrected(each));
  for (const Stance& each : sitting_.chair_before)
    add_line(section, before("chair", each.at, each.member, voted_anew(each)), said(each));
  for (const Speech& each : sitting_.head_before)
    add_line(section, before("head", each.at, each.member, spoken_anew(each)), each.text);
  if (!sitting_.head_said.empty())
    add_line(section, for_head("head", sitting_.head_at), sitting_.head_said);
  return section;
}

/// Votes that a recusal made void; the record has all that had been cast in them.
PaperSection MeetingWriter::voided_section(Kind kind) const {
  const bool is_record = kind == Kind::record;
  PaperSection section{say(is_record ? "votes void" : "votes void in short"), {}};
  for (const VoidVote& each : sitting_.voided) {
    add_line(section, said_moment(each.because.at, language_),
             say(is_record ? "vote void" : "vote void in short",
                 {{"name", name(each.because.member)}, {"reason", each.because.reason}}));
    if (!is_record) continue;
    for (const Correction& entry : each.corrections)
      add_line(section, say("correction line"), corrected(entry));
    for (const Stance& vote : each.votes)
      add_line(
          section,
          say("speech", {{"at", said_moment(vote.at, language_)}, {"name", name(vote.member)}}),
          said(vote));
  }
  return section;
}

PaperSection MeetingWriter::dissent_section(Kind kind) const {
  PaperSection section{say("dissent"), {}};
  for (const Stance& each : sitting_.stances) {
    if (dissents(each)) add_line(section, who(kind, each.member), opinion(kind, each));
  }
  if (section.lines.empty()) add_line(section, "", say("none"));
  return section;
}

PaperSection MeetingWriter::reserved_section(Kind kind) const {
  PaperSection section{say("reserved"), {}};
  for (const Stance& each : sitting_.stances) {
    if (is_reserved(each)) add_line(section, who(kind, each.member), opinion(kind, each));
  }
  return section;
}

}  // namespace gavel::api
