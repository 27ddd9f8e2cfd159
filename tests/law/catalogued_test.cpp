// Decree 713, article 3: what is started stands in the catalogue in force, as that item, or the
// Party committee agreed to a change of it.
#include "tests/law/course.hpp"
#include "tests/law/starting.hpp"

namespace gavel::law {
namespace {

TEST(Article3, TheItemStandsInTheCatalogueOrThePartyAgreedToAChangeOfIt) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(course.refused("initiation.start", R"({"drafting_unit":"education"})"),
            "rules-unmet G02");
  constexpr const char* ordered =
      R"({"drafting_unit":"education","party_consent":"政党批〔2026〕2号"})";
  // A number that somebody typed is no order; nor is an order a consent.
  EXPECT_EQ(course.refused("initiation.start", ordered), "rules-unmet G02");
  course.add({"CAT-05"});
  EXPECT_EQ(
      course.refused("initiation.start", R"({"drafting_unit":"education","party_consent":" 　"})"),
      "invalid-form /party_consent");
  course.send("initiation.start", ordered).in({"drafting"});
  const auto& exception = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(exception.at("kind"), "uncatalogued");
  EXPECT_EQ(exception.at("reason"), "政党批〔2026〕2号");
}

TEST(Article3, ANumberThatIsInNoCatalogueInForceStartsNothing) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  JsonObject none = facts();
  none["registers"] = object(R"({"catalogue_no":{"found":null,"looked_in":[
      {"organ":"区人民政府","year":2026,"version":1,"items":3}]}})");
  course.given.facts(none);
  const auto rule =
      course.unmet("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-9"})");
  EXPECT_EQ(rule.id, "G02");
  EXPECT_EQ(rule.seen.at("catalogue_no"), "2026-9");
  EXPECT_THAT(json_text(rule.seen.at("looked_in")), ::testing::HasSubstr("区人民政府"));
  // Nor does a consent make a number of it: what was consented to has none yet.
  course.add({"CAT-05"});
  EXPECT_EQ(course.refused("initiation.start", R"({"drafting_unit":"education",
      "catalogue_no":"2026-9","party_consent":"区委〔2026〕2号"})"),
            "rules-unmet G02");
  course.send("initiation.start",
              R"({"drafting_unit":"education","party_consent":"区委〔2026〕2号"})");
}

// Its steps are those that the catalogue lists: outside it, a matter of that title would have none.
TEST(Article3, WhatStandsInTheCatalogueIsStartedAsThatItem) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04", "CAT-05"});
  course.knows("catalogue", object(R"({"titled":[{"catalogue":"c1","number":"2026-3"}]})"));
  const char* outside = R"({"drafting_unit":"education","party_consent":"区委〔2026〕2号"})";
  const auto rule = course.unmet("initiation.start", outside);
  EXPECT_EQ(rule.id, "G02Y");
  EXPECT_EQ(rule.seen.at("number"), "2026-3");
  EXPECT_THAT(rule.remedy.zh, ::testing::HasSubstr("2026-3"));
  // Nor as another item, nor as that of the same number in another year's.
  course.knows("catalogue", object(R"({"titled":[{"catalogue":"c1","number":"2026-4"},
                                                 {"catalogue":"c0","number":"2026-3"}]})"));
  EXPECT_EQ(course.refused("initiation.start", start), "rules-unmet G02Y");
  course.knows("catalogue", object(R"({"titled":[{"catalogue":"c0","number":"2026-3"},
                                                 {"catalogue":"c1","number":"2026-3"}]})"));
  course.send("initiation.start", start).in({"drafting"});
}

// The Party's consent is not the word of those who want the matter started.
TEST(Article3, TheOrderThatAdjustsTheCatalogueIsFiledByTheOfficeOrThePartyGroup) {
  constexpr const char* ordered =
      R"({"drafting_unit":"education","party_consent":"区委〔2026〕2号"})";
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  const matter::AddDocument order{Given::document("CAT-05", "order")};
  for (const Actor& other : {head(), drafter(), study_unit()}) {
    const auto asked = course.by(other).given.ask(order);
    ASSERT_FALSE(asked.has_value());
    EXPECT_EQ(matter::reason(asked.error()), "not-permitted");
  }
  for (const Actor& filer : {office(), party_group()}) {
    Course filed = course;
    filed.by(filer).add({"CAT-05"}).by(head()).send("initiation.start", ordered).in({"drafting"});
  }
  // One account may hold both roles: whoever starts does not rest it on a paper of their own.
  const Actor both = actor("zhao", {"organ_head", "party_group"}, "government");
  course.by(both).add({"CAT-05"});
  const auto rule = course.unmet("initiation.start", ordered);
  EXPECT_EQ(rule.id, "G02");
  EXPECT_EQ(rule.seen.at("filed_by"), "zhao");
}

