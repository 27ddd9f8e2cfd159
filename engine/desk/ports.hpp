#pragma once
// What the desk needs of the world, as interfaces: db/ implements them on PostgreSQL, the simulator
// in memory. No port hands out a live object: everything is a value.
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/matter/matter.hpp"

namespace gavel::desk {

/// A matter as last committed.
struct Loaded {
  matter::Snapshot snapshot;
  std::shared_ptr<const procedure::Procedure> procedure;
  Instant last_at = {};  ///< Of its last event.
};

class Procedures {
 public:
  /// By SHA-256, or null.
  [[nodiscard]] virtual std::shared_ptr<const procedure::Procedure> by_sha256(
      std::string_view sha256) = 0;
  /// The installed version that new matters of `name` start on, or null.
  [[nodiscard]] virtual std::shared_ptr<const procedure::Procedure> current(
      std::string_view name) = 0;
  /// The installed procedure of that name and version, or null.
  [[nodiscard]] virtual std::shared_ptr<const procedure::Procedure> version(
      std::string_view name, std::string_view version) = 0;

 protected:
  ~Procedures() = default;
};

/// The calendars in force and those of the past; shared tables that never change.
struct CalendarInForce {
  std::string id;
  std::shared_ptr<const calendar::Calendar> calendar;
};
class Calendars {
 public:
  /// That of the organ of the policy pack "arxan@2021.1", with its local days; of one that has
  /// none, or that is not known, the installation's.
  [[nodiscard]] virtual CalendarInForce in_force(std::string_view pack) = 0;
  [[nodiscard]] virtual std::shared_ptr<const calendar::Calendar> by_id(std::string_view id) = 0;

 protected:
  ~Calendars() = default;
};

class Clock {
 public:
  [[nodiscard]] virtual Instant now() = 0;

 protected:
  ~Clock() = default;
};

/// A detached signature that travels with an event, verified before it gets here.
struct SignatureRow {
  std::string statement_id, key_id, algorithm;
  std::string signature; /* raw bytes */
};

/// What a POST answered, kept with its effects so that a repeat gets the same answer.
struct IdempotencyRow {
  std::string key, account, request_sha256;
  int status = 0;
  std::string location, body;
};

/// Everything one accepted command writes, all or nothing.
struct Append {
  std::shared_ptr<const procedure::Procedure> procedure;  ///< In force after the event.
  std::int64_t expected_version = 0;                      ///< 0: the matter is new.
  matter::Accepted accepted;
  std::optional<std::string> blob;  ///< Bytes of an added document.
  std::optional<SignatureRow> signature;
  std::optional<IdempotencyRow> idempotency;
};

enum class AppendResult {
  done,      ///< Durable.
  conflict,  ///< Someone else's event came first: load again and decide again.
  repeated,  ///< The idempotency key was used before: the first answer stands.
};

class Matters {
 public:
  [[nodiscard]] virtual std::optional<Loaded> load(const std::string& id) = 0;
  /// Ids of the states it entered by its first `version` events, in order of happening.
  [[nodiscard]] virtual std::vector<std::string> course(const std::string& id,
                                                        std::int64_t version) = 0;
  /// Returns only when the append is durable, or is known not to have happened. Throws when the
  /// world fails (database gone); the caller must then not claim success.
  [[nodiscard]] virtual AppendResult append(Append append) = 0;

 protected:
  ~Matters() = default;
};

/// An event as registers are asked about it. Refers to what it was made of.
struct Naming {
  const procedure::EventType& type;
  const JsonObject& data;
  const matter::Actor& actor;
  const matter::Snapshot& snapshot;
  Day day;
  JsonObject of = {};  ///< By field, and `seats`: what the register is asked it for.
  /// That the matter runs on: who may do an act. Null: nobody is asked.
  const procedure::Procedure* procedure = nullptr;
};

/// Facts counted outside the matter's own events.
class Facts {
 public:
  /// {"comments":{"received":3,"replied":2,"withdrawn":0,"set_aside":0,"unanswered":1},
  ///  "dossier":{"sha256":"…","count":7}}. The dossier digest is archive::dossier_digest's.
  [[nodiscard]] virtual JsonObject of(const matter::Snapshot& snapshot) = 0;
  /// What registers say of the entries that the event names, by field: {"catalogue_no": {"found":
  /// {…} or null, "looked_in": […]}}; of a field within the items of a list, by "list.field", as of
  /// a list, with "keys" item by item, "" where one names nothing; of whoever sends it as "sender",
  /// where the event has a register of people; of those it asks for as "seats", where that is of
  /// positions. Empty where it names none.
  [[nodiscard]] virtual JsonObject named(const Naming& /*naming*/) { return {}; }

 protected:
  ~Facts() = default;
};

}  // namespace gavel::desk
