#pragma once
// A small procedure in versions, and matters moved from one to another.
#include "engine/matter/migrate.hpp"
#include "tests/matter/given.hpp"

namespace gavel::matter {

/// `parts` stand in for the marks of the same name; what is not named is as in the first version.
inline std::string version_of(std::string version,
                              const std::map<std::string, std::string>& parts = {}) {
  std::string xml = R"xml(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="permit" initial="asked" g:version="@version@" g:zh="许可" g:en="Permit">
  <g:source id="rules" zh="《许可办理规定》" en="Permit rules"/>
  <g:stage id="work" zh="办理" en="Work"/>
  <g:role id="clerk" zh="经办人" en="Clerk"/>
  <g:role id="office" zh="办公室" en="Office"/>
  <g:parameter name="wait_days" type="integer" standard="@standard@" min="@min@" max="90" cite="rules:5" zh="公示期" en="Wait"/>
  @parameter@
  <g:clock id="W" kind="minimum" from="noticed_on" count="_x.policy.wait_days@more@" unit="'day'" cite="rules:5" zh="公示期" en="Notice period"/>
  @clock@
  <g:document code="D1" stage="work" zh="申请书" en="Application"/>
  <g:rule id="R1" cite="rules:7" test="has('D1')">
    <g:says zh="须有申请书。" en="There must be an application."/>
    <g:remedy zh="上传申请书" en="Upload it"/>
  </g:rule>
  @rule@
  <g:event name="gavel.open" who="clerk" zh="登记" en="Register"/>
  <g:event name="notice" who="clerk" zh="公示" en="Publish"/>
  <g:event name="grant" who="clerk" rules="R1 @rules@" zh="许可" en="Grant"/>
  @event@
  <datamodel><data id="noticed_on"/>@data@</datamodel>
  <state id="asked" g:stage="work" g:zh="已申请" g:en="Asked">
    <transition event="notice" target="noticed"><assign location="noticed_on" expr="today()"/></transition>
    @asked@
  </state>
  @state@
  <state id="noticed" g:stage="work" g:zh="公示中" g:en="Published">
    <onentry><send id="W" event="clock.W" delayexpr="until('W')"/>@onentry@</onentry>
    <onexit><cancel sendid="W"/></onexit>
    <transition event="clock.W" cond="!reached('W')"><send id="W" event="clock.W" delayexpr="until('W')"/></transition>
    <transition event="clock.W" target="ripe"/>
    @noticed@
  </state>
  <state id="ripe" g:stage="work" g:zh="期满" g:en="Ripe"><transition event="grant" target="granted"/></state>
  <final id="granted" g:zh="已许可" g:en="Granted"/>
</scxml>
)xml";
  std::map<std::string, std::string> marks{
      {"version", std::move(version)}, {"standard", "10"}, {"min", "7"}};
  for (const char* mark : {"parameter", "more", "clock", "rule", "rules", "event", "data", "asked",
                           "state", "onentry", "noticed"}) {
    marks.emplace(mark, "");
  }
  for (const auto& [mark, text] : parts) marks.at(mark) = text;
  for (const auto& [mark, text] : marks) {
    const std::string written = "@" + mark + "@";
    for (auto at = xml.find(written); at != std::string::npos; at = xml.find(written, at)) {
      xml.replace(at, written.size(), text);
    }
  }
  return xml;
}

inline std::shared_ptr<const procedure::Procedure> read_version(const std::string& xml,
                                                                std::string sha256) {
  auto read = procedure::read(xml, "permit.scxml", std::move(sha256));
  if (read.procedure == nullptr) throw std::runtime_error(written(read.diagnostics));
  return read.procedure;
}

inline std::shared_ptr<const procedure::Procedure> permit(
    const std::string& version, const std::map<std::string, std::string>& parts = {}) {
  return read_version(version_of(version, parts), "sha256-of-" + version);
}

/// A rule that the first version does not have.
inline const std::map<std::string, std::string> with_rule{
    {"rule",
     R"xml(<g:rule id="R2" cite="rules:8" test="_x.actor.unit == 'court'"><g:says zh="须经复核。" en="It must be checked twice."/><g:remedy zh="复核" en="Check"/></g:rule>)xml"},
    {"rules", "R2"}};

inline Actor office() { return actor("chen", {"office"}, "office"); }

/// What asks for the move of `given`'s matter to `to`, now.
inline Command asks(const Given& given, const procedure::Procedure& to) {
  return {Migrate{pin_of(given.procedure()), pin_of(to), "条例修订", {}}, office(), given.now(),
          JsonObject{}, "real"};
}
inline std::expected<Moved, Unmoved> moved(const Given& given, const procedure::Procedure& to) {
  return decide(given.procedure(), given.snapshot(), asks(given, to), to, real_calendar());
}

/// The ids of the active states after the move.
inline std::vector<std::string> states(const procedure::Procedure& to, const Moved& moved) {
  return configuration(to, moved.accepted.next);
}

}  // namespace gavel::matter
