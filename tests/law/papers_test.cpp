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

const std::vector<Paper> papers{{"INI-01", "study.assign", "G03P"},
                                {"INI-02", "study.done", "G03Z"},
                                {"INI-03", "initiation.start", "G03"},
                                {"INI-04", "initiation.start", "G03"},
                                {"DRF-01", "draft.freeze", "G04R"},
                                {"PUB-01", "notice.open", "G07P"},
                                {"PUB-03", "participation.feedback", "G10P"},
                                {"DRF-02", "draft.freeze", "G04"},
                                {"DRF-04", "draft.freeze", "G04"},
                                {"DRF-05", "draft.freeze", "G04"},
                                {"DRF-07", "coordination.conclude", "G05P"},
                                {"PUB-12", "notice.check", "G07C"},
                                {"PUB-05", "participation.feedback", "G10"},
                                {"EXP-03", "experts.opinion", "G11W"},
                                {"EXP-04", "experts.conclude", "G11"},
                                {"RSK-03", "risk.report", "G12P"},
                                {"FCR-01", "competition.conclude", "G13"},
                                {"LEG-01", "review.send", "G15"},
                                {"LEG-03", "review.opinion", "G17"},
                                {"LEG-04", "review.opinion", "G17"},
                                {"LEG-05", "meeting.submit", "G19R"},
                                {"MTG-01", "archive.collect", "G28"},
                                {"MTG-02", "packet.accept", "G20M"},
                                {"MTG-03", "archive.collect", "G28"},
                                {"MTG-04", "meeting.decide", "G23"},
                                {"MTG-05", "minutes.sign", "G25P"},
                                {"MTG-07", "party.report", "G25D"},
                                {"ISS-01", "decision.sign", "G25I"},
                                {"ISS-02", "publication.publish", "G26"},
                                {"ISS-03", "publication.prove", "G26P"},
                                {"ISS-04", "publication.publish", "G27"},
                                {"EXE-01", "execution.assign", "G29"},
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

// What the law does not name an organ may leave out, each by itself.
TEST(Practice, APaperThatTheLawDoesNotNameIsLeftOutWhereThePackSaysSo) {
  for (const auto& [code, parameter] :
       {std::pair{"DRF-01", "research_report"}, std::pair{"PUB-01", "participation_plan"},
        std::pair{"PUB-03", "notice_proof"}, std::pair{"MTG-02", "agenda_approval"}}) {
    Course course;
    course.withheld = code;
    course.policy[parameter] = false;
    course.archived();
  }
}

// A proof of an earlier notice proves nothing of this one.
TEST(Practice, TheProofIsOfThisNotice) {
  Course course;
  course.coordinated().checked_for_secrets().add({"PUB-03"});
  course.at("2026-03-03T09:00:00+08:00")
      .send("notice.open", R"({"title":"征求意见","how":"信函"})");
  course.given.until("2026-04-03T00:00:00+08:00");
  course.by(drafter()).add({"PUB-05"});
  const auto rule = course.unmet("participation.feedback");
  EXPECT_EQ(rule.id, "G10P");
  EXPECT_EQ(rule.citations.front().label.en, "the organ's own practice (not law)");
  course.file("PUB-03", "page-of-this-notice").send("participation.feedback").in({"pp_done"});
}

// A draft that a meeting sent back comes to the next one as another item.
TEST(Practice, TheApprovalForTheAgendaIsOfTheDraftAsItWasReviewed) {
  Course course;
  course.met().stances().head_spoke().send("meeting.decide",
                                           R"({"outcome":"amend","reason":"补充"})");
  course.record_and_minutes().at("2026-04-22T09:00:00+08:00");
  course.changed("C1").by(drafter()).add({"LEG-01"}).send("review.send");
  course.by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
  course.add({"LEG-04"}).at("2026-05-08T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(drafter()).add({"LEG-05"});
  course.send("meeting.submit").by(office());
  const auto rule = course.unmet("packet.accept");
  EXPECT_EQ(rule.id, "G20M");
  EXPECT_EQ(rule.citations.front().label.en, "the organ's own practice (not law)");
  course.file("MTG-02", "approved-anew").send("packet.accept").in({"meeting_scheduled"});
}

// Article 33 and practice: the papers of the decision come to the archive with those of its
// meeting.
TEST(Practice, TheArchiveReceivesTheListOfThePacketAndTheNoticeOfTheMeeting) {
  for (const char* code : {"MTG-01", "MTG-03"}) {
    Course course;
    course.withheld = code;
    course.executed().by(archivist());
    const auto rule = course.unmet("archive.receive");
    EXPECT_EQ(rule.id, "G28");
    EXPECT_EQ(json_text(rule.seen.at("missing")), "[\"" + std::string(code) + "\"]");
    course.withheld = "";
    course.system_files(code).by(archivist()).send("archive.receive");
  }
}

// Where nothing is published there is nothing to plan with the public, nor to prove.
TEST(Practice, AnItemKeptFromThePublicHasNeitherPlanNorProof) {
  Course course;
  course.withheld = "PUB-01";
  course.coordinated()
      .add({"PUB-10"})
      .send("participation.not_required",
            R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})");
  course.in({"pp_done"});
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
