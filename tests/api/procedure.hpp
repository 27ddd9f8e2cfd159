#pragma once
// A decision in small, with one of each thing the API has to show: a form, a rule with a clock, a
// document, a notice, an opinion that must be signed, an error in a step.
#include <string>
#include <string_view>

namespace gavel::api::test {

inline constexpr std::string_view small_decision = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="small-decision" initial="drafting" g:version="1.0.0" g:zh="小决策" g:en="Small decision">
  <g:source id="decree-713" zh="《重大行政决策程序暂行条例》（国务院令第713号）" en="Decree 713"/>
  <g:stage id="drafting" zh="起草" en="Drafting"/>
  <g:stage id="review" zh="合法性审查" en="Legality review"/>
  <g:role id="drafter" zh="承办单位" en="Drafting unit" unit="drafting_unit"/>
  <g:role id="counsel" zh="法律顾问" en="Counsel"/>
  <g:parameter name="pack" type="text" standard="none" zh="规则包" en="Policy pack"/>
  <g:parameter name="notice_days" stricter="more" type="integer" standard="30" min="30" max="365" cite="decree-713:15" zh="公开征求意见天数" en="Notice days"/>
  <g:clock id="T02" kind="minimum" from="opened_on" count="_x.policy.notice_days" unit="'day'" roll="true" cite="decree-713:15" zh="公开征求意见期" en="Notice period"/>
  <g:document code="DRF-04" stage="drafting" mandatory="true" retention="Y" written="statement-of-procedure" zh="决策草案" en="Draft"/>
  <g:rule id="G08" cite="decree-713:15" test="reached('T02')" until="T02">
    <g:says zh="公开征求意见的期限一般不少于30日。" en="A notice stays open for at least 30 days."/>
    <g:remedy zh="等期限届满后再截止。" en="Wait until the period is over."/>
    <g:seen name="closes_on" value="due('T02')"/>
  </g:rule>
  <g:event name="gavel.open" who="drafter" zh="立项" en="Open">
    <g:field name="reason" type="text" max="100" zh="理由" en="Reason"/>
  </g:event>
  <g:event name="note" who="drafter counsel" zh="批注" en="Note">
    <g:field name="text" type="text" required="true" max="50" zh="内容" en="Text"/>
    <g:field name="kind" type="choice" values="plain urgent" zh="种类" en="Kind"/>
    <g:field name="weight" type="number" zh="权重" en="Weight"/>
    <g:field name="on" type="date" zh="日期" en="Day"/>
  </g:event>
  <g:event name="hand.over" who="drafter" zh="移交" en="Hand over">
    <g:field name="unit" type="text" required="true" zh="承办单位" en="Drafting unit"/>
  </g:event>
  <g:event name="break" who="drafter" zh="出错" en="Break"/>
  <g:event name="notice.open" who="drafter" zh="公布" en="Publish"/>
  <g:event name="notice.close" who="drafter" rules="G08" zh="截止" en="Close"/>
  <g:event name="feedback" who="drafter" zh="公布采纳情况" en="Publish what became of the comments"/>
  <g:event name="counsel.opinion" who="counsel" signed="true" zh="出具意见" en="Give opinion">
    <g:field name="conclusion" type="choice" required="true" values="lawful unlawful" zh="结论" en="Conclusion"/>
  </g:event>
  <datamodel>
    <data id="opened_on"/>
    <data id="notes" expr="0"/>
    <data id="drafting_unit" expr="''"/>
  </datamodel>
  <state id="drafting" g:stage="drafting" g:zh="起草" g:en="Drafting">
    <transition event="note"><assign location="notes" expr="notes + 1"/></transition>
    <transition event="hand.over"><assign location="drafting_unit" expr="_event.data.unit"/></transition>
    <transition event="break"><assign location="nowhere.at.all" expr="1"/></transition>
    <transition event="notice.open" target="noticed">
      <assign location="opened_on" expr="today()"/>
      <send type="urn:gavel:notice" event="open">
        <param name="title" expr="'关于学区的征求意见公告'"/>
        <param name="closes_on" expr="due('T02')"/>
        <param name="draft" expr="!_x.documents['DRF-04'] ? '' : _x.documents['DRF-04']"/>
      </send>
    </transition>
  </state>
  <state id="noticed" g:stage="drafting" g:zh="征求意见" g:en="Notice">
    <transition event="notice.close" target="reviewed"><send type="urn:gavel:notice" event="close"/></transition>
  </state>
  <state id="reviewed" g:stage="review" g:zh="审查" g:en="Review">
    <transition event="note"><assign location="notes" expr="notes + 1"/></transition>
    <transition event="feedback"><send type="urn:gavel:notice" event="feedback"/></transition>
    <transition event="counsel.opinion" target="lawful"/>
  </state>
  <final id="lawful" g:stage="review" g:zh="合法" g:en="Lawful"/>
</scxml>
)xml";

/// The small decision, whose notice is closed by its clock.
inline std::string closed_by_its_clock(const std::string& kind = "minimum") {
  std::string out(small_decision);
  const std::string arm = R"x(<send id="T02" event="clock.T02" delayexpr="until('T02')"/>)x";
  const std::string opened = R"x(<assign location="opened_on" expr="today()"/>)x";
  const std::string close = R"x(<transition event="notice.close")x";
  out.insert(out.find(opened) + opened.size(), arm);
  out.insert(out.find(close), R"x(<transition event="clock.T02" cond="!reached('T02')">)x" + arm +
                                  R"x(</transition><transition event="clock.T02" target="reviewed">
      <send type="urn:gavel:notice" event="close"/></transition>)x");
  const std::string version = "1.0.0\"";
  out.replace(out.find("g:version=\"" + version) + 11, version.size(), "1.1.0\"");
  const std::string minimum = "kind=\"minimum\"";
  out.replace(out.find(minimum), minimum.size(), "kind=\"" + kind + "\"");
  return out;
}

}  // namespace gavel::api::test
