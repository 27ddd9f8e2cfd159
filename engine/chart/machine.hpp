#pragma once
// One session while a step runs: its queues and the procedures of SCXML appendix D, in a World that
// holds the session's parent and children. Private to this room; nothing of it outlives the step.
#include <deque>
#include <memory>

#include "engine/chart/passed.hpp"
#include "engine/chart/scope.hpp"
#include "engine/chart/select.hpp"
#include "engine/chart/session.hpp"

namespace gavel::chart {

class Machine;

/// What all sessions of one step share.
struct World {
  const Surroundings& surroundings;
  std::vector<Effect>& effects;
  std::size_t steps_left, actions_left;
  std::size_t bytes_left;  ///< Of values that expressions make: Scope::allowance.
  bool runaway = false;
  bool took_transition = false;
  Machine* root = nullptr;

  /// Counts one microstep or event; false once there have been too many.
  bool may_step() { return spend(steps_left); }
  bool may_act() { return spend(actions_left); }

 private:
  bool spend(std::size_t& left) {
    if (left == 0) runaway = true;
    if (runaway) return false;
    --left;
    return true;
  }
};

/// A sub-chart may invoke a sub-chart, so deep.
inline constexpr std::size_t invoke_depth_limit = 8;
/// Delayed sends of one session; a chart that arms more re-sends without end.
inline constexpr std::size_t pending_limit = 1000;
/// Events waiting in one session during a step; more is a runaway chart.
inline constexpr std::size_t queue_limit = 10'000;

/// Why something could not be performed: the error event it becomes.
struct Failure {
  std::string event = "error.execution";
  Sentence says;
};
using Performed = std::expected<void, Failure>;

class Machine {
 public:
  Machine(World& world, std::shared_ptr<const Chart> chart, Session& session);

  /// Initialises data, enters the initial states and runs to a stable configuration. `passed`
  /// overrides top-level <data> of the same name.
  void start(const Passed& passed);
  /// Queues an event from outside this session.
  void accept(Event event) {
    if (external_.size() >= queue_limit) world_.runaway = true;
    if (!world_.runaway) external_.push_back(std::move(event));
  }
  /// Processes queued external events, children's first, until no session has any.
  void run_all();
  /// Takes the pending send `timer` ("<invoke id>/..." for a child's) and delivers it; false when
  /// there is none.
  bool fire(std::string_view timer);

 private:
  Machine(Machine& parent, const Child& child);

  struct Queued {
    Event event;
    std::size_t effect;  ///< Its ErrorRaised in World::effects, or none.
  };
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  /// A transition and its domain before anything was left; empty when it leaves nothing.
  struct Taken {
    const Transition* transition;
    std::optional<StateIndex> domain;
  };
  /// What a set of transitions enters.
  struct EntrySet {
    std::vector<StateIndex> states;           ///< Sorted.
    std::vector<StateIndex> default_entries;  ///< Compound states entered by default.
    std::map<StateIndex, TransitionIndex> default_histories;  ///< By the history's parent.
  };

  // machine.cpp: the loops
  Machine* next_ready();
  void process_external();
  void settle();
  bool microstep(const std::vector<TransitionIndex>& taken);
  std::vector<TransitionIndex> select_for(std::optional<std::string_view> event);
  void exit_interpreter();
  void set_current(Event event);

  // entry.cpp: entering and leaving states
  void exit_states(const std::vector<Taken>& taken);
  void enter_states(const std::vector<Taken>& taken);
  void enter(StateIndex index, const EntrySet& entry);
  void enter_final(const State& final);
  void record_history(std::span<const StateIndex> leaving);
  void add_descendants(StateIndex index, EntrySet& entry) const;
  void add_ancestors(StateIndex index, StateIndex ancestor, EntrySet& entry) const;
  void add_missing_regions(const State& parallel, EntrySet& entry) const;
  bool in_final_state(StateIndex index) const;
  expression::Value done_data(const State& final);

  // data.cpp: <data>, <param>, <content>
  void initialise_data(const State& state, const Passed* passed);
  std::expected<expression::Value, Failure> value_of(const DataDeclaration& data) const;
  std::expected<expression::Value, Failure> value_of(const Param& param) const;
  std::expected<expression::Value, Failure> value_of(const Content& content) const;
  std::expected<std::string, Failure> text_of(const StringSource& source) const;
  /// namelist and params together; the first error ends it.
  std::expected<Passed, Failure> gather(const std::vector<Variable>& namelist,
                                        const std::vector<Param>& params) const;

  // perform.cpp: executable content
  /// False when an error ended the block.
  bool perform(const Block& block);
  bool perform(const Action& action);
  bool perform_if(const Action& action, const If& what);
  bool perform_foreach(const Action& action, const Foreach& what);
  Performed perform(const Log& log);
  Performed perform(const Assign& assign);
  Performed perform(const RunScript& script);
  void raise(Event event, std::size_t effect = none);
  /// Puts the error event on the internal queue.
  void fail(const Failure& failure, std::string_view tag, const Place& place,
            std::string send_id = "");

  // send.cpp: <send>, <cancel> and delivery
  Performed perform(const Send& send, std::string& send_id);
  Performed perform(const Cancel& cancel);
  Performed deliver(PendingSend send);
  void arm(PendingSend pending);
  std::string generated_id(std::string_view prefix, char mark = '.');
  Machine* find_session(std::string_view id);

  // invoke.cpp: child sessions
  void adopt_children();
  void invoke_all();
  Performed invoke(const State& state, std::uint32_t index);
  std::expected<std::shared_ptr<const Chart>, Failure> chart_of(const Invoke& what,
                                                                std::string& source) const;
  std::expected<std::string, Failure> source_of(const Invoke& what) const;
  void pass_to_children(const Event& event);
  void finalize(const Child& child);
  void cancel_invokes(StateIndex state);
  void child_done(const std::string& invoke_id, const expression::Value& data);
  void drop_pending();
  Machine* child(std::string_view invoke_id) const;

  World& world_;
  std::shared_ptr<const Chart> chart_;
  std::shared_ptr<Session> kept_;  ///< A child's session, which its parent may let go first.
  Session& session_;
  Machine* parent_ = nullptr;
  std::string invoke_id_, path_;
  std::size_t depth_ = 0;
  std::deque<Queued> internal_;
  std::deque<Event> external_;
  std::optional<Event> current_;
  SessionScope scope_;
  std::vector<StateIndex> to_invoke_;  ///< Sorted.
  std::vector<std::unique_ptr<Machine>> children_;
  bool cancelled_ = false;  ///< The parent no longer listens.
};

}  // namespace gavel::chart
