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

TEST(Article26, StatementGivesTheReasonOfWhatWasLeftOut) {
  Course course;
  course.coordinated();
  course.by(drafter())
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  const Statement statement(course);
  // Left out is not performed: neither the step nor the articles on how it would have been.
  EXPECT_EQ(steps_of(statement, "14"), "M2 not_required participation.not_required by wang; ");
  EXPECT_EQ(statement.article("14").outcome, Outcome::not_required);
  for (const char* number : {"15", "16", "17"}) {
    const auto& article = statement.article(number);
    EXPECT_EQ(article.outcome, Outcome::not_required) << number;
    ASSERT_TRUE(article.left_out_by.has_value()) << number;
    EXPECT_EQ(article.left_out_by->event, "participation.not_required") << number;
  }
  EXPECT_EQ(statement.article("19").outcome, Outcome::open);
  const auto& deeds = statement.article("14").deeds;
  ASSERT_THAT(deeds, Contains(Field(&matter::Deed::event, "participation.not_required")));
  for (const auto& deed : deeds) {
    if (deed.event != "participation.not_required") continue;
    EXPECT_EQ(deed.said.at(0).value, Json("《保守国家秘密法》第九条"));
    EXPECT_EQ(deed.said.at(1).value, Json("zhao"));
  }
}

std::string changes_of(const Course& course) {
  std::string out;
  for (const auto& change : matter::changes_performed(*major_decision(), course.given.events())) {
    out += change.value + " by " + change.deed.by.account + ":";
    for (const Text& part : change.reopened) out += " " + part.en + ",";
    out += " ";
  }
  return out;
}

// A change that does not re-open a step leaves standing when and by whom it was done.
TEST(Article26, StatementTellsEachChangeItsClassAndWhatItReopened) {
  Course course;
  course.proceeded().changed("C1");
  EXPECT_EQ(changes_of(course), "C1 by chen: ");
  Course wider;
  wider.proceeded().changed("C3").in({"ex_planning"});
  EXPECT_EQ(changes_of(wider), "C3 by chen: Expert argument, ");
  const Statement statement(wider);
  EXPECT_EQ(steps_of(statement, "14"), "M2 done participation.feedback by wang; ");
  EXPECT_EQ(steps_of(statement, "19"), "M3 reopened change.decide by chen; ");
  EXPECT_EQ(statement.article("19").outcome, Outcome::reopened);
}

// Of five steps one is done again: it alone is told as not done, and under its own article.
TEST(Article26, StatementTellsAStepThatIsDoneAgainUntilItIsDone) {
  Course course;
  course.proceeded().at("2026-04-03T09:00:00+08:00").by(office());
  course.send("step.reopen", R"({"step":"ra","reason":"结论登记有误"})").in({"ra_planning"});
  const Statement again(course);
  EXPECT_EQ(steps_of(again, "22"), "M4 reopened step.reopen by chen; ");
  EXPECT_EQ(again.article("22").outcome, Outcome::reopened);
  EXPECT_EQ(again.deeds("22").back(), "step.reopen");
  EXPECT_EQ(steps_of(again, "14"), "M2 done participation.feedback by wang; ");
  EXPECT_EQ(steps_of(again, "19"), "M3 done experts.conclude by wang; ");
  for (const char* other : {"13", "14", "19", "29"})
    EXPECT_THAT(again.deeds(other), Not(Contains("step.reopen"))) << other;
  course.risk_judged().file("RSK-03", "assessed-again").send("risk.report", Course::risk);
  course.by(head()).sign().send("risk.finding", R"({"controllable":true})");
  course.in({"consolidating"});
  EXPECT_EQ(steps_of(Statement(course), "22"), "M4 done risk.finding by zhao; ");
  EXPECT_THAT(Statement(course).deeds("22"), Contains("step.reopen"));
}

TEST(Article26, StatementTellsAStepThatWasNotDoneAgainBeforeTheMatterEnded) {
  Course course;
  course.heard().in({"pp_done", "ex_planning"}).by(office());
  course.send("step.reopen", R"({"step":"pp","reason":"结论登记有误"})").in({"pp_planning"});
  course.by(head()).send("matter.withdraw", R"({"reason":"另行研究"})");
  EXPECT_EQ(steps_of(Statement(course), "14"), "M2 not_again step.reopen by chen; ");
}

