// Whose role of a head counts in a matter, where several organs have one in the register of
// positions.
#include "db/deciding_organ.hpp"

#include <gtest/gtest.h>

#include "db/named.hpp"
#include "db/offices.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

Day on(const char* day) { return parse_day(day).value(); }
const Day today = on("2026-03-01");
const Instant noon = start_of(today) + std::chrono::hours{12};

procedure::Pack pack_of(const char* id, const char* organ) {
  procedure::Pack pack;
  pack.id = id;
  pack.organ.zh = organ;
  return pack;
}

struct Heads : test::Domain {
  std::vector<procedure::Pack> packs{pack_of("city", "滨州市人民政府"),
                                     pack_of("region", "山东省")};
  Offices offices{pool};
  matter::Snapshot matter;
  Heads() {
    matter.id = "m1";
    for (const char* account : {"mayor", "chief", "both"}) {
      hire(account);
    }
  }
  std::int64_t head(const char* account, const char* organ, const char* id,
                    const char* role = "organ_head") {
    EXPECT_TRUE(offices.add_position({id, organ, "", "首长", {role}}, "admin", noon));
    PositionHeld held;
    held.position.id = id;
    held.account = account;
    held.tenure.since = on("2026-01-01");
    held.basis = "任命";
    held.by = "admin";
    held.at = noon;
    return offices.hold(held).value();
  }
  void of_pack(const char* pack) { matter.policy = Json(JsonObject{{"pack", pack}}); }
  std::string elsewhere(const char* own = "") {
    const auto found = DecidingOrgan(pool, packs, own).leaders_elsewhere(matter, today);
    return json_text(JsonArray(found.begin(), found.end()));
  }
};

TEST(DecidingOrgan, IsThatOfThePackWhereItHasAHead) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.head("chief", "市住建局", "chief");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  // Whoever heads this organ too heads it.
  heads.head("both", "市住建局", "vice");
  heads.head("both", "滨州市 人民政府", "again");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  // A region has no head in the register here: nobody is set aside.
  heads.of_pack("region@2026.1");
  EXPECT_EQ(heads.elsewhere(), "[]");
}

TEST(DecidingOrgan, IsThatOfTheHeadWhoHadTheMatterBegunWhereNoPackNamesIt) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  heads.of_pack("none");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.matter.session.data.set("organs", JsonArray{"市住建局"});
  EXPECT_EQ(heads.elsewhere(), R"(["mayor"])");
  // On the one pack for all a department has matters of its own.
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  EXPECT_EQ(heads.elsewhere("city"), R"(["mayor"])");
}

// Nor is one of its members a member here.
TEST(DecidingOrgan, HasItsOwnMembers) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief", "member");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  std::vector<std::string> roles{"member", "drafter", "organ_head"};
  without_leading(roles);
  EXPECT_EQ(roles, std::vector<std::string>{"drafter"});
  // Of an organ without a head none is set aside: it decides nothing here.
  heads.of_pack("none");
  heads.matter.session.data.set("organs", JsonArray{"市住建局"});
  EXPECT_EQ(heads.elsewhere(), "[]");
}

// Also while the post of the head is vacant.
TEST(DecidingOrgan, HasNoOtherHeadWhileThePostIsVacant) {
  Heads heads;
  const std::int64_t held = heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  heads.of_pack("city@2026.1");
  ASSERT_TRUE(heads.offices.end(Offices::Ending::position_held, held, on("2026-02-01"), "免职",
                                "admin", noon));
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
}

TEST(DecidingOrgan, IsAskedWhereverSomebodyIsNamed) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  const std::vector<std::string> elsewhere{"chief"};
  const auto roles = [&](const char* account, Elsewhere among) {
    return json_text(account_named(heads.pool, account, today, among).at("found").at("roles"));
  };
  EXPECT_EQ(roles("chief", {}), R"(["organ_head"])");
  EXPECT_EQ(roles("chief", elsewhere), "[]");
  EXPECT_EQ(roles("mayor", elsewhere), R"(["organ_head"])");
  const JsonObject seats =
      seats_of(heads.pool, "m1", JsonArray{"chief", "mayor"}, today, nullptr, elsewhere);
  EXPECT_FALSE(seats.at("found").at(0).at("is_head").as_bool());
  EXPECT_TRUE(seats.at("found").at(1).at("is_head").as_bool());
}

}  // namespace
}  // namespace gavel::db
