// Who is the head of the organ: by the register of positions once that has named one (Decree 713
// art. 30, Organic Law art. 77). Whose account merely has the role, such as a bureau's head of
// before heads of units had a role of their own, decides nothing for the organ.
#include "db/named.hpp"
#include "tests/api/city.hpp"

namespace gavel::api::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

struct Heads : testing::Test {
  City city;
  Heads() {
    city.hire("ju", "transport", {"organ_head"});
    city.hire("ji", "transport", {"organ_head", "inspector"});
    city.hire("tang", "system", {"member"});
  }
  Answer hold(const char* account, const char* since = "2026-01-01") {
    (void)city.post("admin", "/v1/positions",
                    {{"id", "mayor"},
                     {"organ", "区人民政府"},
                     {"title", "区长"},
                     {"roles", JsonArray{"organ_head"}},
                     {"single", true}});
    return city.post("admin", "/v1/positions/mayor/holders",
                     {{"account", account}, {"since", since}, {"basis", "任命"}});
  }
  void post_of(const char* id, const char* organ, const char* role, const char* account) {
    ASSERT_EQ(city.post("admin", "/v1/positions",
                        {{"id", id}, {"organ", organ}, {"title", id}, {"roles", JsonArray{role}}})
                  .status,
              201);
    ASSERT_EQ(city.post("admin", std::string("/v1/positions/") + id + "/holders",
                        {{"account", account}, {"since", "2026-01-01"}, {"basis", "任命"}})
                  .status,
              201);
  }
  Answer reject(const char* as) {
    return city.send(as, "initiation.reject", {{"reason", "条件不成熟"}});
  }
  Answer order(const char* as) {
    return city.post(as, "/v1/matters/" + city.id + "/recusals",
                     {{"account", "li"}, {"step", "order"}, {"reason", "配偶任职"}});
  }
  void propose_from_catalogue() {
    city.begin();
    ASSERT_EQ(city.import(file_text("demo/samples/catalogues.json"), "application/json").status,
              201);
    city.publish();
    city.propose();
  }
  void start() {
    ASSERT_EQ(city.send("head", "initiation.start",
                        {{"drafting_unit", "education"},
                         {"catalogue_no", "2025-1"},
                         {"title_note", "立项时简称"},
                         {"unit_note", "职责划转"}})
                  .status,
              201);
  }
  void freeze() {
    for (const char* code : {"DRF-01", "DRF-02", "DRF-04", "DRF-05"}) city.add("li", code);
    ASSERT_EQ(city.send("li", "draft.freeze",
                        {{"legal_basis", JsonArray{JsonObject{{"title", "义务教育法第12条"},
                                                              {"in_force", true}}}}})
                  .status,
              201);
  }
  Answer conclude(const char* approver) {
    return city.send("li", "coordination.conclude",
                     {{"none_concerned", "不涉及其他部门"}, {"approver", approver}});
  }
  Json roles_of(const char* account) {
    const Day today = day_of(city.clock.now());
    return db::account_named(city.pool, account, today).at("found").at("roles");
  }
};

TEST_F(Heads, AreWhoeverHasTheRoleWhereNoPositionNamesAHead) {
  city.propose();
  EXPECT_EQ(json_text(roles_of("ju")), R"(["organ_head"])");
  EXPECT_EQ(city.get("admin", "/v1/accounts").text("/warnings"), "[]");
  EXPECT_EQ(order("ju").status, 201);
  EXPECT_EQ(reject("ju").status, 201);
}

TEST_F(Heads, AreThoseOfThePositionOnceOneNamesAHead) {
  city.propose();
  ASSERT_EQ(hold("head").status, 201);
  const Answer refused = reject("ji");
  EXPECT_EQ(refused.brief(), "403 not-permitted");
  EXPECT_THAT(refused.text("/detail"),
              AllOf(HasSubstr("职务登记中的行政首长是姓名head"), HasSubstr("姓名ji的账号")));
  const Answer unseen = reject("ju");
  EXPECT_EQ(unseen.brief(), "403 not-your-matter");
  EXPECT_THAT(unseen.text("/detail"), HasSubstr("姓名ju的账号虽有“行政首长”角色"));
  const Answer ordered = order("ji");
  EXPECT_EQ(ordered.brief(), "403 role-required");
  EXPECT_THAT(ordered.text("/detail"), HasSubstr("职务登记中的行政首长是姓名head"));
  EXPECT_EQ(json_text(city.get("ju", "/v1/accounts/me").at("/roles")), "[]");
  EXPECT_EQ(order("head").status, 201);
  EXPECT_EQ(reject("head").status, 201);
}

