// Matters that began on a version of the major decision that has landed, moved to the one of today
// by the recorded migration: from wherever they stand, and what is asked of them next. `landed/`
// holds such versions as they were.
#include <map>

#include <gtest/gtest.h>

#include "engine/migration/plan.hpp"
#include "tests/law/carrying_out.hpp"
#include "tests/matter/moves.hpp"

namespace gavel::migration {
namespace {

using law::Course;
using Names = std::vector<std::string>;

std::shared_ptr<const procedure::Procedure> landed(const std::string& version) {
  static std::map<std::string, std::shared_ptr<const procedure::Procedure>> read;
  auto& of = read[version];
  if (of == nullptr) {
    of = matter::read_version(
        matter::file_text("tests/migration/landed/major-decision-" + version + ".scxml"),
        "sha256-of-" + version);
  }
  return of;
}

Plan moved(const Course& course) {
  Names entered;
  for (const matter::Event& event : course.given.events())
    entered.insert(entered.end(), event.entered.begin(), event.entered.end());
  matter::Command command = matter::asks(course.given, *law::major_decision());
  command.facts = law::facts();
  return plan({course.given.procedure(), course.given.snapshot(), *law::major_decision(), command,
               matter::real_calendar(), entered});
}

struct Next {
  const char* event;
  matter::Actor by;
  const char* data = "{}";
  bool is_signed = false;
  std::vector<const char*> adds = {};  ///< Papers filed before.
};
struct Stage {
  const char* name;
  void (*reach)(Course&);
  Next next;
  const char* answer;  ///< Empty: accepted.
};

/// What the version of today answers to the next step of a matter that was moved to it.
std::string answered(const Course& course, matter::Snapshot moved_to, const Next& next) {
  const auto take = [&](matter::What what, const matter::Actor& by) {
    const matter::Command command{std::move(what), by, course.given.now(), law::facts(), "real"};
    moved_to =
        matter::decide(*law::major_decision(), &moved_to, command, matter::real_calendar())->next;
  };
  for (const char* code : next.adds) {
    // What the system writes it files itself, and says so.
    const bool is_own = !law::major_decision()->documents.at(code).written.empty();
    matter::Document paper = matter::Given::document(code);
    JsonObject written{{"code", code}, {"sha256", paper.sha256}};
    take(matter::AddDocument{std::move(paper)}, is_own ? matter::clock_actor() : next.by);
    if (is_own) take(matter::Send{"system.written", std::move(written), {}}, matter::clock_actor());
  }
  matter::Send send{next.event, matter::object(next.data), {}};
  if (next.is_signed) send.signature = {{"key_id", "k1"}, {"signer", "li"}};
  const matter::Command command{std::move(send), next.by, course.given.now(), law::facts(), "real"};
  const auto out =
      matter::decide(*law::major_decision(), &moved_to, command, matter::real_calendar());
  if (out) return "";
  std::string said = matter::reason(out.error());
  for (const matter::UnmetRule& rule : out.error().rules) said += " " + rule.id;
  return said;
}

const std::vector<Stage>& stages() {
  static const char* const lawful = Course::lawful.data();
  static const std::vector<Stage> all{
      {"Study",
       [](Course& c) { c.study_asked().add({"INI-02"}); },
       {"study.done", law::study_unit(), R"({"summary":"可行"})"},
       ""},
      {"Start",
       [](Course& c) { c.studied().by(law::head()).add({"INI-03", "INI-04"}); },
       {"initiation.start", law::head(),
        R"({"drafting_unit":"education","catalogue_no":"2026-3"})"},
       ""},
      {"Drafting",
       [](Course& c) {
         c.started().by(law::drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
       },
       {"draft.freeze", law::drafter(),
        R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})"},
       ""},
      // From 1.8.0 on what somebody else enters for a unit is on paper.
      {"Units",
       [](Course& c) {
         c.drafted().send("coordination.ask", R"({"units":["finance"]})");
         c.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
       },
       {"coordination.conclude", law::drafter()},
       "rules-unmet G05P"},
      // From 1.9.0 on the draft is checked for secrets before the notice; one that is open, or was,
      // stands as it is.
      {"Notice",
       [](Course& c) { c.coordinated(); },
       {"notice.open", law::drafter(), R"({"title":"征求意见","how":"信函"})", false, {"PUB-01"}},
       "rules-unmet G07S"},
      {"NoticeStands",
       [](Course& c) { c.noticed(); },
       {"notice.close", law::drafter()},
       "rules-unmet G08"},
      {"Feedback",
       [](Course& c) { c.notice_closed().by(law::drafter()).add({"PUB-05"}); },
       {"participation.feedback", law::drafter()},
       ""},
      {"Risk",
       [](Course& c) { c.coordinated().risk_reported(); },
       {"risk.finding", law::head(), R"({"controllable":true})", true},
       ""},
      {"Revision",
       [](Course& c) { c.proceeded(); },
       {"draft.revise", law::drafter(), R"({"change":"C1","explanation":"修改"})"},
       ""},
      // From 1.9.0 on what is done again is done on the text that was classed, and checked for
      // secrets before the notice.
      {"Again",
       [](Course& c) {
         c.proceeded().by(law::drafter()).file("DRF-04", "classed");
         c.changed("C2").by(law::drafter());
       },
       {"notice.open", law::drafter(), R"({"title":"征求意见","how":"信函"})", false, {"PUB-01"}},
       "rules-unmet G07S"},
      {"AgainOnAnotherText",
       [](Course& c) {
         c.proceeded().changed("C2").by(law::drafter()).file("DRF-04", "never-classed");
       },
       {"notice.open", law::drafter(), R"({"title":"征求意见","how":"信函"})", false, {"PUB-01"}},
       "rules-unmet G05D G07S"},
      {"AgainToldOfAnotherText",
       [](Course& c) {
         c.proceeded().changed("C2").by(law::drafter()).file("DRF-04", "never-classed");
       },
       {"draft.revise", law::drafter(), R"({"change":"C0","explanation":"措辞"})"},
       ""},
      // The statement of procedure of 1.6.0 was not yet the system's: it is written anew before the
      // review.
      {"Intake",
       [](Course& c) { c.sent_for_review(); },
       {"review.accept", law::justice()},
       "rules-unmet G15S"},
      {"Review",
       [](Course& c) {
         c.advised().by(law::justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
       },
       {"review.opinion", law::justice(), lawful, true},
       "rules-unmet G15R"},
      {"Response",
       [](Course& c) { c.reviewed().by(law::drafter()).add({"LEG-05"}); },
       {"meeting.submit", law::drafter()},
       ""},
      {"Packet",
       [](Course& c) { c.submitted(); },
       {"packet.accept", law::office(), "{}", false, {"MTG-02"}},
       ""},
      {"Agenda",
       [](Course& c) { c.packed(); },
       {"meeting.notify", law::office(), Course::notice_of_meeting.data()},
       ""},
      // Not every version noted which papers the system wrote: the record is written anew.
      {"Decided",
       [](Course& c) { c.decided(); },
       {"record.sign", law::head(), "{}", true, {"MTG-04"}},
       ""},
      {"Report",
       [](Course& c) { c.minuted().by(law::office()).add({"MTG-07"}); },
       {"party.report", law::party_group(), R"({"number":"1"})"},
       ""},
      {"Signing",
       [](Course& c) { c.reported().by(law::head()).add({"ISS-01"}); },
       {"decision.sign", law::head(), R"({"number":"政发〔2026〕9号"})", true},
       ""},
      {"Wording",
       [](Course& c) {
         c.met().stances().head_spoke().send("meeting.decide", R"({"outcome":"approve_text"})");
         c.issued_to_be_signed();
       },
       {"decision.sign", law::head(), R"({"number":"政发〔2026〕9号"})", true},
       "rules-unmet G24V"},
      {"Publishing",
       [](Course& c) { c.signed_off().by(law::office()).add({"ISS-02", "ISS-04"}); },
       {"publication.publish", law::office(), Course::channels.data()},
       ""},
      {"Executing",
       [](Course& c) { c.executed(); },
       {"execution.progress", law::executor(), R"({"task":"施工","percent":40,"text":"t"})"},
       ""},
      // Suspended in urgency under 1.6.0, it still goes before a meeting; from 1.10.0 on the
      // minutes of that meeting are on file.
      {"Suspended",
       [](Course& c) { law::suspended(c); },
       {"suspension.confirm", law::office(), law::minuted},
       "rules-unmet G30P"},
      {"SuspendedAgain",
       [](Course& c) {
         law::suspended(c).add({"EXE-05"}).send("execution.resume", law::resume).add({"EXE-05"});
       },
       {"execution.suspend", law::head(), law::urgent},
       "rules-unmet G30U G30Q G30O"},
      {"Archive",
       [](Course& c) { c.carried_out(); },
       {"archive.collect",
        law::archivist(),
        R"({"fonds":"X043","organisation":"BGS"})",
        false,
        {"MTG-01", "MTG-03"}},
       ""}};
  return all;
}

class FromVersion160 : public ::testing::TestWithParam<std::size_t> {
 protected:
  [[nodiscard]] static const Stage& stage() { return stages().at(GetParam()); }
};

TEST_P(FromVersion160, MovesWhereItStandsAndGoesOn) {
  Course course(landed("1.6.0"));
  stage().reach(course);
  const Plan plan = moved(course);
  for (const Obstacle& obstacle : plan.obstacles)
    ADD_FAILURE() << obstacle.code << " " << obstacle.state;
  EXPECT_EQ(plan.states_before, plan.states_after);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next, stage().next), stage().answer);
}

INSTANTIATE_TEST_SUITE_P(EveryStage, FromVersion160,
                         ::testing::Range<std::size_t>(0, stages().size()),
                         [](const auto& row) { return std::string(stages().at(row.param).name); });

// Only one that is still to be opened waits for its check.
TEST(FromVersion180, ANoticeThatIsOpenOrPastStandsWithoutACheckForSecrets) {
  for (const std::string_view name :
       {"Notice", "NoticeStands", "Feedback", "Revision", "Response", "Publishing"}) {
    const Stage& stage = *std::ranges::find(stages(), name, &Stage::name);
    Course course(landed("1.8.0"));
    stage.reach(course);
    const Plan plan = moved(course);
    for (const Obstacle& obstacle : plan.obstacles)
      ADD_FAILURE() << name << ": " << obstacle.code << " " << obstacle.state;
    ASSERT_TRUE(plan.accepted.has_value()) << name;
    EXPECT_EQ(answered(course, plan.accepted->next, stage.next), stage.answer) << name;
  }
}

// From 1.10.0 on a report is due, and given, while a decision is evaluated or adjusted as well:
// also of one that was parked there before. 92 days from 21 April, when the last one was given.
TEST(FromVersion190, AReportIsDueOfADecisionThatWasParkedInAnEvaluationOrAnAdjustment) {
  for (const auto& [event, data] : std::vector<std::pair<const char*, const char*>>{
           {"evaluation.start",
            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})"},
           {"adjustment.major", R"({"reason":"改线"})"}}) {
    Course course(landed("1.9.0"));
    course.executed().by(law::head()).send(event, data);
    course.at("2026-05-06T09:00:00+08:00");
    const Plan plan = moved(course);
    ASSERT_TRUE(plan.accepted.has_value()) << event;
    EXPECT_EQ(plan.states_before, plan.states_after);
    const auto pending = chart::timers(plan.accepted->next.session);
    const auto report =
        std::ranges::find(pending, std::string("T19"), [](const auto& each) { return each.id; });
    ASSERT_NE(report, pending.end()) << event;
    EXPECT_EQ(to_string(report->due), "2026-07-23T00:00:00.000+08:00");
    EXPECT_EQ(answered(course, plan.accepted->next,
                       {"execution.progress", law::executor(),
                        R"({"task":"施工","percent":40,"text":"t"})"}),
              "");
  }
}

