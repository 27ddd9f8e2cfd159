// Hand-over to the public archives: tested before there is a list, over one list that both sides
// sign, against a receipt; the receiver tests it too.
#include <csignal>
#include <thread>

#include <sys/resource.h>

#include "archive/canonical.hpp"
#include "archive/four_property.hpp"
#include "archive/tar.hpp"
#include "tests/api/keeping.hpp"
#include "tests/archive/sample_package.hpp"

namespace gavel::api {
namespace {

using test::Answer;
using test::Keeping;
using test::Office;
using testing::HasSubstr;

/// Volumes with a real package in them, as a hand-over tests it.
struct HandOver : Keeping {
  const std::string archives = "市国家档案馆";
  archive::LogKey receiver = archive::LogKey::generate("archives");
  archive::LogKey own = archive::LogKey::generate("f");

  std::string packed(const std::string& retention = "Y") {
    archive::SampleMatter sample;
    sample.input.code.retention = retention;
    const std::string code = sealed(retention);
    const archive::Declared declared = archive::write_package(sample.input, folder.path() / "bag");
    std::string bytes;
    archive::write_tar(folder.path() / "bag", code, sample.input.built_at,
                       [&](std::string_view piece) { bytes += piece; });
    store(bytes);
    unlocked("UPDATE package SET sha256 = decode('" + archive::sha256_hex(bytes) +
             "', 'hex'), size = " + std::to_string(bytes.size()) + ", declared = '" +
             json_text(archive::encode(declared)) + "'");
    return code;
  }
  /// Past the triggers.
  void store(const std::string& bytes) {
    unlocked("UPDATE package_tar SET bytes = decode('" + archive::to_base64(bytes) +
             "', 'base64')");
  }
  void unlocked(const std::string& sql) {
    db::test::psql(office.url,
                   "SET session_replication_role = replica; ALTER TABLE package_tar "
                   "DISABLE TRIGGER ALL; ALTER TABLE package DISABLE TRIGGER ALL; " +
                       sql);
  }
  std::string register_keys() {
    JsonObject key = Office::new_key(archives, receiver);
    key["organisation"] = archives;
    const Answer theirs = office.post("admin", "/v1/outside-keys", key);
    EXPECT_EQ(theirs.status, 201) << theirs.body;
    EXPECT_EQ(office.post("feng", "/v1/keys", Office::new_key("feng", own)).status, 201);
    return theirs.text("/id");
  }
  Answer hand_over(const std::string& code) {
    return propose("qian", code,
                   {{"kind", "handover"}, {"outcome", "handed_over"}, {"receiver", archives}});
  }
  static JsonObject signed_by(const archive::LogKey& theirs, const archive::LogKey& ours,
                              const std::string& over) {
    return {{"agreed", true},
            {"signature", archive::to_base64(theirs.sign(over))},
            {"own_signature", archive::to_base64(ours.sign(over))}};
  }
  Answer their_test(const Answer& proposed, const JsonObject& report, const archive::LogKey& with) {
    return office.post("qian", "/v1/archive/keeping/" + proposed.text("/id") + "/receiver-tests",
                       {{"report", report},
                        {"signature", archive::to_base64(with.sign(archive::canonical(report)))}});
  }
  Answer tests_of(const std::string& code) {
    return office.get("qian", "/v1/archive/" + encoded(code) + "/handover-tests");
  }

