#include "api/routes/performed_writer.hpp"

#include <algorithm>

#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

constexpr std::size_t longest_value = 300;  ///< Bytes, about, of one entry of a form.
constexpr std::size_t longest_list = 1500;  ///< Likewise, of one that lists records.

const Sentences& sentences() {
  static const Sentences read(asset::performed_json);
  return read;
}

/// Without what stands behind it in brackets, which tells how to fill in a form.
std::string without_hint(const std::string& title) {
  for (const auto& [open, close] : {std::pair{"（", "）"}, std::pair{" (", ")"}}) {
    const std::size_t at = title.rfind(open);
    if (at != std::string::npos && at > 0 && title.ends_with(close)) return title.substr(0, at);
  }
  return title;
}

/// A number keeps its unit.
std::string name_of(const procedure::Field& field, Language language) {
  using Type = procedure::Field::Type;
  const std::string& title = in(language, field.title);
  const bool is_number = field.type == Type::integer || field.type == Type::number;
  return is_number ? title : without_hint(title);
}

/// One sentence inside another.
std::string without_stop(std::string text) {
  for (const std::string_view stop : {"。", "."})
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  return text;
}

}  // namespace

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
  line(say("as of", {{"date", date(record_.today)}, {"version", record_.snapshot.version}}));
  for (const auto& source : record_.sources) {
    line("");
    line(say("source", {{"title", in(language_, source.title)}}));
    for (const auto& article : source.articles) write(article);
  }
  const auto sentences_of = [&](const auto& all) {
    std::vector<std::string> out;
    for (const auto& each : all) out.push_back(sentence_of(each));
    return out;
  };
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

/// Where the matter is now: the innermost of its states, by their titles.
std::string PerformedWriter::states() const {
  const auto& chart = *record_.procedure->chart;
  std::vector<std::string> out;
  for (const auto index : record_.snapshot.session.configuration) {
    const auto title = record_.procedure->state_titles.find(index);
    if (chart.states[index].children.empty() && title != record_.procedure->state_titles.end())
      out.push_back(in(language_, title->second));
  }
  return said_list(out, language_);
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
       {"who", used.deed ? who(used.deed->by) : used.by},
       {"event", used.deed ? title_of(*used.deed) : ""},
       {"allowed", sentence_of(used.approval)},
       {"articles",
        articles.empty() ? "" : say("under", {{"articles", said_list(articles, language_)}})}});
}

/// Whoever was named, and what they said to it.
std::string PerformedWriter::sentence_of(const matter::Approval& approval) const {
  if (approval.approver.empty()) return say("allowed by sender");
  const std::string allowed = say("allowed", {{"name", record_.names.name(approval.approver)}});
  if (approval.state.empty()) return allowed;
  const auto on = parse_day(approval.on);
  std::string by = record_.names.name(approval.by);
  if (!approval.on_behalf_of.empty())
    by = say("for", {{"name", by}, {"by", record_.names.name(approval.on_behalf_of)}});
  return allowed + say("approval " + approval.state, {{"date", on ? date(*on) : approval.on},
                                                      {"name", by},
                                                      {"reason", cut(approval.reason)}});
}

std::string PerformedWriter::title_of(const matter::ExceptionUsed& used) const {
  const std::string key = "exception " + used.kind;
  return sentences().has(key) ? say(key) : used.kind;
}

std::string PerformedWriter::sentence_of(const matter::StepPerformed& step) const {
  const std::string key =
      "step " + std::string(step.has_arisen || step.by ? matter::name(step.outcome) : "not_arisen");
  JsonObject values{{"title", in(language_, step.title)}, {"reason", step.reason}};
  if (!step.by) return say(key, values);
  values["deed"] =
      step.by->title.zh.empty() ? date(day_of(step.by->at)) : without_stop(sentence_of(*step.by));
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
                                                {"who", who(deed.by)},
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

/// One entry of a form with its title; empty where it says nothing.
std::string PerformedWriter::entry_of(const matter::Said& said) const {
  if (said.field->in_register == "entry" && said.value.is_int64())
    return corrects(said.value.get_int64());
  const std::string value = shown(said);
  if (value.empty()) return "";
  const std::string title = said.document.empty() ? name_of(*said.field, language_)
                                                  : without_hint(in(language_, said.field->title));
  return say("said", {{"title", title}, {"value", value}});
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
             : !clock.minimum        ? "clock at most"
             : clock.is_ahead        ? "clock ahead"
             : clock.reached         ? "clock reached"
                                     : "clock runs",
             values);
}

