// Decree 713, articles 19, 20 and 41: experts argue independently of whoever drafts, decides and
// reviews, whatever they are called and whoever enters what they say; and nobody does away with an
// opinion for what it says.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using namespace std::chrono_literals;

/// Of somebody with an account, outside the pool, as the registers know them.
JsonObject holder(const char* account, const char* unit = "university",
                  const char* role = "expert") {
  return {{"found", nullptr},
          {"key", account},
          {"persons", JsonArray{JsonObject{{"account", account}, {"name", "名"}, {"unit", unit}}}},
          {"roles", JsonArray{JsonObject{{"account", account}, {"role", role}}}},
          {"units", JsonArray{unit}},
          {"itself", JsonArray{}}};
}
/// Of an institution whose name is that of a unit.
JsonObject of_unit(const char* unit) {
  return {{"found", nullptr},     {"key", unit},          {"persons", JsonArray{}},
          {"roles", JsonArray{}}, {"units", JsonArray{}}, {"itself", JsonArray{unit}}};
}
/// The same where an invitation asks of one.
JsonObject invited(JsonObject said) {
  said["whom"] = JsonArray{said.at("key")};
  said["keys"] = said.at("whom");
  said["found"] = JsonArray{};
  said["missing"] = JsonArray{};
  return said;
}
std::string opinion(const char* expert, const char* more = "") {
  return std::string(R"({"expert":")") + expert +
         R"(","unit":"高校","conclusion":"support","text":"t","direct_interest":false,"paper":1)" +
         more + "}";
}
constexpr const char* institution = R"(,"institution":true,"signatory":"刘","sealed":true)";

Course arguing() {
  Course course;
  course.coordinated().send("experts.invite", Course::invitation).add({"EXP-03", "EXP-04"});
  return course;
}
Course argued() {
  Course course = arguing();
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  return course;
}
/// What the pool says of those who argued: `who` counts no more.
JsonObject pool(const char* who, const char* why) {
  return {{"found", JsonArray{}},
          {"missing", JsonArray{}},
          {"out", JsonArray{JsonObject{{"id", who}, {"why", why}}}}};
}
std::string strike(const char* ground, const char* expert = "e") {
  return std::string(R"({"expert":")") + expert + R"(","ground":")" + ground +
         R"(","reason":"查实","approver":"zhao"})";
}

// Entered by a colleague as much as by themselves.
TEST(Article20, WhoDraftedDecidesOrReviewsIsNoExpert) {
  Course course = arguing();
  course.by(actor("lao", {"drafter"}, "education"));
  for (const JsonObject& known :
       {holder("wang", "education", "drafter"), holder("zhao", "government", "organ_head"),
        holder("qian", "government", "member"), holder("fa", "justice", "justice")}) {
    course.knows("expert", known);
    EXPECT_EQ(course.unmet("experts.opinion", opinion("a")).id, "G11A");
    course.forgets("expert").knows("experts", invited(known));
    EXPECT_EQ(course.refused("experts.invite", Course::invitation), "rules-unmet G11A");
  }
  course.forgets("experts").knows("expert", holder("kong"));
  course.knows("outside_approver", account("zhao", "organ_head"));
  course.send("experts.opinion",
              opinion("a", R"(,"outside_reason":"缺席","outside_approver":"x")"));
}

// SeparationRule 9: nobody approves that their own opinion is taken.
TEST(Article20, WhoApprovesThatAnOpinionIsTakenIsNotTheExpert) {
  Course course = arguing();
  course.by(actor("lao", {"drafter"}, "education"))
      .knows("expert", holder("chen", "office", "office"));
  course.knows("outside_approver", account("chen", "office"));
  EXPECT_EQ(course.unmet("experts.opinion", opinion("a")).id, "G11A");
  EXPECT_THAT(course.unmet("experts.opinion", opinion("a")).remedy.zh,
              testing::HasSubstr("更换专家（名）"));
}

TEST(Article20, WhoEntersTheOpinionsIsNoExpertByTheNumberOfThePoolEither) {
  Course course = arguing();
  JsonObject self = holder("lao", "university", "expert");
  self["found"] = JsonObject{{"id", "E-0003"}, {"name", "劳"}};
  course.by(actor("lao", {"drafter"}, "education")).knows("expert", self);
  EXPECT_THAT(course.refused("experts.opinion", opinion("E-0003")),
              testing::StartsWith("rules-unmet G11I"));
}

