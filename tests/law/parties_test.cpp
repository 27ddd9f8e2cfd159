// What may not be done by whoever drafts (separation of duties 1, 6, 9): tried by a person of the
// drafting unit, by one of the unit that drafts with it, by somebody who acts for either, and,
// where it is a matter of persons too, by somebody who drafted and has moved since.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

/// A step that is taken by somebody else than the drafting units.
struct Step {
  const char* name;
  const char* event;
  const char* rule;
  Actor (*lawful)();
  Course& (*ready)(Course&);
  const char* data = "{}";
};

const std::vector<Step> of_units{
    {"risk_finding", "risk.finding", "G12A", head,
     [](Course& course) -> Course& { return course.coordinated().risk_reported(); },
     R"({"controllable":true})"},
    {"class_of_a_change", "change.decide", "G33U", office,
     [](Course& course) -> Course& {
       return course.proceeded().by(drafter()).send("draft.revise",
                                                    R"({"change":"C0","explanation":"x"})");
     },
     R"({"change":"C0"})"},
    {"fair_competition", "competition.conclude", "G13U", market_regulator,
     [](Course& course) -> Course& { return course.coordinated().add({"FCR-01"}); },
     R"({"conclusion":"passed"})"},
    {"intake_of_the_review", "review.accept", "G15U", justice,
     [](Course& course) -> Course& { return course.sent_for_review(); }},
    {"text_of_the_decision", "decision.confirm_text", "G24T", head,
     [](Course& course) -> Course& {
       return course.met().stances().head_spoke().send("meeting.decide",
                                                       R"({"outcome":"approve_text"})");
     },
     R"({"substance":false,"unchanged":true,"note":"改一处错字"})"},
    {"archive", "archive.collect", "G28", archivist,
     [](Course& course) -> Course& { return course.carried_out(); },
     R"({"fonds":"X043","organisation":"BGS"})"},
    {"risk_judged_lower", "risk.trigger", "G12J", office,
     [](Course& course) -> Course& { return course.coordinated().risk_judged(); },
     R"({"stability":false,"security":false,"listed":false,"reason":"已无征地"})"}};

const std::vector<Step> of_persons{of_units[3],
                                   of_units[6],
                                   {"sealing_the_archive", "archive.collect", "G28D", archivist,
                                    of_units[5].ready, of_units[5].data}};

struct Drafting : testing::TestWithParam<Step> {
  Course course;

  std::string refused(Actor who) {
    course.by(std::move(who));
    if (course.given.procedure().events.at(GetParam().event).is_signed) course.sign();
    return course.refused(GetParam().event, GetParam().data);
  }
  void accepted(Actor who) {
    course.by(std::move(who));
    if (course.given.procedure().events.at(GetParam().event).is_signed) course.sign();
    course.send(GetParam().event, GetParam().data);
  }
  std::string by_rule() { return std::string("rules-unmet ") + GetParam().rule; }
};
struct DraftingUnits : Drafting {};
struct Drafters : Drafting {};

std::string name_of(const testing::TestParamInfo<Step>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Parties, DraftingUnits, testing::ValuesIn(of_units), name_of);
INSTANTIATE_TEST_SUITE_P(Parties, Drafters, testing::ValuesIn(of_persons), name_of);

TEST_P(DraftingUnits, LeaveItToOthers) {
  GetParam().ready(course.together());
  for (const char* unit : {"education", "finance"}) {
    Actor colleague = GetParam().lawful();
    colleague.account = "tong", colleague.unit = unit;
    EXPECT_EQ(refused(colleague), by_rule()) << unit;
    Actor delegate = GetParam().lawful();
    delegate.account = "dai", delegate.on_behalf_of = "tong", delegate.principal_unit = unit;
    EXPECT_EQ(refused(delegate), by_rule()) << unit;
  }
  accepted(GetParam().lawful());
}

TEST_P(Drafters, LeaveItToOthersWhereverTheyWorkNow) {
  GetParam().ready(course.together());
  Actor moved = GetParam().lawful();
  moved.account = "wang";
  EXPECT_EQ(refused(moved), by_rule());
  Actor delegate = GetParam().lawful();
  delegate.account = "dai", delegate.on_behalf_of = "wang", delegate.principal_unit = "elsewhere";
  EXPECT_EQ(refused(delegate), by_rule());
  accepted(GetParam().lawful());
}

/// Whoever filed a version of the draft is its author, whether or not they sent an event.
TEST_P(Drafters, AreThoseToWhoFiledAVersion) {
  GetParam().ready(course.together());
  course.by(actor("bi", {"drafter"}, "education")).file("DRF-04", "sha-of-DRF-04");
  Actor moved = GetParam().lawful();
  moved.account = "bi";
  EXPECT_EQ(refused(moved), by_rule());
  Actor delegate = GetParam().lawful();
  delegate.account = "dai", delegate.on_behalf_of = "bi", delegate.principal_unit = "elsewhere";
  EXPECT_EQ(refused(delegate), by_rule());
}

}  // namespace
}  // namespace gavel::law
