// Decisions that by law are not made public: who has no part in them does not read them either, nor
// what was said of them in the meeting (保守国家秘密法: 知悉范围; 政府信息公开条例 art. 14).
#include "engine/matter/circle.hpp"

#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

bool is_kept(const Course& course) {
  return matter::circle_of(course.given.procedure(), course.given.snapshot()).has_value();
}

TEST(Practice, ADecisionIsKeptToItsCircleOnceItsDraftMayNotBePublished) {
  Course course;
  course.coordinated().by(office()).add({"PUB-12"});
  EXPECT_FALSE(is_kept(course));
  Course publishable = course;
  publishable.send("notice.check", Course::publishable);
  EXPECT_FALSE(is_kept(publishable));
  course.send("notice.check", R"({"finding":"withheld","reason":"含涉密点位"})");
  ASSERT_TRUE(is_kept(course));
  const auto circle = matter::circle_of(course.given.procedure(), course.given.snapshot());
  EXPECT_EQ(circle->title.zh, "依法不予公开的事项");
  EXPECT_EQ(circle->roles, (std::vector<std::string>{"office", "organ_head", "archivist", "auditor",
                                                     "party_group"}));
}

TEST(Practice, ADecisionOfWhichThePublicIsNotHeardByLawIsKeptToItsCircle) {
  Course course;
  course.coordinated().by(drafter()).add({"PUB-10"});
  EXPECT_FALSE(is_kept(course));
  course.send("participation.not_required",
              R"({"basis":"《保守国家秘密法》第九条","approver":"zhao"})");
  EXPECT_TRUE(is_kept(course));
}

TEST(Practice, ADecisionThatIsAskedNotToBePublishedIsKeptToItsCircleUntilItIs) {
  Course course;
  course.signed_off();
  EXPECT_FALSE(is_kept(course));
  course.by(office()).add({"ISS-02"}).send("publication.restrict", Course::restriction);
  EXPECT_TRUE(is_kept(course));
  Course delivered = course;
  delivered.by(head()).send("exception.confirm", R"({"no":1})").by(office());
  delivered.send("publication.deliver", Course::recipients);
  EXPECT_TRUE(is_kept(delivered));
  // Denied, and so published after all.
  course.by(head()).send("exception.dispute", R"({"no":1,"reason":"可以公开"})").by(office());
  course.file("ISS-02", "checked-anew").add({"ISS-04"});
  course.send("publication.publish",
              R"({"finding":"publishable","finding_reason":"经重新审查不涉密",
                  "channels":["公报","网站"]})");
  EXPECT_FALSE(is_kept(course));
}

// Of what is secret from the first day nobody waits for the check before the notice.
TEST(Practice, AnItemThatIsProposedAsSecretIsKeptToItsCircleUntilItIsFoundPublishable) {
  Course course;
  JsonObject form = matter::object(Course::proposal);
  form["kept"] = true;
  course.given.by(drafter()).open(std::move(form));
  EXPECT_TRUE(is_kept(course));
  course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"必要、可行"})");
  course.by(head()).add({"INI-03", "INI-04"}).send("initiation.start", json_text(course.start));
  EXPECT_TRUE(is_kept(course));
  Course open;
  open.proposed();
  EXPECT_FALSE(is_kept(open));
}

// Article 38(3): what each member said is sealed; that they met, and what came of it, is not.
TEST(Art38_3, WhatMembersSaidIsOfAPartOfTheMatterThatIsKept) {
  Course course;
  course.decided();
  const auto parts = procedure::circles_in(course.given.procedure()).parts;
  const auto sealed = std::ranges::find_if(
      parts, [](const auto& each) { return each.documents.front() == "MTG-04"; });
  ASSERT_NE(sealed, parts.end());
  JsonObject data = course.given.snapshot().session.data.object();
  ASSERT_FALSE(data.at("meeting").at("stances").as_array().empty());
  matter::leave_out(data, sealed->data);
  const JsonObject& meeting = data.at("meeting").as_object();
  for (const char* said : {"stances", "head_said", "head_before", "corrections"})
    EXPECT_FALSE(meeting.contains(said)) << said;
  for (const char* open : {"outcome", "members", "attending", "result"})
    EXPECT_TRUE(meeting.contains(open)) << open;
}

// Nor is it told by what members say, at a later meeting, of the record of an earlier one.
TEST(Art38_3, WhatMembersSayOfAnEarlierRecordIsKeptAsThatIs) {
  const auto parts = procedure::circles_in(*major_decision()).parts;
  const auto sealed = std::ranges::find_if(
      parts, [](const auto& each) { return each.documents.front() == "MTG-04"; });
  ASSERT_NE(sealed, parts.end());
  const JsonArray earlier{JsonObject{{"member", "qian"}, {"stance", "oppose"}, {"text", "选址"}}};
  JsonObject data{{"meeting", JsonObject{{"earlier", earlier}, {"outcome", "approve"}}},
                  {"meetings", JsonArray{JsonObject{{"earlier", earlier}, {"outcome", "defer"}}}}};
  matter::leave_out(data, sealed->data);
  EXPECT_EQ(json_text(data),
            R"({"meeting":{"outcome":"approve"},"meetings":[{"outcome":"defer"}]})");
}

// Versions of before said nothing of circles: their matters are read as they were.
TEST(Practice, ADecisionOfAVersionWithoutCirclesIsReadAsItWas) {
  const auto landed = matter::procedure_of(
      matter::file_text("tests/migration/landed/major-decision-1.14.0.scxml"), "1.14.0");
  const auto circles = procedure::circles_in(*landed);
  EXPECT_TRUE(circles.matter.empty());
  EXPECT_EQ(circles.named, (std::vector<std::string>{"expert", "consulted"}));
  EXPECT_EQ(circles.classified.roles,
            (std::vector<std::string>{"office", "organ_head", "archivist", "auditor"}));
}

}  // namespace
}  // namespace gavel::law
