// The lawful course with one of its papers missing: it stops at the step that needs the paper, and
// the refusal names the rule. What a paper must be besides (newer than the last change, of this
// round, in the right hands) is in the tests of its article.
#include <set>

#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

struct Paper {
  const char* code;
  const char* event;  ///< What is refused without it...
  const char* rule;   ///< ...and by which rule.
};

const std::vector<Paper> papers{
    {"INI-01", "study.assign", "G03P"},       {"INI-02", "initiation.start", "G03"},
    {"INI-03", "initiation.start", "G03"},    {"INI-04", "initiation.start", "G03"},
    {"DRF-02", "draft.freeze", "G04"},        {"DRF-04", "draft.freeze", "G04"},
    {"DRF-05", "draft.freeze", "G04"},        {"DRF-07", "coordination.conclude", "G05P"},
    {"PUB-12", "notice.check", "G07C"},       {"PUB-05", "participation.feedback", "G10"},
    {"EXP-03", "experts.opinion", "G11W"},    {"EXP-04", "experts.conclude", "G11"},
    {"RSK-03", "risk.finding", "G12"},        {"FCR-01", "competition.conclude", "G13"},
    {"LEG-01", "review.send", "G15"},         {"LEG-03", "review.opinion", "G17"},
    {"LEG-04", "review.opinion", "G17"},      {"LEG-05", "meeting.submit", "G19R"},
    {"MTG-04", "meeting.decide", "G23"},      {"MTG-05", "minutes.sign", "G25P"},
    {"MTG-07", "party.report", "G25D"},       {"ISS-01", "decision.sign", "G25I"},
    {"ISS-02", "publication.publish", "G26"}, {"ISS-03", "publication.prove", "G26P"},
    {"ISS-04", "publication.publish", "G27"}, {"EXE-01", "execution.assign", "G29"},
    {"EXE-02", "execution.finish", "G29F"}};

struct WithoutItsPaper : testing::TestWithParam<Paper> {};

std::string name_of(const testing::TestParamInfo<Paper>& info) {
  std::string out = info.param.code;
  std::ranges::replace(out, '-', '_');
  return out;
}
INSTANTIATE_TEST_SUITE_P(LawfulCourse, WithoutItsPaper, testing::ValuesIn(papers), name_of);

TEST_P(WithoutItsPaper, StopsAtTheStepThatNeedsIt) {
  Course course;
  course.withheld = GetParam().code;
  std::string stopped = "(nowhere)";
  try {
    course.archived();
  } catch (const std::runtime_error& refusal) {
    stopped = refusal.what();
  }
  EXPECT_THAT(stopped, testing::HasSubstr(std::string(R"("event":")") + GetParam().event + "\""));
  EXPECT_THAT(stopped, testing::HasSubstr(std::string(R"({"id":")") + GetParam().rule + "\""));
}

TEST(LawfulCourse, FilesNoPaperThatNoStepNeeds) {
  Course course;
  course.archived();
  std::set<std::string> filed, needed;
  for (const auto& document : *course.given.snapshot().documents) filed.insert(document.code);
  for (const Paper& paper : papers) needed.insert(paper.code);
  EXPECT_EQ(filed, needed);
}

}  // namespace
}  // namespace gavel::law
