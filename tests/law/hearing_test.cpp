// Decree 713, article 16: a hearing, from the choice of its participants to the day it is held.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

TEST(Article16, ParticipantsAreChosenWithinTheSeatsOfTheirSide) {
  Course course = announced();
  for (const auto& wrong : {participant("张", "学生"), participant("教育局", "商户"),
                            participant("法制办", "居民"), participant("公务员甲", "居民", true)}) {
    EXPECT_EQ(course.refused("hearing.participant", wrong), "rules-unmet G09Q") << wrong;
  }
  course.send("hearing.participant", participant("张", "商户"));
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "居民")), "rules-unmet G09Q");
  course.send("hearing.participant", participant("王", "商户"));
  EXPECT_EQ(course.refused("hearing.participant", participant("赵", "商户")), "rules-unmet G09Q");
}

// A drafter, the head or an official whom the register of accounts has is no one of the public.
TEST(Article16, WhoeverTheRegisterHasIsAnOfficialOrSaidToBeAnother) {
  Course course = closed(R"({"hearing_min_participants":3,"hearing_excludes_officials":false})");
  course.send("hearing.announce", announcement);
  const auto is = [&](const char* unit, JsonArray roles) {
    course.knows("name", {{"found", JsonObject{{"account", "x"},
                                               {"name", "张"},
                                               {"unit", unit},
                                               {"roles", std::move(roles)}}}});
  };
  is("education", {"drafter"});
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "商户", true)),
            "rules-unmet G09QA");
  is("government", {"organ_head"});
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "商户", true)),
            "rules-unmet G09QA");
  is("finance", {"member"});
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "商户", true)),
            "rules-unmet G09QA");
  is("finance", {"drafter"});
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "商户")), "rules-unmet G09QA");
  // An expert of the pool has an account, and no office.
  Course professor = course;
  professor.knows("name", {{"found", JsonObject{{"account", "x"},
                                                {"name", "张"},
                                                {"unit", "university"},
                                                {"roles", JsonArray{"expert"}}}}});
  professor.send("hearing.participant", participant("张", "商户"));
  is("education", {"expert"});
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "商户")), "rules-unmet G09QA");
  is("finance", {"drafter"});
  Course namesake = course;
  namesake.send("hearing.participant",
                R"({"name":"张","group":"商户","official":false,"namesake":"小学旁商铺业主"})");
  course.send("hearing.participant", participant("张", "商户", true));
  is("education", {"drafter"});
  EXPECT_EQ(course.refused("hearing.replace", replaced("张", "柳起草")), "rules-unmet G09QA");
}

TEST(Article16, AnOrganMayLetOfficialsTakePart) {
  Course course = closed(R"({"hearing_min_participants":3,"hearing_excludes_officials":false})");
  course.send("hearing.announce", announcement);
  course.send("hearing.participant", participant("公务员甲", "居民", true));
}

TEST(Article16, TheListHasSomeoneOfEverySideAndIsClosedOnceItIsPublished) {
  Course course = announced();
  course.send("hearing.participant", participant("张", "商户"));
  course.send("hearing.participant", participant("王", "商户")).add({"PUB-07"});
  EXPECT_EQ(json_text(course.unmet("hearing.list").seen.at("sides")), "1");
  course.send("hearing.participant", participant("李", "居民")).send("hearing.list");
  EXPECT_EQ(course.refused("hearing.list"), "rules-unmet G09L");
  EXPECT_EQ(course.refused("hearing.participant", participant("赵", "商户")), "rules-unmet G09Q");
}

