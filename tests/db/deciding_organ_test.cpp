// Whose role of a head counts in a matter, where several organs have one in the register of
// positions.
#include "db/deciding_organ.hpp"

#include <gtest/gtest.h>

#include "db/named.hpp"
#include "db/offices.hpp"
#include "db/successions.hpp"
#include "tests/db/organs.hpp"

namespace gavel::db {
namespace {

struct Heads : test::Domain {
  std::vector<procedure::Pack> packs{pack_of("city", "滨州市人民政府"),
                                     pack_of("region", "山东省")};
  Offices offices{pool};
  matter::Snapshot matter;
  Heads() {
    matter.id = "m1";
    for (const char* account : {"mayor", "chief", "both"}) {
      hire(account);
    }
  }
  std::int64_t head(const char* account, const char* organ, const char* id,
                    const char* role = "organ_head") {
    EXPECT_TRUE(offices.add_position({id, organ, "", "首长", {role}}, "admin", noon));
    PositionHeld held;
    held.position.id = id;
    held.account = account;
    held.tenure.since = on("2026-01-01");
    held.basis = "任命";
    held.by = "admin";
    held.at = noon;
    return offices.hold(held).value();
  }
  /// Entered in the register on that day.
  std::int64_t entered(const char* day, const char* account, const char* organ, const char* id,
                       const char* since = "2021-01-01") {
    const Instant at = start_of(on(day)) + std::chrono::hours{9};
    EXPECT_TRUE(offices.add_position({id, organ, "", "首长", {"organ_head"}}, "admin", at));
    PositionHeld held;
    held.position.id = id;
    held.account = account;
    held.tenure.since = on(since);
    held.basis = "任命";
    held.by = "admin";
    held.at = at;
    return offices.hold(held).value();
  }
  void opened(const char* day) { matter.opened_at = start_of(on(day)) + std::chrono::hours{10}; }
  void of_pack(const char* pack) { matter.policy = Json(JsonObject{{"pack", pack}}); }
  std::string elsewhere(const char* own = "") {
    JsonArray out;
    for (const SetAside& each : DecidingOrgan(pool, packs, own).of_other_organs(matter, today))
      out.emplace_back(each.account);
    return json_text(out);
  }
  void hire_at(const char* unit, const std::vector<std::string>& names) {
    EXPECT_TRUE(accounts.add_unit({unit, unit}));
    for (const std::string& each : names) {
      EXPECT_TRUE(
          accounts.add({each, each, unit, {}, false, noon},
                       "$argon2id$v=19$m=65536,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNoaGFzaA"));
    }
  }
  std::string presumed() {
    const auto titles = DecidingOrgan(pool, packs, "").presumed(matter, today);
    EXPECT_EQ(titles.size(), 1U);
    return titles.empty() ? "" : titles.front();
  }
  void acted(const char* seq, const char* account, const char* unit, const char* day,
             const char* roles = R"(["organ_head"])") {
    test::psql(url, std::string(R"(
      SET session_replication_role = replica;
      INSERT INTO event (matter, seq, kind, name, data, actor, at, facts, calendar_id, entered,
        exited)
        VALUES ('m1', )") +
                        seq + R"(, 'sent', 'initiation.start', '{}', '{"account":")" + account +
                        R"(","unit":")" + unit + R"(","roles":)" + roles + R"(}', ')" + day +
                        R"(T10:00:00+08:00', '{}', 'c', '{}', '{}'))");
  }
  std::string left(const char* account, std::vector<std::string> roles) {
    set_aside(roles, account, DecidingOrgan(pool, packs, "").of_other_organs(matter, today));
    return json_text(JsonArray(roles.begin(), roles.end()));
  }
  std::string series(const char* asked, const char* own = "") {
    std::string out;
    for (const auto& name : DecidingOrgan(pool, packs, own).series(matter, asked, today).names())
      out += (out.empty() ? "" : " ") + name;
    return out;
  }
  std::string titles() {
    std::string out;
    for (const auto& title : DecidingOrgan(pool, packs, "").titles(matter, today)) out += title;
    return out;
  }
  std::string choices(const char* pack, const char* own = "") {
    return json_text(DecidingOrgan(pool, packs, own).to_choose_from({{"pack", pack}}, today));
  }
};

