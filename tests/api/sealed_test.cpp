// What each member said is sealed (Decree 713 art. 38(3)): whoever has a role that reads it has to
// have it in this matter.
#include "tests/api/vote.hpp"

namespace gavel::api::test {
namespace {

using testing::HasSubstr;
using testing::Not;

struct Sealed : Vote {
  using Vote::Vote;
  bool is_told(const char* as, const char* text) { return told(as).contains(text); }
  /// Meets, and two members speak.
  void discuss() {
    open("project");
    meet();
    speak("m2", "选址不当");
    speak("m3", "费用过高");
  }
  /// The account holds such a position from then on.
  void appoint(const char* account, const char* organ, const char* role) {
    const std::string id = std::string(account) + "-" + role;
    ASSERT_EQ(office
                  .post("admin", "/v1/positions",
                        {{"id", id}, {"organ", organ}, {"title", id}, {"roles", JsonArray{role}}})
                  .status,
              201);
    const std::string today = to_string(day_of(office.clock.now()));
    ASSERT_EQ(office
                  .post("admin", "/v1/positions/" + id + "/holders",
                        {{"account", account}, {"since", today}, {"basis", "任命"}})
                  .status,
              201);
  }
  void recuse(const char* account, const char* step) {
    const Answer entered = office.post("m1", "/v1/matters/" + matter + "/recusals",
                                       {{"account", account}, {"step", step}, {"reason", "配偶"}});
    ASSERT_EQ(entered.status, 201) << entered.body;
  }
};

TEST_F(Sealed, IsReadByThoseWhomTheMatterNamesAndTheOfficeThatActsInIt) {
  discuss();
  for (const char* of_it : {"m1", "m2", "m3", "rec", "qian", "shen"})
    EXPECT_TRUE(is_told(of_it, "费用过高")) << of_it;
  for (const char* elsewhere : {"m4", "rec2", "eo"})
    EXPECT_FALSE(is_told(elsewhere, "费用过高")) << elsewhere;
}

// A small installation has no register: who works in the office's unit, or takes a step here, is
// its office.
TEST_F(Sealed, IsReadByTheOfficesColleaguesAndByWhoeverTakesItOver) {
  office.hire("qin", "system", {"office"});
  discuss();
  EXPECT_TRUE(is_told("qin", "费用过高"));
  EXPECT_FALSE(is_told("eo", "费用过高"));
  ASSERT_EQ(office.send("eo", matter, "meeting.adjourn", {{"reason", "时间已晚"}}).status, 201);
  EXPECT_TRUE(is_told("eo", "费用过高"));
}

TEST_F(Sealed, IsReadByTheBodyOfTheOrganThatDecidesAsTheRegisterHasIt) {
  discuss();
  for (const char* newcomer : {"n1", "n2", "o1", "o2"}) office.hire(newcomer, "transport", {});
  appoint("m1", "区人民政府", "organ_head");
  appoint("n1", "区人民政府", "member");
  appoint("o1", "区人民政府", "office");
  for (const char* here : {"n1", "o1"}) EXPECT_TRUE(is_told(here, "费用过高")) << here;
  office.hire("h2", "transport", {});
  office.clock.move_to(office.clock.now() + std::chrono::days{2});
  appoint("h2", "乙县人民政府", "organ_head");
  appoint("n2", "乙县人民政府", "member");
  appoint("o2", "乙县人民政府", "office");
  for (const char* here : {"n1", "o1"}) EXPECT_TRUE(is_told(here, "费用过高")) << here;
  for (const char* of_another : {"h2", "n2", "o2"})
    EXPECT_FALSE(is_told(of_another, "费用过高")) << of_another;
}

TEST_F(Sealed, IsNotReadByAMemberWhileTheyKeepOutOfTheMatter) {
  discuss();
  recuse("m2", "order");
  EXPECT_FALSE(is_told("m2", "费用过高"));
  // What they said is theirs, and goes with them with its proof.
  EXPECT_TRUE(is_told("m2", "选址不当"));
  const Answer own = office.get("m2", "/v1/matters/" + matter + "/own-record");
  EXPECT_NE(own.brief(), "403 kept-paper") << own.body;
  recuse("m2", "lift");
  EXPECT_TRUE(is_told("m2", "费用过高"));
}

TEST_F(Sealed, IsNotReadByTheOfficeWhileItKeepsOutOfTheMatter) {
  office.hire("qin", "system", {"office"});
  discuss();
  recuse("qin", "order");
  EXPECT_FALSE(is_told("qin", "费用过高"));
  EXPECT_TRUE(is_told("qian", "费用过高"));
}

TEST_F(Sealed, IsNotReadByAMemberWhoWasRecusedAtTheMeeting) {
  open("project");
  meet();
  speak("m2", "选址不当");
  ASSERT_EQ(office.send("rec", matter, "attendance.recuse", {{"member", "m3"}, {"reason", "配偶"}})
                .status,
            201);
  EXPECT_FALSE(is_told("m3", "选址不当"));
  ASSERT_EQ(office
                .send("rec", matter, "attendance.lift_recusal",
                      {{"member", "m3"}, {"reason", "查明无利害关系"}})
                .status,
            201);
  EXPECT_TRUE(is_told("m3", "选址不当"));
}

// Minutes are filed again where a member's entry was put right: what they are called may say it.
TEST_F(Sealed, IsNotReadOffTheTitlesOfMinutes) {
  discuss();
  std::vector<std::string> papers;
  for (const char* title : {"draft-one", "dingputright"}) {
    http::Headers headers = office.signed_in("rec");
    headers.add("Content-Type", "text/plain");
    const Answer filed = office.ask("POST",
                                    "/v1/matters/" + matter + "/documents?title=" + title +
                                        "&filename=" + title + ".txt&code=TOP-05",
                                    "minutes", std::move(headers));
    ASSERT_EQ(filed.status, 201) << filed.body;
    papers.push_back(filed.headers.get("Location").data());
  }
  for (const char* outside : {"li", "kong", "m4"}) {
    for (const std::string& paper : papers) EXPECT_EQ(office.get(outside, paper).status, 200);
    EXPECT_FALSE(is_told(outside, "draft-one")) << outside;
    EXPECT_FALSE(is_told(outside, "dingputright")) << outside;
  }
  for (const char* of_it : {"m2", "rec", "qian", "shen"}) {
    EXPECT_TRUE(is_told(of_it, "dingputright")) << of_it;
  }
}

/// Versions of before do not say where they name people: then in whatever happened in the matter.
struct SealedBefore : Sealed {
  SealedBefore() : Sealed("tests/migration/landed/collective-vote-1.13.0.scxml") {}
};

TEST_F(SealedBefore, IsReadByThoseWhomItsRecordNames) {
  discuss();
  for (const char* of_it : {"m1", "m2", "m3", "rec", "qian", "shen"})
    EXPECT_TRUE(is_told(of_it, "费用过高")) << of_it;
  for (const char* elsewhere : {"m4", "rec2", "eo"})
    EXPECT_FALSE(is_told(elsewhere, "费用过高")) << elsewhere;
}

}  // namespace
}  // namespace gavel::api::test
