// workflows/follow-up.scxml: what happens to a decision after its file was closed (Decree 713
// articles 33, 36 and 38 to 41). The archived volume stays as it is.
#include "tests/law/follow_up.hpp"

#include "engine/matter/performed.hpp"

namespace gavel::law {
namespace {

// What says that there is none is no number; a paper that bears none has a title and a day.
TEST(Article33, APaperThatFollowsIsKnownByANumber) {
  FollowUp course;
  course.opened().add("LIA-01");
  for (const auto& [event, whole] :
       {std::pair{"decision.annul", annulled}, std::pair{"decision.found_unlawful", annulled},
        std::pair{"liability.record", liable}}) {
    JsonObject paper = object(whole);
    for (const char* none : {"无", "—", "无文号（2026年3月）"}) {
      paper["number"] = none;
      EXPECT_EQ(course.refused(event, json_text(paper)), "rules-unmet F04Q") << event << none;
    }
    paper["number"] = "《关于问责的决定》（2026年3月1日）";
    FollowUp entered = course;
    entered.send(event, json_text(paper));
  }
}

TEST(Article33, AFollowUpNamesAnArchivedDecision) {
  const auto opened_with = [](JsonObject found) {
    FollowUp course;
    course.knows("volume", {{"found", found.empty() ? Json() : Json(found)}}).by("office");
    auto refused = Given::refusal_of(
        course.given.ask(matter::Open{"m1", "后续", JsonObject(), object(opening)}));
    return refused.rules.empty() ? matter::reason(refused) : refused.rules.front().id;
  };
  EXPECT_EQ(opened_with({}), "F01");
  JsonObject open = archived(), letter = archived();
  open.erase("archival_code");
  letter["procedure"] = "letters";
  EXPECT_EQ(opened_with(open), "F01");
  EXPECT_EQ(opened_with(letter), "F01");
  FollowUp course;
  course.opened();
  const auto sent = std::ranges::find_if(course.given.effects(), [](const chart::Effect& effect) {
    const auto* each = std::get_if<chart::Sent>(&effect);
    return each != nullptr && each->type == "urn:gavel:follow-up";
  });
  ASSERT_NE(sent, course.given.effects().end());
  EXPECT_EQ(json_text(std::get<chart::Sent>(*sent).data),
            R"({"archival_code":"X043-WS·2026-Y-BGS-0001","matter":"m0"})");
}

// 公务员法 art. 77: a request that somebody keep out, carried over with the link, is answered
// first.
TEST(Article38, WhoeverIsAskedToKeepOutDecidesNothingInTheFollowUp) {
  FollowUp course;
  course.opened();
  const JsonArray asked{JsonObject{{"account", "chen"}, {"name", "陈"}, {"by_name", "钱"}}};
  course.given.facts({{"registers", course.registers}, {"recusals_asked", asked}});
  EXPECT_EQ(course.refused("matter.withdraw", R"({"reason":"误立"})"), "rules-unmet F40");
  course.given.facts({{"registers", course.registers}});
  course.send("matter.withdraw", R"({"reason":"误立"})").given.in({"withdrawn"});
}

TEST(Article38, AnAnnulmentAfterTheFileWasClosedIsRecordedFromItsPaper) {
  FollowUp course;
  course.opened();
  EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet F02");
  course.add("LIA-01");
  EXPECT_EQ(course.refused("decision.annul", R"({"by":"mayor","number":"1","on":"2026-03-01",
                                                 "reason":"r"})"),
            "invalid-form /by");
  EXPECT_EQ(course.refused("decision.annul", R"({"by":"npc","number":"1","on":"2026-03-03",
                                                 "reason":"r"})"),
            "rules-unmet F04");  // tomorrow
  course.send("decision.annul", annulled);
  EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet F04");
  EXPECT_EQ(course.given.snapshot().session.data.at("annulments").at(0).at("by"), "court");
  FollowUp never_decided;
  never_decided.opened("not_adopted").add("LIA-01");
  EXPECT_EQ(never_decided.refused("decision.annul", annulled), "rules-unmet F03");
}

