// What became of the decision that a matter adjusts is asked anew at each step that rests on it
// (Decree 713 art. 37): it may have been annulled since it was named.
#include "tests/api/town.hpp"

namespace gavel::api::test {
namespace {

using testing::HasSubstr;

/// A small decision that names at its opening what it adjusts; nothing is noted in it any more once
/// that one has notes of its own.
std::string adjusting() {
  std::string xml(small_decision);
  const auto put = [&](const std::string& from, const std::string& to) {
    xml.replace(xml.find(from), from.size(), to);
  };
  put("g:version=\"1.0.0\"", "g:version=\"1.9.0\"");
  put("zh=\"理由\" en=\"Reason\"/>", R"x(zh="理由" en="Reason"/>
        <g:field name="predecessor" register="matter" shows="notes" zh="原决策" en="What it adjusts"/>)x");
  put("<data id=\"notes\"",
      R"x(<data id="adjusts" expr="!_x.opening.predecessor ? '' : _x.opening.predecessor"/><data id="notes")x");
  put("<g:event name=\"note\" who=\"drafter counsel\"",
      R"x(<g:rule id="R9" cite="decree-713:15" guards="note" test="!_x.facts.registers
            || !_x.facts.registers.predecessor || _x.facts.registers.predecessor.found.shows.notes == 0">
          <g:says zh="原决策已经变动。" en="What it adjusts has changed."/>
          <g:remedy zh="核对。" en="Check."/></g:rule>
          <g:event name="note" rules="R9" who="drafter counsel")x");
  put("zh=\"日期\" en=\"Day\"/>", R"x(zh="日期" en="Day"/>
          <g:asks register="predecessor" of="adjusts"/>)x");
  return xml;
}

TEST(Predecessor, IsAskedAnewAtTheStepsThatRestOnIt) {
  Town city;
  const auto installed = city.procedures.install(adjusting(), "adjusting.scxml", city.clock.now());
  ASSERT_TRUE(installed) << in_words(installed.error().front()).en;
  const std::string before = city.open_matter();
  const Answer opened = city.post("li", "/v1/matters",
                                  {{"procedure", "small-decision"},
                                   {"title", "学区再调整"},
                                   {"data", JsonObject{{"predecessor", before}}}});
  ASSERT_EQ(opened.status, 201) << opened.body;
  const std::string later = opened.text("/id");
  const auto noted = [&](const std::string& matter) {
    return city.Office::send("li", matter, "note", {{"text", "校对"}});
  };
  EXPECT_EQ(noted(later).status, 201);
  EXPECT_EQ(noted(before).status, 201);
  const Answer refused = noted(later);
  EXPECT_EQ(refused.brief(), "409 rules-unmet") << refused.body;
  EXPECT_EQ(refused.text("/refusal/rules/0/id"), "R9");
  // One that adjusts nothing is asked nothing.
  EXPECT_EQ(noted(before).status, 201);
}

}  // namespace
}  // namespace gavel::api::test
