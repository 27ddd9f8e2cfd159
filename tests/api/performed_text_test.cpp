// The statement of procedure performed (art. 26) of whole courses, sentence by sentence: it tells
// what happened, in words that no form has.
#include "api/routes/performed_writer.hpp"
#include "tests/law/course.hpp"

namespace gavel::api {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string statement_of(law::Course& course, Language language = Language::zh) {
  const auto& procedure = *law::major_decision();
  const auto& snapshot = course.given.snapshot();
  const auto& events = course.given.events();
  PerformedRecord record{law::major_decision(),      snapshot, {}, {}, {}, {},
                         day_of(course.given.now()), Names()};
  record.changes = matter::changes_performed(procedure, events);
  record.exceptions = matter::exceptions_used(procedure, snapshot, events);
  record.sources = matter::performed(procedure, snapshot, events,
                                     matter::clocks(procedure, snapshot, law::facts(),
                                                    course.given.now(), matter::real_calendar()));
  return PerformedWriter(record, language).text();
}

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

}  // namespace
}  // namespace gavel::api
