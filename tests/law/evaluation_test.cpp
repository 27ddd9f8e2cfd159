// Decree 713, article 36: a decision is looked at again, by whom and with whom.
#include "tests/law/carrying_out.hpp"
#include "tests/matter/next_year.hpp"

namespace gavel::law {
namespace {

TEST(Article36, WhoAssessedBeforeTheDecisionDoesNotEvaluateIt) {
  Course course;
  course.executed().by(head()).add({"EVA-01"});
  const auto by = [](const char* unit) {
    return std::string(R"({"trigger":"missed_effect","plan":"问卷","evaluator":")") + unit + "\"}";
  };
  EXPECT_EQ(course.refused("evaluation.start", by("risk-centre")), "rules-unmet G32");
  EXPECT_EQ(course.refused("evaluation.start", by("大学")), "rules-unmet G32");
  course.send("evaluation.start", by("independent-institute")).in({"evaluating"});
}

// Nor is a person an evaluator, under whatever name: whose unit drafted would not be seen.
TEST(Article36, TheEvaluatorIsAUnitOfTheRegister) {
  Course course;
  course.executed().by(head()).add({"EVA-01"}).knows("evaluator", {{"found", nullptr}});
  for (const char* named : {"wang", "王承办", "某咨询公司"}) {
    const auto rule = course.unmet(
        "evaluation.start",
        std::string(R"({"trigger":"missed_effect","plan":"p","evaluator":")") + named + "\"}");
    EXPECT_EQ(rule.id, "G32R") << named;
    EXPECT_EQ(rule.seen.at("evaluator"), named);
  }
  course.forgets("evaluator");
  EXPECT_EQ(course.refused("evaluation.start",
                           R"({"trigger":"missed_effect","plan":"p","evaluator":"institute"})"),
            "rules-unmet G32R");
}

// However its name is written, and whoever of its people takes part.
TEST(Article36, NobodyWhoAssessedComesBackUnderAnotherSpelling) {
  Course course;
  course.executed().by(head()).add({"EVA-01"});
  const auto by = [](const char* unit, const char* more = "") {
    return std::string(R"({"trigger":"missed_effect","plan":"p","evaluator":")") + unit + "\"" +
           more + "}";
  };
  for (const char* spelled : {"大 学", "（大学）", "ＲＩＳＫ－centre", "Risk Centre", "he", "a"})
    EXPECT_EQ(course.refused("evaluation.start", by(spelled)), "rules-unmet G32") << spelled;
  // The register knows them by another name.
  course.knows("evaluator",
               {{"found", JsonObject{{"id", "risk-centre"}, {"name", "市风险评估中心"}}}});
  EXPECT_EQ(course.refused("evaluation.start", by("市风险评估中心")), "rules-unmet G32");
  course.knows("evaluator", {{"found", JsonObject{{"id", "u9"}, {"name", "大学"}}}});
  EXPECT_EQ(course.refused("evaluation.start", by("u9")), "rules-unmet G32");
  course.knows("evaluator", {{"found", JsonObject{{"id", "u8"}, {"name", "he"}}}});
  EXPECT_EQ(course.refused("evaluation.start", by("u8")), "rules-unmet G32");
  course.knows("evaluator", unit("institute"));
  // An expert who argued, an account that assessed, somebody of its unit, somebody unknown.
  course.knows("experts", experts_named({"x", "b"}));
  EXPECT_EQ(course.refused("evaluation.start", by("institute", R"(,"experts":["x","b"])")),
            "rules-unmet G32");
  const auto people = [](const char* account, const char* unit) -> JsonObject {
    return {{"found", JsonArray{JsonObject{{"account", account}, {"unit", unit}}}},
            {"missing", JsonArray{}}};
  };
  const auto with_people = by("institute", R"(,"people":["某人"])");
  for (const JsonObject& said :
       {people("he", "elsewhere"), people("ming", "risk-centre"),
        JsonObject{{"found", JsonArray{}}, {"missing", JsonArray{"某人"}}}}) {
    course.knows("people", said);
    EXPECT_EQ(course.refused("evaluation.start", with_people), "rules-unmet G32");
  }
  course.knows("people", people("ming", "institute")).knows("experts", experts_named({"x"}));
  course.send("evaluation.start", by("institute", R"(,"experts":["x"],"people":["某人"])"))
      .in({"evaluating"});
}

// Whom no register knows might be anybody, of any unit.
TEST(Article36, ExpertsWhoEvaluateAreOfThePool) {
  Course course;
  course.executed().by(head()).add({"EVA-01"});
  const char* start =
      R"({"trigger":"missed_effect","plan":"p","evaluator":"institute","experts":["x","路人"]})";
  JsonObject pool = experts_named({"x", "路人"});
  pool["found"] = JsonArray{JsonObject{{"id", "x"}, {"unit", "elsewhere"}}};
  pool["missing"] = JsonArray{"路人"};
  course.knows("experts", pool);
  const auto rule = course.unmet("evaluation.start", start);
  EXPECT_EQ(rule.id, "G32E");
  EXPECT_EQ(json_text(rule.seen.at("not_in_the_pool")), R"(["路人"])");
  pool["missing"] = JsonArray{};
  course.knows("experts", pool).send("evaluation.start", start).in({"evaluating"});
}

// The name of whoever sent the report, as the register of accounts has it.
TEST(Article36, WhoAssessedDoesNotEvaluateUnderTheirOwnName) {
  Course course;
  course.heard().argued().by(actor("sun", {"assessor"}, "risk-centre"));
  Actor named = course.given.acting();
  named.name = "孙（评估员）";
  course.by(named).send("risk.trigger", R"({"stability":true,"security":false,"listed":false,
                                            "reason":"涉及征地"})");
  course.add({"RSK-03"}).send("risk.report", Course::risk).assessed_as_reported();
  const Json& people = course.given.snapshot().session.data.at("assessor_people");
  for (const char* each : {"sun", "孙（评估员）"})
    EXPECT_NE(std::ranges::find(people.as_array(), Json(each)), people.as_array().end()) << each;
}

TEST(Article36, WhoDraftedOrCarriesOutDoesNotEvaluate) {
  Course course;
  course.together().executed().by(head()).add({"EVA-01"});
  const auto by = [](const char* unit, const char* more = "") {
    return std::string(R"({"trigger":"missed_effect","plan":"p","evaluator":")") + unit + "\"" +
           more + "}";
  };
  for (const char* own : {"education", "finance", "works"}) {
    course.knows("evaluator", {{"found", JsonObject{{"id", own}, {"name", "某局"}}}});
    for (const char* named : {own, "某局"})
      EXPECT_EQ(course.refused("evaluation.start", by(named)), "rules-unmet G32U") << own;
    course.knows("evaluator", unit("institute"));
    course.knows("people", {{"found", JsonArray{JsonObject{{"account", "m"}, {"unit", own}}}},
                            {"missing", JsonArray{}}});
    EXPECT_EQ(course.refused("evaluation.start", by("institute", R"(,"people":["某人"])")),
              "rules-unmet G32U");
    JsonObject pool = experts_named({"x"});
    pool["found"] = JsonArray{JsonObject{{"id", "x"}, {"unit", own}}};
    course.knows("experts", pool);
    EXPECT_EQ(course.refused("evaluation.start", by("institute", R"(,"experts":["x"])")),
              "rules-unmet G32U");
    // The pool has the unit by whatever it is called.
    pool["found"] = JsonArray{JsonObject{{"id", "x"}, {"unit", "某局"}, {"unit_id", own}}};
    course.knows("experts", pool);
    EXPECT_EQ(course.refused("evaluation.start", by("institute", R"(,"experts":["x"])")),
              "rules-unmet G32U");
  }
  course.send("evaluation.start", by("institute")).in({"evaluating"});
}

// A third party that assessed the risk for the unit that sent the report is known as one.
TEST(Article36, AThirdPartyThatAssessedDoesNotEvaluate) {
  Course course;
  course.heard().argued().risk_judged().add({"RSK-03"});
  JsonObject report = object(Course::risk);
  report["third_party"] = "某咨询公司";
  course.given.send("risk.report", report);
  EXPECT_EQ(course.given.snapshot().session.data.at("risk").at("third_party"), "某咨询公司");
  course.assessed_as_reported().reviewed_for_competition().to_the_meeting();
  course.stances().head_spoke().send("meeting.decide", R"({"outcome":"approve"})");
  course.issued_to_be_signed().sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})");
  course.by(office()).add({"ISS-02", "ISS-04"}).send("publication.publish", Course::channels);
  course.add({"EXE-01"}).knows("unit", unit("works")).send("execution.assign", Course::tasks);
  course.forgets("unit").by(head()).add({"EVA-01"});
  const auto by = [](const char* unit) {
    return std::string(R"({"trigger":"missed_effect","plan":"问卷","evaluator":")") + unit + "\"}";
  };
  EXPECT_EQ(course.refused("evaluation.start", by("某咨询公司")), "rules-unmet G32");
  for (const char* spelled : {"某 咨询公司", "某咨询有限公司", "某咨询（有限责任公司）"})
    EXPECT_EQ(course.refused("evaluation.start", by(spelled)), "rules-unmet G32") << spelled;
  course.send("evaluation.start", by("independent-institute")).in({"evaluating"});
}

