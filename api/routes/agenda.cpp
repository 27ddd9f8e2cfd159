// What meetings are to discuss, over all matters: day by day, with what each step stood at when the
// packet was found complete (Decree 713 art. 29), and what the meeting still waits for.
#include <algorithm>
#include <array>
#include <map>

#include "api/routes/context.hpp"
#include "api/routes/meeting_writer.hpp"
#include "api/routes/packet.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/matter_store.hpp"
#include "db/procedure_store.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

constexpr std::string_view stage = "meeting";
constexpr auto days_shown = std::chrono::days{60};

const Sentences& sentences() {
  static const Sentences read(asset::agenda_json);
  return read;
}

struct Item {
  std::string matter, title, presenter;
  std::vector<std::string> observers;
  std::vector<Gate> gates;
  std::vector<matter::UnmetRule> waits_for;  ///< Of opening the meeting.
};

struct Meeting {
  std::string held_on, body, place, chair;
  Text title;
  std::vector<Item> items;
};

/// Whether the rest of the house still waits for the meeting.
bool is_to_meet(const Sitting& sitting) { return sitting.outcome.empty(); }

/// Whether the meeting disposed of the matter: any other outcome brings it before a meeting again.
bool is_decided(const Sitting& sitting) {
  constexpr std::array<std::string_view, 5> again{"", "adjourned", "defer", "amend", "near_tie"};
  return std::ranges::find(again, sitting.outcome) == again.end();
}

/// Whether a meeting lies ahead: what was decided may be sent back, by the Party committee say, and
/// is then on its way to the next.
bool is_on_its_way(const std::vector<matter::Task>& tasks) {
  constexpr std::array<std::string_view, 3> ways{"packet.", "agenda.", "meeting."};
  return std::ranges::any_of(tasks, [&](const matter::Task& task) {
    return std::ranges::any_of(ways,
                               [&](std::string_view way) { return task.event.starts_with(way); });
  });
}

/// As for somebody who may do everything: what is unmet then is unmet for all.
std::vector<matter::Task> tasks_of_anyone(Context& context, const desk::Loaded& loaded) {
  matter::Actor anyone;
  for (const auto& [id, role] : loaded.procedure->roles) anyone.roles.push_back(id);
  const Moment now = present(context, loaded.snapshot);
  return matter::tasks(*loaded.procedure, loaded.snapshot, anyone, now.facts, now.now,
                       *now.calendar);
}

std::vector<matter::UnmetRule> waits_for(const std::vector<matter::Task>& tasks) {
  for (const matter::Task& task : tasks) {
    if (task.event == "meeting.open" && task.blocked) return task.blocked->rules;
  }
  return {};
}

bool is_in_stage(Context& context, const db::MatterRow& row) {
  const auto procedure = context.services.procedures.by_sha256(row.procedure_sha256);
  if (procedure == nullptr) return false;
  return std::ranges::any_of(states(*procedure, row.configuration), [](const Json& state) {
    const Json* const in = state.as_object().if_contains("stage");
    return in != nullptr && in->is_string() && in->get_string() == stage;
  });
}

/// Ids of unfinished matters at the meeting that the caller sees.
std::vector<std::string> matters_at_meeting(Context& context, const Call& call) {
  std::vector<std::string> out;
  db::MatterQuery wanted{.finished = false, .limit = 200};
  if (!sees_all_units(*call.account)) wanted.unit = call.account->unit;
  do {
    const auto page = context.services.matters.list(wanted);
    if (!page) break;
    for (const db::MatterRow& row : page->rows) {
      if (is_in_stage(context, row) && !is_kept_from(context, call, row.id, row.procedure_sha256))
        out.push_back(row.id);
    }
    wanted.cursor = page->next;
  } while (!wanted.cursor.empty());
  std::ranges::reverse(out);  // the first that came first
  return out;
}

struct Agenda {
  std::vector<Meeting> meetings;
  std::vector<Item> not_called;
};

void add_to(Agenda& agenda, const desk::Loaded& loaded, const Names& names, Day today, Item item) {
  const auto sittings = sittings_of(loaded.snapshot);
  if (sittings.empty() || !is_to_meet(sittings.back())) {
    agenda.not_called.push_back(std::move(item));
    return;
  }
  const Sitting& sitting = sittings.back();
  const MeetingRecord record{*loaded.procedure, loaded.snapshot, names, today};
  item.presenter = names.name(sitting.presenter);
  item.observers = sitting.observers;
  Meeting meeting{sitting.held_on,
                  sitting.body,
                  sitting.place,
                  sitting.chair,
                  {MeetingWriter(record, sitting, Language::zh).body(),
                   MeetingWriter(record, sitting, Language::en).body()},
                  {}};
  const auto same = std::ranges::find_if(agenda.meetings, [&](const Meeting& each) {
    return each.held_on == meeting.held_on && each.body == meeting.body &&
           each.place == meeting.place && each.chair == meeting.chair;
  });
  Meeting& kept =
      same == agenda.meetings.end() ? agenda.meetings.emplace_back(std::move(meeting)) : *same;
  kept.items.push_back(std::move(item));
}

