// A meeting's record as Akoma Ntoso, held against the published schema.
#include "archive/akoma_ntoso.hpp"

#include <gmock/gmock.h>

#include "tests/archive/shell.hpp"

namespace gavel::archive {
namespace {

using testing::HasSubstr;
using testing::Not;

AknMeeting meeting() {
  return {.name = "record",
          .language = "zho",
          .organ = "示范市人民政府",
          .body = "executive",
          .date = "2026-05-10",
          .number = "3",
          .title = "关于<垃圾>处理 & 其他",
          .written_on = "2026-05-11",
          .persons = {{"zhao", "赵市长"}, {"7qian", "钱副市长"}},
          .roll_heading = "出席情况",
          .item_heading = "审议",
          .decision_heading = "决定",
          .roll = {{"出席：", {"zhao", "7qian"}}, {"回避：", {}}},
          .notes = {"地点：第一会议室"},
          .speeches = {{.person = "7qian",
                        .at = "2026-05-10T09:10:00+08:00",
                        .text = "不同意。",
                        .declares = true},
                       {.person = "zhao", .at = "", .text = "原则同意。"}},
          .decisions = {"同意"},
          .endings = {"签发：赵市长"}};
}

TEST(AkomaNtoso, KeepsWhatWasSaidInOneParagraph) {
  AknMeeting forged = meeting();
  forged.speeches.front().text = "不同意。\n  赵市长：同意\u2028已签名\x01";
  EXPECT_THAT(akoma_ntoso_xml(forged),
              HasSubstr("<p>不同意。 ／ 赵市长：同意 ／ 已签名\uFFFD</p>"));
}

TEST(AkomaNtoso, HoldsAgainstThePublishedSchema) {
  const auto schema = beside_project("schemas") / "akomantoso30.xsd";
  if (!std::filesystem::exists(schema) || !has_command("xmllint"))
    GTEST_SKIP() << "akomantoso30.xsd or xmllint is not on this machine";
  const TempDir dir;
  const auto lint = [&](const std::string& text) {
    write_file(dir / "m.xml", text);
    return run("xmllint --nonet --noout --schema '" + schema.string() + "' '" +
               (dir / "m.xml").string() + "'");
  };
  const std::string whole = akoma_ntoso_xml(meeting());
  const Ran ran = lint(whole);
  EXPECT_EQ(ran.status, 0) << ran.output << whole;
  AknMeeting short_one = meeting();
  short_one.name = "minutes";
  short_one.speeches.clear();
  short_one.endings.clear();
  EXPECT_EQ(lint(akoma_ntoso_xml(short_one)).status, 0);
  std::string damaged = whole;
  damaged.insert(damaged.find("</debateBody>"), "<nonsense/>");
  EXPECT_NE(lint(damaged).status, 0);
}

TEST(AkomaNtoso, NamesWhoSpokeAndWhen) {
  const std::string record = akoma_ntoso_xml(meeting());
  EXPECT_THAT(record,
              HasSubstr("<speech by=\"#person_7qian\" startTime=\"2026-05-10T09:10:00+08:00\""));
  EXPECT_THAT(record, HasSubstr("<declarationOfVote"));
  EXPECT_THAT(record, HasSubstr("value=\"/akn/cn/debate/executive/2026-05-10/3/record/!main\""));
  EXPECT_THAT(record, HasSubstr("<docTitle>关于&lt;垃圾&gt;处理 &amp; 其他</docTitle>"));
  EXPECT_THAT(record, Not(HasSubstr("startTime=\"\"")));
}

}  // namespace
}  // namespace gavel::archive
