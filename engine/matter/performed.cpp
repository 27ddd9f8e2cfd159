#include "engine/matter/performed.hpp"

#include <algorithm>

#include "engine/matter/clock_run.hpp"
#include "engine/matter/deed.hpp"
#include "engine/matter/performed_steps.hpp"
#include "engine/procedure/choice_cites.hpp"
#include "engine/procedure/concluded.hpp"
#include "engine/procedure/law.hpp"
#include "engine/procedure/left_out.hpp"

namespace gavel::matter {
namespace {

using procedure::CarriedArticle;
using procedure::Carrier;
using procedure::EventType;
using procedure::MandatoryStep;
using procedure::Procedure;

/// Whether a value of the form says that the event is under other articles of those it cites.
bool is_elsewhere(const Procedure& procedure, const EventType& type, const JsonObject& said,
                  const std::string& article) {
  return std::ranges::any_of(type.form, [&](const procedure::Field& field) {
    const auto cites =
        procedure::choice_cites(procedure, type.name, field.name, string_or(said, field.name));
    return !cites.empty() && std::ranges::none_of(cites, [&](const std::string& each) {
      return each.substr(0, each.find('(')) == article;
    });
  });
}

class Record {
 public:
  Record(const Articles& articles, const Snapshot& snapshot, std::span<const Event> events,
         const std::vector<ClockView>& clocks)
      : articles_(articles),
        procedure_(articles.procedure()),
        snapshot_(snapshot),
        events_(events),
        clocks_(clocks),
        future_(procedure_, snapshot),
        steps_(steps_of(procedure_, future_, decides_on_changes(procedure_), events)) {}

  PerformedArticle of(const std::string& source, const CarriedArticle& carried) const {
    PerformedArticle out;
    out.article = carried.article;
    for (const Carrier& carrier : carried.carriers) add(source, carrier, out);
    judge(source, carried, out);
    add_told(articles_.told(source, carried.article.number), out);
    std::ranges::sort(out.deeds, {}, &Deed::seq);
    const auto twice = std::ranges::unique(out.deeds, {}, &Deed::seq);
    out.deeds.erase(twice.begin(), twice.end());
    return out;
  }

 private:
  /// What is told there and is not of the article itself.
  void add_told(const procedure::Told& told, PerformedArticle& out) const {
    for (const auto& [id, clock] : procedure_.clocks)
      if (told.clocks.contains(id)) add_clock(id, out);
    for (const Document& document : *snapshot_.documents)
      if (told.documents.contains(document.code)) out.documents.push_back(document);
    for (const Event& event : events_) {
      const bool is_opening = event.kind == "opened";
      if (!is_opening && event.kind != "sent") continue;
      const std::string name = is_opening ? "gavel.open" : event.name;
      if (told.events.contains(name)) out.deeds.push_back(deed_of(procedure_, event));
      for (const auto& [of, field, says] : told.statements) {
        if (of != name) continue;
        for (Said& said : deed_of(procedure_, event).said)
          if (said.field->name == field) out.stated.push_back({says, std::move(said)});
      }
    }
  }

  /// Its steps say it where it has any; otherwise what was done under it, or what left it out.
  void judge(const std::string& source, const CarriedArticle& carried,
             PerformedArticle& out) const {
    for (const Outcome worst : {Outcome::skipped, Outcome::open, Outcome::under_way,
                                Outcome::reopened, Outcome::not_again, Outcome::ended,
                                Outcome::not_come_to, Outcome::not_required, Outcome::done}) {
      const auto is_worst = [&](const StepPerformed& step) {
        return step.has_arisen && step.outcome == worst;
      };
      if (std::ranges::none_of(out.steps, is_worst)) continue;
      out.outcome = worst;
      return;
    }
    const auto leaves_out = [&](const Deed& each) {
      return !procedure::left_out_by(procedure_, each.event).empty();
    };
    if (!out.deeds.empty()) {
      out.outcome =
          std::ranges::all_of(out.deeds, leaves_out) ? Outcome::not_required : Outcome::done;
      return;
    }
    for (const StepPerformed& step : steps_) {
      if (step.outcome != Outcome::not_required || !is_of_stage(carried, step.id)) continue;
      out.outcome = Outcome::not_required;
      out.left_out_by = step.by;
      return;
    }
    if (const Event* const event = left_out(source, carried.article.number)) {
      out.outcome = Outcome::not_required;
      out.left_out_by = deed_of(procedure_, *event);
      return;
    }
    // Papers alone, such as those by which it was left out, are looked at last.
    if (!out.documents.empty()) out.outcome = Outcome::done;
    if (out.outcome == Outcome::open && (!may_come_to(carried) || can_no_longer_arise(out.steps)))
      out.outcome = Outcome::not_come_to;
  }

