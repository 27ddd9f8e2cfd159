#include "engine/chart/carry.hpp"

#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

using How = CarriedTimer::How;
using Why = NoCounterpart::Why;

/// The session of `before` taken over by the chart inside `body`, at the moment 1000 ms.
struct Move {
  explicit Move(const Scenario& before, std::string_view body, std::string_view attributes = "")
      : to(read(scxml(body, attributes), "to.scxml").chart) {
    if (to == nullptr) throw std::runtime_error("the second chart of this test is not read");
    Surroundings now;
    now.now = Instant(1000ms);
    auto done = carry({before.chart(), now}, before.session(), {*to, now});
    if (done) {
      carried = std::move(*done);
    } else {
      against = std::move(done.error());
    }
  }
  [[nodiscard]] std::vector<std::string> active() const {
    std::vector<std::string> ids;
    for (const StateIndex index : carried.session.configuration)
      ids.push_back(to->states[index].id);
    return ids;
  }
  std::shared_ptr<const Chart> to;
  Carried carried;
  std::vector<NoCounterpart> against;
};

constexpr std::string_view two =
    R"(<state id="a"><transition event="go" target="b"/></state><state id="b"/>)";

TEST(Carry, KeepsStatesByTheirIdsWhateverStandsBeforeThem) {
  const Move move(given(two).when("go"), R"(<state id="new"/><state id="b"/><state id="a"/>)");
  EXPECT_TRUE(move.against.empty());
  EXPECT_EQ(move.active(), std::vector<std::string>{"b"});
  EXPECT_EQ(move.carried.session.id, "s");
}

TEST(Carry, SaysOfEveryStateWhyItHasNoCounterpart) {
  const std::string_view regions =
      R"(<parallel id="p"><state id="x"><state id="x1"/></state><state id="y"><state id="y1"/></state></parallel>)";
  const auto against = [&](std::string_view from, std::string_view to) {
    return Move(given(from), to).against;
  };
  using List = std::vector<NoCounterpart>;
  EXPECT_EQ(against(two, R"(<state id="b"/>)"), (List{{Why::gone, "a", ""}}));
  EXPECT_EQ(against(R"(<state/>)", R"(<state/>)"), (List{{Why::unnamed, "#1", ""}}));
  EXPECT_EQ(against(two, R"(<state id="o"><state id="a"/></state>)"),
            (List{{Why::nested, "a", "o"}}));
  EXPECT_EQ(against(two, R"(<state id="a"><state id="a1"/></state>)"),
            (List{{Why::divided, "a", ""}}));
  EXPECT_EQ(against(two, R"(<final id="a"/>)"), (List{{Why::ended, "a", ""}}));
  EXPECT_EQ(
      against(
          regions,
          R"(<parallel id="p"><state id="x"><state id="x1"/></state><state id="y"><state id="y1"/></state><state id="z"/></parallel>)"),
      (List{{Why::region, "p", "z"}}));
  EXPECT_EQ(
      against(
          regions,
          R"(<state id="p"><state id="x"><state id="x1"/></state><state id="y"><state id="y1"/></state></state>)"),
      (List{{Why::merged, "p", ""}}));
  // Each of several, and the parent not a second time for its lost child.
  EXPECT_EQ(
      against(
          regions,
          R"(<parallel id="p"><state id="x"><state id="x2"/></state><state id="y"><state id="y2"/></state></parallel>)"),
      (List{{Why::gone, "x1", ""}, {Why::gone, "y1", ""}}));
}

TEST(Carry, TakesNoChartThatRunsAnother) {
  const std::string_view invoking =
      R"(<state id="a"><invoke type="scxml"><content><scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0" datamodel="ecmascript"><state id="i"/></scxml></content></invoke></state>)";
  EXPECT_EQ(Move(given(invoking), invoking).against,
            (std::vector<NoCounterpart>{{Why::invoked, "a", ""}}));
}

TEST(Carry, KeepsDataBeginsWhatIsNewAndSaysWhatHasNoPlace) {
  const Move move(
      given(R"(<datamodel><data id="kept" expr="1"/><data id="old" expr="'x'"/></datamodel>
               <state id="a"><onentry><assign location="kept" expr="7"/></onentry></state>)"),
      R"(<datamodel><data id="kept" expr="2"/><data id="sum" expr="kept + 1"/><data id="none"/></datamodel><state id="a"/>)");
  EXPECT_EQ(json_text(Json(move.carried.session.data.object())), R"({"kept":7,"sum":8})");
  EXPECT_EQ(move.carried.dropped, (std::vector<Carried::Datum>{{"old", "x"}}));
  EXPECT_EQ(move.carried.added, (std::vector<Carried::Datum>{{"sum", 8}, {"none", nullptr}}));
}

