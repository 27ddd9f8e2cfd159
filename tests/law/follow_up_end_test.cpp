// Decree 713, articles 32, 37 and 38: how a decision ended after its file was closed is made
// public.
#include "engine/matter/performed.hpp"
#include "tests/law/follow_up.hpp"

namespace gavel::law {
namespace {

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

// An organ and those that it took over are one.
TEST(Article37, WhatReplacesAnArchivedDecisionIsOfTheSameOrgan) {
  constexpr const char* replaced = R"({"successor":"m9"})";
  const auto successor = [](JsonArray organs, JsonArray own) {
    JsonObject found{{"id", "m9"},
                     {"procedure", "major-decision"},
                     {"states", JsonArray{"after_decision", "carrying_out"}},
                     {"shows", JsonObject{{"publication.on", "2026-02-20"},
                                          {"proposal.predecessor", "m0"},
                                          {"organs", std::move(organs)}}}};
    JsonObject out{{"found", std::move(found)}};
    if (!own.empty()) out["own"] = JsonObject{{"organs", std::move(own)}, {"packs", JsonArray{}}};
    return out;
  };
  FollowUp course;
  course.opened().knows("successor", successor({"乙县人民政府"}, {"区人民政府"}));
  EXPECT_EQ(course.refused("decision.succeeded", replaced), "rules-unmet F22WZ");
  const std::vector<JsonObject> same{successor({"区 人民政府"}, {"区人民政府"}),
                                     successor({"丙市人民政府"}, {"区人民政府", "丙市人民政府"}),
                                     // Of one of the two it is not known whose it is.
                                     successor({}, {"区人民政府"}),
                                     successor({"乙县人民政府"}, {})};
  for (const JsonObject& each : same) {
    FollowUp other = course;
    other.knows("successor", each).send("decision.succeeded", replaced);
  }
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

}  // namespace
}  // namespace gavel::law
