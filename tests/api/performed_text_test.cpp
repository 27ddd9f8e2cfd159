// The statement of procedure performed (art. 26) of whole courses, sentence by sentence: it tells
// what happened, in words that no form has.
#include "tests/api/statement_text.hpp"
#include "tests/law/carrying_out.hpp"

namespace gavel::api {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

TEST(StatementText, HasNoWordOfAForm) {
  law::Course course;
  course.published();
  const std::string zh = statement_of(course), en = statement_of(course, Language::en);
  for (const char* word :
       {"账号", "版本号", "（签名）", "专家本人签名", "本人登记的", "{", "自2026年3月2日起算"})
    EXPECT_THAT(zh, Not(HasSubstr(word)));
  for (const char* word : {"(account", "(signed where", "(signed by", "{"})
    EXPECT_THAT(en, Not(HasSubstr(word)));
}

TEST(StatementText, TellsWhatWasEnteredAndWhatWasSigned) {
  law::Course course;
  course.published();
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("登记专家意见（他人录入，本人没有在系统内签名）。"));
  EXPECT_THAT(text, HasSubstr("书面意见：EXP-03第1版"));
  EXPECT_THAT(text, HasSubstr("出具合法性审查意见（已签名）。"));
  EXPECT_THAT(text, HasSubstr("法定步骤“重大调整程序”：本事项没有涉及。"));
}

// "Nobody typed it": no heading, no step and no mark of the system's comes from what somebody did.
TEST(StatementText, KeepsWhatPeopleTypedWithinTheSentenceThatTellsIt) {
  law::Course course;
  course.advised().by(law::justice()).at("2026-04-07T09:00:00+08:00");
  course.given.send(
      "review.pause",
      {{"cause", "supplement"},
       {"note", "补测绘图\r\n  第99条　代笔\n    法定步骤“代笔”：已履行。\n【本项为记录第1项】"}});
  const std::string zh = statement_of(course);
  EXPECT_THAT(zh, HasSubstr("说明：补测绘图 ／ 第99条　代笔 ／ 法定步骤“代笔”：已履行。 ／ "
                            "〔本项为记录第1项〕。"));
  EXPECT_THAT(zh, AllOf(Not(HasSubstr("\n  第99条")), Not(HasSubstr("【本项为记录第1项】"))));
  EXPECT_THAT(statement_of(course, Language::en), Not(HasSubstr("\n  第99条")));
}

TEST(StatementText, TellsThePausesOfTheReviewAndATimeThatWasCutShort) {
  law::Course course;
  course.advised().by(law::justice()).at("2026-04-07T09:00:00+08:00");
  course.send("review.pause", R"({"cause":"supplement","note":"补测绘图"})");
  course.at("2026-04-10T09:00:00+08:00").by(law::drafter()).add({"PUB-05"});
  course.by(law::justice()).send("review.resume").by(law::counsel()).add({"LEG-03"});
  course.sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.by(law::justice()).add({"LEG-04"});
  course.send("review.consent", R"({"reason":"材料齐全"})").at("2026-04-13T09:00:00+08:00");
  course.sign().send("review.opinion", law::Course::lawful).at("2026-05-20T09:00:00+08:00");
  const std::string text = statement_of(course);
  EXPECT_THAT(
      text,
      HasSubstr(
          "中止计算审查期间。事由：补正（收到补正材料的，审查期间重新计算）；说明：补测绘图。"));
  EXPECT_THAT(text, HasSubstr("恢复计算审查期间。"));
  EXPECT_THAT(text, HasSubstr("自2026年4月10日的次日起算，应至2026年4月21日届满；"
                              "2026年4月13日出具合法性审查意见，没有计满。"));
}

// Article 38: a matter that was delayed does not read as if it had been in time.
TEST(StatementText, TellsAReviewThatWasOverdueBeforeItsPacketCameAnew) {
  law::Course course;
  course.advised().by(law::justice()).given.until("2026-04-28T09:00:00+08:00");
  course.send("review.return", R"({"reason":"缺依据"})").by(law::drafter()).add({"LEG-01"});
  course.send("review.send").by(law::justice()).send("review.accept");
  EXPECT_THAT(statement_of(course),
              HasSubstr("期限：合法性审查最长时间，此前一次最迟至2026年4月24日；期满时尚未办结，"
                        "已逾期。\n    期限：合法性审查最长时间，自2026年4月28日的次日起算，"
                        "最迟至2026年5月21日。"));
}

