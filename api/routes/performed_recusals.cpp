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
    std::vector<db::RecusalStep> steps,
    const std::function<std::vector<std::string>(const std::string& account, Day day)>&
        articles_of) {
  std::vector<RecusalTold> out;
  for (db::RecusalStep& step : steps) {
    // What came after it about the same person answers it.
    for (RecusalTold& before : out)
      if (before.step.account == step.account) before.is_open = false;
    RecusalTold told{std::move(step), {}, false};
    told.articles = articles_of(told.step.account, day_of(told.step.at));
    told.is_open = told.step.step == "ask";
    out.push_back(std::move(told));
  }
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
  const std::string key = "recusal " + step.step;
  const std::string deputy =
      step.deputy.empty() ? ""
                          : say(step.step == "order" ? "recusal deputy" : "recusal deputy proposed",
                                {{"name", record_.names.who(step.deputy, language_)}});
  return say(key, {{"date", date(day_of(step.at))},
                   {"by", record_.names.who(step.by, language_)},
                   {"who", record_.names.who(step.account, language_)},
                   {"reason", cut(step.reason)},
                   {"deputy", deputy},
                   {"open", told.is_open ? say("recusal not decided") : ""}});
}

}  // namespace gavel::api
