#pragma once
// A catalogue in small, which an organ publishes once a year.
#include <string_view>

namespace gavel::db::test {

inline constexpr std::string_view yearbook = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="yearbook" initial="made" g:version="1.0.0" g:zh="目录" g:en="Catalogue">
  <g:source id="rules" zh="《目录管理办法》" en="Rules on catalogues"/>
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:rule id="C1" cite="rules" guards="publish" test="count(_x.facts.registers.catalogue.standing) == 0">
    <g:says zh="一年一份目录" en="One catalogue a year"/><g:remedy zh="调整已公布的目录" en="Adjust the one there is"/>
    <g:seen name="standing" value="_x.facts.registers.catalogue.standing"/></g:rule>
  <g:event name="gavel.open" who="clerk" zh="编制" en="Begin">
    <g:field name="organ" required="true" zh="机关" en="Organ"/><g:field name="year" type="integer" required="true" zh="年度" en="Year"/>
  </g:event>
  <g:event name="publish" who="clerk" rules="C1" register="catalogue" of="{organ: organ, year: year}" zh="公布" en="Publish"/>
  <g:event name="publish.anyway" who="clerk" zh="径行公布" en="Publish unasked"/>
  <g:event name="close" who="clerk" zh="停止使用" en="Close"/>
  <datamodel><data id="organ" expr="_x.opening.organ"/><data id="year" expr="_x.opening.year"/></datamodel>
  <state id="made" g:zh="编制" g:en="Being made"><transition event="publish publish.anyway" target="published"/></state>
  <state id="published" g:zh="已公布" g:en="Published">
    <onentry><send type="urn:gavel:catalogue" event="publish"><param name="organ" expr="organ"/><param name="year" expr="year"/><param name="version" expr="1"/><param name="consent" expr="'1'"/><param name="reason" expr="''"/><param name="items" expr="[]"/></send></onentry>
    <transition event="close" target="closed"><send type="urn:gavel:catalogue" event="close"/></transition>
  </state>
  <final id="closed" g:zh="停止使用" g:en="Closed"/>
</scxml>
)xml";

}  // namespace gavel::db::test