TEST(FromVersion190, WhatIsSuspendedStaysSoAndIsResumed) {
  for (const bool adjusting : {false, true}) {
    Course course(landed("1.9.0"));
    law::suspended(course).add({"EXE-05"});
    if (adjusting) course.send("adjustment.major", R"({"reason":"改线"})");
    const Plan plan = moved(course);
    ASSERT_TRUE(plan.accepted.has_value());
    EXPECT_EQ(plan.states_before, plan.states_after);
    const auto pending = chart::timers(plan.accepted->next.session);
    EXPECT_TRUE(std::ranges::none_of(pending, [](const auto& each) { return each.id == "T19"; }));
    EXPECT_EQ(answered(course, plan.accepted->next,
                       {"execution.progress", law::executor(),
                        R"({"task":"施工","percent":40,"text":"t"})"}),
              "rules-unmet G29S");
    EXPECT_EQ(answered(course, plan.accepted->next, {"execution.resume", law::head(), law::resume}),
              "");
  }
}

// What is asked for anew stands for what comes after the move; an organ's quorum is half.
TEST(Landed, GoesOnFromEveryStageOfTheVersionsBeforeThis) {
  for (const std::string version : {"1.9.0", "1.10.0", "1.11.0", "1.12.0", "1.13.0", "1.14.0",
                                    "1.15.0", "1.16.0", "1.17.0", "1.18.0", "1.19.0"}) {
    for (const Stage& stage : stages()) {
      Course course(landed(version));
      stage.reach(course);
      const Plan plan = moved(course);
      const std::string where = version + " " + stage.name;
      for (const Obstacle& obstacle : plan.obstacles)
        ADD_FAILURE() << where << ": " << obstacle.code << " " << obstacle.state;
      ASSERT_TRUE(plan.accepted.has_value()) << where;
      EXPECT_EQ(plan.states_before, plan.states_after) << where;
      // Refused only for what the stage itself still lacks under either version.
      const std::string said = answered(course, plan.accepted->next, stage.next);
      EXPECT_TRUE(said.empty() || said == stage.answer) << where << " " << said;
    }
  }
}

