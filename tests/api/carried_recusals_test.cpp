// Whoever keeps out of a matter keeps out of what follows it, of what it is merged into and of what
// adjusts or ends it (公务员法 art. 76, 77), from the moment on; each tells where that comes from.
#include "tests/api/town.hpp"

namespace gavel::api::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// Small decisions that can be merged or adjusted, and what follows them.
struct Carried : testing::Test {
  Town city;
  Carried() {
    city.hire("fu", "system", {"member"});
    city.hire("tang", "system", {"member"});
    city.hire("shi", "justice", {"counsel"});
    city.hire("ding", "education", {"drafter"});
    std::string small(small_decision);
    const auto put = [](std::string& xml, const std::string& from, const std::string& to) {
      xml.replace(xml.find(from), from.size(), to);
    };
    put(small, "g:version=\"1.0.0\"", "g:version=\"1.6.0\"");
    put(small, "<g:event name=\"note\" who=\"drafter counsel\"",
        R"x(<g:event name="merge" who="drafter" zh="并入" en="Merge"><g:field name="into"
          register="matter" required="true" zh="并入的事项" en="Into"/></g:event>
          <g:event name="note" who="drafter counsel organ_head")x");
    put(small, "zh=\"理由\" en=\"Reason\"/>", R"x(zh="理由" en="Reason"/>
          <g:field name="predecessor" register="matter" zh="原决策" en="What it adjusts"/>)x");
    put(small, "<state id=\"drafting\" g:stage=\"drafting\" g:zh=\"起草\" g:en=\"Drafting\">",
        R"x(<state id="drafting" g:stage="drafting" g:zh="起草" g:en="Drafting">
          <onentry><if cond="!!_x.opening.predecessor"><send type="urn:gavel:predecessor"
            event="name"><param name="matter" expr="_x.facts.registers.predecessor.found.id"/></send></if>
          </onentry>)x");
    // As a meeting takes up who keeps out.
    put(small, "<transition event=\"note\">",
        "<transition event=\"system.recused\"><assign location=\"notes\" expr=\"notes + "
        "10\"/></transition><transition event=\"note\">");
    put(small, "<g:role id=\"counsel\"",
        "<g:role id=\"organ_head\" zh=\"行政首长\" en=\"Head\"/><g:role "
        "id=\"counsel\"");
    put(small, "<transition event=\"break\">", R"x(<transition event="merge" target="reviewed">
          <send type="urn:gavel:merge" event="into"><param name="matter"
            expr="_x.facts.registers.into.found.id"/></send></transition>
          <transition event="break">)x");
    std::string follow_up = file_text("workflows/follow-up.scxml");
    put(follow_up, "'major-decision'", "'small-decision'");
    for (const std::string& xml : {small, follow_up}) {
      const auto installed = city.procedures.install(xml, "carried.scxml", city.clock.now());
      if (!installed) ADD_FAILURE() << in_words(installed.error().front()).en;
    }
  }
  void step(const char* by, const std::string& matter, const char* of, const char* what,
            const char* deputy = "") {
    JsonObject said{{"account", of}, {"step", what}};
    if (*deputy != 0) said["deputy"] = deputy;
    const Answer answer = city.recuse(by, matter, std::move(said));
    ASSERT_EQ(answer.status, 201) << answer.body;
  }
  /// The head out by order, whom `deputy` stands in for; one asked out, one out and in again.
  std::string with_recusals() {
    const std::string matter = city.open_matter();
    step("dang", matter, "mayor", "order", "fu");
    step("zhao", matter, "zhao", "declare");
    step("qian", matter, "li", "ask");
    step("shi", matter, "shi", "declare");
    step("fu", matter, "shi", "lift");
    return matter;
  }
  std::string follow(const std::string& matter, const std::string& as = "qian") {
    const char* code = "X043-WS·2026-Y-BGS-0001";
    db::test::psql(city.url,
                   "INSERT INTO package (matter, seq, ordered_at, status, fonds, year, retention, "
                   "organisation, item, archival_code, title, procedure, params, sha256, size, "
                   "passed, built_at, reported, closed_on) VALUES ('" +
                       matter + "', 9, '2026-01-30', 'built', 'X043', 2026, 'Y', 'BGS', 1, '" +
                       code +
                       "', '学区调整', 'small-decision', '{}', sha256('x'), 1, true, "
                       "'2026-01-30T10:00:00+08:00', true, '2026-01-30')");
    const Answer opened = city.post(as, "/v1/matters",
                                    {{"procedure", "follow-up"},
                                     {"title", "判决确认违法"},
                                     {"data", JsonObject{{"volume", code}, {"reason", "判决"}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
  std::string adjust(const std::string& matter) {
    const Answer opened = city.post("li", "/v1/matters",
                                    {{"procedure", "small-decision"},
                                     {"title", "学区再调整"},
                                     {"data", JsonObject{{"predecessor", matter}}}});
    EXPECT_EQ(opened.status, 201) << opened.body;
    return opened.text("/id");
  }
  std::string recused(const std::string& matter) {
    return json_text(recusals(matter).at("/recused"));
  }
  Answer recusals(const std::string& matter) {
    return city.get("qian", "/v1/matters/" + matter + "/recusals");
  }
  std::string statement(const std::string& matter, const char* language = "zh") {
    http::Headers headers = city.signed_in("qian");
    headers.set("Accept", "text/plain");
    headers.set("Accept-Language", language);
    return city.ask("GET", "/v1/matters/" + matter + "/statement-of-procedure", "", headers).body;
  }
};

// Of several reasons there, the linked matter is kept by one until the last of them is lifted.
TEST_F(Carried, HoldUntilTheLastOfSeveralReasonsIsLiftedWhereTheyCameFrom) {
  const auto noted = [&](const std::string& matter, const char* by, const char* what,
                         const char* reason) {
    const Answer answer =
        city.recuse(by, matter, {{"account", "li"}, {"step", what}, {"reason", reason}});
    ASSERT_EQ(answer.status, 201) << answer.body;
  };
  const auto why = [&](const std::string& matter) {
    const JsonArray steps = recusals(matter).at("/steps").as_array();
    const JsonObject& last = steps.back().as_object();
    return string_or(last, "step") + " " + string_or(last, "reason");
  };
  for (const bool is_linked_before : {true, false}) {
    const std::string matter = city.open_matter();
    std::string later = is_linked_before ? adjust(matter) : "";
    noted(matter, "mayor", "order", "曾任职");
    noted(matter, "li", "declare", "配偶持股");
    if (!is_linked_before) {
      const Answer opened = city.post("ding", "/v1/matters",
                                      {{"procedure", "small-decision"},
                                       {"title", "学区再调整"},
                                       {"data", JsonObject{{"predecessor", matter}}}});
      ASSERT_EQ(opened.status, 201) << opened.body;
      later = opened.text("/id");
    }
    EXPECT_EQ(why(later), "order 曾任职");
    noted(matter, "mayor", "lift", "查清");
    EXPECT_EQ(recused(later), R"(["li"])");
    EXPECT_EQ(why(later), "declare 配偶持股");
    noted(matter, "mayor", "lift", "查清");
    EXPECT_EQ(recused(later), "[]");
  }
}

TEST_F(Carried, HoldInTheFollowUpFromTheMomentItIsOpened) {
  const std::string matter = with_recusals();
  const std::string next = follow(matter);
  const Answer there = recusals(next);
  EXPECT_EQ(json_text(there.at("/recused")), R"(["mayor","zhao"])") << there.body;
  EXPECT_EQ(there.text("/asked/0/account"), "li");
  EXPECT_EQ(there.text("/asked/0/by"), "qian");
  EXPECT_EQ(there.text("/steps/0/origin"), matter);
  EXPECT_EQ(there.text("/steps/0/deputy"), "fu");
  EXPECT_EQ(there.at("/steps").as_array().size(), 3u);
  EXPECT_EQ(recusals(matter).text("/steps/0/origin"), "");

  const JsonObject mistaken{{"reason", "误立"}};
  EXPECT_EQ(city.send("mayor", next, "matter.withdraw", mistaken).brief(), "403 not-permitted");
  EXPECT_THAT(statement(next),
              HasSubstr("该项登记自《学区调整》（事项编号" + matter + "）带入本事项。"));
  EXPECT_THAT(statement(next, "en"), HasSubstr("It came into this matter with “学区调整”"));
  EXPECT_EQ(city.send("fu", next, "matter.withdraw", mistaken).status, 201);
}

// What is lifted there is lifted there.
TEST_F(Carried, AreLiftedWhereTheyCameTo) {
  const std::string matter = with_recusals();
  const std::string next = follow(matter);
  step("dang", next, "mayor", "lift");
  EXPECT_EQ(json_text(recusals(next).at("/recused")), R"(["zhao"])");
  EXPECT_EQ(json_text(recusals(matter).at("/recused")), R"(["mayor","zhao"])");
  EXPECT_EQ(city.send("mayor", next, "matter.withdraw", {{"reason", "误立"}}).status, 201);
}

// A request that nobody had answered waits in the follow-up too.
TEST_F(Carried, ARequestWaitsInTheFollowUp) {
  const std::string matter = city.open_matter();
  step("qian", matter, "mayor", "ask");
  const std::string next = follow(matter);
  const Answer refused = city.send("mayor", next, "matter.withdraw", {{"reason", "误立"}});
  EXPECT_EQ(refused.brief(), "409 rules-unmet");
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "F40") << refused.body;
  step("dang", next, "mayor", "decline");
  EXPECT_EQ(city.send("mayor", next, "matter.withdraw", {{"reason", "误立"}}).status, 201);
}

TEST_F(Carried, HoldInTheMatterThatTakesTheOtherIn) {
  const std::string one = with_recusals(), into = city.open_matter();
  // What it has decided itself stands: who acts instead of li here, it says.
  step("mayor", into, "li", "order", "ding");
  ASSERT_EQ(city.send("li", one, "merge", {{"into", into}}).status, 201);
  const Answer there = recusals(into);
  EXPECT_EQ(json_text(there.at("/recused")), R"(["li","mayor","zhao"])") << there.body;
  // What was asked there waits here, and holds nothing up as long as li keeps out anyway.
  EXPECT_EQ(there.text("/asked/0/account"), "li");
  EXPECT_EQ(city.send("mayor", into, "note", {{"text", "x"}}).brief(), "403 not-permitted");
  EXPECT_EQ(city.send("fu", into, "note", {{"text", "x"}}).status, 201);

  const Answer page = city.get("qian", "/v1/matters/" + into);
  EXPECT_EQ(page.text("/merged_in/0/matter"), one) << page.body;
  EXPECT_EQ(page.text("/merged_in/0/title"), "学区调整");
  EXPECT_EQ(city.get("qian", "/v1/matters/" + one).text("/merged_in"), "[]");
  const std::string zh = statement(into);
  EXPECT_THAT(zh, AllOf(HasSubstr("并入本事项的其他事项"),
                        HasSubstr("《学区调整》（事项编号" + one + "）并入本事项。"),
                        HasSubstr("该项登记自《学区调整》（事项编号" + one + "）带入本事项。")));
  EXPECT_THAT(statement(one), Not(HasSubstr("并入本事项")));
  const Answer told = city.get("qian", "/v1/matters/" + into + "/statement-of-procedure");
  EXPECT_EQ(told.text("/merged_in/0/matter"), one) << told.body;
}

// The head who was kept from the decision does not decide on its adjustment, whether that
// decision's file is closed by then or not.
TEST_F(Carried, HoldInWhatAdjustsTheDecision) {
  const std::string matter = with_recusals();
  const std::string next = adjust(matter);
  EXPECT_EQ(recused(next), R"(["mayor","zhao"])");
  EXPECT_EQ(recusals(next).text("/steps/0/origin"), matter);
  EXPECT_EQ(recusals(next).text("/steps/0/deputy"), "fu");
  EXPECT_EQ(recusals(next).text("/asked/0/account"), "li");
  EXPECT_EQ(city.send("mayor", next, "note", {{"text", "x"}}).brief(), "403 not-permitted");
  EXPECT_EQ(city.send("fu", next, "note", {{"text", "x"}}).status, 201);
  EXPECT_THAT(statement(next),
              HasSubstr("该项登记自《学区调整》（事项编号" + matter + "）带入本事项。"));
  const Answer page = city.get("qian", "/v1/matters/" + next);
  EXPECT_EQ(page.text("/merged_in"), "[]");
  EXPECT_EQ(page.text("/follow_ups"), "[]");

  (void)follow(matter);  // its file is closed
  EXPECT_EQ(recused(adjust(matter)), R"(["mayor","zhao"])");
}

// Who keeps out later, keeps out there too; as what is taken back later is.
TEST_F(Carried, FollowToWhatIsStillUnderWay) {
  const std::string matter = city.open_matter(), next = adjust(matter), third = adjust(next);
  step("dang", matter, "mayor", "order", "fu");
  step("qian", matter, "li", "ask");
  for (const std::string& each : {next, third}) {
    EXPECT_EQ(recused(each), R"(["mayor"])");
    EXPECT_EQ(recusals(each).text("/steps/0/deputy"), "fu");
    EXPECT_EQ(recusals(each).text("/asked/0/by"), "qian");
  }
  EXPECT_EQ(recusals(next).text("/steps/0/origin"), matter);
  EXPECT_EQ(recusals(third).text("/steps/0/origin"), matter);

  step("qian", matter, "li", "withdraw");
  step("dang", matter, "mayor", "order", "tang");
  for (const std::string& each : {next, third}) {
    EXPECT_EQ(json_text(recusals(each).at("/asked")), "[]");
    EXPECT_EQ(recusals(each).text("/steps/3/deputy"), "tang");
  }
  step("dang", matter, "mayor", "lift");
  for (const std::string& each : {next, third}) EXPECT_EQ(recused(each), "[]");
  EXPECT_EQ(city.get("qian", "/v1/matters/" + third).at("/data/notes"), 20);

  const std::string into = city.open_matter();
  ASSERT_EQ(city.send("li", matter, "merge", {{"into", into}}).status, 201);
  step("zhao", matter, "zhao", "declare");
  EXPECT_EQ(recused(into), R"(["zhao"])");
}

// What was decided there stands: who keeps out for a reason of that matter's own, whom it named,
// and whom it let in.
TEST_F(Carried, ChangeNothingThatWasDecidedThere) {
  const std::string matter = city.open_matter(), next = adjust(matter);
  step("zhao", next, "zhao", "declare");
  step("zhao", matter, "zhao", "declare");
  step("dang", next, "mayor", "order", "tang");
  step("dang", matter, "mayor", "order", "fu");
  // Who acts instead is whom it named itself.
  EXPECT_EQ(city.send("fu", next, "note", {{"text", "x"}}).brief(), "403 not-permitted");
  EXPECT_EQ(city.send("tang", next, "note", {{"text", "x"}}).status, 201);
  step("fu", matter, "zhao", "lift");
  EXPECT_EQ(recused(next), R"(["zhao","mayor"])");
  // An order from there on top of a declaration that was made here: taken back there, that stands.
  step("shi", next, "shi", "declare");
  step("fu", matter, "shi", "order");
  step("fu", matter, "shi", "lift");
  EXPECT_EQ(recused(next), R"(["zhao","mayor","shi"])");
  step("dang", matter, "mayor", "lift");
  EXPECT_EQ(recused(next), R"(["zhao","mayor","shi"])");
  // Whom it let in is out once they keep out there anew, and stays in where only the order changes.
  step("tang", next, "shi", "lift");
  step("shi", matter, "shi", "declare");
  EXPECT_EQ(recused(next), R"(["zhao","mayor","shi"])");
  step("tang", next, "shi", "lift");
  step("mayor", matter, "shi", "order");
  EXPECT_EQ(recused(next), R"(["zhao","mayor"])");
}

// Each ground by itself: the one that ended leaves the other, and whom that named.
TEST_F(Carried, StandBesideAGroundThatTheOtherMatterHasItself) {
  const std::string one = city.open_matter(), into = city.open_matter();
  step("dang", into, "mayor", "order", "tang");
  step("dang", one, "mayor", "order", "fu");
  step("qian", one, "zhao", "ask");
  step("zhao", into, "zhao", "declare");
  ASSERT_EQ(city.send("li", one, "merge", {{"into", into}}).status, 201);
  EXPECT_EQ(recused(into), R"(["mayor","zhao"])");
  step("dang", into, "mayor", "lift");
  EXPECT_EQ(recused(into), R"(["zhao","mayor"])");
  EXPECT_EQ(city.send("mayor", into, "note", {{"text", "x"}}).brief(), "403 not-permitted");
  EXPECT_EQ(city.send("fu", into, "note", {{"text", "x"}}).status, 201);
  step("dang", into, "mayor", "lift");
  EXPECT_EQ(recused(into), R"(["zhao"])");
  // Nor is what was asked there forgotten, once the own ground is gone.
  step("mayor", into, "zhao", "lift");
  EXPECT_EQ(recused(into), "[]");
  EXPECT_EQ(recusals(into).text("/asked/0/account"), "zhao");
}

// What adjusts a decision has its recusals, and brings back none of them where it is merged into
// it.
TEST_F(Carried, AreNoSecondReasonWhereTheyCameFrom) {
  const std::string matter = city.open_matter();
  step("dang", matter, "mayor", "order", "fu");
  const std::string next = adjust(matter);
  EXPECT_EQ(recused(next), R"(["mayor"])");
  ASSERT_EQ(city.send("li", next, "merge", {{"into", matter}}).status, 201);
  EXPECT_EQ(recusals(matter).at("/steps").as_array().size(), 1u);
  step("dang", matter, "mayor", "lift");
  EXPECT_EQ(recused(matter), "[]");
}

// Asked there later of somebody who keeps out here anyway: it waits until that is over.
TEST_F(Carried, ARequestThatComesLaterWaitsBesideAReasonOfItsOwn) {
  const std::string matter = city.open_matter(), next = adjust(matter);
  step("zhao", next, "zhao", "declare");
  step("qian", matter, "zhao", "ask");
  step("mayor", next, "zhao", "lift");
  EXPECT_EQ(recused(next), "[]");
  EXPECT_EQ(recusals(next).text("/asked/0/account"), "zhao");
}

// What was merged twice is a part of the last one, though the one between is closed.
TEST_F(Carried, FollowThroughWhatIsClosed) {
  const std::string one = city.open_matter(), between = city.open_matter();
  const std::string last = city.open_matter();
  ASSERT_EQ(city.send("li", one, "merge", {{"into", between}}).status, 201);
  ASSERT_EQ(city.send("li", between, "merge", {{"into", last}}).status, 201);
  db::test::psql(city.url,
                 "SET session_replication_role = replica; UPDATE matter SET finished = "
                 "true WHERE id = '" +
                     between + "'");
  step("zhao", one, "zhao", "declare");
  EXPECT_EQ(recused(last), R"(["zhao"])");
  EXPECT_EQ(recused(between), "[]");
  EXPECT_EQ(recusals(last).text("/steps/0/origin"), one);
}

TEST_F(Carried, FollowNeitherToWhatIsClosedNorBack) {
  const std::string matter = with_recusals(), next = follow(matter), beside = adjust(matter);
  ASSERT_EQ(city.send("fu", next, "matter.withdraw", {{"reason", "误立"}}).status, 201);
  EXPECT_TRUE(city.get("qian", "/v1/matters/" + next).at("/finished").as_bool());
  step("shi", matter, "shi", "declare");
  EXPECT_EQ(recused(next), R"(["mayor","zhao"])");
  EXPECT_EQ(recused(beside), R"(["mayor","zhao","shi"])");
  step("li", beside, "li", "declare");
  EXPECT_EQ(recused(matter), R"(["mayor","zhao","shi"])");
}

}  // namespace
}  // namespace gavel::api::test
