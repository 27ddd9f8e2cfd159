// Decree 713, article 3: the yearly catalogue, workflows/catalogue.scxml. It is published with the
// consent of the Party committee of the same level, and adjusted in the same way.
#include "tests/law/yearly.hpp"

namespace gavel::law {
namespace {

TEST(Article3, TheCatalogueIsPublishedWithTheConsentOfTheParty) {
  Yearly year;
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K01");
  year.listed();
  EXPECT_EQ(year.refused("catalogue.publish"), "not-now");
  year.send("consent.ask").by(party_group());
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕1号"})"), "rules-unmet K03");
  year.add("CAT-03").by(office());
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕1号"})"), "not-permitted");
  year.by(party_group()).send("consent.give", R"({"number":"区委〔2026〕1号"})").by(office());
  EXPECT_EQ(year.refused("catalogue.publish"), "rules-unmet K04");
  year.add("CAT-04").send("catalogue.publish");
  year.given.in({"in_force"});
  EXPECT_EQ(year.told(), "publish 1");
}

TEST(Article3, ACatalogueIsAdjustedWithReasonsAndConsentAgain) {
  Yearly year;
  year.published();
  EXPECT_EQ(year.refused("item.put", item), "not-now");
  EXPECT_EQ(year.refused("adjustment.begin"), "invalid-form /reason missing");
  year.send("adjustment.begin", R"({"reason":"新增一项"})");
  year.send("item.put", R"({"number":"2026-2","title":"加装电梯方案","unit":"区住建局"})");
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K02");
  year.add("CAT-05").send("consent.ask").by(party_group());
  // The consent to the first version is none to the second, nor is its proof of publication.
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕2号"})"), "rules-unmet K03");
  year.add("CAT-03");
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕1号"})"), "rules-unmet K16");
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕 1号"})"), "rules-unmet K16");
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕01号"})"), "rules-unmet K16");
  year.send("consent.give", R"({"number":"区委〔2026〕2号"})").by(office());
  EXPECT_EQ(year.refused("catalogue.publish"), "rules-unmet K04");
  year.add("CAT-04").send("catalogue.publish");
  EXPECT_EQ(year.told(), "publish 2");
  EXPECT_EQ(year.data("/history/1/reason"), "\"新增一项\"");
}

TEST(Article3, AnAdjustmentThatIsGivenUpLeavesThePublishedCatalogue) {
  Yearly year;
  year.published().send("adjustment.begin", R"({"reason":"拟移出一项"})");
  year.send("item.remove", R"({"number":"2026-1","reason":"不再实施"})");
  EXPECT_EQ(year.data("/items/0/removed"), "true");
  year.send("catalogue.give_up", R"({"reason":"区委未同意"})");
  year.given.in({"in_force"});
  EXPECT_EQ(year.told(), "");
  EXPECT_EQ(year.data("/items/0/removed"), "nothing");
  EXPECT_EQ(year.data("/version"), "1");
}

TEST(Article3, ACatalogueIsNotEmptiedByTakingEveryItemOut) {
  Yearly year;
  year.listed().send("item.remove", R"({"number":"2026-1","reason":"并入其他事项"})");
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K01");
  EXPECT_EQ(year.refused("item.remove", R"({"number":"2026-1","reason":"再移一次"})"),
            "rules-unmet K05");
  EXPECT_EQ(year.refused("item.remove", R"({"number":"2026-9","reason":"没有"})"),
            "rules-unmet K05");
}

// Two for one year would have two items of one number, and an item struck out of the one would
// stand in the other.
TEST(Article3, AnOrganHasOneCatalogueAYearWhichIsAdjusted) {
  const auto knows = [](Yearly& year, const char* standing) {
    year.given.facts(
        object(std::string(R"({"registers":{"catalogue":{"standing":)") + standing + "}}}"));
  };
  constexpr const char* another =
      R"([{"id":"c1","title":"2026年度目录","organ":"区人民政府","version":1}])";
  Yearly year;
  year.listed();
  knows(year, another);
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K13");
  knows(year, "[]");
  year.consented().add("CAT-04");
  knows(year, another);
  EXPECT_EQ(year.refused("catalogue.publish"), "rules-unmet K13");
  knows(year, "[]");
  year.send("catalogue.publish").given.in({"in_force"});
  // One that stands beside another from before is still adjusted.
  knows(year, another);
  year.send("adjustment.begin", R"({"reason":"新增一项"})").add("CAT-05").send("consent.ask");
  year.given.in({"consent_asked"});
}

