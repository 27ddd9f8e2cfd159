#pragma once
// A body that votes: m1 heads it, m2 to m4 are its members; those of before the register of
// positions, by what their accounts were given.
#include "tests/api/office.hpp"

namespace gavel::api::test {

struct Vote : testing::Test {
  Office office;
  std::string matter;
  explicit Vote(const char* file = "workflows/collective-vote.scxml") {
    EXPECT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
    office.hire("m1", "system", {"organ_head", "member"});
    for (const char* member : {"m2", "m3", "m4"}) office.hire(member, "justice", {"member"});
    for (const char* recorder : {"rec", "rec2"}) office.hire(recorder, "justice", {"recorder"});
    office.hire("eo", "education", {"office"});
    office.hire("kong", "transport", {"expert"});
    office.hire("han", "transport", {"handler"});
    office.hire("dang", "justice", {"party_group"});
    office.hire("shen", "justice", {"auditor"});
    office.hire("boss", "system", {"admin"});
    office.hire("du", "justice", {"inspector"});
  }
  void open(const char* kind) {
    matter = office
                 .post("li", "/v1/matters",
                       {{"procedure", "collective-vote"},
                        {"title", "任免事项"},
                        {"data", JsonObject{{"kind", kind}, {"summary", "拟任张某某"}}}})
                 .text("/id");
  }
  void file(const char* code) {
    http::Headers headers = office.signed_in("li");
    headers.add("Content-Type", "text/plain");
    const Answer filed = office.ask(
        "POST", "/v1/matters/" + matter + "/documents?title=x&filename=x.txt&code=" + code, code,
        std::move(headers));
    ASSERT_EQ(filed.status, 201) << filed.body;
  }
  /// Three of the body are due.
  void call() {
    file("TOP-01"), file("TOP-02");
    ASSERT_EQ(office.send("li", matter, "topic.submit").status, 201);
    ASSERT_EQ(office.send("m1", matter, "agenda.accept").status, 201);
    const Answer called = office.send("qian", matter, "meeting.notify",
                                      {{"members", JsonArray{"m1", "m2", "m3"}},
                                       {"chair", "m1"},
                                       {"recorder", "rec"},
                                       {"held_on", "2026-12-01"},
                                       {"place", "一"}});
    ASSERT_EQ(called.status, 201) << called.body;
  }
  /// On the day, with all who are due.
  void meet() {
    call();
    office.clock.move_to(parse_instant("2026-12-01T09:00:00+08:00").value());
    for (const char* member : {"m1", "m2", "m3"})
      ASSERT_EQ(office.send("rec", matter, "attendance.arrive", {{"member", member}}).status, 201);
    ASSERT_EQ(office.send("qian", matter, "meeting.begin").status, 201);
  }
  void speak(const char* member, const char* text) {
    const Answer spoke =
        office.send("rec", matter, "meeting.speak", {{"member", member}, {"text", text}});
    ASSERT_EQ(spoke.status, 201) << spoke.body;
  }
  /// All that the account is told of the matter.
  std::string told(const char* as) {
    std::string out;
    for (const char* what : {"", "/events?limit=200", "/meetings", "/statement-of-procedure"})
      out += office.get(as, "/v1/matters/" + matter + what).body;
    return out;
  }
  int reads(const char* as, const char* what = "") {
    return office.get(as, "/v1/matters/" + matter + what).status;
  }
  bool is_listed_to(const char* as) {
    return office.get(as, "/v1/matters").body.find(matter) != std::string::npos;
  }
};

}  // namespace gavel::api::test
