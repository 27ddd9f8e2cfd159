// From a matter's first event to a package that verifies without us.
#include "db/packager.hpp"

#include "archive/digest.hpp"
#include "archive/statement.hpp"
#include "archive/tar.hpp"
#include "archive/verify_package.hpp"
#include "db/archive_search.hpp"
#include "db/documents.hpp"
#include "db/export.hpp"
#include "db/facts.hpp"
#include "db/package_parts.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::counsel;
using test::drafter;
using test::Output;
using test::Packaging;
using test::run;
using test::small_decision;

TEST_F(Packaging, MakesAPackageThatVerifiesWithoutUs) {
  run_to_archive("m-1");
  EXPECT_EQ(packager.run_once(), 1U);
  const auto package = test::volume_of(url, search, "m-1").value();
  EXPECT_EQ(package.status, "built") << boost::json::serialize(package.report);
  EXPECT_EQ(package.archival_code, "X043-WS·2026-Y-BGS-0001");
  EXPECT_TRUE(package.passed);
  EXPECT_EQ(state("m-1"), "archived");

  const auto tar =
      search.download(package.archival_code, drafter, node.clock.now()).value().whole();
  unpack(tar);
  const auto verify = folder.path / "out" / package.archival_code / "data" / "verify.sh";
  const Output verified = run("sh '" + verify.string() + "'");
  EXPECT_EQ(verified.status, 0) << verified.text;
  EXPECT_THAT(run("grep -c . '" + (verify.parent_path() / "comments.jsonl").string() + "'").text,
              testing::StartsWith("1"));
  EXPECT_NE(run("grep -rq 张三丰 '" + verify.parent_path().string() + "'").status, 0)
      << "personal data in the package";
  EXPECT_TRUE(std::filesystem::is_empty(folder.path / "scratch"));
  const auto examined = archive::verify_package(folder.path / "out" / package.archival_code);
  EXPECT_TRUE(examined.holds()) << boost::json::serialize(archive::encode(examined));
}

TEST_F(Packaging, NumbersVolumesWithoutGapsWhenSeveralNodesPackageAtOnce) {
  constexpr int matters = 8, nodes = 3;
  for (int i = 1; i <= matters; ++i) run_to_archive("m-" + std::to_string(i));
  std::atomic<bool> is_over = false;
  // Somebody takes numbers all the while and gives each of them back.
  std::jthread gives_back([&] {
    pqxx::connection session(url);
    while (!is_over) {
      pqxx::work tx(session);
      tx.exec("UPDATE archive_number SET last = last + 1");
      tx.abort();
    }
  });
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < nodes; ++i) {
      all.emplace_back([&, i] {
        Packager another{{node.pool, ledger, node.desk, node.matters, node.clock},
                         folder.path / ("scratch-" + std::to_string(i))};
        while (another.run_once() > 0) {
        }
      });
    }
  }
  is_over = true;
  std::set<std::string> codes;
  for (int i = 1; i <= matters; ++i)
    codes.insert(test::volume_of(url, search, "m-" + std::to_string(i)).value().archival_code);
  EXPECT_EQ(codes.size(), matters);
  EXPECT_EQ(*codes.begin(), "X043-WS·2026-Y-BGS-0001");
  EXPECT_EQ(*codes.rbegin(), "X043-WS·2026-Y-BGS-0008");
}

