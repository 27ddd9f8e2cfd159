// Notices that are given more days, recalled, or end before their day say so.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

/// The small decision, whose notice may be given more days.
std::string extendable() {
  std::string out(test::small_decision);
  const auto put = [&](std::string_view before, std::string_view what) {
    out.insert(out.find(before), what);
  };
  put(R"x(<data id="opened_on"/>)x", R"x(<data id="more" expr="0"/>)x");
  put(R"x(  <g:event name="notice.close")x",
      R"x(<g:event name="notice.extend" who="drafter" zh="延长" en="Extend"/>
      <g:event name="notice.recall" who="drafter" zh="撤回" en="Recall"/>
      <g:event name="draft.give_up" who="drafter" zh="终止" en="Give up">
        <g:field name="reason" zh="理由" en="Reasons"/></g:event>)x");
  put(R"x(<transition event="notice.close")x", R"x(<transition event="notice.extend">
      <assign location="more" expr="more + 10"/>
      <send type="urn:gavel:notice" event="extend"><param name="closes_on" expr="due('T02')"/>
        <param name="reason" expr="'洪水'"/></send></transition>
      <transition event="notice.recall" target="drafting">
      <send type="urn:gavel:notice" event="close"/>
      <send type="urn:gavel:notice" event="recall"><param name="reason" expr="'附件有误'"/></send>
      </transition>
      <transition event="draft.give_up" target="drafting"><send type="urn:gavel:notice" event="close"/>
      </transition>)x");
  const std::string version = "1.0.0\"", count = "_x.policy.notice_days\"";
  out.replace(out.find("g:version=\"" + version) + 11, version.size(), "1.1.0\"");
  out.replace(out.find(count), count.size(), "_x.policy.notice_days + more\"");
  return out;
}

// By the table the notice runs on past the day that was announced, and is given up before it is
// over.
TEST(Notices, ThatEndBeforeTheDayALateTableGivesThemAreToldSo) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-12-10T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  http::Headers headers = office.signed_in("admin");
  headers.add("Content-Type", "text/csv");
  ASSERT_EQ(office
                .ask("POST", "/v1/calendars",
                     shipped_calendar() + "2027-01-01,HOLIDAY,元旦\n2027-01-11,HOLIDAY,元旦\n"
                                          "2027-01-12,HOLIDAY,元旦\n2027-10-01,HOLIDAY,国庆节\n",
                     headers)
                .status,
            201);
  ASSERT_EQ(office.post("admin", "/v1/clock", {{"to", "2027-01-12T09:00:00+08:00"}}).status, 200);
  ASSERT_EQ(office.send("li", matter, "draft.give_up", {{"reason", "另行研究"}}).status, 201);
  const Answer now = office.get("", notice);
  EXPECT_EQ(now.text("/closes_on"), "2027-01-13");
  EXPECT_EQ(now.text("/ended"), R"({"on":"2027-01-12","reason":"另行研究"})");
}

TEST(Notices, ThatAreExtendedSayUntilWhenAndWhy) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-03-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string notice = "/v1/notices/" + office.get("", "/v1/notices").text("/notices/0/id");
  EXPECT_EQ(office.get("", notice).text("/closes_on"), "2026-04-01");
  EXPECT_EQ(office.get("", notice).text("/extended"), "[]");
  ASSERT_EQ(office.send("li", matter, "notice.extend").status, 201);
  const Answer now = office.get("", notice);
  EXPECT_EQ(now.text("/closes_on"), "2026-04-13");  // the 11th is a Saturday
  EXPECT_EQ(now.text("/announced_closes_on"), "2026-04-01");
  EXPECT_EQ(now.text("/provisional"), "false");
  EXPECT_EQ(now.text("/extended"),
            R"([{"on":"2026-03-02","closes_on":"2026-04-13","reason":"洪水"}])");
  EXPECT_EQ(now.text("/recalled"), "null");
  // It is told after it closed as well.
  office.clock.move_to(parse_instant("2026-04-14T09:00:00+08:00").value());
  ASSERT_EQ(office.send("li", matter, "notice.close").status, 201);
  const Answer closed = office.get("", notice);
  EXPECT_EQ(closed.text("/extended"), now.text("/extended"));
  EXPECT_EQ(closed.text("/closes_on"), "2026-04-13");
}