// A judgment that finds the decision unlawful and lets it stand ends nothing, and annuls nothing.
TEST(Article38, WhatIsFoundUnlawfulAndLetStandIsNoAnnulment) {
  constexpr const char* found = R"({"by":"court","number":"行初1号","on":"2026-03-01",
                                    "reason":"程序违法","measures":"补办听证"})";
  FollowUp course;
  course.opened();
  EXPECT_EQ(course.refused("decision.found_unlawful", found), "rules-unmet F02");
  course.add("LIA-01");
  EXPECT_EQ(course.by("inspector").refused("decision.found_unlawful", found), "not-permitted");
  course.by("office").send("decision.found_unlawful", found).given.in({"recording"});
  const auto& data = course.given.snapshot().session.data;
  EXPECT_EQ(data.at("found_unlawful").at(0).at("measures"), "补办听证");
  EXPECT_TRUE(data.at("annulments").as_array().empty());
  course.add("LIA-01").by("office");
  EXPECT_EQ(course.refused("decision.found_unlawful", found), "rules-unmet F04");
  EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet F04");
  // No end of it is to be made public before the file is closed.
  course.by("archivist").send("archive.collect", collect).given.in({"building"});
  FollowUp before;
  before.opened().add("LIA-01").by("office");
  EXPECT_EQ(before.refused("decision.found_unlawful", R"({"by":"court","number":"2",
                           "on":"2024-04-27","reason":"r"})"),
            "rules-unmet F17");
  FollowUp never_decided;
  never_decided.opened("not_adopted").add("LIA-01");
  EXPECT_EQ(never_decided.refused("decision.found_unlawful", found), "rules-unmet F03");
  // The archived volume has that paper already.
  FollowUp known;
  JsonObject volume = archived();
  volume.at("shows").as_object()["found_unlawful"] =
      JsonArray{JsonObject{{"number", "行初1号"}, {"key", "行初1号"}}};
  known.knows("volume", {{"found", volume}}).by("office").given.open(object(opening));
  known.add("LIA-01").by("office");
  EXPECT_EQ(known.refused("decision.annul", annulled), "rules-unmet F04");
}

TEST(Article39, LiabilityAfterTheFileWasClosedStatesFactsFromItsPaper) {
  FollowUp course;
  course.opened().by("inspector");
  EXPECT_EQ(course.refused("liability.record", liable), "rules-unmet F02");
  course.add("LIA-01");
  EXPECT_EQ(course.refused("liability.record",
                           R"({"article":"38","unit":"x","number":"1","on":"2026-03-01"})"),
            "invalid-form /facts");
  EXPECT_EQ(course.by("archivist").refused("liability.record", liable), "not-permitted");
  course.by("inspector").send("liability.record", liable);
  EXPECT_EQ(course.refused("liability.record", liable), "rules-unmet F04");
  JsonObject spelled = matter::object(liable);
  spelled["number"] = " " + std::string(spelled.at("number").as_string()) + "。";
  EXPECT_EQ(course.add("LIA-01").by("inspector").refused("liability.record", json_text(spelled)),
            "rules-unmet F04");
  course = FollowUp();
  course.opened().by("inspector").add("LIA-01").send("liability.record", liable);
  // Another number is another paper.
  JsonObject another = matter::object(liable);
  another["number"] = "责〔2026〕2号";
  EXPECT_EQ(course.refused("liability.record", json_text(another)), "rules-unmet F02");
  EXPECT_EQ(course.by("office").refused("decision.annul", annulled), "rules-unmet F02");
  course.add("LIA-01").by("inspector").send("liability.record", json_text(another));
  EXPECT_EQ(course.by("office").refused("decision.annul", annulled), "rules-unmet F02");
  course.add("LIA-01").by("office").send("decision.annul", annulled);
}

// The noughts before a serial number, its width and the brackets of its year make no other paper.
TEST(Article38, OnePaperIsOneHoweverItsNumberIsWritten) {
  const auto numbered = [](const char* data, const char* number) {
    JsonObject out = matter::object(data);
    out["number"] = number;
    return json_text(out);
  };
  FollowUp course;
  JsonObject volume = archived();
  volume.at("shows").as_object()["found_unlawful"] =
      JsonArray{JsonObject{{"number", "（2027）内22行终09号"}, {"key", "2027内22行终09号"}}};
  course.knows("volume", {{"found", volume}}).by("office").given.open(object(opening));
  course.add("LIA-01").by("office");
  for (const char* known :
       {"（2027）内22行终9号", "〔２０２７〕内22行终09号", "[2027]内22行终009 号"}) {
    EXPECT_EQ(course.refused("decision.annul", numbered(annulled, known)), "rules-unmet F04")
        << known;
  }
  course.send("liability.record", numbered(liable, "责〔2026〕1号"));
  EXPECT_EQ(course.refused("liability.record", numbered(liable, "责[2026]01号")),
            "rules-unmet F04");
  course.add("LIA-01").by("office").send("decision.annul",
                                         numbered(annulled, "（2027）内22行终90号"));
  EXPECT_EQ(course.refused("decision.found_unlawful", numbered(annulled, "(2027)内22行终090号")),
            "rules-unmet F04");
}

