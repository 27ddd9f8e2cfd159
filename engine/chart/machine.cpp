// The main loop of SCXML appendix D for one session, and the order in which the sessions of a step
// take turns. The standard lets sessions run in parallel; here a child always runs before its
// parent's next event, so that the same step always has the same outcome.
#include "engine/chart/machine.hpp"

namespace gavel::chart {

Machine::Machine(World& world, std::shared_ptr<const Chart> chart, Session& session)
    : world_(world),
      chart_(std::move(chart)),
      session_(session),
      scope_(*chart_, session, nullptr, world.surroundings, &world.bytes_left) {
  world.root = this;
  adopt_children();
}

Machine::Machine(Machine& parent, const Child& child)
    : world_(parent.world_),
      chart_(child.chart),
      kept_(child.session),
      session_(*kept_),
      parent_(&parent),
      invoke_id_(child.invoke_id),
      path_(parent.path_ + invoke_id_ + "/"),
      depth_(parent.depth_ + 1),
      scope_(*chart_, session_, nullptr, world_.surroundings, &world_.bytes_left) {
  adopt_children();
}

void Machine::start(const Passed& passed) {
  if (chart_->late_binding) {
    initialise_data(chart_->states[0], &passed);
  } else {
    for (const State& state : chart_->states)
      initialise_data(state, state.index == 0 ? &passed : nullptr);
  }
  for (const Action& script : chart_->scripts) perform(script);
  enter_states({{&chart_->transitions[*chart_->states[0].initial], 0}});
  settle();
}

void Machine::set_current(Event event) {
  current_ = std::move(event);
  scope_.set_event(&*current_);
}

void Machine::run_all() {
  while (!world_.runaway) {
    Machine* ready = next_ready();
    if (ready == nullptr) return;
    ready->process_external();
  }
}

Machine* Machine::next_ready() {
  for (const auto& each : children_)
    if (Machine* ready = each->next_ready()) return ready;
  return session_.running && !external_.empty() ? this : nullptr;
}

void Machine::process_external() {
  if (!world_.may_step()) return;
  set_current(std::move(external_.front()));
  external_.pop_front();
  pass_to_children(*current_);
  const std::vector<TransitionIndex> taken = select_for(current_->name);
  if (parent_ == nullptr && !taken.empty()) world_.took_transition = true;
  if (!taken.empty()) microstep(taken);
  settle();
}

std::vector<TransitionIndex> Machine::select_for(std::optional<std::string_view> event) {
  std::vector<CondError> errors;
  std::vector<TransitionIndex> taken = select(*chart_, session_, event, scope_, &errors);
  for (const CondError& error : errors)
    fail({.says = error.says}, "transition", error.transition->place);
  return taken;
}

/// Eventless transitions and internal events until none is left, then the invocations of the states
/// entered and still active; again, if those raised errors.
void Machine::settle() {
  while (session_.running && !world_.runaway) {
    std::vector<TransitionIndex> taken = select_for(std::nullopt);
    if (taken.empty() && !internal_.empty()) {
      Queued next = std::move(internal_.front());
      internal_.pop_front();
      set_current(std::move(next.event));
      taken = select_for(current_->name);
      if (!taken.empty() && next.effect != none)
        std::get<ErrorRaised>(world_.effects[next.effect]).handled = true;
      if (taken.empty() && !world_.may_step()) return;
    } else if (taken.empty()) {
      invoke_all();
      if (internal_.empty()) break;
    }
    if (!taken.empty() && !microstep(taken)) return;
  }
  if (!session_.running && !world_.runaway) exit_interpreter();
}

bool Machine::microstep(const std::vector<TransitionIndex>& taken) {
  if (!world_.may_step()) return false;
  // Leaving records histories, so what a history stands for is asked before.
  std::vector<Taken> all;
  for (const TransitionIndex index : taken) {
    const Transition& transition = chart_->transitions[index];
    all.push_back({&transition, domain_of(*chart_, session_, transition)});
  }
  exit_states(all);
  for (const Taken& each : all) perform(each.transition->content);
  enter_states(all);
  return !world_.runaway;
}

/// Leaves every state, children and timers included. The configuration is kept as it was: it says
/// where the session ended.
void Machine::exit_interpreter() {
  session_.running = false;
  const std::vector<StateIndex> ended_in = session_.configuration;
  expression::Value done;
  for (auto it = ended_in.rbegin(); it != ended_in.rend(); ++it) {
    const State& state = chart_->states[*it];
    for (const Block& block : state.onexit) perform(block);
    cancel_invokes(state.index);
    session_.configuration.pop_back();
    if (state.kind == State::Kind::final && state.parent == 0) done = done_data(state);
  }
  session_.configuration = ended_in;
  internal_.clear();
  external_.clear();
  drop_pending();
  if (const Json* data = std::get_if<Json>(&done)) session_.done_data = *data;
  if (parent_ != nullptr && !cancelled_) parent_->child_done(invoke_id_, done);
}

}  // namespace gavel::chart
