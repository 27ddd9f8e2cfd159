// Decree 713 art. 30: of all who hold a role in the meeting, the task list tells the one whose
// signature is still missing.
#include "tests/law/waiting.hpp"

namespace gavel::law {
namespace {

TEST(Article30, AMemberFindsTheStanceThatTheRecorderEnteredAmongTheirTasks) {
  Course course;
  course.decided();
  EXPECT_EQ(waits(course, member("qian"), "stance.confirm"),
            "The recorder entered your stance: confirm or dispute it");
  EXPECT_EQ(waits(course, member("liu"), "stance.confirm"), "");
  course.by(member("qian")).sign().send("stance.confirm", R"({"member":"qian"})");
  EXPECT_EQ(waits(course, member("qian"), "stance.confirm"), "");
}

TEST(Article30, ChairAndRecorderFindWhatTheyHaveToSignAmongTheirTasks) {
  const char* record = "The record of the meeting waits for your signature";
  const char* minutes = "The minutes wait for your signature";
  Course course;
  course.decided();
  EXPECT_EQ(waits(course, head(), "record.sign"), record);
  EXPECT_EQ(waits(course, recorder(), "record.sign"), record);
  EXPECT_EQ(waits(course, member("qian"), "record.sign"), "");
  course.record_signed().add({"MTG-05"});
  EXPECT_EQ(waits(course, head(), "record.sign"), "");
  EXPECT_EQ(waits(course, head(), "minutes.sign"), minutes);
  course.minutes_signed();
  EXPECT_EQ(waits(course, head(), "minutes.sign"), "");
  // Written anew since, they are signed anew.
  course.by(recorder()).file("MTG-05", "with-its-number");
  EXPECT_EQ(waits(course, recorder(), "minutes.sign"), minutes);
}

}  // namespace
}  // namespace gavel::law
