#include "api/routes/views.hpp"

#include "api/routes/history.hpp"
#include "api/routes/target.hpp"
#include "db/calendar_store.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "engine/matter/clock_run.hpp"
#include "engine/matter/lead.hpp"

namespace gavel::api {

JsonObject view(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

JsonObject view(const db::TimeStamp& stamp) {
  return {{"number", stamp.number},
          {"href", "/v1/statements/" + encoded(stamp.statement_id) + "/time-stamps/" +
                       std::to_string(stamp.number)},
          {"stamped_at", to_string(stamp.stamped_at)},
          {"authority", stamp.authority},
          {"policy", stamp.policy},
          {"serial", stamp.serial},
          {"sha256", stamp.sha256},
          {"chain", stamp.chain},
          {"by", stamp.account},
          {"at", to_string(stamp.at)}};
}

JsonArray array(const std::vector<Text>& texts) {
  JsonArray out;
  for (const Text& text : texts) out.push_back(view(text));
  return out;
}

JsonArray array(const std::vector<std::string>& texts) {
  return JsonArray(texts.begin(), texts.end());
}

JsonArray view(const std::vector<procedure::Citation>& citations) {
  JsonArray list;
  for (const auto& citation : citations) {
    list.push_back(JsonObject{{"source", citation.source},
                              {"article", citation.article},
                              {"label", view(citation.label)}});
  }
  return list;
}

JsonObject view(const db::Account& account) {
  return {{"account", account.account},   {"name", account.name},
          {"unit", account.unit},         {"roles", array(account.roles)},
          {"disabled", account.disabled}, {"created_at", to_string(account.created_at)},
          {"person", account.person}};
}

JsonObject view(const matter::Document& document) {
  return {{"id", document.id},
          {"code", document.code},
          {"version", document.version},
          {"title", document.title},
          {"filename", document.filename},
          {"media_type", document.media_type},
          {"sha256", document.sha256},
          {"size", document.size},
          {"by", document.by},
          {"at", to_string(document.at)},
          {"href", "/v1/documents/" + encoded(document.id)}};
}

JsonObject view(const matter::UnmetRule& rule) {
  return {{"id", rule.id},
          {"says", view(rule.says)},
          {"remedy", view(rule.remedy)},
          {"citations", view(rule.citations)},
          {"seen", rule.seen},
          {"earliest", rule.earliest ? Json(to_string(*rule.earliest)) : Json()},
          {"provisional", rule.provisional}};
}

JsonObject view(const matter::Refusal& refusal) {
  JsonArray rules;
  for (const matter::UnmetRule& rule : refusal.rules) rules.push_back(view(rule));
  JsonObject out{{"reason", name(refusal.reason)},
                 {"event", refusal.event},
                 {"rules", std::move(rules)},
                 {"taken_in", array(refusal.taken_in)},
                 {"roles", array(refusal.roles)}};
  if (!refusal.recused.empty()) out["recused"] = refusal.recused;
  return out;
}

JsonObject view(const matter::Event& event) {
  JsonObject actor{{"account", event.actor.account},
                   {"name", event.actor.name},
                   {"unit", event.actor.unit},
                   {"roles", array(event.actor.roles)}};
  if (!event.actor.on_behalf_of.empty()) actor["on_behalf_of"] = event.actor.on_behalf_of;
  if (!event.actor.principal_unit.empty()) actor["principal_unit"] = event.actor.principal_unit;
  return {{"seq", event.seq},
          {"kind", event.kind},
          {"event", event.name},
          {"data", event.data},
          {"actor", std::move(actor)},
          {"at", to_string(event.at)},
          {"facts", event.facts},
          {"calendar_id", event.calendar_id},
          {"entered", array(event.entered)},
          {"exited", array(event.exited)}};
}

JsonArray states(const procedure::Procedure& procedure, const std::vector<std::string>& ids) {
  JsonArray list;
  for (const std::string& id : ids) {
    JsonObject state{{"id", id}, {"title", nullptr}, {"stage", nullptr}};
    const auto known = procedure.chart->by_id.find(id);
    if (known != procedure.chart->by_id.end()) {
      const auto title = procedure.state_titles.find(known->second);
      if (title != procedure.state_titles.end()) state["title"] = view(title->second);
      const auto stage = procedure.state_stages.find(known->second);
      if (stage != procedure.state_stages.end()) state["stage"] = stage->second;
    }
    list.push_back(std::move(state));
  }
  return list;
}

Moment present(Context& context, const matter::Snapshot& snapshot) {
  const desk::CalendarInForce table =
      context.services.calendars.in_force(string_or(snapshot.policy->as_object(), "pack"));
  return {.facts = context.services.facts.of(snapshot),
          .now = context.services.clock.now(),
          .calendar = table.calendar,
          .calendar_id = table.id};
}

Moment moment_of(Context& context, const matter::Event& event) {
  return {.facts = event.facts,
          .now = event.at,
          .calendar = context.services.calendars.by_id(event.calendar_id),
          .calendar_id = event.calendar_id};
}

namespace {

/// As `clocks` has them, but those whose run has ended as they were counted then. That takes
/// another table only where one decided something.
std::vector<matter::ClockView> clocks_told(Context& context, const procedure::Procedure& procedure,
                                           const matter::Snapshot& snapshot,
                                           std::span<const matter::Event> events,
                                           const Moment& moment,
                                           std::vector<matter::ClockView> clocks) {
  if (!context.services.matters.counted_by_another(snapshot.id, moment.calendar_id)) return clocks;
  db::CalendarStore& calendars = context.services.calendars;  // keeps every table it gave out
  return matter::clocks_told(
      procedure, snapshot, events, moment.facts, moment.now, *moment.calendar,
      [&](const std::string& id) -> const calendar::Calendar& { return *calendars.by_id(id); });
}

Json ended_view(const matter::Event* ended_by) {
  if (ended_by == nullptr) return nullptr;
  return JsonObject{{"seq", ended_by->seq}, {"on", to_string(day_of(ended_by->at))}};
}

JsonArray clocks_of(Context& context, const procedure::Procedure& procedure,
                    const matter::Snapshot& snapshot, const Moment& moment) {
  auto clocks = matter::clocks(procedure, snapshot, moment.facts, moment.now, *moment.calendar);
  JsonArray list;
  if (clocks.empty()) return list;
  // The answer to an opening is made before the event is stored; nothing has ended by then.
  const bool is_opening = snapshot.version == 1;
  const auto events = is_opening ? std::vector<matter::Event>() : events_of(context, snapshot);
  for (const matter::ClockView& clock :
       clocks_told(context, procedure, snapshot, events, moment, std::move(clocks))) {
    list.push_back(JsonObject{
        {"id", clock.id},
        {"title", view(clock.title)},
        {"citations", view(clock.citations)},
        {"kind", clock.minimum ? "minimum" : "maximum"},
        {"from", to_string(clock.from)},
        {"due", to_string(clock.due.last)},
        {"provisional", clock.due.provisional},
        {"reached", clock.reached},
        {"ended_by", ended_view(matter::settled_by(procedure, snapshot, clock, events))}});
  }
  return list;
}

JsonObject links_of(const std::string& id) {
  const std::string self = "/v1/matters/" + encoded(id);
  return {{"self", self},
          {"tasks", self + "/tasks"},
          {"events", self + "/events"},
          {"documents", self + "/documents"},
          {"dossier", self + "/dossier"},
          {"comments", self + "/comments"}};
}

}  // namespace

JsonObject view(Context& context, const procedure::Procedure& procedure,
                const matter::Snapshot& snapshot, const Moment& moment) {
  JsonArray documents;
  for (const auto& document : *snapshot.documents) documents.push_back(view(document));
  return {{"id", snapshot.id},
          {"title", snapshot.title},
          {"procedure", brief(procedure)},
          {"unit", matter::lead(procedure, snapshot)},
          {"opened_by", snapshot.opened_by},
          {"opened_at", to_string(snapshot.opened_at)},
          {"version", snapshot.version},
          {"finished", matter::finished(snapshot)},
          {"states", states(procedure, matter::configuration(procedure, snapshot))},
          {"clocks", clocks_of(context, procedure, snapshot, moment)},
          {"documents", std::move(documents)},
          {"policy", *snapshot.policy},
          {"data", snapshot.session.data.object()},
          {"facts", moment.facts},
          {"links", links_of(snapshot.id)}};
}

JsonObject added_view(const matter::Snapshot& next) {
  JsonObject made = view(next.documents->back());
  made["matter"] = next.id;
  made["matter_version"] = next.version;
  return made;
}

JsonObject view(Context& context, const db::MatterRow& row) {
  const auto procedure = context.services.procedures.by_sha256(row.procedure_sha256);
  JsonObject listed{{"id", row.id},
                    {"title", row.title},
                    {"procedure", JsonObject{{"name", row.procedure},
                                             {"version", row.procedure_version},
                                             {"sha256", row.procedure_sha256},
                                             {"title", nullptr}}},
                    {"unit", row.unit},
                    {"opened_by", row.opened_by},
                    {"opened_at", to_string(row.opened_at)},
                    {"updated_at", to_string(row.updated_at)},
                    {"version", row.version},
                    {"finished", row.finished},
                    {"states", JsonArray()},
                    {"links", links_of(row.id)}};
  if (procedure != nullptr) {
    listed["procedure"] = brief(*procedure);
    listed["states"] = states(*procedure, row.configuration);
  }
  return listed;
}

JsonObject view(const matter::Task& task) {
  JsonArray waits;
  for (const Text& item : task.waits) waits.push_back(view(item));
  return {{"event", task.event},
          {"title", view(task.title)},
          {"who", array(task.who)},
          {"allowed", task.allowed},
          {"mine", task.mine},
          {"signed", task.is_signed},
          {"waits", std::move(waits)},
          {"form", task.type != nullptr ? view(task.type->form) : JsonArray()},
          {"produces", task.type != nullptr ? array(task.type->produces) : JsonArray()},
          {"blocked", task.blocked ? Json(view(*task.blocked)) : Json()}};
}

JsonObject outcome(const procedure::Procedure& procedure, const matter::Accepted& accepted) {
  return {{"matter", accepted.next.id},
          {"seq", accepted.event.seq},
          {"event", accepted.event.name},
          {"at", to_string(accepted.event.at)},
          {"entered", array(accepted.event.entered)},
          {"exited", array(accepted.event.exited)},
          {"version", accepted.next.version},
          {"finished", matter::finished(accepted.next)},
          {"states", states(procedure, matter::configuration(procedure, accepted.next))}};
}

}  // namespace gavel::api