// By a short name it may be this organ's or another's: nobody is stopped by what others called
// themselves.
TEST(Article3, ACatalogueUnderAShortNameIsSaidToBeAnotherOrgans) {
  const auto knows = [](Yearly& year, const char* standing) {
    year.given.facts(
        object(std::string(R"({"registers":{"catalogue":{"standing":)") + standing + "}}}"));
  };
  constexpr const char* reason = R"({"another_organ":"该目录属于大同市城区"})";
  Yearly same;
  same.listed();
  knows(same, R"([{"id":"c1","organ":"城区政府","version":1,"same_name":true},
                  {"id":"c2","organ":"城区人民政府","version":1,"same_name":false}])");
  EXPECT_EQ(same.refused("consent.ask", reason), "rules-unmet K13");
  Yearly year;
  year.listed();
  constexpr const char* other = R"([{"id":"c1","organ":"区政府","version":1,"same_name":false}])";
  knows(year, other);
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K13");
  EXPECT_EQ(year.refused("consent.ask", R"({"another_organ":" "})"),
            "invalid-form /another_organ blank");
  year.send("consent.ask", reason);
  EXPECT_EQ(year.data("/exceptions/0/kind"), "\"another_organ\"");
  EXPECT_EQ(year.data("/apart"), R"(["c1"])");
  year.by(party_group()).add("CAT-03").send("consent.give", R"({"number":"区委〔2026〕5号"})");
  year.by(office()).add("CAT-04");
  // What was said of it once is not asked again; of one that came since it is.
  knows(year, R"([{"id":"c1","organ":"区政府","version":1,"same_name":false},
                  {"id":"c3","organ":"区政府","version":1,"same_name":false}])");
  EXPECT_EQ(year.refused("catalogue.publish"), "rules-unmet K13");
  Yearly since = year;
  since.send("catalogue.publish", reason).given.in({"in_force"});
  knows(year, other);
  year.send("catalogue.publish").given.in({"in_force"});
}

TEST(Article3, AShortNameIsPutRightByWhoeverMakesTheCatalogue) {
  Yearly year;
  year.listed();
  const std::string organ = year.data("/catalogue/organ");
  const std::string name = organ.substr(1, organ.size() - 2);
  const auto full = [&](const std::string& text) {
    return R"({"organ":")" + text + R"(","reason":"原用简称"})";
  };
  EXPECT_EQ(year.refused("organ.name", full(name + " ")), "rules-unmet K20B");
  EXPECT_EQ(year.refused("organ.name", full("大同市人民政府")), "rules-unmet K20B");
  year.send("organ.name", full("晋城市" + name));
  EXPECT_EQ(year.data("/organs"), R"(["晋城市)" + name + R"("])");
  year.consented().add("CAT-04").send("catalogue.publish");
  // A published one gets its full name by an adjustment, and keeps the old one if that is given up.
  year.send("adjustment.begin", R"({"reason":"补正机关名称"})");
  year.send("organ.name", full("山西省晋城市" + name)).add("CAT-05");
  year.given.facts(object(R"({"registers":{"catalogue":{"standing":[
      {"id":"c1","organ":"城区","version":1,"same_name":true}]}}})"));
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K13");
  year.send("catalogue.give_up", R"({"reason":"不调整"})");
  EXPECT_EQ(year.data("/catalogue/organ"), "\"晋城市" + name + "\"");
  EXPECT_EQ(year.data("/renamed"), "[]");
}

TEST(Article3, OneNumberInTwoWidthsIsOneItem) {
  Yearly year;
  year.listed().send("item.put", R"({"number":"１","title":"改名","unit":"教育局"})");
  EXPECT_EQ(year.data("/items/0/number"), "\"2026-1\"");
  EXPECT_EQ(year.data("/items/0/title"), "\"改名\"");
  EXPECT_EQ(year.refused("items.import", R"({"items":[{"number":"７","title":"甲"},
      {"number":"7","title":"乙"}]})"),
            "rules-unmet K06");
}

TEST(Catalogue, CallsForItemsForItsDaysAndClosesByItself) {
  Yearly year;
  // 15 days by the organ's own rule, or more.
  EXPECT_EQ(year.refused("call.open", R"({"how":"电子邮件","days":14})"), "rules-unmet K15");
  Yearly(year).send("call.open", R"({"how":"电子邮件","days":15})");
  year.send("call.open", R"({"how":"电子邮件","days":16})");
  year.by(drafter()).send(
      "item.propose", R"({"title":"校车方案","unit":"教育局","mad_class":3,"reason":"群众反映"})");
  year.by(office());
  EXPECT_EQ(year.refused("call.close"), "rules-unmet K07");
  year.given.until("2026-03-18T23:59:59+08:00").in({"calling"});
  year.given.until("2026-03-19T00:00:00+08:00").in({"drafting"});
  EXPECT_EQ(year.data("/proposals/0/title"), "\"校车方案\"");
  EXPECT_EQ(year.refused("call.open", R"({"how":"再征集"})"), "rules-unmet K08");
}