TEST(Article36, AnEvaluationHasItsPlanOnFile) {
  Course course;
  course.executed().by(head());
  const char* start = R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})";
  EXPECT_EQ(course.refused("evaluation.start", start), "rules-unmet G32P");
  course.add({"EVA-01"}).send("evaluation.start", start).in({"evaluating"});
}

TEST(Article36, OnlyItsOwnGroundsBeginAnEvaluation) {
  Course course;
  course.executed().by(head()).add({"EVA-01"});
  EXPECT_EQ(course.refused("evaluation.start",
                           R"({"trigger":"routine","plan":"p","evaluator":"institute"})"),
            "invalid-form /trigger");
}

TEST(Article36, TheResultIsOnFileAndLeadsSomewhere) {
  for (const auto& [outcome, state] : std::vector<std::pair<const char*, const char*>>{
           {"continue", "executing"}, {"adjust", "adjusting"}, {"terminate", "executing"}}) {
    Course course;
    course.executed()
        .by(head())
        .add({"EVA-01"})
        .send("evaluation.start",
              R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})");
    const std::string conclusion =
        std::string(
            R"({"reason":"评估结果","left_out":"r","heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}],"outcome":")") +
        outcome + "\"}";
    EXPECT_EQ(course.refused("evaluation.conclude", conclusion), "rules-unmet G32D");
    course.add({"EVA-02", "EVA-03"});
    if (std::string(outcome) == "adjust") {
      EXPECT_EQ(course.by(office()).refused("evaluation.conclude", conclusion), "rules-unmet G32A");
    }
    course.by(head()).send("evaluation.conclude", conclusion).in({state});
  }
}

