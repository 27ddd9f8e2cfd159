#pragma once
// The whole API on a database of its own and a virtual clock, without the network: requests go
// straight into the handler.
#include "api/auth/passwords.hpp"
#include "api/routes/services.hpp"
#include "archive/digest.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"
#include "archive/time_stamp.hpp"
#include "db/accounts.hpp"
#include "db/archive_search.hpp"
#include "db/calendar_store.hpp"
#include "db/clock.hpp"
#include "db/commit_queue.hpp"
#include "db/documents.hpp"
#include "db/facts.hpp"
#include "db/handover_tester.hpp"
#include "db/idempotency.hpp"
#include "db/ledger_store.hpp"
#include "db/matter_store.hpp"
#include "db/participation.hpp"
#include "db/personal_box.hpp"
#include "db/pool.hpp"
#include "db/procedure_store.hpp"
#include "db/projections.hpp"
#include "db/statements.hpp"
#include "db/time_stamping.hpp"
#include "db/timers.hpp"
#include "tests/api/procedure.hpp"
#include "tests/db/cluster.hpp"
#include "tests/db/stand_ins.hpp"
#include "tests/file_text.hpp"

namespace gavel::api::test {

using db::test::StoppedClock;
using db::test::TemporaryFolder;

struct Answer {
  int status = 0;
  http::Headers headers;
  std::string body;

  [[nodiscard]] Json json() const { return parse_json(body).value_or(Json()); }
  [[nodiscard]] Json at(std::string_view pointer) const {
    const Json whole = json();
    boost::json::error_code missing;
    const Json* found = whole.find_pointer(pointer, missing);
    return found == nullptr ? Json("<nothing at " + std::string(pointer) + ">") : *found;
  }
  [[nodiscard]] std::string text(std::string_view pointer) const {
    const Json found = at(pointer);
    return found.is_string() ? std::string(found.get_string()) : json_text(found);
  }
  /// "409 rules-unmet", or the status alone where it is no problem.
  [[nodiscard]] std::string brief() const {
    const std::string type = text("/type");
    const std::string_view path = "/problems/";
    return std::to_string(status) +
           (type.starts_with(path) ? " " + type.substr(path.size()) : std::string());
  }
};

class Office {
 public:
  static constexpr const char* password = "correct horse battery";

