// workflows/follow-up.scxml: what happens to a decision after its file was closed (Decree 713
// articles 33, 36 and 38 to 41). The archived volume stays as it is.
#include "engine/matter/performed.hpp"
#include "tests/matter/given.hpp"

namespace gavel::law {
namespace {

using matter::actor;
using matter::Given;
using matter::object;

std::shared_ptr<const procedure::Procedure> follow_up() {
  static const auto read = matter::procedure_of(matter::file_text("workflows/follow-up.scxml"),
                                                "workflows/follow-up.scxml");
  return read;
}

constexpr const char* opening = R"({"volume":"X043-WS·2026-Y-BGS-0001","reason":"行政判决书送达"})";
constexpr const char* annulled =
    R"({"by":"court","number":"行初1号","on":"2026-03-01","reason":"程序违法"})";
constexpr const char* liable = R"({"article":"38","unit":"教育局","number":"责〔2026〕1号",
                                   "on":"2026-03-01","facts":"未公开征求意见即提交讨论"})";
constexpr const char* plan =
    R"({"trigger":"missed_effect","evaluator":"社科院","plan":"问卷、座谈"})";
constexpr const char* collect = R"({"fonds":"X043","organisation":"BGS"})";

JsonObject archived(const char* ended = "completed") {
  return object(std::string(R"({"id":"m0","title":"学区调整","procedure":"major-decision",
      "states":["archived"],"archival_code":"X043-WS·2026-Y-BGS-0001","shows":{
      "publication.on":"2024-05-01","publication.published_on":"2024-05-01",
      "publication.delivered_on":null,"proposal.proposed_on":"2023-09-01","signing.signed_on":"2024-04-28",
      "drafting_unit":"education","co_units":["finance"],"former_units":["culture","sports"],"execution.unit":"works","executing_units":["land"],"main_assessors":["risk-centre","社科院（本级）","甲咨询有限责任公司"],"assessor_people":["he"],"execution.ended":")") +
                ended + "\"}}");
}
JsonObject unit(const char* id, const char* name) {
  return {{"found", JsonObject{{"id", id}, {"name", name}}}};
}

struct FollowUp {
  Given given{follow_up()};
  JsonObject registers;

  FollowUp& knows(const char* field, JsonObject said) {
    registers[field] = std::move(said);
    given.facts({{"registers", registers}});
    return *this;
  }
  FollowUp& by(const char* role) { return given.by(actor("chen", {role}, "office")), *this; }
  FollowUp& opened(const char* ended = "completed") {
    knows("volume", {{"found", archived(ended)}}).by("office");
    given.open(object(opening)).in({"recording"});
    return *this;
  }
  FollowUp& add(const char* code) { return given.add(code), *this; }
  FollowUp& send(const char* event, std::string_view data) {
    return given.send(event, object(data)), *this;
  }
  std::string refused(const char* event, std::string_view data) {
    const auto refusal = given.refused(event, object(data));
    std::string out = matter::reason(refusal);
    for (const auto& rule : refusal.rules) out += " " + rule.id;
    for (const auto& fault : refusal.form) out += " " + fault.pointer;
    return out;
  }
};

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

TEST(Article36, AnotherEvaluationOfAFollowUpHasItsOwnPapers) {
  FollowUp course;
  course.opened().add("EVA-01").add("EVA-02").add("EVA-03").by("office");
  course.knows("evaluator", unit("academy", "社科院")).send("evaluation.start", plan);
  const char* found = R"({"outcome":"rectify","conclusion":"效果不明显","left_out":"r",
      "heard":[{"who":"public","how":"问卷"},{"who":"grassroots","how":"走访"}]})";
  course.given.until("2026-03-03T09:00:00+08:00");
  course.send("evaluation.conclude", found).given.until("2026-03-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05");
  course.add("EVA-01").by("office").send("evaluation.start", plan);
  EXPECT_EQ(course.refused("evaluation.conclude", found), "rules-unmet F07");
  course.add("EVA-02").by("office");
  EXPECT_EQ(course.refused("evaluation.conclude", found), "rules-unmet F07");
  course.add("EVA-03").by("office").send("evaluation.conclude", found);
}

