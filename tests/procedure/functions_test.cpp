#include "engine/procedure/functions.hpp"

#include "tests/file_text.hpp"
#include "tests/procedure/given.hpp"

namespace gavel::procedure {
namespace {

const calendar::Calendar& real_calendar() {
  static const auto calendar = calendar::Calendar::from_csv(shipped_calendar()).value();
  return calendar;
}

std::shared_ptr<const Procedure> procedure() {
  static const auto read = well(read_with(R"xml(<g:source id="d" zh="《条例》" en="D"/>
<g:clock id="T" from="began" count="5" unit="'workday'" cite="d" zh="期" en="T"/>
<g:clock id="after" from="due('T')" count="1" unit="'day'" cite="d" zh="期" en="After"/>
<g:clock id="long" from="began" count="300" unit="'workday'" cite="d" zh="期" en="Long"/>
<g:clock id="self" from="due('self')" count="1" unit="'day'" cite="d" zh="期" en="Self"/>
<g:clock id="years" kind="maximum" from="began" count="10" unit="'year'" roll="false" cite="d" zh="期" en="Years"/>
<g:clock id="odd" from="began" count="1" unit="'week'" cite="d" zh="期" en="Odd"/>
<g:stage id="s" zh="阶段" en="S"/><g:document code="D1" stage="s" zh="件" en="D"/><g:document code="D2" stage="s" zh="件" en="D"/>
<g:role id="r" zh="人" en="R"/><g:event name="approve" who="r" signed="true" zh="批" en="A"/>
<g:event name="approve_other" who="r" signed="true" covers="D2" zh="批" en="A"/>
<g:event name="approve_stage" who="r" signed="true" covers="s" zh="批" en="A"/>)xml"));
  return read;
}

/// D1 alone is there, in its third version, whose text is another than that of the two before.
class OneDocument final : public Dossier {
 public:
  [[nodiscard]] bool has(std::string_view code) const override { return code == "D1"; }
  [[nodiscard]] std::size_t count() const override { return 3; }
  [[nodiscard]] std::vector<std::string> revised(std::size_t filed) const override {
    if (filed >= 3) return {};
    return {"D1"};
  }
};

/// The value of `expression` on Monday, 2 March 2026 at nine, as JSON; errors as "error: ...".
std::string value(std::string_view text, std::string_view began = "",
                  std::string_view now = "2026-03-02T09:00:00+08:00") {
  const auto expression = expression::Expression::parse(text);
  if (!expression) return "syntax: " + in_words(expression.error().says).en;
  chart::Session session;
  if (!began.empty()) session.data.set("began", Json(began));
  const OneDocument dossier;
  const Functions functions(*procedure(), real_calendar(), parse_instant(now).value(), dossier);
  chart::Surroundings surroundings;
  surroundings.functions = &functions;
  const auto out =
      chart::evaluate(*procedure()->chart, session, chart::Event{}, surroundings, *expression);
  if (!out) return "error: " + in_words(out.error().says).en;
  const Json* json = std::get_if<Json>(&*out);
  return json == nullptr ? "undefined" : json_text(*json);
}
using ::testing::HasSubstr;
using ::testing::StartsWith;

// ---- days
TEST(Functions, TellTheTimeInChina) {
  EXPECT_EQ(value("today()"), "\"2026-03-02\"");
  EXPECT_EQ(value("today()", "", "2026-03-02T16:30:00Z"), "\"2026-03-03\"");
  EXPECT_EQ(value("now()"), "\"2026-03-02T09:00:00.000+08:00\"");
  EXPECT_EQ(value("day('2026-03-02T16:30:00Z')"), "\"2026-03-03\"");
  EXPECT_EQ(value("day(began)"), "undefined");
}

TEST(Functions, CountDaysAsTheLawDoes) {
  EXPECT_EQ(value("workdays('2026-03-02', 5)"), "\"2026-03-09\"");
  EXPECT_EQ(value("days('2026-03-02', 5)"), "\"2026-03-09\"");  // Saturday, so Monday
  EXPECT_EQ(value("days('2026-03-02T23:00:00+08:00', 2)"), "\"2026-03-04\"");
  // National Day 2026 is off from 1 to 7 October; 10 October is worked.
  EXPECT_EQ(value("workdays('2026-09-30', 3)"), "\"2026-10-10\"");
}

TEST(Functions, CountDaysOfTheCalendarAlone) {
  EXPECT_EQ(value("plain_days('2026-03-02', 5)"), "\"2026-03-07\"");    // a Saturday stays one
  EXPECT_EQ(value("plain_days('2026-01-01', 365)"), "\"2027-01-01\"");  // no table is asked
  EXPECT_EQ(value("plain_days('2028-02-29', 365)"), "\"2029-02-28\"");
  EXPECT_EQ(value("plain_days(began, 3)"), "undefined");
  EXPECT_THAT(value("plain_days('2026-03-02', -1)"), StartsWith("error"));
  EXPECT_THAT(value("plain_days('soon', 1)"), StartsWith("error"));
}

TEST(Functions, TellOnePaperByItsNumberInTwoSpellings) {
  EXPECT_EQ(value("paper_number('区委〔2026〕09号')"), "\"区委20269号\"");
  EXPECT_EQ(value("paper_number('区委[2026] ００9 号') == paper_number('区委〔2026〕9号')"),
            "true");
  EXPECT_EQ(value("paper_number('区委〔2026〕90号') == paper_number('区委〔2026〕9号')"), "false");
  EXPECT_EQ(value("paper_number('区委〔2026〕0号')"), "\"区委20260号\"");
  EXPECT_EQ(value("paper_number('(2026)湘01行初07号')"), "\"2026湘01行初7号\"");
  EXPECT_EQ(value("paper_number('第09次会议')"), "\"第09次会议\"");
  EXPECT_EQ(value("paper_number(began)"), "undefined");
  // As they were written, and only those that are the same number.
  EXPECT_EQ(value("of_paper([{n:'（2027）内22行终09号'},{n:'(２０２７)内22行终9号'},"
                  "{n:'〔2027〕内22行终90号'},{k:1}], 'n', '[2027]内22行终009号')"),
            R"([{"n":"（2027）内22行终09号"},{"n":"(２０２７)内22行终9号"}])");
  EXPECT_EQ(value("of_paper(began, 'n', '9号')"), "[]");
}

TEST(Functions, TellOneNameInTwoSpellings) {
  EXPECT_EQ(value("unspaced(' 张 三\u3000\t')"), "\"张三\"");
  EXPECT_EQ(value("unspaced(' ')"), "\"\"");
  EXPECT_EQ(value("spelling('ＡＢ 研究院（市·本级）')"), "\"ab研究院市本级\"");
  EXPECT_EQ(value("spelling(['A-B', 'ａb'])"), R"(["ab","ab"])");
  EXPECT_EQ(value("spelling('院') == spelling('所')"), "false");
  EXPECT_EQ(value("spelled([{n:'商 户',k:2},{n:'Ａ'},{k:1},{n:3}], 'n')"),
            R"([{"n":"商户","k":2},{"n":"a"},{"k":1},{"n":3}])");
  EXPECT_EQ(value("distinct(spelled([{n:'商 户'},{n:'商户'}], 'n'), 'n')"), "1");
  EXPECT_EQ(value("find(spelled(began, 'n'), 'n', '商户')"), "undefined");
  EXPECT_EQ(value("alike([{n:'商 户',k:2},{n:'（商户）'},{n:'商'},{n:3}], 'n', '商户')"),
            R"([{"n":"商 户","k":2},{"n":"（商户）"}])");
  EXPECT_EQ(value("alike(began, 'n', '商户')"), "[]");
  EXPECT_EQ(value("alike([{k:1}], 'n', began)"), "[]");
  EXPECT_EQ(value("spelling(began)"), "undefined");
  EXPECT_THAT(value("spelling(3)"), StartsWith("error"));
  EXPECT_EQ(value("unspaced(began)"), "undefined");
  EXPECT_THAT(value("unspaced(3)"), StartsWith("error"));
}

TEST(Functions, NumberTheItemsOfACatalogueAlike) {
  EXPECT_EQ(value("numbered(2026, '3')"), "\"2026-3\"");
  EXPECT_EQ(value("numbered(2026, ' 003 ')"), "\"2026-3\"");
  EXPECT_EQ(value("numbered(2026, '0')"), "\"2026-0\"");
  EXPECT_EQ(value("numbered(2026, '\u3000０３')"), "\"2026-3\"");
  EXPECT_EQ(value("numbered(2026, '２０２６－３')"), "\"2026-3\"");
  for (const char* whole : {"2026-3", "甲3", "3号", "-3", "3.5"})
    EXPECT_EQ(value("numbered(2026, '" + std::string(whole) + "')"),
              "\"" + std::string(whole) + "\"");
  EXPECT_EQ(value("numbered(2026, began)"), "undefined");
  EXPECT_THAT(value("numbered(2026, 3)"), StartsWith("error"));
  EXPECT_THAT(value("numbered(began, '3')"), StartsWith("error"));
}

TEST(Functions, CountTheWorkingDaysBetweenTwoDays) {
  // Monday to Monday: the first is not counted, the last is.
  EXPECT_EQ(value("workdays_between('2026-03-02', '2026-03-09')"), "5");
  EXPECT_EQ(value("workdays_between('2026-03-09', '2026-03-02')"), "0");
  // Spring Festival of 2026: off from 15 to 23 February, Saturday the 14th and the 28th are worked.
  EXPECT_EQ(value("workdays_between('2026-02-13', '2026-02-24')"), "2");
  EXPECT_EQ(value("workdays_between('2026-12-30', '2027-01-04')"), "undefined");
  EXPECT_EQ(value("workdays_between(began, '2026-03-02')"), "undefined");
}

TEST(Functions, CountAClockInYears) {
  EXPECT_EQ(value("due('years')", "2024-02-29"), "\"2034-02-28\"");
  EXPECT_EQ(value("due('years')", "2026-03-02"), "\"2036-03-02\"");
}

TEST(Functions, GiveNoDayWhereNoneIsCertain) {
  EXPECT_EQ(value("workdays('2026-12-01', 60)"), "undefined");
  EXPECT_EQ(value("'2099-01-01' > workdays('2026-12-01', 60)"), "false");
  EXPECT_EQ(value("days(began, 3)"), "undefined");
}

TEST(Functions, RefuseWhatIsNoDayOrNoCount) {
  EXPECT_THAT(value("days('soon', 3)"), StartsWith("error: \"soon\""));
  EXPECT_THAT(value("days('2026-02-30', 3)"), StartsWith("error"));
  for (const char* bad : {"-1", "1.5", "'3'", "36601", "began"}) {
    EXPECT_THAT(value("days('2026-03-02', " + std::string(bad) + ")"), StartsWith("error")) << bad;
  }
  EXPECT_THAT(value("days('2026-03-02')"), HasSubstr("takes 2"));
}

// ---- clocks
TEST(Functions, SayOfAClockThatDoesNotRunNothing) {
  EXPECT_EQ(value("due('T')"), "undefined");
  EXPECT_EQ(value("until('T')"), "undefined");
  EXPECT_EQ(value("reached('T')"), "false");
  EXPECT_EQ(value("provisional('T')"), "false");
}

TEST(Functions, SayWhenAClockIsDueAndReached) {
  EXPECT_EQ(value("due('T')", "2026-03-02"), "\"2026-03-09\"");
  EXPECT_EQ(value("reached('T')", "2026-03-02", "2026-03-09T23:59:59.999+08:00"), "false");
  EXPECT_EQ(value("reached('T')", "2026-03-02", "2026-03-10T00:00:00+08:00"), "true");
}

TEST(Functions, NeverCallAProvisionalDeadlineReached) {
  EXPECT_EQ(value("provisional('long')", "2026-03-02"), "true");
  EXPECT_THAT(value("due('long')", "2026-03-02"), StartsWith("\"2027-"));
  EXPECT_EQ(value("reached('long')", "2026-03-02", "2030-01-01T00:00:00+08:00"), "false");
}

TEST(Functions, GiveTheDelayToTheEndOfAPeriod) {
  // From nine on the 2nd to midnight after the 9th: 7 days and 15 hours.
  EXPECT_EQ(value("until('T')", "2026-03-02"), "\"658800000ms\"");
  EXPECT_EQ(value("until('T')", "2026-03-02", "2026-03-10T00:00:00+08:00"), "\"86400000ms\"");
}

TEST(Functions, CountOneClockFromAnothersEnd) {
  EXPECT_EQ(value("due('after')", "2026-03-02"), "\"2026-03-10\"");
}

TEST(Functions, EndOnAClockThatDependsOnItself) {
  EXPECT_THAT(value("due('self')"), HasSubstr("depends on itself"));
}

TEST(Functions, RefuseUnknownClocksAndUnits) {
  EXPECT_THAT(value("due('X')"), HasSubstr("no clock is called"));
  EXPECT_THAT(value("due(7)"), StartsWith("error"));
  EXPECT_THAT(value("due('odd')", "2026-03-02"), HasSubstr("\"workday\""));
}

TEST(Functions, AreTheOnesThatAreNamed) {
  EXPECT_THAT(value("eval('1')"), HasSubstr("there is no function 'eval'"));
}

// ---- documents
TEST(Functions, KnowWhichDocumentsAreThere) {
  EXPECT_EQ(value("has('D1')"), "true");
  EXPECT_EQ(value("has('D2')"), "false");
  EXPECT_EQ(value("missing(['D2', 'D1', 'D3'])"), R"(["D2","D3"])");
  EXPECT_THAT(value("missing('D1')"), StartsWith("error"));
}

TEST(Functions, TellWhatWasRevisedSinceItWasSigned) {
  EXPECT_EQ(value("filed()"), "3");
  EXPECT_EQ(value("revised(2, 'approve')"), R"(["D1"])");
  EXPECT_EQ(value("revised(3, 'approve')"), "[]");
  // Signed by a version of the procedure that noted nothing.
  EXPECT_EQ(value("revised(began, 'approve')"), "[]");
  // A signature is over what its event says.
  EXPECT_EQ(value("revised(2, 'approve_other')"), "[]");
  EXPECT_EQ(value("revised(2, 'approve_stage')"), R"(["D1"])");
  EXPECT_THAT(value("revised(2, 'unknown')"), StartsWith("error"));
  EXPECT_THAT(value("revised('two', 'approve')"), StartsWith("error"));
}

TEST(Functions, TellWhichSignaturesStillStand) {
  EXPECT_EQ(value("standing([{by:'a',over:2},{by:'b',over:3},{by:'c'}], 'approve')"),
            R"([{"by":"b","over":3},{"by":"c"}])");
  EXPECT_EQ(value("standing(began, 'approve')"), "[]");
  EXPECT_THAT(value("standing('a', 'approve')"), StartsWith("error"));
}

// ---- lists
TEST(Functions, CountAndFindInLists) {
  const std::string list = "[{id:1,s:'a'},{id:2,s:'b'},{id:3,s:'a'},7]";
  EXPECT_EQ(value("count(" + list + ")"), "4");
  EXPECT_EQ(value("count(" + list + ", 's', 'a')"), "2");
  EXPECT_EQ(value("find(" + list + ", 'id', 2)"), R"({"id":2,"s":"b"})");
  EXPECT_EQ(value("find(" + list + ", 'id', 9)"), "undefined");
  EXPECT_EQ(value("distinct(" + list + ", 's')"), "2");
  EXPECT_EQ(value("count(where(" + list + ", 's', 'none'))"), "0");
  EXPECT_EQ(value("where([{a:1,b:1},{a:2},{a:1,b:2}], 'a', 1)"),
            R"([{"a":1,"b":1},{"a":1,"b":2}])");
  EXPECT_EQ(value("where([{a:1},{a:2},{b:1},{a:3}], 'a', [3,1,7])"), R"([{"a":1},{"a":3}])");
  EXPECT_EQ(value("where([{a:1}], 'a', [])"), "[]");
  EXPECT_EQ(value("contains(['x', 'y'], 'y')"), "true");
  EXPECT_EQ(value("contains(['x', 1], '1')"), "false");
}

TEST(Functions, AddUpTheNumbersOfAList) {
  EXPECT_EQ(value("total([{n:8,s:true},{n:4},{s:false},{n:'x'},7], 'n')"), "12");
  EXPECT_EQ(value("total(where([{n:8,s:true},{n:4,s:false}], 's', true), 'n')"), "8");
  EXPECT_EQ(value("total([{n:0.5},{n:0.25}], 'n')"), "0.75");
  EXPECT_EQ(value("total(began, 'n')"), "0");
  EXPECT_EQ(value("total([], 'n') + 1"), "1");
  EXPECT_THAT(value("total('a', 'n')"), StartsWith("error"));
}

TEST(Functions, TellWhichValuesAListLacks) {
  EXPECT_EQ(value("lacking(['a','b','c'], [{u: 'b'}, {u: 'z'}], 'u')"), "[\"a\",\"c\"]");
  EXPECT_EQ(value("lacking(['a'], began, 'u')"), "[\"a\"]");
  EXPECT_EQ(value("lacking(began, [], 'u')"), "[]");
  EXPECT_EQ(value("joined(['a','b'], ['b','c','c'])"), "[\"a\",\"b\",\"c\"]");
  EXPECT_EQ(value("joined(began, ['a'])"), "[\"a\"]");
  EXPECT_EQ(value("joined(['a'], began)"), "[\"a\"]");
  EXPECT_EQ(value("without(['a','b'], ['b'])"), "[\"a\"]");
  EXPECT_EQ(value("without(['a'], began)"), "[\"a\"]");
  EXPECT_EQ(value("without(began, ['a'])"), "[]");
  EXPECT_EQ(value("distinct(['a','b','a'])"), "2");
}

TEST(Functions, TellWhichItemsComeBeforeADay) {
  EXPECT_EQ(value("earlier([{d:'2026-03-01',t:'a'},{d:'2026-03-02'},{t:'b'}], 'd', '2026-03-02')"),
            R"([{"d":"2026-03-01","t":"a"}])");
  EXPECT_EQ(value("earlier(began, 'd', '2026-03-02')"), "[]");
  EXPECT_EQ(value("earlier([{d:'2026-03-01'}], 'd', began)"), "[]");
}

TEST(Functions, TellWhichTextsOfAListHaveAWordInThemOrAtTheirEnd) {
  EXPECT_EQ(value("containing(['ab','bc','c',1,'b'], ['b','x'])"), R"(["ab","bc","b"])");
  EXPECT_EQ(value("ending(['ab','bc','c',1,'b'], ['b','x'])"), R"(["ab","b"])");
  EXPECT_EQ(value("containing(began, ['b'])"), "[]");
  EXPECT_EQ(value("ending(['b'], began)"), "[]");
  EXPECT_EQ(value("containing(['b'], [])"), "[]");
}

TEST(Functions, TellWhetherTwoNamesAreOfOneInstitution) {
  EXPECT_EQ(value("institution('甲咨询有限公司') == institution('甲咨询 有限责任公司')"), "true");
  EXPECT_EQ(value("institution(['甲公司', 1])"), "[\"甲\",1]");
  EXPECT_EQ(value("institution(began)"), "undefined");
}

TEST(Functions, MakeNewListsAndLeaveTheOld) {
  EXPECT_EQ(value("append([1], 2)"), "[1,2]");
  EXPECT_EQ(value("replace([{id:1,n:0},{id:2}], 'id', 1, {id:1,n:5})"),
            R"([{"id":1,"n":5},{"id":2}])");
  EXPECT_EQ(value("replace([{id:1}], 'id', 2, {id:2})"), R"([{"id":1},{"id":2}])");
}

TEST(Functions, TakeAListThatIsNotThereYetAsEmpty) {
  EXPECT_EQ(value("count(began)"), "0");
  EXPECT_EQ(value("append(began, 1)"), "[1]");
  EXPECT_EQ(value("contains(null, 1)"), "false");
  EXPECT_THAT(value("count('abc')"), StartsWith("error"));
}

TEST(Functions, CompareNumbersByValueHoweverTheyCameToBe) {
  EXPECT_EQ(value("contains([0.1 + 0.2 - 0.3 + 1, 4 / 2], 2.0)"), "true");
  EXPECT_EQ(value("count([{n: 6 / 2}], 'n', 3)"), "1");
}

}  // namespace
}  // namespace gavel::procedure