// By the unit that the register has them in, not by the one that is typed.
TEST(Article20, StaffOfADraftingUnitCountAsSuchWhateverUnitIsTyped) {
  Course course;
  course.together().coordinated().send("experts.invite", Course::invitation);
  course.add({"EXP-03", "EXP-04"});
  int of_units = 0;
  for (const char* expert : {"a", "b", "c"}) {
    course.knows("expert", holder(expert, ++of_units == 1 ? "finance" : "education"));
    course.opinion_of(expert);
  }
  course.forgets("expert").opinion_of("d").opinion_of("e");
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("of_drafting_units"), Json(3));
}

TEST(Article20, AnExpertWhoSignsIsOfTheUnitOfTheirAccount) {
  Course course = arguing();
  course.by(actor("a", {"expert", "drafter"}, "education")).sign();
  course.send("experts.opinion", opinion("a"));
  const Json& kept = course.given.snapshot().session.data.at("experts").at("opinions").at(0);
  EXPECT_EQ(kept.at("drafting"), Json(true));
}

TEST(Article19, OnePersonIsCountedOnceByNameAndAccount) {
  Course course;
  JsonObject five = experts_named({"孔", "b", "c", "d", "e"});
  five["whom"] = JsonArray{"kong", "b", "c", "d", "e"};
  course.coordinated().knows("experts", five).send("experts.invite", Course::invitation);
  course.add({"EXP-03", "EXP-04"});
  course.knows("expert", holder("kong")).opinion_of("孔").opinion_of("kong").forgets("expert");
  for (const char* expert : {"b", "c", "d"}) course.opinion_of(expert);
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("opinions"), Json(4));
  // Admitted to the pool since, the same person is still the same expert.
  JsonObject admitted = holder("kong");
  admitted["found"] = JsonObject{{"id", "E-0009"}, {"name", "孔"}};
  admitted["key"] = "E-0009";
  course.knows("expert", admitted).opinion_of("E-0009");
  EXPECT_EQ(course.unmet("experts.conclude").seen.at("opinions"), Json(4));
}

// A matter of an older version knows its experts by name.
TEST(Article19, WhoWasInvitedByNameBeforeIsTheSameExpert) {
  Course course;
  course.coordinated().knows("experts", experts_named({"名", "b", "c", "d", "e"}));
  course.send("experts.invite", Course::invitation).add({"EXP-03"});
  course.knows("expert", holder("kong")).opinion_of("kong");
  const Json& kept = course.given.snapshot().session.data.at("experts").at("opinions").at(0);
  EXPECT_EQ(kept.at("key"), "名");
}

TEST(Article20, NoDraftingUnitIsTheInstitutionThatArguesForItsOwnDraft) {
  for (const char* unit : {"education", "finance"}) {
    Course course;
    course.together().coordinated();
    JsonObject known = invited(of_unit(unit));
    course.knows("experts", known);
    EXPECT_EQ(course.refused("experts.invite", R"({"plan":"p","experts":["教育局"]})"),
              "rules-unmet G11F");
    course.knows("experts", experts_named({"某院"}));
    course.send("experts.invite", R"({"plan":"p","experts":["某院"]})").add({"EXP-03"});
    course.forgets("experts").knows("expert", of_unit(unit));
    const std::string reason = R"(,"outside_reason":"r","outside_approver":"x")";
    course.knows("outside_approver", account("zhao", "organ_head"));
    EXPECT_EQ(course.refused("experts.opinion", opinion("教育局", (institution + reason).c_str())),
              "rules-unmet G11F");
    // One whose account belongs to such a unit is no other.
    JsonObject its_account = holder("suo", unit);
    its_account["found"] = JsonObject{{"id", "某院"}, {"name", "某院"}, {"type", "institution"}};
    course.knows("expert", its_account);
    EXPECT_EQ(course.refused("experts.opinion", opinion("某院", institution)), "rules-unmet G11F");
    course.knows("expert", of_unit("institute"));
    course.send("experts.opinion", opinion("某院", (institution + reason).c_str()));
  }
}

TEST(Article41, WhomThePoolExpelledCountsNoMoreAndWhoLeftItDoes) {
  Course course = argued();
  course.knows("pool", pool("e", "breach"));
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11D");
  course.knows("pool", {{"found", JsonArray{}}, {"missing", JsonArray{"e"}}, {"out", JsonArray{}}});
  course.send("experts.conclude").in({"ex_done"});
}

// One who was not invited is asked about as well.
TEST(Article20, ThePoolIsAskedOfAllWhoArgued) {
  Course course = arguing();
  course.knows("outside_approver", account("zhao", "organ_head"));
  course.send("experts.opinion", opinion("z", R"(,"outside_reason":"r","outside_approver":"x")"));
  for (const char* expert : {"a", "b", "c", "d"}) course.opinion_of(expert);
  course.knows("pool", pool("z", "direct_interest"));
  EXPECT_EQ(course.refused("experts.conclude"), "rules-unmet G11D");
}

