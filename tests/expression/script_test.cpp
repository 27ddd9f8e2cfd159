#include "tests/expression/given.hpp"

namespace gavel::expression {
namespace {

/// The document a script leaves behind, or the kind and message of its error.
std::string after(std::string_view text, std::string_view before = "{}") {
  DataModel data = document(before);
  Variables scope(data);
  scope.declared.insert("blank");
  const auto script = Script::parse(text);
  if (!script) return "no script: " + in_words(script.error().says).en;
  const auto done = script->run(data, scope);
  return done ? json_text(data.object()) : "failed: " + in_words(done.error().says).en;
}

/// The document an assignment leaves behind.
std::string assigned(std::string_view location, std::string_view value,
                     std::string_view before = R"({"o":{"a":[1]},"n":1,"list":[1,2]})") {
  DataModel data = document(before);
  Variables scope(data);
  scope.declared.insert("blank");
  const auto parsed = Location::parse(location);
  if (!parsed) return "no location: " + in_words(parsed.error().says).en;
  const auto given = Expression::parse(value).value().evaluate(scope);
  const JsonObject untouched = data.object();
  const auto done = parsed->assign(data, given.value(), scope);
  if (done) return json_text(data.object());
  EXPECT_EQ(data.object(), untouched) << "an error changes nothing";
  return "failed: " + in_words(done.error().says).en;
}

TEST(Location, WritesAVariableOrWithinIt) {
  EXPECT_EQ(assigned("n", "2"), R"({"o":{"a":[1]},"n":2,"list":[1,2]})");
  EXPECT_EQ(assigned(" o.a[0] ", "{b:n}"), R"({"o":{"a":[{"b":1}]},"n":1,"list":[1,2]})");
  EXPECT_EQ(assigned("o.new", "'x'"), R"({"o":{"a":[1],"new":"x"},"n":1,"list":[1,2]})");
  EXPECT_EQ(assigned("o['a'][n+1]", "9"), R"({"o":{"a":[1,null,9]},"n":1,"list":[1,2]})");
  EXPECT_EQ(assigned("list[list.length]", "list"), R"({"o":{"a":[1]},"n":1,"list":[1,2,[1,2]]})");
  EXPECT_EQ(assigned("o.a", "o"), R"({"o":{"a":{"a":[1]}},"n":1,"list":[1,2]})");
  EXPECT_EQ(assigned("blank", "5", "{}"), R"({"blank":5})");
}

TEST(Location, RemovesWhatIsAssignedUndefined) {
  EXPECT_EQ(assigned("n", "undefined"), R"({"o":{"a":[1]},"list":[1,2]})");
  EXPECT_EQ(assigned("o.a", "undefined"), R"({"o":{},"n":1,"list":[1,2]})");
  EXPECT_EQ(assigned("list[0]", "undefined"), R"({"o":{"a":[1]},"n":1,"list":[null,2]})");
}

TEST(Location, RefusesWhatHasNoPlace) {
  EXPECT_EQ(assigned("undeclared", "1"), "failed: \"undeclared\" is not declared");
  EXPECT_EQ(assigned("undeclared.x", "1"), "failed: \"undeclared\" is not declared");
  EXPECT_EQ(assigned("_event", "1"),
            "failed: \"_event\" belongs to the system and cannot be assigned to");
  EXPECT_EQ(assigned("_x.y", "1"),
            "failed: \"_x\" belongs to the system and cannot be assigned to");
  EXPECT_EQ(assigned("blank.x", "1"), "failed: cannot set \"x\" of undefined");
  EXPECT_EQ(assigned("o.b.c", "1"), "failed: cannot set \"c\" of undefined");
  EXPECT_EQ(assigned("o.b.c.d", "1"), "failed: cannot set \"c\" of undefined");
  EXPECT_EQ(assigned("n.x", "1"), "failed: cannot set \"x\" of a number");
  EXPECT_EQ(assigned("list.x", "1"), "failed: cannot set \"x\" of an array");
  EXPECT_EQ(assigned("list.length", "1"), "failed: cannot set \"length\" of an array");
  EXPECT_EQ(assigned("list[-1]", "1"), "failed: cannot set \"-1\" of an array");
  EXPECT_EQ(assigned("list[100000]", "1"), "failed: an array would have more than 100000 elements");
}

// A record is JSON: what it cannot hold would come back changed, and replay would differ.
TEST(Location, RefusesNumbersThatJsonCannotHold) {
  const std::string refused = "failed: NaN and Infinity cannot be kept; test with isFinite first";
  EXPECT_EQ(assigned("n", "0/0"), refused);
  EXPECT_EQ(assigned("n", "{a:[1/0]}"), refused);
}

TEST(Location, IsANameWithMembersAndIndexes) {
  for (const char* text : {"", "1", "'continue'", "continue", "f(x)", "a+b", "a.b()", "[1]", "a b",
                           "(a", "undefined", "NaN", "this.x"}) {
    EXPECT_FALSE(Location::parse(text)) << text;
  }
  EXPECT_EQ(Location::parse(" meeting.stances[2].text").value().root(), "meeting");
}

TEST(Location, BoundsWhatAVariableHolds) {
  DataModel data = document(R"({"all":[]})");
  Variables scope(data);
  const auto doubled =
      Script::parse("all = [all, all, 'some text to make it grow faster']").value();
  const auto grown = Script::parse("all[all.length] = 'x' + all").value();
  for (const Script* script : {&doubled, &grown}) {
    int rounds = 0;
    std::expected<void, Error> done;
    while (rounds < 5000 && (done = script->run(data, scope))) ++rounds;
    ASSERT_FALSE(done) << "a loop must come to the bound";
    EXPECT_EQ(done.error().kind, Error::Kind::limit);
    *data.change("all") = JsonArray{};
  }
}

TEST(Script, RunsInOrder) {
  EXPECT_EQ(after("var x = 1; x = x + 1; x += 3"), R"({"x":5})");
  EXPECT_EQ(after("var a = {b: []}; a.b[2] = {c: 1}; a.b[0] = 'z'"),
            R"({"a":{"b":["z",null,{"c":1}]}})");
  EXPECT_EQ(after("var Var2 = 5, Var1 = 1, Var3; // the third stays undefined\nVar1 = Var2"),
            R"({"Var2":5,"Var1":5})");
  EXPECT_EQ(after(" \n ; ; \n"), "{}");
  EXPECT_EQ(after(""), "{}");
}

TEST(Script, HasEveryAssignmentOperator) {
  EXPECT_EQ(after("var x = 7; x -= 1; x *= 4; x /= 3; x %= 5; x <<= 4; x >>= 1; x |= 3; x &= 30; "
                  "x ^= 5; x >>>= 1"),
            R"({"x":15})");
  EXPECT_EQ(after("var s = 'a'; s += 1"), R"({"s":"a1"})");
  EXPECT_EQ(after("var i = 1; i++; ++i; var j = '4'; j++; j--; --i"), R"({"i":2,"j":4})");
  EXPECT_EQ(after("var a, b; a = b = 3"), R"({"b":3,"a":3})");
  EXPECT_EQ(after("var a = 1, b = 2; a = 5, b += a"), R"({"a":5,"b":7})");
}

TEST(Script, EndsStatementsAtLines) {
  EXPECT_EQ(after("var a = 1\nvar b = a\n  + 1\nb = b * 2"), R"({"a":1,"b":4})");
  EXPECT_EQ(after("var a = 1\nvar b = 5\na\n++b"), R"({"a":1,"b":6})");
  EXPECT_EQ(after("var a = 1 var b = 2").substr(0, 10), "no script:");
}

TEST(Script, DeclaresForItsWholeLength) {
  EXPECT_EQ(after("x = 1; var x"), R"({"x":1})");
  EXPECT_EQ(after("var x; x = typeof x"), R"({"x":"undefined"})");
  EXPECT_EQ(after("blank = 1"), R"({"blank":1})");
  EXPECT_EQ(after("y = 1"), "failed: \"y\" is not declared");
  EXPECT_EQ(Script::parse("var a, b = 1; c = 2").value().declares(),
            (std::vector<std::string>{"a", "b"}));
}

TEST(Script, KeepsTheSystemsNamesItsOwn) {
  EXPECT_TRUE(after("var _x = 1").starts_with("failed:"));
  EXPECT_TRUE(after("_event.data = 1", R"({"_event":{}})").starts_with("failed:"));
}

TEST(Script, EndsAtTheFirstError) {
  DataModel data;
  const Variables scope(data);
  const auto script = Script::parse("var a = 1; missing.x = 2; a = 3").value();
  EXPECT_EQ(script.run(data, scope).error().kind, Error::Kind::reference);
  EXPECT_EQ(json_text(data.object()), R"({"a":1})");
}

TEST(Script, IsRefusedOutsideTheSubset) {
  for (const char* text : {"function f() {}", "for (;;) {}", "if (a) b = 1", "while (1) {}",
                           "var 1 = 2", "var if", "1 = 2", "f() = 1", "a++ + 1", "x = ;"}) {
    EXPECT_FALSE(Script::parse(text)) << text;
  }
}

}  // namespace
}  // namespace gavel::expression