// As a real call had it: 12 to 31 January, by e-mail or letter with a form of four lines.
TEST(Catalogue, TakesProposalsOfEveryUnitAndOfThePublicHoweverTheyCome) {
  Yearly year;
  year.send("call.open", R"({"how":"电子邮件或者来信","days":19})");  // from Monday, 2 March
  const auto came = [](const char* channel, const char* on) {
    return std::string(R"({"text":"公交票价","consent_publish":false,"channel":")") + channel +
           R"(","received_on":")" + on + "\"}";
  };
  for (const char* unit : {"education", "transport"}) {
    year.by(matter::actor("wang", {"drafter"}, unit))
        .send("item.propose",
              R"({"title":"校车","unit":"教育局","decides":"区政府","contact":"王"})");
  }
  EXPECT_EQ(year.refused("comment.enter", came("phone", "2026-03-02")), "not-permitted");
  year.by(office()).send("comment.enter", came("phone", "2026-03-02"));
  EXPECT_EQ(year.refused("comment.enter", came("email", "2026-03-02")), "rules-unmet K12");
  year.add("CAT-01").send("comment.enter", came("email", "2026-03-02"));
  year.send("comment.enter", R"({"text":"停车收费","consent_publish":true,"channel":"phone",
      "received_on":"2026-03-02","organisation":"业主委员会"})");
  EXPECT_EQ(year.told_of_comment("organisation"), "\"业主委员会\"");
  EXPECT_EQ(year.refused("comment.enter", came("phone", "2026-03-03")), "rules-unmet K11");
  // It ends on the day it says, a Saturday; the last letters come after that.
  year.given.until("2026-03-21T23:59:59+08:00").in({"calling"});
  year.given.until("2026-03-22T00:00:00+08:00").in({"drafting"});
  year.send("comment.enter", came("mail", "2026-03-21"));
  EXPECT_EQ(year.refused("comment.enter", came("mail", "2026-03-22")), "rules-unmet K11");
}

TEST(Catalogue, TakesNoProposalsByLetterWithoutACall) {
  Yearly year;
  EXPECT_EQ(year.refused("comment.enter", R"({"text":"公交票价","consent_publish":false,
      "channel":"phone","received_on":"2026-03-02"})"),
            "rules-unmet K11");
}

TEST(Catalogue, ImportsItemsAndReplacesThoseOfTheSameNumber) {
  Yearly year;
  year.listed().send("items.import", R"({"items":[{"number":"2026-1","title":"改名后的方案"},
      {"number":"2026-2","title":"加装电梯方案","planned":"2026-05"}]})");
  EXPECT_EQ(year.data("/items/0/title"), "\"改名后的方案\"");
  EXPECT_EQ(year.data("/items/1/planned"), "\"2026-05\"");
  EXPECT_EQ(year.refused("items.import", R"({"items":[{"number":"2026-3","title":"甲"},
      {"number":"2026-3","title":"乙"}]})"),
            "rules-unmet K06");
  EXPECT_EQ(year.refused("items.import", R"({"items":[{"title":"甲"}]})"),
            "invalid-form /items/0/number missing");
}

// practice: what a form takes is what a sheet takes, and one item has one number.
TEST(Catalogue, NumbersItemsAlikeHoweverTheyAreEntered) {
  Yearly year;
  year.send("item.put", R"({"number":"07","title":"甲","unit":"区住建局"})");
  EXPECT_EQ(year.data("/items/0/number"), "\"2026-7\"");
  year.send("item.put", R"({"number":"2026-7","title":"乙","unit":"区住建局"})");
  year.send("items.import", R"({"items":[{"number":"7","title":"丙","unit":"区林业局"}]})");
  EXPECT_EQ(year.data("/items/0/title"), "\"丙\"");
  EXPECT_EQ(year.data("/items/1"), "nothing");
  year.send("item.remove", R"({"number":"7","reason":"不再实施"})");
  EXPECT_EQ(year.data("/items/0/removed"), "true");
  EXPECT_EQ(year.data("/items/0/unit"), "\"区林业局\"");
  EXPECT_EQ(year.refused("item.remove", R"({"number":"7","reason":"再移一次"})"),
            "rules-unmet K05");
}

