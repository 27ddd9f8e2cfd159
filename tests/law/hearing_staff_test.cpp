// Decree 713, articles 16 and 17: who was to chair, present or record falls away, or a participant
// comes late.
#include "tests/law/hearing.hpp"

namespace gavel::law {
namespace {

constexpr const char* others =
    R"({"chair":"司法局","presenter":"教育局","recorder":"xin","reason":"原记录人调离"})";

Json hearing_of(const Course& course) { return course.given.snapshot().session.data.at("hearing"); }

TEST(Article17, AHearingWhoseRecorderFallsAwayGetsAnotherWhoSigns) {
  Course course = spoken();
  course.add({"PUB-09"});
  for (const char* each : {"张", "王", "李"}) course.send("hearing.confirm", signed_by(each));
  // The recorder's account is there no more: nobody else ends the hearing.
  course.by(actor("xin", {"recorder"}, "education"));
  EXPECT_EQ(course.sign().refused("hearing.hold"), "rules-unmet G09U");
  course.by(office()).knows("recorder", account("xin", "recorder"));
  EXPECT_EQ(course.refused("hearing.staff", R"({"chair":"司法局","presenter":"教育局"})"),
            "invalid-form /reason");
  course.send("hearing.staff", others).by(actor("xin", {"recorder"}, "education"));
  course.sign().send("hearing.hold");
  const Json hearing = hearing_of(course);
  EXPECT_EQ(hearing.at("chair"), "司法局");
  EXPECT_EQ(hearing.at("changes").at(0).at("kind"), "chair");
  EXPECT_EQ(hearing.at("changes").at(0).at("participant"), "法制办");
  EXPECT_EQ(hearing.at("changes").at(1).at("kind"), "recorder");
  EXPECT_EQ(hearing.at("changes").at(1).at("name"), "xin");
  EXPECT_EQ(course.by(drafter()).refused("hearing.staff", others), "rules-unmet G09CS");
}

// Announced by the account: everybody reads the name, and that person is on no other side.
TEST(Article17, WhoChairsOrPresentsIsCalledByTheirName) {
  Course course = closed();
  JsonObject zhou = account("zhou", "office"), liu = account("liu", "drafter");
  zhou["found"].as_object()["name"] = "周司法", liu["found"].as_object()["name"] = "刘承办";
  liu["found"].as_object()["unit"] = "education";
  course.knows("chair", zhou).knows("presenter", liu);
  std::string by_account = announcement;
  by_account.replace(by_account.find("法制办"), 9, "zhou");
  by_account.replace(by_account.find("教育局"), 9, "liu");
  course.send("hearing.announce", by_account);
  EXPECT_EQ(hearing_of(course).at("chair"), "周司法");
  for (const char* name : {"周司法", "刘 承办"})
    EXPECT_EQ(course.refused("hearing.participant", participant(name, "商户")), "rules-unmet G09Q");
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    course.send("hearing.participant", who);
  course.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00").send("hearing.open", all_three);
  EXPECT_EQ(course.refused("hearing.speak", said("张", "present")), "rules-unmet G09O");
  course.knows("speaker", liu).send("hearing.speak", said("liu", "present"));
  course.send("hearing.speak", said("刘承办", "present"));
}

TEST(Article17, WhoTakesThePlaceOfTheChairKeepsToTheSameRules) {
  Course none = closed();
  EXPECT_EQ(none.refused("hearing.staff", others), "rules-unmet G09CS");
  Course course = listed();
  const auto with = [](const char* chair, const char* presenter) {
    return std::string(R"({"reason":"生病","chair":")") + chair + R"(","presenter":")" + presenter +
           R"(","recorder":"ji"})";
  };
  EXPECT_EQ(course.refused("hearing.staff", with("教育局", "教育局")), "rules-unmet G09P");
  EXPECT_EQ(course.refused("hearing.staff", with("ji", "教育局")), "rules-unmet G09P");
  EXPECT_EQ(course.refused("hearing.staff", with("张", "教育局")), "rules-unmet G09C");
  EXPECT_EQ(course.refused("hearing.staff", with("司法局", "李")), "rules-unmet G09C");
  course.knows("chair", object(R"({"found":null})")).knows("recorder", object(R"({"found":null})"));
  EXPECT_EQ(course.refused("hearing.staff", with("司法局", "教育局")), "rules-unmet G09J");
  JsonObject fa = account("fa", "justice");
  fa["found"].as_object()["name"] = "司法局";
  course.knows("chair", fa);
  course.send("hearing.staff", with("司法局", "教育局二科"));
  EXPECT_EQ(json_text(hearing_of(course).at("signers")), R"(["fa",""])");
  // The public reads who chairs.
  const auto effects = course.given.effects();
  const auto* sent = std::get_if<chart::Sent>(&effects.back());
  ASSERT_NE(sent, nullptr);
  EXPECT_EQ(sent->data.at("chair"), "司法局");
  EXPECT_EQ(sent->data.at("presenter"), "教育局二科");
}

