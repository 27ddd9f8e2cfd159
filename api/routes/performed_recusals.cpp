// What the statement of procedure performed tells of the register of recusals: who keeps out, by
// whose word, since when and why, and who acts instead.
#include <algorithm>

#include "api/routes/performed_writer.hpp"

namespace gavel::api {
namespace {

bool is_under(const RecusalTold& told, const std::string& article) {
  return std::ranges::find(told.articles, article) != told.articles.end();
}

}  // namespace

std::vector<RecusalTold> recusals_told(
    const std::vector<db::RecusalStep>& steps,
    const std::function<std::vector<std::string>(const std::string& account, Day day)>&
        articles_of) {
  std::vector<RecusalTold> out;
  for (const db::RecusalStep& step : steps) {
    out.push_back(
        {.step = step, .articles = articles_of(step.account, day_of(step.at)), .state = ""});
  }
  const db::Requests requests = db::requests_of(steps);
  const auto stands = [&](const std::vector<const db::RecusalStep*>& these, const char* state) {
    for (const db::RecusalStep* each : these)
      out[static_cast<std::size_t>(each - steps.data())].state = state;
  };
  stands(requests.waiting, "recusal not decided");
  stands(requests.taken_back, "recusal taken back");
  return out;
}

std::vector<const RecusalTold*> recusals_under(const PerformedRecord& record,
                                               const std::string& source,
                                               const procedure::Article& article) {
  std::vector<const RecusalTold*> out;
  for (const RecusalTold& each : record.recusals)
    if (is_under(each, source + ":" + article.number)) out.push_back(&each);
  return out;
}

std::vector<const RecusalTold*> other_recusals(const PerformedRecord& record) {
  std::vector<const RecusalTold*> out;
  for (const RecusalTold& each : record.recusals) {
    const bool is_told =
        std::ranges::any_of(record.sources, [&](const matter::PerformedSource& source) {
          return std::ranges::any_of(source.articles, [&](const auto& article) {
            return is_under(each, source.id + ":" + article.article.number);
          });
        });
    if (!is_told) out.push_back(&each);
  }
  return out;
}

std::string PerformedWriter::sentence_of(const RecusalTold& told) const {
  const db::RecusalStep& step = told.step;
  const std::string key = "recusal " + step.step + (step.asker.empty() ? "" : " for");
  const std::string deputy =
      step.deputy.empty() ? ""
                          : say(step.step == "order" ? "recusal deputy" : "recusal deputy proposed",
                                {{"name", record_.names.who(step.deputy, language_)}});
  const std::string said = say(key, {{"date", date(day_of(step.at))},
                                     {"by", record_.names.who(step.by, language_)},
                                     {"who", record_.names.who(step.account, language_)},
                                     {"reason", cut(step.reason)},
                                     {"deputy", deputy},
                                     {"asker", typed(step.asker)},
                                     {"open", told.state.empty() ? "" : say(told.state)}});
  if (step.origin.empty()) return said;
  const JsonObject origin{{"title", typed(told.origin_title)}, {"id", step.origin}};
  return said + say(told.origin_title.empty() ? "recusal from kept" : "recusal from", origin);
}

std::string PerformedWriter::sentence_of(const db::MergedIn& linked, const std::string& how) const {
  return say(
      linked.title.empty() ? how + " kept" : how,
      {{"date", date(day_of(linked.at))}, {"title", typed(linked.title)}, {"id", linked.matter}});
}

}  // namespace gavel::api