TEST(Article16, TheListIsLongEnoughAndAThirdOfItAreStakeholders) {
  for (const char* policy : {R"({"hearing_min_participants":4})",
                             R"({"hearing_min_participants":2,"hearing_stakeholders_one_in":1})"}) {
    Course course = closed(policy);
    std::string more = announcement;
    more.replace(more.find("\"seats\":1"), 9, "\"seats\":9");
    more.replace(more.find("\"seats\":2"), 9, "\"seats\":3");
    course.send("hearing.announce", more).add({"PUB-07"});
    for (const auto& who :
         {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
      course.send("hearing.participant", who);
    }
    EXPECT_EQ(course.refused("hearing.list"), "rules-unmet G09L") << policy;
  }
}

/// Of a clock that runs; "" where it does not.
std::string last_day(Course& course, std::string_view clock) {
  for (const matter::ClockView& each : course.given.clocks()) {
    if (each.id == clock) return to_string(each.due.last);
  }
  return "";
}

// The last receipt is of the 10th: seven days before the hearing it is the 17th.
TEST(Article16, PapersReachEveryParticipantSevenDaysBeforeTheHearing) {
  Course course = listed();
  course.add({"PUB-08"});
  EXPECT_EQ(course.refused("hearing.papers", paper_to("赵")), "rules-unmet G09V");
  course.send("hearing.papers", paper_to("张")).send("hearing.papers", paper_to("王"));
  EXPECT_EQ(course.refused("hearing.papers", paper_to("张")), "rules-unmet G09V");
  course.at("2026-04-20T09:00:00+08:00");
  const auto missing = course.unmet("hearing.open", all_three);
  EXPECT_EQ(missing.id, "G09");
  EXPECT_EQ(missing.seen.at("not_delivered"), Json(1));
  course.send("hearing.papers", paper_to("李"));
  EXPECT_EQ(last_day(course, "T05"), "2026-04-26");
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  course.at("2026-04-26T23:59:59+08:00");
  EXPECT_EQ(course.unmet("hearing.open", all_three).earliest, parse_day("2026-04-27"));
  course.at("2026-04-27T09:00:00+08:00").send("hearing.open", all_three);
}

TEST(Article16, AHearingIsAnnouncedFifteenDaysAheadAndHeldNoEarlierThanAnnounced) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-16T23:59:59+08:00");
  EXPECT_EQ(last_day(course, "T04"), "2026-04-16");
  EXPECT_EQ(course.refused("hearing.open", all_three), "rules-unmet G09 G09T");
  course.at("2026-04-19T23:59:59+08:00");
  EXPECT_EQ(course.refused("hearing.open", all_three), "rules-unmet G09");
  course.at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
}

// Who comes on the day that was announced finds the hearing, and nobody finds it on another.
TEST(Article16, AHearingIsHeldOnTheDayItWasAnnouncedForOrPostponedTo) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-21T00:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", all_three), "rules-unmet G09");
  course.send("hearing.postpone", postponed_to("2026-04-28"));
  course.at("2026-04-28T23:59:59+08:00").send("hearing.open", all_three);
}

TEST(Article16, AHearingMayBeHeldWhileTheNoticeIsOpen) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.noticed().by(drafter());
  std::string sooner = announcement;
  sooner.replace(sooner.find("2026-04-20"), 10, "2026-03-20");
  course.send("hearing.announce", sooner);
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
    course.send("hearing.participant", who);
  }
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-03-20T09:00:00+08:00").send("hearing.open", all_three);
  course.send("hearing.speak", said("教育局", "present"))
      .send("hearing.speak", said("张", "state"));
  course.add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").in({"pp_open"});
  // A record that is replaced is signed again, as it is after the notice closed.
  course.given.add("PUB-09", "a-smoother-record");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold").in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("hearing").at("signed").at("on"), "2026-03-20");
  // Its report is due after seven working days, and told as late whichever state that finds.
  course.given.until("2026-04-02T00:00:00+08:00").in({"pp_collating"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T06");
  course.add({"PUB-11"}).send("hearing.report", R"({"summary":"多数支持"})");
}

TEST(Article16, WhoWithdrawsIsReplacedByAnotherOfTheirSideWhoHasThePapersAnew) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  for (const auto& wrong : {replaced("赵", "钱"), replaced("张", "王"), replaced("张", "教育局"),
                            replaced("张", "公务员甲", true)}) {
    EXPECT_EQ(course.refused("hearing.replace", wrong), "rules-unmet G09B") << wrong;
  }
  course.send("hearing.replace", replaced("张", "赵"));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(course.unmet("hearing.open", R"({"attending":["赵","王"]})").seen.at("not_delivered"),
            Json(1));
  course.send("hearing.papers", paper_to("赵"))
      .send("hearing.postpone", postponed_to("2026-04-27"));
  course.at("2026-04-27T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", R"({"attending":["张","王","李"]})"),
            "rules-unmet G09Z");
  course.send("hearing.open", R"({"attending":["赵","李"]})");
  EXPECT_EQ(course.refused("hearing.replace", replaced("赵", "钱")), "rules-unmet G09B");
}

