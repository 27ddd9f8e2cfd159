// What no text and no document may do: crash, exhaust the stack, or grow without end.
#include <random>

#include "engine/base/utf8.hpp"
#include "tests/expression/given.hpp"

namespace gavel::expression {
namespace {

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

TEST(Nesting, IsBounded) {
  for (const char* open :
       {"(", "[", "{a:", "!", "- ", "f(", "a[", "1?", "1?1:", "typeof ", "a+("}) {
    EXPECT_EQ(failure(repeated(open, 10000)), "limit") << open;
  }
  EXPECT_EQ(failure(repeated("(", 10000) + "1" + repeated(")", 10000)), "limit");
  EXPECT_EQ(outcome(repeated("(", 150) + "1" + repeated(")", 150)), "1");
}

TEST(Chains, AreBounded) {
  EXPECT_EQ(failure("1" + repeated("+1", 10000)), "limit");
  EXPECT_EQ(failure("o" + repeated(".a", 10000)), "limit");
  EXPECT_EQ(failure("o" + repeated("[0]", 10000)), "limit");
  EXPECT_EQ(outcome("1" + repeated("+1", 400)), "401");
}

TEST(Text, IsBounded) {
  EXPECT_EQ(failure(std::string(text_limit + 1, ' ')), "limit");
  EXPECT_EQ(outcome("1" + std::string(text_limit - 1, ' ')), "1");
}

JsonObject with_text(std::size_t bytes) {
  JsonObject data = sample();
  data["big"] = std::string(bytes, 'x');
  return data;
}

TEST(Strings, AreBounded) {
  EXPECT_EQ(outcome("(big+'x').length", with_text(string_limit - 1)), std::to_string(string_limit));
  EXPECT_TRUE(outcome("big+'x'", with_text(string_limit)).starts_with("limit")) << "one byte more";
  EXPECT_TRUE(
      outcome("big.concat(" + repeated("big,", 999) + "1)", with_text(9999)).starts_with("limit"));
  EXPECT_TRUE(outcome("[big,big].join('')", with_text(string_limit)).starts_with("limit"));
}

TEST(Values, AreBoundedInSizeHoweverTheyAreMade) {
  const JsonObject data = with_text(string_limit);
  const std::string many = repeated("big,", 100) + "1";
  for (const std::string& text : {"[" + many + "]", "[].concat(" + many + ")", "[[" + many + "]]",
                                  "argument([" + many + "])"}) {
    EXPECT_TRUE(outcome(text, data).starts_with("limit")) << text.substr(0, 20);
  }
}

TEST(Values, AreBoundedInDepth) {
  JsonObject data = sample();
  data["deep"] = parse_json(repeated("[", 200) + repeated("]", 200)).value();
  EXPECT_TRUE(outcome("deep", data).starts_with("["));
  data["deep"] = parse_json(repeated("[", 201) + repeated("]", 201)).value();
  EXPECT_TRUE(outcome("deep", data).starts_with("limit"));
  EXPECT_TRUE(outcome("[deep]", data).starts_with("limit"));
  EXPECT_EQ(outcome("deep[0].length", data), "1") << "reading needs no copy";
}

// Random texts made of what expressions are made of: the parser answers each, and what it accepts
// can be evaluated. Given the same seed the texts are the same.
TEST(RandomText, NeverCrashesParserOrEvaluator) {
  const std::vector<std::string_view> pieces{
      "n",      "s",       "list",     "o",      ".a",        "[0]",       "[",
      "]",      "(",       ")",        "{",      "}",         ":",         ",",
      "?",      "+",       "-",        "*",      "/",         "%",         "<",
      ">=",     "==",      "===",      "!",      "&&",        "||",        "~",
      ">>>",    "1",       "0.5",      "'x'",    "in",        "typeof ",   " instanceof Array",
      "count(", ".length", ".slice(",  ".join(", "Math.max(", "undefined", "null",
      "\"",     "'",       "\\",       "\n",     "é",         "=",         "++",
      ";",      "var ",    "0x",       "1e",     "/*",        "//",        ".",
      "kinds(", "{a:",     "\xF0\x9F", "blank"};
  std::mt19937 random(20260130);
  int accepted = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    const auto length = random() % 12 + 1;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % pieces.size()];
    DataModel data = sample();
    Variables scope(data);
    if (const auto script = Script::parse(text)) (void)script->run(data, scope);
    (void)Location::parse(text);
    const auto parsed = Expression::parse(text);
    if (!parsed) {
      EXPECT_LE(parsed.error().offset, text.size()) << text;
      EXPECT_FALSE(in_words(parsed.error().says).en.empty()) << text;
      EXPECT_FALSE(in_words(parsed.error().says).zh.empty()) << text;
      continue;
    }
    ++accepted;
    const auto value = parsed->evaluate(scope);
    const auto truth = parsed->test(scope);
    EXPECT_TRUE(truth || !value) << text;
  }
  EXPECT_GT(accepted, 200) << "the pieces must make some expressions";
}

TEST(RandomBytes, NeverCrashTheParser) {
  std::mt19937 random(713);
  for (int round = 0; round < 20000; ++round) {
    std::string text(random() % 24, '\0');
    for (char& c : text) c = static_cast<char>(random() % 256);
    (void)Expression::parse(text);
    (void)Script::parse(text);
  }
}

/// Every third byte of a Chinese text begins a character; 80 is none of those.
TEST(Error, QuotesOfALongNameWholeCharacters) {
  std::string name;
  for (int i = 0; i < 60; ++i) name += "政";
  for (const std::string& text : {"a " + name, "€" + name, "blank." + name}) {
    const auto parsed = Expression::parse(text);
    DataModel data = sample();
    Variables scope(data);
    scope.declared.insert("blank");
    const Error error = parsed ? parsed->evaluate(scope).error() : parsed.error();
    EXPECT_TRUE(is_utf8(in_words(error.says).zh)) << text;
    EXPECT_TRUE(is_utf8(in_words(error.says).en)) << text;
  }
}

}  // namespace
}  // namespace gavel::expression