TEST(DecidingOrgan, IsThatOfThePackWhereItHasAHead) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.head("chief", "市住建局", "chief");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  // Whoever heads this organ too heads it.
  heads.head("both", "市住建局", "vice");
  heads.head("both", "滨州市 人民政府", "again");
  EXPECT_EQ(heads.left("both", {"organ_head"}), R"(["organ_head"])");
  EXPECT_EQ(heads.left("chief", {"organ_head"}), "[]");
  // A region has no head in the register here: nobody is set aside.
  heads.of_pack("region@2026.1");
  EXPECT_EQ(heads.elsewhere(), "[]");
}

TEST(DecidingOrgan, IsThatOfTheHeadWhoHadTheMatterBegunWhereNoPackNamesIt) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  heads.of_pack("none");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.matter.session.data.set("organs", JsonArray{"市住建局"});
  EXPECT_EQ(heads.elsewhere(), R"(["mayor"])");
  // On the one pack for all a department has matters of its own.
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  EXPECT_EQ(heads.elsewhere("city"), R"(["mayor"])");
}

// Nor is one of its members a member here.
// Nor does a blank in one position's organ make it two, or open its matters to everybody.
TEST(DecidingOrgan, IsOneHoweverItsPositionsSpellIt) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "p1");
  heads.head("chief", "未来区人民政府", "p2");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  heads.head("both", "滨州市 人民政府", "p3", "member");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
}

TEST(DecidingOrgan, HasItsOwnMembers) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief", "member");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  EXPECT_EQ(heads.left("chief", {"member", "drafter", "organ_head"}), R"(["drafter"])");
  // Of an organ without a head none is set aside: it decides nothing here.
  heads.of_pack("none");
  heads.matter.session.data.set("organs", JsonArray{"市住建局"});
  EXPECT_EQ(heads.elsewhere(), "[]");
}

// Whoever heads a bureau and sits in the government is a member of the government, and its head as
// little as any other.
TEST(DecidingOrgan, HasOfWhoeverIsInTwoWhatTheyAreInIt) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("both", "滨州市人民政府", "deputy", "member");
  heads.head("both", "市住建局", "chief");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.left("both", {"organ_head", "member", "drafter"}), R"(["member","drafter"])");
  heads.of_pack("none");
  heads.matter.session.data.set("organs", JsonArray{"市住建局"});
  EXPECT_EQ(heads.left("both", {"organ_head", "member", "drafter"}), R"(["organ_head","drafter"])");
}

// A party group and an office are of one organ too; an office that the register has as an organ of
// its own, without a head, is of no other.
TEST(DecidingOrgan, HasItsOwnPartyGroupAndOffice) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "未来区人民政府", "chief");
  heads.hire("secretary");
  heads.hire("clerk");
  heads.head("secretary", "未来区人民政府", "group", "party_group");
  heads.head("clerk", "滨州市人民政府办公室", "clerk", "office");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.left("secretary", {"party_group", "office"}), "[]");
  EXPECT_EQ(heads.left("clerk", {"office"}), R"(["office"])");
}

// Of which organ a matter is, is said when it is opened.
TEST(DecidingOrgan, IsChosenFromThoseThatHaveAHead) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  heads.head("both", "市水务局", "deputy", "member");
  const char* const unsaid = R"({"headed":["市住建局","滨州市人民政府"],"of_pack":[],"only":[]})";
  EXPECT_EQ(heads.choices("none"), unsaid);
  EXPECT_EQ(heads.choices("city@2026.1"),
            R"({"headed":["市住建局","滨州市人民政府"],"of_pack":["滨州市人民政府"],"only":[]})");
  // One without a head in the register too: it is that organ's and no other's.
  EXPECT_EQ(heads.choices("region@2026.1"),
            R"({"headed":["市住建局","滨州市人民政府"],"of_pack":["山东省"],"only":[]})");
  // Departments have matters of their own on the one pack for all.
  EXPECT_EQ(heads.choices("city@2026.1", "city"), unsaid);
}