/// Another expert in the place of e, and the adoption told anew.
void argued_again(Course& course) {
  course.by(drafter()).knows("experts", experts_named({"f"}));
  course.send("experts.invite", Course::invitation).opinion_of("f");
  course.add({"EXP-04"}).send("experts.conclude").in({"consolidating"});
}

// Until the packet is accepted, an interest that becomes known holds the matter; struck, the
// argument is open again.
// Whoever argued from outside may be in the pool by now.
TEST(Article20, AnOpinionIsStruckUnderTheNameItWasGivenUnder) {
  Course course = argued();
  JsonObject known = of_unit("nobody");
  known["found"] = JsonObject{{"id", "E-0006"}, {"name", "e"}};
  known["key"] = "E-0006";
  known["itself"] = JsonArray{};
  course.by(office()).knows("expert", known).send("experts.strike", strike("direct_interest"));
}

// Known once the packet is accepted: it goes back, and the opinion is struck there.
TEST(Article20, AnInterestHoldsTheMeetingAndTheDecisionToo) {
  Course course;
  course.met().stances().head_spoke();
  constexpr std::string_view approve = R"({"outcome":"approve"})";
  course.knows("pool", pool("e", "direct_interest"));
  EXPECT_EQ(course.refused("meeting.decide", approve), "rules-unmet G11D");
  course.knows("pool", pool("nobody", "direct_interest")).send("meeting.decide", approve);
  Course called;
  called.called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun", "zhou"});
  called.knows("pool", pool("e", "direct_interest"));
  EXPECT_EQ(called.refused("meeting.open"), "rules-unmet G11D");
  called.send("packet.return", R"({"reason":"专家有直接利害关系"})").in({"legality_responded"});
  called.send("experts.strike", strike("direct_interest")).in({"ex_arguing"});
}

TEST(Article20, AnInterestHoldsTheMatterAtEveryGateAndStrikingLeadsBack) {
  struct Gate {
    const char* event;
    std::string data;
    void (*ready)(Course&);
  };
  const std::vector<Gate> gates{
      {"review.accept", "{}", [](Course& c) { c.sent_for_review().by(justice()); }},
      {"meeting.submit", "{}", [](Course& c) { c.reviewed().by(drafter()).add({"LEG-05"}); }},
      {"packet.accept", "{}", [](Course& c) { c.submitted().by(office()); }}};
  for (const Gate& gate : gates) {
    Course course;
    gate.ready(course);
    course.knows("pool", pool("e", "direct_interest"));
    EXPECT_EQ(course.refused(gate.event, gate.data), "rules-unmet G11D") << gate.event;
    course.knows("pool", pool("nobody", "direct_interest"));
    Course on = course;
    on.send(gate.event, gate.data);
    course.given.later(1min);
    course.by(office()).send("experts.strike", strike("direct_interest")).in({"ex_arguing"});
    EXPECT_EQ(course.given.snapshot().session.data.at("review").at("conclusion"), "");
    argued_again(course);
  }
}

// A draft that is found unlawful is sent back all the same.
TEST(Article27, AnOpinionAgainstTheDraftDoesNotWaitForTheExperts) {
  Course course;
  course.advised().by(justice()).add({"LEG-04"}).at("2026-04-15T09:00:00+08:00");
  course.knows("pool", pool("e", "breach")).sign();
  course.send("review.opinion",
              Course::opinion("unlawful", "not_conforms", "conforms", "conforms"));
  course.in({"consolidating"});
}

TEST(Article19, NothingIsStruckForWhatItSays) {
  Course course = arguing();
  course.by(expert("a")).sign().send("experts.opinion", opinion("a"));
  course.by(office());
  EXPECT_EQ(course.refused("experts.strike", R"({"expert":"a","reason":"意见与多数不同",
                                                 "approver":"zhao"})"),
            "invalid-form /ground");
  // What is signed with the own key was not entered in error.
  EXPECT_EQ(course.refused("experts.strike", strike("in_error", "a")), "rules-unmet G11E");
  course.send("experts.strike", strike("own_wish", "a"));
}

TEST(Article20, WhoWasEnteredInErrorMayStillArgue) {
  Course course = argued();
  course.by(office()).send("experts.strike", strike("in_error", "d"));
  course.send("experts.strike", strike("breach", "e")).by(drafter());
  course.opinion_of("d");
  EXPECT_EQ(course.refused("experts.opinion", opinion("e")), "rules-unmet G11S");
}

}  // namespace
}  // namespace gavel::law