 private:
  archive::TempDir folder;
};

TEST_F(HandOver, ItIsHandedOverAfterTenYearsOverOneListThatBothSidesSign) {
  const std::string code = packed();
  // given archives that registered no key
  EXPECT_EQ(hand_over(code).text("/errors/0/code"), "receiver-without-key");
  JsonObject key = Office::new_key(archives, receiver);
  key["organisation"] = archives;
  EXPECT_EQ(office.post("qian", "/v1/outside-keys", key).brief(), "403 role-required");
  JsonObject of_another = key;
  of_another["organisation"] = "县档案馆";
  EXPECT_EQ(office.post("admin", "/v1/outside-keys", of_another).brief(),
            "422 possession-not-proved");
  ASSERT_EQ(office.post("admin", "/v1/outside-keys", key).status, 201);
  EXPECT_EQ(office.post("admin", "/v1/outside-keys", key).brief(), "409 key-taken");
  EXPECT_EQ(office.post("feng", "/v1/keys", Office::new_key("feng", receiver)).brief(),
            "409 key-taken");
  ASSERT_EQ(office.post("feng", "/v1/keys", Office::new_key("feng", own)).status, 201);
  EXPECT_EQ(hand_over(code).brief(), "409 term-not-over");
  on("2036-03-01");
  EXPECT_EQ(due("handover"), code + " ");
  const std::string report = R"({"at":"2036-02-01T00:00:00.000Z","passed":true})";
  db::test::psql(office.url,
                 "INSERT INTO fixity_report (subject, at, passed, repaired, report) VALUES ('" +
                     code + "', '2036-02-01', true, false, convert_to('" + report + "', 'UTF8'))");
  const Answer proposed = hand_over(code);
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  EXPECT_THAT(proposed.text("/list"),
              HasSubstr(office.get("qian", "/v1/archive/" + encoded(code)).text("/sha256")));
  const std::string list = proposed.text("/list");
  EXPECT_THAT(list, HasSubstr("\"entry_test_sha256\":\"" +
                              archive::sha256_hex(R"({"items":[],"passed":true})") + "\""));
  EXPECT_THAT(list, HasSubstr("\"newest_test\":{\"at\":\"2036-02-01"));
  EXPECT_THAT(list, HasSubstr(archive::sha256_hex(report)));
  // when a signature lacks, is over something else, or with a key that nobody registered
  const auto faults = [&](const JsonObject& given) {
    std::string out;
    const Json told = answer("feng", proposed, given).at("/errors");
    for (const Json& each : told.as_array()) out += std::string(each.at("code").as_string()) + " ";
    return out;
  };
  const auto stranger = archive::LogKey::generate("s");
  EXPECT_EQ(faults({{"agreed", true}}), "bad-receipt bad-own-signature ");
  EXPECT_EQ(faults(signed_by(receiver, own, "another list")), "bad-receipt bad-own-signature ");
  EXPECT_EQ(faults(signed_by(stranger, own, list)), "bad-receipt ");
  EXPECT_EQ(faults(signed_by(receiver, stranger, list)), "bad-own-signature ");
  // then it is not handed over; with both it is
  EXPECT_EQ(now(code, "handed_over_to"), Json(""));
  const Answer done = answer("feng", proposed, signed_by(receiver, own, list));
  ASSERT_EQ(done.status, 200) << done.body;
  EXPECT_EQ(done.text("/answer/public_key"), receiver.public_pem());
  EXPECT_EQ(now(code, "handed_over_to"), Json(archives));
  EXPECT_EQ(due("handover"), "");
  EXPECT_EQ(hand_over(code).brief(), "409 kept-so-already");
}

TEST_F(HandOver, WhatWasHandedOverIsTheArchivesToAppraise) {
  const std::string code = packed("D30");
  register_keys();
  on("2036-03-01");
  const Answer proposed = hand_over(code);
  ASSERT_EQ(answer("feng", proposed, signed_by(receiver, own, proposed.text("/list"))).status, 200);
  on("2057-01-01");
  EXPECT_EQ(due("appraisal"), "");
  const Answer appraisal = propose("qian", code, {{"kind", "appraisal"}, {"outcome", "destroy"}});
  EXPECT_EQ(appraisal.brief(), "409 handed-over");
  EXPECT_THAT(appraisal.body, HasSubstr("市国家档案馆"));
  const JsonObject destruction{
      {"kind", "destruction"}, {"outcome", "destroyed"}, {"appraisal", "none"}};
  EXPECT_EQ(propose("qian", code, destruction).brief(), "409 handed-over");
}

TEST_F(HandOver, AReceiptWithAKeyThatWasRevokedIsNone) {
  const std::string code = packed();
  const std::string id = register_keys();
  on("2036-03-01");
  const Answer proposed = hand_over(code);
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  const std::string place = "/v1/outside-keys/" + id;
  EXPECT_EQ(office.post("admin", place + "/revocation", JsonObject()).brief(), "422 invalid-body");
  ASSERT_EQ(office.post("admin", place + "/revocation", {{"reason", "遗失"}}).status, 200);
  EXPECT_EQ(office.get("qian", place).text("/revocation_reason"), "遗失");
  EXPECT_EQ(office.get("qian", "/v1/outside-keys?organisation=x").at("/keys"), Json(JsonArray{}));
  const std::string list = proposed.text("/list");
  EXPECT_EQ(answer("feng", proposed, signed_by(receiver, own, list)).text("/errors/0/code"),
            "bad-receipt");
  EXPECT_EQ(office.get("", place).status, 401);
}

TEST_F(HandOver, IsTestedByTheServerItselfBeforeThereIsAList) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  const Answer proposed = hand_over(code);
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  const Answer tests = tests_of(code);
  EXPECT_EQ(tests.at("/tests/0/passed"), Json(true)) << tests.body;
  EXPECT_EQ(tests.text("/tests/0/side"), "own");
  EXPECT_EQ(tests.text("/tests/0/report/test/stage"), "transfer");
  EXPECT_EQ(tests.text("/tests/0/report/test/items/0/code"), "YJ-1-1");
  EXPECT_EQ(tests.at("/tests/0/mend"), Json(JsonArray{}));
  // The list names it, so that both sides sign it; and it is a leaf of the ledger.
  const Json list = parse_json(proposed.text("/list")).value();
  EXPECT_EQ(list.at("transfer_test").at("id"), tests.at("/tests/0/id"));
  EXPECT_EQ(list.at("transfer_test").at("report_sha256"), tests.at("/tests/0/report_sha256"));
  EXPECT_EQ(db::test::psql(office.url,
                           "SELECT kind || ' ' || subject FROM ledger_pending WHERE kind = "
                           "'handover-test'"),
            "handover-test " + tests.text("/tests/0/id"));
  EXPECT_EQ(office.get("li", "/v1/archive/" + encoded(code) + "/handover-tests").status, 403);
  EXPECT_EQ(tests_of("none").brief(), "404 no-such-package");
}

TEST_F(HandOver, ThatCannotBeProposedIsNotTested) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  ASSERT_EQ(hand_over(code).status, 201);
  EXPECT_EQ(hand_over(code).brief(), "409 act-waits");
  EXPECT_EQ(tests_of(code).at("/tests").as_array().size(), 1U);
}

