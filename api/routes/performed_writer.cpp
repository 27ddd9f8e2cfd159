#include "api/routes/performed_writer.hpp"

#include <algorithm>

#include "api/routes/performed_words.hpp"
#include "embedded/api_assets.hpp"
#include "engine/base/characters.hpp"
#include "engine/procedure/law.hpp"
#include "engine/procedure/left_out.hpp"

namespace gavel::api {
namespace {

/// Whether the register of catalogues is what carries the article out.
bool is_on_catalogues(const std::string& source, const std::string& article) {
  static const auto means = procedure::means_in(asset::law_means_json);
  return std::ranges::any_of(means, [&](const procedure::Means& each) {
    return each.id == "GET /v1/catalogues" && each.source == source && each.article == article;
  });
}

}  // namespace

const Sentences& performed_words() {
  static const Sentences read(asset::performed_json);
  return read;
}

std::string without_stop(std::string text) {
  for (const std::string_view stop : {"。", "."})
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  return text;
}

std::span<const db::CatalogueUse> same_item_under(const PerformedRecord& record,
                                                  const std::string& source,
                                                  const procedure::Article& article) {
  if (!is_on_catalogues(source, article.number)) return {};
  return record.same_item;
}

std::string PerformedWriter::text() {
  out_.clear();
  line(heading());
  line(say("matter", {{"title", typed(record_.snapshot.title)}}));
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
  section("draws", sentences_of(record_.draws));
  const auto linked = [&](const std::vector<db::MergedIn>& matters, const std::string& how) {
    std::vector<std::string> out;
    for (const db::MergedIn& each : matters) out.push_back(sentence_of(each, how));
    return out;
  };
  section("merged", linked(record_.merged_in, "merged in"));
  section("notices", sentences_of(record_.notices));
  section("classified", sentences_of(record_.classified));
  section("changes", sentences_of(record_.changes));
  // By their numbers, by which they are confirmed, denied and dropped.
  std::vector<std::string> exceptions;
  for (const std::string& said : sentences_of(record_.exceptions))
    exceptions.push_back(say("record", {{"number", exceptions.size() + 1}, {"said", said}}));
  if (exceptions.empty()) exceptions.push_back(say("no exceptions"));
  section("exceptions", exceptions);
  section("others", sentences_of(record_.others));
  section("succeeded", linked(record_.succeeded_by, "succeeded by"));
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

std::string PerformedWriter::say(std::string_view key, const JsonObject& values) const {
  return performed_words().say(key, language_, values);
}

void PerformedWriter::line(const std::string& text, int indent) {
  out_ += std::string(static_cast<std::size_t>(indent), ' ') + in_one_line(text) + "\n";
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
  line(say("document", {{"title", typed(document.title)},
                        {"code", document.code},
                        {"version", document.version},
                        {"date", date(day_of(document.at))},
                        {"sha256", document.sha256}}) +
           mark,
       4);
}

}  // namespace gavel::api
