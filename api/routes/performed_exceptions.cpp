// Exceptions that were used: what was departed from, why, and who allowed or denied it.
#include "api/routes/performed_words.hpp"
#include "api/routes/performed_writer.hpp"

namespace gavel::api {

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
  return performed_words().has(key) ? say(key) : used.kind;
}

}  // namespace gavel::api
