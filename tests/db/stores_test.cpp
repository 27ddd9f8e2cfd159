#include "engine/base/ensure.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

using test::letter_procedure;
using test::Node;
using test::psql;
using test::start_of_tests;

struct Stores : testing::Test {
  std::string url = Node::prepared();
  Node node{url};
};

TEST_F(Stores, ANewVersionIsForNewMatters) {
  node.open("old");
  const auto second =
      node.procedures.install(letter_procedure("1.1.0"), "letter.scxml", start_of_tests);
  ASSERT_TRUE(second);
  EXPECT_TRUE(second->is_new);
  node.open("new");
  EXPECT_EQ(node.row("old")->procedure_version, "1.0.0");
  EXPECT_EQ(node.row("new")->procedure_version, "1.1.0");
  node.note("old", "still works");
  EXPECT_EQ(node.matters.load("old")->procedure->version, "1.0.0");

  const auto listed = node.procedures.list();
  ASSERT_EQ(listed.size(), 2u);
  for (const ProcedureRow& row : listed) EXPECT_EQ(row.current, row.version == "1.1.0");
}

TEST_F(Stores, InstallingTheSameBytesAgainChangesNothing) {
  ASSERT_TRUE(node.procedures.install(letter_procedure("1.1.0"), "letter.scxml", start_of_tests));
  const auto again = node.procedures.install(letter_procedure(), "letter.scxml", start_of_tests);
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(node.procedures.current("letter")->version, "1.1.0");
}

TEST_F(Stores, AProcedureWithErrorsIsNeverStored) {
  const auto wrong = node.procedures.install("<scxml", "wrong.scxml", start_of_tests);
  ASSERT_FALSE(wrong);
  EXPECT_FALSE(wrong.error().empty());
  EXPECT_EQ(psql(url, "SELECT count(*) FROM procedure"), "1");
}

TEST_F(Stores, ProceduresComeBackFromTheirBytes) {
  Node other(url);
  const auto current = other.procedures.current("letter");
  ASSERT_TRUE(current);
  EXPECT_EQ(other.procedures.source(current->sha256), letter_procedure());
  EXPECT_EQ(other.procedures.by_sha256(current->sha256), current);
  EXPECT_EQ(other.procedures.by_sha256(std::string(64, '0')), nullptr);
  EXPECT_EQ(other.procedures.current("none"), nullptr);
}

TEST_F(Stores, ANewCalendarIsInForceAtOnce) {
  const std::string before = node.calendars.current().id;
  EXPECT_TRUE(node.calendars.current().calendar->last_known() == *parse_day("2026-12-31"));
  const std::string longer =
      shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n";
  const auto installed = node.calendars.install(longer, start_of_tests);
  ASSERT_TRUE(installed) << installed.error().code;
  EXPECT_TRUE(installed->is_new);
  EXPECT_EQ(node.calendars.current().id, installed->id);
  EXPECT_TRUE(node.calendars.current().calendar->last_known() == *parse_day("2027-12-31"));
  EXPECT_FALSE(node.calendars.by_id(before)->last_known() == *parse_day("2027-12-31"));
  // The old table again: what is certain for 2027 would be provisional again.
  const auto shorter = node.calendars.install(shipped_calendar(), start_of_tests);
  ASSERT_FALSE(shorter);
  EXPECT_EQ(shorter.error().code, "knows-less");
  EXPECT_EQ(node.calendars.current().id, installed->id);
  const auto listed = node.calendars.list();
  ASSERT_EQ(listed.size(), 2u);
  EXPECT_TRUE(listed[0].current);
  EXPECT_EQ(listed[0].id, installed->id);
}