TEST(Article3, AMatterIsLinkedToItsItem) {
  Course course;
  course.started();
  EXPECT_EQ(
      json_text(course.given.snapshot().session.data.at("initiation").at("item").at("number")),
      "\"2026-3\"");
  const bool is_told = std::ranges::any_of(course.given.effects(), [](const chart::Effect& effect) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    return sent != nullptr && sent->type == "urn:gavel:catalogue" && sent->event == "use";
  });
  EXPECT_TRUE(is_told);
}

// The number is that of this item, and not of any other that happens to be in the catalogue.
TEST(Article3, TheCatalogueNumberIsThatOfThisItem) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  JsonObject other = catalogued("2026-3");
  other.at("found").as_object()["title"] = "自来水价格调整";
  course.knows("catalogue_no", other);
  const auto catalogued_with = [](const char* note) {
    return std::string(R"({"drafting_unit":"education","catalogue_no":"2026-3")") + note + "}";
  };
  const auto rule = course.unmet("initiation.start", catalogued_with(""));
  EXPECT_EQ(rule.id, "G02T");
  EXPECT_EQ(rule.seen.at("in_the_catalogue"), "自来水价格调整");
  EXPECT_EQ(course.refused("initiation.start", catalogued_with(R"(,"title_note":"　")")),
            "invalid-form /title_note");
  Course explained = course;
  explained.send("initiation.start", catalogued_with(R"(,"title_note":"立项时更名，内容未变")"));
  EXPECT_EQ(explained.given.snapshot().session.data.at("exceptions").at(0).at("kind"),
            "other_title");
  // Blanks and punctuation make no other title.
  other.at("found").as_object()["title"] = "《一件事》 ";
  course.knows("catalogue_no", other)
      .send("initiation.start", catalogued_with(""))
      .in({"drafting"});
  EXPECT_TRUE(course.given.snapshot().session.data.at("exceptions").as_array().empty());
}

// Where the organ has a pack its matters run on it: whoever proposes does not choose the bare law,
// or another's pack, without its being told.
TEST(Article3, AMatterThatIsNotOnThePackOfItsOrganSaysSo) {
  const JsonObject pack{{"id", "binzhou"}, {"organ", "滨州市人民政府"}};
  for (const char* said_by : {"catalogue_no", "catalogue"}) {
    Course course;
    course.studied().by(head()).add({"INI-03", "INI-04"});
    const JsonObject known = facts().at("registers").as_object();
    const Json* before = known.if_contains(said_by);
    JsonObject said = before == nullptr ? JsonObject() : before->as_object();
    said["pack"] = pack;
    course.knows(said_by, said).send("initiation.start", json_text(course.start));
    const JsonArray& exceptions = course.given.snapshot().session.data.at("exceptions").as_array();
    ASSERT_EQ(exceptions.size(), 1U) << said_by;
    EXPECT_EQ(exceptions[0].at("kind"), "another_pack");
    EXPECT_EQ(exceptions[0].at("reason"), "滨州市人民政府：binzhou");
  }
}

// The catalogue is the deciding organ's own: an item of another's starts nothing here.
TEST(Article3, AnItemOfAnotherOrgansCatalogueStartsNothing) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.knows("catalogue_no", object(R"({"found":null,"looked_in":[],"organ":"益阳市人民政府",
      "elsewhere":[{"organ":"资阳区人民政府","year":2026,"number":"2026-3","title":"一件事"}]})"));
  EXPECT_EQ(course.refused("initiation.start", json_text(course.start)), "rules-unmet G02 G02O");
  const auto rule = course.given.refused("initiation.start", course.start).rules.at(1);
  EXPECT_EQ(rule.seen.at("matter_of"), "益阳市人民政府");
  EXPECT_EQ(rule.seen.at("catalogue_of"), "资阳区人民政府");
  // What the organ's own Party committee has agreed to put into its catalogue is on its way there.
  course.add({"CAT-05"}).send("initiation.start", R"({"drafting_unit":"education",
                                                      "party_consent":"市委〔2026〕2号"})");
  EXPECT_TRUE(course.given.snapshot().session.data.at("listed").as_array().empty());
}

}  // namespace
}  // namespace gavel::law