TEST_F(Packaging, HoldsTheTimeStampsThatWereThereWhenItWasOrdered) {
  // given a time-stamp before the order, and one after it
  run_to_archive("m-1", {}, [&] {
    EXPECT_EQ(stamp_opinion("m-1")->number, 1);
    EXPECT_EQ(stamp_opinion("m-1", std::chrono::minutes{1})->number, 2);
  });
  const auto late = stamp_opinion("m-1", std::chrono::minutes{2});
  ASSERT_TRUE(late);
  EXPECT_EQ(late->number, 3);
  packager.run_once();
  const auto package = test::volume_of(url, search, "m-1").value();
  ASSERT_EQ(package.status, "built") << boost::json::serialize(package.report);
  ASSERT_TRUE(package.passed);
  // then the package has the first, by whatever program it is examined
  unpack(search.download(package.archival_code, drafter, node.clock.now()).value().whole());
  const auto bag = folder.path / "out" / package.archival_code;
  const auto examined = archive::verify_package(bag);
  EXPECT_TRUE(examined.holds()) << boost::json::serialize(archive::encode(examined));
  EXPECT_EQ(examined.time_stamps, 2U);
  const Output verified = run("sh '" + (bag / "data" / "verify.sh").string() + "'");
  EXPECT_EQ(verified.status, 0) << verified.text;
  EXPECT_THAT(verified.text, testing::HasSubstr("st-m-1.2.tsr: stamped"));
  // and what is taken along has the late one beside the package
  (void)export_all(node.pool, folder.path / "export", {});
  const auto stamps = folder.path / "export" / "time-stamps";
  EXPECT_FALSE(std::filesystem::exists(stamps / "st-m-1.1.tsr"));
  EXPECT_EQ(run("openssl ts -verify -data '" + (stamps / "st-m-1.sig").string() + "' -in '" +
                (stamps / "st-m-1.3.tsr").string() + "' -CAfile '" +
                (stamps / "st-m-1.3.tsa.pem").string() + "' -attime " +
                std::to_string(late->stamped_at.time_since_epoch().count() / 1000))
                .status,
            0);
}

/// An organ with a day off of its own.
struct RegionalPackaging : Packaging {
  static procedure::Pack region() {
    procedure::Pack pack;
    pack.id = "region", pack.procedure = "small-decision";
    pack.local_days = {{parse_day("2026-04-20").value(), true, "节日", "放假通知"}};
    return pack;
  }
  RegionalPackaging() : Packaging({region()}, "region") {}
};

// Whoever does its events again counts as they were counted: the table is in the package.
TEST_F(RegionalPackaging, BringsTheCalendarOfItsOrganAlong) {
  run_to_archive("m-1");
  packager.run_once();
  const auto package = test::volume_of(url, search, "m-1").value();
  ASSERT_TRUE(package.passed) << boost::json::serialize(package.report);
  unpack(search.download(package.archival_code, drafter, node.clock.now()).value().whole());
  const auto bag = folder.path / "out" / package.archival_code;
  const std::string used = node.matters.events("m-1", 0, 1).front().calendar_id;
  EXPECT_NE(used, node.calendars.current().id);
  std::ifstream table(bag / "data" / "procedure" / (used + ".csv"), std::ios::binary);
  const std::string csv{std::istreambuf_iterator<char>(table), {}};
  EXPECT_EQ(archive::sha256_hex(csv), used);
  EXPECT_THAT(csv, testing::HasSubstr("2026-04-20,HOLIDAY,节日,local,放假通知"));
  const auto examined = archive::verify_package(bag);
  EXPECT_TRUE(examined.holds()) << boost::json::serialize(archive::encode(examined));
}

