// Decree 713, article 3: the steps that the published catalogue lists are not left out.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

// The catalogue of the year said that there would be one.
TEST(Article16, AHearingTheCatalogueDemandsIsHeld) {
  Course course;
  JsonObject item = catalogued("2026-3");
  item.at("found").as_object()["hearing"] = true;
  course.studied().by(head()).add({"INI-03", "INI-04"}).knows("catalogue_no", item);
  course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3"})");
  course.by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
  course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
  course.send("coordination.ask", R"({"units":["land"]})");
  course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
  course.add({"DRF-07", "PUB-01"}).send("coordination.conclude").checked_for_secrets();
  course.send("notice.open", R"({"title":"t","how":"h"})");
  course.given.until("2026-04-02T00:00:00+08:00");
  course.by(drafter()).add({"PUB-03", "PUB-05"});
  const auto rule = course.unmet("participation.feedback");
  EXPECT_EQ(rule.id, "G09R");
  EXPECT_EQ(rule.seen.at("basis"), "2026-3");
}

// What the published catalogue says is to be run is not found needless by the drafting unit, though
// the sheet it came from had all steps in one cell.
TEST(Article3, AStepThatTheCatalogueDemandsIsNotLeftOut) {
  const auto planning = [](const char* procedures) {
    Course course;
    JsonObject item = catalogued("2026-3");
    item.at("found").as_object()["procedures"] = parse_json(procedures).value();
    course.studied().by(head()).add({"INI-03", "INI-04"}).knows("catalogue_no", item);
    course.send("initiation.start", R"({"drafting_unit":"education","catalogue_no":"2026-3"})");
    course.by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
    course.send("draft.freeze", R"({"legal_basis":[{"title":"法","in_force":true}]})");
    course.send("coordination.ask", R"({"units":["land"]})");
    course.send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
    course.add({"DRF-07", "PUB-01"}).send("coordination.conclude");
    course.send("risk.trigger", R"({"stability":false,"security":false,"listed":false,
                                    "reason":"不涉及"})");
    return course;
  };
  const char* approved = R"({"reason":"r","approver":"zhao"})";
  for (const char* step :
       {R"(["专家论证"])", R"(["公众参与","专家咨询论证"])", R"(["组织专家论证"])",
        R"(["专家评审"])", R"(["公众参与、专家论证、合法性审查"])"}) {
    Course course = planning(step);
    EXPECT_EQ(course.refused("experts.not_required", approved), "rules-unmet G02E") << step;
    course.send("risk.not_required", approved).in({"ra_done"});
  }
  for (const char* step : {R"(["风险评估"])", R"(["社会稳定风险评估"])",
                           R"(["社会稳定性风险评估"])", R"(["公众参与、 风险评估"])"}) {
    Course course = planning(step);
    EXPECT_EQ(course.refused("risk.not_required", approved), "rules-unmet G02R") << step;
    course.send("experts.not_required", approved).in({"ex_done"});
  }
  for (const char* all : {R"(["五项法定程序"])", R"(["全部法定程序"])", R"(["履行五项程序"])"}) {
    Course course = planning(all);
    EXPECT_EQ(course.refused("experts.not_required", approved), "rules-unmet G02E") << all;
    EXPECT_EQ(course.refused("risk.not_required", approved), "rules-unmet G02R") << all;
    course.send("competition.not_market", approved).in({"fc_done"});
  }
  for (const char* step : {R"(["公平竞争审查"])", R"(["公平竞争审核"])"}) {
    Course market = planning(step);
    EXPECT_EQ(market.refused("competition.not_market", approved), "rules-unmet G02C") << step;
  }
  for (const char* step :
       {R"(["公众参与"])", R"(["征求公众意见"])", R"(["公开征求意见、合法性审查"])"}) {
    Course course = planning(step);
    course.add({"PUB-10"});
    const char* by_law = R"({"basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
    EXPECT_EQ(course.refused("participation.not_required", by_law), "rules-unmet G02P") << step;
    course.by(office()).add({"PUB-12"});
    course.send("notice.check", R"({"finding":"withheld","reason":"涉及国家秘密"})");
    course.by(drafter()).send("participation.not_required", by_law);
  }
  Course hearing = planning(R"(["公众参与","听证"])");
  hearing.checked_for_secrets();
  hearing.send("notice.open", R"({"title":"征求意见","how":"信函"})").notice_over();
  EXPECT_EQ(hearing.by(drafter()).add({"PUB-03", "PUB-05"}).refused("participation.feedback"),
            "rules-unmet G09R");
  Course neither = planning(R"(["公众参与","合法性审查","集体讨论决定"])");
  neither.send("experts.not_required", approved).send("risk.not_required", approved);
}

}  // namespace
}  // namespace gavel::law
