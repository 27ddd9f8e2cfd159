// A matter with a child session, delayed sends and a history, under servers that die after every
// step: the next one knows only what the database holds, and must go on as if nothing had been.
#include "db/pg.hpp"
#include "tests/db/node.hpp"

namespace gavel::db {
namespace {

using namespace std::chrono_literals;
using test::clerk;
using test::Node;
using test::psql;
using test::start_of_tests;

/// An inspection: the procedure of the visit runs as a child of its own and reminds itself; while
/// the inspection is paused, its history keeps where it stood.
constexpr const char* inspection = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="inspection" initial="working" g:version="1.0.0" g:zh="检查" g:en="Inspection">
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register"/>
  <g:event name="visit" who="clerk" zh="到访" en="Visit"/>
  <g:event name="report" who="clerk" zh="报告" en="Report"/>
  <g:event name="pause" who="clerk" zh="暂停" en="Pause"/>
  <g:event name="resume" who="clerk" zh="恢复" en="Resume"/>
  <datamodel><data id="reminded" expr="0"/><data id="found" expr="''"/><data id="late" expr="false"/></datamodel>
  <state id="working" initial="planning" g:zh="进行" g:en="At work">
    <invoke id="visit" autoforward="true">
      <param name="limit" expr="2"/>
      <finalize><assign location="reminded" expr="reminded + 1"/></finalize>
      <content>
        <scxml version="1.0" datamodel="ecmascript" initial="waiting">
          <datamodel><data id="limit" expr="0"/><data id="asked" expr="0"/></datamodel>
          <state id="waiting">
            <onentry><send id="ask" event="clock.ask" delay="86400s"/></onentry>
            <transition event="clock.ask" cond="asked &lt; limit" target="waiting">
              <assign location="asked" expr="asked + 1"/><send target="#_parent" event="system.reminder"/>
            </transition>
            <transition event="clock.ask" target="given_up"/>
            <transition event="report" target="reported"/>
          </state>
          <final id="given_up"><donedata><param name="how" expr="'given up after ' + asked"/></donedata></final>
          <final id="reported"><donedata><param name="how" expr="'reported after ' + asked"/></donedata></final>
        </scxml>
      </content>
    </invoke>
    <transition event="done.invoke.visit" target="ended"><assign location="found" expr="_event.data.how"/></transition>
    <transition event="report" cond="true"/>
    <transition event="system.reminder"/>
    <state id="course" initial="planning" g:zh="经过" g:en="Course">
      <history id="as_it_stood" type="deep"><transition target="planning"/></history>
      <onentry><send id="late" event="clock.late" delay="216000s"/></onentry>
      <onexit><cancel sendid="late"/></onexit>
      <transition event="clock.late"><assign location="late" expr="true"/></transition>
      <transition event="pause" target="paused"/>
      <state id="planning" g:zh="准备" g:en="Planning"><transition event="visit" target="visiting"/></state>
      <state id="visiting" g:zh="到访" g:en="Visiting"/>
    </state>
    <state id="paused" g:zh="暂停" g:en="Paused"><transition event="resume" target="as_it_stood"/></state>
  </state>
  <final id="ended" g:zh="结束" g:en="Ended"/>
</scxml>
)xml";

/// Either one server for all steps, or a new one, with a cold cache, for each.
class Course {
 public:
  explicit Course(bool dies) : dies_(dies) {
    const auto installed =
        node().procedures.install(inspection, "inspection.scxml", start_of_tests);
    if (!installed)
      for (const Diagnostic& said : installed.error()) ADD_FAILURE() << in_words(said).en;
    auto done = node().desk.open("inspection",
                                 {.id = "m", .title = "检查", .policy = {}, .data = {}}, clerk);
    if (!done) throw std::runtime_error("not opened: " + Node::describe(done.error()));
    end_step();
  }
  Course& send(const std::string& event) {
    node().send("m", event);
    return end_step();
  }
  Course& wait(std::chrono::hours span) {
    now_ += span;
    const auto run = node().timers.run_until(node().clock, now_);
    EXPECT_TRUE(run.failed.empty());
    return end_step();
  }
  [[nodiscard]] std::string states() {
    const auto row = node().row("m");
    std::string all;
    for (const std::string& state : row->configuration) all += (all.empty() ? "" : " ") + state;
    return all;
  }
  [[nodiscard]] std::string data(const std::string& name) {
    return json_text(node().matters.load("m")->snapshot.session.data.at(name));
  }
  [[nodiscard]] std::string timers() const {
    return psql(url_,
                "SELECT coalesce(string_agg(id || ' ' || extract(epoch FROM due - "
                "'2026-03-02T01:00:00Z')::int / 3600, ', ' ORDER BY due, id), '') FROM timer");
  }
  /// The snapshot after every step.
  [[nodiscard]] const std::vector<std::string>& history() const { return history_; }

 private:
  Node& node() {
    if (node_ == nullptr) node_ = std::make_unique<Node>(url_);
    return *node_;
  }
  Course& end_step() {
    history_.push_back(node().bytes("m"));
    if (dies_) node_ = nullptr;
    return *this;
  }

  const bool dies_;
  std::string url_ = Node::prepared();
  std::unique_ptr<Node> node_;
  Instant now_ = start_of_tests;
  std::vector<std::string> history_;
};

Course& whole(Course& course) {
  return course.send("visit").wait(30h).send("pause").wait(12h).send("resume").wait(10h).send(
      "report");
}

TEST(Restart, ChildSessionsPendingSendsAndHistoryAreThereAfterIt) {
  Course course(true);
  EXPECT_EQ(course.timers(), "visit/ask 24, late 60");
  course.send("visit").wait(30h);  // the child has asked once, and asks again
  EXPECT_EQ(course.data("reminded"), "1");
  EXPECT_EQ(course.timers(), "visit/ask 48, late 60");
  course.send("pause");
  EXPECT_EQ(course.timers(), "visit/ask 48");
  course.wait(12h).send("resume");
  EXPECT_EQ(course.states(), "working course visiting");
  EXPECT_EQ(course.timers(), "visit/ask 48, late 102");
  course.wait(10h).send("report");
  EXPECT_EQ(course.data("found"), R"("reported after 2")");
  EXPECT_EQ(course.states(), "ended");
  EXPECT_EQ(course.timers(), "");
}

TEST(Restart, ChangesNotAByteOfWhatFollows) {
  Course lives(false), dies(true);
  EXPECT_EQ(whole(dies).history(), whole(lives).history());
}

TEST(Restart, AChildThatNobodyAnswersGivesUpByItself) {
  Course course(true);
  course.send("visit").wait(80h);
  EXPECT_EQ(course.states(), "ended");
  EXPECT_EQ(course.data("found"), R"("given up after 2")");
  EXPECT_EQ(course.data("late"), "true");
}

}  // namespace
}  // namespace gavel::db
