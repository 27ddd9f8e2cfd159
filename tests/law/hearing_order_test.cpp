// Each step of a hearing (articles 16 and 17) has its time: tried too early, too late, and after
// the hearing was cancelled; and the numbers, just met and just missed.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

Course cancelled() {
  Course course = listed();
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  course.send("hearing.postpone", postponed_to("2026-05-11"));
  course.send("hearing.cancel", R"({"reason":"无法举行"})");
  return course;
}
Course not_announced() { return closed(); }
/// Its record was confirmed and signed.
Course held() {
  Course course = spoken();
  course.add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold");
  return course;
}

struct Untimely {
  const char* name;
  std::string event, data;
  const char* rule;
  std::vector<Course (*)()> stages;  ///< Where it is refused.
};

struct AStepOfTheHearing : testing::TestWithParam<Untimely> {};

std::string name_of(const testing::TestParamInfo<Untimely>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(
    Article16, AStepOfTheHearing,
    testing::Values(Untimely{"participant",
                             "hearing.participant",
                             participant("赵", "商户"),
                             "G09Q",
                             {not_announced, listed, opened, cancelled}},
                    Untimely{"list", "hearing.list", "{}", "G09L", {not_announced, listed, opened}},
                    Untimely{"papers",
                             "hearing.papers",
                             paper_to("张"),
                             "G09V",
                             {not_announced, announced, opened, cancelled}},
                    Untimely{"replace",
                             "hearing.replace",
                             replaced("张", "赵"),
                             "G09B",
                             {not_announced, announced, opened, cancelled}},
                    Untimely{"withdraw",
                             "hearing.withdraw",
                             R"({"participant":"张","reason":"退出"})",
                             "G09W",
                             {not_announced, announced, opened, cancelled}},
                    Untimely{"correct",
                             "hearing.correct",
                             R"({"participant":"张","name":"章","reason":"笔误"})",
                             "G09N",
                             {not_announced, announced, opened, cancelled}},
                    Untimely{"postpone",
                             "hearing.postpone",
                             postponed_to("2026-06-01"),
                             "G09M",
                             {not_announced, opened, held, cancelled}},
                    Untimely{"cancel",
                             "hearing.cancel",
                             R"({"reason":"无法举行"})",
                             "G09X",
                             {not_announced, listed, opened, held, cancelled}},
                    Untimely{"open",
                             "hearing.open",
                             all_three,
                             "G09",
                             {not_announced, announced, listed, opened, held, cancelled}},
                    Untimely{"speak",
                             "hearing.speak",
                             said("教育局", "present"),
                             "G09O",
                             {not_announced, listed, held, cancelled}},
                    Untimely{"confirm",
                             "hearing.confirm",
                             signed_by("张"),
                             "G09S",
                             {not_announced, listed, opened, held, cancelled}},
                    Untimely{"report",
                             "hearing.report",
                             R"({"summary":"各方意见"})",
                             "G09Y",
                             {not_announced, listed, spoken, cancelled}}),
    name_of);

TEST_P(AStepOfTheHearing, IsRefusedBeforeItsTimeAndAfterIt) {
  for (std::size_t i = 0; i < GetParam().stages.size(); ++i) {
    Course course = GetParam().stages[i]();
    const std::string refused = course.refused(GetParam().event, GetParam().data);
    EXPECT_THAT(refused, testing::HasSubstr(GetParam().rule)) << "stage " << i;
  }
}

TEST(Article16, AHearingIsAnnouncedOnTheFirstLawfulDayAndForMoreThanOneSide) {
  const auto on = [](const char* day, const char* quotas) {
    return std::string(R"({"time":"09:30","place":"礼堂","chair":"法制办","presenter":"教育局",
                           "selection":"随机抽取","date":")") +
           day + R"(","quotas":[)" + quotas + "]}";
  };
  const char* shops = R"({"group":"商户","seats":3,"stakeholders":true})";
  const std::string both =
      std::string(shops) + R"(,{"group":"居民","seats":1,"stakeholders":false})";
  Course course = closed();
  EXPECT_EQ(course.refused("hearing.announce", on("2026-04-17", shops)), "rules-unmet G09A");
  course.send("hearing.announce", on("2026-04-17", both.c_str()));
}

