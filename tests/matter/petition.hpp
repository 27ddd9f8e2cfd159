#pragma once
// A procedure in small that has one of everything: roles bound to a unit, a form of every type,
// rules with and without clocks, a signed event, timers, a step that fails, the system's own event.
#include "tests/matter/given.hpp"

namespace gavel::matter {

inline constexpr std::string_view petition_xml = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="petition" initial="work" g:version="1.0.0" g:zh="来信" g:en="Petition">
  <g:source id="rules" zh="《来信办理规定》" en="Petition rules"/>
  <g:stage id="work" zh="办理" en="Work"/>
  <g:role id="clerk" zh="经办人" en="Clerk" unit="unit"/>
  <g:role id="counsel" zh="法律顾问" en="Counsel"/>
  <g:parameter name="wait_days" type="integer" standard="10" min="7" max="900" cite="rules:5" zh="公示期" en="Wait"/>
  <g:parameter name="wait_unit" type="choice" values="day workday" standard="workday" zh="单位" en="Unit"/>
  <g:clock id="W" kind="minimum" from="noticed_on" count="_x.policy.wait_days" unit="_x.policy.wait_unit" cite="rules:5" zh="公示期" en="Notice period"/>
  <g:clock id="A" kind="maximum" from="noticed_on" count="30" unit="'day'" cite="rules:6" zh="办理期限" en="Time to answer"/>
  <g:document code="D1" stage="work" mandatory="true" zh="调查报告" en="Report"/>
  <g:document code="D2" stage="work" zh="附件" en="Annex"/>
  <g:rule id="R1" cite="rules:7" test="has('D1')">
    <g:says zh="须有调查报告。" en="There must be a report."/>
    <g:remedy zh="上传调查报告" en="Upload the report"/>
    <g:seen name="missing" value="missing(['D1', 'D2'])"/>
  </g:rule>
  <g:rule id="R2" cite="rules:5(2)" test="reached('W')" until="W">
    <g:says zh="公示期须届满。" en="The notice must have run."/>
    <g:remedy zh="等待期满" en="Wait for its end"/>
    <g:seen name="closes_on" value="due('W')"/>
  </g:rule>
  <g:rule id="R3" cite="rules:9" test="_event.data.conclusion != 'refuse' || _event.data.reason">
    <g:says zh="不予支持须说明理由。" en="A refusal needs its reason."/>
    <g:remedy zh="写明理由" en="Give the reason"/>
  </g:rule>
  <g:rule id="R4" cite="rules:10" test="_x.comments.unanswered == 0" until="W">
    <g:says zh="意见须全部答复。" en="Every comment must be answered."/>
    <g:remedy zh="答复意见" en="Reply to the comments"/>
    <g:seen name="unanswered" value="_x.comments.unanswered"/>
  </g:rule>
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register">
    <g:field name="subject" type="text" required="true" min="2" max="20" zh="事由" en="Subject"/>
  </g:event>
  <g:event name="notice" who="clerk" zh="公示" en="Publish"/>
  <g:event name="hand_over" who="clerk" zh="移交" en="Hand over">
    <g:field name="unit" type="text" required="true" zh="单位" en="Unit"/>
  </g:event>
  <g:event name="note" who="anyone" zh="批注" en="Note">
    <g:field name="text" type="text" max="10" zh="内容" en="Text"/>
    <g:field name="plain" personal="refused" zh="情况" en="Situation"/>
    <g:field name="weight" type="number" min="0" zh="权重" en="Weight"/>
    <g:field name="times" type="integer" max="5" zh="次数" en="Times"/>
    <g:field name="urgent" type="boolean" zh="紧急" en="Urgent"/>
    <g:field name="on" type="date" zh="日期" en="Day"/>
    <g:field name="hour" type="time" zh="时间" en="Time"/>
    <g:field name="at" type="instant" zh="时刻" en="Instant"/>
    <g:field name="kind" type="choice" values="praise complaint" zh="类别" en="Kind"/>
    <g:field name="tags" type="list" max="3" zh="标签" en="Tags"/>
    <g:field name="kinds" type="list" values="praise complaint" zh="其他类别" en="Other kinds"/>
    <g:field name="people" type="list" zh="人员" en="People">
      <g:field name="name" type="text" required="true" zh="姓名" en="Name"/>
      <g:field name="age" type="integer" zh="年龄" en="Age"/>
    </g:field>
    <g:field name="extra" type="object" zh="其他" en="Other"/>
  </g:event>
  <g:event name="answer" who="counsel" signed="true" rules="R3 R1" produces="D2" zh="答复" en="Answer">
    <g:field name="conclusion" type="choice" required="true" values="support refuse broken" zh="结论" en="Conclusion"/>
    <g:field name="reason" type="text" zh="理由" en="Reason"/>
  </g:event>
  <g:event name="withdraw" who="clerk clock" zh="撤回" en="Withdraw"/>
  <datamodel>
    <data id="unit"/><data id="subject"/><data id="noticed_on"/><data id="absent"/>
    <data id="notes" expr="[]"/><data id="total" expr="0"/><data id="signer"/>
  </datamodel>
  <state id="work" initial="registered" g:stage="work" g:zh="办理中" g:en="Being worked on">
    <onentry><assign location="subject" expr="_x.opening.subject"/></onentry>
    <transition event="note">
      <assign location="notes" expr="append(notes, _event.data)"/>
      <assign location="total" expr="total + (_event.data.weight || 0) / 3"/>
    </transition>
    <transition event="withdraw" target="withdrawn"/>
    <state id="registered" g:zh="已登记" g:en="Registered">
      <transition event="notice" target="noticed"><assign location="noticed_on" expr="today()"/></transition>
      <transition event="hand_over"><assign location="unit" expr="_event.data.unit"/></transition>
    </state>
    <state id="noticed" g:zh="公示中" g:en="Published">
      <onentry>
        <send id="W" event="clock.W" delayexpr="until('W')"/>
        <send id="A" event="clock.A" delayexpr="until('A')"/>
      </onentry>
      <onexit><cancel sendid="W"/><cancel sendid="A"/></onexit>
      <transition event="answer" target="answered" g:rules="R1 R2 R4">
        <if cond="_event.data.conclusion == 'broken'"><assign location="total" expr="absent.member"/></if>
        <assign location="signer" expr="_x.signature.signer"/>
      </transition>
      <transition event="clock.W" cond="!reached('W')"><send id="W" event="clock.W" delayexpr="until('W')"/></transition>
      <transition event="clock.W" target="ripe"/>
      <transition event="clock.A" target="overdue"/>
    </state>
    <state id="ripe" g:zh="期满" g:en="Ripe">
      <transition event="answer" cond="_event.data.conclusion == 'refuse'" target="answered" g:rules="R1"/>
      <transition event="answer" cond="_event.data.conclusion == 'support'" target="answered" g:rules="R1 R4"/>
    </state>
    <state id="overdue" g:zh="逾期" g:en="Overdue">
      <transition event="system.reminded" target="ripe"/>
    </state>
  </state>
  <final id="answered" g:zh="已答复" g:en="Answered"/>
  <final id="withdrawn" g:zh="已撤回" g:en="Withdrawn"/>
</scxml>
)xml";

inline std::shared_ptr<const procedure::Procedure> petition() {
  static const auto read = procedure_of(petition_xml, "petition.scxml");
  return read;
}

inline Actor clerk() { return actor("wang", {"clerk"}); }
inline Actor counsel() { return actor("li", {"counsel"}, "justice"); }
inline JsonObject by_li() { return object(R"({"statement_id":"s1","signer":"li"})"); }
inline JsonObject all_answered() { return object(R"({"comments":{"unanswered":0}})"); }

/// Registered on Monday, 2 March 2026.
inline Given registered(const JsonObject& policy = {}) {
  Given given(petition());
  given.by(clerk()).open(object(R"({"subject":"噪声扰民"})"), policy);
  return given;
}
/// Published the same day: ten working days end on Monday, 16 March.
inline Given noticed(const JsonObject& policy = {}) {
  Given given = registered(policy);
  given.send("notice");
  return given;
}

}  // namespace gavel::matter
