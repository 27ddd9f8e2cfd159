// Decree 713, chapter 2, section 1: what may be decided at all, and who starts it.
#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

constexpr const char* start = R"({"drafting_unit":"education","catalogue_no":"2026-3"})";

TEST(Article3, ExcludedItemsTakeAnotherProcedure) {
  Course course;
  course.given.by(drafter()).open(
      object(R"({"source":"leader","mad_class":1,"excluded":true,"reason":"宏观调控"})"));
  course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"可行"})");
  course.by(head()).add({"INI-03", "INI-04"});
  EXPECT_EQ(course.refused("initiation.start", start), "rules-unmet G01");
  course.send("initiation.reject", R"({"reason":"排除情形"})").in({"not_initiated"});
}

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

TEST(Article3, AnEmergencyNamesTheActOrPlanItFollows) {
  Course course;
  course.proposed().by(head());
  EXPECT_EQ(course.refused("matter.exclude", R"({"reason":"防汛","ground":"emergency"})"),
            "rules-unmet G03X");
  course.send("matter.exclude",
              R"({"reason":"防汛","ground":"emergency","plan":"防汛应急预案〔2026〕1号"})");
  course.in({"excluded"});
}

// Any decision could be called law-making: which law it is, and what it is planned by, is said.
TEST(Article3, LawMakingNamesWhichLawIsMadeAndOnWhatPlan) {
  Course course;
  course.proposed().by(head());
  const auto excluded = [](const char* more) {
    return std::string(R"({"reason":"属于政府立法","ground":"law_making")") + more + "}";
  };
  for (const char* wanting :
       {"", R"(,"law":"government_rules")", R"(,"plan":"市政府2026年立法计划")"})
    EXPECT_EQ(course.refused("matter.exclude", excluded(wanting)), "rules-unmet G03Q") << wanting;
  EXPECT_EQ(
      course.refused("matter.exclude", excluded(R"(,"law":"notice","plan":"计划〔2026〕1号")")),
      "invalid-form /law");
  EXPECT_EQ(course.refused("matter.exclude",
                           excluded(R"(,"law":"local_regulations","plan":"无立法计划")")),
            "rules-unmet G37Q");
  for (const char* law : {"local_regulations", "government_rules", "autonomous_regulations"}) {
    Course each = course;
    each.send("matter.exclude", excluded((std::string(R"(,"law":")") + law +
                                          R"(","plan":"某政办发〔2026〕5号立法计划")")
                                             .c_str()));
    each.in({"excluded"});
    EXPECT_EQ(each.given.snapshot().session.data.at("ended").at("law"), law);
  }
}

// Any subsidy could be called macro-economic control: what it carries out is named.
TEST(Article3, MacroEconomicControlNamesWhatItCarriesOut) {
  Course course;
  course.proposed().by(head());
  for (const char* vague : {"属于宏观调控", "落实上级宏观调控政策"})
    EXPECT_EQ(
        course.refused("matter.exclude",
                       std::string(R"({"ground":"macro_control","reason":")") + vague + "\"}"),
        "rules-unmet G03X")
        << vague;
  course.send("matter.exclude",
              R"({"reason":"落实国发〔2026〕3号财政政策","ground":"macro_control"})");
  course.in({"excluded"});
}

