#pragma once
// A decision in small that is signed under a document number of its register, and whose number may
// be corrected.
#include <string_view>

namespace gavel::db::test {

inline constexpr std::string_view signing_office = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="signing-office" initial="adopted" g:version="1.0.0" g:zh="签发" g:en="Signing office">
  <g:source id="rules" zh="《公文规则》" en="Rules on documents"/>
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:parameter name="pack" type="text" standard="none" zh="规则包" en="Policy pack"/>
  <g:rule id="N1" cite="rules" guards="sign correct" test="!!_x.facts.registers.number.of &amp;&amp; (!_x.facts.registers.number.found || _x.facts.registers.number.found.matter == _x.matter.id)">
    <g:says zh="字号不得重复" en="One number for each decision"/><g:remedy zh="另编字号" en="Take another"/>
    <g:seen name="held_by" value="_x.facts.registers.number.found"/></g:rule>
  <g:rule id="N2" cite="rules" guards="adjust" test="_x.facts.registers.predecessor.found.shows.organ == organ &amp;&amp; _x.facts.registers.predecessor.found.shows['_x.policy.pack'] == _x.policy.pack">
    <g:says zh="原决定是本机关的" en="It is of the same organ"/><g:remedy zh="核对" en="Check it"/>
    <g:seen name="predecessor" value="_x.facts.registers.predecessor.found.shows"/></g:rule>
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register">
    <g:field name="organ" required="true" zh="机关" en="Organ"/>
  </g:event>
  <g:event name="sign" who="clerk" rules="N1" zh="签发" en="Sign">
    <g:field name="number" required="true" register="document_number" of="{organ: organ, number: paper_number(_event.data.number)}" zh="字号" en="Number"/>
  </g:event>
  <g:event name="correct" who="clerk" rules="N1" zh="更正" en="Correct">
    <g:field name="number" required="true" register="document_number" of="{organ: organ, number: paper_number(_event.data.number)}" zh="字号" en="Number"/>
  </g:event>
  <g:event name="adjust" who="clerk" rules="N2" zh="调整" en="Adjust">
    <g:field name="predecessor" required="true" register="matter" shows="organ _x.policy.pack" zh="原决定" en="What it adjusts"/>
  </g:event>
  <g:event name="close" who="clerk" zh="办结" en="Close"/>
  <datamodel><data id="organ" expr="_x.opening.organ"/></datamodel>
  <state id="adopted" g:zh="已决定" g:en="Adopted">
    <transition event="sign" target="signed"><send type="urn:gavel:document-number" event="take"><param name="organ" expr="_x.facts.registers.number.of.organ"/><param name="number" expr="_x.facts.registers.number.of.number"/><param name="written" expr="_event.data.number"/></send></transition>
  </state>
  <state id="signed" g:zh="已签发" g:en="Signed">
    <transition event="sign correct"><send type="urn:gavel:document-number" event="take"><param name="organ" expr="_x.facts.registers.number.of.organ"/><param name="number" expr="_x.facts.registers.number.of.number"/><param name="written" expr="_event.data.number"/></send></transition>
    <transition event="close adjust" target="closed"/>
  </state>
  <final id="closed" g:zh="已办结" g:en="Closed"/>
</scxml>
)xml";

}  // namespace gavel::db::test