// From 1.14.0 on the public may be heard without an open call: also of a matter that had not begun,
// and not where a notice is out.
TEST(FromVersion1130, ThePublicOfAMatterThatWasMovedMayBeHeardInOtherWays) {
  const Next forgo{"notice.forgo", law::drafter(), R"({"reason":"逐户走访","approver":"zhao"})"};
  Course course(landed("1.13.0"));
  course.coordinated().checked_for_secrets();
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next, forgo), "");
  Course asked(landed("1.13.0"));
  asked.noticed();
  const Plan out = moved(asked);
  ASSERT_TRUE(out.accepted.has_value());
  EXPECT_EQ(answered(asked, out.accepted->next, forgo), "not-now");
}

// Noted since 1.12.0 when a matter starts: of one that came here later it is read from its item.
TEST(FromVersion1110, AStepThatTheCatalogueListsIsStillNotLeftOut) {
  Course course(landed("1.11.0"));
  JsonObject item = law::catalogued("2026-3");
  item.at("found").as_object()["procedures"] = JsonArray{"公众参与、专家 论证"};
  course.knows("catalogue_no", std::move(item)).coordinated();
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(
      answered(course, plan.accepted->next,
               {"experts.not_required", law::drafter(), R"({"reason":"r","approver":"zhao"})"}),
      "rules-unmet G02E");
}

