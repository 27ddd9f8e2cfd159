// What was done and no longer stands is told with that (art. 26): a step that is to be done again,
// a signature that was taken back, a decision that the upper organ refused, an approval denied.
#include "tests/api/statement_text.hpp"

namespace gavel::api {
namespace {

using law::Course;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

Course& amended(Course& course) {
  course.met().stances().head_spoke();
  return course.send("meeting.decide", R"({"outcome":"amend","reason":"资金来源须落实"})");
}
constexpr const char* withdraw = R"({"reason":"另行研究"})";

TEST(StatementText, TellsWhatIsToBeDoneAgainAsDoneAndToBeDoneAgain) {
  Course course;
  amended(course).changed("C1");
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("法定步骤“合法性审查”：已履行（2026年4月15日，"));
  EXPECT_THAT(text, HasSubstr("；其后（2026年4月21日，"));
  EXPECT_THAT(text, HasSubstr("）须重新履行，尚未完成。\n"));
  EXPECT_THAT(text, HasSubstr("法定步骤“上会材料核验”：已履行（2026年4月15日，"));
  EXPECT_THAT(text, HasSubstr("法定步骤“集体讨论”：已履行（2026年4月21日，"));
  EXPECT_THAT(text, HasSubstr("）；据此须重新履行，尚未完成。\n"));
  EXPECT_THAT(statement_of(course, Language::en),
              HasSubstr("Mandatory step, legality review of the current draft: performed ("));
}

TEST(StatementText, TellsOfAMatterThatEndedWhatWasNotDoneAgain) {
  Course course;
  amended(course).changed("C1").record_and_minutes();
  course.by(law::head()).send("matter.withdraw", withdraw);
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("法定步骤“合法性审查”：已履行（2026年4月15日，"));
  EXPECT_THAT(text, HasSubstr("）须重新履行，没有重新履行。\n"));
  EXPECT_THAT(text, HasSubstr("）；据此须重新履行，没有重新履行。\n"));
  EXPECT_THAT(text, Not(HasSubstr("“合法性审查”：本事项没有进行到这一步骤")));
}

TEST(StatementText, TellsThatASignatureNoLongerStands) {
  Course course;
  course.signed_off();
  EXPECT_THAT(statement_of(course), Not(HasSubstr("本次签发不再有效")));
  course.by(law::office()).send("npc.require", R"({"basis":"《监督法》第八条"})").add({"MTG-08"});
  course.send("npc.outcome", R"({"outcome":"returned","number":"1"})");
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("发文字号：政发〔2026〕9号【其后退回修改，本次签发不再有效】。\n"));
  EXPECT_THAT(text, HasSubstr("法定步骤“向同级党委请示报告”：已履行（"));
}

TEST(StatementText, TellsThatTheUpperOrganRefusedWhatTheMeetingHadApproved) {
  Course course;
  course.signed_off();
  EXPECT_THAT(statement_of(course), HasSubstr("期限：公布期限"));
  course.by(law::office()).send("upper.require", R"({"basis":"《城乡规划法》"})").add({"MTG-09"});
  course.send("upper.outcome", R"({"outcome":"refused","number":"批〔2026〕2号"})");
  const std::string text = statement_of(course);
  EXPECT_THAT(text, HasSubstr("文号：批〔2026〕2号【未获上级批准，决策不成立，不得公布】。\n"));
  EXPECT_THAT(text, HasSubstr("作出决定。决定：同意【其后未获上级批准，决策不成立】"));
  EXPECT_THAT(text, HasSubstr("【其后未获上级批准，决策不成立，本次签发不再有效】。\n"));
  EXPECT_THAT(text, HasSubstr("文件：文件（MTG-09，第1版"));
  EXPECT_THAT(text, Not(HasSubstr("期限：公布期限")));
  EXPECT_THAT(text, HasSubstr("目前所处环节：未获上级批准、待"));
}

TEST(StatementText, TellsOfAnExceptionThatWasDroppedThatItsApproverHadDeniedIt) {
  Course course;
  course.executed().proved().by(law::executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":40,"text":"停工"})");
  course.send("execution.leave",
              R"({"unfinished":[{"task":"施工","reason":"缺资金"}],"approver":"zhao"})");
  course.by(law::head()).send("exception.dispute", R"({"no":1,"reason":"没有报批"})");
  const std::string denied = "批准人：zhao，zhao于2026年4月21日否认（理由：没有报批）";
  EXPECT_THAT(statement_of(course), HasSubstr(denied + "；依据"));
  course.by(law::executor());
  course.send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
  course.by(law::office()).send("exception.drop", R"({"no":1,"reason":"任务已完成"})");
  EXPECT_THAT(
      statement_of(course),
      HasSubstr(denied + "，该例外已不再适用（chen于2026年4月21日登记：任务已完成）；依据"));
}

}  // namespace
}  // namespace gavel::api
