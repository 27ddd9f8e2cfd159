// Decree 713, article 16: a hearing is announced, with its seats.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

TEST(Article16, AHearingIsAnnouncedWithTheSeatsOfEachSide) {
  Course course = closed();
  const std::string good = announcement;
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = good;
    return changed.replace(changed.find(from), from.size(), to);
  };
  EXPECT_EQ(course.refused("hearing.announce", with("2026-04-20", "2026-04-16")),
            "rules-unmet G09A");  // fourteen days ahead
  EXPECT_EQ(course.refused("hearing.announce", with("居民", "商户")), "rules-unmet G09A");
  EXPECT_EQ(course.refused("hearing.announce", with(R"("place":"礼堂",)", "")),
            "invalid-form /place");
  EXPECT_EQ(course.refused("hearing.announce", with(R"("time":"9:00",)", "")),
            "invalid-form /time");
  EXPECT_EQ(course.refused("hearing.announce", with(R"("selection":"公开报名、随机抽取",)", "")),
            "invalid-form /selection");
  course.send("hearing.announce", good);
}

// A list of fifteen cannot be made of twelve seats: whoever announces them is told the numbers.
TEST(Article16, AHearingIsAnnouncedWithSeatsEnoughForItsList) {
  Course course;
  course.notice_closed().by(drafter());
  const auto seats = [](int users, int firms, bool concerned = true) {
    return std::string(R"({"date":"2026-04-20","time":"9:00","place":"礼堂","chair":"法制办",
        "presenter":"教育局","selection":"报名","quotas":[{"group":"用户","stakeholders":)") +
           (concerned ? "true" : "false") + R"(,"seats":)" + std::to_string(users) +
           R"(},{"group":"企业","stakeholders":false,"seats":)" + std::to_string(firms) + "}]}";
  };
  const auto few = course.unmet("hearing.announce", seats(8, 4));
  EXPECT_EQ(few.id, "G09G");
  EXPECT_THAT(few.remedy.en, testing::HasSubstr("at least 15 seats in all (they are 12)"));
  EXPECT_EQ(course.refused("hearing.announce", seats(8, 8, false)), "rules-unmet G09G");
  EXPECT_EQ(course.refused("hearing.announce", seats(4, 11)), "rules-unmet G09G");
  course.send("hearing.announce", seats(5, 10));
}

// Seats that turn out wrong are no dead end; a list that the public has seen is.
TEST(Article16, SeatsAreAnnouncedAnewUntilTheListIsPublished) {
  Course course = announced();
  course.send("hearing.participant", participant("张", "商户"));
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  std::string more = announcement;
  more.replace(more.find("\"seats\":1"), 9, "\"seats\":2");
  more.replace(more.find("2026-04-20"), 10, "2026-04-27");
  course.send("hearing.announce", more);
  const Json& hearing = course.given.snapshot().session.data.at("hearing");
  EXPECT_EQ(json_text(hearing.at("participants")), "[]");
  EXPECT_EQ(hearing.at("postponed").as_array().size(), 1u);
  for (const auto& who : {participant("张", "商户"), participant("王", "商户"),
                          participant("李", "居民"), participant("周", "居民")}) {
    course.send("hearing.participant", who);
  }
  course.add({"PUB-07"}).send("hearing.list");
  EXPECT_EQ(course.refused("hearing.announce", more), "rules-unmet G09A");
}

// A later day is a postponement, whichever way the public is told of it; two are allowed.
TEST(Article16, AHearingIsNotPutOffByAnnouncingItAnew) {
  const auto on = [](const char* day, const char* more = R"(,"reason":"商户代表未报满")") {
    std::string out = announcement;
    out.replace(out.find("2026-04-20"), 10, day);
    return out.insert(out.rfind('}'), more);
  };
  Course course = announced();
  EXPECT_EQ(course.refused("hearing.announce", on("2026-04-21", "")), "rules-unmet G09AM");
  course.send("hearing.announce", on("2026-04-21"));
  // Other seats for the same day, or an earlier one that leaves time enough, put nothing off.
  course.send("hearing.announce", on("2026-04-21", "")).send("hearing.announce", on("2026-04-20"));
  const Json& hearing = course.given.snapshot().session.data.at("hearing");
  EXPECT_EQ(hearing.at("postponed").as_array().size(), 1u);
  EXPECT_EQ(hearing.at("postponed").at(0).at("from"), "2026-04-20");
  EXPECT_EQ(hearing.at("postponed").at(0).at("reason"), "商户代表未报满");
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  const auto rule = course.unmet("hearing.announce", on("2026-04-28"));
  EXPECT_EQ(rule.id, "G09AM");
  EXPECT_THAT(rule.remedy.en, testing::HasSubstr("2026-04-27"));
  EXPECT_EQ(course.refused("hearing.postpone", postponed_to("2026-04-28")), "rules-unmet G09M");
  // One that is cancelled leaves a further one free.
  course.send("hearing.cancel", R"({"reason":"无人报名"})");
  course.send("hearing.announce", on("2026-04-28", ""));
}

// One that is demanded and whose day has passed gets another, by announcing it as by postponing it.
TEST(Article16, AHearingThatIsDemandedIsAnnouncedAgainOnceItsDayHasPassed) {
  Course course;
  course.policy = object(R"({"hearing_min_participants":3,"hearing_postponements":0})");
  course.coordinated().checked_for_secrets().send(
      "notice.open", R"({"title":"征求意见","how":"信函","hearing_basis":"《价格法》第二十三条"})");
  course.notice_over().by(drafter()).send("hearing.announce", announcement);
  std::string again = announcement;
  again.replace(again.find("2026-04-20"), 10, "2026-05-18");
  again.insert(again.rfind('}'), R"(,"reason":"参加人不足")");
  EXPECT_EQ(course.refused("hearing.announce", again), "rules-unmet G09AM");
  course.at("2026-04-21T09:00:00+08:00").send("hearing.announce", again);
}

TEST(Article16, AHearingIsAnnouncedForATimeOfTheDay) {
  Course course = closed();
  const auto at = [](const char* time) {
    std::string out = announcement;
    return out.replace(out.find("9:00"), 4, time);
  };
  for (const char* wrong :
       {"25:99", "24:00", "9:60", "9:5", "9", "9:00:00", "-9:00", "上午", ":30"})
    EXPECT_EQ(course.refused("hearing.announce", at(wrong)), "invalid-form /time") << wrong;
  Course fullwidth = course;
  fullwidth.send("hearing.announce", at("14：30"));
  course.send("hearing.announce", at("09:05"));
  EXPECT_EQ(
      course.refused("hearing.postpone", R"({"date":"2026-04-28","time":"25:00","reason":"检修"})"),
      "invalid-form /time");
}

// One side is one, with a blank in its name and without.
TEST(Article16, OneSideIsNotTwoByItsSpelling) {
  std::string twice = announcement;
  twice.replace(twice.find("居民"), std::string("居民").size(), "商 户");
  EXPECT_EQ(closed().refused("hearing.announce", twice), "rules-unmet G09A");
  Course course = announced();
  EXPECT_EQ(course.refused("hearing.participant", participant("张", "学 生")), "rules-unmet G09Q");
  course.send("hearing.participant", participant("张", "商 户"));
  course.send("hearing.participant", participant("王", "商户"));
  EXPECT_EQ(course.refused("hearing.participant", participant("赵", "（商户）")),
            "rules-unmet G09Q");                                  // two seats
  EXPECT_EQ(course.refused("hearing.list"), "rules-unmet G09L");  // nobody of the neighbours
  course.send("hearing.participant", participant("李", "居民")).add({"PUB-07"});
  course.send("hearing.list");
  const Json& first =
      course.given.snapshot().session.data.at("hearing").at("participants").as_array().front();
  EXPECT_EQ(first.at("stakeholder"), true);
}

TEST(Article16, OnePersonIsNotTwoByABlankInTheName) {
  Course course = announced();
  course.send("hearing.participant", participant("张 三", "商户"));
  EXPECT_EQ(course.refused("hearing.participant", participant(" 张三 ", "商户")),
            "rules-unmet G09Q");
  EXPECT_EQ(course.refused("hearing.participant", participant("教育 局", "商户")),
            "rules-unmet G09Q");
  course.send("hearing.participant", participant(" 王 ", "商户"));
  EXPECT_EQ(course.given.snapshot().session.data.at("hearing").at("list").at(1).at("name"), "王");
  EXPECT_EQ(course.refused("hearing.replace", replaced("王", "张三")), "rules-unmet G09B");
  const char* same = R"({"reason":"误写","participant":"王","name":"张三"})";
  EXPECT_EQ(course.refused("hearing.correct", same), "rules-unmet G09N");
}

TEST(Article17, WhoPresentsTheDraftDoesNotChair) {
  Course course = closed();
  std::string same = announcement;
  same.replace(same.find("法制办"), std::string("法制办").size(), "教育局");
  EXPECT_EQ(course.refused("hearing.announce", same), "rules-unmet G09P");
}

}  // namespace
}  // namespace gavel::law
