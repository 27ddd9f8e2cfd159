#include "tests/expression/given.hpp"

namespace gavel::expression {
namespace {

class BuiltIn : public testing::TestWithParam<Case> {};

TEST_P(BuiltIn, DoesAsEcmaScriptHasIt) { EXPECT_EQ(outcome(GetParam().text), GetParam().gives); }

INSTANTIATE_TEST_SUITE_P(
    Functions, BuiltIn,
    testing::Values(
        Case{"String(12)", "\"12\""}, Case{"String()", "\"\""},
        Case{"String(undefined)", "\"undefined\""}, Case{"Number('12')", "12"},
        Case{"Number()", "0"}, Case{"Number(undefined)", "NaN"}, Case{"Boolean('')", "false"},
        Case{"parseInt('12px')", "12"}, Case{"parseInt(' -0x1F')", "-31"},
        Case{"parseInt('11',2)", "3"}, Case{"parseInt('x')", "NaN"}, Case{"parseInt('5',1)", "NaN"},
        Case{"parseFloat('3.14abc')", "3.14"}, Case{"parseFloat('-.5e1x')", "-5"},
        Case{"parseFloat('1e')", "1"}, Case{"parseFloat('e1')", "NaN"}, Case{"isNaN('x')", "true"},
        Case{"isNaN('1')", "false"}, Case{"isFinite(1/0)", "false"}, Case{"isFinite('2')", "true"},
        Case{"Array.isArray(list)", "true"}, Case{"Array.isArray(o)", "false"},
        Case{"Object.keys(o)", "[\"a\",\"length\"]"},
        Case{"Object.keys(list)", "[\"0\",\"1\",\"2\"]"},
        Case{"JSON.stringify({a:[1.5,'x',null]})", "\"{\\\"a\\\":[1.5,\\\"x\\\",null]}\""},
        Case{"JSON.stringify(undefined)", "undefined"}, Case{"JSON.stringify(1/0)", "\"null\""}));

INSTANTIATE_TEST_SUITE_P(
    Math, BuiltIn,
    testing::Values(Case{"Math.abs(-2)", "2"}, Case{"Math.ceil(1.2)", "2"},
                    Case{"Math.floor(-1.2)", "-2"}, Case{"Math.round(2.5)", "3"},
                    Case{"Math.round(-2.5)", "-2"}, Case{"Math.round(0.49999999999999994)", "0"},
                    Case{"Math.round(1/0)", "Infinity"}, Case{"Math.max()", "-Infinity"},
                    Case{"Math.max(1,3,2)", "3"}, Case{"Math.max(1,NaN)", "NaN"},
                    Case{"Math.min(1,'0')", "0"}, Case{"Math.pow(2,10)", "1024"},
                    Case{"Math.pow(1,1/0)", "NaN"}, Case{"Math.pow(NaN,0)", "1"},
                    Case{"Math.sqrt(9)", "3"}, Case{"Math.sqrt(-1)", "NaN"}));

INSTANTIATE_TEST_SUITE_P(
    Strings, BuiltIn,
    testing::Values(Case{"s.indexOf('c')", "2"}, Case{"s.indexOf('z')", "-1"},
                    Case{"zh.indexOf('x')", "6"}, Case{"'abab'.lastIndexOf('ab')", "2"},
                    Case{"s.includes('bc')", "true"}, Case{"s.startsWith('ab')", "true"},
                    Case{"s.endsWith('ab')", "false"}, Case{"s.charAt(1)", "\"b\""},
                    Case{"s.charAt(9)", "\"\""}, Case{"s.charAt(-1)", "\"\""},
                    Case{"zh.charAt(4)", "\"😀\""}, Case{"s.slice(1)", "\"bc\""},
                    Case{"s.slice(-2,-1)", "\"b\""}, Case{"s.slice(2,1)", "\"\""},
                    Case{"zh.slice(0,2)", "\"重大\""}, Case{"zh.slice(0,5)", "\"重大决策\""},
                    Case{"s.substring(2,0)", "\"ab\""}, Case{"s.substring(-5,99)", "\"abc\""},
                    Case{"s.substring(NaN,1)", "\"a\""}, Case{"s.concat(1,null)", "\"abc1null\""},
                    Case{"'a,b,'.split(',')", "[\"a\",\"b\",\"\"]"},
                    Case{"'中文'.split('')", "[\"中\",\"文\"]"}, Case{"s.split()", "[\"abc\"]"},
                    Case{"'\\u3000 a b\\n'.trim()", "\"a b\""}, Case{"'   '.trim()", "\"\""},
                    Case{"'aBç'.toUpperCase()", "\"ABç\""}, Case{"'AB'.toLowerCase()", "\"ab\""},
                    Case{"s.toString()", "\"abc\""}, Case{"(12).toString()", "\"12\""},
                    Case{"'x'.slice(1/0)", "\"\""}, Case{"'x'.slice(-1/0)", "\"x\""}));

INSTANTIATE_TEST_SUITE_P(
    Arrays, BuiltIn,
    testing::Values(Case{"list.indexOf('two')", "1"}, Case{"list.indexOf('1')", "-1"},
                    Case{"list.indexOf({x:3})", "2"}, Case{"[1,2,1].lastIndexOf(1)", "2"},
                    Case{"list.includes(1)", "true"}, Case{"[].concat(o.a.b,[4],5)", "[10,20,4,5]"},
                    Case{"[1].concat([[2]])", "[1,[2]]"},
                    Case{"[1,null,'a'].join('-')", "\"1--a\""}, Case{"[1,2].join()", "\"1,2\""},
                    Case{"[].join()", "\"\""}, Case{"[1,2,3].slice(1)", "[2,3]"},
                    Case{"[1,2,3].slice(-2,2)", "[2]"}, Case{"[1,[2]].toString()", "\"1,2\""},
                    Case{"list.hasOwnProperty(2)", "true"}, Case{"list.hasOwnProperty(3)", "false"},
                    Case{"o.hasOwnProperty('a')", "true"},
                    Case{"o.hasOwnProperty('toString')", "false"},
                    Case{"o.toString()", "\"[object Object]\""}));

TEST(BuiltInMethods, RefuseWhatTheSubsetDoesNotTake) {
  EXPECT_EQ(failure("list.indexOf(1,2)"), "type");
  EXPECT_EQ(failure("n.toString(2)"), "type");
  EXPECT_EQ(failure("Object.keys(n)"), "type");
}

}  // namespace
}  // namespace gavel::expression
