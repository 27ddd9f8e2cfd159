// What was put right, said anew or disputed, as record and minutes of the meeting tell it.
#include "tests/api/meeting_papers.hpp"

namespace gavel::api {
namespace {

TEST(MeetingPapers, AnEntryThatWasPutRightStandsAsACorrectionOfTheRecorders) {
  Course course;
  sat(course).by(law::member("sun")).sign();
  course.send("stance.dispute", R"({"member":"sun","text":"我同意"})").by(law::recorder());
  course.stance("sun", "agree")
      .by(law::head())
      .send("meeting.head_statement", R"({"text":"通过"})");
  Papers papers(course);
  const std::string text = papers.text(Kind::record);
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("ji原登记sun的意见为“不同意。<容量>不足 & 距离过近”，本人提出异议：我同意"),
            HasSubstr("（行政首长，更正意见前的发言，已于2026年4月21日 09:00重新发言）：同意")));
  EXPECT_LT(text.find("更正意见前的发言"), text.find("末位发言"));
  EXPECT_THAT(text, Not(HasSubstr("{")));
  EXPECT_THAT(papers.akn(Kind::record, Language::en), HasSubstr("which the member disputed"));
}

TEST(MeetingPapers, AnOutcomeThatWasPutRightStandsBesideTheOneThatWasEntered) {
  Course course;
  sat(course).send("meeting.decide", R"({"outcome":"approve","reason":"急需"})").record_signed();
  EXPECT_THAT(Papers(course).text(Kind::record), Not(HasSubstr("更正前登记的决定")));
  Course slip;
  sat(slip).send("meeting.decide", R"({"outcome":"approve","reason":"急需"})");
  slip.by(law::recorder()).sign().send("record.sign").by(law::head());
  slip.at("2026-04-21T10:00:00+08:00").sign();
  slip.send("outcome.correct",
            R"({"outcome":"defer","correction":"误选","reason":"资金没有落实"})");
  Papers papers(slip);
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    EXPECT_THAT(papers.text(kind),
                AllOf(HasSubstr("  暂缓\n"),
                      HasSubstr("更正前登记的决定：同意（登记的理由：急需）。zhao于2026年4月21日 "
                                "10:00更正，更正理由：误选")));
  }
  EXPECT_THAT(papers.text(Kind::record, Language::en),
              HasSubstr("Put right by zhao on 2026-04-21 10:00: 误选"));
  // What the recorder signed told another outcome.
  EXPECT_THAT(papers.text(Kind::record), HasSubstr("记录人：尚未签名"));
}

// Who has not spoken anew has to, as long as the meeting sits.
TEST(MeetingPapers, TheHeadWhoHasNotSpokenAnewIsToldToDoSo) {
  Course course;
  sat(course).by(law::member("sun")).sign();
  course.send("stance.dispute", R"({"member":"sun","text":"我同意"})").by(law::recorder());
  course.stance("sun", "agree");
  EXPECT_THAT(Papers(course).text(Kind::record), HasSubstr("更正意见前的发言，待重新发言"));
  EXPECT_THAT(Papers(course).text(Kind::record, Language::en), HasSubstr("to speak anew"));
}

// What the head said stays as it was entered; that it was corrected is told at the record's end.
TEST(MeetingPapers, ACorrectedEntryIsToldAtTheEndOfTheRecord) {
  Course course;
  course.decided();
  const auto& events = course.given.events();
  const auto spoke =
      std::ranges::find(events, std::string("meeting.head_statement"), &matter::Event::name);
  course.knows("seq", law::entry_of(law::head(), "meeting.head_statement"));
  course.given.by(law::head())
      .send("record.correct",
            {{"seq", spoke->seq}, {"text", "同意，另报省政府备案"}, {"reason", "漏记"}});
  const std::string entry = std::to_string(spoke->seq);
  const std::int64_t correction = course.given.snapshot().version;
  course.knows("seq", law::entry_of(law::head(), "record.correct"));
  course.given.by(law::head())
      .send("record.correct",
            {{"seq", correction}, {"text", "同意，报省政府备案"}, {"reason", "误记"}});
  Papers papers(course);
  EXPECT_THAT(papers.text(Kind::record), Not(HasSubstr("更正记录")));
  papers.record.corrections = matter::corrected_entries(*law::major_decision(), events);
  EXPECT_THAT(papers.text(Kind::record),
              AllOf(HasSubstr("更正记录"),
                    HasSubstr("更正第" + entry + "项（2026年4月21日，行政首长末位发言）"),
                    HasSubstr("正确内容：同意，另报省政府备案；更正理由：漏记（"),
                    HasSubstr("更正第" + std::to_string(correction) + "项"),
                    HasSubstr("正确内容：同意，报省政府备案；更正理由：误记（")));
  EXPECT_THAT(papers.text(Kind::minutes), Not(HasSubstr("更正记录")));
  EXPECT_THAT(papers.akn(Kind::record), HasSubstr("漏记"));
}

