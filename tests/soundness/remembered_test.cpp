// What a history keeps is forgotten where no course asks for it before it is kept anew.
#include "engine/soundness/remembered.hpp"

#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

class Kept {
 public:
  explicit Kept(std::string_view content)
      : procedure_(procedure_of(chart_text(content))), remembered_(*procedure_->chart) {}

  /// Whether what `h` keeps is still known in the state.
  [[nodiscard]] bool in(std::string_view state) const {
    const chart::Chart& chart = *procedure_->chart;
    Moment moment;
    moment.history[chart.find("h")->index] = {chart.find("a2")->index};
    for (chart::StateIndex up = chart.find(state)->index; up != 0; up = chart.states[up].parent)
      moment.configuration.insert(moment.configuration.begin(), up);
    remembered_.forget(moment);
    return !moment.history.empty();
  }

 private:
  std::shared_ptr<const procedure::Procedure> procedure_;
  Remembered remembered_;
};

constexpr const char* a =
    "<state id='a'><history id='h'><transition target='a1'/></history>"
    "<state id='a1'><transition event='e' target='a2'/></state><state id='a2'/>"
    "<transition event='f' target='b'/><transition event='g' target='c'/></state>";

TEST(Remembered, IsWhatMayBeAskedForBeforeItIsKeptAnew) {
  const Kept kept(events("e f g") + a +
                  "<state id='b'><transition event='e' target='h'/></state>"
                  "<state id='c'><transition event='e' target='a1'/></state>");
  EXPECT_TRUE(kept.in("b"));
  EXPECT_FALSE(kept.in("c"));  // leads to `a`, which is left before anything asks
  EXPECT_FALSE(kept.in("a2"));
}

TEST(Remembered, IsWhatIsAskedForBesideOrByWayOfAnotherHistory) {
  const Kept beside(events("e f g") + a +
                    "<parallel id='p'><state id='b'/><state id='q'><transition event='e' "
                    "target='h'/></state></parallel><state id='c'/>");
  EXPECT_TRUE(beside.in("b"));
  EXPECT_FALSE(beside.in("c"));
  // What the other history leads back to may have been active long ago, or is as things stand not.
  const Kept by_way(events("e f g") + a +
                    "<state id='b'><history id='k'><transition target='b1'/></history>"
                    "<state id='b1'/><state id='b2'><transition event='e' target='h'/></state>"
                    "<transition event='e' target='d'/></state>"
                    "<state id='c'><transition event='e' target='b1'/></state>"
                    "<state id='d'><transition event='f' target='k'/></state>");
  EXPECT_TRUE(by_way.in("d"));
  EXPECT_FALSE(by_way.in("c"));
}

}  // namespace
}  // namespace gavel::soundness
