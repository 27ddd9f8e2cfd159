// The statement of procedure performed (art. 26), read off the lawful course.
#include "tests/law/carrying_out.hpp"
#include "tests/law/statement.hpp"

namespace gavel::law {
namespace {

using matter::Outcome;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using testing::Not;

TEST(Article26, StatementSaysArticleByArticleWhatWasDone) {
  Course course;
  course.published();
  const Statement statement(course);
  EXPECT_EQ(statement.sources.at(0).id, "decree-713");
  EXPECT_THAT(statement.deeds("10"), Contains("gavel.open"));
  EXPECT_THAT(statement.deeds("15"), ElementsAre("notice.open"));
  EXPECT_EQ(statement.article("15").deeds[0].by.account, "wang");
  EXPECT_THAT(statement.article("15").clocks, Contains(Field(&matter::ClockView::id, "T02")));
  EXPECT_THAT(statement.deeds("32"), Contains("publication.publish"));
  EXPECT_THAT(statement.article("14").steps, Not(IsEmpty()));
  EXPECT_EQ(steps_of(statement, "14"), "M2 done participation.feedback by wang; ");
  EXPECT_EQ(steps_of(statement, "24"), "");
  EXPECT_EQ(statement.article("15").outcome, Outcome::done);
  EXPECT_EQ(statement.article("36").outcome, Outcome::open);
  EXPECT_TRUE(statement.article("36").is_blank());  // nothing evaluated yet
}

// What a matter may still come to is open; what it no longer leads to is not.
TEST(Article26, StatementSaysWhatAMatterDidNotComeTo) {
  Course running;
  running.executed();
  EXPECT_EQ(steps_of(Statement(running), "37"), "M10 not_come_to; ");
  EXPECT_EQ(Statement(running).article("37").outcome, Outcome::open);
  Course course;
  course.carried_out();
  const Statement finished(course);
  EXPECT_EQ(steps_of(finished, "37"), "M10 not_come_to; ");
  EXPECT_EQ(finished.article("37").outcome, Outcome::not_come_to);
  EXPECT_EQ(finished.article("16").outcome, Outcome::not_come_to);  // no hearing was held
  EXPECT_EQ(finished.article("33").outcome, Outcome::open);
  Course filed;
  filed.archived();
  const Statement closed(filed);
  EXPECT_EQ(closed.article("33").outcome, Outcome::done);
  EXPECT_EQ(closed.article("36").outcome, Outcome::not_come_to);
  for (const auto& article : closed.sources.at(0).articles)
    EXPECT_NE(article.outcome, Outcome::open) << article.article.number;
}

TEST(Article26, StatementOfAMatterThatWasWithdrawnSaysWhichStepsItDidNotComeTo) {
  Course course;
  course.coordinated().by(head()).send("matter.withdraw", R"({"reason":"另行研究"})");
  const Statement statement(course);
  for (const char* article : {"14", "19", "22", "25", "30", "34"})
    EXPECT_THAT(steps_of(statement, article), testing::HasSubstr("not_come_to; ")) << article;
  EXPECT_EQ(statement.article("12").outcome, Outcome::done);
  EXPECT_EQ(statement.article("30").outcome, Outcome::not_come_to);
  EXPECT_THAT(statement.deeds("30"), IsEmpty());
  // Begun and broken off is not performed.
  Course asked;
  asked.noticed();
  EXPECT_EQ(steps_of(Statement(asked), "14"), "M2 under_way notice.open by wang; ");
  asked.by(head()).send("matter.withdraw", R"({"reason":"另行研究"})");
  EXPECT_EQ(steps_of(Statement(asked), "14"), "M2 ended matter.withdraw by zhao; ");
  EXPECT_EQ(Statement(asked).article("14").outcome, Outcome::ended);
  // Nor is a time that was not over then over later.
  asked.at("2026-04-20T09:00:00+08:00");
  const Statement later(asked);
  const auto& clocks = later.article("15").clocks;
  const auto notice = std::ranges::find(clocks, "T02", &matter::ClockView::id);
  ASSERT_NE(notice, clocks.end());
  ASSERT_TRUE(notice->cut_short.has_value());
  EXPECT_EQ(notice->cut_short->event, "matter.withdraw");
  EXPECT_EQ(Statement(asked).article("15").outcome, Outcome::done);
}

// What was suspended is under article 37, whatever came of an adjustment.
TEST(Article26, StatementTellsHowAStepWasTakenAndNotHowItWasResumed) {
  Course course;
  resumed(suspended(course));
  const Statement statement(course);
  EXPECT_EQ(steps_of(statement, "34"), "M9 under_way execution.assign by chen; ");
  EXPECT_THAT(statement.deeds("37"), Contains("execution.suspend"));
}

// Naming who executes is not executing; what concludes it, or ends it before, says what came of it.
TEST(Article26, StatementTellsOfTheExecutionWhatCameOfIt) {
  Course assigned;
  assigned.executed();
  EXPECT_EQ(steps_of(Statement(assigned), "34"), "M9 under_way execution.assign by chen; ");
  EXPECT_EQ(Statement(assigned).article("34").outcome, Outcome::under_way);
  Course done;
  done.carried_out();
  EXPECT_EQ(steps_of(Statement(done), "34"), "M9 done execution.finish by gong; ");
  EXPECT_EQ(Statement(done).article("34").outcome, Outcome::done);
  Course ended;
  suspended(ended).by(head()).add({"EXE-06", "EXE-07"}).send("execution.terminate", end);
  EXPECT_EQ(steps_of(Statement(ended), "34"), "M9 ended execution.terminate by zhao; ");
  EXPECT_EQ(Statement(ended).article("34").outcome, Outcome::ended);
  Course never;
  never.published()
      .add({"LIA-01"})
      .send("decision.annul", R"({"by":"court","number":"行初1号","reason":"程序违法"})");
  EXPECT_EQ(steps_of(Statement(never), "34"), "M9 not_come_to; ");
}

// An adjustment that was dropped was begun, and it stands no longer.
TEST(Article26, StatementTellsThatAMajorAdjustmentWasDropped) {
  Course course;
  course.executed().by(head()).send("adjustment.major", R"({"reason":"改线"})");
  EXPECT_EQ(steps_of(Statement(course), "37"), "M10 under_way adjustment.major by zhao; ");
  course.send("adjustment.drop", R"({"reason":"仍按原线"})").in({"executing"});
  EXPECT_EQ(steps_of(Statement(course), "37"), "M10 given_up adjustment.drop by zhao; ");
  EXPECT_THAT(Statement(course).deeds("37"), ElementsAre("adjustment.major", "adjustment.drop"));
  course.send("adjustment.major", R"({"reason":"再议改线"})");
  EXPECT_EQ(steps_of(Statement(course), "37"), "M10 under_way adjustment.major by zhao; ");
}

// What is told under an article that does not ask for it makes nothing of it done.
TEST(Article26, StatementTellsAnAdjournedMeetingBesideItsOpening) {
  Course course;
  course.met().send("meeting.adjourn", R"({"reason":"材料有误"})");
  const Statement statement(course);
  EXPECT_EQ(statement.deeds("30").back(), "meeting.adjourn");
  EXPECT_EQ(steps_of(statement, "30"), "M6 under_way meeting.open by chen; ");
}

// Of every act somebody may send there is an article under which the statement tells it; those few
// that end a matter, or answer for an exception, stand by themselves.
TEST(Article26, StatementTellsEveryAct) {
  const matter::Articles articles(major_decision());
  std::vector<std::string> apart;
  for (const auto& [name, type] : major_decision()->events) {
    bool is_told = false;
    for (const auto& source : articles.sources()) {
      for (const auto& each : source.articles) {
        const auto cites = [&](const procedure::Carrier& carrier) {
          return carrier.kind == procedure::Carrier::Kind::event && carrier.id == name;
        };
        const bool is_here = std::ranges::any_of(each.carriers, cites) ||
                             articles.told(source.id, each.article.number).events.contains(name);
        is_told = is_told || (each.article.binds && is_here);
      }
    }
    if (!is_told) apart.push_back(name);
  }
  EXPECT_THAT(apart, ElementsAre("change.decide", "exception.confirm", "exception.dispute",
                                 "exception.drop", "matter.merge", "matter.withdraw"));
}

TEST(Article26, StatementTellsWhatNoArticleIsAbout) {
  Course course;
  course.coordinated().by(head()).send("matter.withdraw", R"({"reason":"另行研究"})");
  const Statement statement(course);
  const auto others =
      matter::others_performed(*major_decision(), course.given.events(), statement.sources, {});
  ASSERT_EQ(others.size(), 1U);
  EXPECT_EQ(others.front().event, "matter.withdraw");
}

// One event cites articles 38 to 41, and its form says which of them the paper is of.
TEST(Article26, StatementPutsAPaperOfLiabilityUnderTheArticleItNames) {
  Course course;
  course.executed().by(inspector()).add({"LIA-01"});
  course.send("liability.record", R"({"unit":"x","number":"责〔2026〕1号","article":"39"})");
  const Statement statement(course);
  EXPECT_THAT(statement.deeds("39"), ElementsAre("liability.record"));
  for (const char* other : {"38", "40", "41"}) {
    EXPECT_THAT(statement.deeds(other), Not(Contains("liability.record"))) << other;
  }
}

// Article 15 has it published where the public learns of it.
TEST(Article15, TheRecordSaysWhereTheNoticeWasPublished) {
  Course course;
  course.coordinated().checked_for_secrets();
  course.send("notice.open", R"({"title":"征求意见","how":"信函","channels":["政府网站","日报"]})");
  const Statement statement(course);
  const auto& said = statement.article("15").deeds.at(0).said;
  const auto channels = std::ranges::find_if(
      said, [](const matter::Said& each) { return each.field->name == "channels"; });
  ASSERT_NE(channels, said.end());
  EXPECT_EQ(json_text(channels->value), R"(["政府网站","日报"])");
}

TEST(Article26, StatementNamesWhoeverLentTheRole) {
  Course course;
  Actor delegate = actor("qian", {"organ_head"}, "government");
  delegate.on_behalf_of = "zhao";
  course.studied().add({"INI-03", "INI-04"}).by(delegate);
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3"})");
  EXPECT_EQ(Statement(course).article("10").deeds.back().by.on_behalf_of, "zhao");
}

// It is the office that checks the papers, not whoever hands them in.
TEST(Article29, StatementHasThePacketCheckedAsTheOfficeAcceptsIt) {
  Course course;
  course.submitted();
  EXPECT_EQ(steps_of(Statement(course), "29"), "M12 under_way meeting.submit by wang; ");
  course.by(office()).send("packet.accept");
  EXPECT_EQ(steps_of(Statement(course), "29"), "M12 done packet.accept by chen; ");
  course.send("packet.return", R"({"reason":"缺附件"})");
  EXPECT_EQ(steps_of(Statement(course), "29"), "M12 reopened packet.return by chen; ");
}

// A meeting that is opened and adjourned discussed nothing to an end.
TEST(Article30, StatementHasTheDiscussionHeldAsTheMeetingComesToAResult) {
  Course course;
  course.met();
  EXPECT_EQ(steps_of(Statement(course), "30"), "M6 under_way meeting.open by chen; ");
  course.by(head()).send("meeting.adjourn", R"({"reason":"停电"})").in({"meeting_scheduled"});
  EXPECT_EQ(steps_of(Statement(course), "30"), "M6 under_way meeting.open by chen; ");
  Course other;
  other.met().stances().head_spoke().send("meeting.decide",
                                          R"({"outcome":"defer","reason":"再议"})");
  EXPECT_EQ(steps_of(Statement(other), "30"), "M6 reopened meeting.decide by zhao; ");
}

// Nothing is adjusted until the head says so; what was given up was begun, and is asked no longer.
TEST(Article37, StatementAsksForAMajorAdjustmentOnlyWhereThereIsOne) {
  constexpr const char* adjust = R"({"reason":"改线"})";
  Course course;
  course.executed();
  EXPECT_FALSE(Statement(course).article("37").steps.at(0).has_arisen);
  course.by(head()).send("adjustment.major", adjust).in({"adjusting"});
  EXPECT_EQ(steps_of(Statement(course), "37"), "M10 under_way adjustment.major by zhao; ");
  course.send("adjustment.drop", R"({"reason":"不改"})").in({"executing"});
  EXPECT_FALSE(Statement(course).article("37").steps.at(0).has_arisen);
  EXPECT_EQ(Statement(course).article("37").outcome, Outcome::done);
}

// Of an opinion that came on paper nobody says that the expert signed it here.
TEST(Article19, StatementTellsWhoSignedAndWhatWasOnlyEntered) {
  Course course;
  course.decided();
  const Statement statement(course);
  const auto& deeds = statement.article("19").deeds;
  const auto opinion = std::ranges::find(deeds, "experts.opinion", &matter::Deed::event);
  ASSERT_NE(opinion, deeds.end());
  EXPECT_TRUE(opinion->is_entered_for_others);
  EXPECT_FALSE(opinion->is_signed);
  const auto paper = std::ranges::find(opinion->said, "paper",
                                       [](const matter::Said& each) { return each.field->name; });
  ASSERT_NE(paper, opinion->said.end());
  EXPECT_EQ(paper->document, "EXP-03");
  for (const auto& deed : statement.article("28").deeds)
    EXPECT_EQ(deed.is_signed, deed.event == "review.opinion" || deed.event == "review.counsel");
}

TEST(Article26, StatementShowsAStepAsOpenUntilItIsDone) {
  Course course;
  course.noticed();
  const Statement statement(course);
  EXPECT_EQ(steps_of(statement, "25"), "M1 open; ");
  EXPECT_TRUE(statement.article("28").is_blank());
}

}  // namespace
}  // namespace gavel::law
