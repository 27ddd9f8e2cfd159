#pragma once
// All that a running server holds.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/procedure_files.hpp"
#include "api/routes/services.hpp"
#include "api/serve.hpp"
#include "archive/time_stamp.hpp"
#include "db/accounts.hpp"
#include "db/archive_index.hpp"
#include "db/archive_search.hpp"
#include "db/calendar_store.hpp"
#include "db/clock.hpp"
#include "db/commit_queue.hpp"
#include "db/documents.hpp"
#include "db/facts.hpp"
#include "db/fixity.hpp"
#include "db/handover_tester.hpp"
#include "db/idempotency.hpp"
#include "db/ledger_store.hpp"
#include "db/loop.hpp"
#include "db/matter_store.hpp"
#include "db/packager.hpp"
#include "db/participation.hpp"
#include "db/personal_box.hpp"
#include "db/procedure_store.hpp"
#include "db/remains.hpp"
#include "db/replica.hpp"
#include "db/statements.hpp"
#include "db/time_stamping.hpp"
#include "db/timers.hpp"
#include "db/witnessing.hpp"
#include "engine/desk/desk.hpp"

namespace gavel {

/// Made on a migrated database: installs the procedures, makes the first account, and starts what
/// runs in the background. Members stand in order of dependence and go in the reverse order. Throws
/// NotStarted.
class Running {
 public:
  Running(const ServeOptions& options, const std::string& url,
          const std::vector<ProcedureFile>& procedures, std::vector<procedure::Pack> packs,
          std::optional<archive::TsaRoots> tsa_roots);

  ~Running() { stop(); }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  [[nodiscard]] api::Services services();

  /// What takes minutes ends soon, also where a request waits for it.
  void stop() {
    handover_tester_.stop();
    fixity_.stop();
    replica_.stop();
  }

 private:
  [[nodiscard]] desk::Clock& clock();
  void make_admin(const std::filesystem::path& password_file);
  void start_loops();
  bool forget_what_expired();

  db::PersonalBox box_;
  db::Pool pool_;
  db::CommitQueue queue_;
  db::ProcedureStore procedures_;
  std::vector<procedure::Pack> packs_;
  std::string own_pack_;
  api::Harvesting harvesting_;
  db::CalendarStore calendars_;
  db::SystemClock system_clock_;
  std::unique_ptr<db::VirtualClock> virtual_clock_;  ///< Null: the system's clock is the clock.
  db::Facts facts_;
  db::MatterStore matters_;
  desk::Desk desk_;
  db::Accounts accounts_;
  db::Documents documents_;
  db::Participation participation_;
  db::Statements statements_;
  db::Idempotency idempotency_;
  db::LedgerStore ledger_;
  std::optional<db::Witnessing> witnessing_;  ///< None without a policy file.
  db::ArchiveSearch search_;
  db::Packager packager_;
  db::ArchiveIndex archive_index_;
  db::Fixity fixity_;
  db::HandoverTester handover_tester_;
  db::Remains remains_;
  db::Replica replica_;
  db::Timers timers_;
  std::optional<archive::TsaRoots> tsa_roots_;     ///< None without a file of them.
  std::optional<db::TimeStamping> time_stamping_;  ///< None where no authority is asked.
  std::optional<db::Loop> time_stamp_loop_, timer_loop_, ledger_loop_, witness_loop_, recount_loop_,
      packager_loop_, fixity_loop_, remains_loop_, replica_loop_, housekeeping_loop_;
};

}  // namespace gavel
