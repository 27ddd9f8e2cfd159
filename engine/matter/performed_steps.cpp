#include "engine/matter/performed_steps.hpp"

#include <algorithm>

#include "engine/chart/ahead.hpp"
#include "engine/procedure/concluded.hpp"
#include "engine/procedure/left_out.hpp"

namespace gavel::matter {
namespace {

using procedure::MandatoryStep;
using procedure::Procedure;

/// Folds the events into what came of one step.
class StepFold {
 public:
  StepFold(const Procedure& procedure, const MandatoryStep& step, const std::string& rerun)
      : procedure_(procedure),
        step_(step),
        rerun_(rerun),
        part_(part_of(procedure, step)),
        acts_(procedure::acts_of(procedure, step.id)),
        arises_(procedure::arises_in(procedure, step.id)),
        since_(procedure::since_of(procedure, step.id)),
        out_{.id = step.id, .title = step.title, .by = {}, .has_arisen = arises_.empty()} {}

  void take(const Event& event) {
    if (event.kind == "migrated") note_accepted(event);
    if (stands() && opens_again(event)) reopen(event);
    if (is_act(event)) pass(event);
    if (!stands() && contains(event.exited, arises_)) {
      out_.has_arisen = false;
      become(Outcome::given_up, event);
    }
    if (leaves_where_it_is_taken(event)) left_by_ = &event;
    for (const std::string& state : event.entered) enter(state, event);
    if (part_ == nullptr) return;
    if (contains(event.exited, part_->id)) is_at_part_ = false;
    if (contains(event.entered, part_->id)) is_at_part_ = true;
    // What is done for it where it is planned begins it, too.
    const bool is_sent = event.kind == "sent" && is_under_its_article(event.name);
    if (is_sent && is_at_part_) begin(event);
  }
  /// What was begun is not concluded any more, what was to be done again is not.
  void end() {
    if (out_.outcome == Outcome::reopened) out_.outcome = Outcome::not_again;
    if (out_.outcome != Outcome::under_way || left_by_ == nullptr) return;
    become(Outcome::ended, *left_by_);
  }
  [[nodiscard]] const StepPerformed& result() const { return out_; }