// What was proposed while one organ alone had its head here is that one's: the head of a district
// that comes later starts and turns down nothing of it.
TEST_F(Heads, OfAnOrganThatComesLaterHaveNoPartInWhatWasProposedBefore) {
  ASSERT_EQ(hold("head").status, 201);
  city.propose();
  post_of("district", "未来区人民政府", "organ_head", "ji");
  const Answer refused = reject("ji");
  EXPECT_EQ(refused.brief(), "403 not-permitted");
  EXPECT_THAT(refused.text("/detail"), HasSubstr("未来区人民政府"));
  EXPECT_EQ(json_text(city.get("head", "/v1/matters/" + city.id).at("/data/organs")),
            R"(["区人民政府"])");
  EXPECT_EQ(reject("head").status, 201);
}

// What a rule asks the register of accounts is what the sender is asked.
TEST_F(Heads, AloneApproveWhatAHeadApproves) {
  propose_from_catalogue();
  start();
  freeze();
  EXPECT_EQ(json_text(roles_of("ju")), R"(["organ_head"])");
  ASSERT_EQ(hold("head").status, 201);
  EXPECT_EQ(json_text(roles_of("ju")), "[]");
  const Answer refused = conclude("ju");
  EXPECT_EQ(refused.brief(), "409 rules-unmet") << refused.body;
  EXPECT_THAT(refused.text("/detail"), HasSubstr("姓名ju的账号虽有“行政首长”角色"));
  const Answer concluded = conclude("head");
  EXPECT_EQ(concluded.status, 201) << concluded.body;
}

TEST_F(Heads, WhoDoNotCountAreNamedToTheAdministrator) {
  ASSERT_EQ(hold("head").status, 201);
  const Answer told = city.get("admin", "/v1/accounts");
  EXPECT_EQ(told.at("/warnings").as_array().size(), 2u) << told.text("/warnings");
  EXPECT_EQ(told.text("/warnings/1/account"), "ju");
  EXPECT_EQ(told.text("/warnings/1/role"), "organ_head");
  EXPECT_THAT(told.text("/warnings/0/says/en"), HasSubstr("姓名head as head of the organ"));
  ASSERT_EQ(city.patch("admin", "/v1/accounts/ju", {{"roles", JsonArray{"unit_head"}}}).status,
            422);  // of letters, which are not installed here
  ASSERT_EQ(city.patch("admin", "/v1/accounts/ju", {{"roles", JsonArray{}}}).status, 200);
  EXPECT_EQ(city.get("admin", "/v1/accounts").at("/warnings").as_array().size(), 1u);
}

// Before the first day of the first head all is as it was; while the post is vacant nobody heads.
TEST_F(Heads, AreNoneWhileThePostIsVacant) {
  city.propose();
  const Day tomorrow = day_of(city.clock.now()) + std::chrono::days{1};
  const Answer held = hold("head", to_string(tomorrow).c_str());
  EXPECT_EQ(json_text(roles_of("ju")), R"(["organ_head"])");
  city.clock.move_to(start_of(tomorrow) + std::chrono::hours{9});
  EXPECT_EQ(json_text(roles_of("ju")), "[]");
  ASSERT_EQ(city.post("admin", "/v1/positions/mayor/holders/" + held.text("/id") + "/end",
                      {{"day", to_string(tomorrow)}, {"reason", "免职"}})
                .status,
            201);
  EXPECT_THAT(reject("ji").text("/detail"), HasSubstr("今天没有登记在任的行政首长"));
  EXPECT_EQ(reject("head").brief(), "403 not-your-matter");
}

