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
  // Initialised, so that g++ takes Event{.name = ...} without -Wmissing-field-initializers.
  // NOLINTBEGIN(readability-redundant-member-init)
  std::string send_id = {}, origin = {}, origin_type = {}, invoke_id = {};
  expression::Value data = {};  ///< Undefined where the event carries none.
  // NOLINTEND(readability-redundant-member-init)
  bool operator==(const Event&) const = default;
};

/// A delayed <send> not yet delivered.
struct PendingSend {
  std::string timer;  ///< Unique in its session: the send's id, or "id~n" for further ones.
  std::string id;     ///< As <cancel> names it.
  Instant due;
  Event event;
  std::string target, type;
  bool operator==(const PendingSend&) const = default;
};

struct Session;
/// One active <invoke>. Copies of a Session share their children until a step changes them.
struct Child {
  std::string invoke_id;
  StateIndex state = 0;      ///< Whose <invoke> it is,
  std::uint32_t invoke = 0;  ///< and which of State::invokes.
  bool autoforward = false;
  std::string source;  ///< The chart's text where it is not inline in the parent's file.
  std::shared_ptr<const Chart> chart;
  std::shared_ptr<Session> session;  ///< Null once it has ended; its <finalize> still applies.
};

struct Session {
  std::string id;
  bool running = true;
  /// Active states in document order, without the root. Of a session that has ended, those it ended
  /// in (the standard empties it, but people ask where a matter ended).
  std::vector<StateIndex> configuration;
  std::map<StateIndex, std::vector<StateIndex>> history;
  expression::DataModel data;        ///< Declared variables that have a value.
  std::vector<PendingSend> pending;  ///< In order of due, then of sending.
  std::vector<Child> children;
  /// Late binding: states whose data has been initialised, sorted.
  std::vector<StateIndex> entered_before;
  std::uint64_t next_id = 0;  ///< For generated send and invoke ids, so that replay gives the same.
  Json done_data;             ///< Of the top-level final state; null where it has none.
};

/// What the world outside tells one step.
struct Surroundings {
  Instant now;
  const class PlatformVariable* x = nullptr;  ///< `_x`; null: undefined.
  /// Host functions beyond In(): time and counting. Null: none.
  const class HostFunctions* functions = nullptr;
  /// Texts of `<invoke src>` and `<data src>`. Null: none can be had (error.communication).
  const Sources* sources = nullptr;
  /// `<send type>`s that begin so are for the world outside and become Sent; any other that is not
  /// SCXML's own is error.execution.
  std::string_view outside_types = "urn:gavel:";
  /// Microsteps and events in one step, child sessions included; more is a runaway chart. Actions
  /// are bounded at a hundred times as many.
  std::size_t microstep_limit = 10000;
  /// Bytes, about, of values that the expressions of one step make; past it they raise
  /// error.execution.
  std::size_t bytes_limit = 64u << 20;
};

/// The platform variable `_x` (SCXML 5.10), an object, read-only. Most expressions name one member
/// of it, so a host makes each when it is asked for; what it refers to stays as long as this does.
class PlatformVariable {
 public:
  /// As expression::Scope::part; of one member there is always an answer.
  [[nodiscard]] virtual std::optional<expression::Part> part(expression::Path path) const = 0;
  [[nodiscard]] virtual const Json& whole() const = 0;

 protected:
  ~PlatformVariable() = default;
};
/// One that is there already.
class GivenVariable final : public PlatformVariable {
 public:
  explicit GivenVariable(Json object) : object_(std::move(object)) {}
  [[nodiscard]] std::optional<expression::Part> part(expression::Path path) const override {
    if (path.size() > 1) return std::nullopt;
    return object_.get_object().if_contains(path[0]);
  }
  [[nodiscard]] const Json& whole() const override { return object_; }

 private:
  Json object_;
};

class HostFunctions {
 public:
  [[nodiscard]] virtual std::expected<expression::Value, expression::Error> call(
      std::string_view name, expression::Arguments arguments,
      const expression::Scope& scope) const = 0;

 protected:
  ~HostFunctions() = default;
};

// ---- what a step asks of the world, in order of happening. Entered and Exited are of the session
// itself; all others also of its child sessions, whose timer ids begin with "<invoke id>/".
struct Entered {
  std::string state;
  bool operator==(const Entered&) const = default;
};
struct Exited {
  std::string state;
  bool operator==(const Exited&) const = default;
};
struct TimerArmed {
  std::string id;
  std::string event;
  Instant due;
  bool operator==(const TimerArmed&) const = default;
};
struct TimerCancelled {
  std::string id;
  bool operator==(const TimerCancelled&) const = default;
};
/// <send> to something that is no SCXML session: `type` is the processor's URI
/// ("urn:gavel:notice").
struct Sent {
  std::string id, type, target, event;
  Json data;
  bool operator==(const Sent&) const = default;
};
struct Logged {
  std::string label, value;
  bool operator==(const Logged&) const = default;
};
struct ErrorRaised {
  std::string event;
  Sentence says;
  bool handled = false;
  bool operator==(const ErrorRaised&) const = default;
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

/// Every pending send, child sessions' included, in order of due: the timers the world must hold.
[[nodiscard]] std::vector<TimerArmed> timers(const Session& session);

/// The transitions `event` would take now, after preemption, in order of the active atomic states;
/// nothing is changed.
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