  /// What left the article itself out, unless something told there took that back since.
  [[nodiscard]] const Event* left_out(const std::string& source, const std::string& article) const {
    const auto& told = articles_.told(source, article).events;
    const auto last = std::ranges::find_if(
        events_.rbegin(), events_.rend(),
        [&](const Event& each) { return each.kind == "sent" && told.contains(each.name); });
    if (last == events_.rend()) return nullptr;
    const auto left = procedure::left_out_by(procedure_, last->name);
    const bool is_left_out = std::ranges::find(left, source + ":" + article) != left.end();
    return is_left_out ? &*last : nullptr;
  }

  /// There are steps, none of them was asked for, and none will be.
  [[nodiscard]] bool can_no_longer_arise(const std::vector<StepPerformed>& steps) const {
    return !steps.empty() && std::ranges::all_of(steps, [&](const StepPerformed& step) {
      return !step.has_arisen && !future_.leads_to(procedure::arises_in(procedure_, step.id));
    });
  }

  /// By an event that is under it, where there are some.
  [[nodiscard]] bool may_come_to(const CarriedArticle& carried) const {
    if (!snapshot_.session.running) return false;
    const auto is_event = [](const Carrier& each) { return each.kind == Carrier::Kind::event; };
    return std::ranges::none_of(carried.carriers, is_event) ||
           std::ranges::any_of(carried.carriers, [&](const Carrier& each) {
             return is_event(each) && future_.takes(each.id);
           });
  }

  /// Some event that carries the article out is of the stage in which the step is taken.
  [[nodiscard]] bool is_of_stage(const CarriedArticle& carried, const std::string& id) const {
    const auto step = std::ranges::find(procedure_.mandatory, id, &MandatoryStep::id);
    const chart::State* through = procedure_.chart->find(step->through.front());
    const auto stage = procedure_.state_stages.find(through->index);
    if (stage == procedure_.state_stages.end()) return false;
    return std::ranges::any_of(carried.carriers, [&](const Carrier& carrier) {
      if (carrier.kind != Carrier::Kind::event) return false;
      const auto stages = procedure::stages_of(procedure_, carrier.id);
      return std::ranges::find(stages, stage->second) != stages.end();
    });
  }

  void add(const std::string& source, const Carrier& carrier, PerformedArticle& out) const {
    switch (carrier.kind) {
      case Carrier::Kind::event:
        return add_events(source, carrier.id, out);
      case Carrier::Kind::document:
        for (const Document& document : *snapshot_.documents)
          if (document.code == carrier.id) out.documents.push_back(document);
        return;
      case Carrier::Kind::clock:
        return add_clock(carrier.id, out);
      case Carrier::Kind::mandatory:
        for (const StepPerformed& step : steps_)
          if (step.id == carrier.id) out.steps.push_back(with_due(step));
        return;
      case Carrier::Kind::rule:
        // An event that cites nothing itself is under the articles of its rules.
        for (const std::string& name : carrier.asked_of) {
          const auto type = procedure_.events.find(name);
          if (type != procedure_.events.end() && type->second.citations.empty())
            add_events(source, name, out);
        }
        return;
      case Carrier::Kind::role:
      case Carrier::Kind::parameter:
      case Carrier::Kind::means:
        return;  // say what must be, not what was done
    }
  }

  void add_clock(const std::string& id, PerformedArticle& out) const {
    const auto now = std::ranges::find(clocks_, id, &ClockView::id);
    const bool runs = now != clocks_.end();
    if (runs) out.clocks.push_back(performed(*now));
    for (const Overrun& each : overruns_before(snapshot_, id, runs ? &*now : nullptr))
      out.overruns.push_back({each, id, procedure_.clocks.find(id)->second.title});
  }

  /// Of several that run, by the first to end.
  [[nodiscard]] StepPerformed with_due(StepPerformed step) const {
    if (step.outcome != Outcome::under_way && !step.begun_again) return step;
    const auto due = procedure::due_of(procedure_, step.id);
    const Day since = day_of((step.begun_again ? step.begun_again : step.by)->at);
    for (const ClockView& clock : clocks_) {
      // One that began before was of the step as it had been taken.
      const bool is_of_it = std::ranges::find(due, clock.id) != due.end() && clock.from >= since;
      if (!is_of_it) continue;
      if (!step.due || clock.due.last < step.due->due.last) step.due = clock;
    }
    return step;
  }

