// The statement of procedure performed (履行法定程序的说明, Decree 713 art. 26): read off the
// record, as JSON and as a text that can be printed and filed. Its sentences stand in
// messages/performed.json.
#include "api/routes/context.hpp"
#include "api/routes/history.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/statement_of_procedure.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "api/routes/written.hpp"
#include "embedded/api_assets.hpp"
#include "engine/matter/exceptions.hpp"

namespace gavel::api {
namespace {

constexpr std::size_t longest_value = 300;  ///< Bytes, about, of one entry of a form.

const Sentences& sentences() {
  static const Sentences read(asset::performed_json);
  return read;
}

struct Record {
  std::shared_ptr<const procedure::Procedure> procedure;
  matter::Snapshot snapshot;
  std::vector<matter::PerformedSource> sources;
  std::vector<matter::ChangePerformed> changes;
  std::vector<matter::ExceptionUsed> exceptions;
  Day today;
  Names names;
};

Record record_of(Context& context, const desk::Loaded& loaded) {
  const Moment moment = present(context, loaded.snapshot);
  Record record{loaded.procedure, loaded.snapshot, {}, {}, {}, day_of(moment.now), Names(context)};
  const auto events = events_of(context, loaded.snapshot);
  record.changes = matter::changes_performed(*loaded.procedure, events);
  record.exceptions = matter::exceptions_used(*loaded.procedure, loaded.snapshot, events);
  record.sources = matter::performed(*loaded.procedure, loaded.snapshot, events,
                                     matter::clocks(*loaded.procedure, loaded.snapshot,
                                                    moment.facts, moment.now, *moment.calendar));
  return record;
}

/// Writes the statement line by line in one language.
class Writer {
 public:
  Writer(const Record& record, Language language) : record_(record), language_(language) {}

  std::string text() {
    line(say("heading"));
    line(say("matter", {{"title", record_.snapshot.title}}));
    line(say("number", {{"id", record_.snapshot.id}}));
    line(say("as of", {{"date", date(record_.today)}, {"version", record_.snapshot.version}}));
    for (const auto& source : record_.sources) {
      line("");
      line(say("source", {{"title", in(language_, source.title)}}));
      for (const auto& article : source.articles) write(article);
    }
    if (!record_.changes.empty()) {
      line("");
      line(say("changes"));
    }
    for (const auto& change : record_.changes) line(sentence_of(change), 2);
    line("");
    line(say("exceptions"));
    if (record_.exceptions.empty()) line(say("no exceptions"), 2);
    for (const auto& used : record_.exceptions) line(sentence_of(used), 2);
    return std::move(out_);
  }

  [[nodiscard]] std::string sentence_of(const matter::ChangePerformed& change) const {
    std::vector<std::string> reopened;
    for (const Text& part : change.reopened) reopened.push_back(in(language_, part));
    return sentence_of(change.deed) +
           (reopened.empty() ? say("reopens nothing")
                             : say("reopens", {{"parts", said_list(reopened, language_)}}));
  }

  /// What was departed from, why, under what, by whom, and who allowed it.
  [[nodiscard]] std::string sentence_of(const matter::ExceptionUsed& used) const {
    const auto on = parse_day(used.on);
    std::vector<std::string> articles;
    for (const auto& citation : used.citations) articles.push_back(in(language_, citation.label));
    return say(
        "exception",
        {{"title", title_of(used)},
         {"reason", cut(used.reason)},
         {"date", on ? date(*on) : used.on},
         {"who", used.deed ? who(used.deed->by) : used.by},
         {"event", used.deed ? in(language_, used.deed->title) : ""},
         {"allowed", used.approver.empty()
                         ? say("allowed by sender")
                         : say("allowed", {{"name", record_.names.name(used.approver)}})},
         {"articles",
          articles.empty() ? "" : say("under", {{"articles", said_list(articles, language_)}})}});
  }

  /// A kind that only the procedure knows stands as it is.
  [[nodiscard]] std::string title_of(const matter::ExceptionUsed& used) const {
    const std::string key = "exception " + used.kind;
    return sentences().has(key) ? say(key) : used.kind;
  }

  [[nodiscard]] std::string sentence_of(const matter::StepPerformed& step) const {
    const std::string key = "step " + std::string(matter::name(step.outcome));
    JsonObject values{{"title", in(language_, step.title)}, {"reason", step.reason}};
    if (!step.by) return say(key, values);
    values["deed"] = step.by->title.zh.empty() ? said(day_of(step.by->at), language_)
                                               : without_stop(sentence_of(*step.by));
    if (step.outcome == matter::Outcome::skipped)
      return say(step.reason.empty() ? "step skipped unexplained" : "step skipped", values);
    return say(key + " by", values);
  }

