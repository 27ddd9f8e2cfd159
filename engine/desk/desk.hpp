#pragma once
// The loop load -> decide -> append, once for every way a command can come in: a request, a due
// timer.
#include "engine/desk/ports.hpp"
#include "engine/migration/plan.hpp"

namespace gavel::desk {

/// Why a command did not happen.
struct NoSuchMatter {};
struct NoSuchProcedure {
  std::string name;
};
/// A matter was to be opened on a version that new matters do not start on.
struct NotInForce {
  std::string name, asked, in_force;
};
/// The plan has at least one obstacle.
struct NotMoved {
  std::shared_ptr<const migration::Plan> plan;
};
struct StaleVersion {
  std::int64_t current = 0;
};  ///< The caller's If-Match named another version.
struct TooBusy {};  ///< Lost every one of the bounded retries.
struct InvalidPolicy {
  procedure::PolicyFaults faults;
};
using Failure = std::variant<matter::Refusal, NoSuchMatter, NoSuchProcedure, StaleVersion, TooBusy,
                             InvalidPolicy, NotInForce, NotMoved>;

/// What happened: the matter as it now stands, durable.
struct Done {
  matter::Snapshot snapshot;
  matter::Event event;
  std::vector<chart::Effect> effects;
  std::shared_ptr<const procedure::Procedure> procedure;
  bool repeated = false;
};

/// What may go with a command.
struct Attachments {
  std::optional<std::int64_t> if_version;  ///< From If-Match.
  std::optional<std::string> blob;
  std::optional<SignatureRow> signature;
  /// Makes the idempotency row from the outcome, so that the answer is stored with its effects.
  std::function<IdempotencyRow(const matter::Accepted&)> idempotency;
};

/// A move that is asked for.
struct MigrateTo {
  std::string to;  ///< A version of the matter's procedure, or the SHA-256 of its file.
  std::string reason;
  std::vector<std::string> accepted;  ///< See matter::Migrate.
};

class Desk {
 public:
  struct Ports {
    Matters& matters;
    Procedures& procedures;
    Calendars& calendars;
    Facts& facts;
    Clock& clock;
  };
  explicit Desk(Ports ports) : ports_(ports) {}

  /// `procedure`: its name, or "name@version", which must be the version in force: whoever prepared
  /// for another learns of it here.
  [[nodiscard]] std::expected<Done, Failure> open(std::string_view procedure, matter::Open open,
                                                  const matter::Actor& actor,
                                                  const Attachments& with = {});
  [[nodiscard]] std::expected<Done, Failure> send(const std::string& matter, matter::Send send,
                                                  const matter::Actor& actor,
                                                  const Attachments& with = {});
  [[nodiscard]] std::expected<Done, Failure> add_document(const std::string& matter,
                                                          matter::Document document,
                                                          const matter::Actor& actor,
                                                          const Attachments& with = {});
  /// A timer that is no longer pending is no failure: it was fired or cancelled by someone else;
  /// gives nullopt.
  [[nodiscard]] std::expected<std::optional<Done>, Failure> fire(const std::string& matter,
                                                                 const std::string& timer_id);

  /// Moves a matter to another version of its procedure; `Done::procedure` is that version.
  [[nodiscard]] std::expected<Done, Failure> migrate(const std::string& matter,
                                                     const MigrateTo& ask,
                                                     const matter::Actor& actor,
                                                     const Attachments& with = {});
  /// What that would change now, without doing it.
  [[nodiscard]] std::expected<migration::Plan, Failure> plan(const std::string& matter,
                                                             const MigrateTo& ask,
                                                             const matter::Actor& actor);

  /// What `decide` would answer now, without doing it (statements to sign, previews).
  [[nodiscard]] std::expected<matter::Accepted, Failure> would(const std::string& matter,
                                                               matter::Send send,
                                                               const matter::Actor& actor);

 private:
  /// What a command leads to: the event, and the procedure in force after it.
  struct Decided {
    matter::Accepted accepted;
    std::shared_ptr<const procedure::Procedure> procedure;
  };
  using Decide = std::function<std::expected<Decided, Failure>(const Loaded&)>;
  [[nodiscard]] std::expected<Done, Failure> perform(const std::string& id, const Decide& decide,
                                                     const Attachments& with);
  [[nodiscard]] std::expected<Done, Failure> perform(const std::string& id,
                                                     const matter::What& what,
                                                     const matter::Actor& actor,
                                                     const Attachments& with);
  [[nodiscard]] std::expected<std::shared_ptr<const procedure::Procedure>, Failure> in_force(
      std::string_view asked);
  [[nodiscard]] std::expected<std::shared_ptr<const procedure::Procedure>, Failure> target(
      const Loaded& loaded, const MigrateTo& ask);
  [[nodiscard]] migration::Plan plan(const Loaded& loaded, const procedure::Procedure& to,
                                     const MigrateTo& ask, const matter::Actor& actor);
  /// What registers say of the entries an event names, with what its form wants shown of them.
  [[nodiscard]] JsonObject named(const Naming& naming);
  /// Empty, so that the event stays as it ever was, where the opening names nothing.
  [[nodiscard]] JsonObject facts_for_opening(const procedure::Procedure& procedure,
                                             const matter::Open& open, const matter::Actor& actor,
                                             Day day);
  [[nodiscard]] Instant moment_of(const Loaded& loaded);
  [[nodiscard]] CalendarInForce calendar_of(const Loaded& loaded);
  [[nodiscard]] JsonObject facts_for(const Loaded& loaded, const matter::What& what,
                                     const matter::Actor& actor, Instant now);
  [[nodiscard]] std::expected<matter::Accepted, matter::Refusal> decide(const Loaded& loaded,
                                                                        const matter::What& what,
                                                                        const matter::Actor& actor);

  Ports ports_;
};

}  // namespace gavel::desk