TEST_F(Packaging, TakesFromThePolicyWhoseArchiveItIs) {
  // given a procedure whose organ is set by its policy, and a pack that leaves one name out
  std::string set(small_decision);
  const std::string text = " type=\"text\" standard=\"none\" zh=\"名称\" en=\"Name\"/>";
  for (const auto& [from, to] :
       {std::pair<std::string, std::string>{"\"small-decision\"", "\"named-decision\""},
        {"<param name=\"organ\" expr=\"'某县人民政府'\"/>", ""},
        {"<datamodel>", "<g:parameter name=\"organ\"" + text + "<g:parameter name=\"fonds_name\"" +
                            text + "<g:parameter name=\"archives_name\"" + text +
                            "<g:parameter name=\"security_class\"" + text + "<datamodel>"}})
    set.replace(set.find(from), from.size(), to);
  ASSERT_TRUE(node.procedures.install(set, "named.scxml", test::start_of_tests));
  must(node.desk.open("named-decision",
                      {.id = "m-1",
                       .title = "学区",
                       .policy = {{"organ", "某市人民政府"},
                                  {"archives_name", "某市档案馆"},
                                  {"security_class", "限制"}},
                       .data = {}},
                      drafter));
  add_draft("m-1", "草案");
  send("m-1", "notice.open");
  send("m-1", "notice.close");
  sign_opinion("m-1");
  send("m-1", "close");
  // when it is packaged
  packager.run_once();
  const auto package = test::volume_of(url, search, "m-1").value();
  ASSERT_EQ(package.status, "built") << boost::json::serialize(package.report);
  // then it bears the names that were set, and none that was not
  unpack(search.download(package.archival_code, drafter, node.clock.now()).value().whole());
  const std::string dat46 = run("cat '" + (folder.path / "out" / package.archival_code).string() +
                                "/data/metadata/dat46.xml'")
                                .text;
  EXPECT_THAT(dat46, testing::HasSubstr(">某市人民政府</fondsConstitutingUnitName>"));
  EXPECT_THAT(dat46, testing::HasSubstr(">某市档案馆</archivesName>"));
  EXPECT_THAT(dat46, testing::HasSubstr("source=\"policy\">限制</securityClassification>"));
  EXPECT_THAT(dat46, testing::Not(testing::HasSubstr("fondsName")));
  EXPECT_THAT(dat46, testing::HasSubstr(">司法局</agentBelongsTo>")) << "and not the unit's id";
}

TEST_F(Packaging, IsExportedTwiceIntoOneFolderWithoutALeftover) {
  // given an export of a running matter, and what a run that was broken off left
  must(node.desk.open(procedure, {.id = "m-2", .title = "还在办理", .policy = {}, .data = {}},
                      drafter));
  add_draft("m-2", "还在办理的草案");
  bool is_exported = false;
  const auto out = folder.path / "export";
  run_to_archive("m-1", [&] {
    ledger.sequence();
    (void)export_all(node.pool, out, {});
    is_exported = std::filesystem::exists(out / "documents" / "m-1" / "m-1-draft");
  });
  ASSERT_TRUE(is_exported);
  std::ofstream(out / "packages.part") << "its user's own";
  std::filesystem::create_directories(out / "packages");
  std::ofstream(out / "packages" / "half.tar.part") << "x";
  // when its package is built, and all is exported again
  packager.run_once();
  ledger.sequence();
  const ExportCounts again = export_all(node.pool, out, {});
  // then the folder is what the manifest says
  EXPECT_EQ(again.packages, 1U);
  EXPECT_FALSE(std::filesystem::exists(out / "documents" / "m-1"));
  EXPECT_TRUE(std::filesystem::exists(out / "documents" / "m-2" / "m-2-draft"));
  EXPECT_TRUE(std::filesystem::exists(out / "packages.part"));
  const auto lines = [&](const std::string& of) {
    return run("cd '" + out.string() + "' && " + of + " | LC_ALL=C sort").text;
  };
  EXPECT_EQ(lines("find . -mindepth 2 -type f | cut -c3-"),
            lines("cut -c67- manifest-sha256.txt | grep /"));
  EXPECT_EQ(run("cd '" + out.string() + "' && sha256sum --quiet -c manifest-sha256.txt").text, "");
}

