// What the statement of procedure performed tells beside the articles: other acts, corrections of
// the record, and how things stand now with what was done.
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/words.hpp"
#include "engine/matter/context.hpp"
#include "engine/matter/evolve.hpp"
#include "engine/matter/performed.hpp"
#include "engine/procedure/concluded.hpp"

namespace gavel::matter {
namespace {

using procedure::Procedure;

/// The number of the entry that the event says it corrects; 0: it corrects none.
std::int64_t corrects(const Deed& deed) {
  for (const Said& said : deed.said)
    if (said.field->in_register == "entry" && said.value.is_int64()) return said.value.get_int64();
  return 0;
}

CorrectedEntry entry_of(const Procedure& procedure, const Event& event) {
  CorrectedEntry out{deed_of(procedure, event), {}, {}};
  if (event.kind != "document") return out;
  if (auto filed = decode_document(event.data)) out.paper = *std::move(filed);
  return out;
}

/// Of the first that holds; nothing where none does.
std::optional<Text> standing(const Context& context,
                             const std::vector<procedure::Standing>& standings,
                             const Event& event) {
  const Json* data = event.data.if_contains("data");
  const bool has_data = data != nullptr && data->is_object();
  const chart::Event sent = external(event.name, has_data ? data->get_object() : JsonObject());
  const auto evaluate = context.evaluator(sent);
  for (const procedure::Standing& each : standings) {
    const auto value = evaluate(each.when);
    if (!value || !expression::to_boolean(*value)) continue;
    JsonObject seen;
    for (const procedure::SeenValue& one : each.seen) {
      const auto found = evaluate(one.value);
      const Json* json = found ? std::get_if<Json>(&*found) : nullptr;
      seen[one.name] = json == nullptr ? Json(nullptr) : *json;
    }
    return Text{filled(each.says.zh, seen, Language::zh), filled(each.says.en, seen, Language::en)};
  }
  return std::nullopt;
}

}  // namespace

namespace {

bool is_among(const std::string& state, const std::vector<std::string>& states) {
  return std::ranges::find(states, state) != states.end();
}

/// Whether one of the states waits for the package: the matter is archived as it ended.
bool waits_for_package(const Procedure& procedure, const std::vector<std::string>& states) {
  return std::ranges::any_of(procedure.chart->transitions, [&](const chart::Transition& each) {
    return !each.events.empty() && chart::matches(each.events, archive_built) &&
           is_among(procedure.chart->states[each.source].id, states);
  });
}

}  // namespace

std::optional<Ended> ended(const Procedure& procedure, std::span<const Event> events) {
  const auto endings = procedure::endings_of(procedure);
  std::optional<Ended> out;
  std::string at;
  for (const Event& event : events) {
    std::optional<Ended> before;
    // What was ended by a slip, or is taken up again, goes on.
    if (out && is_among(at, event.exited) && !waits_for_package(procedure, event.entered)) {
      if (!is_among(at, event.entered)) before = out;
      out.reset(), at.clear();
    }
    for (const procedure::Ending& each : endings) {
      // A package that could not be built leaves the matter where it had ended.
      if (!is_among(each.state, event.entered) || each.state == at) continue;
      at = each.state;
      // What did not pass ends once more when its record is signed: it ended when it was decided.
      if (before && before->title == each.title) {
        out = std::exchange(before, std::nullopt);
        continue;
      }
      out = Ended{each.title, deed_of(procedure, event), {}};
      if (event.kind != "timer") continue;
      const auto clock = procedure.clocks.find(event.name);
      if (clock != procedure.clocks.end()) out->clock = clock->second.title;
    }
  }
  return out;
}

std::vector<Deed> others_performed(const Procedure& procedure, std::span<const Event> events,
                                   const std::vector<PerformedSource>& told,
                                   const std::vector<ChangePerformed>& changes) {
  std::set<std::int64_t> known;
  for (const PerformedSource& source : told) {
    for (const PerformedArticle& article : source.articles)
      for (const Deed& deed : article.deeds) known.insert(deed.seq);
  }
  for (const ChangePerformed& change : changes) known.insert(change.deed.seq);
  std::vector<Deed> out;
  for (const Event& event : events) {
    const bool is_declared = event.kind == "sent" && procedure.events.contains(event.name);
    if (is_declared && !known.contains(event.seq)) out.push_back(deed_of(procedure, event));
  }
  return out;
}

std::vector<CorrectedEntry> corrected_entries(const Procedure& procedure,
                                              std::span<const Event> events) {
  std::vector<CorrectedEntry> out;
  for (const Event& event : events) {
    if (event.kind != "sent") continue;
    Deed deed = deed_of(procedure, event);
    const auto entry = std::ranges::find(events, corrects(deed), &Event::seq);
    if (entry == events.end()) continue;
    out.push_back(entry_of(procedure, *entry));
    out.back().by = std::move(deed);
  }
  return out;
}

std::map<std::int64_t, Text> standings(const Articles& articles, const Snapshot& snapshot,
                                       std::span<const Event> events,
                                       const calendar::Calendar& calendar) {
  std::map<std::int64_t, Text> out;
  for (const Event& event : events) {
    const auto known = articles.standings().find(event.name);
    if (event.kind != "sent" || known == articles.standings().end()) continue;
    const Context context(articles.procedure(), snapshot,
                          Now{event.actor, event.facts, event.at, calendar, nullptr, nullptr});
    if (auto says = standing(context, known->second, event))
      out.emplace(event.seq, *std::move(says));
  }
  return out;
}

}  // namespace gavel::matter
