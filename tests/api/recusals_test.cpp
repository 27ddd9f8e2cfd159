// Recusals over the API: who keeps out of a matter, and who acts instead.
#include "tests/api/town.hpp"

namespace gavel::api::test {
namespace {

// Nothing is done in it by whoever keeps out: neither events nor papers.
TEST(Recusals, RefuseWhoeverDeclaresAnInterestAndSayWhatToDo) {
  Town city;
  const std::string matter = city.open_matter();
  ASSERT_EQ(city.recuse("li", matter, {{"step", "declare"}}).status, 201);
  const Answer refused = city.send("li", matter, "notice.open");
  EXPECT_EQ(refused.brief(), "403 not-permitted");
  EXPECT_EQ(refused.text("/refusal/recused/reason"), "配偶任职");
  EXPECT_NE(refused.text("/detail").find("指定代理人"), std::string::npos) << refused.body;
  EXPECT_EQ(city.upload("li", matter, "x").brief(), "403 not-permitted");
  const Json tasks = city.get("li", "/v1/matters/" + matter + "/tasks").at("/tasks");
  for (const Json& task : tasks.as_array()) EXPECT_EQ(task.at("mine"), Json(false));
  EXPECT_EQ(city.recuse("li", matter, {{"step", "lift"}}).brief(), "403 role-required");
  EXPECT_EQ(city.recuse("mayor", matter, {{"account", "li"}, {"step", "lift"}}).status, 201);
  EXPECT_EQ(city.send("li", matter, "notice.open").status, 201);
}

TEST(Recusals, AreAskedForByOthersAndDecidedByTheHead) {
  Town city;
  const std::string matter = city.open_matter();
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "li"}, {"step", "decline"}})
                .text("/errors/0/pointer"),
            "/step");
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "li"}, {"step", "ask"}}).status, 201);
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "li"}, {"step", "order"}}).brief(),
            "403 role-required");
  const Answer ordered =
      city.recuse("mayor", matter, {{"account", "li"}, {"step", "order"}, {"deputy", "wu"}});
  ASSERT_EQ(ordered.status, 201) << ordered.body;
  // People are told of people, not of accounts.
  EXPECT_THAT(city.send("li", matter, "notice.open").text("/detail"),
              testing::StartsWith("姓名li在本事项中回避（配偶任职），不得办理；请由姓名wu办理，"));
  EXPECT_EQ(city.recuse("mayor", matter, {{"account", "li"}, {"step", "order"}})
                .text("/errors/0/pointer"),
            "/step");
  EXPECT_EQ(city.recuse("qian", matter, {{"account", "mayor"}, {"step", "ask"}}).status, 201);
  EXPECT_EQ(city.recuse("mayor", matter, {{"account", "mayor"}, {"step", "decline"}}).brief(),
            "403 own-recusal");
  EXPECT_EQ(city.recuse("dang", matter, {{"account", "mayor"}, {"step", "decline"}}).status, 201);
  const Answer all = city.get("qian", "/v1/matters/" + matter + "/recusals");
  EXPECT_EQ(json_text(all.at("/recused")), R"(["li"])");
  EXPECT_EQ(all.at("/steps").as_array().size(), 4u);
  EXPECT_EQ(city.recuse("wu", matter, {{"step", "declare"}}).brief(), "403 not-your-matter");
}

// Another reason is noted while one stands, by themselves or asked for: once that is lifted they
// still keep out, and what was asked is answered.
TEST(Recusals, AreNotedForAnotherReasonWhileOneStands) {
  Town city;
  const std::string matter = city.open_matter();
  const auto step = [&](const char* by, const char* what, const char* reason) {
    return city.recuse(by, matter, {{"account", "li"}, {"step", what}, {"reason", reason}});
  };
  ASSERT_EQ(step("mayor", "order", "曾任职").status, 201);
  EXPECT_EQ(step("li", "declare", " 曾任职。").text("/errors/0/code"), "recused-already");
  EXPECT_EQ(step("qian", "ask", "曾任职").text("/errors/0/code"), "recused-already");
  ASSERT_EQ(step("li", "declare", "配偶持股").status, 201);
  ASSERT_EQ(step("qian", "ask", "其弟参与投标").status, 201);
  ASSERT_EQ(step("mayor", "lift", "查清").status, 201);
  EXPECT_EQ(city.send("li", matter, "notice.open").text("/refusal/recused/reason"), "配偶持股");
  const Answer all = city.get("qian", "/v1/matters/" + matter + "/recusals");
  EXPECT_EQ(json_text(all.at("/recused")), R"(["li"])");
  EXPECT_EQ(all.text("/steps/1/origin"), "");
  EXPECT_EQ(all.at("/asked").as_array().size(), 1u);
  ASSERT_EQ(step("mayor", "lift", "查清").status, 201);
  EXPECT_EQ(city.get("li", "/v1/matters/" + matter + "/tasks").text("/recusals_asked/0/account"),
            "li");
  EXPECT_EQ(step("mayor", "lift", "查清").text("/errors/0/code"), "not-recused");
}

