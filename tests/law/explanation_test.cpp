// Decree 713 art. 15(1) and 26: what the draft is explained by is of the draft as it is, once its
// goal, its main measures or its scope was changed.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* notice = R"({"title":"征求意见","how":"信函或网站"})";
constexpr const char* forgone = R"({"reason":"对象特定","approver":"zhao"})";

/// Changed so, with the text of 20 April and the explanation of March.
Course changed_as(const char* kind) {
  Course course;
  course.proceeded().at("2026-04-20T09:00:00+08:00").by(drafter()).file("DRF-04", "changed");
  course.given.send("draft.revise", {{"change", kind}, {"explanation", "修改"}});
  course.by(office()).given.send("change.decide", {{"change", kind}});
  return course;
}

Course& checked(Course& course) {
  course.at("2026-04-20T10:00:00+08:00").checked_for_secrets();
  return course.knows("approver", account("zhao", "organ_head"));
}

TEST(Article15, AnotherScopeOrGoalIsShownToThePublicWithAnExplanationOfIt) {
  for (const char* kind : {"C2", "C5"}) {
    SCOPED_TRACE(kind);
    Course course = changed_as(kind);
    if (std::string_view(kind) == "C5") course.consulted_again();
    checked(course);
    EXPECT_EQ(course.refused("notice.open", notice), "rules-unmet G07E");
    EXPECT_EQ(course.refused("notice.forgo", forgone), "rules-unmet G07E");
    course.file("DRF-05", "of-the-changed-draft");
    checked(course).send("notice.open", notice).in({"pp_open"});
  }
}

// Looked at and found right as it is, it is filed again.
TEST(Article15, AnExplanationThatNeedsNoChangeIsFiledAgain) {
  Course course = changed_as("C2");
  course.by(drafter()).file("DRF-05", "sha-of-DRF-05");
  checked(course).send("notice.open", notice).in({"pp_open"});
}

// Filed with the draft before the class was decided it is of that draft.
TEST(Article15, AnExplanationFiledWithTheChangedDraftIsOfIt) {
  Course course;
  course.proceeded().at("2026-04-20T09:00:00+08:00").by(drafter());
  course.file("DRF-04", "changed").file("DRF-05", "of-the-changed-draft").changed("C2");
  checked(course).send("notice.open", notice).in({"pp_open"});
  EXPECT_EQ(course.given.snapshot().session.data.at("explained_since"),
            "2026-04-20T09:00:00.000+08:00");
}

TEST(Article15, AChangeOfWordingOrParametersLeavesTheExplanation) {
  for (const char* kind : {"C0", "C1", "C3"})
    EXPECT_EQ(changed_as(kind).given.snapshot().session.data.at("explained_since"), "") << kind;
}

// Not shown to the public, for the law on secrets, it goes to the review with its explanation.
TEST(Article26, TheReviewGetsTheExplanationOfTheChangedDraft) {
  Course course = changed_as("C2");
  course.at("2026-04-20T10:00:00+08:00").by(office()).add({"PUB-12"});
  course.send("notice.check", R"({"finding":"withheld","reason":"列有涉密点位"})").by(drafter());
  course.add({"PUB-10"}).knows("approver", account("zhao", "organ_head"));
  course.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  course.assessed().reviewed_for_competition().in({"consolidating"});
  course.changed("C0").in({"unit_approval"}).by(drafter()).add({"LEG-01"});
  EXPECT_EQ(course.refused("review.send"), "rules-unmet G07E");
  course.file("DRF-05", "of-the-changed-draft").add({"LEG-01"});
  course.send("review.send").in({"legality_intake"});
}

}  // namespace
}  // namespace gavel::law
