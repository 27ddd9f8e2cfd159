// What was done, step by step and deed by deed, with the periods that were kept or not, and what
// was corrected since.
#include <algorithm>

#include "api/routes/performed_words.hpp"
#include "api/routes/performed_writer.hpp"

namespace gavel::api {

std::string title_of(const matter::CorrectedEntry& entry, Language language) {
  if (entry.paper) {
    return performed_words().say("paper", language,
                                 {{"title", entry.paper->title},
                                  {"code", entry.paper->code},
                                  {"version", entry.paper->version}});
  }
  if (entry.of.title.zh.empty()) return performed_words().say("of the system", language);
  return without_hint(in(language, entry.of.title));
}

/// By whom and when, or by the end of which period; the deed gives the reasons.
std::string PerformedWriter::sentence_of(const matter::Ended& ended) const {
  const std::string by = !ended.clock.zh.empty()
                             ? say("ended by clock", {{"date", date(day_of(ended.by.at))},
                                                      {"clock", in(language_, ended.clock)}})
                         : ended.by.title.zh.empty() ? date(day_of(ended.by.at))
                                                     : without_stop(sentence_of(ended.by));
  return say("ended", {{"title", in(language_, ended.title)}, {"by", by}});
}

std::string PerformedWriter::sentence_of(const matter::ChangePerformed& change) const {
  std::vector<std::string> reopened;
  for (const Text& part : change.reopened) reopened.push_back(in(language_, part));
  return sentence_of(change.deed) +
         (reopened.empty() ? say("reopens nothing")
                           : say("reopens", {{"parts", said_list(reopened, language_)}}));
}

/// Until when a step that is under way is to be done; empty: nothing says so.
std::string PerformedWriter::due_of(const matter::StepPerformed& step) const {
  if (!step.due) return "";
  const char* const key = step.due->due.provisional ? "due provisional"
                          : step.due->reached       ? "due past"
                                                    : "due";
  return say(key, {{"due", date(step.due->due.last)}});
}

std::string PerformedWriter::sentence_of(const matter::StepPerformed& step) const {
  const std::string key =
      "step " + std::string(step.has_arisen || step.by ? matter::name(step.outcome) : "not_arisen");
  JsonObject values{
      {"title", in(language_, step.title)}, {"reason", typed(step.reason)}, {"again", ""}};
  if (!step.by) return say(key, values);
  const auto deed_said = [&](const matter::Deed& deed) {
    return deed.title.zh.empty() ? date(day_of(deed.at)) : without_stop(sentence_of(deed));
  };
  values["deed"] = deed_said(*step.by);
  values["due"] = due_of(step);
  if (step.outcome == matter::Outcome::under_way) {
    values["since"] = date(day_of(step.by->at));
    values["begun"] = step.by->title.zh.empty()
                          ? ""
                          : say("begun", {{"who", who(*step.by)}, {"title", title_of(*step.by)}});
  }
  if (const auto& again = step.begun_again)
    values["again"] =
        say("begun again", {{"since", date(day_of(again->at))}, {"due", values.at("due")}});
  if (step.was) {
    values["was"] = deed_said(*step.was);
    return say(key + (step.was_left_out               ? " left out"
                      : step.was->seq == step.by->seq ? " at once"
                                                      : ""),
               values);
  }
  if (step.outcome == matter::Outcome::skipped)
    return say(step.reason.empty() ? "step skipped unexplained" : "step skipped", values);
  return say(key + " by", values);
}

std::string PerformedWriter::sentence_of(const matter::Deed& deed) const {
  std::string said;
  for (const matter::Said& each : deed.said) {
    const std::string entry = entry_of(each);
    if (!entry.empty()) said += (said.empty() ? "" : say("and")) + entry;
  }
  const std::string sentence =
      say(said.empty() ? "deed" : "deed with", {{"date", date(day_of(deed.at))},
                                                {"who", who(deed)},
                                                {"title", title_of(deed)},
                                                {"said", said}});
  const std::string beside = beside_of(deed) + corrected(deed.seq);
  return beside.empty() ? sentence : without_stop(sentence) + beside + say("stop");
}

/// How things stand now with what was done: as the procedure has it, and as the exception that it
/// was.
std::string PerformedWriter::beside_of(const matter::Deed& deed) const {
  std::string out;
  const auto standing = record_.standings.find(deed.seq);
  if (standing != record_.standings.end())
    out += say("standing", {{"says", in(language_, standing->second)}});
  for (const matter::ExceptionUsed& used : record_.exceptions) {
    const std::string key = "exception is " + used.approval.state;
    if (used.deed && used.deed->seq == deed.seq && performed_words().has(key))
      out += say(key, {{"number", &used - record_.exceptions.data() + 1}});
  }
  return out;
}

std::string PerformedWriter::sentence_of(const matter::Stated& stated) const {
  return filled(in(language_, stated.says), {{"value", shown(stated.said)}}, language_);
}

std::string PerformedWriter::corrects(std::int64_t entry) const {
  const auto known =
      std::ranges::find(record_.corrections, entry, [](const auto& each) { return each.of.seq; });
  if (known == record_.corrections.end()) return say("corrects entry", {{"entry", entry}});
  return say("corrects", {{"entry", entry},
                          {"date", date(day_of(known->of.at))},
                          {"title", api::title_of(*known, language_)}});
}

/// The mark at an entry that was corrected since, or corrects one; empty elsewhere.
std::string PerformedWriter::corrected(std::int64_t entry) const {
  std::string out;
  for (const matter::CorrectedEntry& each : record_.corrections) {
    if (each.by.seq == entry) out += say("correcting", {{"entry", entry}});
    if (each.of.seq != entry) continue;
    out += say("corrected",
               {{"entry", entry}, {"date", date(day_of(each.by.at))}, {"by", each.by.seq}});
  }
  return out;
}

/// As it happened: the title of a form says beside it who signs.
std::string PerformedWriter::title_of(const matter::Deed& deed) const {
  const std::string title = without_hint(in(language_, deed.title));
  if (deed.is_signed) return say("signed", {{"title", title}});
  return deed.is_entered_for_others ? say("entered", {{"title", title}}) : title;
}

/// The day from which a clock counts is not counted itself.
std::string PerformedWriter::sentence_of(const matter::ClockPerformed& clock) const {
  const std::chrono::days next{1};
  JsonObject values{{"title", in(language_, clock.title)},
                    {"from", date(clock.from)},
                    {"due", date(clock.due.last)},
                    {"after", date(clock.due.last + next)}};
  if (clock.cut_short) {
    values["on"] = date(day_of(clock.cut_short->at));
    values["event"] = without_hint(in(language_, clock.cut_short->title));
  }
  return say(clock.is_day            ? "clock day"
             : clock.cut_short       ? "clock cut short"
             : clock.due.provisional ? "clock provisional"
             : clock.ran_out         ? "clock ran out"
             : !clock.minimum        ? "clock at most"
             : clock.is_ahead        ? "clock ahead"
             : clock.reached         ? "clock reached"
                                     : "clock runs",
             values);
}

std::string PerformedWriter::sentence_of(const matter::OverrunPerformed& overrun) const {
  const std::string title = in(language_, overrun.title);
  if (overrun.due)
    return say("clock ran out before", {{"title", title}, {"due", date(*overrun.due)}});
  return say("clock ran out before on", {{"title", title}, {"on", date(overrun.on)}});
}

std::string PerformedWriter::date(const std::string& day) const {
  const auto known = parse_day(day);
  return known ? date(*known) : day;
}

std::string PerformedWriter::sentence_of(const db::CatalogueUse& other) const {
  return say("same item",
             {{"number", other.number}, {"id", other.matter}, {"date", date(day_of(other.at))}});
}

/// With the account that lent the role, where one did, and with whoever kept out.
std::string PerformedWriter::who(const matter::Deed& deed) const {
  const matter::Actor& by = deed.by;
  JsonObject values{
      {"name", record_.names.who(by.name.empty() ? by.account : by.name, by.unit, language_)},
      {"by", record_.names.name(by.on_behalf_of)}};
  if (const auto& out = deed.in_place_of) {
    values["by"] = out->name.empty() ? record_.names.name(out->account) : out->name;
    values["order"] = say(
        "order",
        {{"date", out->ordered ? say("order of", {{"date", date(day_of(*out->ordered))}}) : ""}});
    return say(out->lent ? "for and in place" : "in place", values);
  }
  return by.on_behalf_of.empty() ? string_or(values, "name") : say("for", values);
}

}  // namespace gavel::api
