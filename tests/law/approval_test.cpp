// Nobody approves an exception of their own (separation of duties 9): each step that needs an
// approver, with everyone who may not be the one.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

enum class By { head, head_or_office };

/// A step that somebody else has to approve.
struct Approval {
  const char* name;
  const char* event;
  const char* rule;
  By by;
  Course& (*ready)(Course&);  ///< To where it may be sent, by whom it is sent.
  const char* data;           ///< All but the approver.
  const char* field = "approver";
};

Course& planning(Course& course) { return course.coordinated().checked_for_secrets(); }

const std::vector<Approval> approvals{
    {"unit_asked_no_longer", "coordination.withdraw", "G05X", By::head_or_office,
     [](Course& course) -> Course& {
       return course.drafted().send("coordination.ask", R"({"units":["finance","land"]})");
     },
     R"({"unit":"land","reason":"不涉及用地"})"},
    {"no_unit_concerned", "coordination.conclude", "G05A", By::head_or_office,
     [](Course& course) -> Course& { return course.drafted().add({"DRF-07"}); },
     R"({"none_concerned":"仅涉及本单位职责"})"},
    {"participation_not_required", "participation.not_required", "G06", By::head_or_office,
     [](Course& course) -> Course& { return course.coordinated().add({"PUB-10"}); },
     R"({"basis":"《保守国家秘密法》"})"},
    {"no_open_call", "notice.forgo", "G06A", By::head_or_office, planning,
     R"({"reason":"只涉及两个村民小组"})"},
    {"notice_shortened", "notice.open", "G08S", By::head_or_office, planning,
     R"({"title":"征求意见","how":"信函","shortened_days":7,"shortened_reason":"汛期将至"})",
     "shortened_approver"},
    {"experts_not_required", "experts.not_required", "G11N", By::head_or_office, planning,
     R"({"reason":"不涉专业技术"})"},
    {"expert_from_outside", "experts.invite", "G11Q", By::head_or_office, planning,
     R"({"plan":"抽取","experts":["a"],"outside_reason":"库内无此专业"})", "outside_approver"},
    {"expert_not_invited", "experts.opinion", "G11Y", By::head_or_office,
     [](Course& course) -> Course& {
       return course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03"});
     },
     R"({"expert":"z","unit":"大学","conclusion":"support","text":"可行","direct_interest":false,
         "paper":1,"outside_reason":"受邀专家因病缺席"})",
     "outside_approver"},
    {"expert_struck", "experts.strike", "G11Z", By::head_or_office,
     [](Course& course) -> Course& { return course.coordinated().argued(); },
     R"({"expert":"a","ground":"direct_interest","reason":"持股"})"},
    {"risk_not_required", "risk.not_required", "G12X", By::head_or_office,
     [](Course& course) -> Course& {
       return course.coordinated()
           .by(assessor())
           .send("risk.trigger", R"({"stability":false,"security":false,"listed":false,
                                     "reason":"影响小"})")
           .by(drafter());
     },
     R"({"reason":"影响小"})"},
    {"no_market_activity", "competition.not_market", "G13N", By::head_or_office, planning,
     R"({"reason":"不涉及"})"},
    {"exploratory_reform", "review.opinion", "G18X", By::head,
     [](Course& course) -> Course& {
       course.advised().by(justice()).add({"LEG-04"});
       return course.at("2026-04-15T09:00:00+08:00").sign();
     },
     R"({"conclusion":"exploratory_risk","power":"p","procedure":"p","content":"c",
         "power_result":"conforms","procedure_result":"conforms","content_result":"with_problems",
         "departure":"顾问未见新规定","risk_note":"尚无国家规定","no_rule_finding":"经检索"})"},
    {"congress_found_not_concerned", "npc.release", "G14B", By::head,
     [](Course& course) -> Course& {
       return course.noticed().by(office()).send("npc.require", R"({"basis":"《组织法》第八条"})");
     },
     R"({"reason":"经核，不属于人大讨论决定事项"})"},
    {"upper_organ_found_not_concerned", "upper.release", "G14UB", By::head,
     [](Course& course) -> Course& {
       return course.noticed().by(office()).send("upper.require", R"({"basis":"《城乡规划法》"})");
     },
     R"({"reason":"经核，不属于上级批准事项"})"},
    {"not_published", "publication.restrict", "G26R", By::head,
     [](Course& course) -> Course& { return course.signed_off().by(office()).add({"ISS-02"}); },
     R"({"basis":"《保守国家秘密法》","finding":"withheld","finding_reason":"附件涉密"})"},
    {"tasks_left", "execution.leave", "G29L", By::head,
     [](Course& course) -> Course& {
       course.executed().proved().by(executor()).add({"EXE-02"});
       return course.send("execution.progress", R"({"task":"施工","percent":80,"text":"t"})");
     },
     R"({"unfinished":[{"task":"施工","reason":"缺资金"}]})"}};

