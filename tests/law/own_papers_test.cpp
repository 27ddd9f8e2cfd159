// Decree 713 art. 30 and 38(3): what is signed and archived of a meeting is what the system wrote
// from what was entered, whatever somebody typed beside it.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// Filed by hand, as an upload does.
void typed(Course& course, const char* code) {
  course.given.by(office()).add(code, "everybody-agreed");
}
/// Of the office, and not who filed the paper.
Actor noting() { return actor("xin", {"office"}, "office"); }
constexpr std::string_view refusal = R"({"part":"chair","reason":"不认可"})";

TEST(Article30, ARecordThatSomebodyTypedIsNotSigned) {
  Course course;
  course.decided();
  typed(course, "MTG-04");
  EXPECT_EQ(course.by(head()).sign().refused("record.sign"), "rules-unmet G23V");
  EXPECT_EQ(course.by(noting()).refused("record.refuse", refusal), "rules-unmet G23V");
  course.by(recorder()).file("MTG-04", "from-the-record").record_signed();
}

TEST(Article30, MinutesThatSomebodyTypedAreNotSigned) {
  Course course;
  course.decided().record_signed();
  typed(course, "MTG-05");
  EXPECT_EQ(course.by(head()).sign().refused("minutes.sign"), "rules-unmet G25W");
  EXPECT_EQ(course.by(noting()).refused("minutes.refuse", refusal), "rules-unmet G25W");
  course.add({"MTG-05"}).minutes_signed();
}

// Article 33: nor does the archive receive the packet's list and the notice as somebody typed them.
TEST(Article33, TheArchiveReceivesTheListAndTheNoticeAsTheSystemWroteThem) {
  for (const char* code : {"MTG-01", "MTG-03"}) {
    Course course;
    course.executed();
    typed(course, code);
    course.by(archivist());
    EXPECT_EQ(course.refused("archive.receive"), "rules-unmet G28W") << code;
    course.system_files(code).send("archive.receive");
  }
}

}  // namespace
}  // namespace gavel::law