TEST(Article16, OneInThreeOfTheListMayJustBeStakeholders) {
  for (const int neighbours : {2, 3}) {
    Course course = closed();
    course
        .send("hearing.announce",
              R"({"date":"2026-04-20","time":"09:30","place":"礼堂","chair":"法制办",
            "presenter":"教育局","selection":"随机抽取","quotas":[
            {"group":"商户","seats":1,"stakeholders":true},
            {"group":"居民","seats":3,"stakeholders":false}]})")
        .send("hearing.participant", participant("张", "商户"));
    for (int i = 0; i < neighbours; ++i)
      course.send("hearing.participant", participant(i == 0 ? "李" : i == 1 ? "周" : "吴", "居民"));
    course.add({"PUB-07"});
    if (neighbours == 2) {
      course.send("hearing.list");
    } else {
      EXPECT_EQ(course.refused("hearing.list"), "rules-unmet G09L");
    }
  }
}

TEST(Article16, WhoWithdrawsLeavesAsManyStakeholdersAsAListNeeds) {
  const auto four = [](int one_in) {
    Course course = closed((R"({"hearing_min_participants":2,"hearing_stakeholders_one_in":)" +
                            std::to_string(one_in) + "}")
                               .c_str());
    course
        .send("hearing.announce",
              R"({"date":"2026-04-20","time":"09:30","place":"礼堂","chair":"法制办",
            "presenter":"教育局","selection":"随机抽取","quotas":[
            {"group":"商户","seats":2,"stakeholders":true},
            {"group":"居民","seats":2,"stakeholders":false}]})")
        .send("hearing.participant", participant("张", "商户"))
        .send("hearing.participant", participant("王", "商户"))
        .send("hearing.participant", participant("李", "居民"))
        .send("hearing.participant", participant("周", "居民"));
    course.add({"PUB-07"}).send("hearing.list");
    return course;
  };
  const char* shop = R"({"participant":"张","reason":"退出"})";
  const char* neighbour = R"({"participant":"李","reason":"退出"})";
  // One stakeholder of the three who stay is one in three, and not one in two.
  four(3).send("hearing.withdraw", shop);
  Course half = four(2);
  EXPECT_EQ(half.refused("hearing.withdraw", shop), "rules-unmet G09W");
  half.send("hearing.withdraw", neighbour);
  // Who is left of a side is not let go, whatever the numbers.
  EXPECT_EQ(half.refused("hearing.withdraw", R"({"participant":"周","reason":"退出"})"),
            "rules-unmet G09W");
}

// The day has passed without a hearing that need not be held: once more is a matter of the number.
TEST(Article16, AHearingThatTheLawDoesNotDemandIsNotPutOffAgainBecauseItsDayHasPassed) {
  Course course = closed(R"({"hearing_min_participants":3,"hearing_postponements":0})");
  course.send("hearing.announce", announcement).at("2026-04-21T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.postpone", postponed_to("2026-05-11")), "rules-unmet G09M");
}

// Whoever is to come knows the new day as long ahead as they have the papers.
TEST(Article16, AHearingIsPutOffToADayThatIsKnownAheadOfIt) {
  Course course = listed();
  course.at("2026-04-20T20:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.postpone", postponed_to("2026-04-21")), "rules-unmet G09M");
  const auto rule = course.unmet("hearing.postpone", postponed_to("2026-04-26"));
  EXPECT_EQ(rule.id, "G09M");
  EXPECT_EQ(rule.seen.at("not_before"), "2026-04-27");
  course.send("hearing.postpone", postponed_to("2026-04-27"));
}

}  // namespace
}  // namespace gavel::law