// A wrong table is taken back by installing the right one again: that is an installation of its
// own, and neither table is another than it was.
TEST_F(Stores, TheRightCalendarIsInForceAgainAfterAWrongOne) {
  const std::string right = node.calendars.current().id;
  const std::string wrong_csv = shipped_calendar() + "2026-07-30,HOLIDAY,错录\n";
  const auto wrong = node.calendars.install(wrong_csv, start_of_tests);
  ASSERT_TRUE(wrong) << wrong.error().code;
  EXPECT_EQ(wrong->before, right);
  EXPECT_FALSE(node.calendars.current().calendar->is_workday(*parse_day("2026-07-30")));

  const Instant later = start_of_tests + std::chrono::hours(1);
  const auto again = node.calendars.install(shipped_calendar(), later);
  ASSERT_TRUE(again) << again.error().code;
  EXPECT_EQ(again->before, wrong->id);
  EXPECT_TRUE(again->put_in_force);
  EXPECT_FALSE(again->is_new);
  EXPECT_EQ(node.calendars.current().id, right);
  EXPECT_EQ(CalendarStore(node.pool).current().id, right);
  EXPECT_TRUE(node.calendars.current().calendar->is_workday(*parse_day("2026-07-30")));
  EXPECT_EQ(psql(url, "SELECT count(*) FROM calendar"), "2");
  const auto listed = node.calendars.list();
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed[0].id, right);
  EXPECT_EQ(listed[0].installed_at, later);
  EXPECT_EQ(listed[1].id, wrong->id);
  EXPECT_EQ(listed[2].id, right);
  for (const CalendarRow& row : listed) EXPECT_EQ(row.current, &row == &listed[0]);

  // The one in force once more: nothing happens.
  const auto same = node.calendars.install(shipped_calendar(), later);
  ASSERT_TRUE(same);
  EXPECT_FALSE(same->put_in_force);
  EXPECT_EQ(node.calendars.list().size(), 3u);
  EXPECT_THROW(psql(url, "DELETE FROM calendar_in_force"), std::runtime_error);
}

TEST_F(Stores, AMatterIsReplayedWithTheCalendarsOfItsTime) {
  node.open("m");
  ASSERT_TRUE(node.calendars.install(
      shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n", start_of_tests));
  node.note("m", "later");
  const auto events = node.matters.events("m", 0, 10);
  EXPECT_NE(events.at(0).calendar_id, events.at(1).calendar_id);
  EXPECT_EQ(Node(url).bytes("m"), node.bytes("m"));
}

TEST_F(Stores, AWrongCalendarIsNotStored) {
  EXPECT_FALSE(node.calendars.install("date,type,name\n2026-13-01,HOLIDAY,x\n", start_of_tests));
  EXPECT_EQ(psql(url, "SELECT count(*) FROM calendar"), "1");
}

// Several servers make it of the same packs: one row, whoever counts first.
TEST_F(Stores, AnOrgansCalendarIsKeptOnceBesideTheNoticesOne) {
  procedure::Pack city;
  city.id = "city", city.procedure = "letter";
  city.local_days = {{parse_day("2026-04-20").value(), true, "节日", "放假通知"}};
  procedure::Pack plain;
  plain.id = "plain", plain.procedure = "letter";
  const std::vector<procedure::Pack> packs{city, plain};
  CalendarStore one(node.pool, packs), other(node.pool, packs), own(node.pool, packs, "city");
  const std::string notice = one.current().id;
  const auto of_city = one.in_force("city@2026.1");
  EXPECT_NE(of_city.id, notice);
  EXPECT_FALSE(of_city.calendar->is_workday(parse_day("2026-04-20").value()));
  EXPECT_EQ(other.in_force("city@2027.1").id, of_city.id);
  EXPECT_EQ(own.in_force("").id, of_city.id);
  EXPECT_EQ(own.in_force("none").id, of_city.id);
  for (const char* pack : {"plain@1", "none", "", "gone@1"})
    EXPECT_EQ(one.in_force(pack).id, notice) << pack;
  EXPECT_EQ(own.in_force("plain@1").id, notice);
  EXPECT_EQ(psql(url, "SELECT count(*) || ' ' || count(base) FROM calendar"), "2 1");
  EXPECT_EQ(one.current().id, notice);
  EXPECT_EQ(one.list().size(), 1u);
  EXPECT_EQ(one.every_id(), (std::vector<std::string>{of_city.id, notice}));
  // A server without the packs replays by it.
  EXPECT_FALSE(
      CalendarStore(node.pool).by_id(of_city.id)->is_workday(parse_day("2026-04-20").value()));
}

TEST(NoCalendar, IsABug) {
  const std::string url = test::Cluster::instance().migrated_database();
  Pool pool(url);
  EXPECT_THROW((void)CalendarStore(pool).current(), BrokenInvariant);
}

TEST_F(Stores, AVirtualClockContinuesWhereItStood) {
  node.clock.move_to(start_of_tests + std::chrono::hours(5));
  VirtualClock after(node.pool, start_of_tests);
  EXPECT_EQ(after.now(), start_of_tests + std::chrono::hours(5));
  EXPECT_THROW(after.move_to(start_of_tests), BrokenInvariant);
}

}  // namespace
}  // namespace gavel::db