// Each organ has its own head: whose matter it is, is known from the start on where no pack says
// it.
TEST_F(Heads, OfAnotherOrganAreNoneInThisMatter) {
  propose_from_catalogue();
  ASSERT_EQ(hold("head").status, 201);
  ASSERT_EQ(city.post("admin", "/v1/positions",
                      {{"id", "director"},
                       {"organ", "区交通局"},
                       {"title", "局长"},
                       {"roles", JsonArray{"organ_head", "inspector"}}})
                .status,
            201);
  ASSERT_EQ(city.post("admin", "/v1/positions/director/holders",
                      {{"account", "ju"}, {"since", "2026-01-01"}, {"basis", "任命"}})
                .status,
            201);
  EXPECT_EQ(json_text(roles_of("ju")), R"(["inspector","organ_head"])");
  const auto lend = [&](const char* as, const char* principal) {
    return city.post(as, "/v1/delegations",
                     {{"principal", principal},
                      {"delegate", "tang"},
                      {"role", "organ_head"},
                      {"since", to_string(day_of(city.clock.now()))},
                      {"until", "2026-12-31"},
                      {"basis", "出差"}});
  };
  ASSERT_EQ(lend("ju", "ju").status, 201);
  EXPECT_EQ(lend("ju", "head").brief(), "403 not-yours-to-delegate");
  start();
  const Answer refused = city.send("ju", "matter.withdraw", {{"reason", "x"}});
  EXPECT_EQ(refused.brief(), "403 not-permitted");
  EXPECT_THAT(refused.text("/detail"), HasSubstr("姓名ju登记的职务在区交通局"));
  const Answer ordered = order("ju");
  EXPECT_EQ(ordered.brief(), "403 role-required");
  EXPECT_THAT(ordered.text("/detail"), HasSubstr("本事项由其他机关决策"));
  const Answer lent = city.post(
      "tang", "/v1/matters/" + city.id + "/events",
      {{"event", "matter.withdraw"}, {"data", JsonObject{{"reason", "x"}}}, {"on_behalf_of", "ju"}},
      {{"If-Match", "*"}});
  EXPECT_EQ(lent.brief(), "403 no-delegation");
  freeze();
  const Answer named = conclude("ju");
  EXPECT_EQ(named.brief(), "409 rules-unmet") << named.body;
  EXPECT_THAT(named.text("/detail"), HasSubstr("姓名ju登记的职务在区交通局"));
  EXPECT_EQ(conclude("head").status, 201);
  EXPECT_EQ(order("head").status, 201);
}

// Of which organ it is, is known from the day on which it is proposed: till it is started too,
// nobody of another touches it.
TEST_F(Heads, OfAnotherOrganAreNoneInAMatterThatIsProposed) {
  ASSERT_EQ(hold("head").status, 201);
  post_of("director", "未来区人民政府", "organ_head", "ju");
  city.hire("mi", "system", {});
  post_of("secretary", "未来区人民政府", "party_group", "mi");
  const auto propose = [&](JsonObject more) {
    JsonObject data{{"source", "leader"}, {"mad_class", 1}, {"reason", "群众诉求"}};
    for (const auto& [name, value] : more) data[name] = value;
    return city.post(
        "li", "/v1/matters",
        {{"procedure", "major-decision"}, {"title", "民生实事"}, {"data", std::move(data)}});
  };
  const Answer untold = propose({});
  EXPECT_EQ(untold.brief(), "409 rules-unmet") << untold.body;
  EXPECT_EQ(untold.text("/refusal/rules/0/id"), "G03O");
  EXPECT_EQ(untold.text("/refusal/rules/0/seen/headed"), R"(["区人民政府","未来区人民政府"])");
  EXPECT_EQ(propose({{"organ", "滨州市人民政府"}}).text("/refusal/rules/0/id"), "G03O");
  const Answer proposed = propose({{"organ", "区 人民政府"}});
  ASSERT_EQ(proposed.status, 201) << proposed.body;
  city.id = proposed.text("/id"), city.version = 1;
  EXPECT_EQ(order("ju").brief(), "403 role-required");
  const Answer ordered = order("mi");
  EXPECT_EQ(ordered.brief(), "403 role-required");
  EXPECT_THAT(ordered.text("/detail"), HasSubstr("姓名mi登记的职务在未来区人民政府"));
  EXPECT_EQ(order("dang").status, 201);
  const Answer excluded = city.send("ju", "matter.exclude", {{"reason", "x"}});
  EXPECT_EQ(excluded.brief(), "403 not-permitted") << excluded.body;
}