// One event more than the lawful course has: a move by which somebody answers for a step.
TEST(Article26, StatementSaysWhichStepWasPassedOverAndWhy) {
  Course course;
  course.heard();
  std::vector<matter::Event> events = course.given.events();
  matter::Event passed = events.back();
  ++passed.seq;
  passed.kind = "sent", passed.name = "somehow", passed.entered = {"consolidating"};
  events.push_back(passed);
  const auto step_19 = [&](const std::vector<matter::Event>& all) {
    const auto sources =
        matter::performed(matter::Articles(major_decision()), course.given.snapshot(), all, {});
    for (const auto& article : sources.at(0).articles)
      if (article.article.number == "19") return article;
    throw std::runtime_error("no article 19");
  };
  EXPECT_EQ(step_19(events).outcome, Outcome::skipped);
  EXPECT_EQ(step_19(events).steps.at(0).reason, "");
  events.back().kind = "migrated", events.back().name = "gavel.migrate";
  events.back().data = object(R"({"reason":"旧版程序没有此步骤","accepted":["M3"]})");
  EXPECT_EQ(step_19(events).outcome, Outcome::skipped);
  EXPECT_EQ(step_19(events).steps.at(0).reason, "旧版程序没有此步骤");
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

TEST(Article26, StatementListsTheExceptionsWithReasonArticleAndWhoAllowedThem) {
  Course course;
  EXPECT_EQ(exceptions_of(course.coordinated()), "");
  course.by(drafter())
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  const auto used =
      matter::exceptions_used(*major_decision(), course.given.snapshot(), course.given.events());
  ASSERT_EQ(used.size(), 1U);
  EXPECT_EQ(used.front().reason, "《保守国家秘密法》第九条");
  EXPECT_EQ(used.front().on, "2026-03-02");
  EXPECT_EQ(matter::approval_of(course.given.snapshot(), 1).approver, "zhao");
  EXPECT_EQ(matter::approval_of(course.given.snapshot(), 2).approver, "");
  EXPECT_EQ(matter::approval_of(course.given.snapshot(), 0).approver, "");
  EXPECT_THAT(exceptions_of(course),
              testing::StartsWith(
                  "non_public by participation.not_required of wang allowed by zhao [decree-713:"));
}

// Two of one kind on one day by one person are two entries of the record.
TEST(Article26, StatementTellsExceptionsOfOneKindApart) {
  Course course;
  course.packed().knows("chair", seats({"zhao", "qian", "sun"}));
  const char* notice = R"({"body":"executive","held_on":"2026-04-21","place":"一",
      "members":["zhao","qian"],"chair":"zhao","recorder":"ji","left_out_reason":"在外学习"})";
  course.send("meeting.notify", notice).send("meeting.notify", notice);
  std::vector<std::int64_t> entries;
  for (const auto& used :
       matter::exceptions_used(*major_decision(), course.given.snapshot(), course.given.events()))
    if (used.kind == "members_left_out" && used.deed) entries.push_back(used.deed->seq);
  ASSERT_EQ(entries.size(), 2U);
  EXPECT_EQ(entries[1], entries[0] + 1);
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

const matter::ClockPerformed& clock_of(const Statement& statement, const std::string& article,
                                       const std::string& id) {
  for (const auto& clock : statement.article(article).clocks)
    if (clock.id == id) return clock;
  throw std::runtime_error("no clock " + id);
}

TEST(Article26, StatementTellsWhatStoppedTheReviewsTime) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"comments"})").at("2026-04-10T09:00:00+08:00");
  course.send("review.resume").send("review.extend", R"({"reason":"案情复杂"})");
  EXPECT_THAT(Statement(course).deeds("26"),
              ElementsAre("review.send", "review.accept", "review.pause", "review.resume"));
  EXPECT_THAT(Statement(course).deeds("28"), Contains("review.extend"));
}

// Of a review that by consent had less time the statement does not say that it had it all.
TEST(Article26, StatementTellsATimeThatWasNotRunInFull) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"});
  course.send("review.consent", R"({"reason":"材料齐全"})").sign();
  course.send("review.opinion", Course::lawful).at("2026-05-20T09:00:00+08:00");
  const auto cut = clock_of(Statement(course), "26", "T07");
  ASSERT_TRUE(cut.cut_short.has_value());
  EXPECT_EQ(cut.cut_short->event, "review.opinion");
  EXPECT_THAT(Statement(course).deeds("26"), Contains("review.consent"));
  Course whole;
  whole.reviewed();
  EXPECT_FALSE(clock_of(Statement(whole), "26", "T07").cut_short.has_value());
  EXPECT_FALSE(clock_of(Statement(whole), "15", "T02").cut_short.has_value());
}

/// "T08 by 2026-04-24 noted 2026-04-25; ".
std::string overruns_of(Course& course, const std::string& article) {
  std::string out;
  const Statement statement(course);
  for (const auto& each : statement.article(article).overruns)
    out += each.id + " by " + (each.due ? to_string(*each.due) : "?") + " noted " +
           to_string(each.on) + "; ";
  return out;
}

// Returned and accepted anew it has its time from there; that it was overdue is not gone with that.
TEST(Article38, StatementTellsAReviewThatWasOverdueBeforeItsPacketWasSentAnew) {
  Course course;
  course.advised().by(justice()).given.until("2026-04-28T09:00:00+08:00");
  EXPECT_TRUE(matter::ran_out(course.given.snapshot(), clock_of(Statement(course), "28", "T08")));
  EXPECT_EQ(overruns_of(course, "28"), "");
  course.send("review.return", R"({"reason":"缺依据"})").by(drafter()).add({"LEG-01"});
  course.send("review.send").by(justice()).send("review.accept");
  const auto now = clock_of(Statement(course), "28", "T08");
  EXPECT_EQ(to_string(now.due.last), "2026-05-21");
  EXPECT_FALSE(now.ran_out);
  EXPECT_EQ(overruns_of(course, "28"), "T08 by 2026-04-24 noted 2026-04-25; ");
  // Overdue once more, both are told.
  course.given.until("2026-05-25T09:00:00+08:00");
  EXPECT_TRUE(clock_of(Statement(course), "28", "T08").ran_out);
  EXPECT_EQ(overruns_of(course, "28"), "T08 by 2026-04-24 noted 2026-04-25; ");
}