struct SomeoneElse : testing::TestWithParam<Approval> {
  Course course;

  JsonObject form() { return object(GetParam().data); }
  JsonObject approved() {
    JsonObject data = form();
    data[GetParam().field] = "某人";
    return data;
  }
  /// What the register of accounts says of the name that was written.
  void found(const char* account, const char* role, const char* unit) {
    course.knows(GetParam().field, {{"found", JsonObject{{"account", account},
                                                         {"name", account},
                                                         {"unit", unit},
                                                         {"roles", JsonArray{role}}}}});
  }
  std::string refused(const JsonObject& data) {
    return course.refused(GetParam().event, json_text(Json(data)));
  }
  std::string by_rule() { return std::string("rules-unmet ") + GetParam().rule; }
};

std::string name_of(const testing::TestParamInfo<Approval>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Approves, SomeoneElse, testing::ValuesIn(approvals), name_of);

struct OfTheOffice : SomeoneElse {};
struct TheHeadAlone : SomeoneElse {};
std::vector<Approval> those(By by) {
  std::vector<Approval> out;
  std::ranges::copy_if(approvals, std::back_inserter(out),
                       [&](const Approval& each) { return each.by == by; });
  return out;
}
INSTANTIATE_TEST_SUITE_P(Somebody, OfTheOffice, testing::ValuesIn(those(By::head_or_office)),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Here, TheHeadAlone, testing::ValuesIn(those(By::head)), name_of);

TEST_P(SomeoneElse, AndThatIsTheHeadOfTheOrgan) {
  GetParam().ready(course);
  found("zhao", "organ_head", "government");
  course.given.send(GetParam().event, approved());
}

TEST_P(SomeoneElse, AndConfirmsItWithTheirOwnAccount) {
  GetParam().ready(course);
  found("zhang", "organ_head", "government");
  course.given.send(GetParam().event, approved());
  const auto& used = course.given.snapshot().session.data.at("exceptions").as_array();
  EXPECT_EQ(used.back().at("account"), "zhang");
  EXPECT_EQ(used.back().at("approval"), "waiting");
  const std::string number = R"({"no":)" + std::to_string(used.size()) + "}";
  course.by(actor("zhang", {"organ_head"}, "government")).send("exception.confirm", number);
  const auto& answered = course.given.snapshot().session.data.at("exceptions").as_array();
  EXPECT_EQ(answered.back().at("approval"), "confirmed");
}

TEST_P(OfTheOffice, MayApproveItToo) {
  GetParam().ready(course);
  found("guan", "office", "office");
  course.given.send(GetParam().event, approved());
}

TEST_P(OfTheOffice, ButNotInAUnitThatDrafts) {
  GetParam().ready(course.together());
  for (const char* unit : {"education", "finance"}) {
    found("guan", "office", unit);
    EXPECT_EQ(refused(approved()), by_rule()) << unit;
  }
}

TEST_P(TheHeadAlone, ApprovesItAndNoOffice) {
  GetParam().ready(course);
  found("guan", "office", "office");
  EXPECT_EQ(refused(approved()), by_rule());
}

TEST_P(SomeoneElse, AndIsNamed) {
  GetParam().ready(course);
  found("zhao", "organ_head", "government");
  const std::string why = refused(form());
  EXPECT_TRUE(why == by_rule() || why == std::string("invalid-form /") + GetParam().field) << why;
}

TEST_P(SomeoneElse, NotANameThatIsNobodys) {
  GetParam().ready(course);
  course.knows(GetParam().field, {{"found", nullptr}});
  EXPECT_EQ(refused(approved()), by_rule());
}

TEST_P(SomeoneElse, NotWhoSendsIt) {
  GetParam().ready(course);
  found(course.given.acting().account.c_str(), "organ_head", "government");
  EXPECT_EQ(refused(approved()), by_rule());
}

TEST_P(SomeoneElse, NotForWhomItIsSent) {
  GetParam().ready(course);
  Actor delegate = course.given.acting();
  delegate.on_behalf_of = "qian", delegate.principal_unit = delegate.unit;
  found("qian", "organ_head", "government");
  EXPECT_EQ(course.by(delegate).refused(GetParam().event, json_text(Json(approved()))), by_rule());
}

TEST_P(SomeoneElse, NotWhoIsNeitherHeadNorOffice) {
  GetParam().ready(course);
  for (const char* role : {"drafter", "member", "executor", "inspector"}) {
    found("qian", role, "government");
    EXPECT_EQ(refused(approved()), by_rule()) << role;
  }
}

}  // namespace
}  // namespace gavel::law