// A letter is the organ's that received it: those of another neither read nor handle it.
TEST_F(Heads, AndOfficeOfAnotherOrganReadNoLetter) {
  const char* file = "workflows/letters.scxml";
  ASSERT_TRUE(city.procedures.install(file_text(file), file, city.clock.now()));
  ASSERT_EQ(hold("head").status, 201);
  const auto receive = [&](const char* as, JsonObject more) {
    JsonObject data{{"channel", "letter"}, {"summary", "违规收费"}, {"publish_consent", false}};
    for (const auto& [name, value] : more) data[name] = value;
    return city.post(as, "/v1/matters",
                     {{"procedure", "letters"}, {"title", "举报收费"}, {"data", std::move(data)}});
  };
  const Answer of_before = receive("chen", {});  // there is one organ only
  ASSERT_EQ(of_before.status, 201) << of_before.body;
  post_of("director", "未来区人民政府", "organ_head", "ju");
  city.hire("bo", "transport", {});
  post_of("bureau", "未来区人民政府", "office", "bo");
  EXPECT_EQ(receive("chen", {}).text("/refusal/rules/0/id"), "L21");
  const Answer received = receive("chen", {{"organ", "区人民政府"}});
  ASSERT_EQ(received.status, 201) << received.body;
  const std::string letter = received.text("/id");
  for (const char* other : {"ju", "bo"}) {
    EXPECT_EQ(city.get(other, "/v1/matters/" + letter).status, 403) << other;
    EXPECT_EQ(city.get(other, "/v1/matters").body.find(letter), std::string::npos) << other;
    EXPECT_EQ(city.get(other, "/v1/matters/" + of_before.text("/id")).status, 200) << other;
  }
  EXPECT_EQ(city.Office::send("bo", letter, "letter.accept", {{"track", "complaint"}}).status, 403);
  for (const char* own : {"chen", "head"})
    EXPECT_EQ(city.get(own, "/v1/matters/" + letter).status, 200) << own;
  EXPECT_EQ(city.Office::send("chen", letter, "letter.accept", {{"track", "complaint"}}).status,
            201);
}

// What was lent by somebody who has it no more is not lent.
TEST_F(Heads, LendWhatTheyHave) {
  city.propose();
  const std::string today = to_string(day_of(city.clock.now()));
  const JsonObject lent{{"delegate", "tang"},
                        {"role", "organ_head"},
                        {"since", today},
                        {"until", "2026-12-31"},
                        {"basis", "出差"}};
  ASSERT_EQ(city.post("ju", "/v1/delegations", lent).status, 201);
  const auto lent_to_tang = [&] {
    JsonObject said = db::account_named(city.pool, "tang", day_of(city.clock.now()));
    db::add_lent(city.pool, city.id, day_of(city.clock.now()), nullptr, said);
    return said.at("found").as_object().contains("lent");
  };
  EXPECT_TRUE(lent_to_tang());
  ASSERT_EQ(hold("head").status, 201);
  EXPECT_FALSE(lent_to_tang());
  const Answer refused = city.post("tang", "/v1/matters/" + city.id + "/events",
                                   {{"event", "initiation.reject"},
                                    {"data", JsonObject{{"reason", "x"}}},
                                    {"on_behalf_of", "ju"}},
                                   {{"If-Match", "*"}});
  EXPECT_EQ(refused.brief(), "403 no-delegation");
  EXPECT_EQ(city.post("ju", "/v1/delegations", lent).text("/errors/0/code"), "not-held");
}

// Another leader acts for the head: no drafter, and nobody who reviews the matter.
TEST_F(Heads, LendTheirRoleToMembersAlone) {
  city.propose();
  const auto lend = [&](const char* to, const char* kind, const char* what) {
    return city.post("head", "/v1/delegations",
                     {{"delegate", to},
                      {kind, what},
                      {"since", to_string(day_of(city.clock.now()))},
                      {"until", "2026-12-31"},
                      {"basis", "出差"}});
  };
  const Answer refused = lend("li", "role", "organ_head");
  EXPECT_EQ(refused.text("/errors/0/pointer"), "/delegate") << refused.body;
  EXPECT_EQ(refused.text("/errors/0/code"), "not-lent-to");
  EXPECT_EQ(lend("tang", "role", "organ_head").status, 201);
  // Lent by itself, an act is done in the role of the head all the same.
  EXPECT_EQ(lend("li", "act", "initiation.reject").text("/errors/0/code"), "not-lent-to");
  const auto reject = [&](const char* as) {
    return city.post(as, "/v1/matters/" + city.id + "/events",
                     {{"event", "initiation.reject"},
                      {"data", JsonObject{{"reason", "x"}}},
                      {"on_behalf_of", "head"}},
                     {{"If-Match", "*"}});
  };
  EXPECT_EQ(reject("li").brief(), "403 no-delegation");
  EXPECT_EQ(reject("tang").status, 201);
}