// As long as one has a head, it is that one's: another may come later.
TEST(DecidingOrgan, IsTheOnlyOneThatHasAHeadWhereNothingNamesAnother) {
  Heads heads;
  EXPECT_EQ(heads.choices("none"), R"({"headed":[],"of_pack":[],"only":[]})");
  heads.head("both", "市水务局", "deputy", "member");
  EXPECT_EQ(heads.choices("none"), R"({"headed":[],"of_pack":[],"only":[]})");
  heads.head("mayor", "滨州市 人民政府", "mayor");
  const char* const its =
      R"({"headed":["滨州市 人民政府"],"of_pack":[],"only":["滨州市 人民政府"]})";
  EXPECT_EQ(heads.choices("none"), its);
  EXPECT_EQ(heads.choices("city@2026.1", "city"), its);
  // The pack of another that has none is that one's all the same; one for all leaves it open.
  EXPECT_EQ(heads.choices("region@2026.1"),
            R"({"headed":["滨州市 人民政府"],"of_pack":["山东省"],"only":[]})");
  EXPECT_EQ(heads.choices("region@2026.1", "region"),
            R"({"headed":["滨州市 人民政府"],"of_pack":[],"only":[]})");
}

// An organ that came into the register later has no part in what was opened before, whatever day
// its head's term began on.
TEST(DecidingOrgan, OfAMatterThatNotedNoneIsOneThatHadAHeadHereThen) {
  Heads heads;
  heads.hire("later");
  heads.entered("2026-01-05", "mayor", "滨州市人民政府", "mayor");
  heads.entered("2026-02-10", "chief", "未来区人民政府", "chief");
  heads.of_pack("none");
  heads.opened("2026-01-20");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  // From then on it may be of either, as far as is known, and of none that came later still.
  heads.opened("2026-02-10");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.entered("2026-02-20", "later", "市住建局", "later");
  EXPECT_EQ(heads.elsewhere(), R"(["later"])");
  // Of before the register: of those that it was taken up with.
  heads.opened("2026-01-02");
  EXPECT_EQ(heads.elsewhere(), R"(["chief","later"])");
  // Nor where the pack names one that was not in it.
  heads.opened("2026-01-20");
  heads.of_pack("region@2026.1");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.matter.session.data.set("organs", JsonArray{"未来区人民政府"});
  heads.of_pack("none");
  EXPECT_EQ(heads.elsewhere(), R"(["later","mayor"])");
}

// Whoever takes up the register enters its organs one after the other, and not the own one first.
TEST(DecidingOrgan, OfAMatterOfBeforeTheRegisterIsOneOfThoseOfItsFirstMonth) {
  Heads heads;
  heads.hire("later");
  heads.opened("2026-01-02");
  heads.of_pack("none");
  heads.entered("2026-01-05", "mayor", "滨州市人民政府", "mayor");
  heads.entered("2026-02-04", "chief", "未来区人民政府", "chief");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.entered("2026-02-05", "later", "市住建局", "later");
  EXPECT_EQ(heads.elsewhere(), R"(["later"])");
  // One opened later on that day, before the third came, may be of that one too; the day before,
  // not.
  heads.opened("2026-02-05");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.opened("2026-02-04");
  EXPECT_EQ(heads.elsewhere(), R"(["later"])");
}

// Whoever had it begun says whose it is, not whom the register was given first.
TEST(DecidingOrgan, OfAMatterOfBeforeTheRegisterIsThatOfWhoActedInIt) {
  Heads heads;
  heads.opened("2026-01-02");
  heads.of_pack("none");
  heads.entered("2026-01-05", "chief", "未来区人民政府", "chief");
  heads.entered("2026-01-05", "mayor", "滨州市人民政府", "mayor");
  heads.acted("1", "nobody", "", "2026-01-02");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.acted("2", "mayor", "", "2026-01-03");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  // What somebody does once there is a register makes it nobody's.
  heads.acted("3", "chief", "", "2026-01-06");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
}

// Nor is it that of the organ which was entered first where only people without a post acted in it:
// their unit is one organ's as soon as somebody of it has a post there.
TEST(DecidingOrgan, OfAMatterOfBeforeTheRegisterIsThatOfTheUnitThatActedInIt) {
  Heads heads;
  heads.of_pack("none");
  heads.hire_at("works", {"dao", "bao"});
  heads.opened("2026-01-02");
  heads.acted("1", "dao", "works", "2026-01-02");
  heads.entered("2026-01-05", "chief", "未来区人民政府", "chief");
  heads.entered("2026-01-06", "mayor", "滨州市人民政府", "mayor");
  EXPECT_EQ(heads.elsewhere(), "[]");
  heads.entered("2026-01-07", "bao", "滨州市人民政府", "deputy");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  EXPECT_EQ(heads.presumed(), "滨州市人民政府");
  // Whoever has a post of their own says it first.
  heads.acted("2", "chief", "", "2026-01-03");
  EXPECT_EQ(heads.elsewhere(), R"(["bao","mayor"])");
}

