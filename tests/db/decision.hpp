#pragma once
// A decision in small: a draft, a notice, an opinion that must be signed, and the archive.
#include <string_view>

namespace gavel::db::test {

inline constexpr std::string_view small_decision = R"(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="small-decision" initial="drafting" g:version="1.0.0" g:zh="小决策" g:en="Small decision">
  <g:source id="rules" zh="《决策规定》" en="Rules on decisions"/>
  <g:stage id="drafting" zh="起草" en="Drafting"/>
  <g:stage id="review" zh="合法性审查" en="Legality review"/>
  <g:role id="drafter" zh="承办单位" en="Drafting unit"/>
  <g:role id="counsel" zh="法律顾问" en="Counsel"/>
  <g:document code="DRF-04" stage="drafting" mandatory="true" retention="Y" zh="决策草案" en="Draft"/>
  <g:event name="gavel.open" who="drafter" zh="立项" en="Open"/>
  <g:event name="notice.open" who="drafter" zh="公布" en="Publish"/>
  <g:event name="notice.close" who="drafter" zh="截止" en="Close"/>
  <g:event name="counsel.opinion" who="counsel" signed="true" zh="出具意见" en="Give opinion">
    <g:field name="conclusion" type="choice" required="true" values="lawful unlawful" zh="结论" en="Conclusion"/>
  </g:event>
  <g:event name="close" who="drafter" zh="归档" en="Archive"/>
  <datamodel><data id="archived_as" expr="''"/></datamodel>
  <state id="drafting" g:stage="drafting" g:zh="起草" g:en="Drafting">
    <transition event="notice.open" target="noticed">
      <send type="urn:gavel:notice" event="open">
        <param name="title" expr="'关于学区的征求意见公告'"/>
        <param name="closes_on" expr="'2026-04-13'"/>
      </send>
    </transition>
  </state>
  <state id="noticed" g:stage="drafting" g:zh="征求意见" g:en="Notice">
    <transition event="notice.close" target="reviewed"><send type="urn:gavel:notice" event="close"/></transition>
  </state>
  <state id="reviewed" g:stage="review" g:zh="审查" g:en="Review">
    <transition event="counsel.opinion" target="lawful"/>
  </state>
  <state id="lawful" g:stage="review" g:zh="合法" g:en="Lawful">
    <transition event="close" target="archiving"/>
  </state>
  <state id="archiving" g:zh="归档中" g:en="Archiving">
    <onentry>
      <send type="urn:gavel:archive" event="build">
        <param name="fonds" expr="'X043'"/>
        <param name="year" expr="2026"/>
        <param name="retention" expr="'Y'"/>
        <param name="organisation" expr="'BGS'"/>
        <param name="organ" expr="'某县人民政府'"/>
      </send>
    </onentry>
    <transition event="system.archive.built" cond="!_event.data.passed" target="lawful"/>
    <transition event="system.archive.built" cond="_event.data.passed" target="archived">
      <assign location="archived_as" expr="_event.data.archival_code"/>
    </transition>
  </state>
  <final id="archived" g:zh="已归档" g:en="Archived"/>
</scxml>
)";

}  // namespace gavel::db::test
