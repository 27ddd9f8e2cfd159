// Restarts as a property: for random charts and random events, a session written down and read back
// at any point has the same future, and no chart that was read crashes or hangs a step.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

/// A small generator of its own: the same seed gives the same charts with every library.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 2862933555777941757u + 3037000493u) {}
  std::uint64_t below(std::uint64_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return (state_ >> 33) % bound;
  }
  bool chance(int percent) { return below(100) < static_cast<std::uint64_t>(percent); }

 private:
  std::uint64_t state_;
};

/// Random charts: compound, parallel, history, final, delays, children, data.
class ChartMaker {
 public:
  explicit ChartMaker(std::uint64_t seed) : random_(seed) {}

  std::string make() {
    const std::string states = region(0) + region(0) + "<final id='end'/>";
    return scxml("<datamodel><data id='n' expr='0'/><data id='list' expr='[]'/></datamodel>" +
                     with_targets(states),
                 random_.chance(30) ? "binding='late'" : "");
  }

 private:
  std::string name() { return "s" + std::to_string(++count_); }

  std::string region(int depth) {
    const std::string id = name();
    ids_.push_back(id);
    if (depth >= 3 || random_.chance(40)) return "<state id='" + id + "'>" + content() + "</state>";
    if (random_.chance(35)) {
      std::string out = "<parallel id='" + id + "'>" + content();
      for (std::uint64_t i = 0; i < 2 + random_.below(2); ++i) out += region(depth + 1);
      return out + "</parallel>";
    }
    std::string out = "<state id='" + id + "'>" + content();
    std::string first;
    const std::size_t before = ids_.size();
    for (std::uint64_t i = 0; i < 1 + random_.below(3); ++i) out += region(depth + 1);
    first = ids_.at(before);
    if (random_.chance(40)) {
      const std::string history = name();
      ids_.push_back(history);
      out += "<history id='" + history + "' type='" + (random_.chance(50) ? "deep" : "shallow") +
             "'><transition target='" + first + "'/></history>";
    }
    if (random_.chance(30)) out += "<final id='" + name() + "'/>";
    return out + "</state>";
  }

  std::string content() {
    std::string out;
    if (random_.chance(50)) out += "<onentry>" + action() + "</onentry>";
    if (random_.chance(30)) out += "<onexit>" + action() + "</onexit>";
    for (std::uint64_t i = 0; i < random_.below(4); ++i) out += transition();
    if (random_.chance(10))
      out +=
          "<invoke autoforward='true'><content><scxml version='1.0'><datamodel>"
          "<data id='k' expr='0'/></datamodel><state id='x'><onentry>"
          "<send event='tick' delay='3s'/></onentry><transition event='e1' target='y'/>"
          "<transition event='tick' target='x'><assign location='k' expr='k + 1'/>"
          "<send target='#_parent' event='e2'/></transition></state><final id='y'/></scxml>"
          "</content></invoke>";
    return out;
  }

  std::string transition() {
    static constexpr std::array<const char*, 7> events = {"e1",     "e2",   "e3",   "late",
                                                          "inside", "done", "error"};
    std::string out = "<transition event='" + std::string(events.at(random_.below(7))) + "'";
    if (random_.chance(30)) out += " cond='n % 2 == " + std::to_string(random_.below(2)) + "'";
    if (random_.chance(20)) out += " type='internal'";
    if (random_.chance(80)) out += " target='@'";
    return out + ">" + (random_.chance(50) ? action() : "") + "</transition>";
  }

  std::string action() {
    switch (random_.below(7)) {
      case 0:
        return "<assign location='n' expr='n + 1'/>";
      case 1:
        return "<assign location='list' expr='list.concat([n]).slice(-5)'/>";
      case 2:
        return "<raise event='inside'/>";
      case 3:
        return "<send event='late' delay='" + std::to_string(1 + random_.below(9)) + "s' id='t" +
               std::to_string(random_.below(3)) + "'/>";
      case 4:
        return "<cancel sendid='t" + std::to_string(random_.below(3)) + "'/>";
      case 5:
        return "<assign location='nowhere' expr='1'/>";
      default:
        return "<log expr='n'/>";
    }
  }