// One paper may hold several units and persons liable; of each of them it is entered once.
TEST(Article39, APaperAboutSeveralIsEnteredOnceOfEach) {
  FollowUp course;
  course.opened().add("LIA-01").by("inspector").send("liability.record", liable);
  JsonObject second = matter::object(liable);
  second["unit"] = "乙", second["article"] = "40";
  course.send("liability.record", json_text(second));
  for (const char* spelled : {"乙", "（乙）"}) {
    second["unit"] = spelled;
    EXPECT_EQ(course.refused("liability.record", json_text(second)), "rules-unmet F04") << spelled;
  }
  second["unit"] = "丙", second["number"] = "责〔2026〕2号";
  EXPECT_EQ(course.refused("liability.record", json_text(second)), "rules-unmet F02");
  // The paper that annuls the decision is entered as that once, whomever it holds liable.
  JsonObject same = matter::object(annulled);
  same["number"] = "责〔2026〕1号";
  EXPECT_EQ(course.by("office").refused("decision.annul", json_text(same)), "rules-unmet F04");
}

// As in the decision itself: one person may be liable under two articles by one paper.
TEST(Article40, OnePaperMayHoldOnePersonLiableUnderSeveralArticles) {
  FollowUp course;
  course.opened().add("LIA-01").by("inspector").send("liability.record", liable);
  JsonObject second = matter::object(liable);
  second["article"] = "40";
  course.send("liability.record", json_text(second));
  for (const char* article : {"38", "40"}) {
    second["article"] = article;
    EXPECT_EQ(course.refused("liability.record", json_text(second)), "rules-unmet F04") << article;
  }
}

/// What the order of the package says of the public; "-": nothing.
std::string disclosure_of(FollowUp& course) {
  course.by("archivist").send("archive.collect", collect);
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->type == "urn:gavel:archive")
      return string_or(sent->data.as_object(), "disclosure", "-");
  }
  return "no order";
}

FollowUp followed(const char* shows, const char* event = "", const char* data = "") {
  FollowUp course;
  JsonObject found = archived("terminated");
  for (const auto& [name, value] : object(shows)) found["shows"].as_object()[name] = value;
  course.knows("volume", {{"found", found}}).by("office");
  course.given.open(object(opening));
  course.add("LIA-01").add("END-01");
  course.send(*event == 0 ? "decision.annul" : event, *event == 0 ? annulled : data);
  return course;
}

// 保密法实施条例 art. 42 asks for a new review of what was withheld, and of what followed it.
TEST(Article33, WhatFollowedAWithheldDecisionIsAsWithheldAsThatIs) {
  const char* asked_by_law = R"({"publication.published_on":null,"participation.required":false,
                                 "publication.delivered_on":"2024-05-01"})";
  const char* restricted = R"({"publication.published_on":null,"participation.required":true,
                               "publication.delivered_on":"2024-05-01",
                               "publication.restriction":{"basis":"《保守国家秘密法》第十三条"}})";
  const char* published = R"({"participation.required":true,"publication.restriction":null})";
  for (const char* withheld : {asked_by_law, restricted}) {
    FollowUp course = followed(withheld);
    EXPECT_EQ(disclosure_of(course), "non_public") << withheld;
  }
  FollowUp open = followed(published, "end.announce",
                           R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-01"})");
  EXPECT_EQ(disclosure_of(open), "public");
  // Who was held liable was never published, though the decision was.
  FollowUp persons = followed(published, "liability.record", liable);
  EXPECT_EQ(disclosure_of(persons), "");
  FollowUp unknown = followed(R"({"publication.published_on":null,"publication.on":null})");
  EXPECT_EQ(disclosure_of(unknown), "");
}

// Entered of the wrong person by a slip: corrected, the paper is entered anew under its number. The
// file holds both entries, so it is archived, and not for the public.
TEST(Article39, AnEntryOfLiabilityThatWasCorrectedFreesItsPaper) {
  FollowUp course = followed(R"({"participation.required":true})", "liability.record", liable);
  course.by("office");
  const auto entered = course.given.snapshot().version;
  course.knows("seq", {{"found", JsonObject{{"account", "chen"}, {"unit", "office"}}}});
  const auto correct = [&](bool anew) {
    course.send("record.correct",
                json_text(JsonObject{
                    {"seq", entered}, {"text", "系误登"}, {"reason", "笔误"}, {"anew", anew}}));
  };
  correct(false);
  EXPECT_EQ(course.refused("liability.record", liable), "rules-unmet F04");
  correct(true);
  EXPECT_EQ(course.refused("matter.withdraw", R"({"reason":"误立"})"), "rules-unmet F10");
  FollowUp closed = course;
  closed.send("record.correct", json_text(JsonObject{{"seq", entered},
                                                     {"text", "系误登"},
                                                     {"reason", "笔误"},
                                                     {"anew", true},
                                                     {"nothing_follows", "属于其他事项"}}));
  EXPECT_EQ(disclosure_of(closed), "");
  course.send("liability.record", liable);
  EXPECT_EQ(course.refused("liability.record", liable), "rules-unmet F04");
  EXPECT_EQ(course.given.snapshot().session.data.at("liability").as_array().size(), 1u);
}