TEST_F(HandOver, OfAVolumeThatFailsItsTestComesOntoNoList) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  unlocked("UPDATE package SET declared = jsonb_set(declared::jsonb, '{documents}', '9')::json");
  const Answer refused = hand_over(code);
  EXPECT_EQ(refused.brief(), "409 handover-test-failed");
  EXPECT_THAT(refused.text("/detail"), HasSubstr("YJ-2-1总件数——补齐缺少的文件"));
  EXPECT_EQ(refused.text("/mend/0/mend/en"), "add what is missing, or mend the number registered");
  // The report is kept, and nothing waits for an answer.
  const Answer tests = tests_of(code);
  EXPECT_EQ(tests.at("/tests/0/passed"), Json(false));
  EXPECT_EQ(tests.at("/tests/0/id"), refused.at("/test"));
  EXPECT_EQ(now(code, "acts"), Json(JsonArray{}));
  // Mended, it comes onto the list.
  unlocked("UPDATE package SET declared = jsonb_set(declared::jsonb, '{documents}', '4')::json");
  EXPECT_EQ(hand_over(code).status, 201);
}

/// Keeps the stored packages from being read, and so a test under way.
class HeldPackages {
 public:
  explicit HeldPackages(const std::string& url) : url_(url), connection_(url), held_(connection_) {
    held_.exec("LOCK TABLE package_tar IN ACCESS EXCLUSIVE MODE");
  }
  void await_a_reader() {
    while (db::test::psql(url_,
                          "SELECT count(*) FROM pg_locks l WHERE NOT granted AND relation = "
                          "'package_tar'::regclass AND l.database = (SELECT oid FROM pg_database "
                          "WHERE datname = current_database())") == "0")
      std::this_thread::yield();
  }
  void release() { held_.commit(); }

 private:
  const std::string& url_;
  pqxx::connection connection_;
  pqxx::work held_;
};

TEST_F(HandOver, IsTestedOneAtATime) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  EXPECT_EQ(tests_of(code).at("/tests"), Json(JsonArray{}));
  HeldPackages held(office.url);
  Answer first;
  std::thread waiting([&] { first = hand_over(code); });
  held.await_a_reader();
  const Answer second = hand_over(code);
  EXPECT_EQ(second.brief(), "503 test-under-way");
  EXPECT_EQ(second.headers.get("Retry-After"), "30");
  // What can be told without a test is told all the same.
  EXPECT_EQ(hand_over("none").brief(), "404 no-such-package");
  held.release();
  waiting.join();
  EXPECT_EQ(first.status, 201) << first.body;
  EXPECT_EQ(tests_of(code).at("/tests").as_array().size(), 1U);
}

TEST_F(HandOver, TestOfAServerThatStopsEndsAndKeepsNothing) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  EXPECT_EQ(tests_of(code).at("/tests"), Json(JsonArray{}));
  HeldPackages held(office.url);
  Answer first;
  std::thread waiting([&] { first = hand_over(code); });
  held.await_a_reader();
  office.handover_tester.stop();
  held.release();
  waiting.join();
  EXPECT_EQ(first.brief(), "503 server-stopping");
  EXPECT_EQ(tests_of(code).at("/tests"), Json(JsonArray{}));
  EXPECT_EQ(now(code, "acts"), Json(JsonArray{}));
  EXPECT_FALSE(std::filesystem::exists(office.folder.path / "handover"));
}