 private:
  void enter(const std::string& state, const Event& event) {
    if (state == arises_) {
      out_.has_arisen = true;
      if (out_.outcome == Outcome::given_up) become(Outcome::open, event);
    }
    if (contains(since_, state)) fall_due(event);
    const bool is_through = contains(step_.through, state);
    if (is_through && acts_.empty()) pass(event);
    // What concludes it and leads where it may be concluded otherwise begins nothing.
    const bool begins = acts_.empty() ? is_amid_part(state) : is_through;
    if (begins && !contains(acts_, event.name)) begin(event);
    if (state == step_.before && is_missing()) become(Outcome::skipped, event);
  }
  /// A state of the step, or that which it is a part of.
  [[nodiscard]] bool leaves_where_it_is_taken(const Event& event) const {
    return std::ranges::any_of(step_.through, [&](const std::string& through) {
      const chart::State* state = procedure_.chart->find(through);
      return contains(event.exited, through) ||
             contains(event.exited, procedure_.chart->states[state->parent].id);
    });
  }
  /// The part of the procedure in which the step is taken, where it is taken when that part is at
  /// its end; null: it is taken otherwise.
  static const chart::State* part_of(const Procedure& procedure, const MandatoryStep& step) {
    const chart::State* through = procedure.chart->find(step.through.front());
    const bool is_end = through != nullptr && through->kind == chart::State::Kind::final;
    return is_end && through->parent != 0 ? &procedure.chart->states[through->parent] : nullptr;
  }
  static bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::ranges::find(all, one) != all.end();
  }
  /// It leaves a state of the step as one that concludes it.
  [[nodiscard]] bool is_act(const Event& event) const {
    return event.kind == "sent" && contains(acts_, event.name) &&
           std::ranges::any_of(event.exited, [&](const std::string& state) {
             return contains(step_.through, state);
           });
  }
  [[nodiscard]] bool is_missing() const {
    return out_.outcome == Outcome::open || out_.outcome == Outcome::under_way ||
           out_.outcome == Outcome::reopened;
  }
  [[nodiscard]] bool stands() const {
    return out_.outcome == Outcome::done || out_.outcome == Outcome::not_required;
  }
  [[nodiscard]] bool is_in_part(const std::string& state) const {
    const chart::State* at = procedure_.chart->find(state);
    return at != nullptr && at->index >= part_->index && at->index <= part_->last_descendant;
  }
  /// Between the part's beginning, where nothing was done yet, and its end.
  [[nodiscard]] bool is_amid_part(const std::string& state) const {
    if (part_ == nullptr || !is_in_part(state) || state == part_->id) return false;
    const auto is_first = [&](chart::StateIndex target) {
      return procedure_.chart->states[target].id == state;
    };
    return !contains(step_.through, state) &&
           !(part_->initial &&
             std::ranges::any_of(procedure_.chart->transitions[*part_->initial].targets, is_first));
  }
  /// It comes into the part, and not to its end.
  [[nodiscard]] bool opens_again(const Event& event) const {
    const auto is_end = [&](const std::string& state) { return contains(step_.through, state); };
    return part_ != nullptr && std::ranges::none_of(event.entered, is_end) &&
           std::ranges::any_of(event.entered,
                               [&](const std::string& state) { return is_in_part(state); });
  }
  /// It comes into the part from outside and is at its end at once.
  [[nodiscard]] bool goes_through(const Event& event) const {
    return part_ != nullptr && std::ranges::find(event.entered, part_->id) != event.entered.end();
  }
  void become(Outcome outcome, const Event& event) {
    out_.outcome = outcome;
    out_.was.reset();
    out_.begun_again.reset();
    out_.by = outcome == Outcome::open ? std::nullopt : std::optional(deed_of(procedure_, event));
    if (outcome == Outcome::skipped) out_.reason = accepted_for_;
  }
  void begin(const Event& event) {
    if (out_.outcome == Outcome::open) become(Outcome::under_way, event);
    if (out_.outcome == Outcome::reopened && !out_.begun_again)
      out_.begun_again = deed_of(procedure_, event);
  }
  /// What was done stays told beside what opened it again.
  void reopen(const Event& event) {
    out_.was_left_out = out_.outcome == Outcome::not_required;
    out_.was = std::move(out_.by);
    out_.outcome = Outcome::reopened;
    out_.begun_again.reset();
    out_.by = deed_of(procedure_, event);
  }
  void fall_due(const Event& event) {
    if (stands()) return reopen(event);
    if (out_.outcome != Outcome::reopened) become(Outcome::open, event);
  }
  void pass(const Event& event) {
    // What does not open the step again goes past it: what was done or left out stands.
    if (stands() && (event.name == rerun_ || goes_through(event) || only_comes_past(event))) return;
    const auto left_out = procedure::left_out_by(procedure_, event.name);
    become(contains(left_out, step_.id) ? Outcome::not_required : Outcome::done, event);
  }
  /// What is resumed after an interruption enters the step's state again; how the step was taken
  /// says the event before.
  [[nodiscard]] bool only_comes_past(const Event& event) const {
    return is_under_its_article(out_.by->event) && !is_under_its_article(event.name);
  }
  [[nodiscard]] bool is_under_its_article(const std::string& event) const {
    const auto type = procedure_.events.find(event);
    return type != procedure_.events.end() &&
           std::ranges::any_of(type->second.citations, [&](const procedure::Citation& cited) {
             return std::ranges::any_of(step_.citations, [&](const procedure::Citation& own) {
               return own.source == cited.source && own.article == cited.article;
             });
           });
  }
  void note_accepted(const Event& event) {
    const Json* accepted = event.data.if_contains("accepted");
    if (accepted == nullptr || !accepted->is_array()) return;
    if (std::ranges::find(accepted->get_array(), Json(step_.id)) == accepted->get_array().end())
      return;
    accepted_for_ = string_or(event.data, "reason");
    if (is_missing()) become(Outcome::skipped, event);
  }

  const Procedure& procedure_;
  const MandatoryStep& step_;
  const std::string& rerun_;
  const chart::State* part_;
  const std::vector<std::string> acts_;
  const std::string arises_;  ///< Empty: it is asked of each matter.
  const std::vector<std::string> since_;
  StepPerformed out_;
  bool is_at_part_ = false;
  const Event* left_by_ = nullptr;  ///< What last left where it is taken.
  std::string accepted_for_;        ///< Reason of the move by which somebody answers for the step.
};

}  // namespace

Future::Future(const Procedure& procedure, const Snapshot& snapshot)
    : procedure_(procedure),
      may_be_in_(chart::ahead(*procedure.chart, snapshot.session)),
      ahead_(may_be_in_) {
  if (!snapshot.session.running) return;
  may_be_in_.front() = true;
  for (const chart::StateIndex active : snapshot.session.configuration) may_be_in_[active] = true;
}

bool Future::leads_to(const std::string& state) const {
  return ahead_[procedure_.chart->find(state)->index];
}

bool Future::may_be_in(const std::string& state) const {
  return may_be_in_[procedure_.chart->find(state)->index];
}

bool Future::takes(const std::string& event) const {
  return std::ranges::any_of(procedure_.chart->transitions, [&](const chart::Transition& each) {
    return chart::matches(each.events, event) && may_be_in_[each.source];
  });
}

std::vector<StepPerformed> steps_of(const Procedure& procedure, const Future& future,
                                    const std::string& rerun, std::span<const Event> events) {
  std::vector<StepPerformed> out;
  for (const MandatoryStep& step : procedure.mandatory) {
    StepFold fold(procedure, step, rerun);
    for (const Event& event : events) fold.take(event);
    if (std::ranges::none_of(step.through,
                             [&](const auto& each) { return future.may_be_in(each); }))
      fold.end();
    out.push_back(fold.result());
    StepPerformed& performed = out.back();
    const bool may_come = performed.has_arisen && future.leads_to(step.before);
    if (performed.outcome == Outcome::open && !may_come) performed.outcome = Outcome::not_come_to;
  }
  return out;
}

}  // namespace gavel::matter
