// Positions and delegations: dated rows that are only added.
#include "db/facts.hpp"
#include "tests/db/city.hpp"

namespace gavel::db {
namespace {

TEST(Offices, GiveRolesFromTheFirstDayToTheLast) {
  City city;
  city.hold("mayor", "2026-02-01", on("2026-02-28"));
  EXPECT_EQ(city.roles("mayor", "2026-01-31"), "");
  EXPECT_EQ(city.roles("mayor", "2026-02-01"), "member organ_head ");
  EXPECT_EQ(city.roles("mayor", "2026-02-28"), "member organ_head ");
  EXPECT_EQ(city.roles("mayor", "2026-03-01"), "");
}

TEST(Offices, EndOnceAndFromThatDayOn) {
  City city;
  const auto id = city.hold("mayor", "2026-02-01");
  EXPECT_TRUE(city.offices.end(Offices::Ending::position_held, id, on("2026-03-10"), "免职",
                               "admin", noon));
  EXPECT_FALSE(city.offices.end(Offices::Ending::position_held, id, on("2026-03-11"), "免职",
                                "admin", noon));
  EXPECT_EQ(city.roles("mayor", "2026-03-09"), "member organ_head ");
  EXPECT_EQ(city.roles("mayor", "2026-03-10"), "");
  EXPECT_EQ(city.offices.held(id)->tenure.end_reason, "免职");
}

// Once a position has named a head, the role goes by position alone, also while the post is vacant.
TEST(Offices, ArePartOfWhatAnAccountMayDoOnADay) {
  City city;
  (void)city.accounts.change("chen", {.name = {},
                                      .unit = {},
                                      .password_hash = {},
                                      .person = {},
                                      .roles = std::vector<std::string>{"organ_head", "office"},
                                      .disabled = {}});
  EXPECT_EQ(city.roles("chen", "2026-01-31"), "organ_head office ");
  EXPECT_TRUE(not_heads_on(city.pool, on("2026-01-31")).empty());
  city.hold("mayor", "2026-02-01", on("2026-02-28"));
  for (const char* day : {"2026-02-01", "2026-02-28", "2026-03-01"}) {
    EXPECT_EQ(city.roles("chen", day), "office ") << day;
    EXPECT_EQ(not_heads_on(city.pool, on(day)), std::vector<std::string>{"chen"}) << day;
  }
  EXPECT_EQ(heads_on(city.pool, on("2026-02-28")), std::vector<std::string>{"mayor"});
  EXPECT_TRUE(heads_on(city.pool, on("2026-03-01")).empty());
  EXPECT_EQ(city.roles("chen", "2026-01-31"), "organ_head office ");
  city.hold("chen", "2026-03-02");
  EXPECT_EQ(city.roles("chen", "2026-03-02"), "office member organ_head ");
}

TEST(Offices, HaveAnIdOnlyOnce) {
  City city;
  EXPECT_FALSE(city.offices.add_position({"mayor", "县政府", "", "县长", {}}, "admin", noon));
  EXPECT_EQ(city.offices.positions().size(), 1u);
  EXPECT_EQ(city.offices.position("mayor")->organ, "市政府");
}

TEST(Delegations, AreOneActOrOneRoleAndNeverToOneself) {
  City city;
  Delegation made;
  made.principal = "mayor", made.delegate = "deputy", made.role = "organ_head";
  made.tenure.since = on("2026-03-01"), made.tenure.until = on("2026-03-31");
  made.basis = "出差", made.by = "mayor", made.at = noon;
  const auto id = city.offices.delegate(made);
  EXPECT_EQ(city.offices.between("mayor", "deputy").size(), 1u);
  EXPECT_TRUE(city.offices.between("deputy", "mayor").empty());
  EXPECT_EQ(city.offices.delegation(id)->role, "organ_head");
  made.act = "meeting.decide";
  EXPECT_THROW((void)city.offices.delegate(made), std::exception);
  made.role = "", made.delegate = "mayor";
  EXPECT_THROW((void)city.offices.delegate(made), std::exception);
}

// Until it opens: of those who were called, whoever has no seat in that meeting after some day.
TEST(Offices, TellWhoseSeatEndsOfAMeetingThatWaits) {
  City city;
  (void)city.hold("mayor", "2026-02-01", on("2026-02-28"));
  const auto later = city.hold("deputy", "2026-03-01");
  matter::Snapshot asked;
  asked.id = "m1";
  const auto over = [&](const char* meeting) {
    asked.session.data = JsonObject{{"meeting", *parse_json(meeting)}};
    const JsonObject known = Facts(city.pool).of(asked);
    const Json* const said = known.if_contains("seats_over");
    return said == nullptr ? "" : json_text(*said);
  };
  constexpr const char* called = R"({"on":"","seated":["mayor","deputy","chen"]})";
  EXPECT_EQ(over(called), R"([{"account":"mayor","since":"2026-03-01"}])");
  // Not in the executive meeting any more, but in the plenary one.
  city.offices.seat("mayor", {"plenary", on("2026-03-05"), "分工调整", "admin", noon});
  EXPECT_EQ(over(R"({"on":"","seated":["deputy"]})"),
            R"([{"account":"deputy","since":"2026-03-05"}])");
  EXPECT_EQ(over(R"({"on":"","body":"plenary","seated":["deputy"]})"), "");
  EXPECT_EQ(over(R"({"on":"2026-03-02","seated":["mayor"]})"), "");
  EXPECT_EQ(over(R"({"on":"","seated":[]})"), "");
  EXPECT_TRUE(city.offices.end(Offices::Ending::position_held, later, on("2026-03-10"), "免职",
                               "admin", noon));
  EXPECT_EQ(over(R"({"on":"","body":"plenary","seated":["deputy"]})"),
            R"([{"account":"deputy","since":"2026-03-10"}])");
}

}  // namespace
}  // namespace gavel::db