TEST(Article36, AnEvaluationYearsLaterIsIndependentAndHearsThePublic) {
  FollowUp course;
  course.opened().knows("evaluator", unit("risk-centre", "风险评估中心")).add("EVA-01");
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05");
  for (const char* respelled : {"社科院 本级", "甲咨询有限公司"}) {
    course.knows("evaluator", unit("other", respelled));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05") << respelled;
  }
  course.knows("evaluator", {{"found", nullptr}});
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F05");
  course.knows("evaluator", unit("academy", "社科院")).send("evaluation.start", plan);
  course.given.in({"evaluating"});
  const auto concluded = [](const char* heard) {
    return std::string(R"({"outcome":"rectify","conclusion":"效果不明显","heard":[)") + heard +
           "]}";
  };
  const std::string of_the_public = R"({"who":"public","how":"问卷"})";
  const std::string of_deputies = of_the_public + R"(,{"who":"deputies","how":"座谈"})";
  const std::string of_all = of_deputies + R"(,{"who":"cppcc","how":"座谈"},)"
                                           R"({"who":"grassroots","how":"走访"})";
  EXPECT_EQ(course.refused("evaluation.conclude", concluded(of_all.c_str())), "rules-unmet F07");
  course.add("EVA-02").add("EVA-03");
  EXPECT_EQ(course.refused("evaluation.conclude", concluded(of_the_public.c_str())),
            "rules-unmet F06");
  EXPECT_EQ(course.refused("evaluation.conclude", concluded(of_deputies.c_str())),
            "rules-unmet F06");
  EXPECT_EQ(course.by("archivist").refused("archive.collect", collect), "not-now");
  course.by("office").send("evaluation.conclude", concluded(of_all.c_str()));
  EXPECT_EQ(course.given.in({"recording"})
                .snapshot()
                .session.data.at("evaluations")
                .at(0)
                .at("evaluator"),
            "academy");
}

// The public always; of those who take part for it each kind, or it is said who was not heard.
TEST(Article36, AnEvaluationYearsLaterSaysWhoWasNotHeard) {
  FollowUp course;
  course.opened().add("EVA-01").add("EVA-02").add("EVA-03").by("office");
  course.knows("evaluator", unit("academy", "社科院")).send("evaluation.start", plan);
  const auto heard = [&](std::initializer_list<const char*> who, const char* left_out = "") {
    JsonArray list;
    for (const char* each : who) list.push_back(JsonObject{{"who", each}, {"how", "座谈"}});
    JsonObject data{{"outcome", "rectify"}, {"conclusion", "效果不明显"}, {"heard", list}};
    if (*left_out != 0) data["left_out"] = left_out;
    FollowUp tried = course;
    const auto outcome = tried.given.ask(matter::Send{"evaluation.conclude", data, {}});
    return outcome ? std::string("concluded") : outcome.error().rules.front().id;
  };
  const char* because = "政协换届";
  for (const char* group : {"people_organisations", "grassroots", "social_organisations"}) {
    EXPECT_EQ(heard({"public", "deputies", "cppcc", group}), "concluded") << group;
    EXPECT_EQ(heard({"public", "deputies", group}), "F06") << group;
    EXPECT_EQ(heard({"public", "cppcc", group}), "F06") << group;
    EXPECT_EQ(heard({"deputies", "cppcc", group}), "F06") << group;
    EXPECT_EQ(heard({"deputies", "cppcc", group}, because), "F06") << group;
    EXPECT_EQ(heard({"public", group}), "F06") << group;
    EXPECT_EQ(heard({"public", group}, because), "concluded") << group;
  }
  EXPECT_EQ(heard({"public", "deputies", "cppcc"}), "F06");
  EXPECT_EQ(heard({"public", "deputies"}, because), "concluded");
  EXPECT_EQ(heard({"public", "cppcc"}, because), "concluded");
  EXPECT_EQ(heard({"public"}, because), "F06");
  EXPECT_EQ(heard({"public", "experts"}, because), "F06");
}

