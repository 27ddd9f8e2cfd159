// The decree beside the procedure: no article that binds a system is without a carrier, nor without
// a test of its name.
#include "engine/procedure/law.hpp"

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "engine/base/ensure.hpp"
#include "engine/procedure/rerun.hpp"
#include "engine/procedure/separation.hpp"
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

TEST(Law, EveryRuleOfTheProcedureIsSeenToRefuse) {
  const std::set<std::string> tried = rules_seen_to_refuse();
  int rules = 0;
  for (const auto& [id, rule] : major_decision()->rules) {
    ++rules;
    EXPECT_TRUE(tried.contains(id)) << id;
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

/// All that tests of a folder say.
std::string test_sources(const std::string& folder) {
  std::string all;
  for (const auto& file :
       std::filesystem::directory_iterator(std::string(GAVEL_SOURCE_DIR) + "/tests/" + folder)) {
    const std::string name = file.path().filename().string();
    if (!name.ends_with("_test.cpp") || name == "law_test.cpp") continue;
    std::ifstream in(file.path());
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

TEST(Law, EveryGuardAndTimerHasATestThatNamesIt) {
  const std::string tests = test_sources("law");
  const auto is_named = [&](const std::string& id) {
    return std::regex_search(tests, std::regex("[\" ]" + id + "[A-Z]*[\" ]"));
  };
  for (const procedure::Guarded& guard : procedure::guards_of(*major_decision()))
    EXPECT_TRUE(is_named(guard.id)) << guard.id;
  for (const procedure::Timed& timer : procedure::timers_of(*major_decision()))
    EXPECT_TRUE(is_named(timer.id)) << timer.id;
}

// Pairs of roles and constraints are held against the code that has them by the tests of those
// rooms: tests/api/separation_test.cpp, tests/db/separation_test.cpp.
TEST(Law, EachOfTheTwelveSeparationsIsEnforcedAndHasATestOfItsName) {
  const auto separations = procedure::separations(*major_decision());
  ASSERT_EQ(separations.size(), 12u);
  const std::string tests = test_sources("law") + test_sources("api") + test_sources("db");
  for (std::size_t i = 0; i < separations.size(); ++i) {
    const procedure::Separation& each = separations[i];
    EXPECT_EQ(each.number, (i < 9 ? "0" : "") + std::to_string(i + 1));
    EXPECT_FALSE(each.rules.empty() && each.apart.empty() && each.constraints.empty());
    EXPECT_NE(tests.find("TEST(" + procedure::suite_of_separation(each.number) + ","),
              std::string::npos)
        << each.number;
    for (const std::string& rule : each.rules)
      EXPECT_FALSE(major_decision()->rules.at(rule).guards.empty()) << rule;
  }
}

TEST(Law, EachClassOfChangeHasATestOfItsName) {
  const auto classes = procedure::change_classes(*major_decision());
  ASSERT_EQ(classes.size(), 6u);
  const std::set<std::string> suites = suites_here();
  for (const procedure::ChangeClass& each : classes)
    EXPECT_TRUE(suites.contains(procedure::suite_of_change(each.value))) << each.value;
}

// A rule that a separation rests on cannot be lost in silence, nor the separation be empty.
TEST(Law, ASeparationThatNothingEnforcesIsAnError) {
  const std::string xml = matter::file_text("workflows/major-decision.scxml");
  const auto fault = [&](const std::string& from, const std::string& to) {
    std::string changed = xml;
    changed.replace(changed.find(from), from.size(), to);
    const auto read = procedure::read(changed, "changed.scxml", "x");
    return read.procedure == nullptr ? read.diagnostics.front().says.code : "";
  };
  EXPECT_EQ(fault(R"(number="05" cite="decree-713:36" rules="G32 G32U")",
                  R"(number="05" cite="decree-713:36")"),
            "unenforced");
  EXPECT_EQ(fault(R"(number="05" cite="decree-713:36" rules="G32 G32U")",
                  R"(number="05" cite="decree-713:36" rules="G99")"),
            "unknown-rule");
  EXPECT_EQ(fault(R"(<g:separation number="06")", R"(<g:separation number="05")"), "duplicate-id");
  EXPECT_EQ(fault(R"(opens="rerun")", R"(opens="again")"), "unknown-name");
  EXPECT_EQ(fault(R"(field="change")", R"(field="kind")"), "unknown-name");
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

// What no procedure can carry out the program does: its registers, its accounts, its pages.
TEST(Law, ListsWhatCarriesAnArticleOutBesideTheProcedure) {
  const auto means = procedure::means_in(matter::file_text("api/law_means.json"));
  const CarriedSource source = procedure::law_of(*major_decision(), means).front();
  for (const char* number : {"2", "9", "21", "39", "40", "41", "42", "43"}) {
    const auto& carriers = article(source, number).carriers;
    EXPECT_TRUE(std::ranges::any_of(carriers, [](const Carrier& each) {
      return each.kind == Carrier::Kind::means && !each.says.zh.empty() && !each.says.en.empty();
    })) << number;
  }
  // Each cites an article that the procedure's own list has.
  for (const procedure::Means& each : means)
    EXPECT_NO_THROW((void)article(source, each.article.substr(0, each.article.find('('))))
        << each.article;
  EXPECT_THROW((void)procedure::means_in(R"([{"cites":"9","id":"x"}])"), BrokenInvariant);
}

// A number that no law names is the organ's own, whatever it serves.
TEST(Law, NoFigureOfItsOwnPassesForTheLaws) {
  const auto parameter = [](std::string_view name) {
    return std::ranges::find(major_decision()->parameters, name, &procedure::Parameter::name);
  };
  EXPECT_TRUE(parameter("experts_min")->citations.empty());
  EXPECT_FALSE(parameter("notice_days")->citations.empty());
  for (const char* clock : {"T01", "T03", "T08"}) {
    const auto& cited = major_decision()->clocks.at(clock).citations;
    EXPECT_TRUE(std::ranges::any_of(cited, [](const auto& each) {
      return each.source == "practice";
    })) << clock;
  }
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

// Those of every source; the number of an article is no other instrument's.
TEST(Law, NamesTheTestsOfEverySource) {
  const auto tests = procedure::tests_in(
      "Article42.A\nSecrecyArticle42.B\nFairCompetitionArticle18.C\nArticle18.D\nArticle34.E\n");
  const auto named = [&](const procedure::Procedure& procedure, const char* of,
                         const char* article) -> std::string {
    const JsonObject law = procedure::law_json(procedure, tests);
    for (const Json& source : law.at("sources").as_array()) {
      if (source.at("id") != of) continue;
      for (const Json& each : source.at("articles").as_array())
        if (each.at("article") == article) return json_text(each.at("tests"));
    }
    return "none";
  };
  const procedure::Procedure& decision = *major_decision();
  EXPECT_EQ(named(decision, "decree-713", "42"), R"(["Article42.A"])");
  EXPECT_EQ(named(decision, "secrecy", "42"), R"(["SecrecyArticle42.B"])");
  EXPECT_EQ(named(decision, "fair-competition", "18"), R"(["FairCompetitionArticle18.C"])");
  EXPECT_EQ(named(decision, "decree-713", "18"), R"(["Article18.D"])");
  const auto letters =
      matter::procedure_of(matter::file_text("workflows/letters.scxml"), "letters.scxml");
  EXPECT_EQ(named(*letters, "petition-work", "34"), "[]");
}

TEST(Law, IsWrittenAsJsonWithGuardsTimersSeparationsAndChanges) {
  const auto tests = procedure::tests_in(
      "Article15.NoticeMayNotCloseEarly G08 T02\nSeparationRule07.A\nChangeC2.B G33\nOther.C G08S");
  const JsonObject law = procedure::law_json(*major_decision(), tests);
  const JsonObject& eighth = law.at("guards").at(7).as_object();
  EXPECT_EQ(eighth.at("id"), "G08");
  EXPECT_EQ(eighth.at("rules").at(0).at("id"), "G08");
  EXPECT_EQ(json_text(eighth.at("tests")), R"(["Article15.NoticeMayNotCloseEarly","Other.C"])");
  EXPECT_EQ(law.at("timers").at(1).at("id"), "T02");
  EXPECT_EQ(json_text(law.at("timers").at(1).at("tests")),
            R"(["Article15.NoticeMayNotCloseEarly"])");
  const JsonObject& seventh = law.at("separations").at(6).as_object();
  EXPECT_EQ(json_text(seventh.at("apart")), R"([["auditor","*"],["admin","*"]])");
  EXPECT_EQ(json_text(seventh.at("tests")), R"(["SeparationRule07.A"])");
  const JsonObject& scope = law.at("changes").at(2).as_object();
  EXPECT_EQ(scope.at("class"), "C2");
  EXPECT_EQ(scope.at("reopens").at(0).at("title").at("zh"), "公众参与");
  EXPECT_EQ(json_text(scope.at("tests")), R"(["ChangeC2.B"])");
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