// Whatever stage it has reached before the statutory steps: the ground is named, and it is told
// among the exceptions.
TEST(Article3, WhatTheDecreeDoesNotCoverIsExcludedAtAnyTimeBeforeTheStatutorySteps) {
  const char* excluded =
      R"({"reason":"《国有土地上房屋征收与补偿条例》另有程序","ground":"own_procedure"})";
  for (auto stage : {&Course::proposed, &Course::study_asked, &Course::studied, &Course::started,
                     &Course::drafted}) {
    Course course;
    (course.*stage)().by(head());
    EXPECT_EQ(course.refused("matter.exclude", R"({"reason":"另有程序"})"), "invalid-form /ground");
    EXPECT_EQ(course.refused("matter.exclude", R"({"reason":"另有程序","ground":"own_procedure"})"),
              "rules-unmet G03X");
    EXPECT_EQ(
        course.refused("matter.exclude", R"({"reason":"防汛","ground":"emergency","plan":"　"})"),
        "invalid-form /plan");
    course.send("matter.exclude", excluded).in({"excluded"});
    const auto& used = course.given.snapshot().session.data.at("exceptions").at(0);
    EXPECT_EQ(used.at("kind"), "excluded");
    EXPECT_EQ(used.at("ground"), "own_procedure");
  }
  // The organ's own rules are no law.
  for (const char* own :
       {"《区人民政府工作规则》", "《某市重大事项决策办法》", "《会议规则》第三条",
        "依据《工作方法》第三条另有程序", "按《某做法》办理", "按《一线工作法》第二条办理",
        "无条例可依，按《工作规则》第一条办理", "做法第三条，见《会议规则》"}) {
    Course course;
    course.proposed().by(head());
    EXPECT_EQ(course.refused("matter.exclude",
                             std::string(R"({"ground":"own_procedure","reason":")") + own + "\"}"),
              "rules-unmet G03X")
        << own;
  }
  for (const char* law : {"《城乡规划法》第二十六条", "《军事设施保护法实施条例》", "《预算法》",
                          "《立法法（2023修正）》", "《土地管理法》和《城市工作方法》",
                          "《水污染防治法》《保守国家秘密法实施条例（2024修订）》",
                          "《行政区划管理条例实施细则》第二条"}) {
    Course course;
    course.proposed().by(head());
    course.send("matter.exclude",
                std::string(R"({"ground":"own_procedure","reason":"依)") + law + "\"}");
  }
  Course late;
  late.coordinated().by(head());
  EXPECT_EQ(late.refused("matter.exclude", excluded), "not-now");
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

// What a deputy or a citizen proposes is handed to a unit for study; a department argues itself.
TEST(Article10, ADepartmentArguesTheProblemASolutionItsNecessityAndFeasibility) {
  const auto opened = [](JsonObject said) {
    Course course;
    course.given.by(drafter());
    return matter::Given::refusal_of(course.given.ask(matter::Open{
        "m1", "一件事", course.given.procedure().policy({}).value(), std::move(said)}));
  };
  for (const char* missing : {"problem", "solution", "necessity", "feasibility"}) {
    JsonObject said = object(Course::proposal);
    said.erase(missing);
    const Refusal refusal = opened(said);
    ASSERT_EQ(refusal.rules.size(), 1u) << missing;
    EXPECT_EQ(refusal.rules.front().id, "G03A");
  }
  Course course;
  course.given.by(office()).open(
      object(R"({"source":"citizen","mad_class":2,"reason":"群众来信"})"));
  course.in({"proposed"});
}

TEST(Article10, AStudyIsAReport) {
  Course course;
  course.study_asked().by(study_unit());
  EXPECT_EQ(course.refused("study.done", R"({"summary":"不必要"})"), "rules-unmet G03Z");
  course.add({"INI-02"}).send("study.done", R"({"summary":"不必要"})");
}

// Where nobody is known to belong to the unit, not everybody makes the study.
TEST(Article10, AStudyOfAUnitThatIsInNoRegisterIsHandedInByAStudyUnit) {
  Course course;
  course.study_asked().by(drafter()).add({"INI-02"});
  EXPECT_EQ(course.refused("study.done", R"({"summary":"可行"})"), "rules-unmet G03S");
  course.by(study_unit()).send("study.done", R"({"summary":"可行"})");
}

TEST(Article10, AStudyHandedToTheWrongUnitGoesToAnother) {
  Course course;
  course.proposed().add({"INI-01"}).by(office()).knows("unit", unit("statistics"));
  course.send("study.assign", R"({"unit":"市统计局"})");
  const char* research = R"({"unit":"市研究室","reason":"不属该局职责"})";
  EXPECT_EQ(course.refused("study.reassign", research), "rules-unmet G03N");  // the same one
  course.knows("unit", unit("research"));
  EXPECT_EQ(course.refused("study.reassign", R"({"unit":"市研究室"})"), "invalid-form /reason");
  course.send("study.reassign", research).in({"study"}).forgets("unit");
  const Json before = course.given.snapshot().session.data.at("initiation").at("study_before");
  EXPECT_EQ(before.at(0).at("unit"), "市统计局");
  EXPECT_EQ(before.at(0).at("reason"), "不属该局职责");
  const char* summary = R"({"summary":"可行"})";
  course.by(actor("an", {"study_unit"}, "statistics")).add({"INI-02"});
  EXPECT_EQ(course.refused("study.done", summary), "rules-unmet G03S");
  course.by(study_unit()).send("study.done", summary).in({"initiation_requested"});
}

// Of a unit that stands in the register it is known who belongs to it.
TEST(Article10, TheUnitThatWasHandedTheStudyMakesIt) {
  Course course;
  course.proposed().add({"INI-01"}).by(office()).knows("unit", unit("research"));
  course.send("study.assign", R"({"unit":"市研究室"})").forgets("unit");
  course.by(study_unit()).add({"INI-02"});
  const char* summary = R"({"summary":"可行"})";
  EXPECT_EQ(course.by(actor("an", {"study_unit"}, "statistics")).refused("study.done", summary),
            "rules-unmet G03S");
  EXPECT_EQ(course.by(drafter()).refused("study.done", summary), "rules-unmet G03S");
  course.by(study_unit()).send("study.done", summary).in({"initiation_requested"});
}

TEST(Article10, AProposalIsOnFileBeforeItIsStudied) {
  Course course;
  course.proposed().by(office());
  EXPECT_EQ(course.refused("study.assign", R"({"unit":"research"})"), "rules-unmet G03P");
}

TEST(Article10, AProposerFromOutsideIsAnsweredWhenNothingStarts) {
  Course course;
  course.given.by(office()).open(
      object(R"({"source":"citizen","mad_class":1,"reason":"来信建议"})"));
  course.add({"INI-01"}).send("study.assign", R"({"unit":"research"})");
  course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"不可行"})").by(head());
  EXPECT_EQ(course.refused("initiation.reject", R"({"reason":"条件不成熟"})"), "rules-unmet G03R");
  course.send("initiation.reject", R"({"reason":"条件不成熟","answer":"已函复"})");
  course.in({"not_initiated"});
}

