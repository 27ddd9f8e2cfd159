// Decree 713, articles 10 and 11: who starts a matter, and which units draft.
#include "tests/law/course.hpp"
#include "tests/law/starting.hpp"

namespace gavel::law {
namespace {

// The Party committee consented to the unit with the item.
TEST(Article11, AnotherUnitThanTheCatalogueNamesDraftsForAReasonOnRecord) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.knows("drafting_unit", object(R"({"found":{"id":"education","name":"市教育局"}})"));
  const auto listed_with = [&](const char* of) {
    JsonObject item = catalogued("2026-3");
    item.at("found").as_object()["unit"] = of;
    course.knows("catalogue_no", item);
  };
  for (const char* same :
       {"市教育局", "市财政局、市教育局", "教育局", "education", "《市教育局》 "}) {
    listed_with(same);
    Course as_listed = course;
    as_listed.send("initiation.start", start).in({"drafting"});
    EXPECT_TRUE(as_listed.given.snapshot().session.data.at("exceptions").as_array().empty());
  }
  listed_with("市财政局");
  const auto rule = course.unmet("initiation.start", start);
  EXPECT_EQ(rule.id, "G02U");
  EXPECT_EQ(rule.seen.at("in_the_catalogue"), "市财政局");
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3",
                                      "unit_note":"机构改革职责划转"})");
  const Json& used = course.given.snapshot().session.data.at("exceptions").at(0);
  EXPECT_EQ(used.at("kind"), "other_unit");
  EXPECT_EQ(used.at("reason"), "机构改革职责划转");
}

TEST(Article10, AStartNeedsTheStudy) {
  Course course;
  course.studied().by(head()).add({"INI-03"});
  const auto rule = course.unmet("initiation.start", start);
  EXPECT_EQ(rule.id, "G03");
  EXPECT_EQ(json_text(rule.seen.at("missing")), R"(["INI-04"])");
  EXPECT_EQ(rule.citations.at(0).label.zh, "《重大行政决策程序暂行条例》（国务院令第713号）第10条");
}

TEST(Article11, OnlyTheHeadStartsAndNamesTheDraftingUnit) {
  Course course;
  course.studied().by(drafter());
  EXPECT_EQ(course.refused("initiation.start", start), "not-permitted");
  course.by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(course.refused("initiation.start", R"({"catalogue_no":"2026-3"})"),
            "invalid-form /drafting_unit");
}

// From the start on, only the drafting unit that was named may draft.
TEST(Article11, AnotherUnitDoesNotDraft) {
  Course course;
  course.started().by(actor("qian", {"drafter"}, "transport"));
  EXPECT_EQ(course.refused("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})"),
            "not-permitted");
}

// Two units that are one would draft together with nobody.
TEST(Article11, TheUnitsThatDraftTogetherAreOthersEachOnce) {
  const auto with = [](const char* co_units) {
    return std::string(R"({"drafting_unit":"education","catalogue_no":"2026-3","lead":"education",
                           "co_units":)") +
           co_units + "}";
  };
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.knows("drafting_unit", unit("education"));
  course.knows("co_units", object(R"({"found":[],"missing":[],"keys":["education"]})"));
  EXPECT_THAT(course.refused("initiation.start", with(R"(["教育局"])")),
              testing::HasSubstr("G03M"));
  course.knows("co_units", object(R"({"found":[],"missing":[],"keys":["finance","finance"]})"));
  EXPECT_THAT(course.refused("initiation.start", with(R"(["finance","财政局"])")),
              testing::HasSubstr("G03M"));
  course.knows("co_units", object(R"({"found":[],"missing":[],"keys":["finance"]})"));
  EXPECT_THAT(course.refused("initiation.start", with(R"(["education"])")),
              testing::HasSubstr("G03M"));
}

// A unit that nobody has registered has nobody who could draft.
TEST(Article11, TheDraftingUnitsAreOfTheRegister) {
  Course course;
  course.studied()
      .by(head())
      .add({"INI-03", "INI-04"})
      .knows("drafting_unit", {{"found", nullptr}});
  const char* by_name = R"({"drafting_unit":"教育局","catalogue_no":"2026-3"})";
  EXPECT_EQ(course.refused("initiation.start", by_name), "rules-unmet G03U");
  course.knows("drafting_unit", {{"found", JsonObject{{"id", "education"}, {"name", "教育局"}}}});
  Course with_another = course;
  with_another.knows("co_units", object(R"({"found":[],"missing":["财政句"],"keys":["财政句"]})"));
  EXPECT_EQ(with_another.refused("initiation.start", R"({"drafting_unit":"教育局",
      "catalogue_no":"2026-3","co_units":["财政句"],"lead":"教育局"})"),
            "rules-unmet G03U");
  course.send("initiation.start", by_name).in({"drafting"});
  EXPECT_EQ(course.given.snapshot().session.data.at("drafting_unit"), "education");
}

// Each of them drafts: its people file papers and take the steps of a drafting unit.
TEST(Article11, EachOfSeveralDraftingUnitsHasItsPart) {
  const Actor of_finance = matter::actor("qian", {"drafter"}, "finance");
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  course.knows("co_units",
               object(R"({"found":[{"id":"finance"}],"missing":[],"keys":["finance"]})"));
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3",
    "co_units":["finance"],"lead":"education"})");
  EXPECT_EQ(matter::units(course.given.procedure(), course.given.snapshot()),
            (std::vector<std::string>{"education", "finance"}));
  course.by(of_finance)
      .add({"DRF-01", "DRF-02", "DRF-05"})
      .by(drafter())
      .add({"DRF-04"})
      .by(of_finance);
  course.send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})")
      .in({"coordinating"});
  EXPECT_EQ(course.by(matter::actor("zhou", {"drafter"}, "land"))
                .refused("coordination.ask", R"({"units":["water"]})"),
            "not-permitted");
}

TEST(Article11, OfSeveralUnitsOneLeads) {
  Course course;
  course.studied().by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(course.refused("initiation.start", R"({"drafting_unit":"education",
    "catalogue_no":"2026-3","co_units":["finance"]})"),
            "rules-unmet G03");
  // Nobody else leads one that drafts alone.
  EXPECT_EQ(course.refused("initiation.start", R"({"drafting_unit":"education",
    "catalogue_no":"2026-3","lead":"finance"})"),
            "rules-unmet G03");
  course.knows("co_units",
               object(R"({"found":[{"id":"finance"}],"missing":[],"keys":["finance"]})"));
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3",
    "co_units":["finance"],"lead":"education"})");
}

}  // namespace
}  // namespace gavel::law
