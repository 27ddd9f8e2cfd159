// The entries of a meeting that were corrected since: what was entered stays in its place, and its
// correction (record.correct) is told at the end of the meeting's record.
#include <set>

#include "api/routes/context.hpp"
#include "api/routes/history.hpp"
#include "api/routes/meeting_writer.hpp"
#include "api/routes/performed_writer.hpp"

namespace gavel::api {
namespace {

/// Made from the notice on, as long as the meeting sat: what the head said, who came.
bool is_of(const Sitting& sitting, const matter::CorrectedEntry& entry) {
  const auto opened = parse_instant(sitting.opened_at), decided = parse_instant(sitting.decided_at);
  const auto notified = parse_day(sitting.notified_on);
  const Day on = day_of(entry.of.at);
  if (!entry.of.event.starts_with("meeting.") || (notified && on < *notified)) return false;
  if (decided) return entry.of.at <= *decided;
  return sitting.outcome.empty() || !opened || on <= day_of(*opened);
}

}  // namespace

std::vector<matter::CorrectedEntry> corrected_entries(Context& context,
                                                      const desk::Loaded& loaded) {
  const Json* const known = loaded.snapshot.session.data.if_contains("corrections");
  if (known == nullptr || !known->is_array() || known->get_array().empty()) return {};
  return matter::corrected_entries(*loaded.procedure, events_of(context, loaded.snapshot));
}

/// The records of earlier meetings are closed: what members said of them since stands here.
void MeetingWriter::add_earlier(PaperSection& section) const {
  const auto told = [&](const std::string& code, const std::string& text) {
    return text.empty() ? stance(code)
                        : say("stance with text", {{"stance", stance(code)}, {"text", text}});
  };
  for (const OfEarlier& each : sitting_.earlier) {
    section.lines.push_back(
        {say("earlier", {{"number", each.sitting}, {"on", said_moment(each.on, language_)}}),
         say(each.said.empty() ? "earlier disputed" : "earlier corrected",
             {{"name", name(each.member)},
              {"entered", told(each.stance, each.text)},
              {"at", said_moment(each.at, language_)},
              {"dispute", each.dispute},
              {"said", told(each.said, each.said_text)}})});
  }
}

/// Beside the outcome that is right: what was entered, and who put it right and why.
void MeetingWriter::add_outcomes_before(PaperSection& section) const {
  for (const OutcomeBefore& each : sitting_.outcomes_before) {
    std::string entered = outcome(each.outcome);
    if (!each.reason.empty())
      entered = say("outcome before reason", {{"outcome", entered}, {"reason", each.reason}});
    section.lines.push_back(
        {say("outcome before"), say("outcome corrected", {{"outcome", entered},
                                                          {"name", name(each.by)},
                                                          {"at", said_moment(each.at, language_)},
                                                          {"correction", each.correction}})});
  }
}

PaperSection MeetingWriter::corrections_section() const {
  PaperSection section{say("entries corrected"), {}};
  add_earlier(section);
  std::set<std::int64_t> told;  // What corrects a correction that stands here stands here, too.
  for (const matter::CorrectedEntry& each : record_.corrections) {
    if (!is_of(sitting_, each) && !told.contains(each.of.seq)) continue;
    told.insert(each.by.seq);
    const std::string label =
        say("entry corrected", {{"entry", each.of.seq},
                                {"date", api::said(day_of(each.of.at), language_)},
                                {"title", title_of(each, language_)}});
    std::string texts;
    for (const matter::Said& part : each.by.said) {
      if (part.value.is_string())
        texts +=
            say(texts.empty() ? "entry says" : "entry says too",
                {{"title", in(language_, part.field->title)}, {"text", part.value.get_string()}});
    }
    const std::string by = each.by.by.name.empty() ? each.by.by.account : each.by.by.name;
    section.lines.push_back(
        {label,
         say("entry corrected by", {{"texts", texts},
                                    {"name", record_.names.who(by, each.by.by.unit, language_)},
                                    {"date", api::said(day_of(each.by.at), language_)},
                                    {"entry", each.by.seq}})});
  }
  return section;
}

}  // namespace gavel::api
