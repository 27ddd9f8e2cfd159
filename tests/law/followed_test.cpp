// What a follow-up (workflows/follow-up.scxml) takes over from the matter that it is of: whose it
// is, and to whom it is kept.
#include "engine/matter/circle.hpp"
#include "tests/matter/given.hpp"

namespace gavel::law {
namespace {

using matter::Given;
using matter::object;

/// Of an archived decision, of which these variables are shown.
Given follow_up(JsonObject shows, const char* title = "水源地保护") {
  static const auto procedure = matter::procedure_of(matter::file_text("workflows/follow-up.scxml"),
                                                     "workflows/follow-up.scxml");
  Given given{procedure};
  given.facts(
      {{"registers",
        JsonObject{{"volume", JsonObject{{"found", JsonObject{{"id", "m0"},
                                                              {"title", title},
                                                              {"procedure", "major-decision"},
                                                              {"states", JsonArray{"archived"}},
                                                              {"archival_code", "X043-1"},
                                                              {"shows", std::move(shows)}}}}}}}});
  given.by(matter::actor("chen", {"office"}, "office"));
  given.open(object(R"({"volume":"X043-1","reason":"追责"})"));
  return given;
}

bool is_kept(const Given& given) {
  return matter::circle_of(given.procedure(), given.snapshot()).has_value();
}

// Heads of other organs annul nothing of it, and answer no objection.
TEST(Article38, AFollowUpIsOfTheOrganWhoseDecisionItWas) {
  const auto organs = [](JsonObject shows) {
    return json_text(follow_up(std::move(shows)).snapshot().session.data.at("organs"));
  };
  EXPECT_EQ(organs({{"organs", JsonArray{"滨州市人民政府"}}}), R"(["滨州市人民政府"])");
  // Of a decision of before it was noted nothing is known.
  EXPECT_EQ(organs({}), "[]");
}

// A judgment that was entered as one that annuls, and lets the decision stand, or the other way
// round, is entered anew once that entry is corrected.
TEST(Article38, WhatAJudgmentFindsIsEnteredAnewWhereItWasEnteredWrongly) {
  const JsonObject judgment =
      object(R"({"by":"court","number":"行初1号","on":"2026-03-01","reason":"违法"})");
  for (const auto& [wrong, right] : {std::pair("decision.annul", "decision.found_unlawful"),
                                     std::pair("decision.found_unlawful", "decision.annul")}) {
    Given given =
        follow_up(object(R"({"execution.ended":"completed","signing.signed_on":"2024-04-28"})"));
    given.add("LIA-01").send(wrong, judgment);
    const auto entered = given.snapshot().version;
    EXPECT_FALSE(given.refused(right, judgment).rules.empty()) << wrong;
    given.facts({{"registers",
                  JsonObject{{"seq", JsonObject{{"found", JsonObject{{"account", "chen"},
                                                                     {"unit", "office"},
                                                                     {"on_behalf_of", ""}}}}}}}});
    // Put right in its words alone, it stands.
    JsonObject correction{{"seq", entered}, {"text", "更正"}, {"reason", "登记有误"}};
    given.send("record.correct", correction);
    EXPECT_FALSE(given.refused(right, judgment).rules.empty()) << wrong;
    correction["anew"] = true;
    JsonObject other = correction;
    other["seq"] = entered - 1;
    EXPECT_EQ(given.refused("record.correct", other).rules.front().id, "F11W");
    given.send("record.correct", correction).send(right, judgment);
    const auto& data = given.snapshot().session.data;
    EXPECT_EQ(data.at("annulments").as_array().size() + data.at("found_unlawful").as_array().size(),
              1U);
  }
}

// What annulled it before its file was closed annuls it no second time.
TEST(Article38, AJudgmentThatTheVolumeHasIsNotEnteredAgain) {
  const auto annulled = [] {
    return follow_up(object(
        R"({"execution.ended":"invalidated","signing.signed_on":"2024-04-28",
            "annulments":[{"number":"〔2026〕行初1号","by":"court"}]})"));
  };
  JsonObject judgment = object(R"({"by":"court","on":"2026-03-01","reason":"违法"})");
  for (const char* event : {"decision.annul", "decision.found_unlawful"}) {
    judgment["number"] = "〔2026〕 行初１号";
    EXPECT_EQ(annulled().add("LIA-01").refused(event, judgment).rules.front().id, "F04") << event;
    judgment["number"] = "〔2026〕行初2号";
    annulled().add("LIA-01").send(event, judgment);
  }
}

// Nor does a unit that carried it out before another did.
TEST(Article36, AUnitThatCarriedItOutBeforeDoesNotEvaluateTheDecision) {
  const auto evaluated_by = [](const char* id) {
    JsonObject shows = object(R"({"execution.unit":"works","reassigned":[{"unit":"land"}],
        "execution.ended":"completed","signing.signed_on":"2024-04-28"})");
    Given given = follow_up(std::move(shows));
    given.facts(
        {{"registers",
          JsonObject{{"evaluator", JsonObject{{"found", JsonObject{{"id", id}, {"name", id}}}}}}}});
    std::string out;
    for (const auto& rule :
         given.add("EVA-01")
             .refused("evaluation.start",
                      object(R"({"trigger":"missed_effect","evaluator":"x","plan":"问卷"})"))
             .rules)
      out += rule.id + " ";
    return out;
  };
  EXPECT_THAT(evaluated_by("land"), testing::HasSubstr("F16"));
  EXPECT_THAT(evaluated_by("works"), testing::HasSubstr("F16"));
}

// What was kept to those who may know is kept so when somebody is held liable for it.
TEST(Practice, AFollowUpIsKeptToTheCircleThatTheDecisionWasKeptTo) {
  EXPECT_FALSE(is_kept(follow_up({})));
  EXPECT_FALSE(is_kept(follow_up({{"participation.required", true}})));
  EXPECT_TRUE(is_kept(follow_up({{"participation.required", false}})));
  EXPECT_TRUE(is_kept(follow_up({{"notice_check.finding", "withheld"}})));
  EXPECT_TRUE(is_kept(follow_up({{"proposal.kept", true}})));
  EXPECT_FALSE(
      is_kept(follow_up({{"proposal.kept", true}, {"notice_check.finding", "publishable"}})));
  const JsonObject restricted{{"publication.restriction", JsonObject{{"reason", "涉密"}}}};
  EXPECT_TRUE(is_kept(follow_up(restricted)));
  // Whatever it rests on: of a matter that is kept the register tells no title.
  EXPECT_TRUE(is_kept(follow_up({}, "")));
  JsonObject published = restricted;
  published["publication.published_on"] = "2026-05-01";
  EXPECT_FALSE(is_kept(follow_up(published)));
}

// What was taken back as wrong is entered as it is, or it is said why nothing is.
TEST(Article33, AFollowUpIsNotClosedOverAPaperWhoseEntryWasTakenBackAlone) {
  Given given =
      follow_up(object(R"({"execution.ended":"completed","signing.signed_on":"2024-04-28"})"));
  const auto paper = [](const char* number, const char* article) {
    return object(std::string(R"({"unit":"李四","on":"2026-03-01","facts":"拖延","number":")") +
                  number + R"(","article":")" + article + "\"}");
  };
  given.add("LIA-01").send("liability.record", paper("监〔2026〕1号", "39"));
  const auto entered = given.snapshot().version;
  // Another paper, on other leaves.
  given.add("LIA-01").send("liability.record", paper("监〔2026〕2号", "40"));
  const JsonObject mine{
      {"event", "liability.record"}, {"account", "chen"}, {"unit", "office"}, {"on_behalf_of", ""}};
  given.facts({{"registers", JsonObject{{"seq", JsonObject{{"found", mine}}}}}});
  JsonObject correction{{"seq", entered}, {"text", "系张三"}, {"reason", "误录"}};
  JsonObject alone = correction;
  alone["nothing_follows"] = "属于其他事项";
  EXPECT_EQ(given.refused("record.correct", alone).rules.front().id, "F11N");
  correction["anew"] = true, alone["anew"] = true;
  given.send("record.correct", correction).add("LIA-01");
  const auto closed = [](Given then) {
    const auto refusal =
        then.by(matter::actor("chen", {"archivist"}, "archives"))
            .refused("archive.collect", object(R"({"fonds":"X043","organisation":"BGS"})"));
    return refusal.rules.front().id;
  };
  EXPECT_EQ(closed(given), "F21Q");
  Given another = given;
  another.send("liability.record", paper("监〔2026〕3号", "38"));
  EXPECT_EQ(closed(another), "F21Q");
  const JsonObject collect = object(R"({"fonds":"X043","organisation":"BGS"})");
  Given itself = given, nothing = given;
  itself.send("liability.record", paper("监〔2026〕 １号", "39"));
  itself.by(matter::actor("an", {"archivist"}, "archives")).send("archive.collect", collect);
  nothing.send("record.correct", alone);
  nothing.by(matter::actor("an", {"archivist"}, "archives")).send("archive.collect", collect);
}

}  // namespace
}  // namespace gavel::law