  std::string sentence_of(const matter::Deed& deed) const {
    std::string said;
    for (const auto& entry : deed.said) {
      const std::string value = shown_value(entry);
      if (value.empty()) continue;
      if (!said.empty()) said += say("and");
      said += say("said", {{"title", in(language_, entry.title)}, {"value", value}});
    }
    return say(said.empty() ? "deed" : "deed with", {{"date", date(day_of(deed.at))},
                                                     {"who", who(deed.by)},
                                                     {"title", in(language_, deed.title)},
                                                     {"said", said}});
  }

 private:
  [[nodiscard]] std::string say(std::string_view key, const JsonObject& values = {}) const {
    return sentences().say(key, language_, values);
  }

  void line(const std::string& text, int indent = 0) {
    out_ += std::string(static_cast<std::size_t>(indent), ' ') + text + "\n";
  }

  [[nodiscard]] std::string date(Day day) const { return said(day, language_); }

  /// With the account that lent the role, where one did.
  [[nodiscard]] std::string who(const matter::Actor& by) const {
    const std::string name =
        record_.names.who(by.name.empty() ? by.account : by.name, by.unit, language_);
    if (by.on_behalf_of.empty()) return name;
    return say("for", {{"name", name}, {"by", record_.names.name(by.on_behalf_of)}});
  }

  /// One sentence inside another.
  static std::string without_stop(std::string text) {
    for (const std::string_view stop : {"。", "."})
      if (text.ends_with(stop)) text.resize(text.size() - stop.size());
    return text;
  }

  /// As people read it; what has members of its own is left to the record.
  [[nodiscard]] std::string shown_value(const matter::Said& entry) const {
    using Type = procedure::Field::Type;
    const Json& value = entry.value;
    if (entry.type == Type::boolean && value.is_bool()) return say(value.get_bool() ? "yes" : "no");
    if (entry.type == Type::choice) return in(language_, entry.choice);
    if (entry.type == Type::object) return "";
    if (entry.type == Type::date && value.is_string()) {
      const auto day = parse_day(value.get_string());
      return day ? date(*day) : "";
    }
    if (value.is_number()) return json_text(value);
    if (value.is_array()) return listed(value.get_array());
    // Forms take units by their ids, people know them by their names.
    return value.is_string() ? cut(record_.names.unit(std::string(value.get_string()))) : "";
  }

  [[nodiscard]] std::string listed(const JsonArray& items) const {
    std::vector<std::string> texts;
    for (const Json& item : items) {
      if (!item.is_string()) return "";
      texts.emplace_back(item.get_string());
    }
    return cut(said_list(texts, language_));
  }

  /// Without the full stop that people end an entry with: the sentence has its own.
  [[nodiscard]] std::string cut(std::string text) const {
    for (const std::string_view stop : {"。", "；", ".", ";"}) {
      if (text.ends_with(stop)) text.resize(text.size() - stop.size());
    }
    if (text.size() <= longest_value) return text;
    std::size_t end = longest_value;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end) + say("rest");
  }

  void write(const matter::PerformedArticle& article) {
    const std::string heading = say("article", {{"number", article.article.number},
                                                {"title", in(language_, article.article.title)}});
    if (article.left_out_by) {
      const std::string deed = without_stop(sentence_of(*article.left_out_by));
      line(say("left out", {{"article", heading}, {"deed", deed}}), 2);
      for (const auto& document : article.documents) write(document);
      return;
    }
    if (article.is_blank() && article.steps.empty() && article.clocks.empty()) {
      line(say("blank", {{"article", heading}}), 2);
      return;
    }
    line(heading, 2);
    for (const auto& step : article.steps) line(sentence_of(step), 4);
    for (const auto& deed : article.deeds) line(sentence_of(deed), 4);
    for (const auto& clock : article.clocks) write(clock);
    for (const auto& document : article.documents) write(document);
  }

  void write(const matter::ClockView& clock) {
    const char* const key = clock.due.provisional ? "clock provisional"
                            : clock.reached       ? "clock reached"
                                                  : "clock runs";
    line(say(key, {{"title", in(language_, clock.title)},
                   {"from", date(clock.from)},
                   {"due", date(clock.due.last)}}),
         4);
  }

  void write(const matter::Document& document) {
    line(say("document", {{"title", document.title},
                          {"code", document.code},
                          {"version", document.version},
                          {"date", date(day_of(document.at))},
                          {"sha256", document.sha256}}),
         4);
  }

