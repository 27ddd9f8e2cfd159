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

/// How things stand with the last vote that was counted.
Text came_of_it(const Given& given) {
  const Articles articles({std::shared_ptr<void>(), &given.procedure()});
  const auto all = standings(articles, given.snapshot(), given.events(), real_calendar());
  return all.empty() ? Text{} : all.rbegin()->second;
}

// Whoever reads the statement learns what came of each vote, with its count.
TEST(VoteStatement, AVoteIsToldWithWhatCameOfIt) {
  Given carried = voting();
  EXPECT_EQ(came_of_it(carried).zh, "");
  vote(carried, {"m1", "m2", "m3", "m4"}, "agree");
  EXPECT_EQ(came_of_it(close(carried)).zh, "表决通过（应到6人，同意4票，不同意0票，弃权0票）");
  Given lost = at_table(6, 4);
  EXPECT_EQ(came_of_it(counted(lost, 4, 1, 3)).zh,
            "表决未通过（应到6人，同意1票，不同意3票，弃权0票）");
  Given tie = voting();
  vote(tie, {"m1", "m2"}, "agree");
  vote(tie, {"m3", "m4"}, "oppose");
  EXPECT_EQ(came_of_it(close(tie)).en,
            "nearly even: deferred, and nothing decided (6 due; 2 for, 2 against, 0 abstaining)");
  // Voted on again, each vote has its own.
  own(record_signed(tie)).send("minutes.sign", {{"number", 3}}).by(chair());
  tie.send("topic.resume").send("agenda.accept").by(office());
  tie.send(
      "meeting.notify",
      object(
          R"({"members":["m1","m2","m3"],"chair":"m1","recorder":"rec","held_on":"2026-03-12","place":"会议室"})"));
  arrive(tie.at("2026-03-12T09:00:00+08:00"), {"m1", "m2", "m3"});
  tie.by(office()).send("meeting.begin");
  speak(tie, {"m2", "m3", "m1"}).by(chair()).send("vote.open");
  vote(tie, {"m1", "m2", "m3"}, "agree");
  EXPECT_EQ(came_of_it(close(tie)).zh, "表决通过（应到3人，同意3票，不同意0票，弃权0票）");
  const Articles articles({std::shared_ptr<void>(), &tie.procedure()});
  EXPECT_EQ(standings(articles, tie.snapshot(), tie.events(), real_calendar()).begin()->second.zh,
            "票数接近，暂缓决定，没有作出决策（应到6人，同意2票，不同意2票，弃权0票）");
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
