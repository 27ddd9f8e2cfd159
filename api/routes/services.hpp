#pragma once
// What the routes work with, put together by whoever starts the server, and the handler made of it.
#include "api/http/message.hpp"
#include "engine/desk/desk.hpp"
#include "engine/procedure/packs.hpp"

namespace gavel::db {
class Accounts;
class ArchiveSearch;
class CalendarStore;
class CommitQueue;
class Documents;
class Idempotency;
class Fixity;
class HandoverTester;
class LedgerStore;
class MatterStore;
class Participation;
class Pool;
class ProcedureStore;
class Statements;
class TimeStamping;
class Timers;
class VirtualClock;
class Witnessing;
}  // namespace gavel::db

namespace gavel::archive {
class TsaRoots;
}

namespace gavel::api {

/// What the archive says of itself to other archives.
struct Harvesting {
  std::string name = "Gavel", email = "archives@gavel.local";
  std::string domain = "gavel.local";  ///< Of identifiers: "oai:gavel.local:…".
  std::string public_url = {};         ///< "https://decisions.example.gov.cn"; empty: as asked.
};

/// All must outlive the handler.
struct Services {
  db::Pool& pool;
  db::CommitQueue& queue;
  desk::Desk& desk;
  db::MatterStore& matters;
  db::ProcedureStore& procedures;
  db::CalendarStore& calendars;
  desk::Clock& clock;               ///< The clock the law is counted on.
  db::VirtualClock* virtual_clock;  ///< The same where it can be moved; otherwise null.
  db::Timers& timers;
  desk::Facts& facts;
  db::Accounts& accounts;
  db::Documents& documents;
  db::Participation& participation;
  db::Statements& statements;
  db::Idempotency& idempotency;
  db::LedgerStore& ledger;
  db::ArchiveSearch& archive;
  db::HandoverTester& handover_tester;
  /// Real time, for what protects people and not the law: sessions, log-in throttle. Null: the
  /// system's. A virtual clock would end every session at its first move.
  desk::Clock* wall_clock = nullptr;
  db::Fixity* fixity = nullptr;                 ///< Null: stored packages are not tested again.
  std::span<const procedure::Pack> packs = {};  ///< What organs set; each was checked.
  std::string own_pack =
      {};  ///< The pack every matter of its procedure runs on; empty: its choice.
  db::Witnessing* witnessing = nullptr;  ///< Null: the ledger has no witnesses.
  Harvesting harvesting = {};
  const archive::TsaRoots* tsa_roots = nullptr;  ///< Who may stamp time; null: no one.
  db::TimeStamping* time_stamping = nullptr;     ///< Null: no authority is asked.
};

[[nodiscard]] http::Handler make_handler(const Services& services);

}  // namespace gavel::api