// Thirty working days from Monday, 2 March 2026, with Qingming on 6 April, end on 14 April.
TEST(Article10, AProposalLeftUnansweredIsKeptAsOverdue) {
  Course course;
  course.studied().given.until("2026-04-14T23:59:59+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").as_array().size(), 0u);
  course.given.until("2026-04-15T00:00:00+08:00").in({"initiation_requested"});
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "T01");
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

// Where several organs have their heads here, whose matter it is stands in its proposal.
TEST(Article10, AnItemIsProposedToOneOrgan) {
  const auto proposed_to = [](const char* organ, const char* organs) -> std::string {
    Course course;
    if (organs[0] != '\0') course.knows("organs", object(organs));
    JsonObject form = object(Course::proposal);
    if (organ[0] != '\0') form["organ"] = organ;
    const auto out = course.given.by(drafter()).ask(
        matter::Open{"m1", "一件事", course.given.procedure().policy({}).value(), std::move(form)});
    if (out) return json_text(out->next.session.data.at("organs"));
    return matter::reason(out.error()) +
           (out.error().rules.empty() ? "" : " " + out.error().rules.front().id);
  };
  constexpr const char* none = R"({"headed":[],"of_pack":[],"only":[]})";
  constexpr const char* one = R"({"headed":["市政府"],"of_pack":[],"only":["市政府"]})";
  constexpr const char* another = R"({"headed":["市政府"],"of_pack":[],"only":[]})";
  constexpr const char* two = R"({"headed":["区政府","市政府"],"of_pack":[],"only":[]})";
  constexpr const char* on_pack =
      R"({"headed":["区政府","市政府"],"of_pack":["市政府"],"only":[]})";
  for (const char* any : {"", none, another}) EXPECT_EQ(proposed_to("", any), "[]") << any;
  for (const char* any : {one, on_pack}) EXPECT_EQ(proposed_to("", any), R"(["市政府"])") << any;
  for (const char* any : {none, one, another, two, on_pack})
    EXPECT_EQ(proposed_to("市政府", any), R"(["市政府"])") << any;
  // A pack binds to its organ, be its head in the register or not.
  constexpr const char* without_head = R"({"headed":["区政府"],"of_pack":["市政府"]})";
  constexpr const char* without_heads = R"({"headed":[],"of_pack":["市政府"]})";
  for (const char* any : {without_head, without_heads}) {
    EXPECT_EQ(proposed_to("", any), R"(["市政府"])") << any;
    EXPECT_EQ(proposed_to("区政府", any), "rules-unmet G03O") << any;
  }
  // As the register writes it.
  EXPECT_EQ(proposed_to("市 政府", R"({"headed":["市政府"],"of_pack":[],"named":"市政府"})"),
            R"(["市政府"])");
  EXPECT_EQ(proposed_to("", two), "rules-unmet G03O");
  EXPECT_EQ(proposed_to("省政府", two), "rules-unmet G03O");
  EXPECT_EQ(proposed_to("省政府", one), "rules-unmet G03O");
  EXPECT_EQ(proposed_to("区政府", on_pack), "rules-unmet G03O");
}

// Whose head starts it then changes nothing.
TEST(Article10, AnItemStaysTheOrgansToWhichItWasProposed) {
  for (const bool is_told : {false, true}) {
    Course course;
    JsonObject form = object(Course::proposal);
    if (is_told) form["organ"] = "市政府";
    course.given.by(drafter()).open(std::move(form));
    course.add({"INI-01"}).by(office()).send("study.assign", R"({"unit":"research"})");
    course.by(study_unit()).add({"INI-02"}).send("study.done", R"({"summary":"必要、可行"})");
    course.by(head()).add({"INI-03", "INI-04"});
    course.knows("catalogue", {{"organs", JsonArray{"区政府"}}, {"titled", JsonArray{}}});
    course.send("initiation.start", json_text(course.start));
    EXPECT_EQ(json_text(course.given.snapshot().session.data.at("organs")),
              is_told ? R"(["市政府"])" : R"(["区政府"])");
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
