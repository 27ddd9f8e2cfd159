// What the procedure's separations of duty leave to the database is there, and refuses.
#include "engine/procedure/separation.hpp"

#include "tests/db/cluster.hpp"
#include "tests/law/course.hpp"

namespace gavel::db {
namespace {

using test::Cluster;
using test::psql;

TEST(Separations, NameConstraintsThatTheDatabaseHas) {
  const std::string url = Cluster::instance().migrated_database();
  int named = 0;
  for (const procedure::Separation& each : procedure::separations(*law::major_decision())) {
    for (const std::string& constraint : each.constraints) {
      ++named;
      EXPECT_EQ(psql(url,
                     "SELECT count(*) FROM (SELECT conname FROM pg_constraint UNION SELECT "
                     "tgname FROM pg_trigger) known WHERE conname = '" +
                         constraint + "'"),
                "1")
          << constraint;
    }
  }
  EXPECT_GT(named, 0);
}

TEST(SeparationRule08, OneAccountIsOnePersonAndWhatIsLentIsDatedLimitedAndToAnother) {
  const std::string url = Cluster::instance().migrated_database();
  psql(url, "INSERT INTO unit (id, name) VALUES ('u', 'u')");
  const auto hire = [&](const char* account) {
    psql(url,
         "INSERT INTO account (account, name, unit, roles, password_hash, created_at) VALUES ('" +
             std::string(account) + "', 'n', 'u', '{}', '$argon2id$x', now())");
  };
  hire("li"), hire("wu");
  EXPECT_THROW(hire("li"), std::runtime_error);
  const auto lend = [&](const std::string& to, const std::string& act, const std::string& role,
                        const std::string& until) {
    psql(url,
         "INSERT INTO delegation (principal, delegate, act, role, matter, since, until, basis, "
         "by, at) VALUES ('li', '" +
             to + "', '" + act + "', '" + role + "', '', '2026-03-02', " + until +
             ", 'b', 'admin', now())");
  };
  EXPECT_THROW(lend("li", "", "drafter", "'2026-03-06'"), std::runtime_error);  // to oneself
  EXPECT_THROW(lend("wu", "", "", "'2026-03-06'"), std::runtime_error);         // without limit
  EXPECT_THROW(lend("wu", "a", "drafter", "'2026-03-06'"), std::runtime_error);
  EXPECT_THROW(lend("wu", "", "drafter", "'2026-03-01'"), std::runtime_error);  // over before
  EXPECT_THROW(lend("wu", "", "drafter", "NULL"), std::runtime_error);          // for ever
  lend("wu", "", "drafter", "'2026-03-06'");
}

// Foreign keys are left out, so that there need be no volume; the trigger is not.
TEST(SeparationRule11, WhatIsToBeDestroyedIsAppraisedByTwoPersons) {
  const std::string url = Cluster::instance().migrated_database();
  const std::string alone = "SET session_replication_role = replica; ";
  psql(url, alone +
                "INSERT INTO keeping_act (id, archival_code, kind, outcome, reason, account, name, "
                "unit, at) VALUES ('a1', 'X', 'appraisal', 'destroy', '鉴定报告', 'wang', 'w', "
                "'u', now())");
  const auto agreed_by = [&](const std::string& account) {
    psql(url, alone +
                  "INSERT INTO keeping_answer (act, agreed, note, account, name, unit, at) VALUES "
                  "('a1', true, '', '" +
                  account + "', 'n', 'u', now())");
  };
  EXPECT_THROW(agreed_by("wang"), std::runtime_error);
  agreed_by("zhou");
  EXPECT_THROW(
      psql(url, alone +
                    "INSERT INTO keeping_act (id, archival_code, kind, outcome, reason, account, "
                    "name, unit, at) VALUES ('a2', 'X', 'appraisal', 'destroy', '', 'wang', 'w', "
                    "'u', now())"),
      std::runtime_error);  // without its grounds
}

}  // namespace
}  // namespace gavel::db