TEST(Article38, TheEndOfAPublishedDecisionIsAnnouncedOnceForAChannel) {
  constexpr const char* announced =
      R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-02"})";
  FollowUp course;
  course.opened().add("END-01");
  EXPECT_EQ(course.refused("end.announce", announced), "rules-unmet F08");  // it has not ended
  course.add("LIA-01").send("decision.annul", annulled);
  course.send("end.announce", announced);
  for (const char* channel : {"政府网站", "政府 网站", "“政府网站”"}) {
    JsonObject again = matter::object(announced);
    again["channel"] = channel;
    EXPECT_EQ(course.refused("end.announce", json_text(again)), "rules-unmet F08") << channel;
  }
  EXPECT_EQ(
      course.refused("end.announce", R"({"channel":"公报","reference":"r","on":"2026-03-03"})"),
      "rules-unmet F08");
  FollowUp terminated;
  terminated.opened("terminated").add("END-01").send("end.announce", announced);
}

// As of a decision whose file is still open (G31A).
TEST(Article38, AnAnnulmentOfAPublishedDecisionIsMadePublicBeforeTheFileIsClosed) {
  const auto announced = [](const char* on) {
    return std::string(R"({"channel":"政府网站","reference":"公告3号","on":")") + on + "\"}";
  };
  FollowUp course;
  course.opened().add("LIA-01").add("END-01").send("decision.annul", annulled);
  course.by("archivist");
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet F21");
  course.by("office").send("end.announce", announced("2026-03-01"));
  course.by("archivist").send("archive.collect", collect).given.in({"building"});

  // What was only delivered to those it concerns is not spread by its annulment.
  FollowUp restricted;
  JsonObject delivered = archived();
  JsonObject& shows = delivered["shows"].as_object();
  std::swap(shows["publication.published_on"], shows["publication.delivered_on"]);
  restricted.knows("volume", {{"found", delivered}}).by("office");
  restricted.given.open(object(opening));
  restricted.add("LIA-01").add("END-01").send("decision.annul", annulled);
  EXPECT_EQ(restricted.refused("end.announce", announced("2026-03-01")), "rules-unmet F08");
  restricted.by("archivist").send("archive.collect", collect).given.in({"building"});
}

// That it was ended was public before; that it was unlawful is told on the same channel anew.
TEST(Article38, AnAnnulmentAfterAnotherEndIsMadePublicOnceMore) {
  constexpr const char* announced =
      R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-01"})";
  FollowUp course;
  course.opened("terminated").add("LIA-01").add("END-01").send("end.announce", announced);
  EXPECT_EQ(course.refused("end.announce", announced), "rules-unmet F08");
  FollowUp ended_only = course;
  ended_only.by("archivist").send("archive.collect", collect).given.in({"building"});
  course.send("decision.annul", annulled).by("archivist");
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet F21");
  course.by("office");
  EXPECT_EQ(
      course.refused("end.announce", R"({"channel":"政府网站","reference":"r","on":"2026-02-28"})"),
      "rules-unmet F20");  // the day before the paper
  course.send("end.announce", announced);
  EXPECT_EQ(course.refused("end.announce", announced), "rules-unmet F08");
  course.by("archivist").send("archive.collect", collect).given.in({"building"});
  EXPECT_EQ(course.given.snapshot().session.data.at("announced").at(1).at("ended"), "invalidated");
}

