// The meeting's paper as Akoma Ntoso: the same words, with who and what marked.
#include <algorithm>
#include <set>

#include "api/routes/meeting_writer.hpp"

namespace gavel::api {
namespace {

std::string line_of(const PaperLine& line, Language language) {
  if (line.label.empty()) return line.text;
  return line.label + (language == Language::zh ? "：" : ": ") + line.text;
}

std::vector<std::string> lines_of(const PaperSection& section, Language language) {
  std::vector<std::string> out;
  for (const PaperLine& line : section.lines) out.push_back(line_of(line, language));
  return out;
}

/// Members speak under their accounts; who presents or sits in has a name alone, which is no id.
std::string speaker_id(const Sitting& sitting, const Speech& speech) {
  if (sitting.by_vote) return speech.member;
  const auto first = std::ranges::find(sitting.speeches, speech.member, &Speech::member);
  return "speaker-" + std::to_string(first - sitting.speeches.begin() + 1);
}

std::set<std::string> persons_of(const Sitting& sitting) {
  std::set<std::string> out(sitting.members.begin(), sitting.members.end());
  out.insert({sitting.chair, sitting.recorder});
  for (const Stance& each : sitting.stances) out.insert({each.member, each.by});
  for (const Stance& each : sitting.written_views) out.insert(each.member);
  if (sitting.by_vote) {
    for (const Speech& each : sitting.speeches) out.insert(each.member);
  }
  out.erase("");
  return out;
}

}  // namespace

/// Who said what, in its order.
void MeetingWriter::add_speeches(archive::AknMeeting& out) const {
  std::set<std::string> speakers;
  for (const Speech& each : sitting_.speeches) {
    const std::string id = speaker_id(sitting_, each);
    if (!sitting_.by_vote && speakers.insert(id).second) out.persons.push_back({id, each.member});
  }
  for (const Speech& each : sitting_.speeches)
    out.speeches.push_back(
        {.person = speaker_id(sitting_, each), .at = each.at, .text = each.text});
  for (const Stance& each : sitting_.stances) {
    out.speeches.push_back(
        {.person = each.member, .at = each.at, .text = said(each), .declares = true});
  }
  for (const Stance& each : sitting_.written_views) {
    out.speeches.push_back({.person = each.member,
                            .at = each.at,
                            .text = say("written view", {{"said", written(each)}})});
  }
  for (const VoidVote& each : sitting_.voided) {
    for (const Stance& vote : each.votes)
      out.speeches.push_back({.person = vote.member,
                              .at = vote.at,
                              .text = say("void ballot", {{"said", said(vote)}}),
                              .declares = true});
  }
  for (const Correction& each : sitting_.corrections) {
    out.speeches.push_back(
        {.person = each.member, .at = each.corrected_at, .text = corrected(each)});
  }
  for (const Speech& each : sitting_.head_before) {
    const std::string text = say("said before", {{"text", each.text}});
    out.speeches.push_back({.person = each.member, .at = each.at, .text = text});
  }
  if (!sitting_.head_said.empty()) {
    out.speeches.push_back(
        {.person = sitting_.chair, .at = sitting_.head_at, .text = sitting_.head_said});
  }
}

archive::AknMeeting MeetingWriter::akn(Kind kind) const {
  archive::AknMeeting out;
  out.name = kind == Kind::record ? "record" : "minutes";
  out.language = language_ == Language::zh ? "zho" : "eng";
  out.organ = string_or(record_.snapshot.policy->as_object(), "organ");
  // Whose decision it is, and not the unit that drafted it.
  if (out.organ.empty() || out.organ == "none") out.organ = record_.organ;
  if (out.organ.empty()) out.organ = record_.names.unit(record_.snapshot.unit);
  out.body = sitting_.body.empty() ? "meeting" : sitting_.body;
  out.date = sitting_.held_on.empty() ? to_string(record_.today) : sitting_.held_on;
  out.number = record_.snapshot.id + "-" + std::to_string(sitting_.number);
  out.title = title(kind) + (language_ == Language::zh ? "：" : ": ") + record_.snapshot.title;
  out.written_on = to_string(record_.today);
  for (const std::string& each : persons_of(sitting_)) out.persons.push_back({each, name(each)});
  const PaperSection attendance = attendance_section(kind), decision = decision_section();
  out.roll_heading = attendance.heading;
  out.item_heading = record_.snapshot.title;
  out.decision_heading = decision.heading;
  const Roll called = roll();
  const std::string colon = language_ == Language::zh ? "：" : ": ";
  const auto count = [&](const char* key, const std::vector<std::string>& accounts) {
    out.roll.emplace_back(say(key, {{"count", accounts.size()}}) + colon, accounts);
  };
  count("present", called.present);
  count("absent", called.absent);
  count("recused", called.recused);
  out.notes = lines_of(meeting_section(kind), language_);
  if (kind == Kind::record) add_speeches(out);
  if (kind == Kind::minutes) {
    for (const PaperSection& section : {written_section(kind), voided_section(kind),
                                        dissent_section(kind), reserved_section(kind)})
      std::ranges::copy(lines_of(section, language_), std::back_inserter(out.notes));
  }
  for (const std::string& line : lines_of(result_section(), language_)) out.notes.push_back(line);
  out.decisions = lines_of(decision, language_);
  if (kind == Kind::record) out.endings = lines_of(corrections_section(), language_);
  for (const std::string& line : lines_of(ending_section(kind), language_))
    out.endings.push_back(line);
  return out;
}

}  // namespace gavel::api
