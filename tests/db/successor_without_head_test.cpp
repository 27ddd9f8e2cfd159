// An organ that took another over, and whose head the register of positions does not have yet: its
// office goes on with the matters of the one before.
#include <algorithm>

#include <gtest/gtest.h>

#include "db/deciding_organ.hpp"
#include "db/offices.hpp"
#include "db/roles.hpp"
#include "db/successions.hpp"
#include "tests/db/organs.hpp"

namespace gavel::db {
namespace {

struct TakenOver : testing::Test, test::Domain {
  Offices offices{pool};
  matter::Snapshot matter;
  TakenOver() {
    matter.id = "m1";
    matter.policy = Json(JsonObject{{"pack", "none"}});
    matter.session.data.set("organs", JsonArray{"未来区人民政府"});
    for (const char* account : {"mayor", "chief", "clerk", "other"}) hire(account);
    holds("mayor", "滨州市人民政府", "mayor", "organ_head");
    holds("other", "滨州市人民政府", "other", "office");
    holds("chief", "未来区人民政府", "chief", "organ_head");
    holds("clerk", "未来 市人民政府", "clerk", "office");
    holds("clerk", "滨州市人民政府", "clerk2", "office");
  }
  void holds(const char* account, const char* organ, const char* id, const char* role) {
    ASSERT_TRUE(offices.add_position({id, organ, "", "职务", {role}}, "admin", noon));
    PositionHeld held;
    held.position.id = id;
    held.account = account;
    held.tenure.since = on("2026-01-01");
    held.basis = "任命";
    held.by = "admin";
    held.at = noon;
    ASSERT_TRUE(offices.hold(held));
  }
  /// "other: organ_head member …; ", whose roles do not count.
  std::string set_aside() {
    std::string out;
    for (const SetAside& each : DecidingOrgan(pool, {}, "").of_other_organs(matter, today)) {
      const bool is_office = std::ranges::find(each.roles, office_role) != each.roles.end();
      out += each.account + (is_office ? " " : " but as office ");
    }
    return out;
  }
};

TEST_F(TakenOver, GoesOnInItsOfficeBeforeTheHeadIsEntered) {
  EXPECT_EQ(set_aside(), "clerk mayor other ");
  (void)add(pool, {.id = 0,
                   .organ = "未来区人民政府",
                   .successor = "未来市人民政府",
                   .since = on("2026-02-01"),
                   .basis = "国函〔2026〕1号",
                   .by = "admin",
                   .at = noon});
  EXPECT_EQ(set_aside(), "clerk but as office mayor other ");
  const DecidingOrgan organ(pool, {}, "");
  EXPECT_EQ(organ.titles(matter, today), std::vector<std::string>{"未来市人民政府"});
}

}  // namespace
}  // namespace gavel::db