TEST(Article16, WhoWithdrawsAndIsNotReplacedLeavesAListThatStillHolds) {
  const char* li = R"({"participant":"李","reason":"本人退出"})";
  const char* zhang = R"({"participant":"张","reason":"本人退出"})";
  Course course = listed();
  // Nobody else is of that side; and three are the least.
  EXPECT_EQ(course.refused("hearing.withdraw", li), "rules-unmet G09W");
  EXPECT_EQ(course.refused("hearing.withdraw", zhang), "rules-unmet G09W");
  Course four = listed_for_two();
  four.add({"PUB-08"});
  for (const char* each : {"王", "李"}) four.send("hearing.papers", paper_to(each));
  four.send("hearing.withdraw", zhang).at("2026-04-20T09:00:00+08:00");
  four.send("hearing.open", R"({"attending":["王","李"]})");
}

// Announced for 9:00: who comes then is not late.
TEST(Article16, AHearingBeginsAtTheTimeThatWasAnnounced) {
  for (const auto& [at, expected] : std::vector<std::pair<const char*, const char*>>{
           {"2026-04-20T08:59:59+08:00", "rules-unmet G09HT"}, {"2026-04-20T09:00:00+08:00", ""}}) {
    Course course = listed();
    for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
    course.add({"PUB-08"}).at(at);
    if (*expected != '\0') {
      EXPECT_EQ(course.refused("hearing.open", all_three), expected);
    } else {
      course.send("hearing.open", all_three);
    }
  }
}

// The seven days are those of whoever is still on the list.
TEST(Article16, TheTimeForThePapersOfWhoWithdrewIsNotWaitedFor) {
  Course course = listed_for_two();
  course.add({"PUB-08"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.at("2026-04-18T09:00:00+08:00").send("hearing.replace", replaced("张", "赵"));
  course.send("hearing.papers", paper_to("赵")).at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", R"({"attending":["王","李"]})"), "rules-unmet G09");
  course.send("hearing.withdraw", R"({"participant":"赵","reason":"本人退出"})");
  course.send("hearing.open", R"({"attending":["王","李"]})");
}

TEST(Article16, PapersThatAreRefusedAreNotedAsSuch) {
  Course course = listed();
  EXPECT_EQ(
      course.refused("hearing.papers", R"({"participant":"张","receipt":"留置1","refused":true})"),
      "rules-unmet G09V");
  course.send("hearing.papers",
              R"({"participant":"张","receipt":"留置1","refused":true,"reason":"当面拒收"})");
  // Who takes nothing signs no receipt; who takes the papers does.
  course.send("hearing.papers", R"({"participant":"王","refused":true,"reason":"电话拒收"})");
  EXPECT_EQ(course.refused("hearing.papers", R"({"participant":"李"})"), "rules-unmet G09V");
  course.send("hearing.papers", paper_to("李"));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["王","李"]})");
}

TEST(Article16, AMistypedParticipantIsPutRightAndKeepsThePapers) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  const auto right = [](const char* from, const char* to) {
    return std::string(R"({"reason":"误写","participant":")") + from + R"(","name":")" + to + "\"}";
  };
  for (const auto& wrong : {right("赵", "钱"), right("张", "王"), right("张", "教育局")})
    EXPECT_EQ(course.refused("hearing.correct", wrong), "rules-unmet G09N") << wrong;
  course.send("hearing.correct", right("张", "章"));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  course.send("hearing.open", R"({"attending":["章","王","李"]})");
}