// Article 19: who argues for whom is not what somebody typed.
TEST(StatementText, TellsTheUnitThatTheRegisterHasAnExpertIn) {
  law::Course course;
  const auto of = [](const char* unit) {
    return JsonObject{{"found", nullptr},
                      {"key", "a"},
                      {"persons", JsonArray{JsonObject{{"account", "a"}, {"unit", unit}}}},
                      {"roles", JsonArray{}},
                      {"units", JsonArray{unit}},
                      {"itself", JsonArray{}}};
  };
  course.coordinated().send("experts.invite", law::Course::invitation).add({"EXP-03", "EXP-04"});
  constexpr std::string_view opinion =
      R"({"expert":"a","unit":"高校","conclusion":"support","text":"t","direct_interest":false,"paper":1})";
  course.knows("expert", of("research")).send("experts.opinion", opinion);
  EXPECT_THAT(statement_of(course),
              HasSubstr("单位：高校（账号登记簿所载单位：research）；结论："));
  law::Course same;
  same.coordinated().send("experts.invite", law::Course::invitation).add({"EXP-03", "EXP-04"});
  same.knows("unit", law::unit("research")).knows("expert", of("research"));
  same.send("experts.opinion", opinion);
  EXPECT_THAT(statement_of(same), HasSubstr("单位：高校；结论："));
}

// Article 14 tells how the public was heard, article 15 that there was no notice, and by whose
// word.
TEST(StatementText, TellsThatThePublicWasHeardWithoutANotice) {
  law::Course course;
  course.coordinated().checked_for_secrets();
  course.send("notice.forgo", R"({"reason":"只涉及两个村民小组","approver":"zhao"})");
  course.add({"PUB-05", "PUB-06"});
  course.send("participation.form", R"({"form":"visit","with":"村民小组","on":"2026-03-02",
                                        "summary":"多数赞成"})");
  course.send("participation.feedback");
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("第15条　公开征求意见：没有采用（2026年3月2日，"));
  EXPECT_THAT(text, HasSubstr("不采用公开征求意见，以其他形式听取公众意见。"
                              "理由：只涉及两个村民小组；批准人：zhao"));
  EXPECT_THAT(text, HasSubstr("登记其他听取意见形式。形式：实地走访；对象：村民小组"));
  EXPECT_THAT(text, HasSubstr("法定步骤“公众参与”：已履行（"));
  EXPECT_THAT(text,
              HasSubstr("不公开征求意见，以其他形式听取公众意见。理由：只涉及两个村民小组。"));
}

TEST(StatementText, TellsAChannelThatWasAddedToThePublication) {
  law::Course course;
  course.published().by(law::office()).add({"ISS-03"});
  course.send("publication.prove", R"({"channel":"日报","reference":"2版","on":"2026-04-21",
                                       "added":true})");
  EXPECT_THAT(statement_of(course), HasSubstr("公布渠道：日报；网址、期号、版面：2版；"
                                              "公布日期：2026年4月21日；公布后增加的渠道：是"));
}

TEST(StatementText, TellsAMajorAdjustmentThatWasDropped) {
  law::Course course;
  course.executed().by(law::head()).send("adjustment.major", R"({"reason":"改线"})");
  EXPECT_THAT(statement_of(course), HasSubstr("法定步骤“重大调整程序”：正在办理，自2026年"));
  course.send("adjustment.drop", R"({"reason":"仍按原线"})");
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("法定步骤“重大调整程序”：曾经启动，后不再进行（2026年"));
  EXPECT_THAT(text, HasSubstr("不再调整。理由：仍按原线。\n"));
  EXPECT_THAT(text, Not(HasSubstr("“重大调整程序”：本事项没有涉及")));
}