TEST(Notices, ThatAreRecalledSayWhenAndWhyAndWhatTookTheirPlace) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-03-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string id = office.get("", "/v1/notices").text("/notices/0/id");
  office.clock.move_to(parse_instant("2026-03-05T09:00:00+08:00").value());
  ASSERT_EQ(office.send("li", matter, "notice.recall").status, 201);
  const Answer recalled = office.get("", "/v1/notices/" + id);
  EXPECT_EQ(recalled.text("/open"), "false");
  EXPECT_EQ(recalled.text("/recalled"),
            R"({"on":"2026-03-05","reason":"附件有误","replaced_by":null})");
  // Nobody was asked until the day that it had been open to.
  http::Headers as_text = office.signed_in("li");
  as_text.add("Accept", "text/plain");
  as_text.add("Accept-Language", "zh");
  const std::string told =
      office.ask("GET", "/v1/matters/" + matter + "/statement-of-procedure", "", as_text).body;
  EXPECT_THAT(told, testing::HasSubstr("，2026年3月5日因发布有误撤回（附件有误）。收到意见0条"));
  EXPECT_THAT(told, testing::Not(testing::HasSubstr("已结束")));
  const auto refusal = [&] {
    const Answer refused = office.post("", "/v1/notices/" + id + "/comments", {{"text", "x"}});
    EXPECT_EQ(refused.brief(), "409 notice-closed");
    return refused.text("/detail");
  };
  EXPECT_EQ(
      refusal(),
      "该公告已于2026年3月5日撤回（附件有误），不再接收意见；重新发布后，请在新的公告上提出意见。");
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string next = office.get("", "/v1/notices?open=true").text("/notices/0/id");
  EXPECT_EQ(office.get("", "/v1/notices/" + id).text("/recalled/replaced_by"), next);
  EXPECT_EQ(office.get("", "/v1/notices/" + next).text("/recalled"), "null");
  EXPECT_EQ(refusal(), "该公告已于2026年3月5日撤回（附件有误），不再接收意见；请在重新发布的公告 " +
                           next + "（/v1/notices/" + next + "）上提出意见。");
  // Nobody is sent on to one that was recalled itself.
  ASSERT_EQ(office.send("li", matter, "notice.recall").status, 201);
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string last = office.get("", "/v1/notices?open=true").text("/notices/0/id");
  EXPECT_NE(last, next);
  EXPECT_NE(refusal().find("公告 " + last + "（"), std::string::npos) << refusal();
}

// It did not run out: its matter ended, or something else closed it before its day.
TEST(Notices, ThatEndBeforeTheirDaySayWhenAndWhy) {
  Office office;
  ASSERT_TRUE(office.procedures.install(extendable(), "small-decision.scxml", office.clock.now()));
  office.clock.move_to(parse_instant("2026-03-02T09:00:00+08:00").value());
  const std::string matter =
      office.post("li", "/v1/matters", {{"procedure", "small-decision"}, {"title", "x"}})
          .text("/id");
  const auto given_up = [&](JsonObject data) {
    EXPECT_EQ(office.send("li", matter, "notice.open").status, 201);
    const std::string id = office.get("", "/v1/notices?open=true").text("/notices/0/id");
    EXPECT_EQ(office.get("", "/v1/notices/" + id).text("/ended"), "null");
    EXPECT_EQ(office.send("li", matter, "draft.give_up", std::move(data)).status, 201);
    return id;
  };
  const auto refusal = [&](const std::string& id) {
    const Answer refused = office.post("", "/v1/notices/" + id + "/comments", {{"text", "x"}});
    EXPECT_EQ(refused.brief(), "409 notice-closed");
    return refused.text("/detail");
  };
  const std::string ended = given_up({{"reason", "另行研究"}}), silent = given_up({});
  const Answer now = office.get("", "/v1/notices/" + ended);
  EXPECT_EQ(now.text("/ended"), R"({"on":"2026-03-02","reason":"另行研究"})");
  EXPECT_EQ(now.text("/recalled") + now.text("/open"), "nullfalse");
  EXPECT_EQ(refusal(ended), "该公告已于2026年3月2日提前结束（另行研究），不再接收意见。");
  EXPECT_EQ(refusal(silent), "该公告已于2026年3月2日提前结束，不再接收意见。");
  // One that ran its time says that the time is over.
  ASSERT_EQ(office.send("li", matter, "notice.open").status, 201);
  const std::string over = office.get("", "/v1/notices?open=true").text("/notices/0/id");
  office.clock.move_to(parse_instant("2026-04-02T09:00:00+08:00").value());
  ASSERT_EQ(office.send("li", matter, "notice.close").status, 201);
  EXPECT_EQ(office.get("", "/v1/notices/" + over).text("/ended"), "null");
  EXPECT_EQ(refusal(over), "该公告征求意见的期限已过，不再接收意见。");
}

}  // namespace
}  // namespace gavel::api::test