TEST_F(Packaging, KeepsATimeStampOnceAndForEverAndMissesAChangedByte) {
  run_to_archive("m-1");
  const auto first = stamp_opinion("m-1").value();
  TimeStamp again = first;
  EXPECT_FALSE(statements.add_time_stamp(again));
  EXPECT_EQ(statements.time_stamps_of("m-1").size(), 1U);
  EXPECT_EQ(statements.time_stamp("st-m-1", 1)->bytes, first.bytes);
  EXPECT_EQ(statements.time_stamp("st-m-1", 1)->authority, "CN=国家授时测试");
  EXPECT_FALSE(statements.time_stamp("st-m-1", 2));
  EXPECT_ANY_THROW(test::psql(url, "update time_stamp set chain = 'x'"));
  ledger.sequence();
  ASSERT_TRUE(ledger.examine().empty());
  // Even where the row's own witness was taken out, the leaf of the time-stamp is there.
  test::psql(url,
             "alter table time_stamp disable trigger all; update time_stamp set bytes = "
             "set_byte(bytes, 99, get_byte(bytes, 99) # 1), sha256 = sha256(set_byte(bytes, 99, "
             "get_byte(bytes, 99) # 1))");
  std::set<std::string> named;
  for (const auto& finding : ledger.examine()) named.insert(finding.what + " " + finding.detail);
  EXPECT_THAT(named, testing::Contains("row-changed time_stamp st-m-1/1"));
  EXPECT_THAT(named, testing::Contains("row-changed time-stamp st-m-1/1"));
}

TEST_F(Packaging, BuiltAgainLaterIsTheSameBytes) {
  run_to_archive("m-1", {}, [&] { (void)stamp_opinion("m-1"); });
  packager.run_once();
  (void)stamp_opinion("m-1", std::chrono::minutes{1});
  const auto package = test::volume_of(url, search, "m-1").value();
  // The ledger grows, time passes, the signer takes another name.
  run_to_archive("m-2");
  packager.run_once();
  node.clock.move_to(node.clock.now() + std::chrono::days(400));
  test::psql(url, "update account set name = '赵改名' where account = 'zhao'");
  ASSERT_TRUE(accounts.revoke_key({"zhao", key.id, "guan", "U 盾遗失"}, node.clock.now()));
  ledger.sequence();
  test::psql(url, "update unit set name = '改名局' where id = 'justice'");
  const auto seq = std::stoll(test::psql(url, "select seq from package where matter = 'm-1'"));
  const Order order{
      .matter = "m-1",
      .organ = test::psql(
          url, "select coalesce(params->>'organ', '') from package where matter = 'm-1'"),
      .fonds_name = test::psql(
          url, "select coalesce(params->>'fonds_name', '') from package where matter = 'm-1'"),
      .unit_names = {{"justice", test::psql(url,
                                            "select params->'unit_names'->>'justice' from package "
                                            "where matter = 'm-1'")}},
      .seq = seq,
      .code = {.fonds = "X043",
               .category = "WS",
               .year = 2026,
               .retention = "Y",
               .office = "BGS",
               .number = 1}};
  const auto input = gather({node.pool, ledger, node.desk, node.matters, node.clock}, order);
  (void)archive::write_package(input, folder.path / "again");
  archive::Digest digest(archive::DigestKind::sha256);
  archive::write_tar(folder.path / "again", package.archival_code, input.built_at,
                     [&](std::string_view bytes) { digest.update(bytes); });
  EXPECT_EQ(digest.finish_hex(), package.sha256);
}

TEST_F(Packaging, HoldsTheRevocationThatCameBeforeItsEnd) {
  run_to_archive("m-1", {}, [&] {
    ASSERT_TRUE(accounts.revoke_key({"zhao", key.id, "zhao", ""}, node.clock.now()));
  });
  EXPECT_EQ(packager.run_once(), 1U);
  const std::string code = test::volume_of(url, search, "m-1").value().archival_code;
  const auto tar = search.download(code, drafter, node.clock.now()).value().whole();
  unpack(tar);
  const auto bag = folder.path / "out" / code;
  EXPECT_TRUE(std::filesystem::exists(bag / "data/keys" / (key.id + ".revoked.json")));
  const auto examined = archive::verify_package(bag);
  EXPECT_TRUE(examined.holds()) << boost::json::serialize(archive::encode(examined));
}

TEST_F(Packaging, TakesNoSignatureWithAKeyThatIsRevokedInTheMeantime) {
  // given a key that the signer's request was still checked against
  ASSERT_TRUE(accounts.revoke_key({"zhao", key.id, "zhao", ""}, node.clock.now()));
  // when the event comes to be written, then it is not
  EXPECT_ANY_THROW(run_to_archive("m-1"));
  EXPECT_TRUE(statements.signatures_of("m-1").empty());
}

