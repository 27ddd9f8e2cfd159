// The decree beside the procedure: no article that binds a system is without a carrier, nor without
// a test of its name.
#include "engine/procedure/law.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "tests/law/course.hpp"

namespace gavel::law {
namespace {

using procedure::CarriedArticle;
using procedure::CarriedSource;
using procedure::Carrier;

CarriedSource decree() { return procedure::law_of(*major_decision()).front(); }

const CarriedArticle& article(const CarriedSource& source, std::string_view number) {
  for (const CarriedArticle& carried : source.articles) {
    if (carried.article.number == number) return carried;
  }
  throw std::runtime_error("no article " + std::string(number));
}

std::set<std::string> suites_here() {
  std::set<std::string> names;
  const auto& all = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < all.total_test_suite_count(); ++i) names.insert(all.GetTestSuite(i)->name());
  return names;
}

TEST(Law, ListsTheFortyFourArticlesOfTheDecree) {
  const CarriedSource source = decree();
  EXPECT_EQ(source.id, "decree-713");
  ASSERT_EQ(source.articles.size(), 44u);
  int binding = 0;
  for (const CarriedArticle& carried : source.articles) binding += carried.article.binds;
  EXPECT_EQ(binding, 34);  // 3, 8, and 10 to 41
}

TEST(Law, EveryArticleThatBindsIsCarriedOut) {
  for (const CarriedArticle& carried : decree().articles)
    EXPECT_FALSE(carried.is_gap()) << "article " << carried.article.number;
}

TEST(Law, EveryArticleThatBindsHasATestOfItsName) {
  const std::set<std::string> suites = suites_here();
  for (const CarriedArticle& carried : decree().articles) {
    if (!carried.article.binds) continue;
    EXPECT_TRUE(suites.contains("Article" + carried.article.number)) << carried.article.number;
  }
}

/// What the tests of this folder expect refusals by: "G08", "rules-unmet G09 G09T".
std::set<std::string> rules_seen_to_refuse() {
  static const std::regex expected(
      "\"(rules-unmet )?[GT][0-9]{2}[A-Z]*( [GT][0-9]{2}[A-Z]*)*[ \"]");
  static const std::regex rule("[GT][0-9]{2}[A-Z]*");
  std::set<std::string> rules;
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(GAVEL_SOURCE_DIR) + "/tests/law")) {
    if (file.path().filename() == "law_test.cpp") continue;
    std::ifstream in(file.path());
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    for (std::sregex_iterator each(text.begin(), text.end(), expected), end; each != end; ++each) {
      const std::string ids = each->str();
      for (std::sregex_iterator id(ids.begin(), ids.end(), rule); id != end; ++id)
        rules.insert(id->str());
    }
  }
  return rules;
}

/// Rules that no course can fail to meet, for a step before asks for the same: they hold should a
/// city's procedure leave that step out.
const std::set<std::string> met_before{
    "G07",  // a draft is frozen with its explanation, and the form asks how to comment
    "G20",  // every paper of the packet was asked for by the step that made it
};

TEST(Law, EveryRuleOfTheProcedureIsSeenToRefuse) {
  const std::set<std::string> tried = rules_seen_to_refuse();
  int rules = 0;
  for (const auto& [id, rule] : major_decision()->rules) {
    ++rules;
    EXPECT_NE(tried.contains(id), met_before.contains(id)) << id;
  }
  EXPECT_GT(rules, 100);
}

TEST(Law, EveryGuardAndTimerOfTheModelHasItsRuleOrClock) {
  const auto number = [](char letter, int n) {
    return std::string(1, letter) + (n < 10 ? "0" : "") + std::to_string(n);
  };
  const auto procedure = major_decision();
  for (int guard = 1; guard <= 32; ++guard) {
    EXPECT_TRUE(std::ranges::any_of(procedure->rules, [&](const auto& rule) {
      return rule.first.starts_with(number('G', guard)) && !rule.second.guards.empty();
    })) << number('G', guard);
  }
  for (int timer = 1; timer <= 18; ++timer) {
    EXPECT_TRUE(procedure->clocks.contains(number('T', timer))) << number('T', timer);
  }
}

TEST(Law, NamesWhatCarriesAnArticleOutAndWhereItIsAsked) {
  const CarriedSource source = decree();
  const auto& carriers = article(source, "15").carriers;
  const auto rule = std::ranges::find(carriers, std::string("G08"), &Carrier::id);
  ASSERT_NE(rule, carriers.end());
  EXPECT_EQ(rule->kind, Carrier::Kind::rule);
  EXPECT_THAT(rule->asked_of, ::testing::ElementsAre("notice.close"));
  EXPECT_NE(std::ranges::find(carriers, std::string("T02"), &Carrier::id), carriers.end());
  // What cites a paragraph stands under its article.
  const auto& dissent = article(source, "38").carriers;
  const auto record = std::ranges::find(dissent, std::string("G23"), &Carrier::id);
  ASSERT_NE(record, dissent.end());
  EXPECT_EQ(record->article, "38(3)");
}

TEST(Law, TellsTheOrgansOwnNumbersFromThoseOfTheLaw) {
  const CarriedSource source = decree();
  const auto& carriers = article(source, "28").carriers;
  const auto clock = std::ranges::find(carriers, std::string("T08"), &Carrier::id);
  ASSERT_NE(clock, carriers.end());
  ASSERT_FALSE(clock->figures.empty());
  EXPECT_FALSE(clock->figures.front().is_statutory());
  const auto& least = article(source, "26").carriers;
  const auto seven = std::ranges::find(least, std::string("T07"), &Carrier::id);
  ASSERT_NE(seven, least.end());
  EXPECT_TRUE(seven->figures.front().is_statutory());
}

// Whatever rests on the organ's own rules alone says so where it is refused.
TEST(Law, APracticeIsNoCitation) {
  const auto& rule = major_decision()->rules.at("G33");
  ASSERT_EQ(rule.citations.size(), 1u);
  EXPECT_EQ(rule.citations.front().label.zh, "本机关工作规则（可自定，非法律规定）");
}

TEST(Law, IsWrittenAsJsonWithTestsAndGaps) {
  const auto tests =
      procedure::tests_in("Article15.NoticeMayNotCloseEarly\nOther.Test\nArticle15.B");
  const JsonObject law = procedure::law_json(*major_decision(), tests);
  const JsonObject& source = law.at("sources").at(0).as_object();
  const JsonObject& fifteen = source.at("articles").at(14).as_object();
  EXPECT_EQ(fifteen.at("article"), "15");
  EXPECT_EQ(fifteen.at("gap"), false);
  EXPECT_EQ(json_text(fifteen.at("tests")),
            R"(["Article15.NoticeMayNotCloseEarly","Article15.B"])");
}

// A source with an article that binds and nothing that cites it.
TEST(Law, ShowsAGap) {
  std::string xml = matter::file_text("workflows/major-decision.scxml");
  const std::string anchor = R"(<g:article number="44")";
  xml.insert(xml.find(anchor), R"(<g:article number="45" binds="true" zh="无" en="None"/>)");
  const auto read = matter::procedure_of(xml, "with-a-gap.scxml");
  const CarriedSource source = procedure::law_of(*read).front();
  EXPECT_TRUE(article(source, "45").is_gap());
  EXPECT_FALSE(article(source, "44").is_gap());
}

}  // namespace
}  // namespace gavel::law