// From 1.12.0 on the research report, the plan of participation and the proof of the notice are on
// file at their steps: asked of a matter that has the step before it, not of one past it.
TEST(FromVersion1110, APaperIsAskedForAtTheStepAheadAndNotOfAStepThatIsPast) {
  const auto said = [](const char* withheld, std::string_view name) {
    const Stage& stage = *std::ranges::find(stages(), name, &Stage::name);
    Course course(landed("1.11.0"));
    course.withheld = withheld;
    stage.reach(course);
    Next next = stage.next;
    next.adds.clear();
    return answered(course, moved(course).accepted.value().next, next);
  };
  EXPECT_EQ(said("DRF-01", "Drafting"), "rules-unmet G04R");
  EXPECT_EQ(said("DRF-01", "Feedback"), "");
  EXPECT_EQ(said("PUB-01", "Notice"), "rules-unmet G07P G07S");
  EXPECT_EQ(said("PUB-01", "Feedback"), "");
  EXPECT_EQ(said("PUB-03", "Feedback"), "rules-unmet G10P");
  for (const char* withheld : {"DRF-01", "PUB-01", "PUB-03"}) {
    EXPECT_EQ(said(withheld, "Revision"), "");
    EXPECT_EQ(said(withheld, "Publishing"), "");
  }
}

