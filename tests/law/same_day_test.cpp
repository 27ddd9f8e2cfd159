// What happened on one day has an order all the same: a paper of that morning is not one that was
// made since noon. Decree 713, articles 16 to 18, 25, 28 and 36.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

/// Later on the day on which the notice had closed.
Course& at_hour(Course& course, const char* hour) {
  return course.at(std::string("2026-04-02T") + hour + ":00:00+08:00");
}

// Found unlawful, mended and accepted again within the day: the paper that says "unlawful" is not
// the opinion that it is lawful.
TEST(Article25, AnOpinionOfThatMorningIsNotThatOfAReviewBegunAtNoon) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.add({"LEG-03"})
      .send("review.opinion",
            Course::opinion("unlawful", "not_conforms", "conforms", "with_problems"));
  course.in({"consolidating"}).at("2026-04-15T12:00:00+08:00").changed("C1").by(drafter());
  course.add({"LEG-01"}).send("review.send").by(justice()).send("review.accept");
  course.by(counsel()).sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  course.by(justice()).at("2026-04-25T09:00:00+08:00");
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G17");
  course.add({"LEG-04"});
  EXPECT_EQ(course.sign().refused("review.opinion", Course::lawful), "rules-unmet G17");
  course.add({"LEG-03"}).sign().send("review.opinion", Course::lawful).in({"legality_responded"});
}

TEST(Article16, AListOfBeforeTheHearingWasAnnouncedIsNotPublishedForIt) {
  Course course = closed();
  at_hour(course, "08").add({"PUB-07"});
  at_hour(course, "09").send("hearing.announce", announcement);
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    course.send("hearing.participant", who);
  EXPECT_EQ(course.refused("hearing.list"), "rules-unmet G09L");
  course.add({"PUB-07"}).send("hearing.list");
}

TEST(Article16, ReceiptsOfBeforeTheListWasPublishedAreNotThoseOfItsParticipants) {
  Course course = announced();
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    course.send("hearing.participant", who);
  at_hour(course, "08").add({"PUB-07", "PUB-08"});
  at_hour(course, "09").send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  Course late = course;
  late.at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(late.refused("hearing.open", all_three), "rules-unmet G09");
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
}

TEST(Article17, AReportWrittenOnTheMorningOfTheHearingIsNotOfIt) {
  Course course = spoken();
  course.add({"PUB-11"}).at("2026-04-20T12:00:00+08:00").add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  course.sign().send("hearing.hold");
  EXPECT_EQ(course.refused("hearing.report", R"({"summary":"s"})"), "rules-unmet G09Y");
  course.add({"PUB-11"}).send("hearing.report", R"({"summary":"s"})");
}

// Recalled and opened anew within the day: the proof is of the notice that stands. A letter that
// came in under the first is entered all the same.
TEST(Article18, AProofOfTheRecalledNoticeIsNotThatOfTheNextOneOfTheDay) {
  Course course;
  course.noticed().by(drafter()).add({"PUB-03", "PUB-04"}).by(office());
  course.at("2026-03-02T11:00:00+08:00").send("notice.recall", R"({"reason":"附件有误"})");
  course.at("2026-03-02T12:00:00+08:00").by(drafter());
  course.send("notice.open", R"({"title":"征求意见","how":"信函或网站"})");
  course.send("comment.enter", R"({"channel":"mail","received_on":"2026-03-02","text":"t",
                                   "consent_publish":true})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.add({"PUB-05"});
  EXPECT_EQ(course.refused("participation.feedback"), "rules-unmet G10P");
  course.add({"PUB-03"}).send("participation.feedback").in({"pp_done"});
}

TEST(Article36, AnEvaluationBegunTheSameDayHasItsOwnReport) {
  Course course;
  const char* start = R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})";
  const char* go_on = R"({"outcome":"continue","reason":"r","left_out":"r",
      "heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}]})";
  course.executed().by(office()).add({"EVA-01"}).send("evaluation.start", start);
  course.add({"EVA-02", "EVA-03"});
  course.send("evaluation.conclude", go_on).given.later(std::chrono::hours(1));
  course.add({"EVA-01"}).send("evaluation.start", start);
  EXPECT_EQ(course.refused("evaluation.conclude", go_on), "rules-unmet G32D");
  course.add({"EVA-02", "EVA-03"}).send("evaluation.conclude", go_on).in({"executing"});
}

}  // namespace
}  // namespace gavel::law
