// Who was in the chair for the head: by the head's own delegation, or by an order of recusal, by
// which the head keeps out of the matter.
#include <algorithm>

#include "api/routes/context.hpp"
#include "api/routes/history.hpp"
#include "api/routes/meeting_writer.hpp"
#include "db/offices.hpp"

namespace gavel::api {

std::map<int, matter::KeepsOut> heads_out(const std::vector<Sitting>& sittings,
                                          std::span<const matter::Event> events) {
  std::map<int, matter::KeepsOut> out;
  for (const Sitting& sitting : sittings) {
    for (const matter::Event& event : events) {
      const std::string at = to_string(event.at);
      const bool is_of_chair = (event.name == "meeting.head_statement" && at == sitting.head_at) ||
                               (event.name == "meeting.decide" && at == sitting.decided_at);
      if (!is_of_chair) continue;
      if (auto head = matter::head_out(event, sitting.chair)) out[sitting.number] = *head;
    }
  }
  return out;
}

std::map<int, matter::KeepsOut> heads_out(Context& context, const matter::Snapshot& snapshot) {
  const auto steps = db::Offices(context.services.pool).recusals(snapshot.id);
  if (std::ranges::all_of(steps, [](const auto& step) { return step.deputy.empty(); })) return {};
  return heads_out(sittings_of(snapshot), events_of(context, snapshot));
}

const matter::KeepsOut* MeetingWriter::head_out() const {
  const auto known = record_.heads_out.find(sitting_.number);
  return known == record_.heads_out.end() ? nullptr : &known->second;
}

/// The sentence `key` of the chair: as of a head, or, of whoever was there for the head, by what.
std::string MeetingWriter::for_head(const std::string& key, const std::string& at) const {
  JsonObject values{{"at", said_moment(at, language_)}, {"name", name(sitting_.chair)}};
  const matter::KeepsOut* const head = head_out();
  if (head == nullptr) return say(sitting_.by_deputy ? key + " deputy" : key, values);
  values["head"] = head->name.empty() ? record_.names.name(head->account) : head->name;
  values["order"] =
      say("order",
          {{"date", head->ordered
                        ? say("order of", {{"date", api::said(day_of(*head->ordered), language_)}})
                        : ""}});
  return say(key + (head->lent ? " lent and ordered" : " ordered"), values);
}

}  // namespace gavel::api