/// Of those that were answered, withdrawn and set aside as many as are now.
std::string PerformedWriter::sentence_of(const NoticePerformed& told) const {
  const db::Notice& notice = told.notice;
  const std::string closes = notice.extended.empty()
                                 ? notice.closes_on
                                 : string_or(notice.extended.back().get_object(), "closes_on");
  const auto day = [&](const std::string& text) {
    const auto known = parse_day(text);
    return known ? date(*known) : text;
  };
  const auto closed = notice.closed_at ? date(day_of(*notice.closed_at)) : "";
  JsonObject values{{"title", notice.title},
                    {"id", notice.id},
                    {"opened", day(notice.opened_on)},
                    {"closes", closes.empty() ? closed : day(closes)},
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
        say("notice recalled", {{"on", day(string_or(notice.recalled, "on"))},
                                {"reason", cut(string_or(notice.recalled, "reason"))}});
  }
  return say(notice.closed_at ? "notice closed" : "notice open", values);
}

std::string PerformedWriter::say(std::string_view key, const JsonObject& values) const {
  return sentences().say(key, language_, values);
}

void PerformedWriter::line(const std::string& text, int indent) {
  out_ += std::string(static_cast<std::size_t>(indent), ' ') + text + "\n";
}

/// With the account that lent the role, where one did.
std::string PerformedWriter::who(const matter::Actor& by) const {
  const std::string name =
      record_.names.who(by.name.empty() ? by.account : by.name, by.unit, language_);
  if (by.on_behalf_of.empty()) return name;
  return say("for", {{"name", name}, {"by", record_.names.name(by.on_behalf_of)}});
}

/// The version of a paper and another matter by what people call them.
std::string PerformedWriter::shown(const matter::Said& said) const {
  if (!said.document.empty())
    return say("version", {{"code", said.document}, {"version", json_text(said.value)}});
  if (!said.matter) return shown(*said.field, said.value);
  return say(
      said.matter->number.empty() ? "matter named" : "matter decided",
      {{"title", said.matter->title}, {"number", said.matter->number}, {"id", said.matter->id}});
}

/// As people read it; empty where it says nothing.
std::string PerformedWriter::shown(const procedure::Field& field, const Json& value) const {
  if (value.is_bool()) return say(value.get_bool() ? "yes" : "no");
  if (value.is_number()) return json_text(value);
  if (value.is_object()) return shown_members(field, value.get_object());
  if (value.is_array()) return shown_list(field, value.get_array());
  return value.is_string() ? cut(shown_text(field, std::string(value.get_string()))) : "";
}

/// Forms take choices, units and accounts by their ids; people know them by their names.
std::string PerformedWriter::shown_text(const procedure::Field& field,
                                        const std::string& text) const {
  using Type = procedure::Field::Type;
  if (const Text choice = field.title_of(Json(text)); !choice.zh.empty())
    return in(language_, choice);
  if (field.type == Type::date) {
    const auto day = parse_day(text);
    return day ? date(*day) : text;
  }
  if (text.contains('T') && parse_instant(text)) return said_moment(text, language_);
  const std::string& unit = record_.names.unit(text);
  return unit == text ? record_.names.name(text) : unit;
}

std::string PerformedWriter::shown_members(const procedure::Field& field,
                                           const JsonObject& members) const {
  std::vector<std::string> out;
  for (const procedure::Field& each : field.fields) {
    const Json* value = members.if_contains(each.name);
    const std::string text = value == nullptr ? "" : shown(each, *value);
    if (!text.empty())
      out.push_back(say("said", {{"title", name_of(each, language_)}, {"value", text}}));
  }
  return said_list(out, language_);
}

/// Names one after another; records numbered, each with what it says.
std::string PerformedWriter::shown_list(const procedure::Field& field,
                                        const JsonArray& items) const {
  std::vector<std::string> texts;
  std::string records;
  for (const Json& item : items) {
    if (!item.is_object()) {
      texts.push_back(shown(field, item));
      continue;
    }
    const std::string record = shown_members(field, item.get_object());
    const std::string numbered =
        say("record", {{"number", &item - items.data() + 1}, {"said", record}});
    if (records.size() + numbered.size() > longest_list) return records + say("rest");
    records += (records.empty() ? "" : say("and")) + numbered;
  }
  return records.empty() ? cut(said_list(texts, language_)) : records;
}

/// Without the full stop that people end an entry with: the sentence has its own.
std::string PerformedWriter::cut(std::string text) const {
  for (const std::string_view stop : {"。", "；", ".", ";"}) {
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  }
  if (text.size() <= longest_value) return text;
  std::size_t end = longest_value;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + say("rest");
}

void PerformedWriter::write(const matter::PerformedArticle& article) {
  const std::string heading = say("article", {{"number", article.article.number},
                                              {"title", in(language_, article.article.title)}});
  if (article.left_out_by) {
    const std::string deed = without_stop(sentence_of(*article.left_out_by));
    line(say("left out", {{"article", heading}, {"deed", deed}}), 2);
    for (const auto& document : article.documents) write(document);
    return;
  }
  if (article.is_blank() && article.steps.empty() && article.clocks.empty()) {
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