// A leader of one organ acts for no head of another; nor does whoever merely has the role, once the
// register of positions has a member.
TEST_F(Heads, LendTheirRoleWithinTheirOrganAlone) {
  city.propose();
  ASSERT_EQ(hold("head").status, 201);
  post_of("director", "区交通局", "organ_head", "ju");
  city.hire("fu", "system", {});
  const auto lend = [&](const char* as, const char* to) {
    return city.post(as, "/v1/delegations",
                     {{"delegate", to},
                      {"role", "organ_head"},
                      {"since", to_string(day_of(city.clock.now()))},
                      {"until", "2026-12-31"},
                      {"basis", "出差"}});
  };
  EXPECT_EQ(lend("head", "tang").status, 201);
  post_of("vice", "区人民政府", "member", "fu");
  EXPECT_EQ(lend("ju", "fu").text("/errors/0/code"), "delegate-of-another-organ");
  EXPECT_EQ(lend("head", "fu").status, 201);
  EXPECT_EQ(lend("head", "tang").text("/errors/0/code"), "not-lent-to");
  // Nor is what was lent to them before.
  const auto reject = [&](const char* as) {
    return city.post(as, "/v1/matters/" + city.id + "/events",
                     {{"event", "initiation.reject"},
                      {"data", JsonObject{{"reason", "x"}}},
                      {"on_behalf_of", "head"}},
                     {{"If-Match", "*"}});
  };
  EXPECT_NE(reject("tang").status, 201);
  EXPECT_EQ(reject("fu").status, 201);
}

// Nor does anybody of a unit that drafts, whoever names them.
TEST_F(Heads, AreStoodInForByNobodyOfTheDraftingUnit) {
  city.propose();
  city.hire("fang", "education", {"member"});
  const auto order = [&](const char* deputy) {
    return city.post("dang", "/v1/matters/" + city.id + "/recusals",
                     {{"account", "head"}, {"step", "order"}, {"reason", "x"}, {"deputy", deputy}});
  };
  const Answer refused = order("fang");
  EXPECT_EQ(refused.text("/errors/0/code"), "deputy-of-drafting-unit") << refused.body;
  EXPECT_EQ(order("li").text("/errors/0/code"), "deputy-lacks-role");
  EXPECT_EQ(order("tang").status, 201);
}

// Letters of 1.3.0 knew the head of a unit by this role; they are answered to their end.
TEST_F(Heads, OfUnitsAnswerTheLettersOfBeforeTheyHadARoleOfTheirOwn) {
  const char* file = "tests/migration/landed/letters-1.3.0.scxml";
  ASSERT_TRUE(city.procedures.install(file_text(file), file, city.clock.now()));
  city.hire("han", "transport", {"handler"});
  ASSERT_EQ(hold("head").status, 201);
  const std::string letter = city.post("chen", "/v1/matters",
                                       {{"procedure", "letters"},
                                        {"title", "停水"},
                                        {"data", JsonObject{{"channel", "mailbox"},
                                                            {"summary", "停水三天"},
                                                            {"publish_consent", false}}}})
                                 .text("/id");
  const auto send = [&](const char* as, const char* event, JsonObject data) {
    return city.Office::send(as, letter, event, std::move(data));
  };
  ASSERT_EQ(send("chen", "letter.accept", {{"track", "petition"}}).status, 201);
  ASSERT_EQ(send("chen", "letter.assign", {{"unit", "transport"}}).status, 201);
  http::Headers headers = city.signed_in("han");
  headers.add("Content-Type", "text/plain");
  ASSERT_EQ(
      city.ask("POST", "/v1/matters/" + letter + "/documents?title=x&filename=x.txt&code=LET-02",
               "答复", headers)
          .status,
      201);
  ASSERT_EQ(send("han", "reply.draft", {{"adopted", true}}).status, 201);
  EXPECT_EQ(send("head", "reply.send", {}).brief(), "403 not-permitted");
  const Answer sent = send("ju", "reply.send", {});
  EXPECT_EQ(sent.status, 201) << sent.body;
}

}  // namespace
}  // namespace gavel::api::test
