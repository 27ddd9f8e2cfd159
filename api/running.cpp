#include "api/running.hpp"

#include <spdlog/spdlog.h>

#include "api/auth/passwords.hpp"
#include "api/cli_text.hpp"
#include "api/not_started.hpp"
#include "api/routes/recount.hpp"
#include "api/tsa_client.hpp"
#include "api/witness_client.hpp"
#include "db/projections.hpp"
#include "db/roles.hpp"
#include "db/secret_file.hpp"
#include "embedded/api_assets.hpp"
#include "engine/base/ensure.hpp"

namespace gavel {
namespace {

using namespace std::chrono_literals;

/// A client that has not repeated its request by then does not any more.
constexpr std::chrono::hours idempotency_lifetime{24 * 7};

std::unique_ptr<db::VirtualClock> virtual_clock(const ServeOptions& options, db::Pool& pool) {
  if (options.clock != "virtual") return nullptr;
  const auto start =
      options.clock_start.empty() ? db::SystemClock().now() : parse_instant(options.clock_start);
  if (!start) give_up(cli_text("bad-clock-start", {{"given", options.clock_start}}));
  return std::make_unique<db::VirtualClock>(pool, *start);
}

/// The organ's name where the server runs on its pack.
api::Harvesting harvesting_of(const ServeOptions& options,
                              const std::vector<procedure::Pack>& packs) {
  api::Harvesting out;
  out.domain = options.origin.substr(0, options.origin.find('/'));
  out.name = out.domain;
  out.email = options.contact.empty() ? "archives@" + out.domain : options.contact;
  out.public_url = options.public_url;
  while (out.public_url.ends_with('/')) out.public_url.pop_back();
  const auto own = std::ranges::find(packs, options.policy, &procedure::Pack::id);
  if (own != packs.end()) out.name = own->organ.zh;
  return out;
}

/// Of the tests of what is stored. In 64 bits: the option takes more than 4 GB a second.
std::uint64_t bytes_per_second(const ServeOptions& options) {
  return std::uint64_t{options.fixity_rate} * 1'000'000;
}

/// Accounts with the role of the head of the organ who do not head it (db/roles.hpp).
void tell_roles_not_counted(db::Pool& pool, Day today) {
  for (const std::string& account : db::not_heads_on(pool, today))
    spdlog::warn("{}", cli_text("role-not-counted", {{"account", account}}));
}

}  // namespace

Running::Running(const ServeOptions& options, const std::string& url,
                 const std::vector<ProcedureFile>& procedures, std::vector<procedure::Pack> packs,
                 std::optional<archive::TsaRoots> tsa_roots)
    : box_(or_give_up(db::PersonalBox::open(options.data / "personal.key"))),
      pool_(url),
      queue_(url),
      procedures_(pool_),
      packs_(std::move(packs)),
      own_pack_(options.policy),
      harvesting_(harvesting_of(options, packs_)),
      calendars_(pool_, packs_, own_pack_),
      virtual_clock_(virtual_clock(options, pool_)),
      facts_(pool_, packs_, own_pack_),
      matters_({pool_, queue_, procedures_, calendars_}, db::project),
      desk_({matters_, procedures_, calendars_, facts_, clock()}),
      accounts_(pool_),
      documents_(pool_),
      participation_(pool_, queue_, clock(), box_),
      statements_(pool_),
      idempotency_(pool_, queue_),
      ledger_(pool_, or_give_up(db::open_log_key(options.data / "ledger.key", options.origin)),
              options.data / "ledger.head"),
      search_(pool_),
      packager_({pool_, ledger_, desk_, matters_, clock()}, options.data / "packages"),
      archive_index_(pool_, matters_, options.data / "indexing"),
      fixity_(pool_, {.cycle = std::chrono::hours{24 * options.fixity_days},
                      .bytes_per_second = bytes_per_second(options),
                      .scratch = options.data / "fixity",
                      .replica = options.replica}),
      handover_tester_(pool_, {.scratch = options.data / "handover",
                               .bytes_per_second = bytes_per_second(options)}),
      remains_(pool_, {.replica = options.replica,
                       .bags = options.data / "packages",
                       .leftovers = {options.data / "fixity", options.data / "handover",
                                     options.data / "indexing"}}),
      replica_(pool_, options.replica, bytes_per_second(options)),
      timers_(pool_, desk_),
      tsa_roots_(std::move(tsa_roots)) {
  if (calendars_.list().empty()) {
    ensure(calendars_.install(asset::prc_2019_2026_csv, clock().now()).has_value(),
           "the table that is built in can be read");
  }
  install_procedures(procedures_, procedures, clock().now());
  refuse_wrong_packs(procedures_, packs_, own_pack_);
  tell_days_not_known(packs_, *calendars_.current().calendar);
  if (calendars_.put_local_days_in_force(clock().now()))
    spdlog::info("the organs' own days off are others than before: what runs is counted anew");
  make_admin(options.data / "admin-password");
  tell_roles_not_counted(pool_, day_of(clock().now()));
  if (!options.witness_policy.empty()) {
    witnessing_.emplace(pool_, ledger_,
                        read_witness_policy(options.witness_policy, ledger_.verifier_key()),
                        ask_witness_over_http(), std::chrono::minutes{options.witness_alarm});
    witnessing_->learn();
  }
  if (!options.tsa.empty())
    time_stamping_.emplace(pool_, statements_, clock(), tsa_roots_.value(),
                           ask_authority_over_http(options.tsa));
  start_loops();
}

desk::Clock& Running::clock() {
  if (virtual_clock_ != nullptr) return *virtual_clock_;
  return system_clock_;
}

api::Services Running::services() {
  return {.pool = pool_,
          .queue = queue_,
          .desk = desk_,
          .matters = matters_,
          .procedures = procedures_,
          .calendars = calendars_,
          .clock = clock(),
          .virtual_clock = virtual_clock_.get(),
          .timers = timers_,
          .facts = facts_,
          .accounts = accounts_,
          .documents = documents_,
          .participation = participation_,
          .statements = statements_,
          .idempotency = idempotency_,
          .ledger = ledger_,
          .archive = search_,
          .handover_tester = handover_tester_,
          .fixity = &fixity_,
          .packs = packs_,
          .own_pack = own_pack_,
          .witnessing = witnessing_ ? &*witnessing_ : nullptr,
          .harvesting = harvesting_,
          .tsa_roots = tsa_roots_ ? &*tsa_roots_ : nullptr,
          .time_stamping = time_stamping_ ? &*time_stamping_ : nullptr};
}

/// The first account, made once: its password stands in a file that only the server's user can
/// read.
void Running::make_admin(const std::filesystem::path& password_file) {
  if (accounts_.find("admin")) return;
  const std::string password = or_give_up(db::secret_file(password_file, auth::generate_password));
  (void)accounts_.add_unit({"system", "System"});
  (void)accounts_.add({.account = "admin",
                       .name = "admin",
                       .unit = "system",
                       .roles = {"admin"},
                       .created_at = clock().now()},
                      auth::hash_password(password));
}

void Running::start_loops() {
  if (virtual_clock_ == nullptr) {
    timer_loop_.emplace("timers", 1s, [this] {
      constexpr std::size_t at_once = 64;
      return timers_.fire_due(clock().now(), at_once) == at_once;
    });
  } else {
    (void)timers_.run_until(*virtual_clock_, clock().now());  // what a kill -9 left undone
  }
  recount_loop_.emplace("recount", 1s, [this] { return api::recount_once(services()); });
  ledger_loop_.emplace("ledger", 1s, [this] { return ledger_.sequence(), false; });
  if (witnessing_)
    witness_loop_.emplace("witnesses", 1s, [this] { return witnessing_->run_once(); });
  if (time_stamping_)
    time_stamp_loop_.emplace("time-stamps", 2s, [this] { return time_stamping_->run_once(); });
  packager_loop_.emplace("packager", 500ms, [this] {
    packager_.run_once();
    archive_index_.run_once();
    return false;
  });
  fixity_loop_.emplace("fixity", 1min,
                       [this] { return fixity_.run_once(clock().now()).has_value(); });
  remains_loop_.emplace("remains", 10s, [this] { return remains_.run_once(), false; });
  replica_loop_.emplace("replica", 1min, [this] { return replica_.run_once(); });
  housekeeping_loop_.emplace("housekeeping", 1h, [this] { return forget_what_expired(); });
}

bool Running::forget_what_expired() {
  const Instant now = system_clock_.now();
  (void)accounts_.forget_expired(now);
  (void)idempotency_.forget(now - idempotency_lifetime);
  return false;
}

}  // namespace gavel
