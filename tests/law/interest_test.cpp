// Decree 713, articles 16, 20 and 28: what becomes known later of somebody's interest counts from
// then on, of experts, of counsel and of whoever approves or chairs.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

/// What the pool says of those who argued: `who` counts no more.
JsonObject pool(const char* who, const char* why = "direct_interest") {
  JsonArray out;
  out.push_back(JsonObject{{"id", who}, {"why", why}});
  return {{"found", JsonArray{}}, {"missing", JsonArray{}}, {"out", std::move(out)}};
}
/// The usual facts, with those who keep out of the matter.
JsonObject with_recused(const std::string& account) {
  JsonObject all = facts();
  all["recused"] = JsonArray{JsonObject{{"account", account}, {"reason", "亲属任职"}}};
  return all;
}

Course argued() {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  return course;
}

TEST(Article20, AnOpinionWhoseExpertHasAnInterestSinceDoesNotCount) {
  Course course = argued();
  course.knows("pool", pool("a"));
  const auto rule = course.unmet("experts.conclude");
  EXPECT_EQ(rule.id, "G11D");
  EXPECT_EQ(json_text(rule.seen.at("barred")), R"(["a"])");
  course.send(
      "experts.strike",
      R"({"expert":"a","ground":"direct_interest","reason":"其公司中标","approver":"zhao"})");
  course.add({"EXP-04"});
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11");  // four are left
}

TEST(Article20, AnInterestFoundAfterTheArgumentHoldsTheReview) {
  Course course;
  course.proceeded().changed("C0").by(drafter()).add({"LEG-01"}).knows("pool", pool("a"));
  EXPECT_EQ(course.refused("review.send"), "rules-unmet G11D");
  course.knows("pool", pool("nobody")).send("review.send");
}

TEST(Article28, CounselWhoKeepsOutSinceCarriesNoReview) {
  Course course;
  course.accepted_for_review().by(counsel()).add({"LEG-03"}).sign();
  course.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  Course another = course;
  course.by(justice()).add({"LEG-04"}).given.facts(with_recused(counsel().account));
  EXPECT_THAT(course.sign().refused("review.opinion", Course::lawful), testing::HasSubstr("G17"));
  // Another counsel's opinion carries it.
  another.by(actor("zhu", {"counsel"}, "justice")).sign();
  another.send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  another.by(justice()).add({"LEG-04"}).given.facts(with_recused(counsel().account));
  EXPECT_THAT(another.sign().refused("review.opinion", Course::lawful),
              testing::Not(testing::HasSubstr("G17 ")));
}

TEST(Article16, WhoKeepsOutOfTheMatterChairsNoHearingOfIt) {
  for (const char* part : {"chair", "presenter"}) {
    Course course = closed();
    JsonObject all = with_recused("zhou");
    all.at("registers").as_object()[part] = account("zhou", "office");
    course.given.facts(all);
    EXPECT_THAT(course.refused("hearing.announce", announcement),
                testing::StartsWith("rules-unmet G09PR"))
        << part;
  }
}

TEST(Article20, WhoKeepsOutOfTheMatterApprovesNothingInIt) {
  constexpr const char* struck =
      R"({"expert":"a","ground":"direct_interest","reason":"r","approver":"zhao"})";
  Course course = argued();
  course.given.facts(with_recused("zhao"));
  EXPECT_THAT(course.refused("experts.strike", struck), testing::StartsWith("rules-unmet"));
  course.given.facts(facts());
  course.send("experts.strike", struck);
}

}  // namespace
}  // namespace gavel::law
