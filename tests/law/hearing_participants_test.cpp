// Decree 713, article 16: who takes part in a hearing, within the seats of their side, and who
// takes their place.
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
