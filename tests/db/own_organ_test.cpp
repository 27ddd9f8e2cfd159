// Whose matter it is of which an event names another: an organ and those that it took over are one,
// from the day on which it did.
#include "db/own_organ.hpp"

#include <gtest/gtest.h>

#include "db/offices.hpp"
#include "db/successions.hpp"
#include "engine/base/spelling.hpp"
#include "tests/db/organs.hpp"

namespace gavel::db {
namespace {

struct Own : test::Domain {
  std::vector<procedure::Pack> packs{pack_of("district", "未来区人民政府"),
                                     pack_of("city", "未来市人民政府"),
                                     pack_of("region", "山东省人民政府")};
  matter::Snapshot matter;
  procedure::EventType type;
  JsonObject data;
  Own() {
    matter.id = "m1";
    type.name = "matter.merge";
    of_pack("none");
  }
  void of_pack(const char* pack) { matter.policy = Json(JsonObject{{"pack", pack}}); }
  void notes(const char* organ) { matter.session.data.set("organs", JsonArray{organ}); }
  void takes_over(const char* organ, const char* successor, const char* since = "2026-01-01") {
    (void)add(pool, {.id = 0,
                     .organ = organ,
                     .successor = successor,
                     .since = on(since),
                     .basis = "国函〔2026〕1号",
                     .by = "admin",
                     .at = noon});
  }
  JsonObject said(const char* own = "") {
    matter::Actor actor;
    actor.account = "li";
    const DecidingOrgan organ(pool, packs, own);
    return own_organ(organ, {type, data, actor, matter, today});
  }
  /// Whether a matter that notes this organ is one of the same.
  bool is_one_with(const char* organ) {
    const JsonObject own = said();
    if (own.empty()) return false;
    return std::ranges::any_of(own.at("organs").as_array(), [&](const Json& each) {
      return spelling(each.as_string()) == spelling(organ);
    });
  }
  std::string packs_said(const char* own = "") {
    const JsonObject all = said(own);
    return all.empty() ? "not known" : json_text(all.at("packs"));
  }
};

TEST(OwnOrgan, IsOneWithThatWhichItTookOver) {
  Own own;
  own.notes("未来市人民政府");
  EXPECT_TRUE(own.is_one_with("未来市 人民政府"));
  EXPECT_FALSE(own.is_one_with("未来区人民政府"));
  EXPECT_EQ(own.packs_said(), R"(["city"])");
  own.takes_over("未来区人民政府", "未来市人民政府");
  EXPECT_TRUE(own.is_one_with("未来区人民政府"));
  EXPECT_FALSE(own.is_one_with("滨州市人民政府"));
  EXPECT_EQ(own.packs_said(), R"(["district","city"])");
  // The matter that was begun before the change, likewise.
  own.notes("未来区人民政府");
  EXPECT_TRUE(own.is_one_with("未来市人民政府"));
  own.takes_over("未来区人民政府", "");
  EXPECT_FALSE(own.is_one_with("未来市人民政府")) << "taken back";
}

TEST(OwnOrgan, ThatWasRenamedTwiceIsOneUnderAllItsNames) {
  Own own;
  own.takes_over("未来县人民政府", "未来区人民政府");
  own.takes_over("未来区人民政府", "未来市人民政府");
  for (const char* noted : {"未来县人民政府", "未来区人民政府", "未来市人民政府"}) {
    own.notes(noted);
    for (const char* other : {"未来县人民政府", "未来区人民政府", "未来市人民政府"})
      EXPECT_TRUE(own.is_one_with(other)) << noted << other;
  }
}

TEST(OwnOrgan, IsNotYetWhatItWillBecome) {
  Own own;
  own.takes_over("未来区人民政府", "未来市人民政府", "2026-03-02");
  own.notes("未来市人民政府");
  EXPECT_FALSE(own.is_one_with("未来区人民政府"));
  own.notes("未来区人民政府");
  EXPECT_FALSE(own.is_one_with("未来市人民政府"));
  own.takes_over("未来区人民政府", "未来市人民政府", "2026-03-01");
  EXPECT_TRUE(own.is_one_with("未来市人民政府"));
}

TEST(OwnOrgan, OfTwoThatWereMadeOneIsOneWithBoth) {
  Own own;
  own.takes_over("东区人民政府", "未来市人民政府");
  own.takes_over("西区人民政府", "未来市人民政府");
  own.notes("未来市人民政府");
  EXPECT_TRUE(own.is_one_with("东区人民政府"));
  EXPECT_TRUE(own.is_one_with("西区人民政府"));
  EXPECT_FALSE(own.is_one_with("南区人民政府"));
}

// A matter from before that noted none is its pack's organ's; on none, and on the one for all, it
// is not known whose it is.
TEST(OwnOrgan, OfAMatterThatNotesNoneIsThatOfItsPack) {
  Own own;
  EXPECT_TRUE(own.said().empty());
  own.of_pack("district@2021.1");
  own.takes_over("未来区人民政府", "未来市人民政府");
  EXPECT_TRUE(own.is_one_with("未来市人民政府"));
  EXPECT_EQ(own.packs_said(), R"(["district","city"])");
  EXPECT_EQ(own.packs_said("district"), "not known");
  own.notes("市住建局");
  EXPECT_EQ(own.packs_said("district"), "[]");
}

TEST(OwnOrgan, OfAMatterThatIsOpenedIsWhatTheFormSays) {
  Own own;
  own.of_pack("district@2021.1");
  own.data["organ"] = "山东省人民政府";
  EXPECT_EQ(own.packs_said(), R"(["district"])");
  own.type.name = "gavel.open";
  EXPECT_EQ(own.packs_said(), R"(["region"])");
}

// An event that asks of which organ another matter is, is told with it of which this one is.
TEST(OwnOrgan, IsToldWhereTheFieldAsksForTheOrgansOfTheOther) {
  Own own;
  own.notes("未来市人民政府");
  procedure::Field field;
  field.name = "into", field.in_register = "matter", field.shows = {"signing.number"};
  own.type.form = {field};
  own.data["into"] = "m2";
  const matter::Actor actor;
  Facts facts(own.pool, own.packs);
  EXPECT_FALSE(facts.named({own.type, own.data, actor, own.matter, today})
                   .at("into")
                   .as_object()
                   .contains("own"));
  own.type.form[0].shows.emplace_back("organs");
  EXPECT_EQ(json_text(facts.named({own.type, own.data, actor, own.matter, today}).at("into")),
            R"({"found":null,"own":{"organs":["未来市人民政府"],"packs":["city"]}})");
}

TEST(OwnOrgan, OfAnOfficeIsWhereItHasAPositionAndWhatTookThatOver) {
  Own own;
  Offices offices(own.pool);
  const auto holds = [&](const char* id, const char* organ, const char* role, const char* since) {
    EXPECT_TRUE(offices.add_position({id, organ, "", "主任", {role}}, "admin", noon));
    PositionHeld held;
    held.position.id = id, held.account = "li", held.tenure.since = on(since);
    held.basis = "任命", held.by = "admin", held.at = noon;
    EXPECT_TRUE(offices.hold(held).has_value());
  };
  const auto told = [&] {
    matter::Actor actor;
    actor.account = "li";
    const DecidingOrgan organ(own.pool, own.packs, "");
    return json_text(
        organs_of_office(own.pool, organ, {own.type, own.data, actor, own.matter, today}));
  };
  own.hire("li");
  EXPECT_EQ(told(), "[]");
  holds("p1", "滨州市人民政府", "member", "2026-01-01");
  holds("p2", "山东省人民政府", "office", "2026-03-02");
  EXPECT_EQ(told(), "[]");
  holds("p3", "未来区人民政府", "office", "2026-01-01");
  EXPECT_EQ(told(), R"(["未来区人民政府"])");
  own.takes_over("未来区人民政府", "未来市人民政府");
  EXPECT_EQ(told(), R"(["未来区人民政府","未来市人民政府"])");
}

}  // namespace
}  // namespace gavel::db