TEST(Article36, TheEvaluationHearsThePublic) {
  Course course;
  course.executed()
      .by(head())
      .add({"EVA-01"})
      .send("evaluation.start",
            R"({"trigger":"situation_changed","plan":"p","evaluator":"institute"})");
  course.add({"EVA-02", "EVA-03"});
  const auto conclusion = [](std::initializer_list<const char*> heard, const char* left_out = "") {
    JsonArray who;
    for (const char* each : heard) who.push_back(JsonObject{{"who", each}, {"how", "座谈"}});
    return json_text(JsonObject{{"reason", "r"},
                                {"outcome", "continue"},
                                {"heard", std::move(who)},
                                {"left_out", left_out}});
  };
  EXPECT_EQ(course.refused("evaluation.conclude", R"({"reason":"r","outcome":"continue"})"),
            "invalid-form /heard");
  const auto refuses = [&](const std::string& data) {
    EXPECT_EQ(course.refused("evaluation.conclude", data), "rules-unmet G32H") << data;
  };
  refuses(conclusion({"experts"}));
  refuses(conclusion({"public"}));
  refuses(conclusion({"public", "experts"}, "无"));
  refuses(conclusion({"deputies", "cppcc", "grassroots"}, "无"));  // and the public?
  refuses(conclusion({"public", "deputies", "cppcc"}));
  refuses(conclusion({"public", "deputies", "grassroots"}));
  refuses(conclusion({"public", "cppcc", "grassroots"}));
  Course left_out = course;
  left_out.send("evaluation.conclude", conclusion({"public", "grassroots"}, "换届"))
      .in({"executing"});
  course.send("evaluation.conclude", conclusion({"public", "deputies", "cppcc", "grassroots"}));
  course.in({"executing"});
}

// An assessor of an earlier draft is one of those who argued before the decision.
TEST(Article36, WhoAssessedAnEarlierDraftDoesNotEvaluateEither) {
  Course course;
  course.coordinated().by(actor("lao", {"assessor"}, "first-assessor"));
  course.send("risk.trigger", R"({"stability":true,"security":false,"listed":false,"reason":"r"})");
  course.add({"RSK-03"}).send("risk.report", Course::risk).by(head());
  course.sign()
      .send("risk.finding", R"({"controllable":false,"reason":"补偿无着落"})")
      .by(drafter());
  course.given.add("DRF-04", "second");
  course.risk_judged().file("RSK-03", "second").send("risk.report", Course::risk);
  EXPECT_EQ(json_text(course.given.snapshot().session.data.at("main_assessors")),
            R"(["first-assessor","risk-centre"])");
}

// Thirty-two days from 21 April end on a Saturday.
TEST(Article36, TheOrganIsNotRemindedOnADayOff) {
  Course course;
  course.policy = object(R"({"evaluation_check_days":32})");
  const auto clocks = course.executed().given.clocks();
  const auto found = std::ranges::find(clocks, std::string("T15"), &matter::ClockView::id);
  ASSERT_NE(found, clocks.end());
  EXPECT_EQ(to_string(found->due.last), "2026-05-25");
}

// Published on Tuesday, 21 April 2026; a year later the organ is reminded.
TEST(Article36, TheOrganIsRemindedAfterAYear) {
  Course course;
  course.executed().given.calendar(matter::with_2027(), "2027");
  course.given.until("2027-04-21T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").as_array().size(), 0u);
  Course evaluated = course;
  course.given.until("2027-04-22T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("reminders").at(0).at("clock"), "T15");
  // Once it is evaluated, nothing is left to be reminded of.
  evaluated.by(head())
      .add({"EVA-01"})
      .send("evaluation.start",
            R"({"trigger":"organ_decided","plan":"p","evaluator":"institute"})");
  const auto clocks = evaluated.given.clocks();
  EXPECT_EQ(std::ranges::find(clocks, std::string("T15"), &matter::ClockView::id), clocks.end());
  evaluated.given.until("2027-04-22T00:00:00+08:00");
  EXPECT_EQ(evaluated.given.snapshot().session.data.at("reminders").as_array().size(), 0u);
}

}  // namespace
}  // namespace gavel::law
