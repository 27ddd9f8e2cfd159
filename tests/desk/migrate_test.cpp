#include <regex>

#include "tests/desk/memory.hpp"

namespace gavel::desk {
namespace {

using matter::actor;
using matter::clerk;
using matter::object;

/// The petition's procedure, with the role that may move matters, and `change` made to it.
std::shared_ptr<const procedure::Procedure> petition_of(const std::string& version,
                                                        const std::string& old = "",
                                                        const std::string& fresh = "") {
  std::string xml(matter::petition_xml);
  const auto put = [&](const std::string& from, const std::string& to) {
    const auto at = xml.find(from);
    if (at == std::string::npos) throw std::runtime_error("not there: " + from);
    xml.replace(at, from.size(), to);
  };
  put("g:version=\"1.0.0\"", "g:version=\"" + version + "\"");
  put("<g:role id=\"counsel\"",
      R"(<g:role id="office" zh="办公室" en="Office"/><g:role id="counsel")");
  if (!old.empty()) put(old, fresh);
  auto read = procedure::read(xml, "petition.scxml", "sha256-of-" + version);
  if (read.procedure == nullptr) throw std::runtime_error(matter::written(read.diagnostics));
  return read.procedure;
}

class DeskMove : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(
        desk.open("petition", {"m1", "一件事", {}, object(R"({"subject":"噪声扰民"})")}, clerk()));
    ASSERT_TRUE(desk.send("m1", {"notice", {}, {}}, clerk()));
    memory.newer = petition_of("2.0");
  }
  matter::Actor office = actor("chen", {"office"}, "office");
  Memory memory;
  Desk desk{{memory, memory, memory, memory, memory}};
};

TEST_F(DeskMove, IsRecordedAndTheNextCommandFindsTheMatterOnTheNewVersion) {
  const auto done = desk.migrate("m1", {"2.0", "条例修订", {}}, office);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->procedure->version, "2.0");
  EXPECT_EQ(done->event.kind, "migrated");
  EXPECT_EQ(memory.appended.back().procedure->version, "2.0");
  const auto loaded = memory.load("m1");
  EXPECT_EQ(loaded->procedure->version, "2.0");
  const auto next = desk.send("m1", {"note", object(R"({"text":"x"})"), {}}, clerk());
  ASSERT_TRUE(next.has_value());
  EXPECT_EQ(next->procedure->version, "2.0");
}

TEST_F(DeskMove, IsShownWithoutBeingDone) {
  const auto plan = desk.plan("m1", {"2.0", "", {}}, office);
  ASSERT_TRUE(plan.has_value());
  EXPECT_TRUE(plan->obstacles.empty());
  EXPECT_EQ(memory.events.at("m1").size(), 2U);
}

TEST_F(DeskMove, TakesADigestForAVersion) {
  EXPECT_TRUE(desk.plan("m1", {"sha256-of-2.0", "", {}}, office).has_value());
}

TEST_F(DeskMove, IsRefusedWithThePlan) {
  const auto plan = failure<NotMoved>(desk.migrate("m1", {"2.0", "修订", {}}, clerk())).plan;
  ASSERT_EQ(plan->obstacles.size(), 1U);
  EXPECT_EQ(plan->obstacles[0].code, "not-permitted");
  EXPECT_EQ(memory.events.at("m1").size(), 2U);
}

TEST_F(DeskMove, FindsNoOtherVersionMatterOrPlace) {
  EXPECT_EQ(failure<NoSuchProcedure>(desk.migrate("m1", {"3.0", "修订", {}}, office)).name,
            "petition@3.0");
  failure<NoSuchMatter>(desk.migrate("m9", {"2.0", "修订", {}}, office));
  Attachments with;
  with.if_version = 1;
  EXPECT_EQ(failure<StaleVersion>(desk.migrate("m1", {"2.0", "修订", {}}, office, with)).current,
            2);
}

TEST_F(DeskMove, IsDecidedAgainWhenSomeoneElseCameFirst) {
  memory.meanwhile = [&] {
    Desk other{{memory, memory, memory, memory, memory}};
    ASSERT_TRUE(other.send("m1", {"note", object(R"({"text":"x"})"), {}}, clerk()));
  };
  const auto done = desk.migrate("m1", {"2.0", "条例修订", {}}, office);
  ASSERT_TRUE(done.has_value());
  EXPECT_EQ(done->event.seq, 4);
}

TEST_F(DeskMove, HappensOnceWhenTwoAskForIt) {
  memory.meanwhile = [&] {
    Desk other{{memory, memory, memory, memory, memory}};
    ASSERT_TRUE(other.migrate("m1", {"2.0", "条例修订", {}}, office));
  };
  const auto plan = failure<NotMoved>(desk.migrate("m1", {"2.0", "条例修订", {}}, office)).plan;
  EXPECT_EQ(plan->obstacles.at(0).code, "same-version");
}

TEST_F(DeskMove, LeavesTheClocksOfTheNewVersionToFire) {
  memory.newer = petition_of("2.0", "standard=\"10\" min=\"7\"", "standard=\"20\" min=\"15\"");
  ASSERT_TRUE(desk.migrate("m1", {"2.0", "条例修订", {}}, office));
  const auto timers = chart::timers(memory.load("m1")->snapshot.session);
  const auto wait = std::ranges::find(timers, "W", &chart::TimerArmed::id);
  // Twenty working days from Monday, 2 March: Monday the 30th.
  EXPECT_EQ(to_string(wait->due), "2026-03-31T00:00:00.000+08:00");
  memory.time = wait->due;
  const auto fired = desk.fire("m1", "W");
  ASSERT_TRUE(fired.has_value() && fired->has_value());
  EXPECT_EQ((*fired)->event.entered, std::vector<std::string>{"ripe"});
}

TEST_F(DeskMove, HappensToNoMatterByItselfWhenANewerVersionComes) {
  EXPECT_EQ(memory.load("m1")->procedure->version, "1.0.0");
  const auto opened =
      desk.open("petition", {"m2", "一件事", {}, object(R"({"subject":"噪声扰民"})")}, clerk());
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->procedure->version, "2.0");
}

TEST_F(DeskMove, AMatterIsOpenedOnTheVersionInForceOnly) {
  const auto open = [&](const std::string& procedure) {
    return desk.open(procedure, {"m3", "一件事", {}, object(R"({"subject":"噪声扰民"})")}, clerk());
  };
  const auto older = failure<NotInForce>(open("petition@1.0.0"));
  EXPECT_EQ(older.asked, "1.0.0");
  EXPECT_EQ(older.in_force, "2.0");
  EXPECT_EQ(failure<NoSuchProcedure>(open("petition@7")).name, "petition@7");
  EXPECT_EQ(failure<NoSuchProcedure>(open("wedding@1")).name, "wedding@1");
  EXPECT_TRUE(open("petition@2.0").has_value());
}

}  // namespace
}  // namespace gavel::desk
