// The hearing that goes with a notice, as everyone reads it.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

/// The small decision, with a hearing published by a note.
std::string with_hearing() {
  std::string text(small_decision);
  const auto put = [&](const std::string& at, const std::string& instead) {
    const auto found = text.find(at);
    ASSERT_NE(found, std::string::npos) << at;
    text.replace(found, at.size(), instead);
  };
  put(R"(g:version="1.0.0")", R"(g:version="1.1.0")");
  put(R"(<transition event="notice.close")", R"(<transition event="note">
      <send type="urn:gavel:notice" event="hearing">
        <param name="place" expr="'礼堂'"/>
        <param name="chair" expr="'qian'"/>
        <param name="presenter" expr="_event.data.text"/>
        <param name="list" expr="[{name: 'wu', group: '商户'}, {name: '张', group: '居民'}]"/>
      </send></transition>
    <transition event="notice.close")");
  return text;
}

// Whoever types an account means the person; the public knows people, and no accounts.
TEST(PublicHearing, CallsByTheirNamesThoseWhoWereEnteredByTheirAccounts) {
  Office office;
  ASSERT_TRUE(office.procedures.install(with_hearing(), "small.scxml", office.clock.now()));
  const std::string matter = office.open_matter();
  const std::string place = "/v1/notices/" + office.notice_of(matter);
  EXPECT_EQ(office.get("", place).at("/hearing"), Json());
  ASSERT_EQ(office.send("li", matter, "note", {{"text", "li"}}).status, 201);
  for (const auto& [target, hearing] :
       {std::pair(place, std::string("/hearing")), {"/v1/notices", "/notices/0/hearing"}}) {
    const Answer shown = office.get("", target);
    EXPECT_EQ(shown.text(hearing + "/chair"), "姓名qian") << shown.body;
    EXPECT_EQ(shown.text(hearing + "/presenter"), "姓名li");
    EXPECT_EQ(shown.text(hearing + "/list/0/name"), "姓名wu");
    EXPECT_EQ(shown.text(hearing + "/list/0/group"), "商户");
    EXPECT_EQ(shown.text(hearing + "/list/1/name"), "张");
    EXPECT_EQ(shown.text(hearing + "/place"), "礼堂");
  }
  // What is nobody's account stays as it was typed.
  ASSERT_EQ(office.send("li", matter, "note", {{"text", "区教育局副局长"}}).status, 201);
  EXPECT_EQ(office.get("", place).text("/hearing/presenter"), "区教育局副局长");
}

// Without an open call its page takes no comments; it is there for whoever wants to take part.
TEST(PublicHearing, StandsOnAPageOfItsOwnWhereThereIsNoOpenCall) {
  Office office;
  std::string text = with_hearing();
  const std::string at = R"(<transition event="hand.over")";
  text.insert(text.find(at), R"(<transition event="feedback">
      <send type="urn:gavel:notice" event="open"><param name="title" expr="'听证公告：学区'"/><param name="kind" expr="'hearing'"/></send>
      <send type="urn:gavel:notice" event="close"/>
      <send type="urn:gavel:notice" event="hearing"><param name="place" expr="'礼堂'"/></send></transition>
    )");
  ASSERT_TRUE(office.procedures.install(text, "small.scxml", office.clock.now()));
  const std::string matter = office.open_matter();
  ASSERT_EQ(office.send("li", matter, "feedback").status, 201);
  const Answer shown = office.get("", "/v1/notices");
  EXPECT_EQ(shown.text("/notices/0/title"), "听证公告：学区") << shown.body;
  EXPECT_EQ(shown.text("/notices/0/hearing/place"), "礼堂");
  EXPECT_EQ(shown.text("/notices/0/params/kind"), "hearing");
  EXPECT_EQ(shown.at("/notices/0/open"), Json(false));
  EXPECT_EQ(shown.at("/notices/0/ended"), Json());
  const std::string comments = shown.text("/notices/0/links/comments");
  EXPECT_EQ(office.post("", comments, {{"text", "太远"}}).status, 409);
  http::Headers headers = office.signed_in("li");
  headers.set("Accept", "text/plain");
  EXPECT_NE(office.ask("GET", "/v1/matters/" + matter + "/statement-of-procedure", "", headers)
                .body.find("》（公告2026-1）：2026年1月30日发布；没有公开征求意见，只公告听证。"),
            std::string::npos);
}

}  // namespace
}  // namespace gavel::api::test
