// Wrong input, as a matter sees it: each is refused with its reason, not a byte of the snapshot
// changes, and the next right event is taken as if nothing had been asked.
#include "tests/matter/given.hpp"

namespace gavel::matter {
namespace {

constexpr std::string_view trial_xml = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="trial" initial="open" g:version="1" g:zh="试" g:en="Trial">
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register"/>
  <g:event name="try" who="clerk" zh="试" en="Try">
    <g:field name="kind" type="text" required="true" zh="种类" en="Kind"/>
    <g:field name="by" type="number" zh="数" en="Number"/>
    <g:field name="extra" type="object" zh="其他" en="Other"/>
  </g:event>
  <g:event name="catch" who="clerk" zh="接" en="Catch"/>
  <g:event name="note" who="clerk" zh="记" en="Note"/>
  <g:event name="close" who="clerk" zh="结" en="Close"/>
  <datamodel><data id="v" expr="[]"/><data id="n" expr="0"/></datamodel>
  <state id="open">
    <transition event="note"><assign location="n" expr="n + 1"/></transition>
    <transition event="close" target="closed"/>
    <transition event="catch" target="catching"/>
    <transition event="try" cond="_event.data.kind == 'divide'"><assign location="n" expr="1 / _event.data.by"/></transition>
    <transition event="try" cond="_event.data.kind == 'overflow'"><assign location="n" expr="1e308 * _event.data.by"/></transition>
    <transition event="try" cond="_event.data.kind == 'index'"><assign location="n" expr="v[_event.data.by].x"/></transition>
    <transition event="try" cond="_event.data.kind == 'write'"><assign location="v[_event.data.by]" expr="1"/></transition>
    <transition event="try" cond="_event.data.kind == 'keep'"><assign location="v" expr="_event.data.extra"/></transition>
    <transition event="try" cond="_event.data.kind == 'loop'" target="spinning"/>
    <transition event="try" cond="_event.data.kind == 'nest'" target="nesting"/>
    <transition event="try" cond="_event.data.kind == 'grow'" target="growing"/>
    <transition event="try" cond="_event.data.kind == 'timers'" target="arming"/>
    <transition event="try" cond="_event.data.kind == 'guard' &amp;&amp; _event.data.a.b.c" target="closed"/>
  </state>
  <state id="catching">
    <transition event="error.execution" target="open"/>
    <transition event="try"><assign location="n" expr="0 / 0"/></transition>
  </state>
  <state id="spinning"><transition target="spinning"/></state>
  <state id="nesting"><transition cond="true"><assign location="v" expr="[v]"/></transition></state>
  <state id="growing"><transition cond="true"><assign location="v" expr="v.concat(v, ['0123456789'])"/></transition></state>
  <state id="arming"><transition cond="true"><send event="clock.x" delay="1d"/></transition></state>
  <final id="closed"/>
</scxml>
)xml";

Given trial() {
  static const auto procedure = procedure_of(trial_xml, "trial.scxml");
  Given given(procedure);
  return given.open();
}

std::string bytes(const Given& given) {
  return json_text(encode(given.procedure(), given.snapshot()));
}

/// Refused for `reason`; then the matter takes the next event.
void refused(Given& given, std::string_view why, const std::string& event, JsonObject data = {}) {
  const std::string before = bytes(given);
  EXPECT_EQ(reason(given.refused(event, std::move(data))), why) << event;
  EXPECT_EQ(bytes(given), before) << event;
  const auto count = given.snapshot().session.data.at("n").as_int64();
  given.send("note").data("n", count + 1);
}
void refused(std::string_view why, const std::string& event, std::string_view data = "{}") {
  Given given = trial();
  refused(given, why, event, object(data));
}

TEST(WrongInput, UnknownEvents) {
  for (const char* event : {"no.such", "", "*", "try.more", "error.execution", "done.state.open",
                            "gavel.open", "gavel.migrate", "clock.T01", "system.archive.built"})
    refused("unknown-event", event);
}

TEST(WrongInput, DataThatDoesNotFitTheForm) {
  for (const char* data : {"{}", R"({"kind":null})", R"({"kind":7})", R"({"kind":["divide"]})",
                           R"({"kind":"divide","by":"0"})", R"({"kind":"divide","bye":0})",
                           R"({"kind":"divide","extra":[]})", R"({"kind":" "})"})
    refused("invalid-form", "try", data);
}

TEST(WrongInput, DataThatNoBranchTakes) {
  refused("not-now", "try", R"({"kind":"other"})");
  refused("not-now", "try", R"({"kind":"guard"})");  // its condition cannot be evaluated
}

TEST(WrongInput, DivisionByZeroAndOverflow) {
  refused("execution-error", "try", R"({"kind":"divide","by":0})");
  refused("execution-error", "try", R"({"kind":"divide"})");
  refused("execution-error", "try", R"({"kind":"overflow","by":1e300})");
  trial().send("try", object(R"({"kind":"divide","by":4})")).data("n", 0.25);
}

TEST(WrongInput, IndexOutOfRange) {
  refused("execution-error", "try", R"({"kind":"index","by":3})");
  refused("execution-error", "try", R"({"kind":"index","by":-1})");
  refused("execution-error", "try", R"({"kind":"write","by":-1})");
  refused("execution-error", "try", R"({"kind":"write","by":1e9})");
}

TEST(WrongInput, RecursionOfTenThousandLevels) {
  Json deep = 1;
  for (int i = 0; i < 10'000; ++i) deep = JsonObject{{"a", std::move(deep)}};
  Given given = trial();
  refused(given, "invalid-form", "try", {{"kind", "keep"}, {"extra", std::move(deep)}});
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "[";
  EXPECT_FALSE(parse_json(text));
  refused("execution-error", "try", R"({"kind":"nest"})");
}

TEST(WrongInput, StepsThatNeverRest) {
  for (const char* kind : {"loop", "grow", "timers"}) {
    Given given = trial();
    refused(given, "execution-error", "try", {{"kind", kind}});
  }
}

TEST(WrongInput, ThatTheProcedureHandlesIsAnEventLikeAnyOther) {
  trial().send("catch").in({"catching"}).send("try", {{"kind", "x"}}).in({"open"}).data("n", 0);
}

TEST(WrongInput, EventsToAFinishedMatter) {
  Given given = trial();
  given.send("close").in({"closed"});
  const std::string before = bytes(given);
  for (const char* event : {"note", "try", "close"})
    EXPECT_EQ(reason(given.refused(event)), "finished") << event;
  EXPECT_EQ(reason(given.refused("no.such")), "unknown-event");
  EXPECT_EQ(reason(Given::refusal_of(given.ask(AddDocument{Given::document("D1")}))), "finished");
  EXPECT_EQ(reason(Given::refusal_of(given.ask(Fire{"clock.x"}))), "finished");
  EXPECT_EQ(bytes(given), before);
}

TEST(WrongInput, TimersThatAreNotRunning) {
  Given given = trial();
  const std::string before = bytes(given);
  for (const char* timer : {"", "clock.x", "a/b", "send.1"})
    EXPECT_EQ(reason(Given::refusal_of(given.ask(Fire{timer}))), "not-now") << timer;
  EXPECT_EQ(bytes(given), before);
}

}  // namespace
}  // namespace gavel::matter
