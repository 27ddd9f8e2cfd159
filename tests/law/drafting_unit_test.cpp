// Decree 713, article 11: the drafting unit, which a reorganisation may change after the start.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* to_sports =
    R"({"drafting_unit":"sports","reason":"机构改革，职责划转市体育局"})";
Actor of_sports() { return actor("ti", {"drafter"}, "sports"); }

TEST(Article11, AnotherUnitTakesTheDraftOverOnANewPaperThatNamesIt) {
  Course course;
  course.together().drafted().forgets("co_units");
  EXPECT_EQ(course.by(of_sports()).refused("draft.redraft"), "not-permitted");
  EXPECT_EQ(course.by(drafter()).refused("initiation.reassign", to_sports), "not-permitted");
  course.by(head());
  EXPECT_EQ(course.refused("initiation.reassign", R"({"drafting_unit":"sports"})"),
            "invalid-form /reason");
  // The paper on file names the unit that has it.
  EXPECT_EQ(course.refused("initiation.reassign", to_sports), "rules-unmet G03D");
  course.file("INI-04", "names-sports").knows("drafting_unit", object(R"({"found":null})"));
  EXPECT_EQ(course.refused("initiation.reassign", to_sports), "rules-unmet G03U");
  course.knows("drafting_unit", unit("sports")).send("initiation.reassign", to_sports);
  course.forgets("drafting_unit").in({"coordinating"});
  EXPECT_EQ(course.by(drafter()).refused("draft.redraft"), "not-permitted");
  EXPECT_EQ(course.by(actor("cai", {"drafter"}, "finance")).refused("draft.redraft"),
            "not-permitted");
  course.by(of_sports()).send("draft.redraft", R"({"reason":"按新职责修改"})").in({"drafting"});
  const auto& data = course.given.snapshot().session.data;
  EXPECT_EQ(data.at("drafting_unit"), "sports");
  const Json& before = data.at("initiation").at("reassigned").at(0);
  EXPECT_EQ(before.at("unit"), "education");
  EXPECT_EQ(json_text(before.at("co_units")), R"(["finance"])");
  EXPECT_EQ(before.at("reason"), "机构改革，职责划转市体育局");
  // Once more needs one more paper.
  EXPECT_EQ(course.by(head()).refused("initiation.reassign", to_sports), "rules-unmet G03D");
}

TEST(Article11, NobodyTakesADraftOverBeforeTheStartOrWhileAMeetingDiscussesIt) {
  Course before;
  before.studied().by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(before.refused("initiation.reassign", to_sports), "rules-unmet G03D");
  Course course;
  course.met().by(head()).file("INI-04", "names-sports");
  EXPECT_EQ(course.refused("initiation.reassign", to_sports), "rules-unmet G03D");
}

// Whoever drafted for the unit that lost it does not review what they drafted.
TEST(Article11, WhoDraftedStaysADrafterThoughTheirUnitDraftsNoMore) {
  Course course;
  course.sent_for_review().by(head()).file("INI-04", "names-sports");
  course.send("initiation.reassign", to_sports);
  // What was sent for review is another packet now: it is returned, and the new unit sends it.
  EXPECT_EQ(course.by(justice()).refused("review.accept"), "rules-unmet G15S");
  course.send("review.return", R"({"reason":"承办单位变更"})");
  course.by(of_sports()).add({"LEG-01"}).send("review.send");
  for (const Actor& barred :
       {actor("wang", {"justice"}, "justice"), actor("ti", {"justice"}, "sports")})
    EXPECT_EQ(course.by(barred).refused("review.accept"), "rules-unmet G15U") << barred.unit;
  course.by(justice()).send("review.accept").in({"legality_review"});
}

}  // namespace
}  // namespace gavel::law
