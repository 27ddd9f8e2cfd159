// The agenda of meetings over all matters: what was decided is off it, and on it again when it was
// sent back.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

constexpr const char* meeting_matter = R"(<?xml version="1.0" encoding="UTF-8"?>
<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:g="urn:gavel:procedure:1" version="1.0"
       datamodel="ecmascript" name="topic" initial="waiting" g:version="1" g:zh="议题" g:en="Topic">
  <g:stage id="meeting" zh="会议" en="Meeting"/>
  <g:role id="office" zh="办公室" en="Office"/>
  <g:event name="gavel.open" who="office" zh="提出" en="Bring"/>
  <g:event name="meeting.notify" who="office" zh="通知" en="Call"/>
  <g:event name="meeting.decide" who="office" zh="决定" en="Decide"/>
  <g:event name="send.back" who="office" zh="退回" en="Send back"/>
  <g:event name="finish" who="office" zh="结束" en="Finish"/>
  <datamodel><data id="meeting" expr="{members: [], outcome: ''}"/></datamodel>
  <state id="waiting" g:stage="meeting" g:zh="待列入" g:en="Waiting">
    <transition event="meeting.notify" target="called">
      <assign location="meeting" expr="{members: ['qian'], held_on: '2026-02-03', outcome: ''}"/>
    </transition>
  </state>
  <state id="called" g:stage="meeting" g:zh="已通知" g:en="Called">
    <transition event="meeting.decide" target="decided">
      <assign location="meeting.outcome" expr="'approve'"/>
    </transition>
  </state>
  <state id="decided" g:stage="meeting" g:zh="已决定" g:en="Decided">
    <transition event="send.back" target="waiting"/>
    <transition event="finish" target="over"/>
  </state>
  <final id="over" g:stage="meeting" g:zh="结束" g:en="Over"/>
</scxml>)";

TEST(Agenda, IsWithoutWhatWasDecidedUntilItIsSentBack) {
  Office office;
  const auto installed =
      office.procedures.install(meeting_matter, "topic.scxml", office.clock.now());
  if (!installed) FAIL() << in_words(installed.error().front()).en;
  const Answer opened =
      office.post("qian", "/v1/matters", {{"procedure", "topic"}, {"title", "改线"}});
  const std::string topic = opened.text("/id");
  const auto send = [&](const char* event) {
    const Answer sent = office.send("qian", topic, event);
    EXPECT_EQ(sent.status, 201) << sent.body;
  };
  const auto agenda = [&] { return office.get("qian", "/v1/agenda"); };
  EXPECT_EQ(agenda().text("/not_called/0/matter"), topic);
  send("meeting.notify");
  EXPECT_EQ(agenda().text("/meetings/0/items/0/matter"), topic) << agenda().body;
  EXPECT_EQ(agenda().text("/not_called"), "[]");
  send("meeting.decide");
  EXPECT_EQ(agenda().body, R"({"meetings":[],"not_called":[]})");
  send("send.back");
  EXPECT_EQ(agenda().text("/not_called/0/matter"), topic);
}

}  // namespace
}  // namespace gavel::api::test
