// Decree 713, article 8: what the upper organ or the people's congress sends back to be amended. An
// entry that says so by a slip is taken back until somebody works on the draft; the decision then
// goes on where it stood.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

struct Answer {
  const char *require, *event, *paper;
};
constexpr Answer upper{"upper.require", "upper.outcome", "MTG-09"};
constexpr Answer congress{"npc.require", "npc.outcome", "MTG-08"};
constexpr const char* sent_back = R"({"outcome":"returned","number":"市府〔2026〕1号"})";
constexpr const char* basis = R"({"basis":"《城乡规划法》"})";

std::int64_t returned(Course& course, const Answer& answer) {
  course.by(office()).send(answer.require, basis).add({answer.paper});
  course.send(answer.event, sent_back).in({"returned"});
  return course.given.snapshot().version;
}
std::string as_a_slip(Course& course, std::int64_t seq, const Answer& answer) {
  course.by(office()).knows("seq", entry_of(office(), answer.event));
  return json_text(
      JsonObject{{"seq", seq}, {"text", "未作批复"}, {"reason", "看错文书"}, {"anew", true}});
}

TEST(Article8, WhatWasReturnedByASlipWaitsForItsAnswerWhereItWaited) {
  for (const Answer& answer : {upper, congress}) {
    for (auto stage :
         {&Course::decided, &Course::minuted, &Course::reported, &Course::signed_off}) {
      Course course;
      (course.*stage)().by(office()).send(answer.require, basis).add({answer.paper});
      const auto before = course.given.snapshot().session;
      course.send(answer.event, sent_back).in({"returned"});
      const auto seq = course.given.snapshot().version;
      EXPECT_EQ(data(course, "signing").at("signed_on"), "");
      Course reworded = course;
      JsonObject words = object(as_a_slip(reworded, seq, answer));
      words.erase("anew");
      reworded.send("record.correct", json_text(words)).in({"returned"});
      course.send("record.correct", as_a_slip(course, seq, answer)).forgets("seq");
      const auto& after = course.given.snapshot().session;
      EXPECT_EQ(after.configuration, before.configuration);
      for (const char* name : {"npc", "npc_answers", "upper", "upper_answers", "party", "signing",
                               "review", "resumed_at"})
        EXPECT_EQ(json_text(after.data.at(name)), json_text(before.data.at(name))) << name;
      EXPECT_EQ(data(course, "handover").at("decided_on"),
                object(json_text(before.data.at("handover"))).at("decided_on"));
      // Where the taking back was the slip, it is entered as it was.
      course.by(office()).send(answer.event, sent_back).in({"returned"});
    }
  }
}

// Once the drafting unit works on it there is another draft, and what led to that stays.
TEST(Article8, WhatIsWorkedOnSinceItWasReturnedIsNotTakenBack) {
  Course course;
  course.decided();
  const auto seq = returned(course, upper);
  Course unchanged = course, told = course;
  unchanged.by(drafter()).send("draft.unchanged", R"({"reason":"无须改动"})");
  unchanged.in({"unit_approval"});
  EXPECT_EQ(unchanged.refused("record.correct", as_a_slip(unchanged, seq, upper)),
            "rules-unmet G37W");
  told.by(drafter()).send("draft.revise", R"({"change":"C0","explanation":"文字"})");
  told.in({"consolidating"});
  EXPECT_EQ(told.refused("record.correct", as_a_slip(told, seq, upper)), "rules-unmet G37W");
}

// That it goes to the people's congress as well may be found while it is back.
TEST(Article8, WhatIsFoundMeanwhileStandsWhereTheReturnIsTakenBack) {
  Course course;
  course.decided();
  const auto seq = returned(course, upper);
  course.send("npc.require", R"({"basis":"《监督法》"})");
  course.send("record.correct", as_a_slip(course, seq, upper)).in({"decided"});
  EXPECT_EQ(data(course, "npc").at("basis"), "《监督法》");
  EXPECT_EQ(data(course, "upper").at("basis"), "《城乡规划法》");
}

// An entry of an earlier round is another: the last alone is taken back.
TEST(Article8, OnlyTheReturnThatItWaitsByIsTakenBack) {
  Course course;
  course.decided();
  const auto seq = returned(course, upper);
  EXPECT_EQ(course.refused("record.correct", as_a_slip(course, seq - 1, upper)),
            "rules-unmet G37W");
}

}  // namespace
}  // namespace gavel::law
