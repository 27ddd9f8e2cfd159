#include "tests/matter/petition.hpp"

namespace gavel::matter {
namespace {

/// "pointer code" of every fault, sorted.
std::vector<std::string> faults(std::string_view note) {
  Given given = registered();
  std::vector<std::string> out;
  for (const FormError& fault : given.refused("note", object(note)).form) {
    out.push_back(fault.pointer + " " + fault.code);
  }
  std::ranges::sort(out);
  return out;
}
using Faults = std::vector<std::string>;

TEST(Form, TakesDataThatFits) {
  registered().send("note", object(R"({"text":"十个汉字正好十个汉字","weight":0.5,"times":5,
    "urgent":true,"on":"2026-02-28","kind":"praise","tags":["a","b"],
    "people":[{"name":"赵","age":30},{"name":"钱"}],"extra":{"any":[1,{"thing":null}]}})"));
}

TEST(Form, RefusesWhatItDoesNotName) {
  EXPECT_EQ(faults(R"({"txt":"a"})"), Faults{"/txt unknown-field"});
  EXPECT_EQ(faults(R"({"people":[{"name":"a","nick":"b"}]})"),
            Faults{"/people/0/nick unknown-field"});
}

TEST(Form, WantsWhatIsRequiredAndCountsBlanksAndNullAsNothing) {
  EXPECT_EQ(faults(R"({"people":[{}]})"), Faults{"/people/0/name missing"});
  EXPECT_EQ(faults(R"({"people":[{"name":null}]})"), Faults{"/people/0/name missing"});
  EXPECT_EQ(faults(R"({"people":[{"name":" \n"}]})"), Faults{"/people/0/name missing"});
  EXPECT_EQ(faults(R"({"people":[{"name":"　"}]})"), Faults{"/people/0/name missing"});
}

TEST(Form, TakesNothingButBlanksForNoAnswerWhereNoneIsAsked) {
  EXPECT_EQ(faults(R"({"text":" "})"), Faults{"/text blank"});
  EXPECT_EQ(faults(R"({"text":"　\u200b"})"), Faults{"/text blank"});
  EXPECT_EQ(faults(R"({"tags":["a","", "　"]})"), (Faults{"/tags/1 blank", "/tags/2 blank"}));
  registered().send("note", object(R"({"text":"","tags":[]})"));  // left empty: nothing given
}

// Two names that look the same would be two; what is pasted into a longer text stays.
TEST(Form, TakesNoNameWithSomethingInItThatNobodySees) {
  EXPECT_EQ(faults(R"({"text":"赵\u200b甲"})"), Faults{"/text unfit-character"});
  EXPECT_EQ(faults(R"({"text":"\ufeff赵","tags":["a","b\u200e"]})"),
            (Faults{"/tags/1 unfit-character", "/text unfit-character"}));
  const FormError fault =
      registered().refused("note", object(R"({"text":"赵\u200b甲"})")).form.at(0);
  EXPECT_EQ(fault.values.at("character"), "U+200B");
  EXPECT_EQ(fault.values.at("place"), 2);
  registered().send("note", object(R"({"plain":"第一条\u200b第二条","text":"ئۇ\u200Cچە\n二"})"));
}

// The fault shows where it stands and not what it is: it may be logged.
TEST(Form, TakesNoNumberOfAPersonWhereTheRecordIsToHaveNone) {
  EXPECT_EQ(faults(R"({"plain":"来电 138 0013 8000"})"), Faults{"/plain personal-data"});
  EXPECT_EQ(faults(R"({"plain":"li.si@example.com"})"), Faults{"/plain personal-data"});
  const FormError fault =
      registered().refused("note", object(R"({"plain":"电话13800138000。"})")).form.at(0);
  EXPECT_EQ(fault.values.at("given"), "电话***********。");
  EXPECT_EQ(fault.values.at("title_zh"), "情况");
  registered().send("note", object(R"({"plain":"第12条第3款，2026-01-01，投资12000000000元"})"));
  registered().send("note", object(R"({"text":"123456789"})"));
}

TEST(Form, WantsTheTypeOfEveryField) {
  EXPECT_EQ(faults(R"({"text":1,"weight":"1","times":1.5,"urgent":"yes","on":20260101,
                       "kind":true,"tags":"a","people":{},"extra":[]})"),
            (Faults{"/extra wrong-type", "/kind wrong-type", "/on wrong-type", "/people wrong-type",
                    "/tags wrong-type", "/text wrong-type", "/times wrong-type",
                    "/urgent wrong-type", "/weight wrong-type"}));
  EXPECT_EQ(faults(R"({"tags":["a",2]})"), Faults{"/tags/1 wrong-type"});
  EXPECT_EQ(faults(R"({"people":["a"]})"), Faults{"/people/0 wrong-type"});
}

TEST(Form, KeepsToTheRanges) {
  EXPECT_EQ(faults(R"({"weight":-0.5})"), Faults{"/weight out-of-range"});
  EXPECT_EQ(faults(R"({"times":6})"), Faults{"/times out-of-range"});
  EXPECT_EQ(faults(R"({"text":"一二三四五六七八九十一"})"), Faults{"/text out-of-range"});
  EXPECT_EQ(faults(R"({"tags":["a","b","c","d"]})"), Faults{"/tags out-of-range"});
}

TEST(Form, KnowsRealDaysAndTheChoices) {
  EXPECT_EQ(faults(R"({"on":"2026-02-29"})"), Faults{"/on not-a-date"});
  // A year that somebody mistyped.
  for (const char* far : {"0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"})
    EXPECT_EQ(faults(std::string(R"({"on":")") + far + "\"}"), Faults{"/on not-a-date"}) << far;
  for (const char* near : {"1900-01-01", "2199-12-31"}) registered().send("note", {{"on", near}});
  EXPECT_EQ(faults(R"({"kind":"rant"})"), Faults{"/kind not-a-choice"});
  EXPECT_EQ(faults(R"({"kinds":["praise","Praise",1]})"),
            (Faults{"/kinds/1 not-a-choice", "/kinds/2 wrong-type"}));
}

TEST(Form, KnowsTimesOfTheDay) {
  for (const char* right : {"9:00", "09:05", "14:30", "14：30", "23:59"})
    registered().send("note", {{"hour", right}});
  for (const char* wrong :
       {"25:99", "24:00", "9:60", "9:5", "9", "9:00:00", "-9:00", "上午", ":30", "9 :00", ""})
    EXPECT_EQ(faults(json_text(JsonObject{{"hour", wrong}})), Faults{"/hour not-a-time"}) << wrong;
  EXPECT_EQ(faults(R"({"hour":9})"), Faults{"/hour wrong-type"});
}

// A paper prints an instant without its offset: there is but one.
TEST(Form, KnowsInstantsInChinasTime) {
  registered().send("note", object(R"({"at":"2026-02-28T09:00:00+08:00"})"));
  for (const char* wrong :
       {"2026-02-27T00:50:00+00:00", "2026-02-27T00:50:00Z", "2026-02-29T09:00:00+08:00",
        "2026-02-27 09:00:00+08:00", "2026-02-27 08:50", "2026-02-27T25:00:00+08:00", "9:00"})
    EXPECT_EQ(faults(json_text(JsonObject{{"at", wrong}})), Faults{"/at not-an-instant"}) << wrong;
}

TEST(Form, TakesAWholeNumberHoweverItIsWritten) {
  registered().send("note", object(R"({"times":3.0})"));
}

TEST(Form, EscapesNamesInPointers) {
  EXPECT_EQ(faults(R"({"a/b~c":1})"), Faults{"/a~1b~0c unknown-field"});
}

TEST(Form, BoundsTheDepthOfDataWithoutAShape) {
  const auto nested = [](int levels) {
    std::string text = "{\"extra\":";
    for (int i = 0; i < levels; ++i) text += "{\"a\":";
    text += "1";
    return text + std::string(static_cast<std::size_t>(levels), '}') + "}";
  };
  registered().send("note", object(nested(64)));
  EXPECT_EQ(faults(nested(65)), Faults{"/extra too-deep"});
}

TEST(Form, SaysWhatItExpected) {
  Given given = registered();
  const Refusal refusal = given.refused("note", object(R"({"times":6})"));
  const JsonObject& values = refusal.form.at(0).values;
  EXPECT_EQ(values.at("field"), "times");
  EXPECT_EQ(values.at("title_zh"), "次数");
  EXPECT_EQ(values.at("max").to_number<double>(), 5);
}

}  // namespace
}  // namespace gavel::matter
