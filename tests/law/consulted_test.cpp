// Decree 713, article 13: a unit that was asked is heard, and what it objects to is explained.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* no_longer = R"({"unit":"land","reason":"逾期未答复","approver":"chen"})";

Course asked() {
  Course course;
  course.drafted().send("coordination.ask", R"({"units":["finance","land"]})");
  return course;
}

// An objection that is known but not entered yet: the drafting unit does not drop it by itself.
TEST(Article13, TheDraftingUnitDoesNotStopAskingAUnitByItself) {
  Course course = asked();
  JsonObject of_the_drafters = account("chen", "office");
  of_the_drafters["found"].as_object()["unit"] = "education";
  for (const JsonObject& nobody :
       {JsonObject{{"found", nullptr}}, account("wang", "organ_head"), account("liu", "drafter"),
        account("du", "inspector"), of_the_drafters}) {
    course.knows("approver", nobody);
    EXPECT_EQ(course.refused("coordination.withdraw", no_longer), "rules-unmet G05X");
  }
  Actor deputy = drafter();
  deputy.account = "qian", deputy.on_behalf_of = "chen";
  course.knows("approver", account("chen", "office")).by(deputy);
  EXPECT_EQ(course.refused("coordination.withdraw", no_longer), "rules-unmet G05X");
  course.by(drafter()).send("coordination.withdraw", no_longer);
  const Json& used = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(used.at("kind"), "unit_not_asked");
  EXPECT_EQ(used.at("approver"), "chen");
}

/// What the register of units says of the bureau of finance, by whichever of its names.
JsonObject finance() { return {{"found", JsonObject{{"id", "finance"}, {"name", "区财政局"}}}}; }

TEST(Article13, AUnitAnswersByItsIdOrItsNameWhicheverItWasAskedBy) {
  for (const char* asked_as : {"finance", "区财政局"}) {
    Course course;
    course.drafted().send("coordination.ask", std::string(R"({"units":[")") + asked_as + "\"]}");
    course.knows("unit", finance()).by(actor("xie", {"consulted"}, "finance"));
    course.send("coordination.reply",
                R"({"unit":"finance","opinion":"disagree","text":"资金不足"})");
    EXPECT_EQ(course.refused("coordination.reply", R"({"unit":"区财政局","opinion":"agree"})"),
              "rules-unmet G05R");
    const Json& replies = course.given.snapshot().session.data.at("coordination").at("replies");
    ASSERT_EQ(replies.as_array().size(), 1U);
    EXPECT_EQ(replies.at(0).at("unit"), asked_as);
    EXPECT_EQ(replies.at(0).at("own"), true);
  }
}

TEST(Article13, AUnitIsNotAskedTwiceByIdAndName) {
  Course course;
  course.drafted().knows("units", experts_named({"finance", "finance"}));
  EXPECT_EQ(course.refused("coordination.ask", R"({"units":["finance","区财政局"]})"),
            "rules-unmet G05N");
}

// Nor by a second letter in its other spelling; whoever writes it as before asks nobody twice.
TEST(Article13, AUnitThatWasAskedIsNotAskedAgainInTheOtherSpelling) {
  const JsonObject both = object(R"({"found":[{"id":"finance","name":"区财政局"},
      {"id":"edu","name":"区教育局"}],"missing":[],"keys":["finance","edu"]})");
  const auto units = [](const std::string& list) { return R"({"units":[)" + list + "]}"; };
  for (const auto& [first, second] :
       {std::pair(R"("区财政局")", R"("finance")"), std::pair(R"("finance")", R"("区财政局")")}) {
    Course course;
    course.drafted().send("coordination.ask", units(first)).knows("units", both);
    EXPECT_EQ(course.refused("coordination.ask", units(second + std::string(R"(,"edu")"))),
              "rules-unmet G05N");
    course.send("coordination.ask", units(first + std::string(R"(,"edu")")));
    EXPECT_EQ(course.given.snapshot().session.data.at("coordination").at("units").as_array().size(),
              2U);
  }
}

TEST(Article13, ADifferenceIsToldWithAUnitByItsIdOrItsName) {
  for (const auto& [asked_as, told_as] :
       {std::pair("finance", "区财政局"), std::pair("区财政局", "finance")}) {
    Course course;
    course.drafted();
    course.given.send("coordination.ask", {{"units", JsonArray{asked_as}}});
    course.given.send("coordination.reply",
                      {{"unit", asked_as}, {"opinion", "disagree"}, {"text", "资金不足"}});
    course.add({"DRF-07", "DRF-08", "PUB-01"});
    JsonObject difference =
        object(R"({"issue":"资金","view":"已有安排","reason":"《预算法》第十三条"})");
    difference["unit"] = told_as;
    const std::string told = json_text(JsonObject{{"differences", JsonArray{difference}}});
    EXPECT_EQ(course.refused("coordination.conclude", told), "rules-unmet G05M");
    course.knows("differences.unit", object(R"({"found":[{"id":"finance","name":"区财政局"}],
        "missing":[],"keys":["finance"]})"));
    course.send("coordination.conclude", told).in({"pp_planning"});
  }
}

// A unit that answered an earlier draft and stays silent on the next holds nobody up; but what it
// said stands, and where it disagreed that is explained, of the draft as it is now.
TEST(Article13, AUnitThatIsSilentOnTheNextDraftIsExplainedByWhatItSaid) {
  Course course = asked();
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.by(actor("land", {"consulted"}, "land"));
  course.send("coordination.reply", R"({"unit":"land","opinion":"disagree","text":"占用耕地"})");
  course.by(drafter()).knows("approver", account("chen", "office")).add({"DRF-07", "DRF-08"});
  EXPECT_EQ(course.refused("coordination.withdraw", no_longer), "rules-unmet G05W");
  course.send("draft.redraft", R"({"reason":"缩小用地"})").file("DRF-04", "second");
  course.at("2026-03-09T09:00:00+08:00");
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})");
  course.at("2026-03-10T09:00:00+08:00").add({"DRF-07"});
  course.send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
  course.send("coordination.withdraw", no_longer);
  // The memo of before is about another text.
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05");
  course.add({"DRF-08"}).send("coordination.conclude").in({"pp_planning"});
}

// Article 13 is of other units: a drafting unit does not answer itself.
TEST(Article13, ADraftingUnitDoesNotAnswerItself) {
  for (const char* own : {"education", "finance"}) {
    Course course;
    course.together().drafted().send("coordination.ask", R"({"units":["本单位"]})");
    course.knows("unit", unit(own));
    EXPECT_EQ(course.refused("coordination.reply", R"({"unit":"本单位","opinion":"agree"})"),
              "rules-unmet G05O")
        << own;
    course.knows("unit", unit("land"));
    course.send("coordination.reply", R"({"unit":"本单位","opinion":"agree"})");
  }
}

TEST(Article13, WhereNoOtherUnitIsConcernedThatIsSaidWithAReasonAndApproved) {
  const char* none = R"({"none_concerned":"仅涉及本单位职责","approver":"zhao"})";
  Course course;
  course.drafted();
  EXPECT_EQ(course.refused("coordination.conclude"), "rules-unmet G05");
  Course was_asked = asked();
  EXPECT_EQ(was_asked.refused("coordination.conclude", none), "rules-unmet G05 G05A");
  course.send("coordination.conclude", none).in({"pp_planning", "ex_planning", "ra_planning"});
  const Json& used = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(used.at("kind"), "no_unit_concerned");
  EXPECT_EQ(used.at("approver"), "zhao");
}

}  // namespace
}  // namespace gavel::law
