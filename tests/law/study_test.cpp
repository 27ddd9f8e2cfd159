// Decree 713 art. 10: what is proposed is handed to a unit for study. Its people are, as a rule,
// those who draft: until the head has decided they have a part in the matter, in the study alone.
#include "engine/matter/judge.hpp"
#include "engine/matter/lead.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using testing::Contains;
using testing::Not;

constexpr const char* summary = R"({"summary":"可行"})";

Actor drafter_of(const char* unit) { return actor("liu", {"drafter"}, unit); }
bool may_file(const Course& course, const Actor& who, const char* code) {
  return matter::holds_any(course.given.procedure(), course.given.snapshot(), who,
                           matter::filers(course.given.procedure(), code));
}
/// The education bureau proposed it, and research was asked.
Course& handed_to_research(Course& course) {
  course.proposed().add({"INI-01"}).by(office()).knows("unit", unit("research"));
  return course.send("study.assign", R"({"unit":"市研究室"})").forgets("unit");
}
std::vector<std::string> units_of(const Course& course) {
  return matter::units(course.given.procedure(), course.given.snapshot());
}

TEST(Article10, TheDraftersOfTheUnitThatIsAskedMakeTheStudy) {
  Course course;
  course.proposed();
  EXPECT_FALSE(may_file(course, drafter_of("research"), "INI-02"));
  EXPECT_THAT(units_of(course), Not(Contains("research")));
  Course asked;
  handed_to_research(asked);
  EXPECT_THAT(units_of(asked), Contains("research"));
  EXPECT_TRUE(may_file(asked, drafter_of("research"), "INI-02"));
  EXPECT_FALSE(may_file(asked, drafter_of("statistics"), "INI-02"));
  EXPECT_TRUE(may_file(asked, drafter(), "INI-01")) << "whoever proposed it keeps their part";
  EXPECT_EQ(matter::lead(asked.given.procedure(), asked.given.snapshot()), "education");
  asked.by(drafter_of("research")).add({"INI-02"});
  EXPECT_EQ(asked.by(drafter_of("statistics")).refused("study.done", summary), "not-permitted");
  EXPECT_EQ(asked.by(drafter()).refused("study.done", summary), "rules-unmet G03S");
  asked.by(drafter_of("research")).send("study.done", summary).in({"initiation_requested"});
}

// Returned for more, it is theirs again; handed to another unit, it is that one's.
TEST(Article10, TheStudyIsOfTheUnitThatHasItNow) {
  Course course;
  handed_to_research(course).by(drafter_of("research")).add({"INI-02"});
  course.send("study.done", summary).by(head());
  course.send("initiation.return", R"({"reason":"补充"})").in({"study"}).by(office());
  course.file("INI-02", "more").by(drafter_of("research"));
  Course(course).send("study.done", summary).in({"initiation_requested"});
  course.by(office()).knows("unit", unit("statistics"));
  course.send("study.reassign", R"({"unit":"市统计局","reason":"职责"})").forgets("unit");
  EXPECT_EQ(course.by(drafter_of("research")).refused("study.done", summary), "not-permitted");
  course.by(drafter_of("statistics")).send("study.done", summary);
}

TEST(Article10, WhoeverIsAskedToStudyDoesNothingElseInTheMatter) {
  const char* basis = R"({"basis":"《地方组织法》"})";
  const char* reason = R"({"reason":"不宜"})";
  Course course;
  handed_to_research(course).by(drafter_of("research"));
  EXPECT_EQ(course.refused("npc.require", basis), "rules-unmet G03UM");
  EXPECT_EQ(course.refused("upper.require", basis), "rules-unmet G03UM");
  EXPECT_EQ(course.refused("matter.withdraw", reason), "rules-unmet G03UM");
  for (const Actor& other : {drafter(), actor("zhou", {"drafter", "organ_head"}, "research")}) {
    Course(course).by(other).send("npc.require", basis);
    Course(course).by(other).send("matter.withdraw", reason);
  }
  // Named as the unit that drafts, it acts as that one; else it has no part once it was started.
  course.add({"INI-02"}).send("study.done", summary).by(head()).add({"INI-03", "INI-04"});
  Course own = course;
  course.given.send("initiation.start", course.start);
  EXPECT_THAT(units_of(course), Not(Contains("research")));
  EXPECT_EQ(course.by(drafter_of("research")).refused("npc.require", basis), "not-permitted");
  own.start["drafting_unit"] = "research";
  own.start["unit_note"] = "职责调整";
  own.given.send("initiation.start", own.start);
  own.by(drafter_of("research")).send("npc.require", basis);
}

}  // namespace
}  // namespace gavel::law
