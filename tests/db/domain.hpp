#pragma once
// The domain's stores on a database of their own, and appends made by hand: what a procedure would
// send, without a procedure.
#include <pqxx/pqxx>

#include "archive/digest.hpp"
#include "archive/signature.hpp"
#include "archive/statement.hpp"
#include "db/accounts.hpp"
#include "db/commit_queue.hpp"
#include "db/facts.hpp"
#include "db/ledger_store.hpp"
#include "db/participation.hpp"
#include "db/personal_box.hpp"
#include "db/pool.hpp"
#include "db/projections.hpp"
#include "db/statements.hpp"
#include "tests/db/cluster.hpp"
#include "tests/db/stand_ins.hpp"

namespace gavel::db::test {

inline const matter::Actor drafter{
    .account = "li", .name = "李敏", .unit = "education-bureau", .roles = {"drafter"}};

/// What an account sends to register the public half of `pair`, which it holds.
inline NewKey new_key(const std::string& account, const archive::LogKey& pair,
                      std::string replaces = "") {
  const auto known = archive::PublicKey::from_pem(pair.public_pem()).value();
  return {.account = account,
          .pem = pair.public_pem(),
          .possession = pair.sign(archive::possession_bytes(account, known.id())),
          .replaces = std::move(replaces)};
}

struct Domain {
  /// One accepted event of `matter` with `effects`, as far as the projections look at it.
  desk::Append append(const std::string& matter, std::vector<chart::Effect> effects,
                      std::string kind = "sent") {
    desk::Append made;
    const auto procedure = std::make_shared<procedure::Procedure>();
    procedure->name = "major-decision";
    made.procedure = procedure;
    made.accepted.next.id = matter;
    made.accepted.next.title = "关于调整中小学学区的决策";
    made.accepted.event.seq = ++events;
    made.accepted.event.kind = std::move(kind);
    made.accepted.event.at = clock.at;
    made.accepted.effects = std::move(effects);
    return made;
  }
  void write(const desk::Append& append) {
    pool.write([&](pqxx::transaction_base& tx) {
      const desk::Append* const one[] = {&append};
      project(tx, one);
    });
  }
  /// The id of the notice that opens.
  std::string open_notice(const std::string& matter,
                          JsonObject params = {{"closes_on", "2026-03-19"}}) {
    write(append(matter, {chart::Sent{.id = "",
                                      .type = "urn:gavel:notice",
                                      .target = "",
                                      .event = "open",
                                      .data = std::move(params)}}));
    return participation.notices_of(matter).back().id;
  }
  void close_notices(const std::string& matter) {
    write(append(
        matter,
        {chart::Sent{
            .id = "", .type = "urn:gavel:notice", .target = "", .event = "close", .data = {}}}));
  }
  Receipt comment(const std::string& notice,
                  const std::string& text = "学区划分应当听取家长意见。") {
    auto receipt =
        participation.comment(notice, {.text = text, .name = {}, .contact = {}, .clause = {}});
    if (!receipt) throw std::runtime_error("comment refused");
    return *receipt;
  }

  /// Of all notices of the matter, as rules see them.
  CommentCounts counts(const std::string& matter) {
    matter::Snapshot asked;
    asked.id = matter;
    const JsonObject said = Facts(pool).of(asked).at("comments").as_object();
    const auto count = [&](const char* name) { return said.at(name).to_number<std::int64_t>(); };
    return {.received = count("received"),
            .replied = count("replied"),
            .withdrawn = count("withdrawn"),
            .set_aside = count("set_aside"),
            .unanswered = count("unanswered")};
  }

  /// Of the unit "gov", called as it is, with no role of its own.
  void hire(const char* account) {
    (void)accounts.add_unit({"gov", "gov"});
    EXPECT_TRUE(accounts.add({.account = account,
                              .name = account,
                              .unit = "gov",
                              .roles = {},
                              .disabled = false,
                              .created_at = clock.at},
                             "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"));
  }

  std::string url = Cluster::instance().migrated_database();
  TemporaryFolder folder;
  Pool pool{url, 8};
  CommitQueue queue{url};
  StoppedClock clock;
  PersonalBox box = PersonalBox::open(folder.path / "personal.key").value();
  Participation participation{pool, queue, clock, box};
  Accounts accounts{pool};
  Statements statements{pool};
  LedgerStore ledger{pool, open_log_key(folder.path / "ledger.key", "test.example/ledger").value()};
  std::int64_t events = 0;
};

}  // namespace gavel::db::test
