// The checker and the interpreter are written apart. Here random charts are run for real, and every
// course they take must be among those the checker follows: else a proof would prove nothing.
#include <random>

#include "engine/chart/session.hpp"
#include "engine/soundness/abstract.hpp"
#include "engine/soundness/outside.hpp"
#include "tests/soundness/given.hpp"

namespace gavel::soundness {
namespace {

/// Writes a chart that has everything the standard knows of states, at random.
class Writer {
 public:
  explicit Writer(unsigned seed) : random_(seed) {}

  std::string chart() {
    plan(0, 0);
    std::string out = "<datamodel><data id=\"n\" expr=\"0\"/></datamodel>";
    for (const int child : states_[0].children) out += write(child);
    return chart_text(out);
  }

 private:
  struct State {
    std::string kind = "state", id;
    std::vector<int> children;
  };

  int any(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool one_in(int n) { return any(n) == 0; }

  /// The tree first, so that transitions can go anywhere.
  void plan(int parent, int depth) {
    if (parent == 0) states_.push_back({"scxml", "", {}});
    const bool is_parallel = states_[at(parent)].kind == "parallel";
    const int count = is_parallel ? 2 : 2 + any(2);
    for (int i = 0; i < count; ++i) add(parent, depth, is_parallel);
    if (is_parallel) return;
    if (parent == 0 || one_in(3)) leaf(parent, "final");
    if (parent == 0) return;
    if (one_in(3)) leaf(parent, "history");
  }

  void add(int parent, int depth, bool is_region) {
    const int self = leaf(parent, "state");
    const bool is_deep = depth >= 3;
    if (!is_region && !is_deep && one_in(4)) {
      states_[at(self)].kind = "parallel";
      plan(self, depth + 1);
    } else if (!is_deep && (is_region || one_in(3))) {
      plan(self, depth + 1);
    }
  }

  int leaf(int parent, const char* kind) {
    const int self = static_cast<int>(states_.size());
    states_.push_back({kind, "s" + std::to_string(self), {}});
    states_[at(parent)].children.push_back(self);
    return self;
  }

  static std::size_t at(int index) { return static_cast<std::size_t>(index); }
  const std::string& some_state() { return states_[1 + random_() % (states_.size() - 1)].id; }

  std::string condition() {
    switch (any(5)) {
      case 0:
        return " cond=\"In('" + some_state() + "')\"";
      case 1:
        return " cond=\"!In('" + some_state() + "')\"";
      case 2:
        return " cond=\"_x.coin || In('" + some_state() + "')\"";
      case 3:
        return " cond=\"_x.coin &amp;&amp; In('" + some_state() + "')\"";
      default:
        return " cond=\"_x.coin\"";
    }
  }

  std::string event() {
    switch (any(8)) {
      case 0:
        return "done.state." + some_state();
      case 1:
        return "r";
      case 2:
        return "r.one";
      case 3:
        return one_in(6) ? "error.execution" : "e.two";
      default:
        return one_in(2) ? "e.one" : "e";
    }
  }

  std::string block() {
    switch (any(12)) {
      case 0:
        return "<raise event=\"r.one\"/>";
      case 1:
        return "<if cond=\"_x.coin\"><raise event=\"r.one\"/><else/><raise event=\"r.two\"/></if>";
      case 2:
        return "<send event=\"r.two\"/><raise event=\"r.one\"/>";
      case 3:
        return "<send event=\"r.two\" target=\"#_internal\"/>";
      case 4:
        return "<foreach array=\"[1,2]\" item=\"i\"><raise event=\"r.one\"/></foreach>";
      case 5:
        return "<if cond=\"_x.coin\"><assign location=\"n.x.y\" expr=\"1\"/></if><raise "
               "event=\"r.one\"/>";
      default:
        return "";
    }
  }

  std::string transition() {
    const bool is_eventless = one_in(12);
    std::string out = "<transition";
    if (!is_eventless) out += " event=\"" + event() + "\"";
    if (is_eventless || one_in(2)) out += condition();
    const bool is_targetless = !is_eventless && one_in(6);
    if (!is_targetless) out += " target=\"" + some_state() + "\"";
    if (one_in(4)) out += " type=\"internal\"";
    return out + ">" + block() + "</transition>";
  }

  std::string write(int index) {
    const State state = states_[at(index)];
    if (state.kind == "history") {
      const auto& siblings = states_[at(parent_of(index))].children;
      const char* type = one_in(2) ? "deep" : "shallow";
      return "<history id=\"" + state.id + "\" type=\"" + type + "\"><transition target=\"" +
             states_[at(siblings[0])].id + "\">" + block() + "</transition></history>";
    }
    std::string out = "<" + state.kind + " id=\"" + state.id + "\">";
    out += "<onentry>" + block() + "</onentry>";
    if (state.kind == "final") return out + "</final>";
    if (state.kind == "state" && !state.children.empty()) {
      out += "<initial><transition target=\"" + states_[at(state.children[0])].id + "\">" +
             block() + "</transition></initial>";
    }
    out += "<onexit>" + block() + "</onexit>";
    for (int i = any(4); i > 0; --i) out += transition();
    for (const int child : state.children) out += write(child);
    return out + "</" + state.kind + ">";
  }

  int parent_of(int index) const {
    for (std::size_t i = 0; i < states_.size(); ++i) {
      if (std::ranges::find(states_[i].children, index) != states_[i].children.end()) {
        return static_cast<int>(i);
      }
    }
    return 0;
  }

  std::mt19937 random_;
  std::vector<State> states_;
};

/// The abstract moments that look like `session`.
std::set<Moment> like(const std::set<Moment>& moments, const chart::Session& session) {
  std::set<Moment> out;
  for (const Moment& moment : moments) {
    const Configuration inner(moment.configuration.begin() + 1, moment.configuration.end());
    if (inner == session.configuration && moment.history == session.history &&
        moment.running == session.running) {
      out.insert(moment);
    }
  }
  return out;
}

/// A matter refuses what never ends, and what ends in an error that the chart does not handle.
bool is_refused(const chart::Outcome& outcome) {
  return outcome.runaway || std::ranges::any_of(outcome.effects, [](const chart::Effect& effect) {
           const auto* error = std::get_if<chart::ErrorRaised>(&effect);
           return error != nullptr && !error->handled;
         });
}

struct Count {
  int charts = 0, steps = 0, ended = 0;
};

/// Runs one chart for real beside the checker, as long as that can follow within its bound.
void run(unsigned seed, Count& count) {
  const std::string text = Writer(seed).chart();
  const auto procedure = procedure_of(text);
  const auto& chart = procedure->chart;
  const Abstract abstract(*chart, {});
  Trace trace(*chart, 1500);
  std::mt19937 random(seed);
  const auto coin = [&] { return Json(JsonObject{{"coin", random() % 2 == 0}}); };

  const chart::GivenVariable begun(coin());
  chart::Outcome outcome = chart::start(chart, "s", {.now = Instant{}, .x = &begun});
  if (is_refused(outcome)) return;
  std::set<Moment> now = like(abstract.start(trace), outcome.next);
  if (!trace.complete) return;
  ASSERT_FALSE(now.empty()) << "at the start of\n" << text;
  ++count.charts;
  for (int i = 0; i < 25 && outcome.next.running; ++i) {
    const std::string event = random() % 2 == 0 ? "e.one" : "e.two";
    const chart::GivenVariable x(coin());
    auto next = chart::step(chart, outcome.next, {.name = event}, {.now = Instant{}, .x = &x});
    if (is_refused(next) || !next.took_transition) continue;
    std::set<Moment> reached;
    for (const Moment& moment : now) reached.merge(abstract.after(moment, event, trace));
    if (!trace.complete) return;
    now = like(reached, next.next);
    ASSERT_FALSE(now.empty()) << "step " << i << " by " << event << " of\n" << text;
    outcome = std::move(next);
    ++count.steps;
    for (const chart::StateIndex state : outcome.next.configuration) {
      EXPECT_TRUE(trace.entered[state]);
    }
  }
  count.ended += !outcome.next.running;
}

/// GAVEL_SEEDS asks for a longer search than every test run needs.
unsigned seeds() {
  const char* asked = std::getenv("GAVEL_SEEDS");
  return asked == nullptr ? 80u : static_cast<unsigned>(std::stoul(asked));
}

TEST(Agreement, EveryRealCourseIsAmongTheAbstractOnes) {
  Count count;
  for (unsigned seed = 0; seed < seeds() && !::testing::Test::HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    run(seed, count);
  }
  RecordProperty("charts", count.charts);
  RecordProperty("steps", count.steps);
  RecordProperty("ended", count.ended);
  EXPECT_GT(count.charts, 30) << "too few charts could be followed";
  EXPECT_GT(count.steps, 100);
  EXPECT_GT(count.ended, 0);
}

}  // namespace
}  // namespace gavel::soundness
