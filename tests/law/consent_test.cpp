// Decree 713, article 3: the Party committee's consent is to one draft of one catalogue, and the
// number of its paper (文号) is that paper's alone.
#include "tests/law/yearly.hpp"

namespace gavel::law {
namespace {

// The consent that the catalogue of another year rests on is none of this year's.
TEST(Article3, OneConsentIsToTheCatalogueOfOneYear) {
  constexpr const char* number = R"({"number":"区委〔2025〕09号"})";
  const JsonObject other_year{
      {"registers",
       JsonObject{{"catalogue", JsonObject{{"standing", JsonArray{}},
                                           {"published", 0},
                                           {"consents", JsonArray{JsonObject{{"id", "c1"}}}}}}}}};
  Yearly year;
  year.listed().send("consent.ask").add("CAT-03").by(party_group());
  Yearly meanwhile = year;
  year.given.facts(other_year);
  EXPECT_EQ(year.refused("consent.give", number), "rules-unmet K16");
  // The other one may have been published since it was given.
  meanwhile.send("consent.give", number).by(office()).add("CAT-04").given.facts(other_year);
  EXPECT_EQ(meanwhile.refused("catalogue.publish"), "rules-unmet K16");
  // The minutes of a committee have no number of a document.
  year.send("consent.give", R"({"number":"区委常委会2026年第3次会议"})");
}

// However it is written, in Chinese figures too.
TEST(Article3, TheNumberOfAnEarlierConsentIsTheSameInChineseFigures) {
  Yearly year;
  year.published();
  year.send("adjustment.begin", R"({"reason":"新增一项"})").add("CAT-05").send("consent.ask");
  year.add("CAT-03").by(party_group());
  for (const char* same : {"区委〔二〇二六〕一号", "区委2026年第1号", "区委﹝2026﹞第壹号"})
    EXPECT_EQ(year.refused("consent.give", std::string(R"({"number":")") + same + R"("})"),
              "rules-unmet K16")
        << same;
  year.send("consent.give", R"({"number":"区委〔二〇二六〕十一号"})");
}

/// What the register tells of other catalogues that rest on the number that is asked.
JsonObject beside(std::initializer_list<const char*> catalogues) {
  JsonArray told;
  for (const char* id : catalogues)
    told.push_back(JsonObject{{"id", id}, {"organ", "市人民政府"}, {"consent", "区委〔2026〕1号"}});
  return {{"registers", JsonObject{{"catalogue", JsonObject{{"standing", JsonArray{}},
                                                            {"published", 0},
                                                            {"consents", JsonArray{}},
                                                            {"consents_beside", told}}}}}};
}
constexpr const char* number = R"({"number":"区委〔2026〕 01号"})";
constexpr const char* to_both =
    R"({"number":"区委〔2026〕1号","shared_consent":"该文件写明同意市、区两份目录"})";

TEST(Article3, OneConsentIsToTheCatalogueOfOneOrgan) {
  Yearly year;
  year.listed().send("consent.ask").add("CAT-03").by(party_group());
  year.given.facts(beside({"c1"}));
  EXPECT_EQ(year.refused("consent.give", number), "rules-unmet K21");
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕1号","shared_consent":" "})"),
            "invalid-form /shared_consent blank");
  // The minutes of a committee have no number of a document.
  Yearly minuted = year;
  minuted.send("consent.give", R"({"number":"常委会2026年第3次会议"})");
  EXPECT_EQ(minuted.data("/exceptions"), "[]");
  year.given.facts(beside({}));
  year.send("consent.give", number).by(office()).add("CAT-04");
  // The other one may have been published since it was given.
  year.given.facts(beside({"c1"}));
  EXPECT_EQ(year.refused("catalogue.publish"), "rules-unmet K21");
  Yearly both = year;
  both.send("catalogue.publish", R"({"shared_consent":"该文件写明同意市、区两份目录"})");
  both.given.in({"in_force"});
  EXPECT_EQ(both.data("/exceptions/0/kind"), "\"shared_consent\"");
  year.given.facts(beside({}));
  year.send("catalogue.publish").given.in({"in_force"});
  EXPECT_EQ(year.data("/exceptions"), "[]");
}

// It is said of each, and of each version anew.
TEST(Article3, OneConsentIsToTwoCataloguesWhereItIsSaidHow) {
  Yearly year;
  year.listed().send("consent.ask").add("CAT-03").by(party_group());
  year.given.facts(beside({"c1"}));
  year.send("consent.give", to_both).by(office()).add("CAT-04");
  EXPECT_EQ(year.data("/exceptions/0/reason"), "\"该文件写明同意市、区两份目录\"");
  EXPECT_EQ(year.data("/shared"), R"(["c1"])");
  year.given.facts(beside({"c1", "c2"}));
  EXPECT_EQ(year.refused("catalogue.publish"), "rules-unmet K21");
  year.given.facts(beside({"c1"}));
  year.send("catalogue.publish").given.in({"in_force"});
  EXPECT_EQ(year.data("/exceptions/1"), "nothing");
  year.send("adjustment.begin", R"({"reason":"新增一项"})").add("CAT-05").send("consent.ask");
  year.add("CAT-03").by(party_group());
  EXPECT_EQ(year.refused("consent.give", R"({"number":"区委〔2026〕2号"})"), "rules-unmet K21");
  year.given.facts(beside({}));
  year.send("consent.give", R"({"number":"区委〔2026〕2号","shared_consent":"无"})");
  EXPECT_EQ(year.data("/exceptions/1"), "nothing") << "there is no other";
}

}  // namespace
}  // namespace gavel::law