  const Record& record_;
  Language language_;
  std::string out_;
};

JsonObject view_of(const matter::Deed& deed, const Writer& zh, const Writer& en) {
  return {{"seq", deed.seq},
          {"event", deed.event},
          {"title", view(deed.title)},
          {"account", deed.by.account},
          {"unit", deed.by.unit},
          {"on_behalf_of", deed.by.on_behalf_of},
          {"at", to_string(deed.at)},
          {"says", view(Text{zh.sentence_of(deed), en.sentence_of(deed)})}};
}

JsonObject view_of(const matter::ChangePerformed& change, const Writer& zh, const Writer& en) {
  JsonArray reopened;
  for (const Text& part : change.reopened) reopened.push_back(view(part));
  return {{"class", change.value},
          {"title", view(change.title)},
          {"reopened", std::move(reopened)},
          {"deed", view_of(change.deed, zh, en)},
          {"says", view(Text{zh.sentence_of(change), en.sentence_of(change)})}};
}

JsonObject view_of(const matter::ExceptionUsed& used, const Writer& zh, const Writer& en) {
  JsonArray citations;
  for (const auto& citation : used.citations) {
    citations.push_back(JsonObject{{"source", citation.source},
                                   {"article", citation.article},
                                   {"label", view(citation.label)}});
  }
  return {{"kind", used.kind},
          {"title", view(Text{zh.title_of(used), en.title_of(used)})},
          {"reason", used.reason},
          {"approver", used.approver},
          {"by", used.by},
          {"on", used.on},
          {"citations", std::move(citations)},
          {"deed", used.deed ? Json(view_of(*used.deed, zh, en)) : Json(nullptr)},
          {"says", view(Text{zh.sentence_of(used), en.sentence_of(used)})}};
}

JsonObject article_view(const matter::PerformedArticle& article, const Record& record) {
  const Writer zh(record, Language::zh), en(record, Language::en);
  JsonArray deeds, documents, clocks, steps;
  for (const auto& deed : article.deeds) deeds.push_back(view_of(deed, zh, en));
  for (const auto& document : article.documents) documents.push_back(view(document));
  for (const auto& clock : article.clocks) {
    clocks.push_back(JsonObject{{"id", clock.id},
                                {"title", view(clock.title)},
                                {"from", to_string(clock.from)},
                                {"due", to_string(clock.due.last)},
                                {"provisional", clock.due.provisional},
                                {"reached", clock.reached}});
  }
  for (const auto& step : article.steps) {
    steps.push_back(JsonObject{{"id", step.id},
                               {"title", view(step.title)},
                               {"done", step.outcome == matter::Outcome::done},
                               {"outcome", matter::name(step.outcome)},
                               {"by", step.by ? Json(view_of(*step.by, zh, en)) : Json(nullptr)},
                               {"reason", step.reason},
                               {"says", view(Text{zh.sentence_of(step), en.sentence_of(step)})}});
  }
  const auto& left_out = article.left_out_by;
  return {{"article", article.article.number},
          {"title", view(article.article.title)},
          {"outcome", matter::name(article.outcome)},
          {"left_out_by", left_out ? Json(view_of(*left_out, zh, en)) : Json(nullptr)},
          {"steps", std::move(steps)},
          {"deeds", std::move(deeds)},
          {"clocks", std::move(clocks)},
          {"documents", std::move(documents)}};
}

http::Response show(Context& context, Call& call) {
  call.query().done();
  const Record record = record_of(context, visible_matter(context, call, call.parameter()));
  if (call.request.headers.get("Accept").starts_with("text/plain")) {
    return text_response(Writer(record, call.language).text(), "text/plain; charset=utf-8");
  }
  JsonArray sources;
  for (const auto& source : record.sources) {
    JsonArray articles;
    for (const auto& article : source.articles) articles.push_back(article_view(article, record));
    sources.push_back(JsonObject{
        {"id", source.id}, {"title", view(source.title)}, {"articles", std::move(articles)}});
  }
  const Writer zh(record, Language::zh), en(record, Language::en);
  JsonArray changes;
  for (const auto& change : record.changes) changes.push_back(view_of(change, zh, en));
  JsonArray exceptions;
  for (const auto& used : record.exceptions) exceptions.push_back(view_of(used, zh, en));
  return json_response(200, JsonObject{{"matter", record.snapshot.id},
                                       {"version", record.snapshot.version},
                                       {"sources", std::move(sources)},
                                       {"changes", std::move(changes)},
                                       {"exceptions", std::move(exceptions)}});
}

http::Response file(Context& context, Call& call) {
  Query query = call.query();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const std::string code = code_for(query, *loaded.procedure, statement_of_procedure);
  query.done();
  return file_written(context, call, *loaded.procedure, written_statement(context, loaded, code));
}

}  // namespace

Written written_statement(Context& context, const desk::Loaded& loaded, const std::string& code) {
  const Record record = record_of(context, loaded);
  return {.code = code,
          .title = sentences().say("heading", Language::zh),
          .extension = ".txt",
          .media_type = "text/plain; charset=utf-8",
          .bytes = Writer(record, Language::zh).text()};
}

void add_performed(Router& router) {
  router.add({"GET", "/v1/matters/{id}/statement-of-procedure", for_accounts, show});
  router.add({"POST", "/v1/matters/{id}/statement-of-procedure", for_accounts, file});
}

}  // namespace gavel::api