// One sentence says how it ended: by whom, when and why, or by the end of which period.
TEST(StatementText, TellsHowTheMatterEnded) {
  law::Course running, withdrawn, lapsed, done;
  EXPECT_THAT(statement_of(running.noticed()), Not(HasSubstr("结束情况")));
  withdrawn.coordinated().by(law::head()).send("matter.withdraw", R"({"reason":"另行研究"})");
  EXPECT_THAT(statement_of(withdrawn), HasSubstr("\n结束情况：撤回（2026年3月2日，zhao：撤回。"
                                                 "理由：另行研究）。\n"));
  lapsed.policy = law::object(R"({"shelved_days":30})");
  lapsed.met().stances().head_spoke().send("meeting.decide",
                                           R"({"outcome":"defer","reason":"条件不成熟"})");
  lapsed.in({"deferred"}).given.until("2026-06-01T00:00:00+08:00").in({"lapsed"});
  EXPECT_THAT(statement_of(lapsed), HasSubstr("结束情况：暂缓后失效（2026年5月22日，期限“暂缓审议”"
                                              "已届满）。\n"));
  EXPECT_THAT(
      statement_of(lapsed, Language::en),
      HasSubstr("How it ended: Lapsed after it was deferred (2026-05-22, the period had run "
                "out: Deferred).\n"));
  EXPECT_THAT(statement_of(done.carried_out()), HasSubstr("结束情况：执行完毕（2026年"));
  // What was entered as rejected by a slip goes on.
  law::Course slip;
  slip.met().stances().head_spoke().send("meeting.decide", R"({"outcome":"reject","reason":"r"})");
  EXPECT_THAT(statement_of(slip), HasSubstr("结束情况：未作出决策"));
  // The record is signed on top of that: it ended when and by whom it was decided.
  law::Course rejected = slip;
  rejected.record_signed().in({"not_adopted"});
  EXPECT_THAT(statement_of(rejected), HasSubstr("结束情况：未作出决策（不予通过或者未获上级批准）"
                                                "（2026年4月21日，zhao：作出决定"));
  slip.by(law::head())
      .sign()
      .send("outcome.correct", R"({"outcome":"approve","correction":"误选"})");
  EXPECT_THAT(statement_of(slip), Not(HasSubstr("结束情况")));
}

// Neither performed nor not begun: since when, and until when it is to be done.
TEST(StatementText, TellsOfAStepThatIsUnderWaySinceWhenAndUntilWhen) {
  law::Course noticed, reviewed, late, planned;
  noticed.noticed();
  EXPECT_THAT(statement_of(noticed),
              HasSubstr("法定步骤“公众参与”：正在办理，自2026年3月2日起（wang：发布征求意见公告"));
  reviewed.advised();
  EXPECT_THAT(statement_of(reviewed),
              AllOf(HasSubstr("法定步骤“合法性审查”：正在办理，自2026年4月2日起（fa：受理审查），"
                              "最迟至2026年4月24日，尚未完成。\n"),
                    Not(HasSubstr("“合法性审查”：尚未履行"))));
  EXPECT_THAT(statement_of(reviewed, Language::en),
              HasSubstr("Mandatory step, legality review of the current draft: under way since "
                        "2026-04-02 (fa: "));
  late.advised().at("2026-05-20T09:00:00+08:00");
  EXPECT_THAT(statement_of(late), HasSubstr("，应于2026年4月24日前完成，已逾期，尚未完成。\n"));
  // What is done for it while it is planned begins it.
  planned.coordinated().send("experts.invite", law::Course::invitation);
  EXPECT_THAT(statement_of(planned), HasSubstr("法定步骤“专家论证”：正在办理，自2026年3月2日起（"));
  EXPECT_THAT(statement_of(planned), HasSubstr("法定步骤“公平竞争审查”：尚未履行。"));
}

TEST(StatementText, SaysThatNamingWhoExecutesIsNotExecuting) {
  law::Course assigned, done, ended;
  EXPECT_THAT(statement_of(assigned.executed()),
              HasSubstr("法定步骤“决策执行”：正在办理，自2026年4月21日起（chen："));
  EXPECT_THAT(statement_of(done.carried_out()), HasSubstr("法定步骤“决策执行”：已履行（"));
  suspended(ended).by(law::head()).add({"EXE-06", "EXE-07"}).send("execution.terminate", law::end);
  EXPECT_THAT(statement_of(ended), HasSubstr("法定步骤“决策执行”：已开始，未完成即告结束（"));
  EXPECT_THAT(statement_of(ended), HasSubstr("目前所处环节：终止执行\n"));
  EXPECT_THAT(statement_of(ended, Language::en),
              HasSubstr("Mandatory step, execution: begun, and ended before it was completed ("));
}

