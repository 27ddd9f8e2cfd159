// Decree 713, articles 35 and 36: citizens tell by letter, telephone or otherwise what they think
// of a decision that is carried out; it is dealt with, and many of them are a reason to evaluate.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

std::string told(const char* channel, const char* found_on, const char* more = "") {
  return std::string(R"({"text":"夜间施工扰民","channel":")") + channel + R"(","found_on":")" +
         found_on + "\"" + more + "}";
}
std::string answer(int suggestion, const char* outcome = "explained") {
  return R"({"text":"夜间停工","suggestion":)" + std::to_string(suggestion) + R"(,"outcome":")" +
         outcome + "\"}";
}
std::int64_t times_late(Course& course) {
  const auto& overdue = course.given.snapshot().session.data.at("overdue").as_array();
  return std::ranges::count_if(overdue,
                               [](const Json& each) { return each.at("clock") == Json("T13"); });
}
constexpr const char* of_opinions =
    R"({"trigger":"many_opinions","plan":"p","evaluator":"institute"})";

// What is recorded is never erased: numbers of whoever wrote stay out of it.
TEST(Article35, ASuggestionIsEnteredWithoutTheNumbersOfItsSender) {
  const auto with = [](const char* text, const char* from) {
    return std::string(R"({"channel":"phone","found_on":"2026-04-21","text":")") + text +
           R"(","from":")" + from + "\"}";
  };
  Course course;
  course.published().by(office());
  for (const char* number : {"138 0013 8000", "身份证11010119900307123X", "li.si@example.com"}) {
    EXPECT_EQ(course.refused("execution.suggestion", with(number, "村民")), "invalid-form /text");
    EXPECT_EQ(course.refused("execution.suggestion", with("夜间施工扰民", number)),
              "invalid-form /from");
  }
  course.send("execution.suggestion", with("2026-04-20夜间施工，第12条未落实", "村民"));
}

// To the organ or to the executing unit, by whatever way it came; no name is asked for.
TEST(Article35, ASuggestionComesByLetterTelephoneOrMailToTheOrganOrTheExecutor) {
  Course course;
  course.published().by(office()).send("execution.suggestion", told("mail", "2026-04-21"));
  Course executed;
  executed.executed();
  EXPECT_EQ(executed.by(drafter()).refused("execution.suggestion", told("phone", "2026-04-21")),
            "not-permitted");
  EXPECT_EQ(executed.by(office()).refused("execution.suggestion",
                                          R"({"found_on":"2026-04-21","text":"t"})"),
            "invalid-form /channel");
  int number = 0;
  for (const char* channel : {"mail", "phone", "email", "in_person", "newmedia"}) {
    executed.by(number % 2 == 0 ? office() : executor());
    executed.send("execution.suggestion", told(channel, "2026-04-21"));
    const Json& entered = data(executed, "execution").at("suggestions").at(number);
    EXPECT_EQ(entered.at("no"), Json(++number));
    EXPECT_EQ(entered.at("state"), "open");
  }
}

TEST(Article35, WhatIsNoProblemIsAnsweredAndNotReported) {
  Course course;
  handed_over(course.executed()).by(office());
  course.send("execution.suggestion", told("phone", "2026-04-21"));
  EXPECT_EQ(course.refused("suggestion.answer", answer(2)), "rules-unmet G35A");
  EXPECT_EQ(course.by(inspector()).refused("suggestion.answer", answer(1)), "not-permitted");
  course.by(executor()).send("suggestion.answer", answer(1));
  EXPECT_EQ(data(course, "execution").at("suggestions").at(0).at("state"), "explained");
  EXPECT_EQ(course.refused("suggestion.answer", answer(1)), "rules-unmet G35A");
  course.given.until("2026-05-25T00:00:00+08:00");
  EXPECT_EQ(times_late(course), 0);
}

// Three working days from Tuesday, 21 April end on Friday the 24th: a later one puts nothing off.
TEST(Article35, ALaterSuggestionDoesNotPutOffAnEarlierOne) {
  Course course;
  handed_over(course.executed()).by(office());
  course.send("execution.suggestion", told("phone", "2026-04-21"));
  course.at("2026-04-24T09:00:00+08:00");
  course.send("execution.suggestion", told("email", "2026-04-24"));
  Course answered = course, reported = course;
  course.given.until("2026-04-25T00:00:00+08:00");
  EXPECT_EQ(times_late(course), 1);
  // The first is dealt with, the second waits on: 27, 28, 29 April.
  answered.by(executor()).send("suggestion.answer", answer(1, "accepted"));
  const char* found = R"({"kind":"problem","found_on":"2026-04-24","text":"扰民","suggestion":1})";
  reported.by(executor()).add({"EXE-03"}).send("execution.problem", found);
  EXPECT_EQ(reported.refused("execution.problem", found), "rules-unmet G35A");
  for (Course* each : {&answered, &reported}) {
    each->given.until("2026-04-29T23:59:59+08:00");
    EXPECT_EQ(times_late(*each), 0);
    each->given.until("2026-04-30T00:00:00+08:00");
    EXPECT_EQ(times_late(*each), 1);
  }
}

TEST(Article35, SomethingElseThatIsReportedAnswersNoSuggestion) {
  Course course;
  handed_over(course.executed()).by(office());
  course.send("execution.suggestion", told("mail", "2026-04-21")).by(executor());
  course.add({"EXE-03"}).send("execution.problem", problem);
  course.given.until("2026-04-25T00:00:00+08:00");
  EXPECT_EQ(times_late(course), 1);
}

TEST(Article36, ManyOpinionsAreThoseOnRecord) {
  Course course;
  course.executed().by(inspector());
  course.send("execution.suggestion", told("inspection", "2026-04-21")).by(head());
  course.add({"EVA-01"});
  EXPECT_EQ(course.refused("evaluation.start", of_opinions), "rules-unmet G32M");
  course.by(office()).send("execution.suggestion", told("phone", "2026-04-21")).by(head());
  course.send("evaluation.start", of_opinions).in({"evaluating"});
}

// The organ sets how many; what inspection found is none of the public's.
TEST(Article36, ManySuggestionsRemindTheOrganOnceToConsiderAnEvaluation) {
  Course course;
  course.policy["many_opinions"] = 2;
  course.executed().by(inspector());
  course.send("execution.suggestion", told("inspection", "2026-04-21")).by(office());
  const auto reminders = [&] {
    return course.given.snapshot().session.data.at("reminders").as_array().size();
  };
  course.send("execution.suggestion", told("phone", "2026-04-21"));
  EXPECT_EQ(reminders(), 0U);
  course.send("execution.suggestion", told("mail", "2026-04-21"));
  EXPECT_EQ(reminders(), 1U);
  course.send("execution.suggestion", told("mail", "2026-04-21"));
  EXPECT_EQ(reminders(), 1U);
}

}  // namespace
}  // namespace gavel::law