// Record and minutes name both entries, and the member's proof holds both.
TEST(MeetingPapers, ACorrectionNamesTheEntryItCorrectsAndItself) {
  Course course;
  sat(course).by(law::member("sun")).sign();
  const auto entered = course.given.snapshot().session.data.at("meeting").at("stances").at(1);
  course.send("stance.dispute", R"({"member":"sun","text":"我同意"})").by(law::recorder());
  course.stance("sun", "agree").by(law::member("sun")).sign();
  const std::string before = std::to_string(entered.at("entry").as_int64());
  const std::string after = std::to_string(course.given.snapshot().version);
  course.send("stance.confirm", R"({"member":"sun"})");
  Papers papers(course);
  EXPECT_THAT(papers.text(Kind::record), AllOf(HasSubstr("更正记录第" + before + "项："),
                                               HasSubstr("更正登记（记录第" + after + "项）")));
  EXPECT_THAT(
      papers.akn(Kind::record, Language::en),
      AllOf(HasSubstr("entry " + before + " of the record"), HasSubstr("(entry " + after + ")")));
  std::string proof;
  for (const matter::Event& event : course.given.events()) {
    if (!archive::concerns(matter::encode(event), "sun") || !event.name.contains("stance"))
      continue;
    const Json* data = event.data.if_contains("data");
    proof +=
        event.name + " " + (data == nullptr ? "" : string_or(data->get_object(), "stance")) + "; ";
  }
  EXPECT_EQ(proof,
            "meeting.stance oppose; stance.dispute ; meeting.stance agree; stance.confirm ; ");
}

// Decree 713 art. 30 and 38(3): a dispute after the decision is no stance for it.
TEST(MeetingPapers, AStanceThatIsDisputedAfterTheDecisionCountsForNobodyAndIsToldWithTheDissent) {
  Course course;
  course.decided().by(law::member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})").by(law::head());
  course.send("decision.reason", R"({"reason":"学位缺口紧迫"})");
  Papers papers(course);
  for (const Kind kind : {Kind::record, Kind::minutes}) {
    const std::string text = papers.text(kind);
    EXPECT_THAT(text, AllOf(HasSubstr("同意1人，不同意0人，弃权0人；对登记的意见有异议、未计入1人"),
                            HasSubstr("提出异议：我当时不同意"), HasSubstr("学位缺口紧迫"),
                            Not(HasSubstr("{"))));
    EXPECT_GT(text.find("提出异议：我当时不同意", text.find("不同意见（照录）")),
              text.find("不同意见（照录）"));
    EXPECT_THAT(papers.akn(kind, Language::en), HasSubstr("1 not counted"));
  }
}

// Whoever asks for changes agrees, and the tally says of how many that is so.
TEST(MeetingPapers, TheDissentIsThatOfTheTally) {
  Course course;
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  course.send("meeting.open").by(law::recorder()).stance("qian", "agree_with_change");
  course.stance("sun", "abstain").stance("zhou", "oppose").head_spoke();
  const std::string text = Papers(course).text(Kind::record);
  const auto dissent = text.find("不同意见（照录）"),
             reserved = text.find("修改意见和弃权（照录）");
  ASSERT_LT(dissent, reserved);
  EXPECT_THAT(text, HasSubstr("同意1人（其中要求修改1人），不同意1人，弃权1人"));
  const std::string listed = text.substr(dissent, reserved - dissent);
  EXPECT_THAT(listed, AllOf(HasSubstr("zhou"), Not(HasSubstr("qian")), Not(HasSubstr("sun"))));
}

}  // namespace
}  // namespace gavel::api