TEST(StatementText, SaysOfASuspensionThatNoMeetingHasConfirmedIt) {
  law::Course waiting, lapsed, kept;
  const std::string text = statement_of(suspended(waiting));
  EXPECT_THAT(text, HasSubstr("决定中止执行。理由：塌方；情况紧急：是【尚未经会议确认】。\n"));
  EXPECT_THAT(text, HasSubstr("期限：提请确认中止执行，自2026年"));
  suspended(lapsed).by(law::head()).add({"EXE-06", "EXE-07"});
  lapsed.send("execution.terminate", law::end);
  EXPECT_THAT(statement_of(lapsed), HasSubstr("情况紧急：是【至执行结束未经会议确认】。"));
  EXPECT_THAT(statement_of(confirmed(kept)), Not(HasSubstr("未经会议确认")));
}

TEST(StatementText, WritesAMomentAsPeopleDo) {
  law::Course course;
  course.called().at("2026-04-21T09:00:00+08:00").by(law::recorder());
  course.send("meeting.arrive", R"({"member":"qian","at":"2026-04-21T08:50:00+08:00"})");
  EXPECT_THAT(statement_of(course), HasSubstr("到会时间：2026年4月21日 08:50"));
  EXPECT_THAT(statement_of(course, Language::en), HasSubstr("When: 2026-04-21 08:50"));
}

TEST(StatementText, MarksTheEntryThatWasCorrected) {
  law::Course course;
  course.decided();
  std::int64_t spoke = 0;
  for (const matter::Event& each : course.given.events())
    if (each.name == "meeting.head_statement") spoke = each.seq;
  course.knows("seq", law::entry_of(law::head(), "meeting.head_statement")).by(law::head());
  course.given.send("record.correct", {{"seq", spoke}, {"text", "同意，报备"}, {"reason", "漏记"}});
  const std::string entry = std::to_string(spoke),
                    by = std::to_string(course.given.snapshot().version);
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("更正记录。更正第" + entry +
                              "项（2026年4月21日，行政首长末位发言）；正确内容：同意，报备；"
                              "更正理由：漏记【本项为记录第" +
                              by + "项】。\n"));
  EXPECT_THAT(text, HasSubstr("【本项为记录第" + entry + "项，已更正，见2026年4月21日更正记录（第" +
                              by + "项）】。\n"));
}

TEST(StatementText, NamesTheDecisionThatItAdjusts) {
  law::Course course;
  JsonObject shown{{"signing.signed_on", "2025-07-15"},
                   {"signing.number", "政发〔2025〕7号"},
                   {"_x.policy.pack", "none"}};
  course.knows("predecessor", {{"found", JsonObject{{"id", "m0"},
                                                    {"title", "原决策"},
                                                    {"procedure", "major-decision"},
                                                    {"states", JsonArray{"after_decision"}},
                                                    {"shows", std::move(shown)}}}});
  JsonObject form = law::object(law::Course::proposal);
  form["predecessor"] = "m0";
  course.given.by(law::drafter()).open(std::move(form));
  const std::string text = statement_of(course);
  EXPECT_THAT(
      text,
      HasSubstr("  第37条　中止、调整\n    "
                "本事项系对《原决策》（政发〔2025〕7号，事项编号m0）作出的重大调整或者终止。\n"));
  EXPECT_THAT(text, HasSubstr("所调整、终止的原决策：《原决策》（政发〔2025〕7号，事项编号m0）"));
  EXPECT_THAT(text, Not(HasSubstr("“重大调整程序”：本事项没有涉及")));
}