TEST(Carry, KeepsAHistoryForAsLongAsItsStatesAreThere) {
  const std::string_view from =
      R"(<state id="w" initial="w1"><history id="h"><transition target="w1"/></history><state id="w1"><transition event="n" target="w2"/></state><state id="w2"/><transition event="out" target="o"/></state><state id="o"><transition event="back" target="h"/></state>)";
  const auto session = given(from).when("n").when("out");
  const Move same(session, from);
  ASSERT_EQ(same.carried.session.history.size(), 1u);
  EXPECT_TRUE(same.carried.forgotten.empty());
  const Move less(
      session,
      R"(<state id="w" initial="w1"><history id="h"><transition target="w1"/></history><state id="w1"/></state><state id="o"><transition event="back" target="h"/></state>)");
  EXPECT_TRUE(less.against.empty());
  EXPECT_TRUE(less.carried.session.history.empty());
  EXPECT_EQ(less.carried.forgotten, std::vector<std::string>{"h"});
}

std::string waiting(std::string_view delay) {
  return R"(<state id="a"><onentry><send id="t" event="tick" delay=")" + std::string(delay) +
         R"("/></onentry><transition event="tick" target="b"/></state><state id="b"/>)";
}

TEST(Carry, MovesATimerByAsMuchAsItsDelayIsLongerOrShorter) {
  const auto session = given(waiting("10s")).after(1s);
  const auto timer = [&](std::string_view delay) {
    const Move move(session, waiting(delay));
    EXPECT_EQ(move.carried.session.pending.size(), 1u);
    return move.carried.timers.at(0);
  };
  EXPECT_EQ(timer("10s"), (CarriedTimer{How::kept, "t", "tick", Instant(10s), Instant(10s)}));
  EXPECT_EQ(timer("15s"), (CarriedTimer{How::moved, "t", "tick", Instant(10s), Instant(15s)}));
  EXPECT_EQ(timer("4s"), (CarriedTimer{How::moved, "t", "tick", Instant(10s), Instant(4s)}));
  EXPECT_EQ(timer("1ms"), (CarriedTimer{How::moved, "t", "tick", Instant(10s), Instant(1s)}));
  EXPECT_EQ(Move(session, waiting("15s")).carried.effects,
            std::vector<Effect>{TimerArmed({"t", "tick", Instant(15s)})});
}

TEST(Carry, DropsATimerThatNothingMakesAndArmsOneThatTheStateNowHas) {
  const Move without(given(waiting("10s")), R"(<state id="a"/>)");
  EXPECT_EQ(without.carried.timers,
            (std::vector<CarriedTimer>{{How::dropped, "t", "tick", Instant(10s), std::nullopt}}));
  EXPECT_EQ(without.carried.effects, std::vector<Effect>{TimerCancelled{"t"}});
  EXPECT_TRUE(without.carried.session.pending.empty());

  const Move with(given(R"(<state id="a"/>)"), waiting("10s"));
  EXPECT_EQ(with.carried.timers,
            (std::vector<CarriedTimer>{{How::armed, "t", "tick", std::nullopt, Instant(11s)}}));
  EXPECT_EQ(with.carried.session.pending.at(0).due, Instant(11s));
  // Already fired where it was: not armed again.
  const std::string_view fired =
      R"(<state id="a"><onentry><send id="t" event="tick" delay="1s"/></onentry><transition event="tick"/></state>)";
  EXPECT_TRUE(Move(given(fired).after(2s), fired).carried.timers.empty());
}

TEST(Carry, ArmsWhatABranchWouldHaveArmed) {
  const auto armed = [](std::string_view cond) {
    const std::string body =
        R"(<datamodel><data id="n" expr="1"/></datamodel><state id="a"><onentry><if cond=")" +
        std::string(cond) +
        R"("><send id="t" event="tick" delay="1s"/></if></onentry><transition event="tick"/></state>)";
    return Move(given(R"(<datamodel><data id="n" expr="1"/></datamodel><state id="a"/>)"), body)
        .carried.timers.size();
  };
  EXPECT_EQ(armed("n == 1"), 1u);
  EXPECT_EQ(armed("n == 2"), 0u);
}

}  // namespace
}  // namespace gavel::chart
