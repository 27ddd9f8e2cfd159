// Decree 713, article 16: what the public is shown of a hearing.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

/// What the public is shown of the hearing, as the last event published it; null: nothing.
Json published(const Course& course) {
  for (const chart::Effect& effect : course.given.effects()) {
    const auto* sent = std::get_if<chart::Sent>(&effect);
    if (sent != nullptr && sent->type == "urn:gavel:notice" && sent->event == "hearing")
      return sent->data;
  }
  return nullptr;
}

TEST(Article16, APostponedHearingMayMoveToAnotherHourAndPlace) {
  Course course = announced();
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  EXPECT_EQ(published(course).at("time"), "9:00");
  EXPECT_EQ(published(course).at("place"), "礼堂");
  course.send("hearing.postpone",
              R"({"date":"2026-04-28","time":"14:30","place":"文化馆","reason":"礼堂检修"})");
  EXPECT_EQ(published(course).at("time"), "14:30");
  EXPECT_EQ(published(course).at("place"), "文化馆");
}

TEST(Article16, TheHearingItsListAndItsPostponementAreShownToThePublic) {
  Course course = announced();
  Json shown = published(course);
  for (const char* name : {"announced_on", "date", "place", "selection", "chair", "presenter"})
    EXPECT_FALSE(shown.at(name).as_string().empty()) << name;
  EXPECT_EQ(shown.at("quotas").as_array().size(), 2u);
  EXPECT_EQ(shown.at("list"), Json(JsonArray{}));
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")}) {
    course.send("hearing.participant", who);
    EXPECT_EQ(published(course), Json(nullptr));  // names are shown with the list
  }
  course.add({"PUB-07"}).send("hearing.list");
  EXPECT_EQ(json_text(published(course).at("list").at(2)), R"({"name":"李","group":"居民"})");
  course.send("hearing.replace", replaced("李", "孙"));
  EXPECT_EQ(json_text(published(course).at("list").at(2)), R"({"name":"孙","group":"居民"})");
  course.send("hearing.postpone", postponed_to("2026-04-27"));
  EXPECT_EQ(published(course).at("date"), "2026-04-27");
  EXPECT_EQ(published(course).at("postponed").at(0).at("reason"), "台风");
}

}  // namespace
}  // namespace gavel::law