  explicit Office(std::vector<procedure::Pack> packs_set = {}, std::string pack_held = "",
                  const std::string& tsa_roots_pem = "", db::AskAuthority ask = {})
      : packs(std::move(packs_set)),
        own_pack(std::move(pack_held)),
        tsa_roots(archive::TsaRoots::from_pem(tsa_roots_pem)),
        ask_authority(std::move(ask)) {
    EXPECT_TRUE(calendars.install(shipped_calendar(), clock.now()));
    const auto installed = procedures.install(small_decision, "small-decision.scxml", clock.now());
    if (!installed) {
      for (const Diagnostic& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    }
    for (const char* unit : {"education", "transport", "justice", "system"}) {
      (void)accounts.add_unit({unit, unit});
    }
    hire("admin", "system", {"admin"});
    hire("li", "education", {"drafter"});
    hire("wu", "transport", {"drafter"});
    hire("zhao", "justice", {"counsel"});
    hire("qian", "system", {"archivist", "office"});
  }

  void hire(const std::string& account, const std::string& unit, std::vector<std::string> roles) {
    static const std::string hash = auth::hash_password(password);
    ASSERT_TRUE(accounts.add({.account = account,
                              .name = "姓名" + account,
                              .unit = unit,
                              .roles = std::move(roles),
                              .disabled = false,
                              .created_at = clock.now()},
                             hash));
  }

  /// A session's token, made without the log-in.
  std::string token(const std::string& account) {
    return accounts.start_session(account, wall.now(), std::chrono::hours{12}).token;
  }

  Answer ask(const std::string& method, const std::string& target, const std::string& body = "",
             http::Headers headers = {}) {
    const http::Response response = handler.answer({.method = method,
                                                    .target = target,
                                                    .headers = std::move(headers),
                                                    .body = body,
                                                    .remote = "192.0.2.1"});
    return {response.status, response.headers, response.body};
  }
  Answer get(const std::string& as, const std::string& target) {
    return ask("GET", target, "", signed_in(as));
  }
  Answer post(const std::string& as, const std::string& target, const Json& body,
              http::Headers more = {}) {
    return give("POST", as, target, body, std::move(more));
  }
  Answer patch(const std::string& as, const std::string& target, const Json& body) {
    return give("PATCH", as, target, body);
  }
  Answer give(const std::string& method, const std::string& as, const std::string& target,
              const Json& body, http::Headers more = {}) {
    http::Headers headers = signed_in(as);
    headers.add("Content-Type", "application/json");
    for (const auto& [name, value] : more.fields()) headers.add(name, value);
    return ask(method, target, json_text(body), headers);
  }
  /// `as` empty: the public.
  http::Headers signed_in(const std::string& as) {
    if (as.empty()) return {};
    std::string& kept = tokens_[as];
    if (kept.empty()) kept = token(as);
    return {{"Authorization", "Bearer " + kept}};
  }

  /// What `as` sends to register the public half of `pair`.
  static JsonObject new_key(const std::string& as, const archive::LogKey& pair) {
    const auto known = archive::PublicKey::from_pem(pair.public_pem()).value();
    const std::string proof = pair.sign(archive::possession_bytes(as, known.id()));
    return {{"public_key", pair.public_pem()}, {"possession", archive::to_base64(proof)}};
  }

  // ---- the usual course
  std::string open_matter(const std::string& as = "li") {
    const Answer opened =
        post(as, "/v1/matters", {{"procedure", "small-decision"}, {"title", "学区调整"}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
  /// The account heads that organ by a position.
  void heads(const char* account, const char* organ) {
    hire(account, "justice", {});
    const JsonObject position{
        {"id", account}, {"organ", organ}, {"title", "首长"}, {"roles", JsonArray{"organ_head"}}};
    ASSERT_EQ(post("admin", "/v1/positions", position).status, 201);
    ASSERT_EQ(post("admin", std::string("/v1/positions/") + account + "/holders",
                   {{"account", account}, {"since", "2026-01-01"}, {"basis", "任命"}})
                  .status,
              201);
  }
  Answer send(const std::string& as, const std::string& matter, const std::string& event,
              JsonObject data = {}) {
    return post(as, "/v1/matters/" + matter + "/events", {{"event", event}, {"data", data}},
                {{"If-Match", "*"}});
  }
  Answer upload(const std::string& as, const std::string& matter, const std::string& bytes,
                http::Headers more = {}) {
    http::Headers headers = signed_in(as);
    headers.add("Content-Type", "text/plain");
    for (const auto& [name, value] : more.fields()) headers.add(name, value);
    return ask("POST", "/v1/matters/" + matter + "/documents?code=DRF-04&filename=draft.txt", bytes,
               headers);
  }
  /// With its notice open for comments.
  std::string notice_of(const std::string& matter) {
    EXPECT_EQ(send("li", matter, "notice.open").status, 201);
    return participation.notices_of(matter).back().id;
  }

  std::vector<procedure::Pack> packs;
  std::string own_pack;
  std::optional<archive::TsaRoots> tsa_roots;
  db::AskAuthority ask_authority;
  std::string url = db::test::Cluster::instance().migrated_database();
  TemporaryFolder folder;
  StoppedClock wall;
  db::Pool pool{url, 8};
  db::CommitQueue queue{url};
  db::ProcedureStore procedures{pool};
  db::CalendarStore calendars{pool, packs, own_pack};
  db::VirtualClock clock{pool, StoppedClock().at};
  db::Facts facts{pool, packs, own_pack};
  db::MatterStore matters{{pool, queue, procedures, calendars}, db::project};
  desk::Desk desk{{matters, procedures, calendars, facts, clock}};
  db::Accounts accounts{pool};
  db::Documents documents{pool};
  db::PersonalBox box = db::PersonalBox::open(folder.path / "personal.key").value();
  db::Participation participation{pool, queue, clock, box};
  db::Statements statements{pool};
  db::Idempotency idempotency{pool, queue};
  db::LedgerStore ledger{
      pool, db::open_log_key(folder.path / "ledger.key", "test.example/ledger").value()};
  db::ArchiveSearch archive{pool};
  db::HandoverTester handover_tester{pool, {.scratch = folder.path / "handover"}};
  db::Timers timers{pool, desk};
  std::optional<db::TimeStamping> time_stamping;
  Services services{.pool = pool,
                    .queue = queue,
                    .desk = desk,
                    .matters = matters,
                    .procedures = procedures,
                    .calendars = calendars,
                    .clock = clock,
                    .virtual_clock = &clock,
                    .timers = timers,
                    .facts = facts,
                    .accounts = accounts,
                    .documents = documents,
                    .participation = participation,
                    .statements = statements,
                    .idempotency = idempotency,
                    .ledger = ledger,
                    .archive = archive,
                    .handover_tester = handover_tester,
                    .wall_clock = &wall,
                    .packs = packs,
                    .own_pack = own_pack,
                    .tsa_roots = tsa_roots ? &*tsa_roots : nullptr,
                    .time_stamping = asking()};
  http::Handler handler = make_handler(services);

 private:
  db::TimeStamping* asking() {
    if (!ask_authority) return nullptr;
    return &time_stamping.emplace(pool, statements, clock, *tsa_roots, ask_authority);
  }
  std::map<std::string, std::string> tokens_;
};

}  // namespace gavel::api::test