TEST(Article33, TheFondsOfAFollowUpIsACode) {
  FollowUp course;
  course.opened().add("LIA-01").send("liability.record", liable).by("archivist");
  EXPECT_EQ(course.refused("archive.collect", R"({"fonds":"X0/43","organisation":"BGS"})"),
            "invalid-form /fonds");
}

TEST(Article33, AFollowUpIsArchivedAsAVolumeOfItsOwn) {
  FollowUp course;
  course.opened().by("archivist");
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet F09");
  FollowUp mistaken = course;
  mistaken.by("office").send("matter.withdraw", R"({"reason":"误立"})");
  mistaken.given.in({"withdrawn"});
  course.by("office").add("LIA-01").send("decision.annul", annulled);
  EXPECT_EQ(course.refused("matter.withdraw", R"({"reason":"误立"})"), "rules-unmet F10");
  course.add("END-01").send("end.announce",
                            R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-02"})");
  course.by("archivist").send("archive.collect", collect);
  course.given.by(matter::clock_actor());
  course.send("system.archive.built", R"({"archival_code":"","package_sha256":"","passed":false,
                                          "report":{}})");
  course.given.in({"recording"});
  course.by("archivist").send("archive.collect", collect).given.by(matter::clock_actor());
  course.send("system.archive.built", R"({"archival_code":"X043-WS·2026-Y-BGS-0002",
                                          "package_sha256":"p","passed":true,"report":{}})");
  course.given.in({"archived"});
}

// 30 days from Monday, 2 March end on Wednesday, 1 April; an entry on 20 March begins them anew.
TEST(Article33, AFollowUpThatIsNotHandedOverIsOverdue) {
  FollowUp course;
  course.opened().given.until("2026-04-01T23:59:59+08:00");
  EXPECT_TRUE(course.given.snapshot().session.data.at("overdue").as_array().empty());
  FollowUp entered;
  entered.opened().add("LIA-01").given.until("2026-03-20T09:00:00+08:00");
  entered.send("decision.annul", annulled).given.until("2026-04-02T00:00:00+08:00");
  EXPECT_TRUE(entered.given.snapshot().session.data.at("overdue").as_array().empty());
  course.given.until("2026-04-02T00:00:00+08:00");
  EXPECT_EQ(course.given.snapshot().session.data.at("overdue").at(0).at("clock"), "handover");
}

// Signed on 28 April 2024, proposed on 1 September 2023: nothing is dated before what it is about.
TEST(Article38, WhatFollowedADecisionIsNotDatedBeforeIt) {
  const auto dated = [](const char* entry, const char* on) {
    JsonObject out = object(entry);
    out["on"] = on;
    return json_text(out);
  };
  FollowUp course;
  course.opened().add("LIA-01").add("END-01");
  EXPECT_EQ(course.refused("decision.annul", dated(annulled, "2024-04-27")), "rules-unmet F17");
  EXPECT_EQ(course.refused("liability.record", dated(liable, "2023-08-31")), "rules-unmet F19");
  FollowUp held = course;
  held.send("liability.record", dated(liable, "2023-09-01"));
  course.send("decision.annul", dated(annulled, "2024-04-28"));
  const char* announced = R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-02"})";
  EXPECT_EQ(course.refused("end.announce", dated(announced, "2024-04-27")), "rules-unmet F20");
  course.send("end.announce", dated(announced, "2024-04-28"));
}

TEST(Article33, AWrongEntryOfAFollowUpIsCorrectedByOneThatNamesIt) {
  FollowUp course;
  course.opened();
  course.knows("seq", {{"found", nullptr}});
  EXPECT_EQ(course.refused("record.correct", R"({"seq":9,"text":"t","reason":"r"})"),
            "rules-unmet F11");
  const auto by = [](const char* account, const char* unit) -> JsonObject {
    return {{"found", JsonObject{{"account", account}, {"unit", unit}, {"on_behalf_of", ""}}}};
  };
  course.knows("seq", by("du", "inspection"));
  EXPECT_EQ(course.refused("record.correct", R"({"seq":1,"text":"t","reason":"r"})"),
            "rules-unmet F18");
  course.knows("seq", by("wei", "office"));
  course.send("record.correct", R"({"seq":1,"text":"t","reason":"r"})");
}

}  // namespace
}  // namespace gavel::law