TEST(Article16, EnoughOfThoseOnTheListCome) {
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  for (const char* attending : {R"({"attending":["张"]})", R"({"attending":["张","张"]})",
                                R"({"attending":["张","王","赵"]})"}) {
    EXPECT_EQ(course.refused("hearing.open", attending), "rules-unmet G09Z G09ZS") << attending;
  }
  course.send("hearing.open", R"({"attending":["张","李"]})");
}

// The neighbours have one seat; whoever has it stays away.
TEST(Article16, AHearingDoesNotOpenWithOneSideAbsentUntilItWasPostponedAsOftenAsMayBe) {
  const char* shopkeepers = R"({"attending":["张","王"]})";
  Course course = listed();
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  const auto rule = course.unmet("hearing.open", shopkeepers);
  EXPECT_EQ(rule.id, "G09ZS");
  EXPECT_EQ(json_text(rule.seen), R"({"sides":2,"sides_there":1,"postponed":0})");
  course.send("hearing.postpone", postponed_to("2026-04-27")).at("2026-04-27T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.open", shopkeepers), "rules-unmet G09ZS");
  course.send("hearing.postpone", postponed_to("2026-05-11")).at("2026-05-11T09:00:00+08:00");
  course.send("hearing.open", shopkeepers);
}

TEST(Article17, SomebodyOfADraftingUnitPresentsTheDraftOrItIsSaidWhyNot) {
  Course course = closed();
  const auto of = [](const char* unit) {
    JsonObject out = account("he", "executor");
    out["found"].as_object()["unit"] = unit;
    return out;
  };
  course.knows("presenter", of("works"));
  EXPECT_EQ(course.refused("hearing.announce", announcement), "rules-unmet G09PU");
  std::string reasoned = announcement;
  reasoned.insert(reasoned.rfind('}'), R"(,"presenter_reason":"受委托编制草案的单位")");
  Course with_reason = course;
  with_reason.send("hearing.announce", reasoned);
  constexpr const char* staff = R"({"chair":"司法局","presenter":"何","reason":"r")";
  EXPECT_EQ(with_reason.refused("hearing.staff", std::string(staff) + "}"), "rules-unmet G09PU");
  with_reason.send("hearing.staff", std::string(staff) + R"(,"presenter_reason":"同上"})");
  course.knows("presenter", of("education")).send("hearing.announce", announcement);
}

TEST(Article17, SomebodyOfTheUnitThatDraftsWithItPresentsTheDraftToo) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3})");
  course.together().notice_closed().by(drafter()).knows("chair", {{"found", nullptr}});
  JsonObject cai = account("cai", "drafter");
  cai["found"].as_object()["unit"] = "finance";
  course.knows("presenter", cai).send("hearing.announce", announcement);
}

TEST(Article16, AHearingIsPostponedTwiceAndThenCancelledUnlessTheLawDemandsIt) {
  Course course = listed();
  const auto to = postponed_to;
  EXPECT_EQ(course.refused("hearing.cancel", R"({"reason":"无法举行"})"), "rules-unmet G09X");
  EXPECT_EQ(course.refused("hearing.postpone", to("2026-04-20")), "rules-unmet G09M");
  course.send("hearing.postpone", to("2026-04-27")).send("hearing.postpone", to("2026-05-11"));
  EXPECT_EQ(course.refused("hearing.postpone", to("2026-05-25")), "rules-unmet G09M");
  course.add({"PUB-03", "PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G09H");
  course.send("hearing.cancel", R"({"reason":"无法举行"})").send("participation.feedback");
  course.in({"pp_done"});
}

TEST(Article16, AHearingTheLawDemandsIsNotCancelled) {
  Course course;
  course.policy = object(R"({"hearing_postponements":0,"hearing_min_participants":3})");
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","hearing_basis":"价格法第23条"})");
  course.send("hearing.announce", announcement);
  EXPECT_EQ(course.refused("hearing.postpone", R"({"date":"2026-05-20","reason":"r"})"),
            "rules-unmet G09M");
  EXPECT_EQ(course.refused("hearing.cancel", R"({"reason":"r"})"), "rules-unmet G09X");
  // Its day has passed and it must be held: it gets another day, whatever the number of times.
  course.at("2026-04-21T09:00:00+08:00").send("hearing.postpone", postponed_to("2026-05-20"));
}

