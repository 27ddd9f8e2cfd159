#pragma once
// A meeting in small, whose minutes get a number of their register.
#include <string_view>

namespace gavel::db::test {

inline constexpr std::string_view sitting = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="sitting" initial="held" g:version="1.0.0" g:zh="会议" g:en="Sitting">
  <g:source id="rules" zh="《议事规则》" en="Rules of procedure"/>
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:rule id="M1" cite="rules" guards="minutes.issue" test="!!_x.facts.registers.number.of &amp;&amp; (!_x.facts.registers.number.found || _x.facts.registers.number.found.on == on) &amp;&amp; (!_x.facts.registers.number.own || _x.facts.registers.number.own == _event.data.number)">
    <g:says zh="一次会议一个编号" en="One number for each meeting"/><g:remedy zh="用下一个编号" en="Take the next"/>
    <g:seen name="held_by" value="_x.facts.registers.number.found"/><g:seen name="next" value="_x.facts.registers.number.next"/></g:rule>
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register">
    <g:field name="body" required="true" zh="会议" en="Body"/><g:field name="on" required="true" zh="日期" en="Day"/>
  </g:event>
  <g:event name="minutes.issue" who="clerk" rules="M1" zh="签发纪要" en="Issue the minutes">
    <g:field name="number" type="integer" min="1" required="true" register="minutes" of="{organ: 'city', body: body, on: on}" zh="编号" en="Number"/>
  </g:event>
  <datamodel><data id="body" expr="_x.opening.body"/><data id="on" expr="_x.opening.on"/></datamodel>
  <state id="held" g:zh="已开会" g:en="Held">
    <transition event="minutes.issue" target="issued"><send type="urn:gavel:minutes" event="issue"><param name="organ" expr="_x.facts.registers.number.of.organ"/><param name="body" expr="_x.facts.registers.number.of.body"/><param name="on" expr="_x.facts.registers.number.of.on"/><param name="number" expr="_event.data.number"/></send></transition>
  </state>
  <final id="issued" g:zh="已签发" g:en="Issued"/>
</scxml>
)xml";

}  // namespace gavel::db::test
