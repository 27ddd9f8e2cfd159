// Decree 713 articles 32 and 33: a decision is found by its document number, and of one organ no
// two have the same.
#include "tests/law/carrying_out.hpp"

namespace gavel::law {
namespace {

constexpr const char* sign = R"({"number":"政发〔2026〕9号"})";
constexpr const char* right = R"({"number":"政发〔2026〕10号","reason":"文号登记有误"})";

/// What the register says of a number that the matter has; this one is m1.
JsonObject held_by(const char* matter) {
  return {{"of", JsonObject{{"organ", "none"}, {"number", "政发20269号"}}},
          {"found", JsonObject{{"number", "政发〔2026〕9号"},
                               {"matter", matter},
                               {"title", "另一件事"},
                               {"on", "2026-03-02"}}}};
}
/// The register that was taken a number in by the last event: "none 政发20269号 政发〔2026〕9号".
std::string taken(const Course& course) {
  std::string out;
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent == nullptr || sent->type != "urn:gavel:document-number") continue;
    const JsonObject& data = sent->data.as_object();
    out += string_or(data, "organ") + " " + string_or(data, "number") + " " +
           string_or(data, "written");
  }
  return out;
}
std::string asked(const Course& course, const char* event, const char* number) {
  const JsonObject of = matter::asked_of_registers(
      course.given.procedure(), course.given.snapshot(), {event, {{"number", number}}, {}},
      course.given.acting(), course.given.now(), matter::real_calendar());
  return json_text(of.at("number"));
}
JsonObject free_number() {
  return {{"of", JsonObject{{"organ", "none"}, {"number", "政发20269号"}}}, {"found", nullptr}};
}

TEST(Article32, OfOneOrganNoTwoDecisionsAreSignedUnderOneNumber) {
  Course course;
  course.reported().by(head()).add({"ISS-01"}).knows("number", held_by("m7"));
  const auto rule = course.sign().unmet("decision.sign", sign);
  EXPECT_EQ(rule.id, "G25H");
  EXPECT_EQ(rule.seen.at("held_by").at("title"), "另一件事");
  course.knows("number", free_number()).sign().send("decision.sign", sign).in({"publishing"});
  EXPECT_EQ(taken(course), "none 政发20269号 政发〔2026〕9号");
  // Signed again over a text that was replaced, it keeps its own.
  course.file("ISS-01", "another").knows("number", held_by("m1"));
  course.sign().send("decision.sign", sign);
}

TEST(Article32, BracketsAndBlanksMakeNoOtherNumber) {
  Course course;
  course.reported().by(head());
  for (const char* written :
       {"政发〔2026〕9号", "政发[2026]9号", "政发 （２０２６） ９ 号", "政发〔二〇二六〕第9号"})
    for (const char* event : {"decision.sign", "decision.correct"})
      EXPECT_EQ(asked(course, event, written), R"({"organ":"none","number":"政发20269号"})")
          << event << written;
}

// A number of another year would stand in the register of a year nobody looks in.
TEST(Article32, TheYearOfTheNumberIsThatOfTheSignature) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  for (const char* other : {"政发〔2031〕9号", "政发〔2025〕9号", "政发〔二〇二五〕9号"}) {
    const JsonObject number{{"number", other}};
    EXPECT_EQ(course.sign().refused("decision.sign", json_text(number)), "rules-unmet G25Z");
  }
  Course in_chinese = course;
  in_chinese.sign().send("decision.sign", R"({"number":"政发〔二〇二六〕9号"})");
  course.sign().send("decision.sign", R"({"number":"政发〔２０２６〕９号"})");
  // Corrected in the year after, it keeps the year it was signed in.
  course.at("2027-01-05T09:00:00+08:00").by(office());
  EXPECT_EQ(course.refused("decision.correct", R"({"number":"政发〔1026〕9号","reason":"笔误"})"),
            "rules-unmet G25Z");
  course.send("decision.correct", R"({"number":"政发〔2026〕19号","reason":"笔误"})");
}

TEST(Article33, ANumberIsNotCorrectedToThatOfAnotherDecision) {
  Course course;
  course.published().by(office()).knows("number", held_by("m7"));
  EXPECT_EQ(course.refused("decision.correct", right), "rules-unmet G25H");
  course.knows("number", free_number()).send("decision.correct", right);
  EXPECT_EQ(taken(course), "none 政发20269号 政发〔2026〕10号");
}

TEST(Article37, TheActThatEndsTheExecutionHasANumberOfItsOwn) {
  Course course;
  course.executed().by(head()).add({"EXE-06", "EXE-07"}).knows("decision", held_by("m7"));
  EXPECT_EQ(course.refused("execution.terminate", end), "rules-unmet G31D");
  // Nor that of the decision it ends.
  course.knows("decision", held_by("m1"));
  EXPECT_EQ(course.refused("execution.terminate", end), "rules-unmet G31D");
  course.knows("decision", free_number()).send("execution.terminate", end).in({"terminated"});
  EXPECT_EQ(taken(course), "none 政发20269号 政发〔2026〕31号");
}

// It is that decision's number, and stands in the register as such.
TEST(Article37, ADecisionThatEndsAnotherTakesNoSecondNumber) {
  Course course;
  course.executed().by(head()).add({"EXE-06"}).knows("successor", successor("carrying_out"));
  course.knows("decision", held_by("m2")).send("execution.terminate", by_another_decision);
  EXPECT_EQ(taken(course), "");
}

// GB/T 9704: what issued it, year and number; signs, a word or a bare number are none.
TEST(Practice, ADocumentNumberSaysWhoIssuedIt) {
  Course course;
  course.reported().by(head()).add({"ISS-01"});
  course.knows("number", {{"of", nullptr}, {"found", nullptr}});
  for (const char* none : {"〔〕", "随便", "9", "9号", "政发号", "政发〔2026〕9", "〔2026〕9号",
                           "政发〔2026〕0号", "政发〔2026〕09号", "市政府令第０１２号"})
    EXPECT_EQ(course.sign().refused("decision.sign", std::string(R"({"number":")") + none + "\"}"),
              "invalid-form /number")
        << none;
  course.knows("number", free_number());
  for (const char* number : {"政发〔2026〕9号", "政发〔2026〕10号", "市政府令第12号"}) {
    Course other = course;
    other.sign().send("decision.sign", std::string(R"({"number":")") + number + "\"}");
  }
}

}  // namespace
}  // namespace gavel::law