/// What the public is shown of the hearing, as the last event published it; null: nothing.
Json published(const Course& course) {
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->type == "urn:gavel:notice" && sent->event == "hearing")
      return sent->data;
  }
  return nullptr;
}

TEST(Article16, APostponedHearingMayMoveToAnotherHourAndPlace) {
  Course course = announced();
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  EXPECT_EQ(published(course).at("time"), "9:00");
  EXPECT_EQ(published(course).at("place"), "礼堂");
  course.send("hearing.postpone",
              R"({"date":"2026-04-28","time":"14:30","place":"文化馆","reason":"礼堂检修"})");
  EXPECT_EQ(published(course).at("time"), "14:30");
  EXPECT_EQ(published(course).at("place"), "文化馆");
}

TEST(Article16, TheHearingItsListAndItsPostponementAreShownToThePublic) {
  Course course = announced();
  Json shown = published(course);
  for (const char* name : {"announced_on", "date", "place", "selection", "chair", "presenter"})
    EXPECT_FALSE(shown.at(name).as_string().empty()) << name;
  EXPECT_EQ(shown.at("quotas").as_array().size(), 2u);
  EXPECT_EQ(shown.at("list"), Json(JsonArray{}));
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
    course.send("hearing.participant", who);
    EXPECT_EQ(published(course), Json(nullptr));  // names are shown with the list
  }
  course.add({"PUB-07"}).send("hearing.list");
  EXPECT_EQ(json_text(published(course).at("list").at(2)), R"({"name":"李","group":"居民"})");
  course.send("hearing.replace", replaced("李", "孙"));
  EXPECT_EQ(json_text(published(course).at("list").at(2)), R"({"name":"孙","group":"居民"})");
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  EXPECT_EQ(published(course).at("date"), "2026-04-27");
  EXPECT_EQ(published(course).at("postponed").at(0).at("reason"), "台风");
}