TEST_F(Packaging, IsFoundByItsWordsAndItsPeople) {
  run_to_archive("m-1");
  packager.run_once();
  const auto found = [&](ArchiveQuery query) { return search.search(query).size(); };
  EXPECT_EQ(
      found({.code = {}, .q = "合理划分", .year = {}, .person = {}, .stage = {}, .after = {}}), 1U);
  EXPECT_EQ(found({.code = {},
                   .q = {},
                   .year = 2026,
                   .person = "赵律师",
                   .stage = "drafting",
                   .after = {}}),
            1U);
  EXPECT_EQ(found({.code = {}, .q = {}, .year = {}, .person = "钱某", .stage = {}, .after = {}}),
            0U);
}

TEST_F(Packaging, NumbersWithoutGaps) {
  for (const char* matter : {"m-1", "m-2", "m-3"}) run_to_archive(matter);
  EXPECT_EQ(packager.run_once(), 3U);
  EXPECT_EQ(test::psql(url, "select string_agg(item::text, ' ' order by item) from package"),
            "1 2 3");
  EXPECT_EQ(packager.run_once(), 0U);
}

// A procedure whose form asks for any text: neither the folder it is built in nor the package leads
// out of where it belongs.
TEST_F(Packaging, StaysInItsFolderWhateverTheFondsIsCalled) {
  std::string anywhere(small_decision);
  anywhere.replace(anywhere.find("'BGS'"), 5, "'a/../../evil'");
  anywhere.replace(anywhere.find("name=\"small-decision\""), 21, "name=\"any-decision\"");
  const auto installed =
      node.procedures.install(anywhere, "any-decision.scxml", test::start_of_tests);
  ASSERT_TRUE(installed.has_value());
  procedure = "any-decision";
  run_to_archive("m-1");
  packager.run_once();
  const auto package = test::volume_of(url, search, "m-1").value();
  EXPECT_EQ(package.archival_code, "X043-WS·2026-Y-a_.._.._evil-0001");
  EXPECT_EQ(state("m-1"), "archived");
}

TEST_F(Packaging, IsNotDoneOverADamagedDocument) {
  run_to_archive("m-1");
  test::psql(url,
             "alter table blob disable trigger all; create table whole as table blob; update blob "
             "set bytes = 'x', size = 1");
  packager.run_once();
  const auto package = test::volume_of(url, search, "m-1").value();
  EXPECT_EQ(package.status, "failed");
  EXPECT_EQ(package.archival_code, "X043-WS·2026-Y-BGS-0001");
  EXPECT_FALSE(search.download(package.archival_code, drafter, node.clock.now()));
  // The matter is told why and its file goes back; ordered again once the cause is mended, the
  // package keeps its code, so that no number is lost.
  EXPECT_EQ(state("m-1"), "lawful");
  EXPECT_THAT(test::psql(url, "select data from event order by seq desc limit 1"),
              testing::HasSubstr("\"code\":\"build\""));
  test::psql(url,
             "update blob set bytes = whole.bytes, size = whole.size from whole where "
             "whole.sha256 = blob.sha256; alter table blob enable trigger all");
  send("m-1", "close");
  packager.run_once();
  EXPECT_EQ(state("m-1"), "archived");
  EXPECT_EQ(test::volume_of(url, search, "m-1")->archival_code, "X043-WS·2026-Y-BGS-0001");
}

TEST_F(Packaging, TellsTheMatterAgainAfterACrashInBetween) {
  run_to_archive("m-1");
  packager.run_once();
  test::psql(url,
             "alter table package disable trigger all; update package set reported = false; alter "
             "table package enable trigger all");
  EXPECT_EQ(packager.run_once(), 0U);
  EXPECT_EQ(test::psql(url, "select reported from package"), "t");
  EXPECT_EQ(state("m-1"), "archived");
}

}  // namespace
}  // namespace gavel::db