TEST(Catalogue, PlansItsItemsForAMonthThatThereIs) {
  Yearly year;
  const auto planned = [&](const char* month) {
    return std::string(R"({"number":"1","title":"甲","unit":"乙","planned":")") + month + "\"}";
  };
  for (const char* wrong : {"2026-13", "2026-00", "abcdefg", "2026-5", "2026-05-01", "soon"}) {
    EXPECT_EQ(year.refused("item.put", planned(wrong)), "invalid-form /planned not-such-a-month")
        << wrong;
  }
  EXPECT_EQ(year.refused("items.import", "{\"items\":[" + planned("2026-13") + "]}"),
            "invalid-form /items/0/planned not-such-a-month");
  year.send("item.put", planned("2026-12"));
}

// practice: a sheet may leave the units for later, and none goes before the Party committee
// without.
TEST(Catalogue, NamesTheDraftingUnitOfEveryItemBeforeConsentIsAsked) {
  Yearly year;
  year.listed().send("items.import", R"({"items":[{"number":"2","title":"甲"},
      {"number":"3","title":"乙"}]})");
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K14");
  year.send("item.put", R"({"number":"2","title":"甲","unit":"区住建局"})");
  EXPECT_EQ(year.refused("consent.ask"), "rules-unmet K14");
  year.send("item.remove", R"({"number":"3","reason":"不再实施"})").send("consent.ask");
  year.given.in({"consent_asked"});
}

// As a published call of 2024 had it.
TEST(Catalogue, CitesNoInstrumentUnderAnothersNumber) {
  Yearly year;
  EXPECT_EQ(year.data("/catalogue/unverified_basis"), R"(["江西省政府令第247号"])");
  EXPECT_EQ(year.refused("item.put", R"({"number":"2026-1","title":"甲","unit":"乙",
      "basis":"《重大行政决策程序暂行条例》（国务院令第722号）"})"),
            "invalid-form /basis wrong-citation");
  EXPECT_EQ(year.refused("items.import", R"({"items":[{"number":"2026-1","title":"甲",
      "basis":"《重大行政决策程序暂行条例》（国务院令第722号）"}]})"),
            "invalid-form /items/0/basis wrong-citation");
}

TEST(Catalogue, EndsInTheArchive) {
  Yearly year;
  year.published().send("catalogue.close");
  EXPECT_EQ(year.told(), "close");
  year.by(archivist()).send("archive.collect", R"({"fonds":"X001","organisation":"BGS"})");
  year.by(matter::clock_actor())
      .send(
          "system.archive.built",
          R"({"archival_code":"X001-2026-Y-BGS-0001","package_sha256":"00","passed":true,"report":{}})");
  year.given.in({"archived"});
}

// Article 33 asks that records be true: what was entered wrongly is corrected by a new entry.
TEST(Article33, AnEntryOfTheCatalogueIsCorrectedByANewOne) {
  Yearly year;
  year.listed();
  EXPECT_EQ(year.refused("record.correct", R"({"seq":99,"text":"x","reason":"y"})"),
            "rules-unmet K09");
  year.send("record.correct", R"({"seq":1,"text":"区人民政府办公室","reason":"笔误"})");
  EXPECT_EQ(year.data("/corrections/0/text"), R"("区人民政府办公室")");
  year.published();
  year.send("record.correct", R"({"seq":2,"text":"x","reason":"y"})");
  EXPECT_EQ(year.data("/corrections/1/seq"), "2");
}

// Not law: the organ's own practice is to publish by the end of June, and who is late is warned.
TEST(Article3, TheCatalogueIsDueByTheEndOfJuneUntilItIsPublished) {
  Yearly year;
  const auto due = [&]() -> std::string {
    for (const matter::ClockView& clock : year.given.clocks()) {
      if (clock.id == "publish") return to_string(clock.due.last);
    }
    return "-";
  };
  EXPECT_EQ(due(), "2026-06-30");
  year.given.until("2026-06-30T23:59:59+08:00");
  EXPECT_EQ(year.data("/overdue"), "[]");
  year.given.until("2026-07-01T00:00:00+08:00");
  EXPECT_EQ(year.data("/overdue/0/clock"), R"("publish")");
  year.published();
  EXPECT_EQ(due(), "-");
}

}  // namespace
}  // namespace gavel::law
