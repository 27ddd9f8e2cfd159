#include "engine/expression/expression.hpp"

#include "tests/expression/given.hpp"

namespace gavel::expression {
namespace {

class Evaluates : public testing::TestWithParam<Case> {};

TEST_P(Evaluates, AsEcmaScriptDoes) { EXPECT_EQ(outcome(GetParam().text), GetParam().gives); }

INSTANTIATE_TEST_SUITE_P(
    Literals, Evaluates,
    testing::Values(Case{"1", "1"}, Case{"1.5", "1.5"}, Case{".5", "0.5"}, Case{"5.", "5"},
                    Case{"1e3", "1000"}, Case{"1E-2", "0.01"}, Case{"0xFF", "255"},
                    Case{"0x1fffffffffffff", "9007199254740991"}, Case{"1e400", "Infinity"},
                    Case{"1e-400", "0"}, Case{"9007199254740992", "9007199254740992"},
                    Case{"1e21", "1e+21"}, Case{"123456789012345680000", "123456789012345680000"},
                    Case{"'it\\'s'", "\"it's\""}, Case{"\"\\u4e2d\\x41\\n\"", "\"中A\\n\""},
                    Case{"'\\uD83D\\uDE00'", "\"😀\""}, Case{"'a\\\nb'", "\"ab\""},
                    Case{"true", "true"}, Case{"null", "null"}, Case{"undefined", "undefined"},
                    Case{"NaN", "NaN"}, Case{"-Infinity", "-Infinity"}, Case{"[]", "[]"},
                    Case{"[1,[2,],]", "[1,[2]]"}, Case{"[undefined]", "[null]"}, Case{"{}", "{}"},
                    Case{"{a:1,'b c':2,3:4,if:5,}", "{\"a\":1,\"b c\":2,\"3\":4,\"if\":5}"},
                    Case{"{a:1,a:2}", "{\"a\":2}"}, Case{"{a:undefined}", "{}"},
                    Case{"/* note */ 1 // end", "1"},
                    Case{" \xE3\x80\x80"
                         "1 ",
                         "1"}));

INSTANTIATE_TEST_SUITE_P(
    Arithmetic, Evaluates,
    testing::Values(Case{"1+2*3", "7"}, Case{"(1+2)*3", "9"}, Case{"7-2-1", "4"},
                    Case{"2*3%4", "2"}, Case{"1/0", "Infinity"}, Case{"-1/0", "-Infinity"},
                    Case{"0/0", "NaN"}, Case{"1/-0", "-Infinity"}, Case{"-0", "0"},
                    Case{"5%0", "NaN"}, Case{"-5%3", "-2"}, Case{"5.5%2", "1.5"},
                    Case{"0.1+0.2", "0.30000000000000004"},
                    Case{"9007199254740992+1", "9007199254740992"}, Case{"1e308*10", "Infinity"},
                    Case{"'1'+2", "\"12\""}, Case{"1+2+'3'", "\"33\""}, Case{"'3'*'4'", "12"},
                    Case{"'a'*1", "NaN"}, Case{"null+1", "1"}, Case{"undefined+1", "NaN"},
                    Case{"true+true", "2"}, Case{"[]+[]", "\"\""}, Case{"[1,2]+'!'", "\"1,2!\""},
                    Case{"{}+''", "\"[object Object]\""}, Case{"[1,[2,null,[3]]]+''", "\"1,2,,3\""},
                    Case{"+'  12  '", "12"}, Case{"+''", "0"}, Case{"+'0x10'", "16"},
                    Case{"+'1 2'", "NaN"}, Case{"+'-Infinity'", "-Infinity"}, Case{"+'inf'", "NaN"},
                    Case{"+'1e5'", "100000"}, Case{"+[5]", "5"}, Case{"-'3'", "-3"},
                    Case{"- -3", "3"}, Case{"~5", "-6"}, Case{"~~3.7", "3"}, Case{"5&3", "1"},
                    Case{"5|3", "7"}, Case{"5^3", "6"}, Case{"1<<31", "-2147483648"},
                    Case{"1<<32", "1"}, Case{"-1>>>0", "4294967295"}, Case{"-8>>1", "-4"},
                    Case{"4294967297|0", "1"}, Case{"-4294967297|0", "-1"}, Case{"NaN|0", "0"},
                    Case{"void 0", "undefined"}, Case{"1,2", "2"}));

INSTANTIATE_TEST_SUITE_P(
    Comparison, Evaluates,
    testing::Values(Case{"1<2", "true"}, Case{"2<=2", "true"}, Case{"'10'<'9'", "true"},
                    Case{"'10'<9", "false"}, Case{"'b'>'a'", "true"}, Case{"'a'<'ab'", "true"},
                    Case{"'a'>='a'", "true"}, Case{"undefined<1", "false"},
                    Case{"undefined>=1", "false"}, Case{"undefined<=undefined", "false"},
                    Case{"null>=0", "true"}, Case{"NaN<=NaN", "false"}, Case{"[2]>1", "true"},
                    Case{"[1,2]<'1,3'", "true"}, Case{"'2026-01-30'<'2026-02-10'", "true"},
                    Case{"'\\uD83D\\uDE00'<'\\uFF01'", "true"}, Case{"1==1.0", "true"},
                    Case{"1=='1'", "true"}, Case{"1==='1'", "false"},
                    Case{"null==undefined", "true"}, Case{"null===undefined", "false"},
                    Case{"null==0", "false"}, Case{"undefined==false", "false"},
                    Case{"''==0", "true"}, Case{"true==1", "true"}, Case{"true=='1'", "true"},
                    Case{"true=='true'", "false"}, Case{"NaN==NaN", "false"},
                    Case{"NaN!=NaN", "true"}, Case{"[1]==1", "true"}, Case{"[]==false", "true"},
                    Case{"[1,2]=='1,2'", "true"}, Case{"{}=='[object Object]'", "true"},
                    Case{"[]==null", "false"}, Case{"[]=={}", "false"}, Case{"0===-0", "true"}));

// Values stand where ECMAScript has references, so containers are the same when their content is.
INSTANTIATE_TEST_SUITE_P(EqualityOfContent, Evaluates,
                         testing::Values(Case{"[1,{a:2}]==[1,{a:2}]", "true"},
                                         Case{"[1]===[2]", "false"},
                                         Case{"{a:1,b:2}==={b:2,a:1}", "true"},
                                         Case{"{a:1}=={a:1,b:2}", "false"}, Case{"o===o", "true"},
                                         Case{"list!=list", "false"},
                                         Case{"o.a=={b:[10,20]}", "true"}));

INSTANTIATE_TEST_SUITE_P(Logic, Evaluates,
                         testing::Values(Case{"1&&'x'", "\"x\""}, Case{"0&&missing", "0"},
                                         Case{"''||'y'", "\"y\""}, Case{"'x'||missing", "\"x\""},
                                         Case{"null||undefined", "undefined"}, Case{"!0", "true"},
                                         Case{"!''", "true"}, Case{"![]", "false"},
                                         Case{"!NaN", "true"}, Case{"!!'0'", "true"},
                                         Case{"yes?1:missing", "1"}, Case{"no?missing:2", "2"},
                                         Case{"no?1:no?2:3", "3"}, Case{"yes?no?1:2:3", "2"},
                                         Case{"1||0&&0", "1"}, Case{"1|2==2", "1"},
                                         Case{"2+3<6==true", "true"}, Case{"n==0|n!=2", "1"}));

INSTANTIATE_TEST_SUITE_P(
    NamesAndMembers, Evaluates,
    testing::Values(Case{"n", "3"}, Case{"blank", "undefined"}, Case{"o.a.b[1]", "20"},
                    Case{"o['a']['b']['0']", "10"}, Case{"o.length", "7"},
                    Case{"o.missing", "undefined"}, Case{"list[0]", "1"},
                    Case{"list[3]", "undefined"}, Case{"list[-1]", "undefined"},
                    Case{"list[0.5]", "undefined"}, Case{"list['01']", "undefined"},
                    Case{"list['x']", "undefined"}, Case{"list.length", "3"},
                    Case{"list[2].x", "3"}, Case{"list[n-1].x", "3"}, Case{"none.length", "0"},
                    Case{"s.length", "3"}, Case{"s[1]", "\"b\""}, Case{"s[9]", "undefined"},
                    Case{"zh.length", "7"}, Case{"zh[1]", "\"大\""}, Case{"zh[6]", "\"x\""},
                    Case{"n.foo", "undefined"}, Case{"yes.foo", "undefined"},
                    Case{"[1,2,3][1]", "2"}, Case{"{a:{b:[7]}}.a.b[0]", "7"},
                    Case{"('a'+'b').length", "2"}, Case{"o.a", "{\"b\":[10,20]}"},
                    Case{"notice . closed", "true"}, Case{"o\n.a\n.b\n[0]", "10"}));

INSTANTIATE_TEST_SUITE_P(
    TypesAndMembership, Evaluates,
    testing::Values(Case{"typeof n", "\"number\""}, Case{"typeof s", "\"string\""},
                    Case{"typeof yes", "\"boolean\""}, Case{"typeof nil", "\"object\""},
                    Case{"typeof list", "\"object\""}, Case{"typeof blank", "\"undefined\""},
                    Case{"typeof undeclared", "\"undefined\""},
                    Case{"typeof undeclared === 'undefined'", "true"},
                    Case{"typeof typeof n", "\"string\""}, Case{"typeof o.a.c", "\"undefined\""},
                    Case{"list instanceof Array", "true"}, Case{"o instanceof Array", "false"},
                    Case{"o instanceof Object", "true"}, Case{"list instanceof Object", "true"},
                    Case{"s instanceof Object", "false"}, Case{"'a' in o", "true"},
                    Case{"'z' in o", "false"}, Case{"2 in list", "true"},
                    Case{"3 in list", "false"}, Case{"'length' in list", "true"},
                    Case{"'name' in _event", "true"}, Case{"'sendid' in _event", "true"},
                    Case{"'raw' in _event", "false"}, Case{"'sendid' in o", "false"}));

INSTANTIATE_TEST_SUITE_P(
    HostCalls, Evaluates,
    testing::Values(Case{"count(list)", "3"}, Case{"count(o.a.b)==2&&yes", "true"},
                    Case{"count([1,2])", "2"}, Case{"argument(n)", "3"},
                    Case{"argument(1.5)", "1.5"}, Case{"argument({a:[n]})", "{\"a\":[3]}"},
                    Case{"argument(blank)", "undefined"}, Case{"argument({x:{y:1}}).x.y", "1"},
                    Case{"nothing() <= 'z'", "false"},
                    Case{"kinds(1,1.5,'s',null,undefined,true,[],{})", "\"idsnubao\""},
                    Case{"kinds()", "\"\""}, Case{"kinds(n+1,s+s,!n)", "\"isb\""}));

INSTANTIATE_TEST_SUITE_P(Spread, Evaluates,
                         testing::Values(Case{"{...o.a}", R"({"b":[10,20]})"},
                                         Case{"{...{a:1,b:2}, b:3}", R"({"a":1,"b":3})"},
                                         Case{"{b:3, ...{a:1,b:2}}", R"({"b":2,"a":1})"},
                                         Case{"{...{a:1}, ...{c:2},}", R"({"a":1,"c":2})"},
                                         Case{"{...blank}", "{}"},
                                         Case{"{...nil, a:1}", R"({"a":1})"},
                                         Case{"{...{a:1,b:2}, a:undefined}", R"({"b":2})"},
                                         Case{"{...yes ? {a:1} : {b:1}}", R"({"a":1})"},
                                         Case{"{'...': 1}", R"({"...":1})"}));

class Fails : public testing::TestWithParam<Case> {};

TEST_P(Fails, WithTheRightKindOfError) { EXPECT_EQ(failure(GetParam().text), GetParam().gives); }

INSTANTIATE_TEST_SUITE_P(
    Syntax, Fails,
    testing::Values(Case{"", "syntax"}, Case{"   ", "syntax"}, Case{"1 2", "syntax"},
                    Case{"1+", "syntax"}, Case{"(1", "syntax"}, Case{"[1", "syntax"},
                    Case{"{a:1", "syntax"}, Case{"{p1: 'v1'", "syntax"}, Case{"a.", "syntax"},
                    Case{"'open", "syntax"}, Case{"'a\nb'", "syntax"}, Case{"/* open", "syntax"},
                    Case{"return", "syntax"}, Case{"new Date()", "syntax"}, Case{"this", "syntax"},
                    Case{"function(x){return x}", "syntax"}, Case{"delete o.a", "syntax"},
                    Case{"/re/", "syntax"}, Case{"x = 1", "syntax"}, Case{"x += 1", "syntax"},
                    Case{"++n", "syntax"}, Case{"n++", "syntax"}, Case{"f()()", "syntax"},
                    Case{"o.frobnicate()", "syntax"}, Case{"Math.random()", "syntax"},
                    Case{"Math.floor", "syntax"}, Case{"s instanceof Date", "syntax"},
                    Case{"1.2.3", "syntax"}, Case{"0x", "syntax"}, Case{"3px", "syntax"},
                    Case{"010", "syntax"}, Case{"1e", "syntax"}, Case{"'\\u12'", "syntax"},
                    Case{"'\\uD800'", "syntax"}, Case{"a ? b", "syntax"}, Case{"f(1,)", "syntax"},
                    Case{"@", "syntax"}, Case{"#", "syntax"}, Case{"\xFF", "syntax"},
                    Case{"n == 3；", "syntax"}, Case{"s == “abc”", "syntax"},
                    Case{"[,1]", "syntax"}, Case{"...o", "syntax"}, Case{"[...list]", "syntax"},
                    Case{"count(...list)", "syntax"}, Case{"{...}", "syntax"}));

INSTANTIATE_TEST_SUITE_P(
    Evaluation, Fails,
    testing::Values(Case{"undeclared", "reference"}, Case{"undeclared.x", "reference"},
                    Case{"Math", "reference"}, Case{"nofunction()", "reference"},
                    Case{"nil.x", "type"}, Case{"blank.x", "type"}, Case{"o.missing.x", "type"},
                    Case{"blank[0]", "type"}, Case{"nothing().x", "type"}, Case{"'x' in s", "type"},
                    Case{"'x' in blank", "type"}, Case{"n.slice(1)", "type"},
                    Case{"s.join()", "type"}, Case{"nil.toString()", "type"},
                    Case{"{...list}", "type"}, Case{"{...s}", "type"}, Case{"{...n}", "type"}));

TEST(Errors, SayWhatIsWrongAndWhatWouldBeRight) {
  EXPECT_EQ(outcome("n = 4"),
            "syntax: an expression changes nothing; compare with == or assign in a script");
  EXPECT_EQ(outcome("(n"),
            "syntax: expected \")\" after the bracketed expression but found the end");
  EXPECT_EQ(outcome("n == 3；"),
            "syntax: \"；\" cannot stand here; type the half-width (ASCII) sign");
  EXPECT_EQ(outcome("o.draft.sha256"), "type: cannot read \"sha256\" of undefined \"draft\"");
  EXPECT_EQ(outcome("nobody"), "reference: \"nobody\" is not declared");
}

TEST(Errors, PointIntoTheText) {
  const auto parsed = Expression::parse("n == 3 && (n");
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().offset, 12u);
  DataModel data = sample();
  const auto value = Expression::parse("n == 3 && o.x.y").value().evaluate(Variables(data));
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().offset, 14u);
}

TEST(Expression, KeepsItsTextOnOneLine) {
  EXPECT_EQ(Expression::parse(" n + 1 ").value().text(), "n + 1");
  EXPECT_EQ(Expression::parse("n == 1\n      && s\t!= 'c  \\' d'").value().text(),
            "n == 1 && s != 'c  \\' d'");
}

TEST(Evaluation, LeavesTheDocumentAsItWas) {
  DataModel data = sample();
  const JsonObject before = data.object();
  Variables scope(data);
  for (const char* text : {"list.concat([4])", "o.a.b.slice(1)", "{a:o}.a.a", "list+''"}) {
    ASSERT_TRUE(Expression::parse(text).value().evaluate(scope)) << text;
  }
  EXPECT_EQ(data.object(), before);
}

}  // namespace
}  // namespace gavel::expression