/// No file of this process may grow beyond so many bytes, as on a disk that is full.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : ignored_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit now{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &now);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, ignored_);
  }

 private:
  rlimit before_{};
  sighandler_t ignored_;
};

TEST_F(HandOver, TestThatTheDiskHasNoRoomForSaysNothingOfTheVolume) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  {
    const FullDisk disk(1000);
    EXPECT_EQ(hand_over(code).brief(), "507 no-room-to-test");
  }
  EXPECT_EQ(tests_of(code).at("/tests"), Json(JsonArray{}));
  EXPECT_FALSE(std::filesystem::exists(office.folder.path / "handover"));
  // With room again, it is handed over; what lay in the folder is of no matter.
  std::ofstream(office.folder.path / "handover") << "left";
  EXPECT_EQ(hand_over(code).status, 201);
  EXPECT_FALSE(std::filesystem::exists(office.folder.path / "handover"));
}

TEST_F(HandOver, TestThatWouldFillTheDiskIsNotBegun) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  unlocked("UPDATE package SET size = 9000000000000000000");
  EXPECT_EQ(hand_over(code).brief(), "507 no-room-to-test");
  EXPECT_EQ(tests_of(code).at("/tests"), Json(JsonArray{}));
}

TEST_F(HandOver, OfDamagedBytesSaysWhatRestoresThem) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  store("rot");
  const Answer refused = hand_over(code);
  EXPECT_EQ(refused.brief(), "409 handover-test-failed");
  EXPECT_EQ(refused.text("/mend/0/code"), "tar-digest");
  EXPECT_THAT(refused.text("/detail"), HasSubstr("由副本修复"));
}

TEST_F(HandOver, IsTestedByTheReceiverTooWhoSignsTheReport) {
  const std::string code = packed();
  register_keys();
  on("2036-03-01");
  const Answer proposed = hand_over(code);
  const std::string list = proposed.text("/list");
  // given a report of another volume, one that says nothing, and one that somebody else signed
  const auto fault = [&](const JsonObject& report, const archive::LogKey& with) {
    return their_test(proposed, report, with).text("/errors/0/code");
  };
  const std::string list_sha256 = archive::sha256_hex(list);
  const auto report = [&](bool passed, const std::string& at) {
    return JsonObject{
        {"archival_code", code}, {"list_sha256", list_sha256}, {"passed", passed}, {"at", at}};
  };
  JsonObject of_another = report(true, "1"), without_outcome = report(true, "1");
  of_another["archival_code"] = "X";
  without_outcome.erase("passed");
  EXPECT_EQ(fault(of_another, receiver), "report-of-another");
  EXPECT_EQ(fault(without_outcome, receiver), "report-without-outcome");
  EXPECT_EQ(fault({{"archival_code", code}, {"passed", true}}, receiver), "report-of-another-list");
  EXPECT_EQ(fault(report(true, "1"), own), "bad-report-signature");
  // a first report of success does not come back after one of failure
  ASSERT_EQ(their_test(proposed, report(true, "1"), receiver).status, 201);
  // when their test failed, it cannot be agreed to
  const JsonArray items{JsonObject{{"code", "YJ-4-5"}, {"result", "fail"}}};
  JsonObject of_failure = report(false, "2");
  of_failure["items"] = items;
  const Answer failed = their_test(proposed, of_failure, receiver);
  ASSERT_EQ(failed.status, 201) << failed.body;
  EXPECT_EQ(failed.text("/side"), "receiver");
  EXPECT_EQ(failed.text("/mend/0/title/zh"), "载体质量");
  EXPECT_EQ(fault(report(true, "1"), receiver), "report-entered-already");
  EXPECT_EQ(answer("feng", proposed, signed_by(receiver, own, list)).brief(),
            "409 receiver-test-failed");
  // then with their report of one that passed it can
  ASSERT_EQ(their_test(proposed, report(true, "3"), receiver).status, 201);
  EXPECT_EQ(answer("feng", proposed, signed_by(receiver, own, list)).status, 200);
  EXPECT_EQ(tests_of(code).at("/tests").as_array().size(), 4U);
  EXPECT_EQ(their_test(proposed, report(true, "4"), receiver).brief(), "409 act-answered");
}

TEST_F(HandOver, AloneHasTestsOfAReceiver) {
  const std::string code = packed();
  register_keys();
  const Answer other = propose("qian", code, {{"kind", "access"}, {"outcome", "open"}});
  EXPECT_EQ(their_test(other, {{"archival_code", code}, {"passed", true}}, receiver).brief(),
            "409 not-a-handover");
}

}  // namespace
}  // namespace gavel::api
