#pragma once
// A matter as two pure functions over values: `decide` says what a command leads to or why it is
// turned down; `replay` folds what was stored back into the same snapshot, byte for byte. Time,
// actor, facts and calendar come in by argument.
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/shared.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/chart/session.hpp"
#include "engine/matter/refusal.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::matter {

struct Actor {
  std::string account, name, unit;  ///< unit: the organisational unit's id ("education-bureau").
  std::vector<std::string> roles;
  std::string on_behalf_of = {};    ///< Account that lent what is acted with; empty: none.
  std::string principal_unit = {};  ///< Unit of that account.
  bool operator==(const Actor&) const = default;
};
/// The system itself: timers. Holds the role "clock" only.
[[nodiscard]] Actor clock_actor();

/// One document of the dossier. A later one of the same code is a new version of it.
struct Document {
  std::string id, code, title, filename, media_type, sha256;
  std::uint64_t size = 0;
  int version = 1;  ///< Version within its code, from 1.
  std::string by;
  Instant at;
};

/// The codes that read otherwise now than when the first `filed` of the documents were on file:
/// what was signed then is no longer what is there. In the order of their names; neither one that
/// is new since then nor one whose text was put back.
[[nodiscard]] std::vector<std::string> revised(std::span<const Document> documents,
                                               std::size_t filed);

struct Snapshot {
  std::string id, procedure_sha256, title;
  std::string unit;       ///< Unit of the sponsor who opened it.
  std::string opened_by;  ///< Account.
  Instant opened_at;
  std::int64_t version = 0;                  ///< Number of events so far; the ETag.
  Shared<Json> policy = Json(JsonObject());  ///< An object, fixed when the matter is opened.
  chart::Session session;
  Shared<std::vector<Document>> documents;  ///< In the order they were added.
};

// ---- what can be asked of a matter
struct Open {
  std::string id, title;
  JsonObject policy, data;
};  ///< data becomes `_x.opening`.
struct Send {
  std::string event;
  JsonObject data;
  JsonObject signature;
};  ///< signature: empty, or what was verified.
struct AddDocument {
  Document document;
};  ///< version and at are set by decide.
struct Fire {
  std::string timer_id;
};
/// One version of a procedure, as records name it.
struct Pin {
  std::string version, sha256;
  bool operator==(const Pin&) const = default;
};
struct Migrate {
  Pin from, to;
  std::string reason;
  std::vector<std::string> accepted;  ///< Mandatory steps it may miss: someone answers for them.
};  ///< To another version of the procedure; see migrate.hpp.
using What = std::variant<Open, Send, AddDocument, Fire, Migrate>;

struct Command {
  What what;
  Actor actor;
  Instant now;
  JsonObject facts;  ///< Counted outside: {"comments":{...},"dossier":{"sha256":...}}; stored with
                     ///< the event.
  std::string calendar_id;  ///< SHA-256 of the calendar table used; stored with the event.
};

/// What is stored, for ever, in this order. Everything needed to do the step again.
struct Event {
  std::int64_t seq = 0;  ///< From 1.
  std::string kind;      ///< "opened", "sent", "document", "timer", "migrated".
  std::string
      name;  ///< Event name as in the procedure; of documents their code; of timers the timer's id.
  JsonObject data;  ///< The What, as JSON.
  Actor actor;
  Instant at;
  JsonObject facts;
  std::string calendar_id;
  std::vector<std::string> entered, exited;  ///< State ids, in order of happening.
};
[[nodiscard]] JsonObject encode(const Event& event, const JsonStorage& storage = {});
[[nodiscard]] std::expected<Event, std::string> decode_event(const JsonObject& encoded);

struct Accepted {
  Snapshot next;
  Event event;
  std::vector<chart::Effect> effects;
};

/// `before` is null exactly for Open; Migrate has a `decide` of its own (migrate.hpp). Never throws
/// a Refusal; throws BrokenInvariant on a damaged snapshot.
[[nodiscard]] std::expected<Accepted, Refusal> decide(const procedure::Procedure& procedure,
                                                      const Snapshot* before,
                                                      const Command& command,
                                                      const calendar::Calendar& calendar);

