#include "api/routes/performed_writer.hpp"

#include <algorithm>

#include "embedded/api_assets.hpp"
#include "engine/procedure/law.hpp"
#include "engine/procedure/left_out.hpp"

namespace gavel::api {
namespace {

const Sentences& sentences() {
  static const Sentences read(asset::performed_json);
  return read;
}

/// One sentence inside another.
std::string without_stop(std::string text) {
  for (const std::string_view stop : {"。", "."})
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  return text;
}

/// Whether the register of catalogues is what carries the article out.
bool is_on_catalogues(const std::string& source, const std::string& article) {
  static const auto means = procedure::means_in(asset::law_means_json);
  return std::ranges::any_of(means, [&](const procedure::Means& each) {
    return each.id == "GET /v1/catalogues" && each.source == source && each.article == article;
  });
}

}  // namespace

std::span<const db::CatalogueUse> same_item_under(const PerformedRecord& record,
                                                  const std::string& source,
                                                  const procedure::Article& article) {
  if (!is_on_catalogues(source, article.number)) return {};
  return record.same_item;
}

std::string title_of(const matter::CorrectedEntry& entry, Language language) {
  if (entry.paper) {
    return sentences().say("paper", language,
                           {{"title", entry.paper->title},
                            {"code", entry.paper->code},
                            {"version", entry.paper->version}});
  }
  if (entry.of.title.zh.empty()) return sentences().say("of the system", language);
  return without_hint(in(language, entry.of.title));
}

std::string PerformedWriter::text() {
  out_.clear();
  line(heading());
  line(say("matter", {{"title", record_.snapshot.title}}));
  line(say("number", {{"id", record_.snapshot.id}}));
  line(say("state", {{"states", states()}}));
  if (record_.ended) line(sentence_of(*record_.ended));
  line(say("as of", {{"date", date(record_.today)}, {"version", record_.snapshot.version}}));
  for (const auto& source : record_.sources) {
    line("");
    line(say("source", {{"title", in(language_, source.title)}}));
    for (const auto& article : source.articles) write(source.id, article);
  }
  const auto sentences_of = [&](const auto& all) {
    std::vector<std::string> out;
    for (const auto& each : all) out.push_back(sentence_of(each));
    return out;
  };
  std::vector<std::string> recusals;
  for (const RecusalTold* each : other_recusals(record_)) recusals.push_back(sentence_of(*each));
  section("recusals", recusals);
  section("merged", sentences_of(record_.merged_in));
  section("notices", sentences_of(record_.notices));
  section("changes", sentences_of(record_.changes));
  // By their numbers, by which they are confirmed, denied and dropped.
  std::vector<std::string> exceptions;
  for (const std::string& said : sentences_of(record_.exceptions))
    exceptions.push_back(say("record", {{"number", exceptions.size() + 1}, {"said", said}}));
  if (exceptions.empty()) exceptions.push_back(say("no exceptions"));
  section("exceptions", exceptions);
  section("others", sentences_of(record_.others));
  return std::move(out_);
}

/// Left out where there is nothing to say.
void PerformedWriter::section(std::string_view heading, const std::vector<std::string>& sentences) {
  if (sentences.empty()) return;
  line("");
  line(say(heading));
  for (const std::string& each : sentences) line(each, 2);
}

/// Where the matter is now: the innermost of its states, by their titles; of several at once each
/// with the part of the procedure that it is of.
std::string PerformedWriter::states() const {
  const auto& chart = *record_.procedure->chart;
  const auto title_of_state = [&](chart::StateIndex index) -> std::string {
    const auto title = record_.procedure->state_titles.find(index);
    return title == record_.procedure->state_titles.end() ? "" : in(language_, title->second);
  };
  std::vector<std::string> out;
  for (const auto index : record_.snapshot.session.configuration) {
    const std::string title = title_of_state(index);
    if (!chart.states[index].children.empty() || title.empty()) continue;
    const auto part = chart.states[index].parent;
    const bool is_one_of_several =
        chart.states[chart.states[part].parent].kind == chart::State::Kind::parallel;
    out.push_back(is_one_of_several
                      ? say("state of part", {{"part", title_of_state(part)}, {"state", title}})
                      : title);
  }
  return said_list(out, language_);
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

std::string PerformedWriter::sentence_of(const matter::ExceptionUsed& used) const {
  const auto on = parse_day(used.on);
  std::vector<std::string> articles;
  for (const auto& citation : used.citations) articles.push_back(in(language_, citation.label));
  return say(
      "exception",
      {{"title", title_of(used)},
       {"reason", cut(used.reason)},
       {"date", on ? date(*on) : used.on},
       {"who", used.deed ? who(*used.deed) : used.by},
       {"event", used.deed ? title_of(*used.deed) : ""},
       {"allowed", sentence_of(used.approval, used.denied)},
       {"articles",
        articles.empty() ? "" : say("under", {{"articles", said_list(articles, language_)}})}});
}

/// Whoever was named, and what they and others said to it.
std::string PerformedWriter::sentence_of(const matter::Approval& approval,
                                         const std::optional<matter::Denial>& denied) const {
  if (approval.approver.empty()) return say("allowed by sender");
  std::string allowed = say("allowed", {{"name", record_.names.name(approval.approver)}});
  const auto answered = [&](const std::string& key, const auto& answer) {
    const auto on = parse_day(answer.on);
    std::string by = record_.names.name(answer.by);
    if (!answer.on_behalf_of.empty())
      by = say("for", {{"name", by}, {"by", record_.names.name(answer.on_behalf_of)}});
    return say(
        key, {{"date", on ? date(*on) : answer.on}, {"name", by}, {"reason", cut(answer.reason)}});
  };
  if (denied) allowed += answered("approval denied", *denied);
  if (approval.state.empty()) return allowed;
  return allowed + answered("approval " + approval.state, approval);
}

std::string PerformedWriter::title_of(const matter::ExceptionUsed& used) const {
  const std::string key = "exception " + used.kind;
  return sentences().has(key) ? say(key) : used.kind;
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
  JsonObject values{{"title", in(language_, step.title)}, {"reason", step.reason}, {"again", ""}};
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
    if (used.deed && used.deed->seq == deed.seq && sentences().has(key))
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

std::string PerformedWriter::last_day_of(const Closing& closing) const {
  const std::string& counted = closing.counted;
  if (counted.empty() || counted == closing.told) return date(closing.day);
  return say(
      counted > closing.told ? "notice moved" : "notice kept",
      {{"day", date(closing.day)}, {"told", date(closing.told)}, {"counted", date(counted)}});
}

/// Of those that were answered, withdrawn and set aside as many as are now.
std::string PerformedWriter::sentence_of(const NoticePerformed& told) const {
  const db::Notice& notice = told.notice;
  const auto closed = notice.closed_at ? date(day_of(*notice.closed_at)) : "";
  JsonObject values{{"title", notice.title},
                    {"id", notice.id},
                    {"opened", date(notice.opened_on)},
                    {"closes", told.closing.day.empty() ? closed : last_day_of(told.closing)},
                    {"received", notice.counts.received},
                    {"withdrawn", notice.counts.withdrawn},
                    {"set_aside", notice.counts.set_aside},
                    {"unanswered", notice.counts.unanswered},
                    {"recalled", ""}};
  using enum db::Adoption;
  for (const db::Adoption each : {adopted, partly, not_adopted, explained, out_of_scope}) {
    const auto known = told.adoptions.find(each);
    values[db::name(each)] = known == told.adoptions.end() ? 0 : known->second;
  }
  if (!notice.recalled.empty()) {
    values["recalled"] =
        say("notice recalled", {{"on", date(string_or(notice.recalled, "on"))},
                                {"reason", cut(string_or(notice.recalled, "reason"))}});
  }
  const std::string renewed = string_or(notice.params, "renewed");
  if (!renewed.empty())
    values["recalled"] = say("notice renewed", {{"reason", cut(renewed)}}) +
                         std::string(values.at("recalled").as_string());
  if (string_or(notice.params, "kind") == "hearing") return say("notice hearing", values);
  if (!told.closing.ended.empty()) {
    const std::string reason = string_or(told.closing.ended, "reason");
    values["on"] = closed;
    values["reason"] = reason.empty() ? "" : say("notice ended for", {{"reason", cut(reason)}});
    return say("notice ended", values);
  }
  return say(notice.closed_at ? "notice closed" : "notice open", values);
}

std::string PerformedWriter::sentence_of(const db::CatalogueUse& other) const {
  return say("same item",
             {{"number", other.number}, {"id", other.matter}, {"date", date(day_of(other.at))}});
}

std::string PerformedWriter::say(std::string_view key, const JsonObject& values) const {
  return sentences().say(key, language_, values);
}

void PerformedWriter::line(const std::string& text, int indent) {
  out_ += std::string(static_cast<std::size_t>(indent), ' ') + text + "\n";
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

void PerformedWriter::write(const std::string& source, const matter::PerformedArticle& article) {
  const std::string heading = say("article", {{"number", article.article.number},
                                              {"title", in(language_, article.article.title)}});
  const auto recusals = recusals_under(record_, source, article.article);
  if (article.left_out_by) {
    const std::string deed = without_stop(sentence_of(*article.left_out_by));
    // One of several ways of taking a step, which the law leaves open.
    const auto left = procedure::left_out_by(*record_.procedure, article.left_out_by->event);
    const bool is_way =
        std::ranges::find(left, source + ":" + article.article.number) != left.end();
    line(say(is_way ? "way left out" : "left out", {{"article", heading}, {"deed", deed}}), 2);
    for (const RecusalTold* each : recusals) line(sentence_of(*each), 4);
    for (const auto& document : article.documents) write(document);
    return;
  }
  if (article.is_blank() && article.steps.empty() && article.clocks.empty() &&
      article.overruns.empty() && recusals.empty()) {
    const bool is_past = article.outcome == matter::Outcome::not_come_to;
    line(say(is_past ? "not come to" : "blank", {{"article", heading}}), 2);
    return;
  }
  line(heading, 2);
  for (const auto& stated : article.stated) line(sentence_of(stated), 4);
  for (const auto& step : article.steps) {
    // That nothing arose after it would read as if what is stated had not.
    const bool is_nothing = !step.has_arisen && !step.by;
    if (!is_nothing || article.stated.empty()) line(sentence_of(step), 4);
  }
  for (const auto& deed : article.deeds) line(sentence_of(deed), 4);
  for (const auto& other : same_item_under(record_, source, article.article))
    line(sentence_of(other), 4);
  for (const RecusalTold* each : recusals) line(sentence_of(*each), 4);
  for (const auto& overrun : article.overruns) line(sentence_of(overrun), 4);
  for (const auto& clock : article.clocks) line(sentence_of(clock), 4);
  for (const auto& document : article.documents) write(document);
}

void PerformedWriter::write(const matter::Document& document) {
  std::string mark;
  for (const matter::CorrectedEntry& each : record_.corrections)
    if (each.paper && each.paper->id == document.id && mark.empty()) mark = corrected(each.of.seq);
  line(say("document", {{"title", document.title},
                        {"code", document.code},
                        {"version", document.version},
                        {"date", date(day_of(document.at))},
                        {"sha256", document.sha256}}) +
           mark,
       4);
}

}  // namespace gavel::api