/// Of the pool, as it says who somebody is.
JsonObject of_the_pool(const char* id, const char* name, const char* unit, const char* specialty) {
  JsonObject out{{"register", "expert"}, {"id", id}, {"name", name}};
  if (*unit != '\0') out["unit"] = unit;
  if (*specialty != '\0') out["specialty"] = specialty;
  return out;
}

// A number of the pool tells a reader nothing: experts are told by their names, as accounts are.
TEST(StatementText, NamesTheExpertsOfThePool) {
  law::Course course;
  const JsonObject kong = of_the_pool("E-0007", "孔某", "某大学", "桥梁工程");
  const JsonObject firm = of_the_pool("E-0009", "某评估公司", "", "");
  course.coordinated().knows("experts", {{"found", JsonArray{kong, firm}},
                                         {"missing", JsonArray{"c", "d", "e"}},
                                         {"keys", JsonArray{"E-0007", "E-0009", "c", "d", "e"}}});
  course.knows("outside_approver", law::account("zhao", "organ_head")).by(law::drafter());
  course.send("experts.invite", R"({"plan":"抽取","experts":["E-0007","某评估 公司","c","d","e"],
      "outside_reason":"库内没有该专业的专家","outside_approver":"zhao"})");
  course.add({"EXP-03"}).knows("expert", {{"found", kong}}).opinion_of("E-0007");
  const std::string text = statement_of(course), en = statement_of(course, Language::en);
  EXPECT_THAT(text, HasSubstr("邀请的专家、专业机构：孔某（某大学，桥梁工程，E-0007）、"
                              "某评估公司（E-0009）、c、d、e"));
  EXPECT_THAT(text, HasSubstr("专家、专业机构：孔某（某大学，桥梁工程，E-0007）；"));
  EXPECT_THAT(en, HasSubstr("孔某 (某大学, 桥梁工程, E-0007)"));
}

TEST(StatementText, TellsHowAMatterEndedThatNoArticleIsAbout) {
  law::Course course;
  course.coordinated().by(law::head());
  course.send("matter.withdraw", R"({"reason":"另行研究"})");
  EXPECT_THAT(statement_of(course), HasSubstr("其他办理记录\n  2026年"));
  EXPECT_THAT(statement_of(course), HasSubstr("：撤回。理由：另行研究。\n"));
  EXPECT_THAT(statement_of(course), HasSubstr("目前所处环节：撤回\n"));
}

TEST(StatementText, SaysWhereAMatterStands) {
  law::Course course;
  EXPECT_THAT(statement_of(course.coordinated()),
              HasSubstr("目前所处环节：公众参与（拟定公众参与）、专家论证（拟定专家论证）、"
                        "风险评估（评估中）、公平竞争审查（审查中）\n"));
}

// Where it was used as well as among the exceptions, whose numbers are those they are denied by.
TEST(StatementText, SaysOfAnExceptionWhatBecameOfItWhereItWasUsed) {
  law::Course course;
  course.coordinated().by(law::drafter()).add({"PUB-10"});
  course.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  EXPECT_THAT(statement_of(course),
              HasSubstr("审批人：zhao【所列批准人尚未确认，见适用的例外情形（1）】"));
  course.by(law::head()).send("exception.dispute", R"({"no":1,"reason":"没有报批"})");
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("审批人：zhao【所列批准人否认批准，见适用的例外情形（1）】"));
  EXPECT_THAT(text, HasSubstr("适用的例外情形\n  （1）依法不予公开"));
  EXPECT_THAT(text, HasSubstr("否认批准了例外。例外编号：1；理由：没有报批。\n"));
}

TEST(StatementText, SaysOfAnExecutionThatIsFinishedWhatWasLeftUndone) {
  law::Course course;
  course.executed().proved().by(law::executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":40,"text":"停工"})");
  course.send("execution.leave",
              R"({"unfinished":[{"task":"施工","reason":"缺资金"}],"approver":"zhao"})");
  course.by(law::head()).send("exception.confirm", R"({"no":1})").by(law::executor());
  course.send("execution.finish", R"({"text":"余下不再施工"})");
  EXPECT_THAT(
      statement_of(course),
      HasSubstr("报告执行完毕。执行结果：余下不再施工【有任务没有完成，经批准搁置】）。\n"));
}

}  // namespace
}  // namespace gavel::api