// From 1.13.0 on: the approval for the agenda of a packet that is still to be accepted; the list of
// the papers and the notice before the archive, which the system files once the matter has moved.
TEST(FromVersion1120, ThePapersOfTheMeetingAreAskedForAtTheStepsAhead) {
  const auto said = [](std::string_view name, std::vector<const char*> adds) {
    const Stage& stage = *std::ranges::find(stages(), name, &Stage::name);
    Course course(landed("1.12.0"));
    stage.reach(course);
    Next next = stage.next;
    next.adds = std::move(adds);
    return answered(course, moved(course).accepted.value().next, next);
  };
  EXPECT_EQ(said("Packet", {}), "rules-unmet G20M");
  EXPECT_EQ(said("Packet", {"MTG-02"}), "");
  EXPECT_EQ(said("Agenda", {}), "");
  EXPECT_EQ(said("Archive", {"MTG-01"}), "rules-unmet G28");
  EXPECT_EQ(said("Archive", {"MTG-01", "MTG-03"}), "");
}

TEST(FromVersion190Meeting, OpensWithMoreThanHalf) {
  Course course(landed("1.9.0"));
  course.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next, {"meeting.open", law::office()}), "");
}

TEST(FromVersion160Notice, OpensOnceTheOfficeHasCheckedForSecrets) {
  Course course(landed("1.6.0"));
  course.coordinated();
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  const auto then = [&](const matter::Actor& by, matter::What what) {
    const matter::Command command{std::move(what), by, course.given.now(), law::facts(), "real"};
    const auto out = matter::decide(*law::major_decision(), &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
    at = out->next;
  };
  then(law::drafter(), matter::AddDocument{matter::Given::document("PUB-01")});
  then(law::office(), matter::AddDocument{matter::Given::document("PUB-12")});
  then(law::office(), matter::Send{"notice.check", matter::object(Course::publishable), {}});
  then(law::drafter(),
       matter::Send{"notice.open", matter::object(R"({"title":"征求意见","how":"信函"})"), {}});
  EXPECT_THAT(matter::configuration(*law::major_decision(), at), testing::Contains("pp_open"));
}

// The clock of an urgent suspension runs on, and the file is not closed over it.
TEST(FromVersion160Suspended, KeepsItsClockAndItsDuty) {
  Course course(landed("1.6.0"));
  law::suspended(course);
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  for (const ClockChange& clock : plan.clocks) EXPECT_NE(clock.id, "T14");
  EXPECT_EQ(answered(course, plan.accepted->next, {"execution.suspend", law::head(), law::urgent}),
            "rules-unmet G30U G30Q G30O G30S");
}

// What was approved before 1.12.0 keeps no account that could be asked; the next one has its
// number after it, and is asked about.
TEST(FromVersion1110, AnExceptionThatKeepsNoAccountHoldsNothing) {
  Course course(landed("1.11.0"));
  course.coordinated().checked_for_secrets();
  course.send("experts.not_required", R"({"reason":"不涉专业技术","approver":"zhao"})");
  course.send("notice.open", R"({"title":"征求意见","how":"信函"})").notice_over().heard_out();
  course.assessed().reviewed_for_competition().in({"consolidating"});
  course.changed("C1").by(law::drafter()).add({"LEG-01"}).send("review.send");
  course.by(law::justice()).send("review.accept").by(law::counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(law::justice());
  course.add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign();
  course.send("review.opinion", Course::lawful).by(law::drafter()).add({"LEG-05"});
  course.send("meeting.submit").by(law::office()).send("npc.require", R"({"basis":"组织法"})");
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  const auto accept = [&](const matter::Snapshot& after) {
    return answered(course, after, {"packet.accept", law::office(), "{}", false, {"MTG-02"}});
  };
  EXPECT_EQ(accept(at), "");
  const matter::Command command{
      matter::Send{"npc.release", matter::object(R"({"reason":"误认","approver":"zhao"})"), {}},
      law::office(), course.given.now(), law::facts(), "real"};
  const auto out = matter::decide(*law::major_decision(), &at, command, matter::real_calendar());
  ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
  EXPECT_EQ(accept(out->next), "rules-unmet G39S");
  EXPECT_EQ(answered(course, out->next, {"exception.confirm", law::head(), R"({"no":1})"}),
            "rules-unmet G39N");
  EXPECT_EQ(answered(course, out->next, {"exception.confirm", law::head(), R"({"no":2})"}), "");
}

// From 1.12.0 on a dispute after the meeting may ask the head for reasons, and one of chair and
// recorder signs the record; what 1.11.0 took before stands.
TEST(FromVersion1110, ADisputeAndRefusalsThatItTookHoldNothingUp) {
  Course course(landed("1.11.0"));
  course.decided().by(law::member("qian")).sign();
  course.send("stance.dispute", R"({"member":"qian","text":"我当时不同意"})").by(law::office());
  for (const char* part : {"chair", "recorder"})
    course.given.send("record.refuse", {{"part", part}, {"reason", "有异议"}});
  course.add({"MTG-05", "MTG-07"}).minutes_signed().by(law::office());
  course.send("minutes.issue", R"({"number":12,"signatory":"zhao"})").by(law::party_group());
  course.send("party.report", R"({"number":"1"})").by(law::head()).add({"ISS-01"});
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next,
                     {"decision.sign", law::head(), R"({"number":"政发〔2026〕9号"})", true}),
            "");
}

