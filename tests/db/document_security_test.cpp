// 密级 of single documents: it goes into the package, raises the volume's, and closes what was
// open.
#include "db/document_security.hpp"

#include "db/archive_index.hpp"
#include "tests/db/keepers.hpp"
#include "tests/db/packaging.hpp"

namespace gavel::db {
namespace {

using test::act_of;
using test::agree;
using test::agreed_by_second;
using test::drafter;
using test::psql;
using testing::HasSubstr;

struct Classified : test::Packaging {
  const std::string code = "X043-WS·2026-Y-BGS-0001";
  DocumentSecurity classes{node.pool};
  ArchiveIndex index{node.pool, node.matters, folder.path / "indexing"};

  std::expected<void, SecurityFault> say(const std::string& security, const std::string& by = "li",
                                         const std::string& document = "m-1-draft") {
    return classes.say({.id = "act-" + std::to_string(++acts_),
                        .document = document,
                        .matter = "m-1",
                        .security = security,
                        .basis = "定密责任人批准",
                        .by = {.account = by, .name = by, .unit = "education", .roles = {}},
                        .at = node.clock.now()});
  }
  /// A matter with two documents, the second one said to be `security`; stored and indexed.
  void stored(const std::string& security = "") {
    run_to_archive("m-1", [&] {
      add_draft("m-1", "附件", "annex");
      if (!security.empty()) {
        ASSERT_TRUE(say(security, "li", "m-1-annex"));
      }
    });
    packager.run_once();
    index.run_once();
  }
  std::string package() { return search.download(code, drafter, node.clock.now()).value().whole(); }
  std::string access(const std::string& document) {
    const std::string told = Keeping(node.pool).access_of(code, document);
    EXPECT_EQ(psql(url, "SELECT access FROM archive_record WHERE document = '" + document + "'"),
              told)
        << "the search knows of it";
    return told;
  }
  std::expected<void, KeepingFault> open(const std::string& id,
                                         const std::optional<std::string>& document) {
    KeepingAct act = act_of(id, code, "access", "open", node.clock.now());
    act.document = document;
    Keeping keeping(node.pool);
    if (const auto done = keeping.propose(act); !done) return done;
    return keeping.answer(id, agreed_by_second(node.clock.now()));
  }
  std::string findings() {
    ledger.sequence();
    std::string out;
    for (const Finding& found : ledger.examine(100)) out += found.what + " " + found.detail + "\n";
    return out;
  }

 private:
  int acts_ = 0;
};

TEST_F(Classified, DocumentsHaveTheirVolumesClassUntilSomebodySaysTheirOwn) {
  run_to_archive("m-1");
  EXPECT_EQ(classes.of("m-1-draft").security, "内部");
  EXPECT_FALSE(classes.of("m-1-draft").is_own);
  ASSERT_TRUE(say("机密"));
  EXPECT_EQ(classes.of("m-1-draft").security, "机密");
  EXPECT_TRUE(classes.of("m-1-draft").is_own);
  EXPECT_EQ(classes.acts_of("m-1-draft").at(0).basis, "定密责任人批准");
  EXPECT_EQ(psql(url,
                 "SELECT matter || ' ' || subject FROM ledger_pending WHERE kind = "
                 "'document-security'"),
            "m-1 act-1");
  EXPECT_EQ(findings(), "");
}

TEST_F(Classified, DocumentsAreLoweredByAnotherThanWhoGaveTheirClass) {
  run_to_archive("m-1");
  ASSERT_TRUE(say("秘密", "li"));
  EXPECT_EQ(say("秘密", "feng").error(), SecurityFault::unchanged);
  EXPECT_EQ(say("内部", "li").error(), SecurityFault::same_person);
  EXPECT_TRUE(say("绝密", "li")) << "higher they may make it";
  EXPECT_TRUE(say("内部", "feng"));
  // Nor past our own code.
  ASSERT_TRUE(say("秘密", "li"));
  EXPECT_THROW(psql(url,
                    "INSERT INTO document_security (id, document, matter, seq, class, basis, "
                    "record, account, name, unit, at) SELECT 'x', document, matter, seq, "
                    "'公开', basis, record, account, name, unit, at FROM document_security "
                    "WHERE id = 'act-5' OR account = 'li' ORDER BY n DESC LIMIT 1"),
               pqxx::sql_error);
  EXPECT_THROW(psql(url, "UPDATE document_security SET class = '公开'"), pqxx::sql_error);
}

TEST_F(Classified, DocumentsHaveTheirClassInThePackageAndTheVolumeTheHighest) {
  stored("秘密");
  EXPECT_EQ(psql(url, "SELECT passed FROM package"), "t");
  const std::string bytes = package();
  EXPECT_THAT(bytes, HasSubstr("source=\"documents\">秘密</securityClassification>"));
  EXPECT_THAT(bytes, HasSubstr("source=\"document\">秘密</securityClassification>"));
  EXPECT_THAT(bytes, HasSubstr("source=\"volume\">内部</securityClassification>"));
  EXPECT_THAT(bytes, HasSubstr("<密级>秘密</密级>"));
}

TEST_F(Classified, LaterThanThePackageWasOrderedItIsNotInIt) {
  run_to_archive("m-1");
  ASSERT_TRUE(say("秘密"));
  packager.run_once();
  EXPECT_THAT(package(), testing::Not(HasSubstr("秘密</securityClassification>")));
}

TEST_F(Classified, StateSecretsAreNotOpenedBeforeTheyAreLowered) {
  stored("秘密");
  EXPECT_EQ(access("m-1-annex"), "closed");
  EXPECT_EQ(open("1", std::nullopt).error(), KeepingFault::classified);
  EXPECT_EQ(open("2", "m-1-annex").error(), KeepingFault::classified);
  EXPECT_TRUE(open("3", "m-1-draft")) << "what is none can be opened by itself";
  EXPECT_EQ(access("m-1-draft"), "open");
  ASSERT_TRUE(say("内部", "feng", "m-1-annex"));
  EXPECT_EQ(access("m-1-annex"), "restricted");
  EXPECT_TRUE(open("4", "m-1-annex"));
  EXPECT_EQ(access("m-1-annex"), "open");
  EXPECT_EQ(findings(), "");
}

TEST_F(Classified, WhatIsOpenIsClosedAsSoonAsItIsSaidToBeOne) {
  stored();
  ASSERT_TRUE(open("1", std::nullopt));
  EXPECT_EQ(access("m-1-annex"), "open");
  ASSERT_TRUE(say("绝密", "li", "m-1-annex"));
  EXPECT_EQ(access("m-1-annex"), "closed");
  EXPECT_EQ(access("m-1-draft"), "open");
  EXPECT_FALSE(Keeping(node.pool).find(code)->wholly_open);
  EXPECT_EQ(findings(), "");
}

TEST_F(Classified, OneThatWasProposedForOpeningMeanwhileIsNotOpenedByTheAnswer) {
  stored();
  KeepingAct act = act_of("1", code, "access", "open", node.clock.now());
  Keeping keeping(node.pool);
  ASSERT_TRUE(keeping.propose(act));
  ASSERT_TRUE(say("秘密", "li", "m-1-annex"));
  EXPECT_EQ(keeping.answer("1", agreed_by_second(node.clock.now())).error(),
            KeepingFault::classified);
}

}  // namespace
}  // namespace gavel::db