// The catalogue of the year said that there would be one.
TEST(Article16, AHearingTheCatalogueDemandsIsHeld) {
  Course course;
  JsonObject item = catalogued("2026-3");
  item.at("found").as_object()["hearing"] = true;
  course.studied().by(head()).add({"INI-03", "INI-04"}).knows("catalogue_no", item);
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3"})");
  course.by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
  course.send("coordination.ask", R"({"units":["land"]})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  course.add({"DRF-07", "PUB-01"}).send("coordination.conclude").checked_for_secrets();
  course.send("notice.open", R"({"title":"t","how":"h"})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter()).add({"PUB-03", "PUB-05"});
  const auto rule = course.unmet("participation.feedback");
  EXPECT_EQ(rule.id, "G09R");
  EXPECT_EQ(rule.seen.at("basis"), "2026-3");
}

// What the published catalogue says is to be run is not found needless by the drafting unit, though
// the sheet it came from had all steps in one cell.
TEST(Article3, AStepThatTheCatalogueDemandsIsNotLeftOut) {
  const auto planning = [](const char* procedures) {
    Course course;
    JsonObject item = catalogued("2026-3");
    item.at("found").as_object()["procedures"] = parse_json(procedures).value();
    course.studied().by(head()).add({"INI-03", "INI-04"}).knows("catalogue_no", item);
    course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3"})");
    course.by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
    course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
    course.send("coordination.ask", R"({"units":["land"]})");
    course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
    course.add({"DRF-07", "PUB-01"}).send("coordination.conclude");
    course.send("risk.trigger", R"({"stability":false,"security":false,"listed":false,
                                    "reason":"不涉及"})");
    return course;
  };
  const char* approved = R"({"reason":"r","approver":"zhao"})";
  for (const char* step :
       {R"(["专家论证"])", R"(["公众参与","专家咨询论证"])", R"(["组织专家论证"])",
        R"(["专家评审"])", R"(["公众参与、专家论证、合法性审查"])"}) {
    Course course = planning(step);
    EXPECT_EQ(course.refused("experts.not_required", approved), "rules-unmet G02E") << step;
    course.send("risk.not_required", approved).in({"ra_done"});
  }
  for (const char* step : {R"(["风险评估"])", R"(["社会稳定风险评估"])",
                           R"(["社会稳定性风险评估"])", R"(["公众参与、 风险评估"])"}) {
    Course course = planning(step);
    EXPECT_EQ(course.refused("risk.not_required", approved), "rules-unmet G02R") << step;
    course.send("experts.not_required", approved).in({"ex_done"});
  }
  for (const char* all : {R"(["五项法定程序"])", R"(["全部法定程序"])", R"(["履行五项程序"])"}) {
    Course course = planning(all);
    EXPECT_EQ(course.refused("experts.not_required", approved), "rules-unmet G02E") << all;
    EXPECT_EQ(course.refused("risk.not_required", approved), "rules-unmet G02R") << all;
    course.send("competition.not_market", approved).in({"fc_done"});
  }
  for (const char* step : {R"(["公平竞争审查"])", R"(["公平竞争审核"])"}) {
    Course market = planning(step);
    EXPECT_EQ(market.refused("competition.not_market", approved), "rules-unmet G02C") << step;
  }
  for (const char* step :
       {R"(["公众参与"])", R"(["征求公众意见"])", R"(["公开征求意见、合法性审查"])"}) {
    Course course = planning(step);
    course.add({"PUB-10"});
    const char* by_law = R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
    EXPECT_EQ(course.refused("participation.not_required", by_law), "rules-unmet G02P") << step;
    course.by(office()).add({"PUB-12"});
    course.send("notice.check", R"({"finding":"withheld","reason":"涉及国家秘密"})");
    course.by(drafter()).send("participation.not_required", by_law);
  }
  Course hearing = planning(R"(["公众参与","听证"])");
  hearing.checked_for_secrets();
  hearing.send("notice.open", R"({"title":"征求意见","how":"信函"})").notice_over();
  EXPECT_EQ(hearing.by(drafter()).add({"PUB-03", "PUB-05"}).refused("participation.feedback"),
            "rules-unmet G09R");
  Course neither = planning(R"(["公众参与","合法性审查","集体讨论决定"])");
  neither.send("experts.not_required", approved).send("risk.not_required", approved);
}

// A line of the record reads “who: what”, and a name with a colon as if somebody else had spoken.
TEST(Article16, TheNameOfAParticipantIsNothingButAName) {
  Course course = announced();
  for (const char* wrong :
       {"张：同意", "张:同意", "张\uFE55甲", "张\u2236甲", "张\\n李", "张\\t李"}) {
    EXPECT_EQ(course.refused("hearing.participant", participant(wrong, "商户")), "rules-unmet G41S")
        << wrong;
  }
  for (const char* hidden : {"张\u200B", "张\u2060三", "\uFEFF张"}) {
    EXPECT_EQ(course.refused("hearing.participant", participant(hidden, "商户")),
              "invalid-form /name")
        << hidden;
  }
  course.send("hearing.participant", participant("买买提·艾力", "商户"));
  course.send("hearing.participant", participant("ئۇيغۇر\u200Cچە", "商户"));
  Course list = listed();
  EXPECT_EQ(list.refused("hearing.replace", replaced("张", "赵：甲")), "rules-unmet G41S");
  EXPECT_EQ(
      list.refused("hearing.correct", R"({"participant":"张","name":"张：甲","reason":"笔误"})"),
      "rules-unmet G41S");
}

}  // namespace
}  // namespace gavel::law