// Where the step is given up, no run stands beside which it could be told.
TEST(Article38, StatementTellsAnOverdueReviewWhoseStepWasTakenBack) {
  Course course;
  course.advised().by(justice()).given.until("2026-04-28T09:00:00+08:00");
  course.add({"LEG-04"}).sign().send("review.opinion", Course::lawful).by(office());
  course.given.later(std::chrono::minutes(1));
  course.send("step.reopen", R"({"step":"pp","reason":"公告遗漏"})");
  EXPECT_EQ(overruns_of(course, "28"), "T08 by 2026-04-24 noted 2026-04-25; ");
}

// What came after it on that day, a change of the draft, did not begin the time: the worst case
// would be told as the best.
TEST(Article26, StatementTellsAReviewOfNoDaysAtAllWhateverFollowedThatDay) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"});
  course.send("review.consent", R"({"reason":"材料齐全"})").sign();
  course.send("review.opinion", Course::lawful).given.later(std::chrono::hours(1));
  course.changed("C1").at("2026-05-20T09:00:00+08:00");
  const auto cut = clock_of(Statement(course), "26", "T07");
  ASSERT_TRUE(cut.cut_short.has_value());
  EXPECT_EQ(cut.cut_short->event, "review.opinion");
}

// Papers that came while it stood still begin it anew, and an opinion of that day cuts it short.
TEST(Article26, StatementMeasuresATimeThatBeganAnewFromThere) {
  Course course;
  course.advised().by(justice()).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"supplement"})").by(drafter()).file("PUB-05", "other");
  course.file("LEG-01", "anew").at("2026-04-08T09:00:00+08:00").by(justice());
  course.send("review.resume").send("review.consent", R"({"reason":"补充材料简单"})");
  course.by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).sign().send("review.opinion", Course::lawful);
  course.given.later(std::chrono::hours(1));
  course.changed("C1").at("2026-05-20T09:00:00+08:00");
  EXPECT_TRUE(clock_of(Statement(course), "26", "T07").cut_short.has_value());
}

// The second review of a day has its own time: what ended the first one cut nothing short.
TEST(Article26, StatementMeasuresATimeFromTheActThatStartedIt) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion",
              Course::opinion("return_procedure", "conforms", "with_problems", "conforms"));
  course.by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").at("2026-05-20T09:00:00+08:00");
  EXPECT_FALSE(clock_of(Statement(course), "26", "T07").cut_short.has_value());
}

// The opinion before stays on record, and is told as what no longer stands.
TEST(Article25, StatementTellsThatTheOpinionBeforeNoLongerStands) {
  Course course;
  course.reviewed().by(office()).given.later(std::chrono::minutes(1));
  EXPECT_EQ(steps_of(Statement(course), "25"), "M1 done review.opinion by fa; ");
  course.send("step.reopen", R"({"step":"legality","reason":"审查人员应当回避"})");
  const Statement statement(course);
  EXPECT_EQ(steps_of(statement, "25"), "M1 reopened step.reopen by chen; ");
  EXPECT_THAT(statement.deeds("25"), Contains("step.reopen"));
  const auto standings =
      matter::standings(matter::Articles(major_decision()), course.given.snapshot(),
                        course.given.events(), matter::real_calendar());
  ASSERT_EQ(standings.size(), 1u);
  EXPECT_EQ(standings.begin()->second.zh, "该意见不再有效，须重新审查或者已经重新审查");
  Course whole;
  whole.submitted();
  EXPECT_TRUE(matter::standings(matter::Articles(major_decision()), whole.given.snapshot(),
                                whole.given.events(), matter::real_calendar())
                  .empty());
}

// What was made on an older text shows as such, until the change is classed.
TEST(Article25, StatementTellsWhichStepsWereTakenOnAnEarlierText) {
  Course course;
  course.reviewed().by(drafter());
  const auto told = [&] {
    std::string out;
    for (const auto& [seq, text] :
         matter::standings(matter::Articles(major_decision()), course.given.snapshot(),
                           course.given.events(), matter::real_calendar()))
      out += course.given.events().at(static_cast<std::size_t>(seq) - 1).name + "; ";
    return out;
  };
  EXPECT_EQ(told(), "");
  course.given.add("DRF-04", "another-text");
  EXPECT_EQ(told(),
            "participation.feedback; experts.conclude; risk.finding; competition.conclude; "
            "review.opinion; ");
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