// 公务员法 art. 77: of the head the Party group decides, and no other head; and it waits for them.
TEST(Recusals, OfAHeadAreDecidedByThePartyGroupAlone) {
  Town city;
  city.hire("ju", "transport", {"organ_head"});
  const std::string matter = city.open_matter();
  const std::string tasks = "/v1/matters/" + matter + "/tasks";
  const auto step = [&](const char* by, const char* what, const char* deputy = "") {
    JsonObject said{{"account", "mayor"}, {"step", what}};
    if (*deputy != 0) said["deputy"] = deputy;
    return city.recuse(by, matter, std::move(said));
  };
  const Answer bureau = step("ju", "order");
  EXPECT_EQ(bureau.brief(), "403 heads-recusal") << bureau.body;
  EXPECT_THAT(bureau.text("/detail"),
              testing::StartsWith("姓名mayor是行政首长，其回避由同级党组决定"));
  EXPECT_EQ(step("ju", "order", "ju").text("/errors/0/code"), "deputy-names-themself");
  EXPECT_EQ(city.get("li", tasks).text("/recusals_asked"), "[]");
  ASSERT_EQ(step("qian", "ask").status, 201);
  EXPECT_EQ(city.get("li", tasks).text("/recusals_asked/0/account"), "mayor");
  EXPECT_EQ(city.get("li", "/v1/matters/" + matter + "/recusals").text("/asked/0/by"), "qian");
  EXPECT_EQ(step("ju", "decline").brief(), "403 heads-recusal");
  ASSERT_EQ(step("dang", "order", "ju").status, 201);
  EXPECT_EQ(city.get("li", tasks).text("/recusals_asked"), "[]");
  EXPECT_EQ(step("ju", "lift").brief(), "403 heads-recusal");
  EXPECT_EQ(step("dang", "lift").status, 201);
}

// 公务员法 art. 76: whoever keeps out does not decide who else does, nor a head who acts instead.
TEST(Recusals, OfOthersAreNotDecidedByAHeadWhoKeepsOut) {
  Town city;
  city.hire("fu", "system", {"member"});
  city.hire("jia", "system", {"member"});
  const std::string matter = city.open_matter();
  const auto of = [&](const char* by, const char* whom, const char* what, const char* deputy = "") {
    JsonObject said{{"account", whom}, {"step", what}};
    if (*deputy != 0) said["deputy"] = deputy;
    return city.recuse(by, matter, std::move(said));
  };
  EXPECT_EQ(of("mayor", "mayor", "declare", "fu").text("/errors/0/code"),
            "deputy-of-head-is-ordered");
  // Nor of those who decide on the head.
  EXPECT_EQ(of("mayor", "dang", "order").brief(), "403 role-required");
  ASSERT_EQ(of("mayor", "mayor", "declare").status, 201);
  // Who decides on the head is told to the head, too.
  EXPECT_THAT(city.send("mayor", matter, "notice.open").text("/detail"),
              testing::HasSubstr("请由同级党组在回避决定中指定代理人"));
  EXPECT_EQ(of("mayor", "li", "order").brief(), "403 recused-decides-nothing");
  ASSERT_EQ(of("dang", "mayor", "order", "fu").status, 201);
  EXPECT_EQ(of("mayor", "fu", "order").brief(), "403 recused-decides-nothing");
  // Whom the order names decides in the head's place, and is replaced by another order.
  ASSERT_EQ(of("fu", "li", "order").status, 201);
  EXPECT_EQ(of("dang", "mayor", "order").text("/errors/0/code"), "recused-already");
  EXPECT_EQ(of("dang", "mayor", "order", "fu").text("/errors/0/code"), "recused-already");
  ASSERT_EQ(of("dang", "mayor", "order", "jia").status, 201);
  EXPECT_EQ(of("fu", "li", "lift").brief(), "403 role-required");
  ASSERT_EQ(of("jia", "li", "lift").status, 201);
}