// A post that somebody got in another organ later makes it none of that one's, nor does what they
// did in it as a drafter.
TEST(DecidingOrgan, OfAMatterOfBeforeTheRegisterIsNotTheOneThatSomebodyWentToSince) {
  Heads heads;
  heads.of_pack("none");
  heads.hire_at("works", {"dao"});
  heads.opened("2026-01-02");
  heads.acted("1", "mayor", "", "2026-01-02");
  heads.acted("2", "dao", "works", "2026-01-03", R"(["drafter"])");
  heads.entered("2026-01-05", "mayor", "滨州市人民政府", "mayor");
  heads.entered("2026-01-05", "chief", "未来区人民政府", "chief");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  heads.entered("2026-01-18", "mayor", "未来区人民政府", "second", "2026-01-18");
  heads.entered("2026-01-18", "dao", "未来区人民政府", "third");
  EXPECT_EQ(heads.presumed(), "滨州市人民政府");
  // The mayor, who is head there too by now, goes on as this one's.
  EXPECT_EQ(heads.elsewhere(), R"(["chief","dao","mayor"])");
  EXPECT_EQ(heads.left("mayor", {"organ_head"}), R"(["organ_head"])");
  EXPECT_EQ(heads.left("chief", {"organ_head"}), "[]");
}

// A head whose term had not begun yet is none.
TEST(DecidingOrgan, OfAMatterThatNotedNoneIsNotOneWhoseHeadWasStillToCome) {
  Heads heads;
  heads.entered("2026-01-05", "mayor", "滨州市人民政府", "mayor");
  heads.entered("2026-01-05", "chief", "未来区人民政府", "chief", "2026-02-01");
  heads.of_pack("none");
  heads.opened("2026-01-20");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
  heads.opened("2026-02-01");
  EXPECT_EQ(heads.elsewhere(), "[]");
}

// What follows a decision is of the organ that the decision is of.
TEST(DecidingOrgan, OfAFollowUpThatNotedNoneIsThatOfWhatItFollows) {
  Heads heads;
  heads.entered("2026-01-05", "mayor", "滨州市人民政府", "mayor");
  heads.entered("2026-02-10", "chief", "未来区人民政府", "chief");
  heads.of_pack("none");
  heads.opened("2026-02-20");
  EXPECT_EQ(heads.elsewhere(), "[]");
  test::psql(heads.url, R"(
    SET session_replication_role = replica;
    INSERT INTO matter (id, procedure_sha256, title, unit, opened_by, opened_at, version,
        configuration, finished, updated_at, units)
      VALUES ('m0', 'x', '学区', 'education', 'li', '2026-01-20T10:00:00+08:00', 1, '{}', true, now(), '{education}');
    INSERT INTO matter_follow_up (matter, seq, follows, archival_code, at)
      VALUES ('m1', 1, 'm0', 'X043-1', '2026-02-20T10:00:00+08:00'))");
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
}

// Two governments have two series, on a pack or on none, and one that is known by either is one.
TEST(DecidingOrgan, HasItsOwnSeriesOfNumbers) {
  Heads heads;
  heads.of_pack("none");
  EXPECT_EQ(heads.series("none"), "none");
  heads.head("mayor", "滨州市人民政府", "mayor");
  EXPECT_EQ(heads.series("none"), "滨州市人民政府 city none") << "there is no other";
  EXPECT_EQ(heads.series("transport"), "transport") << "a bureau's own body";
  heads.head("chief", "未来区 人民政府", "chief");
  EXPECT_EQ(heads.series("none"), "none");
  heads.matter.session.data.set("organs", JsonArray{"滨州市人民政府"});
  EXPECT_EQ(heads.series("none"), "滨州市人民政府 city none");
  heads.matter.session.data.set("organs", JsonArray{"未来区人民政府"});
  EXPECT_EQ(heads.series("none"), "未来区人民政府 none");
  heads.of_pack("city@2026.1");
  EXPECT_EQ(heads.series("city"), "滨州市人民政府 city city");
  EXPECT_EQ(heads.series("city", "city"), "未来区人民政府 city") << "of a pack for all";
  // Whether or not its head is in the register.
  heads.of_pack("region@2026.1");
  heads.matter.session.data.set("organs", JsonArray{});
  EXPECT_EQ(heads.series("region"), "山东省 region region");
  // As the archive's own parameter names it.
  heads.matter.policy = Json(JsonObject{{"pack", "none"}, {"organ", "未来区人民政府"}});
  EXPECT_EQ(heads.series("none"), "未来区人民政府 none");
}