// Under 1.12.0 what was raised after the decision took effect at once: once denied, the decision is
// published after all, and the archive does not wait for ever.
TEST(FromVersion1120, WhatWasDeliveredAndThenDeniedIsPublished) {
  Course course(landed("1.12.0"));
  course.signed_off().by(law::office()).add({"ISS-02", "ISS-04"});
  course.send("publication.restrict", R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao",
                                          "recipients":["财政局"]})");
  const Plan plan = moved(course.in({"published"}));
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  const char* anew = R"({"finding":"publishable","finding_reason":"经审查不涉密",
                         "channels":["公报","网站"]})";
  const char* drop = R"({"no":1,"reason":"已公布"})";
  const matter::Actor colleague = matter::actor("xin", {"office"}, "office");
  EXPECT_EQ(answered(course, at, {"publication.publish", law::office(), anew}), "rules-unmet G26W");
  const auto then = [&](const char* event, const matter::Actor& by, const char* data) {
    const matter::Command command{matter::Send{event, matter::object(data), {}}, by,
                                  course.given.now(), law::facts(), "real"};
    const auto out = matter::decide(*law::major_decision(), &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << event << matter::reason(out.error());
    at = out->next;
  };
  then("exception.dispute", law::head(), R"({"no":1,"reason":"不涉及国家秘密"})");
  EXPECT_EQ(answered(course, at, {"exception.drop", colleague, drop}), "rules-unmet G39X");
  then("publication.publish", law::office(), anew);
  then("exception.drop", colleague, drop);
}

