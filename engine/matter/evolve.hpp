#pragma once
// What an event does to a matter, nothing asked: `decide` calls it with an event it has found
// allowed, `replay` with one that was stored. So both can only do the same. Private to this room.
#include "engine/matter/context.hpp"

namespace gavel::matter {

inline constexpr std::string_view opening_event = "gavel.open";
/// With this the system tells that the package is there: a state that takes it waits for that.
inline constexpr std::string_view archive_built = "system.archive.built";
inline constexpr std::string_view migration_event = "gavel.migrate";

/// The event as it is stored, but for the states it enters and exits. Its data, facts and policy
/// are in the form in which they come back from storage: 1.0 is 1.
[[nodiscard]] Event record(const Snapshot* before, const Command& command);
/// What was asked for, as the event tells it.
[[nodiscard]] What what_of(const Event& event);

/// An event on its way into a matter: what it asks for, and what expressions see when it is judged
/// and when it is done.
class Moment {
 public:
  /// `before` is null exactly for "opened"; `procedure` is the one in force before the event. They
  /// must outlive the moment.
  Moment(const procedure::Procedure& procedure, const Snapshot* before, Event event,
         const calendar::Calendar& calendar);

  [[nodiscard]] const Event& event() const { return event_; }
  /// Without the data of what is sent, which `asked` has.
  [[nodiscard]] const What& what() const { return what_; }
  /// What is sent or opened with, as the chart gets it; gone once the event was done.
  [[nodiscard]] const chart::Event& asked() const { return asked_; }
  /// The matter before the event; of one that is being opened, before its chart has started.
  [[nodiscard]] const Snapshot& before() const { return before_ == nullptr ? unopened_ : *before_; }
  [[nodiscard]] const Context& context() const { return context_; }
  [[nodiscard]] const procedure::Procedure& procedure() const { return context_.procedure(); }

 private:
  friend std::expected<Accepted, Sentence> evolve(Moment& moment, const procedure::Procedure* to);
  [[nodiscard]] chart::Outcome step();

  const Snapshot* before_;
  Event event_;
  What what_;
  chart::Event asked_;
  Snapshot unopened_;
  Context context_;
};

/// `to` is the procedure that a "migrated" event leads to, otherwise null. The error is what the
/// chart raised and did not handle.
[[nodiscard]] std::expected<Accepted, Sentence> evolve(Moment& moment,
                                                       const procedure::Procedure* to = nullptr);

/// What a step of the chart means for the matter; the session of `next` is replaced.
[[nodiscard]] std::expected<Accepted, Sentence> settle(Snapshot next, Event event,
                                                       chart::Outcome outcome);

}  // namespace gavel::matter