// A deputy acts for whoever keeps out; the one who keeps out does not act as a deputy.
TEST(Recusals, LeaveTheActToADeputyTheHeadNames) {
  Town city;
  const std::string matter = city.open_matter();
  ASSERT_EQ(city.lend("li", {{"delegate", "chen"}, {"role", "drafter"}}).status, 201);
  city.go_to("2026-02-02");
  ASSERT_EQ(city.recuse("li", matter, {{"step", "declare"}, {"deputy", "chen"}}).status, 201);
  const Answer own_choice = city.act("chen", matter, "notice.open", "li");
  EXPECT_EQ(own_choice.brief(), "403 not-permitted");
  EXPECT_EQ(own_choice.text("/refusal/recused/account"), "li") << own_choice.body;
  ASSERT_EQ(city.recuse("mayor", matter, {{"account", "li"}, {"step", "order"}, {"deputy", "chen"}})
                .status,
            201);
  ASSERT_EQ(city.act("chen", matter, "notice.open", "li").status, 201);
  ASSERT_EQ(city.recuse("mayor", matter, {{"account", "chen"}, {"step", "order"}}).status, 201);
  EXPECT_EQ(city.act("chen", matter, "notice.close", "li").status, 403);
  // Nor is whoever keeps out named as a deputy.
  EXPECT_EQ(
      city.recuse("mayor", matter, {{"account", "qian"}, {"step", "order"}, {"deputy", "chen"}})
          .text("/errors/0/pointer"),
      "/deputy");
}

// 公务员法 art. 76 and Decree 713 art. 25: whoever acts for a reviewer could review the matter.
TEST(Recusals, TheDeputyHasTheRoleAndIsNotOfTheUnitThatDrafted) {
  Town city;
  city.hire("own", "education", {"counsel"});
  city.hire("other", "justice", {"counsel"});
  const std::string matter = city.open_matter();
  const auto named = [&](const char* deputy) {
    return city.recuse("mayor", matter,
                       {{"account", "zhao"}, {"step", "order"}, {"deputy", deputy}});
  };
  const Answer drafter = named("li");
  EXPECT_EQ(drafter.text("/errors/0/pointer"), "/deputy") << drafter.body;
  EXPECT_EQ(drafter.text("/errors/0/code"), "deputy-lacks-role");
  EXPECT_THAT(drafter.text("/errors/0/detail"),
              testing::StartsWith("姓名li不具有姓名zhao在本事项中的角色（法律顾问）"));
  EXPECT_EQ(named("chen").text("/errors/0/code"), "deputy-lacks-role");
  EXPECT_EQ(named("own").text("/errors/0/code"), "deputy-of-drafting-unit");
  EXPECT_EQ(named("other").status, 201);
}

// 公务员法 art. 77: an interested party asks; others tell the organ, which enters what they say.
TEST(Recusals, AreAskedForByWhoeverHasAPartInTheMatter) {
  Town city;
  city.hire("kong", "transport", {"expert"});
  city.hire("shen", "transport", {"auditor"});
  city.hire("yi", "system", {"member"});
  const std::string matter = city.open_matter();
  const auto asks = [&](const char* by) {
    return city.recuse(by, matter, {{"account", "mayor"}, {"step", "ask"}});
  };
  for (const char* outside : {"kong", "shen"}) {
    const Answer refused = asks(outside);
    EXPECT_EQ(refused.brief(), "403 no-part-in-the-matter") << outside;
    EXPECT_THAT(refused.text("/detail"), testing::HasSubstr("由办公厅（室）登记"));
  }
  for (const char* part : {"li", "qian", "yi", "zhao", "dang"})
    EXPECT_EQ(asks(part).status, 201) << part;
}

TEST(Recusals, AreAskedForInTheNameOfAPersonWithoutAnAccountByTheOffice) {
  Town city;
  const std::string matter = city.open_matter();
  const auto step = [&](const char* by, const char* what, const char* asker) {
    return city.recuse(by, matter, {{"account", "mayor"}, {"step", what}, {"asker", asker}});
  };
  EXPECT_EQ(step("li", "ask", "张三").text("/errors/0/code"), "asker-is-entered-by-office");
  EXPECT_EQ(step("qian", "order", "张三").text("/errors/0/code"), "asker-asks");
  ASSERT_EQ(step("qian", "ask", "张三").status, 201);
  const Answer all = city.get("li", "/v1/matters/" + matter + "/recusals");
  EXPECT_EQ(all.text("/asked/0/asker"), "张三") << all.body;
  EXPECT_EQ(step("qian", "withdraw", "李四").text("/errors/0/code"), "nothing-asked-by-you");
  EXPECT_EQ(step("qian", "withdraw", "张三").status, 201);
  EXPECT_EQ(city.get("li", "/v1/matters/" + matter + "/recusals").text("/asked"), "[]");
}

