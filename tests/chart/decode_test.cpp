// A session is read back against its chart, or refused with the reason. That what was read back has
// the same future is tried on random charts in tests/property.
#include "tests/chart/given.hpp"

namespace gavel::chart {
namespace {

TEST(Decode, NamesTheStateThatIsMissing) {
  const ReadResult one = read(scxml("<state id='a'/>"), "f"),
                   other = read(scxml("<state id='b'/>"), "f");
  const JsonObject text = encode(*one.chart, start(one.chart, "s", {}).next);
  const auto session = decode(other.chart, text);
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error(), "the chart has no state 'a'");
}

TEST(Decode, RefusesWhatIsNoSession) {
  const ReadResult one = read(scxml("<state id='a'><invoke src='x'/></state>"), "f");
  for (const char* wrong :
       {R"({"id":1})", R"({"states":"a"})", R"({"states":[1]})", R"({"data":[]})",
        R"({"pending":[1]})", R"({"pending":[{"due":"soon"}]})", R"({"history":{"a":1}})",
        R"({"next_id":"x"})", R"({"children":[{"state":"a","invoke":7}]})",
        R"({"children":[{"state":"a","session":{},"source":"<a"}]})"})
    EXPECT_FALSE(decode(one.chart, boost::json::parse(wrong).as_object())) << wrong;
}

}  // namespace
}  // namespace gavel::chart
