// The statement of procedure performed, of a vote: a step is performed by the act that concludes
// it, and not as people come together for it.
#include "engine/matter/performed.hpp"

#include "tests/vote/body.hpp"

namespace gavel::matter {
namespace {

/// "MV1 done vote.close by rec", for the article of the body's rules that has the one step.
std::string step(const Given& given, const std::string& article) {
  // Lent: the course keeps its procedure longer than this.
  const Articles articles({std::shared_ptr<void>(), &given.procedure()});
  const auto sources = performed(articles, given.snapshot(), given.events(), {});
  for (const PerformedArticle& each : sources.at(0).articles) {
    if (each.article.number != article) continue;
    const StepPerformed& only = each.steps.at(0);
    std::string out = only.id + " " + std::string(name(only.outcome));
    if (only.by) out += " " + only.by->event + " by " + only.by->by.account;
    return out;
  }
  return "no article " + article;
}

TEST(VoteStatement, ATopicIsDiscussedAsItIsPutToTheVote) {
  Given given = at_table(6, 4);
  given.by(office()).send("meeting.begin");
  EXPECT_EQ(step(given, "4"), "MV2 under_way meeting.begin by qian");
  EXPECT_EQ(step(voting(), "4"), "MV2 done vote.open by m1");
  given.send("meeting.adjourn", {{"reason", "人数不足"}});
  EXPECT_EQ(step(given, "4"), "MV2 under_way meeting.begin by qian");
}

// A vote that is broken off was begun, and taken by nobody.
TEST(VoteStatement, AVoteIsTakenAsItIsCounted) {
  Given given = voting();
  EXPECT_EQ(step(given, "5"), "MV1 under_way vote.open by m1");
  Given adjourned = given;
  adjourned.by(office()).send("meeting.adjourn", {{"reason", "人数不足"}});
  EXPECT_EQ(step(adjourned, "5"), "MV1 under_way vote.open by m1");
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  EXPECT_EQ(step(close(given), "5"), "MV1 done vote.close by rec");
}

TEST(VoteStatement, TheMinutesAreThereAsTheChairSignsThemAndExecutionAsItIsReported) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "agree");
  EXPECT_EQ(step(close(given).in({"carried"}), "6"), "MV3 under_way vote.close by rec");
  own(record_signed(given)).send("minutes.sign", {{"number", 3}}).by(office());
  EXPECT_EQ(step(given, "6"), "MV3 done minutes.sign by m1");
  given.send("execution.assign", {{"unit", "works"}});
  EXPECT_EQ(step(given, "7"), "MV4 under_way execution.assign by qian");
  given.send("execution.report", {{"report", "已完成"}});
  EXPECT_EQ(step(given, "7"), "MV4 done execution.report by qian");
}

TEST(VoteStatement, WhatWasNotCarriedIsAtItsEndWithItsMinutes) {
  Given given = voting();
  vote(given, {"m1", "m2", "m3", "m4"}, "oppose");
  EXPECT_EQ(step(close(given).in({"not_carried"}), "7"), "MV4 under_way vote.close by rec");
  own(record_signed(given)).send("minutes.sign", {{"number", 3}});
  EXPECT_EQ(step(given, "7"), "MV4 done minutes.sign by m1");
  EXPECT_EQ(step(given, "6"), "MV3 not_come_to");
}

}  // namespace
}  // namespace gavel::matter
