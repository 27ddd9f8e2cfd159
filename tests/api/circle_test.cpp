// Matters that are kept to those with a part in them, as votes on personnel are (domain: personnel
// stays out of the open regions; stances are sealed).
#include "tests/api/city.hpp"
#include "tests/api/vote.hpp"

namespace gavel::api::test {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

TEST_F(Vote, OnPersonnelIsReadByThoseAloneWhoHaveAPartInIt) {
  open("personnel");
  call();
  for (const char* with_a_part : {"li", "qian", "m1", "m2", "m3", "rec", "dang", "shen"}) {
    EXPECT_EQ(reads(with_a_part), 200) << with_a_part;
    EXPECT_EQ(reads(with_a_part, "/meetings"), 200) << with_a_part;
    EXPECT_TRUE(is_listed_to(with_a_part)) << with_a_part;
  }
  for (const char* without : {"kong", "han", "zhao", "m4", "rec2", "boss"}) {
    for (const char* what : {"", "/meetings", "/meetings/1/record", "/meetings/1/minutes",
                             "/events", "/events/1", "/documents", "/dossier", "/tasks"})
      EXPECT_EQ(reads(without, what), 403) << without << what;
    EXPECT_FALSE(is_listed_to(without)) << without;
  }
  const Answer refused = office.get("kong", "/v1/matters/" + matter);
  EXPECT_EQ(refused.brief(), "403 kept-to-circle");
  EXPECT_THAT(refused.text("/detail"), HasSubstr("本事项属于重要人事任免事项"));
  const std::string document =
      office.get("li", "/v1/matters/" + matter + "/documents").text("/documents/0/href");
  EXPECT_EQ(office.get("m2", document).status, 200);
  EXPECT_EQ(office.get("kong", document).brief(), "403 kept-to-circle");
}

// Members are told of it when they are called; who brings it, and who puts it on, before.
TEST_F(Vote, OnPersonnelIsReadByItsMembersOnceTheyAreCalled) {
  open("personnel");
  for (const char* before : {"li", "qian", "m1"}) EXPECT_EQ(reads(before), 200) << before;
  for (const char* not_yet : {"m2", "rec"}) EXPECT_EQ(reads(not_yet), 403) << not_yet;
  call();
  EXPECT_EQ(reads("m2"), 200);
}

// Nor is it named to whoever looks after what stands still: the inspection has no part in it.
TEST_F(Vote, OnPersonnelIsNotNamedByOversightToWhoHasNoPartInIt) {
  const auto is_idle_to = [&](const char* as) {
    return office.get(as, "/v1/oversight/idle?days=1").body.find(matter) != std::string::npos;
  };
  for (const char* kind : {"personnel", "project"}) {
    open(kind);
    ASSERT_EQ(office.post("admin", "/v1/clock", {{"days", 40}}).status, 200);
    EXPECT_TRUE(is_idle_to("shen"));
    EXPECT_EQ(is_idle_to("du"), std::string_view(kind) == "project") << kind;
  }
}

// Nor to whoever names it as the decision that theirs adjusts: a refusal tells its title to nobody.
TEST_F(Vote, OnPersonnelIsNotNamedByARegister) {
  const char* file = "workflows/major-decision.scxml";
  ASSERT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
  office.hire("yan", "transport", {"study_unit"});
  const auto named = [&] {
    return office.post("yan", "/v1/matters",
                       {{"procedure", "major-decision"},
                        {"title", "民生实事"},
                        {"data", JsonObject{{"source", "leader"},
                                            {"mad_class", 1},
                                            {"reason", "群众诉求"},
                                            {"predecessor", matter}}}});
  };
  open("personnel");
  EXPECT_EQ(named().text("/refusal/rules/0/id"), "G03L");
  EXPECT_EQ(named().body.find("任免事项"), std::string::npos);
  open("project");
  EXPECT_NE(named().body.find("任免事项"), std::string::npos);
}

TEST_F(Vote, OnAnythingElseIsReadByAllWhoWorkWithMatters) {
  open("project");
  for (const char* any : {"kong", "han", "zhao", "m4"}) {
    EXPECT_EQ(reads(any), 200) << any;
    EXPECT_TRUE(is_listed_to(any)) << any;
  }
  EXPECT_EQ(reads("wu"), 403);  // a drafter of another unit, as ever
}

// Article 38(3): what each member said is sealed per person; who met and what came of it is not.
TEST_F(Vote, TellsHowEachMemberVotedToTheBodyAndWhoeverKeepsItsRecordAlone) {
  open("project");
  call();
  office.clock.move_to(parse_instant("2026-12-01T09:00:00+08:00").value());
  for (const char* member : {"m1", "m2", "m3"})
    ASSERT_EQ(office.send("rec", matter, "attendance.arrive", {{"member", member}}).status, 201);
  ASSERT_EQ(office.send("qian", matter, "meeting.begin").status, 201);
  const Answer spoke =
      office.send("rec", matter, "meeting.speak", {{"member", "m2"}, {"text", "选址不当"}});
  ASSERT_EQ(spoke.status, 201) << spoke.body;
  // What corrects it, and what corrects that, say it again.
  std::string corrected = spoke.text("/seq");
  for (const char* text : {"选址不当，应另选", "选址不当，宜另选"}) {
    const Answer correction =
        office.send("rec", matter, "record.correct",
                    {{"seq", std::stoi(corrected)}, {"text", text}, {"reason", "漏记"}});
    ASSERT_EQ(correction.status, 201) << correction.body;
    corrected = correction.text("/seq");
  }
  const Answer open = office.send("qian", matter, "record.correct",
                                  {{"seq", 1}, {"text", "第一议题"}, {"reason", "笔误"}});
  // Nor is one reader's page the other's as he has it.
  http::Headers with_tag = office.signed_in("m2");
  const std::string page = "/v1/matters/" + matter;
  with_tag.add("If-None-Match", std::string(office.get("kong", page).headers.get("ETag")));
  EXPECT_EQ(office.ask("GET", page, "", with_tag).status, 200);
  const std::string event = "/v1/matters/" + matter + "/events/" + spoke.text("/seq");
  const auto told = [&](const char* as) {
    std::string out;
    for (const std::string& what : {std::string("/v1/matters/" + matter), event,
                                    "/v1/matters/" + matter + "/events?limit=200",
                                    "/v1/matters/" + matter + "?version=" + spoke.text("/seq"),
                                    "/v1/matters/" + matter + "/events/" + corrected,
                                    "/v1/matters/" + matter + "/statement-of-procedure",
                                    "/v1/matters/" + matter + "/meetings"})
      out += office.get(as, what).body;
    return out;
  };
  for (const char* of_it : {"m1", "m2", "m3", "rec", "qian", "shen"}) {
    EXPECT_THAT(told(of_it), AllOf(HasSubstr("选址不当"), Not(HasSubstr(R"("kept":true)"))))
        << of_it;
    EXPECT_EQ(reads(of_it, "/meetings/1/record"), 200) << of_it;
  }
  for (const char* other : {"li", "kong", "han", "boss", "m4", "rec2", "eo"}) {
    EXPECT_THAT(told(other), Not(HasSubstr("选址不当"))) << other;
    const Answer kept = office.get(other, event);
    EXPECT_TRUE(kept.body.contains(R"("kept":true)")) << other;
    // Nor whose the entry is that another corrects, and of whom.
    EXPECT_THAT(office.get(other, "/v1/matters/" + matter + "/events/" + corrected).body,
                Not(AnyOf(HasSubstr(R"("m2")"), HasSubstr(R"("rec")"))))
        << other;
    // Beside the minutes, whose sender it is would say what that member said.
    EXPECT_EQ(kept.text("/actor/account"), "") << kept.body;
    EXPECT_EQ(office.get(other, "/v1/matters/" + matter + "/meetings").text("/meetings/0/kept"),
              "true");
    EXPECT_EQ(office.get(other, "/v1/matters/" + matter + "/meetings/1/record").brief(),
              "403 kept-paper");
    EXPECT_EQ(office.get(other, "/v1/matters/" + matter + "/meetings/1/minutes").brief(),
              "403 kept-paper");
  }
  // Nor is whoever may correct no entry of another's told whose that is.
  for (const std::string& entry : {spoke.text("/seq"), corrected}) {
    const Answer refused =
        office.send("li", matter, "record.correct",
                    {{"seq", std::stoi(entry)}, {"text", "一"}, {"reason", "笔误"}});
    EXPECT_EQ(refused.text("/refusal/rules/0/id"), "V19A") << refused.body;
    EXPECT_THAT(refused.body, Not(AnyOf(HasSubstr(R"("m2")"), HasSubstr(R"("rec")"))));
  }
  const Answer own = office.send("rec", matter, "record.correct",
                                 {{"seq", 1}, {"text", "一"}, {"reason", "笔误"}});
  EXPECT_EQ(own.text("/refusal/rules/0/seen/entry/account"), "li") << own.body;
  // While it goes on, the minutes would tell after each entry what that one was.
  ASSERT_EQ(office.send("qian", matter, "meeting.adjourn", {{"reason", "时间已晚"}}).status, 201);
  for (const char* any : {"m1", "li", "kong"}) {
    const Answer minutes = office.get(any, "/v1/matters/" + matter + "/meetings/1/minutes");
    EXPECT_EQ(minutes.status, 200) << any;
    EXPECT_THAT(minutes.body, Not(HasSubstr("选址不当"))) << any;
  }
}

// Whoever reviews or regulates may correct an entry of theirs at any time: that waits for nobody,
// and shows nobody a state secret before their step has come.
// Nor does whoever installs a holiday table learn what a letter whose deadline it moves is about.
TEST(Circle, OfALetterIsNotNamedByAHolidayTable) {
  Office office;
  const char* file = "workflows/letters.scxml";
  ASSERT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
  office.clock.move_to(parse_instant("2026-02-02T09:00:00+08:00").value());
  office.hire("boss", "justice", {"admin"});
  http::Headers headers = office.signed_in("boss");
  headers.add("Content-Type", "text/csv");
  const auto install = [&](const std::string& more) {
    return office.ask("POST", "/v1/calendars", shipped_calendar() + more, headers);
  };
  ASSERT_EQ(office
                .post("qian", "/v1/matters",
                      {{"procedure", "letters"},
                       {"title", "举报违规收费"},
                       {"data", JsonObject{{"channel", "letter"},
                                           {"summary", "违规收费"},
                                           {"publish_consent", false}}}})
                .status,
            201);
  // The fifteenth day is in the Spring Festival.
  const Answer moved = install("2026-02-24,HOLIDAY,错录\n");
  EXPECT_EQ(moved.text("/changed/0/title"), "（限于知悉范围的事项）") << moved.body;
  const Answer changes = office.get("qian", moved.text("/links/changes"));
  EXPECT_EQ(changes.text("/changed/0/title"), "举报违规收费") << changes.body;
}

// Who was held liable is for those who deal with it, not for all who see the matter.
TEST(Circle, OfPapersOfLiabilityIsWhoeverDealsWithThem) {
  City city;
  const char* file = "workflows/follow-up.scxml";
  ASSERT_TRUE(city.procedures.install(file_text(file), file, city.clock.now()));
  city.hire("kong", "justice", {"expert"});
  city.hire("du", "justice", {"inspector"});
  city.propose();
  ASSERT_EQ(city.send("head", "initiation.reject", {{"reason", "条件不成熟"}}).status, 201);
  const Answer opened =
      city.post("chen", "/v1/matters",
                {{"procedure", "follow-up"},
                 {"title", "追责"},
                 {"data", JsonObject{{"volume", city.id}, {"reason", "拖延决策"}}}});
  ASSERT_EQ(opened.status, 201) << opened.body;
  http::Headers headers = city.signed_in("chen");
  headers.add("Content-Type", "text/plain");
  const Answer filed = city.ask("POST",
                                "/v1/matters/" + opened.text("/id") +
                                    "/documents?title=onzhangsan&filename=zhangsan.txt&code=LIA-01",
                                "处分决定", headers);
  ASSERT_EQ(filed.status, 201) << filed.body;
  const std::string paper =
      "/v1/documents/" +
      city.get("chen", "/v1/matters/" + opened.text("/id") + "/documents").text("/documents/0/id");
  EXPECT_EQ(city.get("kong", "/v1/matters/" + opened.text("/id")).status, 200);
  EXPECT_EQ(city.get("kong", paper).brief(), "403 kept-paper");
  for (const char* dealing : {"chen", "du", "head"})
    EXPECT_EQ(city.get(dealing, paper).status, 200) << dealing;
  const std::string matter = "/v1/matters/" + opened.text("/id");
  // Nor what it is called; what the file was called stands in the manifest that every signer reads.
  EXPECT_EQ(filed.text("/filename"), "LIA-01.txt") << filed.body;
  EXPECT_EQ(city.get("kong", matter + "/dossier").at("/documents/0/kept"), Json(true));
  EXPECT_THAT(city.get("chen", matter + "/dossier").body, Not(HasSubstr("kept")));
  for (const char* what : {"", "/documents", "/events", "/events/2", "/dossier"}) {
    EXPECT_THAT(city.get("kong", matter + what).body,
                AllOf(HasSubstr("责任追究"), Not(HasSubstr("zhangsan"))))
        << what;
    EXPECT_THAT(city.get("chen", matter + what).body, HasSubstr("onzhangsan")) << what;
  }
  const Answer entered = city.Office::send("chen", opened.text("/id"), "liability.record",
                                           {{"article", "38"},
                                            {"unit", "某局局长"},
                                            {"number", "责〔2026〕1号"},
                                            {"on", to_string(day_of(city.clock.now()))},
                                            {"facts", "拖延决策造成损失"}});
  ASSERT_EQ(entered.status, 201) << entered.body;
  for (const std::string& what : {matter, matter + "/events/" + entered.text("/seq"),
                                  matter + "/events", matter + "/statement-of-procedure"}) {
    EXPECT_EQ(city.get("kong", what).status, 200) << what;
    EXPECT_THAT(city.get("kong", what).body,
                AllOf(Not(HasSubstr("某局局长")), Not(HasSubstr("拖延决策造成损失")),
                      Not(HasSubstr("zhangsan"))))
        << what;
    EXPECT_THAT(city.get("du", what).body, HasSubstr("某局局长")) << what;
  }
  // Under which article it is on record tells nothing of whom it is about.
  EXPECT_THAT(city.get("kong", matter + "/statement-of-procedure").body,
              HasSubstr("—：登记责任追究文书。条例条款：第三十八条（决策机关）。"));
}

// Nor is it told to whoever names it in a follow-up: that is for those who may know what it
// follows.
TEST(Circle, OfAKeptItemIsToldToNobodyWhoOpensAFollowUpOfIt) {
  City city;
  const char* file = "workflows/follow-up.scxml";
  ASSERT_TRUE(city.procedures.install(file_text(file), file, city.clock.now()));
  city.hire("du", "justice", {"inspector"});
  city.id = city.post("li", "/v1/matters",
                      {{"procedure", "major-decision"},
                       {"title", "水源地保护"},
                       {"data", JsonObject{{"source", "leader"},
                                           {"mad_class", 1},
                                           {"reason", "群众诉求"},
                                           {"kept", true}}}})
                .text("/id");
  const JsonObject opening{{"procedure", "follow-up"},
                           {"title", "追责"},
                           {"data", JsonObject{{"volume", city.id}, {"reason", "拖延"}}}};
  const Answer refused = city.post("du", "/v1/matters", opening);
  EXPECT_EQ(refused.brief(), "403 kept-to-circle") << refused.body;
  EXPECT_EQ(refused.body.find("水源地"), std::string::npos);
  EXPECT_NE(city.post("chen", "/v1/matters", opening).brief(), "403 kept-to-circle");
}

// 信访工作条例: what somebody reports is not passed on to whom it is about.
TEST(Circle, OfALetterIsWhoeverHandlesIt) {
  Office office;
  const char* file = "workflows/letters.scxml";
  ASSERT_TRUE(office.procedures.install(file_text(file), file, office.clock.now()));
  office.hire("han", "transport", {"handler"});
  office.hire("uh", "transport", {"unit_head"});
  office.hire("cai", "justice", {"handler"});
  office.hire("kong", "justice", {"expert"});
  const std::string letter = office
                                 .post("qian", "/v1/matters",
                                       {{"procedure", "letters"},
                                        {"title", "举报违规收费"},
                                        {"data", JsonObject{{"channel", "letter"},
                                                            {"summary", "违规收费"},
                                                            {"publish_consent", false}}}})
                                 .text("/id");
  ASSERT_EQ(office.send("qian", letter, "letter.accept", {{"track", "complaint"}}).status, 201);
  const auto reads = [&](const char* as) { return office.get(as, "/v1/matters/" + letter).status; };
  EXPECT_EQ(reads("han"), 403);
  ASSERT_EQ(office.send("qian", letter, "letter.assign", {{"unit", "transport"}}).status, 201);
  for (const char* handling : {"qian", "han", "uh"}) EXPECT_EQ(reads(handling), 200) << handling;
  for (const char* other : {"cai", "kong", "li"}) {
    EXPECT_EQ(reads(other), 403) << other;
    EXPECT_EQ(office.get(other, "/v1/matters").body.find(letter), std::string::npos) << other;
  }
}

TEST(Circle, OfAStateSecretIsNobodyWhoseStepHasNotCome) {
  City city;
  city.hire("zheng", "justice", {"justice"});
  city.hire("shi", "transport", {"market_regulator"});
  city.propose();
  const Answer filed = city.get("li", "/v1/matters/" + city.id + "/documents");
  const std::string study = filed.text("/documents/1/href");
  ASSERT_EQ(
      city.post("sun", study + "/security", {{"security", "机密"}, {"basis", "经定密责任人批准"}})
          .status,
      201);
  for (const char* reads : {"li", "sun", "chen", "head"})
    EXPECT_EQ(city.get(reads, study).status, 200) << reads;
  for (const char* not_yet : {"zheng", "shi"}) {
    EXPECT_EQ(city.get(not_yet, "/v1/matters/" + city.id).status, 200) << not_yet;
    const Answer refused = city.get(not_yet, study);
    EXPECT_EQ(refused.brief(), "403 classified-paper") << not_yet;
    EXPECT_THAT(refused.text("/detail"),
                HasSubstr("政府办公厅（室）、行政首长、档案人员、审计人员"));
  }
}

}  // namespace
}  // namespace gavel::api::test