using CalendarById = std::function<const calendar::Calendar&(const std::string& id)>;
using ProcedureBySha256 =
    std::function<const procedure::Procedure&(const std::string& procedure_sha256)>;
/// Does every stored step again and ensures that it enters and exits what was stored.
/// Continues from `from` where given (a snapshot of version n and the events after n). `procedure`
/// is the one in force before the first of `events`; `procedures` is asked for those that the
/// matter was moved to, and may be null where it never was.
[[nodiscard]] Snapshot replay(const procedure::Procedure& procedure, std::optional<Snapshot> from,
                              std::span<const Event> events, const CalendarById& calendars,
                              const ProcedureBySha256& procedures = nullptr);

/// By this name stands what an event asks the register of positions, and what that says.
inline constexpr std::string_view seats_register = "seats";
/// Likewise, what the pool of experts says of those of the list.
inline constexpr std::string_view pool_register = "pool";

/// Of each field of the event's form that says `of` what its register is asked, and of an event
/// with register="seats" or "catalogue" under that name: that, as `actor` would have it now. What
/// is undefined is left out.
[[nodiscard]] JsonObject asked_of_registers(const procedure::Procedure& procedure,
                                            const Snapshot& snapshot, const Send& send,
                                            const Actor& actor, Instant now,
                                            const calendar::Calendar& calendar);

// ---- what a user sees
struct Task {
  std::string event;
  Text title;
  std::vector<std::string> who;
  const procedure::EventType* type = nullptr;
  bool allowed = false;    ///< This actor may send it now, as far as can be judged before sending.
  bool mine = false;       ///< The actor holds a role that may send it.
  bool is_signed = false;  ///< The actor signs it; of a task of others, someone does.
  std::optional<Refusal> blocked;  ///< Why not, when not allowed.
  std::vector<Text> waits = {};    ///< What waits for this actor by name, item by item.
};
/// Every event some active state can take now, in document order of the transitions.
[[nodiscard]] std::vector<Task> tasks(const procedure::Procedure& procedure,
                                      const Snapshot& snapshot, const Actor& actor,
                                      const JsonObject& facts, Instant now,
                                      const calendar::Calendar& calendar);

struct ClockView {
  std::string id;
  Text title;
  std::vector<procedure::Citation> citations;
  Day from;
  calendar::Deadline due;
  bool reached = false;
  bool minimum = true;
};
/// Every clock that runs (its `from` is set).
[[nodiscard]] std::vector<ClockView> clocks(const procedure::Procedure& procedure,
                                            const Snapshot& snapshot, const JsonObject& facts,
                                            Instant now, const calendar::Calendar& calendar);

/// Codes of the documents the actor may file now, in order; see procedure::DocumentType::who.
[[nodiscard]] std::vector<std::string> fileable(const procedure::Procedure& procedure,
                                                const Snapshot& snapshot, const Actor& actor,
                                                const JsonObject& facts);

/// True when the actor holds `role` in this matter (see procedure::Role::unit).
[[nodiscard]] bool holds(const procedure::Procedure& procedure, const Snapshot& snapshot,
                         const Actor& actor, std::string_view role);

/// True when the actor signs what they send by this event: see procedure::EventType::signers.
[[nodiscard]] bool signs(const procedure::Procedure& procedure, const Snapshot& snapshot,
                         const Actor& actor, const procedure::EventType& type);

/// The unit that opened the matter and those a role of its procedure is bound to now; sorted.
[[nodiscard]] std::vector<std::string> units(const procedure::Procedure& procedure,
                                             const Snapshot& snapshot);

/// True when the chart has reached a top-level final state.
[[nodiscard]] bool finished(const Snapshot& snapshot);
/// Ids of the active states, document order.
[[nodiscard]] std::vector<std::string> configuration(const procedure::Procedure& procedure,
                                                     const Snapshot& snapshot);

[[nodiscard]] JsonObject encode(const procedure::Procedure& procedure, const Snapshot& snapshot);
[[nodiscard]] std::expected<Snapshot, std::string> decode_snapshot(
    const procedure::Procedure& procedure, const JsonObject& encoded);

}  // namespace gavel::matter