/// What the registers say of these fields of the form, and who keeps out of the matter.
Course& told(Course& course, JsonObject registers, std::initializer_list<const char*> recused) {
  JsonObject all = facts();
  for (auto& [field, said] : registers) all["registers"].as_object()[field] = said;
  JsonArray out;
  for (const char* each : recused) out.push_back(JsonObject{{"account", each}});
  all["recused"] = std::move(out);
  return course.given.facts(std::move(all)), course;
}

// Ordered out since the announcement: the hearing is not held under them.
TEST(Article17, WhoKeepsOutByNowNeitherChairsNorPresentsNorExplains) {
  const JsonObject nobody{{"chair", JsonObject{{"found", nullptr}}}};
  const auto staff = [](const char* chair, const char* presenter) -> JsonObject {
    JsonObject presents = account(presenter, "drafter");
    presents["found"].as_object()["unit"] = "education";
    return {{"chair", account(chair, "office")}, {"presenter", std::move(presents)}};
  };
  Course ready = closed();
  told(ready, staff("zhou", "liu"), {}).send("hearing.announce", announcement);
  told(ready, nobody, {});
  for (const auto& who :
       {participant("张", "商户"), participant("王", "商户"), participant("李", "居民")})
    ready.send("hearing.participant", who);
  ready.add({"PUB-07"}).send("hearing.list");
  for (const char* each : {"张", "王", "李"}) ready.send("hearing.papers", paper_to(each));
  ready.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  for (const char* out : {"zhou", "liu"}) {
    Course course = ready;
    EXPECT_EQ(told(course, nobody, {out}).refused("hearing.open", all_three), "rules-unmet G09PO");
    told(course, staff("zheng", "he"), {out}).send("hearing.staff", others);
    told(course, nobody, {out}).send("hearing.open", all_three);
    course.send("hearing.speak", said("he", "present"));
  }
  Course course = ready;
  told(course, nobody, {"wu"}).send("hearing.open", all_three);
  course.send("hearing.speak", said("liu", "present"));
  JsonObject clerk = account("clerk", "drafter");
  clerk["found"].as_object()["unit"] = "education";
  const JsonObject speaker{{"speaker", clerk}};
  const char* explained =
      R"({"speaker":"clerk","part":"clarify","post":"教育局科长","text":"已测算"})";
  EXPECT_EQ(told(course, speaker, {"clerk"}).refused("hearing.speak", explained),
            "rules-unmet G09PE");
  told(course, speaker, {"wu"}).send("hearing.speak", explained);
  EXPECT_EQ(told(course, nobody, {"zhou"}).refused("hearing.speak", said("张", "state")),
            "rules-unmet G09PO");
}

TEST(Article17, AParticipantWhoComesLateIsHeardAndSigns) {
  const char* li = R"({"participant":"王"})";
  Course course = listed();
  for (const char* each : {"张", "李", "王"}) course.send("hearing.papers", paper_to(each));
  course.add({"PUB-08"}).at("2026-04-20T09:00:00+08:00");
  EXPECT_EQ(course.refused("hearing.arrive", li), "rules-unmet G09D");
  course.send("hearing.open", R"({"attending":["张","李"]})");
  course.send("hearing.speak", said("教育局", "present"))
      .send("hearing.speak", said("张", "state"));
  EXPECT_EQ(course.refused("hearing.speak", said("王", "state")), "rules-unmet G09O");
  for (const char* wrong : {R"({"participant":"张"})", R"({"participant":"赵"})"})
    EXPECT_EQ(course.refused("hearing.arrive", wrong), "rules-unmet G09D") << wrong;
  course.add({"PUB-09"}).send("hearing.confirm", signed_by("张"));
  course.at("2026-04-20T10:00:00+08:00").send("hearing.arrive", li);
  course.send("hearing.speak", said("王", "state")).add({"PUB-09"});
  for (const char* each : {"张", "李"}) course.send("hearing.confirm", signed_by(each));
  EXPECT_EQ(json_text(course.unmet("hearing.hold").seen.at("not_signed")), R"(["王"])");
  course.send("hearing.confirm", signed_by("王")).sign().send("hearing.hold");
  EXPECT_EQ(course.refused("hearing.arrive", li), "rules-unmet G09D");
}

}  // namespace
}  // namespace gavel::law
