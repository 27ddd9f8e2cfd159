#include "engine/base/diagnostic.hpp"
#include "engine/base/words.hpp"

namespace gavel {
namespace {

TEST(Sentence, IsSaidInBothLanguagesWithItsValues) {
  const Text words = in_words(Sentence{"duplicate-id", "state", {{"id", "review"}, {"line", 7}}});
  EXPECT_EQ(words.en, "the id 'review' is taken by the state in line 7");
  EXPECT_EQ(words.zh, "标识“review”已被第 7 行的状态使用");
}

TEST(Sentence, KeepsItsCodeWhicheverOfItsSentencesIsSaid) {
  const Sentence field("unknown-name", "field", {{"event", "go"}, {"name", "x"}});
  EXPECT_EQ(field.code, "unknown-name");
  EXPECT_EQ(field.key(), "unknown-name-field");
  EXPECT_EQ(Sentence("unknown-name").key(), "unknown-name");
}

TEST(Sentence, WithinAnotherIsSaidInTheLanguageOfThatOne) {
  const auto inner = Sentence{"expression-undeclared", {{"name", "ghost"}}};
  const Text words =
      in_words(Sentence{"raised", {{"tag", "assign"}, {"line", 3}, {"reason", as_value(inner)}}});
  EXPECT_EQ(words.en, "<assign> in line 3: \"ghost\" is not declared");
  EXPECT_EQ(words.zh, "第 3 行的 <assign>：“ghost”没有声明");
}

TEST(Sentence, ListsSentencesAndTitles) {
  const Json values = JsonArray{as_value(Sentence{"type", "text", {}}), "b"};
  const Text words =
      in_words(Sentence{"value-not-possible", {{"text", "x"}, {"value", "c"}, {"values", values}}});
  EXPECT_EQ(words.en, "'x' is never 'c'; it is one of a text, b");
  EXPECT_EQ(words.zh, "“x”不可能是“c”，只能是下列之一：文本、b");
  const Text titled =
      in_words(Sentence{"titled", {{"name", "go"}, {"title", as_value(Text{"开始", "Begin"})}}});
  EXPECT_EQ(titled.en, "go (Begin)");
  EXPECT_EQ(titled.zh, "go（开始）");
}

TEST(Sentence, LeavesValuesThatLookLikePlacesAsTheyAre) {
  const Text words = in_words(Sentence{"unreachable-state", {{"state", "{state}{x}"}}});
  EXPECT_EQ(words.en, "no course reaches the state '{state}{x}'");
}

TEST(Sentence, OfNothingSaysNothing) {
  EXPECT_TRUE(Sentence().empty());
  EXPECT_EQ(in_words(Sentence()), Text());
}

TEST(Diagnostic, ReadsLikeACompilers) {
  const Diagnostic wrong{
      Diagnostic::Severity::error, {"a.scxml", 3, 7}, Sentence{"unused-rule", {{"rule", "G1"}}}};
  EXPECT_EQ(in_words(wrong).en,
            "a.scxml:3:7: error: no event and no transition asks for the rule G1 [unused-rule]");
  EXPECT_EQ(in_words(wrong).zh, "a.scxml:3:7: 错误：没有事件或者转移使用规则 G1 [unused-rule]");
}

TEST(Diagnostic, TellsItsPublicCodeAndOfAWholeFileNoLine) {
  const Diagnostic odd{Diagnostic::Severity::warning,
                       {"a.scxml", 0, 0},
                       Sentence{"initial-of-atomic", "element", {}}};
  EXPECT_EQ(in_words(odd).en,
            "a.scxml: warning: a state without children has no <initial> [initial-of-atomic]");
  EXPECT_EQ(in_words(odd).zh,
            "a.scxml: 警告：没有子状态的状态不能有 <initial> [initial-of-atomic]");
}

}  // namespace
}  // namespace gavel
