// Letters and votes over HTTP: whom and what their forms name is found in the registers, or
// refused.
#include "tests/api/office.hpp"

namespace gavel::api::test {
namespace {

struct Bureau : Office {
  Bureau() {
    for (const char* name : {"letters", "collective-vote"}) {
      const std::string file = std::string(name) + ".scxml";
      const auto installed = procedures.install(file_text("workflows/" + file), file, clock.now());
      if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    }
    EXPECT_TRUE(accounts.add_unit({"works", "区住建局"}));
    hire("gong", "works", {"handler"});
    hire("sun", "education", {"drafter"});
    hire("m1", "system", {"organ_head", "member"});
    for (const char* who : {"m2", "m3"}) hire(who, "system", {"member"});
    hire("rec", "system", {"recorder"});
  }
  std::string opened(const std::string& as, const std::string& procedure, JsonObject data) {
    const Answer made =
        post(as, "/v1/matters",
             {{"procedure", procedure}, {"title", "一件事"}, {"data", std::move(data)}});
    EXPECT_EQ(made.status, 201) << made.body;
    return made.text("/id");
  }
  /// The rules that a step is refused for; empty where it was taken.
  std::string refused(const std::string& as, const std::string& matter, const std::string& event,
                      std::string_view data) {
    const Answer answer = send(as, matter, event, parse_json(data).value().as_object());
    if (answer.status == 201) return "";
    std::string out;
    const Json rules = answer.at("/refusal/rules");
    if (!rules.is_array()) return answer.body;
    for (const Json& rule : rules.as_array())
      out += (out.empty() ? "" : " ") + string_or(rule.as_object(), "id");
    return out;
  }
};

TEST(Letters, AreAssignedToAUnitByItsNameAndToNoneThereIsNot) {
  Bureau bureau;
  const std::string letter = bureau.opened(
      "qian", "letters", {{"channel", "mailbox"}, {"summary", "停水"}, {"publish_consent", false}});
  EXPECT_EQ(bureau.refused("qian", letter, "letter.accept", R"({"track":"petition"})"), "");
  const Json tasks = bureau.get("qian", "/v1/matters/" + letter + "/tasks").at("/tasks");
  const auto assign = std::ranges::find_if(
      tasks.as_array(), [](const Json& task) { return task.at("event") == Json("letter.assign"); });
  ASSERT_NE(assign, tasks.as_array().end());
  EXPECT_EQ(assign->at("allowed"), Json(true)) << json_text(*assign);
  EXPECT_EQ(bureau.refused("qian", letter, "letter.assign", R"({"unit":"区住建句"})"), "L06");
  EXPECT_EQ(bureau.refused("qian", letter, "letter.assign", R"({"unit":"transport"})"), "");
  EXPECT_EQ(bureau.refused("qian", letter, "letter.assign", R"({"unit":"区住建局"})"), "");
  EXPECT_EQ(bureau.refused("gong", letter, "letter.object", R"({"reason":"不属住建"})"), "");
}

TEST(Votes, ArePutToThoseWhomTheRegisterOfAccountsKnowsEachOfThemOnce) {
  Bureau bureau;
  const std::string topic =
      bureau.opened("sun", "collective-vote", {{"kind", "project"}, {"summary", "新建图书馆"}});
  for (const char* code : {"TOP-01", "TOP-02"}) {
    http::Headers headers = bureau.signed_in("sun");
    headers.add("Content-Type", "text/plain");
    const Answer filed =
        bureau.ask("POST", "/v1/matters/" + topic + "/documents?code=" + code + "&filename=a.txt",
                   code, headers);
    ASSERT_EQ(filed.status, 201) << filed.body;
  }
  EXPECT_EQ(bureau.refused("sun", topic, "topic.submit", "{}"), "");
  EXPECT_EQ(bureau.refused("m1", topic, "agenda.accept", "{}"), "");
  const auto notice = [&](const char* third, const char* chair = "m1",
                          const char* recorder = "rec") {
    JsonObject data{{"members", JsonArray{"m1", "m2", third}}, {"chair", chair}};
    data["recorder"] = recorder;
    data["held_on"] = "2026-12-01", data["place"] = "会议室";
    return bureau.refused("qian", topic, "meeting.notify", json_text(data));
  };
  EXPECT_EQ(notice("ghost"), "V31");
  EXPECT_EQ(notice("姓名m2"), "V32");
  EXPECT_EQ(notice("m3", "m1", "ghost"), "V33");
  EXPECT_EQ(notice("m3", "m1", "姓名rec"), "V33");
  EXPECT_EQ(notice("m3", "m2"), "V33");
  EXPECT_EQ(notice("m3"), "");
}

// The head of a bureau who sits in the government too chairs its meeting with its own body.
TEST(Votes, AreOfTheBodyOfTheOrganWhoseMatterItIs) {
  Bureau bureau;
  bureau.hire("bj", "works", {});
  bureau.hire("bg", "works", {});
  bureau.hire("bh", "works", {});
  const auto post = [&](const char* id, const char* organ, const char* role, const char* account) {
    const JsonObject position{
        {"id", id}, {"organ", organ}, {"title", id}, {"roles", JsonArray{role}}};
    ASSERT_EQ(bureau.post("admin", "/v1/positions", position).status, 201);
    ASSERT_EQ(bureau
                  .post("admin", std::string("/v1/positions/") + id + "/holders",
                        {{"account", account}, {"since", "2026-01-01"}, {"basis", "任命"}})
                  .status,
              201);
  };
  post("mayor", "区人民政府", "organ_head", "m1");
  post("vice2", "区人民政府", "member", "m2");
  post("vice", "区人民政府", "member", "bj");
  post("director", "区住建局", "organ_head", "bj");
  post("second", "区住建局", "member", "bg");
  post("third", "区住建局", "member", "bh");
  const auto notice = [&](const char* organ, const char* head, JsonArray members) {
    const std::string topic = bureau.opened(
        "sun", "collective-vote", {{"kind", "project"}, {"summary", "新建"}, {"organ", organ}});
    for (const char* code : {"TOP-01", "TOP-02"}) {
      http::Headers headers = bureau.signed_in("sun");
      headers.add("Content-Type", "text/plain");
      (void)bureau.ask("POST",
                       "/v1/matters/" + topic + "/documents?code=" + code + "&filename=a.txt", code,
                       headers);
    }
    EXPECT_EQ(bureau.refused("sun", topic, "topic.submit", "{}"), "");
    EXPECT_EQ(bureau.refused(head, topic, "agenda.accept", "{}"), "");
    const JsonObject data{{"members", std::move(members)},
                          {"chair", head},
                          {"recorder", "rec"},
                          {"held_on", "2026-12-01"},
                          {"place", "会议室"}};
    return bureau.refused("qian", topic, "meeting.notify", json_text(data));
  };
  EXPECT_EQ(notice("区住建局", "bj", {"bj", "bg", "bh"}), "");
  EXPECT_EQ(notice("区住建局", "bj", {"bj", "bg", "m2"}), "V47 V48");
  EXPECT_EQ(notice("区人民政府", "m1", {"m1", "m2", "bj"}), "");
  EXPECT_EQ(notice("区人民政府", "m1", {"m1", "bg", "bj"}), "V47 V48");
}

}  // namespace
}  // namespace gavel::api::test