// The archived decision is replaced by one that was proposed to adjust it: that is entered, and
// made public.
TEST(Article37, ThatALaterDecisionReplacesAnArchivedOneIsEnteredAndMadePublic) {
  constexpr const char* replaced = R"({"successor":"m9"})";
  constexpr const char* announced =
      R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-01"})";
  const auto successor = [](const char* predecessor, const char* published_on) {
    return JsonObject{
        {"found", JsonObject{{"id", "m9"},
                             {"title", "学区再调整"},
                             {"procedure", "major-decision"},
                             {"states", JsonArray{"after_decision", "carrying_out"}},
                             {"shows", JsonObject{{"publication.on", published_on},
                                                  {"proposal.predecessor", predecessor}}}}}};
  };
  FollowUp course;
  course.opened().add("END-01");
  EXPECT_EQ(course.refused("end.announce", announced), "rules-unmet F08");
  for (const JsonObject& other :
       {JsonObject{{"found", nullptr}}, successor("m5", "2026-02-20"), successor("m0", "")}) {
    course.knows("successor", other);
    EXPECT_EQ(course.refused("decision.succeeded", replaced), "rules-unmet F22W");
  }
  course.knows("successor", successor("m0", "2026-02-20")).send("decision.succeeded", replaced);
  const auto entered = course.given.snapshot().version;
  const auto sent = std::ranges::find_if(course.given.effects(), [](const chart::Effect& effect) {
    const auto* each = std::get_if<chart::Sent>(&effect);
    return each != nullptr && each->type == "urn:gavel:succession";
  });
  ASSERT_NE(sent, course.given.effects().end());
  EXPECT_EQ(json_text(std::get<chart::Sent>(*sent).data), R"({"by":"m9","matter":"m0"})");
  EXPECT_EQ(course.refused("decision.succeeded", replaced), "rules-unmet F22W");
  // Another was meant.
  FollowUp wrong = course;
  wrong.knows("seq", {{"found", JsonObject{{"account", "chen"}, {"unit", "office"}}}});
  wrong.send("record.correct",
             json_text(JsonObject{
                 {"seq", entered}, {"text", "另一决策"}, {"reason", "看错"}, {"anew", true}}));
  wrong.send("decision.succeeded", replaced);

  course.by("archivist");
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet F21");
  course.by("office");
  EXPECT_EQ(
      course.refused("end.announce", R"({"channel":"政府网站","reference":"r","on":"2026-02-19"})"),
      "rules-unmet F20");
  course.send("end.announce", announced);
  EXPECT_EQ(course.given.snapshot().session.data.at("announced").at(0).at("ended"), "superseded");
  course.by("archivist").send("archive.collect", collect).given.in({"building"});
  // What was replaced or annulled before its file was closed is so already.
  for (const char* ended : {"superseded", "invalidated", "not_adopted"}) {
    FollowUp before;
    before.opened(ended).knows("successor", successor("m0", "2026-02-20"));
    EXPECT_EQ(before.refused("decision.succeeded", replaced), "rules-unmet F22W") << ended;
  }
}

// The statement says of each announcement of what it was, under the article on publication.
TEST(Article32, TheStatementTellsWhichEndWasMadePublic) {
  constexpr const char* announced =
      R"({"channel":"政府网站","reference":"公告3号","on":"2026-03-01"})";
  FollowUp course;
  course.opened("terminated").add("LIA-01").add("END-01").send("end.announce", announced);
  course.given.later(std::chrono::minutes(1));
  course.send("decision.annul", annulled).send("end.announce", announced);
  const matter::Articles articles(follow_up());
  const auto standings = matter::standings(articles, course.given.snapshot(), course.given.events(),
                                           matter::real_calendar());
  std::vector<std::string> said;
  for (const auto& source :
       matter::performed(articles, course.given.snapshot(), course.given.events(), {})) {
    for (const auto& article : source.articles)
      for (const auto& deed : article.deeds)
        if (deed.event == "end.announce")
          said.push_back(article.article.number + " " + standings.at(deed.seq).zh);
  }
  EXPECT_THAT(said, testing::ElementsAre("32 公布的是终止", "32 公布的是被撤销或者确认无效"));
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

TEST(Article36, WhoDraftedOrCarriedOutADecisionDoesNotEvaluateItLater) {
  FollowUp course;
  course.opened().add("EVA-01").by("office");
  for (const char* own : {"education", "finance", "works", "land"}) {
    course.knows("evaluator", unit(own, "社科院"));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F16") << own;
  }
}

// The drafting unit was changed on the way: what they drafted is part of what is evaluated.
TEST(Article36, WhoDraftedADecisionBeforeTheUnitWasChangedDoesNotEvaluateItLater) {
  FollowUp course;
  course.opened().add("EVA-01").by("office");
  for (const char* former : {"culture", "sports"}) {
    course.knows("evaluator", unit(former, "社科院"));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F16") << former;
  }
  course.knows("evaluator", unit("tourism", "社科院")).send("evaluation.start", plan);
}

// They lie in the archive as well, with a volume, and were never decided.
TEST(Article36, WhatLapsedOrWasNotAdoptedIsNotEvaluatedAndMayBeObjectedTo) {
  for (const char* ended : {"not_adopted", "lapsed"}) {
    FollowUp course;
    course.opened(ended).add("EVA-01").by("office");
    course.knows("evaluator", unit("academy", "社科院"));
    EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F12") << ended;
    course.send("objection.record",
                R"({"number":"1","from":"某","on":"2026-03-01","text":"应当决策"})");
  }
}

// ---- of what ended without a decision and without a volume

JsonObject ended_as(const char* state) {
  return object(std::string(R"({"id":"m0","title":"学区调整","procedure":"major-decision",
      "states":[")") +
                state + R"("],"shows":{"execution.ended":null,"publication.on":null,
      "main_assessors":[],"assessor_people":[]}})");
}

