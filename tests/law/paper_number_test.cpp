// Papers that the record knows by their number (Decree 713 art. 33): what says that there is none
// is no number.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

constexpr std::string_view given = "NUMBER";
/// What somebody writes who has no number, or has not looked.
constexpr const char* none[] = {"无",
                                "none",
                                "—",
                                "不详",
                                "暂无",
                                "N/A",
                                "某委〔〕号",
                                "无号",
                                "待补",
                                "某委〔2026〕无号",
                                "无文号（2026年3月）"};
/// By their number, or of a paper that bears none by its title and day.
constexpr const char* known[] = {"某委〔2026〕3号",
                                 "（2026）某01行初12号",
                                 "第三号",
                                 "某委〔贰零贰陆〕第拾号",
                                 "政发〔２０２６〕９号",
                                 "《关于某事项的批复》（2026年3月2日）",
                                 "《关于某事项的决议》（二〇二六年三月二日）"};

struct Numbered {
  const char* event;
  Course& (*stage)(Course&);
  const char* data;
};

Course& issuing(Course& course) { return course.decided().by(office()); }
Course& annulling(Course& course) { return course.executed().by(office()).add({"LIA-01"}); }

const Numbered numbered[] = {
    {"initiation.start",
     [](Course& course) -> Course& {
       return course.studied().by(head()).add({"INI-03", "INI-04"});
     },
     R"({"drafting_unit":"education","party_consent":"NUMBER"})"},
    {"matter.exclude", [](Course& course) -> Course& { return course.proposed().by(head()); },
     R"({"reason":"防汛","ground":"emergency","plan":"NUMBER"})"},
    {"risk.reuse", [](Course& course) -> Course& { return course.coordinated().risk_judged(); },
     R"({"report":"NUMBER","assessor":"市风险评估中心","points":[{"source":"征地",
         "likelihood":"low","effect":"low","level":"low","measures":"补偿"}],"measures":"补偿",
         "plan":"预案","methods":[{"method":"visits","result":"走访"}],"level":"low",
         "conclusion":"proceed","assessed_on":"2026-01-05"})"},
    {"review.opinion",
     [](Course& course) -> Course& {
       return course.advised().by(justice()).at("2026-04-15T09:00:00+08:00");
     },
     R"({"conclusion":"lawful","power":"有权","procedure":"合规","content":"合法",
         "power_result":"conforms","procedure_result":"conforms","content_result":"conforms",
         "number":"NUMBER"})"},
    {"party.consult", [](Course& course) -> Course& { return course.reviewed().by(party_group()); },
     R"({"number":"NUMBER","reply":"noted"})"},
    {"party.report", [](Course& course) -> Course& { return course.minuted().by(party_group()); },
     R"({"number":"NUMBER"})"},
    {"npc.outcome",
     [](Course& course) -> Course& {
       return issuing(course).send("npc.require", R"({"basis":"《组织法》第八条"})");
     },
     R"({"outcome":"reported","number":"NUMBER"})"},
    {"upper.outcome",
     [](Course& course) -> Course& {
       return issuing(course).send("upper.require", R"({"basis":"《城乡规划法》"})");
     },
     R"({"outcome":"approved","number":"NUMBER"})"},
    {"decision.annul", annulling, R"({"by":"court","number":"NUMBER","reason":"违法"})"},
    {"decision.found_unlawful", annulling, R"({"by":"court","number":"NUMBER","reason":"违法"})"},
    {"liability.record", annulling, R"({"article":"38","unit":"works","number":"NUMBER"})"}};

/// Whether what is wrong with it is, among whatever else is, its number.
bool is_no_number(Course& course, const Numbered& each, std::string_view number) {
  std::string data = each.data;
  data.replace(data.find(given), given.size(), number);
  const auto outcome = course.given.ask(
      matter::Send{each.event, object(data), {{"key_id", "k1"}, {"signer", "li"}}});
  if (outcome) return false;
  EXPECT_EQ(matter::reason(outcome.error()), "rules-unmet")
      << each.event << " " << number << json_text(matter::encode(outcome.error()));
  const auto& rules = outcome.error().rules;
  return std::ranges::find(rules, std::string("G37Q"), &matter::UnmetRule::id) != rules.end();
}

TEST(Article33, AWordThatThereIsNoneIsNoNumberOfAPaper) {
  for (const Numbered& each : numbered) {
    Course course;
    each.stage(course);
    for (const char* number : none)
      EXPECT_TRUE(is_no_number(course, each, number)) << each.event << " " << number;
    for (const char* number : known)
      EXPECT_FALSE(is_no_number(course, each, number)) << each.event << " " << number;
  }
}

TEST(Article33, WhatIsRightIsToldOfANumberThatIsNone) {
  Course course;
  const auto rule = course.minuted()
                        .by(party_group())
                        .add({"MTG-07"})
                        .unmet("party.report", R"({"number":"无"})");
  EXPECT_EQ(rule.id, "G37Q");
  EXPECT_EQ(rule.seen.at("number"), Json("无"));
  EXPECT_THAT(rule.remedy.zh, testing::HasSubstr("某委〔2026〕3号"));
  course.send("party.report", R"({"number":"政党发〔2026〕1号"})").in({"signing"});
}

}  // namespace
}  // namespace gavel::law