// A matter that is noted as the organ's whose pack it is on is nobody else's while that has no
// head.
TEST(DecidingOrgan, IsThatOfThePackWithoutAHeadToo) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  heads.of_pack("region@2026.1");
  heads.matter.session.data.set("organs", JsonArray{"山东省"});
  EXPECT_EQ(heads.elsewhere(), R"(["chief","mayor"])");
  EXPECT_EQ(heads.titles(), "山东省");
  heads.head("both", "山东 省", "governor");
  EXPECT_EQ(heads.elsewhere(), R"(["chief","mayor"])");
  EXPECT_EQ(heads.titles(), "山东 省");
  // One of before that was opened in another's name goes on so.
  Heads before;
  before.head("mayor", "滨州市人民政府", "mayor");
  before.head("chief", "市住建局", "chief");
  before.of_pack("region@2026.1");
  before.matter.session.data.set("organs", JsonArray{"滨州市人民政府"});
  EXPECT_EQ(before.elsewhere(), R"(["chief"])");
}

// What was renamed goes on: by the positions of what took it over, from that day on.
TEST(DecidingOrgan, IsWhatTookItOver) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "未来市人民政府", "chief");
  heads.head("both", "未来区人民政府", "district");
  heads.of_pack("none");
  heads.matter.session.data.set("organs", JsonArray{"未来区人民政府"});
  EXPECT_EQ(heads.elsewhere(), R"(["chief","mayor"])");
  const auto takes_over = [&](const char* successor, const char* since) {
    (void)add(heads.pool, {.id = 0,
                           .organ = "未来区 人民政府",
                           .successor = successor,
                           .since = on(since),
                           .basis = "国函〔2026〕1号",
                           .by = "admin",
                           .at = noon});
  };
  takes_over("未来市人民政府", "2026-03-02");
  EXPECT_EQ(heads.elsewhere(), R"(["chief","mayor"])") << "not yet";
  takes_over("未来市人民政府", "2026-03-01");
  EXPECT_EQ(heads.elsewhere(), R"(["mayor"])");
  EXPECT_EQ(heads.titles(), "未来市人民政府");
  EXPECT_EQ(heads.series("none"), "未来市人民政府 未来区人民政府 none");
  EXPECT_EQ(heads.choices("none"),
            R"({"headed":["未来市人民政府","滨州市人民政府"],"of_pack":[],"only":[]})");
  takes_over("", "2026-03-01");
  EXPECT_EQ(heads.elsewhere(), R"(["chief","mayor"])") << "taken back";
}

// Also while the post of the head is vacant.
TEST(DecidingOrgan, HasNoOtherHeadWhileThePostIsVacant) {
  Heads heads;
  const std::int64_t held = heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  heads.of_pack("city@2026.1");
  ASSERT_TRUE(heads.offices.end(Offices::Ending::position_held, held, on("2026-02-01"), "免职",
                                "admin", noon));
  EXPECT_EQ(heads.elsewhere(), R"(["chief"])");
}

TEST(DecidingOrgan, IsAskedWhereverSomebodyIsNamed) {
  Heads heads;
  heads.head("mayor", "滨州市人民政府", "mayor");
  heads.head("chief", "市住建局", "chief");
  const std::vector<SetAside> elsewhere{{"chief", {"organ_head", "member"}}};
  const auto roles = [&](const char* account, Elsewhere among) {
    return json_text(account_named(heads.pool, account, today, among).at("found").at("roles"));
  };
  EXPECT_EQ(roles("chief", {}), R"(["organ_head"])");
  EXPECT_EQ(roles("chief", elsewhere), "[]");
  EXPECT_EQ(roles("mayor", elsewhere), R"(["organ_head"])");
  const JsonObject seats =
      seats_of(heads.pool, "m1", JsonArray{"chief", "mayor"}, today, nullptr, elsewhere);
  EXPECT_FALSE(seats.at("found").at(0).at("is_head").as_bool());
  EXPECT_TRUE(seats.at("found").at(1).at("is_head").as_bool());
}

}  // namespace
}  // namespace gavel::db