FollowUp& undecided(FollowUp& course, const char* state = "not_initiated") {
  course.knows("volume", {{"found", ended_as(state)}}).by("office");
  course.given.open(object(R"({"volume":"m0","reason":"应当决策而不启动"})")).in({"recording"});
  return course;
}

// Who should have decided and delayed, or dodged the procedure, is liable too.
TEST(Article38, WhatWasNotStartedExcludedOrWithdrawnIsFollowedWithoutAVolume) {
  for (const char* state : {"not_initiated", "excluded", "withdrawn"}) {
    FollowUp course;
    undecided(course, state).add("LIA-01").send("liability.record", liable);
    course.by("archivist").send("archive.collect", collect).given.in({"building"});
    EXPECT_EQ(course.given.snapshot().session.data.at("about").at("id"), "m0");
  }
  for (const char* state : {"drafting", "merged", "meeting_scheduled", "archived"}) {
    FollowUp course;
    course.knows("volume", {{"found", ended_as(state)}}).by("office");
    const auto refused = Given::refusal_of(
        course.given.ask(matter::Open{"m1", "后续", JsonObject(), object(opening)}));
    ASSERT_FALSE(refused.rules.empty()) << state;
    EXPECT_EQ(refused.rules.front().id, "F01") << state;
  }
}

TEST(Article38, WhatWasNeverDecidedIsNeitherAnnulledNorEvaluated) {
  FollowUp course;
  undecided(course).add("LIA-01").add("EVA-01");
  EXPECT_EQ(course.refused("decision.annul", annulled), "rules-unmet F03");
  course.knows("evaluator", unit("academy", "社科院"));
  EXPECT_EQ(course.refused("evaluation.start", plan), "rules-unmet F12");
}

constexpr const char* objection =
    R"({"number":"来信3号","from":"某小区业主委员会","on":"2026-03-01","text":"应当启动"})";

TEST(Article38, AnObjectionToTheEndIsEnteredOnceAndAnsweredBeforeTheFileIsClosed) {
  FollowUp course;
  undecided(course);
  EXPECT_EQ(course.refused("objection.record", R"({"number":"1","from":"某","on":"2026-03-03",
                                                  "text":"t"})"),
            "rules-unmet F13");  // tomorrow
  course.send("objection.record", objection);
  EXPECT_EQ(course.refused("objection.record", objection), "rules-unmet F13");
  const char* respelled =
      R"({"number":"来信 ３号","from":"某小区业主委员会","on":"2026-03-01","text":"再次"})";
  EXPECT_EQ(course.refused("objection.record", respelled), "rules-unmet F13");
  EXPECT_EQ(course.refused("matter.withdraw", R"({"reason":"r"})"), "rules-unmet F10");
  course.by("archivist");
  EXPECT_EQ(course.refused("archive.collect", collect), "rules-unmet F15");
  course.by("office");
  const char* answer = R"({"number":"来信03号","outcome":"new_decision","answer":"另行启动"})";
  EXPECT_EQ(
      course.refused("objection.answer", R"({"number":"来信4号","outcome":"stands","answer":"a"})"),
      "rules-unmet F14");
  course.send("objection.answer", answer);
  EXPECT_EQ(course.refused("objection.answer", answer), "rules-unmet F14");
  const Json& kept = course.given.snapshot().session.data.at("objections").at(0);
  EXPECT_EQ(kept.at("number"), "来信3号");
  EXPECT_EQ(kept.at("text"), "应当启动");
  EXPECT_EQ(kept.at("outcome"), "new_decision");
  course.by("archivist").send("archive.collect", collect).given.in({"building"});
  FollowUp decided;
  decided.opened();
  EXPECT_EQ(decided.refused("objection.record", objection), "rules-unmet F13");
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