// What was finished with tasks left keeps the ways out it had.
TEST(FromVersion1120, TasksThatWereLeftAreConfirmedOrAnsweredFor) {
  Course course(landed("1.12.0"));
  course.executed().proved().by(law::executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":80,"text":"t"})");
  course.send("execution.finish", R"({"text":"完成","approver":"zhao",
                                      "unfinished":[{"task":"施工","reason":"缺资金"}]})");
  const Plan plan = moved(course.in({"completed"}));
  ASSERT_TRUE(plan.accepted.has_value());
  const matter::Snapshot& at = plan.accepted->next;
  const Next drop{"exception.drop", law::office(), R"({"no":1,"reason":"r"})"};
  EXPECT_EQ(answered(course, at, drop), "rules-unmet G39X");
  EXPECT_EQ(answered(course, at, {"exception.confirm", law::head(), R"({"no":1})"}), "");
  course.add({"LIA-01"}).by(law::office());
  course.send("liability.record", R"({"article":"40","unit":"works","number":"监〔2026〕1号"})");
  const Plan answered_for = moved(course);
  ASSERT_TRUE(answered_for.accepted.has_value());
  EXPECT_EQ(answered(course, answered_for.accepted->next, drop), "");
}

TEST(FromVersion1120, WhatIsStillExecutedAsksTheNewWay) {
  Course course(landed("1.12.0"));
  course.executed().proved().by(law::executor()).add({"EXE-02"});
  course.send("execution.progress", R"({"task":"施工","percent":80,"text":"t"})");
  const Plan plan = moved(course);
  ASSERT_TRUE(plan.accepted.has_value());
  EXPECT_EQ(answered(course, plan.accepted->next,
                     {"execution.finish", law::executor(), R"({"text":"完成"})"}),
            "rules-unmet G29F");
  EXPECT_EQ(answered(course, plan.accepted->next,
                     {"execution.leave", law::executor(),
                      R"({"unfinished":[{"task":"施工","reason":"缺资金"}],"approver":"zhao"})"}),
            "");
}

// Before 1.13.0 no proposal said what it adjusts: a successor that was opened then says it until it
// is archived, once.
TEST(FromVersion1120, ASuccessorSaysWhatItAdjustsThoughItIsDecided) {
  for (const bool is_decided : {false, true}) {
    Course course(landed("1.12.0"));
    is_decided ? course.carried_out() : course.noticed();
    const Plan plan = moved(course);
    ASSERT_TRUE(plan.accepted.has_value());
    JsonObject facts = law::facts();
    facts["registers"].as_object()["predecessor"] =
        matter::object(R"({"found":{"id":"m0","procedure":"major-decision",
            "states":["after_decision","adjusting"],
            "shows":{"signing.signed_on":"2025-07-15","_x.policy.pack":"none"}}})");
    const matter::Command command{
        matter::Send{"predecessor.name",
                     matter::object(R"({"predecessor":"m0","reason":"原版本未设此项"})"),
                     {}},
        law::office(), course.given.now(), facts, "real"};
    const auto out = matter::decide(*law::major_decision(), &plan.accepted->next, command,
                                    matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << matter::reason(out.error());
    EXPECT_EQ(out->next.session.data.at("proposal").at("predecessor"), "m0");
    const auto again =
        matter::decide(*law::major_decision(), &out->next, command, matter::real_calendar());
    EXPECT_EQ(again.has_value(), !is_decided);
  }
}

TEST(FromVersion160Ended, IsNotMoved) {
  Course course(landed("1.6.0"));
  course.archived();
  const Plan plan = moved(course);
  ASSERT_EQ(plan.obstacles.size(), 1u);
  EXPECT_EQ(plan.obstacles.front().code, "finished");
}

}  // namespace
}  // namespace gavel::migration
