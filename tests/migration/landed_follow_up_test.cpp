// A follow-up that an earlier version opened, moved to the one of today: it goes on as it
// was. 1.2.0 did not look up the days of its decision, 1.3.0 not which units had drafted it before.
#include <gtest/gtest.h>

#include "tests/migration/planned.hpp"

namespace gavel::migration {
namespace {

using matter::actor;
using matter::object;

const char* const registered =
    R"({"registers":{"volume":{"found":{"id":"m0","title":"学区调整","procedure":"major-decision",
        "states":["archived"],"archival_code":"A1","shows":{"execution.ended":"completed",
        "publication.on":"2024-05-01","main_assessors":["risk-centre"],"assessor_people":["he"]}}},
        "evaluator":{"found":{"id":"academy","name":"社科院"}}}})";

const char* const annulled =
    R"({"by":"court","number":"行初1号","on":"2026-03-01","reason":"程序违法"})";
const char* const announced = R"({"channel":"公报","reference":"第3期","on":"2026-03-02"})";

/// Opened by `version`, then moved: an annulment, its announcement and an evaluation follow.
void goes_on_from(const std::string& version) {
  const auto landed = matter::read_version(
      matter::file_text("tests/migration/landed/follow-up-" + version + ".scxml"),
      "sha256-of-" + version);
  const auto today = matter::procedure_of(matter::file_text("workflows/follow-up.scxml"),
                                          "workflows/follow-up.scxml");
  matter::Given given(landed);
  given.facts(object(registered)).by(actor("chen", {"office"}, "office"));
  given.open(object(R"({"volume":"A1","reason":"判决书送达"})")).in({"recording"});
  for (const char* code : {"LIA-01", "EVA-01", "END-01"}) given.add(code);
  const Plan plan = planned(given, *today);
  for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << obstacle.code;
  ASSERT_TRUE(plan.accepted.has_value());
  matter::Snapshot at = plan.accepted->next;
  for (const auto& [event, data] : std::vector<std::pair<const char*, const char*>>{
           {"decision.annul", annulled},
           {"end.announce", announced},
           {"evaluation.start",
            R"({"trigger":"organ_decided","evaluator":"社科院","plan":"问卷"})"}}) {
    const matter::Command command{matter::Send{event, object(data), {}},
                                  actor("chen", {"office"}, "office"), given.now(),
                                  object(registered), "real"};
    const auto out = matter::decide(*today, &at, command, matter::real_calendar());
    ASSERT_TRUE(out.has_value()) << event << " " << matter::reason(out.error());
    at = out->next;
  }
}

// Whether its decision was published or only delivered, 1.3.0 did not look up.
TEST(FromFollowUp130, AnAnnulmentIsArchivedWhetherItWasMadePublicOrNot) {
  const auto today = matter::procedure_of(matter::file_text("workflows/follow-up.scxml"),
                                          "workflows/follow-up.scxml");
  const auto collected = [&](bool is_public) {
    matter::Given given(matter::read_version(
        matter::file_text("tests/migration/landed/follow-up-1.3.0.scxml"), "sha256-of-1.3.0"));
    given.facts(object(registered)).by(actor("chen", {"office"}, "office"));
    given.open(object(R"({"volume":"A1","reason":"判决书送达"})")).add("LIA-01").add("END-01");
    given.send("decision.annul", object(annulled));
    if (is_public) given.send("end.announce", object(announced));
    const Plan plan = planned(given, *today);
    const matter::Command command{
        matter::Send{"archive.collect", object(R"({"fonds":"A","organisation":"B"})"), {}},
        actor("guan", {"archivist"}, "office"), given.now(), JsonObject{}, "real"};
    const auto out =
        matter::decide(*today, &plan.accepted.value().next, command, matter::real_calendar());
    return out ? std::string() : out.error().rules.front().id;
  };
  EXPECT_EQ(collected(false), "");
  EXPECT_EQ(collected(true), "");
}

// 1.5.0 kept the number as a name is spelled, with the noughts before it: it is the same paper.
TEST(FromFollowUp150, APaperThatWasEnteredIsKnownHoweverItsNumberIsWritten) {
  const auto today = matter::procedure_of(matter::file_text("workflows/follow-up.scxml"),
                                          "workflows/follow-up.scxml");
  matter::Given given(matter::read_version(
      matter::file_text("tests/migration/landed/follow-up-1.5.0.scxml"), "sha256-of-1.5.0"));
  given.facts(object(registered)).by(actor("chen", {"office"}, "office"));
  given.open(object(R"({"volume":"A1","reason":"问责决定送达"})")).add("LIA-01");
  JsonObject liable = object(R"({"article":"38","unit":"教育局","number":"责〔2026〕09号",
                                 "on":"2026-03-01","facts":"未公开征求意见"})");
  given.send("liability.record", liable);
  const Plan plan = planned(given, *today);
  ASSERT_TRUE(plan.accepted.has_value());
  const auto recorded = [&](const char* article, const char* number) {
    liable["article"] = article;
    liable["number"] = number;
    const matter::Command command{matter::Send{"liability.record", liable, {}}, given.acting(),
                                  given.now(), object(registered), "real"};
    const auto out = matter::decide(*today, &plan.accepted->next, command, matter::real_calendar());
    return out ? std::string() : out.error().rules.front().id;
  };
  EXPECT_EQ(recorded("38", "责[2026]9号"), "F04");
  EXPECT_EQ(recorded("40", "责〔2026〕9号"), "");
}

TEST(FromFollowUp120, GoesOnWithoutTheDaysItNeverLookedUp) { goes_on_from("1.2.0"); }
TEST(FromFollowUp130, GoesOnWithoutTheUnitsItNeverLookedUp) { goes_on_from("1.3.0"); }

}  // namespace
}  // namespace gavel::migration
