#pragma once
// One run of a chart as a value, and the pure step of the standard's algorithm (SCXML appendix D)
// on it. Everything a run remembers is here: configuration, history, data, pending delayed sends,
// invoked children. Nothing is kept between calls, so a session written down and read back has the
// same future.
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/time.hpp"
#include "engine/chart/definition.hpp"

namespace gavel::chart {

struct Event {
  enum class Type { platform, internal, external };
  std::string name;
  Type type = Type::external;
  std::string send_id, origin, origin_type, invoke_id;
  expression::Value data;  ///< Undefined where the event carries none.
};

/// A delayed <send> not yet delivered.
struct PendingSend {
  std::string id;
  Instant due;
  Event event;
  std::string target;
  bool operator==(const PendingSend&) const;
};

struct Session;
struct Child {
  std::string invoke_id;
  StateIndex state = 0;
  bool autoforward = false;
  std::shared_ptr<const Chart> chart;
  std::shared_ptr<Session> session;
};

struct Session {
  std::string id;
  bool running = true;
  std::vector<StateIndex> configuration;  ///< Document order.
  std::map<StateIndex, std::vector<StateIndex>> history;
  JsonObject data;                   ///< Declared variables that have a value.
  std::vector<PendingSend> pending;  ///< In order of (due, id).
  std::vector<Child> children;
  std::vector<StateIndex>
      entered_before;  ///< Late binding: states whose data has been initialised.
  std::uint64_t next_id =
      0;           ///< For generated send and invoke ids: platform ids are deterministic.
  Json done_data;  ///< Of the top-level final state.
};

/// What the world outside tells one step.
struct Surroundings {
  Instant now;
  const JsonObject* x =
      nullptr;  ///< The platform variable `_x` (SCXML 5.10), read-only; may be null.
  /// Host functions beyond In(): time and counting. Null: none.
  const class HostFunctions* functions = nullptr;
  std::size_t microstep_limit = 10000;  ///< More than this in one macrostep is a runaway chart.
};

class HostFunctions {
 public:
  [[nodiscard]] virtual std::expected<expression::Value, expression::Error> call(
      std::string_view name, std::span<const expression::Value> arguments,
      const expression::Scope& scope) const = 0;

 protected:
  ~HostFunctions() = default;
};

// ---- what a step asks of the world, in order of happening
struct Entered {
  std::string state;
};
struct Exited {
  std::string state;
};
struct TimerArmed {
  std::string id;
  std::string event;
  Instant due;
};
struct TimerCancelled {
  std::string id;
};
/// <send> to something that is no SCXML session: `type` is the processor's URI
/// ("urn:gavel:notice").
struct Sent {
  std::string id, type, target, event;
  Json data;
};
struct Logged {
  std::string label, value;
};
struct ErrorRaised {
  std::string event, message;
  bool handled = false;
};  ///< handled: a transition took it.
using Effect = std::variant<Entered, Exited, TimerArmed, TimerCancelled, Sent, Logged, ErrorRaised>;

struct Outcome {
  Session next;
  std::vector<Effect> effects;
  bool took_transition = false;  ///< The external event itself enabled at least one transition.
  bool runaway = false;          ///< microstep_limit was hit: `next` must not be used.
};

/// Enters the initial configuration and runs to the first stable configuration.
[[nodiscard]] Outcome start(const std::shared_ptr<const Chart>& chart, std::string session_id,
                            const Surroundings& surroundings);
/// Processes one external event and all that follows from it until nothing is left to do at `now`.
[[nodiscard]] Outcome step(const std::shared_ptr<const Chart>& chart, Session session, Event event,
                           const Surroundings& surroundings);
/// Delivers the pending send `timer_id` (also of a child session). Ensures that it is pending.
[[nodiscard]] Outcome fire(const std::shared_ptr<const Chart>& chart, Session session,
                           std::string_view timer_id, const Surroundings& surroundings);

/// The transitions `event` would take now, after preemption, in document order; nothing is changed.
[[nodiscard]] std::vector<TransitionIndex> enabled(const Chart& chart, const Session& session,
                                                   const Event& event,
                                                   const Surroundings& surroundings);
/// Transitions of active states whose event descriptor matches, whatever their cond says.
[[nodiscard]] std::vector<TransitionIndex> candidates(const Chart& chart, const Session& session,
                                                      std::string_view event);
[[nodiscard]] bool is_active(const Chart& chart, const Session& session, std::string_view state);

/// Evaluates `expression` as a guard sees it: variables, `_event`, `_x`, `In()`, host functions.
[[nodiscard]] std::expected<expression::Value, expression::Error> evaluate(
    const Chart& chart, const Session& session, const Event& event,
    const Surroundings& surroundings, const expression::Expression& expression);

/// The session as JSON and back; `decode(encode(s))` has the same future as `s`. Decoding against a
/// chart that lacks a named state is an error that names it.
[[nodiscard]] JsonObject encode(const Chart& chart, const Session& session);
[[nodiscard]] std::expected<Session, std::string> decode(const std::shared_ptr<const Chart>& chart,
                                                         const JsonObject& encoded);

}  // namespace gavel::chart