  std::string with_targets(std::string text) {
    for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at))
      text.replace(at, 1, random_.chance(3) ? "end" : ids_.at(random_.below(ids_.size())));
    return text;
  }

  Random random_;
  int count_ = 0;
  std::vector<std::string> ids_;
};

std::string text_of(const Chart& chart, const Session& session) {
  return boost::json::serialize(encode(chart, session));
}

/// Every active state's ancestors are active; a compound one has one active child, a parallel all.
void expect_legal(const Chart& chart, const Session& session, std::uint64_t seed) {
  const auto active = [&](StateIndex index) {
    return index == 0 || std::ranges::binary_search(session.configuration, index);
  };
  for (const StateIndex index : session.configuration) {
    ASSERT_TRUE(active(chart.states[index].parent)) << "seed " << seed;
    const auto& children = chart.states[index].children;
    const auto count = std::ranges::count_if(children, active);
    const auto all =
        static_cast<std::ptrdiff_t>(children.size() - chart.states[index].histories.size());
    if (chart.states[index].kind == State::Kind::compound)
      ASSERT_EQ(count, 1) << "seed " << seed;
    else if (chart.states[index].kind == State::Kind::parallel)
      ASSERT_EQ(count, all) << "seed " << seed;
    else
      ASSERT_EQ(count, 0) << "seed " << seed;
  }
}

class Restart : public testing::TestWithParam<int> {};

TEST_P(Restart, AtAnyPointHasTheSameFuture) {
  int stepped = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const std::uint64_t full = static_cast<std::uint64_t>(GetParam()) * 1000 + seed;
    const std::string xml = ChartMaker(full).make();
    const ReadResult result = read(xml, "random");
    ASSERT_NE(result.chart, nullptr) << "seed " << full << "\n" << written(result.diagnostics);
    const auto& chart = result.chart;
    Random random(full + 77);
    Surroundings around;
    around.microstep_limit = 300;
    Outcome live = start(chart, "s", around);
    for (int i = 0; i < 30 && !live.runaway; ++i, ++stepped) {
      expect_legal(*chart, live.next, full);
      const std::string before = text_of(*chart, live.next);
      auto restarted = decode(chart, boost::json::parse(before).as_object());
      ASSERT_TRUE(restarted) << restarted.error();
      ASSERT_EQ(text_of(*chart, *restarted), before);
      const auto due = timers(live.next);
      Outcome again;
      if (!due.empty() && random.chance(40)) {
        around.now = std::max(around.now, due.front().due);
        again = fire(chart, *restarted, due.front().id, around);
        live = fire(chart, live.next, due.front().id, around);
      } else {
        const Event event{.name = "e" + std::to_string(1 + random.below(3))};
        again = step(chart, *restarted, event, around);
        live = step(chart, live.next, event, around);
      }
      ASSERT_EQ(text_of(*chart, live.next), text_of(*chart, again.next)) << "seed " << full;
      ASSERT_TRUE(live.effects == again.effects) << "seed " << full;
    }
  }
  EXPECT_GT(stepped, 1000);
}

INSTANTIATE_TEST_SUITE_P(RandomCharts, Restart, testing::Range(0, 10));

TEST(Decode, NamesTheStateThatIsMissing) {
  const ReadResult one = read(scxml("<state id='a'/>"), "f"),
                   other = read(scxml("<state id='b'/>"), "f");
  const JsonObject text = encode(*one.chart, start(one.chart, "s", {}).next);
  const auto session = decode(other.chart, text);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error(), "the chart has no state 'a'");
}

TEST(Decode, RefusesWhatIsNoSession) {
  const ReadResult one = read(scxml("<state id='a'><invoke src='x'/></state>"), "f");
  for (const char* wrong :
       {R"({"id":1})", R"({"states":"a"})", R"({"states":[1]})", R"({"data":[]})",
        R"({"pending":[1]})", R"({"pending":[{"due":"soon"}]})", R"({"history":{"a":1}})",
        R"({"next_id":"x"})", R"({"children":[{"state":"a","invoke":7}]})",
        R"({"children":[{"state":"a","session":{},"source":"<a"}]})"})
    EXPECT_FALSE(decode(one.chart, boost::json::parse(wrong).as_object())) << wrong;
}

}  // namespace
}  // namespace gavel::chart
