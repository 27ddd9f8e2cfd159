#pragma once
// A small procedure for the tests of the store: letters that are read, noted on, answered or
// overdue.
#include <string>

namespace gavel::db::test {

/// `version` makes another file, and so another procedure of the same name.
inline std::string letter_procedure(const std::string& version = "1.0.0") {
  return R"(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="letter" initial="received" g:version=")" +
         version + R"(" g:zh="来信" g:en="Letter">
  <g:source id="rules" zh="《来信办理规定》" en="Rules on letters"/>
  <g:stage id="handling" zh="办理" en="Handling"/>
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register"/>
  <g:event name="note" who="clerk" zh="批注" en="Note">
    <g:field name="text" type="text" required="true" zh="内容" en="Text"/>
    <g:field name="weight" type="number" zh="权重" en="Weight"/>
  </g:event>
  <g:event name="snooze" who="clerk" zh="延期" en="Put off"/>
  <g:event name="answer" who="clerk" zh="答复" en="Answer"/>
  <datamodel>
    <data id="notes" expr="0"/>
    <data id="last" expr="''"/>
    <data id="sum" expr="0"/>
  </datamodel>
  <state id="received" g:stage="handling" g:zh="已收" g:en="Received">
    <onentry><send id="T1" event="clock.T1" delay="864000s"/></onentry>
    <onexit><cancel sendid="T1"/></onexit>
    <transition event="note">
      <assign location="notes" expr="notes + 1"/>
      <assign location="last" expr="_event.data.text"/>
      <assign location="sum" expr="sum + notes / 3"/>
    </transition>
    <transition event="snooze" target="waiting"/>
    <transition event="answer" target="answered"/>
    <transition event="clock.T1" target="overdue"/>
  </state>
  <state id="waiting" g:stage="handling" g:zh="暂缓" g:en="Waiting">
    <transition event="answer" target="answered"/>
  </state>
  <state id="overdue" g:stage="handling" g:zh="逾期" g:en="Overdue">
    <onentry><send id="T2" event="clock.T2" delay="86400s"/></onentry>
    <transition event="clock.T2" target="reminded"/>
    <transition event="answer" target="answered"/>
  </state>
  <state id="reminded" g:stage="handling" g:zh="已催办" g:en="Reminded">
    <transition event="answer" target="answered"/>
  </state>
  <final id="answered" g:stage="handling" g:zh="已答复" g:en="Answered"/>
</scxml>
)";
}

}  // namespace gavel::db::test