TEST(Recusals, ThatWereAskedForAreTakenBackByWhoeverAsked) {
  Town city;
  const std::string matter = city.open_matter();
  const auto step = [&](const char* by, const char* what) {
    return city.recuse(by, matter, {{"account", "li"}, {"step", what}});
  };
  EXPECT_EQ(step("qian", "withdraw").text("/errors/0/code"), "nothing-asked-by-you");
  ASSERT_EQ(step("qian", "ask").status, 201);
  ASSERT_EQ(step("zhao", "ask").status, 201);
  EXPECT_EQ(step("mayor", "withdraw").text("/errors/0/code"), "nothing-asked-by-you");
  ASSERT_EQ(step("zhao", "withdraw").status, 201);
  EXPECT_EQ(step("zhao", "withdraw").text("/errors/0/code"), "nothing-asked-by-you");
  const Answer tasks = city.get("li", "/v1/matters/" + matter + "/tasks");
  EXPECT_EQ(tasks.text("/recusals_asked/0/by"), "qian") << tasks.body;
  EXPECT_EQ(tasks.at("/recusals_asked").as_array().size(), 1u);
  // What waits is answered, whatever was taken back since.
  EXPECT_EQ(step("mayor", "decline").status, 201);
  EXPECT_EQ(step("mayor", "decline").text("/errors/0/code"), "nothing-asked");
}

// Whose own request waits decides on nobody else's; the Party group does.
TEST(Recusals, OfOthersWaitWhileTheHeadIsAskedToKeepOut) {
  Town city;
  const std::string matter = city.open_matter();
  const auto of = [&](const char* by, const char* whom, const char* what) {
    return city.recuse(by, matter, {{"account", whom}, {"step", what}});
  };
  ASSERT_EQ(of("qian", "mayor", "ask").status, 201);
  EXPECT_EQ(of("mayor", "li", "order").brief(), "403 asked-to-keep-out");
  ASSERT_EQ(of("dang", "li", "order").status, 201);
  EXPECT_EQ(of("mayor", "li", "lift").brief(), "403 asked-to-keep-out");
  ASSERT_EQ(of("dang", "mayor", "decline").status, 201);
  EXPECT_EQ(of("mayor", "li", "lift").status, 201);
}

/// Li is entered in the pool of experts, and `by` what interest li has in the matter.
void enter_interest(Town& city, const std::string& matter, const char* by) {
  const Answer expert = city.post("qian", "/v1/experts",
                                  {{"name", "甲"},
                                   {"unit", "局"},
                                   {"kind", "department"},
                                   {"specialty", "教育"},
                                   {"account", "li"},
                                   {"born", "1970-01-01"},
                                   {"basis", "x"},
                                   {"since", "2026-01-01"},
                                   {"until", "2026-12-31"}});
  ASSERT_EQ(expert.status, 201) << expert.body;
  ASSERT_EQ(city.post(by, "/v1/experts/E-0001/facts",
                      {{"fact", "interest"},
                       {"matter", matter},
                       {"interest", "direct"},
                       {"text", "住房在范围内"}})
                .status,
            201);
}

TEST(Recusals, FollowFromAnExpertsDirectInterest) {
  Town city;
  const std::string matter = city.open_matter();
  enter_interest(city, matter, "li");
  EXPECT_EQ(city.send("li", matter, "notice.open").brief(), "403 not-permitted");
}

// Who keeps a register declares nothing in another's name: it is a request, and is decided.
TEST(Recusals, AreAskedForWhereAnotherEntersAnInterest) {
  Town city;
  const std::string matter = city.open_matter();
  enter_interest(city, matter, "qian");
  const Answer told = city.get("qian", "/v1/matters/" + matter + "/recusals");
  EXPECT_EQ(told.text("/recused"), "[]");
  EXPECT_EQ(told.text("/steps/0/step"), "ask");
  EXPECT_EQ(told.text("/asked/0/account"), "li");
}

}  // namespace
}  // namespace gavel::api::test
