#include "engine/migration/plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/ensure.hpp"
#include "engine/procedure/version.hpp"

namespace gavel::migration {
namespace {

using Names = std::vector<std::string>;
using soundness::Standing;

const matter::Migrate& ask_of(const Question& question) {
  const auto* ask = std::get_if<matter::Migrate>(&question.command.what);
  ensure(ask != nullptr, "a plan is asked for a move");
  return *ask;
}

Obstacle obstacle(std::string code) {
  Obstacle out;
  out.code = std::move(code);
  return out;
}

/// What can be said without looking into either chart; then nothing further is looked at.
std::optional<Obstacle> beforehand(const Question& question) {
  if (matter::finished(question.before)) return obstacle("finished");
  if (question.from.sha256 == question.to.sha256) return obstacle("same-version");
  // Back to an older version would be a way round a rule that the newer one has.
  if (procedure::compare_versions(question.to.version, question.from.version) <= 0) {
    return obstacle("not-newer");
  }
  return std::nullopt;
}

void add(Plan& plan, matter::Unmoved unmoved) {
  for (auto& state : unmoved.states) {
    Obstacle out = obstacle(std::string(name(state.why)));
    out.state = std::move(state.state), out.other = std::move(state.other);
    plan.obstacles.push_back(std::move(out));
  }
  if (!unmoved.rules.empty()) {
    plan.obstacles.push_back(obstacle("rules-unmet"));
    plan.obstacles.back().rules = std::move(unmoved.rules);
  }
  if (unmoved.fault) {
    plan.obstacles.push_back(obstacle("step-fails"));
    plan.obstacles.back().detail = *std::move(unmoved.fault);
  }
}

// ---- tasks

struct Side {
  const procedure::Procedure& procedure;
  const matter::Snapshot& snapshot;
};

/// All rules that an event can be asked for in the states now active.
std::set<std::string> rules_of(const Side& side, const procedure::EventType& type) {
  std::set<std::string> out(type.rules.begin(), type.rules.end());
  for (const auto index :
       chart::candidates(*side.procedure.chart, side.snapshot.session, type.name)) {
    const auto found = side.procedure.transition_rules.find(index);
    if (found != side.procedure.transition_rules.end()) {
      out.insert(found->second.begin(), found->second.end());
    }
  }
  return out;
}

Names unmet(const matter::Task& task) {
  Names out;
  if (!task.blocked) return out;
  for (const matter::UnmetRule& rule : task.blocked->rules) out.push_back(rule.id);
  return out;
}

std::map<std::string, matter::Task> tasks_by_event(const Side& side, const Question& question) {
  std::map<std::string, matter::Task> out;
  for (matter::Task& task :
       matter::tasks(side.procedure, side.snapshot, question.command.actor, question.command.facts,
                     question.command.now, question.calendar)) {
    out.emplace(task.event, std::move(task));
  }
  return out;
}

Names without(const std::set<std::string>& all, const std::set<std::string>& others) {
  Names out;
  std::ranges::set_difference(all, others, std::back_inserter(out));
  return out;
}

std::vector<TaskChange> task_changes(const Side& here, const Side& there,
                                     const Question& question) {
  const auto before = tasks_by_event(here, question), after = tasks_by_event(there, question);
  std::set<std::string> events;
  for (const auto* side : {&before, &after}) {
    for (const auto& [event, task] : *side) events.insert(event);
  }
  std::vector<TaskChange> out;
  for (const std::string& event : events) {
    const auto old = before.find(event), fresh = after.find(event);
    TaskChange change{event, {}, old != before.end(), fresh != after.end(), {}, {}, {}, {}, {}, {}};
    std::set<std::string> asked_before, asked_after;
    if (change.before) {
      change.title = old->second.title, change.who_before = old->second.who;
      asked_before = rules_of(here, *old->second.type), change.unmet_before = unmet(old->second);
    }
    if (change.after) {
      change.title = fresh->second.title, change.who_after = fresh->second.who;
      asked_after = rules_of(there, *fresh->second.type), change.unmet_after = unmet(fresh->second);
    }
    change.rules_added = without(asked_after, asked_before);
    change.rules_removed = without(asked_before, asked_after);
    const bool is_same = change.before == change.after && asked_before == asked_after &&
                         change.unmet_before == change.unmet_after &&
                         change.who_before == change.who_after;
    if (!is_same) out.push_back(std::move(change));
  }
  return out;
}

// ---- clocks

std::vector<ClockChange> clock_changes(const Side& here, const Side& there,
                                       const Question& question) {
  std::map<std::string, ClockChange> all;
  const auto note = [&](const Side& side, std::optional<calendar::Deadline> ClockChange::* due) {
    for (const matter::ClockView& clock :
         matter::clocks(side.procedure, side.snapshot, question.command.facts, question.command.now,
                        question.calendar)) {
      ClockChange& change = all[clock.id];
      change.id = clock.id, change.title = clock.title;
      change.*due = clock.due;
    }
  };
  note(here, &ClockChange::before);
  note(there, &ClockChange::after);
  std::vector<ClockChange> out;
  for (auto& [id, change] : all) {
    if (change.before != change.after) out.push_back(std::move(change));
  }
  return out;
}

// ---- mandatory steps

std::vector<StepStanding> steps_of(const Question& question, const matter::Accepted& accepted) {
  Names course(question.course.begin(), question.course.end());
  course.insert(course.end(), accepted.event.entered.begin(), accepted.event.entered.end());
  const auto standings = soundness::standing(question.to, accepted.next.session, course);
  std::vector<StepStanding> out;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const procedure::MandatoryStep& step = question.to.mandatory[i];
    const bool is_known =
        std::ranges::find(question.from.mandatory, step.id, &procedure::MandatoryStep::id) !=
        question.from.mandatory.end();
    out.push_back({step.id, step.title, step.citations, standings[i], !is_known});
  }
  return out;
}

/// A step that the law asks for may be missed only where whoever moves the matter names it.
void ask_about_steps(Plan& plan, const Names& accepted) {
  Obstacle missed = obstacle("steps-missed");
  for (const StepStanding& step : plan.steps) {
    const bool is_accepted = std::ranges::find(accepted, step.id) != accepted.end();
    if (step.standing == Standing::avoidable && !is_accepted) missed.steps.push_back(step.id);
  }
  if (!missed.steps.empty()) plan.obstacles.push_back(std::move(missed));
}

/// Asked of the matter as it would be: the roles are the new version's, and so are their units.
void ask_permission(Plan& plan, const Question& question, const matter::Snapshot& after) {
  const auto roles = matter::migration_roles(question.to);
  const bool may = std::ranges::any_of(roles, [&](const std::string& role) {
    return matter::holds(question.to, after, question.command.actor, role);
  });
  if (may) return;
  plan.obstacles.push_back(obstacle("not-permitted"));
  plan.obstacles.back().roles = roles;
}

Names unknown_documents(const Question& question) {
  std::set<std::string> out;
  if (question.to.documents.empty()) return {};  // such a procedure takes any
  for (const matter::Document& document : *question.before.documents) {
    if (!question.to.documents.contains(document.code)) out.insert(document.code);
  }
  return {out.begin(), out.end()};
}

}  // namespace

Plan plan(const Question& question) {
  Plan out;
  out.from = matter::pin_of(question.from);
  out.to = matter::pin_of(question.to);
  out.states_before = matter::configuration(question.from, question.before);
  if (auto against = beforehand(question)) {
    out.obstacles.push_back(*std::move(against));
    return out;
  }
  auto moved = matter::decide(question.from, question.before, question.command, question.to,
                              question.calendar);
  if (!moved) {
    add(out, std::move(moved.error()));
    return out;
  }
  const matter::Snapshot& after = moved->accepted.next;
  out.states_after = matter::configuration(question.to, after);
  out.entered = moved->accepted.event.entered;
  out.exited = moved->accepted.event.exited;
  out.policy = moved->policy;
  out.documents = unknown_documents(question);
  const Side here{question.from, question.before}, there{question.to, after};
  out.clocks = clock_changes(here, there, question);
  out.tasks = task_changes(here, there, question);
  out.steps = steps_of(question, moved->accepted);
  out.carried = std::move(moved->carried);
  ask_about_steps(out, ask_of(question).accepted);
  ask_permission(out, question, after);
  if (out.obstacles.empty()) out.accepted = std::move(moved->accepted);
  return out;
}

}  // namespace gavel::migration