  [[nodiscard]] ClockPerformed performed(const ClockView& clock) const {
    ClockPerformed out{clock};
    const procedure::Clock& known = procedure_.clocks.find(clock.id)->second;
    out.is_ahead = clock.minimum && !known.roll;
    out.is_day = known.count.text() == "0";
    out.ran_out = !clock.minimum && ran_out(snapshot_, clock);
    if (!clock.minimum) return out;
    const std::int64_t start = started_by(procedure_, clock, events_);
    for (const Event& event : events_) {
      const Day on = day_of(event.at);
      const bool ends = waits_for(procedure_, event, clock.id) || breaks_off(event, clock.id);
      if (event.kind == "sent" && event.seq > start && ends && on >= clock.from &&
          on <= clock.due.last)
        out.cut_short = deed_of(procedure_, event);
    }
    return out;
  }

  /// It leaves the state that would have been left at the clock's end, as a matter that is
  /// withdrawn does while its notice is open.
  [[nodiscard]] bool breaks_off(const Event& event, const std::string& clock) const {
    const auto contains = [](const std::vector<std::string>& all, const std::string& one) {
      return std::ranges::find(all, one) != all.end();
    };
    return std::ranges::any_of(procedure_.chart->transitions, [&](const chart::Transition& each) {
      const std::string& waiting = procedure_.chart->states[each.source].id;
      return !each.targets.empty() && chart::matches(each.events, "clock." + clock) &&
             contains(event.exited, waiting) && !contains(event.entered, waiting);
    });
  }

  void add_events(const std::string& source, const std::string& name, PerformedArticle& out) const {
    const EventType& type = procedure_.events.find(name)->second;
    for (const Event& event : events_) {
      const bool is_opening = event.kind == "opened" && name == "gavel.open";
      const bool is_of_it = is_opening || (event.kind == "sent" && event.name == name);
      if (!is_of_it) continue;
      const JsonObject* said = data_of(event);
      const std::string article = source + ":" + out.article.number;
      if (said != nullptr && is_elsewhere(procedure_, type, *said, article)) continue;
      out.deeds.push_back(deed_of(procedure_, event));
    }
  }

  const Articles& articles_;
  const Procedure& procedure_;
  const Snapshot& snapshot_;
  std::span<const Event> events_;
  const std::vector<ClockView>& clocks_;
  Future future_;
  std::vector<StepPerformed> steps_;
};

/// Of an article that binds no matter of this kind as such: its papers or clocks stand in this one.
/// What is cited as a whole, such as the organ's own practice, has no article to be told under.
bool was_asked_for(const PerformedArticle& article) {
  return !article.article.title.zh.empty() &&
         (!article.documents.empty() || !article.clocks.empty());
}

}  // namespace

std::string_view name(Outcome outcome) {
  switch (outcome) {
    case Outcome::open:
      return "open";
    case Outcome::under_way:
      return "under_way";
    case Outcome::ended:
      return "ended";
    case Outcome::given_up:
      return "given_up";
    case Outcome::done:
      return "done";
    case Outcome::reopened:
      return "reopened";
    case Outcome::not_again:
      return "not_again";
    case Outcome::not_required:
      return "not_required";
    case Outcome::skipped:
      return "skipped";
    case Outcome::not_come_to:
      return "not_come_to";
  }
  return "";
}

Articles::Articles(std::shared_ptr<const Procedure> procedure)
    : procedure_(std::move(procedure)),
      sources_(law_of(*procedure_)),
      told_(procedure::told_in(*procedure_)),
      standings_(procedure::standings_in(*procedure_)) {}

const procedure::Told& Articles::told(const std::string& source, const std::string& article) const {
  static const procedure::Told nothing;
  const auto found = told_.find(source + ":" + article);
  return found == told_.end() ? nothing : found->second;
}

std::vector<PerformedSource> performed(const Articles& articles, const Snapshot& snapshot,
                                       std::span<const Event> events,
                                       const std::vector<ClockView>& clocks) {
  const Record record(articles, snapshot, events, clocks);
  std::vector<PerformedSource> out;
  for (const procedure::CarriedSource& source : articles.sources()) {
    PerformedSource performed{source.id, source.title, {}};
    for (const CarriedArticle& carried : source.articles) {
      PerformedArticle article = record.of(source.id, carried);
      if (carried.article.binds || was_asked_for(article))
        performed.articles.push_back(std::move(article));
    }
    if (!performed.articles.empty()) out.push_back(std::move(performed));
  }
  return out;
}

}  // namespace gavel::matter