Agenda agenda_of(Context& context, const Call& call, const Names& names, Day from, Day until) {
  const Day today = day_of(context.services.clock.now());
  Agenda out;
  for (const std::string& id : matters_at_meeting(context, call)) {
    const auto loaded = context.services.matters.load(id);
    if (!loaded) continue;
    const auto tasks = tasks_of_anyone(context, *loaded);
    const auto sittings = sittings_of(loaded->snapshot);
    if (!sittings.empty() && is_decided(sittings.back()) && !is_on_its_way(tasks)) continue;
    add_to(out, *loaded, names, today,
           {.matter = id,
            .title = loaded->snapshot.title,
            .presenter = {},
            .observers = {},
            .gates = gates_of(*loaded->procedure, loaded->snapshot),
            .waits_for = waits_for(tasks)});
  }
  std::erase_if(out.meetings, [&](const Meeting& each) {
    return each.held_on < to_string(from) || each.held_on > to_string(until);
  });
  std::ranges::stable_sort(out.meetings, {}, &Meeting::held_on);
  return out;
}

JsonArray items_view(const std::vector<Item>& items) {
  JsonArray out;
  for (const Item& item : items) {
    JsonArray gates, waits;
    for (const Gate& each : item.gates) {
      gates.push_back(JsonObject{{"gate", each.gate},
                                 {"rule", each.rule},
                                 {"says", view(each.says)},
                                 {"result", each.result},
                                 {"title", view(each.title)}});
    }
    for (const matter::UnmetRule& each : item.waits_for) waits.push_back(view(each));
    out.push_back(
        JsonObject{{"matter", item.matter},
                   {"title", item.title},
                   {"presenter", item.presenter},
                   {"observers", array(item.observers)},
                   {"gates", std::move(gates)},
                   {"waits_for", std::move(waits)},
                   {"links", JsonObject{{"matter", "/v1/matters/" + encoded(item.matter)}}}});
  }
  return out;
}

JsonObject agenda_view(const Agenda& agenda, const Names& names) {
  JsonArray meetings;
  for (const Meeting& each : agenda.meetings) {
    meetings.push_back(
        JsonObject{{"held_on", each.held_on},
                   {"body", each.body},
                   {"title", view(each.title)},
                   {"place", each.place},
                   {"chair", JsonObject{{"account", each.chair}, {"name", names.name(each.chair)}}},
                   {"items", items_view(each.items)}});
  }
  return {{"meetings", std::move(meetings)}, {"not_called", items_view(agenda.not_called)}};
}

void add_lines(PaperSection& section, const std::vector<Item>& items, Language language) {
  const auto say = [&](std::string_view key, const JsonObject& values = {}) {
    return sentences().say(key, language, values);
  };
  int n = 0;
  for (const Item& item : items) {
    section.lines.push_back({say("item", {{"n", ++n}}), item.title});
    if (!item.presenter.empty()) section.lines.push_back({say("presenter"), item.presenter});
    if (!item.observers.empty())
      section.lines.push_back({say("observers"), said_list(item.observers, language)});
    for (const Gate& each : item.gates) {
      section.lines.push_back({say("gate") + " " + each.rule,
                               say("gate stands", {{"says", in(language, each.says)},
                                                   {"result", in(language, each.title)}})});
    }
    for (const matter::UnmetRule& each : item.waits_for)
      section.lines.push_back({say("waits") + " " + each.id, in(language, each.says)});
  }
}

Paper agenda_paper(const Agenda& agenda, Language language) {
  const auto say = [&](std::string_view key, const JsonObject& values = {}) {
    return sentences().say(key, language, values);
  };
  Paper out{say("title"), std::string(tag(language).substr(0, 2)), {}};
  for (const Meeting& each : agenda.meetings) {
    PaperSection section{say("meeting", {{"date", said_moment(each.held_on, language)},
                                         {"body", in(language, each.title)},
                                         {"place", each.place}}),
                         {}};
    add_lines(section, each.items, language);
    out.sections.push_back(std::move(section));
  }
  if (!agenda.not_called.empty()) {
    PaperSection section{say("not called"), {}};
    add_lines(section, agenda.not_called, language);
    out.sections.push_back(std::move(section));
  }
  if (out.sections.empty()) out.sections.push_back({say("none"), {}});
  return out;
}

http::Response agenda(Context& context, Call& call) {
  Query query = call.query();
  const Day today = day_of(context.services.clock.now());
  const Day from = query.day("from").value_or(today);
  const Day until = query.day("until").value_or(from + days_shown);
  if (until < from) query.fault("until", "before", {{"earliest", to_string(from)}});
  query.done();
  const Names names(context);
  const Agenda found = agenda_of(context, call, names, from, until);
  const std::string_view accept = call.request.headers.get("Accept");
  const bool is_paper = accept.find("text/") != std::string_view::npos;
  if (!is_paper) return json_response(200, agenda_view(found, names));
  const PaperForm& form = form_accepted(accept, PaperForm::plain());
  return paper_response(bytes_of(agenda_paper(found, call.language), form), form);
}

}  // namespace

void add_agenda(Router& router) { router.add({"GET", "/v1/agenda", for_accounts, agenda}); }

}  // namespace gavel::api
